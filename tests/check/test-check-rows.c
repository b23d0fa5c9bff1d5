/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Each row of what is worth saying has a guest in which it finds something and one in
 * which it does not; what mends a finding does, and makes nothing worse. The guests are
 * in cases.txt, which says how it is read. */

#include "check/rows-private.h"

#include <string.h>

#include "../rules/complain.h"
#include "../rules/trial-design.h"

typedef struct
{
  char *id;
  char *verb;
  char *text;
} Case;

static GHashTable *found_by; /* ids of rows with a case for them */
static GHashTable *not_found_by;

static void
free_case (gpointer data)
{
  Case *test = data;

  g_free (test->id);
  g_free (test->verb);
  g_free (test->text);
  g_free (test);
}

static GVirDesignerDomain *
take (GVirDesignerDomain *design,
      GVirDesignerHost *host)
{
  g_autofree char *xml = gvir_designer_domain_to_xml (design);
  g_autoptr (GError) error = NULL;
  GVirDesignerDomain *taken = gvir_designer_domain_new_from_xml (gvir_designer_domain_get_guest_os (design), host, xml, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < design->priv->facts->policies->len; i++)
    {
      gvir_designer_domain_add_policy (taken, g_ptr_array_index (design->priv->facts->policies, i), &error);
      g_assert_no_error (error);
    }
  return taken;
}

/* "OPTION ARGUMENT" changes the first device or what is no device, "-OPTION SELECTOR"
 * takes devices away. */
static void
change (GVirDesignerDomain *design,
        const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", 2);
  g_autoptr (GError) error = NULL;

  if (*words[0] == '-')
    gvir_designer_domain_remove_by_option (design, words[0] + 1, words[1], &error);
  else
    gvir_designer_domain_edit_by_option (design, words[0], NULL, words[1], &error);
  if (error != NULL)
    complain ("%s: %s", text, error->message);
}

/* The guest of a case, as it is read again. */
static GVirDesignerDomain *
make (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, " | ", -1);
  g_auto (GStrv) halves = g_strsplit (parts[0], " @ ", 2);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVirDesignerDomain) design = trial_design (halves[0], &error);
  g_autoptr (GVirDesignerDomain) other = NULL;
  g_autoptr (GVirDesignerDomain) taken = NULL;

  g_assert_no_error (error);
  g_assert_nonnull (design);
  taken = take (design, gvir_designer_domain_get_host (design));
  for (guint i = 1; parts[i] != NULL; i++)
    change (taken, parts[i]);
  if (halves[1] == NULL)
    return take (taken, gvir_designer_domain_get_host (design));
  other = trial_design (halves[1], &error);
  g_assert_no_error (error);
  return take (taken, gvir_designer_domain_get_host (other));
}

static GVirDesignerFinding *
find (GListModel *findings,
      const char *rule,
      const char *path)
{
  for (guint i = 0; i < g_list_model_get_n_items (findings); i++)
    {
      g_autoptr (GVirDesignerFinding) finding = g_list_model_get_item (findings, i);

      if (g_str_equal (gvir_designer_finding_get_rule (finding), rule)
          && (path == NULL || g_str_equal (gvir_designer_finding_get_path (finding), path)))
        return g_steal_pointer (&finding);
    }
  return NULL;
}

static void
complain_of_worse (GListModel *before,
                   GListModel *after,
                   const char *text)
{
  for (guint i = 0; i < g_list_model_get_n_items (after); i++)
    {
      g_autoptr (GVirDesignerFinding) finding = g_list_model_get_item (after, i);
      g_autoptr (GVirDesignerFinding) old = find (before, gvir_designer_finding_get_rule (finding), NULL);

      if (old == NULL && gvir_designer_finding_get_severity (finding) > GVIR_DESIGNER_SEVERITY_BETTER)
        complain ("%s: mended, it is worse: %s", text, gvir_designer_finding_get_reason (finding));
    }
}

static void
try_mend (GVirDesignerDomain *design,
          GListModel *before,
          GVirDesignerFinding *finding,
          const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVirDesignerDomain) mended = NULL;
  g_autoptr (GListModel) after = NULL;
  g_autoptr (GVirDesignerFinding) again = NULL;

  if (!gvir_designer_domain_mend (design, finding, &error))
    {
      complain ("%s: it is not mended: %s", text, error->message);
      return;
    }
  mended = take (design, gvir_designer_domain_get_host (design));
  after = gvir_designer_domain_check (mended);
  again = find (after, gvir_designer_finding_get_rule (finding), gvir_designer_finding_get_path (finding));
  if (again != NULL)
    complain ("%s: mended, it is found again: %s", text, gvir_designer_finding_get_reason (again));
  complain_of_worse (before, after, text);
}

