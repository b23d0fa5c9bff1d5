/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The functions that add devices other than storage. */

#include "domain/add-private.h"

DesignerRequest *
designer_domain_request (GVirDesignerDomain *design,
                         DesignerScopeId scope,
                         const DesignerWish *wishes,
                         guint n_wishes,
                         GError **error)
{
  DesignerRequest *request;

  if (!designer_domain_ensure_setup (design, error))
    return NULL;
  request = designer_request_new (scope);
  g_ptr_array_add (design->priv->requests, request);
  for (guint i = 0; i < n_wishes; i++)
    {
      if (wishes[i].value != NULL
          && !designer_request_wish (request, wishes[i].thing, wishes[i].value, error))
        return NULL;
    }
  return request;
}

GVirConfigDomainDevice *
designer_domain_add (GVirDesignerDomain *design,
                     DesignerScopeId scope,
                     const DesignerWish *wishes,
                     guint n_wishes,
                     GError **error)
{
  const DesignerRequest *request = designer_domain_request (design, scope, wishes, n_wishes, error);

  return request != NULL ? designer_domain_add_device (design, scope, request, error) : NULL;
}

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

static const char *
name_of_graphics (GVirDesignerDomainGraphics type)
{
  switch (type)
    {
    case GVIR_DESIGNER_DOMAIN_GRAPHICS_DESKTOP:
      return "desktop";
    case GVIR_DESIGNER_DOMAIN_GRAPHICS_RDP:
      return "rdp";
    case GVIR_DESIGNER_DOMAIN_GRAPHICS_SPICE:
      return "spice";
    case GVIR_DESIGNER_DOMAIN_GRAPHICS_VNC:
      return "vnc";
    }
  return NULL;
}

/**
 * gvir_designer_domain_add_graphics:
 * @design: a design
 * @type: how the guest is watched
 * @error: return location for a #GError
 *
 * Adds a display server, and for SPICE the channel of its agent where the
 * operating system has virtio ports.
 *
 * Returns: (transfer full): the device, a part of the configuration, or %NULL
 *   with %GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_HOST or
 *   %GVIR_DESIGNER_ERROR_CONFLICT where host or hypervisor has no such server,
 *   or as [method@LibvirtDesigner.Domain.setup_machine]
 */
GVirConfigDomainGraphics *
gvir_designer_domain_add_graphics (GVirDesignerDomain *design,
                                   GVirDesignerDomainGraphics type,
                                   GError **error)
{
  const DesignerWish wishes[] = { { DESIGNER_THING_GRAPHICS_TYPE, name_of_graphics (type) } };

  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), NULL);
  g_return_val_if_fail (wishes[0].value != NULL, NULL);

  return (GVirConfigDomainGraphics *) designer_domain_add (design, DESIGNER_SCOPE_GRAPHICS, wishes, 1, error);
}

/**
 * gvir_designer_domain_add_sound:
 * @design: a design
 * @error: return location for a #GError
 *
 * Adds a sound card that the operating system has a driver for.
 *
 * Returns: (transfer full): the device, a part of the configuration, or %NULL
 *   with %GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_OS where the operating system only
 *   drives cards that no hypervisor has, or as
 *   [method@LibvirtDesigner.Domain.setup_machine]
 */
GVirConfigDomainSound *
gvir_designer_domain_add_sound (GVirDesignerDomain *design,
                                GError **error)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), NULL);

  return (GVirConfigDomainSound *) designer_domain_add (design, DESIGNER_SCOPE_SOUND, NULL, 0, error);
}

/**
 * gvir_designer_domain_add_video:
 * @design: a design
 * @error: return location for a #GError
 *
 * Adds the best video card that the operating system drives and the host has.
 *
 * Returns: (transfer full): the device, a part of the configuration, or %NULL
 *   with %GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_HOST where the host has no video
 *   card at all, or as [method@LibvirtDesigner.Domain.setup_machine]
 */
GVirConfigDomainVideo *
gvir_designer_domain_add_video (GVirDesignerDomain *design,
                                GError **error)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), NULL);

  return (GVirConfigDomainVideo *) designer_domain_add (design, DESIGNER_SCOPE_VIDEO, NULL, 0, error);
}

/**
 * gvir_designer_domain_add_smartcard:
 * @design: a design
 * @error: return location for a #GError
 *
 * Adds a smartcard reader for the card of the person who watches the guest.
 *
 * Returns: (transfer full): the device, a part of the configuration, or %NULL
 *   with %GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_HOST where the host has no SPICE,
 *   with %GVIR_DESIGNER_ERROR_CONFLICT before a SPICE server was added, or as
 *   [method@LibvirtDesigner.Domain.setup_machine]
 */
GVirConfigDomainSmartcard *
gvir_designer_domain_add_smartcard (GVirDesignerDomain *design,
                                    GError **error)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), NULL);

  return (GVirConfigDomainSmartcard *) designer_domain_add (design, DESIGNER_SCOPE_SMARTCARD, NULL, 0, error);
}

/**
 * gvir_designer_domain_add_usb_redir:
 * @design: a design
 * @error: return location for a #GError
 *
 * Adds a channel for one USB device of the person who watches the guest, and a
 * USB controller where there is none yet.
 *
 * Returns: (transfer full): the device, a part of the configuration, or %NULL
 *   with %GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_HOST where the host has no SPICE or
 *   no redirection, with %GVIR_DESIGNER_ERROR_CONFLICT before a SPICE server was
 *   added, or as [method@LibvirtDesigner.Domain.setup_machine]
 */
GVirConfigDomainRedirdev *
gvir_designer_domain_add_usb_redir (GVirDesignerDomain *design,
                                    GError **error)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), NULL);

  return (GVirConfigDomainRedirdev *) designer_domain_add (design, DESIGNER_SCOPE_REDIRDEV, NULL, 0, error);
}
