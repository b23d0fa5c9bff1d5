/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tool.h"

char *
tool_run_design (const ToolArguments *arguments,
                 GError **error)
{
  g_autoptr (ToolGuest) guest = tool_guest_read (arguments, error);
  g_autoptr (GVirDesignerDomain) design = NULL;

  if (guest == NULL)
    return NULL;
  design = tool_guest_design (guest, arguments, NULL, error);
  return design != NULL ? tool_guest_to_xml (design) : NULL;
}
