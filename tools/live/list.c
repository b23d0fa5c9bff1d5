/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "live.h"

#include <json-glib/json-glib.h>
#include <string.h>

#define STATE_WIDTH 9
#define OS_WIDTH 16
#define LEAST_NAME_WIDTH 4
#define MOST_NAME_WIDTH 28

/* What is listed of a guest. */
typedef struct
{
  GVirBuilderGuest *guest;
  GVirBuilderGuestState state;
  char *os;
  GPtrArray *nics;
} Row;

static const char *const state_names[] = { "running", "paused", "stopping", "sleeping", "off", "crashed", "gone" };
static const char *const source_names[] = { "none", "agent", "lease", "arp" };

const char *
live_name_state (GVirBuilderGuestState state)
{
  return state_names[state];
}

static void
free_row (gpointer data)
{
  Row *row = data;

  g_free (row->os);
  g_clear_pointer (&row->nics, g_ptr_array_unref);
  g_free (row);
}

/* FALSE: it has gone meanwhile. */
static gboolean
read_row (Row *row)
{
  if (!gvir_builder_guest_get_state (row->guest, &row->state, NULL) || row->state == GVIR_BUILDER_GUEST_STATE_GONE)
    return FALSE;
  row->os = gvir_builder_guest_get_os (row->guest, NULL);
  row->nics = gvir_builder_guest_get_nics (row->guest, NULL);
  return row->nics != NULL;
}

static GPtrArray *
read_rows (GPtrArray *guests)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (free_row);

  for (guint i = 0; i < guests->len; i++)
    {
      Row *row = g_new0 (Row, 1);

      row->guest = g_ptr_array_index (guests, i);
      if (read_row (row))
        g_ptr_array_add (rows, row);
      else
        free_row (row);
    }
  return rows;
}

static void
add_nic (JsonBuilder *builder,
         GVirBuilderNic *nic)
{
  const char *const *addresses = gvir_builder_nic_get_addresses (nic);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "mac");
  json_builder_add_string_value (builder, gvir_builder_nic_get_mac (nic));
  json_builder_set_member_name (builder, "name");
  json_builder_add_string_value (builder, gvir_builder_nic_get_guest_name (nic));
  json_builder_set_member_name (builder, "source");
  json_builder_add_string_value (builder, source_names[gvir_builder_nic_get_source (nic)]);
  json_builder_set_member_name (builder, "addresses");
  json_builder_begin_array (builder);
  for (guint i = 0; addresses[i] != NULL; i++)
    json_builder_add_string_value (builder, addresses[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
add_row (JsonBuilder *builder,
         Row *row)
{
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "name");
  json_builder_add_string_value (builder, gvir_builder_guest_get_name (row->guest));
  json_builder_set_member_name (builder, "uuid");
  json_builder_add_string_value (builder, gvir_builder_guest_get_uuid (row->guest));
  json_builder_set_member_name (builder, "state");
  json_builder_add_string_value (builder, live_name_state (row->state));
  json_builder_set_member_name (builder, "os");
  json_builder_add_string_value (builder, row->os);
  json_builder_set_member_name (builder, "interfaces");
  json_builder_begin_array (builder);
  for (guint i = 0; i < row->nics->len; i++)
    add_nic (builder, g_ptr_array_index (row->nics, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static char *
to_json (GPtrArray *rows)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  json_builder_begin_array (builder);
  for (guint i = 0; i < rows->len; i++)
    add_row (builder, g_ptr_array_index (rows, i));
  json_builder_end_array (builder);
  root = json_builder_get_root (builder);
  text = json_to_string (root, TRUE);
  return g_strconcat (text, "\n", NULL);
}

/* By the name that --osinfo takes, where the OS database knows it. */
static char *
name_os (const char *id)
{
  g_autoptr (GVirDesignerOs) os = id != NULL ? gvir_designer_os_find (NULL, id, NULL) : NULL;

  if (os != NULL)
    return g_strdup (gvir_designer_os_get_short_id (os));
  return g_strdup (id != NULL ? id : "-");
}

/* An address of a line of its own, from the second on. */
static GString *
join_addresses (GPtrArray *nics,
                guint indent)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < nics->len; i++)
    {
      const char *const *addresses = gvir_builder_nic_get_addresses (g_ptr_array_index (nics, i));

      for (guint j = 0; addresses[j] != NULL; j++)
        {
          if (text->len > 0)
            g_string_append_printf (text, "\n%*s", (int) indent, "");
          g_string_append_len (text, addresses[j], (gssize) strcspn (addresses[j], "/"));
        }
    }
  if (text->len == 0)
    g_string_append_c (text, '-');
  return text;
}

/* What does not fit into its column has a line of its own. */
static void
append_cell (GString *text,
             const char *value,
             guint width,
             guint *column)
{
  glong length = g_utf8_strlen (value, -1);

  g_string_append (text, value);
  *column += width + 2;
  if (length > (glong) width)
    g_string_append_printf (text, "\n%*s", (int) *column, "");
  else
    g_string_append_printf (text, "%*s", (int) (width + 2 - (guint) length), "");
}

static void
append_line (GString *text,
             guint name_width,
             const char *name,
             const char *state,
             const char *os,
             const char *addresses)
{
  guint column = 0;

  append_cell (text, name, name_width, &column);
  append_cell (text, state, STATE_WIDTH, &column);
  append_cell (text, os, OS_WIDTH, &column);
  g_string_append_printf (text, "%s\n", addresses);
}

static char *
to_text (GPtrArray *rows)
{
  GString *text = g_string_new (NULL);
  guint width = LEAST_NAME_WIDTH;

  for (guint i = 0; i < rows->len; i++)
    {
      Row *row = g_ptr_array_index (rows, i);
      guint length = (guint) g_utf8_strlen (gvir_builder_guest_get_name (row->guest), -1);

      width = MAX (width, MIN (length, MOST_NAME_WIDTH));
    }
  if (rows->len > 0)
    append_line (text, width, "NAME", "STATE", "SYSTEM", "ADDRESSES");
  for (guint i = 0; i < rows->len; i++)
    {
      Row *row = g_ptr_array_index (rows, i);
      g_autofree char *os = name_os (row->os);
      GString *addresses = join_addresses (row->nics, width + STATE_WIDTH + OS_WIDTH + 6);

      append_line (text, width, gvir_builder_guest_get_name (row->guest), live_name_state (row->state), os, addresses->str);
      g_string_free (addresses, TRUE);
    }
  return g_string_free (text, FALSE);
}

char *
live_run_list (const ToolArguments *arguments,
               GError **error)
{
  GVirConnection *connection = live_connect (arguments, error);
  gboolean all = tool_arguments_has (arguments, "all");
  g_autoptr (GPtrArray) guests = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  if (connection == NULL)
    return NULL;
  guests = gvir_builder_guest_list (connection, all ? GVIR_BUILDER_GUEST_SCOPE_ALL : GVIR_BUILDER_GUEST_SCOPE_RUNNING, error);
  g_object_unref (connection);
  if (guests == NULL)
    return NULL;
  rows = read_rows (guests);
  if (tool_arguments_has (arguments, "json"))
    return to_json (rows);
  if (rows->len == 0)
    tool_note (all ? "there are no guests" : "no guest is started; --all lists the others too");
  return to_text (rows);
}
