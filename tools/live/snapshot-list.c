/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "live.h"

#include <json-glib/json-glib.h>
#include <string.h>

/* The column of names is at least as wide. */
#define LEAST_NAME_WIDTH 12

static const char *const kinds[] = {
  [GVIR_BUILDER_SNAPSHOT_KIND_EXTERNAL] = "external",
  [GVIR_BUILDER_SNAPSHOT_KIND_INTERNAL] = "internal",
};

static char *
write_time (GVirBuilderSnapshotInfo *snapshot,
            const char *format)
{
  gint64 seconds = gvir_builder_snapshot_info_get_time (snapshot);
  g_autoptr (GDateTime) time = format != NULL ? g_date_time_new_from_unix_local (seconds)
                                              : g_date_time_new_from_unix_utc (seconds);

  if (time == NULL)
    return g_strdup ("?");
  return format != NULL ? g_date_time_format (time, format) : g_date_time_format_iso8601 (time);
}

static void
append_row (GString *text,
            GVirBuilderSnapshotInfo *snapshot,
            guint width)
{
  const char *name = gvir_builder_snapshot_info_get_name (snapshot);
  const char *parent = gvir_builder_snapshot_info_get_parent (snapshot);
  guint missing = width - MIN (width, (guint) g_utf8_strlen (name, -1));
  g_autofree char *time = write_time (snapshot, "%F %R");

  g_string_append_printf (text, "%s%*s  %-16s  %-8s  %-7s  %s", name, (int) missing, "", time,
                          kinds[gvir_builder_snapshot_info_get_kind (snapshot)],
                          live_name_state (gvir_builder_snapshot_info_get_state (snapshot)),
                          gvir_builder_snapshot_info_is_current (snapshot) ? "current" : "");
  if (parent != NULL)
    g_string_append_printf (text, "%safter %s", gvir_builder_snapshot_info_is_current (snapshot) ? ", " : "", parent);
  g_strchomp (text->str);
  text->len = strlen (text->str);
  g_string_append_c (text, '\n');
}

static char *
to_text (GPtrArray *snapshots)
{
  GString *text = g_string_new (NULL);
  guint width = LEAST_NAME_WIDTH;

  for (guint i = 0; i < snapshots->len; i++)
    width = MAX (width, (guint) g_utf8_strlen (gvir_builder_snapshot_info_get_name (g_ptr_array_index (snapshots, i)), -1));
  if (snapshots->len > 0)
    g_string_append_printf (text, "%-*s  %-16s  %-8s  %s\n", (int) width, "NAME", "MADE", "KIND", "GUEST");
  for (guint i = 0; i < snapshots->len; i++)
    append_row (text, g_ptr_array_index (snapshots, i), width);
  return g_string_free (text, FALSE);
}

static void
add_text (JsonBuilder *builder,
          const char *name,
          const char *text)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text);
}

static void
add_snapshot (JsonBuilder *builder,
              GVirBuilderSnapshotInfo *snapshot)
{
  g_autofree char *time = write_time (snapshot, NULL);

  json_builder_begin_object (builder);
  add_text (builder, "name", gvir_builder_snapshot_info_get_name (snapshot));
  add_text (builder, "time", time);
  add_text (builder, "kind", kinds[gvir_builder_snapshot_info_get_kind (snapshot)]);
  add_text (builder, "state", live_name_state (gvir_builder_snapshot_info_get_state (snapshot)));
  json_builder_set_member_name (builder, "current");
  json_builder_add_boolean_value (builder, gvir_builder_snapshot_info_is_current (snapshot));
  add_text (builder, "parent", gvir_builder_snapshot_info_get_parent (snapshot));
  add_text (builder, "description", gvir_builder_snapshot_info_get_description (snapshot));
  json_builder_end_object (builder);
}

static char *
to_json (GPtrArray *snapshots)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  json_builder_begin_array (builder);
  for (guint i = 0; i < snapshots->len; i++)
    add_snapshot (builder, g_ptr_array_index (snapshots, i));
  json_builder_end_array (builder);
  root = json_builder_get_root (builder);
  text = json_to_string (root, TRUE);
  return g_strconcat (text, "\n", NULL);
}

char *
live_run_snapshot_list (const ToolArguments *arguments,
                        GError **error)
{
  GVirConnection *connection = live_connect (arguments, error);
  g_autoptr (GVirBuilderGuest) guest = NULL;
  g_autoptr (GPtrArray) snapshots = NULL;

  if (connection == NULL)
    return NULL;
  guest = gvir_builder_guest_find (connection, g_ptr_array_index (arguments->words, 0), error);
  g_object_unref (connection);
  snapshots = guest != NULL ? gvir_builder_guest_list_snapshots (guest, error) : NULL;
  if (snapshots == NULL)
    return NULL;
  if (tool_arguments_has (arguments, "json"))
    return to_json (snapshots);
  if (snapshots->len == 0)
    tool_note ("the guest has no snapshots");
  return to_text (snapshots);
}
