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

/* How many letters to add, drop, replace or swap with their neighbour to make B
 * of A. */
static guint
distance (const char *a,
          const char *b)
{
  guint rows[3][LONGEST_NAME + 1];
  gsize height = strlen (a);
  gsize width = strlen (b);

  for (gsize j = 0; j <= width; j++)
    rows[0][j] = (guint) j;
  for (gsize i = 1; i <= height; i++)
    {
      guint *row = rows[i % 3];
      const guint *above = rows[(i + 2) % 3];

      row[0] = (guint) i;
      for (gsize j = 1; j <= width; j++)
        {
          guint change = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);

          row[j] = MIN (change, MIN (row[j - 1], above[j]) + 1);
          if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
            row[j] = MIN (row[j], rows[(i + 1) % 3][j - 2] + 1);
        }
    }
  return rows[height % 3][width];
}

/* One slip in three letters is a slip; more is another word. */
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
  return edits <= MAX (1, MAX (length, strlen (candidate)) / 3) && edits < length ? edits : G_MAXUINT;
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
