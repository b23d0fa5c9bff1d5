/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Rows that are there for a policy, or for some versions of the choices. */

#include "rules/policy-version-private.h"

GVirDesignerAnswer
designer_ask_by_policy (const DesignerCondition *condition,
                        const DesignerFacts *facts,
                        const DesignerSubject *subject)
{
  return designer_policies_turn_on (facts, subject, condition->a) ? GVIR_DESIGNER_ANSWER_YES
                                                                  : GVIR_DESIGNER_ANSWER_NO;
}

/* What a policy says of the version, or NULL. */
static const char *
version_of_policies (const DesignerFacts *facts)
{
  const DesignerStatement *statement;

  statement = designer_policies_find (facts, NULL, DESIGNER_VERB_REQUIRE, DESIGNER_THING_POLICY_VERSION);
  if (statement == NULL)
    statement = designer_policies_find (facts, NULL, DESIGNER_VERB_PREFER, DESIGNER_THING_POLICY_VERSION);
  return statement != NULL ? statement->value : NULL;
}

/* Of a guest that was there already no version is settled. */
guint
designer_policy_version (const DesignerFacts *facts)
{
  const char *version = designer_facts_get (facts, NULL, DESIGNER_THING_POLICY_VERSION);

  if (version == NULL)
    version = designer_intent_get (facts->intent, DESIGNER_THING_POLICY_VERSION);
  if (version == NULL && facts->policies->len > 0)
    version = version_of_policies (facts);
  return version != NULL ? (guint) g_ascii_strtoull (version, NULL, 10) : gvir_designer_policy_newest_version ();
}

GVirDesignerAnswer
designer_ask_since (const DesignerCondition *condition,
                    const DesignerFacts *facts,
                    G_GNUC_UNUSED const DesignerSubject *subject)
{
  return designer_policy_version (facts) >= (guint) condition->n ? GVIR_DESIGNER_ANSWER_YES
                                                                 : GVIR_DESIGNER_ANSWER_NO;
}

GVirDesignerAnswer
designer_ask_until (const DesignerCondition *condition,
                    const DesignerFacts *facts,
                    G_GNUC_UNUSED const DesignerSubject *subject)
{
  return designer_policy_version (facts) <= (guint) condition->n ? GVIR_DESIGNER_ANSWER_YES
                                                                 : GVIR_DESIGNER_ANSWER_NO;
}
