/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Plans about storage alone, on libvirt's test driver; what it lacks is tried on a real daemon by real-storage.py. */

#include <glib/gstdio.h>

#include "fixture.h"
#include "storage/fill-private.h"
#include "storage/pools-private.h"
#include "storage/volumes-private.h"

#define POOL FIXTURE_POOL
#define MIB (1024 * 1024)

static void
make_volume (Fixture *fixture,
             const char *name)
{
  g_autoptr (GError) error = NULL;
  g_auto (virStoragePoolPtr) pool = builder_pool_find (fixture->handle, POOL, &error);
  g_autofree char *xml = builder_volume_wish_to_xml (&(BuilderVolumeWish){ .name = name, .capacity = MIB });
  g_auto (virStorageVolPtr) volume = NULL;

  g_assert_no_error (error);
  volume = virStorageVolCreateXML (pool, xml, 0);
  g_assert_nonnull (volume);
}

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  fixture_set_up (fixture, data);
  make_volume (fixture, "original");
}

static gboolean
perform (Fixture *fixture,
         GVirBuilderPlan *plan,
         GError **error)
{
  g_autoptr (GVirBuilderRun) run = gvir_builder_run_new (plan, fixture->connection);

  return gvir_builder_run_perform (run, NULL, error);
}

static void
test_clone (Fixture *fixture,
            G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVirBuilderPlan) plan = gvir_builder_plan_new_volume_clone (fixture->connection, POOL, "original", NULL,
                                                                         "copy", GVIR_BUILDER_COPY_FLAGS_NONE, &error);

  g_assert_no_error (error);
  g_assert_null (gvir_builder_plan_get_guest (plan));
  g_assert_false (fixture_has_volume (fixture, "copy"));
  perform (fixture, plan, &error);
  g_assert_no_error (error);
  g_assert_true (fixture_has_volume (fixture, "copy"));
  g_assert_true (fixture_has_volume (fixture, "original"));
}

static void
test_delete (Fixture *fixture,
             G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVirBuilderPlan) plan = gvir_builder_plan_new_volume_delete (fixture->connection, POOL, "original", &error);

  g_assert_no_error (error);
  g_assert_cmpint (gvir_builder_plan_get_recovery (plan), ==, GVIR_BUILDER_DIRECTION_RESUME);
  perform (fixture, plan, &error);
  g_assert_no_error (error);
  g_assert_false (fixture_has_volume (fixture, "original"));
}

/* Somebody else's volume of that name stays. */
static void
test_in_between (Fixture *fixture,
                 G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVirBuilderPlan) plan = gvir_builder_plan_new_volume_clone (fixture->connection, POOL, "original", NULL,
                                                                         "copy", GVIR_BUILDER_COPY_FLAGS_NONE, &error);

  g_assert_no_error (error);
  make_volume (fixture, "copy");
  g_assert_false (perform (fixture, plan, &error));
  g_assert_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_EXISTS);
  g_assert_true (fixture_has_volume (fixture, "copy"));
}

static void
make_at_step (G_GNUC_UNUSED GVirBuilderRun *run,
              G_GNUC_UNUSED guint number,
              GVirBuilderStepState state,
              gpointer data)
{
  Fixture *fixture = data;

  if (state == GVIR_BUILDER_STEP_STATE_BEGUN)
    make_volume (fixture, "copy");
}

/* However late it comes. */
static void
test_at_the_last_moment (Fixture *fixture,
                         G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVirBuilderPlan) plan = gvir_builder_plan_new_volume_clone (fixture->connection, POOL, "original", NULL,
                                                                         "copy", GVIR_BUILDER_COPY_FLAGS_NONE, &error);
  g_autoptr (GVirBuilderRun) run = NULL;

  g_assert_no_error (error);
  run = gvir_builder_run_new (plan, fixture->connection);
  g_signal_connect (run, "step", G_CALLBACK (make_at_step), fixture);
  g_assert_false (gvir_builder_run_perform (run, NULL, &error));
  g_assert_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_EXISTS);
  g_assert_true (fixture_has_volume (fixture, "copy"));
}

