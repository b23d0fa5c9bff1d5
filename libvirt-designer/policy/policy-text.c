/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The lines of a policy file. GLib's own reader of key files knows no line
 * numbers and lets the second of two equal keys win. */

#include "policy/policy-text-private.h"

#include <stdarg.h>
#include <string.h>

#include "base/libvirt-designer-error.h"

gboolean
designer_policy_fail (GError **error,
                      int code,
                      const char *file,
                      guint number,
                      const char *format,
                      ...)
{
  g_autofree char *shown = g_filename_display_name (file);
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  if (number > 0)
    g_set_error (error, GVIR_DESIGNER_ERROR, code, "%s, line %u: %s", shown, number, message);
  else
    g_set_error (error, GVIR_DESIGNER_ERROR, code, "%s: %s", shown, message);
  return FALSE;
}

static void
line_free (gpointer data)
{
  DesignerPolicyLine *line = data;

  g_free (line->group);
  g_free (line->key);
  g_free (line->value);
  g_free (line);
}

static guint
line_of (const char *text,
         const char *end)
{
  guint number = 1;

  for (; text < end; text++)
    number += *text == '\n';
  return number;
}

static gboolean
check_text (const char *file,
            const char *text,
            gsize length,
            GError **error)
{
  const char *end;

  if (!g_utf8_validate (text, (gssize) length, &end))
    return designer_policy_fail (error, GVIR_DESIGNER_ERROR_INVALID_INPUT, file, line_of (text, end),
                                 "this is no UTF-8 text: save the file as UTF-8");
  for (end = text; end < text + length; end++)
    {
      if (g_ascii_iscntrl (*end) && *end != '\n' && *end != '\t' && *end != '\r')
        return designer_policy_fail (error, GVIR_DESIGNER_ERROR_INVALID_INPUT, file, line_of (text, end),
                                     "there is a control character: leave it out");
    }
  return TRUE;
}

typedef struct
{
  const char *file;
  GPtrArray *lines;
  GHashTable *numbers; /* "group\nkey" → the number of its line */
  char *group;
} Reader;

static gboolean
append (Reader *reader,
        guint number,
        const char *key,
        const char *value,
        GError **error)
{
  char *place = g_strconcat (reader->group, key != NULL ? "\n" : NULL, key, NULL);
  guint first = GPOINTER_TO_UINT (g_hash_table_lookup (reader->numbers, place));
  DesignerPolicyLine *line;

  g_hash_table_insert (reader->numbers, place, GUINT_TO_POINTER (number));
  if (first != 0 && key != NULL)
    return designer_policy_fail (error, GVIR_DESIGNER_ERROR_CONFLICT, reader->file, number,
                                 "the key '%s' is in line %u already: give it once", key, first);
  if (first != 0)
    return designer_policy_fail (error, GVIR_DESIGNER_ERROR_CONFLICT, reader->file, number,
                                 "the group [%s] begins in line %u already: give one of them a name of "
                                 "its own, such as [%s for servers]", reader->group, first, reader->group);
  line = g_new0 (DesignerPolicyLine, 1);
  line->number = number;
  line->group = g_strdup (reader->group);
  line->key = g_strdup (key);
  line->value = g_strdup (value);
  g_ptr_array_add (reader->lines, line);
  return TRUE;
}

/* "key = value" of ROW, which is changed. */
static gboolean
append_key (Reader *reader,
            guint number,
            char *row,
            GError **error)
{
  char *equals = strchr (row, '=');

  if (equals == NULL || equals == row)
    return designer_policy_fail (error, GVIR_DESIGNER_ERROR_INVALID_INPUT, reader->file, number,
                                 "'%s' is neither [GROUP] nor KEY=VALUE nor a # comment", row);
  if (reader->group == NULL)
    return designer_policy_fail (error, GVIR_DESIGNER_ERROR_INVALID_INPUT, reader->file, number,
                                 "a key must stand below a [GROUP], such as [Prefer]");
  *equals = '\0';
  return append (reader, number, g_strchomp (row), g_strchug (equals + 1), error);
}

static gboolean
append_row (Reader *reader,
            guint number,
            char *row,
            GError **error)
{
  gsize end = strlen (row);

  if (*row == '\0' || *row == '#')
    return TRUE;
  if (*row != '[' || row[end - 1] != ']' || end < 3)
    return append_key (reader, number, row, error);
  g_free (reader->group);
  reader->group = g_strndup (row + 1, end - 2);
  return append (reader, number, NULL, NULL, error);
}

GPtrArray *
designer_policy_lines (const char *file,
                       const char *text,
                       gsize length,
                       GError **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (line_free);
  g_autoptr (GHashTable) numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Reader reader = { file, lines, numbers, NULL };
  g_auto (GStrv) rows = NULL;
  gboolean good = TRUE;

  if (!check_text (file, text, length, error))
    return NULL;
  rows = g_strsplit (text, "\n", -1);
  for (guint i = 0; good && rows[i] != NULL; i++)
    good = append_row (&reader, i + 1, g_strstrip (rows[i]), error);
  g_free (reader.group);
  return good ? g_steal_pointer (&lines) : NULL;
}
