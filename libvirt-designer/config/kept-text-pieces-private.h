/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "config/kept-text-private.h"

G_BEGIN_DECLS

/* Where a node stood, which points to it by its "_private"; one that was made
 * later has none. */
typedef struct
{
  gsize start;
  gsize tag_end;      /* of an element: behind its start tag */
  gsize content_end;  /* of an element: where its end tag begins */
  gsize end;
  gboolean is_closed; /* an element of one tag, "<acpi/>" */
  char *stamp;        /* the start tag or the text as it was understood */
} DesignerPiece;

struct _DesignerKeptText
{
  char *text;
  GPtrArray *pieces;
  const char *newline;
};

/* Tells one start tag from another: name, namespaces, attributes. */
char *designer_kept_text_stamp (const xmlNode *node);

G_END_DECLS
