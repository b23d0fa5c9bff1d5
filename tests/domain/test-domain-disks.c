/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "design-fixture.h"

#include <string.h>

#include "base/libvirt-designer-error.h"

static void
add_disk (GVirDesignerDomain *design)
{
  g_autoptr (GError) error = NULL;
  GVirConfigDomainDisk *disk = gvir_designer_domain_add_disk_file (design, "/a.qcow2", NULL, &error);

  g_assert_no_error (error);
  g_object_unref (disk);
}

static void
add_cdrom (GVirDesignerDomain *design)
{
  g_autoptr (GError) error = NULL;
  GVirConfigDomainDisk *disk = gvir_designer_domain_add_cdrom_file (design, "/a.iso", NULL, &error);

  g_assert_no_error (error);
  g_object_unref (disk);
}

/* Each disk has a name of its own, and a place of its own on its controller. */
static void
assert_distinct (GVirDesignerDomain *design,
                 guint n)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 1; i <= n; i++)
    {
      g_autofree char *disk = g_strdup_printf ("/domain/devices/disk[%u]", i);
      g_autofree char *target = g_strconcat (disk, "/target/@dev", NULL);
      g_autofree char *bus = g_strconcat (disk, "/target/@bus", NULL);
      g_autofree char *place = g_strdup_printf (
        "concat(%s, %s/address/@controller, ':', %s/address/@bus, ':', %s/address/@target, ':', %s/address/@unit)",
        bus, disk, disk, disk, disk);
      g_autofree char *place_text = fixture_text (design, place);

      g_assert_true (g_hash_table_add (seen, fixture_text (design, target)));
      if (strstr (place_text, "0") != NULL)
        g_assert_true (g_hash_table_add (seen, g_steal_pointer (&place_text)));
    }
}

static void
test_a_thousand_disks (void)
{
  g_autoptr (GVirDesignerDomain) design = fixture_machine ("debian11");

  for (guint i = 0; i < 1000; i++)
    add_disk (design);
  fixture_assert_count (design, "/domain/devices/disk", 1000);
  fixture_assert_count (design, "/domain/devices/disk[not(@device='disk')]", 0);
  fixture_assert_text (design, "/domain/devices/disk[1]/target/@dev", "vda");
  fixture_assert_count (design, "/domain/devices/disk/boot", 1);
  fixture_assert_valid (design);
}

static void
test_many_disks_stay_apart (void)
{
  g_autoptr (GVirDesignerDomain) design = fixture_machine ("debian11");

  for (guint i = 0; i < 150; i++)
    add_disk (design);
  assert_distinct (design, 150);
}

/* A system with a driver for virtio disks but none for virtio-scsi. */
static GVirDesignerDomain *
virtio_blk_only (void)
{
  g_autoptr (GVirDesignerOs) os = fixture_os_with_device ("http://pcisig.com/pci/1af4/1001", "block");
  g_autoptr (GVirDesignerHost) host = fixture_recorded_host ();

  return gvir_designer_domain_new_for_host (os, host);
}

static void
test_names_go_on_after_vdz (void)
{
  g_autoptr (GVirDesignerDomain) design = virtio_blk_only ();

  for (guint i = 0; i < 28; i++)
    add_disk (design);
  fixture_assert_text (design, "//disk[26]/target/@dev", "vdz");
  fixture_assert_text (design, "//disk[27]/target/@dev", "vdaa");
  fixture_assert_text (design, "//disk[28]/target/@dev", "vdab");
  fixture_assert_valid (design);
}

static void
test_used_names_are_skipped (void)
{
  g_autoptr (GVirDesignerDomain) design = fixture_design ("debian11");

  fixture_apply (design, "disk", "/a.qcow2,target=vdb,bus=virtio");
  fixture_apply (design, "disk", "/b.qcow2");
  fixture_apply (design, "disk", "/c.qcow2");
  fixture_apply (design, "disk", "/d.qcow2,target=vdd,bus=virtio");
  fixture_apply (design, "disk", "/e.qcow2");
  fixture_complete (design, GVIR_DESIGNER_PURPOSE_SERVER);
  fixture_assert_text (design, "//disk[1]/target/@dev", "vdb");
  fixture_assert_text (design, "//disk[2]/target/@dev", "vda");
  fixture_assert_text (design, "//disk[3]/target/@dev", "vdc");
  fixture_assert_text (design, "//disk[4]/target/@dev", "vdd");
  fixture_assert_text (design, "//disk[5]/target/@dev", "vde");
}

static void
test_same_name_twice_is_refused (void)
{
  g_autoptr (GVirDesignerDomain) design = fixture_design ("debian11");
  g_autoptr (GError) error = NULL;

  fixture_apply (design, "disk", "/a.qcow2,target=vda");
  fixture_apply (design, "disk", "/b.qcow2,target=vda");
  g_assert_false (gvir_designer_domain_add_default_devices (design, GVIR_DESIGNER_PURPOSE_SERVER, &error));
  g_assert_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_CONFLICT);
  g_assert_nonnull (strstr (error->message, "vda"));
}

