/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Rows that only decide where a policy turns them on: what virt-install writes
 * and we leave to libvirt, or say in other words. */

#include "rules/compute-private.h"
#include "rules/sources-private.h"


static const char *
all_memory (DesignerFacts *facts,
            G_GNUC_UNUSED const DesignerSubject *subject,
            G_GNUC_UNUSED const DesignerRule *rule)
{
  return designer_facts_get (facts, NULL, DESIGNER_THING_MEMORY);
}

/* The kind of device that REQUEST is, as they are booted from; NULL: none. */
static const char *
kind_of (const DesignerRequest *request)
{
  const char *device;

  if (request->scope != DESIGNER_SCOPE_DISK)
    return NULL;
  device = designer_request_get (request, DESIGNER_THING_DISK_DEVICE);
  if (device == NULL || g_str_equal (device, "disk") || g_str_equal (device, "lun"))
    return "hd";
  return g_str_equal (device, "floppy") ? "fd" : device;
}

static gboolean
will_have (const DesignerFacts *facts,
           const char *kind)
{
  const GPtrArray *devices = facts->intent->devices;

  for (guint i = 0; i < devices->len; i++)
    {
      if (g_strcmp0 (kind_of (g_ptr_array_index (devices, i)), kind) == 0)
        return TRUE;
    }
  return FALSE;
}

/* What a guest without an installer is booted from. */
static const char *
kind_that_is_there (const DesignerFacts *facts)
{
  static const char *const kinds[] = { "hd", "cdrom", "fd" };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (will_have (facts, kinds[i]))
        return kinds[i];
    }
  return "hd";
}

/* Whether a device has a place of its own in the boot order, so that kinds of
 * devices have none. */
static gboolean
is_ordered_by_device (const DesignerFacts *facts)
{
  const GPtrArray *devices = facts->intent->devices;

  for (guint i = 0; i < devices->len; i++)
    {
      const DesignerRequest *request = g_ptr_array_index (devices, i);

      if ((request->scope == DESIGNER_SCOPE_DISK && designer_request_get (request, DESIGNER_THING_DISK_BOOT) != NULL)
          || (request->scope == DESIGNER_SCOPE_INTERFACE
              && designer_request_get (request, DESIGNER_THING_NET_BOOT) != NULL)
          || designer_settings_find (request->settings, "boot/@order") != NULL)
        return TRUE;
    }
  return FALSE;
}

/* Whether the system stays on the CD-ROM that was named. */
static gboolean
runs_live (const DesignerFacts *facts)
{
  return g_strcmp0 (designer_intent_get (facts->intent, DESIGNER_THING_INSTALL_LIVE), "yes") == 0
         && designer_intent_get (facts->intent, DESIGNER_THING_INSTALL_CDROM) != NULL;
}

/* The kind of device that the installer is on, or a live system; or NULL. */
static const char *
kind_of_installer (const DesignerFacts *facts)
{
  const char *method = designer_facts_get (facts, NULL, DESIGNER_THING_INSTALL_METHOD);

  if (runs_live (facts))
    return "cdrom";
  if (g_strcmp0 (method, "bootdev") == 0)
    return designer_facts_get (facts, NULL, DESIGNER_THING_INSTALL_BOOTDEV);
  return g_strcmp0 (method, "cdrom") == 0 || g_strcmp0 (method, "network") == 0 ? method : NULL;
}

/* "network,hd": the installer first while the guest installs, then the disk; a live
 * system is always first. */
static char *
list_kinds (const DesignerFacts *facts)
{
  gboolean installing = runs_live (facts)
                        || g_strcmp0 (designer_facts_get (facts, NULL, DESIGNER_THING_INSTALL_PHASE), "install") == 0;
  const char *wish = designer_intent_get (facts->intent, DESIGNER_THING_BOOT_ORDER);
  const char *installer = kind_of_installer (facts);
  gboolean disk = will_have (facts, "hd");

  if (installer == NULL || (runs_live (facts) && wish != NULL) || (!installing && (wish != NULL || disk)))
    return g_strdup (wish != NULL ? wish : kind_that_is_there (facts));
  return g_strconcat (installer, installing && disk && !g_str_equal (installer, "hd") ? ",hd" : "", NULL);
}

const char *
designer_boot_kind (DesignerFacts *facts,
                    G_GNUC_UNUSED const DesignerSubject *subject,
                    const DesignerRule *rule)
{
  guint place = rule->thing - DESIGNER_THING_BOOT_FIRST;
  g_auto (GStrv) kinds = NULL;
  g_autofree char *list = NULL;

  if ((designer_facts_get (facts, NULL, DESIGNER_THING_KERNEL) != NULL
       && designer_intent_get (facts->intent, DESIGNER_THING_BOOT_ORDER) == NULL)
      || is_ordered_by_device (facts))
    return NULL;
  list = list_kinds (facts);
  kinds = g_strsplit (list, ",", -1);
  return place < g_strv_length (kinds) ? g_string_chunk_insert_const (facts->strings, kinds[place]) : NULL;
}

/* Whether SPICE is wished, or what the guest is given where nothing is. */
static gboolean
will_have_spice (const DesignerFacts *facts)
{
  const GPtrArray *devices = facts->intent->devices;
  gboolean asked = designer_intent_declines (facts->intent, DESIGNER_SCOPE_GRAPHICS);

  for (guint i = 0; i < devices->len; i++)
    {
      const DesignerRequest *request = g_ptr_array_index (devices, i);
      const char *type;

      if (request->scope != DESIGNER_SCOPE_GRAPHICS)
        continue;
      type = designer_request_get (request, DESIGNER_THING_GRAPHICS_TYPE);
      if (type == NULL || g_str_equal (type, "spice"))
        return TRUE;
      asked = TRUE;
    }
  return !asked;
}

const char *
designer_vmport_for_spice (DesignerFacts *facts,
                           G_GNUC_UNUSED const DesignerSubject *subject,
                           G_GNUC_UNUSED const DesignerRule *rule)
{
  return will_have_spice (facts) ? "off" : NULL;
}

static const char *
model_of_host (DesignerFacts *facts,
               G_GNUC_UNUSED const DesignerSubject *subject,
               G_GNUC_UNUSED const DesignerRule *rule)
{
  const DesignerSettings *settings = facts->intent->whole[DESIGNER_SCOPE_DOMAIN]->settings;

  for (guint i = 0; settings != NULL && i < settings->list->len; i++)
    {
      if (g_str_has_prefix (((const DesignerSetting *) g_ptr_array_index (settings->list, i))->path, "seclabel[1]/"))
        return designer_host_security_model (facts->host);
    }
  return NULL;
}

const DesignerRule designer_profile_rules[] = {
  { "seclabel.model.host", DESIGNER_THING_SECLABEL_MODEL, NULL, model_of_host,
    "A label of no model is of the first that the host has.",
    LIBVIRT_DOMAIN "#security-label", { BY_POLICY ("seclabel.model.host") } },

  { "memory.current.all", DESIGNER_THING_MEMORY_CURRENT, NULL, all_memory,
    "The guest has all of its memory from the start, and that is written out.",
    LIBVIRT_DOMAIN "#memory-allocation", { BY_POLICY ("memory.current.all") } },

  { NULL, 0, NULL, NULL, NULL, NULL, { { 0 } } }
};
