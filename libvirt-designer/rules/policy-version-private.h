/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "rules/conditions-private.h"
#include "rules/policy-match-private.h"

G_BEGIN_DECLS

/* The version of the policy that decides: the one that was settled, or will be. */
guint designer_policy_version (const DesignerFacts *facts);

GVirDesignerAnswer designer_ask_by_policy (const DesignerCondition *condition,
                                           const DesignerFacts *facts,
                                           const DesignerSubject *subject);
GVirDesignerAnswer designer_ask_since (const DesignerCondition *condition,
                                       const DesignerFacts *facts,
                                       const DesignerSubject *subject);
GVirDesignerAnswer designer_ask_until (const DesignerCondition *condition,
                                       const DesignerFacts *facts,
                                       const DesignerSubject *subject);

G_END_DECLS
