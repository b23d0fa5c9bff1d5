/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "seeds/osinfo-xml-private.h"

#include <libxml/parser.h>
#include <string.h>

#include "base/libvirt-builder-error.h"

xmlDoc *
builder_draft_xml_read (const BuilderDraft *draft,
                  GError **error)
{
  xmlDoc *doc = xmlReadMemory (draft->text, (int) strlen (draft->text), NULL, NULL,
                               XML_PARSE_NONET | XML_PARSE_NOBLANKS | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);

  if (doc == NULL)
    g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_FAILED,
                 "libosinfo writes %s as what is no XML: repair its script in the OS database", draft->installation);
  return doc;
}

void
builder_draft_xml_write (BuilderDraft *draft,
                   xmlDoc *doc)
{
  xmlChar *text = NULL;
  int length = 0;

  xmlDocDumpFormatMemoryEnc (doc, &text, &length, "UTF-8", 1);
  g_free (draft->text);
  draft->text = g_strndup ((const char *) text, (gsize) length);
  xmlFree (text);
  xmlFreeDoc (doc);
}

xmlNode *
builder_draft_xml_child (xmlNode *parent,
                   const char *name)
{
  for (xmlNode *child = parent->children; child != NULL; child = child->next)
    {
      if (child->type == XML_ELEMENT_NODE && g_str_equal (child->name, name))
        return child;
    }
  return NULL;
}

xmlNode *
builder_draft_xml_add (xmlNode *parent,
                 const char *name,
                 const char *text)
{
  return xmlNewTextChild (parent, parent->ns, (const xmlChar *) name, (const xmlChar *) text);
}

xmlNode *
builder_draft_xml_ensure (xmlNode *parent,
                    const char *name)
{
  xmlNode *child = builder_draft_xml_child (parent, name);

  return child != NULL ? child : builder_draft_xml_add (parent, name, NULL);
}

char *
builder_draft_xml_get_text (xmlNode *node)
{
  xmlChar *content = xmlNodeGetContent (node);
  char *text = g_strdup ((const char *) content);

  xmlFree (content);
  return text;
}

/* xmlNodeSetContent() would take an ampersand for the start of an entity. */
void
builder_draft_xml_set_text (xmlNode *node,
                      const char *text)
{
  xmlNodeSetContent (node, NULL);
  xmlNodeAddContent (node, (const xmlChar *) text);
}

void
builder_draft_xml_each (xmlNode *node,
                  const char *name,
                  void (*visit) (xmlNode *element, gpointer data),
                  gpointer data)
{
  for (xmlNode *child = node->children, *next; child != NULL; child = next)
    {
      next = child->next;
      if (child->type != XML_ELEMENT_NODE)
        continue;
      builder_draft_xml_each (child, name, visit, data);
      if (g_str_equal (child->name, name))
        visit (child, data);
    }
}