static void
test_ide_takes_four_drives (void)
{
  g_autoptr (GVirDesignerDomain) design = fixture_machine ("winxp");

  add_cdrom (design);
  for (guint i = 0; i < 9; i++)
    add_disk (design);
  fixture_assert_text (design, "/domain/os/type/@machine", "pc");
  fixture_assert_count (design, "//disk[target/@bus='ide']", 4);
  fixture_assert_count (design, "//disk[target/@bus='ide']/address[@controller='0']", 4);
  fixture_assert_count (design, "//disk[target/@bus='ide']/address[@bus > 1 or @unit > 1]", 0);
  assert_distinct (design, 10);
  fixture_assert_valid (design);
}

static void
test_sata_controllers_take_six_drives (void)
{
  g_autoptr (GVirDesignerDomain) design = fixture_machine ("win10");

  for (guint i = 0; i < 14; i++)
    add_disk (design);
  fixture_assert_count (design, "//disk[target/@bus='sata']", 14);
  fixture_assert_count (design, "//disk/address[@controller='0']", 6);
  fixture_assert_count (design, "//disk/address[@controller='1']", 6);
  fixture_assert_count (design, "//disk/address[@controller='2']", 2);
  fixture_assert_count (design, "//controller[@type='sata'][@index='1' or @index='2']", 2);
  fixture_assert_count (design, "//controller[@type='sata'][@index > 2]", 0);
  assert_distinct (design, 14);
  fixture_assert_valid (design);
}

static void
test_no_ide_on_q35 (void)
{
  static const char *const systems[] = { "debian11", "win10", "win11", "fedora36" };

  for (guint i = 0; i < G_N_ELEMENTS (systems); i++)
    {
      g_autoptr (GVirDesignerDomain) design = fixture_machine (systems[i]);
      g_autoptr (GVirDesignerDomain) asked = fixture_design (systems[i]);
      g_autoptr (GError) error = NULL;

      add_cdrom (design);
      fixture_assert_text (design, "/domain/os/type/@machine", "q35");
      fixture_assert_count (design, "//disk/target[@bus='ide']", 0);
      fixture_apply (asked, "disk", "/a,bus=ide");
      g_assert_false (gvir_designer_domain_add_default_devices (asked, GVIR_DESIGNER_PURPOSE_SERVER, &error));
      g_assert_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_CONFLICT);
      g_assert_nonnull (strstr (error->message, "ide"));
    }
}

static void
test_bus_that_the_host_lacks_is_refused (void)
{
  g_autoptr (GVirDesignerOs) os = fixture_installed_os ("debian11");
  g_autoptr (GVirDesignerHost) host = fixture_host_that_says (
    "<devices><disk supported='yes'><enum name='diskDevice'><value>disk</value></enum>"
    "<enum name='bus'><value>sata</value></enum></disk></devices>");
  g_autoptr (GVirDesignerDomain) design = gvir_designer_domain_new_for_host (os, host);
  g_autoptr (GVirDesignerDomain) asked = gvir_designer_domain_new_for_host (os, host);
  g_autoptr (GError) error = NULL;

  add_disk (design);
  fixture_assert_text (design, "//disk/target/@bus", "sata");
  fixture_apply (asked, "disk", "/a,bus=virtio");
  g_assert_false (gvir_designer_domain_add_default_devices (asked, GVIR_DESIGNER_PURPOSE_SERVER, &error));
  g_assert_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_UNSUPPORTED_BY_HOST);
  g_assert_nonnull (strstr (error->message, "virtio"));
}

static void
test_full_buses_are_an_error_that_adds_nothing (void)
{
  g_autoptr (GVirDesignerDomain) design = fixture_machine ("win10");
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  guint n = 0;

  for (GVirConfigDomainDisk *disk = NULL; n < 1000; n++)
    {
      g_free (before);
      before = gvir_designer_domain_to_xml (design);
      disk = gvir_designer_domain_add_cdrom_file (design, "/a.iso", NULL, &error);
      if (disk == NULL)
        break;
      g_object_unref (disk);
    }
  g_assert_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_CONFLICT);
  g_assert_cmpuint (n, >=, 100);
  after = gvir_designer_domain_to_xml (design);
  g_assert_cmpstr (after, ==, before);
  g_assert_null (gvir_designer_domain_add_cdrom_file (design, "/a.iso", NULL, NULL));
  fixture_assert_valid (design);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/domain/disks/a-thousand-work", test_a_thousand_disks);
  g_test_add_func ("/domain/disks/many-stay-apart", test_many_disks_stay_apart);
  g_test_add_func ("/domain/disks/names-go-on-after-vdz", test_names_go_on_after_vdz);
  g_test_add_func ("/domain/disks/used-names-are-skipped", test_used_names_are_skipped);
  g_test_add_func ("/domain/disks/same-name-twice-is-refused", test_same_name_twice_is_refused);
  g_test_add_func ("/domain/disks/ide-takes-four", test_ide_takes_four_drives);
  g_test_add_func ("/domain/disks/sata-controllers-take-six-each", test_sata_controllers_take_six_drives);
  g_test_add_func ("/domain/disks/no-ide-on-q35", test_no_ide_on_q35);
  g_test_add_func ("/domain/disks/bus-that-the-host-lacks-is-refused", test_bus_that_the_host_lacks_is_refused);
  g_test_add_func ("/domain/disks/full-buses-are-an-error-that-adds-nothing",
                   test_full_buses_are_an_error_that_adds_nothing);
  return g_test_run ();
}
