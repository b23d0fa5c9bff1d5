/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The functions that add network interfaces. */

#include "domain/add-private.h"

static GVirConfigDomainInterface *
add_interface (GVirDesignerDomain *design,
               const char *type,
               DesignerThingId thing,
               const char *source,
               GError **error)
{
  const DesignerWish wishes[] = { { DESIGNER_THING_NET_TYPE, type }, { thing, source } };

  return (GVirConfigDomainInterface *) designer_domain_add (design, DESIGNER_SCOPE_INTERFACE, wishes,
                                                            G_N_ELEMENTS (wishes), error);
}

/**
 * gvir_designer_domain_add_interface_network:
 * @design: a design
 * @network: the name of a virtual network of libvirt
 * @error: return location for a #GError
 *
 * Adds a network interface on a virtual network.
 *
 * The model follows from what the operating system has a driver for.
 *
 * Returns: (transfer full): the device, a part of the configuration, or %NULL
 *   with %GVIR_DESIGNER_ERROR_INVALID_VALUE where @network is no name, or as
 *   [method@LibvirtDesigner.Domain.setup_machine]
 */
GVirConfigDomainInterface *
gvir_designer_domain_add_interface_network (GVirDesignerDomain *design,
                                            const char *network,
                                            GError **error)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), NULL);
  g_return_val_if_fail (network != NULL, NULL);

  return add_interface (design, "network", DESIGNER_THING_NET_NETWORK, network, error);
}

/**
 * gvir_designer_domain_add_interface_bridge:
 * @design: a design
 * @bridge: the name of a bridge of the host
 * @error: return location for a #GError
 *
 * Adds a network interface on a bridge.
 *
 * The model follows from what the operating system has a driver for.
 *
 * Returns: (transfer full): the device, a part of the configuration, or %NULL
 *   with %GVIR_DESIGNER_ERROR_INVALID_VALUE where @bridge is no name, or as
 *   [method@LibvirtDesigner.Domain.setup_machine]
 */
GVirConfigDomainInterface *
gvir_designer_domain_add_interface_bridge (GVirDesignerDomain *design,
                                           const char *bridge,
                                           GError **error)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), NULL);
  g_return_val_if_fail (bridge != NULL, NULL);

  return add_interface (design, "bridge", DESIGNER_THING_NET_BRIDGE, bridge, error);
}

/**
 * gvir_designer_domain_add_interface_user:
 * @design: a design
 * @error: return location for a #GError
 *
 * Adds a network interface that needs no rights on the host.
 *
 * The model follows from what the operating system has a driver for.
 *
 * Returns: (transfer full): the device, a part of the configuration, or %NULL
 *   with %GVIR_DESIGNER_ERROR_CONFLICT in a container, or as
 *   [method@LibvirtDesigner.Domain.setup_machine]
 */
GVirConfigDomainInterface *
gvir_designer_domain_add_interface_user (GVirDesignerDomain *design,
                                         GError **error)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), NULL);

  return add_interface (design, "user", DESIGNER_THING_NET_NETWORK, NULL, error);
}

/**
 * gvir_designer_domain_add_interface_direct:
 * @design: a design
 * @device: a network device of the host, such as `eth0`
 * @error: return location for a #GError
 *
 * Adds a network interface that shares a network device of the host (macvtap).
 *
 * Guests on the same device reach each other, but none reaches its host through it.
 * The model follows from what the operating system has a driver for.
 *
 * Returns: (transfer full): the device, a part of the configuration, or %NULL
 *   with %GVIR_DESIGNER_ERROR_INVALID_VALUE where @device is no name,
 *   or as [method@LibvirtDesigner.Domain.setup_machine]
 */
GVirConfigDomainInterface *
gvir_designer_domain_add_interface_direct (GVirDesignerDomain *design,
                                           const char *device,
                                           GError **error)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), NULL);
  g_return_val_if_fail (device != NULL, NULL);

  return add_interface (design, "direct", DESIGNER_THING_NET_DEVICE, device, error);
}

/**
 * gvir_designer_domain_add_interface_vhostuser:
 * @design: a design
 * @socket: the path of a socket on the host
 * @error: return location for a #GError
 *
 * Adds a virtio network interface whose packets a program of the host switches.
 *
 * QEMU makes the socket, so that the program can be restarted and come back; the
 * guest's memory is shared with it. The socket need not be there.
 *
 * Returns: (transfer full): the device, a part of the configuration, or %NULL
 *   with %GVIR_DESIGNER_ERROR_INVALID_VALUE where @socket is no path, with
 *   %GVIR_DESIGNER_ERROR_CONFLICT on other hypervisors than QEMU,
 *   or as [method@LibvirtDesigner.Domain.setup_machine]
 */
GVirConfigDomainInterface *
gvir_designer_domain_add_interface_vhostuser (GVirDesignerDomain *design,
                                              const char *socket,
                                              GError **error)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), NULL);
  g_return_val_if_fail (socket != NULL, NULL);

  return add_interface (design, "vhostuser", DESIGNER_THING_NET_SOCKET, socket, error);
}

/**
 * gvir_designer_domain_add_interface_vdpa:
 * @design: a design
 * @device: a device of the host that speaks virtio, such as `/dev/vhost-vdpa-0`
 * @error: return location for a #GError
 *
 * Adds a virtio network interface that a network card of the host serves itself.
 *
 * Returns: (transfer full): the device, a part of the configuration, or %NULL
 *   with %GVIR_DESIGNER_ERROR_INVALID_VALUE where @device is no name, with
 *   %GVIR_DESIGNER_ERROR_CONFLICT on other hypervisors than QEMU,
 *   or as [method@LibvirtDesigner.Domain.setup_machine]
 */
GVirConfigDomainInterface *
gvir_designer_domain_add_interface_vdpa (GVirDesignerDomain *design,
                                         const char *device,
                                         GError **error)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), NULL);
  g_return_val_if_fail (device != NULL, NULL);

  return add_interface (design, "vdpa", DESIGNER_THING_NET_DEVICE, device, error);
}

/**
 * gvir_designer_domain_add_interface_ethernet:
 * @design: a design
 * @device: (nullable): the name of the TAP device on the host, such as `tap0`; %NULL: libvirt makes one up
 * @error: return location for a #GError
 *
 * Adds a network interface on a TAP device that the caller connects to a network.
 *
 * The model follows from what the operating system has a driver for.
 *
 * Returns: (transfer full): the device, a part of the configuration, or %NULL
 *   with %GVIR_DESIGNER_ERROR_INVALID_VALUE where @device is no name,
 *   or as [method@LibvirtDesigner.Domain.setup_machine]
 */
GVirConfigDomainInterface *
gvir_designer_domain_add_interface_ethernet (GVirDesignerDomain *design,
                                             const char *device,
                                             GError **error)
{
  const DesignerPart parts[] = { { "type", "ethernet" }, { "target.dev", device } };

  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), NULL);

  return (GVirConfigDomainInterface *) designer_domain_add_as_option (design, "network", parts, G_N_ELEMENTS (parts),
                                                                       error);
}
