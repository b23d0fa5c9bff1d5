/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* From the record of a decision to its words. */

#include "decisions/decision-private.h"

#include <string.h>

#include "rules/policy-match-private.h"

static char **
steal_strv (GPtrArray *array)
{
  g_ptr_array_add (array, NULL);
  return (char **) g_ptr_array_free (array, FALSE);
}

/* "feature[@name='x']/@enabled" also wrote the attribute in its brackets. */
static void
add_predicates (GPtrArray *paths,
                const char *base,
                const char *path)
{
  const char *open = strstr (path, "[@");
  const char *equals = open != NULL ? strchr (open, '=') : NULL;
  const char *close = equals != NULL ? strchr (equals, ']') : NULL;

  if (close == NULL)
    return;
  g_ptr_array_add (paths, g_strdup_printf ("%s/%.*s/@%.*s", base, (int) (close + 1 - path), path,
                                           (int) (equals - open - 2), open + 2));
}

static char **
paths_of (const DesignerRecord *record)
{
  GPtrArray *paths = g_ptr_array_new ();
  g_autofree char *base = designer_subject_path (record->subject);
  g_auto (GStrv) parts = NULL;

  if (!designer_record_is_written (record))
    return steal_strv (paths);
  if (record->kind == DESIGNER_RECORD_SETTING)
    {
      g_ptr_array_add (paths, g_strdup_printf ("%s/%s", base, record->path));
      add_predicates (paths, base, record->path);
      return steal_strv (paths);
    }
  parts = g_strsplit (designer_record_path (record), ";", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *last = strrchr (parts[i], '/');
      char *equals = strchr (last != NULL ? last : parts[i], '=');

      if (i > 0 && equals != NULL)
        *equals = '\0';
      g_ptr_array_add (paths, g_strdup_printf ("%s/%s", base, parts[i]));
      add_predicates (paths, base, parts[i]);
    }
  return steal_strv (paths);
}

static void
add_evidence (GPtrArray *evidence,
              const DesignerCondition *conditions,
              const DesignerFacts *facts,
              const DesignerSubject *subject)
{
  for (guint i = 0; i < DESIGNER_MAX_CONDITIONS && conditions[i].test != DESIGNER_TEST_NONE; i++)
    {
      char *text = designer_condition_evidence (&conditions[i], facts);

      if (text == NULL && subject != NULL)
        text = designer_condition_describe (&conditions[i], facts, subject, GVIR_DESIGNER_ANSWER_YES);
      if (text != NULL)
        g_ptr_array_add (evidence, text);
    }
}

static char *
describe_loser (const DesignerFacts *facts,
                const DesignerRecord *record,
                const DesignerRule *row,
                const DesignerOutcome *outcome)
{
  const char *value = row->value != NULL ? row->value : row->compute != NULL ? "a computed value" : "nothing";
  const DesignerCondition *condition = &row->conditions[MIN (outcome->condition, DESIGNER_MAX_CONDITIONS - 1)];
  g_autofree char *clause = NULL;

  if (outcome->condition == DESIGNER_FORBIDDEN)
    return g_strdup_printf ("%s (%s): a policy forbids it", value, row->id);
  if (record->statement != NULL && outcome->answer != GVIR_DESIGNER_ANSWER_NO)
    return g_strdup_printf ("%s (%s): a policy decided", value, row->id);
  if (!outcome->asked)
    return g_strdup_printf ("%s (%s): an earlier rule applied", value, row->id);
  if (outcome->condition == DESIGNER_NOTHING_COMPUTED)
    return g_strdup_printf ("%s (%s): nothing is known that it could be worked out from", value, row->id);
  if (outcome->answer == GVIR_DESIGNER_ANSWER_YES || condition->test == DESIGNER_TEST_NONE)
    return g_strdup_printf ("%s (%s): an earlier rule applied", value, row->id);
  clause = designer_condition_describe (condition, facts, record->subject, outcome->answer);
  return g_strdup_printf ("%s (%s): %s", value, row->id, clause);
}

static char **
losers_of (const DesignerFacts *facts,
           const DesignerRecord *record)
{
  GPtrArray *losers = g_ptr_array_new ();
  guint n_rows = 0;
  const DesignerRule *rows = designer_rules_get (record->thing, &n_rows);

  for (guint i = 0; (record->rule != NULL || record->statement != NULL) && i < n_rows; i++)
    {
      if (&rows[i] != record->rule)
        g_ptr_array_add (losers, describe_loser (facts, record, &rows[i], &record->outcomes[i]));
    }
  return steal_strv (losers);
}

/* A policy's statement gives its own reason where it has one. */
static void
name_policy (GVirDesignerDecision *decision,
             const DesignerStatement *statement)
{
  if (statement == NULL)
    return;
  decision->wish = FALSE;
  decision->policy = designer_statement_place (statement);
  if (decision->rule == NULL)
    {
      decision->rule = "policy";
      decision->reason = g_intern_string (statement->group->verb == DESIGNER_VERB_REQUIRE
                                            ? "A policy requires it." : "A policy prefers it.");
      decision->source = g_intern_string (statement->policy->file);
    }
  if (statement->group->reason != NULL)
    decision->reason = statement->group->reason;
  else if (statement->group->verb == DESIGNER_VERB_OMIT)
    decision->reason = "A policy leaves it to the hypervisor.";
  else if (statement->group->verb == DESIGNER_VERB_REMOVE)
    decision->reason = "A policy does without the device.";
}

