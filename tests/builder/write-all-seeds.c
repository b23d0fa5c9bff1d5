/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Prints the seeds of unattended installations of all systems of the OS database, as a JSON array: an object for each
 * system and profile, with what it could be told, or with the message where there is none.
 *
 *   write-all-seeds FIELD=VALUE...
 *
 * What an installer cannot be told, which its message names, is left out for that system. */

#include <json-glib/json-glib.h>
#include <stdio.h>
#include <string.h>

#include "base/json-private.h"
#include "libvirt-builder-enum-types.h"
#include "libvirt-builder.h"
#include "seeds/install-config-private.h"
#include "seeds/seed-private.h"

typedef struct
{
  GVirBuilderInstallField field;
  char *value;
} Told;

static const char *
nick_of (GVirBuilderInstallField field)
{
  g_autoptr (GEnumClass) fields = g_type_class_ref (GVIR_BUILDER_TYPE_INSTALL_FIELD);

  return g_enum_get_value (fields, (gint) field)->value_nick;
}

static void
clear_told (gpointer data)
{
  g_free (((Told *) data)->value);
}

static GArray *
read_words (char **words)
{
  g_autoptr (GEnumClass) fields = g_type_class_ref (GVIR_BUILDER_TYPE_INSTALL_FIELD);
  GArray *told = g_array_new (FALSE, FALSE, sizeof (Told));

  g_array_set_clear_func (told, clear_told);
  for (char **word = words; *word != NULL; word++)
    {
      g_auto (GStrv) parts = g_strsplit (*word, "=", 2);
      const GEnumValue *field = g_enum_get_value_by_nick (fields, parts[0]);
      Told one = { .value = g_strdup (parts[1]) };

      if (field == NULL || one.value == NULL)
        g_error ("'%s' is no FIELD=VALUE", *word);
      one.field = (GVirBuilderInstallField) field->value;
      g_array_append_val (told, one);
    }
  return told;
}

/* Disks are numbers to Windows. */
static const char *
value_for (GVirDesignerOs *os,
           const Told *one)
{
  gboolean is_windows = g_strcmp0 (gvir_designer_os_get_family (os), "winnt") == 0;

  return one->field == GVIR_BUILDER_INSTALL_FIELD_TARGET_DISK && is_windows ? "0" : one->value;
}

static GVirBuilderSeed *
make (GVirDesignerOs *os,
      const char *arch,
      const char *profile,
      GArray *told,
      GError **error)
{
  g_autoptr (GVirBuilderInstallConfig) config = gvir_builder_install_config_new ();
  g_autoptr (GError) problem = NULL;

  gvir_builder_install_config_add (config, GVIR_BUILDER_INSTALL_FIELD_PROFILE, profile, &problem);
  g_assert_no_error (problem);
  for (guint i = 0; i < told->len; i++)
    {
      const Told *one = &g_array_index (told, Told, i);

      gvir_builder_install_config_add (config, one->field, value_for (os, one), &problem);
      g_assert_no_error (problem);
    }
  return gvir_builder_seed_new_unattended (os, arch, config, error);
}

/* Takes out of TOLD what MESSAGE names. */
static gboolean
drop_named (GArray *told,
            const char *message)
{
  for (guint i = 0; i < told->len; i++)
    {
      g_autofree char *title = g_strdup_printf ("the %s", builder_install_field_title (
                                                            g_array_index (told, Told, i).field));

      if (strstr (message, title) != NULL)
        {
          g_array_remove_index (told, i);
          return TRUE;
        }
    }
  return FALSE;
}

static void
print_seed (JsonBuilder *builder,
            GVirBuilderSeed *seed,
            GArray *told)
{
  g_auto (GStrv) names = gvir_builder_seed_list_files (seed);

  builder_json_add_text (builder, "kind", gvir_builder_seed_get_kind (seed));
  builder_json_add_text (builder, "kernel-arguments", gvir_builder_seed_get_kernel_arguments (seed));
  json_builder_set_member_name (builder, "told");
  json_builder_begin_array (builder);
  for (guint i = 0; i < told->len; i++)
    json_builder_add_string_value (builder, nick_of (g_array_index (told, Told, i).field));
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "files");
  json_builder_begin_object (builder);
  for (char **name = names; *name != NULL; name++)
    {
      GBytes *contents = gvir_builder_seed_get_file (seed, *name);
      g_autofree char *text = g_strndup (g_bytes_get_data (contents, NULL), g_bytes_get_size (contents));

      builder_json_add_text (builder, *name, text);
    }
  json_builder_end_object (builder);
}

static char *
arch_of (GVirDesignerOs *os)
{
  g_auto (GStrv) archs = gvir_designer_os_list_archs (os);

  if (archs[0] == NULL || g_strv_contains ((const char *const *) archs, "x86_64"))
    return g_strdup ("x86_64");
  return g_strdup (archs[0]);
}

static void
print_system (JsonBuilder *builder,
              GVirDesignerOs *os,
              const char *profile,
              GArray *all)
{
  g_autoptr (GArray) told = g_array_copy (all);
  g_autofree char *arch = arch_of (os);
  g_autoptr (GVirBuilderSeed) seed = NULL;
  g_autoptr (GError) error = NULL;

  do
    {
      g_clear_error (&error);
      seed = make (os, arch, profile, told, &error);
    }
  while (seed == NULL && drop_named (told, error->message));
  json_builder_begin_object (builder);
  builder_json_add_text (builder, "id", gvir_designer_os_get_id (os));
  builder_json_add_text (builder, "short-id", gvir_designer_os_get_short_id (os));
  builder_json_add_text (builder, "name", gvir_designer_os_get_name (os));
  builder_json_add_text (builder, "distro", gvir_designer_os_get_distro (os));
  builder_json_add_text (builder, "version", gvir_designer_os_get_version (os));
  builder_json_add_text (builder, "profile", profile);
  builder_json_add_text (builder, "arch", arch);
  if (seed != NULL)
    print_seed (builder, seed, told);
  else
    builder_json_add_text (builder, "message", error->message);
  json_builder_end_object (builder);
}

int
main (G_GNUC_UNUSED int argc,
      char **argv)
{
  static const char *const profiles[] = { "jeos", "desktop" };
  g_autoptr (OsinfoDb) db = gvir_designer_os_database_load (NULL);
  g_autoptr (OsinfoOsList) list = osinfo_db_get_os_list (db);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GArray) told = read_words (argv + 1);
  g_autofree char *text = NULL;

  json_builder_begin_array (builder);
  for (gint i = 0; i < osinfo_list_get_length (OSINFO_LIST (list)); i++)
    {
      g_autoptr (GVirDesignerOs) os = gvir_designer_os_new (OSINFO_OS (osinfo_list_get_nth (OSINFO_LIST (list), i)));

      for (guint j = 0; j < G_N_ELEMENTS (profiles); j++)
        print_system (builder, os, profiles[j], told);
    }
  json_builder_end_array (builder);
  text = builder_json_print (builder);
  puts (text);
  return 0;
}
