/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "rules/rules-private.h"
#include "rules/sources-private.h"

#define HOST_DEVICES LIBVIRT_DOMAIN "#host-device-assignment"

/* Devices of the host reach the guest's memory by themselves, which an IOMMU keeps
 * to the guest's. */
#define WITH_IOMMU QEMU_ONLY, NEED_HOST_NOT_WITHOUT ("hostdev/pciBackend", "vfio")

const DesignerRule designer_host_device_rules[] = {
  { "hostdev.type.pci", DESIGNER_THING_HOSTDEV_TYPE, "pci", NULL,
    "A PCI device of the host was asked for, which an IOMMU keeps from all memory but the guest's.",
    HOST_DEVICES, { WISHED (HOSTDEV_TYPE, "pci"), WITH_IOMMU } },
  { "hostdev.type.pci.elsewhere", DESIGNER_THING_HOSTDEV_TYPE, "pci", NULL,
    "A PCI device of the host was asked for.",
    HOST_DEVICES, { WISHED (HOSTDEV_TYPE, "pci"), NEED_NOT_RUN_BY (DESIGNER_QEMU | DESIGNER_ANY_CONTAINER) } },

  { "hostdev.mode.capabilities", DESIGNER_THING_HOSTDEV_MODE, "capabilities", NULL,
    "A container is shown the device among those of its own.",
    HOST_DEVICES, { NEED_IS (HOSTDEV_TYPE, "storage,misc,net") } },
  { "hostdev.mode.subsystem.pci", DESIGNER_THING_HOSTDEV_MODE, "subsystem", NULL,
    "A machine is given the device itself, which writes to the guest's memory, so that the host locks all of that in place.",
    HOST_DEVICES, { NEED_IS (HOSTDEV_TYPE, "pci"), QEMU_ONLY } },
  { "hostdev.mode.subsystem", DESIGNER_THING_HOSTDEV_MODE, "subsystem", NULL,
    "A machine is given the device itself.",
    HOST_DEVICES, { NEED_IS (HOSTDEV_TYPE, "pci,usb,scsi,scsi_host,mdev") } },

  { "hostdev.managed.pci", DESIGNER_THING_HOSTDEV_MANAGED, "yes", NULL,
    "libvirt takes the device from the host's driver at start and gives it back at the end; all that is in its IOMMU group goes with it, and none of that may be in the host's use.",
    HOST_DEVICES, { IS (HOSTDEV_TYPE, "pci") } },

  { "hostdev.managed.any", DESIGNER_THING_HOSTDEV_MANAGED, "yes", NULL,
    "libvirt takes the device from the host at start and gives it back at the end.",
    HOST_DEVICES, { BY_POLICY ("hostdev.managed.any"), IS (HOSTDEV_MODE, "subsystem") } },

  { "hostdev.model.vfio-ccw", DESIGNER_THING_HOSTDEV_MODEL, "vfio-ccw", NULL,
    "The guest sees its part of the device as a channel device, which is what mainframes have.",
    HOST_DEVICES, { NEED_IS (HOSTDEV_TYPE, "mdev"), NEED_IS (ARCH, "s390x"), IS (VIRT_TYPE, "kvm,qemu") } },
  { "hostdev.model.vfio-pci", DESIGNER_THING_HOSTDEV_MODEL, "vfio-pci", NULL,
    "The guest sees its part of the device as a PCI device.",
    HOST_DEVICES, { NEED_IS (HOSTDEV_TYPE, "mdev"), IS (VIRT_TYPE, "kvm,qemu"), NOT (ARCH, "s390x") } },

  { NULL, 0, NULL, NULL, NULL, NULL, { { 0 } } }
};
