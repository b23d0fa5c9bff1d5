/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "vocabulary/options-private.h"

G_BEGIN_DECLS

/* PARTS of an argument of OPTION with virt-install's words for devices written
 * out; PARTS itself is freed. */
char **designer_device_words_write_out (const DesignerOptionRow *option,
                                        char **parts);

G_END_DECLS
