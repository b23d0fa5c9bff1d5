/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "rules/compute-private.h"
#include "rules/sources-private.h"

/* What its maker certifies for machines with secure boot and a TPM only. */
#define SECURED_SERVER "win2k22,win2k25"
#define NEED_UEFI_MACHINE NEED_NOT (CHIPSET, "vexpress,pseries,s390-ccw-virtio,microvm,isapc")
#define WITH_FIRMWARE NEED_NOT_RUN_BY (DESIGNER_XEN_PARA)
/* Of libvirt's Virtuozzo driver no feature can be asked. */
#define FULL_MACHINE RUN_BY (DESIGNER_QEMU | DESIGNER_XEN | DESIGNER_BHYVE)
/* Where no single device has a place in the boot order. */
#define BOOTED_BY_KIND RUN_BY (DESIGNER_XEN | DESIGNER_VZ)
#define BOOTING LIBVIRT_DOMAIN "#operating-system-booting"

/* NULL: the machine is none of QEMU's. */
static const char *
alias_of_family (const DesignerFacts *facts)
{
  return facts->family != NULL ? facts->family->alias : NULL;
}

static const char *
machine_asked (DesignerFacts *facts,
               const DesignerSubject *subject,
               G_GNUC_UNUSED const DesignerRule *rule)
{
  return designer_facts_get (facts, subject, DESIGNER_THING_MACHINE_ASKED);
}

/* The versioned name that ALIAS stands for, or NULL. */
static const char *
name_version (const DesignerFacts *facts,
              const char *alias)
{
  if (alias == NULL)
    return NULL;
  return gvir_designer_host_get_canonical_machine (facts->host,
                                                   designer_facts_get (facts, NULL, DESIGNER_THING_ARCH),
                                                   designer_facts_get (facts, NULL, DESIGNER_THING_VIRT_TYPE), alias);
}

/* The versioned name of what was asked for, else of the family's newest. */
static const char *
machine_versioned (DesignerFacts *facts,
                   const DesignerSubject *subject,
                   G_GNUC_UNUSED const DesignerRule *rule)
{
  const char *asked = designer_facts_get (facts, subject, DESIGNER_THING_MACHINE_ASKED);

  return name_version (facts, asked != NULL ? asked : alias_of_family (facts));
}

/* The versioned name that the family's alias stands for. */
static const char *
machine_listed (DesignerFacts *facts,
                G_GNUC_UNUSED const DesignerSubject *subject,
                G_GNUC_UNUSED const DesignerRule *rule)
{
  return name_version (facts, alias_of_family (facts));
}

static const char *
machine_alias (DesignerFacts *facts,
               G_GNUC_UNUSED const DesignerSubject *subject,
               G_GNUC_UNUSED const DesignerRule *rule)
{
  return alias_of_family (facts);
}

static const char *
value_of_installer (const DesignerFacts *facts,
                    DesignerThingId thing)
{
  return designer_facts_get (facts, NULL, thing);
}

static const char *
installer_kernel (DesignerFacts *facts,
                  G_GNUC_UNUSED const DesignerSubject *subject,
                  G_GNUC_UNUSED const DesignerRule *rule)
{
  return value_of_installer (facts, DESIGNER_THING_INSTALL_KERNEL);
}

static const char *
installer_initrd (DesignerFacts *facts,
                  G_GNUC_UNUSED const DesignerSubject *subject,
                  G_GNUC_UNUSED const DesignerRule *rule)
{
  return value_of_installer (facts, DESIGNER_THING_INSTALL_INITRD);
}

static const char *
installer_cmdline (DesignerFacts *facts,
                   G_GNUC_UNUSED const DesignerSubject *subject,
                   G_GNUC_UNUSED const DesignerRule *rule)
{
  return value_of_installer (facts, DESIGNER_THING_INSTALL_KERNEL_ARGS);
}

static const char *
bootdev_first (DesignerFacts *facts,
               G_GNUC_UNUSED const DesignerSubject *subject,
               G_GNUC_UNUSED const DesignerRule *rule)
{
  const char *kind = value_of_installer (facts, DESIGNER_THING_INSTALL_BOOTDEV);
  g_autofree char *order = g_strdup_printf ("%s%s", kind, g_str_equal (kind, "hd") ? "" : ",hd");

  return g_string_chunk_insert_const (facts->strings, order);
}

static const char *
machine_of_xen (DesignerFacts *facts,
                G_GNUC_UNUSED const DesignerSubject *subject,
                G_GNUC_UNUSED const DesignerRule *rule)
{
  return designer_xen_machine (designer_facts_get (facts, NULL, DESIGNER_THING_OS_TYPE));
}

