/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The functions that add ports, and what a person at the guest touches. */

#include "domain/add-private.h"

/**
 * gvir_designer_domain_add_serial:
 * @design: a design
 * @error: return location for a #GError
 *
 * Adds a serial port, which is a pseudo terminal of the host.
 *
 * Where it leads to can be set in the device that is returned.
 *
 * Returns: (transfer full): the device, a part of the configuration, or %NULL
 *   with %GVIR_DESIGNER_ERROR_CONFLICT where the machine has no room for another one,
 *   or as [method@LibvirtDesigner.Domain.setup_machine]
 */
GVirConfigDomainSerial *
gvir_designer_domain_add_serial (GVirDesignerDomain *design,
                                 GError **error)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), NULL);

  return (GVirConfigDomainSerial *) designer_domain_add (design, DESIGNER_SCOPE_SERIAL, NULL, 0, error);
}

/**
 * gvir_designer_domain_add_parallel:
 * @design: a design
 * @error: return location for a #GError
 *
 * Adds a parallel port, which is a pseudo terminal of the host.
 *
 * Returns: (transfer full): the device, a part of the configuration, or %NULL
 *   with %GVIR_DESIGNER_ERROR_CONFLICT on other hypervisors than QEMU,
 *   or as [method@LibvirtDesigner.Domain.setup_machine]
 */
GVirConfigDomainParallel *
gvir_designer_domain_add_parallel (GVirDesignerDomain *design,
                                   GError **error)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), NULL);

  return (GVirConfigDomainParallel *) designer_domain_add (design, DESIGNER_SCOPE_PARALLEL, NULL, 0, error);
}

/**
 * gvir_designer_domain_add_console:
 * @design: a design
 * @error: return location for a #GError
 *
 * Adds a text console, which is a pseudo terminal of the host.
 *
 * The first console of a machine is its first serial port where it has one.
 *
 * Returns: (transfer full): the device, a part of the configuration, or %NULL
 *   with %GVIR_DESIGNER_ERROR_CONFLICT where the machine cannot have it,
 *   or as [method@LibvirtDesigner.Domain.setup_machine]
 */
GVirConfigDomainConsole *
gvir_designer_domain_add_console (GVirDesignerDomain *design,
                                  GError **error)
{
  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), NULL);

  return (GVirConfigDomainConsole *) designer_domain_add (design, DESIGNER_SCOPE_CONSOLE, NULL, 0, error);
}

static const char *
name_of_input (GVirConfigDomainInputDeviceType type)
{
  switch (type)
    {
    case GVIR_CONFIG_DOMAIN_INPUT_DEVICE_MOUSE:
      return "mouse";
    case GVIR_CONFIG_DOMAIN_INPUT_DEVICE_TABLET:
      return "tablet";
    case GVIR_CONFIG_DOMAIN_INPUT_DEVICE_KEYBOARD:
      return "keyboard";
    }
  return NULL;
}

/**
 * gvir_designer_domain_add_input:
 * @design: a design
 * @type: tablet, mouse or keyboard
 * @error: return location for a #GError
 *
 * Adds an input device on a bus that machine and operating system have, and the
 * controller that it needs.
 *
 * Returns: (transfer full): the device, a part of the configuration, or %NULL
 *   with %GVIR_DESIGNER_ERROR_CONFLICT where the machine has no bus for it,
 *   or as [method@LibvirtDesigner.Domain.setup_machine]
 */
GVirConfigDomainInput *
gvir_designer_domain_add_input (GVirDesignerDomain *design,
                                GVirConfigDomainInputDeviceType type,
                                GError **error)
{
  const DesignerWish wishes[] = { { DESIGNER_THING_INPUT_TYPE, name_of_input (type) } };

  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), NULL);
  g_return_val_if_fail (wishes[0].value != NULL, NULL);

  return (GVirConfigDomainInput *) designer_domain_add (design, DESIGNER_SCOPE_INPUT, wishes, G_N_ELEMENTS (wishes),
                                                        error);
}

