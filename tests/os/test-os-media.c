/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "base/libvirt-designer-error.h"
#include "os/libvirt-designer-media-index.h"
#include "os/libvirt-designer-os-database.h"
#include "os/libvirt-designer-os.h"
#include "os/os-scan-private.h"

#include <string.h>

/* Of the media of all systems, one of so many is tried with libosinfo, which compiles each pattern each time:
 * benchmarks/media.c tries all of them. */
#define STEP 23

static const char *const marks[] = {
  OSINFO_MEDIA_PROP_VOLUME_ID, OSINFO_MEDIA_PROP_SYSTEM_ID, OSINFO_MEDIA_PROP_PUBLISHER_ID,
  OSINFO_MEDIA_PROP_APPLICATION_ID, OSINFO_MEDIA_PROP_VOLUME_SIZE, OSINFO_TREE_PROP_TREEINFO_FAMILY,
  OSINFO_TREE_PROP_TREEINFO_VARIANT, OSINFO_TREE_PROP_TREEINFO_VERSION, OSINFO_TREE_PROP_TREEINFO_ARCH,
};

static OsinfoDb *installed;

static gboolean
skip_without_database (void)
{
  if (installed == NULL)
    g_test_skip ("there is no OS database: install the package osinfo-db");
  return installed == NULL;
}

static OsinfoMedia *
media_new (const char *volume_id,
           const char *system_id)
{
  OsinfoMedia *media = osinfo_media_new ("file:///srv/a.iso", "x86_64");

  if (volume_id != NULL)
    osinfo_entity_set_param (OSINFO_ENTITY (media), OSINFO_MEDIA_PROP_VOLUME_ID, volume_id);
  if (system_id != NULL)
    osinfo_entity_set_param (OSINFO_ENTITY (media), OSINFO_MEDIA_PROP_SYSTEM_ID, system_id);
  return media;
}

static void
test_media_of_debian_is_identified (void)
{
  g_autoptr (OsinfoMedia) media = media_new ("Debian 11.0.0 amd64 n", NULL);
  g_autoptr (GVirDesignerOs) os = NULL;
  g_autoptr (GError) error = NULL;

  if (skip_without_database ())
    return;
  os = gvir_designer_os_identify_media (NULL, media, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (gvir_designer_os_get_short_id (os), ==, "debian11");
  g_assert_null (gvir_designer_os_get_asked_name (os));
  g_assert_null (osinfo_media_get_os (media));
}

/* What is read from an image has no architecture yet. */
static void
test_media_without_architecture_is_identified (void)
{
  g_autoptr (OsinfoMedia) media = g_object_new (OSINFO_TYPE_MEDIA, "id", "/srv/a.iso", NULL);
  g_autoptr (GVirDesignerOs) os = NULL;
  g_autoptr (GError) error = NULL;

  if (skip_without_database ())
    return;
  osinfo_entity_set_param (OSINFO_ENTITY (media), OSINFO_MEDIA_PROP_VOLUME_ID, "Debian 11.0.0 amd64 n");
  os = gvir_designer_os_identify_media (NULL, media, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (gvir_designer_os_get_short_id (os), ==, "debian11");
}

static GPtrArray *all_of (gboolean trees);

static void
add_id (GPtrArray *ids,
        OsinfoOs *os)
{
  const char *id = osinfo_entity_get_id (OSINFO_ENTITY (os));

  if (!g_ptr_array_find_with_equal_func (ids, id, g_str_equal, NULL))
    g_ptr_array_add (ids, g_strdup (id));
}

/* The ids of the systems that it may be of, as libosinfo sees it. */
static GPtrArray *
systems_of (gpointer example)
{
  gboolean is_tree = OSINFO_IS_TREE (example);
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) all = all_of (is_tree);

  for (guint i = 0; i < all->len; i++)
    {
      gpointer one = g_ptr_array_index (all, i);
      g_autoptr (OsinfoOs) os = is_tree ? osinfo_tree_get_os (one) : osinfo_media_get_os (one);

      if (is_tree ? osinfo_tree_matches (example, one) : osinfo_media_matches (example, one))
        add_id (ids, os);
    }
  return ids;
}

/* Several have "openSUSE Live CD.*". */
static void
test_media_of_several_are_of_the_newest (void)
{
  g_autoptr (OsinfoMedia) media = media_new ("openSUSE Live CD", "LINUX");
  g_autoptr (GPtrArray) ids = NULL;
  g_autoptr (GVirDesignerOs) read = NULL;
  g_autoptr (GVirDesignerOs) loaded = NULL;

  if (skip_without_database ())
    return;
  osinfo_entity_set_param (OSINFO_ENTITY (media), OSINFO_MEDIA_PROP_PUBLISHER_ID, "SUSE LINUX Products GmbH");
  read = gvir_designer_os_identify_media (NULL, media, NULL);
  loaded = gvir_designer_os_identify_media (installed, media, NULL);
  ids = systems_of (media);
  g_assert_cmpuint (ids->len, >, 1);
  g_assert_true (gvir_designer_os_equal (read, loaded));
  for (guint i = 0; i < ids->len; i++)
    {
      OsinfoProduct *other = OSINFO_PRODUCT (osinfo_db_get_os (installed, g_ptr_array_index (ids, i)));
      OsinfoProduct *found = OSINFO_PRODUCT (osinfo_db_get_os (installed, gvir_designer_os_get_id (read)));

      g_assert_cmpstr (osinfo_product_get_release_date_string (other), <=,
                       osinfo_product_get_release_date_string (found));
    }
}

static void
test_media_of_no_system_is_an_error_that_names_it (void)
{
  g_autoptr (OsinfoMedia) media = media_new ("HOLIDAYS", "LINUX");
  g_autoptr (OsinfoMedia) nameless = media_new (NULL, NULL);
  g_autoptr (GError) error = NULL;

  if (skip_without_database ())
    return;
  g_assert_null (gvir_designer_os_identify_media (NULL, media, &error));
  g_assert_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_UNKNOWN_NAME);
  g_assert_nonnull (strstr (error->message, "'HOLIDAYS'"));
  g_assert_null (gvir_designer_os_identify_media (NULL, media, NULL));
  g_assert_null (gvir_designer_os_identify_media (installed, media, NULL));
  g_assert_null (gvir_designer_os_identify_media (NULL, nameless, NULL));
}

