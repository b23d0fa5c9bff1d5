/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "plan/libvirt-builder-plan.h"
#include "plan/step-private.h"

G_BEGIN_DECLS

struct _GVirBuilderPlan
{
  GObject parent_instance;

  char *title;
  char *guest;
  GVirBuilderDirection recovery;
  GListStore *steps;
};

/* TITLE is for people, as "install web". */
GVirBuilderPlan *builder_plan_new (const char *title,
                                   const char *guest,
                                   GVirBuilderDirection recovery);
/* Takes STEP. Only while the plan is being made. */
void builder_plan_add (GVirBuilderPlan *plan,
                       GVirBuilderStep *step);

guint builder_plan_n_steps (GVirBuilderPlan *plan);
/* Belongs to the plan. */
GVirBuilderStep *builder_plan_step (GVirBuilderPlan *plan,
                                    guint number);

void builder_plan_write (GVirBuilderPlan *plan,
                         JsonBuilder *builder);
GVirBuilderPlan *builder_plan_read (JsonNode *node,
                                    GError **error);

G_END_DECLS
