/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Changes of guests that are there already. */

#include "design-fixture.h"

#include <string.h>

#include "base/libvirt-designer-error.h"
#include "decisions/libvirt-designer-decision.h"

static const char guest[] =
  "<domain type='qemu' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>\n"
  "  <name>web</name>\n"
  "  <memory>1048576</memory>\n"
  "  <currentMemory>524288</currentMemory>\n"
  "  <vcpu>2</vcpu>\n"
  "  <os>\n"
  "    <type arch='x86_64' machine='pc-q35-7.2'>hvm</type>\n"
  "  </os>\n"
  "  <features>\n"
  "    <acpi/>\n"
  "  </features>\n"
  "  <cpu mode='host-model'>\n"
  "    <topology sockets='1' dies='1' cores='2' threads='1'/>\n"
  "    <feature policy='require' name='x2apic'/>\n"
  "  </cpu>\n"
  "  <devices>\n"
  "    <disk type='file' device='disk'>\n"
  "      <driver name='qemu' type='qcow2' cache='none'/>\n"
  "      <source file='/a.qcow2'/>\n"
  "      <target dev='vda' bus='virtio'/>\n"
  "      <boot order='1'/>\n"
  "      <address type='pci' domain='0x0000' bus='0x04' slot='0x00' function='0x0'/>\n"
  "    </disk>\n"
  "    <disk type='block' device='disk'>\n"
  "      <source dev='/dev/vg/b'/>\n"
  "      <target dev='sda' bus='sata'/>\n"
  "      <alias name='ua-data'/>\n"
  "      <address type='drive' controller='0' bus='0' target='0' unit='0'/>\n"
  "    </disk>\n"
  "    <interface type='network'>\n"
  "      <mac address='52:54:00:00:00:01'/>\n"
  "      <source network='lan'/>\n"
  "      <model type='virtio'/>\n"
  "    </interface>\n"
  "    <serial type='pty'/>\n"
  "    <console type='pty'><target type='serial' port='0'/></console>\n"
  "    <graphics type='spice' port='-1' autoport='yes'>\n"
  "      <image compression='off'/>\n"
  "    </graphics>\n"
  "    <video><model type='qxl' ram='65536' vram='65536'/></video>\n"
  "    <channel type='unix'>\n"
  "      <target type='virtio' name='org.qemu.guest_agent.0'/>\n"
  "    </channel>\n"
  "  </devices>\n"
  "</domain>\n";

static GVirDesignerDomain *
take (void)
{
  g_autoptr (GVirDesignerOs) os = fixture_installed_os ("debian11");
  g_autoptr (GVirDesignerHost) host = fixture_recorded_host ();

  return gvir_designer_domain_new_from_xml (os, host, guest, NULL);
}

/* One change, and what is there afterwards at a place, or how often: "" where nothing
 * is. */
