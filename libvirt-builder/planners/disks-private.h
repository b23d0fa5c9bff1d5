/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The storage that a design wants. */

#pragma once

#include <libvirt-designer/libvirt-designer.h>

#include "planners/disk-wishes-private.h"
#include "planners/install/libvirt-builder-install.h"
#include "planners/volume-plans-private.h"
#include "storage/access-private.h"
#include "storage/images-private.h"

G_BEGIN_DECLS

/* What a design is held against; guests and images are looked at only where it matters. */
typedef struct
{
  virConnectPtr handle;
  const char *own; /* the guest itself, where it is there already, or NULL */
  GVirBuilderInstallFlags flags;
  gboolean is_here; /* files of this machine are those of the host */
  gboolean knows_hypervisor;
  BuilderHypervisor hypervisor;
  GPtrArray *pools;
  BuilderUses *uses;
  GHashTable *bases;
  const char *const *made; /* paths that the plan makes before the guest needs them */
} BuilderHostView;

/* Adds the steps that make the new disks of DESIGN, or refuses what cannot be; the files of MADE are made
 * by other steps. */
gboolean builder_plan_disks (GVirBuilderPlan *plan,
                             virConnectPtr handle,
                             GVirDesignerDomain *design,
                             const char *const *made,
                             GVirBuilderInstallFlags flags,
                             GError **error);
/* The same for the guest OWN, which may be there and is none of the others then. */
gboolean builder_plan_disks_of (GVirBuilderPlan *plan,
                                virConnectPtr handle,
                                GVirDesignerDomain *design,
                                const char *own,
                                const char *const *made,
                                GVirBuilderInstallFlags flags,
                                GError **error);

/* In disk-places.c */
/* Adds the steps that make the storage of WISH, which is new, unless it was asked for and is there. */
gboolean builder_plan_new_disk (GVirBuilderPlan *plan,
                                BuilderHostView *view,
                                const BuilderDiskWish *wish,
                                GError **error);

/* In disk-checks.c */
/* Refuses a path of the host that is missing, a folder, or out of the hypervisor's reach; MISSING says it as
 * a format for the path, and what to do. */
gboolean builder_check_image (BuilderHostView *view,
                              const char *path,
                              const char *missing,
                              GError **error);
/* What is known of it, which may be nothing. */
void builder_look_at_image (BuilderHostView *view,
                            const char *path,
                            BuilderImage *image);
/* Refuses what other guests have. ONLY_READS: this one does not change it. */
gboolean builder_check_path_free (BuilderHostView *view,
                                  const BuilderDiskWish *wish,
                                  const char *path,
                                  gboolean only_reads,
                                  GError **error);
gboolean builder_check_driver (const BuilderDiskWish *wish,
                               const char *path,
                               const BuilderImage *image,
                               GError **error);
/* Refuses storage that is to be there and is not, or that others have. */
gboolean builder_check_old_disk (GVirBuilderPlan *plan,
                                 BuilderHostView *view,
                                 const BuilderDiskWish *wish,
                                 GError **error);
/* NULL with an error: they cannot be listed. It belongs to VIEW. */
BuilderUses *builder_view_uses (BuilderHostView *view,
                                GError **error);

G_END_DECLS
