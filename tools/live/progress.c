/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Runs with their progress: a bar on a terminal, lines otherwise, JSON for programs. */

#include "live.h"

#include <json-glib/json-glib.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define BAR_WIDTH 20
#define CLEAR_LINE "\r\033[K"

typedef struct
{
  GVirBuilderRun *run;
  GMainLoop *loop;
  GError *error;
  gboolean done;
  gboolean json;
  gboolean quiet;
  gboolean terminal;
  gint64 step_began;
} View;

static GVirBuilderStep *
get_step (View *view,
          guint number)
{
  g_autoptr (GListModel) steps = gvir_builder_plan_get_steps (gvir_builder_run_get_plan (view->run));
  g_autoptr (GVirBuilderStep) step = g_list_model_get_item (steps, number);

  return step;
}

static const char *
name_state (GVirBuilderStepState state)
{
  static const char *const names[] = { "begun", "done", "skipped", "failed", "undoing", "undone" };

  return names[state];
}

static void
print_event (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  text = json_to_string (root, FALSE);
  puts (text);
  fflush (stdout);
}

static JsonBuilder *
new_event (const char *name)
{
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "event");
  json_builder_add_string_value (builder, name);
  return builder;
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
add_number (JsonBuilder *builder,
            const char *name,
            gint64 number)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, number);
}

