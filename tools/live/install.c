/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "installing.h"

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
  if (tool_arguments_has (arguments, "noreboot"))
    flags &= ~GVIR_BUILDER_INSTALL_FLAGS_START;
  return flags;
}

/* How many seconds the end of an installation is waited for; below 0: as long as it takes. Like
 * virt-install: nobody waits where no console is to be opened and nothing is said. */
static int
read_wait (const ToolArguments *arguments,
           gboolean installs)
{
  const char *wait = tool_arguments_get (arguments, "wait");

  if (!tool_arguments_has (arguments, "wait"))
    return installs && !tool_arguments_has (arguments, "noautoconsole") ? -1 : 0;
  if (wait == NULL || *wait == '\0' || *wait == '-')
    return -1;
  return (int) MIN (g_ascii_strtoull (wait, NULL, 10) * 60, G_MAXINT);
}

/* Takes PROBLEM, for which the waiting has ended. Where it was interrupted or too long, the guest
 * stays, unless --destroy-on-exit says otherwise; else something has become of the guest. */
static gboolean
leave (const ToolArguments *arguments,
       GVirConnection *connection,
       const char *name,
       GError *problem,
       GError **error)
{
  gboolean runs_on = g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED)
                     || g_error_matches (problem, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_TIMED_OUT);
  g_autoptr (GVirBuilderGuest) guest = NULL;

  if (runs_on && tool_arguments_has (arguments, "destroy-on-exit"))
    {
      guest = gvir_builder_guest_find (connection, name, NULL);
      if (guest != NULL)
        gvir_builder_guest_stop (guest, GVIR_BUILDER_STOP_MODE_FORCE, 0, NULL, NULL);
      g_propagate_prefixed_error (error, problem, "the guest %s was stopped, as --destroy-on-exit says: ", name);
    }
  else if (runs_on)
    g_propagate_prefixed_error (error, problem, "the guest %s runs on, and 'virt-designer wait %s' waits on: ", name, name);
  else
    g_propagate_error (error, problem);
  return FALSE;
}

static GVirBuilderRun *
take_up (GVirConnection *connection,
         const char *name,
         int seconds,
         GError **error)
{
  g_autoptr (GVirBuilderLeftover) leftover = gvir_builder_find_waiting (connection, name, error);
  GVirBuilderRun *run = leftover != NULL ? gvir_builder_leftover_recover (leftover, connection, GVIR_BUILDER_DIRECTION_RESUME, error)
                                         : NULL;

  if (run != NULL)
    gvir_builder_run_set_wait (run, seconds);
  return run;
}

/* Whether it is the first boot of an image that is waited for, rather than an installer. */
static gboolean
is_first_boot (GVirBuilderPlan *plan)
{
  g_autoptr (GListModel) steps = gvir_builder_plan_get_steps (plan);

  for (guint i = 0; i < g_list_model_get_n_items (steps); i++)
    {
      g_autoptr (GVirBuilderStep) step = g_list_model_get_item (steps, i);

      if (g_str_equal (gvir_builder_step_get_kind (step), "first-boot-await"))
        return TRUE;
    }
  return FALSE;
}

static void
say_end (const ToolArguments *arguments,
         const char *name,
         GVirBuilderPlan *plan)
{
  gboolean first_boot = is_first_boot (plan);
  g_autofree char *words = g_strdup_printf (first_boot ? "The guest %s is set up." : "The guest %s is installed.", name);

  live_say (arguments, first_boot ? "set-up" : "installed", name, words);
}

