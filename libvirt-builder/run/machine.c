/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "run/machine-private.h"

/* How long a connection that is lost is tried again: libvirt's daemon restarts in less. */
#define REOPEN_SECONDS 30

/* How often a step is done again for which the connection was lost. */
#define ATTEMPTS 5

static void
tell (BuilderMachine *machine,
      guint step,
      GVirBuilderStepState state)
{
  if (machine->told != NULL)
    machine->told (machine->told_data, step, state);
}

static gboolean
mark (BuilderMachine *machine,
      guint step,
      BuilderMark mark_,
      GError **error)
{
  return builder_journal_mark (machine->journal, step, mark_, error);
}

/* Whether the call that failed with PROBLEM may be tried again, over a new connection. */
static gboolean
is_mended (BuilderMachine *machine,
           guint *attempts,
           const GError *problem,
           GError **error)
{
  if (*attempts >= ATTEMPTS || !builder_link_is_lost (machine->work.link, problem))
    {
      g_propagate_error (error, g_error_copy (problem));
      return FALSE;
    }
  (*attempts)++;
  return builder_link_reopen (machine->work.link, REOPEN_SECONDS, machine->work.cancellable, error);
}

/* Whether what was asked or done until now is so: where the connection was lost meanwhile, an answer that did not come may
 * have been taken for one. PROBLEM says it then. */
static gboolean
is_certain (BuilderMachine *machine,
            GError **problem)
{
  if (!builder_link_is_lost (machine->work.link, NULL))
    return TRUE;
  g_set_error (problem, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNREACHABLE,
               "the connection to '%s' was lost meanwhile", machine->work.link->uri);
  return FALSE;
}

static gboolean
look (BuilderMachine *machine,
      const BuilderStepKind *kind,
      GVirBuilderStep *step,
      BuilderFound *found,
      GError **error)
{
  guint attempts = 0;

  for (;;)
    {
      g_autoptr (GError) problem = NULL;

      if (kind->look (&machine->work, step, found, &problem) && is_certain (machine, &problem))
        return TRUE;
      if (!is_mended (machine, &attempts, problem, error))
        return FALSE;
    }
}

/* Takes back the step itself; what is gone already is no error. */
static gboolean
undo (BuilderMachine *machine,
      const BuilderStepKind *kind,
      GVirBuilderStep *step,
      GError **error)
{
  guint attempts = 0;

  while (kind->undo != NULL)
    {
      g_autoptr (GError) problem = NULL;

      if (kind->undo (&machine->work, step, &problem) && is_certain (machine, &problem))
        return TRUE;
      if (!is_mended (machine, &attempts, problem, error))
        return FALSE;
    }
  return TRUE;
}

/* What was done of a step for which the connection was lost is not known: it is looked at. */
static gboolean
settle (BuilderMachine *machine,
        const BuilderStepKind *kind,
        GVirBuilderStep *step,
        gboolean *done,
        GError **error)
{
  BuilderFound found;

  if (!look (machine, kind, step, &found, error))
    return FALSE;
  *done = found == BUILDER_FOUND_WHOLE;
  return found != BUILDER_FOUND_PART || undo (machine, kind, step, error);
}

