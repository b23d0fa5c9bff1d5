/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "host.h"

#include <glib/gstdio.h>
#include <unistd.h>

static gboolean
write_file (const char *folder, const char *name, const char *text, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return g_file_set_contents (path, text, -1, error);
}

/* What the host does not have is left out: that is what the description says by it. */
static gboolean
save_domain (virConnectPtr connection, const char *folder, const char *virt, const char *machine,
             GError **error)
{
  g_autofree char *name = g_strdup_printf ("domcapabilities-%s-%s.xml", virt, machine);
  g_autofree char *xml =
      virConnectGetDomainCapabilities (connection, NULL, "x86_64", machine, virt, 0);

  return xml == NULL || write_file (folder, name, xml, error);
}

gboolean
host_save (virConnectPtr connection, const char *folder, GError **error)
{
  static const char *const virts[] = { "kvm", "qemu" };
  static const char *const machines[] = { "q35", "pc" };
  g_autofree char *xml = virConnectGetCapabilities (connection);
  guint i;

  g_mkdir_with_parents (folder, 0755);
  if (!write_file (folder, "capabilities.xml", xml != NULL ? xml : "", error))
    return FALSE;
  for (i = 0; i < G_N_ELEMENTS (virts) * G_N_ELEMENTS (machines); i++)
    {
      if (!save_domain (connection, folder, virts[i / 2], machines[i % 2], error))
        return FALSE;
    }
  /* The private driver has the privileges of the system or the session connection. */
  return write_file (folder, "uri", geteuid () == 0 ? "qemu:///system\n" : "qemu:///session\n",
                     error);
}
