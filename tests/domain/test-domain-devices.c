/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "design-fixture.h"

#include "base/libvirt-designer-error.h"

#define SOUND "/domain/devices/sound/@model"

static void
drop (gpointer object)
{
  g_assert_nonnull (object);
  g_object_unref (object);
}

static void
add_graphics (GVirDesignerDomain *design,
              GVirDesignerDomainGraphics type)
{
  drop (gvir_designer_domain_add_graphics (design, type, NULL));
}

static void
test_storage_is_what_it_was_added_as (void)
{
  g_autoptr (GVirDesignerDomain) design = fixture_machine ("debian11");

  drop (gvir_designer_domain_add_disk_file (design, "/d.qcow2", NULL, NULL));
  drop (gvir_designer_domain_add_cdrom_file (design, "/c.iso", NULL, NULL));
  drop (gvir_designer_domain_add_floppy_file (design, "/f.img", NULL, NULL));
  drop (gvir_designer_domain_add_disk_device (design, "/dev/vg/lv", NULL));
  drop (gvir_designer_domain_add_cdrom_device (design, "/dev/sr0", NULL));
  drop (gvir_designer_domain_add_floppy_device (design, "/dev/fd0", NULL));
  fixture_assert_text (design, "//disk[1]/@device", "disk");
  fixture_assert_text (design, "//disk[2]/@device", "cdrom");
  fixture_assert_text (design, "//disk[3]/@device", "floppy");
  fixture_assert_text (design, "//disk[4]/@device", "disk");
  fixture_assert_text (design, "//disk[5]/@device", "cdrom");
  fixture_assert_text (design, "//disk[6]/@device", "floppy");
  fixture_assert_count (design, "//disk[@type='file']/source/@file", 3);
  fixture_assert_count (design, "//disk[@type='block']/source/@dev", 3);
  fixture_assert_count (design, "//disk[@device='cdrom']/readonly", 2);
  fixture_assert_count (design, "//disk[@device='floppy'][target/@bus='fdc']", 2);
  fixture_assert_count (design, "//disk[@device='cdrom'][target/@bus='virtio' or target/@bus='ide']", 0);
  fixture_assert_valid (design);
}

static void
test_format_is_that_of_the_caller_or_of_the_name (void)
{
  g_autoptr (GVirDesignerDomain) design = fixture_machine ("debian11");

  drop (gvir_designer_domain_add_disk_file (design, "/a.qcow2", NULL, NULL));
  drop (gvir_designer_domain_add_disk_file (design, "/a.qcow2", "raw", NULL));
  drop (gvir_designer_domain_add_disk_file (design, "/a", "vmdk", NULL));
  drop (gvir_designer_domain_add_disk_device (design, "/dev/vdx", NULL));
  fixture_assert_text (design, "//disk[1]/driver/@type", "qcow2");
  fixture_assert_text (design, "//disk[2]/driver/@type", "raw");
  fixture_assert_text (design, "//disk[3]/driver/@type", "vmdk");
  fixture_assert_text (design, "//disk[4]/driver/@type", "raw");
  fixture_assert_count (design, "//disk/driver[@name='qemu']", 4);
}

static void
test_bus_is_one_that_the_os_drives (void)
{
  static const struct
  {
    const char *os;
    const char *bus;
    const char *target;
  } cases[] = {
    { "debian11", "virtio", "vda" }, { "win10", "sata", "sda" }, { "winxp", "ide", "hda" }, { "msdos6.22", "ide", "hda" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GVirDesignerDomain) design = fixture_machine (cases[i].os);

      drop (gvir_designer_domain_add_disk_file (design, "/a.qcow2", NULL, NULL));
      fixture_assert_text (design, "//disk/target/@bus", cases[i].bus);
      fixture_assert_text (design, "//disk/target/@dev", cases[i].target);
    }
}

