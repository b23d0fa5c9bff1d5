/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "intent/intent-private.h"
#include "vocabulary/options-private.h"

G_BEGIN_DECLS

/* Adds what "--OPTION ARGUMENT" asks for to INTENT: a wish of the domain, a
 * device, or that there be none of its kind. On failure nothing is added. */
gboolean designer_intent_apply_option (DesignerIntent *intent,
                                       const char *option,
                                       const char *argument,
                                       GError **error);

/* Whether the whole argument of OPTION is one value, commas included. */
gboolean designer_option_takes_text (const DesignerOptionRow *option);

/* The parts of ARGUMENT, which is GIVEN once it was split, with virt-install's words
 * for others written out; THERE is the device that they are to change, or NULL. */
char **designer_option_write_out (const DesignerIntent *intent,
                                  const DesignerRequest *there,
                                  const DesignerOptionRow *option,
                                  const char *argument,
                                  char **given,
                                  GError **error);

G_END_DECLS
