/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "vocabulary/path-step-private.h"

#include <string.h>

#include "base/libvirt-designer-error.h"
#include "vocabulary/things-private.h"

static gboolean
bad_path (const char *path,
          GError **error)
{
  g_autofree char *shown = g_utf8_make_valid (path, -1);

  g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_VALUE,
               "'%s' is no path: give element names between slashes, each with [number] or "
               "[@attribute='value'] where there are several, and @attribute at the end",
               g_strdelimit (shown, "\n\r\t", ' '));
  return FALSE;
}

static gboolean
copy_part (char *to,
           gsize size,
           const char *from,
           gsize length)
{
  if (length == 0 || length >= size)
    return FALSE;
  memcpy (to, from, length);
  to[length] = '\0';
  return TRUE;
}

/* Names are plain: letters, digits, '-', '_' and '.', with a letter first. */
static gsize
name_length (const char *text)
{
  gsize length = 0;

  if (!g_ascii_isalpha (*text) && *text != '_')
    return 0;
  while (g_ascii_isalnum (text[length]) || (text[length] != '\0' && strchr ("-_.", text[length]) != NULL))
    length++;
  return length;
}

static const char *
read_position (const char *at,
               DesignerStep *step)
{
  char *end = NULL;
  guint64 position = g_ascii_isdigit (*at) ? g_ascii_strtoull (at, &end, 10) : 0;

  if (position == 0 || position > G_MAXINT || *end != ']')
    return NULL;
  step->position = (guint) position;
  return end + 1;
}

/* "[2]" or "[@attribute='value']"; gives what is behind it. */
static const char *
read_predicate (const char *at,
                DesignerStep *step)
{
  const char *equals;
  const char *close;

  if (at[1] != '@')
    return read_position (at + 1, step);
  equals = strstr (at, "='");
  close = equals != NULL ? strstr (equals + 2, "']") : NULL;
  if (close == NULL || name_length (at + 2) != (gsize) (equals - at - 2)
      || !copy_part (step->attribute, DESIGNER_STEP_MAX, at + 2, equals - at - 2)
      || !copy_part (step->value, DESIGNER_STEP_MAX, equals + 2, close - equals - 2))
    return NULL;
  return close + 2;
}

gboolean
designer_step_read (const char **path,
                    DesignerStep *step)
{
  const char *at = *path;
  gsize length;

  step->prefix[0] = step->name[0] = step->attribute[0] = step->value[0] = '\0';
  step->position = 1;
  step->is_attribute = *at == '@';
  at += step->is_attribute;
  length = name_length (at);
  if (at[length] == ':' && !step->is_attribute)
    {
      if (!copy_part (step->prefix, sizeof step->prefix, at, length))
        return FALSE;
      at += length + 1;
      length = name_length (at);
    }
  if (!copy_part (step->name, DESIGNER_STEP_MAX, at, length))
    return FALSE;
  at += length;
  if (*at == '[' && !step->is_attribute)
    at = read_predicate (at, step);
  if (at == NULL || (*at != '\0' && (*at != '/' || at[1] == '\0' || step->is_attribute)))
    return FALSE;
  *path = *at == '/' ? at + 1 : at;
  return TRUE;
}

gboolean
designer_step_is_attribute (const char *path)
{
  DesignerStep step = { .is_attribute = FALSE };

  while (*path != '\0' && designer_step_read (&path, &step))
    continue;
  return step.is_attribute;
}

gboolean
designer_step_is_path (const char *path,
                       GError **error)
{
  const char *rest = path;
  DesignerStep step;

  if (!designer_text_fits_xml (path))
    return bad_path (path, error);
  do
    {
      if (!designer_step_read (&rest, &step))
        return bad_path (path, error);
    }
  while (*rest != '\0');
  return TRUE;
}
