/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "base/libvirt-designer-error.h"
#include "os/libvirt-designer-os-database.h"
#include "os/libvirt-designer-os.h"

#include <string.h>

/* Of the media of all systems, one of so many is tried. */
#define STEP 23

static const char *const marks[] = {
  OSINFO_MEDIA_PROP_VOLUME_ID, OSINFO_MEDIA_PROP_SYSTEM_ID, OSINFO_MEDIA_PROP_PUBLISHER_ID,
  OSINFO_MEDIA_PROP_APPLICATION_ID, OSINFO_MEDIA_PROP_VOLUME_SIZE,
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

/* The ids of the systems that it may be of, as libosinfo sees it. */
static GPtrArray *
systems_of (OsinfoMedia *media)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (OsinfoMediaList) matches = osinfo_db_identify_medialist (installed, media);

  for (gint i = 0; i < osinfo_list_get_length (OSINFO_LIST (matches)); i++)
    {
      OsinfoMedia *match = OSINFO_MEDIA (osinfo_list_get_nth (OSINFO_LIST (matches), i));
      g_autoptr (OsinfoOs) os = osinfo_media_get_os (match);
      const char *id = osinfo_entity_get_id (OSINFO_ENTITY (os));

      if (!g_ptr_array_find_with_equal_func (ids, id, g_str_equal, NULL))
        g_ptr_array_add (ids, g_strdup (id));
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

static OsinfoMedia *
example_new (OsinfoMedia *media)
{
  OsinfoMedia *example = media_new (NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      const char *pattern = osinfo_entity_get_param_value (OSINFO_ENTITY (media), marks[i]);
      g_autofree char *text = pattern != NULL ? example_of (pattern) : NULL;

      if (text != NULL)
        osinfo_entity_set_param (OSINFO_ENTITY (example), marks[i], text);
    }
  return example;
}

/* How many systems it may be of: libosinfo's word counts where it is one. */
static guint
assert_identified_as_by_libosinfo (OsinfoMedia *media)
{
  g_autoptr (OsinfoMedia) example = example_new (media);
  g_autoptr (GVirDesignerOs) read = gvir_designer_os_identify_media (NULL, example, NULL);
  g_autoptr (GVirDesignerOs) loaded = gvir_designer_os_identify_media (installed, example, NULL);
  g_autoptr (GPtrArray) ids = systems_of (example);

  g_assert_true ((read == NULL) == (ids->len == 0));
  g_assert_true ((loaded == NULL) == (ids->len == 0));
  if (read == NULL)
    return 0;
  g_assert_true (g_ptr_array_find_with_equal_func (ids, gvir_designer_os_get_id (read), g_str_equal, NULL));
  g_assert_true (ids->len > 1 || gvir_designer_os_equal (read, loaded));
  return ids->len;
}

static GPtrArray *
all_media (void)
{
  GPtrArray *all = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (OsinfoOsList) systems = osinfo_db_get_os_list (installed);

  for (gint i = 0; i < osinfo_list_get_length (OSINFO_LIST (systems)); i++)
    {
      OsinfoEntity *os = osinfo_list_get_nth (OSINFO_LIST (systems), i);
      g_autoptr (OsinfoMediaList) list = osinfo_os_get_media_list (OSINFO_OS (os));

      for (gint j = 0; j < osinfo_list_get_length (OSINFO_LIST (list)); j++)
        {
          OsinfoEntity *media = osinfo_list_get_nth (OSINFO_LIST (list), j);

          /* libosinfo does not survive one whose name says no language that it knows. */
          if (osinfo_entity_get_param_value (media, OSINFO_MEDIA_PROP_LANG_REGEX) == NULL)
            g_ptr_array_add (all, g_object_ref (media));
        }
    }
  return all;
}

static void
test_media_of_systems_are_identified_as_by_libosinfo (void)
{
  g_autoptr (GPtrArray) all = NULL;
  guint n_tried = 0;
  guint n_certain = 0;

  if (skip_without_database ())
    return;
  all = all_media ();
  for (guint i = 0; i < all->len; i += STEP, n_tried++)
    n_certain += assert_identified_as_by_libosinfo (g_ptr_array_index (all, i)) == 1;
  g_test_message ("%u of %u are of one system for certain", n_certain, n_tried);
  g_assert_cmpuint (n_certain, >, n_tried / 4);
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
  g_test_add_func ("/os/media/of-systems-are-identified-as-by-libosinfo",
                   test_media_of_systems_are_identified_as_by_libosinfo);
  status = g_test_run ();
  g_clear_object (&installed);
  return status;
}