/**
 * gvir_designer_domain_add_smartcard_host:
 * @design: a design
 * @error: return location for a #GError
 *
 * Adds a smartcard reader for the card in the host's own reader.
 *
 * Returns: (transfer full): the device, a part of the configuration, or %NULL
 *   with %GVIR_DESIGNER_ERROR_CONFLICT where the guest has a reader already,
 *   or as [method@LibvirtDesigner.Domain.setup_machine]
 */
GVirConfigDomainSmartcard *
gvir_designer_domain_add_smartcard_host (GVirDesignerDomain *design,
                                         GError **error)
{
  const DesignerWish wishes[] = { { DESIGNER_THING_SMARTCARD_MODE, "host" } };

  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), NULL);

  return (GVirConfigDomainSmartcard *) designer_domain_add (design, DESIGNER_SCOPE_SMARTCARD, wishes,
                                                            G_N_ELEMENTS (wishes), error);
}

/**
 * gvir_designer_domain_add_smartcard_certificates:
 * @design: a design
 * @first: the name of a certificate
 * @second: the name of another
 * @third: the name of the third
 * @database: (nullable): the folder of the host that they are in; %NULL: `/etc/pki/nssdb`
 * @error: return location for a #GError
 *
 * Adds a smartcard reader with a card that is made up from three certificates.
 *
 * Returns: (transfer full): the device, a part of the configuration, or %NULL
 *   with %GVIR_DESIGNER_ERROR_INVALID_VALUE where a name is empty, with
 *   %GVIR_DESIGNER_ERROR_CONFLICT where the guest has a reader already,
 *   or as [method@LibvirtDesigner.Domain.setup_machine]
 */
GVirConfigDomainSmartcard *
gvir_designer_domain_add_smartcard_certificates (GVirDesignerDomain *design,
                                                 const char *first,
                                                 const char *second,
                                                 const char *third,
                                                 const char *database,
                                                 GError **error)
{
  const DesignerPart parts[] = {
    { "mode", "host-certificates" }, { "certificate0", first }, { "certificate1", second }, { "certificate2", third },
    { "database", database },
  };

  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), NULL);
  g_return_val_if_fail (first != NULL, NULL);
  g_return_val_if_fail (second != NULL, NULL);
  g_return_val_if_fail (third != NULL, NULL);

  return (GVirConfigDomainSmartcard *) designer_domain_add_as_option (design, "smartcard", parts, G_N_ELEMENTS (parts),
                                                                      error);
}

/**
 * gvir_designer_domain_add_usb_redir_tcp:
 * @design: a design
 * @host: where a server of USB devices listens, a name or an address
 * @port: its port
 * @error: return location for a #GError
 *
 * Adds a channel for one USB device that another machine serves over the network,
 * and a USB controller where there is none yet.
 *
 * Returns: (transfer full): the device, a part of the configuration, or %NULL
 *   with %GVIR_DESIGNER_ERROR_INVALID_VALUE where @host is empty, with
 *   %GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_HOST where the host has no redirection,
 *   or as [method@LibvirtDesigner.Domain.setup_machine]
 */
GVirConfigDomainRedirdev *
gvir_designer_domain_add_usb_redir_tcp (GVirDesignerDomain *design,
                                        const char *host,
                                        guint16 port,
                                        GError **error)
{
  g_autofree char *service = g_strdup_printf ("%u", port);
  const DesignerPart parts[] = {
    { "", "usb" }, { "type", "tcp" }, { "source.mode", "connect" }, { "source.host", host },
    { "source.service", service },
  };

  g_return_val_if_fail (GVIR_DESIGNER_IS_DOMAIN (design), NULL);
  g_return_val_if_fail (host != NULL, NULL);
  g_return_val_if_fail (port > 0, NULL);

  return (GVirConfigDomainRedirdev *) designer_domain_add_as_option (design, "redirdev", parts, G_N_ELEMENTS (parts),
                                                                     error);
}