/* A wish that stands because a policy says so is still the caller's. */
static void
name_permit (GVirDesignerDecision *decision,
             const DesignerStatement *permit)
{
  if (permit == NULL || decision->policy != NULL)
    return;
  decision->policy = designer_statement_place (permit);
  decision->reason = "The caller asked for it, and a policy leaves it to the hypervisor whether the host can.";
}

GVirDesignerDecision *
designer_decision_new (const DesignerFacts *facts,
                       const DesignerRecord *record)
{
  GVirDesignerDecision *decision = g_object_new (GVIR_DESIGNER_TYPE_DECISION, NULL);
  GPtrArray *evidence = g_ptr_array_new ();

  decision->subject = designer_subject_label (facts, record->subject);
  decision->thing = g_strdup (record->kind == DESIGNER_RECORD_SETTING ? record->setting->name
                                                                      : designer_thing_get (record->thing)->name);
  decision->value = g_strdup (record->value);
  decision->certainty = record->answer;
  decision->wish = record->rule == NULL && record->addition == NULL && record->statement == NULL;
  if (decision->wish)
    {
      decision->rule = "caller";
      decision->reason = "The caller asked for it.";
      decision->source = "the caller";
    }
  if (record->rule != NULL)
    {
      decision->rule = record->rule->id;
      decision->reason = record->rule->reason;
      decision->source = record->rule->source;
      add_evidence (evidence, record->rule->conditions, facts, record->subject);
    }
  else if (record->addition != NULL)
    {
      decision->rule = record->addition->id;
      decision->reason = record->addition->reason;
      decision->source = record->addition->source;
      add_evidence (evidence, record->addition->conditions, facts, NULL);
    }
  name_policy (decision, record->statement);
  name_permit (decision, record->permit);
  decision->evidence = steal_strv (evidence);
  decision->paths = paths_of (record);
  decision->rejected = losers_of (facts, record);
  return decision;
}

/* The decision that a device is there at all. */
GVirDesignerDecision *
designer_decision_new_presence (const DesignerFacts *facts,
                                const DesignerSubject *subject,
                                const DesignerAddition *addition)
{
  GVirDesignerDecision *decision = g_object_new (GVIR_DESIGNER_TYPE_DECISION, NULL);
  GPtrArray *evidence = g_ptr_array_new ();
  GPtrArray *paths = g_ptr_array_new ();

  decision->subject = designer_subject_label (facts, subject);
  decision->thing = g_strdup (designer_scope_get (subject->scope)->name);
  decision->value = g_strdup ("present");
  decision->certainty = GVIR_DESIGNER_ANSWER_YES;
  decision->wish = addition == NULL;
  decision->rule = addition != NULL ? addition->id : "caller";
  decision->reason = addition != NULL ? addition->reason : "The caller asked for it.";
  decision->source = addition != NULL ? addition->source : "the caller";
  if (addition != NULL)
    {
      add_evidence (evidence, addition->conditions, facts, NULL);
      name_policy (decision, designer_policies_on_addition (facts, addition->id));
    }
  g_ptr_array_add (paths, designer_subject_path (subject));
  decision->evidence = steal_strv (evidence);
  decision->paths = steal_strv (paths);
  decision->rejected = g_new0 (char *, 1);
  return decision;
}

/* The decision that a device of the default complement is not there. */
GVirDesignerDecision *
designer_decision_new_omission (const DesignerFacts *facts,
                                const DesignerOmission *omission)
{
  GVirDesignerDecision *decision = g_object_new (GVIR_DESIGNER_TYPE_DECISION, NULL);
  const DesignerAddition *addition = omission->addition;
  const DesignerScope *scope = designer_scope_get (addition->scope);
  GPtrArray *rejected = g_ptr_array_new ();
  g_autofree char *clause = NULL;

  if (omission->statement != NULL)
    clause = g_strdup ("a policy removed it");
  else
    clause = designer_condition_describe (&addition->conditions[omission->outcome.condition], facts, NULL,
                                          omission->outcome.answer);
  decision->subject = g_strdup (scope->element);
  decision->thing = g_strdup (scope->name);
  decision->certainty = GVIR_DESIGNER_ANSWER_YES;
  decision->rule = addition->id;
  decision->reason = "What the rule asks for is not there.";
  decision->source = addition->source;
  name_policy (decision, omission->statement);
  g_ptr_array_add (rejected, g_strdup_printf ("%s (%s): %s", scope->title, addition->id, clause));
  decision->evidence = g_new0 (char *, 1);
  decision->paths = g_new0 (char *, 1);
  decision->rejected = steal_strv (rejected);
  return decision;
}

/* The decision that there is no device of a scope, because none was wanted. */
GVirDesignerDecision *
designer_decision_new_declined (DesignerScopeId scope)
{
  GVirDesignerDecision *decision = g_object_new (GVIR_DESIGNER_TYPE_DECISION, NULL);

  decision->subject = g_strdup (designer_scope_get (scope)->element);
  decision->thing = g_strdup (designer_scope_get (scope)->name);
  decision->certainty = GVIR_DESIGNER_ANSWER_YES;
  decision->wish = TRUE;
  decision->rule = "caller";
  decision->reason = "The caller wants none.";
  decision->source = "the caller";
  decision->evidence = g_new0 (char *, 1);
  decision->paths = g_new0 (char *, 1);
  decision->rejected = g_new0 (char *, 1);
  return decision;
}
