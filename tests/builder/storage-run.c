/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Carries out one plan about storage, for tests on a real daemon; says on standard output how far it is.
 *
 *   storage-run URI upload FILE POOL VOLUME [CANCEL-AT-BYTES]
 *   storage-run URI clone POOL VOLUME TO-POOL TO-VOLUME [allocate|reflink]
 *   storage-run URI resize POOL VOLUME BYTES [shrink]
 *   storage-run URI wipe POOL VOLUME
 *   storage-run URI delete POOL VOLUME
 *   storage-run URI recover undo|resume
 *
 * STORAGE_RUN_STOP_AT: after so many bytes it stands still, until it is sent SIGCONT. */

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <libvirt-builder/libvirt-builder.h>

static guint64 cancel_at = G_MAXUINT64;
static guint64 stop_at = G_MAXUINT64;

static GVirBuilderPlan *
plan_upload (GVirConnection *connection,
             char **words,
             GError **error)
{
  if (words[3] != NULL)
    cancel_at = g_ascii_strtoull (words[3], NULL, 10);
  return gvir_builder_plan_new_upload (connection, words[0], words[1], words[2], error);
}

static GVirBuilderPlan *
plan_clone (GVirConnection *connection,
            char **words,
            GError **error)
{
  GVirBuilderCopyFlags flags = words[4] == NULL ? GVIR_BUILDER_COPY_FLAGS_NONE
                               : g_str_equal (words[4], "reflink") ? GVIR_BUILDER_COPY_FLAGS_REFLINK
                                                                   : GVIR_BUILDER_COPY_FLAGS_ALLOCATE;

  return gvir_builder_plan_new_volume_clone (connection, words[0], words[1], words[2], words[3], flags, error);
}

static GVirBuilderPlan *
plan_resize (GVirConnection *connection,
             char **words,
             GError **error)
{
  return gvir_builder_plan_new_resize (connection, words[0], words[1], g_ascii_strtoull (words[2], NULL, 10),
                                       words[3] != NULL ? GVIR_BUILDER_RESIZE_FLAGS_SHRINK
                                                        : GVIR_BUILDER_RESIZE_FLAGS_NONE, error);
}

static GVirBuilderPlan *
plan_wipe (GVirConnection *connection,
           char **words,
           GError **error)
{
  return gvir_builder_plan_new_wipe (connection, words[0], words[1], GVIR_BUILDER_WIPE_ZERO, error);
}

static GVirBuilderPlan *
plan_delete (GVirConnection *connection,
             char **words,
             GError **error)
{
  return gvir_builder_plan_new_volume_delete (connection, words[0], words[1], error);
}

static const struct
{
  const char *name;
  int n_words;
  GVirBuilderPlan *(*plan) (GVirConnection *connection, char **words, GError **error);
} plans[] = {
  { "upload", 3, plan_upload }, { "clone", 4, plan_clone },   { "resize", 3, plan_resize },
  { "wipe", 2, plan_wipe },     { "delete", 2, plan_delete },
};

static void
hear (G_GNUC_UNUSED GVirBuilderRun *run,
      G_GNUC_UNUSED guint number,
      guint64 bytes,
      guint64 total,
      gpointer data)
{
  printf ("%" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT "\n", bytes, total);
  fflush (stdout);
  if (bytes >= stop_at)
    {
      stop_at = G_MAXUINT64;
      raise (SIGSTOP);
    }
  if (bytes >= cancel_at)
    g_cancellable_cancel (data);
}

static gboolean
perform (GVirBuilderRun *run,
         GError **error)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_signal_connect (run, "progress", G_CALLBACK (hear), cancellable);
  return gvir_builder_run_perform (run, cancellable, error);
}

static gboolean
recover (GVirConnection *connection,
         const char *word,
         GError **error)
{
  g_autoptr (GListModel) leftovers = gvir_builder_list_leftovers (error);
  GVirBuilderDirection direction = g_str_equal (word, "undo") ? GVIR_BUILDER_DIRECTION_UNDO
                                                              : GVIR_BUILDER_DIRECTION_RESUME;

  for (guint i = 0; leftovers != NULL && i < g_list_model_get_n_items (leftovers); i++)
    {
      g_autoptr (GVirBuilderLeftover) leftover = g_list_model_get_item (leftovers, i);
      g_autoptr (GVirBuilderRun) run = gvir_builder_leftover_recover (leftover, connection, direction, error);

      if (run == NULL || !perform (run, error))
        return FALSE;
    }
  return leftovers != NULL;
}

static gboolean
carry_out (GVirConnection *connection,
           char **words,
           int n_words,
           GError **error)
{
  if (g_str_equal (words[0], "recover") && n_words == 2)
    return recover (connection, words[1], error);
  for (guint i = 0; i < G_N_ELEMENTS (plans); i++)
    {
      g_autoptr (GVirBuilderPlan) plan = NULL;
      g_autoptr (GVirBuilderRun) run = NULL;

      if (!g_str_equal (plans[i].name, words[0]) || n_words <= plans[i].n_words)
        continue;
      plan = plans[i].plan (connection, words + 1, error);
      if (plan == NULL)
        return FALSE;
      run = gvir_builder_run_new (plan, connection);
      return perform (run, error);
    }
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT, "'%s' is no plan with its words", words[0]);
  return FALSE;
}

/* What the program before this one took does not count, as it does for getrusage(). */
static void
say_memory (void)
{
  g_autofree char *status = NULL;
  const char *peak;

  if (g_file_get_contents ("/proc/self/status", &status, NULL, NULL) && (peak = strstr (status, "VmHWM:")) != NULL)
    printf ("%" G_GUINT64_FORMAT " KiB at most\n", g_ascii_strtoull (peak + strlen ("VmHWM:"), NULL, 10));
}

int
main (int argc,
      char **argv)
{
  g_autoptr (GError) error = NULL;
  const char *stop = g_getenv ("STORAGE_RUN_STOP_AT");
  GVirConnection *connection = argc > 2 ? gvir_builder_connect (argv[1], &error) : NULL;

  if (connection == NULL)
    {
      fprintf (stderr, "%s\n", error != NULL ? error->message : "give a URI and a plan");
      return EXIT_FAILURE;
    }
  if (stop != NULL)
    stop_at = g_ascii_strtoull (stop, NULL, 10);
  if (!carry_out (connection, argv + 2, argc - 2, &error))
    fprintf (stderr, "%s %d: %s\n", g_quark_to_string (error->domain), error->code, error->message);
  g_object_unref (connection);
  say_memory ();
  return error == NULL ? EXIT_SUCCESS : EXIT_FAILURE;
}
