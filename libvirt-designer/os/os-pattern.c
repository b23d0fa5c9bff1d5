/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Most patterns of the OS database are plain text with a few classes: comparing text takes a thousandth of
 * what compiling a regular expression does. */

#include "os/os-scan-private.h"

#include <string.h>

#define QUANTIFIERS_OF_NONE "*?{"

typedef struct
{
  const char *at;
  const char *end;
  GString *run;  /* of plain characters */
  GString *best;
} Reading;

/* A run ends here. */
static void
flush (Reading *reading)
{
  if (reading->run->len > reading->best->len)
    g_string_assign (reading->best, reading->run->str);
  g_string_truncate (reading->run, 0);
}

/* Passes over a class of characters. A bracket that comes first in it is one of them. */
static gboolean
skip_class (Reading *reading)
{
  reading->at++;
  if (reading->at < reading->end && *reading->at == '^')
    reading->at++;
  if (reading->at < reading->end && *reading->at == ']')
    reading->at++;
  for (; reading->at < reading->end && *reading->at != ']'; reading->at++)
    {
      if (*reading->at == '\\')
        reading->at++;
      else if (*reading->at == '[')
        return FALSE; /* as [:digit:] */
    }
  reading->at++;
  return reading->at <= reading->end;
}

/* Passes over what is in parentheses: it may be an alternative, or there need not be any of it. */
static gboolean
skip_group (Reading *reading)
{
  guint depth = 0;

  while (reading->at < reading->end)
    {
      char c = *reading->at;

      if (c == '[')
        {
          if (!skip_class (reading))
            return FALSE;
          continue;
        }
      /* What begins so may change what all the rest means. */
      if (c == '(' && reading->at + 1 < reading->end && strchr ("?*", reading->at[1]) != NULL)
        return FALSE;
      reading->at += c == '\\' ? 2 : 1;
      depth += c == '(' ? 1 : 0;
      depth -= c == ')' ? 1 : 0;
      if (depth == 0)
        return reading->at <= reading->end;
    }
  return FALSE;
}

/* A backslash and what comes after it. */
static gboolean
take_escape (Reading *reading)
{
  char c = reading->at + 1 < reading->end ? reading->at[1] : '\0';

  reading->at += 2;
  if (c == '\0' || (g_ascii_isalnum (c) && strchr ("dDwWsSbB", c) == NULL))
    return FALSE;
  if (g_ascii_isalnum (c))
    flush (reading);
  else
    g_string_append_c (reading->run, c);
  return TRUE;
}

/* There need not be any of the last character. */
static void
take_quantifier (Reading *reading)
{
  if (reading->run->len > 0)
    g_string_truncate (reading->run, reading->run->len - 1);
  flush (reading);
  if (*reading->at == '{')
    {
      while (reading->at < reading->end && *reading->at != '}')
        reading->at++;
    }
  reading->at++;
}

static gboolean
take_one (Reading *reading)
{
  char c = *reading->at;

  if (c == '|' || c == ')')
    return FALSE;
  if (c == '\\')
    return take_escape (reading);
  if (strchr (QUANTIFIERS_OF_NONE, c) != NULL)
    {
      take_quantifier (reading);
      return TRUE;
    }
  if (c == '(' || c == '[')
    {
      flush (reading);
      return c == '(' ? skip_group (reading) : skip_class (reading);
    }
  if (strchr ("+.^$", c) != NULL || !g_ascii_isprint (c))
    flush (reading);
  else
    g_string_append_c (reading->run, c);
  reading->at++;
  return TRUE;
}

char *
designer_os_pattern_text (const char *pattern,
                          gsize length)
{
  g_autoptr (GString) run = g_string_new (NULL);
  g_autoptr (GString) best = g_string_new (NULL);
  Reading reading = { pattern, pattern + length, run, best };

  while (reading.at < reading.end)
    {
      if (!take_one (&reading))
        return NULL;
    }
  flush (&reading);
  return best->len > 0 ? g_string_free (g_steal_pointer (&best), FALSE) : NULL;
}
