/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What functions that add a device return. */

#include "design-fixture.h"

#include "config/libvirt-designer-config.h"

static void
assert_is (gpointer object,
           GType type)
{
  g_assert_nonnull (object);
  g_assert_true (g_type_is_a (G_OBJECT_TYPE (object), type));
  g_assert_true (GVIR_CONFIG_IS_DOMAIN_DEVICE (object));
  g_object_unref (object);
}

static void
test_objects_are_of_their_class (void)
{
  g_autoptr (GVirDesignerDomain) design = fixture_machine ("debian11");

  assert_is (gvir_designer_domain_add_disk_file (design, "/a", NULL, NULL), GVIR_CONFIG_TYPE_DOMAIN_DISK);
  assert_is (gvir_designer_domain_add_disk_device (design, "/dev/a", NULL), GVIR_CONFIG_TYPE_DOMAIN_DISK);
  assert_is (gvir_designer_domain_add_cdrom_file (design, "/a", NULL, NULL), GVIR_CONFIG_TYPE_DOMAIN_DISK);
  assert_is (gvir_designer_domain_add_cdrom_device (design, "/dev/a", NULL), GVIR_CONFIG_TYPE_DOMAIN_DISK);
  assert_is (gvir_designer_domain_add_floppy_file (design, "/a", NULL, NULL), GVIR_CONFIG_TYPE_DOMAIN_DISK);
  assert_is (gvir_designer_domain_add_floppy_device (design, "/dev/a", NULL), GVIR_CONFIG_TYPE_DOMAIN_DISK);
  assert_is (gvir_designer_domain_add_disk_new (design, 1, NULL, NULL), GVIR_CONFIG_TYPE_DOMAIN_DISK);
  assert_is (gvir_designer_domain_add_disk_volume (design, "a", "b", NULL, NULL), GVIR_CONFIG_TYPE_DOMAIN_DISK);
  assert_is (gvir_designer_domain_add_disk_network (design, "rbd", NULL, "a/b", NULL, NULL), GVIR_CONFIG_TYPE_DOMAIN_DISK);
  assert_is (gvir_designer_domain_add_filesystem (design, "/a", "b", NULL), GVIR_CONFIG_TYPE_DOMAIN_FILESYS);
  assert_is (gvir_designer_domain_add_interface_network (design, "a", NULL),
             GVIR_CONFIG_TYPE_DOMAIN_INTERFACE_NETWORK);
  assert_is (gvir_designer_domain_add_interface_bridge (design, "a", NULL),
             GVIR_CONFIG_TYPE_DOMAIN_INTERFACE_BRIDGE);
  assert_is (gvir_designer_domain_add_interface_user (design, NULL), GVIR_CONFIG_TYPE_DOMAIN_INTERFACE_USER);
  assert_is (gvir_designer_domain_add_graphics (design, GVIR_DESIGNER_DOMAIN_GRAPHICS_SPICE, NULL),
             GVIR_CONFIG_TYPE_DOMAIN_GRAPHICS_SPICE);
  assert_is (gvir_designer_domain_add_graphics (design, GVIR_DESIGNER_DOMAIN_GRAPHICS_VNC, NULL),
             GVIR_CONFIG_TYPE_DOMAIN_GRAPHICS_VNC);
  assert_is (gvir_designer_domain_add_sound (design, NULL), GVIR_CONFIG_TYPE_DOMAIN_SOUND);
  assert_is (gvir_designer_domain_add_video (design, NULL), GVIR_CONFIG_TYPE_DOMAIN_VIDEO);
  assert_is (gvir_designer_domain_add_smartcard (design, NULL), GVIR_CONFIG_TYPE_DOMAIN_SMARTCARD);
  assert_is (gvir_designer_domain_add_usb_redir (design, NULL), GVIR_CONFIG_TYPE_DOMAIN_REDIRDEV);
  assert_is (gvir_designer_domain_add_usb_redir_tcp (design, "a", 1, NULL), GVIR_CONFIG_TYPE_DOMAIN_REDIRDEV);
  assert_is (gvir_designer_domain_add_interface_direct (design, "a", NULL), GVIR_CONFIG_TYPE_DOMAIN_INTERFACE);
  assert_is (gvir_designer_domain_add_interface_hostdev (design, "02:10.0", NULL), GVIR_CONFIG_TYPE_DOMAIN_INTERFACE);
  assert_is (gvir_designer_domain_add_serial (design, NULL), GVIR_CONFIG_TYPE_DOMAIN_SERIAL);
  assert_is (gvir_designer_domain_add_parallel (design, NULL), GVIR_CONFIG_TYPE_DOMAIN_PARALLEL);
  assert_is (gvir_designer_domain_add_console (design, NULL), GVIR_CONFIG_TYPE_DOMAIN_CONSOLE);
  assert_is (gvir_designer_domain_add_input (design, GVIR_CONFIG_DOMAIN_INPUT_DEVICE_MOUSE, NULL),
             GVIR_CONFIG_TYPE_DOMAIN_INPUT);
  assert_is (gvir_designer_domain_add_memballoon (design, NULL), GVIR_CONFIG_TYPE_DOMAIN_MEMBALLOON);
  assert_is (gvir_designer_domain_add_hostdev_usb (design, "1.2", NULL), GVIR_CONFIG_TYPE_DOMAIN_HOSTDEV);
  assert_is (gvir_designer_domain_add_audio (design, NULL), GVIR_CONFIG_TYPE_DOMAIN_DEVICE);
}

