/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "trial-design.h"

#include "edited-host.h"
#include "facts/facts-private.h"
#include "os/libvirt-designer-os-database.h"

static GHashTable *hosts;

OsinfoDb *
trial_database (void)
{
  static OsinfoDb *db;
  g_autoptr (GError) error = NULL;

  if (db == NULL)
    db = gvir_designer_os_database_load (&error);
  g_assert_no_error (error);
  return db;
}

static void
add_device (OsinfoOs *os,
            const char *name)
{
  for (guint i = 0; i < DESIGNER_N_DEVICES; i++)
    {
      OsinfoDevice *device;

      if (!g_str_equal (designer_device_name (i), name))
        continue;
      device = osinfo_db_get_device (trial_database (), designer_device_id (i, FALSE));
      g_assert_nonnull (device);
      osinfo_os_add_device (os, device);
      return;
    }
  g_error ("no device '%s' is in devices.def", name);
}

/* The first figure that is given makes the entry, the second one completes it. */
static void
set_resources (OsinfoOs *os,
               const char *key,
               const char *value)
{
  gboolean minimum = g_str_has_prefix (key, "minimum-");
  g_autoptr (OsinfoResourcesList) list = minimum ? osinfo_os_get_minimum_resources (os)
                                                 : osinfo_os_get_recommended_resources (os);
  g_autoptr (OsinfoResources) made = osinfo_resources_new (key, "all");
  OsinfoResources *resources = made;

  if (osinfo_list_get_length (OSINFO_LIST (list)) > 0)
    resources = OSINFO_RESOURCES (osinfo_list_get_nth (OSINFO_LIST (list), 0));
  if (g_str_has_suffix (key, "memory"))
    osinfo_resources_set_ram (resources, g_ascii_strtoll (value, NULL, 10) * OSINFO_MEBIBYTES);
  else if (g_str_has_suffix (key, "storage"))
    osinfo_resources_set_storage (resources, g_ascii_strtoll (value, NULL, 10));
  else
    osinfo_resources_set_n_cpus (resources, (gint) g_ascii_strtoll (value, NULL, 10));
  if (resources == made && minimum)
    osinfo_os_add_minimum_resources (os, made);
  else if (resources == made)
    osinfo_os_add_recommended_resources (os, made);
}

/* Firmware that is named is supported, and "no-bios" says that BIOS is not. */
static void
add_firmware (OsinfoOs *os,
              const char *name)
{
  gboolean supported = !g_str_has_prefix (name, "no-");
  g_autoptr (OsinfoFirmware) firmware = osinfo_firmware_new (name, "x86_64", supported ? name : name + 3);

  osinfo_entity_set_param_boolean (OSINFO_ENTITY (firmware), "supported", supported);
  osinfo_os_add_firmware (os, firmware);
}

static void
set_key (OsinfoOs *os,
         const char *key,
         const char *value)
{
  g_auto (GStrv) parts = g_strsplit (value, "+", -1);

  if (g_str_has_suffix (key, "memory") || g_str_has_suffix (key, "cpus") || g_str_has_suffix (key, "storage"))
    set_resources (os, key, value);
  else if (!g_str_equal (key, "devices") && !g_str_equal (key, "firmware"))
    osinfo_entity_set_param (OSINFO_ENTITY (os), key, value);
  for (guint i = 0; g_str_equal (key, "devices") && parts[i] != NULL; i++)
    add_device (os, parts[i]);
  for (guint i = 0; g_str_equal (key, "firmware") && parts[i] != NULL; i++)
    add_firmware (os, parts[i]);
}

void
trial_invent_os (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  gboolean is_id = g_str_has_prefix (words[0], "http:");
  g_autofree char *id = g_strconcat (is_id ? "" : "http://example.org/os/", words[0], NULL);
  g_autoptr (OsinfoOs) os = osinfo_os_new (id);

  if (!is_id)
    osinfo_entity_set_param (OSINFO_ENTITY (os), "short-id", words[0]);
  osinfo_entity_set_param (OSINFO_ENTITY (os), "name", words[0]);
  for (guint i = 1; words[i] != NULL; i++)
    {
      g_auto (GStrv) pair = g_strsplit (words[i], "=", 2);

      if (*words[i] != '\0')
        set_key (os, pair[0], pair[1]);
    }
  osinfo_db_add_os (trial_database (), os);
}

/* Reading a host takes longer than a design, and most trials share one. */
static GVirDesignerHost *
find_single_host (GPtrArray *edits)
{
  g_autofree char *key = NULL;
  GVirDesignerHost *host;

  g_ptr_array_add (edits, NULL);
  key = g_strjoinv (" ", (char **) edits->pdata);
  if (hosts == NULL)
    hosts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  host = g_hash_table_lookup (hosts, key);
  if (host == NULL)
    {
      host = edited_host_new ((char **) edits->pdata);
      g_hash_table_insert (hosts, g_steal_pointer (&key), host);
    }
  g_ptr_array_set_size (edits, 0);
  return host;
}

