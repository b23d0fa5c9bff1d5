/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "rules/rules-private.h"

#include "base/libvirt-designer-error.h"
#include "rules/policy-match-private.h"

static const DesignerRule *const tables[] = {
  designer_domain_rules, designer_install_rules, designer_edit_rules, designer_machine_rules, designer_cpu_rules,
  designer_clock_rules, designer_hyperv_rules, designer_storage_rules, designer_disk_rules,
  designer_queue_rules, designer_memory_rules, designer_small_machine_rules,
  designer_filesystem_rules, designer_disk_address_rules, designer_controller_rules, designer_network_rules,
  designer_display_rules, designer_character_rules, designer_device_rules, designer_small_device_rules,
  designer_host_device_rules, designer_confidential_rules, designer_profile_rules,
};

static struct
{
  const DesignerRule *first;
  guint n;
} rows_of[DESIGNER_N_THINGS];

/* The rows of a thing stand side by side in one table. */
static void
index_tables (void)
{
  for (guint t = 0; t < G_N_ELEMENTS (tables); t++)
    {
      for (const DesignerRule *row = tables[t]; row->id != NULL; row++)
        {
          if (rows_of[row->thing].n++ == 0)
            rows_of[row->thing].first = row;
          g_assert (rows_of[row->thing].first + rows_of[row->thing].n - 1 == row);
          g_assert (rows_of[row->thing].n <= DESIGNER_MAX_ROWS);
        }
    }
}

const DesignerRule *
designer_rules_get (DesignerThingId thing,
                    guint *n_rows)
{
  static gsize once = 0;

  if (g_once_init_enter (&once))
    {
      index_tables ();
      g_once_init_leave (&once, 1);
    }
  *n_rows = rows_of[thing].n;
  return rows_of[thing].first;
}

const DesignerRule *
designer_rule_find (const char *id)
{
  for (guint t = 0; t < G_N_ELEMENTS (tables); t++)
    {
      for (const DesignerRule *row = tables[t]; row->id != NULL; row++)
        {
          if (g_str_equal (row->id, id))
            return row;
        }
    }
  return NULL;
}

/* The weakest answer, and the first condition that gave it. */
GVirDesignerAnswer
designer_conditions_hold (const DesignerCondition *conditions,
                          const DesignerFacts *facts,
                          const DesignerSubject *subject,
                          guint *decisive)
{
  GVirDesignerAnswer weakest = GVIR_DESIGNER_ANSWER_YES;
  GVirDesignerAnswer answer;

  *decisive = 0;
  for (guint i = 0; i < DESIGNER_MAX_CONDITIONS && conditions[i].test != DESIGNER_TEST_NONE; i++)
    {
      answer = designer_condition_ask (&conditions[i], facts, subject);
      if (answer < weakest)
        {
          weakest = answer;
          *decisive = i;
        }
      if (weakest == GVIR_DESIGNER_ANSWER_NO)
        break;
    }
  return weakest;
}

gboolean
designer_rule_apply (DesignerFacts *facts,
                     const DesignerSubject *subject,
                     const DesignerRule *row,
                     DesignerOutcome *outcome,
                     const char **value)
{
  guint decisive;

  outcome->asked = TRUE;
  outcome->answer = designer_conditions_hold (row->conditions, facts, subject, &decisive);
  outcome->condition = decisive;
  *value = row->value;
  if (outcome->answer == GVIR_DESIGNER_ANSWER_NO || row->compute == NULL)
    return outcome->answer != GVIR_DESIGNER_ANSWER_NO;
  *value = row->compute (facts, subject, row);
  if (*value == NULL)
    {
      outcome->answer = GVIR_DESIGNER_ANSWER_NO;
      outcome->condition = DESIGNER_NOTHING_COMPUTED;
    }
  return *value != NULL;
}

/* What a policy forbids does not apply, whatever its conditions say. */
static gboolean
is_allowed (DesignerFacts *facts,
            const DesignerSubject *subject,
            const DesignerRule *row,
            DesignerOutcome *outcome,
            const char *value)
{
  if (facts->policies->len == 0
      || designer_policies_forbid (facts, subject, row->thing, value, row->id) == NULL)
    return TRUE;
  outcome->answer = GVIR_DESIGNER_ANSWER_NO;
  outcome->condition = DESIGNER_FORBIDDEN;
  return FALSE;
}

void
designer_rules_choose (DesignerFacts *facts,
                       const DesignerSubject *subject,
                       DesignerThingId thing,
                       DesignerChoice *choice)
{
  guint n_rows;
  const DesignerRule *rows = designer_rules_get (thing, &n_rows);
  const char *value;

  *choice = (DesignerChoice) { .answer = GVIR_DESIGNER_ANSWER_NO };
  if (facts->policies->len > 0)
    designer_rules_choose_preferred (facts, subject, thing, choice);
  for (guint i = 0; i < n_rows && choice->answer != GVIR_DESIGNER_ANSWER_YES; i++)
    {
      if (!designer_rule_apply (facts, subject, &rows[i], &choice->outcomes[i], &value)
          || !is_allowed (facts, subject, &rows[i], &choice->outcomes[i], value)
          || choice->outcomes[i].answer <= choice->answer)
        continue;
      choice->rule = &rows[i];
      choice->statement = NULL;
      choice->value = value;
      choice->answer = choice->outcomes[i].answer;
    }
}

