/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Guests are removed and renamed. */

#include "small-host.h"

static gboolean
perform (SmallHost *host,
         GVirBuilderPlan *plan,
         GError **error)
{
  g_autoptr (GVirBuilderRun) run = plan != NULL ? gvir_builder_run_new (plan, host->connection) : NULL;

  return run != NULL && gvir_builder_run_perform (run, NULL, error);
}

/* The guest "old" has DEVICES and is off. */
static void
define (SmallHost *host,
        const char *devices)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *xml = g_strdup_printf ("<domain type='test'><name>old</name><memory>65536</memory><vcpu>1</vcpu>"
                                          "<os><type>hvm</type></os><devices>%s</devices></domain>", devices);
  GVirConfigDomain *config = gvir_config_domain_new_from_xml (xml, &error);
  GVirDomain *domain;

  g_assert_no_error (error);
  domain = gvir_connection_create_domain (host->connection, config, &error);
  g_assert_no_error (error);
  g_object_unref (domain);
  g_object_unref (config);
}

static void
test_with_storage (SmallHost *host,
                   G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVirBuilderPlan) plan = gvir_builder_plan_new_remove (host->connection, "web", 0, GVIR_BUILDER_STOP_MODE_FORCE, 0, &error);

  g_assert_no_error (error);
  g_assert_cmpint (gvir_builder_plan_get_recovery (plan), ==, GVIR_BUILDER_DIRECTION_RESUME);
  g_assert_true (small_host_has_volume (host, "web.qcow2"));
  g_assert_true (perform (host, plan, &error));
  g_assert_no_error (error);
  g_assert_null (small_host_read_guest (host, "web"));
  g_assert_false (small_host_has_volume (host, "web.qcow2"));
  g_assert_false (small_host_has_volume (host, "data.img"));
  g_assert_true (small_host_has_volume (host, "busy.qcow2"));
}

static void
test_running (SmallHost *host,
              G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVirBuilderPlan) plan = gvir_builder_plan_new_remove (host->connection, "busy", 0, GVIR_BUILDER_STOP_MODE_FORCE, 0, &error);

  g_assert_true (perform (host, plan, &error));
  g_assert_no_error (error);
  g_assert_null (small_host_read_guest (host, "busy"));
  g_assert_false (small_host_has_volume (host, "busy.qcow2"));
}

/* One that is asked shuts down by itself, also where its disks stay. */
static void
test_shut_down (SmallHost *host,
                G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVirBuilderPlan) plan
    = gvir_builder_plan_new_remove (host->connection, "busy", GVIR_BUILDER_REMOVE_FLAGS_KEEP_STORAGE,
                                    GVIR_BUILDER_STOP_MODE_ASK, 20, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = gvir_builder_plan_to_text (plan);
  assert_has (text, "shut the guest busy down within 20 s\n");
  g_assert_true (perform (host, plan, &error));
  g_assert_no_error (error);
  g_assert_null (small_host_read_guest (host, "busy"));
  g_assert_true (small_host_has_volume (host, "busy.qcow2"));
}

static void
test_keep_storage (SmallHost *host,
                   G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVirBuilderPlan) plan
    = gvir_builder_plan_new_remove (host->connection, "web", GVIR_BUILDER_REMOVE_FLAGS_KEEP_STORAGE, GVIR_BUILDER_STOP_MODE_FORCE, 0, &error);

  g_assert_true (perform (host, plan, &error));
  g_assert_no_error (error);
  g_assert_null (small_host_read_guest (host, "web"));
  g_assert_true (small_host_has_volume (host, "web.qcow2"));
  g_assert_null (gvir_builder_plan_new_remove (host->connection, "busy", GVIR_BUILDER_REMOVE_FLAGS_KEEP_STORAGE, GVIR_BUILDER_STOP_MODE_FORCE, 0, &error));
  g_assert_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_GUEST);
}

/* What is left, and what the plan says of it. */
static void
test_left (SmallHost *host,
           G_GNUC_UNUSED gconstpointer data)
{
  static const struct
  {
    const char *disk;
    const char *says;
  } cases[] = {
    { DISK ("/none/busy.qcow2", "vda"), "leave /none/busy.qcow2: the guest busy has it too" },
    { "<disk type='file' device='cdrom'><source file='/none/cd.iso'/><target dev='hda'/></disk>", "leave /none/cd.iso: it is" },
    { "<disk type='file'><source file='/none/taken.img'/><target dev='vda'/><shareable/></disk>", "marked as shareable" },
    { "<disk type='file'><source file='/none/taken.img'/><target dev='vda'/><readonly/></disk>", "it is read-only" },
    { "<disk type='file'><source file='/elsewhere/x.img'/><target dev='vda'/></disk>", "belongs to no storage pool" },
    { "<disk type='block'><source dev='/dev/none'/><target dev='vda'/></disk>", "belongs to no storage pool" },
    { "<disk type='network'><source protocol='nbd' name='x'><host name='h'/></source><target dev='vdz'/></disk>",
      "leave vdz: it is not on this host" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GVirBuilderPlan) plan = NULL;
      g_autofree char *text = NULL;

      define (host, cases[i].disk);
      plan = gvir_builder_plan_new_remove (host->connection, "old", 0, GVIR_BUILDER_STOP_MODE_FORCE, 0, &error);
      g_assert_no_error (error);
      text = gvir_builder_plan_to_text (plan);
      assert_has (text, cases[i].says);
      assert_lacks (text, "delete the volume");
      g_assert_true (perform (host, plan, &error));
      g_assert_no_error (error);
      g_assert_null (small_host_read_guest (host, "old"));
    }
  g_assert_true (small_host_has_volume (host, "busy.qcow2"));
  g_assert_true (small_host_has_volume (host, "cd.iso"));
  g_assert_true (small_host_has_volume (host, "taken.img"));
}

