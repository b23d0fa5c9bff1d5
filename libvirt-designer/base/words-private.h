/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether WORD is among the comma-separated WORDS; either may be NULL. */
gboolean designer_word_is_among (const char *word,
                                 const char *words);

G_END_DECLS
