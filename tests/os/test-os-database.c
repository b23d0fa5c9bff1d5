/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "base/libvirt-designer-error.h"
#include "os/libvirt-designer-os-database.h"
#include "os/libvirt-designer-os.h"

#include <glib/gstdio.h>

typedef struct
{
  const char *path;
  void (*compare) (OsinfoOs *entry,
                   GVirDesignerOs *os);
} Comparison;

static OsinfoDb *installed;
static OsinfoDb *whole;
static GPtrArray *systems;

static gboolean
skip_without_database (void)
{
  if (installed == NULL)
    g_test_skip ("there is no OS database: install the package osinfo-db");
  return installed == NULL;
}

static GList *
elements_of (gpointer list)
{
  return osinfo_list_get_elements (OSINFO_LIST (list));
}

/* Every system of the database, described once for all tests. */
static GPtrArray *
all_systems (OsinfoDb *db)
{
  GPtrArray *all = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (OsinfoOsList) list = osinfo_db_get_os_list (db);
  g_autoptr (GList) elements = elements_of (list);

  for (GList *l = elements; l != NULL; l = l->next)
    g_ptr_array_add (all, gvir_designer_os_new (l->data));
  return all;
}

static void
test_every_system (gconstpointer data)
{
  const Comparison *comparison = data;

  if (skip_without_database ())
    return;
  for (guint i = 0; i < systems->len; i++)
    {
      GVirDesignerOs *os = g_ptr_array_index (systems, i);

      comparison->compare (gvir_designer_os_get_osinfo (os), os);
    }
}

static GVirDesignerAnswer
expected_answer (OsinfoDeviceList *listed,
                 const char *id)
{
  if (osinfo_list_find_by_id (OSINFO_LIST (listed), id) != NULL)
    return GVIR_DESIGNER_ANSWER_YES;
  if (osinfo_list_get_length (OSINFO_LIST (listed)) > 0)
    return GVIR_DESIGNER_ANSWER_NO;
  return GVIR_DESIGNER_ANSWER_UNKNOWN;
}

static void
compare_devices (OsinfoOs *entry,
                 GVirDesignerOs *os)
{
  g_autoptr (OsinfoDeviceList) listed = osinfo_os_get_all_devices (entry, NULL);
  g_autoptr (OsinfoDeviceList) known = osinfo_db_get_device_list (installed);
  g_autoptr (GList) elements = elements_of (known);
  g_autoptr (GList) listed_elements = elements_of (listed);

  for (GList *l = elements; l != NULL; l = l->next)
    {
      const char *id = osinfo_entity_get_id (l->data);

      g_assert_cmpint (gvir_designer_os_has_device (os, id), ==, expected_answer (listed, id));
    }
  for (GList *l = listed_elements; l != NULL; l = l->next)
    {
      const char *device_class = osinfo_device_get_class (l->data);

      g_assert_nonnull (device_class);
      g_assert_true (gvir_designer_os_lists_class (os, device_class));
    }
}

static void
compare_firmware (OsinfoOs *entry,
                  GVirDesignerOs *os)
{
  g_autoptr (OsinfoFirmwareList) all = osinfo_os_get_complete_firmware_list (entry, NULL);
  g_autoptr (GList) elements = elements_of (all);

  for (GList *l = elements; l != NULL; l = l->next)
    g_assert_cmpint (gvir_designer_os_supports_firmware (os,
                                                         osinfo_firmware_get_architecture (l->data),
                                                         osinfo_firmware_get_firmware_type (l->data)),
                     ==,
                     osinfo_firmware_is_supported (l->data) ? GVIR_DESIGNER_ANSWER_YES
                                                            : GVIR_DESIGNER_ANSWER_NO);
  if (elements == NULL)
    g_assert_cmpint (gvir_designer_os_supports_firmware (os, "x86_64", "efi"),
                     ==, GVIR_DESIGNER_ANSWER_UNKNOWN);
}

static void
compare_amounts (OsinfoResourcesList *list,
                 GVirDesignerOs *os,
                 GVirDesignerOsResources which)
{
  g_autoptr (GList) elements = elements_of (list);

  for (GList *l = elements; l != NULL; l = l->next)
    {
      const char *arch = osinfo_resources_get_architecture (l->data);
      gint64 memory = osinfo_resources_get_ram (l->data);
      gint64 storage = osinfo_resources_get_storage (l->data);
      gint vcpus = osinfo_resources_get_n_cpus (l->data);

      if (memory > 0)
        g_assert_cmpuint (gvir_designer_os_get_memory (os, arch, which), ==, memory);
      if (storage > 0)
        g_assert_cmpuint (gvir_designer_os_get_storage (os, arch, which), ==, storage);
      if (vcpus > 0)
        g_assert_cmpuint (gvir_designer_os_get_vcpus (os, arch, which), ==, (guint) vcpus);
    }
  if (elements == NULL)
    g_assert_cmpuint (gvir_designer_os_get_memory (os, "x86_64", which), ==, 0);
}

