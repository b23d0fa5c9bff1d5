/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "os/libvirt-designer-os-database.h"

#include "base/json-private.h"
#include "base/libvirt-designer-error.h"
#include "os/foreign-leaks-private.h"
#include "os/os-installed-private.h"
#include "os/os-files-private.h"
#include "os/os-catalogue-private.h"

/* Where libosinfo also looks, for files that replace or hide those of the
 * system; the last two are from its earlier releases. */
static gboolean
may_have_overrides (void)
{
  static const char *const variables[] = {
    "OSINFO_LOCAL_DIR", "OSINFO_USER_DIR", "OSINFO_DATA_DIR"
  };
  const char *config = g_get_user_config_dir ();
  g_autofree char *user = g_build_filename (config, "osinfo", NULL);
  g_autofree char *old_user = g_build_filename (config, "libosinfo", "db", NULL);
  const char *const dirs[] = {
    "/etc/osinfo", user, "/etc/libosinfo/db", old_user
  };

  for (guint i = 0; i < G_N_ELEMENTS (variables); i++)
    {
      if (g_getenv (variables[i]) != NULL)
        return TRUE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (dirs); i++)
    {
      if (g_file_test (dirs[i], G_FILE_TEST_EXISTS))
        return TRUE;
    }
  return FALSE;
}

/* Loading the system's directory by itself spares the lists of all PCI and USB
 * devices there are, which take longer to read than the database and name no
 * device that an operating system lists. */
static void
process (OsinfoLoader *loader,
         GError **error)
{
  g_autofree char *dir = designer_os_files_system_folder ();

  if (!may_have_overrides () && g_file_test (dir, G_FILE_TEST_IS_DIR))
    osinfo_loader_process_path (loader, dir, error);
  else
    osinfo_loader_process_default_path (loader, error);
}

static gboolean
check_not_empty (OsinfoDb *db,
                 GError **error)
{
  g_autoptr (OsinfoOsList) list = osinfo_db_get_os_list (db);

  if (osinfo_list_get_length (OSINFO_LIST (list)) > 0)
    return TRUE;
  designer_os_set_missing_error (error);
  return FALSE;
}

/**
 * gvir_designer_os_database_load:
 * @error: return location for an error, or %NULL
 *
 * Loads the OS database from where libosinfo has it, the administrator's and
 * the user's additions and the `OSINFO_*_DIR` variables of the environment
 * included.
 *
 * It fails with %GVIR_DESIGNER_ERROR_INVALID_INPUT when a file of the
 * database cannot be read, or when there is no database.
 *
 * Returns: (transfer full): the database, or %NULL with @error set
 */
OsinfoDb *
gvir_designer_os_database_load (GError **error)
{
  g_autoptr (OsinfoLoader) loader = osinfo_loader_new ();
  g_autoptr (GError) local = NULL;
  OsinfoDb *db;

  BEGIN_FOREIGN_LEAKS ();
  process (loader, &local);
  END_FOREIGN_LEAKS ();
  if (local != NULL)
    {
      /* The XML parser's messages end in a new line. */
      g_strdelimit (g_strchomp (local->message), "\n", ' ');
      g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_INPUT,
                   "cannot read the OS database: %s; "
                   "repair that file or reinstall the package osinfo-db",
                   local->message);
      return NULL;
    }
  db = osinfo_loader_get_db (loader);
  return check_not_empty (db, error) ? g_object_ref (db) : NULL;
}

/**
 * gvir_designer_os_database_list:
 * @db: an OS database
 *
 * Lists the short ids of all operating systems in a database, in alphabetical
 * order. A system that has several is there under each.
 *
 * Returns: (transfer full) (array zero-terminated=1): the short ids
 */
char **
gvir_designer_os_database_list (OsinfoDb *db)
{
  g_autoptr (DesignerOsCatalogue) catalogue = NULL;
  g_autoptr (GStrvBuilder) names = NULL;
  g_autoptr (GArray) ids = NULL;

  g_return_val_if_fail (OSINFO_IS_DB (db), NULL);

  catalogue = designer_os_catalogue_new (db);
  names = g_strv_builder_new ();
  ids = designer_os_names_short_ids (designer_os_catalogue_names (catalogue, NULL));
  for (guint i = 0; i < ids->len; i++)
    g_strv_builder_add (names, g_array_index (ids, DesignerOsShortId, i).short_id);
  return g_strv_builder_end (names);
}

static void
add_name (JsonBuilder *builder,
          const DesignerOsShortId *id)
{
  json_builder_begin_object (builder);
  designer_json_add_text (builder, "short_id", id->short_id);
  designer_json_add_text (builder, "name", id->entry->texts[DESIGNER_OS_TEXT_NAME]);
  designer_json_add_text (builder, "id", id->entry->id);
  json_builder_end_object (builder);
}

/**
 * gvir_designer_os_database_to_json:
 * @db: (nullable): an OS database, or %NULL for the one that is installed
 * @error: return location for an error, or %NULL
 *
 * Writes what all operating systems are called as JSON: an array of objects with
 * the members `short_id`, `name` (null where there is none) and `id`, in the order
 * of the short ids. A system that has several is there under each.
 *
 * Of the installed database, no more than the names is read. When a file of it
 * cannot be read, or there is no database, it fails with
 * %GVIR_DESIGNER_ERROR_INVALID_INPUT.
 *
 * Returns: (transfer full): the JSON text, or %NULL with @error set
 */
char *
gvir_designer_os_database_to_json (OsinfoDb *db,
                                   GError **error)
{
  g_autoptr (DesignerOsCatalogue) catalogue = NULL;
  g_autoptr (JsonBuilder) builder = NULL;
  g_autoptr (GArray) ids = NULL;
  GPtrArray *names;

  g_return_val_if_fail (db == NULL || OSINFO_IS_DB (db), NULL);

  catalogue = designer_os_catalogue_new (db);
  names = designer_os_catalogue_names (catalogue, error);
  if (names == NULL)
    return NULL;
  ids = designer_os_names_short_ids (names);
  builder = json_builder_new ();
  json_builder_begin_array (builder);
  for (guint i = 0; i < ids->len; i++)
    add_name (builder, &g_array_index (ids, DesignerOsShortId, i));
  json_builder_end_array (builder);
  return designer_json_print (builder);
}
