/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What libvirt says of pools, volumes and guests is read, not changed. */

#pragma once

#include <glib.h>
#include <libxml/parser.h>
#include <libxml/tree.h>

G_BEGIN_DECLS

static inline void
builder_free_document (xmlDocPtr document)
{
  xmlFreeDoc (document);
}

G_DEFINE_AUTO_CLEANUP_FREE_FUNC (xmlDocPtr, builder_free_document, NULL)

/* NULL where it is no XML; takes XML, which libvirt has allocated, or NULL. */
xmlDocPtr builder_xml_read (char *xml);

/* The first child that has this name, or NULL. */
xmlNodePtr builder_xml_child (xmlNodePtr node,
                              const char *name);
/* The first node along PATH below the root, as "target/path", or the root itself for ""; or NULL. */
xmlNodePtr builder_xml_find (xmlDocPtr document,
                             const char *path);

/* NULL where NODE is NULL or has no such thing. */
char *builder_xml_text (xmlNodePtr node);
char *builder_xml_attribute (xmlNodePtr node,
                             const char *name);

G_END_DECLS
