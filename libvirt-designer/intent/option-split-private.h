/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "vocabulary/options-private.h"

G_BEGIN_DECLS

/* The parts of ARGUMENT that commas keep apart, each "name=value", a word or a value. */
char **designer_option_split (const DesignerOptionRow *option,
                              const char *argument);

G_END_DECLS