/* One for each "and-host" and one more, as a set. */
static GVirDesignerHost *
find_host (char **words)
{
  g_autoptr (GPtrArray) edits = g_ptr_array_new ();
  g_autoptr (GPtrArray) members = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  GVirDesignerHost *host;

  for (guint i = 1; words[i] != NULL; i++)
    {
      if (g_str_equal (words[i], "and-host"))
        g_ptr_array_add (members, find_single_host (edits));
      else if (edited_host_is_edit (words[i]))
        g_ptr_array_add (edits, words[i]);
    }
  g_ptr_array_add (members, find_single_host (edits));
  host = gvir_designer_host_new_set ((GVirDesignerHost *const *) members->pdata, members->len, &error);
  g_assert_no_error (error);
  return host;
}

static gboolean
apply_options (GVirDesignerDomain *design,
               char **words,
               GError **error)
{
  guint times = 1;

  for (guint i = 1; words[i] != NULL; i++)
    {
      if (g_str_has_suffix (words[i], "x") && g_ascii_isdigit (*words[i]))
        times = (guint) g_ascii_strtoull (words[i], NULL, 10);
      if (!g_str_has_prefix (words[i], "--"))
        continue;
      g_assert_nonnull (words[i + 1]);
      for (; times > 0; times--)
        {
          if (!gvir_designer_domain_apply_option (design, words[i] + 2, words[i + 1], error))
            return FALSE;
        }
      times = 1;
      i++;
    }
  return TRUE;
}

static gboolean
has (char **words,
     const char *word)
{
  return g_strv_contains ((const char *const *) words, word);
}

static gboolean
add_driver (GVirDesignerDomain *design,
            char **words,
            GError **error)
{
  for (guint i = 0; words[i] != NULL; i++)
    {
      if (g_str_has_prefix (words[i], "driver="))
        return gvir_designer_domain_add_driver (design, words[i] + strlen ("driver="), error);
    }
  return TRUE;
}

static gboolean
add_policy (GVirDesignerDomain *design,
            char **words,
            GError **error)
{
  for (guint i = 1; words[i] != NULL; i++)
    {
      g_autoptr (GVirDesignerPolicy) policy = NULL;

      if (!g_str_has_prefix (words[i], "policy=") || g_str_has_prefix (words[i - 1], "--"))
        continue;
      policy = gvir_designer_policy_new_from_name (words[i] + strlen ("policy="), error);
      return policy != NULL && gvir_designer_domain_add_policy (design, policy, error);
    }
  return TRUE;
}

/* "version=1" */
static gboolean
set_version (GVirDesignerDomain *design,
             char **words,
             GError **error)
{
  for (guint i = 1; words[i] != NULL; i++)
    {
      if (g_str_has_prefix (words[i], "version=") && !g_str_has_prefix (words[i - 1], "--"))
        return gvir_designer_domain_set_policy_version (design, (guint) atoi (words[i] + strlen ("version=")), error);
    }
  return TRUE;
}

static gboolean
carry_out (GVirDesignerDomain *design,
           char **words,
           GError **error)
{
  if (has (words, "installing") && !gvir_designer_domain_set_phase (design, GVIR_DESIGNER_PHASE_INSTALL, error))
    return FALSE;
  if (has (words, "installed") && !gvir_designer_domain_set_phase (design, GVIR_DESIGNER_PHASE_RUN, error))
    return FALSE;
  return add_policy (design, words, error) && set_version (design, words, error) && add_driver (design, words, error) && apply_options (design, words, error)
         && (!has (words, "container") || gvir_designer_domain_setup_container (design, error))
         && (!has (words, "minimal")
             || gvir_designer_domain_setup_resources (design, GVIR_DESIGNER_DOMAIN_RESOURCES_MINIMAL, error))
         && gvir_designer_domain_add_default_devices (design,
                                                      has (words, "server") ? GVIR_DESIGNER_PURPOSE_SERVER
                                                                            : GVIR_DESIGNER_PURPOSE_DESKTOP,
                                                      error)
         && (!has (words, "changing") || gvir_designer_domain_edit_by_option (design, "name", NULL, "changed", error));
}

GVirDesignerDomain *
trial_design (const char *text,
              GError **error)
{
  g_auto (GStrv) words = NULL;
  g_autoptr (GError) mistake = NULL;
  g_autoptr (GVirDesignerOs) os = NULL;
  g_autoptr (GVirDesignerHost) host = NULL;
  g_autoptr (GVirDesignerDomain) design = NULL;

  g_shell_parse_argv (text, NULL, &words, &mistake);
  g_assert_no_error (mistake);
  os = gvir_designer_os_find (trial_database (), words[0], &mistake);
  g_assert_no_error (mistake);
  host = find_host (words);
  design = gvir_designer_domain_new_for_host (os, host);
  if (!carry_out (design, words, error))
    return NULL;
  return g_steal_pointer (&design);
}
