/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Prints the manual's page of what the policy "virt-install" chooses otherwise, from its file and
 * from the rows that decide without it.
 *
 * Usage: list-differences FILE */

#include "policy/policy-private.h"
#include "rules/rules-private.h"

#include <string.h>

static gboolean
waits_for_policy (const DesignerCondition *conditions)
{
  for (guint i = 0; i < DESIGNER_MAX_CONDITIONS && conditions[i].test != DESIGNER_TEST_NONE; i++)
    {
      if (conditions[i].test == DESIGNER_TEST_BY_POLICY)
        return TRUE;
    }
  return FALSE;
}

/* A reason that several rows have is said once. */
static void
append_reason (GString *list,
               const char *id,
               const char *reason)
{
  if (strstr (list->str, reason) == NULL)
    g_string_append_printf (list, "%s`%s`: %s", list->len > 0 ? "<br>" : "", id, reason);
}

static void
append_rules (GString *list,
              DesignerThingId thing)
{
  guint n_rows;
  const DesignerRule *rows = designer_rules_get (thing, &n_rows);

  for (guint i = 0; i < n_rows; i++)
    {
      if (!waits_for_policy (rows[i].conditions))
        append_reason (list, rows[i].id, rows[i].reason);
    }
}

static const DesignerAddition *
find_addition (const char *id)
{
  guint n_rows;
  const DesignerAddition *rows = designer_additions_get (&n_rows);

  for (guint i = 0; i < n_rows; i++)
    {
      if (g_str_equal (rows[i].id, id))
        return &rows[i];
    }
  return NULL;
}

/* What is added without a policy, of the kind and at the time of what ID adds. */
static void
append_additions (GString *list,
                  const char *id)
{
  guint n_rows;
  const DesignerAddition *rows = designer_additions_get (&n_rows);
  const DesignerAddition *added = find_addition (id);

  for (guint i = 0; i < n_rows; i++)
    {
      if (rows[i].scope == added->scope && rows[i].trigger == added->trigger && !waits_for_policy (rows[i].conditions))
        append_reason (list, rows[i].id, rows[i].reason);
    }
}

static void
append_ours (GString *list,
             const DesignerStatement *statement)
{
  const DesignerVerb verb = statement->group->verb;
  const DesignerRule *rule = statement->id != NULL ? designer_rule_find (statement->id) : NULL;

  if (verb == DESIGNER_VERB_REMOVE)
    append_reason (list, statement->id, find_addition (statement->id)->reason);
  else if (verb == DESIGNER_VERB_ADD)
    append_additions (list, statement->id);
  else if (verb == DESIGNER_VERB_FORBID && rule != NULL)
    append_reason (list, statement->id, rule->reason);
  else if (verb == DESIGNER_VERB_PERMIT)
    g_string_append (list, "refused where the host does not list it, before libvirt fails to start it");
  else if (verb == DESIGNER_VERB_ORDER)
    g_string_append (list, "in the order of libvirt's documentation");
  else if (verb == DESIGNER_VERB_WRITE)
    g_string_append_printf (list, "written at `%s`", designer_thing_get (statement->thing)->path);
  else if (statement->thing < DESIGNER_N_THINGS)
    append_rules (list, statement->thing);
  if (list->len == 0)
    g_string_append (list, verb == DESIGNER_VERB_ADD ? "none is added"
                                                     : "nothing is written; libvirt has a default");
}

static char *
describe_times (guint times)
{
  return times > 1 ? g_strdup_printf (", %u times", times) : g_strdup ("");
}

static char *
describe_value (const DesignerStatement *statement,
                const char *word)
{
  const char *thing = statement->thing < DESIGNER_N_THINGS ? designer_thing_get (statement->thing)->name
                                                           : statement->id;

  if (statement->value != NULL)
    return g_strdup_printf ("%s`%s=%s`", word, thing, statement->value);
  return g_strdup_printf ("`%s`, %sby `%s`", thing, word, statement->id);
}

static char *
describe_statement (const DesignerStatement *statement)
{
  g_autofree char *times = describe_times (statement->times);

  switch (statement->group->verb)
    {
    case DESIGNER_VERB_ADD:
      return g_strdup_printf ("added: `%s`%s", statement->id, times);
    case DESIGNER_VERB_REMOVE:
      return g_strdup_printf ("not added: `%s`", statement->id);
    case DESIGNER_VERB_OMIT:
      return g_strdup_printf ("not written: `%s`", designer_thing_get (statement->thing)->name);
    case DESIGNER_VERB_PERMIT:
      return g_strdup_printf ("taken though the host does not list it: `%s`", designer_thing_get (statement->thing)->name);
    case DESIGNER_VERB_WRITE:
      return g_strdup_printf ("written at `%s`: `%s`", statement->value, designer_thing_get (statement->thing)->name);
    case DESIGNER_VERB_ORDER:
      return g_strdup_printf ("in another order: `%s` and what is in it", statement->id);
    case DESIGNER_VERB_FORBID:
      return describe_value (statement, "not ");
    case DESIGNER_VERB_REQUIRE:
    case DESIGNER_VERB_SET:
    case DESIGNER_VERB_PREFER:
    case DESIGNER_N_VERBS:
    default:
      return describe_value (statement, "");
    }
}

static void
print_statement (const DesignerStatement *statement)
{
  g_autofree char *what = describe_statement (statement);
  g_autoptr (GString) ours = g_string_new (NULL);

  append_ours (ours, statement);
  g_print ("| %s | %s | %s |\n", what, statement->group->reason, ours->str);
}

/* The order of each element is no choice of its own: the group has one row. */
static gboolean
goes_on_with_order (GVirDesignerPolicy *policy,
                    guint at)
{
  const DesignerStatement *statement = g_ptr_array_index (policy->statements, at);
  const DesignerStatement *before = at > 0 ? g_ptr_array_index (policy->statements, at - 1) : NULL;

  return before != NULL && statement->group->verb == DESIGNER_VERB_ORDER && before->group == statement->group;
}

int
main (int argc,
      char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVirDesignerPolicy) policy =
      argc == 2 ? gvir_designer_policy_new_from_file (argv[1], &error) : NULL;

  if (policy == NULL)
    {
      g_printerr ("list-differences: %s\n", error != NULL ? error->message : "one FILE is needed");
      return 1;
    }
  g_print ("Title: Differences from virt-install\n\n# Differences from virt-install\n\n"
           "With `--policy virt-install` the choices are those of virt-install 4.1. Each row is one that\n"
           "differs from what the rules choose without a policy: what is written with the policy, why, and\n"
           "what our rules have instead, with their reasons. [All rules](rules.html) are on a page of\n"
           "their own.\n\n"
           "| with the policy | because | our rules |\n|---|---|---|\n");
  for (guint i = 0; i < policy->statements->len; i++)
    {
      if (!goes_on_with_order (policy, i))
        print_statement (g_ptr_array_index (policy->statements, i));
    }
  return 0;
}
