/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "intent/intent-private.h"
#include "vocabulary/options-private.h"

G_BEGIN_DECLS

/* Asks for what PARTS say, each "name=value", a word or a value: of DEVICE, or of
 * DRAFT where the option is about no device. REPETITION counts the elements that
 * earlier uses of the option made. On failure some of it may have been asked. */
gboolean designer_option_parts_apply (DesignerIntent *draft,
                                      DesignerRequest *device,
                                      const DesignerOptionRow *option,
                                      guint repetition,
                                      char **parts,
                                      GError **error);

G_END_DECLS
