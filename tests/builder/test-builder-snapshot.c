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
  /* libvirt would never delete it. */
  g_assert_null (gvir_builder_plan_new_snapshot (connection, "web", "two", NULL, GVIR_BUILDER_SNAPSHOT_KIND_EXTERNAL, &error));
  g_assert_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNSUPPORTED);
  g_clear_error (&error);
  g_assert_null (gvir_builder_plan_new_snapshot (connection, "web", "two", NULL, GVIR_BUILDER_SNAPSHOT_KIND_EXTERNAL, NULL));
  /* libvirt renames no guest that has some. */
  g_assert_null (gvir_builder_plan_new_rename (connection, "web", "shop", &error));
  g_assert_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_GUEST);
  g_clear_error (&error);
  g_assert_true (perform (host, gvir_builder_plan_new_snapshot_delete (connection, "web", "one", &error), &error));
  g_assert_no_error (error);
  g_assert_false (has_snapshot (host, "one"));
}

/* The snapshots of web, of which there are N. */
static GPtrArray *
list_snapshots (SmallHost *host,
                guint n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVirBuilderGuest) guest = gvir_builder_guest_find (host->connection, "web", &error);
  GPtrArray *snapshots;

  g_assert_no_error (error);
  snapshots = gvir_builder_guest_list_snapshots (guest, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (snapshots->len, ==, n);
  return snapshots;
}

static void
test_listed (SmallHost *host,
             G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GPtrArray) none = list_snapshots (host, 0);
  g_autoptr (GPtrArray) both = NULL;
  g_autoptr (GError) error = NULL;
  GVirBuilderSnapshotInfo *first;
  GVirBuilderSnapshotInfo *second;

  g_assert_true (perform (host, gvir_builder_plan_new_snapshot (host->connection, "web", "a", "before <it>",
                                                                GVIR_BUILDER_SNAPSHOT_KIND_INTERNAL, &error), &error));
  g_assert_true (perform (host, gvir_builder_plan_new_snapshot (host->connection, "web", "b", NULL,
                                                                GVIR_BUILDER_SNAPSHOT_KIND_INTERNAL, &error), &error));
  both = list_snapshots (host, 2);
  first = g_ptr_array_index (both, 0);
  second = g_ptr_array_index (both, 1);
  g_assert_cmpstr (gvir_builder_snapshot_info_get_name (first), ==, "a");
  g_assert_cmpstr (gvir_builder_snapshot_info_get_description (first), ==, "before <it>");
  g_assert_null (gvir_builder_snapshot_info_get_parent (first));
  g_assert_false (gvir_builder_snapshot_info_is_current (first));
  g_assert_cmpstr (gvir_builder_snapshot_info_get_parent (second), ==, "a");
  g_assert_null (gvir_builder_snapshot_info_get_description (second));
  g_assert_true (gvir_builder_snapshot_info_is_current (second));
  g_assert_cmpint (gvir_builder_snapshot_info_get_kind (second), ==, GVIR_BUILDER_SNAPSHOT_KIND_INTERNAL);
  g_assert_cmpint (gvir_builder_snapshot_info_get_state (second), ==, GVIR_BUILDER_GUEST_STATE_SHUTOFF);
  g_assert_cmpint (gvir_builder_snapshot_info_get_time (second), >=, gvir_builder_snapshot_info_get_time (first));
  g_assert_cmpint (ABS (gvir_builder_snapshot_info_get_time (first) - g_get_real_time () / G_USEC_PER_SEC), <, 100);
}

static void
remove_web (SmallHost *host)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (perform (host, gvir_builder_plan_new_remove (host->connection, "web", GVIR_BUILDER_REMOVE_FLAGS_KEEP_STORAGE, GVIR_BUILDER_STOP_MODE_FORCE, 0,
                                                              &error), &error));
}

static void
test_gone (SmallHost *host,
           G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVirBuilderGuest) guest = gvir_builder_guest_find (host->connection, "web", &error);

  g_assert_no_error (error);
  remove_web (host);
  g_assert_null (gvir_builder_guest_list_snapshots (guest, NULL));
  g_assert_null (gvir_builder_guest_list_snapshots (guest, &error));
  g_assert_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_GUEST);
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
  assert_has (json, "<disk name='vda' snapshot='external' type='file'><driver type='qcow2'/><source file='/none/web.two'/>");
  assert_has (json, "<source file='/none/data.two'/>");
  /* Nobody's file becomes an image. */
  g_assert_null (gvir_builder_plan_new_snapshot (host->connection, "web", "img", NULL, GVIR_BUILDER_SNAPSHOT_KIND_EXTERNAL,
                                                 &error));
  g_assert_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_EXISTS);
  assert_has (error->message, "/none/data.img");
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
  TEST ("is-listed", test_listed);
  TEST ("of-a-guest-that-is-gone-is-not", test_gone);
  TEST ("has-new-images-outside", test_external);
  TEST ("refused", test_refusals);
  return g_test_run ();
}
