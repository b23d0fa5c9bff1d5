/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "os/os-entry-private.h"

G_BEGIN_DECLS

/* Which marks are of what. */
typedef struct
{
  DesignerOsProductKind kind;
  DesignerOsMark first; /* the one that tells most of them apart */
  guint n;
} DesignerOsMarked;

extern const DesignerOsMarked designer_os_marked_media;
extern const DesignerOsMarked designer_os_marked_trees;

/* Whether VALUES, of each mark, are those of PRODUCT: each pattern that it has is matched, as libosinfo has it.
 * ARCH is NULL where nothing says which it is. */
gboolean designer_os_product_matches (DesignerOsProduct *product,
                                      const DesignerOsMarked *marked,
                                      const char *arch,
                                      char **values);
/* How much PRODUCT says of what it is: negative, where it says less than OTHER. */
gint designer_os_product_compare (const DesignerOsProduct *product,
                                  const DesignerOsProduct *other,
                                  const DesignerOsMarked *marked);
/* Whether the same is written on both. */
gboolean designer_os_product_is_like (const DesignerOsProduct *product,
                                      const DesignerOsProduct *other);

G_END_DECLS
