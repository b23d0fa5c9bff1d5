/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "design-fixture.h"

#include "facts/facts-private.h"

static DesignerFacts *
new_facts (void)
{
  g_autoptr (GVirDesignerOs) os = fixture_installed_os ("debian11");
  g_autoptr (GVirDesignerHost) host = fixture_recorded_host ();

  return designer_facts_new (host, os);
}

static DesignerSubject *
add_disk (DesignerFacts *facts,
          const char *bus,
          const char *target)
{
  DesignerSubject *disk = designer_facts_begin_device (facts, DESIGNER_SCOPE_DISK, NULL);

  designer_facts_settle (facts, disk, DESIGNER_THING_DISK_BUS, bus);
  designer_facts_settle (facts, disk, DESIGNER_THING_DISK_TARGET, target);
  return disk;
}

/* The names of disks as people count in letters: a…z, aa…az, ba…zz, aaa… */
static void
test_target_names_go_on_after_z (void)
{
  static const struct
  {
    guint number;
    const char *name;
  } expected[] = {
    { 0, "vda" }, { 25, "vdz" }, { 26, "vdaa" }, { 51, "vdaz" }, { 52, "vdba" },
    { 701, "vdzz" }, { 702, "vdaaa" }, { 727, "vdaaz" }, { 728, "vdaba" }, { 1403, "vdbaz" },
  };
  g_autoptr (DesignerFacts) facts = new_facts ();
  guint row = 0;

  for (guint i = 0; row < G_N_ELEMENTS (expected); i++)
    {
      const char *name = designer_facts_next_target (facts, "vd");

      add_disk (facts, "virtio", name);
      if (i == expected[row].number)
        g_assert_cmpstr (name, ==, expected[row++].name);
    }
}

static void
test_target_names_that_are_taken_are_skipped (void)
{
  g_autoptr (DesignerFacts) facts = new_facts ();

  add_disk (facts, "virtio", "vda");
  add_disk (facts, "virtio", "vdc");
  g_assert_false (designer_facts_target_is_free (facts, "vdc"));
  g_assert_true (designer_facts_target_is_free (facts, "vdb"));
  g_assert_cmpstr (designer_facts_next_target (facts, "vd"), ==, "vdb");
  add_disk (facts, "virtio", "vdb");
  g_assert_cmpstr (designer_facts_next_target (facts, "vd"), ==, "vdd");
}

static void
test_target_prefixes_count_apart (void)
{
  g_autoptr (DesignerFacts) facts = new_facts ();

  add_disk (facts, "virtio", "vda");
  g_assert_cmpstr (designer_facts_next_target (facts, "sd"), ==, "sda");
  add_disk (facts, "sata", "sda");
  g_assert_cmpstr (designer_facts_next_target (facts, "hd"), ==, "hda");
  g_assert_cmpstr (designer_facts_next_target (facts, "vd"), ==, "vdb");
}

static void
test_target_that_is_only_proposed_is_not_taken (void)
{
  g_autoptr (DesignerFacts) facts = new_facts ();

  g_assert_cmpstr (designer_facts_next_target (facts, "vd"), ==, "vda");
  g_assert_cmpstr (designer_facts_next_target (facts, "vd"), ==, "vda");
}

static void
test_tally_counts_settled_values (void)
{
  g_autoptr (DesignerFacts) facts = new_facts ();

  g_assert_cmpuint (designer_facts_tally (facts, DESIGNER_THING_DISK_BUS, "sata"), ==, 0);
  add_disk (facts, "sata", "sda");
  add_disk (facts, "sata", "sdb");
  add_disk (facts, "virtio", "vda");
  g_assert_cmpuint (designer_facts_tally (facts, DESIGNER_THING_DISK_BUS, "sata"), ==, 2);
  g_assert_cmpuint (designer_facts_tally (facts, DESIGNER_THING_DISK_BUS, "virtio"), ==, 1);
  g_assert_cmpuint (designer_facts_tally (facts, DESIGNER_THING_DISK_BUS, "sat"), ==, 0);
}