/* Another guest has come to have the volume since it was planned: it is left, and the record with it. */
static void
test_taken_meanwhile (SmallHost *host,
                      G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVirBuilderPlan) plan = gvir_builder_plan_new_remove (host->connection, "web", 0, GVIR_BUILDER_STOP_MODE_FORCE, 0, &error);
  g_autoptr (GListModel) leftovers = NULL;
  g_autoptr (GVirBuilderLeftover) leftover = NULL;
  g_autoptr (GVirBuilderRun) run = NULL;

  define (host, DISK ("/none/web.qcow2", "vda"));
  g_assert_false (perform (host, plan, &error));
  g_assert_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_LEFT_BEHIND);
  g_clear_error (&error);
  g_assert_true (small_host_has_volume (host, "web.qcow2"));
  leftovers = gvir_builder_list_leftovers (&error);
  g_assert_cmpuint (g_list_model_get_n_items (leftovers), ==, 1);
  leftover = g_list_model_get_item (leftovers, 0);
  run = gvir_builder_leftover_recover (leftover, host->connection, GVIR_BUILDER_DIRECTION_UNDO, &error);
  g_assert_true (gvir_builder_run_perform (run, NULL, &error));
  g_assert_no_error (error);
}

static void
test_rename (SmallHost *host,
             G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVirBuilderPlan) plan = gvir_builder_plan_new_rename (host->connection, "web", "shop", &error);
  g_autofree char *xml = NULL;

  g_assert_true (perform (host, plan, &error));
  g_assert_no_error (error);
  xml = small_host_read_guest (host, "shop");
  assert_has (xml, WEB);
  assert_has (xml, "/none/web.qcow2");
  g_assert_null (small_host_read_guest (host, "web"));
}

static void
test_refusals (SmallHost *host,
               G_GNUC_UNUSED gconstpointer data)
{
  static const struct
  {
    const char *guest;
    const char *name; /* NULL: it is removed */
    GVirBuilderError code;
  } cases[] = {
    { "nobody", NULL, GVIR_BUILDER_ERROR_NOT_FOUND },
    { "nobody", "new", GVIR_BUILDER_ERROR_NOT_FOUND },
    { "busy", "new", GVIR_BUILDER_ERROR_GUEST },
    { "web", "busy", GVIR_BUILDER_ERROR_EXISTS },
    { "web", "web", GVIR_BUILDER_ERROR_EXISTS },
    { "web", "a/b", GVIR_BUILDER_ERROR_INVALID_INPUT },
    { "web", "", GVIR_BUILDER_ERROR_INVALID_INPUT },
    { "web", " ", GVIR_BUILDER_ERROR_INVALID_INPUT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      for (guint j = 0; j < 2; j++)
        {
          g_autoptr (GError) error = NULL;
          GError **place = j == 0 ? &error : NULL;

          if (cases[i].name == NULL)
            g_assert_null (gvir_builder_plan_new_remove (host->connection, cases[i].guest, 0, GVIR_BUILDER_STOP_MODE_FORCE, 0, place));
          else
            g_assert_null (gvir_builder_plan_new_rename (host->connection, cases[i].guest, cases[i].name, place));
          if (place != NULL)
            g_assert_error (error, GVIR_BUILDER_ERROR, (gint) cases[i].code);
        }
    }
}

#define TEST(path, function) \
  g_test_add ("/builder/remove/" path, SmallHost, NULL, small_host_set_up, function, small_host_tear_down)

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("goes-with-its-storage", test_with_storage);
  TEST ("stops-first", test_running);
  TEST ("shuts-down-first-where-it-is-asked", test_shut_down);
  TEST ("keeps-storage", test_keep_storage);
  TEST ("leaves-what-is-not-safe", test_left);
  TEST ("leaves-what-was-taken-meanwhile", test_taken_meanwhile);
  TEST ("gets-another-name", test_rename);
  TEST ("refused", test_refusals);
  return g_test_run ();
}
