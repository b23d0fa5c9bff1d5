/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include <json-glib/json-glib.h>

#include "tool.h"

#define INDENT "                 "

static void
append_row (GString *text,
            const char *name,
            const char *value)
{
  g_autofree char *start = g_strdup_printf ("  %-*s", (int) sizeof INDENT - 3, name);

  if (value != NULL && *value != '\0')
    tool_append_wrapped (text, start, INDENT, value);
}

static void
append_names (GString *text,
              GVirDesignerOs *os)
{
  g_string_append_printf (text, "%s\n", gvir_designer_os_get_name (os));
  append_row (text, "short id", gvir_designer_os_get_short_id (os));
  append_row (text, "id", gvir_designer_os_get_id (os));
  append_row (text, "stands for", gvir_designer_os_get_fallback_reason (os));
  append_row (text, "family", gvir_designer_os_get_family (os));
  append_row (text, "distribution", gvir_designer_os_get_distro (os));
  append_row (text, "version", gvir_designer_os_get_version (os));
}

static void
append_archs (GString *text,
              GVirDesignerOs *os,
              JsonObject *all)
{
  g_auto (GStrv) archs = gvir_designer_os_list_archs (os);
  g_autofree char *names = g_strjoinv (", ", archs);
  const char *list = json_object_get_string_member_with_default (all, "archs_list", NULL);
  g_autofree char *row = g_strconcat (names, list != NULL ? ", and no others: " : ", perhaps others", list, NULL);

  append_row (text, "architectures", archs[0] != NULL ? row : NULL);
}

static void
append_amount (GString *row,
               JsonObject *amounts,
               const char *name)
{
  g_autofree char *size = NULL;

  if (!json_object_has_member (amounts, name))
    return;
  size = g_format_size_full ((guint64) json_object_get_int_member (amounts, name), G_FORMAT_SIZE_IEC_UNITS);
  /* A number and its unit stay on one line. */
  g_string_append_printf (row, "%s%s of %s", row->len > 0 ? ", " : "", size, name);
}

static void
append_resources (GString *text,
                  JsonObject *resources,
                  const char *which)
{
  JsonArray *rows = json_object_get_array_member (resources, which);

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *amounts = json_array_get_object_element (rows, i);
      const char *arch = json_object_get_string_member_with_default (amounts, "arch", "all");
      g_autoptr (GString) row = g_string_new (NULL);

      append_amount (row, amounts, "memory");
      append_amount (row, amounts, "storage");
      if (json_object_has_member (amounts, "vcpus"))
        g_string_append_printf (row, "%s%" G_GINT64_FORMAT " virtual CPU%s", row->len > 0 ? ", " : "",
                                json_object_get_int_member (amounts, "vcpus"),
                                json_object_get_int_member (amounts, "vcpus") == 1 ? "" : "s");
      if (!g_str_equal (arch, "all"))
        g_string_append_printf (row, " (%s)", arch);
      append_row (text, which, row->str);
    }
}

static void
append_firmware (GString *text,
                 JsonArray *firmware)
{
  g_autoptr (GString) row = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (firmware); i++)
    {
      JsonObject *one = json_array_get_object_element (firmware, i);

      g_string_append_printf (row, "%s%s%s (%s)", row->len > 0 ? ", " : "",
                              json_object_get_boolean_member (one, "supported") ? "" : "not ",
                              json_object_get_string_member (one, "type"),
                              json_object_get_string_member (one, "arch"));
    }
  append_row (text, "firmware", row->str);
}

/* The devices of each class, in the order of the classes. */
static void
append_devices (GString *text,
                JsonArray *devices)
{
  g_autoptr (GTree) classes = g_tree_new_full ((GCompareDataFunc) (void (*) (void)) g_strcmp0, NULL, NULL,
                                               NULL);
  g_autoptr (GStringChunk) chunk = g_string_chunk_new (1024);

  for (guint i = 0; i < json_array_get_length (devices); i++)
    {
      JsonObject *device = json_array_get_object_element (devices, i);
      const char *name = json_object_get_string_member_with_default (device, "name", "?");
      const char *class = json_object_get_string_member_with_default (device, "class", "other");
      const char *before = g_tree_lookup (classes, class);
      g_autofree char *names = g_strconcat (before != NULL ? before : "", before != NULL ? ", " : "", name,
                                            NULL);

      g_tree_insert (classes, (gpointer) class, g_string_chunk_insert (chunk, names));
    }
  if (g_tree_nnodes (classes) > 0)
    g_string_append (text, "\nDevices that it drives\n");
  for (GTreeNode *node = g_tree_node_first (classes); node != NULL; node = g_tree_node_next (node))
    append_row (text, g_tree_node_key (node), g_tree_node_value (node));
}

static void
append_driver (GString *text,
               JsonObject *driver)
{
  JsonArray *devices = json_object_get_array_member (driver, "devices");
  const char *arch = json_object_get_string_member_with_default (driver, "arch", NULL);
  g_autoptr (GString) row = g_string_new (arch);

  for (guint i = 0; i < json_array_get_length (devices); i++)
    g_string_append_printf (row, "%s%s", i > 0 ? ", " : arch != NULL ? ": " : "",
                            json_array_get_string_element (devices, i));
  g_string_append_printf (text, "  %s\n", json_object_get_string_member (driver, "id"));
  tool_append_wrapped (text, "      ", "      ", row->str);
}

static void
append_drivers (GString *text,
                JsonArray *drivers)
{
  if (json_array_get_length (drivers) > 0)
    g_string_append (text, "\nDrivers that can be added to it (--driver)\n");
  for (guint i = 0; i < json_array_get_length (drivers); i++)
    append_driver (text, json_array_get_object_element (drivers, i));
}

static char *
to_text (GVirDesignerOs *os,
         const char *json)
{
  g_autoptr (JsonNode) root = json_from_string (json, NULL);
  JsonObject *all = json_node_get_object (root);
  JsonObject *resources = json_object_get_object_member (all, "resources");
  GString *text = g_string_new (NULL);

  append_names (text, os);
  append_archs (text, os, all);
  append_resources (text, resources, "minimum");
  append_resources (text, resources, "recommended");
  append_firmware (text, json_object_get_array_member (all, "firmware"));
  append_devices (text, json_object_get_array_member (all, "devices"));
  append_drivers (text, json_object_get_array_member (all, "known_drivers"));
  return g_string_free (text, FALSE);
}

char *
tool_run_os_show (const ToolArguments *arguments,
                  GError **error)
{
  g_autoptr (GVirDesignerOs) os = gvir_designer_os_find (NULL, g_ptr_array_index (arguments->words, 0), error);
  g_autofree char *json = NULL;

  if (os == NULL)
    return NULL;
  json = gvir_designer_os_to_json (os);
  if (tool_arguments_has (arguments, "json"))
    return g_strconcat (json, "\n", NULL);
  return to_text (os, json);
}
