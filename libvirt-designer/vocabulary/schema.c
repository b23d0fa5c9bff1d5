/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The paths that libvirt's schema has, found by path or as sub-options. */

#include "vocabulary/schema-private.h"

#include <string.h>

static const DesignerSchemaRow rows[] = {
#define PATH(scope, path, kind, values) { DESIGNER_SCOPE_##scope, path, DESIGNER_KIND_##kind, values },
#include "vocabulary/schema.def"
#undef PATH
};

/* Rows and things by what is left of their paths without '@' and predicates,
 * which is also what is left of the names that they have as sub-options. */
typedef struct
{
  GHashTable *rows; /* scope and key → GPtrArray of rows */
  GHashTable *things;
} Index;

/* Domain, machine, container and resources are one element. */
static DesignerScopeId
scope_of_element (DesignerScopeId scope)
{
  return scope < DESIGNER_N_WHOLE_SCOPES ? DESIGNER_SCOPE_DOMAIN : scope;
}

/* "qemu:arg[#]/@value" becomes "arg.value": the name without its numbers. */
static void
append_name (GString *name,
             const char *path,
             gboolean with_marks)
{
  gsize segment = name->len;

  for (const char *c = path; *c != '\0'; c++)
    {
      if (*c == '[')
        {
          c += strcspn (c, "]");
          if (with_marks)
            g_string_append_c (name, '#');
          if (*c == '\0')
            return;
        }
      else if (*c == ':')
        g_string_truncate (name, segment);
      else if (*c == '/')
        {
          g_string_append_c (name, '.');
          segment = name->len;
        }
      else if (*c != '@')
        g_string_append_c (name, *c);
    }
}

/* Digits before a dot or the end are a number of an element, or could be. */
static char *
make_key (DesignerScopeId scope,
          const char *name)
{
  GString *key = g_string_new (NULL);

  g_string_append_printf (key, "%u ", scope_of_element (scope));
  for (const char *c = name; *c != '\0'; c++)
    {
      gsize digits = strspn (c, G_CSET_DIGITS);

      if (digits > 0 && (c[digits] == '.' || c[digits] == '\0'))
        c += digits - 1;
      else if (*c != '#')
        g_string_append_c (key, *c);
    }
  return g_string_free (key, FALSE);
}

static char *
key_of_path (DesignerScopeId scope,
             const char *path)
{
  g_autoptr (GString) name = g_string_new (NULL);

  append_name (name, path, FALSE);
  return make_key (scope, name->str);
}

static void
add_row (GHashTable *table,
         char *key,
         gconstpointer row)
{
  GPtrArray *found = g_hash_table_lookup (table, key);

  if (found == NULL)
    {
      found = g_ptr_array_new ();
      g_hash_table_insert (table, key, found);
    }
  else
    g_free (key);
  g_ptr_array_add (found, (gpointer) row);
}

static Index *
make_index (void)
{
  Index *index = g_new0 (Index, 1);

  index->rows = g_hash_table_new (g_str_hash, g_str_equal);
  index->things = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    add_row (index->rows, key_of_path (rows[i].scope, rows[i].path), &rows[i]);
  for (guint i = 0; i < DESIGNER_N_THINGS; i++)
    {
      const DesignerThing *thing = designer_thing_get (i);
      g_autofree char *path = thing->path != NULL ? g_strndup (thing->path, strcspn (thing->path, ";")) : NULL;

      if (path != NULL)
        add_row (index->things, key_of_path (thing->scope, path), thing);
    }
  return index;
}

/* Made once, and only where something is asked of it: most designs ask nothing. */
static const Index *
get_index (void)
{
  static gsize once = 0;

  if (g_once_init_enter (&once))
    g_once_init_leave (&once, (gsize) make_index ());
  return (const Index *) once;
}

