/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <gio/gio.h>
#include <libvirt-builder/plan/libvirt-builder-step.h>

G_BEGIN_DECLS

/**
 * GVirBuilderDirection:
 * @GVIR_BUILDER_DIRECTION_UNDO: what was begun is taken back
 * @GVIR_BUILDER_DIRECTION_RESUME: what was begun is brought to its end
 *
 * Where recovery goes from the middle of a plan.
 */
typedef enum
{
  GVIR_BUILDER_DIRECTION_UNDO,
  GVIR_BUILDER_DIRECTION_RESUME
} GVirBuilderDirection;

#define GVIR_BUILDER_TYPE_PLAN (gvir_builder_plan_get_type ())
G_DECLARE_FINAL_TYPE (GVirBuilderPlan, gvir_builder_plan, GVIR_BUILDER, PLAN, GObject)

const char *gvir_builder_plan_get_title (GVirBuilderPlan *plan);
const char *gvir_builder_plan_get_guest (GVirBuilderPlan *plan);
GListModel *gvir_builder_plan_get_steps (GVirBuilderPlan *plan);
GVirBuilderDirection gvir_builder_plan_get_recovery (GVirBuilderPlan *plan);

gboolean gvir_builder_plan_equal (GVirBuilderPlan *plan,
                                  GVirBuilderPlan *other);
char *gvir_builder_plan_to_text (GVirBuilderPlan *plan);
char *gvir_builder_plan_to_json (GVirBuilderPlan *plan);

G_END_DECLS
