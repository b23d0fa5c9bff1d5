/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "decisions/wrapped-private.h"

#define WIDTH 78

void
designer_append_wrapped (GString *out,
                         const char *first_indent,
                         const char *indent,
                         const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  glong column = g_utf8_strlen (first_indent, -1);
  gboolean line_empty = TRUE;

  g_string_append (out, first_indent);
  for (guint i = 0; words[i] != NULL; i++)
    {
      glong length = g_utf8_strlen (words[i], -1);

      if (!line_empty && column + 1 + length > WIDTH)
        {
          g_string_append_printf (out, "\n%s", indent);
          column = g_utf8_strlen (indent, -1);
          line_empty = TRUE;
        }
      g_string_append_printf (out, "%s%s", line_empty ? "" : " ", words[i]);
      column += length + (line_empty ? 0 : 1);
      line_empty = FALSE;
    }
  g_string_append_c (out, '\n');
}
