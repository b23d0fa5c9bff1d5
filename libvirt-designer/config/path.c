/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config/path-private.h"

#include <string.h>

#include "base/libvirt-designer-error.h"
#include "config/element-order-private.h"
#include "vocabulary/path-step-private.h"

static const struct
{
  const char *prefix;
  const char *uri;
} namespaces[] = {
  { "libosinfo", "http://libosinfo.org/xmlns/libvirt/domain/1.0" },
  { "qemu", "http://libvirt.org/schemas/domain/qemu/1.0" },
  { "xen", "http://libvirt.org/schemas/domain/xen/1.0" },
  { "bhyve", "http://libvirt.org/schemas/domain/bhyve/1.0" },
  { "lxc", "http://libvirt.org/schemas/domain/lxc/1.0" },
};

static gboolean
has_value (const xmlNode *node,
           const char *attribute,
           const char *value)
{
  xmlAttr *found = xmlHasProp ((xmlNode *) node, BAD_CAST attribute);

  return found != NULL && found->children != NULL
         && g_strcmp0 ((const char *) found->children->content, value) == 0;
}

/* The address of a namespace that needs no declaration, or NULL. */
static const char *
known_namespace (const char *prefix)
{
  for (guint i = 0; i < G_N_ELEMENTS (namespaces); i++)
    {
      if (g_str_equal (namespaces[i].prefix, prefix))
        return namespaces[i].uri;
    }
  return NULL;
}

/* A namespace that is known can have any prefix in the XML. */
static gboolean
is_in_namespace (const xmlNode *node,
                 const char *prefix)
{
  const char *uri = known_namespace (prefix);

  if (node->ns == NULL)
    return FALSE;
  return uri != NULL ? g_strcmp0 ((const char *) node->ns->href, uri) == 0
                     : g_strcmp0 ((const char *) node->ns->prefix, prefix) == 0;
}

gboolean
designer_path_matches (const xmlNode *node,
                       const DesignerStep *step)
{
  if (node->type != XML_ELEMENT_NODE || !xmlStrEqual (node->name, BAD_CAST step->name))
    return FALSE;
  if (step->prefix[0] != '\0' && !is_in_namespace (node, step->prefix))
    return FALSE;
  return step->attribute[0] == '\0' || has_value (node, step->attribute, step->value);
}

static xmlNode *
find_child (xmlNode *parent,
            const DesignerStep *step)
{
  guint seen = 0;

  for (xmlNode *child = parent->children; child != NULL; child = child->next)
    {
      if (designer_path_matches (child, step) && ++seen == step->position)
        return child;
    }
  return NULL;
}

static xmlNs *
find_namespace (xmlNode *parent,
                xmlNode *child,
                const char *prefix)
{
  xmlNs *declared = xmlSearchNs (parent->doc, parent, BAD_CAST prefix);

  return declared != NULL ? declared : xmlNewNs (child, BAD_CAST known_namespace (prefix), BAD_CAST prefix);
}

/* Whether NODE belongs behind an element of that rank; one that has no known
 * place comes last. */
static gboolean
comes_after (const xmlNode *node,
             GHashTable *order,
             int rank)
{
  int other;

  if (node->type != XML_ELEMENT_NODE)
    return TRUE;
  other = designer_element_rank (order, (const char *) node->name);
  return other < 0 || other > rank;
}

xmlNode *
designer_path_add_child (xmlNode *parent,
                         const char *name)
{
  xmlNode *child = xmlNewDocNode (parent->doc, NULL, BAD_CAST name, NULL);
  GHashTable *order = designer_element_order ((const char *) parent->name);
  int rank = designer_element_rank (order, name);
  xmlNode *before = parent->last;
  const xmlNode *known = NULL;

  /* Devices of one kind stand together, and are looked up once. */
  while (before != NULL && rank >= 0
         && ((known != NULL && xmlStrEqual (known->name, before->name)) || comes_after (before, order, rank)))
    {
      known = before;
      before = before->prev;
    }
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
            const DesignerStep *step)
{
  xmlNode *child = designer_path_add_child (parent, step->name);

  if (step->prefix[0] != '\0')
    xmlSetNs (child, find_namespace (parent, child, step->prefix));
  if (step->attribute[0] != '\0')
    xmlSetProp (child, BAD_CAST step->attribute, BAD_CAST step->value);
  return child;
}

/* Follows PATH, which reads as one; *LAST is its final step where that is an attribute. */
static xmlNode *
follow (xmlNode *from,
        const char *path,
        gboolean make,
        DesignerStep *last)
{
  const char *rest = path;
  xmlNode *node = from;

  while (*rest != '\0' && designer_step_read (&rest, last) && !last->is_attribute)
    {
      xmlNode *child = NULL;

      if (node != NULL)
        child = find_child (node, last);
      while (child == NULL && make)
        {
          make_child (node, last);
          child = find_child (node, last);
        }
      node = child;
    }
  return node;
}

static guint
count_children (xmlNode *parent,
                const DesignerStep *step)
{
  guint seen = 0;

  for (xmlNode *child = parent != NULL ? parent->children : NULL; child != NULL; child = child->next)
    seen += designer_path_matches (child, step);
  return seen;
}

/* An element is made behind the others of its name, in a namespace that can be
 * declared; DECLARED_AT is the last element that is there. */
