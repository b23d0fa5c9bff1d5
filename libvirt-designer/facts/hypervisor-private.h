/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What gives a guest its hardware: not the same as its virtualisation type, of
 * which QEMU has three, and Xen and Virtuozzo one for guests of two kinds. */
typedef enum
{
  DESIGNER_RUN_BY_NOTHING_KNOWN = 0,
  DESIGNER_QEMU = 1 << 0,
  DESIGNER_XEN = 1 << 1,      /* with emulated hardware (HVM) */
  DESIGNER_XEN_PARA = 1 << 2, /* with Xen's own devices only (PV, PVH) */
  DESIGNER_BHYVE = 1 << 3,
  DESIGNER_VZ = 1 << 4,
  DESIGNER_LXC = 1 << 5,
  DESIGNER_VZ_CONTAINER = 1 << 6
} DesignerHypervisor;

#define DESIGNER_ANY_CONTAINER (DESIGNER_LXC | DESIGNER_VZ_CONTAINER)
#define DESIGNER_ANY_MACHINE (DESIGNER_QEMU | DESIGNER_XEN | DESIGNER_XEN_PARA | DESIGNER_BHYVE | DESIGNER_VZ)

DesignerHypervisor designer_hypervisor_of (const char *virt_type,
                                           const char *os_type);

/* The one machine type that Xen has for each kind of guest. */
const char *designer_xen_machine (const char *os_type);

/* For people; of several, "QEMU or Xen". */
char *designer_hypervisor_names (int hypervisors);

G_END_DECLS
