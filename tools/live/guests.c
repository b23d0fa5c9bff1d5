/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* start, stop, reboot and wait. */

#include "crowd.h"

/* How long a guest that is asked to shut down, or to begin anew, has for it: what most systems allow their services. */
#define STOP_SECONDS 90

#define EVENTS "running, shutoff, crashed, gone, agent, address or ssh"

static const struct
{
  const char *name;
  const char *words;
} events[] = {
  [GVIR_BUILDER_GUEST_EVENT_RUNNING] = { "running", "runs" },
  [GVIR_BUILDER_GUEST_EVENT_SHUTOFF] = { "shutoff", "is off" },
  [GVIR_BUILDER_GUEST_EVENT_CRASHED] = { "crashed", "has crashed" },
  [GVIR_BUILDER_GUEST_EVENT_GONE] = { "gone", "is gone" },
  [GVIR_BUILDER_GUEST_EVENT_AGENT] = { "agent", "has an agent that answers" },
  [GVIR_BUILDER_GUEST_EVENT_ADDRESS] = { "address", "has an address" },
  [GVIR_BUILDER_GUEST_EVENT_SSH] = { "ssh", "answers over SSH" },
};

/* EVENT stays as it is where --for is not given. */
static gboolean
read_event (const ToolArguments *arguments,
            GVirBuilderGuestEvent *event,
            GError **error)
{
  const char *name = tool_arguments_get (arguments, "for");
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *hint = NULL;

  if (name == NULL)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (events); i++)
    {
      if (g_str_equal (events[i].name, name))
        {
          *event = (GVirBuilderGuestEvent) i;
          return TRUE;
        }
      g_ptr_array_add (names, (gpointer) events[i].name);
    }
  hint = tool_nearest_hint (name, "--for ", names);
  g_set_error (error, TOOL_ERROR, TOOL_ERROR_USAGE,
               "'%s' cannot be waited for: give --for " EVENTS "%s", name, hint);
  return FALSE;
}

gboolean
live_read_seconds (const ToolArguments *arguments,
                   guint *seconds,
                   GError **error)
{
  const char *text = tool_arguments_get (arguments, "timeout");
  guint64 number;

  if (text == NULL)
    return TRUE;
  if (g_ascii_string_to_unsigned (text, 10, 1, 1000000000, &number, NULL))
    {
      *seconds = (guint) number;
      return TRUE;
    }
  g_set_error (error, TOOL_ERROR, TOOL_ERROR_USAGE, "'%s' is no time to wait: give --timeout SECONDS, a whole number from 1 on",
               text);
  return FALSE;
}

static void
on_waited (GObject *source,
           GAsyncResult *result,
           gpointer data)
{
  LiveMember *member = data;
  GVirBuilderGuestEvent event = GVIR_BUILDER_GUEST_EVENT_SHUTOFF;
  GError *error = NULL;

  gvir_builder_guest_wait_finish (GVIR_BUILDER_GUEST (source), result, &error);
  read_event (member->crowd->arguments, &event, NULL);
  live_member_done (member, events[event].name, events[event].words, error);
}

static void
begin_waiting (LiveMember *member)
{
  GVirBuilderGuestEvent event = GVIR_BUILDER_GUEST_EVENT_SHUTOFF;
  guint seconds = 0;

  read_event (member->crowd->arguments, &event, NULL);
  live_read_seconds (member->crowd->arguments, &seconds, NULL);
  gvir_builder_guest_wait_async (member->guest, event, seconds, NULL, on_waited, member);
}

static gboolean
check_waiting (const ToolArguments *arguments,
               GError **error)
{
  GVirBuilderGuestEvent event;
  guint seconds;

  return read_event (arguments, &event, error) && live_read_seconds (arguments, &seconds, error);
}

static char *
nothing_to_write (gboolean good)
{
  return good ? g_strdup ("") : NULL;
}