static void
test_pci_device_is_of_its_class (void)
{
  g_autoptr (GVirDesignerOs) os = fixture_installed_os ("debian11");
  g_autoptr (GVirDesignerHost) host = gvir_designer_host_new_builtin ();
  g_autoptr (GVirDesignerDomain) design = gvir_designer_domain_new_for_host (os, host);

  assert_is (gvir_designer_domain_add_hostdev_pci (design, "01:00.0", NULL), GVIR_CONFIG_TYPE_DOMAIN_HOSTDEV_PCI);
}

/* One reader is all that a guest can have. */
static void
test_smartcards_are_of_their_class (void)
{
  g_autoptr (GVirDesignerDomain) one = fixture_machine ("debian11");
  g_autoptr (GVirDesignerDomain) other = fixture_machine ("debian11");

  assert_is (gvir_designer_domain_add_smartcard_host (one, NULL), GVIR_CONFIG_TYPE_DOMAIN_SMARTCARD_HOST);
  assert_is (gvir_designer_domain_add_smartcard_certificates (other, "a", "b", "c", NULL, NULL),
             GVIR_CONFIG_TYPE_DOMAIN_SMARTCARD_HOST_CERTIFICATES);
}

static void
test_objects_read_what_was_designed (void)
{
  g_autoptr (GVirDesignerDomain) design = fixture_machine ("debian11");
  GVirConfigDomainDisk *disk = gvir_designer_domain_add_disk_file (design, "/a.qcow2", NULL, NULL);

  g_assert_cmpint (gvir_config_domain_disk_get_disk_type (disk), ==, GVIR_CONFIG_DOMAIN_DISK_FILE);
  g_assert_cmpint (gvir_config_domain_disk_get_guest_device_type (disk), ==,
                   GVIR_CONFIG_DOMAIN_DISK_GUEST_DEVICE_DISK);
  g_assert_cmpstr (gvir_config_domain_disk_get_source (disk), ==, "/a.qcow2");
  g_assert_cmpstr (gvir_config_domain_disk_get_target_dev (disk), ==, "vda");
  g_object_unref (disk);
}

/* All that later calls may do. */
static void
go_on (GVirDesignerDomain *design)
{
  g_object_unref (gvir_designer_domain_add_disk_file (design, "/b.qcow2", NULL, NULL));
  g_object_unref (gvir_designer_domain_add_interface_user (design, NULL));
  g_assert_true (gvir_designer_domain_setup_resources (design, GVIR_DESIGNER_DOMAIN_RESOURCES_MINIMAL, NULL));
  g_assert_true (gvir_designer_domain_remove_all_drivers (design, NULL));
  g_assert_null (gvir_designer_domain_add_disk_file (design, "", NULL, NULL));
  g_assert_false (gvir_designer_domain_setup_machine (design, NULL));
  fixture_complete (design, GVIR_DESIGNER_PURPOSE_DESKTOP);
}

