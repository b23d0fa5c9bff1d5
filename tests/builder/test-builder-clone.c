/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What a clone is like, and what is refused. */

#include <string.h>

#include "small-host.h"

static GVirBuilderClone *
describe (const char *name,
          const char *os,
          const char *devices)
{
  g_autofree char *xml = g_strdup_printf ("<domain type='test' id='3'><name>%s</name><uuid>" WEB "</uuid>"
                                          "<genid>43dc0cf8-809b-4adb-9bea-a9abb5f3d90e</genid><title>old</title>"
                                          "<memory>65536</memory><vcpu>1</vcpu><sysinfo type='smbios'><system>"
                                          "<entry name='uuid'>" WEB "</entry></system></sysinfo>"
                                          "<os><type>hvm</type>%s</os><devices>%s</devices></domain>",
                                          name, os, devices);

  return gvir_builder_clone_new_for_xml (xml);
}

static char *
write_clone (SmallHost *fixture,
             GVirBuilderClone *clone)
{
  g_autoptr (GError) error = NULL;
  char *xml = gvir_builder_clone_to_xml (clone, fixture->connection, &error);

  g_assert_no_error (error);
  return xml;
}

static void
test_names (SmallHost *fixture,
            G_GNUC_UNUSED gconstpointer data)
{
  static const char *const names[][2] = {
    { "new", "<name>new-clone</name>" },
    { "web-clone", "<name>web-clone1</name>" },
    { "web-clone7", "<name>web-clone8</name>" },
    { "webclone", "<name>webclone-clone</name>" },
    { "-clone", "<name>-clone-clone</name>" },
    { "a-cloned", "<name>a-cloned-clone</name>" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GVirBuilderClone) clone = describe (names[i][0], "", "");
      g_autofree char *xml = write_clone (fixture, clone);

      assert_has (xml, names[i][1]);
    }
}

static void
test_files (SmallHost *fixture,
            G_GNUC_UNUSED gconstpointer data)
{
  static const struct
  {
    const char *guest;
    const char *name;
    const char *disk;
    const char *expected;
  } cases[] = {
    { "web", "new", DISK ("/none/web.qcow2", "vda"), "file=\"/none/new.qcow2\"" },
    { "web", NULL, DISK ("/none/web.qcow2", "vda"), "file=\"/none/web-clone.qcow2\"" },
    { "other", NULL, DISK ("/none/web.qcow2", "vda"), "file=\"/none/web-clone.qcow2\"" },
    { "other", NULL, DISK ("/none/plain", "vda"), "file=\"/none/plain-clone\"" },
    { "other", NULL, DISK ("/none/a.b.c", "vda"), "file=\"/none/a.b-clone.c\"" },
    /* Those of these names are there. */
    { "other", NULL, DISK ("/none/data.img", "vda"), "file=\"/none/data-clone-1.img\"" },
    { "web", "plain", "<disk type='file'><source file='/none/web.qcow2'/><target dev='vda'/></disk>",
      "file=\"/none/plain.qcow2\"" },
    /* Volumes become paths, with the type of their pool. */
    { "other", NULL, "<disk type='volume'><source pool='images' volume='web.qcow2'/><target dev='vda'/></disk>",
      "<disk type=\"file\"><source file=\"/none/web-clone.qcow2\"/>" },
    { "other", NULL, "<disk type='volume'><source pool='volumes' volume='root'/><target dev='vda'/></disk>",
      "<disk type=\"block\"><source dev=\"/dev/vg/root-clone\"/>" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GVirBuilderClone) clone = describe (cases[i].guest, "", cases[i].disk);
      g_autofree char *xml = NULL;

      gvir_builder_clone_set_name (clone, cases[i].name);
      xml = write_clone (fixture, clone);
      assert_has (xml, cases[i].expected);
    }
}