/* Whether the two paths are the same but for their predicates. */
static gboolean
is_same_place (const char *a,
               const char *b)
{
  while (TRUE)
    {
      if (*a == '[')
        a += strcspn (a, "]") + 1;
      if (*b == '[')
        b += strcspn (b, "]") + 1;
      if (*a != *b)
        return FALSE;
      if (*a == '\0')
        return TRUE;
      a++;
      b++;
    }
}

const DesignerSchemaRow *
designer_schema_find (DesignerScopeId scope,
                      const char *path)
{
  g_autofree char *key = key_of_path (scope, path);
  GPtrArray *found = g_hash_table_lookup (get_index ()->rows, key);

  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      const DesignerSchemaRow *row = g_ptr_array_index (found, i);

      if (is_same_place (row->path, path))
        return row;
    }
  return NULL;
}

/* Whether PLACE, which may have predicates and prefixes, is PATH or below it. */
static gboolean
is_below (const char *place,
          const char *path)
{
  while (*path != '\0')
    {
      if (*place == '[')
        place += strcspn (place, "]") + 1;
      if (*place != *path)
        return FALSE;
      place++;
      path++;
    }
  return *place == '\0' || *place == '/' || *place == '[';
}

gboolean
designer_schema_has_place (DesignerScopeId scope,
                           const char *path)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      if (rows[i].scope == scope && is_below (rows[i].path, path))
        return TRUE;
    }
  return FALSE;
}

/* "[1]" says no more than nothing. */
static char *
without_firsts (const char *path,
                gsize length)
{
  GString *text = g_string_new_len (path, (gssize) length);

  g_string_replace (text, "[1]", "", 0);
  return g_string_free (text, FALSE);
}

const DesignerThing *
designer_thing_at (DesignerScopeId scope,
                   const char *path)
{
  g_autofree char *key = key_of_path (scope, path);
  g_autofree char *plain = without_firsts (path, strlen (path));
  GPtrArray *found = g_hash_table_lookup (get_index ()->things, key);

  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      const DesignerThing *thing = g_ptr_array_index (found, i);
      g_autofree char *other = without_firsts (thing->path, strcspn (thing->path, ";"));

      if (g_str_equal (plain, other))
        return thing;
    }
  return NULL;
}

const char *
designer_schema_behind_base (const DesignerOptionRow *option,
                             const DesignerSchemaRow *row)
{
  gsize length = option->base != NULL ? strlen (option->base) : 0;

  if (row->scope != scope_of_element (option->scope))
    return NULL;
  if (length == 0)
    return row->scope == DESIGNER_SCOPE_DOMAIN ? NULL : row->path;
  return strncmp (row->path, option->base, length) == 0 && row->path[length] == '/' ? row->path + length + 1 : NULL;
}

GPtrArray *
designer_schema_list (const DesignerOptionRow *option)
{
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      if (designer_schema_behind_base (option, &rows[i]) != NULL)
        g_ptr_array_add (list, (gpointer) &rows[i]);
    }
  return list;
}

char *
designer_schema_name (const DesignerOptionRow *option,
                      const DesignerSchemaRow *row)
{
  GString *name = g_string_new (NULL);

  append_name (name, designer_schema_behind_base (option, row), TRUE);
  return g_string_free (name, FALSE);
}

GPtrArray *
designer_schema_candidates (const DesignerOptionRow *option,
                            const char *name)
{
  g_autoptr (GString) full = g_string_new (NULL);
  g_autofree char *key = NULL;
  GPtrArray *found;
  GPtrArray *below = g_ptr_array_new ();

  if (option->base != NULL)
    {
      append_name (full, option->base, FALSE);
      g_string_append_c (full, '.');
    }
  g_string_append (full, name);
  key = make_key (option->scope, full->str);
  found = g_hash_table_lookup (get_index ()->rows, key);
  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      if (designer_schema_behind_base (option, g_ptr_array_index (found, i)) != NULL)
        g_ptr_array_add (below, g_ptr_array_index (found, i));
    }
  return below;
}