static gboolean
wait_for_installation (const ToolArguments *arguments,
                       GVirConnection *connection,
                       const char *name,
                       int seconds,
                       GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (live_go_on (arguments, connection, name, seconds, &problem))
    return TRUE;
  if (g_error_matches (problem, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_NOT_FOUND))
    g_set_error (error, TOOL_ERROR, TOOL_ERROR_FAILED,
                 "%s; for something else, give --for " EVENTS, problem->message);
  else
    g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* One after the other: each that is over is started again by then. */
static gboolean
wait_for_installations (const ToolArguments *arguments,
                        GError **error)
{
  guint seconds = 0;
  GVirConnection *connection = live_read_seconds (arguments, &seconds, error) ? live_connect (arguments, error) : NULL;
  gboolean good = connection != NULL;

  for (guint i = 0; good && i < arguments->words->len; i++)
    good = wait_for_installation (arguments, connection, g_ptr_array_index (arguments->words, i),
                                  seconds > 0 ? (int) seconds : -1, error);
  g_clear_object (&connection);
  return good;
}

char *
live_run_wait (const ToolArguments *arguments,
               GError **error)
{
  if (!tool_arguments_has (arguments, "for"))
    return nothing_to_write (wait_for_installations (arguments, error));
  return nothing_to_write (check_waiting (arguments, error) && live_crowd_run (arguments, begin_waiting, error));
}

static void
on_started (GObject *source,
            GAsyncResult *result,
            gpointer data)
{
  LiveMember *member = data;
  GError *error = NULL;

  if (gvir_builder_guest_start_finish (GVIR_BUILDER_GUEST (source), result, &error)
      && tool_arguments_has (member->crowd->arguments, "for"))
    begin_waiting (member);
  else
    live_member_done (member, "started", "is started", error);
}

static void
begin_starting (LiveMember *member)
{
  gvir_builder_guest_start_async (member->guest, GVIR_BUILDER_START_MODE_RUN, NULL, on_started, member);
}

char *
live_run_start (const ToolArguments *arguments,
                GError **error)
{
  return nothing_to_write (check_waiting (arguments, error) && live_crowd_run (arguments, begin_starting, error));
}

static void
on_stopped (GObject *source,
            GAsyncResult *result,
            gpointer data)
{
  LiveMember *member = data;
  GError *error = NULL;

  gvir_builder_guest_stop_finish (GVIR_BUILDER_GUEST (source), result, &error);
  if (g_error_matches (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_TIMED_OUT))
    {
      g_autofree char *said = g_steal_pointer (&error->message);

      error->message = g_strconcat (said, "; --force stops it as when the power fails", NULL);
    }
  live_member_done (member, "stopped", "is off", error);
}

static void
begin_stopping (LiveMember *member)
{
  const ToolArguments *arguments = member->crowd->arguments;
  GVirBuilderStopMode mode = GVIR_BUILDER_STOP_MODE_ASK;
  guint seconds = STOP_SECONDS;

  live_read_seconds (arguments, &seconds, NULL);
  if (tool_arguments_has (arguments, "force"))
    mode = tool_arguments_has (arguments, "timeout") ? GVIR_BUILDER_STOP_MODE_ASK_THEN_FORCE : GVIR_BUILDER_STOP_MODE_FORCE;
  gvir_builder_guest_stop_async (member->guest, mode, seconds, NULL, on_stopped, member);
}

char *
live_run_stop (const ToolArguments *arguments,
               GError **error)
{
  guint seconds;

  return nothing_to_write (live_read_seconds (arguments, &seconds, error) && live_crowd_run (arguments, begin_stopping, error));
}

static void
on_rebooted (GObject *source,
             GAsyncResult *result,
             gpointer data)
{
  LiveMember *member = data;
  GError *error = NULL;

  if (gvir_builder_guest_reboot_finish (GVIR_BUILDER_GUEST (source), result, &error)
      && tool_arguments_has (member->crowd->arguments, "for"))
    begin_waiting (member);
  else
    live_member_done (member, "rebooted", "has begun anew", error);
}

static void
begin_rebooting (LiveMember *member)
{
  guint seconds = STOP_SECONDS;

  live_read_seconds (member->crowd->arguments, &seconds, NULL);
  gvir_builder_guest_reboot_async (member->guest, seconds, NULL, on_rebooted, member);
}

char *
live_run_reboot (const ToolArguments *arguments,
                 GError **error)
{
  return nothing_to_write (check_waiting (arguments, error) && live_crowd_run (arguments, begin_rebooting, error));
}
