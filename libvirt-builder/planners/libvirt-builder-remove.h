/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <libvirt-builder/guest/libvirt-builder-guest.h>
#include <libvirt-builder/plan/libvirt-builder-plan.h>
#include <libvirt-gobject/libvirt-gobject.h>

G_BEGIN_DECLS

/**
 * GVirBuilderRemoveFlags:
 * @GVIR_BUILDER_REMOVE_FLAGS_NONE: its storage is deleted as far as that is safe
 * @GVIR_BUILDER_REMOVE_FLAGS_KEEP_STORAGE: all its storage stays
 *
 * What becomes of a guest's storage when it is removed.
 */
typedef enum /*< flags >*/
{
  GVIR_BUILDER_REMOVE_FLAGS_NONE = 0,
  GVIR_BUILDER_REMOVE_FLAGS_KEEP_STORAGE = 1 << 0
} GVirBuilderRemoveFlags;

GVirBuilderPlan *gvir_builder_plan_new_remove (GVirConnection *connection,
                                               const char *guest,
                                               GVirBuilderRemoveFlags flags,
                                               GVirBuilderStopMode mode,
                                               guint seconds,
                                               GError **error);
GVirBuilderPlan *gvir_builder_plan_new_rename (GVirConnection *connection,
                                               const char *guest,
                                               const char *name,
                                               GError **error);

G_END_DECLS
