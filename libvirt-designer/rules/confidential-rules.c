/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Guests whose memory is kept secret from the host: what one wish entails. */

#include "rules/compute-private.h"
#include "rules/sources-private.h"

#define LAUNCH LIBVIRT_DOMAIN "#launch-security"
/* Only kernels of these systems are known to run with memory the host cannot read. */
#define NEED_OS_OF_TODAY NEED_OS_NOT_FAMILY ("winnt,win9x,win16,msdos,netware,solaris,darwin")
#define NEED_X86_KVM NEED_IS (VIRT_TYPE, "kvm"), NEED_IS (ARCH, "x86_64")
#define NEED_UEFI_Q35 NEED_IS (CHIPSET, "q35"), NEED_IS (FIRMWARE, "efi")

/* The host writes to a device's memory only where the guest lets it: through
 * the IOMMU interface of virtio. CONDITION: what makes it a virtio device. */
#define VIRTIO_IOMMU(name, thing, condition) \
  { name ".driver.iommu.confidential", DESIGNER_THING_##thing, "on", NULL, \
    "A guest with secret memory shares with its virtio devices only what it maps for them.", \
    LIBVIRT_SEV, { SET (LAUNCH_SECURITY), condition } }, \
  { name ".driver.iommu.declined", DESIGNER_THING_##thing, "off", NULL, \
    "A virtio device without an IOMMU was asked for.", \
    LIBVIRT_DOMAIN "#virtio-related-options", \
    { WISHED (thing, "off"), condition, NEED_NOT (LAUNCH_SECURITY, "sev,sev-snp,tdx,s390-pv") } }

static const char *
figure (DesignerFacts *facts,
        const char *what)
{
  guint64 number;

  if (facts->view == NULL || !designer_host_view_figure (facts->view, what, &number))
    return NULL;
  return designer_number (facts, number);
}

static const char *
c_bit (DesignerFacts *facts,
       G_GNUC_UNUSED const DesignerSubject *subject,
       G_GNUC_UNUSED const DesignerRule *rule)
{
  return figure (facts, "sev/cbitpos");
}

static const char *
reduced_bits (DesignerFacts *facts,
              G_GNUC_UNUSED const DesignerSubject *subject,
              G_GNUC_UNUSED const DesignerRule *rule)
{
  return figure (facts, "sev/reducedPhysBits");
}

/* The third bit of a policy asks for encrypted registers. */
static const char *
es_of_policy (DesignerFacts *facts,
              G_GNUC_UNUSED const DesignerSubject *subject,
              G_GNUC_UNUSED const DesignerRule *rule)
{
  const char *policy = designer_intent_get (facts->intent, DESIGNER_THING_LAUNCH_POLICY);

  if (policy == NULL)
    return NULL;
  return (g_ascii_strtoull (policy, NULL, 0) & 4) != 0 ? "yes" : "no";
}

