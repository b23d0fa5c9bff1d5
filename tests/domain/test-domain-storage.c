/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Storage that is to be made, or is elsewhere; folders that are shared. */

#include "design-fixture.h"

static void
test_new_disks_have_names_of_their_own (void)
{
  g_autoptr (GVirDesignerDomain) design = fixture_design ("debian11");
  g_autoptr (GVirDesignerHost) host = gvir_designer_host_new_builtin ();
  g_autoptr (GVirDesignerOs) os = fixture_installed_os ("debian11");
  g_autoptr (GVirDesignerDomain) system = gvir_designer_domain_new_for_host (os, host);

  for (guint i = 0; i < 3; i++)
    {
      g_object_unref (gvir_designer_domain_add_disk_new (design, 1, NULL, NULL));
      g_object_unref (gvir_designer_domain_add_disk_new (system, 1, i == 2 ? "raw" : NULL, NULL));
    }
  fixture_assert_text (design, "//disk[1]/source/@pool", "default");
  fixture_assert_text (design, "//disk[3]/source/@volume", "debian11-2.qcow2");
  fixture_assert_text (system, "//disk[1]/source/@file", "/var/lib/libvirt/images/debian11.qcow2");
  fixture_assert_text (system, "//disk[2]/source/@file", "/var/lib/libvirt/images/debian11-1.qcow2");
  fixture_assert_text (system, "//disk[3]/source/@file", "/var/lib/libvirt/images/debian11.img");
  fixture_assert_valid (design);
  fixture_assert_valid (system);
}

static void
test_servers_stay_in_their_order (void)
{
  static const char *const servers[] = { "one.example:6789", "[fd00::1]:6789", "three.example", NULL };
  g_autoptr (GVirDesignerDomain) design = fixture_machine ("debian11");

  g_object_unref (gvir_designer_domain_add_disk_network (design, "rbd", servers, "pool/a.qcow2", NULL, NULL));
  fixture_assert_text (design, "//disk/source/host[1]/@name", "one.example");
  fixture_assert_text (design, "//disk/source/host[1]/@port", "6789");
  fixture_assert_text (design, "//disk/source/host[2]/@name", "fd00::1");
  fixture_assert_text (design, "//disk/source/host[3]/@name", "three.example");
  fixture_assert_count (design, "//disk/source/host[3]/@port", 0);
  fixture_assert_text (design, "//disk/driver/@type", "qcow2");
  fixture_assert_valid (design);
}

/* Also where memory is decided on once more. */
static void
test_shared_memory_follows_a_shared_folder (void)
{
  g_autoptr (GVirDesignerHost) host = gvir_designer_host_new_builtin ();
  g_autoptr (GVirDesignerOs) os = fixture_installed_os ("debian11");
  g_autoptr (GVirDesignerDomain) design = gvir_designer_domain_new_for_host (os, host);

  g_object_unref (gvir_designer_domain_add_filesystem (design, "/srv/a", "a", NULL));
  g_object_unref (gvir_designer_domain_add_filesystem (design, "/srv/b", "b", NULL));
  fixture_assert_count (design, "//filesystem/driver[@type='virtiofs']", 2);
  fixture_assert_text (design, "/domain/memoryBacking/source/@type", "memfd");
  fixture_assert_text (design, "/domain/memoryBacking/access/@mode", "shared");
  g_assert_true (gvir_designer_domain_setup_resources (design, GVIR_DESIGNER_DOMAIN_RESOURCES_MINIMAL, NULL));
  fixture_assert_count (design, "/domain/memoryBacking/source[@type='memfd']", 1);
  fixture_assert_count (design, "/domain/memoryBacking/access[@mode='shared']", 1);
  fixture_assert_valid (design);
}

static void
test_memory_is_not_shared_without_need (void)
{
  g_autoptr (GVirDesignerDomain) design = fixture_machine ("debian11");

  g_object_unref (gvir_designer_domain_add_filesystem (design, "/srv/a", "a", NULL));
  fixture_assert_count (design, "//filesystem/driver[@type='path']", 1);
  fixture_assert_count (design, "/domain/memoryBacking", 0);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/designer/domain/storage/new-disks-have-names-of-their-own", test_new_disks_have_names_of_their_own);
  g_test_add_func ("/designer/domain/storage/servers-stay-in-their-order", test_servers_stay_in_their_order);
  g_test_add_func ("/designer/domain/storage/shared-memory-follows-a-shared-folder",
                   test_shared_memory_follows_a_shared_folder);
  g_test_add_func ("/designer/domain/storage/memory-is-not-shared-without-need", test_memory_is_not_shared_without_need);
  return g_test_run ();
}