static const struct
{
  const char *option;
  const char *selector;
  const char *argument;
  const char *xpath;
  const char *expected;
} changes[] = {
  { "disk", NULL, "cache=writeback", "//disk[1]/driver/@cache", "writeback" },
  { "disk", "2", "cache=writeback", "//disk[2]/driver/@cache", "writeback" },
  { "disk", "-1", "serial=S1", "//disk[2]/serial", "S1" },
  { "disk", "vda", "serial=S1", "//disk[1]/serial", "S1" },
  { "disk", "ua-data", "serial=S1", "//disk[2]/serial", "S1" },
  { "disk", "/dev/vg/b", "serial=S1", "//disk[2]/serial", "S1" },
  { "disk", "/a.qcow2", "serial=S1", "//disk[1]/serial", "S1" },
  { "disk", "bus=sata", "serial=S1", "//disk[2]/serial", "S1" },
  { "disk", "target=vda,cache=none", "serial=S1", "//disk[1]/serial", "S1" },
  { "disk", "all", "serial=S1", "count //disk/serial", "2" },
  { "network", "52:54:00:00:00:01", "link.state=down", "//interface/link/@state", "down" },
  { "channel", "org.qemu.guest_agent.0", "source.mode=bind", "//channel/source/@mode", "bind" },
  { "disk", NULL, "cache=", "//disk[1]/driver/@cache", "" },
  { "disk", NULL, "cache=,driver.type=raw", "//disk[1]/driver/@type", "raw" },
  { "disk", NULL, "boot.order=", "//disk[1]/boot", "" },
  { "disk", NULL, "path=/c.img,clearxml=yes", "//disk[1]/driver", "" },
  { "disk", NULL, "path=/c.img,clearxml=no", "//disk[1]/driver/@cache", "none" },
  { "disk", NULL, "path=/dev/vg/c", "//disk[1]/@type", "block" },
  { "disk", NULL, "path=/dev/vg/c", "//disk[1]/source/@file", "" },
  { "disk", "2", "path=/c.img", "//disk[2]/@type", "file" },
  { "disk", "2", "path=/c.img", "//disk[2]/source/@dev", "" },
  { "disk", NULL, "bus=sata", "//disk[1]/target/@dev", "sdb" },
  { "disk", NULL, "bus=sata", "//disk[1]/address/@type", "drive" },
  { "disk", NULL, "bus=sata", "//disk[1]/address/@unit", "1" },
  { "disk", NULL, "bus=sata", "//disk[1]/address/@slot", "" },
  { "disk", "2", "bus=virtio", "//disk[2]/target/@dev", "vdb" },
  { "disk", "2", "bus=virtio", "//disk[2]/address", "" },
  { "disk", "2", "bus=virtio,target=vdx", "//disk[2]/target/@dev", "vdx" },
  { "network", NULL, "bridge=br0", "//interface/@type", "bridge" },
  { "network", NULL, "bridge=br0", "//interface/source/@network", "" },
  { "network", NULL, "model=e1000e", "//interface/model/@type", "e1000e" },
  { "graphics", NULL, "vnc", "//graphics/@type", "vnc" },
  { "graphics", NULL, "vnc", "//graphics/image", "" },
  { "graphics", NULL, "port=5930", "//graphics/@autoport", "" },
  { "graphics", NULL, "listen=none", "//graphics/@port", "" },
  { "video", NULL, "vga", "//video/model/@type", "vga" },
  { "video", NULL, "vga", "//video/model/@ram", "" },
  { "metadata", NULL, "name=mail", "/domain/name", "mail" },
  { "name", NULL, "mail", "/domain/name", "mail" },
  { "memory", NULL, "2048", "/domain/memory", "2097152" },
  { "memory", NULL, "2048", "/domain/currentMemory", "" },
  { "vcpus", NULL, "4", "/domain/vcpu", "4" },
  { "vcpus", NULL, "4", "//topology/@cores", "4" },
  { "cpu", NULL, "host-model,disable=x2apic", "//feature/@policy", "disable" },
  { "cpu", NULL, "host-model,disable=x2apic", "count //feature", "1" },
  { "cpu", NULL, "host-model,require=vmx", "count //feature", "2" },
  { "cpu", NULL, "maximum,clearxml=yes", "//feature", "" },
  { "cpu", NULL, "mode=", "//cpu/@mode", "" },
  { "features", NULL, "acpi=no", "//acpi", "" },
  { "features", NULL, "apic=yes", "count //features/*", "2" },
  { "boot", NULL, "network,hd", "//interface/boot/@order", "1" },
  { "boot", NULL, "network,hd", "//disk[1]/boot/@order", "2" },
  { "boot", NULL, "menu=on", "//bootmenu/@enable", "yes" },
  { "boot", NULL, "uefi,secure-boot=yes", "//features/smm/@state", "on" },
  { "machine", NULL, "q35", "/domain/os/type/@machine", "q35" },
  { "xml", NULL, "./on_crash=restart", "/domain/on_crash", "restart" },
  { "qemu-commandline", NULL, "-S", "//*[local-name()='arg']/@value", "-S" },
};

