/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "run/run-private.h"

#include "base/libvirt-builder-error.h"
#include "guest/watch-private.h"
#include "libvirt-builder-enum-types.h"
#include "run/machine-private.h"

/* Between two reports of progress. */
#define REPORT_PAUSE (G_USEC_PER_SEC / 10)

/**
 * GVirBuilderRun:
 *
 * Carries a plan out, once.
 *
 * Whatever is done is on record before it is begun. Where a step fails, or the run is
 * cancelled, what was done before is taken back in reverse, and only that. Where the program is
 * killed, the record stays, and [func@LibvirtBuilder.list_leftovers] finds it.
 *
 * A connection that is lost is made again, and the step that was being done is looked at:
 * it is done, or taken back and done again.
 */
struct _GVirBuilderRun
{
  GObject parent_instance;

  GVirBuilderPlan *plan;
  GVirConnection *connection;
  BuilderJournal *journal; /* of a run before, or NULL */
  GVirBuilderDirection direction;
  int wait; /* seconds; below 0: for ever */
  gboolean waiting;

  GMainContext *context; /* where signals are emitted; NULL: where the work is done */
  GMutex lock;
  gboolean began;
  guint step;
  guint64 weight_done;
  guint64 weight;
  guint64 bytes;
  guint64 total_bytes;
  gint64 next_report;
};

enum
{
  STEP,
  PROGRESS,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GVirBuilderRun, gvir_builder_run, G_TYPE_OBJECT)

static void
gvir_builder_run_finalize (GObject *object)
{
  GVirBuilderRun *self = GVIR_BUILDER_RUN (object);

  g_object_unref (self->plan);
  g_object_unref (self->connection);
  g_clear_pointer (&self->journal, builder_journal_free);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (gvir_builder_run_parent_class)->finalize (object);
}

static void
gvir_builder_run_class_init (GVirBuilderRunClass *class)
{
  G_OBJECT_CLASS (class)->finalize = gvir_builder_run_finalize;

  /**
   * GVirBuilderRun::step:
   * @run: the run
   * @number: which step of its plan, from 0
   * @state: what has become of it
   *
   * A step begins, ends, or is taken back. Emitted in the thread-default main context of
   * [method@LibvirtBuilder.Run.perform_async].
   */
  signals[STEP] = g_signal_new ("step", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 2, G_TYPE_UINT, GVIR_BUILDER_TYPE_STEP_STATE);

  /**
   * GVirBuilderRun::progress:
   * @run: the run
   * @number: which step is being done, from 0
   * @bytes: how many bytes of it are transferred
   * @total: of how many; 0: it transfers none
   *
   * Bytes have been transferred; emitted at most ten times a second.
   */
  signals[PROGRESS] = g_signal_new ("progress", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 3, G_TYPE_UINT, G_TYPE_UINT64, G_TYPE_UINT64);
}

static void
gvir_builder_run_init (GVirBuilderRun *self)
{
  g_mutex_init (&self->lock);
}

static guint64
weigh (GVirBuilderPlan *plan)
{
  guint64 weight = 0;

  for (guint i = 0; i < builder_plan_n_steps (plan); i++)
    weight += gvir_builder_step_get_weight (builder_plan_step (plan, i));
  return weight;
}

/**
 * gvir_builder_run_new:
 * @plan: a plan
 * @connection: the connection that it was made for, which is open
 *
 * Prepares to carry a plan out; nothing is done yet.
 *
 * Returns: (transfer full): a run, which can be performed once
 */
GVirBuilderRun *
gvir_builder_run_new (GVirBuilderPlan *plan,
                      GVirConnection *connection)
{
  GVirBuilderRun *run;

  g_return_val_if_fail (GVIR_BUILDER_IS_PLAN (plan), NULL);
  g_return_val_if_fail (GVIR_IS_CONNECTION (connection), NULL);

  run = g_object_new (GVIR_BUILDER_TYPE_RUN, NULL);
  run->plan = g_object_ref (plan);
  run->connection = g_object_ref (connection);
  run->direction = GVIR_BUILDER_DIRECTION_RESUME;
  run->wait = -1;
  run->weight = weigh (plan);
  return run;
}

GVirBuilderRun *
builder_run_new_for_journal (BuilderJournal *journal,
                             GVirConnection *connection,
                             GVirBuilderDirection direction)
{
  GVirBuilderRun *run = gvir_builder_run_new (journal->plan, connection);

  run->journal = journal;
  run->direction = direction;
  return run;
}

