/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "base/json-private.h"

void
designer_json_add_text (JsonBuilder *builder,
                        const char *name,
                        const char *text)
{
  json_builder_set_member_name (builder, name);
  if (text != NULL)
    json_builder_add_string_value (builder, text);
  else
    json_builder_add_null_value (builder);
}

void
designer_json_add_number (JsonBuilder *builder,
                          const char *name,
                          guint64 number)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, (gint64) number);
}

void
designer_json_add_texts (JsonBuilder *builder,
                         const char *name,
                         const char *const *texts)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; texts[i] != NULL; i++)
    json_builder_add_string_value (builder, texts[i]);
  json_builder_end_array (builder);
}

char *
designer_json_print (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);

  return json_to_string (root, TRUE);
}
