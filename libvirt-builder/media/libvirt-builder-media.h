/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <gio/gio.h>
#include <libvirt-designer/libvirt-designer.h>

G_BEGIN_DECLS

/**
 * GVirBuilderMediaKind:
 * @GVIR_BUILDER_MEDIA_KIND_DISC: a CD-ROM, or the image of one
 * @GVIR_BUILDER_MEDIA_KIND_FOLDER: a folder of this machine that holds what an installer needs
 * @GVIR_BUILDER_MEDIA_KIND_TREE: such a folder on a server
 * @GVIR_BUILDER_MEDIA_KIND_DISK_IMAGE: the image of a hard disk
 *
 * What a system is installed from.
 */
typedef enum
{
  GVIR_BUILDER_MEDIA_KIND_DISC,
  GVIR_BUILDER_MEDIA_KIND_FOLDER,
  GVIR_BUILDER_MEDIA_KIND_TREE,
  GVIR_BUILDER_MEDIA_KIND_DISK_IMAGE
} GVirBuilderMediaKind;

#define GVIR_BUILDER_TYPE_MEDIA_CANDIDATE (gvir_builder_media_candidate_get_type ())
G_DECLARE_FINAL_TYPE (GVirBuilderMediaCandidate, gvir_builder_media_candidate, GVIR_BUILDER, MEDIA_CANDIDATE, GObject)

GVirDesignerOs *gvir_builder_media_candidate_get_os (GVirBuilderMediaCandidate *candidate);
const char *gvir_builder_media_candidate_get_evidence (GVirBuilderMediaCandidate *candidate);
const char *gvir_builder_media_candidate_get_arch (GVirBuilderMediaCandidate *candidate);
guint gvir_builder_media_candidate_get_rank (GVirBuilderMediaCandidate *candidate);

#define GVIR_BUILDER_TYPE_MEDIA (gvir_builder_media_get_type ())
G_DECLARE_FINAL_TYPE (GVirBuilderMedia, gvir_builder_media, GVIR_BUILDER, MEDIA, GObject)

GVirBuilderMedia *gvir_builder_media_new (const char *location,
                                          GCancellable *cancellable,
                                          GError **error);
void gvir_builder_media_open_async (const char *location,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
GVirBuilderMedia *gvir_builder_media_open_finish (GAsyncResult *result,
                                                  GError **error);
GVirBuilderMedia *gvir_builder_media_new_with_kernel (const char *location,
                                                      const char *kernel,
                                                      const char *initrd,
                                                      GCancellable *cancellable,
                                                      GError **error);

const char *gvir_builder_media_get_location (GVirBuilderMedia *media);
GVirBuilderMediaKind gvir_builder_media_get_kind (GVirBuilderMedia *media);
GListModel *gvir_builder_media_get_candidates (GVirBuilderMedia *media);
GVirDesignerOs *gvir_builder_media_find_os (GVirBuilderMedia *media,
                                            GError **error);
const char *gvir_builder_media_get_arch (GVirBuilderMedia *media);
const char *gvir_builder_media_get_kernel (GVirBuilderMedia *media);
const char *gvir_builder_media_get_initrd (GVirBuilderMedia *media);
const char *gvir_builder_media_get_checksum (GVirBuilderMedia *media,
                                             const char *member);

char *gvir_builder_find_tree (GVirDesignerOs *os,
                              const char *arch,
                              GError **error);

G_END_DECLS
