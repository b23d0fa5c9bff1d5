/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Holds domain XML against libvirt's schema and a real QEMU driver in this very process. */
#include "document.h"
#include "embed.h"
#include "host.h"
#include "trial.h"

#include <glib-unix.h>
#include <libxml/parser.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>

#define EXIT_SKIP 77
#define EXIT_HARD 99
#define PATIENCE (60 * G_TIME_SPAN_SECOND)

static char *option_images;
static char *option_host;
static char *option_schemas = (char *) SCHEMA_FOLDER;
static int option_workers = 8; /* a start mostly waits for QEMU */

static const GOptionEntry options[] = {
  { "image-dir", 0, 0, G_OPTION_ARG_FILENAME, &option_images,
    "Make disk files that are missing below DIR before a start, and remove them after", "DIR" },
  { "save-host", 0, 0, G_OPTION_ARG_FILENAME, &option_host,
    "Only write a description of this host to DIR", "DIR" },
  { "schemas", 0, 0, G_OPTION_ARG_FILENAME, &option_schemas, "Where domain.rng is", "DIR" },
  { "workers", 0, 0, G_OPTION_ARG_INT, &option_workers, "How many trials run at a time", "N" },
  { NULL, 0, 0, 0, NULL, NULL, NULL },
};

typedef struct
{
  TrialGround ground;
  GMutex lock; /* guards what follows and the output */
  GCond changed;
  GPtrArray *running;
  guint ended;
  guint passed;
  guint failed;
  guint partial;
} Session;

static volatile sig_atomic_t interrupted;

static void
on_signal (int number G_GNUC_UNUSED)
{
  interrupted = 1;
}

static gboolean
add_line (GPtrArray *trials, char *line)
{
  g_autofree char *reason = NULL;
  Trial *trial;

  g_strchomp (line);
  if (*line == '\0' || *line == '#')
    return TRUE;
  trial = trial_parse (line, &reason);
  if (trial == NULL)
    {
      fprintf (stderr, "designer-driver: %s\n", reason);
      return FALSE;
    }
  g_ptr_array_add (trials, trial);
  return TRUE;
}

static GPtrArray *
read_work (const char *path)
{
  g_autoptr (GPtrArray) trials = g_ptr_array_new_with_free_func ((GDestroyNotify) trial_free);
  g_autoptr (GIOChannel) channel = NULL;
  g_autoptr (GError) error = NULL;
  gboolean good = TRUE;
  char *line;

  if (path == NULL || g_str_equal (path, "-"))
    channel = g_io_channel_unix_new (0);
  else
    channel = g_io_channel_new_file (path, "r", &error);
  if (channel == NULL)
    {
      fprintf (stderr, "designer-driver: %s: %s\n", path, error->message);
      return NULL;
    }
  while (g_io_channel_read_line (channel, &line, NULL, NULL, NULL) == G_IO_STATUS_NORMAL)
    {
      good = add_line (trials, line) && good;
      g_free (line);
    }
  return good ? g_steal_pointer (&trials) : NULL;
}

static void
tell (Session *session, const Trial *trial, gboolean passed, const char *note)
{
  if (!passed)
    printf ("not ok %s: %s\n", trial->name, note);
  else if (note != NULL)
    printf ("ok %s # %s\n", trial->name, note);
  else
    printf ("ok %s\n", trial->name);
  fflush (stdout);
  session->passed += passed;
  session->failed += !passed;
  session->partial += passed && note != NULL;
}

static void
run_one (gpointer item, gpointer data)
{
  Trial *trial = item;
  Session *session = data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&session->lock);

  if (!interrupted)
    {
      g_autofree char *note = NULL;
      gboolean passed;

      g_ptr_array_add (session->running, trial);
      g_mutex_unlock (&session->lock);
      passed = trial_run (trial, &session->ground, &note);
      g_mutex_lock (&session->lock);
      g_ptr_array_remove_fast (session->running, trial);
      tell (session, trial, passed, note);
    }
  session->ended++;
  g_cond_signal (&session->changed);
}

/* Says what is being waited for where nothing ends for long, in case nothing ever does. */
static void
wait_for_all (Session *session, guint count)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&session->lock);
  guint i;

  while (session->ended < count)
    {
      gint64 end = g_get_monotonic_time () + PATIENCE;

      if (g_cond_wait_until (&session->changed, &session->lock, end))
        continue;
      printf ("# nothing ended for a minute; running:");
      for (i = 0; i < session->running->len; i++)
        printf (" %s", ((const Trial *) g_ptr_array_index (session->running, i))->name);
      printf ("\n");
      fflush (stdout);
    }
}

