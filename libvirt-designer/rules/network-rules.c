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

  if (designer_intent_get (facts->intent, DESIGNER_THING_BOOT_ORDER) == NULL && facts->count[DESIGNER_SCOPE_DISK] == 0
      && designer_facts_boot_order_is_free (facts, 1))
    return designer_number (facts, 1);
  for (guint rank = 0; kinds[rank] != NULL; rank++)
    {
      if (g_str_equal (kinds[rank], "network") && designer_facts_boot_order_is_free (facts, rank + 1))
        return designer_number (facts, rank + 1);
    }
  return NULL;
}

const DesignerRule designer_network_rules[] = {
  { "network.type.user", DESIGNER_THING_NET_TYPE, "user", NULL,
    "An unprivileged connection has no virtual networks; QEMU's own user-mode network needs no rights.",
    NETWORK, { HOST_SESSION, QEMU_ONLY } },
  { "network.type.network", DESIGNER_THING_NET_TYPE, "network", NULL,
    "A virtual network of libvirt works whatever the host is connected to.",
    NETWORK, { { 0 } } },

  { "network.source.default", DESIGNER_THING_NET_NETWORK, "default", NULL,
    "The network `default` comes with libvirt.",
    NETWORK, { IS (NET_TYPE, "network") } },

  { "network.model.virtio", DESIGNER_THING_NET_MODEL, "virtio", NULL,
    "The operating system has a virtio network driver, the fastest network card.",
    VIRTIO_SPEC, { OS_HAS (VIRTIO_NET), NEED_RUN_BY (DESIGNER_QEMU | DESIGNER_BHYVE | DESIGNER_VZ) } },
  { "network.model.e1000e", DESIGNER_THING_NET_MODEL, "e1000e", NULL,
    "The operating system has a driver for Intel's e1000e, which suits PCI Express.",
    NETWORK, { OS_HAS (E1000E), QEMU_ONLY } },
  { "network.model.e1000", DESIGNER_THING_NET_MODEL, "e1000", NULL,
    "The operating system has a driver for Intel's e1000.",
    NETWORK, { OS_HAS (E1000), EMULATED } },
  { "network.model.rtl8139", DESIGNER_THING_NET_MODEL, "rtl8139", NULL,
    "The operating system has a driver for Realtek's RTL8139.",
    NETWORK, { OS_HAS (RTL8139), NEED_RUN_BY (DESIGNER_QEMU | DESIGNER_XEN | DESIGNER_VZ) } },
  { "network.model.ne2k_pci", DESIGNER_THING_NET_MODEL, "ne2k_pci", NULL,
    "The operating system has a driver for the NE2000.",
    NETWORK, { OS_HAS (NE2K_PCI), QEMU_ONLY } },
  { "network.model.pcnet", DESIGNER_THING_NET_MODEL, "pcnet", NULL,
    "The operating system has a driver for AMD's PCnet.",
    NETWORK, { OS_HAS (PCNET), QEMU_ONLY } },
  { "network.model.pcnet.old", DESIGNER_THING_NET_MODEL, "pcnet", NULL,
    "No network card is listed for the operating system; systems of that age know AMD's PCnet.",
    NETWORK, { OS_NAMES_NO ("net"), OS_FAMILY ("win9x,win16,msdos,netware"), QEMU_ONLY } },
  { "network.model.pcnet.windows-nt", DESIGNER_THING_NET_MODEL, "pcnet", NULL,
    "No network card is listed for the operating system; Windows NT before 2000 knows AMD's PCnet.",
    NETWORK, { OS_NAMES_NO ("net"), OS_FAMILY ("winnt"), OS_OLDER ("5.0"), QEMU_ONLY } },
  { "network.model.rtl8139.windows-2000", DESIGNER_THING_NET_MODEL, "rtl8139", NULL,
    "No network card is listed for the operating system; Windows of the age of 2000 knows Realtek's RTL8139.",
    NETWORK, { OS_NAMES_NO ("net"), OS_FAMILY ("winnt"), OS_OLDER ("6.0"), QEMU_ONLY } },
  { "network.model.e1000e.q35", DESIGNER_THING_NET_MODEL, "e1000e", NULL,
    "No network card is listed for the operating system; systems for Q35 know Intel's e1000e.",
    NETWORK, { OS_NAMES_NO ("net"), IS (CHIPSET, "q35"), QEMU_ONLY } },
  { "network.model.e1000.any", DESIGNER_THING_NET_MODEL, "e1000", NULL,
    "No network card is listed for the operating system; Intel's e1000 is the best known one.",
    NETWORK, { OS_NAMES_NO ("net"), EMULATED } },
  { "network.model.e1000.other", DESIGNER_THING_NET_MODEL, "e1000", NULL,
    "The operating system is not known to drive any card that the hypervisor has; Intel's e1000 is the best known one.",
    NETWORK, { RUN_BY (DESIGNER_XEN | DESIGNER_BHYVE | DESIGNER_VZ) } },

  { "network.boot.order", DESIGNER_THING_NET_BOOT, NULL, network_boot,
    "The guest boots from the network: it was asked to, or has no storage to boot from.",
    NETWORK, { RUN_BY (DESIGNER_QEMU | DESIGNER_BHYVE) } },

  { NULL, 0, NULL, NULL, NULL, NULL, { { 0 } } }
};