static void
test_kept_disks (SmallHost *fixture,
                 G_GNUC_UNUSED gconstpointer data)
{
  static const char *const kept[] = {
    "<disk type='file' device='cdrom'><source file='/none/cd.iso'/><target dev='hda'/></disk>",
    "<disk type='file' device='disk'><source file='/none/web.qcow2'/><target dev='vda'/><readonly/></disk>",
    "<disk type='file' device='disk'><source file='/none/web.qcow2'/><target dev='vda'/><shareable/></disk>",
    "<disk type='file' device='cdrom'><target dev='hda'/></disk>",
    "<disk type='vhostuser' device='disk'><source type='unix' path='/s'/><target dev='vda'/></disk>",
    "<disk type='file' device='disk'><source file='/none/web.qcow2'/><target dev='vdx'/></disk>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      g_autoptr (GVirBuilderClone) clone = describe ("web", "", kept[i]);
      g_autofree char *xml = NULL;

      if (strstr (kept[i], "vdx") != NULL)
        gvir_builder_clone_keep_disk (clone, "vdx");
      xml = write_clone (fixture, clone);
      assert_lacks (xml, "/none/web-clone");
      assert_lacks (xml, "cd-clone");
    }
}

static void
test_copied_cdrom (SmallHost *fixture,
                   G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GVirBuilderClone) clone
    = describe ("web", "", "<disk type='file' device='cdrom'><source file='/none/cd.iso'/><target dev='hda'/></disk>");
  g_autofree char *xml = NULL;

  gvir_builder_clone_copy_disk (clone, "hda");
  xml = write_clone (fixture, clone);
  assert_has (xml, "/none/cd-clone.iso");
}

static void
test_devices (SmallHost *fixture,
              G_GNUC_UNUSED gconstpointer data)
{
  static const struct
  {
    const char *devices;
    const char *has;
    const char *lacks;
  } cases[] = {
    { CARD ("52:54:00:00:00:01"), "<mac address=\"52:54:00:", "52:54:00:00:00:01" },
    { "<interface type='user'/>", "<mac address=\"52:54:00:", "tap" },
    { "<interface type='bridge'><source bridge='br0'/><target dev='tap0'/></interface>", "br0", "tap0" },
    { "<interface type='bridge'><target dev='tap0' managed='no'/></interface>", "<target managed=\"no\"/>", "tap0" },
    { "<interface type='bridge'><virtualport type='openvswitch'><parameters interfaceid='09b11c53'/></virtualport>"
      "</interface>", "openvswitch", "09b11c53" },
    { "<graphics type='vnc' port='5999' autoport='no'/>", "port=\"-1\"", "autoport" },
    { "<graphics type='spice' port='5999' tlsPort='5998'/>", "tlsPort=\"-1\"", "\"599" },
    { "<graphics type='vnc' port='-1' autoport='yes' websocket='5700'/>", "autoport=\"yes\"", "\"5700" },
    { "<graphics type='vnc' socket='/run/web.vnc'/>", "/run/new.vnc", "web.vnc" },
    { "<channel type='unix'><source mode='bind' path='/x/domain-3-web/org.a.0'/><target type='virtio' name='org.a.0'/>"
      "</channel>", "<source mode=\"bind\"/>", "domain-3" },
    { "<channel type='unix'><source mode='bind' path='/x/web.agent'/><target type='virtio' name='org.a.0'/></channel>",
      "/x/new.agent", "web.agent" },
    { "<channel type='unix'><source mode='connect' path='/x/web.s'/><target type='virtio' name='org.a.0'/></channel>",
      "/x/web.s", "new.s" },
    { "<serial type='file'><source path='/log/my-web_1.log'/></serial>", "/log/my-new_1.log", "my-web" },
    { "<serial type='file'><source path='/log/webs.log'/></serial>", "/log/webs.log", "news" },
    { "<serial type='pty'><log file='/log/web/web' append='on'/></serial>", "/log/web/new", "/web/web" },
    { "<interface type='vhostuser'><source type='unix' path='/x/web.s' mode='server'/></interface>", "/x/new.s", "web.s" },
    { "<vsock><cid auto='no' address='77'/></vsock>", "<cid auto=\"yes\"/>", "\"77" },
    /* A copy is based on nothing, which the end of a chain says too. */
    { "<disk type='file'><source file='/none/web.qcow2'/><backingStore type='file'><source file='/none/base'/>"
      "</backingStore><target dev='vda'/></disk>", "/none/new.qcow2", "/none/base" },
    { "<disk type='file'><source file='/none/web.qcow2'/><backingStore/><target dev='vda'/></disk>", "<backingStore/>",
      "/none/web.qcow2" },
    { "<hostdev mode='subsystem' type='usb'><source><vendor id='0x1'/></source></hostdev>", "0x1", "tap" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GVirBuilderClone) clone = describe ("web", "", cases[i].devices);
      g_autofree char *xml = NULL;

      gvir_builder_clone_set_name (clone, "new");
      xml = write_clone (fixture, clone);
      assert_has (xml, cases[i].has);
      assert_lacks (xml, cases[i].lacks);
    }
}

