/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "planners/libvirt-builder-check.h"

#include "planners/disks-private.h"

/**
 * gvir_builder_check_design:
 * @connection: an open connection to the host that the guest is for; to read is enough
 * @design: the design of a guest
 * @own: (nullable): the name of the guest itself, where it is there already: what it has
 *   is not held against it
 * @flags: what is not held against it; what becomes of the guest does not matter here
 * @error: return location for an error, or %NULL
 *
 * Holds a design against the storage and the guests of a host, as
 * [ctor@LibvirtBuilder.Plan.new_install] does, and makes nothing: images, media, pools and volumes
 * that are missing, disks and MAC addresses that another guest has, room that is not left, formats
 * that a pool cannot hold, folders that the hypervisor may not enter.
 *
 * Returns: %TRUE where nothing speaks against it, or %FALSE with an error of
 *   %GVIR_BUILDER_ERROR_EXISTS, %GVIR_BUILDER_ERROR_IN_USE,
 *   %GVIR_BUILDER_ERROR_NOT_FOUND, %GVIR_BUILDER_ERROR_NO_SPACE,
 *   %GVIR_BUILDER_ERROR_DENIED, %GVIR_BUILDER_ERROR_INVALID_INPUT,
 *   %GVIR_BUILDER_ERROR_UNSUPPORTED or %GVIR_BUILDER_ERROR_UNREACHABLE
 */
gboolean
gvir_builder_check_design (GVirConnection *connection,
                           GVirDesignerDomain *design,
                           const char *own,
                           GVirBuilderInstallFlags flags,
                           GError **error)
{
  g_auto (virConnectPtr) handle = NULL;
  static const char *const none[] = { NULL };
  g_autoptr (GVirBuilderPlan) plan = NULL;

  g_return_val_if_fail (GVIR_IS_CONNECTION (connection), FALSE);
  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  handle = builder_handle_of (connection, error);
  if (handle == NULL)
    return FALSE;
  plan = builder_plan_new ("check", own, GVIR_BUILDER_DIRECTION_UNDO);
  return builder_plan_disks_of (plan, handle, design, own, none, flags, error);
}