static void
assert_place (GVirDesignerDomain *design,
              const char *place,
              const char *expected)
{
  g_autofree char *found = NULL;

  if (g_str_has_prefix (place, "count "))
    found = g_strdup_printf ("%u", fixture_count (design, place + strlen ("count ")));
  else
    found = fixture_text (design, place);
  if (!g_str_equal (found, expected))
    {
      g_autofree char *xml = gvir_designer_domain_to_xml (design);

      g_error ("%s is '%s', not '%s':\n%s", place, found, expected, xml);
    }
}

static void
test_changes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (GVirDesignerDomain) design = take ();
      g_autoptr (GError) error = NULL;

      gvir_designer_domain_edit_by_option (design, changes[i].option, changes[i].selector, changes[i].argument, &error);
      if (error != NULL)
        g_error ("--edit %s --%s %s: %s", changes[i].selector, changes[i].option, changes[i].argument, error->message);
      assert_place (design, changes[i].xpath, changes[i].expected);
    }
}

static const struct
{
  const char *option;
  const char *selector;
  const char *argument;
  GVirDesignerError code;
} refused[] = {
  { "disc", NULL, "cache=none", GVIR_DESIGNER_ERROR_UNKNOWN_NAME },
  { "disk", NULL, "cahe=none", GVIR_DESIGNER_ERROR_UNKNOWN_NAME },
  { "disk", NULL, "cahe=", GVIR_DESIGNER_ERROR_UNKNOWN_NAME },
  { "disk", NULL, "cache=often", GVIR_DESIGNER_ERROR_INVALID_VALUE },
  { "disk", NULL, "clearxml=often", GVIR_DESIGNER_ERROR_INVALID_VALUE },
  { "disk", NULL, "", GVIR_DESIGNER_ERROR_INVALID_VALUE },
  { "disk", NULL, "size=", GVIR_DESIGNER_ERROR_INVALID_VALUE },
  { "disk", "3", "cache=none", GVIR_DESIGNER_ERROR_UNKNOWN_NAME },
  { "disk", "0", "cache=none", GVIR_DESIGNER_ERROR_UNKNOWN_NAME },
  { "disk", "-3", "cache=none", GVIR_DESIGNER_ERROR_UNKNOWN_NAME },
  { "disk", "vdz", "cache=none", GVIR_DESIGNER_ERROR_UNKNOWN_NAME },
  { "disk", "bus=scsi", "cache=none", GVIR_DESIGNER_ERROR_UNKNOWN_NAME },
  { "disk", "device=disk", "cache=none", GVIR_DESIGNER_ERROR_CONFLICT },
  { "disk", "bus=often", "cache=none", GVIR_DESIGNER_ERROR_INVALID_VALUE },
  { "disk", NULL, "bus=ide", GVIR_DESIGNER_ERROR_CONFLICT },
  { "disk", NULL, "target=sda", GVIR_DESIGNER_ERROR_CONFLICT },
  { "tpm", NULL, "model=tpm-crb", GVIR_DESIGNER_ERROR_UNKNOWN_NAME },
  { "disk", "2", "alias.name=ua-data,serial=x,address.type=pci,address.bus=4,address.slot=0", GVIR_DESIGNER_ERROR_CONFLICT },
  { "cpu", "2", "host-model", GVIR_DESIGNER_ERROR_CONFLICT },
  { "cpu", NULL, "host-passthrough", GVIR_DESIGNER_ERROR_CONFLICT },
  { "vcpus", NULL, "0", GVIR_DESIGNER_ERROR_INVALID_VALUE },
};

static void
test_refusals (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GVirDesignerDomain) design = take ();
      g_autoptr (GVirDesignerDomain) other = take ();
      g_autoptr (GError) error = NULL;

      if (gvir_designer_domain_edit_by_option (design, refused[i].option, refused[i].selector, refused[i].argument, &error))
        g_error ("--edit %s --%s %s is taken", refused[i].selector, refused[i].option, refused[i].argument);
      g_test_message ("%s", error->message);
      g_assert_error (error, GVIR_DESIGNER_ERROR, (int) refused[i].code);
      g_assert_false (gvir_designer_domain_edit_by_option (other, refused[i].option, refused[i].selector,
                                                           refused[i].argument, NULL));
    }
}

