/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Guests are cloned. */

#include "small-host.h"

static GVirBuilderClone *
describe (const char *devices)
{
  g_autofree char *xml = g_strdup_printf ("<domain type='test'><name>web</name><memory>65536</memory><vcpu>1</vcpu>"
                                          "<os><type>hvm</type></os><devices>%s</devices></domain>", devices);

  return gvir_builder_clone_new_for_xml (xml);
}

static gboolean
perform (SmallHost *fixture,
         GVirBuilderClone *clone,
         GError **error)
{
  g_autoptr (GVirBuilderPlan) plan = gvir_builder_plan_new_clone (fixture->connection, clone, error);
  g_autoptr (GVirBuilderRun) run = NULL;
  g_autofree char *json = NULL;

  if (plan == NULL)
    return FALSE;
  json = gvir_builder_plan_to_json (plan);
  assert_lacks (json, "secret");
  run = gvir_builder_run_new (plan, fixture->connection);
  return gvir_builder_run_perform (run, NULL, error);
}

static void
test_run (SmallHost *fixture,
          G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVirBuilderClone) clone = gvir_builder_clone_new ("web");
  g_autofree char *before = small_host_read_guest (fixture, "web");
  g_autofree char *after = NULL;
  g_autofree char *xml = NULL;

  g_assert_true (perform (fixture, clone, &error));
  g_assert_no_error (error);
  after = small_host_read_guest (fixture, "web");
  g_assert_cmpstr (before, ==, after);
  xml = small_host_read_guest (fixture, "web-clone");
  assert_has (xml, "/none/web-clone.qcow2");
  assert_has (xml, "/none/data-clone-1.img");
  /* The plan does not hold it. */
  assert_has (xml, "passwd=\"secret\"");
  g_assert_true (small_host_has_volume (fixture, "web-clone.qcow2"));
  g_assert_true (small_host_has_volume (fixture, "data-clone-1.img"));
}

/* The definition fails behind the copies: two cards cannot have one address of hardware. */
static void
test_taken_back (SmallHost *fixture,
                 G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVirBuilderClone) clone = describe (DISK ("/none/web.qcow2", "vda") "<serial type='nonsense'/>");

  gvir_builder_clone_set_name (clone, "new");
  g_assert_false (perform (fixture, clone, &error));
  g_assert_nonnull (error);
  g_assert_false (g_error_matches (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_LEFT_BEHIND));
  g_assert_null (small_host_read_guest (fixture, "new"));
  g_assert_false (small_host_has_volume (fixture, "new.qcow2"));
  g_assert_true (small_host_has_volume (fixture, "web.qcow2"));
}

static void
test_overlay (SmallHost *fixture,
              G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVirBuilderClone) clone = gvir_builder_clone_new ("web");
  g_autoptr (GVirBuilderPlan) plan = NULL;
  g_autofree char *json = NULL;

  gvir_builder_clone_set_copy (clone, GVIR_BUILDER_DISK_COPY_OVERLAY);
  plan = gvir_builder_plan_new_clone (fixture->connection, clone, &error);
  g_assert_no_error (error);
  json = gvir_builder_plan_to_json (plan);
  assert_has (json, "<backingStore><path>/none/web.qcow2</path>");
  assert_lacks (json, "volume-clone");
}

static void
test_preserve (SmallHost *fixture,
               G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVirBuilderClone) clone = describe (DISK ("/none/nowhere", "vda"));
  g_autofree char *xml = NULL;

  gvir_builder_clone_set_name (clone, "new");
  gvir_builder_clone_add_file (clone, "/none/taken.img");
  gvir_builder_clone_set_flags (clone, GVIR_BUILDER_CLONE_FLAGS_PRESERVE_DATA);
  g_assert_true (perform (fixture, clone, &error));
  g_assert_no_error (error);
  xml = small_host_read_guest (fixture, "new");
  assert_has (xml, "/none/taken.img");
}

static void
test_replace (SmallHost *fixture,
              gconstpointer data)
{
  const char *name = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVirBuilderClone) clone = gvir_builder_clone_new ("web");
  g_autofree char *aside = g_strconcat (name, ".replaced", NULL);
  g_autofree char *xml = NULL;

  gvir_builder_clone_set_name (clone, name);
  gvir_builder_clone_set_flags (clone, GVIR_BUILDER_CLONE_FLAGS_REPLACE);
  gvir_builder_clone_add_file (clone, "/none/new-1.img");
  gvir_builder_clone_add_file (clone, "/none/new-2.img");
  g_assert_true (perform (fixture, clone, &error));
  g_assert_no_error (error);
  xml = small_host_read_guest (fixture, name);
  assert_has (xml, "/none/new-1.img");
  assert_lacks (xml, BUSY);
  g_assert_null (small_host_read_guest (fixture, aside));
  g_assert_true (small_host_has_volume (fixture, "busy.qcow2"));
}

/* The guest that was to be replaced is there again where the new one cannot be. */
static void
test_replace_taken_back (SmallHost *fixture,
                         G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVirBuilderClone) clone = describe ("<serial type='nonsense'/>");
  g_autofree char *xml = NULL;

  gvir_builder_clone_set_name (clone, "idle");
  gvir_builder_clone_set_flags (clone, GVIR_BUILDER_CLONE_FLAGS_REPLACE);
  g_assert_false (perform (fixture, clone, &error));
  g_assert_nonnull (error);
  xml = small_host_read_guest (fixture, "idle");
  assert_has (xml, IDLE);
}

int
main (int argc,
      char **argv)
{
  static const struct
  {
    const char *name;
    void (*test) (SmallHost *fixture,
                  gconstpointer data);
    const char *data;
  } tests[] = {
    { "is-carried-out", test_run, NULL },
    { "is-taken-back", test_taken_back, NULL },
    { "overlays-hold-changes", test_overlay, NULL },
    { "data-is-preserved", test_preserve, NULL },
    { "replaces-a-guest-that-is-off", test_replace, "idle" },
    { "replaces-a-guest-that-runs", test_replace, "busy" },
    { "a-replaced-guest-comes-back", test_replace_taken_back, NULL },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/builder/clone-run/", tests[i].name, NULL);

      g_test_add (path, SmallHost, tests[i].data, small_host_set_up, tests[i].test, small_host_tear_down);
    }
  return g_test_run ();
}
