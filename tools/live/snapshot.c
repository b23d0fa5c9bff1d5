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
