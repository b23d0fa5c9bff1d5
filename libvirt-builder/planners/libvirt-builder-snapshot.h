/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <libvirt-builder/guest/libvirt-builder-snapshot-info.h>
#include <libvirt-builder/plan/libvirt-builder-plan.h>
#include <libvirt-gobject/libvirt-gobject.h>

G_BEGIN_DECLS

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
