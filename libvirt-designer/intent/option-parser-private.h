/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "intent/intent-private.h"

G_BEGIN_DECLS

/* Adds what "--OPTION ARGUMENT" asks for to INTENT: a wish of the domain, a
 * device, or that there be none of its kind. On failure nothing is added. */
gboolean designer_intent_apply_option (DesignerIntent *intent,
                                       const char *option,
                                       const char *argument,
                                       GError **error);

G_END_DECLS
