/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What is written on media and in trees, held against the patterns of the OS database. */

#include "os/os-products-private.h"

#include <string.h>

const DesignerOsMarked designer_os_marked_media = {
  DESIGNER_OS_MEDIA, DESIGNER_OS_MARK_VOLUME_ID, DESIGNER_OS_MARK_VOLUME_SIZE - DESIGNER_OS_MARK_VOLUME_ID + 1
};
const DesignerOsMarked designer_os_marked_trees = {
  DESIGNER_OS_TREES, DESIGNER_OS_MARK_TREE_FAMILY, DESIGNER_OS_MARK_TREE_ARCH - DESIGNER_OS_MARK_TREE_FAMILY + 1
};

/* What is no regular expression matches nothing. */
static gboolean
matches_pattern (DesignerOsProduct *product,
                 DesignerOsMark mark,
                 const char *value)
{
  if (product->regexes[mark] == NULL)
    product->regexes[mark] = g_regex_new (product->marks[mark], 0, 0, NULL);
  return product->regexes[mark] != NULL && g_regex_match (product->regexes[mark], value, 0, NULL);
}

static gboolean
matches_mark (DesignerOsProduct *product,
              DesignerOsMark mark,
              const char *value)
{
  if (product->marks[mark] == NULL)
    return TRUE;
  if (value == NULL)
    return FALSE;
  if (mark == DESIGNER_OS_MARK_VOLUME_SIZE)
    return g_ascii_strtoll (value, NULL, 0) == g_ascii_strtoll (product->marks[mark], NULL, 0);
  return matches_pattern (product, mark, value);
}

static guint
count_marks (const DesignerOsProduct *product,
             const DesignerOsMarked *marked)
{
  guint n = 0;

  for (guint i = 0; i < marked->n; i++)
    n += product->marks[marked->first + i] != NULL ? 1 : 0;
  return n;
}

static gboolean
is_for (const DesignerOsProduct *product,
        const char *arch)
{
  return arch == NULL || product->arch == NULL || g_str_equal (product->arch, "all")
         || g_str_equal (product->arch, arch);
}

/* A medium on which nothing is written could be any; of a tree, that there is a file is said already. */
gboolean
designer_os_product_matches (DesignerOsProduct *product,
                             const DesignerOsMarked *marked,
                             const char *arch,
                             char **values)
{
  if (!is_for (product, arch))
    return FALSE;
  if (marked->kind == DESIGNER_OS_TREES ? !product->has_treeinfo : count_marks (product, marked) == 0)
    return FALSE;
  /* The size is the cheapest to compare, and the last. */
  for (guint i = marked->n; i > 0; i--)
    {
      if (!matches_mark (product, marked->first + i - 1, values[marked->first + i - 1]))
        return FALSE;
    }
  return TRUE;
}

/* How much of PATTERN is not a wildcard: roughly, which is enough to put one before the other. */
static gint
plain_length (const char *pattern)
{
  gint n = 0;

  for (const char *c = pattern; c != NULL && *c != '\0'; c++)
    n += strchr (".*+?()[]|\\^$", *c) == NULL ? 1 : 0;
  return n;
}

gint
designer_os_product_compare (const DesignerOsProduct *product,
                             const DesignerOsProduct *other,
                             const DesignerOsMarked *marked)
{
  gint marks = (gint) count_marks (product, marked) - (gint) count_marks (other, marked);

  if (marks != 0)
    return marks;
  return plain_length (product->marks[marked->first]) - plain_length (other->marks[marked->first]);
}

gboolean
designer_os_product_is_like (const DesignerOsProduct *product,
                             const DesignerOsProduct *other)
{
  for (guint i = 0; i < DESIGNER_OS_N_MARKS; i++)
    {
      if (g_strcmp0 (product->marks[i], other->marks[i]) != 0)
        return FALSE;
    }
  return TRUE;
}