static void
test_devices_are_removed_by_what_they_are (void)
{
  static const struct
  {
    const char *option;
    const char *selector;
    const char *left;
  } cases[] = {
    { "disk", "vda", "sda" }, { "disk", "2", "vda" }, { "disk", "path=/a.qcow2", "sda" }, { "disk", "all", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GVirDesignerDomain) design = take ();

      g_assert_true (gvir_designer_domain_remove_by_option (design, cases[i].option, cases[i].selector, NULL));
      fixture_assert_text (design, "//disk/target/@dev", cases[i].left);
    }
}

static void
test_devices_are_found_as_objects (void)
{
  g_autoptr (GVirDesignerDomain) design = take ();
  g_autoptr (GPtrArray) disks = gvir_designer_domain_find_by_option (design, "disk", "all", NULL);
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (disks->len, ==, 2);
  g_assert_true (GVIR_CONFIG_IS_DOMAIN_DISK (g_ptr_array_index (disks, 0)));
  g_assert_cmpstr (gvir_config_domain_disk_get_target_dev (g_ptr_array_index (disks, 1)), ==, "sda");
  gvir_config_domain_disk_set_target_dev (g_ptr_array_index (disks, 1), "sdx");
  fixture_assert_text (design, "//disk[2]/target/@dev", "sdx");
  none = gvir_designer_domain_find_by_option (design, "disk", "vdz", &error);
  g_assert_null (none);
  g_assert_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_UNKNOWN_NAME);
  g_assert_null (gvir_designer_domain_find_by_option (design, "cpu", "1", NULL));
}

static void
test_a_serial_port_takes_its_console_along (void)
{
  g_autoptr (GVirDesignerDomain) design = take ();

  g_assert_true (gvir_designer_domain_remove_by_option (design, "serial", "1", NULL));
  fixture_assert_count (design, "//serial", 0);
  fixture_assert_count (design, "//console", 0);
}

static void
test_a_place_of_a_device_replaces_kinds_in_the_boot_order (void)
{
  g_autoptr (GVirDesignerDomain) design = gvir_designer_domain_new_from_xml (
    NULL, NULL,
    "<domain type='qemu'><os><type>hvm</type><boot dev='hd'/><boot dev='network'/></os><devices>"
    "<disk type='file'><source file='/a'/><target dev='vda'/></disk></devices></domain>",
    NULL);

  g_assert_true (gvir_designer_domain_edit_by_option (design, "disk", NULL, "boot.order=1", NULL));
  fixture_assert_count (design, "//os/boot", 0);
  fixture_assert_text (design, "//disk/boot/@order", "1");
}

static void
test_those_behind_a_removed_device_are_found_by_their_new_numbers (void)
{
  g_autoptr (GVirDesignerDomain) design = take ();

  g_assert_true (gvir_designer_domain_remove_by_option (design, "disk", "1", NULL));
  g_assert_true (gvir_designer_domain_edit_by_option (design, "disk", "1", "serial=S1", NULL));
  fixture_assert_text (design, "//disk[target/@dev='sda']/serial", "S1");
  g_assert_true (gvir_designer_domain_add_by_option (design, "disk", "/c.img", NULL));
  fixture_assert_text (design, "//disk[source/@file='/c.img']/target/@dev", "vda");
}

static void
test_what_cannot_be_removed_or_added_is_refused (void)
{
  g_autoptr (GVirDesignerDomain) design = take ();
  g_autoptr (GError) error = NULL;

  g_assert_false (gvir_designer_domain_remove_by_option (design, "cpu", "1", &error));
  g_assert_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_false (gvir_designer_domain_add_by_option (design, "cpu", "host-model", &error));
  g_assert_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_false (gvir_designer_domain_remove_by_option (design, "disk", "vdz", &error));
  g_assert_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_UNKNOWN_NAME);
  g_assert_false (gvir_designer_domain_remove_by_option (design, "disk", "vdz", NULL));
  g_assert_false (gvir_designer_domain_add_by_option (design, "disk", "bus=often", NULL));
}

