/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tool.h"

char *
tool_run_design (const ToolArguments *arguments,
                 GError **error)
{
  GVirDesignerDomain *design = tool_guest_design (arguments, error);
  g_autoptr (GObject) owned = G_OBJECT (design);
  g_autofree char *xml = NULL;

  if (design == NULL)
    return NULL;
  xml = gvir_designer_domain_to_xml (design);
  return g_strconcat (xml, g_str_has_suffix (xml, "\n") ? "" : "\n", NULL);
}
