/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "vocabulary/things-private.h"

#include <string.h>

#include "base/libvirt-designer-error.h"

static void
assert_normal (DesignerThingId id,
               const char *value,
               const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *normal = designer_thing_normalise (designer_thing_get (id), value, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (normal, ==, expected);
}

/* MENTIONED: what the message must name, beside the thing. */
static void
assert_refused (DesignerThingId id,
                const char *value,
                const char *mentioned)
{
  const DesignerThing *thing = designer_thing_get (id);
  g_autoptr (GError) error = NULL;

  g_assert_null (designer_thing_normalise (thing, value, &error));
  g_assert_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_VALUE);
  if (strstr (error->message, thing->name) == NULL || strstr (error->message, mentioned) == NULL)
    g_error ("%s", error->message);
  g_assert_null (designer_thing_normalise (thing, value, NULL));
}

static void
test_scopes_hold_their_things_side_by_side (void)
{
  guint n = 0;

  for (guint scope = 0; scope < DESIGNER_N_SCOPES; scope++)
    {
      guint first = designer_scope_first_thing (scope);

      g_assert_cmpuint (designer_scope_get (scope)->id, ==, scope);
      for (guint i = 0; i < designer_scope_n_things (scope); i++)
        g_assert_cmpuint (designer_thing_get (first + i)->scope, ==, scope);
      n += designer_scope_n_things (scope);
    }
  g_assert_cmpuint (n, ==, DESIGNER_N_THINGS);
}

static void
test_things_have_names_of_their_own (void)
{
  for (guint i = 0; i < DESIGNER_N_THINGS; i++)
    {
      const DesignerThing *thing = designer_thing_get (i);

      g_assert_cmpuint (thing->id, ==, i);
      g_assert_true (designer_thing_by_name (thing->name) == thing);
      g_assert_cmpuint (strlen (thing->title), >, 0);
      g_assert_true ((thing->kind == DESIGNER_KIND_TOKEN) == (thing->values != NULL));
    }
  g_assert_null (designer_thing_by_name ("disk.buss"));
  g_assert_null (designer_thing_by_name (""));
}

static void
test_tokens_take_each_listed_value_and_no_other (void)
{
  for (guint i = 0; i < DESIGNER_N_THINGS; i++)
    {
      const DesignerThing *thing = designer_thing_get (i);
      g_auto (GStrv) values = g_strsplit (thing->values != NULL ? thing->values : "", ",", -1);

      for (guint j = 0; values[j] != NULL; j++)
        {
          g_autofree char *misspelt = g_strconcat (values[j], "x", NULL);
          g_autofree char *hint = g_strdup_printf ("'%s'", values[j]);

          assert_normal (i, values[j], values[j]);
          assert_refused (i, misspelt, hint);
          assert_refused (i, "", values[j]);
        }
    }
  assert_refused (DESIGNER_THING_DISK_BUS, "virtoi", "did you mean 'virtio'?");
  assert_refused (DESIGNER_THING_DISK_BUS, "virtio,sata", "possible are");
  assert_refused (DESIGNER_THING_DISK_BUS, "VIRTIO", "'virtio'");
}

static void
test_booleans_have_many_words (void)
{
  static const char *const yes[] = { "yes", "on", "true", "1", "y", "YES", "On" };
  static const char *const no[] = { "no", "off", "false", "0", "n", "NO", "Off" };

  for (guint i = 0; i < G_N_ELEMENTS (yes); i++)
    {
      assert_normal (DESIGNER_THING_BOOT_MENU, yes[i], "yes");
      assert_normal (DESIGNER_THING_ACPI, yes[i], "yes");
      assert_normal (DESIGNER_THING_SMM, yes[i], "on");
      assert_normal (DESIGNER_THING_BOOT_MENU, no[i], "no");
      assert_normal (DESIGNER_THING_ACPI, no[i], "no");
      assert_normal (DESIGNER_THING_SMM, no[i], "off");
    }
  assert_refused (DESIGNER_THING_BOOT_MENU, "maybe", "'yes' or 'no'");
  assert_refused (DESIGNER_THING_SMM, "", "'on' or 'off'");
  assert_refused (DESIGNER_THING_SMM, "2", "'on' or 'off'");
}

