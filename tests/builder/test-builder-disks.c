/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What is planned for the storage of a design, and what is refused, on hosts of libvirt's test driver. */

#include <glib/gstdio.h>
#include <unistd.h>

#include "libvirt-builder.h"
#include "plan/plan-private.h"

/* FOLDER stands for the one that the test has for itself. */
#define HOST "<node>" \
  "<domain type='test' xmlns:test='http://libvirt.org/schemas/domain/test/1.0'>" \
  "<test:runstate>5</test:runstate><name>idle</name><memory>8192</memory><os><type>hvm</type></os><devices>" \
  "<disk type='file'><source file='FOLDER/idle.img'/><target dev='vda'/></disk>" \
  "<disk type='file'><source file='FOLDER/shared.img'/><target dev='vdb'/><shareable/></disk>" \
  "<disk type='volume'><source pool='images' volume='taken'/><target dev='vdc'/></disk>" \
  "<disk type='file' device='cdrom'><source file='FOLDER/cd.iso'/><target dev='hda'/><readonly/></disk>" \
  "<interface type='network'><mac address='52:54:00:AA:BB:CC'/><source network='default'/></interface>" \
  "</devices></domain>" \
  "<domain type='test'><name>busy</name><memory>8192</memory><os><type>hvm</type></os><devices>" \
  "<disk type='file'><source file='FOLDER/busy.img'/><target dev='vda'/></disk></devices></domain>" \
  "<pool type='dir'><name>images</name><target><path>FOLDER/images</path></target>" \
  "<capacity>21474836480</capacity><available>21474836480</available>" \
  "<volume><name>taken</name><capacity>1048576</capacity><target><format type='raw'/></target></volume>" \
  "<volume><name>base.qcow2</name><capacity>4294967296</capacity><target><format type='qcow2'/></target></volume>" \
  "<volume><name>plain.img</name><capacity>1048576</capacity><target><format type='raw'/></target></volume>" \
  "</pool>" \
  "<pool type='logical'><name>vg</name><source><name>vg</name></source><target><path>/dev/vg</path></target></pool>" \
  "<pool type='mpath'><name>paths</name><target><path>/dev/mapper</path></target></pool>" \
  "</node>"

typedef struct
{
  char *folder;
  GVirConnection *connection;
} Fixture;

static void
write_file (Fixture *fixture,
            const char *name,
            const char *bytes,
            gssize length)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, bytes, length, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture,
        G_GNUC_UNUSED gconstpointer data)
{
  static const char *const files[] = { "idle.img", "shared.img", "busy.img", "cd.iso", "free.img" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) host = g_string_new (HOST);
  g_autofree char *uri = NULL;

  fixture->folder = g_dir_make_tmp ("builder-XXXXXX", &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    write_file (fixture, files[i], "bytes", -1);
  write_file (fixture, "hidden.img", "QFI\xfb\0\0\0\x03\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x40\0\0\0", 32);
  g_string_replace (host, "FOLDER", fixture->folder, 0);
  write_file (fixture, "host.xml", host->str, -1);
  uri = g_strdup_printf ("test://%s/host.xml", fixture->folder);
  fixture->connection = gvir_builder_connect (uri, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture,
           G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GDir) folder = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_remove (path);
    }
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_object_unref (fixture->connection);
}

static GVirDesignerDomain *
make_design (Fixture *fixture,
             const char *option,
             const char *value)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVirDesignerOs) os = gvir_designer_os_find (NULL, "debian11", &error);
  GVirConfigCapabilities *capabilities = gvir_connection_get_capabilities (fixture->connection, &error);
  g_autofree char *xml = gvir_config_object_to_xml (GVIR_CONFIG_OBJECT (capabilities));
  g_autoptr (GVirDesignerHost) host = gvir_designer_host_new (xml, NULL, "test:///default", &error);
  GVirDesignerDomain *design = gvir_designer_domain_new_for_host (os, host);
  g_autoptr (GString) filled = g_string_new (value);

  g_object_unref (capabilities);
  g_string_replace (filled, "FOLDER", fixture->folder, 0);
  gvir_designer_domain_apply_option (design, "name", "web", &error);
  g_assert_no_error (error);
  gvir_designer_domain_apply_option (design, option, filled->str, &error);
  g_assert_no_error (error);
  gvir_designer_domain_add_default_devices (design, GVIR_DESIGNER_PURPOSE_SERVER, &error);
  g_assert_no_error (error);
  return design;
}

/* One disk, and the steps that make it: "kind name" of each, with commas between; or what is said against it. */
typedef struct
{
  const char *name;
  const char *option;
  const char *value;
  GVirBuilderInstallFlags flags;
  const char *steps; /* NULL: refused */
  GVirBuilderError code;
  const char *word;
} Case;