static gboolean
can_be_made (const DesignerStep *step,
             xmlNode *parent,
             xmlNode *declared_at,
             GError **error)
{
  guint there = count_children (parent, step);

  if (step->prefix[0] != '\0' && known_namespace (step->prefix) == NULL
      && xmlSearchNs (declared_at->doc, declared_at, BAD_CAST step->prefix) == NULL)
    {
      g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_VALUE,
                   "the prefix '%s' of '%s:%s' stands for no namespace: declare it on an element above",
                   step->prefix, step->prefix, step->name);
      return FALSE;
    }
  if (step->position == there + 1)
    return TRUE;
  g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_VALUE,
               "there is no '%s[%u]' and it cannot be made, for the next one is '%s[%u]'",
               step->name, step->position, step->name, there + 1);
  return FALSE;
}

/* Whether PATH can be followed to its end, by making what is not there. */
static gboolean
is_reachable (xmlNode *from,
              const char *path,
              GError **error)
{
  const char *rest = path;
  xmlNode *node = from;
  xmlNode *last = from;
  DesignerStep step;

  if (!designer_step_is_path (path, error))
    return FALSE;
  while (*rest != '\0' && designer_step_read (&rest, &step) && !step.is_attribute)
    {
      xmlNode *child = node != NULL ? find_child (node, &step) : NULL;

      if (child == NULL && !can_be_made (&step, node, last, error))
        return FALSE;
      last = child != NULL ? child : last;
      node = child;
    }
  return TRUE;
}

static gboolean
is_empty (xmlNode *node)
{
  for (xmlNode *child = node->children; child != NULL; child = child->next)
    {
      if (!xmlIsBlankNode (child))
        return FALSE;
    }
  return node->properties == NULL;
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
  DesignerStep last;
  xmlNode *node = follow (from, path, FALSE, &last);
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

static void
drop_text (xmlNode *node)
{
  xmlNode *next;

  for (xmlNode *child = node->children; child != NULL; child = next)
    {
      next = child->next;
      if (child->type != XML_TEXT_NODE && child->type != XML_CDATA_SECTION_NODE)
        continue;
      xmlUnlinkNode (child);
      xmlFreeNode (child);
    }
}

/* The text of an element stands before its children, and leaves them alone. */
static void
set_text (xmlNode *node,
          const char *value)
{
  xmlNode *text = xmlNewDocText (node->doc, BAD_CAST value);

  drop_text (node);
  if (node->children != NULL)
    xmlAddPrevSibling (node->children, text);
  else
    xmlAddChild (node, text);
}

static void
write_text (xmlNode *node,
            const DesignerStep *last,
            const char *value)
{
  if (last->is_attribute)
    xmlSetProp (node, BAD_CAST last->name, BAD_CAST value);
  else
    set_text (node, value);
}

gboolean
designer_path_set (xmlNode *from,
                   const char *path,
                   const char *value,
                   GError **error)
{
  DesignerStep last;
  xmlNode *node;

  if (value == NULL)
    {
      if (!designer_step_is_path (path, error))
        return FALSE;
      take_away (from, path);
      return TRUE;
    }
  if (!is_reachable (from, path, error))
    return FALSE;
  node = follow (from, path, TRUE, &last);
  write_text (node, &last, value);
  return TRUE;
}

void
designer_path_remove_all (xmlNode *from,
                          const char *path)
{
  DesignerStep last;

  for (xmlNode *node = follow (from, path, FALSE, &last);
       node != NULL && node != from && (!last.is_attribute || xmlHasProp (node, BAD_CAST last.name) != NULL);
       node = follow (from, path, FALSE, &last))
    take_away (from, path);
}

xmlNode *
designer_path_find (xmlNode *from,
                    const char *path)
{
  DesignerStep last;

  return follow (from, path, FALSE, &last);
}

gboolean
designer_path_empty (xmlNode *from,
                     const char *path,
                     GError **error)
{
  DesignerStep last;
  xmlNode *node;

  if (!designer_step_is_path (path, error))
    return FALSE;
  node = follow (from, path, FALSE, &last);
  if (node == NULL || node == from)
    return TRUE;
  if (last.is_attribute)
    {
      take_away (from, path);
      return TRUE;
    }
  drop_text (node);
  prune (node, from);
  return TRUE;
}

void
designer_path_fill (xmlNode *from,
                    const char *path,
                    const char *value)
{
  DesignerStep last;
  xmlNode *node = follow (from, path, TRUE, &last);

  if (value != NULL)
    write_text (node, &last, value);
}

gboolean
designer_path_touch (xmlNode *from,
                     const char *path,
                     GError **error)
{
  DesignerStep last;

  if (!is_reachable (from, path, error))
    return FALSE;
  follow (from, path, TRUE, &last);
  return TRUE;
}

char *
designer_path_get (xmlNode *from,
                   const char *path,
                   GError **error)
{
  DesignerStep last;
  xmlNode *node;
  xmlChar *found;
  char *value;

  if (!designer_step_is_path (path, error))
    return NULL;
  node = follow (from, path, FALSE, &last);
  if (node == NULL)
    return NULL;
  found = last.is_attribute ? xmlGetProp (node, BAD_CAST last.name) : xmlNodeGetContent (node);
  value = g_strdup ((const char *) found);
  xmlFree (found);
  return value;
}