static void
test_interfaces_have_a_source_and_a_model (void)
{
  g_autoptr (GVirDesignerDomain) design = fixture_machine ("debian11");
  g_autoptr (GVirDesignerDomain) windows = fixture_machine ("win10");

  drop (gvir_designer_domain_add_interface_network (design, "lan", NULL));
  drop (gvir_designer_domain_add_interface_bridge (design, "br0", NULL));
  drop (gvir_designer_domain_add_interface_user (design, NULL));
  fixture_assert_text (design, "//interface[@type='network']/source/@network", "lan");
  fixture_assert_text (design, "//interface[@type='bridge']/source/@bridge", "br0");
  fixture_assert_count (design, "//interface[@type='user']/source", 0);
  fixture_assert_count (design, "//interface[model/@type='virtio']", 3);
  drop (gvir_designer_domain_add_interface_network (windows, "lan", NULL));
  fixture_assert_text (windows, "//interface/model/@type", "e1000e");
  fixture_assert_valid (design);
}

static void
test_graphics_come_with_what_they_need (void)
{
  g_autoptr (GVirDesignerDomain) design = fixture_machine ("debian11");

  add_graphics (design, GVIR_DESIGNER_DOMAIN_GRAPHICS_SPICE);
  add_graphics (design, GVIR_DESIGNER_DOMAIN_GRAPHICS_VNC);
  fixture_assert_text (design, "//graphics[1]/@type", "spice");
  fixture_assert_text (design, "//graphics[2]/@type", "vnc");
  fixture_assert_count (design, "//graphics[@autoport='yes']", 2);
  fixture_assert_text (design, "//channel/@type", "spicevmc");
  fixture_assert_text (design, "//channel/target/@name", "com.redhat.spice.0");
  fixture_assert_count (design, "//controller[@type='virtio-serial']", 1);
  fixture_assert_valid (design);
}

static void
test_spice_for_an_os_without_ports_has_no_agent (void)
{
  g_autoptr (GVirDesignerDomain) design = fixture_machine ("win2k");

  add_graphics (design, GVIR_DESIGNER_DOMAIN_GRAPHICS_SPICE);
  fixture_assert_count (design, "//channel", 0);
}

static void
test_sound_is_one_that_the_os_drives (void)
{
  static const char *const cases[][2] = { { "win10", "ich9" }, { "winxp", "ac97" }, { "fedora36", "ich9" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GVirDesignerDomain) design = fixture_machine (cases[i][0]);

      drop (gvir_designer_domain_add_sound (design, NULL));
      fixture_assert_text (design, SOUND, cases[i][1]);
      fixture_assert_valid (design);
    }
}

static void
test_video_is_one_that_os_and_host_have (void)
{
  static const char *const cases[][2] = { { "debian11", "virtio" }, { "winxp", "qxl" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GVirDesignerDomain) design = fixture_machine (cases[i][0]);

      drop (gvir_designer_domain_add_video (design, NULL));
      fixture_assert_text (design, "//video/model/@type", cases[i][1]);
      fixture_assert_valid (design);
    }
}

static void
test_devices_of_the_viewer_come_over_spice (void)
{
  g_autoptr (GVirDesignerDomain) design = fixture_machine ("debian11");

  add_graphics (design, GVIR_DESIGNER_DOMAIN_GRAPHICS_SPICE);
  drop (gvir_designer_domain_add_smartcard (design, NULL));
  drop (gvir_designer_domain_add_usb_redir (design, NULL));
  drop (gvir_designer_domain_add_usb_redir (design, NULL));
  fixture_assert_text (design, "//smartcard/@mode", "passthrough");
  fixture_assert_text (design, "//smartcard/@type", "spicevmc");
  fixture_assert_count (design, "//redirdev[@bus='usb'][@type='spicevmc']", 2);
  fixture_assert_count (design, "//controller[@type='usb']", 1);
  fixture_assert_valid (design);
}

static void
test_device_sets_up_a_machine_first (void)
{
  g_autoptr (GVirDesignerDomain) design = fixture_design ("debian11");

  drop (gvir_designer_domain_add_disk_file (design, "/a", NULL, NULL));
  fixture_assert_text (design, "/domain/os/type", "hvm");
  fixture_assert_count (design, "//disk", 1);
  fixture_assert_valid (design);
}

static void
test_boot_order_has_each_place_once (void)
{
  g_autoptr (GVirDesignerDomain) design = fixture_machine ("debian11");

  drop (gvir_designer_domain_add_cdrom_file (design, "/c.iso", NULL, NULL));
  drop (gvir_designer_domain_add_disk_file (design, "/a", NULL, NULL));
  drop (gvir_designer_domain_add_disk_file (design, "/b", NULL, NULL));
  drop (gvir_designer_domain_add_interface_network (design, "default", NULL));
  fixture_assert_text (design, "//disk[@device='disk'][1]/boot/@order", "1");
  fixture_assert_text (design, "//disk[@device='cdrom']/boot/@order", "2");
  fixture_assert_count (design, "//boot", 2);
}

