/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Writes what the installer of Debian is told, and prints how it gets into the guest.
 * Usage: example-install-unattended */

#include <libvirt-builder/libvirt-builder.h>

static GVirBuilderSeed *
make_seed (GVirDesignerOs *os,
           const char *password,
           GError **error)
{
  g_autoptr (GVirBuilderInstallConfig) config = gvir_builder_install_config_new ();

  if (!gvir_builder_install_config_add (config, GVIR_BUILDER_INSTALL_FIELD_USER_LOGIN, "joe", error)
      || !gvir_builder_install_config_add (config, GVIR_BUILDER_INSTALL_FIELD_USER_PASSWORD, password, error)
      || !gvir_builder_install_config_add (config, GVIR_BUILDER_INSTALL_FIELD_LANGUAGE, "de_DE.UTF-8", error))
    return NULL;
  return gvir_builder_seed_new_unattended (os, "x86_64", config, error);
}

int
main (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVirDesignerOs) os = gvir_designer_os_find (NULL, "debian11", &error);
  g_autofree char *password = gvir_builder_password_generate (NULL);
  g_autoptr (GVirBuilderSeed) seed = os != NULL ? make_seed (os, password, &error) : NULL;
  g_auto (GStrv) files = NULL;

  if (seed == NULL)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  files = gvir_builder_seed_list_files (seed);
  for (guint i = 0; files[i] != NULL; i++)
    g_print ("%s: %s, %" G_GSIZE_FORMAT " bytes\n", gvir_builder_seed_get_kind (seed), files[i],
             g_bytes_get_size (gvir_builder_seed_get_file (seed, files[i])));
  g_print ("the kernel is told: %s\n", gvir_builder_seed_get_kernel_arguments (seed));
  return 0;
}
