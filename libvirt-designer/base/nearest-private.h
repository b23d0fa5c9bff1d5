/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The names among CANDIDATES that NAME may have been meant to be, nearest
 * first, at most three; an empty array where none is near. Upper and lower case
 * are the same; a beginning of a candidate is near it, and the reverse. The
 * array's elements are the candidates themselves, not copies. */
GPtrArray *designer_nearest_names (const char *name,
                                   const char *const *candidates,
                                   gsize n_candidates);

/* The same as the end of a sentence: "; did you mean 'a' or 'b'?", or "". */
char *designer_nearest_hint (const char *name,
                             const char *const *candidates,
                             gsize n_candidates);

G_END_DECLS
