/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Each row of policy has a case where it decides and one where it does not; the
 * cases are in the folder cases, whose README says how they are read. */

#include "rules/rules-private.h"

#include <string.h>

#include "complain.h"
#include "decisions/libvirt-designer-decision.h"
#include "trial-design.h"

/* What a row is, whichever of the two kinds. */
typedef struct
{
  const char *id;
  const char *thing; /* NULL: an addition */
  const char *value;
  gboolean wins;
  gboolean loses;
} Row;

typedef struct
{
  Row *row;
  char *verb;
  char *design;
  char *message; /* what a refusal says */
} Case;

/* The decisions of a design on what a row decides. */
typedef struct
{
  gboolean by_row;
  gboolean by_wish;
  gboolean rejected;
  guint n;
} Findings;

static GHashTable *rows; /* id → Row */

static void
free_case (gpointer data)
{
  Case *test = data;

  g_free (test->verb);
  g_free (test->design);
  g_free (test->message);
  g_free (test);
}

static void
add_row (const char *id,
         const char *thing,
         const char *value)
{
  Row *row = g_new0 (Row, 1);

  row->id = id;
  row->thing = thing;
  row->value = value;
  g_hash_table_insert (rows, (gpointer) id, row);
}

static void
gather_rows (void)
{
  guint n;
  const DesignerAddition *additions = designer_additions_get (&n);

  rows = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  for (guint i = 0; i < n; i++)
    add_row (additions[i].id, NULL, "present");
  for (guint thing = 0; thing < DESIGNER_N_THINGS; thing++)
    {
      const DesignerRule *rules = designer_rules_get (thing, &n);

      for (guint i = 0; i < n; i++)
        add_row (rules[i].id, designer_thing_get (thing)->name, rules[i].value);
    }
}

static gboolean
names_row (GVirDesignerDecision *decision,
           const Row *row)
{
  const char *const *rejected = gvir_designer_decision_get_rejected (decision);
  g_autofree char *mark = g_strdup_printf ("(%s)", row->id);

  for (guint i = 0; rejected[i] != NULL; i++)
    {
      if (strstr (rejected[i], mark) != NULL)
        return TRUE;
    }
  return FALSE;
}

static void
note (Findings *found,
      GVirDesignerDecision *decision,
      const Row *row)
{
  const char *value = gvir_designer_decision_get_value (decision);
  gboolean chosen = g_str_equal (gvir_designer_decision_get_rule (decision), row->id)
                    && (row->thing != NULL || value != NULL);

  found->by_row = found->by_row || chosen;
  found->rejected = found->rejected || row->thing == NULL || names_row (decision, row);
  if (row->thing == NULL || !g_str_equal (gvir_designer_decision_get_thing (decision), row->thing))
    return;
  found->n++;
  found->by_wish = found->by_wish
                   || (gvir_designer_decision_is_wish (decision)
                       && (row->value == NULL || g_strcmp0 (value, row->value) == 0));
  /* A wish for something else leaves the row no say. */
  found->rejected = found->rejected || gvir_designer_decision_is_wish (decision);
}

static Findings
look_for (GVirDesignerDomain *design,
          const Row *row)
{
  g_autoptr (GListModel) decisions = gvir_designer_domain_get_decisions (design);
  Findings found = { FALSE, FALSE, FALSE, 0 };

  for (guint i = 0; i < g_list_model_get_n_items (decisions); i++)
    {
      g_autoptr (GVirDesignerDecision) decision = g_list_model_get_item (decisions, i);

      note (&found, decision, row);
    }
  return found;
}

static gboolean
is_as_said (const char *verb,
            Findings found)
{
  if (g_str_equal (verb, "wins"))
    return found.by_row;
  if (g_str_equal (verb, "permits"))
    return found.by_wish && !found.by_row;
  if (g_str_equal (verb, "absent"))
    return found.n == 0 && !found.by_row;
  return g_str_equal (verb, "loses") && found.rejected && !found.by_row;
}

