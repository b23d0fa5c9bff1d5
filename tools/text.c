/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Text for people. */

#include "tool.h"

#include <stdio.h>
#include <string.h>

#define LONGEST_NAME 64

void
tool_append_wrapped (GString *text,
                     const char *first_indent,
                     const char *indent,
                     const char *words)
{
  g_auto (GStrv) split = g_strsplit (words, " ", -1);
  glong column = g_utf8_strlen (first_indent, -1);
  gboolean fresh = TRUE;

  g_string_append (text, first_indent);
  for (guint i = 0; split[i] != NULL; i++)
    {
      glong length = g_utf8_strlen (split[i], -1);

      if (!fresh && column + 1 + length > TOOL_WIDTH)
        {
          g_string_append_printf (text, "\n%s", indent);
          column = g_utf8_strlen (indent, -1);
          fresh = TRUE;
        }
      g_string_append_printf (text, "%s%s", fresh ? "" : " ", split[i]);
      column += length + (fresh ? 0 : 1);
      fresh = FALSE;
    }
  g_string_append_c (text, '\n');
}

/* How many letters to add, drop or replace to make B of A. */
static guint
distance (const char *a,
          const char *b)
{
  guint row[LONGEST_NAME + 1];
  gsize width = strlen (b);

  for (gsize j = 0; j <= width; j++)
    row[j] = (guint) j;
  for (gsize i = 0; a[i] != '\0'; i++)
    {
      guint diagonal = row[0];

      row[0] = (guint) i + 1;
      for (gsize j = 0; j < width; j++)
        {
          guint change = diagonal + (a[i] == b[j] ? 0 : 1);

          diagonal = row[j + 1];
          row[j + 1] = MIN (change, MIN (row[j], row[j + 1]) + 1);
        }
    }
  return row[width];
}

static guint
strangeness (const char *name,
             const char *candidate)
{
  gsize length = strlen (name);
  guint edits;

  if (length == 0 || length > LONGEST_NAME || strlen (candidate) > LONGEST_NAME)
    return G_MAXUINT;
  if (length > 1 && g_str_has_prefix (candidate, name))
    return 1;
  edits = distance (name, candidate);
  return edits <= MAX (length, strlen (candidate)) / 3 + 1 && edits < length ? edits : G_MAXUINT;
}

char *
tool_nearest_hint (const char *name,
                   const char *prefix,
                   GPtrArray *candidates)
{
  const char *nearest = NULL;
  guint least = G_MAXUINT;

  for (guint i = 0; i < candidates->len; i++)
    {
      guint strange = strangeness (name, g_ptr_array_index (candidates, i));

      if (strange < least)
        {
          least = strange;
          nearest = g_ptr_array_index (candidates, i);
        }
    }
  return nearest != NULL ? g_strdup_printf ("; did you mean '%s%s'?", prefix, nearest) : g_strdup ("");
}

void
tool_note (const char *message)
{
  fprintf (stderr, TOOL_NAME ": note: %s\n", message);
}