static const Case cases[] = {
  { "named-pool", "disk", "size=1,pool=images", 0, "volume-create web.qcow2,", 0, "<format type='qcow2'/>" },
  { "path-in-pool", "disk", "size=1,path=FOLDER/images/x.img", 0, "volume-create x.img,", 0, "<format type='raw'/>" },
  { "path-in-no-pool", "disk", "size=1,path=FOLDER/x.img", 0, "pool-make builder,pool-start builder,volume-create x.img,",
    0, "<volume>" },
  { "default-pool", "disk", "size=1", 0,
    "pool-make default,pool-try default,pool-build default,pool-start default,volume-create web.qcow2,", 0, "<volume>" },
  { "default-pool-by-name", "disk", "size=1,pool=default", 0,
    "pool-make default,pool-try default,pool-build default,pool-start default,volume-create web.qcow2,", 0, "<volume>" },
  { "not-sparse", "disk", "size=1,pool=images,sparse=no", 0, "volume-create web.qcow2,", 0,
    "<allocation unit='bytes'>1073741824" },
  { "block-device", "disk", "size=1,pool=vg,format=raw", GVIR_BUILDER_INSTALL_FLAGS_OVERCOMMIT, "volume-create web.img,",
    0, "<allocation unit='bytes'>1073741824" },
  { "backing-image", "disk", "pool=images,backing_store=FOLDER/images/base.qcow2", 0, "volume-create web.qcow2,", 0,
    "<format type='qcow2'/></backingStore>" },
  { "backing-image-says-size", "disk", "pool=images,backing_store=FOLDER/images/base.qcow2", 0,
    "volume-create web.qcow2,", 0, ">4294967296<" },
  { "backing-file-is-looked-at", "disk", "pool=images,backing_store=FOLDER/hidden.img", 0, "volume-create web.qcow2,", 0,
    ">1073741824<" },
  { "old-file", "disk", "path=FOLDER/free.img", 0, "", 0, NULL },
  { "old-volume", "disk", "vol=images/plain.img", 0, "", 0, NULL },
  { "old-path-with-size", "disk", "path=FOLDER/images/plain.img,size=1", 0, "", 0, NULL },
  { "shared-with-sharer", "disk", "path=FOLDER/shared.img,shareable=yes", 0, "", 0, NULL },
  { "medium-of-another", "disk", "path=FOLDER/cd.iso,device=cdrom", 0, "", 0, NULL },
  { "taken-file-is-wanted", "disk", "path=FOLDER/idle.img", GVIR_BUILDER_INSTALL_FLAGS_SHARED_PATHS, "", 0, NULL },
  { "taken-address-is-wanted", "network", "default,mac=52:54:00:aa:bb:cc", GVIR_BUILDER_INSTALL_FLAGS_SHARED_ADDRESSES,
    "", 0, NULL },
  { "no-room-is-wanted", "disk", "size=100,pool=images", GVIR_BUILDER_INSTALL_FLAGS_OVERCOMMIT,
    "volume-create web.qcow2,", 0, ">107374182400<" },

  { "no-such-pool", "disk", "size=1,pool=none", 0, NULL, GVIR_BUILDER_ERROR_NOT_FOUND, "images" },
  { "no-such-volume", "disk", "vol=images/none", 0, NULL, GVIR_BUILDER_ERROR_NOT_FOUND, "no volume 'none'" },
  { "no-such-file", "disk", "path=FOLDER/none.img", 0, NULL, GVIR_BUILDER_ERROR_NOT_FOUND, "none.img" },
  { "no-such-folder", "disk", "path=FOLDER/none/x.img,size=1", 0, NULL, GVIR_BUILDER_ERROR_NOT_FOUND, "no folder" },
  { "no-such-base", "disk", "size=1,backing_store=FOLDER/none.qcow2", 0, NULL, GVIR_BUILDER_ERROR_NOT_FOUND, "based on" },
  { "folder", "disk", "path=FOLDER", 0, NULL, GVIR_BUILDER_ERROR_INVALID_INPUT, "is a folder" },
  { "other-format", "disk", "path=FOLDER/hidden.img", 0, NULL, GVIR_BUILDER_ERROR_INVALID_INPUT, "format=qcow2" },
  { "qcow2-in-device", "disk", "size=1,pool=vg", 0, NULL, GVIR_BUILDER_ERROR_UNSUPPORTED, "format raw" },
  { "pool-makes-none", "disk", "size=1,pool=paths,format=raw", 0, NULL, GVIR_BUILDER_ERROR_UNSUPPORTED, "mpath" },
  { "no-room", "disk", "size=500,pool=images", 0, NULL, GVIR_BUILDER_ERROR_NO_SPACE, "disk_size" },
  { "no-room-once-full", "disk", "size=500,pool=images,sparse=no", GVIR_BUILDER_INSTALL_FLAGS_OVERCOMMIT, NULL,
    GVIR_BUILDER_ERROR_NO_SPACE, "500.0 GiB" },
  { "smaller-than-base", "disk", "size=1,pool=images,backing_store=FOLDER/images/base.qcow2", 0, NULL,
    GVIR_BUILDER_ERROR_INVALID_INPUT, "4294967296" },
  { "all-room-and-base", "disk", "size=5,pool=images,backing_store=FOLDER/images/base.qcow2,sparse=no", 0, NULL,
    GVIR_BUILDER_ERROR_UNSUPPORTED, "sparse=no" },
  { "there-with-base", "disk", "path=FOLDER/images/plain.img,backing_store=FOLDER/images/base.qcow2", 0, NULL,
    GVIR_BUILDER_ERROR_EXISTS, "backing" },
  { "taken-file", "disk", "path=FOLDER/idle.img", 0, NULL, GVIR_BUILDER_ERROR_IN_USE, "'idle'" },
  { "taken-volume", "disk", "vol=images/taken", 0, NULL, GVIR_BUILDER_ERROR_IN_USE, "'idle'" },
  { "taken-base", "disk", "size=1,pool=images,backing_store=FOLDER/idle.img", 0, NULL, GVIR_BUILDER_ERROR_IN_USE,
    "'idle'" },
  { "shared-with-one-who-does-not", "disk", "path=FOLDER/shared.img", 0, NULL, GVIR_BUILDER_ERROR_IN_USE, "'idle'" },
  { "taken-address", "network", "default,mac=52:54:00:aa:bb:cc", 0, NULL, GVIR_BUILDER_ERROR_IN_USE, "'idle'" },
};

