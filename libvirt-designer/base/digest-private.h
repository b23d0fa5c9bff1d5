/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A short stand-in for a content: equal contents have equal digests, and different
 * ones in all likelihood do not. A new one is all zero. */
typedef struct
{
  guint64 a;
  guint64 b;
} DesignerDigest;

/* Adds to what was added before; TEXT NULL is not the same as an empty one. */
void designer_digest_add_text (DesignerDigest *self,
                               const char *text);
void designer_digest_add_number (DesignerDigest *self,
                                 guint64 number);

/* Adds a whole PART, whatever the order in which parts are added. */
void designer_digest_add_part (DesignerDigest *self,
                               const DesignerDigest *part);

gboolean designer_digest_equal (const DesignerDigest *self,
                                const DesignerDigest *other);

G_END_DECLS