static void
test_identity (SmallHost *fixture,
               G_GNUC_UNUSED gconstpointer data)
{
  static const char *const gone[] = { WEB, "43dc0cf8", "<title>", "id='3'", "id=\"3\"", "web_VARS" };
  g_autoptr (GVirBuilderClone) clone
    = describe ("web", "<nvram template='/t.fd'>/var/nvram/web_VARS.fd</nvram>", "<tpm><backend type='emulator'/></tpm>");
  g_autofree char *xml = NULL;

  gvir_builder_clone_set_name (clone, "a&b");
  gvir_builder_clone_set_uuid (clone, "11111111-2222-3333-4444-0000000000AA");
  xml = write_clone (fixture, clone);
  assert_has (xml, "<name>a&amp;b</name>");
  assert_has (xml, "<uuid>11111111-2222-3333-4444-0000000000aa</uuid>");
  assert_has (xml, "<entry name=\"uuid\">11111111-2222-3333-4444-0000000000aa</entry>");
  assert_has (xml, "<nvram template=\"/t.fd\">/var/nvram/a&amp;b_VARS.fd</nvram>");
  for (guint i = 0; i < G_N_ELEMENTS (gone); i++)
    assert_lacks (xml, gone[i]);
}

/* A wish that is refused, by its words; each is a way to spoil one that is granted. */
static const struct
{
  const char *what;
  const char *original; /* a guest, or NULL: that of DEVICES */
  const char *devices;
  const char *name;
  const char *uuid;
  const char *file;
  const char *address;
  GVirBuilderCloneFlags flags;
  GVirBuilderError code;
  const char *says;
} refusals[] = {
  { "nobody", "nobody", NULL, NULL, NULL, NULL, NULL, 0, GVIR_BUILDER_ERROR_NOT_FOUND, "there are" },
  { "running", "busy", NULL, NULL, NULL, NULL, NULL, 0, GVIR_BUILDER_ERROR_GUEST, "shut it down" },
  { "name-taken", "web", NULL, "busy", NULL, NULL, NULL, 0, GVIR_BUILDER_ERROR_EXISTS, "another name" },
  { "own-name", "web", NULL, "web", NULL, NULL, NULL, GVIR_BUILDER_CLONE_FLAGS_REPLACE, GVIR_BUILDER_ERROR_EXISTS,
    "the original itself" },
  { "name-with-slash", "web", NULL, "a/b", NULL, NULL, NULL, 0, GVIR_BUILDER_ERROR_INVALID_INPUT, "slashes" },
  { "name-of-spaces", "web", NULL, "  ", NULL, NULL, NULL, 0, GVIR_BUILDER_ERROR_INVALID_INPUT, "spaces" },
  { "uuid", "web", NULL, NULL, "1-2", NULL, NULL, 0, GVIR_BUILDER_ERROR_INVALID_INPUT, "no UUID" },
  { "uuid-taken", "web", NULL, NULL, BUSY, NULL, NULL, 0, GVIR_BUILDER_ERROR_EXISTS, "busy" },
  { "one-file-for-two", "web", NULL, NULL, NULL, "/none/x.img", NULL, 0, GVIR_BUILDER_ERROR_INVALID_INPUT, "2 disks" },
  { "file-exists", "web", NULL, NULL, NULL, "/none/taken.img", NULL, GVIR_BUILDER_CLONE_FLAGS_DERIVE_FILES,
    GVIR_BUILDER_ERROR_EXISTS, "is there already" },
  { "file-of-another", "web", NULL, NULL, NULL, "/none/busy.qcow2", NULL,
    GVIR_BUILDER_CLONE_FLAGS_DERIVE_FILES | GVIR_BUILDER_CLONE_FLAGS_PRESERVE_DATA, GVIR_BUILDER_ERROR_IN_USE, "busy" },
  { "no-data", "web", NULL, NULL, NULL, "/none/nothing", NULL,
    GVIR_BUILDER_CLONE_FLAGS_DERIVE_FILES | GVIR_BUILDER_CLONE_FLAGS_PRESERVE_DATA, GVIR_BUILDER_ERROR_NOT_FOUND,
    "no data" },
  { "no-path", "web", NULL, NULL, NULL, "", NULL, GVIR_BUILDER_CLONE_FLAGS_DERIVE_FILES,
    GVIR_BUILDER_ERROR_INVALID_INPUT, "no path" },
  { "address", "web", NULL, NULL, NULL, NULL, "52:54", 0, GVIR_BUILDER_ERROR_INVALID_INPUT, "no MAC address" },
  { "address-of-group", "web", NULL, NULL, NULL, NULL, "53:54:00:00:00:01", 0, GVIR_BUILDER_ERROR_INVALID_INPUT,
    "no MAC address" },
  { "address-taken", "web", NULL, NULL, NULL, NULL, "52:54:00:00:00:02", 0, GVIR_BUILDER_ERROR_IN_USE, "busy" },
  { "address-for-no-card", "idle", NULL, NULL, NULL, NULL, "52:54:00:00:00:09", 0, GVIR_BUILDER_ERROR_INVALID_INPUT,
    "no network card" },
  { "missing-image", NULL, DISK ("/none/nothing", "vda"), NULL, NULL, NULL, NULL, 0, GVIR_BUILDER_ERROR_NOT_FOUND,
    "is not there" },
  { "missing-pool", NULL, "<disk type='volume'><source pool='x' volume='y'/><target dev='vda'/></disk>", NULL, NULL, NULL,
    NULL, 0, GVIR_BUILDER_ERROR_NOT_FOUND, "no storage pool" },
  { "on-a-server", NULL, "<disk type='network'><source protocol='nbd' name='x'/><target dev='vda'/></disk>", NULL, NULL,
    NULL, NULL, 0, GVIR_BUILDER_ERROR_UNSUPPORTED, "nbd" },
  { "folder", NULL, "<disk type='dir'><source dir='/tmp'/><target dev='vda'/></disk>", NULL, NULL, NULL, NULL, 0,
    GVIR_BUILDER_ERROR_UNSUPPORTED, "folder" },
};

