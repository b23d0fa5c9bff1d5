/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>
#include <libxml/tree.h>

G_BEGIN_DECLS

/* An XML document that was read without touching anything but its own text:
 * no network, no DTD, no entities of its own, at most 16 MiB and 256 levels.
 * The alias gives it an automatic clean-up that no other header can define. */
typedef xmlDoc DesignerXmlDoc;

/* Both fail with GVIR_DESIGNER_ERROR_INVALID_INPUT and one line that names the
 * input and the remedy. ROOT is the element that has to be at the root. NAME is
 * what the text is called in that line. */
DesignerXmlDoc *designer_xml_doc_new_from_text (const char *text,
                                                const char *name,
                                                const char *root,
                                                GError **error);
DesignerXmlDoc *designer_xml_doc_new_from_file (const char *file,
                                                const char *root,
                                                GError **error);
void designer_xml_doc_free (DesignerXmlDoc *doc);

xmlNode *designer_xml_doc_root (const DesignerXmlDoc *doc);

/* The first child element, the next sibling element; NAME NULL takes any. */
xmlNode *designer_xml_child (const xmlNode *parent,
                             const char *name);
xmlNode *designer_xml_next (const xmlNode *node,
                            const char *name);

/* Takes away all that is in NODE. */
void designer_xml_clear (xmlNode *node);

gboolean designer_xml_is (const xmlNode *node,
                          const char *name);

/* The text without white space around it, and an attribute; NULL where there
 * is none. NODE may be NULL. To be freed with g_free(). */
char *designer_xml_text (const xmlNode *node);
char *designer_xml_attribute (const xmlNode *node,
                              const char *name);

/* An attribute that is a number; 0 where there is none. */
guint designer_xml_attribute_uint (const xmlNode *node,
                                   const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DesignerXmlDoc, designer_xml_doc_free)

G_END_DECLS
