/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <libvirt-builder/plan/libvirt-builder-plan.h>
#include <libvirt-gobject/libvirt-gobject.h>

G_BEGIN_DECLS

/**
 * GVirBuilderDiskCopy:
 * @GVIR_BUILDER_DISK_COPY_FULL: all of its content, which depends on nothing then
 * @GVIR_BUILDER_DISK_COPY_OVERLAY: a new image that holds the changes to the original, which
 *   has to stay as it is from then on
 * @GVIR_BUILDER_DISK_COPY_REFLINK: all of its content, with blocks that both share until one of
 *   them changes; few file systems can do that
 *
 * How the disks of a guest are copied.
 */
typedef enum
{
  GVIR_BUILDER_DISK_COPY_FULL,
  GVIR_BUILDER_DISK_COPY_OVERLAY,
  GVIR_BUILDER_DISK_COPY_REFLINK
} GVirBuilderDiskCopy;

/**
 * GVirBuilderCloneFlags:
 * @GVIR_BUILDER_CLONE_FLAGS_NONE: nothing of what follows
 * @GVIR_BUILDER_CLONE_FLAGS_REPLACE: a guest that has the name already is stopped and undefined;
 *   its disks stay
 * @GVIR_BUILDER_CLONE_FLAGS_PRESERVE_DATA: nothing is copied: the files of the clone are there
 *   already
 * @GVIR_BUILDER_CLONE_FLAGS_ALLOCATE: the new disks take up all their room at once
 * @GVIR_BUILDER_CLONE_FLAGS_DERIVE_FILES: where some files are given, the others are derived
 *   from those of the original
 * @GVIR_BUILDER_CLONE_FLAGS_SHARED_PATHS: do not mind other guests that have its disks
 * @GVIR_BUILDER_CLONE_FLAGS_SHARED_ADDRESSES: do not mind other guests that have its MAC
 *   addresses
 * @GVIR_BUILDER_CLONE_FLAGS_OVERCOMMIT: do not mind that its disks have no room once they are
 *   full
 *
 * How a guest is cloned, and what is not held against it.
 */
typedef enum /*< flags >*/
{
  GVIR_BUILDER_CLONE_FLAGS_NONE = 0,
  GVIR_BUILDER_CLONE_FLAGS_REPLACE = 1 << 0,
  GVIR_BUILDER_CLONE_FLAGS_PRESERVE_DATA = 1 << 1,
  GVIR_BUILDER_CLONE_FLAGS_ALLOCATE = 1 << 2,
  GVIR_BUILDER_CLONE_FLAGS_DERIVE_FILES = 1 << 3,
  GVIR_BUILDER_CLONE_FLAGS_SHARED_PATHS = 1 << 4,
  GVIR_BUILDER_CLONE_FLAGS_SHARED_ADDRESSES = 1 << 5,
  GVIR_BUILDER_CLONE_FLAGS_OVERCOMMIT = 1 << 6
} GVirBuilderCloneFlags;

#define GVIR_BUILDER_TYPE_CLONE (gvir_builder_clone_get_type ())
G_DECLARE_FINAL_TYPE (GVirBuilderClone, gvir_builder_clone, GVIR_BUILDER, CLONE, GObject)

GVirBuilderClone *gvir_builder_clone_new (const char *original);
GVirBuilderClone *gvir_builder_clone_new_for_xml (const char *xml);

void gvir_builder_clone_set_name (GVirBuilderClone *clone,
                                  const char *name);
void gvir_builder_clone_set_uuid (GVirBuilderClone *clone,
                                  const char *uuid);
void gvir_builder_clone_set_nvram (GVirBuilderClone *clone,
                                   const char *path);
void gvir_builder_clone_set_copy (GVirBuilderClone *clone,
                                  GVirBuilderDiskCopy copy);
void gvir_builder_clone_set_flags (GVirBuilderClone *clone,
                                   GVirBuilderCloneFlags flags);
void gvir_builder_clone_add_file (GVirBuilderClone *clone,
                                  const char *path);
void gvir_builder_clone_add_address (GVirBuilderClone *clone,
                                     const char *address);
void gvir_builder_clone_keep_disk (GVirBuilderClone *clone,
                                   const char *target);
void gvir_builder_clone_copy_disk (GVirBuilderClone *clone,
                                   const char *target);

char *gvir_builder_clone_to_xml (GVirBuilderClone *clone,
                                 GVirConnection *connection,
                                 GError **error);
GVirBuilderPlan *gvir_builder_plan_new_clone (GVirConnection *connection,
                                              GVirBuilderClone *clone,
                                              GError **error);

G_END_DECLS
