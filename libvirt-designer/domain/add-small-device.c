/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The functions that add small devices, most of which libvirt-gconfig has no classes for. */

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

/**
 * gvir_designer_domain_add_audio:
 * @design: a design
 * @error: return location for a #GError
 *
 * Adds a back end for the guest's sound: where the sound cards play.
 *
 * With SPICE it is the viewer; without any display that carries sound, nowhere.
 *
 * Returns: (transfer full): the device, a part of the configuration, or %NULL
 *   with %GVIR_DESIGNER_ERROR_CONFLICT on other hypervisors than QEMU,
 *   or as [method@LibvirtDesigner.Domain.setup_machine]
 */
GVirConfigDomainDevice *
gvir_designer_domain_add_audio (GVirDesignerDomain *design,
                                GError **error)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), NULL);

  return designer_domain_add (design, DESIGNER_SCOPE_AUDIO, NULL, 0, error);
}

/**
 * gvir_designer_domain_add_memballoon:
 * @design: a design
 * @error: return location for a #GError
 *
 * Adds the balloon, through which the guest gives memory back.
 *
 * Returns: (transfer full): the device, a part of the configuration, or %NULL
 *   with %GVIR_DESIGNER_ERROR_CONFLICT where the guest has one already,
 *   or as [method@LibvirtDesigner.Domain.setup_machine]
 */
GVirConfigDomainMemballoon *
gvir_designer_domain_add_memballoon (GVirDesignerDomain *design,
                                     GError **error)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), NULL);

  return (GVirConfigDomainMemballoon *) designer_domain_add (design, DESIGNER_SCOPE_MEMBALLOON, NULL, 0, error);
}

/**
 * gvir_designer_domain_add_shmem:
 * @design: a design
 * @name: what the memory is called on the host
 * @size: its size in bytes, a power of two; 0: 4 MiB, which is QEMU's own choice
 * @error: return location for a #GError
 *
 * Adds memory that guests of one host share, all that give the same name.
 *
 * Returns: (transfer full): the device, a part of the configuration, or %NULL
 *   with %GVIR_DESIGNER_ERROR_INVALID_VALUE where @name is none, or @size is no power
 *   of two, with %GVIR_DESIGNER_ERROR_CONFLICT where the guest has that memory,
 *   or as [method@LibvirtDesigner.Domain.setup_machine]
 */
GVirConfigDomainDevice *
gvir_designer_domain_add_shmem (GVirDesignerDomain *design,
                                const char *name,
                                guint64 size,
                                GError **error)
{
  g_autofree char *bytes = g_strdup_printf ("%" G_GUINT64_FORMAT, size);
  const DesignerPart parts[] = {
    { "name", name }, { "size", size > 0 ? bytes : NULL }, { "size.unit", size > 0 ? "B" : NULL },
  };

  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  return designer_domain_add_as_option (design, "shmem", parts, G_N_ELEMENTS (parts), error);
}

/**
 * gvir_designer_domain_add_shmem_server:
 * @design: a design
 * @name: what the memory is called
 * @socket: the socket of the server that hands the memory out
 * @error: return location for a #GError
 *
 * Adds memory that a server of the host shares among guests, which can interrupt each
 * other.
 *
 * Returns: (transfer full): the device, a part of the configuration, or %NULL
 *   with %GVIR_DESIGNER_ERROR_INVALID_VALUE where a name is none, with
 *   %GVIR_DESIGNER_ERROR_CONFLICT where the guest has that memory,
 *   or as [method@LibvirtDesigner.Domain.setup_machine]
 */
GVirConfigDomainDevice *
gvir_designer_domain_add_shmem_server (GVirDesignerDomain *design,
                                       const char *name,
                                       const char *socket,
                                       GError **error)
{
  const DesignerPart parts[] = { { "name", name }, { "server.path", socket } };

  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), NULL);
  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (socket != NULL, NULL);

  return designer_domain_add_as_option (design, "shmem", parts, G_N_ELEMENTS (parts), error);
}

/**
 * gvir_designer_domain_add_controller:
 * @design: a design
 * @type: the kind of bus: `usb`, `scsi`, `pci`, `virtio-serial` or another that
 *   `--controller=help` lists
 * @model: (nullable): the model of the controller, or %NULL to leave it to the rules
 * @error: return location for a #GError
 *
 * Adds a controller beside those that devices bring along themselves.
 *
 * Returns: (transfer full): the device, a part of the configuration, or %NULL
 *   with %GVIR_DESIGNER_ERROR_INVALID_VALUE where there is no such kind or model,
 *   with %GVIR_DESIGNER_ERROR_CONFLICT where the machine has none of it,
 *   or as [method@LibvirtDesigner.Domain.setup_machine]
 */
GVirConfigDomainDevice *
gvir_designer_domain_add_controller (GVirDesignerDomain *design,
                                     const char *type,
                                     const char *model,
                                     GError **error)
{
  const DesignerWish wishes[] = {
    { DESIGNER_THING_CONTROLLER_TYPE, type }, { DESIGNER_THING_CONTROLLER_MODEL, model },
  };

  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), NULL);
  g_return_val_if_fail (type != NULL, NULL);

  return designer_domain_add (design, DESIGNER_SCOPE_CONTROLLER, wishes, G_N_ELEMENTS (wishes), error);
}

/**
 * gvir_designer_domain_add_hub:
 * @design: a design
 * @error: return location for a #GError
 *
 * Adds a USB hub, and a USB controller where there is none yet.
 *
 * Returns: (transfer full): the device, a part of the configuration, or %NULL
 *   as [method@LibvirtDesigner.Domain.setup_machine]
 */
GVirConfigDomainDevice *
gvir_designer_domain_add_hub (GVirDesignerDomain *design,
                              GError **error)
{
  const DesignerWish wishes[] = { { DESIGNER_THING_HUB_TYPE, "usb" } };

  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), NULL);

  return designer_domain_add (design, DESIGNER_SCOPE_HUB, wishes, G_N_ELEMENTS (wishes), error);
}

/**
 * gvir_designer_domain_add_lease:
 * @design: a design
 * @lockspace: (nullable): the lock manager's space of locks, or %NULL for its first
 * @key: the name of the lock
 * @path: the file or device of the host that the lock is kept in
 * @error: return location for a #GError
 *
 * Adds a lock of the host's lock manager, without which the guest does not start.
 *
 * Returns: (transfer full): the device, a part of the configuration, or %NULL
 *   with %GVIR_DESIGNER_ERROR_INVALID_VALUE where a name is none,
 *   or as [method@LibvirtDesigner.Domain.setup_machine]
 */
GVirConfigDomainDevice *
gvir_designer_domain_add_lease (GVirDesignerDomain *design,
                                const char *lockspace,
                                const char *key,
                                const char *path,
                                GError **error)
{
  const DesignerPart parts[] = { { "lockspace", lockspace }, { "key", key }, { "target.path", path } };

  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), NULL);
  g_return_val_if_fail (key != NULL, NULL);
  g_return_val_if_fail (path != NULL, NULL);

  return designer_domain_add_as_option (design, "lease", parts, G_N_ELEMENTS (parts), error);
}
