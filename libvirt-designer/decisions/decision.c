/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "decisions/decision-private.h"

/**
 * GVirDesignerDecision:
 *
 * What was chosen for one thing of a guest, by which rule, why, on which
 * evidence, and what lost to it.
 *
 * Immutable: a decision that is in hand does not follow later changes of the
 * design that it came from.
 */

G_DEFINE_FINAL_TYPE (GVirDesignerDecision, gvir_designer_decision, G_TYPE_OBJECT)

static void
gvir_designer_decision_finalize (GObject *object)
{
  GVirDesignerDecision *self = GVIR_DESIGNER_DECISION (object);

  g_free (self->subject);
  g_free (self->thing);
  g_free (self->value);
  g_free (self->policy);
  g_strfreev (self->evidence);
  g_strfreev (self->paths);
  g_strfreev (self->rejected);
  G_OBJECT_CLASS (gvir_designer_decision_parent_class)->finalize (object);
}

static void
gvir_designer_decision_class_init (GVirDesignerDecisionClass *class)
{
  G_OBJECT_CLASS (class)->finalize = gvir_designer_decision_finalize;
}

static void
gvir_designer_decision_init (G_GNUC_UNUSED GVirDesignerDecision *self)
{
}

/**
 * gvir_designer_decision_get_subject:
 * @decision: a decision
 *
 * Says which part of the guest was decided on.
 *
 * Returns: (transfer none): for people, such as `disk vda` or `the machine`
 */
const char *
gvir_designer_decision_get_subject (GVirDesignerDecision *decision)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_DECISION (decision), NULL);
  return decision->subject;
}

/**
 * gvir_designer_decision_get_thing:
 * @decision: a decision
 *
 * Says what was decided; the same name in every design.
 *
 * Returns: (transfer none): a dotted name, such as `disk.bus`
 */
const char *
gvir_designer_decision_get_thing (GVirDesignerDecision *decision)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_DECISION (decision), NULL);
  return decision->thing;
}

/**
 * gvir_designer_decision_get_value:
 * @decision: a decision
 *
 * Says what was chosen.
 *
 * Returns: (transfer none) (nullable): the value, or %NULL where it was decided
 *   that nothing is written
 */
const char *
gvir_designer_decision_get_value (GVirDesignerDecision *decision)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_DECISION (decision), NULL);
  return decision->value;
}

/**
 * gvir_designer_decision_is_wish:
 * @decision: a decision
 *
 * Says whether the caller asked for the value.
 *
 * Returns: %TRUE where the caller decided, %FALSE where a rule did
 */
gboolean
gvir_designer_decision_is_wish (GVirDesignerDecision *decision)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_DECISION (decision), FALSE);
  return decision->wish;
}

/**
 * gvir_designer_decision_get_certainty:
 * @decision: a decision
 *
 * Says whether all that the rule asked was answered.
 *
 * Returns: yes, or unknown where host or operating system did not say all, and
 *   no other rule was surer
 */
GVirDesignerAnswer
gvir_designer_decision_get_certainty (GVirDesignerDecision *decision)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_DECISION (decision), GVIR_DESIGNER_ANSWER_UNKNOWN);
  return decision->certainty;
}

/**
 * gvir_designer_decision_get_rule:
 * @decision: a decision
 *
 * Names the rule that decided.
 *
 * Returns: (transfer none): the id of a rule, or `caller`
 */
const char *
gvir_designer_decision_get_rule (GVirDesignerDecision *decision)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_DECISION (decision), NULL);
  return decision->rule;
}

/**
 * gvir_designer_decision_get_reason:
 * @decision: a decision
 *
 * Says why, in one sentence for a user.
 *
 * Returns: (transfer none): the reason
 */
const char *
gvir_designer_decision_get_reason (GVirDesignerDecision *decision)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_DECISION (decision), NULL);
  return decision->reason;
}

/**
 * gvir_designer_decision_get_source:
 * @decision: a decision
 *
 * Says where a reviewer finds what the rule rests on.
 *
 * Returns: (transfer none): an address to open, or `the caller`
 */
const char *
gvir_designer_decision_get_source (GVirDesignerDecision *decision)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_DECISION (decision), NULL);
  return decision->source;
}

/**
 * gvir_designer_decision_get_policy:
 * @decision: a decision
 *
 * Names the statement of a policy that decided otherwise than the rules alone.
 *
 * Returns: (transfer none) (nullable): file, line and group, for people, or
 *   %NULL where no policy had a say
 */
const char *
gvir_designer_decision_get_policy (GVirDesignerDecision *decision)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_DECISION (decision), NULL);
  return decision->policy;
}

/**
 * gvir_designer_decision_get_evidence:
 * @decision: a decision
 *
 * Lists the facts that made the rule apply, each with where it was read.
 *
 * Returns: (transfer none) (array zero-terminated=1): the facts, for people
 */
const char *const *
gvir_designer_decision_get_evidence (GVirDesignerDecision *decision)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_DECISION (decision), NULL);
  return (const char *const *) decision->evidence;
}

/**
 * gvir_designer_decision_get_paths:
 * @decision: a decision
 *
 * Lists the elements and attributes of the domain XML that the decision wrote.
 *
 * Returns: (transfer none) (array zero-terminated=1): XPath expressions
 */
const char *const *
gvir_designer_decision_get_paths (GVirDesignerDecision *decision)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_DECISION (decision), NULL);
  return (const char *const *) decision->paths;
}

/**
 * gvir_designer_decision_get_rejected:
 * @decision: a decision
 *
 * Lists what lost, each with its rule and the reason.
 *
 * Returns: (transfer none) (array zero-terminated=1): sentences for people
 */
const char *const *
gvir_designer_decision_get_rejected (GVirDesignerDecision *decision)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_DECISION (decision), NULL);
  return (const char *const *) decision->rejected;
}

/**
 * gvir_designer_decision_equal:
 * @decision: a decision
 * @other: another one
 *
 * Compares what was decided, for what and by which rule.
 *
 * Returns: whether the two are the same decision
 */
gboolean
gvir_designer_decision_equal (GVirDesignerDecision *decision,
                              GVirDesignerDecision *other)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_DECISION (decision), FALSE);
  g_return_val_if_fail (GVIR_DESIGNER_IS_DECISION (other), FALSE);

  return g_str_equal (decision->subject, other->subject)
         && g_str_equal (decision->thing, other->thing)
         && g_strcmp0 (decision->value, other->value) == 0
         && g_str_equal (decision->rule, other->rule)
         && g_strcmp0 (decision->policy, other->policy) == 0
         && g_strv_equal ((const char *const *) decision->paths, (const char *const *) other->paths);
}
