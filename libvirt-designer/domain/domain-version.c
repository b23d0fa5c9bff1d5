/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Designs with the choices of an earlier version. */

#include "base/libvirt-designer-error.h"
#include "domain/existing-private.h"
#include "rules/policy-version-private.h"

/**
 * gvir_designer_domain_set_policy_version:
 * @design: a design that was not set up yet
 * @version: a version from 1 to [func@LibvirtDesigner.Policy.newest_version]
 * @error: return location for a #GError
 *
 * Asks for the choices that rules made in that version.
 *
 * Later releases of the library make the same choices again where they are asked
 * for the same version, while the operating system, the host and all that is asked
 * for stay the same. What is asked for outright goes before this, as always.
 *
 * Returns: %TRUE, or %FALSE with %GVIR_DESIGNER_ERROR_INVALID_VALUE where there is
 *   no such version, with %GVIR_DESIGNER_ERROR_NOT_READY after set-up, or with
 *   %GVIR_DESIGNER_ERROR_CONFLICT where another version was set before
 */
gboolean
gvir_designer_domain_set_policy_version (GVirDesignerDomain *design,
                                         guint version,
                                         GError **error)
{
  g_autofree char *number = NULL;

  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (version < 1 || version > gvir_designer_policy_newest_version ())
    {
      g_set_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_VALUE,
                   "there is no version %u of the policy: give one from 1 to %u, the newest that this release knows",
                   version, gvir_designer_policy_newest_version ());
      return FALSE;
    }
  if (design->priv->state != DESIGNER_STATE_NEW && (design->priv->kept == NULL || design->priv->log->len > 0))
    {
      g_set_error_literal (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_NOT_READY,
                           "the version of the policy comes too late: the machine is set up already");
      return FALSE;
    }
  number = g_strdup_printf ("%u", version);
  if (!designer_request_wish (design->priv->facts->intent->whole[DESIGNER_SCOPE_DOMAIN],
                              DESIGNER_THING_POLICY_VERSION, number, error))
    return FALSE;
  if (design->priv->kept != NULL)
    designer_existing_read_whole (design);
  return TRUE;
}

/**
 * gvir_designer_domain_get_policy_version:
 * @design: a design
 *
 * Says of which version the choices are: the one that was asked for, else the one
 * that a policy names, else the newest. Who keeps the number can make the same
 * design again with a later release.
 *
 * Returns: the number of the version, from 1
 */
guint
gvir_designer_domain_get_policy_version (GVirDesignerDomain *design)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), 0);

  return designer_policy_version (design->priv->facts);
}
