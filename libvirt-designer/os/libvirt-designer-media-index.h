/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <gio/gio.h>
#include <libvirt-designer/os/libvirt-designer-os.h>

G_BEGIN_DECLS

#define GVIR_DESIGNER_TYPE_MEDIA_MATCH (gvir_designer_media_match_get_type ())
G_DECLARE_FINAL_TYPE (GVirDesignerMediaMatch, gvir_designer_media_match, GVIR_DESIGNER, MEDIA_MATCH, GObject)

const char *gvir_designer_media_match_get_os_id (GVirDesignerMediaMatch *match);
const char *gvir_designer_media_match_get_short_id (GVirDesignerMediaMatch *match);
GVirDesignerOs *gvir_designer_media_match_find_os (GVirDesignerMediaMatch *match,
                                                   GError **error);
const char *gvir_designer_media_match_get_arch (GVirDesignerMediaMatch *match);
const char *gvir_designer_media_match_get_kernel (GVirDesignerMediaMatch *match);
const char *gvir_designer_media_match_get_initrd (GVirDesignerMediaMatch *match);
gboolean gvir_designer_media_match_is_as_likely (GVirDesignerMediaMatch *match,
                                                 GVirDesignerMediaMatch *other);

#define GVIR_DESIGNER_TYPE_MEDIA_INDEX (gvir_designer_media_index_get_type ())
G_DECLARE_FINAL_TYPE (GVirDesignerMediaIndex, gvir_designer_media_index, GVIR_DESIGNER, MEDIA_INDEX, GObject)

GVirDesignerMediaIndex *gvir_designer_media_index_new (OsinfoDb *db,
                                                       GError **error);
GListModel *gvir_designer_media_index_match_media (GVirDesignerMediaIndex *index,
                                                   OsinfoMedia *media,
                                                   GError **error);
GListModel *gvir_designer_media_index_match_tree (GVirDesignerMediaIndex *index,
                                                  OsinfoTree *tree,
                                                  GError **error);

G_END_DECLS