static void
test_elements_are_built_alone (void)
{
  static const struct
  {
    const char *option;
    const char *argument;
    const char *expected;
  } cases[] = {
    { "rng", "/dev/urandom", "<rng model=\"virtio\">\n  <backend model=\"random\">/dev/urandom</backend>\n</rng>" },
    { "cpu", "maximum,clearxml=yes", "<cpu mode=\"maximum\"/>" },
    { "disk", "none", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GVirDesignerDomain) design = take ();
      g_autofree char *xml = gvir_designer_domain_build_by_option (design, cases[i].option, cases[i].argument, NULL);

      g_assert_cmpstr (xml, ==, cases[i].expected);
    }
}

static void
test_what_has_no_element_is_not_built (void)
{
  g_autoptr (GVirDesignerDomain) design = take ();
  g_autoptr (GError) error = NULL;

  g_assert_null (gvir_designer_domain_build_by_option (design, "memory", "1024", &error));
  g_assert_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_CONFLICT);
  g_assert_null (gvir_designer_domain_build_by_option (design, "disk", "bus=often", NULL));
  g_assert_null (gvir_designer_domain_build_by_option (design, "disc", "/a.img", NULL));
}

static void
test_a_new_design_can_be_changed_too (void)
{
  g_autoptr (GVirDesignerDomain) design = fixture_machine ("debian11");

  g_assert_true (gvir_designer_domain_add_by_option (design, "disk", "/a.qcow2", NULL));
  g_assert_true (gvir_designer_domain_remove_by_option (design, "disk", "vda", NULL));
  fixture_assert_count (design, "//disk", 0);
}

static void
test_devices_that_nobody_asked_for_can_be_changed (void)
{
  g_autoptr (GVirDesignerDomain) design = fixture_machine ("debian11");

  fixture_complete (design, GVIR_DESIGNER_PURPOSE_DESKTOP);
  g_assert_true (gvir_designer_domain_edit_by_option (design, "video", NULL, "vga", NULL));
  fixture_assert_text (design, "//video/model/@type", "vga");
  g_assert_true (gvir_designer_domain_edit_by_option (design, "rng", "all", "rate.bytes=100", NULL));
  fixture_assert_text (design, "//rng/rate/@bytes", "100");
  g_assert_true (gvir_designer_domain_edit_by_option (design, "name", NULL, "web", NULL));
  fixture_assert_valid (design);
}

static void
test_decisions_say_what_followed (void)
{
  g_autoptr (GVirDesignerDomain) design = take ();
  g_autoptr (GListModel) decisions = NULL;
  gboolean found = FALSE;

  g_assert_true (gvir_designer_domain_edit_by_option (design, "disk", "1", "bus=sata", NULL));
  decisions = gvir_designer_domain_get_decisions (design);
  for (guint i = 0; i < g_list_model_get_n_items (decisions); i++)
    {
      g_autoptr (GVirDesignerDecision) decision = g_list_model_get_item (decisions, i);

      found |= g_strcmp0 (gvir_designer_decision_get_thing (decision), "disk.target.dev") == 0
               && g_strcmp0 (gvir_designer_decision_get_value (decision), "sdb") == 0
               && gvir_designer_decision_get_rule (decision) != NULL;
    }
  g_assert_true (found);
}

