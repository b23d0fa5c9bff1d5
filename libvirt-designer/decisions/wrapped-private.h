/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Words of TEXT in lines that fit a terminal, the first behind FIRST_INDENT, the
 * others behind INDENT. */
void designer_append_wrapped (GString *out,
                              const char *first_indent,
                              const char *indent,
                              const char *text);

G_END_DECLS