static void
test_refusals (SmallHost *fixture,
               G_GNUC_UNUSED gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GVirBuilderClone) clone = refusals[i].original != NULL ? gvir_builder_clone_new (refusals[i].original)
                                                                        : describe ("web", "", refusals[i].devices);

      g_test_message ("%s", refusals[i].what);
      gvir_builder_clone_set_name (clone, refusals[i].name);
      gvir_builder_clone_set_uuid (clone, refusals[i].uuid);
      gvir_builder_clone_set_flags (clone, refusals[i].flags);
      if (refusals[i].file != NULL)
        gvir_builder_clone_add_file (clone, refusals[i].file);
      if (refusals[i].address != NULL)
        gvir_builder_clone_add_address (clone, refusals[i].address);
      g_assert_null (gvir_builder_plan_new_clone (fixture->connection, clone, &error));
      g_assert_error (error, GVIR_BUILDER_ERROR, (gint) refusals[i].code);
      assert_has (error->message, refusals[i].says);
      g_assert_null (gvir_builder_plan_new_clone (fixture->connection, clone, NULL));
      g_assert_null (gvir_builder_clone_to_xml (clone, fixture->connection, NULL));
    }
}

/* The file of the host itself is a raw one. */
static GVirBuilderPlan *
plan_reflink (SmallHost *fixture,
              const char *devices,
              const char *file,
              GError **error)
{
  g_auto (GStrv) parts = g_strsplit (devices, "FILE", -1);
  g_autofree char *written = g_strjoinv (fixture->file, parts);
  g_autoptr (GVirBuilderClone) clone = describe ("web", "", written);

  gvir_builder_clone_set_copy (clone, GVIR_BUILDER_DISK_COPY_REFLINK);
  gvir_builder_clone_add_file (clone, file);
  return gvir_builder_plan_new_clone (fixture->connection, clone, error);
}

