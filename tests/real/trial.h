/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <libvirt/libvirt.h>

/* What is asked of one domain XML: each stage includes the ones before it. */
typedef enum
{
  TRIAL_VALIDATE,
  TRIAL_DEFINE,
  TRIAL_START,
} TrialGoal;

typedef struct
{
  char *name;
  char *path;
  TrialGoal goal;
} Trial;

typedef struct
{
  virConnectPtr connection; /* NULL where no trial goes beyond validation */
  const char *image_folder;
} TrialGround;

Trial *trial_parse (const char *line, char **reason);

void trial_free (Trial *trial);

/* TRUE when it passed; note then holds what was left out (or NULL), otherwise "STAGE: message". */
gboolean trial_run (const Trial *trial, const TrialGround *ground, char **note);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Trial, trial_free)