/**
 * gvir_builder_run_set_wait:
 * @run: a run that is not performed yet
 * @seconds: how long, in all; 0: not at all; below 0, as at first: for as long as it takes
 *
 * Says how long a guest is waited for, as until it is installed. Once the run has come to
 * that, it may end without being done: its record stays, and
 * [func@LibvirtBuilder.find_waiting] finds it.
 */
void
gvir_builder_run_set_wait (GVirBuilderRun *run,
                           int seconds)
{
  g_return_if_fail (GVIR_BUILDER_IS_RUN (run));
  run->wait = seconds;
}

/**
 * gvir_builder_run_is_waiting:
 * @run: a run that was performed
 *
 * Says whether it has only come to where a guest is to be waited for, for which it was
 * given no time.
 *
 * Returns: %TRUE where something is still to be done
 */
gboolean
gvir_builder_run_is_waiting (GVirBuilderRun *run)
{
  g_return_val_if_fail (GVIR_BUILDER_IS_RUN (run), FALSE);
  return run->waiting;
}

/**
 * gvir_builder_run_get_plan:
 * @run: a run
 *
 * Gets what is carried out.
 *
 * Returns: (transfer none): the plan
 */
GVirBuilderPlan *
gvir_builder_run_get_plan (GVirBuilderRun *run)
{
  g_return_val_if_fail (GVIR_BUILDER_IS_RUN (run), NULL);
  return run->plan;
}

/**
 * gvir_builder_run_get_fraction:
 * @run: a run
 *
 * Says how far it is, by the weights of its steps and the bytes of the one being done.
 *
 * Returns: from 0 to 1
 */
double
gvir_builder_run_get_fraction (GVirBuilderRun *run)
{
  g_autoptr (GMutexLocker) locker = NULL;
  double part;

  g_return_val_if_fail (GVIR_BUILDER_IS_RUN (run), 0);

  locker = g_mutex_locker_new (&run->lock);
  part = (double) run->weight_done;
  if (run->total_bytes > 0 && run->step < builder_plan_n_steps (run->plan))
    part += (double) gvir_builder_step_get_weight (builder_plan_step (run->plan, run->step))
            * ((double) run->bytes / (double) run->total_bytes);
  return run->weight > 0 ? MIN (part / (double) run->weight, 1) : 1;
}

/* A signal on its way to the main context of the one who waits. */
typedef struct
{
  GVirBuilderRun *run;
  guint signal;
  guint step;
  GVirBuilderStepState state;
  guint64 bytes;
  guint64 total;
} News;

static gboolean
emit (gpointer data)
{
  News *news = data;

  if (news->signal == STEP)
    g_signal_emit (news->run, signals[STEP], 0, news->step, news->state);
  else
    g_signal_emit (news->run, signals[PROGRESS], 0, news->step, news->bytes, news->total);
  return G_SOURCE_REMOVE;
}

static void
free_news (gpointer data)
{
  News *news = data;

  g_object_unref (news->run);
  g_free (news);
}

static void
spread (GVirBuilderRun *run,
        News news)
{
  GSource *source;

  news.run = g_object_ref (run);
  if (run->context == NULL)
    {
      emit (&news);
      g_object_unref (run);
      return;
    }
  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, emit, g_memdup2 (&news, sizeof news), free_news);
  g_source_attach (source, run->context);
  g_source_unref (source);
}

static void
hear_of_step (gpointer data,
              guint step,
              GVirBuilderStepState state)
{
  GVirBuilderRun *run = data;

  g_mutex_lock (&run->lock);
  run->step = step;
  run->bytes = 0;
  run->total_bytes = 0;
  if (state == GVIR_BUILDER_STEP_STATE_DONE || state == GVIR_BUILDER_STEP_STATE_SKIPPED)
    run->weight_done += gvir_builder_step_get_weight (builder_plan_step (run->plan, step));
  g_mutex_unlock (&run->lock);
  spread (run, (News){ .signal = STEP, .step = step, .state = state });
}

static void
hear_of_bytes (gpointer data,
               guint64 done,
               guint64 total)
{
  GVirBuilderRun *run = data;
  gint64 now = g_get_monotonic_time ();
  gboolean due;

  g_mutex_lock (&run->lock);
  run->bytes = done;
  run->total_bytes = total;
  due = now >= run->next_report || done >= total;
  if (due)
    run->next_report = now + REPORT_PAUSE;
  g_mutex_unlock (&run->lock);
  if (due)
    spread (run, (News){ .signal = PROGRESS, .step = run->step, .bytes = done, .total = total });
}

