/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include <json-glib/json-glib.h>

#include "tool.h"

#define NAME_COLUMN 24

/* The entry of each short id; an entry may have several. */
static GHashTable *
index_entries (OsinfoDb *database)
{
  GHashTable *index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (OsinfoOsList) list = osinfo_db_get_os_list (database);

  for (int i = 0; i < osinfo_list_get_length (OSINFO_LIST (list)); i++)
    {
      OsinfoEntity *entry = osinfo_list_get_nth (OSINFO_LIST (list), i);
      g_autoptr (GList) ids = osinfo_entity_get_param_value_list (entry, OSINFO_PRODUCT_PROP_SHORT_ID);

      for (GList *id = ids; id != NULL; id = id->next)
        g_hash_table_insert (index, g_strdup (id->data), entry);
    }
  return index;
}

static const char *
name_of (GHashTable *index,
         const char *short_id)
{
  OsinfoProduct *entry = g_hash_table_lookup (index, short_id);
  const char *name = entry != NULL ? osinfo_product_get_name (entry) : NULL;

  return name != NULL ? name : "";
}

static char *
to_text (char **short_ids,
         GHashTable *index)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; short_ids[i] != NULL; i++)
    g_string_append_printf (text, "%-*s %s\n", NAME_COLUMN - 1, short_ids[i], name_of (index, short_ids[i]));
  return g_string_free (text, FALSE);
}

static void
add_member (JsonBuilder *builder,
            const char *name,
            const char *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static char *
to_json (char **short_ids,
         GHashTable *index)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *json = NULL;

  json_builder_begin_array (builder);
  for (guint i = 0; short_ids[i] != NULL; i++)
    {
      OsinfoEntity *entry = g_hash_table_lookup (index, short_ids[i]);

      json_builder_begin_object (builder);
      add_member (builder, "short_id", short_ids[i]);
      add_member (builder, "name", name_of (index, short_ids[i]));
      add_member (builder, "id", entry != NULL ? osinfo_entity_get_id (entry) : "");
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  root = json_builder_get_root (builder);
  json = json_to_string (root, TRUE);
  return g_strconcat (json, "\n", NULL);
}

char *
tool_run_os_list (const ToolArguments *arguments,
                  GError **error)
{
  g_autoptr (OsinfoDb) database = gvir_designer_os_database_load (error);
  g_autoptr (GHashTable) index = NULL;
  g_auto (GStrv) short_ids = NULL;

  if (database == NULL)
    return NULL;
  short_ids = gvir_designer_os_database_list (database);
  index = index_entries (database);
  return tool_arguments_has (arguments, "json") ? to_json (short_ids, index) : to_text (short_ids, index);
}
