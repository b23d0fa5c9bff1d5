/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "live.h"

#include <string.h>
#include <unistd.h>

static GVirBuilderInstallFlags
read_flags (const ToolArguments *arguments)
{
  static const struct
  {
    const char *option;
    GVirBuilderInstallFlags flags;
  } options[] = {
    { "autostart", GVIR_BUILDER_INSTALL_FLAGS_AUTOSTART },
    { "transient", GVIR_BUILDER_INSTALL_FLAGS_TRANSIENT },
  };
  GVirBuilderInstallFlags flags = GVIR_BUILDER_INSTALL_FLAGS_START | live_read_check_flags (arguments);

  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    {
      if (tool_arguments_has (arguments, options[i].option))
        flags |= options[i].flags;
    }
  if (tool_arguments_has (arguments, "noreboot") && tool_arguments_has (arguments, "import"))
    flags &= ~GVIR_BUILDER_INSTALL_FLAGS_START;
  return flags;
}

/* How long the end of an installation is waited for. */
typedef enum
{
  WAIT_NOT,
  WAIT_FOR_MINUTES,
  WAIT_FOR_EVER
} Wait;

/* Like virt-install: nobody waits where no console is to be opened and nothing is said. */
static Wait
read_wait (const ToolArguments *arguments,
           gboolean installs,
           guint *minutes)
{
  const char *wait = tool_arguments_get (arguments, "wait");

  *minutes = 0;
  if (!tool_arguments_has (arguments, "wait"))
    return installs && !tool_arguments_has (arguments, "noautoconsole") ? WAIT_FOR_EVER : WAIT_NOT;
  if (wait == NULL || *wait == '\0' || *wait == '-')
    return WAIT_FOR_EVER;
  *minutes = (guint) g_ascii_strtoull (wait, NULL, 10);
  return *minutes > 0 ? WAIT_FOR_MINUTES : WAIT_NOT;
}

/* Takes PROBLEM, for which the waiting has ended. Where it was interrupted or too long, the guest
 * stays, unless --destroy-on-exit says otherwise; else something has become of the guest. */
static gboolean
leave (const ToolArguments *arguments,
       GVirBuilderGuest *guest,
       GError *problem,
       GError **error)
{
  gboolean runs_on = g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED)
                     || g_error_matches (problem, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_TIMED_OUT);
  const char *name = gvir_builder_guest_get_name (guest);

  if (runs_on && tool_arguments_has (arguments, "destroy-on-exit"))
    {
      gvir_builder_guest_stop (guest, GVIR_BUILDER_STOP_MODE_FORCE, 0, NULL, NULL);
      g_propagate_prefixed_error (error, problem, "the guest %s was stopped, as --destroy-on-exit says: ", name);
    }
  else if (runs_on)
    g_propagate_prefixed_error (error, problem, "the guest %s runs on: ", name);
  else
    g_propagate_error (error, problem);
  return FALSE;
}

/* The end of an installation, while its console is open. */
typedef struct
{
  GCancellable *console;
  gboolean over;
  gboolean good;
  GError *error;
} Ending;

static void
on_end (GObject *source,
        GAsyncResult *result,
        gpointer data)
{
  Ending *ending = data;

  ending->good = gvir_builder_guest_wait_finish (GVIR_BUILDER_GUEST (source), result, &ending->error);
  ending->over = TRUE;
  g_cancellable_cancel (ending->console);
}

/* An installation does not depend on who looks at it. */
static void
show_console (GVirBuilderGuest *guest,
              Ending *ending)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *words = NULL;

  tool_note ("this is a console of the guest; Ctrl-] leaves it, and the installation goes on");
  gvir_builder_guest_console (guest, NULL, GVIR_BUILDER_CONSOLE_MODE_SHARE, STDIN_FILENO, STDOUT_FILENO, ending->console,
                              &problem);
  if (ending->over)
    return;
  if (problem != NULL)
    words = g_strdup_printf ("%s; the installation goes on, and is waited for", problem->message);
  tool_note (words != NULL ? words : "the console is closed; the end of the installation is waited for");
}

