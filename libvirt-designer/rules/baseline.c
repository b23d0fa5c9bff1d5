/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "rules/baseline-private.h"

/* libvirt 9 refuses a QEMU before 4.2; these were in 4.2's x86 emulators and
 * cannot be configured away one by one. CHIPSET: only there. */
static const struct
{
  const char *what;
  const char *value;
  const char *chipset;
} baseline[] = {
  { "disk/bus", "virtio", NULL },
  { "disk/bus", "sata", NULL },
  { "disk/bus", "scsi", NULL },
  { "disk/bus", "usb", NULL },
  { "disk/bus", "fdc", NULL },
  { "disk/bus", "ide", "i440fx" },
  { "video/modelType", "vga", NULL },
  { "graphics/type", "vnc", NULL },
  { "rng/model", "virtio", NULL },
  { "rng/backendModel", "random", NULL },
  { "channel/type", "unix", NULL },
};

gboolean
designer_baseline_has (const DesignerFacts *facts,
                       const char *what,
                       const char *value)
{
  const char *virt_type = designer_facts_get (facts, NULL, DESIGNER_THING_VIRT_TYPE);
  const char *chipset = designer_facts_get (facts, NULL, DESIGNER_THING_CHIPSET);

  if (g_strcmp0 (virt_type, "kvm") != 0 && g_strcmp0 (virt_type, "qemu") != 0)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (baseline); i++)
    {
      if (g_str_equal (baseline[i].what, what)
          && g_strcmp0 (baseline[i].value, value) == 0
          && (baseline[i].chipset == NULL || g_strcmp0 (baseline[i].chipset, chipset) == 0))
        return TRUE;
    }
  return FALSE;
}
