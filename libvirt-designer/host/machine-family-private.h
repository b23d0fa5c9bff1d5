/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A kind of machine, whatever its version. */
typedef struct
{
  const char *name;
  const char *alias;      /* what libvirt calls its newest version */
  const char *prefix;     /* what the names of its versions begin with */
  const char *archs;      /* joined by ',' */
  const char *bus;        /* what its devices are plugged into: PCIe, PCI, CCW, MMIO or ISA */
  const char *disk_controller; /* type of the disk controller that is part of it, or NULL */
  guint virtio_places;    /* for how many virtio devices that are no PCI devices it has room; 0: it is not known */
} DesignerMachineFamily;

/* The family that is called NAME, or NULL. */
const DesignerMachineFamily *designer_machine_family_named (const char *name);
/* The family of a machine type such as "pc-q35-7.2" or "virt", or NULL. */
const DesignerMachineFamily *designer_machine_family_of (const char *machine);
/* The machines of ARCH that there are families for, such as "virt, vexpress-a15";
 * empty where there are none. */
char *designer_machine_families_for (const char *arch);
/* The architectures of all families. */
const char *designer_machine_archs (void);

/* Machines of one family have the same chipset, of another version:
 * "pc-q35-7.2", "pc-q35-6.0" and their alias "q35". */
gboolean designer_machine_is_same_family (const char *a,
                                          const char *b);
gboolean designer_machine_is_alias_of (const char *alias,
                                       const char *machine);

/* Below 0 where A is older than B. Names that end in no version come first, then
 * those of a distribution. */
int designer_machine_compare_versions (const char *a,
                                       const char *b);

G_END_DECLS