static gboolean
act (BuilderMachine *machine,
     guint number,
     const BuilderStepKind *kind,
     GVirBuilderStep *step,
     GError **error)
{
  guint attempts = 0;
  gboolean done = FALSE;

  while (!done)
    {
      g_autoptr (GError) problem = NULL;

      if (kind->act (&machine->work, step, &problem) && is_certain (machine, &problem))
        return TRUE;
      /* It has taken back what it did; what is there of that name now is somebody else's. */
      if (!builder_link_is_lost (machine->work.link, problem)
          && !g_error_matches (problem, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_LEFT_BEHIND))
        mark (machine, number, BUILDER_MARK_UNDONE, NULL);
      if (!is_mended (machine, &attempts, problem, error) || !settle (machine, kind, step, &done, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
begin (BuilderMachine *machine,
       guint number,
       const BuilderStepKind *kind,
       GError **error)
{
  GVirBuilderStep *step = builder_plan_step (machine->journal->plan, number);
  BuilderFound found;

  if (!look (machine, kind, step, &found, error))
    return FALSE;
  if (found == BUILDER_FOUND_NOTHING)
    return mark (machine, number, BUILDER_MARK_BEGUN, error);
  if (kind->there != BUILDER_THERE_IS_WRONG && found == BUILDER_FOUND_WHOLE)
    return mark (machine, number, BUILDER_MARK_SKIPPED, error);
  if (kind->there != BUILDER_THERE_IS_WRONG)
    return mark (machine, number, BUILDER_MARK_BEGUN, error);
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_EXISTS,
               "what is to be made has come to be there in the meantime, so it is left alone (%s): choose another name, "
               "or remove it first", gvir_builder_step_get_description (step));
  return FALSE;
}

/* A step that an earlier run began and did not end. */
static gboolean
take_up (BuilderMachine *machine,
         guint number,
         const BuilderStepKind *kind,
         GError **error)
{
  gboolean done = FALSE;

  if (!settle (machine, kind, builder_plan_step (machine->journal->plan, number), &done, error))
    return FALSE;
  return !done || mark (machine, number, BUILDER_MARK_DONE, error);
}

/* Whether the step that was begun waits for a guest, and there is no time for it. */
static gboolean
is_left (BuilderMachine *machine,
         const BuilderStepKind *kind)
{
  return kind->there == BUILDER_THERE_IS_AWAITED && machine->work.until == 0;
}

static gboolean
do_step (BuilderMachine *machine,
         guint number,
         gboolean *waiting,
         GError **error)
{
  GVirBuilderStep *step = builder_plan_step (machine->journal->plan, number);
  const BuilderStepKind *kind = builder_step_kind_find (gvir_builder_step_get_kind (step), error);
  BuilderMark *at = &machine->journal->marks[number];

  if (kind == NULL || g_cancellable_set_error_if_cancelled (machine->cancellable, error))
    return FALSE;
  if (*at == BUILDER_MARK_DONE || *at == BUILDER_MARK_SKIPPED)
    return TRUE;
  if (!is_left (machine, kind))
    tell (machine, number, GVIR_BUILDER_STEP_STATE_BEGUN);
  if (*at == BUILDER_MARK_BEGUN ? !take_up (machine, number, kind, error) : !begin (machine, number, kind, error))
    return FALSE;
  *waiting = *at == BUILDER_MARK_BEGUN && is_left (machine, kind);
  if (*waiting)
    return TRUE;
  if (*at == BUILDER_MARK_BEGUN)
    {
      if (!act (machine, number, kind, step, error))
        return FALSE;
      if (!mark (machine, number, BUILDER_MARK_DONE, error))
        return FALSE;
    }
  tell (machine, number,
        *at == BUILDER_MARK_SKIPPED ? GVIR_BUILDER_STEP_STATE_SKIPPED : GVIR_BUILDER_STEP_STATE_DONE);
  return TRUE;
}

static gboolean
undo_step (BuilderMachine *machine,
           guint number,
           GError **error)
{
  GVirBuilderStep *step = builder_plan_step (machine->journal->plan, number);
  const BuilderStepKind *kind = builder_step_kind_find (gvir_builder_step_get_kind (step), error);
  BuilderMark at = machine->journal->marks[number];

  if (kind == NULL)
    return FALSE;
  if (at != BUILDER_MARK_BEGUN && at != BUILDER_MARK_DONE)
    return TRUE;
  if (kind->undo != NULL)
    tell (machine, number, GVIR_BUILDER_STEP_STATE_UNDOING);
  if (!undo (machine, kind, step, error))
    return FALSE;
  /* That it is undone need not be known: it can be undone again. */
  mark (machine, number, BUILDER_MARK_UNDONE, NULL);
  if (kind->undo != NULL)
    tell (machine, number, GVIR_BUILDER_STEP_STATE_UNDONE);
  return TRUE;
}

gboolean
builder_machine_back (BuilderMachine *machine,
                      GError **error)
{
  machine->work.cancellable = NULL;
  for (guint i = builder_plan_n_steps (machine->journal->plan); i > 0; i--)
    {
      g_autoptr (GError) problem = NULL;

      if (undo_step (machine, i - 1, &problem))
        continue;
      g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_LEFT_BEHIND,
                   "what was begun cannot be taken back now: %s; its record '%s' is kept, so that recovery can do it "
                   "later", problem->message, machine->journal->id);
      return FALSE;
    }
  return builder_journal_finish (machine->journal, error);
}

/* Whether nothing is to be taken back, nor brought to an end. */
static gboolean
is_untouched (BuilderMachine *machine)
{
  for (guint i = 0; i < builder_plan_n_steps (machine->journal->plan); i++)
    {
      if (machine->journal->marks[i] == BUILDER_MARK_BEGUN || machine->journal->marks[i] == BUILDER_MARK_DONE)
        return FALSE;
    }
  return TRUE;
}

gboolean
builder_marks_are_settled (GVirBuilderPlan *plan,
                           const BuilderMark *marks)
{
  for (guint i = 0; i < builder_plan_n_steps (plan); i++)
    {
      const BuilderStepKind *kind = builder_step_kind_find (gvir_builder_step_get_kind (builder_plan_step (plan, i)), NULL);

      if (kind != NULL && kind->there == BUILDER_THERE_IS_AWAITED && marks[i] != BUILDER_MARK_NONE)
        return TRUE;
    }
  return FALSE;
}

/* A step fails with PROBLEM: what to say, after taking back what was done. */
static void
give_up (BuilderMachine *machine,
         const GError *problem,
         GError **error)
{
  g_autoptr (GError) left = NULL;

  if (builder_marks_are_settled (machine->journal->plan, machine->journal->marks))
    {
      g_propagate_error (error, g_error_copy (problem));
      return;
    }
  if (machine->journal->plan->recovery == GVIR_BUILDER_DIRECTION_RESUME && !is_untouched (machine))
    g_set_error (&left, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_LEFT_BEHIND,
                 "what is left to do is kept on record as '%s', so that recovery can bring it to its end",
                 machine->journal->id);
  else if (builder_machine_back (machine, &left))
    {
      g_propagate_error (error, g_error_copy (problem));
      return;
    }
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_LEFT_BEHIND, "%s; %s", problem->message, left->message);
}

gboolean
builder_machine_forward (BuilderMachine *machine,
                         gboolean *waiting,
                         GError **error)
{
  machine->work.cancellable = machine->cancellable;
  *waiting = FALSE;
  for (guint i = 0; i < builder_plan_n_steps (machine->journal->plan); i++)
    {
      g_autoptr (GError) problem = NULL;

      if (do_step (machine, i, waiting, &problem))
        {
          if (*waiting)
            return TRUE;
          continue;
        }
      tell (machine, i, GVIR_BUILDER_STEP_STATE_FAILED);
      give_up (machine, problem, error);
      return FALSE;
    }
  return builder_journal_finish (machine->journal, error);
}
