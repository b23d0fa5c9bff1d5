/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <libvirt-builder/plan/libvirt-builder-plan.h>
#include <libvirt-gobject/libvirt-gobject.h>

G_BEGIN_DECLS

/**
 * GVirBuilderCopyFlags:
 * @GVIR_BUILDER_COPY_FLAGS_NONE: a copy that takes up room only for what is not zero
 * @GVIR_BUILDER_COPY_FLAGS_ALLOCATE: take up room for all of it at once
 * @GVIR_BUILDER_COPY_FLAGS_REFLINK: share blocks with the original until one of them changes,
 *   which few file systems can
 *
 * How a volume is copied.
 */
typedef enum /*< flags >*/
{
  GVIR_BUILDER_COPY_FLAGS_NONE = 0,
  GVIR_BUILDER_COPY_FLAGS_ALLOCATE = 1 << 0,
  GVIR_BUILDER_COPY_FLAGS_REFLINK = 1 << 1
} GVirBuilderCopyFlags;

/**
 * GVirBuilderResizeFlags:
 * @GVIR_BUILDER_RESIZE_FLAGS_NONE: let it grow, and take up the new room only as it is filled
 * @GVIR_BUILDER_RESIZE_FLAGS_ALLOCATE: take up the new room at once
 * @GVIR_BUILDER_RESIZE_FLAGS_SHRINK: let it lose its end, with what is there
 *
 * How a volume gets another size.
 */
typedef enum /*< flags >*/
{
  GVIR_BUILDER_RESIZE_FLAGS_NONE = 0,
  GVIR_BUILDER_RESIZE_FLAGS_ALLOCATE = 1 << 0,
  GVIR_BUILDER_RESIZE_FLAGS_SHRINK = 1 << 1
} GVirBuilderResizeFlags;

/**
 * GVirBuilderWipe:
 * @GVIR_BUILDER_WIPE_ZERO: zeroes, once
 * @GVIR_BUILDER_WIPE_NNSA: 4 passes, by NNSA Policy Letter NAP-14.1-C
 * @GVIR_BUILDER_WIPE_DOD: 4 passes, by DoD 5220.22-M
 * @GVIR_BUILDER_WIPE_BSI: 9 passes, as the German Center of Security in Information
 *   Technologies recommends
 * @GVIR_BUILDER_WIPE_GUTMANN: 35 passes
 * @GVIR_BUILDER_WIPE_SCHNEIER: 7 passes, by Bruce Schneier
 * @GVIR_BUILDER_WIPE_PFITZNER7: 7 passes of random data
 * @GVIR_BUILDER_WIPE_PFITZNER33: 33 passes of random data
 * @GVIR_BUILDER_WIPE_RANDOM: random data, once
 * @GVIR_BUILDER_WIPE_TRIM: the storage is told that nothing of it is needed
 *
 * What a volume is overwritten with; all but zeroes and trimming need the program
 * `scrub` on the host.
 */
typedef enum
{
  GVIR_BUILDER_WIPE_ZERO,
  GVIR_BUILDER_WIPE_NNSA,
  GVIR_BUILDER_WIPE_DOD,
  GVIR_BUILDER_WIPE_BSI,
  GVIR_BUILDER_WIPE_GUTMANN,
  GVIR_BUILDER_WIPE_SCHNEIER,
  GVIR_BUILDER_WIPE_PFITZNER7,
  GVIR_BUILDER_WIPE_PFITZNER33,
  GVIR_BUILDER_WIPE_RANDOM,
  GVIR_BUILDER_WIPE_TRIM
} GVirBuilderWipe;

GVirBuilderPlan *gvir_builder_plan_new_upload (GVirConnection *connection,
                                               const char *file,
                                               const char *pool,
                                               const char *volume,
                                               GError **error);
GVirBuilderPlan *gvir_builder_plan_new_volume_clone (GVirConnection *connection,
                                                     const char *pool,
                                                     const char *volume,
                                                     const char *to_pool,
                                                     const char *to_volume,
                                                     GVirBuilderCopyFlags flags,
                                                     GError **error);
GVirBuilderPlan *gvir_builder_plan_new_resize (GVirConnection *connection,
                                               const char *pool,
                                               const char *volume,
                                               guint64 bytes,
                                               GVirBuilderResizeFlags flags,
                                               GError **error);
GVirBuilderPlan *gvir_builder_plan_new_wipe (GVirConnection *connection,
                                             const char *pool,
                                             const char *volume,
                                             GVirBuilderWipe algorithm,
                                             GError **error);
GVirBuilderPlan *gvir_builder_plan_new_volume_delete (GVirConnection *connection,
                                                      const char *pool,
                                                      const char *volume,
                                                      GError **error);

G_END_DECLS
