/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "vocabulary/libvirt-designer-options.h"

#include <string.h>

#include "base/libvirt-designer-error.h"
#include "vocabulary/options-private.h"

static const DesignerOptionRow *
option_row (const char *name)
{
  g_autoptr (GError) error = NULL;
  const DesignerOptionRow *row = designer_option_find (name, &error);

  g_assert_no_error (error);
  g_assert_true (row->option);
  return row;
}

static void
test_each_option_is_found_and_described (void)
{
  g_auto (GStrv) names = gvir_designer_list_options ();

  g_assert_cmpuint (g_strv_length (names), >, 30);
  for (guint i = 0; names[i] != NULL; i++)
    {
      const DesignerOptionRow *row = option_row (names[i]);
      g_autoptr (GError) error = NULL;
      g_autofree char *text = gvir_designer_describe_option (names[i], &error);
      g_autofree char *start = g_strdup_printf ("--%s: %s\n", names[i], row->title);

      g_assert_no_error (error);
      g_assert_true (g_str_has_prefix (text, start));
      g_assert_cmpstr (row->name, ==, names[i]);
      g_assert_true (row->other_name == NULL || option_row (row->other_name) == row);
      g_assert_false (row[1].option);
    }
}

static void
test_description_names_all_of_an_option (void)
{
  g_auto (GStrv) names = gvir_designer_list_options ();

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *text = gvir_designer_describe_option (names[i], NULL);

      for (const DesignerOptionRow *row = option_row (names[i]) + 1; !row->option; row++)
        {
          g_assert_nonnull (strstr (text, row->name));
          g_assert_nonnull (strstr (text, designer_thing_get (row->thing)->title));
          if (row->other_name != NULL)
            g_assert_nonnull (strstr (text, row->other_name));
        }
    }
}

static void
test_unknown_option_is_told_the_nearest (void)
{
  static const char *const cases[][2] = {
    { "dsik", "'disk'" }, { "netwrok", "'network'" }, { "graphic", "'graphics'" }, { "memry", "'memory'" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (gvir_designer_describe_option (cases[i][0], &error));
      g_assert_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_UNKNOWN_NAME);
      g_assert_nonnull (strstr (error->message, cases[i][0]));
      g_assert_nonnull (strstr (error->message, cases[i][1]));
      g_assert_null (gvir_designer_describe_option (cases[i][0], NULL));
    }
  g_assert_null (gvir_designer_describe_option ("", NULL));
  g_assert_null (gvir_designer_describe_option ("Disk", NULL));
}

static void
test_sub_options_belong_to_one_option (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (designer_sub_option_find (option_row ("disk"), "bus", FALSE, NULL));
  g_assert_null (designer_sub_option_find (option_row ("disk"), "mac", FALSE, &error));
  g_assert_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_UNKNOWN_NAME);
  g_assert_nonnull (strstr (error->message, "--disk=help"));
}

static void
test_names_within_an_option_are_unique (void)
{
  g_auto (GStrv) names = gvir_designer_list_options ();

  for (guint i = 0; names[i] != NULL; i++)
    {
      for (const DesignerOptionRow *row = option_row (names[i]) + 1; !row->option; row++)
        {
          gboolean word = row->value != NULL;

          if (*row->name != '\0')
            g_assert_true (designer_sub_option_find (option_row (names[i]), row->name, word, NULL) == row);
          if (row->other_name != NULL)
            g_assert_true (designer_sub_option_find (option_row (names[i]), row->other_name, word, NULL) == row);
        }
    }
}

static void
test_things_are_of_the_option_s_scope (void)
{
  g_auto (GStrv) names = gvir_designer_list_options ();

  for (guint i = 0; names[i] != NULL; i++)
    {
      const DesignerOptionRow *option = option_row (names[i]);
      gboolean device = designer_scope_get (option->scope)->element != NULL;

      for (const DesignerOptionRow *row = option + 1; !row->option; row++)
        {
          const DesignerThing *thing = designer_thing_get (row->thing);

          if (device)
            g_assert_cmpint (thing->scope, ==, option->scope);
          else
            g_assert_null (designer_scope_get (thing->scope)->element);
        }
    }
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/options/each-is-found-and-described", test_each_option_is_found_and_described);
  g_test_add_func ("/options/description-names-all-of-an-option", test_description_names_all_of_an_option);
  g_test_add_func ("/options/unknown-one-is-told-the-nearest", test_unknown_option_is_told_the_nearest);
  g_test_add_func ("/options/sub-options-belong-to-one-option", test_sub_options_belong_to_one_option);
  g_test_add_func ("/options/names-within-an-option-are-unique", test_names_within_an_option_are_unique);
  g_test_add_func ("/options/things-are-of-the-option-s-scope", test_things_are_of_the_option_s_scope);
  return g_test_run ();
}