static void
test_reflinks (SmallHost *fixture,
               G_GNUC_UNUSED gconstpointer data)
{
  static const char raw[] = "<disk type='file'><source file='FILE'/><target dev='vda'/></disk>";
  static const struct
  {
    const char *devices;
    const char *file;
    const char *says;
  } cases[] = {
    { DISK ("/none/web.qcow2", "vda"), "/none/new.qcow2", "of the format qcow2" },
    { "<disk type='file'><driver type='qcow2'/><source file='FILE'/><target dev='vda'/></disk>", "/none/new.img",
      "of the format qcow2" },
    { raw, "/dev/vg/new", "'volumes' is of the type logical" },
    { "<disk type='block'><source dev='/dev/vg/root'/><target dev='vda'/></disk>", "/none/new.img", "share blocks" },
  };
  g_autoptr (GVirBuilderPlan) plan = plan_reflink (fixture, raw, "/none/new.img", NULL);
  g_autofree char *json = NULL;

  g_assert_nonnull (plan);
  json = gvir_builder_plan_to_json (plan);
  assert_has (json, "reflink");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (plan_reflink (fixture, cases[i].devices, cases[i].file, &error));
      g_assert_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_UNSUPPORTED);
      assert_has (error->message, cases[i].says);
      assert_has (error->message, "copy it in full");
      g_assert_null (plan_reflink (fixture, cases[i].devices, cases[i].file, NULL));
    }
}

static void
test_no_domain (SmallHost *fixture,
                G_GNUC_UNUSED gconstpointer data)
{
  static const char *const texts[] = { "", "nonsense", "<network/>", "<domain/>", "<domain><name/></domain>" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GVirBuilderClone) clone = gvir_builder_clone_new_for_xml (texts[i]);

      g_assert_null (gvir_builder_clone_to_xml (clone, fixture->connection, &error));
      g_assert_error (error, GVIR_BUILDER_ERROR, GVIR_BUILDER_ERROR_INVALID_INPUT);
    }
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
    { "names-follow-from-the-original", test_names, NULL },
    { "files-follow-from-the-original", test_files, NULL },
    { "what-both-may-have-is-kept", test_kept_disks, NULL },
    { "a-cdrom-is-copied-where-asked", test_copied_cdrom, NULL },
    { "devices-do-not-meet", test_devices, NULL },
    { "identity-is-its-own", test_identity, NULL },
    { "refused-with-the-remedy", test_refusals, NULL },
    { "blocks-are-shared-among-raw-files", test_reflinks, NULL },
    { "what-is-no-domain-is-refused", test_no_domain, NULL },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/builder/clone/", tests[i].name, NULL);

      g_test_add (path, SmallHost, tests[i].data, small_host_set_up, tests[i].test, small_host_tear_down);
    }
  return g_test_run ();
}
