/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What the dialects of XML share. */

#pragma once

#include "seeds/osinfo-draft-private.h"

#include <libxml/tree.h>

G_BEGIN_DECLS

/* The text of DRAFT, or NULL where it is no XML. */
xmlDoc *builder_draft_xml_read (const BuilderDraft *draft,
                          GError **error);
/* Puts DOC in its place; takes DOC over. */
void builder_draft_xml_write (BuilderDraft *draft,
                        xmlDoc *doc);

/* The first element of that name in PARENT, or NULL; and the same, made where there is none. */
xmlNode *builder_draft_xml_child (xmlNode *parent,
                            const char *name);
xmlNode *builder_draft_xml_ensure (xmlNode *parent,
                             const char *name);
/* Adds an element with TEXT, if not NULL, at the end of PARENT. */
xmlNode *builder_draft_xml_add (xmlNode *parent,
                          const char *name,
                          const char *text);
char *builder_draft_xml_get_text (xmlNode *node);
void builder_draft_xml_set_text (xmlNode *node,
                           const char *text);
/* Calls VISIT for each element of that name in NODE, however deep. It may take that element out, but none around it. */
void builder_draft_xml_each (xmlNode *node,
                       const char *name,
                       void (*visit) (xmlNode *element, gpointer data),
                       gpointer data);

G_END_DECLS
