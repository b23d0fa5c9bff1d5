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

static gboolean
is_for (xmlNode *domain,
        xmlNode *element,
        guint row)
{
  const char *name = pairs[row].element;

  /* Most names differ in their first letter. */
  return name == NULL ? element != domain : *name == (char) *element->name && designer_xml_is (element, name);
}

gboolean
designer_written_check_pairs (xmlNode *domain,
                              xmlNode *element,
                              GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *value = NULL;
      g_autofree char *name = NULL;

      if (!is_for (domain, element, i) || holds (element, i))
        continue;
      value = designer_written_get (element, pairs[i].path);
      name = element != domain ? designer_written_name (element) : NULL;
      return designer_check_refuse (error, GVIR_DESIGNER_ERROR_CONFLICT, "%s%s%s cannot be '%s'%s", pairs[i].name,
                                    name != NULL ? " of " : "", name != NULL ? name : "", value, pairs[i].words);
    }
  return TRUE;
}
