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

char *
tool_nearest_hint (const char *name,
                   const char *prefix,
                   GPtrArray *candidates)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_auto (GStrv) nearest = NULL;

  for (guint i = 0; i < candidates->len; i++)
    g_ptr_array_add (names, g_ptr_array_index (candidates, i));
  g_ptr_array_add (names, NULL);
  nearest = gvir_designer_nearest_names (name, (const char *const *) names->pdata);
  return nearest[0] != NULL ? g_strdup_printf ("; did you mean '%s%s'?", prefix, nearest[0]) : g_strdup ("");
}

void
tool_note (const char *message)
{
  fprintf (stderr, TOOL_NAME ": note: %s\n", message);
}