const DesignerRule designer_confidential_rules[] = {
  { "launch-security.sev", DESIGNER_THING_LAUNCH_SECURITY, "sev", NULL,
    "The guest's memory is encrypted with a key that only AMD's secure processor knows.",
    LAUNCH, { WISHED (LAUNCH_SECURITY, "sev"), NEED_OS_OF_TODAY, NEED_X86_KVM, NEED_UEFI_Q35, NEED_HOST ("sev", NULL) } },
  { "launch-security.sev-snp", DESIGNER_THING_LAUNCH_SECURITY, "sev-snp", NULL,
    "The guest's memory is encrypted, and the host cannot change it unnoticed.",
    LAUNCH,
    { WISHED (LAUNCH_SECURITY, "sev-snp"), NEED_OS_OF_TODAY, NEED_X86_KVM, NEED_UEFI_Q35,
      NEED_HOST_SAYS ("launchSecurity/sectype", "sev-snp") } },
  { "launch-security.tdx", DESIGNER_THING_LAUNCH_SECURITY, "tdx", NULL,
    "The guest is a trust domain of Intel's, which the host can neither read nor change.",
    LAUNCH,
    { WISHED (LAUNCH_SECURITY, "tdx"), NEED_OS_OF_TODAY, NEED_X86_KVM, NEED_UEFI_Q35,
      NEED_HOST_SAYS ("launchSecurity/sectype", "tdx") } },
  { "launch-security.s390-pv", DESIGNER_THING_LAUNCH_SECURITY, "s390-pv", NULL,
    "The firmware of the mainframe keeps the guest's memory from the host.",
    LIBVIRT_S390_PV,
    { WISHED (LAUNCH_SECURITY, "s390-pv"), NEED_OS_OF_TODAY, NEED_IS (ARCH, "s390x"), NEED_IS (VIRT_TYPE, "kvm"),
      NEED_HOST ("s390-pv", NULL) } },

  { "launch-security.offered.sev", DESIGNER_THING_LAUNCH_SECURITY, "sev", NULL,
    "The host can encrypt the guest's memory with a key that only AMD's secure processor knows.",
    LAUNCH,
    { BY_POLICY ("launch-security.offered.sev"), NEED_OS_OF_TODAY, NEED_X86_KVM, NEED_UEFI_Q35, NEED_HOST ("sev", NULL) } },
  { "launch-security.offered.sev-snp", DESIGNER_THING_LAUNCH_SECURITY, "sev-snp", NULL,
    "The host can encrypt the guest's memory, and cannot change it unnoticed.",
    LAUNCH,
    { BY_POLICY ("launch-security.offered.sev-snp"), NEED_OS_OF_TODAY, NEED_X86_KVM, NEED_UEFI_Q35,
      NEED_HOST_SAYS ("launchSecurity/sectype", "sev-snp") } },
  { "launch-security.offered.tdx", DESIGNER_THING_LAUNCH_SECURITY, "tdx", NULL,
    "The host has Intel's trust domains, which it can neither read nor change.",
    LAUNCH,
    { BY_POLICY ("launch-security.offered.tdx"), NEED_OS_OF_TODAY, NEED_X86_KVM, NEED_UEFI_Q35,
      NEED_HOST_SAYS ("launchSecurity/sectype", "tdx") } },
  { "launch-security.offered.s390-pv", DESIGNER_THING_LAUNCH_SECURITY, "s390-pv", NULL,
    "The firmware of the mainframe can keep the guest's memory from the host.",
    LIBVIRT_S390_PV,
    { BY_POLICY ("launch-security.offered.s390-pv"), NEED_OS_OF_TODAY, NEED_IS (ARCH, "s390x"), NEED_IS (VIRT_TYPE, "kvm"),
      NEED_HOST ("s390-pv", NULL) } },

  { "launch-security.es.sev-snp", DESIGNER_THING_LAUNCH_ES, "yes", NULL,
    "SEV-SNP always encrypts the registers too.",
    LAUNCH, { NEED_IS (LAUNCH_SECURITY, "sev-snp") } },
  { "launch-security.es.policy", DESIGNER_THING_LAUNCH_ES, NULL, es_of_policy,
    "The policy that was asked for says whether the registers are encrypted too.",
    LAUNCH, { IS (LAUNCH_SECURITY, "sev") } },
  { "launch-security.es.sev", DESIGNER_THING_LAUNCH_ES, "yes", NULL,
    "The host can encrypt the registers as well as the memory, so that it sees nothing at all.",
    LAUNCH, { NEED_IS (LAUNCH_SECURITY, "sev"), NOT_WISHED (SECURE_BOOT, "yes"), NEED_HOST ("sev/es", NULL) } },
  { "launch-security.es.none", DESIGNER_THING_LAUNCH_ES, "no", NULL,
    "The host is not known to have room for a guest with encrypted registers, or secure boot rules them out.",
    LAUNCH, { NEED_IS (LAUNCH_SECURITY, "sev") } },

  { "launch-security.policy.sev-es", DESIGNER_THING_LAUNCH_POLICY, "0x07", NULL,
    "The host may not debug the guest nor share its key with another one, and registers are encrypted.",
    LAUNCH, { IS (LAUNCH_SECURITY, "sev"), IS (LAUNCH_ES, "yes") } },
  { "launch-security.policy.sev", DESIGNER_THING_LAUNCH_POLICY, "0x03", NULL,
    "The host may neither debug the guest nor share its key with another one.",
    LAUNCH, { IS (LAUNCH_SECURITY, "sev") } },
  { "launch-security.policy.sev-snp", DESIGNER_THING_LAUNCH_POLICY, "0x00030000", NULL,
    "The host may not debug the guest, which may run on several threads of a core.",
    LAUNCH, { IS (LAUNCH_SECURITY, "sev-snp") } },

  { "launch-security.cbitpos.host", DESIGNER_THING_LAUNCH_CBITPOS, NULL, c_bit,
    "This is where the host's processor marks a page as encrypted.",
    LIBVIRT_DOMCAPS "#sev-capabilities", { IS (LAUNCH_SECURITY, "sev,sev-snp") } },
  { "launch-security.cbitpos.left-open", DESIGNER_THING_LAUNCH_CBITPOS, NULL, NULL,
    "libvirt asks the processor at each start where it marks a page as encrypted.",
    LAUNCH, { IS (LAUNCH_SECURITY, "sev,sev-snp") } },
  { "launch-security.reduced-phys-bits.host", DESIGNER_THING_LAUNCH_REDUCED_BITS, NULL, reduced_bits,
    "Encryption costs the host's processor this many bits of physical addresses.",
    LIBVIRT_DOMCAPS "#sev-capabilities", { IS (LAUNCH_SECURITY, "sev,sev-snp") } },
  { "launch-security.reduced-phys-bits.left-open", DESIGNER_THING_LAUNCH_REDUCED_BITS, NULL, NULL,
    "libvirt asks the processor at each start how many bits encryption costs.",
    LAUNCH, { IS (LAUNCH_SECURITY, "sev,sev-snp") } },

  { "firmware.stateless.confidential", DESIGNER_THING_LOADER_STATELESS, "yes", NULL,
    "Variables that the host could change are no part of what is measured, so the firmware keeps none.",
    LIBVIRT_DOMAIN "#bios-bootloader", { IS (LAUNCH_SECURITY, "sev-snp,tdx"), NEED_IS (FIRMWARE, "efi") } },
  { "features.ioapic.tdx", DESIGNER_THING_IOAPIC, "qemu", NULL,
    "A trust domain has the hypervisor's interrupt controller in user space.",
    LAUNCH, { IS (LAUNCH_SECURITY, "tdx") } },
  { "features.ioapic.iommu", DESIGNER_THING_IOAPIC, "qemu", NULL,
    "An IOMMU can only remap interrupts of a controller that is in user space.",
    LIBVIRT_DOMAIN "#iommu-devices", { IS (CHIPSET, "q35"), ASKED_OF_ANY_OR_OPEN (IOMMU_MODEL, "intel") } },
  { "features.ioapic.many-vcpus", DESIGNER_THING_IOAPIC, "qemu", NULL,
    "More than 255 processors need an IOMMU, which only remaps interrupts of a controller in user space.",
    LIBVIRT_DOMAIN "#iommu-devices", { IS (CHIPSET, "q35"), ASKED_ABOVE (VCPUS, "255") } },

  { "memorybacking.locked.sev", DESIGNER_THING_MEMORY_LOCKED, "yes", NULL,
    "Encrypted pages cannot be moved or swapped, so the host locks them in memory.",
    LIBVIRT_SEV, { IS (LAUNCH_SECURITY, "sev") } },
  { "memorybacking.locked.declined", DESIGNER_THING_MEMORY_LOCKED, "no", NULL,
    "The host may swap the guest's memory.",
    LIBVIRT_DOMAIN "#memory-backing", { WISHED (MEMORY_LOCKED, "no"), NEED_NOT (LAUNCH_SECURITY, "sev") } },

  VIRTIO_IOMMU ("disk", DISK_IOMMU, NEED_IS (DISK_BUS, "virtio")),
  VIRTIO_IOMMU ("controller.virtio-scsi", CONTROLLER_IOMMU, NEED_IS (CONTROLLER_MODEL, "virtio-scsi,virtio-non-transitional")),
  VIRTIO_IOMMU ("controller.virtio-serial", CONTROLLER_IOMMU, NEED_IS (CONTROLLER_TYPE, "virtio-serial")),
  VIRTIO_IOMMU ("network", NET_IOMMU, NEED_IS (NET_MODEL, "virtio,virtio-non-transitional")),
  { "network.rom.confidential", DESIGNER_THING_NET_ROM, "no", NULL,
    "The card's boot ROM is not made for encrypted memory, and the firmware boots from the network by itself.",
    LIBVIRT_SEV, { IS (LAUNCH_SECURITY, "sev,sev-snp,tdx"), IS (NET_MODEL, "virtio,virtio-non-transitional") } },
  VIRTIO_IOMMU ("input", INPUT_IOMMU, NEED_IS (INPUT_BUS, "virtio")),
  VIRTIO_IOMMU ("video", VIDEO_IOMMU, NEED_IS (VIDEO_MODEL, "virtio")),
  VIRTIO_IOMMU ("memballoon", BALLOON_IOMMU, NEED_IS (BALLOON_MODEL, "virtio")),
  VIRTIO_IOMMU ("rng", RNG_IOMMU, NEED_IS (RNG_MODEL, "virtio,virtio-non-transitional")),

  { NULL, 0, NULL, NULL, NULL, NULL, { { 0 } } }
};
