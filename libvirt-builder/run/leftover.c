/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "run/leftover-private.h"

#include "base/libvirt-builder-error.h"
#include "run/machine-private.h"
#include "run/run-private.h"

/**
 * GVirBuilderLeftover:
 *
 * What a run left behind that was killed, or that could not take back what it had done:
 * its record, from which it can be taken back or brought to its end.
 *
 * Immutable: it is as it was when it was listed.
 */

G_DEFINE_FINAL_TYPE (GVirBuilderLeftover, gvir_builder_leftover, G_TYPE_OBJECT)

static void
gvir_builder_leftover_finalize (GObject *object)
{
  GVirBuilderLeftover *self = GVIR_BUILDER_LEFTOVER (object);

  g_free (self->path);
  g_free (self->id);
  g_free (self->uri);
  g_free (self->problem);
  g_clear_object (&self->plan);
  g_free (self->marks);
  G_OBJECT_CLASS (gvir_builder_leftover_parent_class)->finalize (object);
}

static void
gvir_builder_leftover_class_init (GVirBuilderLeftoverClass *class)
{
  G_OBJECT_CLASS (class)->finalize = gvir_builder_leftover_finalize;
}

static void
gvir_builder_leftover_init (G_GNUC_UNUSED GVirBuilderLeftover *self)
{
}

/**
 * gvir_builder_leftover_get_id:
 * @leftover: a leftover
 *
 * Names it, as the command line does.
 *
 * Returns: (transfer none): the name of its record, which begins with the time
 */
const char *
gvir_builder_leftover_get_id (GVirBuilderLeftover *leftover)
{
  g_return_val_if_fail (GVIR_BUILDER_IS_LEFTOVER (leftover), NULL);
  return leftover->id;
}

/**
 * gvir_builder_leftover_get_path:
 * @leftover: a leftover
 *
 * Says where its record is.
 *
 * Returns: (transfer none): the path of a file
 */
const char *
gvir_builder_leftover_get_path (GVirBuilderLeftover *leftover)
{
  g_return_val_if_fail (GVIR_BUILDER_IS_LEFTOVER (leftover), NULL);
  return leftover->path;
}

/**
 * gvir_builder_leftover_get_state:
 * @leftover: a leftover
 *
 * Says whether there is anything to recover.
 *
 * Returns: the state
 */
GVirBuilderLeftoverState
gvir_builder_leftover_get_state (GVirBuilderLeftover *leftover)
{
  g_return_val_if_fail (GVIR_BUILDER_IS_LEFTOVER (leftover), GVIR_BUILDER_LEFTOVER_STATE_UNREADABLE);
  return leftover->state;
}

/**
 * gvir_builder_leftover_get_problem:
 * @leftover: a leftover
 *
 * Says why it cannot be recovered now.
 *
 * Returns: (transfer none) (nullable): a sentence for people; %NULL: it can
 */
const char *
gvir_builder_leftover_get_problem (GVirBuilderLeftover *leftover)
{
  g_return_val_if_fail (GVIR_BUILDER_IS_LEFTOVER (leftover), NULL);
  return leftover->problem;
}

/**
 * gvir_builder_leftover_get_uri:
 * @leftover: a leftover
 *
 * Says where the run was.
 *
 * Returns: (transfer none) (nullable): the URI of the connection; %NULL: it is not known
 */
const char *
gvir_builder_leftover_get_uri (GVirBuilderLeftover *leftover)
{
  g_return_val_if_fail (GVIR_BUILDER_IS_LEFTOVER (leftover), NULL);
  return leftover->uri;
}

/**
 * gvir_builder_leftover_get_began:
 * @leftover: a leftover
 *
 * Says when the run began.
 *
 * Returns: seconds since 1970, UTC; 0: it is not known
 */
gint64
gvir_builder_leftover_get_began (GVirBuilderLeftover *leftover)
{
  g_return_val_if_fail (GVIR_BUILDER_IS_LEFTOVER (leftover), 0);
  return leftover->began;
}

/**
 * gvir_builder_leftover_get_plan:
 * @leftover: a leftover
 *
 * Gets what was to be carried out.
 *
 * Returns: (transfer none) (nullable): the plan; %NULL: it is not known
 */
GVirBuilderPlan *
gvir_builder_leftover_get_plan (GVirBuilderLeftover *leftover)
{
  g_return_val_if_fail (GVIR_BUILDER_IS_LEFTOVER (leftover), NULL);
  return leftover->plan;
}

/**
 * gvir_builder_leftover_get_recovery:
 * @leftover: a leftover
 *
 * Says where recovery is meant to go: what is only waiting for its guest is brought to its
 * end, and for the rest [method@LibvirtBuilder.Plan.get_recovery] holds.
 *
 * Returns: the direction
 */
GVirBuilderDirection
gvir_builder_leftover_get_recovery (GVirBuilderLeftover *leftover)
{
  g_return_val_if_fail (GVIR_BUILDER_IS_LEFTOVER (leftover), GVIR_BUILDER_DIRECTION_UNDO);

  if (leftover->plan == NULL)
    return GVIR_BUILDER_DIRECTION_UNDO;
  return builder_marks_are_settled (leftover->plan, leftover->marks) ? GVIR_BUILDER_DIRECTION_RESUME
                                                                     : gvir_builder_plan_get_recovery (leftover->plan);
}

/**
 * gvir_builder_leftover_recover:
 * @leftover: a leftover
 * @connection: an open connection to where the run was
 * @direction: whether to take back what was begun, or to bring it to its end;
 *   [method@LibvirtBuilder.Leftover.get_recovery] says which is meant
 * @error: return location for an error, or %NULL
 *
 * Prepares to go on with it; nothing is done before the run is performed.
 *
 * Returns: (transfer full): a run, or %NULL with an error of %GVIR_BUILDER_ERROR_IN_USE,
 *   %GVIR_BUILDER_ERROR_NOT_FOUND or %GVIR_BUILDER_ERROR_INVALID_INPUT where its record is
 *   worked on, gone or damaged
 */
GVirBuilderRun *
gvir_builder_leftover_recover (GVirBuilderLeftover *leftover,
                               GVirConnection *connection,
                               GVirBuilderDirection direction,
                               GError **error)
{
  BuilderJournal *journal;

  g_return_val_if_fail (GVIR_BUILDER_IS_LEFTOVER (leftover), NULL);
  g_return_val_if_fail (GVIR_IS_CONNECTION (connection), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  journal = builder_journal_open (leftover->path, error);
  if (journal == NULL)
    return NULL;
  if (g_strcmp0 (journal->uri, gvir_connection_get_uri (connection)) == 0)
    return builder_run_new_for_journal (journal, connection, direction);
  g_set_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT,
               "the run was on '%s', and this connection is to '%s': connect to the former", journal->uri,
               gvir_connection_get_uri (connection));
  builder_journal_free (journal);
  return NULL;
}
