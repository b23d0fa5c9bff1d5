/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include <json-glib/json-glib.h>
#include <string.h>

#include "tool.h"

#define INDENT "                                 "

static const char *
text_of (JsonObject *object,
         const char *member,
         const char *otherwise)
{
  const char *value = NULL;

  if (!json_object_get_null_member (object, member))
    value = json_object_get_string_member (object, member);
  return value != NULL ? value : otherwise;
}

static const char *
connection_kind (const char *session)
{
  if (g_str_equal (session, "yes"))
    return " (a session: unprivileged)";
  return g_str_equal (session, "no") ? " (of the system)" : "";
}

static void
append_heading (GString *text,
                JsonObject *host)
{
  tool_append_wrapped (text, "Host:         ", "              ", text_of (host, "origin", "unknown"));
  g_string_append_printf (text, "Connection:   %s%s\n", text_of (host, "uri", "unknown"),
                          connection_kind (text_of (host, "session", "unknown")));
  g_string_append_printf (text, "Architecture: %s\n", text_of (host, "arch", "unknown"));
}

/* Aliases, with what they stand for; versioned names are only counted. */
static char *
summarise_machines (JsonArray *machines)
{
  GString *text = g_string_new (NULL);
  guint n_plain = 0;

  for (guint i = 0; i < json_array_get_length (machines); i++)
    {
      JsonObject *machine = json_array_get_object_element (machines, i);
      const char *name = text_of (machine, "name", "");
      const char *canonical = text_of (machine, "canonical", name);

      if (g_str_equal (name, canonical))
        n_plain++;
      else
        g_string_append_printf (text, "%s%s is %s", text->len > 0 ? ", " : "", name, canonical);
    }
  if (text->len > 0)
    g_string_append_printf (text, "; %u versions in all", n_plain);
  else if (n_plain > 0)
    g_string_append_printf (text, "%u", n_plain);
  else
    g_string_append (text, "none");
  return g_string_free (text, FALSE);
}

static void
append_guests (GString *text,
               JsonArray *guests)
{
  if (json_array_get_length (guests) > 0)
    g_string_append (text, "\nGuests that it runs\n");
  for (guint i = 0; i < json_array_get_length (guests); i++)
    {
      JsonObject *guest = json_array_get_object_element (guests, i);
      g_autofree char *machines = summarise_machines (json_object_get_array_member (guest, "machines"));

      g_string_append_printf (text, "  %-5s %-8s %-4s %s\n", text_of (guest, "virt_type", "?"),
                              text_of (guest, "arch", "?"), text_of (guest, "os_type", "?"),
                              text_of (guest, "emulator", "no emulator of its own"));
      tool_append_wrapped (text, "      machines: ", "        ", machines);
    }
}

/* A device is there or not; a list of nothing says so. */
static const char *
describe_bare (const char *what,
               JsonObject *values)
{
  if (strchr (what, '/') != NULL)
    return "nothing named";
  return json_object_get_string_member_with_default (values, "", "unknown");
}

/* What is offered; and how much was said not to be. */
static void
append_values (GString *text,
               const char *what,
               JsonObject *values)
{
  g_autoptr (GList) names = json_object_get_members (values);
  g_autoptr (GString) row = g_string_new (NULL);
  g_autofree char *start = g_strdup_printf ("  %-*s", (int) sizeof INDENT - 3, what);
  guint n_refused = 0;
  guint n_named = 0;

  names = g_list_sort (names, (GCompareFunc) (void (*) (void)) g_strcmp0);
  for (GList *name = names; name != NULL; name = name->next)
    {
      const char *answer = json_object_get_string_member (values, name->data);

      if (*(const char *) name->data == '\0')
        continue;
      n_named++;
      if (g_str_equal (answer, "yes"))
        g_string_append_printf (row, "%s%s", row->len > 0 ? ", " : "", (const char *) name->data);
      else
        n_refused++;
    }
  if (n_refused > 0)
    g_string_append_printf (row, "%s%u of %u cannot be used", row->len > 0 ? "; " : "", n_refused, n_named);
  if (row->len == 0)
    g_string_append (row, describe_bare (what, values));
  tool_append_wrapped (text, start, INDENT, row->str);
}

static void
append_domain_capabilities (GString *text,
                            JsonObject *domcaps)
{
  JsonObject *lists = json_object_get_object_member (domcaps, "lists");
  g_autoptr (GList) names = json_object_get_members (lists);

  g_string_append_printf (text, "\n%s %s %s, at most %" G_GINT64_FORMAT " virtual CPUs\n",
                          text_of (domcaps, "virt_type", "?"), text_of (domcaps, "arch", "?"),
                          text_of (domcaps, "machine", "any machine"),
                          json_object_get_int_member (domcaps, "max_vcpus"));
  for (GList *name = names; name != NULL; name = name->next)
    {
      g_autofree char *prefix = g_strconcat (name->data, "/", NULL);
      const char *next = name->next != NULL ? name->next->data : "";

      /* What is offered of a device says that the device is. */
      if (!g_str_has_prefix (next, prefix))
        append_values (text, name->data, json_object_get_object_member (lists, name->data));
    }
}

static char *
to_text (const char *json)
{
  g_autoptr (JsonNode) root = json_from_string (json, NULL);
  JsonObject *host = json_node_get_object (root);
  JsonArray *all = json_object_get_array_member (host, "domain_capabilities");
  GString *text = g_string_new (NULL);

  append_heading (text, host);
  append_guests (text, json_object_get_array_member (host, "guests"));
  for (guint i = 0; i < json_array_get_length (all); i++)
    append_domain_capabilities (text, json_array_get_object_element (all, i));
  return g_string_free (text, FALSE);
}

char *
tool_run_host_show (const ToolArguments *arguments,
                    GError **error)
{
  g_autoptr (GVirDesignerHost) host = tool_host_read (arguments, TOOL_HOST_FOR_ANY_GUEST, error);
  g_autofree char *json = NULL;

  if (host == NULL)
    return NULL;
  json = gvir_designer_host_to_json (host);
  return tool_arguments_has (arguments, "json") ? g_strconcat (json, "\n", NULL) : to_text (json);
}
