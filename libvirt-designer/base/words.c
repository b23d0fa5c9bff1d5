/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "base/words-private.h"

#include <string.h>

gboolean
designer_word_is_among (const char *word,
                        const char *words)
{
  gsize length = word != NULL ? strlen (word) : 0;

  for (const char *at = words; length > 0 && at != NULL; at = strchr (at, ','))
    {
      at += *at == ',';
      if (strncmp (at, word, length) == 0 && (at[length] == ',' || at[length] == '\0'))
        return TRUE;
    }
  return FALSE;
}

char *
designer_number_write (char *text,
                       guint64 number)
{
  char *digit = text + DESIGNER_NUMBER_SIZE - 1;

  *digit = '\0';
  do
    *--digit = '0' + number % 10;
  while ((number /= 10) > 0);
  return digit;
}
