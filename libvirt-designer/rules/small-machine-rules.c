/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Where the devices of machines without PCI are. */

#include "rules/compute-private.h"
#include "rules/sources-private.h"

/* libvirt looks for a PCI slot unless it is told otherwise. */
static const char *
unless_asked (G_GNUC_UNUSED DesignerFacts *facts,
              const DesignerSubject *subject,
              G_GNUC_UNUSED const DesignerRule *rule)
{
  return designer_request_setting (subject->request, "address/@type") == NULL ? "yes" : NULL;
}

#define IN_MEMORY(thing, name, condition) \
  { name ".address.virtio-mmio.microvm", DESIGNER_THING_##thing##_MMIO, NULL, unless_asked, \
    "The machine has no PCI: its virtio devices are found in memory.", \
    QEMU_MICROVM, { IS (CHIPSET, "microvm"), condition } }

const DesignerRule designer_small_machine_rules[] = {
  IN_MEMORY (DISK, "disk", IS (DISK_BUS, "virtio")),
  IN_MEMORY (CONTROLLER, "controller", IS (CONTROLLER_TYPE, "virtio-serial,scsi")),
  IN_MEMORY (FS, "filesystem", SET (FS_DRIVER)),
  IN_MEMORY (NET, "network", IS (NET_MODEL, "virtio")),
  IN_MEMORY (INPUT, "input", IS (INPUT_BUS, "virtio")),
  IN_MEMORY (BALLOON, "memballoon", IS (BALLOON_MODEL, "virtio")),
  IN_MEMORY (RNG, "rng", IS (RNG_MODEL, "virtio")),
  IN_MEMORY (VSOCK, "vsock", IS (VSOCK_MODEL, "virtio")),
  { "network.address.isa", DESIGNER_THING_NET_ISA, "0x300", NULL,
    "This is where drivers look for the card first.",
    QEMU_PC, { IS (NET_MODEL, "ne2k_isa") } },

  { NULL, 0, NULL, NULL, NULL, NULL, { { 0 } } }
};
