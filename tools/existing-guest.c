/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A guest that is there already, as the verbs take it. */

#include "tool.h"

#include <string.h>

gboolean
tool_existing_is_file (const ToolArguments *arguments,
                       const char *word)
{
  return !tool_arguments_has (arguments, "connect") || g_str_equal (word, "-") || strchr (word, '/') != NULL;
}

/* The system that the guest's XML names, where the OS database has it. */
GVirDesignerOs *
tool_existing_find_os (GVirDesignerDomain *guest)
{
  GVirConfigObject *config = GVIR_CONFIG_OBJECT (gvir_designer_domain_get_config (guest));
  g_autofree char *id = gvir_designer_config_get (config, "metadata/libosinfo:libosinfo/libosinfo:os/@id", NULL);

  return id != NULL ? gvir_designer_os_find (NULL, id, NULL) : NULL;
}

GVirDesignerDomain *
tool_existing_take (const ToolArguments *arguments,
                    GVirDesignerHost *host,
                    const char *xml,
                    gboolean *os_is_known,
                    GError **error)
{
  g_autoptr (GVirDesignerDomain) guest = gvir_designer_domain_new_from_xml (NULL, host, xml, error);
  g_autoptr (GVirDesignerDomain) design = NULL;
  g_autoptr (GVirDesignerOs) os = NULL;

  if (guest == NULL)
    return NULL;
  if (tool_arguments_has (arguments, "osinfo"))
    {
      os = tool_os_read (arguments, error);
      if (os == NULL)
        return NULL;
    }
  else
    os = tool_existing_find_os (guest);
  *os_is_known = os != NULL;
  design = gvir_designer_domain_new_from_xml (os, host, xml, error);
  if (design == NULL || !tool_policies_add (design, arguments, error)
      || !tool_version_set (design, arguments, "policy-version", error) || !tool_drivers_add (design, arguments, error))
    return NULL;
  return g_steal_pointer (&design);
}

GVirDesignerDomain *
tool_existing_read (const ToolArguments *arguments,
                    const char *xml,
                    GError **error)
{
  g_autoptr (GVirDesignerHost) host = tool_host_read (arguments, TOOL_HOST_FOR_ANY_GUEST, error);
  gboolean os_is_known;

  return host != NULL ? tool_existing_take (arguments, host, xml, &os_is_known, error) : NULL;
}