gboolean
live_go_on (const ToolArguments *arguments,
            GVirConnection *connection,
            const char *name,
            int seconds,
            GError **error)
{
  g_autoptr (GVirBuilderRun) run = take_up (connection, name, seconds, error);
  GError *problem = NULL;

  if (run == NULL)
    return FALSE;
  if (!live_perform (run, arguments, &problem))
    return leave (arguments, connection, name, problem, error);
  say_end (arguments, name, gvir_builder_run_get_plan (run));
  return TRUE;
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

  ending->good = gvir_builder_run_perform_finish (GVIR_BUILDER_RUN (source), result, &ending->error);
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
go_on_at_console (const ToolArguments *arguments,
                  GVirConnection *connection,
                  const char *name,
                  int seconds,
                  GError **error)
{
  g_autoptr (GCancellable) console = g_cancellable_new ();
  g_autoptr (GVirBuilderGuest) guest = gvir_builder_guest_find (connection, name, error);
  g_autoptr (GVirBuilderRun) run = guest != NULL ? take_up (connection, name, seconds, error) : NULL;
  Ending ending = { .console = console };

  if (run == NULL)
    return FALSE;
  gvir_builder_run_perform_async (run, live_interrupt (), on_end, &ending);
  show_console (guest, &ending);
  while (!ending.over)
    g_main_context_iteration (NULL, TRUE);
  if (!ending.good)
    return leave (arguments, connection, name, ending.error, error);
  say_end (arguments, name, gvir_builder_run_get_plan (run));
  return TRUE;
}

/* Where nobody can type, or programs read what is written, there is none. */
static gboolean
opens_console (const ToolArguments *arguments)
{
  return g_strcmp0 (tool_arguments_get (arguments, "autoconsole"), "text") == 0
         && !tool_arguments_has (arguments, "noautoconsole") && !tool_arguments_has (arguments, "json")
         && isatty (STDIN_FILENO);
}

/* What follows once the guest is there, and is to be waited for. */
static gboolean
wait_for_end (const ToolArguments *arguments,
              GVirConnection *connection,
              const char *name,
              gboolean first_boot,
              GError **error)
{
  int seconds = read_wait (arguments, !first_boot);
  const char *event = first_boot ? "setting-up" : "installing";
  g_autofree char *words = g_strdup_printf (first_boot ? "The guest %s sets itself up at its first boot."
                                                       : "The guest %s is being installed, until it restarts or stops.", name);
  g_autofree char *left = g_strdup_printf (first_boot ? "The guest %s sets itself up at its first boot; 'virt-designer wait %s' waits for "
                                                        "that, and takes away what it was told."
                                                      : "The guest %s is being installed; 'virt-designer wait %s' waits for its end and "
                                                        "starts it again.", name, name);

  if (seconds == 0)
    {
      live_say (arguments, event, name, left);
      return TRUE;
    }
  live_say (arguments, event, name, words);
  return opens_console (arguments) ? go_on_at_console (arguments, connection, name, seconds, error)
                                   : live_go_on (arguments, connection, name, seconds, error);
}

/* It is on no record, and is not shown again. */
static void
show_password (const ToolArguments *arguments,
               const ToolInstallation *installation)
{
  g_autofree char *words = NULL;

  if (installation == NULL || installation->password == NULL || tool_arguments_has (arguments, "dry-run"))
    return;
  words = g_strdup_printf ("the password for the first login as root, which has to be changed then, is: %s",
                           installation->password);
  tool_note (words);
  explicit_bzero (words, strlen (words));
}

static gboolean
carry_out (const ToolArguments *arguments,
           GVirConnection *connection,
           GVirBuilderPlan *plan,
           const ToolInstallation *installation,
           GError **error)
{
  g_autoptr (GVirBuilderRun) run = NULL;
  const char *name = gvir_builder_plan_get_guest (plan);
  g_autofree char *words = g_strdup_printf ("The guest %s is there.", name);
  gboolean waits;

  if (tool_arguments_has (arguments, "dry-run"))
    return live_carry_out (plan, connection, arguments, error);
  run = gvir_builder_run_new (plan, connection);
  /* Until it is to be waited for. */
  gvir_builder_run_set_wait (run, 0);
  if (!live_perform (run, arguments, error))
    return FALSE;
  show_password (arguments, installation);
  waits = gvir_builder_run_is_waiting (run);
  /* Who waits opens its record anew, which is worked on by one only. */
  g_clear_object (&run);
  if (waits)
    return wait_for_end (arguments, connection, name, installation != NULL && installation->media == NULL, error);
  live_say (arguments, "made", name, words);
  return TRUE;
}

char *
live_install (const ToolArguments *arguments,
              GVirDesignerDomain *guest,
              GVirDesignerDomain *installer,
              ToolInstallation *installation,
              GError **error)
{
  g_autoptr (GVirBuilderPlan) plan = NULL;
  GVirConnection *connection = live_connect (arguments, error);
  GVirBuilderPlan *(*make_plan) (GVirConnection *, GVirDesignerDomain *, GVirDesignerDomain *, GVirBuilderInstallation *,
                                 GVirBuilderInstallFlags, GError **);
  gboolean done;

  if (connection == NULL)
    return NULL;
  make_plan = tool_arguments_has (arguments, "reinstall") ? gvir_builder_plan_new_reinstall : gvir_builder_plan_new_install;
  plan = make_plan (connection, guest, installer, installation != NULL ? installation->installation : NULL,
                    read_flags (arguments), error);
  done = plan != NULL && carry_out (arguments, connection, plan, installation, error);
  g_object_unref (connection);
  return done ? g_strdup ("") : NULL;
}
