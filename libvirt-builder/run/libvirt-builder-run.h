/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <libvirt-builder/plan/libvirt-builder-plan.h>
#include <libvirt-gobject/libvirt-gobject.h>

G_BEGIN_DECLS

/**
 * GVirBuilderStepState:
 * @GVIR_BUILDER_STEP_STATE_BEGUN: it is being done
 * @GVIR_BUILDER_STEP_STATE_DONE: it is done
 * @GVIR_BUILDER_STEP_STATE_SKIPPED: nothing was left to do
 * @GVIR_BUILDER_STEP_STATE_FAILED: it could not be done, or was cancelled
 * @GVIR_BUILDER_STEP_STATE_UNDOING: it is being taken back
 * @GVIR_BUILDER_STEP_STATE_UNDONE: it is taken back
 *
 * What has become of a step of a run.
 */
typedef enum
{
  GVIR_BUILDER_STEP_STATE_BEGUN,
  GVIR_BUILDER_STEP_STATE_DONE,
  GVIR_BUILDER_STEP_STATE_SKIPPED,
  GVIR_BUILDER_STEP_STATE_FAILED,
  GVIR_BUILDER_STEP_STATE_UNDOING,
  GVIR_BUILDER_STEP_STATE_UNDONE
} GVirBuilderStepState;

#define GVIR_BUILDER_TYPE_RUN (gvir_builder_run_get_type ())
G_DECLARE_FINAL_TYPE (GVirBuilderRun, gvir_builder_run, GVIR_BUILDER, RUN, GObject)

GVirBuilderRun *gvir_builder_run_new (GVirBuilderPlan *plan,
                                      GVirConnection *connection);

void gvir_builder_run_set_wait (GVirBuilderRun *run,
                                int seconds);
gboolean gvir_builder_run_is_waiting (GVirBuilderRun *run);
GVirBuilderPlan *gvir_builder_run_get_plan (GVirBuilderRun *run);
double gvir_builder_run_get_fraction (GVirBuilderRun *run);

gboolean gvir_builder_run_perform (GVirBuilderRun *run,
                                   GCancellable *cancellable,
                                   GError **error);
void gvir_builder_run_perform_async (GVirBuilderRun *run,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean gvir_builder_run_perform_finish (GVirBuilderRun *run,
                                          GAsyncResult *result,
                                          GError **error);

G_END_DECLS
