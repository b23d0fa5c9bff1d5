/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What is worth saying of a guest that its host starts. */

#include "check/rows-private.h"

#include "rules/compute-private.h"
#include "rules/sources-private.h"

#define NO_DEVICE -1
#define LACKS(device) DESIGNER_DEVICE_##device
#define DISKS LIBVIRT_DOMAIN "#hard-drives-floppy-disks-cdroms"
#define NETWORK LIBVIRT_DOMAIN "#network-interfaces"
#define VIDEO LIBVIRT_DOMAIN "#video-devices"
#define TIMEKEEPING LIBVIRT_DOMAIN "#time-keeping"
/* Windows that counts sockets; servers use as many as there are. */
#define WINDOWS_CLIENTS "win2k,winxp,winvista,win7,win8,win8.1,win10,win11"

/* Without a driver for DEVICE, what THING is with one of VALUES is not seen. */
#define NO_DRIVER(id, thing, values, better, device, reason, source, ...) \
  { id, GVIR_DESIGNER_SEVERITY_BROKEN, DESIGNER_THING_##thing, values, better, LACKS (device), NULL, NULL, NULL, NULL, \
    reason, source, { __VA_ARGS__ } }
/* Policy would have THING another way now. */
#define BETTER(id, thing, values, better, reason, source, ...) \
  { id, GVIR_DESIGNER_SEVERITY_BETTER, DESIGNER_THING_##thing, values, better, NO_DEVICE, NULL, NULL, NULL, NULL, reason, \
    source, { __VA_ARGS__ } }
/* Policy would have a device that is not there. */
#define MISSING(id, severity, addition, option, argument, reason, source) \
  { id, GVIR_DESIGNER_SEVERITY_##severity, DESIGNER_THING_MACHINE_TYPE, NULL, NULL, NO_DEVICE, addition, option, argument, \
    NULL, reason, source, { { 0 } } }

/* Whether the rules would have one socket if nothing were said of the layout. */
static gboolean
is_one_socket_chosen (DesignerLook *look,
                      DesignerSubject *resources)
{
  static const DesignerThingId others[] = { DESIGNER_THING_CPU_DIES, DESIGNER_THING_CPU_CORES, DESIGNER_THING_CPU_THREADS };
  DesignerAside asides[G_N_ELEMENTS (others)];
  DesignerChoice choice;
  gboolean sure;

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    designer_look_set_aside (look, resources, others[i], &asides[i]);
  sure = designer_look_choose (look, resources, DESIGNER_THING_CPU_SOCKETS, &choice);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    designer_look_put_back (look, &asides[i]);
  return sure && g_strcmp0 (choice.value, "1") == 0;
}

/* All on one socket, where there are more than two. */
static char *
mend_sockets (DesignerLook *look,
              DesignerSubject *resources)
{
  guint64 vcpus = designer_settled_number (look->facts, NULL, DESIGNER_THING_VCPUS, 1);
  const char *asked = designer_look_value (look, resources, DESIGNER_THING_CPU_SOCKETS);
  guint64 sockets = asked != NULL ? g_ascii_strtoull (asked, NULL, 10) : vcpus;

  if (sockets <= 2 || !is_one_socket_chosen (look, resources))
    return NULL;
  return g_strdup_printf ("sockets=1,cores=%" G_GUINT64_FORMAT ",threads=1", vcpus);
}

/* The newest of its family, where the host is to lose the machine type. */
static char *
mend_machine (DesignerLook *look,
              DesignerSubject *machine)
{
  const DesignerFacts *facts = look->facts;
  const char *type = designer_facts_get (facts, machine, DESIGNER_THING_MACHINE_TYPE);

  if (type == NULL || facts->family == NULL
      || !designer_host_deprecates (facts->host, designer_facts_get (facts, NULL, DESIGNER_THING_ARCH),
                                    designer_facts_get (facts, NULL, DESIGNER_THING_VIRT_TYPE), type))
    return NULL;
  return g_strdup_printf ("machine=%s", facts->family->alias);
}

