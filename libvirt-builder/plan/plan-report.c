/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A plan as text for people and as JSON for programs and for the record of a run. */

#include "plan/plan-private.h"

#include "base/json-private.h"
#include "base/libvirt-builder-error.h"

/**
 * gvir_builder_plan_to_text:
 * @plan: a plan
 *
 * Writes the plan for people: a line for each step.
 *
 * Returns: (transfer full): lines, each with its end
 */
char *
gvir_builder_plan_to_text (GVirBuilderPlan *plan)
{
  GString *text;

  g_return_val_if_fail (GVIR_BUILDER_IS_PLAN (plan), NULL);

  text = g_string_new (NULL);
  for (guint i = 0; i < builder_plan_n_steps (plan); i++)
    g_string_append_printf (text, "%2u. %s\n", i + 1,
                            gvir_builder_step_get_description (builder_plan_step (plan, i)));
  return g_string_free (text, FALSE);
}

void
builder_plan_write (GVirBuilderPlan *plan,
                    JsonBuilder *builder)
{
  json_builder_begin_object (builder);
  builder_json_add_text (builder, "title", plan->title);
  if (plan->guest != NULL)
    builder_json_add_text (builder, "guest", plan->guest);
  builder_json_add_text (builder, "recovery", plan->recovery == GVIR_BUILDER_DIRECTION_UNDO ? "undo" : "resume");
  json_builder_set_member_name (builder, "steps");
  json_builder_begin_array (builder);
  for (guint i = 0; i < builder_plan_n_steps (plan); i++)
    builder_step_write (builder_plan_step (plan, i), builder);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

/**
 * gvir_builder_plan_to_json:
 * @plan: a plan
 *
 * Writes the plan for programs: an object with `title`, `guest` where it is about one, `recovery` (`undo` or
 * `resume`) and `steps`, each with `kind`, `description`, `undo` where there is one,
 * `weight` and `details`.
 *
 * Returns: (transfer full): JSON
 */
char *
gvir_builder_plan_to_json (GVirBuilderPlan *plan)
{
  g_autoptr (JsonBuilder) builder = NULL;

  g_return_val_if_fail (GVIR_BUILDER_IS_PLAN (plan), NULL);

  builder = json_builder_new ();
  builder_plan_write (plan, builder);
  return builder_json_print (builder);
}

static gboolean
read_steps (GVirBuilderPlan *plan,
            JsonArray *steps,
            GError **error)
{
  for (guint i = 0; i < json_array_get_length (steps); i++)
    {
      JsonNode *node = json_array_get_element (steps, i);
      GVirBuilderStep *step;

      if (!JSON_NODE_HOLDS_OBJECT (node))
        {
          g_set_error_literal (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT,
                               "a step of the plan is no JSON object");
          return FALSE;
        }
      step = builder_step_read (json_node_get_object (node), error);
      if (step == NULL)
        return FALSE;
      builder_plan_add (plan, step);
    }
  return TRUE;
}

GVirBuilderPlan *
builder_plan_read (JsonNode *node,
                   GError **error)
{
  JsonObject *object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *title = object != NULL ? builder_json_get_text (object, "title") : NULL;
  const char *guest = object != NULL ? builder_json_get_text (object, "guest") : NULL;
  const char *recovery = object != NULL ? builder_json_get_text (object, "recovery") : NULL;
  JsonNode *steps = object != NULL ? json_object_get_member (object, "steps") : NULL;
  gboolean undo = g_strcmp0 (recovery, "undo") == 0;
  g_autoptr (GVirBuilderPlan) plan = NULL;

  if (title == NULL || (!undo && g_strcmp0 (recovery, "resume") != 0) || steps == NULL
      || !JSON_NODE_HOLDS_ARRAY (steps))
    {
      g_set_error_literal (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT,
                           "the plan lacks its title, its recovery or its steps");
      return NULL;
    }
  plan = builder_plan_new (title, guest, undo ? GVIR_BUILDER_DIRECTION_UNDO : GVIR_BUILDER_DIRECTION_RESUME);
  return read_steps (plan, json_node_get_array (steps), error) ? g_steal_pointer (&plan) : NULL;
}