static void
test_complement_depends_on_the_purpose (void)
{
  g_autoptr (GVirDesignerDomain) desktop = fixture_design ("debian11");
  g_autoptr (GVirDesignerDomain) server = fixture_design ("debian11");

  fixture_complete (desktop, GVIR_DESIGNER_PURPOSE_DESKTOP);
  fixture_complete (server, GVIR_DESIGNER_PURPOSE_SERVER);
  fixture_assert_text (desktop, "//graphics/@type", "spice");
  fixture_assert_text (server, "//graphics/@type", "vnc");
  fixture_assert_count (desktop, "//sound", 1);
  fixture_assert_count (server, "//sound|//redirdev", 0);
  fixture_assert_count (server, "//rng|//memballoon|//interface|//video|//console|//serial|//panic", 7);
  fixture_assert_valid (desktop);
  fixture_assert_valid (server);
}

static void
test_complement_adds_nothing_twice (void)
{
  g_autoptr (GVirDesignerDomain) design = fixture_machine ("debian11");

  drop (gvir_designer_domain_add_interface_bridge (design, "br0", NULL));
  add_graphics (design, GVIR_DESIGNER_DOMAIN_GRAPHICS_VNC);
  drop (gvir_designer_domain_add_video (design, NULL));
  fixture_apply (design, "sound", "none");
  fixture_apply (design, "disk", "/a.qcow2");
  fixture_complete (design, GVIR_DESIGNER_PURPOSE_DESKTOP);
  fixture_assert_count (design, "//interface|//graphics|//video|//disk", 4);
  fixture_assert_count (design, "//sound", 0);
}

static void
test_options_make_devices_once (void)
{
  g_autoptr (GVirDesignerDomain) design = fixture_design ("debian11");

  fixture_apply (design, "disk", "/a.qcow2");
  fixture_complete (design, GVIR_DESIGNER_PURPOSE_SERVER);
  fixture_apply (design, "disk", "/b.qcow2");
  fixture_complete (design, GVIR_DESIGNER_PURPOSE_SERVER);
  fixture_assert_count (design, "//disk", 2);
  fixture_assert_count (design, "//graphics", 1);
  fixture_assert_count (design, "//channel[target/@name='org.qemu.guest_agent.0']", 1);
  fixture_assert_valid (design);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/domain/storage/is-what-it-was-added-as", test_storage_is_what_it_was_added_as);
  g_test_add_func ("/domain/storage/format-is-that-of-the-caller-or-of-the-name",
                   test_format_is_that_of_the_caller_or_of_the_name);
  g_test_add_func ("/domain/storage/bus-is-one-that-the-os-drives", test_bus_is_one_that_the_os_drives);
  g_test_add_func ("/domain/interface/has-a-source-and-a-model", test_interfaces_have_a_source_and_a_model);
  g_test_add_func ("/domain/graphics/come-with-what-they-need", test_graphics_come_with_what_they_need);
  g_test_add_func ("/domain/graphics/have-no-agent-for-an-os-without-ports",
                   test_spice_for_an_os_without_ports_has_no_agent);
  g_test_add_func ("/domain/sound/is-one-that-the-os-drives", test_sound_is_one_that_the_os_drives);
  g_test_add_func ("/domain/video/is-one-that-os-and-host-have", test_video_is_one_that_os_and_host_have);
  g_test_add_func ("/domain/viewer/its-devices-come-over-spice", test_devices_of_the_viewer_come_over_spice);
  g_test_add_func ("/domain/device/sets-up-a-machine-first", test_device_sets_up_a_machine_first);
  g_test_add_func ("/domain/boot-order/has-each-place-once", test_boot_order_has_each_place_once);
  g_test_add_func ("/domain/complement/depends-on-the-purpose", test_complement_depends_on_the_purpose);
  g_test_add_func ("/domain/complement/adds-nothing-twice", test_complement_adds_nothing_twice);
  g_test_add_func ("/domain/complement/options-make-devices-once", test_options_make_devices_once);
  return g_test_run ();
}
