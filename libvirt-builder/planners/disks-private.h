/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The storage that a design wants. */

#pragma once

#include <libvirt-designer/libvirt-designer.h>

#include "connection/calls-private.h"
#include "plan/plan-private.h"
#include "planners/libvirt-builder-install.h"

G_BEGIN_DECLS

/* Adds the steps that make the new disks of DESIGN, or refuses what cannot be. */
gboolean builder_plan_disks (GVirBuilderPlan *plan,
                             virConnectPtr handle,
                             GVirDesignerDomain *design,
                             GVirBuilderInstallFlags flags,
                             GError **error);

G_END_DECLS
