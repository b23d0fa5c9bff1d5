/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Prints the manual's list of rules, from the rows that decide. */

#include "check/rows-private.h"
#include "rules/consequences-private.h"
#include "rules/rules-private.h"

static void
append_condition (GString *list,
                  const DesignerCondition *condition)
{
  g_autofree char *text = designer_condition_describe_asked (condition);
  const char *mark = condition->need ? "*" : "";

  g_string_append_printf (list, "%s%s%s%s", list->len > 0 ? "; " : "", mark, text, mark);
}

static char *
describe_conditions (const DesignerCondition *conditions)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < DESIGNER_MAX_CONDITIONS && conditions[i].test != DESIGNER_TEST_NONE; i++)
    append_condition (list, &conditions[i]);
  return list->len > 0 ? g_strdup (list->str) : g_strdup ("always");
}

static char *
describe_value (const DesignerRule *rule)
{
  if (rule->value != NULL)
    return g_strdup_printf ("`%s`", rule->value);
  return g_strdup (rule->compute != NULL ? "worked out" : "nothing is written");
}

static void
print_rule (const DesignerRule *rule)
{
  g_autofree char *value = describe_value (rule);
  g_autofree char *where = describe_conditions (rule->conditions);

  g_print ("| `%s` | %s | %s | %s | [source](%s) |\n", rule->id, value, where, rule->reason, rule->source);
}

static void
print_thing (DesignerThingId id)
{
  const DesignerThing *thing = designer_thing_get (id);
  guint n_rows;
  const DesignerRule *rows = designer_rules_get (id, &n_rows);

  if (n_rows == 0)
    return;
  g_print ("### %s\n\nOf %s: %s.\n\n", thing->name, designer_scope_get (thing->scope)->title,
           thing->title);
  g_print ("| rule | value | where | why | |\n|---|---|---|---|---|\n");
  for (guint i = 0; i < n_rows; i++)
    print_rule (&rows[i]);
  g_print ("\n");
}

static char *
describe_added (const DesignerAddition *row)
{
  g_autoptr (GString) text = g_string_new (designer_scope_get (row->scope)->title);

  for (guint i = 0; i < DESIGNER_MAX_PRESETS && row->presets[i].value != NULL; i++)
    g_string_append_printf (text, ", `%s=%s`", designer_thing_get (row->presets[i].thing)->name,
                            row->presets[i].value);
  if (row->times > 1)
    g_string_append_printf (text, "; %u times", row->times);
  return g_strdup (text->str);
}

static void
print_additions (void)
{
  guint n_rows;
  const DesignerAddition *rows = designer_additions_get (&n_rows);

  g_print ("| rule | with | is added | where | why | |\n|---|---|---|---|---|---|\n");
  for (guint i = 0; i < n_rows; i++)
    {
      g_autofree char *added = describe_added (&rows[i]);
      g_autofree char *where = describe_conditions (rows[i].conditions);

      g_print ("| `%s` | %s | %s | %s | %s | [source](%s) |\n", rows[i].id,
               designer_scope_get (rows[i].trigger)->title, added, where, rows[i].reason, rows[i].source);
    }
}

static char *
list_things (const DesignerThingId *things)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; things[i] != DESIGNER_N_THINGS; i++)
    g_string_append_printf (list, "%s`%s`", i > 0 ? ", " : "", designer_thing_get (things[i])->name);
  return g_strdup (list->str);
}

static void
print_consequences (void)
{
  guint n_rows;
  const DesignerConsequence *rows = designer_consequences_get (&n_rows);

  g_print ("| rule | where this is changed | this | | why | |\n|---|---|---|---|---|---|\n");
  for (guint i = 0; i < n_rows; i++)
    {
      g_autofree char *changed = rows[i].setting != NULL ? g_strdup_printf ("`%s`", rows[i].setting)
                                                         : list_things (rows[i].changed);
      g_autofree char *others = list_things (rows[i].others);

      g_print ("| `%s` | %s | %s | %s | %s | [source](%s) |\n", rows[i].id, changed, others,
               designer_consequence_describe (rows[i].kind), rows[i].reason, rows[i].source);
    }
}

static char *
describe_found (const DesignerCheckRow *row)
{
  g_auto (GStrv) values = row->values != NULL ? g_strsplit (row->values, ",", -1) : NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  if (row->addition != NULL)
    return g_strdup_printf ("what `%s` adds is missing", row->addition);
  g_string_append_printf (text, "`%s`", designer_thing_get (row->thing)->name);
  for (guint i = 0; values != NULL && values[i] != NULL; i++)
    g_string_append_printf (text, "%s %s%s%s", i > 0 ? "," : " is", *values[i] == '-' ? "" : "`",
                            *values[i] == '-' ? "not set" : values[i], *values[i] == '-' ? "" : "`");
  if (row->lacks >= 0)
    g_string_append_printf (text, ", and the system has no driver for %s", designer_device_name (row->lacks));
  return g_strdup (text->str);
}

static void
print_checks (const DesignerCheckRow *rows,
              guint n_rows)
{
  g_print ("| rule | severity | found where | and | why | before it is mended | |\n|---|---|---|---|---|---|---|\n");
  for (guint i = 0; i < n_rows; i++)
    {
      g_autofree char *found = describe_found (&rows[i]);
      g_autofree char *where = describe_conditions (rows[i].conditions);
      const char *warning = designer_warning_of (rows[i].id);

      g_print ("| `%s` | %s | %s | %s | %s | %s | [source](%s) |\n", rows[i].id,
               gvir_designer_severity_to_string (rows[i].severity), found, where, rows[i].reason,
               warning != NULL ? warning : "", rows[i].source);
    }
}

static void
print_all_checks (void)
{
  guint n_rows;
  const DesignerCheckRow *rows = designer_check_rows_get (&n_rows);

  g_print ("\n## What is found of guests\n\n"
           "By `check`, beside what the needs of the rules above say that a host refuses (those are found by\n"
           "the rule's own name), `check.fit` and `check.xml`, what contradicts itself, and `check.policy`, what\n"
           "a policy forbids. Most are found only where policy would have another value now.\n\n");
  print_checks (rows, n_rows);
  rows = designer_choice_rows_get (&n_rows);
  g_print ("\nBy `modernise --list` alone, since it has to be chosen:\n\n");
  print_checks (rows, n_rows);
}

int
main (void)
{
  g_print ("Title: Rules\n\n# Rules\n\n"
           "Of the rules of a thing, the first whose conditions all hold decides; one with a condition that\n"
           "is *not known* to hold decides only where no other is sure. A condition in *italics* binds\n"
           "explicit wishes too: where it fails, asking for that value is an error.\n\n"
           "## Devices that are added\n\n"
           "Together with the virtual machine or the container, or with another device that needs them.\n\n");
  print_additions ();
  g_print ("\n## What follows from a change\n\n"
           "Of a guest that is there already, what is not named stays as it is, but for these. The policy\n"
           "`virt-install` leaves what does not fit any more to the caller (`edit.consequences.left`).\n\n");
  print_consequences ();
  print_all_checks ();
  g_print ("\n## Values\n\n");
  for (guint i = 0; i < DESIGNER_N_THINGS; i++)
    print_thing (i);
  return 0;
}