/* 0: there is no time at all. */
static gint64
deadline (GVirBuilderRun *run)
{
  if (run->wait <= 0)
    return run->wait == 0 ? 0 : BUILDER_WORK_FOR_EVER;
  return g_get_monotonic_time () + (gint64) run->wait * G_USEC_PER_SEC;
}

/* Others may take its record up from then on, where there still is one. */
static gboolean
go (GVirBuilderRun *run,
    BuilderMachine *machine,
    GError **error)
{
  gboolean good = run->direction == GVIR_BUILDER_DIRECTION_RESUME
                    ? builder_machine_forward (machine, &run->waiting, error) : builder_machine_back (machine, error);

  g_clear_pointer (&run->journal, builder_journal_free);
  return good;
}

static gboolean
work (GVirBuilderRun *run,
      GCancellable *cancellable,
      GError **error)
{
  g_autoptr (BuilderLink) link = builder_link_new (run->connection, error);
  g_autofree char *folder = builder_journal_folder ();
  BuilderMachine machine = {
    .work = { .link = link, .until = deadline (run), .report = hear_of_bytes, .report_data = run },
    .cancellable = cancellable,
    .told = hear_of_step,
    .told_data = run,
  };

  if (link == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (run->journal == NULL)
    run->journal = builder_journal_create (folder, link->uri, run->plan, error);
  if (run->journal == NULL)
    return FALSE;
  machine.journal = run->journal;
  return go (run, &machine, error);
}

static gboolean
begin (GVirBuilderRun *run,
       GError **error)
{
  gboolean first;

  g_mutex_lock (&run->lock);
  first = !run->began;
  run->began = TRUE;
  g_mutex_unlock (&run->lock);
  if (!first)
    g_set_error_literal (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT,
                         "a run is performed once: make another one of the plan");
  return first;
}

/**
 * gvir_builder_run_perform:
 * @run: a run
 * @cancellable: (nullable): cancels it: what was done is taken back, and
 *   %G_IO_ERROR_CANCELLED is the error
 * @error: return location for an error, or %NULL
 *
 * Carries the plan out and waits for its end; once it waits for a guest, it is left where
 * that fails, is cancelled or takes too long, and nothing is taken back: see
 * [method@LibvirtBuilder.Run.set_wait]. Signals are emitted in the thread of the
 * caller. Where the plan waits for a guest, the events of libvirt are
 * needed: the default main context must run in another thread, or not run at all.
 *
 * Returns: %TRUE where all of it is done, or %FALSE with an error: of
 *   %GVIR_BUILDER_ERROR_LEFT_BEHIND where something could not be taken back
 */
gboolean
gvir_builder_run_perform (GVirBuilderRun *run,
                          GCancellable *cancellable,
                          GError **error)
{
  g_return_val_if_fail (GVIR_BUILDER_IS_RUN (run), FALSE);
  g_return_val_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return begin (run, error) && work (run, cancellable, error);
}

static void
work_in_thread (GTask *task,
                gpointer source,
                G_GNUC_UNUSED gpointer data,
                GCancellable *cancellable)
{
  GError *error = NULL;

  builder_watch_leave_context ();
  if (work (source, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * gvir_builder_run_perform_async:
 * @run: a run
 * @cancellable: (nullable): cancels it: what was done is taken back, and
 *   %G_IO_ERROR_CANCELLED is the error
 * @callback: (scope async): called when all of it is done or taken back
 * @user_data: data for @callback
 *
 * Carries the plan out in a thread of its own. Signals are emitted, and @callback is
 * called, in the main context that is the caller's now.
 */
void
gvir_builder_run_perform_async (GVirBuilderRun *run,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;

  g_return_if_fail (GVIR_BUILDER_IS_RUN (run));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (run, cancellable, callback, user_data);
  g_task_set_source_tag (task, gvir_builder_run_perform_async);
  /* What is left is told even where it was cancelled. */
  g_task_set_check_cancellable (task, FALSE);
  if (!begin (run, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  run->context = g_main_context_ref_thread_default ();
  g_task_run_in_thread (task, work_in_thread);
}

/**
 * gvir_builder_run_perform_finish:
 * @run: a run
 * @result: what the callback was given
 * @error: return location for an error, or %NULL
 *
 * Gets the outcome of [method@LibvirtBuilder.Run.perform_async].
 *
 * Returns: as [method@LibvirtBuilder.Run.perform]
 */
gboolean
gvir_builder_run_perform_finish (GVirBuilderRun *run,
                                 GAsyncResult *result,
                                 GError **error)
{
  g_return_val_if_fail (GVIR_BUILDER_IS_RUN (run), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, run), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