static void
compare_resources (OsinfoOs *entry,
                   GVirDesignerOs *os)
{
  g_autoptr (OsinfoResourcesList) minimum = osinfo_os_get_minimum_resources (entry);
  g_autoptr (OsinfoResourcesList) recommended = osinfo_os_get_recommended_resources (entry);

  compare_amounts (minimum, os, GVIR_DESIGNER_OS_RESOURCES_MINIMUM);
  compare_amounts (recommended, os, GVIR_DESIGNER_OS_RESOURCES_RECOMMENDED);
}

/* The quick way of loading must not cost a fact. */
static void
compare_with_whole (OsinfoOs *entry,
                    GVirDesignerOs *os)
{
  OsinfoOs *same = osinfo_db_get_os (whole, osinfo_entity_get_id (OSINFO_ENTITY (entry)));
  g_autoptr (GVirDesignerOs) other = gvir_designer_os_new (same);

  g_assert_true (gvir_designer_os_equal (os, other));
}

/* Neither must reading no more than the files of one system. */
static void
compare_with_read (OsinfoOs *entry,
                   GVirDesignerOs *os G_GNUC_UNUSED)
{
  const char *id = osinfo_entity_get_id (OSINFO_ENTITY (entry));
  g_autoptr (GError) error = NULL;
  g_autoptr (GVirDesignerOs) loaded = gvir_designer_os_find (installed, id, NULL);
  g_autoptr (GVirDesignerOs) read = gvir_designer_os_find (NULL, id, &error);
  g_autofree char *expected = gvir_designer_os_to_json (loaded);
  g_autofree char *found = NULL;

  g_assert_no_error (error);
  found = gvir_designer_os_to_json (read);
  g_assert_cmpstr (found, ==, expected);
}

static void
test_no_system_is_lost (void)
{
  g_auto (GStrv) names = NULL;
  g_auto (GStrv) whole_names = NULL;

  if (skip_without_database ())
    return;
  names = gvir_designer_os_database_list (installed);
  whole_names = gvir_designer_os_database_list (whole);
  g_assert_true (g_strv_equal ((const char *const *) names, (const char *const *) whole_names));
}

static void
test_all_names_are_read_as_they_are_loaded (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *read = gvir_designer_os_database_to_json (NULL, &error);
  g_autofree char *loaded = NULL;

  if (skip_without_database ())
    return;
  loaded = gvir_designer_os_database_to_json (installed, NULL);
  g_assert_no_error (error);
  g_assert_cmpstr (read, ==, loaded);
}

static void
test_all_names_are_libosinfos (void)
{
  g_autofree char *json = gvir_designer_os_database_to_json (NULL, NULL);

  for (guint i = 0; !skip_without_database () && i < systems->len; i++)
    {
      OsinfoOs *entry = gvir_designer_os_get_osinfo (g_ptr_array_index (systems, i));
      g_autoptr (GList) ids = osinfo_product_get_short_id_list (OSINFO_PRODUCT (entry));

      for (GList *l = ids; l != NULL; l = l->next)
        {
          g_autofree char *row = g_strdup_printf ("\"short_id\" : \"%s\",\n    \"name\" : \"%s\",\n    \"id\" : \"%s\"",
                                                  (const char *) l->data, osinfo_product_get_name (OSINFO_PRODUCT (entry)),
                                                  osinfo_entity_get_id (OSINFO_ENTITY (entry)));

          g_assert_nonnull (strstr (json, row));
        }
    }
}

static void
test_every_listed_name_is_found_as_it_is (void)
{
  g_auto (GStrv) names = NULL;

  if (skip_without_database ())
    return;
  names = gvir_designer_os_database_list (installed);
  for (guint i = 0; names[i] != NULL; i += 10)
    {
      g_autoptr (GVirDesignerOs) os = gvir_designer_os_find (installed, names[i], NULL);
      g_autoptr (GVirDesignerOs) read = gvir_designer_os_find (NULL, names[i], NULL);

      g_assert_nonnull (os);
      g_assert_nonnull (read);
      g_assert_true (gvir_designer_os_equal (os, read));
      g_assert_null (gvir_designer_os_get_fallback_reason (os));
    }
}

static void
test_short_ids_are_sorted_and_complete (void)
{
  g_auto (GStrv) names = NULL;

  if (skip_without_database ())
    return;
  names = gvir_designer_os_database_list (installed);
  g_assert_true (g_strv_contains ((const char *const *) names, "debian11"));
  g_assert_true (g_strv_contains ((const char *const *) names, "debianbullseye"));
  for (guint i = 1; names[i] != NULL; i++)
    g_assert_cmpstr (names[i - 1], <, names[i]);
}

