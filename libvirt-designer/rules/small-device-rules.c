/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Audio back ends, sockets, shared memory, IOMMUs and hubs. */

#include "rules/compute-private.h"
#include "rules/sources-private.h"

#define AUDIO LIBVIRT_DOMAIN "#audio-backends"
#define VSOCK LIBVIRT_DOMAIN "#vsock"
#define SHMEM LIBVIRT_DOMAIN "#shared-memory-device"
#define IOMMU LIBVIRT_DOMAIN "#iommu-devices"

/* The first number that no other back end has. */
static const char *
next_audio_id (DesignerFacts *facts,
               G_GNUC_UNUSED const DesignerSubject *subject,
               G_GNUC_UNUSED const DesignerRule *rule)
{
  for (guint i = 1;; i++)
    {
      const char *number = designer_number (facts, i);

      if (designer_facts_tally (facts, DESIGNER_THING_AUDIO_ID, number) == 0)
        return number;
    }
}

const DesignerRule designer_small_device_rules[] = {
  { "audio.id.next", DESIGNER_THING_AUDIO_ID, NULL, next_audio_id,
    "Sound cards find their back end by its number.",
    AUDIO, { { 0 } } },
  { "audio.type.spice", DESIGNER_THING_AUDIO_TYPE, "spice", NULL,
    "SPICE carries the sound to the person who watches the guest.",
    AUDIO, { QEMU_ONLY, NEED_HOST ("graphics/type", "spice"), NEED_AT_LEAST (GRAPHICS_TYPE, "spice", "1") } },
  { "audio.type.dbus", DESIGNER_THING_AUDIO_TYPE, "dbus", NULL,
    "The program that shows the guest plays its sound.",
    AUDIO, { QEMU_ONLY, NEED_AT_LEAST (GRAPHICS_TYPE, "dbus", "1") } },
  { "audio.type.coreaudio", DESIGNER_THING_AUDIO_TYPE, "coreaudio", NULL,
    "Core Audio was asked for, which only macOS has.",
    AUDIO, { WISHED (AUDIO_TYPE, "coreaudio"), NEED_NOT (VIRT_TYPE, "kvm") } },
  { "audio.type.none", DESIGNER_THING_AUDIO_TYPE, "none", NULL,
    "Nobody is known to listen, so the sound goes nowhere.",
    AUDIO, { QEMU_ONLY } },

  { "vsock.model.virtio", DESIGNER_THING_VSOCK_MODEL, "virtio", NULL,
    "virtio is the one kind of socket to the host that there is.",
    VSOCK, { QEMU_ONLY, NEED_VIRTIO_PLACE, NEED_FEWER_DEVICES (VSOCK, "1") } },
  { "vsock.cid.auto", DESIGNER_THING_VSOCK_AUTO, "yes", NULL,
    "libvirt finds a free number at each start, so that guests never compete for one.",
    VSOCK, { NEED_UNSET (VSOCK_CID) } },

  { "shmem.model.doorbell", DESIGNER_THING_SHMEM_MODEL, "ivshmem-doorbell", NULL,
    "A server hands out the memory, and lets guests interrupt each other.",
    SHMEM, { NEED_SET (SHMEM_SERVER), QEMU_ONLY } },
  { "shmem.model.plain", DESIGNER_THING_SHMEM_MODEL, "ivshmem-plain", NULL,
    "Memory that is only shared needs no server.",
    SHMEM, { NEED_UNSET (SHMEM_SERVER), QEMU_ONLY } },
  { "shmem.model.old", DESIGNER_THING_SHMEM_MODEL, "ivshmem", NULL,
    "The old device was asked for, which QEMU no longer has.",
    SHMEM, { WISHED (SHMEM_MODEL, "ivshmem"), NEED_NOT (VIRT_TYPE, "kvm,qemu") } },

  { "iommu.model.intel", DESIGNER_THING_IOMMU_MODEL, "intel", NULL,
    "Q35 has Intel's IOMMU, which every system of today drives.",
    IOMMU, { NEED_IS (CHIPSET, "q35"), NEED_FEWER_DEVICES (IOMMU, "1") } },
  { "iommu.model.smmuv3", DESIGNER_THING_IOMMU_MODEL, "smmuv3", NULL,
    "The virt machine of ARM has ARM's IOMMU.",
    IOMMU, { NEED_IS (ARCH, "aarch64,armv7l"), NEED_FEWER_DEVICES (IOMMU, "1") } },
  { "iommu.model.virtio", DESIGNER_THING_IOMMU_MODEL, "virtio", NULL,
    "The IOMMU of virtio was asked for.",
    IOMMU, { WISHED (IOMMU_MODEL, "virtio"), NEED_NOT (CHIPSET, "i440fx"), NEED_FEWER_DEVICES (IOMMU, "1") } },
  { "iommu.intremap.split", DESIGNER_THING_IOMMU_INTREMAP, "on", NULL,
    "With the interrupt controller in user space the IOMMU can remap interrupts too.",
    IOMMU, { NEED_IS (IOMMU_MODEL, "intel"), NEED_IS (IOAPIC, "qemu") } },
  { "iommu.caching-mode.hostdev", DESIGNER_THING_IOMMU_CACHING, "on", NULL,
    "A device of the host follows what the guest maps only if the guest tells of every change.",
    IOMMU, { NEED_IS (IOMMU_MODEL, "intel"), HAS (HOSTDEV) } },
  { "iommu.eim.many-vcpus", DESIGNER_THING_IOMMU_EIM, "on", NULL,
    "More than 255 processors are only reached by interrupts in extended mode.",
    IOMMU, { NEED_IS (IOMMU_MODEL, "intel"), ASKED_ABOVE (VCPUS, "255"), NEED_IS (IOMMU_INTREMAP, "on") } },

  { "hub.type.usb", DESIGNER_THING_HUB_TYPE, "usb", NULL,
    "USB is what there are hubs of.",
    LIBVIRT_DOMAIN "#hub-devices", { QEMU_ONLY } },

  { NULL, 0, NULL, NULL, NULL, NULL, { { 0 } } }
};
