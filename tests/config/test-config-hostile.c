/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "base/libvirt-designer-error.h"
#include "config/libvirt-designer-config.h"

#include <libxml/parser.h>
#include <string.h>

#define BASE \
  "<domain type='kvm'><name>otter</name><a b='1'><c/><c d='2'>text</c></a>" \
  "<devices><disk type='file'><source file='/a'/></disk><disk/></devices></domain>"

static GVirConfigObject *
new_object (void)
{
  g_autoptr (GError) error = NULL;
  GVirConfigDomain *domain = gvir_config_domain_new_from_xml (BASE, &error);

  g_assert_no_error (error);
  return GVIR_CONFIG_OBJECT (domain);
}

static const char *const bad_paths[] = {
  "", "/", "//", "a/", "/a", "a//b", "@", "@/a", "a/@", "a@b", "@a/b", "a/@b/c", "a[", "a[]", "a[0]", "a[-1]",
  "a[1", "a[x]", "a[1]b", "a[1][2]", "a[@b]", "a[@b=]", "a[@b=c]", "a[@b='c]", "a[@='c']", "a[@b='c'", "a[ 1]",
  "a b", "1a", "-a", ".a", "..", ".", "*", "a/*", "a/text()", "a|b", "a:", ":a", "a:b:c", "a/@b[1]", "a\n", "a\tb",
  "a/\xff", "ä", "a[99999999999999999999]", "a[+1]", "(a)", "a='1'", "a/@libosinfo:b", "$a", "a[@b='\x01']", "a[b='1']",
};

static void
test_bad_paths_are_refused_and_change_nothing (void)
{
  g_autoptr (GObject) object = G_OBJECT (new_object ());
  g_autofree char *before = gvir_config_object_to_xml (GVIR_CONFIG_OBJECT (object));

  for (guint i = 0; i < G_N_ELEMENTS (bad_paths); i++)
    {
      g_autoptr (GError) get_error = NULL;
      g_autoptr (GError) set_error = NULL;
      g_autofree char *after = NULL;

      g_test_message ("path %u", i);
      g_assert_null (gvir_designer_config_get (GVIR_CONFIG_OBJECT (object), bad_paths[i], &get_error));
      g_assert_error (get_error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_VALUE);
      g_assert_false (gvir_designer_config_set (GVIR_CONFIG_OBJECT (object), bad_paths[i], "x", &set_error));
      g_assert_error (set_error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_VALUE);
      g_assert_cmpstr (get_error->message, ==, set_error->message);
      g_assert_null (gvir_designer_config_get (GVIR_CONFIG_OBJECT (object), bad_paths[i], NULL));
      g_assert_false (gvir_designer_config_set (GVIR_CONFIG_OBJECT (object), bad_paths[i], "x", NULL));
      g_assert_false (gvir_designer_config_set (GVIR_CONFIG_OBJECT (object), bad_paths[i], NULL, NULL));
      after = gvir_config_object_to_xml (GVIR_CONFIG_OBJECT (object));
      g_assert_cmpstr (after, ==, before);
    }
}

static void
test_overlong_steps_are_refused (void)
{
  g_autoptr (GObject) object = G_OBJECT (new_object ());
  g_autofree char *name = g_strnfill (5000, 'a');
  g_autofree char *predicate = g_strdup_printf ("a[@b='%s']/@c", name);
  g_autofree char *before = gvir_config_object_to_xml (GVIR_CONFIG_OBJECT (object));
  g_autofree char *after = NULL;
  g_autofree char *found = NULL;

  g_assert_false (gvir_designer_config_set (GVIR_CONFIG_OBJECT (object), name, "1", NULL));
  g_assert_false (gvir_designer_config_set (GVIR_CONFIG_OBJECT (object), predicate, "1", NULL));
  after = gvir_config_object_to_xml (GVIR_CONFIG_OBJECT (object));
  g_assert_cmpstr (after, ==, before);
  g_assert_true (gvir_designer_config_set (GVIR_CONFIG_OBJECT (object), "a/@long", name, NULL));
  found = gvir_designer_config_get (GVIR_CONFIG_OBJECT (object), "a/@long", NULL);
  g_assert_cmpstr (found, ==, name);
}