static void
test_customised_device_stays_so (void)
{
  g_autoptr (GVirDesignerDomain) design = fixture_machine ("debian11");
  GVirConfigDomainDisk *disk = gvir_designer_domain_add_disk_file (design, "/a.qcow2", NULL, NULL);
  GVirConfigDomainInterface *interface = gvir_designer_domain_add_interface_network (design, "default", NULL);
  GVirConfigDomainGraphics *graphics =
    gvir_designer_domain_add_graphics (design, GVIR_DESIGNER_DOMAIN_GRAPHICS_VNC, NULL);
  GVirConfigDomainVideo *video = gvir_designer_domain_add_video (design, NULL);

  gvir_config_domain_disk_set_target_dev (disk, "vdq");
  gvir_config_domain_disk_set_startup_policy (disk, GVIR_CONFIG_DOMAIN_DISK_STARTUP_POLICY_OPTIONAL);
  gvir_config_domain_interface_set_mac (interface, "52:54:00:11:22:33");
  gvir_config_domain_interface_set_model (interface, "e1000");
  gvir_config_domain_graphics_vnc_set_port (GVIR_CONFIG_DOMAIN_GRAPHICS_VNC (graphics), 5999);
  gvir_config_domain_video_set_model (video, GVIR_CONFIG_DOMAIN_VIDEO_MODEL_VGA);
  go_on (design);
  fixture_assert_text (design, "//disk[1]/target/@dev", "vdq");
  fixture_assert_text (design, "//disk[1]/source/@startupPolicy", "optional");
  fixture_assert_text (design, "//interface[1]/mac/@address", "52:54:00:11:22:33");
  fixture_assert_text (design, "//interface[1]/model/@type", "e1000");
  fixture_assert_text (design, "//graphics/@port", "5999");
  fixture_assert_text (design, "//video/model/@type", "vga");
  fixture_assert_count (design, "//graphics|//video", 2);
  g_object_unref (disk);
  g_object_unref (interface);
  g_object_unref (graphics);
  g_object_unref (video);
}

static void
test_customised_domain_stays_so (void)
{
  g_autoptr (GVirDesignerDomain) design = fixture_machine ("debian11");
  GVirConfigDomain *config = gvir_designer_domain_get_config (design);

  gvir_config_domain_set_name (config, "otter");
  gvir_config_domain_set_description (config, "swims");
  g_assert_true (gvir_designer_config_set (GVIR_CONFIG_OBJECT (config), "features/acpi", NULL, NULL));
  g_assert_true (gvir_designer_config_set (GVIR_CONFIG_OBJECT (config), "clock/@offset", "variable", NULL));
  g_assert_true (gvir_designer_config_set (GVIR_CONFIG_OBJECT (config), "devices/hub/@type", "usb", NULL));
  go_on (design);
  g_assert_true (gvir_designer_domain_get_config (design) == config);
  fixture_assert_text (design, "/domain/name", "otter");
  fixture_assert_text (design, "/domain/description", "swims");
  fixture_assert_count (design, "/domain/features/acpi", 0);
  fixture_assert_text (design, "/domain/clock/@offset", "variable");
  fixture_assert_text (design, "/domain/devices/hub/@type", "usb");
}

static void
test_devices_can_be_added_by_hand (void)
{
  g_autoptr (GVirDesignerDomain) design = fixture_machine ("debian11");
  GVirConfigDomain *config = gvir_designer_domain_get_config (design);
  GVirConfigDomainMemballoon *balloon = gvir_config_domain_memballoon_new ();

  gvir_config_domain_memballoon_set_model (balloon, GVIR_CONFIG_DOMAIN_MEMBALLOON_MODEL_NONE);
  gvir_config_domain_add_device (config, GVIR_CONFIG_DOMAIN_DEVICE (balloon));
  g_object_unref (gvir_designer_domain_add_disk_file (design, "/b.qcow2", NULL, NULL));
  fixture_assert_count (design, "//memballoon[@model='none']", 1);
  fixture_assert_count (design, "//disk", 1);
  g_object_unref (balloon);
}

