/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <libvirt-builder/guest/libvirt-builder-guest.h>

G_BEGIN_DECLS

/**
 * GVirBuilderSnapshotKind:
 * @GVIR_BUILDER_SNAPSHOT_KIND_EXTERNAL: each disk goes on in a new image that holds the changes, of
 *   guests of every firmware, running or not
 * @GVIR_BUILDER_SNAPSHOT_KIND_INTERNAL: within the images, which must be of the format qcow2, with
 *   the memory of a guest that runs; not of guests with UEFI
 *
 * Where a snapshot is kept.
 */
typedef enum
{
  GVIR_BUILDER_SNAPSHOT_KIND_EXTERNAL,
  GVIR_BUILDER_SNAPSHOT_KIND_INTERNAL
} GVirBuilderSnapshotKind;

#define GVIR_BUILDER_TYPE_SNAPSHOT_INFO (gvir_builder_snapshot_info_get_type ())
G_DECLARE_FINAL_TYPE (GVirBuilderSnapshotInfo, gvir_builder_snapshot_info, GVIR_BUILDER, SNAPSHOT_INFO, GObject)

GPtrArray *gvir_builder_guest_list_snapshots (GVirBuilderGuest *guest,
                                              GError **error);

const char *gvir_builder_snapshot_info_get_name (GVirBuilderSnapshotInfo *snapshot);
const char *gvir_builder_snapshot_info_get_description (GVirBuilderSnapshotInfo *snapshot);
const char *gvir_builder_snapshot_info_get_parent (GVirBuilderSnapshotInfo *snapshot);
gint64 gvir_builder_snapshot_info_get_time (GVirBuilderSnapshotInfo *snapshot);
GVirBuilderGuestState gvir_builder_snapshot_info_get_state (GVirBuilderSnapshotInfo *snapshot);
GVirBuilderSnapshotKind gvir_builder_snapshot_info_get_kind (GVirBuilderSnapshotInfo *snapshot);
gboolean gvir_builder_snapshot_info_is_current (GVirBuilderSnapshotInfo *snapshot);

G_END_DECLS