/* The guest is watched from before its console is opened, so that nothing is missed that ends it. */
static gboolean
wait_at_console (GVirBuilderGuest *guest,
                 guint minutes,
                 GError **error)
{
  g_autoptr (GCancellable) console = g_cancellable_new ();
  Ending ending = { .console = console };

  gvir_builder_guest_wait_async (guest, GVIR_BUILDER_GUEST_EVENT_SHUTOFF, minutes * 60, live_interrupt (), on_end, &ending);
  show_console (guest, &ending);
  while (!ending.over)
    g_main_context_iteration (NULL, TRUE);
  if (ending.error != NULL)
    g_propagate_error (error, ending.error);
  return ending.good;
}

/* Where nobody can type, or programs read what is written, there is none. */
static gboolean
opens_console (const ToolArguments *arguments)
{
  return g_strcmp0 (tool_arguments_get (arguments, "autoconsole"), "text") == 0
         && !tool_arguments_has (arguments, "noautoconsole") && !tool_arguments_has (arguments, "json")
         && isatty (STDIN_FILENO);
}

static gboolean
wait_for_end (const ToolArguments *arguments,
              GVirBuilderGuest *guest,
              guint minutes,
              GError **error)
{
  g_autofree char *words = g_strdup_printf ("The guest %s is being installed, until it restarts or stops.",
                                            gvir_builder_guest_get_name (guest));
  GError *problem = NULL;
  gboolean good;

  live_say (arguments, "installing", gvir_builder_guest_get_name (guest), words);
  good = opens_console (arguments)
           ? wait_at_console (guest, minutes, &problem)
           : gvir_builder_guest_wait (guest, GVIR_BUILDER_GUEST_EVENT_SHUTOFF, minutes * 60, live_interrupt (), &problem);
  return good || leave (arguments, guest, problem, error);
}

/* What follows once a guest that installs itself has been started. */
static gboolean
finish (const ToolArguments *arguments,
        GVirConnection *connection,
        const char *name,
        gboolean installs,
        GError **error)
{
  g_autoptr (GVirBuilderGuest) guest = NULL;
  gboolean starts = installs && !tool_arguments_has (arguments, "noreboot")
                    && !tool_arguments_has (arguments, "transient");
  g_autofree char *words = NULL;
  guint minutes;
  Wait wait = read_wait (arguments, installs, &minutes);

  if (wait != WAIT_NOT)
    {
      guest = gvir_builder_guest_find (connection, name, error);
      if (guest == NULL || !wait_for_end (arguments, guest, minutes, error))
        return FALSE;
      if (starts && !gvir_builder_guest_start (guest, GVIR_BUILDER_START_MODE_RUN, live_interrupt (), error))
        return FALSE;
    }
  if (installs && wait == WAIT_NOT)
    words = g_strdup_printf ("The guest %s is being installed; when it has stopped, 'virt-designer start %s' starts it.",
                             name, name);
  else
    words = g_strdup_printf ("The guest %s is %s.", name, installs ? "installed" : "there");
  live_say (arguments, installs && wait == WAIT_NOT ? "installing" : installs ? "installed" : "made", name, words);
  return TRUE;
}

char *
live_install (const ToolArguments *arguments,
              GVirDesignerDomain *guest,
              GVirDesignerDomain *installer,
              GError **error)
{
  g_autoptr (GVirBuilderPlan) plan = NULL;
  GVirConnection *connection = live_connect (arguments, error);
  gboolean done;

  if (connection == NULL)
    return NULL;
  plan = gvir_builder_plan_new_install (connection, guest, installer, read_flags (arguments), error);
  done = plan != NULL && live_carry_out (plan, connection, arguments, error)
         && (tool_arguments_has (arguments, "dry-run")
             || finish (arguments, connection, gvir_builder_plan_get_guest (plan), installer != NULL, error));
  g_object_unref (connection);
  return done ? g_strdup ("") : NULL;
}
