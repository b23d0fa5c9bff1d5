/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "facts/facts-private.h"

G_BEGIN_DECLS

/* The statements of the policies of FACTS that are of VERB, about THING (or, for
 * DESIGNER_N_THINGS, about additions) and apply to SUBJECT: the one that was
 * made last first. Begin with a cursor of { 0 }; NULL: no more. */
typedef struct
{
  gboolean begun;
  guint policy;
  guint statement;
} DesignerPolicyCursor;

const DesignerStatement *designer_policies_next (const DesignerFacts *facts,
                                                 const DesignerSubject *subject,
                                                 DesignerVerb verb,
                                                 DesignerThingId thing,
                                                 DesignerPolicyCursor *cursor);

/* The first of them, or NULL. */
const DesignerStatement *designer_policies_find (const DesignerFacts *facts,
                                                 const DesignerSubject *subject,
                                                 DesignerVerb verb,
                                                 DesignerThingId thing);

/* What forbids VALUE, or the rule ID, for THING; either may be NULL. */
const DesignerStatement *designer_policies_forbid (const DesignerFacts *facts,
                                                   const DesignerSubject *subject,
                                                   DesignerThingId thing,
                                                   const char *value,
                                                   const char *id);

/* Whether VALUE is what the policies require of THING: the value itself, or that of a
 * required rule. STATEMENT: the last of those that require anything. */
gboolean designer_policies_require (const DesignerFacts *facts,
                                    const DesignerSubject *subject,
                                    DesignerThingId thing,
                                    const char *value,
                                    const DesignerStatement **statement);

/* What adds or removes the addition ID: the last word on it, or NULL. */
const DesignerStatement *designer_policies_on_addition (const DesignerFacts *facts,
                                                        const char *id);

/* Whether a policy turns on the rule or addition ID, which is off without. */
gboolean designer_policies_turn_on (const DesignerFacts *facts,
                                    const DesignerSubject *subject,
                                    const char *id);

G_END_DECLS
