/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config/path-private.h"

#include <string.h>

#include "base/libvirt-designer-error.h"
#include "config/element-order-private.h"

#define STEP_MAX 128

/* One step of a path, cut out of it. */
typedef struct
{
  char prefix[32];
  char name[STEP_MAX];
  char attribute[STEP_MAX]; /* "" where the step has no [@attribute='value'] */
  char value[STEP_MAX];
  guint position;           /* from 1 */
  gboolean is_attribute;
} Step;

static const struct
{
  const char *prefix;
  const char *uri;
} namespaces[] = {
  { "libosinfo", "http://libosinfo.org/xmlns/libvirt/domain/1.0" },
  { "qemu", "http://libvirt.org/schemas/domain/qemu/1.0" },
};

static gboolean
bad_path (const char *path,
          GError **error)
{
  g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_VALUE,
               "'%s' is no path: give element names between slashes, each with [number] or "
               "[@attribute='value'] where there are several, and @attribute at the end", path);
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

/* Names are plain: letters, digits, '-', '_' and '.'. */
static gsize
name_length (const char *text)
{
  gsize length = 0;

  while (g_ascii_isalnum (text[length]) || (length > 0 && strchr ("-_.", text[length]) != NULL && text[length] != '\0')
         || text[length] == '_')
    length++;
  return length;
}

/* "[2]" or "[@attribute='value']"; gives what is behind it. */
static const char *
read_predicate (const char *at,
                Step *step)
{
  const char *equals;
  const char *close;
  char *end = NULL;

  if (at[1] != '@')
    {
      step->position = (guint) g_ascii_strtoull (at + 1, &end, 10);
      return end > at + 1 && *end == ']' && step->position > 0 ? end + 1 : NULL;
    }
  equals = strstr (at, "='");
  close = equals != NULL ? strstr (equals + 2, "']") : NULL;
  if (close == NULL || name_length (at + 2) != (gsize) (equals - at - 2)
      || !copy_part (step->attribute, STEP_MAX, at + 2, equals - at - 2)
      || !copy_part (step->value, STEP_MAX, equals + 2, close - equals - 2))
    return NULL;
  return close + 2;
}

/* Cuts the next step off *PATH; FALSE where it is none. */
static gboolean
read_step (const char **path,
           Step *step)
{
  const char *at = *path;
  gsize length;

  memset (step, 0, sizeof *step);
  step->position = 1;
  step->is_attribute = *at == '@';
  at += step->is_attribute;
  length = name_length (at);
  if (at[length] == ':')
    {
      if (!copy_part (step->prefix, sizeof step->prefix, at, length))
        return FALSE;
      at += length + 1;
      length = name_length (at);
    }
  if (!copy_part (step->name, STEP_MAX, at, length))
    return FALSE;
  at += length;
  if (*at == '[' && !step->is_attribute)
    at = read_predicate (at, step);
  if (at == NULL || (*at != '\0' && (*at != '/' || at[1] == '\0' || step->is_attribute)))
    return FALSE;
  *path = *at == '/' ? at + 1 : at;
  return TRUE;
}

static gboolean
has_value (xmlNode *node,
           const char *attribute,
           const char *value)
{
  xmlAttr *found = xmlHasProp (node, BAD_CAST attribute);

  return found != NULL && found->children != NULL
         && g_strcmp0 ((const char *) found->children->content, value) == 0;
}

static gboolean
matches (xmlNode *node,
         const Step *step)
{
  if (node->type != XML_ELEMENT_NODE || !xmlStrEqual (node->name, BAD_CAST step->name))
    return FALSE;
  if (step->prefix[0] != '\0'
      && (node->ns == NULL || g_strcmp0 ((const char *) node->ns->prefix, step->prefix) != 0))
    return FALSE;
  return step->attribute[0] == '\0' || has_value (node, step->attribute, step->value);
}

static xmlNode *
find_child (xmlNode *parent,
            const Step *step)
{
  guint seen = 0;

  for (xmlNode *child = parent->children; child != NULL; child = child->next)
    {
      if (matches (child, step) && ++seen == step->position)
        return child;
    }
  return NULL;
}

static xmlNs *
find_namespace (xmlNode *parent,
                xmlNode *child,
                const char *prefix)
{
  xmlNs *known = xmlSearchNs (parent->doc, parent, BAD_CAST prefix);

  if (known != NULL)
    return known;
  for (guint i = 0; i < G_N_ELEMENTS (namespaces); i++)
    {
      if (g_str_equal (namespaces[i].prefix, prefix))
        return xmlNewNs (child, BAD_CAST namespaces[i].uri, BAD_CAST prefix);
    }
  return NULL;
}

