/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "rules/rules-private.h"

G_BEGIN_DECLS

/* What a wish must satisfy beyond the needs of the rules: limits that depend
 * on the wish itself. */
gboolean designer_checks_pass (const DesignerFacts *facts,
                               const DesignerSubject *subject,
                               DesignerThingId thing,
                               const char *value,
                               GError **error);

G_END_DECLS