/* The test driver takes no uploads, so the volume that was made for one goes again. */
static void
test_upload_fails (Fixture *fixture,
                   G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *file = g_build_filename (fixture->folder, "builder-upload", NULL);
  g_autoptr (GVirBuilderPlan) plan = NULL;

  g_assert_true (g_file_set_contents (file, "some bytes", -1, NULL));
  plan = gvir_builder_plan_new_upload (fixture->connection, file, POOL, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (perform (fixture, plan, &error));
  g_assert_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNSUPPORTED);
  g_assert_false (fixture_has_volume (fixture, "builder-upload"));

  g_clear_error (&error);
  g_assert_true (g_file_set_contents (file, "other bytes, and more", -1, NULL));
  g_assert_false (perform (fixture, plan, &error));
  g_assert_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_IN_USE);
  g_assert_false (fixture_has_volume (fixture, "builder-upload"));
  g_unlink (file);
}

static void
test_stopped_pool (Fixture *fixture,
                   G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *file = g_build_filename (fixture->folder, "builder-stopped", NULL);
  g_auto (virStoragePoolPtr) pool = builder_pool_find (fixture->handle, POOL, &error);
  g_autoptr (GVirBuilderPlan) plan = NULL;

  g_assert_no_error (error);
  g_assert_true (g_file_set_contents (file, "some bytes", -1, NULL));
  g_assert_cmpint (virStoragePoolDestroy (pool), ==, 0);
  plan = gvir_builder_plan_new_upload (fixture->connection, file, POOL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (builder_plan_n_steps (plan), ==, 2);
  g_assert_false (perform (fixture, plan, NULL));
  g_assert_cmpint (virStoragePoolIsActive (pool), ==, 0);
  g_assert_cmpint (virStoragePoolCreate (pool, 0), ==, 0);
  g_assert_false (fixture_has_volume (fixture, "builder-stopped"));
  g_unlink (file);
}

static void
define_user (Fixture *fixture)
{
  g_auto (virDomainPtr) domain = virDomainDefineXML (fixture->handle,
    "<domain type='test'><name>user</name><memory>8192</memory><os><type>hvm</type></os><devices>"
    "<disk type='volume'><source pool='" POOL "' volume='original'/><target dev='vda'/></disk></devices></domain>");

  g_assert_nonnull (domain);
}

/* A volume that holds the changes to another. */
static void
make_overlay (Fixture *fixture,
              const char *name,
              const char *base)
{
  g_autoptr (GError) error = NULL;
  g_auto (virStoragePoolPtr) pool = builder_pool_find (fixture->handle, POOL, &error);
  g_auto (virStorageVolPtr) below = builder_volume_need (fixture->handle, POOL, base, &error);
  char *path = virStorageVolGetPath (below);
  g_autofree char *xml = g_strdup_printf ("<volume><name>%s</name><capacity>1048576</capacity><target><format type='qcow2'/></target>"
                                          "<backingStore><path>%s</path><format type='raw'/></backingStore></volume>", name, path);
  g_auto (virStorageVolPtr) volume = virStorageVolCreateXML (pool, xml, 0);

  g_assert_no_error (error);
  g_assert_nonnull (volume);
  free (path);
}

/* What is taken back late may have been made anew, for a guest of somebody else, or others may rely on it. */
static void
test_made_anew (Fixture *fixture,
                G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_auto (virDomainPtr) user = NULL;

  define_user (fixture);
  g_assert_true (builder_volume_take_back (fixture->handle, POOL, "original", &error));
  g_assert_no_error (error);
  g_assert_true (fixture_has_volume (fixture, "original"));
  user = virDomainLookupByName (fixture->handle, "user");
  g_assert_cmpint (virDomainUndefine (user), ==, 0);
  make_overlay (fixture, "overlay", "original");
  g_assert_true (builder_volume_take_back (fixture->handle, POOL, "original", &error));
  g_assert_true (fixture_has_volume (fixture, "original"));
  g_assert_true (builder_volume_take_back (fixture->handle, POOL, "overlay", &error));
  g_assert_false (fixture_has_volume (fixture, "overlay"));
  g_assert_true (builder_volume_take_back (fixture->handle, POOL, "original", &error));
  g_assert_no_error (error);
  g_assert_false (fixture_has_volume (fixture, "original"));
}

static void
test_in_use (Fixture *fixture,
             G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_auto (virDomainPtr) user = NULL;
  GVirConnection *connection = fixture->connection;

  define_user (fixture);
  g_assert_null (gvir_builder_plan_new_volume_delete (connection, POOL, "original", &error));
  g_assert_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_IN_USE);
  g_assert_nonnull (strstr (error->message, "'user'"));
  g_assert_null (gvir_builder_plan_new_volume_delete (connection, POOL, "original", NULL));
  g_clear_error (&error);
  g_assert_null (gvir_builder_plan_new_wipe (connection, POOL, "original", GVIR_BUILDER_WIPE_ZERO, &error));
  g_assert_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_IN_USE);
  g_assert_null (gvir_builder_plan_new_wipe (connection, POOL, "original", GVIR_BUILDER_WIPE_ZERO, NULL));
  g_clear_error (&error);

  user = virDomainLookupByName (fixture->handle, "user");
  g_assert_cmpint (virDomainCreate (user), ==, 0);
  g_assert_null (gvir_builder_plan_new_volume_clone (connection, POOL, "original", NULL, "copy",
                                                     GVIR_BUILDER_COPY_FLAGS_NONE, &error));
  g_assert_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_IN_USE);
  g_clear_error (&error);
  g_assert_null (gvir_builder_plan_new_resize (connection, POOL, "original", 2 * MIB, GVIR_BUILDER_RESIZE_FLAGS_NONE,
                                               &error));
  g_assert_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_IN_USE);
}

