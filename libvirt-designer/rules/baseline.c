/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "rules/baseline-private.h"

#include "base/words-private.h"

/* libvirt 9 refuses a QEMU before 4.2; what is said of QEMU was in 4.2's emulators and cannot be configured away one by one. Virtuozzo's driver has no
 * domain capabilities; what is said of it is all that the driver takes. FAMILIES:
 * the machines that have it; NULL: all. */
static const struct
{
  DesignerHypervisor hypervisor;
  const char *what;
  const char *value;
  const char *families;
} baseline[] = {
  { DESIGNER_QEMU, "disk/bus", "virtio", NULL },
  { DESIGNER_QEMU, "disk/bus", "sata", "q35,i440fx" },
  { DESIGNER_QEMU, "disk/bus", "scsi", NULL },
  { DESIGNER_QEMU, "disk/bus", "usb", "q35,i440fx,virt,pseries" },
  { DESIGNER_QEMU, "disk/bus", "fdc", "q35,i440fx,isapc" },
  { DESIGNER_QEMU, "disk/bus", "ide", "i440fx" },
  { DESIGNER_QEMU, "video/modelType", "vga", "q35,i440fx,pseries" },
  { DESIGNER_QEMU, "graphics/type", "vnc", NULL },
  { DESIGNER_QEMU, "rng/model", "virtio", NULL },
  { DESIGNER_QEMU, "rng/backendModel", "random", NULL },
  { DESIGNER_QEMU, "channel/type", "unix", NULL },
  { DESIGNER_VZ, "disk/bus", "ide", NULL },
  { DESIGNER_VZ, "disk/bus", "sata", NULL },
  { DESIGNER_VZ, "disk/bus", "scsi", NULL },
  { DESIGNER_VZ, "video/modelType", "vga", NULL },
  { DESIGNER_VZ, "graphics/type", "vnc", NULL },
};

GVirDesignerAnswer
designer_baseline_has (const DesignerFacts *facts,
                       const char *what,
                       const char *value)
{
  gboolean others = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (baseline); i++)
    {
      if (baseline[i].hypervisor != facts->hypervisor || !g_str_equal (baseline[i].what, what))
        continue;
      others = TRUE;
      if (g_strcmp0 (baseline[i].value, value) == 0
          && (baseline[i].families == NULL
              || (facts->family != NULL && designer_word_is_among (facts->family->name, baseline[i].families))))
        return GVIR_DESIGNER_ANSWER_YES;
    }
  return others && facts->hypervisor == DESIGNER_VZ ? GVIR_DESIGNER_ANSWER_NO : GVIR_DESIGNER_ANSWER_UNKNOWN;
}

const char *
designer_baseline_evidence (const DesignerFacts *facts)
{
  return facts->hypervisor == DESIGNER_VZ ? "all that libvirt's Virtuozzo driver takes"
                                          : "part of every QEMU that libvirt supports";
}
