/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "storage/xml-private.h"

#include <stdlib.h>
#include <string.h>

xmlDocPtr
builder_xml_read (char *xml)
{
  xmlDocPtr document = NULL;

  if (xml != NULL)
    document = xmlReadMemory (xml, (int) strlen (xml), "libvirt.xml", NULL,
                              XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  free (xml);
  return document;
}

xmlNodePtr
builder_xml_child (xmlNodePtr node,
                   const char *name)
{
  xmlNodePtr child = node != NULL ? node->children : NULL;

  while (child != NULL && (child->type != XML_ELEMENT_NODE || strcmp ((const char *) child->name, name) != 0))
    child = child->next;
  return child;
}

xmlNodePtr
builder_xml_find (xmlDocPtr document,
                  const char *path)
{
  g_auto (GStrv) names = g_strsplit (path, "/", -1);
  xmlNodePtr node = document != NULL ? xmlDocGetRootElement (document) : NULL;

  for (guint i = 0; names[i] != NULL && *names[i] != '\0' && node != NULL; i++)
    node = builder_xml_child (node, names[i]);
  return node;
}

/* Memory of libxml2 becomes that of GLib. */
static char *
take (xmlChar *text)
{
  char *copy = g_strdup ((const char *) text);

  xmlFree (text);
  return copy;
}

char *
builder_xml_text (xmlNodePtr node)
{
  return node != NULL ? take (xmlNodeGetContent (node)) : NULL;
}

char *
builder_xml_attribute (xmlNodePtr node,
                       const char *name)
{
  return node != NULL ? take (xmlGetProp (node, (const xmlChar *) name)) : NULL;
}