static const DesignerCheckRow rows[] = {
  NO_DRIVER ("check.driver.disk.virtio", DISK_BUS, "virtio", "ide,sata,scsi,usb", VIRTIO_BLOCK,
             "The operating system has no driver for virtio disks, so that it does not find its disk.", VIRTIO_SPEC,
             MACHINE_ONLY),
  NO_DRIVER ("check.driver.network.virtio", NET_MODEL, "virtio,virtio-transitional,virtio-non-transitional",
             "e1000e,e1000,rtl8139,pcnet,ne2k_pci", VIRTIO_NET,
             "The operating system has no driver for virtio network cards, so that it is without a network.", VIRTIO_SPEC,
             NOT (NET_TYPE, "vhostuser,vdpa,hostdev")),
  NO_DRIVER ("check.driver.network.e1000e", NET_MODEL, "e1000e", "e1000,rtl8139,pcnet,ne2k_pci", E1000E,
             "The operating system is older than Intel's e1000e, and has no driver for it.", NETWORK,
             OS_FAMILY ("winnt"), OS_OLDER ("6.0")),
  NO_DRIVER ("check.driver.input.virtio", INPUT_BUS, "virtio", "usb,ps2", VIRTIO_INPUT,
             "The operating system has no driver for virtio input devices, so that nobody can type or point.", VIRTIO_SPEC,
             NOT (INPUT_TYPE, "passthrough,evdev")),
  { "check.driver.filesystem.virtiofs", GVIR_DESIGNER_SEVERITY_BROKEN, DESIGNER_THING_FS_DRIVER, "virtiofs", "path",
    LACKS (VIRTIO_FS), NULL, NULL, NULL, NULL,
    "The operating system has no driver for virtiofs, so that it cannot mount the folder.",
    "https://virtio-fs.gitlab.io/", { OS_FAMILY ("linux"), OS_HAS (VIRTIO1_BLOCK) } },

  MISSING ("check.tpm.missing", BROKEN, "tpm.os-needs-it", "tpm", "default",
           "The operating system's setup and updates refuse a machine without a TPM 2.0.", MICROSOFT_WINDOWS_11),
  { "check.secure-boot.missing", GVIR_DESIGNER_SEVERITY_BROKEN, DESIGNER_THING_SECURE_BOOT, "-,no,absent", "yes", NO_DEVICE,
    NULL, "boot", "secure-boot=yes", NULL,
    "The operating system's setup refuses a machine that is not capable of secure boot.", MICROSOFT_WINDOWS_11,
    { OS_FAMILY ("winnt"), OS_NEEDS_UEFI, IS (FIRMWARE, "efi") } },

  { "check.disk.cache.unsafe", GVIR_DESIGNER_SEVERITY_RISKY, DESIGNER_THING_DISK_CACHE, "unsafe", NULL, NO_DEVICE, NULL,
    "disk", "cache=", NULL,
    "What the guest has written and flushed is lost when the host fails: this cache mode ignores flushes.", DISKS,
    { IS (DISK_DEVICE, "disk,lun") } },

  BETTER ("check.disk.bus", DISK_BUS, "ide,sata", "virtio,scsi",
          "The disk is an emulated drive, which is slow.", VIRTIO_SPEC, IS (DISK_DEVICE, "disk"), RUN_BY (DESIGNER_QEMU)),
  BETTER ("check.network.model", NET_MODEL, "-,e1000,e1000e,rtl8139,ne2k_pci,pcnet", "virtio",
          "The network card is an emulated one, which is slow.", VIRTIO_SPEC, RUN_BY (DESIGNER_QEMU)),
  BETTER ("check.network.model.old", NET_MODEL, "rtl8139,ne2k_pci,pcnet", "e1000,e1000e",
          "The network card is an old one, and slow.", NETWORK, RUN_BY (DESIGNER_QEMU)),
  BETTER ("check.video.old", VIDEO_MODEL, "cirrus,vmvga", "virtio,qxl,vga,bochs",
          "The video card is one of the nineties, with few sizes of screen.", VIDEO, RUN_BY (DESIGNER_QEMU)),
  BETTER ("check.video.virtio", VIDEO_MODEL, "qxl,vga", "virtio",
          "The video card is one for systems that have no driver for a better one.", VIDEO,
          RUN_BY (DESIGNER_QEMU)),
  BETTER ("check.clock.windows", CLOCK_OFFSET, "-,utc", "localtime",
          "The guest's clock is wrong by the distance to Greenwich.", TIMEKEEPING, RUN_BY (DESIGNER_QEMU)),
  BETTER ("check.clock.utc", CLOCK_OFFSET, "localtime", "utc",
          "The guest's clock is wrong by the distance to Greenwich.", TIMEKEEPING, RUN_BY (DESIGNER_QEMU)),
  BETTER ("check.cpu.mode", CPU_MODE, "-,hypervisor-default", "host-passthrough,host-model",
          "The processor is the emulator's default, which lacks most of what makes today's processors fast and safe.",
          QEMU_CPU, IS (VIRT_TYPE, "kvm"), UNSET (CPU_MODEL)),
  { "check.vcpus.sockets", GVIR_DESIGNER_SEVERITY_BETTER, DESIGNER_THING_CPU_SOCKETS, NULL, NULL, NO_DEVICE, NULL, "vcpus",
    NULL, mend_sockets,
    "Each virtual CPU is a socket of its own, or nearly, and Windows for desktops uses two sockets at most.",
    "https://learn.microsoft.com/windows/deployment/windows-10-enterprise-subscription-activation",
    { OS_IS (WINDOWS_CLIENTS), RUN_BY (DESIGNER_QEMU) } },
  { "check.hyperv.missing", GVIR_DESIGNER_SEVERITY_BETTER, DESIGNER_THING_HYPERV_RELAXED, "-,off", "on", NO_DEVICE, NULL,
    "features", "hyperv.relaxed.state=on,hyperv.vapic.state=on,hyperv.spinlocks.state=on,hyperv.spinlocks.retries=8191",
    NULL, "Windows is not told that it runs on a hypervisor, and wastes the host's time.", QEMU_HYPERV,
    { UNSET (HYPERV_VAPIC), UNSET (HYPERV_SPINLOCKS), HOST ("hyperv/features", "vapic"),
      HOST ("hyperv/features", "spinlocks") } },
  MISSING ("check.rng.missing", BETTER, "rng.default", "rng", "default",
           "The guest is without a source of randomness.", LIBVIRT_DOMAIN "#random-number-generator-device"),
  MISSING ("check.guest-agent.missing", BETTER, "channel.guest-agent", "channel", "unix,name=org.qemu.guest_agent.0",
           "The host cannot talk to the guest's agent.", "https://www.qemu.org/docs/master/interop/qemu-ga.html"),
  { "check.machine.deprecated", GVIR_DESIGNER_SEVERITY_BETTER, DESIGNER_THING_MACHINE_TYPE, NULL, NULL, NO_DEVICE, NULL,
    "boot", NULL, mend_machine,
    "The host says of the machine type that it is deprecated, so that one of its next releases does not start the guest.",
    LIBVIRT_CAPS, { RUN_BY (DESIGNER_QEMU) } },
  { "check.machine.q35", GVIR_DESIGNER_SEVERITY_BETTER, DESIGNER_THING_CHIPSET, "i440fx", "q35", NO_DEVICE, NULL, NULL,
    "check.machine.q35", NULL, "The machine is a PC of 1996, without PCI Express.", QEMU_PCIE, { RUN_BY (DESIGNER_QEMU) } },
};

