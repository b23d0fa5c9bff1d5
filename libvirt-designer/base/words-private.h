/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether WORD is among the comma-separated WORDS; either may be NULL. */
gboolean designer_word_is_among (const char *word,
                                 const char *words);

#define DESIGNER_NUMBER_SIZE 24

/* The digits of NUMBER, which stand at the end of TEXT, of DESIGNER_NUMBER_SIZE. */
char *designer_number_write (char *text,
                             guint64 number);

G_END_DECLS
