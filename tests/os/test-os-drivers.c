/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "base/libvirt-designer-error.h"
#include "os/libvirt-designer-os.h"

#include <string.h>

#define VIRTIO_BLOCK "http://pcisig.com/pci/1af4/1001"
#define WIN10_DRIVER "http://microsoft.com/win/10:pre-installable-drivers.xml:1"

static gboolean
skip_without_database (void)
{
  g_autoptr (GVirDesignerOs) os = gvir_designer_os_find (NULL, "win10", NULL);

  if (os == NULL)
    g_test_skip ("there is no OS database: install the package osinfo-db");
  return os == NULL;
}

static void
test_driver_adds_its_devices (void)
{
  g_autoptr (GVirDesignerOs) plain = NULL;
  g_autoptr (GVirDesignerOs) driven = NULL;
  g_autoptr (GVirDesignerOs) twice = NULL;
  g_autoptr (GVirDesignerOs) without = NULL;
  g_autofree char *evidence = NULL;
  g_autoptr (GError) error = NULL;

  if (skip_without_database ())
    return;
  plain = gvir_designer_os_find (NULL, "win11", NULL);
  driven = gvir_designer_os_with_driver (plain, WIN10_DRIVER, &error);
  g_assert_no_error (error);
  twice = gvir_designer_os_with_driver (driven, WIN10_DRIVER, &error);
  without = gvir_designer_os_without_drivers (driven);
  evidence = gvir_designer_os_get_device_evidence (driven, VIRTIO_BLOCK);

  g_assert_cmpint (gvir_designer_os_has_device (plain, VIRTIO_BLOCK),
                   ==, GVIR_DESIGNER_ANSWER_NO);
  g_assert_cmpint (gvir_designer_os_has_device (driven, VIRTIO_BLOCK),
                   ==, GVIR_DESIGNER_ANSWER_YES);
  g_assert_true (gvir_designer_os_lists_class (driven, "block"));
  g_assert_cmpstr (evidence, ==,
                   "libosinfo: virtio-block added to win11 by the driver " WIN10_DRIVER);
  g_assert_true (gvir_designer_os_equal (driven, twice));
  g_assert_true (gvir_designer_os_equal (plain, without));
  g_assert_false (gvir_designer_os_equal (plain, driven));
}

/* The OS database has no driver for most of them. */
static void
test_virtio_win_can_be_added_to_each_windows_from_xp_on (void)
{
  static const struct
  {
    const char *name;
    const char *device;
    GVirDesignerAnswer answer;
  } rows[] = {
    { "winxp", "http://pcisig.com/pci/1af4/1001", GVIR_DESIGNER_ANSWER_YES },
    { "winxp", "http://pcisig.com/pci/1af4/1042", GVIR_DESIGNER_ANSWER_NO },
    { "win2k8r2", "http://pcisig.com/pci/1af4/1042", GVIR_DESIGNER_ANSWER_YES },
    { "win2k8r2", "http://pcisig.com/pci/1af4/1050", GVIR_DESIGNER_ANSWER_NO },
    { "win2k22", "http://pcisig.com/pci/1af4/1050", GVIR_DESIGNER_ANSWER_YES },
  };

  for (guint i = 0; !skip_without_database () && i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GVirDesignerOs) plain = gvir_designer_os_find (NULL, rows[i].name, NULL);
      g_autoptr (GVirDesignerOs) driven = gvir_designer_os_with_driver (plain, "virtio-win", &error);

      g_assert_no_error (error);
      g_assert_cmpint (gvir_designer_os_has_device (driven, rows[i].device), ==, rows[i].answer);
    }
}

static void
test_virtio_win_says_so (void)
{
  g_autoptr (GVirDesignerOs) plain = NULL;
  g_autoptr (GVirDesignerOs) driven = NULL;
  g_autofree char *evidence = NULL;

  if (skip_without_database ())
    return;
  plain = gvir_designer_os_find (NULL, "win2k19", NULL);
  driven = gvir_designer_os_with_driver (plain, "virtio-win", NULL);
  evidence = gvir_designer_os_get_device_evidence (driven, "http://pcisig.com/pci/1af4/1042");

  g_assert_cmpstr (evidence, ==, "virtio1.0-block added to win2k19 by the driver virtio-win");
}

static void
test_virtio_win_is_for_windows_only (void)
{
  g_autoptr (GVirDesignerOs) old = NULL;
  g_autoptr (GVirDesignerOs) other = NULL;
  g_autoptr (GError) error = NULL;

  if (skip_without_database ())
    return;
  old = gvir_designer_os_find (NULL, "win2k", NULL);
  other = gvir_designer_os_find (NULL, "debian11", NULL);
  g_assert_null (gvir_designer_os_with_driver (old, "virtio-win", NULL));
  g_assert_null (gvir_designer_os_with_driver (other, "virtio-win", &error));
  g_assert_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_UNKNOWN_NAME);
}

static void
test_unknown_driver_is_an_error_that_lists_the_known (void)
{
  g_autoptr (GVirDesignerOs) os = NULL;
  g_autoptr (GError) error = NULL;

  if (skip_without_database ())
    return;
  os = gvir_designer_os_find (NULL, "win10", NULL);
  g_assert_null (gvir_designer_os_with_driver (os, "nosuch", &error));
  g_assert_error (error, GVIR_DESIGNER_ERROR, GVIR_DESIGNER_ERROR_UNKNOWN_NAME);
  g_assert_nonnull (strstr (error->message, "'nosuch'"));
  g_assert_nonnull (strstr (error->message, "'" WIN10_DRIVER "'"));
  g_assert_null (gvir_designer_os_with_driver (os, "nosuch", NULL));
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/os/driver/adds-its-devices", test_driver_adds_its_devices);
  g_test_add_func ("/os/driver/virtio-win/can-be-added-to-each-windows-from-xp-on",
                   test_virtio_win_can_be_added_to_each_windows_from_xp_on);
  g_test_add_func ("/os/driver/virtio-win/says-so", test_virtio_win_says_so);
  g_test_add_func ("/os/driver/virtio-win/is-for-windows-only", test_virtio_win_is_for_windows_only);
  g_test_add_func ("/os/driver/unknown-is-an-error-that-lists-the-known",
                   test_unknown_driver_is_an_error_that_lists_the_known);
  return g_test_run ();
}