static void
assert_load_fails (const char *variable,
                   const char *dir,
                   const char *part)
{
  g_autoptr (GError) error = NULL;

  g_setenv (variable, dir, TRUE);
  g_assert_null (gvir_designer_os_database_load (&error));
  g_assert_null (gvir_designer_os_database_load (NULL));
  g_assert_null (gvir_designer_os_database_to_json (NULL, NULL));
  g_unsetenv (variable);
  g_assert_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_INPUT);
  g_assert_null (strchr (error->message, '\n'));
  if (strstr (error->message, part) == NULL)
    g_assert_cmpstr (error->message, ==, part);
}

static void
test_missing_database_is_an_error_that_names_the_package (void)
{
  g_autofree char *dir = g_dir_make_tmp ("os-database-XXXXXX", NULL);

  assert_load_fails ("OSINFO_SYSTEM_DIR", dir, "install the package osinfo-db");
  assert_load_fails ("OSINFO_SYSTEM_DIR", "/nonexistent", "'/nonexistent'");
  g_rmdir (dir);
}

static void
remove_tree (const char *top,
             const char *file)
{
  g_autofree char *path = g_strdup (file);

  g_unlink (path);
  while (!g_str_equal (path, top))
    {
      char *parent = g_path_get_dirname (path);

      g_free (path);
      path = parent;
      g_rmdir (path);
    }
}

/* Writes one entry of the database below DIR and gives its path. */
static char *
write_entry (const char *dir,
             const char *text)
{
  g_autofree char *folder = g_build_filename (dir, "os", "example.org", NULL);
  char *path = g_build_filename (folder, "penguin-1.xml", NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

static void
test_users_additions_are_loaded (void)
{
  static const char entry[] =
    "<libosinfo version='0.0.1'><os id='http://example.org/penguin/1'>"
    "<short-id>penguin1</short-id><name>Penguin</name></os></libosinfo>";
  g_autofree char *dir = g_dir_make_tmp ("os-database-XXXXXX", NULL);
  g_autofree char *path = write_entry (dir, entry);
  g_autoptr (OsinfoDb) db = NULL;
  g_autoptr (GVirDesignerOs) os = NULL;

  g_setenv ("OSINFO_USER_DIR", dir, TRUE);
  db = gvir_designer_os_database_load (NULL);
  g_unsetenv ("OSINFO_USER_DIR");
  remove_tree (dir, path);
  g_assert_nonnull (db);
  os = gvir_designer_os_find (db, "penguin1", NULL);
  g_assert_nonnull (os);
  g_assert_cmpstr (gvir_designer_os_get_name (os), ==, "Penguin");
}

static void
test_truncated_entry_is_an_error (void)
{
  g_autofree char *dir = g_dir_make_tmp ("os-database-XXXXXX", NULL);
  g_autofree char *path = write_entry (dir, "<libosinfo version='0.0.1'><os id=");

  assert_load_fails ("OSINFO_SYSTEM_DIR", dir, "cannot read the OS database: ");
  remove_tree (dir, path);
}

static const Comparison comparisons[] = {
  { "/os/every-system/devices-are-libosinfos", compare_devices },
  { "/os/every-system/firmware-is-libosinfos", compare_firmware },
  { "/os/every-system/resources-are-libosinfos", compare_resources },
  { "/os/every-system/is-as-libosinfo-loads-it", compare_with_whole },
  { "/os/every-system/is-read-as-it-is-loaded", compare_with_read },
};

static void
load (void)
{
  installed = gvir_designer_os_database_load (NULL);
  if (installed == NULL)
    return;
  systems = all_systems (installed);
  /* An override directory, empty as it is, takes the long way. */
  g_setenv ("OSINFO_LOCAL_DIR", "/nonexistent", TRUE);
  whole = gvir_designer_os_database_load (NULL);
  g_unsetenv ("OSINFO_LOCAL_DIR");
  g_assert_nonnull (whole);
}

int
main (int argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  load ();
  for (guint i = 0; i < G_N_ELEMENTS (comparisons); i++)
    g_test_add_data_func (comparisons[i].path, &comparisons[i], test_every_system);
  g_test_add_func ("/os/database/no-system-is-lost", test_no_system_is_lost);
  g_test_add_func ("/os/database/every-listed-name-is-found-as-it-is",
                   test_every_listed_name_is_found_as_it_is);
  g_test_add_func ("/os/database/all-names-are-read-as-they-are-loaded",
                   test_all_names_are_read_as_they_are_loaded);
  g_test_add_func ("/os/database/all-names-are-libosinfos", test_all_names_are_libosinfos);
  g_test_add_func ("/os/database/short-ids-are-sorted-and-complete",
                   test_short_ids_are_sorted_and_complete);
  g_test_add_func ("/os/database/missing-is-an-error-that-names-the-package",
                   test_missing_database_is_an_error_that_names_the_package);
  g_test_add_func ("/os/database/users-additions-are-loaded", test_users_additions_are_loaded);
  g_test_add_func ("/os/database/truncated-entry-is-an-error", test_truncated_entry_is_an_error);
  status = g_test_run ();
  g_clear_pointer (&systems, g_ptr_array_unref);
  g_clear_object (&installed);
  g_clear_object (&whole);
  return status;
}
