/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "live.h"

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
list (GVirDomain *domain,
      GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  GList *snapshots;

  if (!gvir_domain_fetch_snapshots (domain, 0, NULL, error))
    return NULL;
  snapshots = gvir_domain_get_snapshots (domain);
  for (GList *at = snapshots; at != NULL; at = at->next)
    g_string_append_printf (text, "%s\n", gvir_domain_snapshot_get_name (at->data));
  g_list_free_full (snapshots, g_object_unref);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
live_run_snapshot_list (const ToolArguments *arguments,
                        GError **error)
{
  GVirConnection *connection = live_connect (arguments, error);
  GVirDomain *domain = connection != NULL ? find_guest (connection, word (arguments, 0), error) : NULL;
  char *text = domain != NULL ? list (domain, error) : NULL;

  g_clear_object (&domain);
  g_clear_object (&connection);
  return text;
}