/* An initial RAM disk of any length, and an archive where the kernel looks for it. */
static void
test_fill_size (Fixture *fixture,
                G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) archive = g_bytes_new_static ("070701..", 8);
  g_autofree char *path = g_build_filename (fixture->folder, "initrd", NULL);
  g_autofree char *nowhere = g_build_filename (fixture->folder, "nowhere", NULL);
  guint64 size = 0;

  for (gssize length = 0; length <= 5; length++)
    {
      guint64 start = (guint64) (length + 3) / 4 * 4;

      g_assert_true (g_file_set_contents (path, "initrd", length, &error));
      g_assert_no_error (error);
      g_assert_true (builder_fill_size (path, archive, &size, &error));
      g_assert_cmpuint (size, ==, start + 8);
      g_assert_true (builder_fill_size (path, NULL, &size, &error));
      g_assert_cmpuint (size, ==, (guint64) length);
    }
  g_assert_true (builder_fill_size (NULL, archive, &size, &error));
  g_assert_cmpuint (size, ==, 8);
  g_assert_false (builder_fill_size (nowhere, archive, &size, &error));
  g_assert_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_NOT_FOUND);
  g_assert_cmpint (g_unlink (path), ==, 0);
}

static void
refuse (GVirBuilderPlan *plan,
        GError **error,
        GVirBuilderError code,
        const char *word)
{
  g_assert_null (plan);
  g_assert_error (*error, GVIR_BUILDER_ERROR, (gint) code);
  g_assert_nonnull (strstr ((*error)->message, word));
  g_clear_error (error);
}

