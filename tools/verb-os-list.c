/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include <json-glib/json-glib.h>

#include "tool.h"

#define NAME_COLUMN 24

static char *
to_text (const char *json)
{
  g_autoptr (JsonNode) root = json_from_string (json, NULL);
  JsonArray *systems = json_node_get_array (root);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (systems); i++)
    {
      JsonObject *os = json_array_get_object_element (systems, i);

      g_string_append_printf (text, "%-*s %s\n", NAME_COLUMN - 1, json_object_get_string_member (os, "short_id"),
                              json_object_get_string_member_with_default (os, "name", ""));
    }
  return g_string_free (text, FALSE);
}

char *
tool_run_os_list (const ToolArguments *arguments,
                  GError **error)
{
  g_autofree char *json = gvir_designer_os_database_to_json (NULL, error);

  if (json == NULL)
    return NULL;
  return tool_arguments_has (arguments, "json") ? g_strconcat (json, "\n", NULL) : to_text (json);
}
