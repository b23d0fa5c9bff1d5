/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "journal/journal-private.h"
#include "run/libvirt-builder-leftover.h"

G_BEGIN_DECLS

struct _GVirBuilderLeftover
{
  GObject parent_instance;

  char *path;
  char *id;
  char *uri;
  char *problem;
  gint64 began;
  GVirBuilderLeftoverState state;
  GVirBuilderPlan *plan;
  BuilderMark *marks;
};

G_END_DECLS
