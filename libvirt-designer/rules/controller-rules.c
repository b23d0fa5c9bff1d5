/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "rules/compute-private.h"
#include "rules/sources-private.h"

#define CONTROLLERS LIBVIRT_DOMAIN "#controllers"

/* Controllers of a type are numbered from 0; number 0 of type pci is the
 * machine's own root, and so is that of its own disk controller. */
static const char *
next_index (DesignerFacts *facts,
            const DesignerSubject *subject,
            G_GNUC_UNUSED const DesignerRule *rule)
{
  const char *type = designer_facts_get (facts, subject, DESIGNER_THING_CONTROLLER_TYPE);
  const DesignerMachineFamily *family = facts->family;
  /* Of IDE there is never a second one: the machine's own is described. */
  gboolean built_in = g_str_equal (type, "pci")
                      || (family != NULL && g_strcmp0 (family->disk_controller, type) == 0
                          && !g_str_equal (type, "ide"));

  return designer_number (facts, designer_facts_next_controller (facts, type, built_in ? 1 : 0));
}

#define NEED_NO_USB { DESIGNER_TEST_WISHED, TRUE, DESIGNER_THING_CONTROLLER_MODEL, "none", NULL }

const DesignerRule designer_controller_rules[] = {
  { "controller.type.ide", DESIGNER_THING_CONTROLLER_TYPE, "ide", NULL,
    "An IDE controller was asked for, which only i440FX has.",
    CONTROLLERS, { WISHED (CONTROLLER_TYPE, "ide"), NEED_IS (CHIPSET, "i440fx") } },
  { "controller.type.usb", DESIGNER_THING_CONTROLLER_TYPE, "usb", NULL,
    "A USB controller was asked for, which is a PCI device.",
    CONTROLLERS, { WISHED (CONTROLLER_TYPE, "usb"), NEED_ON_BUS ("PCIe,PCI") } },
  { "controller.type.usb.declined", DESIGNER_THING_CONTROLLER_TYPE, "usb", NULL,
    "That there is no USB is said with a controller that is none.",
    CONTROLLERS, { NEED_NO_USB, MACHINE_ONLY } },
  { "controller.type.sata", DESIGNER_THING_CONTROLLER_TYPE, "sata", NULL,
    "A SATA controller was asked for, which is a PCI device.",
    CONTROLLERS, { WISHED (CONTROLLER_TYPE, "sata"), NEED_ON_BUS ("PCIe,PCI") } },
  { "controller.type.fdc", DESIGNER_THING_CONTROLLER_TYPE, "fdc", NULL,
    "A floppy controller was asked for, which only a PC has.",
    CONTROLLERS, { WISHED (CONTROLLER_TYPE, "fdc"), NEED_IS (CHIPSET, "q35,i440fx,isapc") } },
  { "controller.type.xenbus", DESIGNER_THING_CONTROLLER_TYPE, "xenbus", NULL,
    "Xen's bus was asked for, which only guests of Xen have.",
    CONTROLLERS, { WISHED (CONTROLLER_TYPE, "xenbus"), NEED_RUN_BY (DESIGNER_XEN | DESIGNER_XEN_PARA) } },

  { "controller.usb.none", DESIGNER_THING_CONTROLLER_MODEL, "none", NULL,
    "No USB was asked for.",
    CONTROLLERS, { NEED_IS (CONTROLLER_TYPE, "usb"), WISHED (CONTROLLER_MODEL, "none") } },
  { "controller.usb.bhyve", DESIGNER_THING_CONTROLLER_MODEL, "nec-xhci", NULL,
    "bhyve has one model of USB controller.",
    LIBVIRT_BHYVE, { IS (CONTROLLER_TYPE, "usb"), RUN_BY (DESIGNER_BHYVE) } },
  { "controller.usb.qemu-xhci", DESIGNER_THING_CONTROLLER_MODEL, "qemu-xhci", NULL,
    "The operating system drives USB 3, whose controller serves all speeds and costs least when idle.",
    CONTROLLERS, { IS (CONTROLLER_TYPE, "usb"), OS_HAS (QEMU_XHCI) } },
  { "controller.usb.nec-xhci", DESIGNER_THING_CONTROLLER_MODEL, "nec-xhci", NULL,
    "The operating system drives NEC's USB 3 controller.",
    CONTROLLERS, { IS (CONTROLLER_TYPE, "usb"), OS_HAS (NEC_XHCI) } },
  { "controller.usb.piix3-uhci", DESIGNER_THING_CONTROLLER_MODEL, "piix3-uhci", NULL,
    "Systems of that age know the USB 1 controller of the i440FX chipset.",
    CONTROLLERS,
    { IS (CONTROLLER_TYPE, "usb"), OS_FAMILY ("win9x,win16,msdos,netware"), IS (CHIPSET, "i440fx") } },
  { "controller.usb.qemu-xhci.machine", DESIGNER_THING_CONTROLLER_MODEL, "qemu-xhci", NULL,
    "Systems for this architecture are young enough for USB 3, and older controllers belong to the PC.",
    CONTROLLERS, { IS (CONTROLLER_TYPE, "usb"), NOT_FOR_X86 } },
  { "controller.usb.ich9-ehci1", DESIGNER_THING_CONTROLLER_MODEL, "ich9-ehci1", NULL,
    "The operating system is not known to drive USB 3; USB 2 is known to all that have USB at all.",
    CONTROLLERS, { IS (CONTROLLER_TYPE, "usb") } },
  { "controller.scsi.virtio-scsi", DESIGNER_THING_CONTROLLER_MODEL, "virtio-scsi", NULL,
    "The operating system has a driver for virtio-scsi.",
    VIRTIO_SPEC, { IS (CONTROLLER_TYPE, "scsi"), OS_HAS (VIRTIO_SCSI) } },
  { "controller.scsi.lsilogic", DESIGNER_THING_CONTROLLER_MODEL, "lsilogic", NULL,
    "The operating system has no driver for virtio-scsi; the LSI adapter is the best known other one.",
    CONTROLLERS, { IS (CONTROLLER_TYPE, "scsi") } },
  { "controller.pci.root-port", DESIGNER_THING_CONTROLLER_MODEL, "pcie-root-port", NULL,
    "PCI Express devices are plugged into root ports.",
    QEMU_PCIE, { IS (CONTROLLER_TYPE, "pci"), NEED_ON_BUS ("PCIe") } },
  { "controller.pci.bridge", DESIGNER_THING_CONTROLLER_MODEL, "pci-bridge", NULL,
    "PCI devices beyond the slots of the first bus are behind a bridge.",
    QEMU_PC, { IS (CONTROLLER_TYPE, "pci"), ON_BUS ("PCI") } },
  { "controller.model.open", DESIGNER_THING_CONTROLLER_MODEL, NULL, NULL,
    "The controller was asked for without a model, which is left to libvirt.",
    CONTROLLERS, { BY_POLICY ("controller.model.open"), ASKED (CONTROLLER_TYPE) } },
  { "controller.model.default", DESIGNER_THING_CONTROLLER_MODEL, NULL, NULL,
    "There is only one model of that controller.",
    CONTROLLERS, { { 0 } } },

  { "controller.index.next", DESIGNER_THING_CONTROLLER_INDEX, NULL, next_index,
    "Controllers of a kind are numbered in turn.",
    CONTROLLERS, { { 0 } } },

  { "controller.usb.ports", DESIGNER_THING_CONTROLLER_PORTS, "15", NULL,
    "A USB 3 controller has at most 15 ports; all of them leave room for devices that come later.",
    CONTROLLERS, { IS (CONTROLLER_MODEL, "qemu-xhci,nec-xhci"), RUN_BY (DESIGNER_QEMU) } },

  { "controller.ports.open", DESIGNER_THING_CONTROLLER_PORTS, NULL, NULL,
    "The controller was asked for without a number of ports, which is left to libvirt.",
    CONTROLLERS, { BY_POLICY ("controller.ports.open"), ASKED (CONTROLLER_TYPE) } },

  { NULL, 0, NULL, NULL, NULL, NULL, { { 0 } } }
};