static void
test_numbers_have_limits (void)
{
  static const char *const ugly[] = {
    "", "-1", "+1", " 1", "1 ", "1.0", "1e3", "0x10", "NaN", "inf", "one", "65536", "99999999999999999999", "1\n",
  };

  assert_normal (DESIGNER_THING_VCPUS, "1", "1");
  assert_normal (DESIGNER_THING_VCPUS, "007", "7");
  assert_normal (DESIGNER_THING_VCPUS, "65535", "65535");
  assert_refused (DESIGNER_THING_VCPUS, "0", "from 1 to 65535");
  assert_normal (DESIGNER_THING_CONTROLLER_INDEX, "0", "0");
  for (guint i = 0; i < G_N_ELEMENTS (ugly); i++)
    {
      assert_refused (DESIGNER_THING_VCPUS, ugly[i], "whole number");
      assert_refused (DESIGNER_THING_CONTROLLER_INDEX, ugly[i], "whole number");
      if (!g_str_equal (ugly[i], "65536"))
        assert_refused (DESIGNER_THING_MEMORY, ugly[i], "whole number");
    }
  assert_normal (DESIGNER_THING_MEMORY, "1024", "1024");
  assert_refused (DESIGNER_THING_MEMORY, "1023", "whole number");
}

static void
test_text_is_what_xml_can_hold (void)
{
  static const char *const bad[] = {
    "\x01", "a\x1b[31m", "a\rb", "\x7f\x80", "\xff", "caf\xe9", "\xc3", "\xed\xa0\x80", "a\xef\xbf\xbe", "\xef\xbf\xbf",
  };

  assert_normal (DESIGNER_THING_DESCRIPTION, "two\nlines\tand <&> \xc3\xa4", "two\nlines\tand <&> \xc3\xa4");
  assert_refused (DESIGNER_THING_DESCRIPTION, "", "empty");
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      assert_refused (DESIGNER_THING_DESCRIPTION, bad[i], "XML cannot hold");
      g_assert_false (designer_text_fits_xml (bad[i]));
    }
}

static void
test_long_text_is_kept_whole (void)
{
  g_autofree char *text = g_strnfill (1 << 20, 'a');

  assert_normal (DESIGNER_THING_DESCRIPTION, text, text);
}

static void
test_paths_are_made_absolute (void)
{
  g_autofree char *folder = g_get_current_dir ();
  g_autofree char *here = g_build_filename (folder, "a.raw", NULL);

  assert_normal (DESIGNER_THING_DISK_SOURCE_FILE, "a.raw", here);
  assert_normal (DESIGNER_THING_DISK_SOURCE_FILE, "/srv/../a.raw", "/srv/../a.raw");
  assert_refused (DESIGNER_THING_DISK_SOURCE_FILE, "", "empty");
  assert_refused (DESIGNER_THING_DISK_SOURCE_FILE, "/a\nb", "one line");
}

static void
test_names_and_ports_are_what_the_schema_knows (void)
{
  assert_normal (DESIGNER_THING_NET_MODEL, "e1000-82545em", "e1000-82545em");
  assert_refused (DESIGNER_THING_NET_MODEL, "two words", "letters");
  assert_normal (DESIGNER_THING_GRAPHICS_PORT, "-1", "-1");
  assert_normal (DESIGNER_THING_GRAPHICS_PORT, "5901", "5901");
  assert_refused (DESIGNER_THING_GRAPHICS_PORT, "65536", "65535");
  assert_normal (DESIGNER_THING_DESCRIPTION, "two\nlines", "two\nlines");
  assert_refused (DESIGNER_THING_TITLE, "two\nlines", "one line");
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/things/scopes/hold-their-things-side-by-side", test_scopes_hold_their_things_side_by_side);
  g_test_add_func ("/things/names/are-their-own", test_things_have_names_of_their_own);
  g_test_add_func ("/things/tokens/take-each-listed-value-and-no-other",
                   test_tokens_take_each_listed_value_and_no_other);
  g_test_add_func ("/things/booleans/have-many-words", test_booleans_have_many_words);
  g_test_add_func ("/things/numbers/have-limits", test_numbers_have_limits);
  g_test_add_func ("/things/text/is-what-xml-can-hold", test_text_is_what_xml_can_hold);
  g_test_add_func ("/things/paths/are-made-absolute", test_paths_are_made_absolute);
  g_test_add_func ("/things/names/are-what-the-schema-knows", test_names_and_ports_are_what_the_schema_knows);
  g_test_add_func ("/things/text/is-kept-whole-when-long", test_long_text_is_kept_whole);
  return g_test_run ();
}
