/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "live.h"

#include <json-glib/json-glib.h>

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/lsan_interface.h>
#define BEGIN_FOREIGN_LEAKS() __lsan_disable ()
#define END_FOREIGN_LEAKS() __lsan_enable ()
#else
#define BEGIN_FOREIGN_LEAKS()
#define END_FOREIGN_LEAKS()
#endif

static const char *
word (const ToolArguments *arguments,
      guint number)
{
  return g_ptr_array_index (arguments->words, number);
}

/* Takes PLAN, which may be NULL, and CONNECTION. */
static char *
carry_out (GVirBuilderPlan *plan,
           GVirConnection *connection,
           const ToolArguments *arguments,
           const char *event,
           const char *words,
           GError **error)
{
  gboolean good = plan != NULL && live_carry_out (plan, connection, arguments, error);

  if (good && !tool_arguments_has (arguments, "dry-run"))
    live_say (arguments, event, gvir_builder_plan_get_guest (plan), words);
  g_clear_object (&plan);
  g_object_unref (connection);
  return good ? g_strdup ("") : NULL;
}

char *
live_run_snapshot_create (const ToolArguments *arguments,
                          GError **error)
{
  GVirBuilderSnapshotKind kind = tool_arguments_has (arguments, "internal") ? GVIR_BUILDER_SNAPSHOT_KIND_INTERNAL
                                                                            : GVIR_BUILDER_SNAPSHOT_KIND_EXTERNAL;
  GVirConnection *connection = live_connect (arguments, error);

  return connection == NULL ? NULL
         : carry_out (gvir_builder_plan_new_snapshot (connection, word (arguments, 0), word (arguments, 1),
                                                      tool_arguments_get (arguments, "description"), kind, error),
                      connection, arguments, "snapshot-created", "The snapshot is there.", error);
}

char *
live_run_snapshot_delete (const ToolArguments *arguments,
                          GError **error)
{
  GVirConnection *connection = live_connect (arguments, error);

  return connection == NULL ? NULL
         : carry_out (gvir_builder_plan_new_snapshot_delete (connection, word (arguments, 0), word (arguments, 1), error),
                      connection, arguments, "snapshot-deleted", "The snapshot is deleted.", error);
}

char *
live_run_snapshot_revert (const ToolArguments *arguments,
                          GError **error)
{
  GVirConnection *connection = live_connect (arguments, error);

  return connection == NULL ? NULL
         : carry_out (gvir_builder_plan_new_snapshot_revert (connection, word (arguments, 0), word (arguments, 1), error),
                      connection, arguments, "reverted", "The guest is what it was.", error);
}

/* NULL with an error. */
static GVirDomain *
find_guest (GVirConnection *connection,
            const char *name,
            GError **error)
{
  GVirDomain *domain;

  if (!gvir_connection_fetch_domains (connection, NULL, error))
    return NULL;
  domain = gvir_connection_find_domain_by_name (connection, name);
  if (domain == NULL)
    domain = gvir_connection_get_domain (connection, name);
  if (domain == NULL)
    g_set_error (error, TOOL_ERROR, TOOL_ERROR_FAILED, "there is no guest '%s': 'virt-designer list --all' lists all", name);
  return domain;
}

static char *
to_text (GList *snapshots)
{
  GString *text = g_string_new (NULL);

  for (GList *at = snapshots; at != NULL; at = at->next)
    g_string_append_printf (text, "%s\n", gvir_domain_snapshot_get_name (at->data));
  return g_string_free (text, FALSE);
}

/* One that is deleted meanwhile is an error. */
static gboolean
add_snapshot (JsonBuilder *builder,
              GVirDomainSnapshot *snapshot,
              GError **error)
{
  gboolean is_current = FALSE;
  GVirConfigDomainSnapshot *config = gvir_domain_snapshot_get_config (snapshot, 0, error);
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *written = NULL;
  g_autofree char *parent = NULL;
  gboolean good = config != NULL && gvir_domain_snapshot_get_is_current (snapshot, 0, &is_current, error);

  if (good)
    {
      time = g_date_time_new_from_unix_utc (gvir_config_domain_snapshot_get_creation_time (config));
      parent = gvir_designer_config_get (GVIR_CONFIG_OBJECT (config), "parent/name", NULL);
      written = g_date_time_format_iso8601 (time);
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "name");
      json_builder_add_string_value (builder, gvir_domain_snapshot_get_name (snapshot));
      json_builder_set_member_name (builder, "time");
      json_builder_add_string_value (builder, written);
      json_builder_set_member_name (builder, "current");
      json_builder_add_boolean_value (builder, is_current);
      json_builder_set_member_name (builder, "parent");
      json_builder_add_string_value (builder, parent);
      json_builder_end_object (builder);
    }
  g_clear_object (&config);
  return good;
}

static char *
to_json (GList *snapshots,
         GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  json_builder_begin_array (builder);
  for (GList *at = snapshots; at != NULL; at = at->next)
    {
      if (!add_snapshot (builder, at->data, error))
        return NULL;
    }
  json_builder_end_array (builder);
  root = json_builder_get_root (builder);
  text = json_to_string (root, TRUE);
  return g_strconcat (text, "\n", NULL);
}

/* libvirt lists them in no order. */
static gint
compare (gconstpointer one,
         gconstpointer other)
{
  return g_strcmp0 (gvir_domain_snapshot_get_name ((GVirDomainSnapshot *) one),
                    gvir_domain_snapshot_get_name ((GVirDomainSnapshot *) other));
}

static char *
list (GVirDomain *domain,
      const ToolArguments *arguments,
      GError **error)
{
  GList *snapshots;
  gboolean fetched;
  char *text;

  /* libvirt-gobject 4.0 loses what libvirt gives it of each. */
  BEGIN_FOREIGN_LEAKS ();
  fetched = gvir_domain_fetch_snapshots (domain, 0, NULL, error);
  END_FOREIGN_LEAKS ();
  if (!fetched)
    return NULL;
  snapshots = g_list_sort (gvir_domain_get_snapshots (domain), compare);
  text = tool_arguments_has (arguments, "json") ? to_json (snapshots, error) : to_text (snapshots);
  g_list_free_full (snapshots, g_object_unref);
  return text;
}

char *
live_run_snapshot_list (const ToolArguments *arguments,
                        GError **error)
{
  GVirConnection *connection = live_connect (arguments, error);
  GVirDomain *domain = connection != NULL ? find_guest (connection, word (arguments, 0), error) : NULL;
  char *text = domain != NULL ? list (domain, arguments, error) : NULL;

  g_clear_object (&domain);
  g_clear_object (&connection);
  return text;
}
