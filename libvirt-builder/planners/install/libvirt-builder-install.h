/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <libvirt-builder/plan/libvirt-builder-plan.h>
#include <libvirt-builder/planners/install/libvirt-builder-installation.h>
#include <libvirt-designer/libvirt-designer.h>
#include <libvirt-gobject/libvirt-gobject.h>

G_BEGIN_DECLS

/**
 * GVirBuilderInstallFlags:
 * @GVIR_BUILDER_INSTALL_FLAGS_NONE: define the guest, and leave it off
 * @GVIR_BUILDER_INSTALL_FLAGS_START: start it, or start it again once it is installed
 * @GVIR_BUILDER_INSTALL_FLAGS_AUTOSTART: let it start with its host from now on
 * @GVIR_BUILDER_INSTALL_FLAGS_TRANSIENT: start it without defining it: it is gone once it stops
 * @GVIR_BUILDER_INSTALL_FLAGS_SHARED_PATHS: do not mind other guests that have its disks
 * @GVIR_BUILDER_INSTALL_FLAGS_SHARED_ADDRESSES: do not mind other guests that have its MAC
 *   addresses
 * @GVIR_BUILDER_INSTALL_FLAGS_OVERCOMMIT: do not mind that its disks have no room once they
 *   are full
 *
 * What becomes of a guest once it is made, and what is not held against it.
 */
typedef enum /*< flags >*/
{
  GVIR_BUILDER_INSTALL_FLAGS_NONE = 0,
  GVIR_BUILDER_INSTALL_FLAGS_START = 1 << 0,
  GVIR_BUILDER_INSTALL_FLAGS_AUTOSTART = 1 << 1,
  GVIR_BUILDER_INSTALL_FLAGS_TRANSIENT = 1 << 2,
  GVIR_BUILDER_INSTALL_FLAGS_SHARED_PATHS = 1 << 3,
  GVIR_BUILDER_INSTALL_FLAGS_SHARED_ADDRESSES = 1 << 4,
  GVIR_BUILDER_INSTALL_FLAGS_OVERCOMMIT = 1 << 5
} GVirBuilderInstallFlags;

GVirBuilderPlan *gvir_builder_plan_new_install (GVirConnection *connection,
                                                GVirDesignerDomain *guest,
                                                GVirDesignerDomain *installer,
                                                GVirBuilderInstallation *installation,
                                                GVirBuilderInstallFlags flags,
                                                GError **error);
GVirBuilderPlan *gvir_builder_plan_new_reinstall (GVirConnection *connection,
                                                  GVirDesignerDomain *guest,
                                                  GVirDesignerDomain *installer,
                                                  GVirBuilderInstallation *installation,
                                                  GVirBuilderInstallFlags flags,
                                                  GError **error);

G_END_DECLS
