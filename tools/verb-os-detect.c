/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tool.h"

#include <json-glib/json-glib.h>

static gboolean
is_path (const char *path,
         GError **error)
{
  if (!g_uri_is_valid (path, G_URI_FLAGS_NONE, NULL))
    return TRUE;
  g_set_error (error, TOOL_ERROR, TOOL_ERROR_USAGE, "'%s' is no path: give that of an image on this machine", path);
  return FALSE;
}

static void
add_member (JsonBuilder *builder,
            const char *name,
            const char *value)
{
  json_builder_set_member_name (builder, name);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

static char *
to_json (GVirDesignerOs *os,
         OsinfoMedia *media)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  json_builder_begin_object (builder);
  add_member (builder, "short_id", gvir_designer_os_get_short_id (os));
  add_member (builder, "id", gvir_designer_os_get_id (os));
  add_member (builder, "name", gvir_designer_os_get_name (os));
  add_member (builder, "volume_id", osinfo_media_get_volume_id (media));
  add_member (builder, "system_id", osinfo_media_get_system_id (media));
  add_member (builder, "publisher_id", osinfo_media_get_publisher_id (media));
  add_member (builder, "application_id", osinfo_media_get_application_id (media));
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  text = json_to_string (root, TRUE);
  return g_strconcat (text, "\n", NULL);
}

/* The evidence is what is written on the medium. */
static char *
to_text (GVirDesignerOs *os,
         OsinfoMedia *media)
{
  const char *volume = osinfo_media_get_volume_id (media);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%-23s %s\n", gvir_designer_os_get_short_id (os), gvir_designer_os_get_name (os));
  if (volume != NULL)
    g_string_append_printf (text, "      the medium is called '%s'\n", volume);
  return g_string_free (text, FALSE);
}

char *
tool_run_os_detect (const ToolArguments *arguments,
                    GError **error)
{
  const char *path = g_ptr_array_index (arguments->words, 0);
  g_autoptr (OsinfoMedia) media = is_path (path, error) ? gvir_designer_os_read_media (path, error) : NULL;
  g_autoptr (GVirDesignerOs) os = media != NULL ? gvir_designer_os_identify_media (NULL, media, error) : NULL;

  if (os == NULL)
    {
      if (media != NULL)
        g_prefix_error (error, "'%s': ", path);
      return NULL;
    }
  return tool_arguments_has (arguments, "json") ? to_json (os, media) : to_text (os, media);
}
