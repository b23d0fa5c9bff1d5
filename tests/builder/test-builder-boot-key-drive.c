/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Which discs ask for a key before a guest starts from them. */

#include "planners/install/installation-private.h"

/* The drive with a disc that asks for a key; freed by the caller. */
static char *
key_drive (const char *os_name,
           const char *option,
           const char *value)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVirDesignerOs) os = gvir_designer_os_find (NULL, os_name, &error);
  g_autoptr (GVirDesignerDomain) design = gvir_designer_domain_new_for_host (os, NULL);

  g_assert_true (gvir_designer_domain_set_phase (design, GVIR_DESIGNER_PHASE_INSTALL, &error));
  g_assert_true (gvir_designer_domain_apply_option (design, "disk", "path=/srv/guest.img,bus=sata", &error));
  g_assert_true (gvir_designer_domain_apply_option (design, "network", "default", &error));
  if (!g_str_equal (option, "cdrom"))
    g_assert_true (gvir_designer_domain_apply_option (design, "disk", "path=/srv/disc.iso,device=cdrom", &error));
  g_assert_true (gvir_designer_domain_apply_option (design, option, value, &error));
  gvir_designer_domain_add_default_devices (design, GVIR_DESIGNER_PURPOSE_DESKTOP, &error);
  g_assert_no_error (error);
  return builder_boot_key_drive (design);
}

/* What is left out, or started in another way, asks for none. */
static void
test_boot_key (void)
{
  static const struct
  {
    const char *os;
    const char *option;
    const char *value;
    const char *drive;
  } rows[] = {
    { "win10", "cdrom", "/srv/disc.iso", "sdb" },
    { "win2k16", "install", "bootdev=cdrom", "sdb" },
    { "win10", "pxe", "yes", NULL },
    { "win10", "install", "kernel=/srv/kernel", NULL },
    { "debian11", "cdrom", "/srv/disc.iso", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *drive = key_drive (rows[i].os, rows[i].option, rows[i].value);

      g_assert_cmpstr (drive, ==, rows[i].drive);
    }
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/builder/boot-key/of-media-of-windows", test_boot_key);
  return g_test_run ();
}
