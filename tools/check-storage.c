/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include <string.h>

#include "tool.h"

/* One part of --check, such as "path_in_use=off". */
static gboolean
check_check (const char *part,
             GError **error)
{
  static const char *const names[] = { "path_in_use", "mac_in_use", "disk_size", "all", NULL };
  static const char *const answers[] = { "on", "off", "yes", "no", NULL };
  const char *equals = strchr (part, '=');
  g_autofree char *name = g_strndup (part, strcspn (part, "="));

  if (g_strv_contains (names, name) && equals != NULL && g_strv_contains (answers, equals + 1))
    return TRUE;
  g_set_error (error, TOOL_ERROR, TOOL_ERROR_USAGE,
               "'%s' is no check that can be switched: give path_in_use, mac_in_use, disk_size or all, each "
               "with =on or =off", part);
  return FALSE;
}

gboolean
tool_storage_check_words (const ToolArguments *arguments,
                          GError **error)
{
  const char *argument = tool_arguments_get (arguments, "check");
  g_auto (GStrv) parts = g_strsplit (argument != NULL ? argument : "", ",", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (!check_check (parts[i], error))
        return FALSE;
    }
  return TRUE;
}

ToolChecks
tool_storage_read_checks (const ToolArguments *arguments)
{
  static const struct
  {
    const char *name;
    ToolChecks checks;
  } names[] = {
    { "path_in_use", TOOL_CHECK_PATHS }, { "mac_in_use", TOOL_CHECK_ADDRESSES },
    { "disk_size", TOOL_CHECK_SIZES }, { "all", TOOL_CHECK_ALL },
  };
  const char *argument = tool_arguments_get (arguments, "check");
  g_auto (GStrv) parts = g_strsplit (argument != NULL ? argument : "", ",", -1);
  ToolChecks checks = TOOL_CHECK_ALL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *off = g_strconcat (names[i].name, "=off", NULL);
      g_autofree char *no = g_strconcat (names[i].name, "=no", NULL);

      if (g_strv_contains ((const char *const *) parts, off) || g_strv_contains ((const char *const *) parts, no))
        checks &= ~names[i].checks;
    }
  return checks;
}

gboolean
tool_storage_check (const ToolArguments *arguments,
                    GVirDesignerDomain *design,
                    const char *own,
                    GError **error)
{
  gboolean (*check) (const ToolArguments *, GVirDesignerDomain *, const char *, GError **);

  if (!tool_arguments_has (arguments, "connect"))
    return TRUE;
  check = tool_module_find ("live_check", error);
  return check != NULL && check (arguments, design, own, error);
}
