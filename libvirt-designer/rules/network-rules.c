/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "rules/compute-private.h"
#include "rules/sources-private.h"

#define EMULATED NEED_RUN_BY (DESIGNER_QEMU | DESIGNER_XEN | DESIGNER_BHYVE | DESIGNER_VZ)
#define NETWORK LIBVIRT_DOMAIN "#network-interfaces"

/* Network boot comes where it was asked for, else only without any storage. */
static const char *
network_boot (DesignerFacts *facts,
              G_GNUC_UNUSED const DesignerSubject *subject,
              G_GNUC_UNUSED const DesignerRule *rule)
{
  const char *order = designer_facts_get (facts, NULL, DESIGNER_THING_BOOT_ORDER);
  g_auto (GStrv) kinds = g_strsplit (order != NULL ? order : "", ",", -1);

  if (order != NULL && designer_intent_get (facts->intent, DESIGNER_THING_BOOT_ORDER) == NULL && facts->count[DESIGNER_SCOPE_DISK] == 0
      && designer_facts_boot_order_is_open (facts, 1))
    return designer_number (facts, 1);
  for (guint rank = 0; kinds[rank] != NULL; rank++)
    {
      if (g_str_equal (kinds[rank], "network") && designer_facts_boot_order_is_open (facts, rank + 1))
        return designer_number (facts, rank + 1);
    }
  return NULL;
}

/* Network cards with more queues than this are slower, not faster. */
#define MOST_QUEUES 8

static const char *
queue_for_each_vcpu (DesignerFacts *facts,
                     G_GNUC_UNUSED const DesignerSubject *subject,
                     G_GNUC_UNUSED const DesignerRule *rule)
{
  guint64 vcpus = designer_settled_number (facts, NULL, DESIGNER_THING_VCPUS, 1);

  return vcpus > 1 ? designer_number (facts, MIN (vcpus, MOST_QUEUES)) : NULL;
}

