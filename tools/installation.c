/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "installation.h"

#include <string.h>

gboolean
tool_installation_names_os (const ToolArguments *arguments)
{
  const char *text = tool_arguments_get (arguments, "install");
  g_auto (GStrv) parts = g_strsplit (text != NULL ? text : "", ",", -1);

  if (parts[0] != NULL && *parts[0] != '\0' && strchr (parts[0], '=') == NULL)
    return TRUE;
  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (g_str_has_prefix (parts[i], "os="))
        return TRUE;
    }
  return FALSE;
}

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
  return tool_installation_names_os (arguments)
         || (tool_arguments_has (arguments, "cdrom") && !tool_arguments_has (arguments, "osinfo"));
}

const ToolInstallationCalls *
tool_installation_calls (GError **error)
{
  return tool_module_find ("live_installation_calls", error);
}
