/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Plans as values. */

#include <json-glib/json-glib.h>
#include <string.h>

#include "libvirt-builder.h"
#include "plan/plan-private.h"

static GVirBuilderPlan *
make_plan (const char *pool)
{
  GVirBuilderPlan *plan = builder_plan_new ("install web", "web", GVIR_BUILDER_DIRECTION_UNDO);
  GVirBuilderStep *step = builder_step_new ("volume-create", 3, "create the volume <a> & more", "delete it");

  builder_step_set (step, "pool", pool);
  builder_step_set_number (step, "capacity", G_MAXUINT64);
  builder_step_set (step, "nothing", NULL);
  builder_plan_add (plan, step);
  builder_plan_add (plan, builder_step_new ("domain-start", 1, "start the guest web", NULL));
  return plan;
}

static GVirBuilderPlan *
read_plan (const char *json,
           GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();

  g_assert_true (json_parser_load_from_data (parser, json, -1, NULL));
  return builder_plan_read (json_parser_get_root (parser), error);
}

static void
test_getters (void)
{
  g_autoptr (GVirBuilderPlan) plan = make_plan ("default");
  g_autoptr (GListModel) steps = gvir_builder_plan_get_steps (plan);
  g_autoptr (GVirBuilderStep) step = g_list_model_get_item (steps, 0);
  g_autoptr (GVirBuilderStep) start = g_list_model_get_item (steps, 1);
  g_autofree char *text = gvir_builder_plan_to_text (plan);

  g_assert_cmpstr (gvir_builder_plan_get_title (plan), ==, "install web");
  g_assert_cmpstr (gvir_builder_plan_get_guest (plan), ==, "web");
  g_assert_cmpint (gvir_builder_plan_get_recovery (plan), ==, GVIR_BUILDER_DIRECTION_UNDO);
  g_assert_cmpuint (g_list_model_get_n_items (steps), ==, 2);
  g_assert_cmpstr (gvir_builder_step_get_kind (step), ==, "volume-create");
  g_assert_cmpuint (gvir_builder_step_get_weight (step), ==, 3);
  g_assert_cmpstr (gvir_builder_step_get_undo (step), ==, "delete it");
  g_assert_null (gvir_builder_step_get_undo (start));
  g_assert_cmpstr (gvir_builder_step_get_description (start), ==, "start the guest web");
  g_assert_cmpstr (text, ==, " 1. create the volume <a> & more\n 2. start the guest web\n");
}

static void
test_round_trip (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVirBuilderPlan) plan = make_plan ("default \"pool\"\n\\ é");
  g_autofree char *json = gvir_builder_plan_to_json (plan);
  g_autoptr (GVirBuilderPlan) again = read_plan (json, &error);
  g_autofree char *same = NULL;

  g_assert_no_error (error);
  g_assert_true (gvir_builder_plan_equal (plan, again));
  same = gvir_builder_plan_to_json (again);
  g_assert_cmpstr (json, ==, same);
  g_assert_true (builder_step_get_number (builder_plan_step (again, 0), "capacity") == G_MAXUINT64);
  g_assert_null (builder_step_get (builder_plan_step (again, 0), "nothing"));
}

static void
test_equal (void)
{
  g_autoptr (GVirBuilderPlan) plan = make_plan ("default");
  g_autoptr (GVirBuilderPlan) same = make_plan ("default");
  g_autoptr (GVirBuilderPlan) other = make_plan ("other");
  g_autoptr (GVirBuilderPlan) more = make_plan ("default");
  g_autoptr (GVirBuilderPlan) forward = builder_plan_new ("install web", "web", GVIR_BUILDER_DIRECTION_RESUME);
  g_autoptr (GVirBuilderPlan) back = builder_plan_new ("install web", "web", GVIR_BUILDER_DIRECTION_UNDO);

  builder_plan_add (more, builder_step_new ("domain-start", 1, "start the guest web", NULL));
  g_assert_true (gvir_builder_plan_equal (plan, same));
  g_assert_false (gvir_builder_plan_equal (plan, other));
  g_assert_false (gvir_builder_plan_equal (plan, more));
  g_assert_false (gvir_builder_plan_equal (forward, back));
  g_assert_false (gvir_builder_step_equal (builder_plan_step (plan, 0), builder_plan_step (plan, 1)));
}

static void
test_damaged (void)
{
  static const char *const texts[] = {
    "[]",
    "{}",
    "{\"title\":1,\"guest\":\"web\",\"recovery\":\"undo\",\"steps\":[]}",
    "{\"title\":\"t\",\"guest\":\"web\",\"recovery\":\"sideways\",\"steps\":[]}",
    "{\"title\":\"t\",\"guest\":\"web\",\"recovery\":\"undo\",\"steps\":{}}",
    "{\"title\":\"t\",\"guest\":\"web\",\"recovery\":\"undo\",\"steps\":[1]}",
    "{\"title\":\"t\",\"guest\":\"web\",\"recovery\":\"undo\",\"steps\":[{\"kind\":\"a\"}]}",
    "{\"title\":\"t\",\"guest\":\"web\",\"recovery\":\"undo\",\"steps\":[{\"kind\":\"a\",\"description\":\"b\",\"weight\":0,"
    "\"details\":{}}]}",
    "{\"title\":\"t\",\"guest\":\"web\",\"recovery\":\"undo\",\"steps\":[{\"kind\":\"a\",\"description\":\"b\",\"weight\":1,"
    "\"details\":{\"c\":1}}]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (read_plan (texts[i], &error));
      g_assert_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT);
      g_assert_null (read_plan (texts[i], NULL));
    }
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/builder/plan/says-what-it-is", test_getters);
  g_test_add_func ("/builder/plan/is-the-same-read-back", test_round_trip);
  g_test_add_func ("/builder/plan/is-compared-step-by-step", test_equal);
  g_test_add_func ("/builder/plan/damaged-is-refused", test_damaged);
  return g_test_run ();
}