const DesignerRule designer_network_rules[] = {
  { "network.type.vhostuser", DESIGNER_THING_NET_TYPE, "vhostuser", NULL,
    "The packets go to a program of the host that reads them in the guest's memory.",
    NETWORK, { WISHED (NET_TYPE, "vhostuser"), QEMU_ONLY, NEED_NOT (MEMORY_ACCESS, "private") } },
  { "network.type.vdpa", DESIGNER_THING_NET_TYPE, "vdpa", NULL,
    "The packets go to a device of the host that speaks virtio itself.",
    NETWORK, { WISHED (NET_TYPE, "vdpa"), QEMU_ONLY } },
  { "network.type.user", DESIGNER_THING_NET_TYPE, "user", NULL,
    "An unprivileged connection has no virtual networks; QEMU's own user-mode network needs no rights.",
    NETWORK, { HOST_SESSION, QEMU_ONLY } },
  { "network.type.user.test", DESIGNER_THING_NET_TYPE, "user", NULL,
    "libvirt's test driver may have no virtual network, and needs none for the user-mode network.",
    NETWORK, { BY_POLICY ("network.type.user.test"), IS (VIRT_TYPE, "test") } },
  { "network.type.network", DESIGNER_THING_NET_TYPE, "network", NULL,
    "A virtual network of libvirt works whatever the host is connected to.",
    NETWORK, { { 0 } } },

  { "network.backend.passt", DESIGNER_THING_NET_BACKEND, "passt", NULL,
    "passt carries the packets of an unprivileged guest, and can forward ports to it.",
    "https://passt.top/passt/about/",
    { WISHED (NET_BACKEND, "passt"), NEED_IS (NET_TYPE, "user"), NEED_HOST_NOT_WITHOUT ("interface/backendType", "passt") } },

  { "network.source.default", DESIGNER_THING_NET_NETWORK, "default", NULL,
    "The network `default` comes with libvirt.",
    NETWORK, { IS (NET_TYPE, "network") } },

  { "network.source.type.unix", DESIGNER_THING_NET_SOCKET_TYPE, "unix", NULL,
    "Programs that switch packets are reached through a socket of the host.",
    NETWORK, { NEED_IS (NET_TYPE, "vhostuser") } },
  { "network.source.mode.bridge", DESIGNER_THING_NET_MODE, "bridge", NULL,
    "Guests of one host reach each other; in libvirt's default mode they need a switch that sends their packets back.",
    NETWORK, { NEED_IS (NET_TYPE, "direct") } },
  { "network.source.mode.server", DESIGNER_THING_NET_MODE, "server", NULL,
    "QEMU opens the socket, so that the program that switches packets can be restarted and come back.",
    "https://docs.openvswitch.org/en/latest/topics/dpdk/vhost-user/", { NEED_IS (NET_TYPE, "vhostuser") } },

  { "network.model.hostdev", DESIGNER_THING_NET_MODEL, NULL, NULL,
    "The card is one of the host's own, so that none is emulated.",
    NETWORK, { IS (NET_TYPE, "hostdev") } },
  { "network.model.virtio.shared", DESIGNER_THING_NET_MODEL, "virtio", NULL,
    "What is outside of QEMU shares the guest's packets only in the queues of virtio.",
    VIRTIO_SPEC, { IS (NET_TYPE, "vhostuser,vdpa"), NEED_VIRTIO_PLACE } },
  { "network.model.virtio", DESIGNER_THING_NET_MODEL, "virtio", NULL,
    "The operating system has a virtio network driver, the fastest network card.",
    VIRTIO_SPEC, { OS_HAS (VIRTIO_NET), NEED_VIRTIO_PLACE, NEED_RUN_BY (DESIGNER_QEMU | DESIGNER_BHYVE | DESIGNER_VZ) } },
  { "network.model.e1000e", DESIGNER_THING_NET_MODEL, "e1000e", NULL,
    "The operating system has a driver for Intel's e1000e, which suits PCI Express.",
    NETWORK, { OS_HAS (E1000E), FOR_X86, NEED_ON_BUS ("PCIe,PCI"), QEMU_ONLY } },
  { "network.model.e1000", DESIGNER_THING_NET_MODEL, "e1000", NULL,
    "The operating system has a driver for Intel's e1000.",
    NETWORK, { OS_HAS (E1000), FOR_X86, NEED_ON_BUS ("PCIe,PCI"), EMULATED } },
  { "network.model.rtl8139", DESIGNER_THING_NET_MODEL, "rtl8139", NULL,
    "The operating system has a driver for Realtek's RTL8139.",
    NETWORK, { OS_HAS (RTL8139), FOR_X86, NEED_ON_BUS ("PCIe,PCI"), NEED_RUN_BY (DESIGNER_QEMU | DESIGNER_XEN | DESIGNER_VZ) } },
  { "network.model.ne2k_pci", DESIGNER_THING_NET_MODEL, "ne2k_pci", NULL,
    "The operating system has a driver for the NE2000.",
    NETWORK, { OS_HAS (NE2K_PCI), FOR_X86, NEED_ON_BUS ("PCIe,PCI"), QEMU_ONLY } },
  { "network.model.pcnet", DESIGNER_THING_NET_MODEL, "pcnet", NULL,
    "The operating system has a driver for AMD's PCnet.",
    NETWORK, { OS_HAS (PCNET), FOR_X86, NEED_ON_BUS ("PCIe,PCI"), QEMU_ONLY } },
  { "network.model.pcnet.old", DESIGNER_THING_NET_MODEL, "pcnet", NULL,
    "No network card is listed for the operating system; systems of that age know AMD's PCnet.",
    NETWORK, { OS_NAMES_NO ("net"), FOR_X86, NEED_ON_BUS ("PCIe,PCI"), OS_FAMILY ("win9x,win16,msdos,netware"), QEMU_ONLY } },
  { "network.model.pcnet.windows-nt", DESIGNER_THING_NET_MODEL, "pcnet", NULL,
    "No network card is listed for the operating system; Windows NT before 2000 knows AMD's PCnet.",
    NETWORK, { OS_NAMES_NO ("net"), FOR_X86, NEED_ON_BUS ("PCIe,PCI"), OS_FAMILY ("winnt"), OS_OLDER ("5.0"), QEMU_ONLY } },
  { "network.model.rtl8139.windows-2000", DESIGNER_THING_NET_MODEL, "rtl8139", NULL,
    "No network card is listed for the operating system; Windows of the age of 2000 knows Realtek's RTL8139.",
    NETWORK, { OS_NAMES_NO ("net"), FOR_X86, NEED_ON_BUS ("PCIe,PCI"), OS_FAMILY ("winnt"), OS_OLDER ("6.0"), QEMU_ONLY } },
  { "network.model.e1000e.q35", DESIGNER_THING_NET_MODEL, "e1000e", NULL,
    "No network card is listed for the operating system; systems for Q35 know Intel's e1000e.",
    NETWORK, { OS_NAMES_NO ("net"), FOR_X86, NEED_ON_BUS ("PCIe,PCI"), IS (CHIPSET, "q35"), QEMU_ONLY } },
  { "network.model.e1000.any", DESIGNER_THING_NET_MODEL, "e1000", NULL,
    "No network card is listed for the operating system; Intel's e1000 is the best known one.",
    NETWORK, { OS_NAMES_NO ("net"), FOR_X86, NEED_ON_BUS ("PCIe,PCI"), EMULATED } },
  { "network.model.ne2k_isa", DESIGNER_THING_NET_MODEL, "ne2k_isa", NULL,
    "The NE2000 is the one card of the time before PCI that there is.",
    NETWORK, { NEED_ON_BUS ("ISA"), QEMU_ONLY, NEED_FEWER (NET_MODEL, "ne2k_isa", "1") } },
  { "network.model.virtio.machine", DESIGNER_THING_NET_MODEL, "virtio", NULL,
    "Off the PC virtio is the network card of virtual machines; a driver that is missing can be added.",
    VIRTIO_SPEC, { NOT_FOR_X86, QEMU_ONLY, NEED_VIRTIO_PLACE } },
  { "network.model.e1000.other", DESIGNER_THING_NET_MODEL, "e1000", NULL,
    "The operating system is not known to drive any card that the hypervisor has; Intel's e1000 is the best known one.",
    NETWORK, { RUN_BY (DESIGNER_XEN | DESIGNER_BHYVE | DESIGNER_VZ) } },
  { "network.model.e1000.pc", DESIGNER_THING_NET_MODEL, "e1000", NULL,
    "Intel's e1000 is the best known network card of a PC with i440FX.",
    NETWORK,
    { BY_POLICY ("network.model.e1000.pc"), IS (CHIPSET, "i440fx"), FOR_X86 } },
  { "network.model.e1000.built", DESIGNER_THING_NET_MODEL, "e1000", NULL,
    "Of the network cards that were ever built the system is not known to drive one; Intel's e1000 is the best known.",
    NETWORK,
    { BY_POLICY ("network.model.e1000.built"), OS_HAS (VIRTIO_NET), OS_LACKS (E1000), OS_LACKS (RTL8139), OS_LACKS (PCNET),
      FOR_X86, NEED_ON_BUS ("PCIe,PCI"), QEMU_ONLY } },

  { "network.driver.queues.vcpus", DESIGNER_THING_NET_QUEUES, NULL, queue_for_each_vcpu,
    "With a queue for each virtual CPU, packets are moved by several at once.",
    "https://www.linux-kvm.org/page/Multiqueue",
    { BY_POLICY ("network.driver.queues.vcpus"), IS (NET_MODEL, "virtio"), IS (NET_TYPE, "network,bridge,direct,ethernet,vhostuser") } },

  { "network.managed.hostdev", DESIGNER_THING_NET_MANAGED, "yes", NULL,
    "libvirt takes the card from the host's driver at start and gives it back at the end.",
    NETWORK, { NEED_IS (NET_TYPE, "hostdev") } },

  { "network.boot.order", DESIGNER_THING_NET_BOOT, NULL, network_boot,
    "The guest boots from the network: it was asked to, or has no storage to boot from.",
    NETWORK, { NOT_ASKED (BOOT_FIRST), RUN_BY (DESIGNER_QEMU | DESIGNER_BHYVE) } },

  { NULL, 0, NULL, NULL, NULL, NULL, { { 0 } } }
};
