/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "live.h"

#include <string.h>

GVirBuilderInstallFlags
live_read_check_flags (const ToolArguments *arguments)
{
  static const struct
  {
    ToolChecks check;
    GVirBuilderInstallFlags flags;
  } checks[] = {
    { TOOL_CHECK_PATHS, GVIR_BUILDER_INSTALL_FLAGS_SHARED_PATHS },
    { TOOL_CHECK_ADDRESSES, GVIR_BUILDER_INSTALL_FLAGS_SHARED_ADDRESSES },
    { TOOL_CHECK_SIZES, GVIR_BUILDER_INSTALL_FLAGS_OVERCOMMIT },
  };
  ToolChecks on = tool_storage_read_checks (arguments);
  GVirBuilderInstallFlags flags = GVIR_BUILDER_INSTALL_FLAGS_NONE;

  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    {
      if ((on & checks[i].check) == 0)
        flags |= checks[i].flags;
    }
  return flags;
}

/* Nothing is changed, so leave to read is enough; a driver inside this process gives none but all. */
static GVirConnection *
connect_to_read (const char *uri,
                 GError **error)
{
  GVirConnection *connection;

  if (strstr (uri, ":///embed") != NULL)
    return gvir_builder_connect (uri, error);
  if (!gvir_builder_init (error))
    return NULL;
  connection = gvir_connection_new (uri);
  if (gvir_connection_open_read_only (connection, NULL, error))
    return connection;
  g_prefix_error (error, "cannot connect to '%s': ", uri);
  g_object_unref (connection);
  return NULL;
}

gboolean
live_check (const ToolArguments *arguments,
            GVirDesignerDomain *design,
            const char *own,
            GError **error)
{
  gboolean described = tool_arguments_has (arguments, "host") || tool_arguments_has (arguments, "capabilities")
                       || tool_arguments_has (arguments, "domcapabilities");
  g_autoptr (GError) silence = NULL;
  GVirConnection *connection = connect_to_read (tool_arguments_get (arguments, "connect"),
                                                described ? &silence : error);
  gboolean good;

  if (connection == NULL)
    {
      if (described)
        tool_note ("nothing answers at the connection, so its storage and guests are not looked at");
      return described;
    }
  good = gvir_builder_check_design (connection, design, own, live_read_check_flags (arguments), error);
  g_object_unref (connection);
  return good;
}