static void
test_what_is_no_medium_is_an_error (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_test_build_filename (G_TEST_DIST, "os", "meson.build", NULL);

  g_assert_null (gvir_designer_os_read_media (text, &error));
  g_assert_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_INPUT);
  g_assert_nonnull (strstr (error->message, "is no medium"));
  g_clear_error (&error);
  g_assert_null (gvir_designer_os_read_media ("/nowhere/x.iso", &error));
  g_assert_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_INPUT);
  g_assert_null (gvir_designer_os_read_media ("/", NULL));
  g_assert_null (gvir_designer_os_read_media (text, NULL));
}

static void
test_missing_database_is_an_error (void)
{
  g_autoptr (OsinfoMedia) media = media_new ("Debian 11.0.0 amd64 n", NULL);
  g_autoptr (GError) error = NULL;

  g_setenv ("OSINFO_SYSTEM_DIR", "/nonexistent", TRUE);
  g_assert_null (gvir_designer_os_identify_media (NULL, media, &error));
  g_assert_null (gvir_designer_media_index_new (NULL, NULL));
  g_unsetenv ("OSINFO_SYSTEM_DIR");
  g_assert_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_INPUT);
}

/* A text that PATTERN describes, as long as it is of the usual plain ones. */
static char *
example_of (const char *pattern)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (const char *c = pattern; *c != '\0'; c++)
    {
      if (*c == '\\' && c[1] != '\0')
        g_string_append_c (text, *++c == 'd' ? '1' : *c);
      else if (*c == '[' && strchr (c, ']') != NULL)
        {
          g_string_append_c (text, c[1]);
          c = strchr (c, ']');
        }
      else if (*c == '.')
        g_string_append_c (text, '1');
      else if (strchr ("^$*+?()", *c) == NULL)
        g_string_append_c (text, *c);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gpointer
example_new (gpointer entity)
{
  gpointer example = OSINFO_IS_TREE (entity) ? (gpointer) osinfo_tree_new ("file:///srv/a", "x86_64")
                                             : (gpointer) media_new (NULL, NULL);
  const char *arch = osinfo_entity_get_param_value (entity, OSINFO_MEDIA_PROP_ARCHITECTURE);

  osinfo_entity_set_param (example, OSINFO_MEDIA_PROP_ARCHITECTURE, arch);
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      const char *pattern = osinfo_entity_get_param_value (entity, marks[i]);
      g_autofree char *text = pattern != NULL ? example_of (pattern) : NULL;

      if (text != NULL)
        osinfo_entity_set_param (OSINFO_ENTITY (example), marks[i], text);
    }
  return example;
}

static GListModel *
match (GVirDesignerMediaIndex *index,
       gpointer example)
{
  g_autoptr (GError) error = NULL;
  GListModel *matches = OSINFO_IS_TREE (example) ? gvir_designer_media_index_match_tree (index, example, &error)
                                                 : gvir_designer_media_index_match_media (index, example, &error);

  g_assert_no_error (error);
  return matches;
}

