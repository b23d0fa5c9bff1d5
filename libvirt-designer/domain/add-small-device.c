/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The functions that add small devices, which libvirt-gconfig has no classes for. */

#include "domain/add-private.h"

static GVirConfigDomainDevice *
add_one (GVirDesignerDomain *design,
         DesignerScopeId scope,
         GError **error)
{
  return designer_domain_add (design, scope, NULL, 0, error);
}

/**
 * gvir_designer_domain_add_tpm:
 * @design: a design
 * @error: return location for a #GError
 *
 * Adds a TPM: an emulated one of version 2.0 where the host can, of the model that the machine has.
 *
 * Returns: (transfer full): the device, a part of the configuration, or %NULL
 *   with %GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_HOST where the host emulates no TPM,
 *   or as [method@LibvirtDesigner.Domain.setup_machine]
 */
GVirConfigDomainDevice *
gvir_designer_domain_add_tpm (GVirDesignerDomain *design,
                              GError **error)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), NULL);

  return add_one (design, DESIGNER_SCOPE_TPM, error);
}

/**
 * gvir_designer_domain_add_rng:
 * @design: a design
 * @error: return location for a #GError
 *
 * Adds a random number generator that is fed by the host.
 *
 * Returns: (transfer full): the device, a part of the configuration, or %NULL
 *   with %GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_HOST where the host has none,
 *   or as [method@LibvirtDesigner.Domain.setup_machine]
 */
GVirConfigDomainDevice *
gvir_designer_domain_add_rng (GVirDesignerDomain *design,
                              GError **error)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), NULL);

  return add_one (design, DESIGNER_SCOPE_RNG, error);
}

/**
 * gvir_designer_domain_add_watchdog:
 * @design: a design
 * @error: return location for a #GError
 *
 * Adds the watchdog of the machine, which starts a guest that hangs anew.
 *
 * Returns: (transfer full): the device, a part of the configuration, or %NULL
 *   with %GVIR_DESIGNER_ERROR_CONFLICT where the guest has one already,
 *   or as [method@LibvirtDesigner.Domain.setup_machine]
 */
GVirConfigDomainDevice *
gvir_designer_domain_add_watchdog (GVirDesignerDomain *design,
                                   GError **error)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), NULL);

  return add_one (design, DESIGNER_SCOPE_WATCHDOG, error);
}

/**
 * gvir_designer_domain_add_vsock:
 * @design: a design
 * @error: return location for a #GError
 *
 * Adds a socket between guest and host, whose number libvirt chooses at each start.
 *
 * Returns: (transfer full): the device, a part of the configuration, or %NULL
 *   with %GVIR_DESIGNER_ERROR_CONFLICT where the guest has one already,
 *   or as [method@LibvirtDesigner.Domain.setup_machine]
 */
GVirConfigDomainDevice *
gvir_designer_domain_add_vsock (GVirDesignerDomain *design,
                                GError **error)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), NULL);

  return add_one (design, DESIGNER_SCOPE_VSOCK, error);
}

/**
 * gvir_designer_domain_add_iommu:
 * @design: a design
 * @error: return location for a #GError
 *
 * Adds the IOMMU of the machine, with remapped interrupts where the machine was set up for them.
 *
 * Returns: (transfer full): the device, a part of the configuration, or %NULL
 *   with %GVIR_DESIGNER_ERROR_CONFLICT where the machine has none,
 *   or as [method@LibvirtDesigner.Domain.setup_machine]
 */
GVirConfigDomainDevice *
gvir_designer_domain_add_iommu (GVirDesignerDomain *design,
                                GError **error)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), NULL);

  return add_one (design, DESIGNER_SCOPE_IOMMU, error);
}

/**
 * gvir_designer_domain_add_panic:
 * @design: a design
 * @error: return location for a #GError
 *
 * Adds the device through which the guest reports its crash.
 *
 * Returns: (transfer full): the device, a part of the configuration, or %NULL
 *   with %GVIR_DESIGNER_ERROR_CONFLICT where the guest has one already,
 *   or as [method@LibvirtDesigner.Domain.setup_machine]
 */
GVirConfigDomainDevice *
gvir_designer_domain_add_panic (GVirDesignerDomain *design,
                                GError **error)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), NULL);

  return add_one (design, DESIGNER_SCOPE_PANIC, error);
}

/**
 * gvir_designer_domain_add_channel:
 * @design: a design
 * @name: the name that the guest sees, such as `org.example.port`
 * @error: return location for a #GError
 *
 * Adds a virtio port between guest and host, and the controller that it needs.
 *
 * Returns: (transfer full): the device, a part of the configuration, or %NULL
 *   with %GVIR_DESIGNER_ERROR_CONFLICT where another port has that name,
 *   or as [method@LibvirtDesigner.Domain.setup_machine]
 */
GVirConfigDomainDevice *
gvir_designer_domain_add_channel (GVirDesignerDomain *design,
                                  const char *name,
                                  GError **error)
{
  const DesignerWish wishes[] = { { DESIGNER_THING_CHANNEL_NAME, name } };

  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  return designer_domain_add (design, DESIGNER_SCOPE_CHANNEL, wishes, G_N_ELEMENTS (wishes), error);
}
