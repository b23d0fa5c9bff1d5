/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "base/words-private.h"

#include <string.h>

gboolean
designer_word_is_among (const char *word,
                        const char *words)
{
  const char *at = words;

  if (word == NULL || *word == '\0')
    return FALSE;
  while (at != NULL)
    {
      gsize length = 0;

      while (word[length] != '\0' && word[length] == at[length])
        length++;
      if (word[length] == '\0' && (at[length] == ',' || at[length] == '\0'))
        return TRUE;
      at = strchr (at, ',');
      at += at != NULL;
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