static void
test_boot_places (void)
{
  static const char booted[] =
    "<domain type='kvm'><name>g</name><memory>1048576</memory><os><type arch='x86_64' machine='q35'>hvm</type>"
    "<boot dev='hd'/><boot dev='cdrom'/></os></domain>";
  g_autoptr (GVirDesignerDomain) design = gvir_designer_domain_new_from_xml (NULL, NULL, booted, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *xml = NULL;

  gvir_designer_domain_add_by_option (design, "disk", "/a.img,bus=virtio,boot.order=1", &error);
  g_assert_no_error (error);
  xml = gvir_designer_domain_to_xml (design);
  g_assert_nonnull (strstr (xml, "<boot order='1'/>"));
  g_assert_null (strstr (xml, "<boot dev="));
}

static void
test_features_of_cleared (void)
{
  g_autoptr (GVirDesignerDomain) design = take ();
  g_autoptr (GError) error = NULL;
  g_autofree char *xml = NULL;

  gvir_designer_domain_edit_by_option (design, "cpu", NULL, "clearxml=yes,model=qemu64,+aes,-x2apic", &error);
  g_assert_no_error (error);
  xml = gvir_designer_domain_to_xml (design);
  g_assert_nonnull (strstr (xml, "name='aes'"));
  g_assert_nonnull (strstr (xml, "policy='disable'"));
  g_assert_null (strstr (xml, "cores='2'"));
}

static void
test_all_of_none (void)
{
  g_autoptr (GVirDesignerDomain) design = take ();
  g_autoptr (GError) error = NULL;
  g_autofree char *xml = NULL;

  g_assert_true (gvir_designer_domain_remove_by_option (design, "rng", "all", &error));
  g_assert_no_error (error);
  xml = gvir_designer_domain_to_xml (design);
  g_assert_cmpstr (xml, ==, guest);
  g_assert_false (gvir_designer_domain_remove_by_option (design, "rng", "1", &error));
  g_assert_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_UNKNOWN_NAME);
}

/* By the profile of virt-install, what is new is behind what was there, and nothing is
 * held against the host. */
static void
test_by_the_profile (void)
{
  g_autoptr (GVirDesignerDomain) design = take ();
  g_autoptr (GVirDesignerPolicy) policy = gvir_designer_policy_new_from_name ("virt-install", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *xml = NULL;

  gvir_designer_domain_add_policy (design, policy, &error);
  gvir_designer_domain_add_by_option (design, "disk", "/c.img,bus=virtio", &error);
  g_assert_no_error (error);
  gvir_designer_domain_edit_by_option (design, "cpu", NULL, "topology.sockets=7", &error);
  g_assert_no_error (error);
  xml = gvir_designer_domain_to_xml (design);
  g_assert_nonnull (strstr (xml, "<target dev='vdb' bus='virtio'/>\n    </disk>\n  </devices>"));
  g_assert_nonnull (strstr (xml, "sockets='7'"));
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/edit/changes", test_changes);
  g_test_add_func ("/edit/refusals", test_refusals);
  g_test_add_func ("/edit/devices-are-removed-by-what-they-are", test_devices_are_removed_by_what_they_are);
  g_test_add_func ("/edit/devices-are-found-as-objects", test_devices_are_found_as_objects);
  g_test_add_func ("/edit/a-serial-port-takes-its-console-along", test_a_serial_port_takes_its_console_along);
  g_test_add_func ("/edit/a-place-of-a-device-replaces-kinds-in-the-boot-order",
                   test_a_place_of_a_device_replaces_kinds_in_the_boot_order);
  g_test_add_func ("/edit/those-behind-a-removed-device-are-found-by-their-new-numbers",
                   test_those_behind_a_removed_device_are_found_by_their_new_numbers);
  g_test_add_func ("/edit/what-cannot-be-removed-or-added-is-refused", test_what_cannot_be_removed_or_added_is_refused);
  g_test_add_func ("/edit/elements-are-built-alone", test_elements_are_built_alone);
  g_test_add_func ("/edit/what-has-no-element-is-not-built", test_what_has_no_element_is_not_built);
  g_test_add_func ("/edit/a-new-design-can-be-changed-too", test_a_new_design_can_be_changed_too);
  g_test_add_func ("/edit/devices-that-nobody-asked-for-can-be-changed", test_devices_that_nobody_asked_for_can_be_changed);
  g_test_add_func ("/edit/decisions-say-what-followed", test_decisions_say_what_followed);
  g_test_add_func ("/designer/edit/a-place-in-the-boot-order/kinds-go", test_boot_places);
  g_test_add_func ("/designer/edit/clearxml/features-are-counted-anew", test_features_of_cleared);
  g_test_add_func ("/designer/edit/all/of-none", test_all_of_none);
  g_test_add_func ("/designer/edit/by-the-profile/new-comes-last", test_by_the_profile);
  return g_test_run ();
}
