/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The values and rules that policies prefer. */

#include "rules/checks-private.h"
#include "rules/policy-match-private.h"

/* What a policy may decide in the rules' place: whether the value is to
 * somebody's taste. What host and operating system say stands. */
static gboolean
is_taste (const DesignerCondition *condition)
{
  return condition->test == DESIGNER_TEST_PURPOSE || condition->test == DESIGNER_TEST_WISHED
         || condition->test == DESIGNER_TEST_NOT_WISHED || condition->test == DESIGNER_TEST_BY_POLICY;
}

static GVirDesignerAnswer
ask_beside_taste (const DesignerFacts *facts,
                  const DesignerSubject *subject,
                  const DesignerRule *row)
{
  GVirDesignerAnswer weakest = GVIR_DESIGNER_ANSWER_YES;

  for (guint i = 0; i < DESIGNER_MAX_CONDITIONS && row->conditions[i].test != DESIGNER_TEST_NONE; i++)
    {
      if (!is_taste (&row->conditions[i]))
        weakest = MIN (weakest, designer_condition_ask (&row->conditions[i], facts, subject));
    }
  return weakest;
}

/* The best answer that a row for VALUE has. A value without a row of its own is
 * possible where any is: the rows say where the thing makes sense at all. */
static GVirDesignerAnswer
ask_value (const DesignerFacts *facts,
           const DesignerSubject *subject,
           DesignerThingId thing,
           const char *value,
           const DesignerRule **best)
{
  guint n_rows;
  const DesignerRule *rows = designer_rules_get (thing, &n_rows);
  GVirDesignerAnswer answer = GVIR_DESIGNER_ANSWER_NO;
  GVirDesignerAnswer any = n_rows == 0 ? GVIR_DESIGNER_ANSWER_YES : GVIR_DESIGNER_ANSWER_NO;
  gboolean known = FALSE;

  if (!designer_checks_pass (facts, subject, thing, value, NULL))
    return GVIR_DESIGNER_ANSWER_NO;
  for (guint i = 0; i < n_rows; i++)
    {
      GVirDesignerAnswer told = ask_beside_taste (facts, subject, &rows[i]);

      any = MAX (any, told);
      if (g_strcmp0 (rows[i].value, value) != 0)
        continue;
      known = TRUE;
      if (told > answer)
        {
          answer = told;
          *best = &rows[i];
        }
    }
  return known ? answer : any;
}

static void
weigh (DesignerFacts *facts,
       const DesignerSubject *subject,
       const DesignerStatement *statement,
       DesignerChoice *choice)
{
  guint n_rows;
  const DesignerRule *rows = designer_rules_get (statement->thing, &n_rows);
  const DesignerRule *row = NULL;
  const char *value = statement->value;
  GVirDesignerAnswer answer;

  if (statement->id != NULL)
    {
      DesignerOutcome *outcome;

      row = designer_rule_find (statement->id);
      outcome = &choice->outcomes[row - rows];
      designer_rule_apply (facts, subject, row, outcome, &value);
      answer = outcome->answer;
    }
  else
    answer = ask_value (facts, subject, statement->thing, value, &row);
  if (answer <= choice->answer
      || designer_policies_forbid (facts, subject, statement->thing, value, row != NULL ? row->id : NULL) != NULL)
    return;
  choice->rule = row;
  choice->statement = statement;
  choice->value = value;
  choice->answer = answer;
}

static void
choose_by (DesignerVerb verb,
           DesignerFacts *facts,
           const DesignerSubject *subject,
           DesignerThingId thing,
           DesignerChoice *choice)
{
  DesignerPolicyCursor cursor = { FALSE, 0, 0 };
  const DesignerStatement *statement;

  while (choice->answer != GVIR_DESIGNER_ANSWER_YES
         && (statement = designer_policies_next (facts, subject, verb, thing, &cursor)) != NULL)
    weigh (facts, subject, statement, choice);
}

void
designer_rules_choose_preferred (DesignerFacts *facts,
                                 const DesignerSubject *subject,
                                 DesignerThingId thing,
                                 DesignerChoice *choice)
{
  choose_by (DESIGNER_VERB_PREFER, facts, subject, thing, choice);
}

void
designer_rules_choose_required (DesignerFacts *facts,
                                const DesignerSubject *subject,
                                DesignerThingId thing,
                                DesignerChoice *choice)
{
  choose_by (DESIGNER_VERB_REQUIRE, facts, subject, thing, choice);
}
