/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "host/host-private.h"

#include "base/libvirt-designer-error.h"

static gboolean
add_texts (GVirDesignerHost *host,
           const char *capabilities,
           const char *const *domain_capabilities,
           GError **error)
{
  if (capabilities != NULL)
    {
      g_autoptr (DesignerXmlDoc) doc =
        designer_xml_doc_new_from_text (capabilities, "The capabilities XML", "capabilities", error);

      if (doc == NULL)
        return FALSE;
      designer_host_add_capabilities (host, doc);
    }
  for (guint i = 0; domain_capabilities != NULL && domain_capabilities[i] != NULL; i++)
    {
      g_autofree char *name = g_strdup_printf ("The domain capabilities XML no. %u", i + 1);
      g_autoptr (DesignerXmlDoc) doc = designer_xml_doc_new_from_text (
        domain_capabilities[i], name, "domainCapabilities", error);

      if (doc == NULL || !designer_host_add_domcaps (host, doc, name, host->uri, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * gvir_designer_host_new:
 * @capabilities: (nullable): capabilities XML, as `virsh capabilities` prints it
 * @domain_capabilities: (nullable) (array zero-terminated=1): domain-capabilities
 *   XMLs, as `virsh domcapabilities` prints them: one for each emulator,
 *   virtualisation type and machine of interest
 * @uri: (nullable): the URI of the connection they come from
 * @error: return location for an error
 *
 * Makes a host from the XML that libvirt gives of it. Capabilities, domain
 * capabilities, or both have to be given; domain capabilities are enough.
 *
 * Fails with %GVIR_DESIGNER_ERROR_INVALID_INPUT where one of them cannot be read.
 *
 * Returns: (transfer full): a new host, or %NULL on error
 */
GVirDesignerHost *
gvir_designer_host_new (const char *capabilities,
                        const char *const *domain_capabilities,
                        const char *uri,
                        GError **error)
{
  g_autoptr (GVirDesignerHost) host = NULL;

  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (capabilities == NULL && (domain_capabilities == NULL || domain_capabilities[0] == NULL))
    {
      g_set_error_literal (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_INVALID_INPUT,
                           "No description of the host was given; "
                           "give capabilities, domain capabilities, or both");
      return NULL;
    }
  host = designer_host_new_empty (uri != NULL ? uri : "the XML that was given", uri);
  if (!add_texts (host, capabilities, domain_capabilities, error) ||
      !designer_host_finish (host, error))
    return NULL;
  return g_steal_pointer (&host);
}
