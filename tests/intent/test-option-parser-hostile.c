/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "intent-fixture.h"

#include <string.h>

#include "base/libvirt-designer-error.h"
#include "intent/option-parser-private.h"
#include "vocabulary/libvirt-designer-options.h"

static void
assert_memory (const char *argument,
               const char *kib)
{
  g_autoptr (DesignerIntent) intent = designer_intent_new ();

  intent_take (intent, "memory", argument);
  g_assert_cmpstr (intent_get (intent, DESIGNER_THING_MEMORY), ==, kib);
}

static void
test_memory_has_units (void)
{
  assert_memory ("1", "1024");
  assert_memory ("2048", "2097152");
  assert_memory ("memory=2048", "2097152");
  assert_memory ("2G", "2097152");
  assert_memory ("2g", "2097152");
  assert_memory ("2GiB", "2097152");
  assert_memory ("512M", "524288");
  assert_memory ("512mib", "524288");
  assert_memory ("65536k", "65536");
  assert_memory ("65536KiB", "65536");
  assert_memory ("1T", "1073741824");
  assert_memory ("0004", "4096");
}

static void
test_ugly_amounts_of_memory_are_refused (void)
{
  static const char *const ugly[] = {
    "0", "-1", "+1", "1e30", "1e3", "99999999999999999999", "18446744073709551616", "17592186044417", "2 G", " 2G",
    "2G ", "NaN", "inf", "-inf", "0x100", "1.5G", "2GG", "G", "k", "1k", "1023k", "2P", "2,,048", "٢", "2\xc3\x96",
    "\xff", "2\n", "17179869185G",
  };
  g_autoptr (DesignerIntent) intent = designer_intent_new ();

  for (guint i = 0; i < G_N_ELEMENTS (ugly); i++)
    intent_refuse (intent, "memory", ugly[i], GVIR_DESIGNER_ERROR_INVALID_VALUE, "is no amount of memory");
  intent_refuse (intent, "memory", "", GVIR_DESIGNER_ERROR_INVALID_VALUE, "memory");
}

static void
test_empty_values_are_refused (void)
{
  static const char *const cases[][2] = {
    { "name", "" }, { "vcpus", "" }, { "vcpus", "cores=" }, { "disk", "path=" }, { "disk", "path=/a,bus=" },
    { "network", "bridge=" }, { "network", "network=" }, { "boot", "kernel=" }, { "graphics", "listen=" },
    { "cpu", "model=" }, { "clock", "offset=" }, { "metadata", "title=" },
  };
  g_autoptr (DesignerIntent) intent = designer_intent_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    intent_refuse (intent, cases[i][0], cases[i][1], GVIR_DESIGNER_ERROR_INVALID_VALUE, "");
}

static void
test_empty_parts_are_refused (void)
{
  static const char *const arguments[] = { ",", "path=/a,", ",path=/a", "=", "=a", "path=/a,=b" };
  g_autoptr (DesignerIntent) intent = designer_intent_new ();

  for (guint i = 0; i < G_N_ELEMENTS (arguments); i++)
    {
      g_autofree char *before = intent_describe (intent);
      g_autofree char *after = NULL;

      g_assert_false (designer_intent_apply_option (intent, "disk", arguments[i], NULL));
      after = intent_describe (intent);
      g_assert_cmpstr (after, ==, before);
    }
}

static void
test_text_that_xml_cannot_hold_is_refused (void)
{
  static const char *const bad[] = { "a\x01", "a\x1b[2J", "a\xff", "a\xc3", "a\xef\xbf\xbf" };
  g_autoptr (DesignerIntent) intent = designer_intent_new ();

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *path = g_strconcat ("path=/", bad[i], NULL);

      intent_refuse (intent, "name", bad[i], GVIR_DESIGNER_ERROR_INVALID_VALUE, "XML cannot hold");
      intent_refuse (intent, "description", bad[i], GVIR_DESIGNER_ERROR_INVALID_VALUE, "XML cannot hold");
      intent_refuse (intent, "disk", path, GVIR_DESIGNER_ERROR_INVALID_VALUE, "XML cannot hold");
    }
}