static guint
terminal_width (void)
{
  struct winsize size = { 0 };

  return ioctl (STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : TOOL_WIDTH + 1;
}

/* WORDS follow the bar, cut to what the terminal has room for. */
static void
draw (View *view,
      const char *words)
{
  double fraction = gvir_builder_run_get_fraction (view->run);
  guint full = (guint) (fraction * BAR_WIDTH);
  g_autoptr (GString) line = g_string_new ("[");
  guint room = terminal_width ();
  glong used;

  for (guint i = 0; i < BAR_WIDTH; i++)
    g_string_append_c (line, i < full ? '#' : '.');
  g_string_append_printf (line, "] %3d%%  %s", (int) (fraction * 100), words);
  used = g_utf8_strlen (line->str, -1);
  if (used >= (glong) room && room > 1)
    g_string_truncate (line, (gsize) (g_utf8_offset_to_pointer (line->str, room - 1) - line->str));
  fprintf (stderr, CLEAR_LINE "%s", line->str);
  fflush (stderr);
}

static void
clear (View *view)
{
  if (!view->terminal)
    return;
  fputs (CLEAR_LINE, stderr);
  fflush (stderr);
}

/* What a line says behind the step, where it says more than that it begins. */
static const char *
outcome (GVirBuilderStepState state)
{
  switch (state)
    {
    case GVIR_BUILDER_STEP_STATE_SKIPPED:
      return " (is so already)";
    case GVIR_BUILDER_STEP_STATE_FAILED:
      return " (failed)";
    case GVIR_BUILDER_STEP_STATE_BEGUN:
    case GVIR_BUILDER_STEP_STATE_DONE:
    case GVIR_BUILDER_STEP_STATE_UNDOING:
    case GVIR_BUILDER_STEP_STATE_UNDONE:
      return "";
    }
  g_return_val_if_reached ("");
}

static void
show_step (View *view,
           GVirBuilderStep *step,
           GVirBuilderStepState state)
{
  const char *words = state == GVIR_BUILDER_STEP_STATE_UNDOING || state == GVIR_BUILDER_STEP_STATE_UNDONE
                        ? gvir_builder_step_get_undo (step) : gvir_builder_step_get_description (step);
  gboolean begins = state == GVIR_BUILDER_STEP_STATE_BEGUN || state == GVIR_BUILDER_STEP_STATE_UNDOING;

  if (words == NULL)
    return;
  if (view->terminal)
    draw (view, words);
  else if (begins || *outcome (state) != '\0')
    fprintf (stderr, "%s%s\n", words, outcome (state));
}

static void
on_step (G_GNUC_UNUSED GVirBuilderRun *run,
         guint number,
         GVirBuilderStepState state,
         View *view)
{
  GVirBuilderStep *step = get_step (view, number);

  view->step_began = g_get_monotonic_time ();
  if (view->json)
    {
      g_autoptr (JsonBuilder) builder = new_event ("step");

      add_number (builder, "number", (gint64) number + 1);
      add_text (builder, "state", name_state (state));
      add_text (builder, "kind", gvir_builder_step_get_kind (step));
      add_text (builder, "description", gvir_builder_step_get_description (step));
      print_event (builder);
    }
  else if (!view->quiet)
    show_step (view, step, state);
}

/* Such as "1.5 GiB of 10.0 GiB, 210 MiB/s, 41 s left". */
static char *
describe_transfer (const View *view,
                   guint64 bytes,
                   guint64 total)
{
  double seconds = (double) (g_get_monotonic_time () - view->step_began) / G_USEC_PER_SEC;
  double rate = seconds > 0 ? (double) bytes / seconds : 0;
  g_autofree char *done = g_format_size_full (bytes, G_FORMAT_SIZE_IEC_UNITS);
  g_autofree char *all = g_format_size_full (total, G_FORMAT_SIZE_IEC_UNITS);
  g_autofree char *speed = g_format_size_full ((guint64) rate, G_FORMAT_SIZE_IEC_UNITS);

  if (rate < 1)
    return g_strdup_printf ("%s of %s", done, all);
  return g_strdup_printf ("%s of %s, %s/s, %.0f s left", done, all, speed, (double) (total - MIN (bytes, total)) / rate);
}

static void
on_progress (G_GNUC_UNUSED GVirBuilderRun *run,
             guint number,
             guint64 bytes,
             guint64 total,
             View *view)
{
  g_autofree char *transfer = NULL;
  g_autofree char *words = NULL;

  if (view->json)
    {
      g_autoptr (JsonBuilder) builder = new_event ("progress");

      add_number (builder, "number", (gint64) number + 1);
      add_number (builder, "bytes", (gint64) bytes);
      add_number (builder, "total", (gint64) total);
      print_event (builder);
      return;
    }
  if (!view->terminal || view->quiet)
    return;
  transfer = describe_transfer (view, bytes, total);
  words = g_strdup_printf ("%s (%s)", transfer, gvir_builder_step_get_description (get_step (view, number)));
  draw (view, words);
}

static void
on_done (GObject *source,
         GAsyncResult *result,
         gpointer data)
{
  View *view = data;

  view->done = gvir_builder_run_perform_finish (GVIR_BUILDER_RUN (source), result, &view->error);
  g_main_loop_quit (view->loop);
}

gboolean
live_perform (GVirBuilderRun *run,
              const ToolArguments *arguments,
              GError **error)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  View view = {
    .run = run,
    .loop = loop,
    .json = tool_arguments_has (arguments, "json"),
    .quiet = tool_arguments_has (arguments, "quiet"),
    .terminal = isatty (STDERR_FILENO) && !tool_arguments_has (arguments, "json")
                && !tool_arguments_has (arguments, "quiet"),
  };

  g_signal_connect (run, "step", G_CALLBACK (on_step), &view);
  g_signal_connect (run, "progress", G_CALLBACK (on_progress), &view);
  gvir_builder_run_perform_async (run, live_interrupt (), on_done, &view);
  g_main_loop_run (loop);
  g_signal_handlers_disconnect_by_data (run, &view);
  clear (&view);
  if (view.error != NULL)
    g_propagate_error (error, view.error);
  return view.done;
}

gboolean
live_carry_out (GVirBuilderPlan *plan,
                GVirConnection *connection,
                const ToolArguments *arguments,
                GError **error)
{
  g_autoptr (GVirBuilderRun) run = NULL;
  g_autofree char *text = NULL;

  if (tool_arguments_has (arguments, "dry-run"))
    {
      text = tool_arguments_has (arguments, "json") ? gvir_builder_plan_to_json (plan) : gvir_builder_plan_to_text (plan);
      printf ("%s%s", text, g_str_has_suffix (text, "\n") ? "" : "\n");
      return TRUE;
    }
  run = gvir_builder_run_new (plan, connection);
  return live_perform (run, arguments, error);
}

void
live_say (const ToolArguments *arguments,
          const char *event,
          const char *guest,
          const char *words)
{
  if (tool_arguments_has (arguments, "json"))
    {
      g_autoptr (JsonBuilder) builder = new_event (event);

      add_text (builder, "guest", guest);
      print_event (builder);
    }
  else if (!tool_arguments_has (arguments, "quiet"))
    fprintf (stderr, "%s\n", words);
}
