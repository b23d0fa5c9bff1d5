/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include <json-glib/json-glib.h>

#include "tool.h"

#define NAME_COLUMN 24

static void
add_policy (JsonBuilder *builder,
            GVirDesignerPolicy *policy,
            gboolean always)
{
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "name");
  json_builder_add_string_value (builder, gvir_designer_policy_get_name (policy));
  json_builder_set_member_name (builder, "title");
  json_builder_add_string_value (builder, gvir_designer_policy_get_title (policy));
  json_builder_set_member_name (builder, "file");
  json_builder_add_string_value (builder, gvir_designer_policy_get_file (policy));
  json_builder_set_member_name (builder, "always");
  json_builder_add_boolean_value (builder, always);
  json_builder_end_object (builder);
}

static gboolean
add_named (JsonBuilder *builder,
           GError **error)
{
  g_auto (GStrv) names = gvir_designer_policy_list_names ();

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (GVirDesignerPolicy) policy = gvir_designer_policy_new_from_name (names[i], error);

      if (policy == NULL)
        return FALSE;
      add_policy (builder, policy, FALSE);
    }
  return TRUE;
}

/* What is installed, and then what is always in force. */
static JsonNode *
list (GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) site = NULL;

  json_builder_begin_array (builder);
  if (add_named (builder, error))
    site = gvir_designer_policy_load_site (error);
  if (site == NULL)
    return NULL;
  for (guint i = 0; i < site->len; i++)
    add_policy (builder, g_ptr_array_index (site, i), TRUE);
  json_builder_end_array (builder);
  return json_builder_get_root (builder);
}

static char *
to_text (JsonNode *root)
{
  JsonArray *policies = json_node_get_array (root);
  g_autofree char *indent = g_strnfill (NAME_COLUMN, ' ');
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (policies); i++)
    {
      JsonObject *policy = json_array_get_object_element (policies, i);
      g_autofree char *name = g_strdup_printf ("%-*s ", NAME_COLUMN - 1, json_object_get_string_member (policy, "name"));
      const char *title = json_object_get_string_member_with_default (policy, "title", "");
      g_autofree char *words = g_strdup_printf ("%s%s", json_object_get_boolean_member (policy, "always") ? "always in force: " : "",
                                                title);

      tool_append_wrapped (text, name, indent, *words != '\0' ? words : "(it has no title)");
    }
  return g_string_free (text, FALSE);
}

char *
tool_run_policy_list (const ToolArguments *arguments,
                      GError **error)
{
  g_autoptr (JsonNode) root = list (error);
  g_autofree char *json = NULL;

  if (root == NULL)
    return NULL;
  if (!tool_arguments_has (arguments, "json"))
    return to_text (root);
  json = json_to_string (root, TRUE);
  return g_strconcat (json, "\n", NULL);
}
