/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "live-host.h"
#include "save-host.h"
#include "tool.h"

char *
tool_run_host_save (const ToolArguments *arguments,
                    GError **error)
{
  const char *folder = g_ptr_array_index (arguments->words, 0);
  const char *uri = tool_arguments_get (arguments, "connect");
  g_autoptr (LiveHost) live = NULL;
  g_autoptr (GVirDesignerHost) host = NULL;

  if (uri == NULL)
    {
      g_set_error_literal (error, TOOL_ERROR, TOOL_ERROR_USAGE,
                           "no host was named: give --connect URI, such as --connect qemu:///system");
      return NULL;
    }
  if (!save_host_check (folder, error))
    return NULL;
  live = live_host_read (uri, LIVE_HOST_EVERY_ARCH, NULL, error);
  if (live == NULL)
    return NULL;
  /* What could not be read again is not worth saving. */
  host = live_host_describe (live, error);
  if (host == NULL || !save_host (live, folder, error))
    return NULL;
  return g_strdup ("");
}