static void
test_values_that_xml_cannot_hold_are_refused (void)
{
  static const char *const values[] = { "\x01", "a\x1f", "\xff\xfe", "caf\xe9", "\xef\xbf\xbe", "\xed\xa0\x80" };
  static const char *const paths[] = { "name", "a/@b", "new/path" };
  g_autoptr (GObject) object = G_OBJECT (new_object ());
  g_autofree char *before = gvir_config_object_to_xml (GVIR_CONFIG_OBJECT (object));

  for (guint i = 0; i < G_N_ELEMENTS (values) * G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *after = NULL;
      const char *path = paths[i % G_N_ELEMENTS (paths)];
      const char *value = values[i / G_N_ELEMENTS (paths)];

      g_assert_false (gvir_designer_config_set (GVIR_CONFIG_OBJECT (object), path, value, &error));
      g_assert_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_VALUE);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_false (gvir_designer_config_set (GVIR_CONFIG_OBJECT (object), path, value, NULL));
      after = gvir_config_object_to_xml (GVIR_CONFIG_OBJECT (object));
      g_assert_cmpstr (after, ==, before);
    }
}

static char *
random_path (GRand *rand)
{
  static const char *const pieces[] = {
    "a", "c", "devices", "disk", "source", "name", "libosinfo:os", "qemu:x", "/", "/", "/", "/", "@", "@b", "/@file",
    "[1]", "[2]", "[3]", "[", "]", "[@type='file']", "[@d='2']", "[@", "'", "=", ":", ".", "..", "-", "0", " ", "\n",
    "\xc3\xa4", "\x80", "4294967297", "[4294967297]",
  };
  GString *path = g_string_new (NULL);
  guint n = (guint) g_rand_int_range (rand, 1, 9);

  for (guint i = 0; i < n; i++)
    g_string_append (path, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
  return g_string_free (path, FALSE);
}

static void
try_path (GVirConfigObject *object,
          const char *path,
          const char *value)
{
  g_autofree char *before = gvir_config_object_to_xml (object);
  g_autofree char *after = NULL;
  g_autofree char *found = NULL;
  g_autoptr (GError) error = NULL;
  gboolean done = gvir_designer_config_set (object, path, value, &error);

  g_assert_true (done == (error == NULL));
  if (!done)
    {
      after = gvir_config_object_to_xml (object);
      g_assert_cmpstr (after, ==, before);
      return;
    }
  found = gvir_designer_config_get (object, path, &error);
  g_assert_no_error (error);
  if (value != NULL)
    g_assert_true (g_str_has_prefix (found, value));
}

static void
assert_well_formed (GVirConfigObject *object)
{
  g_autofree char *xml = gvir_config_object_to_xml (object);
  xmlDoc *doc = xmlReadMemory (xml, (int) strlen (xml), NULL, NULL, XML_PARSE_NONET);

  g_assert_nonnull (doc);
  xmlFreeDoc (doc);
}

static void
test_random_paths_do_no_harm (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20240501);

  for (guint round = 0; round < 200; round++)
    {
      g_autoptr (GObject) object = G_OBJECT (new_object ());

      for (guint i = 0; i < 50; i++)
        {
          g_autofree char *path = random_path (rand);

          try_path (GVIR_CONFIG_OBJECT (object), path, g_rand_boolean (rand) ? "v" : NULL);
        }
      assert_well_formed (GVIR_CONFIG_OBJECT (object));
    }
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/config/hostile/bad-paths-are-refused-and-change-nothing",
                   test_bad_paths_are_refused_and_change_nothing);
  g_test_add_func ("/config/hostile/overlong-steps-are-refused", test_overlong_steps_are_refused);
  g_test_add_func ("/config/hostile/values-that-xml-cannot-hold-are-refused",
                   test_values_that_xml_cannot_hold_are_refused);
  g_test_add_func ("/config/hostile/random-paths-do-no-harm", test_random_paths_do_no_harm);
  return g_test_run ();
}