/* What only a policy turns on says nothing of what can be asked for. */
static gboolean
is_by_policy (const DesignerRule *row)
{
  return row->conditions[0].test == DESIGNER_TEST_BY_POLICY;
}

/* The first need of ROW that the facts deny, or NULL. */
static const DesignerCondition *
denied_need (const DesignerFacts *facts,
             const DesignerSubject *subject,
             const DesignerRule *row)
{
  for (guint i = 0; i < DESIGNER_MAX_CONDITIONS; i++)
    {
      const DesignerCondition *condition = &row->conditions[i];

      if (condition->test == DESIGNER_TEST_NONE)
        break;
      if (condition->need
          && designer_condition_ask (condition, facts, subject) == GVIR_DESIGNER_ANSWER_NO)
        return condition;
    }
  return NULL;
}

static gboolean
has_row (const DesignerRule *rows,
         guint n_rows,
         const char *value)
{
  for (guint i = 0; i < n_rows; i++)
    {
      if (g_strcmp0 (rows[i].value, value) == 0)
        return TRUE;
    }
  return FALSE;
}

/* What no row is about needs nothing. */
static void
add_values_without_rows (GPtrArray *names,
                         const DesignerThing *thing,
                         const DesignerRule *rows,
                         guint n_rows)
{
  g_auto (GStrv) values = thing->kind == DESIGNER_KIND_TOKEN ? g_strsplit (thing->values, ",", -1) : NULL;

  for (guint i = 0; values != NULL && values[i] != NULL; i++)
    {
      if (!has_row (rows, n_rows, values[i]))
        g_ptr_array_add (names, (gpointer) g_intern_string (values[i]));
    }
}

/* The values of THING that nothing speaks against, for a message. */
static char *
name_possible (const DesignerFacts *facts,
               const DesignerSubject *subject,
               DesignerThingId thing)
{
  guint n_rows;
  const DesignerRule *rows = designer_rules_get (thing, &n_rows);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < n_rows; i++)
    {
      if (rows[i].value != NULL && !is_by_policy (&rows[i]) && denied_need (facts, subject, &rows[i]) == NULL
          && !g_ptr_array_find_with_equal_func (names, rows[i].value, g_str_equal, NULL))
        g_ptr_array_add (names, (gpointer) rows[i].value);
    }
  add_values_without_rows (names, designer_thing_get (thing), rows, n_rows);
  g_ptr_array_add (names, NULL);
  return g_strjoinv (", ", (char **) names->pdata);
}

static void
set_refusal (const DesignerFacts *facts,
             const DesignerSubject *subject,
             DesignerThingId thing,
             const char *value,
             const DesignerCondition *denied,
             GError **error)
{
  g_autofree char *clause = designer_condition_describe (denied, facts, subject,
                                                         GVIR_DESIGNER_ANSWER_NO);
  g_autofree char *remedy = designer_condition_remedy (denied, facts);
  g_autofree char *possible = name_possible (facts, subject, thing);

  g_set_error (error, GVIR_DESIGNER_ERROR, designer_condition_error_code (denied),
               "%s cannot be '%s': %s%s%s%s%s",
               designer_thing_get (thing)->name, value, clause,
               *possible != '\0' ? "; possible here: " : "", possible,
               remedy != NULL ? "; to make it possible, " : "", remedy != NULL ? remedy : "");
}

const DesignerRule *
designer_rules_find_denied (const DesignerFacts *facts,
                            const DesignerSubject *subject,
                            DesignerThingId thing,
                            const char *value,
                            const DesignerCondition **need)
{
  guint n_rows;
  const DesignerRule *rows = designer_rules_get (thing, &n_rows);
  const DesignerRule *denied = NULL;

  *need = NULL;
  for (guint i = 0; i < n_rows; i++)
    {
      const DesignerCondition *first;

      if (g_strcmp0 (rows[i].value, value) != 0 || is_by_policy (&rows[i]))
        continue;
      first = denied_need (facts, subject, &rows[i]);
      if (first == NULL)
        return NULL;
      /* The row that came furthest was the one meant. */
      if (denied == NULL || first - rows[i].conditions > *need - denied->conditions)
        {
          denied = &rows[i];
          *need = first;
        }
    }
  return denied;
}

gboolean
designer_rules_permit (const DesignerFacts *facts,
                       const DesignerSubject *subject,
                       DesignerThingId thing,
                       const char *value,
                       GError **error)
{
  const DesignerCondition *need;

  if (designer_rules_find_denied (facts, subject, thing, value, &need) == NULL)
    return TRUE;
  set_refusal (facts, subject, thing, value, need, error);
  return FALSE;
}
