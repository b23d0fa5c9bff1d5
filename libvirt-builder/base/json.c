/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "base/json-private.h"

void
builder_json_add_text (JsonBuilder *builder,
                       const char *name,
                       const char *text)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text);
}

void
builder_json_add_boolean (JsonBuilder *builder,
                          const char *name,
                          gboolean value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, value);
}

void
builder_json_begin (JsonBuilder *builder,
                    const char *name)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
}

const char *
builder_json_get_text (JsonObject *object,
                       const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
           ? json_node_get_string (node) : NULL;
}

char *
builder_json_print (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);

  return json_to_string (root, TRUE);
}
