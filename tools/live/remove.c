/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "live.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* What cannot be taken back is shown, and agreed to. */
static gboolean
agree (GVirBuilderPlan *plan,
       const ToolArguments *arguments,
       GError **error)
{
  g_autofree char *text = NULL;
  char answer[16] = "";

  if (tool_arguments_has (arguments, "yes") || tool_arguments_has (arguments, "dry-run"))
    return TRUE;
  text = gvir_builder_plan_to_text (plan);
  fputs (text, stderr);
  if (!isatty (STDIN_FILENO))
    {
      g_set_error_literal (error, TOOL_ERROR, TOOL_ERROR_USAGE,
                           "nobody can be asked whether that is meant: give --yes, or --dry-run to do nothing");
      return FALSE;
    }
  fputs ("This cannot be taken back. Go on? [y/N] ", stderr);
  if (fgets (answer, sizeof answer, stdin) != NULL && strchr ("yY", *answer) != NULL && *answer != '\0')
    return TRUE;
  g_set_error_literal (error, TOOL_ERROR, TOOL_ERROR_FAILED, "nothing is removed, since you did not agree");
  return FALSE;
}

static gboolean
carry_out (GVirBuilderPlan *plan,
           GVirConnection *connection,
           const ToolArguments *arguments,
           const char *event,
           GError **error)
{
  g_autofree char *words = g_strdup_printf (g_str_equal (event, "removed") ? "The guest %s is removed."
                                                                           : "The guest is called %s now.",
                                            gvir_builder_plan_get_guest (plan));

  if (!live_carry_out (plan, connection, arguments, error))
    return FALSE;
  if (!tool_arguments_has (arguments, "dry-run"))
    live_say (arguments, event, gvir_builder_plan_get_guest (plan), words);
  return TRUE;
}

/* A guest that has time is asked to shut down, and as 'stop' does, it is only stopped then where that is said. */
static gboolean
read_stop (const ToolArguments *arguments,
           GVirBuilderStopMode *mode,
           guint *seconds,
           GError **error)
{
  *mode = GVIR_BUILDER_STOP_MODE_FORCE;
  *seconds = 0;
  if (tool_arguments_has (arguments, "timeout"))
    *mode = tool_arguments_has (arguments, "force") ? GVIR_BUILDER_STOP_MODE_ASK_THEN_FORCE : GVIR_BUILDER_STOP_MODE_ASK;
  return live_read_seconds (arguments, seconds, error);
}

char *
live_run_remove (const ToolArguments *arguments,
                 GError **error)
{
  GVirBuilderRemoveFlags flags = tool_arguments_has (arguments, "keep-storage") ? GVIR_BUILDER_REMOVE_FLAGS_KEEP_STORAGE
                                                                                : GVIR_BUILDER_REMOVE_FLAGS_NONE;
  GVirBuilderStopMode mode;
  guint seconds;
  GVirConnection *connection = read_stop (arguments, &mode, &seconds, error) ? live_connect (arguments, error) : NULL;
  g_autoptr (GVirBuilderPlan) plan = NULL;
  gboolean good;

  if (connection == NULL)
    return NULL;
  plan = gvir_builder_plan_new_remove (connection, g_ptr_array_index (arguments->words, 0), flags, mode, seconds, error);
  good = plan != NULL && agree (plan, arguments, error) && carry_out (plan, connection, arguments, "removed", error);
  g_object_unref (connection);
  return good ? g_strdup ("") : NULL;
}

char *
live_run_rename (const ToolArguments *arguments,
                 GError **error)
{
  GVirConnection *connection = live_connect (arguments, error);
  g_autoptr (GVirBuilderPlan) plan = NULL;
  gboolean good;

  if (connection == NULL)
    return NULL;
  plan = gvir_builder_plan_new_rename (connection, g_ptr_array_index (arguments->words, 0),
                                       g_ptr_array_index (arguments->words, 1), error);
  good = plan != NULL && carry_out (plan, connection, arguments, "renamed", error);
  g_object_unref (connection);
  return good ? g_strdup ("") : NULL;
}
