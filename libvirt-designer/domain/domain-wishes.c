/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What the application wishes beyond single devices: policies, options and
 * drivers. */

#include "base/libvirt-designer-error.h"
#include "domain/existing-private.h"
#include "intent/option-parser-private.h"
#include "vocabulary/options-private.h"

/* What a policy rests on comes before it, and no more than once. */
static void
add_with_bases (DesignerFacts *facts,
                GVirDesignerPolicy *policy)
{
  for (guint i = 0; policy->bases != NULL && i < policy->bases->len; i++)
    {
      GVirDesignerPolicy *base = g_ptr_array_index (policy->bases, i);
      gboolean there = FALSE;

      for (guint j = 0; j < facts->policies->len && !there; j++)
        there = g_str_equal (((GVirDesignerPolicy *) g_ptr_array_index (facts->policies, j))->file, base->file);
      if (!there)
        add_with_bases (facts, base);
    }
  g_ptr_array_add (facts->policies, g_object_ref (policy));
  if (policy->purpose != DESIGNER_SAYS_NO_PURPOSE)
    facts->purpose = policy->purpose == DESIGNER_SAYS_SERVER ? DESIGNER_PURPOSE_SERVER : DESIGNER_PURPOSE_DESKTOP;
}

/**
 * gvir_designer_domain_get_purpose:
 * @design: a design
 *
 * Says what the guest is for: what it was completed for by
 * [method@LibvirtDesigner.Domain.add_default_devices], else what the policy says that
 * was added last and says anything of it, else %GVIR_DESIGNER_PURPOSE_DESKTOP.
 *
 * Who is told no purpose passes this to
 * [method@LibvirtDesigner.Domain.add_default_devices].
 *
 * Returns: the purpose
 */
GVirDesignerPurpose
gvir_designer_domain_get_purpose (GVirDesignerDomain *design)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), GVIR_DESIGNER_PURPOSE_DESKTOP);

  return design->priv->facts->purpose == DESIGNER_PURPOSE_SERVER ? GVIR_DESIGNER_PURPOSE_SERVER
                                                                 : GVIR_DESIGNER_PURPOSE_DESKTOP;
}

/**
 * gvir_designer_domain_add_policy:
 * @design: a design
 * @policy: a policy
 * @error: return location for a #GError
 *
 * Lets a policy have a say in what is decided, behind those that it is based on and
 * that have none yet; where several do, the one that
 * was added last wins. What the application asks for outright goes before what a
 * policy prefers, and is an error where a policy forbids it.
 *
 * Returns: %TRUE, or %FALSE with %GVIR_DESIGNER_ERROR_NOT_READY after set-up, or
 *   after the first change of a guest that was there already
 */
gboolean
gvir_designer_domain_add_policy (GVirDesignerDomain *design,
                                 GVirDesignerPolicy *policy,
                                 GError **error)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), FALSE);
  g_return_val_if_fail (GVIR_DESIGNER_IS_POLICY (policy), FALSE);

  if (design->priv->state == DESIGNER_STATE_NEW || (design->priv->kept != NULL && design->priv->log->len == 0))
    {
      add_with_bases (design->priv->facts, policy);
      if (design->priv->kept != NULL)
        designer_existing_read_whole (design);
      return TRUE;
    }
  g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_NOT_READY,
               "the policy '%s' comes too late: the machine is set up already",
               gvir_designer_policy_get_name (policy));
  return FALSE;
}

/**
 * gvir_designer_domain_apply_option:
 * @design: a design
 * @option: the name of an option of virt-install, such as `disk`
 * @argument: its argument, such as `path=/disk.qcow2,bus=sata`
 * @error: return location for a #GError
 *
 * Takes a wish in virt-install's vocabulary.
 *
 * Options that are not about devices are taken into account at set-up, so they
 * come before it. Devices are added, in an order in which they fit together, by
 * [method@LibvirtDesigner.Domain.add_default_devices]; `none` as the argument
 * declines the devices of that kind, `default` asks for one and says no more of
 * it.
 *
 * Returns: %TRUE, or %FALSE with %GVIR_DESIGNER_ERROR_UNKNOWN_NAME for an
 *   unknown option or sub-option, with %GVIR_DESIGNER_ERROR_INVALID_VALUE for an
 *   impossible value, with %GVIR_DESIGNER_ERROR_CONFLICT where wishes contradict
 *   each other, or with %GVIR_DESIGNER_ERROR_NOT_READY after set-up; then
 *   nothing is changed
 */
