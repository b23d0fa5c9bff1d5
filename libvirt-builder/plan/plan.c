/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "plan/plan-private.h"

/**
 * GVirBuilderPlan:
 *
 * What will be done, in its order: looked at, agreed to, and then run.
 *
 * A plan is made from what there is, and changes nothing. It is immutable, and holds all
 * that a run of it needs, so that it can be taken back from its record alone.
 */

G_DEFINE_FINAL_TYPE (GVirBuilderPlan, gvir_builder_plan, G_TYPE_OBJECT)

static void
gvir_builder_plan_finalize (GObject *object)
{
  GVirBuilderPlan *self = GVIR_BUILDER_PLAN (object);

  g_free (self->title);
  g_free (self->guest);
  g_object_unref (self->steps);
  G_OBJECT_CLASS (gvir_builder_plan_parent_class)->finalize (object);
}

static void
gvir_builder_plan_class_init (GVirBuilderPlanClass *class)
{
  G_OBJECT_CLASS (class)->finalize = gvir_builder_plan_finalize;
}

static void
gvir_builder_plan_init (GVirBuilderPlan *self)
{
  self->steps = g_list_store_new (GVIR_BUILDER_TYPE_STEP);
}

GVirBuilderPlan *
builder_plan_new (const char *title,
                  const char *guest,
                  GVirBuilderDirection recovery)
{
  GVirBuilderPlan *plan = g_object_new (GVIR_BUILDER_TYPE_PLAN, NULL);

  plan->title = g_strdup (title);
  plan->guest = g_strdup (guest);
  plan->recovery = recovery;
  return plan;
}

void
builder_plan_add (GVirBuilderPlan *plan,
                  GVirBuilderStep *step)
{
  g_list_store_append (plan->steps, step);
  g_object_unref (step);
}

guint
builder_plan_n_steps (GVirBuilderPlan *plan)
{
  return g_list_model_get_n_items (G_LIST_MODEL (plan->steps));
}

GVirBuilderStep *
builder_plan_step (GVirBuilderPlan *plan,
                   guint number)
{
  g_autoptr (GVirBuilderStep) step = g_list_model_get_item (G_LIST_MODEL (plan->steps), number);

  return step;
}

/**
 * gvir_builder_plan_get_title:
 * @plan: a plan
 *
 * Says what it is for.
 *
 * Returns: (transfer none): for people, such as `install web`
 */
const char *
gvir_builder_plan_get_title (GVirBuilderPlan *plan)
{
  g_return_val_if_fail (GVIR_BUILDER_IS_PLAN (plan), NULL);
  return plan->title;
}

/**
 * gvir_builder_plan_get_guest:
 * @plan: a plan
 *
 * Names the guest that it is about.
 *
 * Returns: (transfer none) (nullable): the name of the guest; %NULL: it is about storage alone
 */
const char *
gvir_builder_plan_get_guest (GVirBuilderPlan *plan)
{
  g_return_val_if_fail (GVIR_BUILDER_IS_PLAN (plan), NULL);
  return plan->guest;
}

/**
 * gvir_builder_plan_get_steps:
 * @plan: a plan
 *
 * Lists what will be done.
 *
 * Returns: (transfer full): a list of [class@LibvirtBuilder.Step] in their order, which
 *   never changes
 */
GListModel *
gvir_builder_plan_get_steps (GVirBuilderPlan *plan)
{
  g_return_val_if_fail (GVIR_BUILDER_IS_PLAN (plan), NULL);
  return G_LIST_MODEL (g_object_ref (plan->steps));
}

/**
 * gvir_builder_plan_get_recovery:
 * @plan: a plan
 *
 * Says where recovery goes by itself when a run of the plan was killed: what makes a
 * guest is taken back, what removes one is brought to its end.
 *
 * Returns: the direction
 */
GVirBuilderDirection
gvir_builder_plan_get_recovery (GVirBuilderPlan *plan)
{
  g_return_val_if_fail (GVIR_BUILDER_IS_PLAN (plan), GVIR_BUILDER_DIRECTION_UNDO);
  return plan->recovery;
}

/**
 * gvir_builder_plan_equal:
 * @plan: a plan
 * @other: another one
 *
 * Compares two plans step by step.
 *
 * Returns: whether they do the same
 */
gboolean
gvir_builder_plan_equal (GVirBuilderPlan *plan,
                         GVirBuilderPlan *other)
{
  g_return_val_if_fail (GVIR_BUILDER_IS_PLAN (plan), FALSE);
  g_return_val_if_fail (GVIR_BUILDER_IS_PLAN (other), FALSE);

  if (!g_str_equal (plan->title, other->title) || g_strcmp0 (plan->guest, other->guest) != 0
      || plan->recovery != other->recovery || builder_plan_n_steps (plan) != builder_plan_n_steps (other))
    return FALSE;
  for (guint i = 0; i < builder_plan_n_steps (plan); i++)
    {
      if (!gvir_builder_step_equal (builder_plan_step (plan, i), builder_plan_step (other, i)))
        return FALSE;
    }
  return TRUE;
}
