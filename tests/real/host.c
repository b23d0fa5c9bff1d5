/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "host.h"

#include <glib/gstdio.h>
#include <unistd.h>

typedef struct
{
  const char *virt;
  const char *arch;
  const char *machine;
} Kind;

static const Kind kinds[] = {
  { "kvm", "x86_64", "q35" },
  { "kvm", "x86_64", "pc" },
  { "qemu", "x86_64", "q35" },
  { "qemu", "x86_64", "pc" },
  { "qemu", "i686", "q35" },
  { "qemu", "i686", "pc" },
  { "qemu", "aarch64", "virt" },
  { "qemu", "armv7l", "virt" },
  { "qemu", "ppc64le", "pseries" },
  { "qemu", "ppc64", "pseries" },
  { "qemu", "s390x", "s390-ccw-virtio" },
  { "qemu", "riscv64", "virt" },
  { "qemu", "loongarch64", "virt" },
};

static gboolean
write_file (const char *folder, const char *name, const char *text, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return g_file_set_contents (path, text, -1, error);
}

/* What the host does not have is left out: that is what the description says by it. */
static gboolean
save_domain (virConnectPtr connection, const char *folder, const Kind *kind, GError **error)
{
  g_autofree char *name =
      g_strdup_printf ("domcapabilities-%s-%s-%s.xml", kind->virt, kind->arch, kind->machine);
  g_autofree char *xml =
      virConnectGetDomainCapabilities (connection, NULL, kind->arch, kind->machine, kind->virt, 0);

  return xml == NULL || write_file (folder, name, xml, error);
}

gboolean
host_save (virConnectPtr connection, const char *folder, GError **error)
{
  g_autofree char *xml = virConnectGetCapabilities (connection);
  guint i;

  g_mkdir_with_parents (folder, 0755);
  if (!write_file (folder, "capabilities.xml", xml != NULL ? xml : "", error))
    return FALSE;
  for (i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (!save_domain (connection, folder, &kinds[i], error))
        return FALSE;
    }
  /* The private driver has the privileges of the system or the session connection. */
  return write_file (folder, "uri", geteuid () == 0 ? "qemu:///system\n" : "qemu:///session\n",
                     error);
}