static const char *
loader_of_host (DesignerFacts *facts,
                G_GNUC_UNUSED const DesignerSubject *subject,
                G_GNUC_UNUSED const DesignerRule *rule)
{
  return facts->view != NULL ? designer_host_view_loader (facts->view) : NULL;
}

/* The kind of device with that place in the boot order, or NULL. */
static const char *
boot_device (DesignerFacts *facts,
             G_GNUC_UNUSED const DesignerSubject *subject,
             const DesignerRule *rule)
{
  const char *order = designer_facts_get (facts, NULL, DESIGNER_THING_BOOT_ORDER);
  g_auto (GStrv) kinds = g_strsplit (order != NULL ? order : "", ",", -1);
  guint place = rule->thing - DESIGNER_THING_BOOT_FIRST;

  return place < g_strv_length (kinds) ? g_string_chunk_insert_const (facts->strings, kinds[place]) : NULL;
}

const DesignerRule designer_machine_rules[] = {
  { "machine.chipset.paravirtualised", DESIGNER_THING_CHIPSET, "none", NULL,
    "A guest without emulated hardware has no chipset.",
    LIBVIRT_XEN, { RUN_BY (DESIGNER_XEN_PARA) } },
  { "machine.chipset.xen", DESIGNER_THING_CHIPSET, "i440fx", NULL,
    "The machines of Xen have the i440FX chipset.",
    LIBVIRT_XEN, { RUN_BY (DESIGNER_XEN) } },
  { "machine.chipset.bhyve", DESIGNER_THING_CHIPSET, "bhyve", NULL,
    "The machines of bhyve have a host bridge of its own.",
    LIBVIRT_BHYVE, { RUN_BY (DESIGNER_BHYVE) } },
  { "machine.chipset.vz", DESIGNER_THING_CHIPSET, "i440fx", NULL,
    "The machines of Virtuozzo are PCs with IDE, as i440FX has it.",
    LIBVIRT_VZ, { RUN_BY (DESIGNER_VZ) } },
  { "machine.chipset.test", DESIGNER_THING_CHIPSET, "i440fx", NULL,
    "The test driver has no machine types to choose from, and every system knows the PC with i440FX.",
    QEMU_PC, { UNSET (MACHINE_ASKED), IS (VIRT_TYPE, "test") } },
  { "machine.chipset.asked-q35", DESIGNER_THING_CHIPSET, "q35", NULL,
    "The machine type that was asked for has the Q35 chipset.",
    QEMU_PC, { BEGINS (MACHINE_ASKED, "q35,pc-q35"), NEED_X86 } },
  { "machine.chipset.asked-i440fx", DESIGNER_THING_CHIPSET, "i440fx", NULL,
    "The machine type that was asked for has the i440FX chipset.",
    QEMU_PC, { BEGINS (MACHINE_ASKED, "pc"), NEED_X86 } },
  { "machine.chipset.asked-microvm", DESIGNER_THING_CHIPSET, "microvm", NULL,
    "The machine type that was asked for is the one without PCI that starts fastest.",
    QEMU_MICROVM, { BEGINS (MACHINE_ASKED, "microvm"), NEED_X86 } },
  { "machine.chipset.asked-isapc", DESIGNER_THING_CHIPSET, "isapc", NULL,
    "The machine type that was asked for is the PC of the time before PCI.",
    QEMU_PC, { BEGINS (MACHINE_ASKED, "isapc"), NEED_X86 } },
  { "machine.chipset.asked-virt", DESIGNER_THING_CHIPSET, "virt", NULL,
    "The machine type that was asked for is the one that was made for virtual machines.",
    QEMU_ARM_VIRT, { BEGINS (MACHINE_ASKED, "virt") } },
  { "machine.chipset.asked-vexpress", DESIGNER_THING_CHIPSET, "vexpress", NULL,
    "The machine type that was asked for is the Versatile Express board.",
    QEMU_VEXPRESS, { BEGINS (MACHINE_ASKED, "vexpress") } },
  { "machine.chipset.asked-pseries", DESIGNER_THING_CHIPSET, "pseries", NULL,
    "The machine type that was asked for is the virtual machine of POWER.",
    QEMU_PSERIES, { BEGINS (MACHINE_ASKED, "pseries") } },
  { "machine.chipset.asked-s390-ccw-virtio", DESIGNER_THING_CHIPSET, "s390-ccw-virtio", NULL,
    "The machine type that was asked for is the virtual machine of IBM Z.",
    QEMU_S390X, { BEGINS (MACHINE_ASKED, "s390-ccw") } },
  { "machine.chipset.secure-boot", DESIGNER_THING_CHIPSET, "q35", NULL,
    "Secure boot needs system management mode, which only Q35 protects.",
    LIBVIRT_SECURE_BOOT,
    { UNSET (MACHINE_ASKED), NEED_X86, WISHED (SECURE_BOOT, "yes"), NEED_HOST_MACHINE ("q35") } },
  { "machine.chipset.confidential", DESIGNER_THING_CHIPSET, "q35", NULL,
    "A guest with secret memory has PCI Express, whose virtio devices can be kept from that memory.",
    LIBVIRT_SEV,
    { UNSET (MACHINE_ASKED), NEED_X86, WISHED (LAUNCH_SECURITY, "sev,sev-snp,tdx"), NEED_HOST_MACHINE ("q35") } },
  { "machine.chipset.os-needs-uefi", DESIGNER_THING_CHIPSET, "q35", NULL,
    "An operating system that only boots from UEFI is made for PCI Express machines.",
    LIBVIRT_SECURE_BOOT,
    { UNSET (MACHINE_ASKED), NEED_X86, OS_NEEDS_UEFI, NEED_HOST_MACHINE ("q35") } },
  { "machine.chipset.q35", DESIGNER_THING_CHIPSET, "q35", NULL,
    "The operating system drives Q35, the modern chipset with PCI Express.",
    QEMU_PCIE,
    { UNSET (MACHINE_ASKED), NEED_X86, OS_HAS (Q35), OS_MODERN_VIRTIO, NEED_HOST_MACHINE ("q35") } },
  { "machine.chipset.i440fx", DESIGNER_THING_CHIPSET, "i440fx", NULL,
    "The operating system is not known to drive Q35; i440FX is the PC that every system knows.",
    QEMU_PC, { UNSET (MACHINE_ASKED), NEED_X86, NEED_HOST_MACHINE ("pc") } },
  { "machine.chipset.only-q35", DESIGNER_THING_CHIPSET, "q35", NULL,
    "Q35 is the only PC that the host has.",
    QEMU_PC, { UNSET (MACHINE_ASKED), NEED_X86, NEED_HOST_MACHINE ("q35") } },

  { "machine.chipset.virt", DESIGNER_THING_CHIPSET, "virt", NULL,
    "The virt machine was made for virtual machines, and has PCI Express.",
    QEMU_ARM_VIRT,
    { UNSET (MACHINE_ASKED), NEED_IS (ARCH, "aarch64,armv7l,riscv64,loongarch64"), NEED_HOST_MACHINE ("virt") } },
  { "machine.chipset.vexpress", DESIGNER_THING_CHIPSET, "vexpress", NULL,
    "The host has no virt machine; the Versatile Express board is the best known other one.",
    QEMU_VEXPRESS,
    { UNSET (MACHINE_ASKED), NEED_IS (ARCH, "armv7l"), NEED_HOST_MACHINE ("vexpress-a15") } },
  { "machine.chipset.pseries", DESIGNER_THING_CHIPSET, "pseries", NULL,
    "pSeries is the machine of POWER that was made for virtual machines.",
    QEMU_PSERIES,
    { UNSET (MACHINE_ASKED), NEED_IS (ARCH, "ppc64le,ppc64"), NEED_HOST_MACHINE ("pseries") } },
  { "machine.chipset.s390-ccw-virtio", DESIGNER_THING_CHIPSET, "s390-ccw-virtio", NULL,
    "This is the machine of IBM Z that was made for virtual machines.",
    QEMU_S390X,
    { UNSET (MACHINE_ASKED), NEED_IS (ARCH, "s390x"), NEED_HOST_MACHINE ("s390-ccw-virtio") } },

  { "machine.virtio.assumed", DESIGNER_THING_VIRTIO, "assumed", NULL,
    "A system that runs on this machine drives virtio, since the machine has hardly any other device.",
    VIRTIO_SPEC, { IS (CHIPSET, "pseries,s390-ccw-virtio") } },
  { "machine.virtio.assumed.young", DESIGNER_THING_VIRTIO, "assumed", NULL,
    "Systems for this architecture came long after virtio, and all of them drive it.",
    VIRTIO_SPEC, { IS (CHIPSET, "virt"), IS (ARCH, "riscv64,loongarch64") } },
  { "machine.virtio.basic", DESIGNER_THING_VIRTIO, "basic", NULL,
    "A system that runs on this machine drives disks, network cards and ports of virtio.",
    VIRTIO_SPEC, { BY_POLICY ("machine.virtio.basic"), IS (CHIPSET, "virt,pseries,s390-ccw-virtio") } },
  { "machine.virtio.unused", DESIGNER_THING_VIRTIO, "unused", NULL,
    "Virtio is left to guests of QEMU, where it comes from.",
    VIRTIO_SPEC, { BY_POLICY ("machine.virtio.unused"), NOT (VIRT_TYPE, "kvm,qemu,hvf") } },
  { "machine.virtio.unused.board", DESIGNER_THING_VIRTIO, "unused", NULL,
    "The board has devices of its own.",
    VIRTIO_SPEC, { BY_POLICY ("machine.virtio.unused.board"), IS (CHIPSET, "vexpress") } },

  { "machine.xen", DESIGNER_THING_MACHINE_TYPE, NULL, machine_of_xen,
    "Xen has one machine type for each kind of guest.",
    LIBVIRT_XEN, { IS (VIRT_TYPE, "xen") } },
  { "machine.unnamed", DESIGNER_THING_MACHINE_TYPE, NULL, NULL,
    "The hypervisor has no machine types to choose from.",
    LIBVIRT_CAPS, { UNSET (MACHINE_ASKED), IS (VIRT_TYPE, "bhyve,vz,test") } },
  { "machine.pinned", DESIGNER_THING_MACHINE_TYPE, NULL, machine_versioned,
    "A versioned machine type keeps the guest's hardware the same on newer hosts.",
    LIBVIRT_CAPS, { WISHED (MACHINE_PIN, "yes") } },
  { "machine.host-set", DESIGNER_THING_MACHINE_TYPE, NULL, machine_versioned,
    "An alias is another machine on each host; this is the newest version that all of them have.",
    LIBVIRT_CAPS, { HOST_SET } },
  { "machine.asked", DESIGNER_THING_MACHINE_TYPE, NULL, machine_asked,
    "This machine type was asked for.",
    QEMU_PC, { SET (MACHINE_ASKED) } },
  { "machine.alias", DESIGNER_THING_MACHINE_TYPE, NULL, machine_alias,
    "libvirt replaces the alias by the host's newest version when the guest is defined.",
    LIBVIRT_DOMAIN "#operating-system-booting", { UNSET (MACHINE_ASKED) } },

  { "machine.pinned.always", DESIGNER_THING_MACHINE_TYPE, NULL, machine_versioned,
    "A versioned machine type is the same on each host that has it.",
    LIBVIRT_CAPS, { BY_POLICY ("machine.pinned.always"), IS (VIRT_TYPE, "kvm,qemu,hvf") } },
  { "machine.listed-first", DESIGNER_THING_MACHINE_TYPE, NULL, machine_listed,
    "The machine type that the host lists first of its chipset is written by its full name.",
    LIBVIRT_CAPS, { BY_POLICY ("machine.listed-first"), UNSET (MACHINE_ASKED), IS (CHIPSET, "i440fx") } },

  { "firmware.paravirtualised", DESIGNER_THING_FIRMWARE, NULL, NULL,
    "A guest without emulated hardware has no firmware either.",
    LIBVIRT_XEN, { RUN_BY (DESIGNER_XEN_PARA) } },
  { "firmware.file", DESIGNER_THING_FIRMWARE, "file", NULL,
    "The firmware is the file that was named, and not one that libvirt finds.",
    LIBVIRT_DOMAIN "#bios-bootloader", { NEED_ASKED (LOADER), QEMU_ONLY } },
  { "firmware.secure-boot", DESIGNER_THING_FIRMWARE, "efi", NULL,
    "Secure boot is a feature of UEFI.",
    LIBVIRT_SECURE_BOOT,
    { WISHED (SECURE_BOOT, "yes"), NEED_UEFI_MACHINE, NEED_OS_NOT_WITHOUT ("efi"), NEED_HOST ("os/firmware", "efi"), WITH_FIRMWARE } },
  { "firmware.confidential", DESIGNER_THING_FIRMWARE, "efi", NULL,
    "Only UEFI can start a guest whose memory the host cannot read.",
    LIBVIRT_SEV,
    { WISHED (LAUNCH_SECURITY, "sev,sev-snp,tdx"), NEED_UEFI_MACHINE, NEED_OS_NOT_WITHOUT ("efi"), NEED_HOST ("os/firmware", "efi"), WITH_FIRMWARE } },
  { "firmware.os-needs-uefi", DESIGNER_THING_FIRMWARE, "efi", NULL,
    "The operating system boots from UEFI only.",
    OSINFO_DB, { OS_NEEDS_UEFI, NEED_UEFI_MACHINE, NEED_HOST ("os/firmware", "efi"), WITH_FIRMWARE } },
  { "firmware.windows-server", DESIGNER_THING_FIRMWARE, "efi", NULL,
    "Windows Server from 2022 on is certified for machines with secure boot and a TPM only.",
    MICROSOFT_SERVER,
    { OS_IS (SECURED_SERVER), NEED_IS (CHIPSET, "q35"), HOST ("os/firmware", "efi"), HOST ("loader/secure", "yes"), WITH_FIRMWARE } },
  { "firmware.bhyve", DESIGNER_THING_FIRMWARE, NULL, NULL,
    "bhyve is given a file with UEFI, which boots every system, where without it each needs a program of its own on the host.",
    LIBVIRT_BHYVE, { RUN_BY (DESIGNER_BHYVE), NEED_OS_NOT_WITHOUT ("efi"), HOST ("loader/type", "pflash") } },
  { "firmware.bios", DESIGNER_THING_FIRMWARE, "bios", NULL,
    "BIOS boots every system that does not insist on UEFI, and keeps internal snapshots possible.",
    LIBVIRT_DOMAIN "#bios-bootloader",
    { NOT_WISHED (SECURE_BOOT, "yes"), NOT_WISHED (LAUNCH_SECURITY, "sev,sev-snp,tdx"), NEED_X86, NEED_OS_NOT_WITHOUT ("bios"),
      WITH_FIRMWARE } },
  { "firmware.efi.virt", DESIGNER_THING_FIRMWARE, "efi", NULL,
    "UEFI is what systems for this machine boot from.",
    QEMU_ARM_VIRT,
    { NEED_IS (CHIPSET, "virt"), NOT_ASKED (KERNEL), NEED_OS_NOT_WITHOUT ("efi"), NEED_HOST ("os/firmware", "efi") } },
  { "firmware.built-in", DESIGNER_THING_FIRMWARE, "built-in", NULL,
    "The machine brings its firmware along.",
    QEMU_PSERIES, { NEED_IS (CHIPSET, "pseries,s390-ccw-virtio") } },
  { "firmware.built-in.virt", DESIGNER_THING_FIRMWARE, "built-in", NULL,
    "The host has no UEFI for this machine, or none is needed for the kernel that is given to it.",
    QEMU_ARM_VIRT, { NEED_IS (CHIPSET, "virt,vexpress"), NOT_WISHED (SECURE_BOOT, "yes") } },

  { "firmware.loader.bhyve", DESIGNER_THING_LOADER, "/usr/local/share/uefi-firmware/BHYVE_UEFI.fd", NULL,
    "This is the UEFI firmware that FreeBSD has for bhyve.",
    LIBVIRT_BHYVE,
    { RUN_BY (DESIGNER_BHYVE), UNSET (FIRMWARE), HOST ("loader", "/usr/local/share/uefi-firmware/BHYVE_UEFI.fd") } },
  { "firmware.loader.xen", DESIGNER_THING_LOADER, NULL, loader_of_host,
    "This is the BIOS that the host names for Xen's machines.",
    LIBVIRT_CAPS, { RUN_BY (DESIGNER_XEN), IS (FIRMWARE, "bios") } },
  { "firmware.loader.type.rom", DESIGNER_THING_LOADER_TYPE, "rom", NULL,
    "A BIOS is a read-only memory.",
    LIBVIRT_DOMAIN "#bios-bootloader", { SET (LOADER), RUN_BY (DESIGNER_XEN), IS (FIRMWARE, "bios") } },
  { "firmware.loader.type.pflash", DESIGNER_THING_LOADER_TYPE, "pflash", NULL,
    "UEFI is in flash memory.",
    LIBVIRT_BHYVE, { SET (LOADER), RUN_BY (DESIGNER_BHYVE) } },
  { "firmware.loader.readonly", DESIGNER_THING_LOADER_READONLY, "yes", NULL,
    "The file is the same for all guests.",
    LIBVIRT_BHYVE, { IS (LOADER_TYPE, "pflash"), RUN_BY (DESIGNER_BHYVE) } },

  { "firmware.secure-boot.os-needs-it", DESIGNER_THING_SECURE_BOOT, "yes", NULL,
    "Windows that boots from UEFI only requires a machine capable of secure boot.",
    MICROSOFT_WINDOWS_11,
    { OS_FAMILY ("winnt"), OS_NEEDS_UEFI, NEED_IS (FIRMWARE, "efi"), NEED_IS (CHIPSET, "q35"),
      NEED_HOST ("loader/secure", "yes"), NEED_NOT (LAUNCH_ES, "yes") } },
  { "firmware.secure-boot.windows-server", DESIGNER_THING_SECURE_BOOT, "yes", NULL,
    "Windows Server from 2022 on is certified for machines with secure boot and a TPM only.",
    MICROSOFT_SERVER,
    { OS_IS (SECURED_SERVER), NEED_IS (FIRMWARE, "efi"), NEED_IS (CHIPSET, "q35"), NEED_HOST ("loader/secure", "yes"),
      NEED_NOT (LAUNCH_ES, "yes") } },
  { "firmware.secure-boot.arm", DESIGNER_THING_SECURE_BOOT, "yes", NULL,
    "Some hosts have UEFI with secure boot for ARM, which they do not say.",
    LIBVIRT_SECURE_BOOT, { WISHED (SECURE_BOOT, "yes"), NEED_IS (ARCH, "aarch64"), NEED_IS (FIRMWARE, "efi") } },
  { "firmware.secure-boot.off", DESIGNER_THING_SECURE_BOOT, "no", NULL,
    "Without secure boot every boot loader starts, signed or not.",
    LIBVIRT_SECURE_BOOT, { OS_NEEDS_NO_UEFI, NEED_IS (FIRMWARE, "efi"), QEMU_ONLY } },
  { "firmware.secure-boot.unknown", DESIGNER_THING_SECURE_BOOT, "absent", NULL,
    "Only of QEMU's firmware can secure boot be asked for.",
    LIBVIRT_SECURE_BOOT, { NOT_RUN_BY (DESIGNER_QEMU) } },
  { "firmware.secure-boot.bios", DESIGNER_THING_SECURE_BOOT, "absent", NULL,
    "BIOS knows no secure boot.",
    LIBVIRT_SECURE_BOOT, { IS (FIRMWARE, "bios") } },
  { "firmware.secure-boot.built-in", DESIGNER_THING_SECURE_BOOT, "absent", NULL,
    "The firmware that the machine brings along knows no secure boot.",
    LIBVIRT_SECURE_BOOT, { IS (FIRMWARE, "built-in") } },
  { "firmware.secure-boot.file", DESIGNER_THING_SECURE_BOOT, "absent", NULL,
    "Whether a file that was named has secure boot is said of that file.",
    LIBVIRT_SECURE_BOOT, { IS (FIRMWARE, "file") } },

  { "firmware.enrolled-keys.secure-boot", DESIGNER_THING_ENROLLED_KEYS, "yes", NULL,
    "Secure boot only checks anything once the vendors' keys are enrolled.",
    LIBVIRT_SECURE_BOOT, { NEED_IS (SECURE_BOOT, "yes") } },
  { "firmware.enrolled-keys.none", DESIGNER_THING_ENROLLED_KEYS, "absent", NULL,
    "Keys have no meaning without secure boot.",
    LIBVIRT_SECURE_BOOT, { NOT (SECURE_BOOT, "yes") } },

  { "features.smm.secure-boot", DESIGNER_THING_SMM, "on", NULL,
    "Secure boot keeps its variables safe in system management mode.",
    LIBVIRT_DOMAIN "#hypervisor-features", { NEED_IS (CHIPSET, "q35"), IS (SECURE_BOOT, "yes") } },
  { "features.smm.secure-loader", DESIGNER_THING_SMM, "on", NULL,
    "A file with secure boot keeps its variables safe in system management mode.",
    LIBVIRT_DOMAIN "#hypervisor-features", { NEED_IS (CHIPSET, "q35"), IS (LOADER_SECURE, "yes") } },
  { "features.smm.off", DESIGNER_THING_SMM, NULL, NULL,
    "Without secure boot, system management mode is left to the hypervisor.",
    LIBVIRT_DOMAIN "#hypervisor-features", { NOT (SECURE_BOOT, "yes") } },

  { "boot.kernel.install", DESIGNER_THING_KERNEL, NULL, installer_kernel,
    "The first boot is the installer's kernel.",
    BOOTING, { IS (INSTALL_METHOD, "kernel"), IS (INSTALL_PHASE, "install") } },
  { "boot.initrd.install", DESIGNER_THING_INITRD, NULL, installer_initrd,
    "This is the initial RAM disk of the installer's kernel.",
    BOOTING, { IS (INSTALL_METHOD, "kernel"), IS (INSTALL_PHASE, "install") } },
  { "boot.cmdline.install", DESIGNER_THING_CMDLINE, NULL, installer_cmdline,
    "This is the command line of the installer's kernel.",
    BOOTING, { IS (INSTALL_METHOD, "kernel"), IS (INSTALL_PHASE, "install") } },

  { "boot.bootloader.pygrub", DESIGNER_THING_BOOTLOADER, "/usr/bin/pygrub", NULL,
    "Without firmware, this program of Xen finds the kernel on the guest's disk.",
    LIBVIRT_XEN, { RUN_BY (DESIGNER_XEN_PARA), UNSET (KERNEL) } },
  { "boot.bootloader.grub-bhyve", DESIGNER_THING_BOOTLOADER, "/usr/local/sbin/grub-bhyve", NULL,
    "Without UEFI, bhyve itself only loads FreeBSD; this program loads other systems.",
    LIBVIRT_BHYVE, { RUN_BY (DESIGNER_BHYVE), IS (FIRMWARE, "bios"), OS_NOT_FAMILY ("freebsd"), UNSET (KERNEL) } },

  { "boot.order.install-cdrom", DESIGNER_THING_BOOT_ORDER, "cdrom,hd", NULL,
    "The installer is on the CD-ROM, and the disk may hold an older system.",
    BOOTING, { IS (INSTALL_METHOD, "cdrom"), IS (INSTALL_PHASE, "install") } },
  { "boot.order.install-network", DESIGNER_THING_BOOT_ORDER, "network,hd", NULL,
    "The installer comes over the network, and the disk may hold an older system.",
    BOOTING, { IS (INSTALL_METHOD, "network"), IS (INSTALL_PHASE, "install") } },
  { "boot.order.install-bootdev", DESIGNER_THING_BOOT_ORDER, NULL, bootdev_first,
    "The first boot is from the kind of device that was named.",
    BOOTING, { IS (INSTALL_METHOD, "bootdev"), IS (INSTALL_PHASE, "install") } },
  { "boot.order.live", DESIGNER_THING_BOOT_ORDER, "cdrom,hd", NULL,
    "The system runs from its CD-ROM.",
    BOOTING, { WISHED (INSTALL_LIVE, "yes"), NOT (INSTALL_METHOD, "network,kernel,bootdev") } },
  { "boot.order.default", DESIGNER_THING_BOOT_ORDER, "hd,cdrom", NULL,
    "The disk is tried first: while it is empty the firmware goes on to the CD-ROM.",
    BOOTING, { MACHINE_ONLY, NOT_RUN_BY (DESIGNER_XEN_PARA) } },

  { "boot.first", DESIGNER_THING_BOOT_FIRST, NULL, boot_device,
    "The hypervisor is told kinds of device, in the order in which they are tried.",
    BOOTING, { BOOTED_BY_KIND } },
  { "boot.first.kind", DESIGNER_THING_BOOT_FIRST, NULL, designer_boot_kind,
    "Kinds of devices are booted from in turn, instead of one device after the other.",
    BOOTING, { BY_POLICY ("boot.first.kind"), NEED_RUN_BY (DESIGNER_QEMU | DESIGNER_XEN | DESIGNER_XEN_PARA | DESIGNER_VZ) } },
  { "boot.second", DESIGNER_THING_BOOT_SECOND, NULL, boot_device,
    "This kind of device comes second in the order that was decided.",
    BOOTING, { BOOTED_BY_KIND } },
  { "boot.second.kind", DESIGNER_THING_BOOT_SECOND, NULL, designer_boot_kind,
    "Kinds of devices are booted from in turn, instead of one device after the other.",
    BOOTING, { BY_POLICY ("boot.second.kind"), NEED_RUN_BY (DESIGNER_QEMU | DESIGNER_XEN | DESIGNER_XEN_PARA | DESIGNER_VZ) } },
  { "boot.third", DESIGNER_THING_BOOT_THIRD, NULL, boot_device,
    "This kind of device comes third in the order that was asked for.",
    BOOTING, { BOOTED_BY_KIND } },
  { "boot.third.kind", DESIGNER_THING_BOOT_THIRD, NULL, designer_boot_kind,
    "Kinds of devices are booted from in turn, instead of one device after the other.",
    BOOTING, { BY_POLICY ("boot.third.kind"), NEED_RUN_BY (DESIGNER_QEMU | DESIGNER_XEN | DESIGNER_XEN_PARA | DESIGNER_VZ) } },
  { "boot.fourth", DESIGNER_THING_BOOT_FOURTH, NULL, boot_device,
    "This kind of device comes last in the order that was asked for.",
    BOOTING, { BOOTED_BY_KIND } },
  { "boot.fourth.kind", DESIGNER_THING_BOOT_FOURTH, NULL, designer_boot_kind,
    "Kinds of devices are booted from in turn, instead of one device after the other.",
    BOOTING, { BY_POLICY ("boot.fourth.kind"), NEED_RUN_BY (DESIGNER_QEMU | DESIGNER_XEN | DESIGNER_XEN_PARA | DESIGNER_VZ) } },

  { "features.acpi", DESIGNER_THING_ACPI, "yes", NULL,
    "Power management and graceful shutdown need ACPI.",
    LIBVIRT_DOMAIN "#hypervisor-features", { FULL_MACHINE, NEED_IS (ARCH, X86 ",aarch64"), FOR_X86, NOT (CHIPSET, "isapc"), HOST_NOT_WITHOUT ("guest/features", "acpi") } },
  { "features.acpi.uefi", DESIGNER_THING_ACPI, "yes", NULL,
    "UEFI hands ACPI tables on to the system, which servers of this architecture expect.",
    LIBVIRT_DOMAIN "#hypervisor-features", { NEED_IS (ARCH, X86 ",aarch64"), IS (FIRMWARE, "efi,file") } },
  { "features.acpi.arm", DESIGNER_THING_ACPI, "yes", NULL,
    "A system for servers of this architecture expects ACPI, however it is booted.",
    LIBVIRT_DOMAIN "#hypervisor-features", { BY_POLICY ("features.acpi.arm"), NEED_IS (ARCH, "aarch64"), IS (CHIPSET, "virt") } },
  { "features.apic", DESIGNER_THING_APIC, "yes", NULL,
    "Interrupts reach several processors through the APIC.",
    LIBVIRT_DOMAIN "#hypervisor-features", { FULL_MACHINE, NEED_X86, HOST_NOT_WITHOUT ("guest/features", "apic") } },
  { "features.gic.host", DESIGNER_THING_GIC, "host", NULL,
    "KVM passes on the interrupt controller of the host, whatever its version.",
    LIBVIRT_DOMAIN "#hypervisor-features", { NEED_IS (ARCH, "aarch64,armv7l"), IS (CHIPSET, "virt"), NEED_IS (VIRT_TYPE, "kvm") } },
  { "features.pae.xen", DESIGNER_THING_PAE, "yes", NULL,
    "Xen only shows a guest the physical address extension, which 64-bit systems need, where it is asked to.",
    LIBVIRT_XEN, { RUN_BY (DESIGNER_XEN) } },
  { "features.pae.listed", DESIGNER_THING_PAE, "yes", NULL,
    "Through it a 32-bit system has memory beyond 4 GiB, and memory that it runs no code from.",
    LIBVIRT_CAPS, { IS (ARCH, "i686"), RUN_BY (DESIGNER_QEMU), HOST ("guest/features", "pae") } },
  { "features.viridian.windows", DESIGNER_THING_VIRIDIAN, "yes", NULL,
    "Windows runs faster where Xen shows it the interface of Hyper-V, which Xen calls Viridian.",
    LIBVIRT_DOMAIN "#hypervisor-features",
    { OS_FAMILY ("winnt"), OS_VERSION ("6.0"), RUN_BY (DESIGNER_XEN) } },
  { "features.vmport.off", DESIGNER_THING_VMPORT, "off", NULL,
    "The VMware mouse would get in the way of the tablet.",
    LIBVIRT_DOMAIN "#hypervisor-features", { OS_HAS (TABLET), QEMU_ONLY, NEED_IS (CHIPSET, "q35,i440fx") } },
  { "features.vmport.spice", DESIGNER_THING_VMPORT, NULL, designer_vmport_for_spice,
    "The VMware mouse would get in the way of the one that SPICE brings.",
    LIBVIRT_DOMAIN "#hypervisor-features", { BY_POLICY ("features.vmport.spice"), MACHINE_ONLY } },
  { "features.vmport.default", DESIGNER_THING_VMPORT, NULL, NULL,
    "Without a tablet nothing competes with the VMware mouse.",
    LIBVIRT_DOMAIN "#hypervisor-features", { OS_LACKS (TABLET), FOR_X86, RUN_BY (DESIGNER_QEMU) } },

  { "pm.suspend-to-mem.off", DESIGNER_THING_PM_MEM, "no", NULL,
    "A guest that suspends itself looks as if it hung, and its host can save it better.",
    LIBVIRT_DOMAIN "#power-management", { QEMU_ONLY, NEED_IS (CHIPSET, "q35,i440fx") } },
  { "pm.suspend-to-disk.off", DESIGNER_THING_PM_DISK, "no", NULL,
    "A guest that hibernates looks as if it were shut down, and its host can save it better.",
    LIBVIRT_DOMAIN "#power-management", { QEMU_ONLY, NEED_IS (CHIPSET, "q35,i440fx") } },

  { "boot.init", DESIGNER_THING_INIT, "/sbin/init", NULL,
    "A container that boots a whole system starts with its init.",
    LIBVIRT_DOMAIN "#container-boot", { { 0 } } },
  { "features.privnet", DESIGNER_THING_PRIVNET, "yes", NULL,
    "Without a network of its own the container would see and change that of the host.",
    LIBVIRT_DOMAIN "#hypervisor-features", { RUN_BY (DESIGNER_LXC) } },

  { NULL, 0, NULL, NULL, NULL, NULL, { { 0 } } }
};