gboolean
gvir_designer_domain_apply_option (GVirDesignerDomain *design,
                                   const char *option,
                                   const char *argument,
                                   GError **error)
{
  const DesignerOptionRow *row;

  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), FALSE);
  g_return_val_if_fail (option != NULL, FALSE);
  g_return_val_if_fail (argument != NULL, FALSE);

  row = designer_option_find (option, error);
  if (row == NULL)
    return FALSE;
  if (design->priv->state != DESIGNER_STATE_NEW && designer_scope_get (row->scope)->element == NULL)
    {
      g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_NOT_READY,
                   "--%s comes too late: the machine is set up already", row->name);
      return FALSE;
    }
  return designer_intent_apply_option (design->priv->facts->intent, option, argument, error);
}

/**
 * gvir_designer_domain_set_phase:
 * @design: a design that was not set up yet
 * @phase: what the guest is started for
 * @error: return location for a #GError
 *
 * Says whether the guest is to install its system, or to run it.
 *
 * An installation is two designs of the same wishes, one for each phase: the
 * first boots the installer and ends when that restarts the guest, the second is
 * how the guest stays. Options such as `cdrom` and `import` of
 * [method@LibvirtDesigner.Domain.apply_option] say where the system comes from.
 *
 * Returns: %TRUE, or %FALSE with %GVIR_DESIGNER_ERROR_NOT_READY after set-up, or
 *   with %GVIR_DESIGNER_ERROR_CONFLICT where the other phase was set before
 */
gboolean
gvir_designer_domain_set_phase (GVirDesignerDomain *design,
                                GVirDesignerPhase phase,
                                GError **error)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), FALSE);

  if (design->priv->state != DESIGNER_STATE_NEW)
    {
      g_set_error_literal (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_NOT_READY,
                           "the phase comes too late: the machine is set up already");
      return FALSE;
    }
  return designer_request_wish (design->priv->facts->intent->whole[DESIGNER_SCOPE_INSTALL],
                                DESIGNER_THING_INSTALL_PHASE,
                                phase == GVIR_DESIGNER_PHASE_INSTALL ? "install" : "run", error);
}

/**
 * gvir_designer_domain_installs:
 * @design: a design that was set up
 *
 * Asks whether anything is to be installed, so that there is a phase for it.
 *
 * Returns: %TRUE where an installer is booted first
 */
gboolean
gvir_designer_domain_installs (GVirDesignerDomain *design)
{
  const char *method;

  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), FALSE);

  method = designer_facts_get (design->priv->facts, NULL, DESIGNER_THING_INSTALL_METHOD);
  return method != NULL && !g_str_equal (method, "none");
}

static void
use_os (GVirDesignerDomain *design,
        GVirDesignerOs *os)
{
  g_set_object (&design->priv->os, os);
  designer_facts_set_os (design->priv->facts, os);
}

/**
 * gvir_designer_domain_add_driver:
 * @design: a design
 * @driver_id: the id of one of the operating system's device drivers in the OS
 *   database, or `virtio-win` for any Windows from XP on
 * @error: return location for a #GError
 *
 * Says that the guest will have a driver that its operating system comes
 * without; devices that are added from now on may rely on it.
 *
 * Returns: %TRUE, or %FALSE with %GVIR_DESIGNER_ERROR_UNKNOWN_NAME where the
 *   operating system has no such driver
 */
gboolean
gvir_designer_domain_add_driver (GVirDesignerDomain *design,
                                 const char *driver_id,
                                 GError **error)
{
  g_autoptr (GVirDesignerOs) os = NULL;

  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), FALSE);
  g_return_val_if_fail (driver_id != NULL, FALSE);

  os = gvir_designer_os_with_driver (design->priv->os, driver_id, error);
  if (os == NULL)
    return FALSE;
  use_os (design, os);
  return TRUE;
}

/**
 * gvir_designer_domain_remove_all_drivers:
 * @design: a design
 * @error: return location for a #GError; never set
 *
 * Takes back what [method@LibvirtDesigner.Domain.add_driver] said; devices that
 * were added already stay.
 *
 * Returns: %TRUE
 */
gboolean
gvir_designer_domain_remove_all_drivers (GVirDesignerDomain *design,
                                         G_GNUC_UNUSED GError **error)
{
  g_autoptr (GVirDesignerOs) os = NULL;

  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), FALSE);

  os = gvir_designer_os_without_drivers (design->priv->os);
  use_os (design, os);
  return TRUE;
}
