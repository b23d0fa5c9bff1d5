/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Snapshots are made, deleted and reverted to. */

#include "small-host.h"

static gboolean
perform (SmallHost *host,
         GVirBuilderPlan *plan,
         GError **error)
{
  g_autoptr (GVirBuilderPlan) owned = plan;
  g_autoptr (GVirBuilderRun) run = plan != NULL ? gvir_builder_run_new (plan, host->connection) : NULL;

  return run != NULL && gvir_builder_run_perform (run, NULL, error);
}

/* Only one that is there can be deleted. */
static gboolean
has_snapshot (SmallHost *host,
              const char *name)
{
  g_autoptr (GVirBuilderPlan) plan = gvir_builder_plan_new_snapshot_delete (host->connection, "web", name, NULL);

  return plan != NULL;
}

static void
test_life (SmallHost *host,
           G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  GVirConnection *connection = host->connection;

  g_assert_true (perform (host, gvir_builder_plan_new_snapshot (connection, "web", "one", "before <it>",
                                                                GVIR_BUILDER_SNAPSHOT_KIND_INTERNAL, &error), &error));
  g_assert_no_error (error);
  g_assert_true (has_snapshot (host, "one"));
  g_assert_true (perform (host, gvir_builder_plan_new_snapshot_revert (connection, "web", "one", &error), &error));
  g_assert_no_error (error);
  g_assert_null (gvir_builder_plan_new_snapshot (connection, "web", "one", NULL, GVIR_BUILDER_SNAPSHOT_KIND_INTERNAL,
                                                 &error));
  g_assert_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_EXISTS);
  g_clear_error (&error);
  /* libvirt renames no guest that has some. */
  g_assert_null (gvir_builder_plan_new_rename (connection, "web", "shop", &error));
  g_assert_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_GUEST);
  g_clear_error (&error);
  g_assert_true (perform (host, gvir_builder_plan_new_snapshot_delete (connection, "web", "one", &error), &error));
  g_assert_no_error (error);
  g_assert_false (has_snapshot (host, "one"));
}

static void
test_external (SmallHost *host,
               G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVirBuilderPlan) plan
    = gvir_builder_plan_new_snapshot (host->connection, "web", "two", NULL, GVIR_BUILDER_SNAPSHOT_KIND_EXTERNAL, &error);
  g_autofree char *json = NULL;

  g_assert_no_error (error);
  json = gvir_builder_plan_to_json (plan);
  assert_has (json, "<disk name='vda' snapshot='external'/><disk name='vdb' snapshot='external'/>");
}

static void
test_refusals (SmallHost *host,
               G_GNUC_UNUSED gconstpointer data)
{
  GVirConnection *connection = host->connection;
  g_autoptr (GError) error = NULL;

  g_assert_null (gvir_builder_plan_new_snapshot (connection, "nobody", "x", NULL, GVIR_BUILDER_SNAPSHOT_KIND_EXTERNAL, &error));
  g_assert_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (gvir_builder_plan_new_snapshot (connection, "web", "a/b", NULL, GVIR_BUILDER_SNAPSHOT_KIND_EXTERNAL, &error));
  g_assert_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT);
  g_clear_error (&error);
  g_assert_null (gvir_builder_plan_new_snapshot_delete (connection, "web", "none", &error));
  g_assert_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (gvir_builder_plan_new_snapshot_revert (connection, "web", "none", &error));
  g_assert_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_NOT_FOUND);
  g_assert_null (gvir_builder_plan_new_snapshot (connection, "web", "", NULL, GVIR_BUILDER_SNAPSHOT_KIND_EXTERNAL, NULL));
  g_assert_null (gvir_builder_plan_new_snapshot_delete (connection, "web", "none", NULL));
  g_assert_null (gvir_builder_plan_new_snapshot_revert (connection, "nobody", "none", NULL));
}

#define TEST(path, function) \
  g_test_add ("/builder/snapshot/" path, SmallHost, NULL, small_host_set_up, function, small_host_tear_down)

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("is-made-reverted-to-and-deleted", test_life);
  TEST ("has-new-images-outside", test_external);
  TEST ("refused", test_refusals);
  return g_test_run ();
}
