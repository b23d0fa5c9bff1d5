/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <libvirt-builder/plan/libvirt-builder-plan.h>
#include <libvirt-gobject/libvirt-gobject.h>

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

GVirBuilderPlan *gvir_builder_plan_new_snapshot (GVirConnection *connection,
                                                 const char *guest,
                                                 const char *snapshot,
                                                 const char *description,
                                                 GVirBuilderSnapshotKind kind,
                                                 GError **error);
GVirBuilderPlan *gvir_builder_plan_new_snapshot_delete (GVirConnection *connection,
                                                        const char *guest,
                                                        const char *snapshot,
                                                        GError **error);
GVirBuilderPlan *gvir_builder_plan_new_snapshot_revert (GVirConnection *connection,
                                                        const char *guest,
                                                        const char *snapshot,
                                                        GError **error);

G_END_DECLS