static void
test_very_long_values_do_no_harm (void)
{
  g_autoptr (DesignerIntent) intent = designer_intent_new ();
  g_autofree char *text = g_strnfill (1 << 20, 'a');
  g_autofree char *commas = g_strnfill (100001, ',');
  g_autofree char *sub_option = g_strconcat (text, "=1", NULL);
  g_autofree char *path = g_strconcat ("path=/", text, NULL);

  intent_refuse (intent, text, "a", GVIR_DESIGNER_ERROR_UNKNOWN_NAME, "unknown option");
  intent_refuse (intent, "disk", sub_option, GVIR_DESIGNER_ERROR_UNKNOWN_NAME, "unknown sub-option");
  intent_refuse (intent, "vcpus", text, GVIR_DESIGNER_ERROR_INVALID_VALUE, "whole number");
  g_assert_false (designer_intent_apply_option (intent, "disk", commas, NULL));
  intent_take (intent, "description", text);
  intent_take (intent, "disk", path);
  g_assert_cmpstr (intent_get (intent, DESIGNER_THING_DISK_SOURCE_FILE), ==, path + strlen ("path="));
}

static void
test_option_that_fails_late_changes_nothing (void)
{
  g_autoptr (DesignerIntent) intent = designer_intent_new ();

  intent_take (intent, "vcpus", "4");
  intent_refuse (intent, "vcpus", "cores=4,sockets=1,threads=none", GVIR_DESIGNER_ERROR_INVALID_VALUE, "threads");
  intent_refuse (intent, "boot", "uefi,hd,kernel=/k,nonsense=1", GVIR_DESIGNER_ERROR_UNKNOWN_NAME, "nonsense");
  intent_refuse (intent, "cpu", "model=Nehalem,check=no", GVIR_DESIGNER_ERROR_INVALID_VALUE, "check");
  intent_refuse (intent, "metadata", "title=a,uuid=b,name=", GVIR_DESIGNER_ERROR_INVALID_VALUE, "name");
  intent_refuse (intent, "vcpus", "cores=2,8", GVIR_DESIGNER_ERROR_UNKNOWN_NAME, "8");
  g_assert_null (intent_get (intent, DESIGNER_THING_CPU_CORES));
  g_assert_cmpuint (intent->devices->len, ==, 0);
}

static char *
random_argument (GRand *rand)
{
  static const char *const pieces[] = {
    "path", "bus", "sata", "model", "virtio", "none", "default", "uefi", "hd", "type", "user", "=", "=", "=", ",", ",",
    ",", ",,", "/", "/a", "1", "-1", "G", " ", "\n", "\x01", "\xff", "\xc3\xa4", "'", "\"", "<", "&", "help",
  };
  GString *argument = g_string_new (NULL);
  guint n = (guint) g_rand_int_range (rand, 0, 10);

  for (guint i = 0; i < n; i++)
    g_string_append (argument, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
  return g_string_free (argument, FALSE);
}

static void
test_random_arguments_do_no_harm (void)
{
  g_auto (GStrv) names = gvir_designer_list_options ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (20240501);

  for (guint round = 0; round < 300; round++)
    {
      g_autoptr (DesignerIntent) intent = designer_intent_new ();

      for (guint i = 0; names[i] != NULL; i++)
        {
          g_autofree char *argument = random_argument (rand);
          g_autofree char *before = intent_describe (intent);
          g_autofree char *after = NULL;
          g_autoptr (GError) error = NULL;
          gboolean taken = designer_intent_apply_option (intent, names[i], argument, &error);

          g_assert_true (taken == (error == NULL));
          after = intent_describe (intent);
          if (!taken)
            g_assert_cmpstr (after, ==, before);
          g_assert_true (g_utf8_validate (after, -1, NULL));
        }
    }
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/option-parser/memory/has-units", test_memory_has_units);
  g_test_add_func ("/option-parser/memory/ugly-amounts-are-refused", test_ugly_amounts_of_memory_are_refused);
  g_test_add_func ("/option-parser/values/empty-ones-are-refused", test_empty_values_are_refused);
  g_test_add_func ("/option-parser/values/empty-parts-are-refused", test_empty_parts_are_refused);
  g_test_add_func ("/option-parser/values/that-xml-cannot-hold-are-refused",
                   test_text_that_xml_cannot_hold_is_refused);
  g_test_add_func ("/option-parser/values/very-long-ones-do-no-harm", test_very_long_values_do_no_harm);
  g_test_add_func ("/option-parser/failing-option/changes-nothing", test_option_that_fails_late_changes_nothing);
  g_test_add_func ("/option-parser/random-arguments/do-no-harm", test_random_arguments_do_no_harm);
  return g_test_run ();
}