/* The same systems in the same order. */
static void
assert_equal (GListModel *matches,
              GListModel *others)
{
  g_assert_cmpuint (g_list_model_get_n_items (matches), ==, g_list_model_get_n_items (others));
  for (guint i = 0; i < g_list_model_get_n_items (matches); i++)
    {
      g_autoptr (GVirDesignerMediaMatch) one = g_list_model_get_item (matches, i);
      g_autoptr (GVirDesignerMediaMatch) other = g_list_model_get_item (others, i);

      g_assert_cmpstr (gvir_designer_media_match_get_os_id (one), ==, gvir_designer_media_match_get_os_id (other));
      g_assert_cmpstr (gvir_designer_media_match_get_arch (one), ==, gvir_designer_media_match_get_arch (other));
      g_assert_cmpstr (gvir_designer_media_match_get_kernel (one), ==, gvir_designer_media_match_get_kernel (other));
      g_assert_cmpstr (gvir_designer_media_match_get_initrd (one), ==, gvir_designer_media_match_get_initrd (other));
    }
}

static void
assert_as_by_libosinfo (GListModel *matches,
                        gpointer example)
{
  g_autoptr (GPtrArray) ids = systems_of (example);

  g_assert_cmpuint (g_list_model_get_n_items (matches), ==, ids->len);
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (GVirDesignerMediaMatch) one = g_list_model_get_item (matches, i);
      const char *id = gvir_designer_media_match_get_os_id (one);

      g_assert_true (g_ptr_array_find_with_equal_func (ids, id, g_str_equal, NULL));
    }
}

static GPtrArray *
all_of (gboolean trees)
{
  GPtrArray *all = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (OsinfoOsList) systems = osinfo_db_get_os_list (installed);

  for (gint i = 0; i < osinfo_list_get_length (OSINFO_LIST (systems)); i++)
    {
      OsinfoOs *os = OSINFO_OS (osinfo_list_get_nth (OSINFO_LIST (systems), i));
      g_autoptr (OsinfoList) list = trees ? OSINFO_LIST (osinfo_os_get_tree_list (os))
                                          : OSINFO_LIST (osinfo_os_get_media_list (os));

      for (gint j = 0; j < osinfo_list_get_length (list); j++)
        g_ptr_array_add (all, g_object_ref (osinfo_list_get_nth (list, j)));
    }
  return all;
}

/* All by the index of what is installed and by that of what was loaded, and some by libosinfo. */
static void
compare_all (gconstpointer trees)
{
  g_autoptr (GVirDesignerMediaIndex) read = NULL;
  g_autoptr (GVirDesignerMediaIndex) loaded = NULL;
  g_autoptr (GPtrArray) all = NULL;
  guint n_found = 0;

  if (skip_without_database ())
    return;
  read = gvir_designer_media_index_new (NULL, NULL);
  loaded = gvir_designer_media_index_new (installed, NULL);
  all = all_of (trees != NULL);
  for (guint i = 0; i < all->len; i++)
    {
      g_autoptr (GObject) example = example_new (g_ptr_array_index (all, i));
      g_autoptr (GListModel) matches = match (read, example);
      g_autoptr (GListModel) others = match (loaded, example);

      assert_equal (matches, others);
      if (i % STEP == 0)
        assert_as_by_libosinfo (matches, example);
      n_found += g_list_model_get_n_items (matches) > 0 ? 1 : 0;
    }
  g_test_message ("%u of %u are of a system", n_found, all->len);
  /* Some trees have no .treeinfo, and some patterns are not as plain as that. */
  g_assert_cmpuint (n_found, >, all->len / 2);
}

static void
test_trees_are_identified (void)
{
  g_autoptr (OsinfoTree) tree = osinfo_tree_new ("https://example.org/tree", "x86_64");
  g_autoptr (GVirDesignerOs) os = NULL;
  g_autoptr (GError) error = NULL;

  if (skip_without_database ())
    return;
  osinfo_entity_set_param (OSINFO_ENTITY (tree), OSINFO_TREE_PROP_TREEINFO_FAMILY, "Fedora");
  osinfo_entity_set_param (OSINFO_ENTITY (tree), OSINFO_TREE_PROP_TREEINFO_VERSION, "35");
  osinfo_entity_set_param (OSINFO_ENTITY (tree), OSINFO_TREE_PROP_TREEINFO_ARCH, "x86_64");
  osinfo_entity_set_param (OSINFO_ENTITY (tree), OSINFO_TREE_PROP_TREEINFO_VARIANT, "Server");
  os = gvir_designer_os_identify_tree (NULL, tree, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (gvir_designer_os_get_short_id (os), ==, "fedora35");
  osinfo_entity_set_param (OSINFO_ENTITY (tree), OSINFO_TREE_PROP_TREEINFO_FAMILY, "Frugal");
  g_assert_null (gvir_designer_os_identify_tree (NULL, tree, &error));
  g_assert_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_UNKNOWN_NAME);
  g_assert_nonnull (strstr (error->message, "'Frugal'"));
  g_assert_null (gvir_designer_os_identify_tree (installed, tree, NULL));
}

