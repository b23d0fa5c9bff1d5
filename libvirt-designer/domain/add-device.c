/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The functions that add devices other than storage. */

#include "domain/add-private.h"
#include "intent/option-parts-private.h"
#include "intent/option-words-private.h"

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

static char **
join_parts (const DesignerPart *parts,
            guint n_parts)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < n_parts; i++)
    {
      g_autofree char *part = NULL;

      if (parts[i].value == NULL)
        continue;
      part = g_strconcat (parts[i].name, *parts[i].name != '\0' ? "=" : "", parts[i].value, NULL);
      g_strv_builder_add (builder, part);
    }
  return g_strv_builder_end (builder);
}

GVirConfigDomainDevice *
designer_domain_add_as_option (GVirDesignerDomain *design,
                               const char *option,
                               const DesignerPart *parts,
                               guint n_parts,
                               GError **error)
{
  const DesignerOptionRow *row = designer_option_find (option, error);
  DesignerIntent *intent = design->priv->facts->intent;
  g_auto (GStrv) joined = join_parts (parts, n_parts);
  g_auto (GStrv) written_out = row != NULL ? designer_option_words_write_out (intent, NULL, row, "", joined, error) : NULL;
  DesignerRequest *request;

  if (written_out == NULL)
    return NULL;
  request = designer_domain_request (design, row->scope, NULL, 0, error);
  if (request == NULL || !designer_option_parts_apply (intent, request, row, 0, written_out, error))
    return NULL;
  return designer_domain_add_device (design, row->scope, request, error);
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
