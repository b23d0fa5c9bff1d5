/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "live.h"

#include <string.h>

typedef struct
{
  const ToolArguments *arguments;
  GString *text;
  guint n_named;
  guint n_failed;
} Recovery;

static gboolean
is_wanted (const ToolArguments *arguments,
           GVirBuilderLeftover *leftover)
{
  const char *id = gvir_builder_leftover_get_id (leftover);

  for (guint i = 0; i < arguments->words->len; i++)
    {
      if (g_str_equal (g_ptr_array_index (arguments->words, i), id))
        return TRUE;
    }
  return arguments->words->len == 0;
}

static gboolean
read_direction (const ToolArguments *arguments,
                GVirBuilderLeftover *leftover,
                GVirBuilderDirection *direction)
{
  *direction = gvir_builder_leftover_get_recovery (leftover);
  if (tool_arguments_has (arguments, "undo"))
    *direction = GVIR_BUILDER_DIRECTION_UNDO;
  if (tool_arguments_has (arguments, "resume"))
    *direction = GVIR_BUILDER_DIRECTION_RESUME;
  return *direction == GVIR_BUILDER_DIRECTION_UNDO;
}

static gboolean
recover_one (Recovery *recovery,
             GVirBuilderLeftover *leftover,
             GError **error)
{
  g_autoptr (GVirBuilderRun) run = NULL;
  GVirConnection *connection;
  GVirBuilderDirection direction;
  gboolean undo = read_direction (recovery->arguments, leftover, &direction);
  const char *title = gvir_builder_plan_get_title (gvir_builder_leftover_get_plan (leftover));
  gboolean good;

  if (tool_arguments_has (recovery->arguments, "dry-run"))
    {
      g_string_append_printf (recovery->text, "%s: would be %s (%s)\n", gvir_builder_leftover_get_id (leftover),
                              undo ? "taken back" : "brought to its end", title);
      return TRUE;
    }
  connection = gvir_builder_connect (gvir_builder_leftover_get_uri (leftover), error);
  if (connection == NULL)
    return FALSE;
  run = gvir_builder_leftover_recover (leftover, connection, direction, error);
  good = run != NULL && live_perform (run, recovery->arguments, error);
  g_object_unref (connection);
  if (good && !tool_arguments_has (recovery->arguments, "json"))
    g_string_append_printf (recovery->text, "%s: %s (%s)\n", gvir_builder_leftover_get_id (leftover),
                            undo ? "taken back" : "brought to its end", title);
  return good;
}

static void
list_one (Recovery *recovery,
          GVirBuilderLeftover *leftover)
{
  gboolean json = tool_arguments_has (recovery->arguments, "json");
  g_autofree char *text = json ? gvir_builder_leftover_to_json (leftover) : gvir_builder_leftover_to_text (leftover);

  if (json && recovery->n_named > 0)
    g_string_append (recovery->text, ",\n");
  g_string_append (recovery->text, text);
}

static gboolean
is_under_way (GVirBuilderLeftover *leftover)
{
  GVirBuilderLeftoverState state = gvir_builder_leftover_get_state (leftover);

  return state == GVIR_BUILDER_LEFTOVER_STATE_RUNNING || state == GVIR_BUILDER_LEFTOVER_STATE_WAITING;
}

static gboolean
can_be_recovered (GVirBuilderLeftover *leftover)
{
  GVirBuilderLeftoverState state = gvir_builder_leftover_get_state (leftover);

  return state == GVIR_BUILDER_LEFTOVER_STATE_STOPPED || state == GVIR_BUILDER_LEFTOVER_STATE_WAITING;
}

static void
try_one (Recovery *recovery,
         GVirBuilderLeftover *leftover)
{
  g_autoptr (GError) error = NULL;

  /* What still goes on, or waits for its guest, needs nobody, unless it is named. */
  if (recovery->arguments->words->len == 0 && is_under_way (leftover))
    return;
  if (!can_be_recovered (leftover))
    tool_note (gvir_builder_leftover_get_problem (leftover));
  else if (recover_one (recovery, leftover, &error))
    return;
  else
    tool_note (error->message);
  recovery->n_failed++;
}

static gboolean
go_through (Recovery *recovery,
            GListModel *leftovers,
            gboolean only_list)
{
  for (guint i = 0; i < g_list_model_get_n_items (leftovers); i++)
    {
      g_autoptr (GVirBuilderLeftover) leftover = g_list_model_get_item (leftovers, i);

      if (!is_wanted (recovery->arguments, leftover))
        continue;
      if (only_list)
        list_one (recovery, leftover);
      else
        try_one (recovery, leftover);
      recovery->n_named++;
    }
  return recovery->n_named >= recovery->arguments->words->len;
}

char *
live_run_recover (const ToolArguments *arguments,
                  GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GListModel) leftovers = NULL;
  Recovery recovery = { .arguments = arguments, .text = text };
  gboolean only_list = tool_arguments_has (arguments, "list");
  gboolean as_array = only_list && tool_arguments_has (arguments, "json");

  if (tool_arguments_has (arguments, "undo") && tool_arguments_has (arguments, "resume"))
    {
      g_set_error_literal (error, TOOL_ERROR, TOOL_ERROR_USAGE, "--undo and --resume exclude each other: give one");
      return NULL;
    }
  leftovers = gvir_builder_list_leftovers (error);
  if (leftovers == NULL)
    return NULL;
  if (as_array)
    g_string_append (text, "[\n");
  if (!go_through (&recovery, leftovers, only_list))
    {
      g_set_error_literal (error, TOOL_ERROR, TOOL_ERROR_FAILED,
                           "there is no record of that name: 'virt-designer recover --list' lists all");
      return NULL;
    }
  if (as_array)
    g_string_append (text, "\n]\n");
  else if (recovery.n_named == 0 && !tool_arguments_has (arguments, "quiet"))
    tool_note ("nothing is left to recover");
  if (recovery.n_failed > 0)
    tool_answer_is_no ();
  return g_string_free (g_steal_pointer (&text), FALSE);
}
