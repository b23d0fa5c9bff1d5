/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "vocabulary/libvirt-designer-options.h"

#include <string.h>

#include "base/libvirt-designer-error.h"
#include "vocabulary/schema-private.h"

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
      g_auto (GStrv) others = g_strsplit (row->other_name != NULL ? row->other_name : "", "|", -1);
      g_autofree char *start = g_strdup_printf ("--%s: %s\n", names[i], row->title);

      g_assert_no_error (error);
      g_assert_true (g_str_has_prefix (text, start));
      g_assert_cmpstr (row->name, ==, names[i]);
      g_assert_true (gvir_designer_has_option (names[i]));
      for (guint other = 0; others[other] != NULL; other++)
        g_assert_true (option_row (others[other]) == row && gvir_designer_has_option (others[other]));
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
          if (row->path == NULL)
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
      g_assert_false (gvir_designer_has_option (cases[i][0]));
    }
  g_assert_null (gvir_designer_describe_option ("", NULL));
  g_assert_null (gvir_designer_describe_option ("Disk", NULL));
}

static void
test_sub_options_belong_to_one_option (void)
{
  g_autoptr (GError) error = NULL;
  g_auto (DesignerTarget) target = { NULL, NULL, 0, NULL };

  g_assert_true (designer_sub_option_find (option_row ("disk"), 0, "bus", &target, NULL));
  g_assert_false (designer_sub_option_find (option_row ("disk"), 0, "mac", &target, &error));
  g_assert_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_UNKNOWN_NAME);
  g_assert_nonnull (strstr (error->message, "--disk=help"));
}

static void
assert_leads_to (const char *option,
                 const DesignerOptionRow *row,
                 const char *name)
{
  g_auto (DesignerTarget) target = { NULL, NULL, 0, NULL };
  g_autofree char *first = name != NULL ? g_strdelimit (g_strdup (name), "#", '0') : NULL;

  if (name == NULL || *name == '\0')
    return;
  if (row->value != NULL)
    {
      g_assert_true (designer_option_find_word (option_row (option), name) == row);
      return;
    }
  g_assert_true (designer_sub_option_find (option_row (option), 0, first, &target, NULL));
  if (row->path == NULL)
    g_assert_true (target.thing == designer_thing_get (row->thing));
}

static void
test_names_within_an_option_are_unique (void)
{
  g_auto (GStrv) names = gvir_designer_list_options ();

  for (guint i = 0; names[i] != NULL; i++)
    {
      for (const DesignerOptionRow *row = option_row (names[i]) + 1; !row->option; row++)
        {
          assert_leads_to (names[i], row, row->name);
          assert_leads_to (names[i], row, row->other_name);
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
          const DesignerThing *thing = row->path == NULL ? designer_thing_get (row->thing) : NULL;

          if (thing == NULL)
            continue;
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
