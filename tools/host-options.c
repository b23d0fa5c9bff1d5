/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* From HOST options to a host. */

#include "live-host.h"
#include "tool.h"

static gboolean
check_combination (const ToolArguments *arguments,
                   GError **error)
{
  gboolean files = tool_arguments_has (arguments, "capabilities")
                   || tool_arguments_has (arguments, "domcapabilities");

  if (tool_arguments_has (arguments, "host") && files)
    {
      g_set_error_literal (error, TOOL_ERROR, TOOL_ERROR_USAGE,
                           "--host describes a host by itself: leave it out, or leave out "
                           "--capabilities and --domcapabilities");
      return FALSE;
    }
  return TRUE;
}

/* Several folders are a set of hosts. */
static GVirDesignerHost *
read_folders (const ToolArguments *arguments,
              GError **error)
{
  g_autoptr (GPtrArray) folders = tool_arguments_list (arguments, "host");
  g_autoptr (GPtrArray) hosts = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < folders->len; i++)
    {
      GVirDesignerHost *host = gvir_designer_host_new_from_directory (g_ptr_array_index (folders, i), error);

      if (host == NULL)
        return NULL;
      g_ptr_array_add (hosts, host);
    }
  return gvir_designer_host_new_set ((GVirDesignerHost *const *) hosts->pdata, hosts->len, error);
}

static GVirDesignerHost *
read_files (const ToolArguments *arguments,
            GError **error)
{
  const char *capabilities = tool_arguments_get (arguments, "capabilities");
  g_autoptr (GPtrArray) domcapabilities = tool_arguments_list (arguments, "domcapabilities");

  g_ptr_array_add (domcapabilities, NULL);
  return gvir_designer_host_new_from_files (capabilities, (const char *const *) domcapabilities->pdata,
                                            error);
}

/* A policy may prefer another architecture, and a guest that is there may be of another. */
static LiveHostArchs
choose_archs (const ToolArguments *arguments,
              ToolHostUse use)
{
  return use == TOOL_HOST_FOR_NEW_GUEST && !tool_policies_are_given (arguments) ? LIVE_HOST_OWN_ARCH
                                                                                : LIVE_HOST_COMPATIBLE_ARCHS;
}

static GVirDesignerHost *
read_connection (const ToolArguments *arguments,
                 ToolHostUse use,
                 GError **error)
{
  g_autoptr (LiveHost) live = live_host_read (tool_arguments_get (arguments, "connect"), choose_archs (arguments, use),
                                              tool_arguments_get (arguments, "arch"), error);

  return live != NULL ? live_host_describe (live, error) : NULL;
}

/* Files describe the host even where there is a connection, which nothing needs
 * then. */
GVirDesignerHost *
tool_host_read (const ToolArguments *arguments,
                ToolHostUse use,
                GError **error)
{
  if (!check_combination (arguments, error))
    return NULL;
  if (tool_arguments_has (arguments, "host"))
    return read_folders (arguments, error);
  if (tool_arguments_has (arguments, "capabilities") || tool_arguments_has (arguments, "domcapabilities"))
    return read_files (arguments, error);
  if (tool_arguments_has (arguments, "connect"))
    return read_connection (arguments, use, error);
  return gvir_designer_host_new_builtin ();
}