static void
test_dropped_device_leaves_nothing_behind (void)
{
  g_autoptr (DesignerFacts) facts = new_facts ();
  DesignerSubject *disk;

  add_disk (facts, "virtio", "vda");
  disk = add_disk (facts, "virtio", designer_facts_next_target (facts, "vd"));
  designer_facts_settle (facts, disk, DESIGNER_THING_DISK_BOOT, "2");
  g_assert_cmpuint (disk->number, ==, 2);
  g_assert_false (designer_facts_boot_order_is_free (facts, 2));

  designer_facts_drop_device (facts, disk);
  g_assert_cmpuint (facts->devices->len, ==, 1);
  g_assert_cmpuint (facts->count[DESIGNER_SCOPE_DISK], ==, 1);
  g_assert_cmpuint (designer_facts_tally (facts, DESIGNER_THING_DISK_BUS, "virtio"), ==, 1);
  g_assert_true (designer_facts_boot_order_is_free (facts, 2));
  g_assert_true (designer_facts_target_is_free (facts, "vdb"));
  g_assert_false (designer_facts_target_is_free (facts, "vda"));
  g_assert_cmpstr (designer_facts_next_target (facts, "vd"), ==, "vdb");
  disk = add_disk (facts, "virtio", "vdb");
  g_assert_cmpuint (disk->number, ==, 2);
}

static void
test_boot_orders_are_shared_by_disks_and_networks (void)
{
  g_autoptr (DesignerFacts) facts = new_facts ();
  DesignerSubject *network = designer_facts_begin_device (facts, DESIGNER_SCOPE_INTERFACE, NULL);

  g_assert_true (designer_facts_boot_order_is_free (facts, 1));
  designer_facts_settle (facts, network, DESIGNER_THING_NET_BOOT, "1");
  g_assert_false (designer_facts_boot_order_is_free (facts, 1));
  g_assert_true (designer_facts_boot_order_is_free (facts, 10));
}

static void
test_values_are_found_where_they_belong (void)
{
  g_autoptr (DesignerFacts) facts = new_facts ();
  DesignerSubject *disk = add_disk (facts, "virtio", "vda");
  DesignerSubject *other = add_disk (facts, "sata", "sda");

  designer_facts_settle (facts, facts->whole[DESIGNER_SCOPE_DOMAIN], DESIGNER_THING_NAME, "otter");
  g_assert_cmpstr (designer_facts_get (facts, disk, DESIGNER_THING_DISK_BUS), ==, "virtio");
  g_assert_cmpstr (designer_facts_get (facts, other, DESIGNER_THING_DISK_BUS), ==, "sata");
  g_assert_cmpstr (designer_facts_get (facts, disk, DESIGNER_THING_NAME), ==, "otter");
  g_assert_cmpstr (designer_facts_get (facts, NULL, DESIGNER_THING_NAME), ==, "otter");
  g_assert_null (designer_facts_get (facts, NULL, DESIGNER_THING_DISK_BUS));
  g_assert_null (designer_facts_get (facts, disk, DESIGNER_THING_NET_MODEL));
  g_assert_null (designer_facts_get (facts, disk, DESIGNER_THING_DISK_CACHE));
}

static void
test_settled_values_are_copies (void)
{
  g_autoptr (DesignerFacts) facts = new_facts ();
  char name[] = "otter";

  designer_facts_settle (facts, facts->whole[DESIGNER_SCOPE_DOMAIN], DESIGNER_THING_NAME, name);
  name[0] = 'x';
  g_assert_cmpstr (designer_facts_get (facts, NULL, DESIGNER_THING_NAME), ==, "otter");
}

