/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>
#include <libxml/tree.h>

G_BEGIN_DECLS

/* The text that a tree was read from. What is not changed in the tree is written
 * as it stood there, byte for byte: comments, white space, quotes and all. */
typedef struct _DesignerKeptText DesignerKeptText;

/* Where the root element of TEXT, which parses and has no DTD, begins. */
const char *designer_kept_text_find_root (const char *text);

/* Whether TEXT is in UTF-8, as what is added to it will be. ENCODING is what it says of
 * itself, or NULL; NAME is what it is called in an error. */
gboolean designer_kept_text_check (const char *text,
                                   const char *encoding,
                                   const char *name,
                                   GError **error);

/* ROOT is the root of what the parser made of TEXT from there on; NULL where the two do
 * not belong together. */
DesignerKeptText *designer_kept_text_new (const char *text,
                                          xmlNode *root);
void designer_kept_text_free (DesignerKeptText *kept);

/* The text with what was changed, added or taken away in the tree since. */
char *designer_kept_text_write (const DesignerKeptText *kept,
                                const xmlNode *root);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DesignerKeptText, designer_kept_text_free)

G_END_DECLS
