/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Takes a plan forward or back, step by step, with its record. */

#pragma once

#include "journal/journal-private.h"
#include "run/libvirt-builder-run.h"
#include "steps/kinds-private.h"

G_BEGIN_DECLS

typedef struct
{
  BuilderJournal *journal;
  BuilderWork work;
  GCancellable *cancellable;
  void (*told) (gpointer data,
                guint step,
                GVirBuilderStepState state);
  gpointer told_data;
} BuilderMachine;

/* Whether it has come to where a guest is waited for: nothing is taken back by itself any more. */
gboolean builder_marks_are_settled (GVirBuilderPlan *plan,
                                    const BuilderMark *marks);

/* Does what is still to be done. Where it fails or is cancelled, whatever was done is
 * taken back, unless the plan goes only forward or is settled. The record is gone then, or the
 * error is GVIR_BUILDER_ERROR_LEFT_BEHIND, or of what was waited for. WAITING: a guest is to be
 * waited for and there is no time for it, so the record stays. */
gboolean builder_machine_forward (BuilderMachine *machine,
                                  gboolean *waiting,
                                  GError **error);

/* Takes back whatever the record says was begun. */
gboolean builder_machine_back (BuilderMachine *machine,
                               GError **error);

G_END_DECLS
