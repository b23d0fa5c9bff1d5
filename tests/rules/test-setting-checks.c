/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Each row of setting-checks.c refuses something, and takes its neighbour; see
 * setting-checks.txt. */

#include "trial-design.h"

#include <string.h>

#include "base/libvirt-designer-error.h"

#define SYSTEM "fedora36"

static char *
read_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static void
test_refused (gconstpointer options)
{
  g_autofree char *text = g_strdup_printf (SYSTEM " %s", (const char *) options);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVirDesignerDomain) design = trial_design (text, &error);

  g_assert_null (design);
  g_test_message ("%s: %s", text, error != NULL ? error->message : "not refused");
  g_assert_true (g_error_matches (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_VALUE)
                 || g_error_matches (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_CONFLICT));
}

static void
test_taken (gconstpointer options)
{
  g_autofree char *text = g_strdup_printf (SYSTEM " %s", (const char *) options);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVirDesignerDomain) design = trial_design (text, &error);

  g_test_message ("%s", text);
  g_assert_no_error (error);
  g_assert_nonnull (design);
}

/* Every path of the tables is a line of the list. */
static void
test_all_rows_are_tried (gconstpointer list)
{
  g_autofree char *source = read_file (SETTING_CHECKS);
  g_autoptr (GRegex) row = g_regex_new ("^  \\{ DESIGNER_SCOPE_\\w+, \"([^\"]+)\"", G_REGEX_MULTILINE, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  guint rows = 0;

  for (g_regex_match (row, source, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *path = g_match_info_fetch (match, 1);
      g_autofree char *line = g_strdup_printf ("\n%s\n", path);

      rows++;
      if (strstr (list, line) == NULL)
        g_test_message ("%s is not in the list", path);
      g_assert_nonnull (strstr (list, line));
    }
  g_assert_cmpuint (rows, >, 80);
}

int
main (int argc,
      char **argv)
{
  g_autofree char *list = NULL;
  g_auto (GStrv) lines = NULL;
  const char *path = NULL;

  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();
  list = read_file (LIST);
  lines = g_strsplit (list, "\n", -1);
  g_test_add_data_func ("/setting-checks/all-rows-are-tried", list, test_all_rows_are_tried);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      gboolean refused = g_str_has_prefix (lines[i], "  refused ");
      g_autofree char *name = g_strdup_printf ("/setting-checks/%s/%u/%s", path, i + 1, refused ? "refused" : "taken");

      if (refused || g_str_has_prefix (lines[i], "  taken "))
        g_test_add_data_func (name, lines[i] + strlen (refused ? "  refused " : "  taken "), refused ? test_refused : test_taken);
      else
        path = lines[i];
    }
  return g_test_run ();
}
