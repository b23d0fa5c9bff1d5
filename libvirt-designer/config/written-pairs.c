/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What of an element needs or rules out another part of it. */

#include "config/written-parts-private.h"

#include <string.h>

#include "base/xml-reader-private.h"

typedef enum
{
  NEEDS,
  RULES_OUT,
  ONLY,
  NEVER
} Relation;

static const struct
{
  const char *element;
  const char *name;
  const char *path;
  const char *values;
  Relation relation;
  const char *others;
  const char *words;
} pairs[] = {
#define PAIR(element, name, path, values, relation, others, words) { element, name, path, values, relation, others, words },
#include "config/written-pairs.def"
#undef PAIR
};

/* "path=value,value"; the equals sign of a predicate is within brackets. */
static gboolean
is_there (xmlNode *element,
          const char *other)
{
  const char *behind = strrchr (other, ']');
  const char *equals = strchr (behind != NULL ? behind : other, '=');
  g_autofree char *path = equals != NULL ? g_strndup (other, equals - other) : NULL;

  return designer_written_has (element, path != NULL ? path : other, equals != NULL ? equals + 1 : NULL);
}

static gboolean
is_any_there (xmlNode *element,
              const char *others)
{
  g_auto (GStrv) list = NULL;

  if (strchr (others, '|') == NULL)
    return is_there (element, others);
  list = g_strsplit (others, "|", -1);
  for (guint i = 0; list[i] != NULL; i++)
    {
      if (is_there (element, list[i]))
        return TRUE;
    }
  return FALSE;
}

static gboolean
holds (xmlNode *element,
       guint row)
{
  switch (pairs[row].relation)
    {
    case NEEDS:
      return !designer_written_has (element, pairs[row].path, pairs[row].values) || is_any_there (element, pairs[row].others);
    case RULES_OUT:
      return !designer_written_has (element, pairs[row].path, pairs[row].values) || !is_any_there (element, pairs[row].others);
    case ONLY:
      return !designer_written_has (element, pairs[row].path, NULL)
             || designer_written_has (element, pairs[row].path, pairs[row].values);
    case NEVER:
      return !designer_written_has (element, pairs[row].path, pairs[row].values);
    }
  g_return_val_if_reached (TRUE);
}

/* The rows of each element, and under "" those that are of any device. */
static GHashTable *
index_rows (void)
{
  GHashTable *index = g_hash_table_new (g_str_hash, g_str_equal);

  g_hash_table_insert (index, (gpointer) "", g_array_new (FALSE, FALSE, sizeof (guint)));
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      if (pairs[i].element != NULL && !g_hash_table_contains (index, pairs[i].element))
        g_hash_table_insert (index, (gpointer) pairs[i].element, g_array_new (FALSE, FALSE, sizeof (guint)));
    }
  return index;
}

static void
fill_rows (GHashTable *index)
{
  GHashTableIter each;
  gpointer element;
  gpointer rows;

  g_hash_table_iter_init (&each, index);
  while (g_hash_table_iter_next (&each, &element, &rows))
    {
      for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
        {
          if (pairs[i].element == NULL ? !g_str_equal (element, "domain") : g_str_equal (pairs[i].element, element))
            g_array_append_val ((GArray *) rows, i);
        }
    }
}

/* The numbers of the rows for ELEMENT, in their order. */
static const GArray *
rows_of (const xmlNode *element)
{
  static GHashTable *index = NULL;
  const GArray *rows;

  if (g_once_init_enter (&index))
    {
      GHashTable *made = index_rows ();

      fill_rows (made);
      g_once_init_leave (&index, made);
    }
  rows = g_hash_table_lookup (index, element->name);
  return rows != NULL ? rows : g_hash_table_lookup (index, "");
}

gboolean
designer_written_check_pairs (xmlNode *domain,
                              xmlNode *element,
                              GError **error)
{
  const GArray *rows = rows_of (element);

  for (guint k = 0; k < rows->len; k++)
    {
      guint i = g_array_index (rows, guint, k);
      g_autofree char *value = NULL;
      g_autofree char *name = NULL;

      if (holds (element, i))
        continue;
      value = designer_written_get (element, pairs[i].path);
      name = element != domain ? designer_written_name (element) : NULL;
      return designer_check_refuse (error, GVIR_DESIGNER_ERROR_CONFLICT, "%s%s%s cannot be '%s'%s", pairs[i].name,
                                    name != NULL ? " of " : "", name != NULL ? name : "", value, pairs[i].words);
    }
  return TRUE;
}