xmlNode *
designer_path_add_child (xmlNode *parent,
                         const char *name)
{
  xmlNode *child = xmlNewDocNode (parent->doc, NULL, BAD_CAST name, NULL);
  int rank = designer_element_rank ((const char *) parent->name, name);
  xmlNode *before = parent->last;

  while (before != NULL && rank >= 0
         && (before->type != XML_ELEMENT_NODE
             || designer_element_rank ((const char *) parent->name, (const char *) before->name) > rank))
    before = before->prev;
  if (before != NULL)
    xmlAddNextSibling (before, child);
  else if (parent->children != NULL && rank >= 0)
    xmlAddPrevSibling (parent->children, child);
  else
    xmlAddChild (parent, child);
  return child;
}

static xmlNode *
make_child (xmlNode *parent,
            const Step *step)
{
  xmlNode *child = designer_path_add_child (parent, step->name);

  if (step->prefix[0] != '\0')
    xmlSetNs (child, find_namespace (parent, child, step->prefix));
  if (step->attribute[0] != '\0')
    xmlSetProp (child, BAD_CAST step->attribute, BAD_CAST step->value);
  return child;
}

/* Follows PATH; *LAST is its final step where that is an attribute. */
static xmlNode *
follow (xmlNode *from,
        const char *path,
        gboolean make,
        Step *last,
        GError **error)
{
  const char *rest = path;
  xmlNode *node = from;

  last->is_attribute = FALSE;
  if (*path == '\0')
    {
      bad_path (path, error);
      return NULL;
    }
  while (*rest != '\0')
    {
      xmlNode *child = NULL;

      if (!read_step (&rest, last))
        {
          bad_path (path, error);
          return NULL;
        }
      if (last->is_attribute)
        return node;
      if (node != NULL)
        child = find_child (node, last);
      if (child == NULL && make)
        child = make_child (node, last);
      node = child;
    }
  return node;
}

/* Whether PATH reads as one; a path to nothing is none the worse for it. */
static gboolean
is_path (const char *path,
         GError **error)
{
  const char *rest = path;
  Step step;

  do
    {
      if (!read_step (&rest, &step))
        return bad_path (path, error);
    }
  while (*rest != '\0');
  return TRUE;
}

static gboolean
is_empty (xmlNode *node)
{
  return node->properties == NULL && xmlFirstElementChild (node) == NULL
         && (node->children == NULL || xmlIsBlankNode (node->children));
}

static void
prune (xmlNode *node,
       xmlNode *top)
{
  while (node != top && is_empty (node))
    {
      xmlNode *parent = node->parent;

      xmlUnlinkNode (node);
      xmlFreeNode (node);
      node = parent;
    }
}

static void
take_away (xmlNode *from,
           const char *path)
{
  Step last;
  xmlNode *node = follow (from, path, FALSE, &last, NULL);
  xmlNode *parent;

  if (node == NULL || (!last.is_attribute && node == from))
    return;
  if (last.is_attribute)
    {
      xmlUnsetProp (node, BAD_CAST last.name);
      prune (node, from);
      return;
    }
  parent = node->parent;
  xmlUnlinkNode (node);
  xmlFreeNode (node);
  prune (parent, from);
}

/* The text of an element stands before its children, and leaves them alone. */
static void
set_text (xmlNode *node,
          const char *value)
{
  xmlNode *text = xmlNewDocText (node->doc, BAD_CAST value);
  xmlNode *next;

  for (xmlNode *child = node->children; child != NULL; child = next)
    {
      next = child->next;
      if (child->type != XML_TEXT_NODE && child->type != XML_CDATA_SECTION_NODE)
        continue;
      xmlUnlinkNode (child);
      xmlFreeNode (child);
    }
  if (node->children != NULL)
    xmlAddPrevSibling (node->children, text);
  else
    xmlAddChild (node, text);
}

gboolean
designer_path_set (xmlNode *from,
                   const char *path,
                   const char *value,
                   GError **error)
{
  Step last;
  xmlNode *node;

  if (!is_path (path, error))
    return FALSE;
  if (value == NULL)
    {
      take_away (from, path);
      return TRUE;
    }
  node = follow (from, path, TRUE, &last, error);
  if (node == NULL)
    return FALSE;
  if (last.is_attribute)
    xmlSetProp (node, BAD_CAST last.name, BAD_CAST value);
  else
    set_text (node, value);
  return TRUE;
}

gboolean
designer_path_touch (xmlNode *from,
                     const char *path,
                     GError **error)
{
  Step last;

  return is_path (path, error) && follow (from, path, TRUE, &last, error) != NULL;
}

char *
designer_path_get (xmlNode *from,
                   const char *path,
                   GError **error)
{
  Step last;
  xmlNode *node;
  xmlChar *found;
  char *value;

  if (!is_path (path, error))
    return NULL;
  node = follow (from, path, FALSE, &last, error);
  if (node == NULL)
    return NULL;
  found = last.is_attribute ? xmlGetProp (node, BAD_CAST last.name) : xmlNodeGetContent (node);
  value = g_strdup ((const char *) found);
  xmlFree (found);
  return value;
}