static void
try_case (gconstpointer data)
{
  const Case *test = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVirDesignerDomain) design = trial_design (test->design, &error);

  if (g_str_equal (test->verb, "refuses"))
    {
      if (design != NULL)
        complain ("not refused: %s", test->design);
      else if (strstr (error->message, test->message) == NULL)
        complain ("%s: '%s' is not in: %s", test->design, test->message, error->message);
      return;
    }
  if (design == NULL)
    complain ("%s: %s", test->design, error->message);
  else if (!is_as_said (test->verb, look_for (design, test->row)))
    complain ("it is not so that %s %s in: %s", test->row->id, test->verb, test->design);
}

static void
count_case (Row *row,
            const char *verb,
            const char *text)
{
  gboolean never = g_str_equal (verb, "never");

  if (g_str_equal (verb, "wins") || g_str_equal (verb, "permits")
      || (never && g_str_has_prefix (text, "wins:")))
    row->wins = TRUE;
  else
    row->loses = TRUE;
}

static void
add_case (Row *row,
          const char *line)
{
  g_auto (GStrv) parts = g_strsplit (line, " ", 2);
  g_auto (GStrv) halves = g_strsplit (parts[1], " => ", 2);
  g_autofree char *path = NULL;
  static guint number = 0;
  Case *test;

  count_case (row, parts[0], parts[1]);
  if (g_str_equal (parts[0], "never"))
    return;
  test = g_new0 (Case, 1);
  test->row = row;
  test->verb = g_strdup (parts[0]);
  test->design = g_strdup (halves[0]);
  test->message = g_strdup (halves[1]);
  path = g_strdup_printf ("/rules/%s/%s/%u", row->id, test->verb, ++number);
  g_test_add_data_func_full (path, test, try_case, free_case);
}

/* The rows that a line without indent names. */
static GPtrArray *
find_rows (const char *line)
{
  g_auto (GStrv) ids = g_strsplit (line, " ", -1);
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; ids[i] != NULL; i++)
    {
      Row *row = g_hash_table_lookup (rows, ids[i]);

      if (row == NULL)
        g_error ("there is no rule '%s'", ids[i]);
      g_ptr_array_add (found, row);
    }
  return found;
}

static void
read_cases (const char *name)
{
  g_autoptr (GPtrArray) current = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (CASES, name, NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (*lines[i] == '\0' || *lines[i] == '#')
        continue;
      if (g_str_has_prefix (lines[i], "os "))
        trial_invent_os (lines[i] + strlen ("os "));
      else if (*lines[i] != ' ')
        {
          g_clear_pointer (&current, g_ptr_array_unref);
          current = find_rows (lines[i]);
        }
      for (guint r = 0; *lines[i] == ' ' && r < current->len; r++)
        add_case (g_ptr_array_index (current, r), lines[i] + strspn (lines[i], " "));
    }
}

static gint
compare_names (gconstpointer a,
               gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

/* By name, so that the operating systems come first. */
static void
read_folder (void)
{
  g_autoptr (GDir) dir = g_dir_open (CASES, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      if (g_str_has_suffix (name, ".txt"))
        g_ptr_array_add (names, g_strdup (name));
    }
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    read_cases (g_ptr_array_index (names, i));
}

static void
test_complete (void)
{
  GHashTableIter iter;
  gpointer value;
  guint missing = 0;

  g_hash_table_iter_init (&iter, rows);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Row *row = value;

      if (!row->wins)
        g_test_message ("no case in which %s decides", row->id);
      if (!row->loses)
        g_test_message ("no case in which %s does not decide", row->id);
      missing += !row->wins + !row->loses;
    }
  g_assert_cmpuint (missing, ==, 0);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gather_rows ();
  read_folder ();
  g_test_add_func ("/rules/each-has-a-case-for-and-one-against-it", test_complete);
  return g_test_run ();
}