/* What follows from memory modules is found again for each; what was customised in
 * between stays. */
static void
test_memory_modules_add_up (void)
{
  g_autoptr (GVirDesignerDomain) design = fixture_machine ("debian11");

  g_object_unref (gvir_designer_domain_add_memory_dimm (design, 512 << 20, NULL));
  g_object_unref (gvir_designer_domain_add_memory_dimm (design, 256 << 20, NULL));
  g_assert_true (gvir_designer_domain_setup_resources (design, GVIR_DESIGNER_DOMAIN_RESOURCES_RECOMMENDED, NULL));
  fixture_assert_text (design, "number(/domain/maxMemory) - number(/domain/memory)", "786432");
  fixture_assert_text (design, "/domain/maxMemory/@slots", "2");
  fixture_assert_count (design, "/domain/cpu/numa/cell[@memory=/domain/memory]", 1);
  fixture_assert_valid (design);
}

static void
test_object_outlives_the_design (void)
{
  GVirDesignerDomain *design = fixture_machine ("debian11");
  GVirConfigDomainDisk *disk = gvir_designer_domain_add_disk_file (design, "/a.qcow2", NULL, NULL);
  g_autofree char *xml = NULL;

  g_object_unref (design);
  gvir_config_domain_disk_set_target_dev (disk, "vdq");
  g_assert_cmpstr (gvir_config_domain_disk_get_target_dev (disk), ==, "vdq");
  xml = gvir_config_object_to_xml (GVIR_CONFIG_OBJECT (disk));
  g_assert_nonnull (g_strstr_len (xml, -1, "/a.qcow2"));
  g_object_unref (disk);
}

static void
test_configuration_outlives_the_design (void)
{
  GVirDesignerDomain *design = fixture_machine ("debian11");
  GVirConfigDomain *config = g_object_ref (gvir_designer_domain_get_config (design));
  g_autoptr (GListModel) decisions = gvir_designer_domain_get_decisions (design);
  g_autoptr (GObject) decision = g_list_model_get_item (decisions, 0);

  g_object_unref (design);
  g_assert_cmpstr (gvir_config_domain_get_name (config), ==, "debian11");
  g_object_unref (config);
  g_assert_nonnull (decision);
}

static void
test_each_object_is_the_caller_s (void)
{
  g_autoptr (GVirDesignerDomain) design = fixture_machine ("debian11");
  GObject *disk = G_OBJECT (gvir_designer_domain_add_disk_file (design, "/a.qcow2", NULL, NULL));
  gpointer weak = disk;

  g_object_add_weak_pointer (disk, &weak);
  g_object_unref (disk);
  g_assert_null (weak);
  fixture_assert_count (design, "//disk", 1);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/domain/returned-object/is-of-its-class", test_objects_are_of_their_class);
  g_test_add_func ("/domain/returned-object/pci-device-is-of-its-class", test_pci_device_is_of_its_class);
  g_test_add_func ("/domain/returned-object/smartcard-is-of-its-class", test_smartcards_are_of_their_class);
  g_test_add_func ("/domain/returned-object/reads-what-was-designed", test_objects_read_what_was_designed);
  g_test_add_func ("/domain/returned-object/stays-as-customised", test_customised_device_stays_so);
  g_test_add_func ("/domain/returned-object/memory-modules-add-up", test_memory_modules_add_up);
  g_test_add_func ("/domain/returned-object/outlives-the-design", test_object_outlives_the_design);
  g_test_add_func ("/domain/returned-object/is-the-caller-s", test_each_object_is_the_caller_s);
  g_test_add_func ("/domain/configuration/stays-as-customised", test_customised_domain_stays_so);
  g_test_add_func ("/domain/configuration/takes-devices-by-hand", test_devices_can_be_added_by_hand);
  g_test_add_func ("/domain/configuration/outlives-the-design", test_configuration_outlives_the_design);
  return g_test_run ();
}
