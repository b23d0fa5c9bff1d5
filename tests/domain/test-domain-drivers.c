/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "design-fixture.h"

#include <string.h>

#include "base/libvirt-designer-error.h"

/* The first driver for x86_64 that the OS database has for SYSTEM's installer. */
static char *
driver_of (const char *system)
{
  g_autoptr (GVirDesignerOs) os = fixture_installed_os (system);
  OsinfoDeviceDriverList *drivers =
    osinfo_os_get_device_drivers (gvir_designer_os_get_osinfo (os));

  for (gint i = 0; i < osinfo_list_get_length (OSINFO_LIST (drivers)); i++)
    {
      OsinfoDeviceDriver *driver = OSINFO_DEVICE_DRIVER (osinfo_list_get_nth (OSINFO_LIST (drivers), i));

      if (g_strcmp0 (osinfo_device_driver_get_architecture (driver), "x86_64") == 0
          && osinfo_device_driver_get_pre_installable (driver))
        return g_strdup (osinfo_entity_get_id (OSINFO_ENTITY (driver)));
    }
  g_error ("the OS database has no driver for %s", system);
}

static void
add_one_of_each (GVirDesignerDomain *design)
{
  g_autoptr (GError) error = NULL;
  GObject *disk = G_OBJECT (gvir_designer_domain_add_disk_file (design, "/a.qcow2", NULL, &error));
  GObject *interface = NULL;

  g_assert_no_error (error);
  interface = G_OBJECT (gvir_designer_domain_add_interface_network (design, "default", &error));
  g_assert_no_error (error);
  g_object_unref (disk);
  g_object_unref (interface);
}

static void
test_driver_makes_virtio_possible (void)
{
  g_autoptr (GVirDesignerDomain) design = fixture_design ("win10");
  g_autofree char *driver = driver_of ("win10");
  g_autoptr (GError) error = NULL;

  g_assert_true (gvir_designer_domain_add_driver (design, driver, &error));
  g_assert_no_error (error);
  add_one_of_each (design);
  fixture_assert_text (design, "//disk/target/@bus", "virtio");
  fixture_assert_text (design, "//interface/model/@type", "virtio");
  fixture_complete (design, GVIR_DESIGNER_PURPOSE_DESKTOP);
  fixture_assert_valid (design);
}

static void
test_driver_counts_from_its_adding_on (void)
{
  g_autoptr (GVirDesignerDomain) design = fixture_machine ("win10");
  g_autofree char *driver = driver_of ("win10");

  add_one_of_each (design);
  g_assert_true (gvir_designer_domain_add_driver (design, driver, NULL));
  add_one_of_each (design);
  g_assert_true (gvir_designer_domain_remove_all_drivers (design, NULL));
  add_one_of_each (design);
  fixture_assert_text (design, "//disk[1]/target/@bus", "sata");
  fixture_assert_text (design, "//disk[2]/target/@bus", "virtio");
  fixture_assert_text (design, "//disk[3]/target/@bus", "sata");
  fixture_assert_text (design, "//interface[1]/model/@type", "e1000e");
  fixture_assert_text (design, "//interface[2]/model/@type", "virtio");
  fixture_assert_text (design, "//interface[3]/model/@type", "e1000e");
}

static void
test_driver_can_be_added_after_removing (void)
{
  g_autoptr (GVirDesignerDomain) design = fixture_machine ("win10");
  g_autofree char *driver = driver_of ("win10");

  g_assert_true (gvir_designer_domain_remove_all_drivers (design, NULL));
  g_assert_true (gvir_designer_domain_add_driver (design, driver, NULL));
  g_assert_true (gvir_designer_domain_add_driver (design, driver, NULL));
  g_assert_true (gvir_designer_domain_remove_all_drivers (design, NULL));
  g_assert_true (gvir_designer_domain_remove_all_drivers (design, NULL));
  g_assert_true (gvir_designer_domain_add_driver (design, driver, NULL));
  add_one_of_each (design);
  fixture_assert_text (design, "//disk/target/@bus", "virtio");
}

static void
test_os_value_of_the_caller_is_left_alone (void)
{
  g_autoptr (GVirDesignerOs) os = fixture_installed_os ("win10");
  g_autoptr (GVirDesignerDomain) design = gvir_designer_domain_new_for_host (os, NULL);
  g_autofree char *driver = driver_of ("win10");

  g_assert_true (gvir_designer_domain_add_driver (design, driver, NULL));
  g_assert_true (gvir_designer_domain_get_guest_os (design) != os);
  g_assert_cmpint (gvir_designer_os_has_device (os, "http://pcisig.com/pci/1af4/1001"), !=, GVIR_DESIGNER_ANSWER_YES);
  g_assert_cmpint (gvir_designer_os_has_device (gvir_designer_domain_get_guest_os (design),
                                                "http://pcisig.com/pci/1af4/1001"),
                   ==, GVIR_DESIGNER_ANSWER_YES);
}

static void
test_driver_that_there_is_not_changes_nothing (void)
{
  g_autoptr (GVirDesignerDomain) design = fixture_machine ("debian11");
  GVirDesignerOs *os = gvir_designer_domain_get_guest_os (design);
  g_autoptr (GError) error = NULL;

  g_assert_false (gvir_designer_domain_add_driver (design, "http://example.org/driver", &error));
  g_assert_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_UNKNOWN_NAME);
  g_assert_nonnull (strstr (error->message, "http://example.org/driver"));
  g_assert_false (gvir_designer_domain_add_driver (design, "", NULL));
  g_assert_true (gvir_designer_domain_get_guest_os (design) == os);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/domain/driver/makes-virtio-possible", test_driver_makes_virtio_possible);
  g_test_add_func ("/domain/driver/counts-from-its-adding-on", test_driver_counts_from_its_adding_on);
  g_test_add_func ("/domain/driver/can-be-added-after-removing", test_driver_can_be_added_after_removing);
  g_test_add_func ("/domain/driver/leaves-the-caller-s-value-alone", test_os_value_of_the_caller_is_left_alone);
  g_test_add_func ("/domain/driver/that-there-is-not-changes-nothing", test_driver_that_there_is_not_changes_nothing);
  return g_test_run ();
}
