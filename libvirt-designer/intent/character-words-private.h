/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "vocabulary/options-private.h"

G_BEGIN_DECLS

/* PARTS of an argument of OPTION with the older spellings of what a character
 * device is connected to written out; PARTS itself is freed. */
char **designer_character_words_write_out (const DesignerOptionRow *option,
                                           char **parts);

G_END_DECLS