static void
test_host_view_follows_what_is_settled (void)
{
  g_autoptr (DesignerFacts) facts = new_facts ();

  g_assert_null (facts->view);
  designer_facts_settle (facts, facts->whole[DESIGNER_SCOPE_DOMAIN], DESIGNER_THING_ARCH, "x86_64");
  designer_facts_settle (facts, facts->whole[DESIGNER_SCOPE_DOMAIN], DESIGNER_THING_VIRT_TYPE, "qemu");
  g_assert_nonnull (facts->view);
  designer_facts_settle (facts, facts->whole[DESIGNER_SCOPE_MACHINE], DESIGNER_THING_CHIPSET, "q35");
  g_assert_cmpint (designer_host_view_lists (facts->view, "disk/bus", "ide"), ==, GVIR_DESIGNER_ANSWER_NO);
  designer_facts_settle (facts, facts->whole[DESIGNER_SCOPE_MACHINE], DESIGNER_THING_CHIPSET, "i440fx");
  g_assert_cmpint (designer_host_view_lists (facts->view, "disk/bus", "ide"), ==, GVIR_DESIGNER_ANSWER_YES);
}

static void
test_os_devices_follow_the_os (void)
{
  g_autoptr (DesignerFacts) facts = new_facts ();
  g_autoptr (GVirDesignerOs) dos = fixture_installed_os ("msdos6.22");
  g_autoptr (GVirDesignerOs) modern = NULL;

  g_assert_cmpint (facts->os_devices[DESIGNER_DEVICE_VIRTIO_BLOCK], ==, GVIR_DESIGNER_ANSWER_YES);
  designer_facts_set_os (facts, dos);
  g_assert_cmpint (facts->os_devices[DESIGNER_DEVICE_VIRTIO_BLOCK], !=, GVIR_DESIGNER_ANSWER_YES);
  g_assert_true (facts->os == dos);
  modern = fixture_os_with_device (designer_device_id (DESIGNER_DEVICE_VIRTIO_BLOCK, TRUE), "block");
  designer_facts_set_os (facts, modern);
  g_assert_cmpint (facts->os_devices[DESIGNER_DEVICE_VIRTIO_BLOCK], ==, GVIR_DESIGNER_ANSWER_YES);
}

static void
test_devices_are_those_of_the_database (void)
{
  for (guint i = 0; i < DESIGNER_N_DEVICES; i++)
    {
      OsinfoDevice *device = osinfo_db_get_device (fixture_installed_db (), designer_device_id (i, FALSE));

      g_assert_nonnull (device);
      g_assert_cmpstr (osinfo_device_get_name (device), ==, designer_device_name (i));
      if (designer_device_id (i, TRUE) != NULL)
        g_assert_nonnull (osinfo_db_get_device (fixture_installed_db (), designer_device_id (i, TRUE)));
    }
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/facts/target-names/go-on-after-z", test_target_names_go_on_after_z);
  g_test_add_func ("/facts/target-names/that-are-taken-are-skipped", test_target_names_that_are_taken_are_skipped);
  g_test_add_func ("/facts/target-names/of-each-prefix-count-apart", test_target_prefixes_count_apart);
  g_test_add_func ("/facts/target-names/that-are-only-proposed-are-not-taken",
                   test_target_that_is_only_proposed_is_not_taken);
  g_test_add_func ("/facts/tally/counts-settled-values", test_tally_counts_settled_values);
  g_test_add_func ("/facts/dropped-device/leaves-nothing-behind", test_dropped_device_leaves_nothing_behind);
  g_test_add_func ("/facts/boot-orders/are-shared-by-disks-and-networks",
                   test_boot_orders_are_shared_by_disks_and_networks);
  g_test_add_func ("/facts/values/are-found-where-they-belong", test_values_are_found_where_they_belong);
  g_test_add_func ("/facts/values/are-copies", test_settled_values_are_copies);
  g_test_add_func ("/facts/host/view-follows-what-is-settled", test_host_view_follows_what_is_settled);
  g_test_add_func ("/facts/os/devices-follow-the-os", test_os_devices_follow_the_os);
  g_test_add_func ("/facts/os/devices-are-those-of-the-database", test_devices_are_those_of_the_database);
  return g_test_run ();
}
