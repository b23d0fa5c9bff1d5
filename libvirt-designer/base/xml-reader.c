/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "base/xml-reader-private.h"

#include "base/bounded-file-private.h"
#include "base/libvirt-designer-error.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <string.h>

#define MAX_BYTES (16 * 1024 * 1024)
#define MAX_QUOTED 60

typedef xmlParserCtxt DesignerXmlParser;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DesignerXmlParser, xmlFreeParserCtxt)

static const struct
{
  const char *root;
  const char *remedy;
} remedies[] = {
  { "capabilities", "save one with 'virsh capabilities'" },
  { "domainCapabilities", "save one with 'virsh domcapabilities'" },
  { "domain", "save one with 'virsh dumpxml'" },
};

static const char *
remedy_for (const char *root)
{
  for (gsize i = 0; i < G_N_ELEMENTS (remedies); i++)
    if (g_str_equal (remedies[i].root, root))
      return remedies[i].remedy;
  return "give it a complete XML document";
}

/* What comes from the input can be of any length and hold anything. */
static char *
quotable (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  char *line = g_utf8_strlen (valid, -1) > MAX_QUOTED
                 ? g_utf8_substring (valid, 0, MAX_QUOTED)
                 : g_steal_pointer (&valid);

  return g_strstrip (g_strdelimit (line, "\r\n\t", ' '));
}

static void
set_error (GError **error,
           const char *name,
           const char *root,
           const char *problem)
{
  g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_INPUT,
               "%s %s; %s", name, problem, remedy_for (root));
}

/* Called for each DOCTYPE. Entities are only ever declared inside one, and no
 * libvirt document has any: the reading ends before the first declaration. */
static void
refuse_doctype (void *parser,
                const xmlChar *name G_GNUC_UNUSED,
                const xmlChar *external_id G_GNUC_UNUSED,
                const xmlChar *system_id G_GNUC_UNUSED)
{
  gboolean *has_doctype = ((xmlParserCtxt *) parser)->_private;

  *has_doctype = TRUE;
  xmlStopParser (parser);
}

static void
set_parse_error (GError **error,
                 xmlParserCtxt *parser,
                 const char *name,
                 const char *root)
{
  const xmlError *cause = xmlCtxtGetLastError (parser);
  g_autofree char *detail = NULL;
  g_autofree char *problem = NULL;

  if (cause == NULL || cause->message == NULL)
    {
      set_error (error, name, root, "is not well-formed XML");
      return;
    }
  if (strstr (cause->message, "XML_PARSE_HUGE") != NULL)
    detail = g_strdup ("nested too deeply, or a value too long");
  else
    detail = quotable (cause->message);
  problem = g_strdup_printf ("is not well-formed XML (line %d: %s)", cause->line, detail);
  set_error (error, name, root, problem);
}

