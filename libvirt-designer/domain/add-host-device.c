/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The functions that give the guest devices of the host. */

#include "domain/add-private.h"
#include "intent/option-words-private.h"

static GVirConfigDomainDevice *
add_host_device (GVirDesignerDomain *design,
                 const char *type,
                 const char *name,
                 GError **error)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (DesignerPart));
  const DesignerPart first = { "type", type };

  if (!designer_host_device_write_out (name, type, words, error))
    return NULL;
  g_array_append_val (parts, first);
  for (guint i = 0; i < words->len; i++)
    {
      const DesignerPart part = { "", g_ptr_array_index (words, i) };

      g_array_append_val (parts, part);
    }
  return designer_domain_add_as_option (design, "hostdev", (const DesignerPart *) (gpointer) parts->data, parts->len,
                                        error);
}

/**
 * gvir_designer_domain_add_hostdev_pci:
 * @design: a design
 * @address: where the device is on the host, as `0000:01:00.0`, `01:00.0` or
 *   libvirt's `pci_0000_01_00_0`
 * @error: return location for a #GError
 *
 * Gives the guest a PCI device of the host, and a port for it where the machine
 * has such.
 *
 * libvirt takes the device from the host's driver at start and gives it back at the
 * end. Devices of one IOMMU group are given away together: none of the others may
 * stay with the host's drivers. The host locks all of the guest's memory in place.
 * The device is not looked at, and need not be there.
 *
 * Returns: (transfer full): the device, a part of the configuration, or %NULL
 *   with %GVIR_DESIGNER_ERROR_INVALID_VALUE where @address is none, with
 *   %GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_HOST where the host has no IOMMU, with
 *   %GVIR_DESIGNER_ERROR_CONFLICT where the guest has the device already,
 *   or as [method@LibvirtDesigner.Domain.setup_machine]
 */
GVirConfigDomainHostdev *
gvir_designer_domain_add_hostdev_pci (GVirDesignerDomain *design,
                                      const char *address,
                                      GError **error)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), NULL);
  g_return_val_if_fail (address != NULL, NULL);

  return (GVirConfigDomainHostdev *) add_host_device (design, "pci", address, error);
}

/**
 * gvir_designer_domain_add_hostdev_usb:
 * @design: a design
 * @device: the device by vendor and product, as `046d:c077`, or by bus and number
 *   on the host, as `1.2`
 * @error: return location for a #GError
 *
 * Gives the guest a USB device of the host, and a USB controller where there is none
 * yet.
 *
 * Numbers change whenever a device is plugged in, and of two devices that are alike
 * vendor and product find neither.
 *
 * Returns: (transfer full): the device, a part of the configuration, or %NULL
 *   with %GVIR_DESIGNER_ERROR_INVALID_VALUE where @device is none, with
 *   %GVIR_DESIGNER_ERROR_CONFLICT where the guest has the device already,
 *   or as [method@LibvirtDesigner.Domain.setup_machine]
 */
GVirConfigDomainHostdev *
gvir_designer_domain_add_hostdev_usb (GVirDesignerDomain *design,
                                      const char *device,
                                      GError **error)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), NULL);
  g_return_val_if_fail (device != NULL, NULL);

  return (GVirConfigDomainHostdev *) add_host_device (design, "usb", device, error);
}

/**
 * gvir_designer_domain_add_hostdev_mdev:
 * @design: a design
 * @uuid: the UUID of the mediated device, or its name in libvirt (`mdev_…`)
 * @error: return location for a #GError
 *
 * Gives the guest its part of a device that the host shares among guests, such as a
 * virtual graphics card.
 *
 * The part is made on the host before the guest starts.
 *
 * Returns: (transfer full): the device, a part of the configuration, or %NULL
 *   with %GVIR_DESIGNER_ERROR_INVALID_VALUE where @uuid is none, with
 *   %GVIR_DESIGNER_ERROR_CONFLICT where the guest has the device already,
 *   or as [method@LibvirtDesigner.Domain.setup_machine]
 */
GVirConfigDomainHostdev *
gvir_designer_domain_add_hostdev_mdev (GVirDesignerDomain *design,
                                       const char *uuid,
                                       GError **error)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), NULL);
  g_return_val_if_fail (uuid != NULL, NULL);

  return (GVirConfigDomainHostdev *) add_host_device (design, "mdev", uuid, error);
}

/**
 * gvir_designer_domain_add_interface_hostdev:
 * @design: a design
 * @address: where a network card of the host is, as `0000:01:10.0`, `01:10.0` or
 *   libvirt's `pci_0000_01_10_0`
 * @error: return location for a #GError
 *
 * Gives the guest a network card of the host, mostly a virtual function of one, with
 * the MAC address that libvirt sets on it.
 *
 * Otherwise it is as [method@LibvirtDesigner.Domain.add_hostdev_pci].
 *
 * Returns: (transfer full): the device, a part of the configuration, or %NULL
 *   with %GVIR_DESIGNER_ERROR_INVALID_VALUE where @address is none, with
 *   %GVIR_DESIGNER_ERROR_CONFLICT where the guest has the device already,
 *   or as [method@LibvirtDesigner.Domain.setup_machine]
 */
GVirConfigDomainInterface *
gvir_designer_domain_add_interface_hostdev (GVirDesignerDomain *design,
                                            const char *address,
                                            GError **error)
{
  const DesignerPart parts[] = { { "type", "hostdev" }, { "source", address } };

  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), NULL);
  g_return_val_if_fail (address != NULL, NULL);

  return (GVirConfigDomainInterface *) designer_domain_add_as_option (design, "network", parts, G_N_ELEMENTS (parts),
                                                                       error);
}