/* The name of a pool for the folder of the test is not known before. */
static void
append_step (GString *steps,
             GVirBuilderStep *step)
{
  const char *name = builder_step_get (step, "name");

  g_string_append_printf (steps, "%s %s,", gvir_builder_step_get_kind (step),
                          g_str_has_prefix (name, "builder-") ? "builder" : name);
}

static void
check_steps (GVirBuilderPlan *plan,
             const Case *expected)
{
  g_autoptr (GString) steps = g_string_new (NULL);
  const char *xml = NULL;

  for (guint i = 0; i < builder_plan_n_steps (plan); i++)
    {
      GVirBuilderStep *step = builder_plan_step (plan, i);

      if (g_str_has_prefix (gvir_builder_step_get_kind (step), "domain-"))
        continue;
      append_step (steps, step);
      xml = builder_step_get (step, "xml");
    }
  g_assert_cmpstr (steps->str, ==, expected->steps);
  if (expected->word != NULL)
    {
      g_test_message ("%s", xml);
      g_assert_nonnull (strstr (xml, expected->word));
    }
}

static void
test_case (Fixture *fixture,
           gconstpointer data)
{
  const Case *expected = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) again = NULL;
  g_autoptr (GVirDesignerDomain) design = make_design (fixture, expected->option, expected->value);
  g_autoptr (GVirBuilderPlan) plan = gvir_builder_plan_new_install (fixture->connection, design, NULL, NULL, expected->flags,
                                                                    &error);
  gboolean good = gvir_builder_check_design (fixture->connection, design, NULL, expected->flags, &again);

  g_assert_cmpint (good, ==, plan != NULL);
  if (expected->steps != NULL)
    {
      g_assert_no_error (error);
      check_steps (plan, expected);
      return;
    }
  g_assert_error (error, GVIR_BUILDER_ERROR, (gint) expected->code);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, expected->word));
  g_assert_cmpstr (error->message, ==, again->message);
  g_assert_null (gvir_builder_plan_new_install (fixture->connection, design, NULL, NULL, expected->flags, NULL));
  g_assert_false (gvir_builder_check_design (fixture->connection, design, NULL, expected->flags, NULL));
}

/* The guest's own disks are not held against it. */
static void
test_own (Fixture *fixture,
          G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVirDesignerDomain) design = make_design (fixture, "disk", "path=FOLDER/idle.img");

  gvir_builder_check_design (fixture->connection, design, "idle", GVIR_BUILDER_INSTALL_FLAGS_NONE, &error);
  g_assert_no_error (error);
  g_assert_false (gvir_builder_check_design (fixture->connection, design, "busy", GVIR_BUILDER_INSTALL_FLAGS_NONE, NULL));
}

/* Nothing makes that good: two guests that write to one image at once spoil it. */
static void
test_running (Fixture *fixture,
              G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVirDesignerDomain) design = make_design (fixture, "disk", "path=FOLDER/busy.img");

  g_assert_false (gvir_builder_check_design (fixture->connection, design, NULL,
                                             GVIR_BUILDER_INSTALL_FLAGS_SHARED_PATHS, &error));
  g_assert_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_IN_USE);
  g_assert_nonnull (strstr (error->message, "'busy', which runs"));
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strconcat (cases[i].steps != NULL ? "/builder/disks/" : "/builder/disks/refuses/",
                                           cases[i].name, NULL);

      g_test_add (name, Fixture, &cases[i], set_up, test_case, tear_down);
    }
  g_test_add ("/builder/disks/own", Fixture, NULL, set_up, test_own, tear_down);
  g_test_add ("/builder/disks/refuses/running", Fixture, NULL, set_up, test_running, tear_down);
  return g_test_run ();
}