static DesignerXmlDoc *
parse (const char *text,
       gsize length,
       const char *name,
       const char *root,
       GError **error)
{
  g_autoptr (DesignerXmlParser) parser = NULL;
  g_autoptr (DesignerXmlDoc) doc = NULL;
  gboolean has_doctype = FALSE;

  xmlInitParser ();
  parser = xmlNewParserCtxt ();
  if (parser == NULL)
    g_error ("out of memory");
  parser->_private = &has_doctype;
  parser->sax->internalSubset = refuse_doctype;
  doc = xmlCtxtReadMemory (parser, text, (int) length, NULL, NULL,
                           XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  if (has_doctype)
    set_error (error, name, root, "has a DOCTYPE, which no libvirt document has");
  else if (doc == NULL)
    set_parse_error (error, parser, name, root);
  return has_doctype ? NULL : g_steal_pointer (&doc);
}

static gboolean
check_root (const DesignerXmlDoc *doc,
            const char *name,
            const char *root,
            GError **error)
{
  const xmlNode *node = designer_xml_doc_root (doc);
  g_autofree char *found = NULL;
  g_autofree char *problem = NULL;

  if (designer_xml_is (node, root))
    return TRUE;
  found = quotable (node != NULL ? (const char *) node->name : "");
  problem = g_strdup_printf ("holds a <%s> document, not <%s>", found, root);
  set_error (error, name, root, problem);
  return FALSE;
}

static DesignerXmlDoc *
read_bytes (const char *text,
            gsize length,
            const char *name,
            const char *root,
            GError **error)
{
  g_autoptr (DesignerXmlDoc) doc = NULL;

  if (length > MAX_BYTES)
    {
      set_error (error, name, root, "is larger than 16 MiB");
      return NULL;
    }
  if (length == strspn (text, " \t\r\n"))
    {
      set_error (error, name, root, "is empty");
      return NULL;
    }
  doc = parse (text, length, name, root, error);
  if (doc == NULL || !check_root (doc, name, root, error))
    return NULL;
  return g_steal_pointer (&doc);
}

DesignerXmlDoc *
designer_xml_doc_new_from_text (const char *text,
                                const char *name,
                                const char *root,
                                GError **error)
{
  return read_bytes (text, strlen (text), name, root, error);
}

DesignerXmlDoc *
designer_xml_doc_new_from_file (const char *file,
                                const char *root,
                                GError **error)
{
  g_autofree char *shown = g_filename_display_name (file);
  g_autofree char *name = g_strdup_printf ("'%s'", shown);
  g_autoptr (GError) cause = NULL;
  g_autoptr (GString) text = designer_bounded_file_read (file, MAX_BYTES, &cause);

  if (text == NULL)
    {
      g_autofree char *problem = g_strdup_printf ("cannot be read: %s", cause->message);
      set_error (error, name, root, problem);
      return NULL;
    }
  return read_bytes (text->str, text->len, name, root, error);
}

void
designer_xml_doc_free (DesignerXmlDoc *doc)
{
  xmlFreeDoc (doc);
}

xmlNode *
designer_xml_doc_root (const DesignerXmlDoc *doc)
{
  return xmlDocGetRootElement ((xmlDoc *) doc);
}

gboolean
designer_xml_is (const xmlNode *node,
                 const char *name)
{
  return node != NULL && node->type == XML_ELEMENT_NODE &&
         (name == NULL || g_str_equal ((const char *) node->name, name));
}

static xmlNode *
first_from (xmlNode *node,
            const char *name)
{
  while (node != NULL && !designer_xml_is (node, name))
    node = node->next;
  return node;
}

xmlNode *
designer_xml_child (const xmlNode *parent,
                    const char *name)
{
  return parent != NULL ? first_from (parent->children, name) : NULL;
}

xmlNode *
designer_xml_next (const xmlNode *node,
                   const char *name)
{
  return first_from (node->next, name);
}

void
designer_xml_clear (xmlNode *node)
{
  while (node->children != NULL)
    {
      xmlNode *child = node->children;

      xmlUnlinkNode (child);
      xmlFreeNode (child);
    }
  while (node->properties != NULL)
    xmlRemoveProp (node->properties);
}

static char *
take (xmlChar *text)
{
  char *copy = g_strdup ((const char *) text);

  if (text != NULL)
    xmlFree (text);
  return copy;
}

char *
designer_xml_text (const xmlNode *node)
{
  g_autofree char *text = node != NULL ? take (xmlNodeGetContent (node)) : NULL;

  if (text == NULL || *g_strstrip (text) == '\0')
    return NULL;
  return g_steal_pointer (&text);
}

char *
designer_xml_attribute (const xmlNode *node,
                        const char *name)
{
  return node != NULL ? take (xmlGetNoNsProp (node, (const xmlChar *) name)) : NULL;
}

guint
designer_xml_attribute_uint (const xmlNode *node,
                             const char *name)
{
  g_autofree char *text = designer_xml_attribute (node, name);
  guint64 number = 0;

  if (text != NULL)
    g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT, &number, NULL);
  return (guint) number;
}