static void
tell_all (GListModel *findings)
{
  for (guint i = 0; i < g_list_model_get_n_items (findings); i++)
    {
      g_autoptr (GVirDesignerFinding) finding = g_list_model_get_item (findings, i);

      g_test_message ("  %s: %s", gvir_designer_finding_get_rule (finding), gvir_designer_finding_get_reason (finding));
    }
}

static void
try_case (gconstpointer data)
{
  const Case *test = data;
  g_autoptr (GVirDesignerDomain) design = make (test->text);
  g_autoptr (GListModel) findings = g_str_has_prefix (test->verb, "choice") ? gvir_designer_domain_list_modernisations (design)
                                                                            : gvir_designer_domain_check (design);
  g_autoptr (GVirDesignerFinding) finding = find (findings, test->id, NULL);
  gboolean wanted = !g_str_equal (test->verb, "not") && !g_str_equal (test->verb, "choice-not");

  if ((finding != NULL) != wanted)
    {
      complain ("%s %s: %s", test->id, wanted ? "finds nothing" : "finds something", test->text);
      tell_all (findings);
    }
  if (finding == NULL || !wanted)
    return;
  if ((gvir_designer_finding_get_mend (finding) == NULL) != g_str_equal (test->verb, "tells"))
    complain ("%s: whether there is a command that mends it is not as the case says", test->text);
  else if (gvir_designer_finding_get_mend (finding) != NULL)
    try_mend (design, findings, finding, test->text);
}

static void
add_case (const char *id,
          const char *line)
{
  g_auto (GStrv) parts = g_strsplit (line, " ", 2);
  static guint number = 0;
  g_autofree char *path = g_strdup_printf ("/check/%s/%s/%u", id, parts[0], ++number);
  Case *test;

  g_hash_table_add (strstr (parts[0], "not") != NULL ? not_found_by : found_by, g_strdup (id));
  test = g_new0 (Case, 1);
  test->id = g_strdup (id);
  test->verb = g_strdup (parts[0]);
  test->text = g_strdup (parts[1]);
  g_test_add_data_func_full (path, test, try_case, free_case);
}

static void
read_cases (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  const char *id = NULL;

  g_file_get_contents (CASES, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (g_str_has_prefix (lines[i], "os "))
        trial_invent_os (lines[i] + strlen ("os "));
      else if (*lines[i] == ' ')
        add_case (id, lines[i] + strspn (lines[i], " "));
      else if (*lines[i] != '\0' && *lines[i] != '#')
        id = lines[i];
    }
}

static void
test_complete (void)
{
  for (guint choice = 0; choice < 2; choice++)
    {
      guint n;
      const DesignerCheckRow *rows = choice ? designer_choice_rows_get (&n) : designer_check_rows_get (&n);

      for (guint i = 0; i < n; i++)
        {
          if (!g_hash_table_contains (found_by, rows[i].id))
            complain ("no case in which %s finds something", rows[i].id);
          if (!g_hash_table_contains (not_found_by, rows[i].id))
            complain ("no case in which %s does not", rows[i].id);
        }
    }
}

static void
test_texts (void)
{
  for (guint choice = 0; choice < 2; choice++)
    {
      guint n;
      const DesignerCheckRow *rows = choice ? designer_choice_rows_get (&n) : designer_check_rows_get (&n);

      for (guint i = 0; i < n; i++)
        {
          g_assert_true (g_str_has_prefix (rows[i].id, "check."));
          g_assert_true (g_ascii_isupper (*rows[i].reason) && g_str_has_suffix (rows[i].reason, "."));
          g_assert_true (g_str_has_prefix (rows[i].source, "https://"));
          for (guint other = 0; other < i; other++)
            g_assert_cmpstr (rows[other].id, !=, rows[i].id);
        }
    }
}

int
main (int argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  found_by = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  not_found_by = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  read_cases ();
  g_test_add_func ("/check/each-row-has-a-case-for-and-one-against-it", test_complete);
  g_test_add_func ("/check/texts-are-sentences-with-a-source", test_texts);
  status = g_test_run ();
  g_hash_table_unref (found_by);
  g_hash_table_unref (not_found_by);
  return status;
}
