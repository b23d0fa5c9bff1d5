/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "installation.h"

gboolean
tool_installation_is_asked (const ToolArguments *arguments)
{
  static const char *const options[] = { "location", "unattended", "cloud-init", "initrd-inject" };

  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    {
      if (tool_arguments_has (arguments, options[i]))
        return TRUE;
    }
  /* Which system a disc is of, it says itself. */
  return tool_arguments_has (arguments, "cdrom") && !tool_arguments_has (arguments, "osinfo");
}

const ToolInstallationCalls *
tool_installation_calls (GError **error)
{
  return tool_module_find ("live_installation_calls", error);
}
