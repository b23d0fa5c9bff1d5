/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define DESIGNER_STEP_MAX 128

/* One step of a path, cut out of it. */
typedef struct
{
  char prefix[32];
  char name[DESIGNER_STEP_MAX];
  char attribute[DESIGNER_STEP_MAX]; /* "" where the step has no [@attribute='value'] */
  char value[DESIGNER_STEP_MAX];
  guint position;           /* from 1 */
  gboolean is_attribute;
} DesignerStep;

/* Cuts the next step off *PATH; FALSE where it is none. */
gboolean designer_step_read (const char **path,
                             DesignerStep *step);

/* Whether PATH, which reads as one, ends with an attribute. */
gboolean designer_step_is_attribute (const char *path);

/* Whether PATH reads as one; a path to nothing is none the worse for it. */
gboolean designer_step_is_path (const char *path,
                                GError **error);

G_END_DECLS
