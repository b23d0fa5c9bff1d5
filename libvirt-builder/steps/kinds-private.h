/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The kinds of steps that plans are made of: a row for each. */

#pragma once

#include "connection/link-private.h"
#include "plan/step-private.h"

G_BEGIN_DECLS

/* How much of what a step makes is there. */
typedef enum
{
  BUILDER_FOUND_NOTHING,
  BUILDER_FOUND_PART,
  BUILDER_FOUND_WHOLE
} BuilderFound;

#define BUILDER_WORK_FOR_EVER G_MAXINT64

/* What a step is done with. */
typedef struct
{
  BuilderLink *link;
  GCancellable *cancellable; /* NULL while something is taken back */
  gint64 until;              /* how long a guest is waited for: a monotonic time, or BUILDER_WORK_FOR_EVER */
  void (*report) (gpointer data,
                  guint64 done,
                  guint64 total); /* bytes; may be called from any thread, as often as one likes */
  gpointer report_data;
} BuilderWork;

typedef enum
{
  BUILDER_THERE_IS_WRONG, /* something else of that name is in the way */
  BUILDER_THERE_IS_DONE,  /* nothing is left to do, and nothing to take back */
  /* The same; and doing it is to wait for what the guest does, which may take hours. From its beginning on, nothing
   * that was done before is taken back unless somebody says so: its run can be left, and taken up again. */
  BUILDER_THERE_IS_AWAITED
} BuilderThere;

/* Everything is found by what the step holds: a run that comes back after a crash knows no
 * more than that. */
typedef struct
{
  const char *name;
  BuilderThere there; /* what it means where it is there, whole or in part, before it was begun */
  /* Looks how much of it is there, by evidence; changes nothing. */
  gboolean (*look) (BuilderWork *work,
                    GVirBuilderStep *step,
                    BuilderFound *found,
                    GError **error);
  /* Does it. Where it fails, it has taken back what it did, unless the connection is lost or the error
   * is GVIR_BUILDER_ERROR_LEFT_BEHIND. */
  gboolean (*act) (BuilderWork *work,
                   GVirBuilderStep *step,
                   GError **error);
  /* Takes it back, in whole or in part, however often it is called; NULL: nothing is to be. */
  gboolean (*undo) (BuilderWork *work,
                    GVirBuilderStep *step,
                    GError **error);
} BuilderStepKind;

/* NULL with an error: no kind has that name. */
const BuilderStepKind *builder_step_kind_find (const char *name,
                                               GError **error);

/* For what nothing tells of afterwards, as whether a volume was wiped or a guest has answered: it is done again. */
gboolean builder_step_look_for_nothing (BuilderWork *work,
                                        GVirBuilderStep *step,
                                        BuilderFound *found,
                                        GError **error);

/* One array of rows for each file of kinds. */
extern const BuilderStepKind builder_change_steps[];
extern const guint builder_n_change_steps;
extern const BuilderStepKind builder_clone_steps[];
extern const guint builder_n_clone_steps;
extern const BuilderStepKind builder_domain_steps[];
extern const guint builder_n_domain_steps;
extern const BuilderStepKind builder_install_steps[];
extern const guint builder_n_install_steps;
extern const BuilderStepKind builder_life_steps[];
extern const guint builder_n_life_steps;
extern const BuilderStepKind builder_media_steps[];
extern const guint builder_n_media_steps;
extern const BuilderStepKind builder_pool_steps[];
extern const guint builder_n_pool_steps;
extern const BuilderStepKind builder_snapshot_steps[];
extern const guint builder_n_snapshot_steps;
extern const BuilderStepKind builder_volume_steps[];
extern const guint builder_n_volume_steps;

G_END_DECLS
