/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "rules/rules-private.h"
#include "rules/sources-private.h"

#define HOST_DEVICES LIBVIRT_DOMAIN "#host-device-assignment"

const DesignerRule designer_host_device_rules[] = {
  { "hostdev.mode.capabilities", DESIGNER_THING_HOSTDEV_MODE, "capabilities", NULL,
    "A container is shown the device among those of its own.",
    HOST_DEVICES, { NEED_IS (HOSTDEV_TYPE, "storage,misc,net") } },
  { "hostdev.mode.subsystem", DESIGNER_THING_HOSTDEV_MODE, "subsystem", NULL,
    "A machine is given the device itself.",
    HOST_DEVICES, { NEED_IS (HOSTDEV_TYPE, "pci,usb,scsi,scsi_host,mdev") } },

  { "hostdev.managed.pci", DESIGNER_THING_HOSTDEV_MANAGED, "yes", NULL,
    "libvirt takes the device from the host's driver at start and gives it back at the end.",
    HOST_DEVICES, { IS (HOSTDEV_TYPE, "pci") } },

  { "hostdev.model.vfio-pci", DESIGNER_THING_HOSTDEV_MODEL, "vfio-pci", NULL,
    "The guest sees its part of the device as a PCI device.",
    HOST_DEVICES, { NEED_IS (HOSTDEV_TYPE, "mdev"), IS (VIRT_TYPE, "kvm,qemu") } },

  { NULL, 0, NULL, NULL, NULL, NULL, { { 0 } } }
};