const DesignerCheckRow *
designer_check_rows_get (guint *n)
{
  *n = G_N_ELEMENTS (rows);
  return rows;
}

static const DesignerCheckRow choices[] = {
  { "check.firmware.uefi", GVIR_DESIGNER_SEVERITY_BETTER, DESIGNER_THING_FIRMWARE, "bios", NULL, NO_DEVICE, NULL, "boot",
    "uefi", NULL,
    "The machine boots from BIOS, which knows neither secure boot nor disks beyond 2 TiB, and which makers of systems give up.",
    LIBVIRT_DOMAIN "#bios-bootloader",
    { IS (CHIPSET, "q35"), NEED_OS_NOT_WITHOUT ("efi"), HOST ("os/firmware", "efi") } },
};

const DesignerCheckRow *
designer_choice_rows_get (guint *n)
{
  *n = G_N_ELEMENTS (choices);
  return choices;
}

static const struct
{
  const char *id;
  const char *warning;
} warnings[] = {
  { "check.firmware.uefi",
    "A system that was installed on BIOS does not boot from UEFI until its boot loader is made anew." },
  { "check.machine.q35",
    "Network cards may get other names in the guest, and Windows may ask to be activated again." },
  { "check.disk.bus",
    "The system must have the driver where it boots from (its initial RAM disk, or as a boot driver of Windows), and name "
    "its disks by UUID or label." },
  { "check.machine.deprecated",
    "The hardware of the guest changes in small things; Windows may ask to be activated again." },
  { "check.network.model",
    "The network card may get another name in the guest." },
};

const char *
designer_warning_of (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (warnings); i++)
    {
      if (g_str_equal (warnings[i].id, id))
        return warnings[i].warning;
    }
  return NULL;
}