static int
run_all (Session *session, GPtrArray *trials)
{
  GThreadPool *pool =
      g_thread_pool_new (run_one, session, CLAMP (option_workers, 1, 16), FALSE, NULL);
  guint i;

  printf ("# trials: %u; changed for starts only: interfaces of type network become type user\n",
          trials->len);
  fflush (stdout);
  for (i = 0; i < trials->len; i++)
    g_thread_pool_push (pool, g_ptr_array_index (trials, i), NULL);
  wait_for_all (session, trials->len);
  g_thread_pool_free (pool, FALSE, TRUE);
  printf ("# summary: %u passed, %u failed, %u not run, %u of the passed not started\n",
          session->passed, session->failed, trials->len - session->passed - session->failed,
          session->partial);
  return session->failed > 0 || interrupted ? 1 : 0;
}

static gboolean
needs_driver (GPtrArray *trials)
{
  guint i;

  for (i = 0; i < trials->len; i++)
    {
      const Trial *trial = g_ptr_array_index (trials, i);
      if (trial->goal != TRIAL_VALIDATE)
        return TRUE;
    }
  return FALSE;
}

static EmbedState
open_driver (Embed **embed)
{
  g_autofree char *reason = NULL;
  EmbedState state = embed_open (embed, &reason);

  if (state != EMBED_READY)
    printf ("# %s: %s\n", state == EMBED_MISSING ? "skipped" : "broken", reason);
  return state;
}

static int
run_on_driver (Session *session, GPtrArray *trials)
{
  Embed *embed = NULL;
  EmbedState state = open_driver (&embed);
  int status;

  if (state != EMBED_READY)
    return state == EMBED_MISSING ? EXIT_SKIP : EXIT_HARD;
  session->ground.connection = embed_get_connection (embed);
  if (session->ground.image_folder == NULL)
    session->ground.image_folder = embed_get_root (embed);
  status = run_all (session, trials);
  embed_close (embed);
  return status;
}

static int
run_session (GPtrArray *trials)
{
  g_autofree char *reason = NULL;
  g_autofree char *images =
      option_images != NULL ? g_canonicalize_filename (option_images, NULL) : NULL;
  g_autoptr (GPtrArray) running = g_ptr_array_new ();
  Session session = { .ground = { .image_folder = images }, .running = running };

  if (!schema_load (option_schemas, &reason))
    {
      printf ("# skipped: %s\n", reason);
      return EXIT_SKIP;
    }
  return needs_driver (trials) ? run_on_driver (&session, trials) : run_all (&session, trials);
}

static int
save_host (const char *folder)
{
  g_autoptr (GError) error = NULL;
  Embed *embed = NULL;
  EmbedState state = open_driver (&embed);

  if (state != EMBED_READY)
    return state == EMBED_MISSING ? EXIT_SKIP : EXIT_HARD;
  if (!host_save (embed_get_connection (embed), folder, &error))
    fprintf (stderr, "designer-driver: %s\n", error->message);
  embed_close (embed);
  return error == NULL ? 0 : 1;
}

static gboolean
parse_options (int *argc, char ***argv)
{
  g_autoptr (GOptionContext) context =
      g_option_context_new ("[FILE] - try domain XML on a real QEMU driver");
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, options, NULL);
  g_option_context_set_summary (context, "Each line of FILE (or standard input) is NAME<TAB>XML "
                                         "FILE<TAB>GOAL; a GOAL is validate, define or start.");
  if (g_option_context_parse (context, argc, argv, &error))
    return TRUE;
  fprintf (stderr, "designer-driver: %s\n", error->message);
  return FALSE;
}

int
main (int argc, char **argv)
{
  const struct sigaction action = { .sa_handler = on_signal, .sa_flags = SA_RESTART };
  g_autoptr (GPtrArray) trials = NULL;
  int status;

  setlocale (LC_ALL, "C");
  if (!parse_options (&argc, &argv))
    return 2;
  if (option_host != NULL)
    return save_host (option_host);
  trials = read_work (argc > 1 ? argv[1] : NULL);
  if (trials == NULL)
    return 2;
  sigaction (SIGINT, &action, NULL);
  sigaction (SIGTERM, &action, NULL);
  xmlInitParser ();
  status = run_session (trials);
  schema_free ();
  return status;
}