static void
test_refusals (Fixture *fixture,
               G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  GVirConnection *on = fixture->connection;

  refuse (gvir_builder_plan_new_upload (on, "/nowhere/at/all", POOL, NULL, &error), &error,
          GVIR_BUILDER_ERROR_NOT_FOUND, "/nowhere/at/all");
  refuse (gvir_builder_plan_new_upload (on, g_get_tmp_dir (), POOL, NULL, &error), &error,
          GVIR_BUILDER_ERROR_INVALID_INPUT, "neither a file");
  refuse (gvir_builder_plan_new_upload (on, "/proc/self/exe", "nopool", NULL, &error), &error,
          GVIR_BUILDER_ERROR_NOT_FOUND, POOL);
  refuse (gvir_builder_plan_new_upload (on, "/proc/self/exe", POOL, "original", &error), &error,
          GVIR_BUILDER_ERROR_EXISTS, "original");
  g_assert_null (gvir_builder_plan_new_upload (on, "/nowhere/at/all", POOL, NULL, NULL));
  refuse (gvir_builder_plan_new_volume_clone (on, POOL, "none", NULL, "copy", GVIR_BUILDER_COPY_FLAGS_NONE, &error),
          &error, GVIR_BUILDER_ERROR_NOT_FOUND, "none");
  refuse (gvir_builder_plan_new_volume_clone (on, POOL, "original", NULL, "original", GVIR_BUILDER_COPY_FLAGS_NONE,
                                              &error), &error, GVIR_BUILDER_ERROR_EXISTS, "original");
  refuse (gvir_builder_plan_new_volume_clone (on, POOL, "original", "nopool", "copy", GVIR_BUILDER_COPY_FLAGS_NONE,
                                              &error), &error, GVIR_BUILDER_ERROR_NOT_FOUND, POOL);
  g_assert_null (gvir_builder_plan_new_volume_clone (on, POOL, "none", NULL, "c", GVIR_BUILDER_COPY_FLAGS_NONE, NULL));
  refuse (gvir_builder_plan_new_resize (on, POOL, "original", 0, GVIR_BUILDER_RESIZE_FLAGS_NONE, &error), &error,
          GVIR_BUILDER_ERROR_INVALID_INPUT, "0");
  refuse (gvir_builder_plan_new_resize (on, POOL, "original", 1, GVIR_BUILDER_RESIZE_FLAGS_NONE, &error), &error,
          GVIR_BUILDER_ERROR_INVALID_INPUT, "shrink");
  refuse (gvir_builder_plan_new_resize (on, POOL, "original", G_MAXUINT64 / 2, GVIR_BUILDER_RESIZE_FLAGS_ALLOCATE,
                                        &error), &error, GVIR_BUILDER_ERROR_NO_SPACE, POOL);
  g_assert_null (gvir_builder_plan_new_resize (on, POOL, "original", 0, GVIR_BUILDER_RESIZE_FLAGS_NONE, NULL));
  refuse (gvir_builder_plan_new_volume_delete (on, "nopool", "original", &error), &error,
          GVIR_BUILDER_ERROR_NOT_FOUND, POOL);
}

int
main (int argc,
      char **argv)
{
  static const struct
  {
    const char *name;
    void (*test) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/builder/storage/clone", test_clone },
    { "/builder/storage/delete", test_delete },
    { "/builder/storage/volume-comes-in-between", test_in_between },
    { "/builder/storage/volume-comes-at-the-last-moment", test_at_the_last_moment },
    { "/builder/storage/upload-that-fails-leaves-nothing", test_upload_fails },
    { "/builder/storage/pool-that-was-stopped-is-stopped-again", test_stopped_pool },
    { "/builder/storage/volume-in-use-is-left-alone", test_in_use },
    { "/builder/storage/volume-that-was-made-anew-is-left", test_made_anew },
    { "/builder/storage/archive-follows-where-the-kernel-looks", test_fill_size },
    { "/builder/storage/refusals", test_refusals },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, set_up, tests[i].test, fixture_tear_down);
  return g_test_run ();
}
