/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "os/libvirt-designer-media-index.h"
#include "os/os-entry-private.h"
#include "os/os-products-private.h"

G_BEGIN_DECLS

/* ENTRY and PRODUCT are of INDEX, which MATCH keeps. */
GVirDesignerMediaMatch *designer_media_match_new (GVirDesignerMediaIndex *index,
                                                  const DesignerOsEntry *entry,
                                                  const DesignerOsProduct *product,
                                                  const DesignerOsMarked *marked);
const DesignerOsProduct *designer_media_match_get_product (GVirDesignerMediaMatch *match);
const DesignerOsEntry *designer_media_match_get_entry (GVirDesignerMediaMatch *match);
/* The likelier first; of several that are as likely, the newer. */
gint designer_media_match_compare (gconstpointer a,
                                   gconstpointer b,
                                   gpointer data);
/* The system with that id, which must be in INDEX. */
GVirDesignerOs *designer_media_index_find_os (GVirDesignerMediaIndex *index,
                                              const char *id,
                                              GError **error);

G_END_DECLS