/* Nothing on the media of Windows 10 and 11 tells the one from the other. */
static void
test_equal_media_are_all_found (void)
{
  g_autoptr (OsinfoMedia) media = media_new ("CCCOMA_X64FRE_EN-US_DV9", NULL);
  g_autoptr (GVirDesignerMediaIndex) index = NULL;
  g_autoptr (GListModel) matches = NULL;
  g_autoptr (GVirDesignerMediaMatch) first = NULL;
  g_autoptr (GVirDesignerMediaMatch) second = NULL;
  g_autoptr (GVirDesignerOs) os = NULL;

  if (skip_without_database ())
    return;
  osinfo_entity_set_param (OSINFO_ENTITY (media), OSINFO_MEDIA_PROP_PUBLISHER_ID, "MICROSOFT CORPORATION");
  index = gvir_designer_media_index_new (NULL, NULL);
  matches = match (index, media);
  first = g_list_model_get_item (matches, 0);
  second = g_list_model_get_item (matches, 1);
  g_assert_cmpuint (g_list_model_get_n_items (matches), ==, 2);
  g_assert_cmpstr (gvir_designer_media_match_get_short_id (first), ==, "win11");
  g_assert_cmpstr (gvir_designer_media_match_get_short_id (second), ==, "win10");
  g_assert_true (gvir_designer_media_match_is_as_likely (first, second));
  os = gvir_designer_media_match_find_os (first, NULL);
  g_assert_cmpstr (gvir_designer_os_get_short_id (os), ==, "win11");
}

static void
test_texts_of_patterns (void)
{
  static const struct
  {
    const char *pattern;
    const char *text;
  } rows[] = {
    { "Debian 11.\\d+.\\d+ amd64 n", "Debian 11" }, { "^Fedora$", "Fedora" }, { "a|b", NULL }, { "(?i)Fedora", NULL },
    { "Fedora-S-23(_[A-Za-z]*)*-i386", "Fedora-S-23" }, { "ab*cd", "cd" }, { "abc?", "ab" }, { "abc+d", "abc" },
    { "ab{0,3}cde", "cde" }, { "[abc]de", "de" }, { "[]x]yz", "yz" }, { "[[:digit:]]ab", NULL }, { "a\\.b", "a.b" },
    { "\\x41bc", NULL }, { "(a|b)?cd", "cd" }, { "(a[)]b)cd", "cd" }, { ".*", NULL }, { "(ab", NULL }, { "ab\\", NULL },
    { "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = designer_os_pattern_text (rows[i].pattern, strlen (rows[i].pattern));

      g_assert_cmpstr (text, ==, rows[i].text);
    }
}

int
main (int argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  installed = gvir_designer_os_database_load (NULL);
  g_test_add_func ("/os/media/of-debian-is-identified", test_media_of_debian_is_identified);
  g_test_add_func ("/os/media/what-is-none-is-an-error", test_what_is_no_medium_is_an_error);
  g_test_add_func ("/os/media/without-an-architecture", test_media_without_architecture_is_identified);
  g_test_add_func ("/os/media/of-several-are-of-the-newest", test_media_of_several_are_of_the_newest);
  g_test_add_func ("/os/media/of-no-system-is-an-error-that-names-it",
                   test_media_of_no_system_is_an_error_that_names_it);
  g_test_add_func ("/os/media/without-database-is-an-error", test_missing_database_is_an_error);
  g_test_add_data_func ("/os/media/of-systems-are-identified-as-by-libosinfo", NULL, compare_all);
  g_test_add_data_func ("/os/trees/of-systems-are-identified-as-by-libosinfo", "trees", compare_all);
  g_test_add_func ("/os/trees/are-identified", test_trees_are_identified);
  g_test_add_func ("/os/media/that-are-equal-are-all-found", test_equal_media_are_all_found);
  g_test_add_func ("/os/media/patterns-and-the-text-in-them", test_texts_of_patterns);
  status = g_test_run ();
  g_clear_object (&installed);
  return status;
}
