/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Discs that ask for a key before the guest starts from them. The family is libosinfo's. */

#include "planners/install/installation-private.h"

typedef struct
{
  const char *id;
  const char *family;
  const char *reason;
  const char *source;
} BootKey;

static const BootKey boot_keys[] = {
  { "install.key.windows", "winnt",
    "Media of Windows wait a few seconds for a key, with UEFI always and with BIOS where the first disk has an active partition. "
    "Without one, the guest does not start from them.",
    "https://learn.microsoft.com/en-us/windows-hardware/manufacture/desktop/oscdimg-command-line-options" },
};

static gboolean
is (GVirDesignerDomain *design,
    guint disk,
    const char *path,
    const char *value)
{
  g_autofree char *there = builder_design_ask (design, disk, path);

  return g_strcmp0 (there, value) == 0;
}

/* The target of the drive that the guest is started from first; NULL: it is not started from a disc. */
static char *
find_boot_drive (GVirDesignerDomain *design)
{
  gboolean any = is (design, 0, "os/boot/@dev", "cdrom");

  for (guint i = 1;; i++)
    {
      char *target = builder_design_ask (design, i, "target/@dev");

      if (target == NULL || (builder_design_has_disc (design, i) && (any || is (design, i, "boot/@order", "1"))))
        return target;
      g_free (target);
    }
}

static gboolean
boots_kernel (GVirDesignerDomain *design)
{
  g_autofree char *kernel = builder_design_ask (design, 0, "os/kernel");

  return kernel != NULL;
}

char *
builder_boot_key_drive (GVirDesignerDomain *installer)
{
  GVirDesignerOs *os = gvir_designer_domain_get_guest_os (installer);
  const char *family = os != NULL ? gvir_designer_os_get_family (os) : NULL;

  for (guint i = 0; i < G_N_ELEMENTS (boot_keys); i++)
    {
      if (g_strcmp0 (boot_keys[i].family, family) == 0)
        return boots_kernel (installer) ? NULL : find_boot_drive (installer);
    }
  return NULL;
}
