/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "live.h"

#include <string.h>

static GVirBuilderInstallFlags
read_flags (const ToolArguments *arguments)
{
  static const struct
  {
    const char *option;
    GVirBuilderInstallFlags flags;
  } options[] = {
    { "autostart", GVIR_BUILDER_INSTALL_FLAGS_AUTOSTART },
    { "transient", GVIR_BUILDER_INSTALL_FLAGS_TRANSIENT },
  };
  GVirBuilderInstallFlags flags = GVIR_BUILDER_INSTALL_FLAGS_START | live_read_check_flags (arguments);

  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    {
      if (tool_arguments_has (arguments, options[i].option))
        flags |= options[i].flags;
    }
  if (tool_arguments_has (arguments, "noreboot") && tool_arguments_has (arguments, "import"))
    flags &= ~GVIR_BUILDER_INSTALL_FLAGS_START;
  return flags;
}

char *
live_install (const ToolArguments *arguments,
              GVirDesignerDomain *guest,
              GVirDesignerDomain *installer,
              GError **error)
{
  g_autoptr (GVirBuilderPlan) plan = NULL;
  GVirConnection *connection = live_connect (arguments, error);
  g_autofree char *words = NULL;
  gboolean done;

  if (connection == NULL)
    return NULL;
  plan = gvir_builder_plan_new_install (connection, guest, installer, read_flags (arguments), error);
  done = plan != NULL && live_carry_out (plan, connection, arguments, error);
  g_object_unref (connection);
  if (!done)
    return NULL;
  if (!tool_arguments_has (arguments, "dry-run"))
    {
      words = g_strdup_printf ("The guest %s is %s.", gvir_builder_plan_get_guest (plan),
                               installer != NULL ? "being installed" : "there");
      live_say (arguments, installer != NULL ? "installing" : "made", gvir_builder_plan_get_guest (plan), words);
    }
  return g_strdup ("");
}
