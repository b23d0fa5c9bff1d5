/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* From the name of a sub-option to what it is about. */

#include "vocabulary/schema-private.h"

#include <string.h>

#include "base/libvirt-designer-error.h"
#include "base/nearest-private.h"

/* The numbers in a name, in their order. */
typedef struct
{
  guint64 numbers[DESIGNER_MAX_INDICES];
  guint n;
} Indices;

void
designer_target_clear (DesignerTarget *target)
{
  g_clear_pointer (&target->path, g_free);
}

/* Whether NAME is what PATTERN stands for, with a number, or none, for each '#'. */
static gboolean
match (const char *pattern,
       const char *name,
       Indices *indices)
{
  indices->n = 0;
  for (; *pattern != '\0'; pattern++)
    {
      char *end = NULL;

      if (*pattern != '#')
        {
          if (*name++ != *pattern)
            return FALSE;
          continue;
        }
      if (indices->n == DESIGNER_MAX_INDICES)
        return FALSE;
      indices->numbers[indices->n++] = g_ascii_isdigit (*name) ? g_ascii_strtoull (name, &end, 10) : 0;
      name = end != NULL ? end : name;
    }
  return *name == '\0';
}

/* Appends PATH with the numbers in place of its '#'. */
static void
append_resolved (GString *path,
                 const char *pattern,
                 const Indices *indices)
{
  guint used = 0;

  for (const char *c = pattern; *c != '\0'; c++)
    {
      if (*c != '#')
        g_string_append_c (path, *c);
      else
        {
          g_string_append_printf (path, "%" G_GUINT64_FORMAT, used < indices->n ? indices->numbers[used] + 1 : 1);
          used++;
        }
    }
}

/* A path that begins with a slash is of the domain, not of the option's base. */
static char *
resolve (const DesignerOptionRow *option,
         guint repetition,
         const char *pattern,
         const Indices *indices)
{
  GString *path = g_string_new (NULL);
  const Indices outer = { { repetition }, 1 };

  if (*pattern == '/')
    pattern++;
  else if (option->base != NULL)
    {
      append_resolved (path, option->base, &outer);
      g_string_append_c (path, '/');
    }
  append_resolved (path, pattern, indices);
  return g_string_free (path, FALSE);
}

static gboolean
check_indices (const DesignerOptionRow *option,
               const char *name,
               const Indices *indices,
               GError **error)
{
  for (guint i = 0; i < indices->n; i++)
    {
      if (indices->numbers[i] <= DESIGNER_MAX_INDEX)
        continue;
      g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_VALUE,
                   "the number in '%.*s' of --%s is too large: give one from 0 to %d",
                   DESIGNER_MAX_NAME, name, option->name, DESIGNER_MAX_INDEX);
      return FALSE;
    }
  return TRUE;
}

static void
point_at_path (DesignerTarget *target,
               const DesignerOptionRow *option,
               guint repetition,
               const char *pattern,
               const Indices *indices)
{
  const DesignerSchemaRow *row;

  target->path = resolve (option, repetition, pattern, indices);
  target->thing = designer_thing_at (option->scope, target->path);
  row = designer_schema_find (option->scope, target->path);
  target->kind = row != NULL ? row->kind : DESIGNER_KIND_TEXT;
  target->values = row != NULL ? row->values : NULL;
}

/* A row of the option's own that is called NAME. */
static const DesignerOptionRow *
find_row (const DesignerOptionRow *option,
          const char *name,
          Indices *indices)
{
  for (const DesignerOptionRow *row = option + 1; !row->option; row++)
    {
      if (row->value == NULL
          && ((*row->name != '\0' && match (row->name, name, indices))
              || (row->other_name != NULL && match (row->other_name, name, indices))))
        return row;
    }
  return NULL;
}

static const DesignerSchemaRow *
find_path (const DesignerOptionRow *option,
           const char *name,
           Indices *indices)
{
  g_autoptr (GPtrArray) candidates = designer_schema_candidates (option, name);

  for (guint i = 0; i < candidates->len; i++)
    {
      const DesignerSchemaRow *row = g_ptr_array_index (candidates, i);
      g_autofree char *pattern = designer_schema_name (option, row);

      if (match (pattern, name, indices))
        return row;
    }
  return NULL;
}

/* The names of OPTION's sub-options that NAME may have been meant to be, as the end
 * of a sentence. */
static char *
hint_at_names (const DesignerOptionRow *option,
               const char *name)
{
  g_autoptr (GPtrArray) rows = designer_schema_list (option);
  g_autoptr (GPtrArray) derived = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  designer_option_add_names (option, names);
  for (guint i = 0; i < rows->len; i++)
    {
      g_ptr_array_add (derived, designer_schema_name (option, g_ptr_array_index (rows, i)));
      g_ptr_array_add (names, g_ptr_array_index (derived, i));
    }
  return designer_nearest_hint (name, (const char *const *) names->pdata, names->len);
}

gboolean
designer_sub_option_is_near (const DesignerOptionRow *option,
                             const char *name)
{
  g_autofree char *hint = hint_at_names (option, name);

  return *hint != '\0';
}

static void
set_unknown (GError **error,
             const DesignerOptionRow *option,
             const char *name)
{
  g_autofree char *hint = hint_at_names (option, name);

  g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_UNKNOWN_NAME,
               "unknown sub-option '%s' of --%s%s ('--%s=help' lists all)",
               name, option->name, hint, option->name);
}

gboolean
designer_sub_option_find (const DesignerOptionRow *option,
                          guint repetition,
                          const char *name,
                          DesignerTarget *target,
                          GError **error)
{
  Indices indices = { { 0 }, 0 };
  const DesignerOptionRow *row = find_row (option, name, &indices);
  const DesignerSchemaRow *path = NULL;

  memset (target, 0, sizeof *target);
  if (row != NULL && row->path == NULL)
    {
      target->thing = designer_thing_get (row->thing);
      return TRUE;
    }
  if (row == NULL && strlen (name) < DESIGNER_MAX_NAME)
    path = find_path (option, name, &indices);
  if (row == NULL && path == NULL)
    {
      set_unknown (error, option, name);
      return FALSE;
    }
  if (!check_indices (option, name, &indices, error))
    return FALSE;
  point_at_path (target, option, repetition, row != NULL ? row->path : designer_schema_behind_base (option, path),
                 &indices);
  return TRUE;
}

gboolean
designer_first_value_find (const DesignerOptionRow *option,
                           guint repetition,
                           DesignerTarget *target)
{
  const Indices none = { { 0 }, 0 };

  memset (target, 0, sizeof *target);
  for (const DesignerOptionRow *row = option + 1; !row->option; row++)
    {
      if (*row->name != '\0')
        continue;
      if (row->path == NULL)
        target->thing = designer_thing_get (row->thing);
      else
        point_at_path (target, option, repetition, row->path, &none);
      return TRUE;
    }
  return FALSE;
}
