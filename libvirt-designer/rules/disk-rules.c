/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "rules/compute-private.h"
#include "rules/sources-private.h"

#define DRIVE_ON_SATA NEED_ON_BUS ("PCIe,PCI"), NEED_IS (DISK_DEVICE, "disk,cdrom"), NEED_HOST ("disk/bus", "sata"), NEED_FEWER (DISK_BUS, "sata", "120")
/* Whose devices have a place in the boot order; others are told kinds of device. */
#define PLACED_BY_DEVICE RUN_BY (DESIGNER_QEMU | DESIGNER_BHYVE)
#define EMPTY_DRIVE IS (DISK_TYPE, "file"), UNSET (DISK_SOURCE_FILE), IS (DISK_DEVICE, "cdrom,floppy")
#define DISKS LIBVIRT_DOMAIN "#hard-drives-floppy-disks-cdroms"

static const struct
{
  const char *bus;
  const char *prefix;
} prefixes[] = {
  { "virtio", "vd" }, { "ide", "hd" }, { "fdc", "fd" },
  { "sata", "sd" }, { "scsi", "sd" }, { "usb", "sd" }, { "xen", "xvd" }, { "sd", "sd" },
};

static const char *
next_target (DesignerFacts *facts,
             const DesignerSubject *subject,
             G_GNUC_UNUSED const DesignerRule *rule)
{
  const char *bus = designer_facts_get (facts, subject, DESIGNER_THING_DISK_BUS);

  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    {
      if (g_str_equal (prefixes[i].bus, bus))
        return designer_facts_next_target (facts, prefixes[i].prefix);
    }
  return NULL;
}

const char *
designer_format_of_name (const char *name)
{
  static const struct
  {
    const char *suffix;
    const char *format;
  } suffixes[] = {
    { ".qcow2", "qcow2" }, { ".vmdk", "vmdk" }, { ".vdi", "vdi" },
    { ".vhd", "vpc" }, { ".vpc", "vpc" },
  };
  g_autofree char *lower = g_ascii_strdown (name != NULL ? name : "", -1);

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      if (g_str_has_suffix (lower, suffixes[i].suffix))
        return suffixes[i].format;
    }
  return NULL;
}

/* The file, or what the storage is called in its pool or on its server. */
static const char *
format_of_name (DesignerFacts *facts,
                const DesignerSubject *subject,
                G_GNUC_UNUSED const DesignerRule *rule)
{
  static const DesignerThingId names[] = {
    DESIGNER_THING_DISK_SOURCE_FILE, DESIGNER_THING_DISK_SOURCE_VOLUME, DESIGNER_THING_DISK_SOURCE_NAME,
  };
  const char *format = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names) && format == NULL; i++)
    format = designer_format_of_name (designer_facts_get (facts, subject, names[i]));
  return format;
}

static const char *
format_of_storage (DesignerFacts *facts,
                   const DesignerSubject *subject,
                   G_GNUC_UNUSED const DesignerRule *rule)
{
  return designer_facts_get (facts, subject, DESIGNER_THING_DISK_NEW_FORMAT);
}

/* New storage is named after the guest, in FOLDER. */
static const char *
name_storage (DesignerFacts *facts,
              const DesignerSubject *subject,
              const char *folder)
{
  const char *guest = designer_facts_get (facts, NULL, DESIGNER_THING_NAME);
  const char *format = designer_facts_get (facts, subject, DESIGNER_THING_DISK_NEW_FORMAT);
  g_autofree char *stem = g_strconcat (folder, guest, NULL);
  g_autofree char *suffix = g_strconcat (".", g_str_equal (format, "raw") ? "img" : format, NULL);

  return designer_facts_next_storage (facts, stem, suffix);
}

static const char *
new_file (DesignerFacts *facts,
          const DesignerSubject *subject,
          G_GNUC_UNUSED const DesignerRule *rule)
{
  return name_storage (facts, subject, "/var/lib/libvirt/images/");
}

static const char *
new_volume (DesignerFacts *facts,
            const DesignerSubject *subject,
            G_GNUC_UNUSED const DesignerRule *rule)
{
  return name_storage (facts, subject, "");
}

/* The first device of each kind has the kind's place in the boot order. */
static const char *
boot_rank (DesignerFacts *facts,
           const char *kind)
{
  const char *order = designer_facts_get (facts, NULL, DESIGNER_THING_BOOT_ORDER);
  g_auto (GStrv) kinds = g_strsplit (order != NULL ? order : "", ",", -1);

  for (guint rank = 0; kinds[rank] != NULL; rank++)
    {
      if (g_str_equal (kinds[rank], kind) && designer_facts_boot_order_is_open (facts, rank + 1))
        return designer_number (facts, rank + 1);
    }
  return NULL;
}

static const char *
disk_boot (DesignerFacts *facts,
           G_GNUC_UNUSED const DesignerSubject *subject,
           G_GNUC_UNUSED const DesignerRule *rule)
{
  return boot_rank (facts, "hd");
}

static const char *
cdrom_boot (DesignerFacts *facts,
            G_GNUC_UNUSED const DesignerSubject *subject,
            G_GNUC_UNUSED const DesignerRule *rule)
{
  return boot_rank (facts, "cdrom");
}

static const char *
floppy_boot (DesignerFacts *facts,
             G_GNUC_UNUSED const DesignerSubject *subject,
             G_GNUC_UNUSED const DesignerRule *rule)
{
  return boot_rank (facts, "fd");
}

/* The medium of the installation: a file, or a drive of the host. */
static const char *
medium (const DesignerFacts *facts,
        const DesignerSubject *subject,
        gboolean device)
{
  const char *path = designer_facts_get (facts, subject, DESIGNER_THING_DISK_MEDIUM);

  return g_str_has_prefix (path, "/dev/") == device ? path : NULL;
}

static const char *
medium_file (DesignerFacts *facts,
             const DesignerSubject *subject,
             G_GNUC_UNUSED const DesignerRule *rule)
{
  return medium (facts, subject, FALSE);
}

static const char *
medium_device (DesignerFacts *facts,
               const DesignerSubject *subject,
               G_GNUC_UNUSED const DesignerRule *rule)
{
  return medium (facts, subject, TRUE);
}

const DesignerRule designer_disk_rules[] = {
  { "disk.source.file.installer", DESIGNER_THING_DISK_SOURCE_FILE, NULL, medium_file,
    "The installer is on this medium.",
    DISKS, { SET (DISK_MEDIUM), IS (INSTALL_PHASE, "install") } },
  { "disk.source.file.live", DESIGNER_THING_DISK_SOURCE_FILE, NULL, medium_file,
    "The system runs from this medium.",
    DISKS, { SET (DISK_MEDIUM), WISHED (INSTALL_LIVE, "yes") } },
  { "disk.source.file.windows", DESIGNER_THING_DISK_SOURCE_FILE, NULL, medium_file,
    "Setup of Windows goes on from its medium after the first restart.",
    DISKS, { SET (DISK_MEDIUM), OS_FAMILY ("winnt,win9x,win16,msdos") } },
  { "disk.source.file.ejected", DESIGNER_THING_DISK_SOURCE_FILE, NULL, NULL,
    "The medium is taken out once the system is installed; the drive stays.",
    DISKS, { SET (DISK_MEDIUM) } },
  { "disk.source.file.in-pool", DESIGNER_THING_DISK_SOURCE_FILE, NULL, NULL,
    "Where the new storage is, the pool knows that was asked for.",
    STORAGE_POOLS, { IS (DISK_STORAGE, "new"), ASKED (DISK_SOURCE_POOL) } },
  { "disk.source.file.device", DESIGNER_THING_DISK_SOURCE_FILE, NULL, NULL,
    "The new storage is a block device, whose path was asked for.",
    STORAGE_POOLS, { IS (DISK_STORAGE, "new"), ASKED (DISK_SOURCE_DEV) } },
  { "disk.source.file.session", DESIGNER_THING_DISK_SOURCE_FILE, NULL, NULL,
    "On an unprivileged connection, images are below the user's home, which the pool knows.",
    STORAGE_POOLS, { IS (DISK_STORAGE, "new"), HOST_SESSION } },
  { "disk.source.file.new", DESIGNER_THING_DISK_SOURCE_FILE, NULL, new_file,
    "Nothing was said of where the new storage is to be, so it is beside that of other guests, and named after this one.",
    STORAGE_POOLS, { IS (DISK_STORAGE, "new") } },
  { "disk.source.dev.installer", DESIGNER_THING_DISK_SOURCE_DEV, NULL, medium_device,
    "The installer is in this drive of the host.",
    DISKS, { SET (DISK_MEDIUM), IS (INSTALL_PHASE, "install") } },
  { "disk.source.dev.live", DESIGNER_THING_DISK_SOURCE_DEV, NULL, medium_device,
    "The system runs from this medium.",
    DISKS, { SET (DISK_MEDIUM), WISHED (INSTALL_LIVE, "yes") } },
  { "disk.source.dev.windows", DESIGNER_THING_DISK_SOURCE_DEV, NULL, medium_device,
    "Setup of Windows goes on from its medium after the first restart.",
    DISKS, { SET (DISK_MEDIUM), OS_FAMILY ("winnt,win9x,win16,msdos") } },

  { "disk.source.pool.session", DESIGNER_THING_DISK_SOURCE_POOL, "default", NULL,
    "Nothing was said of where the new storage is to be, and this pool holds the user's images.",
    STORAGE_POOLS,
    { IS (DISK_STORAGE, "new"), HOST_SESSION, UNSET (DISK_SOURCE_FILE), UNSET (DISK_SOURCE_DEV) } },
  { "disk.source.volume.new", DESIGNER_THING_DISK_SOURCE_VOLUME, NULL, new_volume,
    "The new volume is named after the guest.",
    STORAGE_POOLS, { IS (DISK_STORAGE, "new"), SET (DISK_SOURCE_POOL) } },

  { "disk.device.seed", DESIGNER_THING_DISK_DEVICE, "cdrom", NULL,
    "What an installer or a first boot is told is on a disc that is taken away afterwards, so it is in a CD-ROM drive.",
    DISKS, { SET (DISK_SEED), MACHINE_ONLY } },
  { "disk.device.disk", DESIGNER_THING_DISK_DEVICE, "disk", NULL,
    "Storage of which nothing else is said is a hard disk.",
    DISKS, { MACHINE_ONLY } },
  { "disk.device.cdrom", DESIGNER_THING_DISK_DEVICE, "cdrom", NULL,
    "A CD-ROM drive was asked for.",
    DISKS, { WISHED (DISK_DEVICE, "cdrom"), MACHINE_ONLY } },
  { "disk.device.floppy", DESIGNER_THING_DISK_DEVICE, "floppy", NULL,
    "A floppy drive was asked for.",
    DISKS, { WISHED (DISK_DEVICE, "floppy"), QEMU_ONLY } },
  { "disk.device.lun", DESIGNER_THING_DISK_DEVICE, "lun", NULL,
    "A SCSI device of the host was asked for, as it is.",
    DISKS, { WISHED (DISK_DEVICE, "lun"), QEMU_ONLY, NEED_IS (DISK_TYPE, "block,volume") } },

  { "disk.type.volume", DESIGNER_THING_DISK_TYPE, "volume", NULL,
    "The storage is a volume of a pool.",
    DISKS, { SET (DISK_SOURCE_VOLUME) } },
  { "disk.type.vhostvdpa", DESIGNER_THING_DISK_TYPE, "vhostvdpa", NULL,
    "The storage is a vDPA device of the host.",
    DISKS, { BEGINS (DISK_SOURCE_DEV, "/dev/vhost-vdpa") } },
  { "disk.type.block", DESIGNER_THING_DISK_TYPE, "block", NULL,
    "The storage is a block device of the host.",
    DISKS, { SET (DISK_SOURCE_DEV) } },
  { "disk.type.dir", DESIGNER_THING_DISK_TYPE, "dir", NULL,
    "The storage is a folder of the host.",
    DISKS, { SET (DISK_SOURCE_DIR) } },
  { "disk.type.network", DESIGNER_THING_DISK_TYPE, "network", NULL,
    "The storage is on a server.",
    DISKS, { SET (DISK_PROTOCOL) } },
  { "disk.type.nvme", DESIGNER_THING_DISK_TYPE, "nvme", NULL,
    "The storage is an NVMe device of the host, which QEMU drives by itself.",
    DISKS, { SET (DISK_NAMESPACE) } },
  { "disk.type.vhostuser", DESIGNER_THING_DISK_TYPE, "vhostuser", NULL,
    "Another process of the host serves the disk through a socket.",
    DISKS, { SET (DISK_SOCKET) } },
  { "disk.type.file", DESIGNER_THING_DISK_TYPE, "file", NULL,
    "The storage is an image file, or a drive without a medium.",
    DISKS, { { 0 } } },

  { "disk.driver.name.qemu", DESIGNER_THING_DISK_DRIVER, "qemu", NULL,
    "QEMU's own back end is the one it has for every storage.",
    DISKS, { NEED_RUN_BY (DESIGNER_QEMU | DESIGNER_XEN | DESIGNER_XEN_PARA) } },
  { "disk.driver.name.file", DESIGNER_THING_DISK_DRIVER, "file", NULL,
    "bhyve reads the image itself.",
    LIBVIRT_BHYVE, { NEED_RUN_BY (DESIGNER_BHYVE) } },
  { "disk.driver.name.empty", DESIGNER_THING_DISK_DRIVER, NULL, NULL,
    "A drive without a medium needs no back end yet.",
    DISKS, { BY_POLICY ("disk.driver.name.empty"), EMPTY_DRIVE } },

  { "disk.format.new", DESIGNER_THING_DISK_FORMAT, NULL, format_of_storage,
    "The storage is to be made in this format.",
    QEMU_IMAGES, { SET (DISK_NEW_FORMAT) } },
  { "disk.format.fat", DESIGNER_THING_DISK_FORMAT, "fat", NULL,
    "QEMU shows a folder as a FAT file system.",
    QEMU_IMAGES, { NEED_IS (DISK_TYPE, "dir") } },
  { "disk.format.name", DESIGNER_THING_DISK_FORMAT, NULL, format_of_name,
    "The name of the image or volume ends in what images of this format usually do.",
    QEMU_IMAGES, { RUN_BY (DESIGNER_QEMU | DESIGNER_XEN | DESIGNER_XEN_PARA | DESIGNER_LXC) } },
  { "disk.format.vz", DESIGNER_THING_DISK_FORMAT, NULL, NULL,
    "Virtuozzo has one format for each kind of storage, and refuses every other.",
    LIBVIRT_VZ_SOURCE, { RUN_BY (DESIGNER_VZ | DESIGNER_VZ_CONTAINER) } },
  { "disk.format.empty", DESIGNER_THING_DISK_FORMAT, NULL, NULL,
    "A drive without a medium has none of any format.",
    DISKS, { BY_POLICY ("disk.format.empty"), EMPTY_DRIVE } },
  { "disk.format.raw", DESIGNER_THING_DISK_FORMAT, "raw", NULL,
    "Nothing says that the storage has a format of its own, and guessing one from its "
    "content would let a guest point its disk at any file of the host.",
    DISKS, { { 0 } } },

  { "disk.bus.fdc", DESIGNER_THING_DISK_BUS, "fdc", NULL,
    "A floppy drive has a controller of its own.",
    DISKS,
    { NEED_IS (DISK_DEVICE, "floppy"), NEED_NOT (CHIPSET, "microvm"), NEED_HOST ("disk/bus", "fdc"), NEED_FEWER (DISK_BUS, "fdc", "2") } },
  { "disk.bus.xen", DESIGNER_THING_DISK_BUS, "xen", NULL,
    "Xen's own disks are the only ones of a guest without emulated hardware.",
    LIBVIRT_XEN, { NEED_IS (DISK_DEVICE, "disk,cdrom"), NEED_RUN_BY (DESIGNER_XEN_PARA) } },
  { "disk.bus.scsi.first-boot", DESIGNER_THING_DISK_BUS, "scsi", NULL,
    "Kernels that are made for clouds have no driver for SATA, and the operating system has one for virtio-scsi.",
    CLOUD_KERNEL,
    { NEED_IS (DISK_DEVICE, "cdrom"), IS (DISK_SEED, "first-boot"), OS_HAS (VIRTIO_SCSI), NEED_HOST ("disk/bus", "scsi"),
      RUN_BY (DESIGNER_QEMU), NEED_NOT_RUN_BY (DESIGNER_XEN_PARA), VIRTIO_PLACE, NEED_ON_BUS ("PCIe,PCI,CCW,MMIO") } },
  { "disk.bus.virtio", DESIGNER_THING_DISK_BUS, "virtio", NULL,
    "The operating system has a virtio block driver, the fastest disk that the host offers.",
    VIRTIO_SPEC,
    { NEED_IS (DISK_DEVICE, "disk,lun"), OS_HAS (VIRTIO_BLOCK), NEED_HOST ("disk/bus", "virtio"), NEED_VIRTIO_PLACE,
      FEWER (DISK_BUS, "virtio", "20"), NEED_FEWER (DISK_BUS, "virtio", "200") } },
  { "disk.bus.scsi", DESIGNER_THING_DISK_BUS, "scsi", NULL,
    "One virtio-scsi controller takes many disks, where each virtio disk would take a PCI slot.",
    VIRTIO_SPEC,
    { NEED_IS (DISK_DEVICE, "disk,cdrom,lun"), IS (DISK_DEVICE, "disk,lun"), OS_HAS (VIRTIO_SCSI),
      NEED_HOST ("disk/bus", "scsi"), RUN_BY (DESIGNER_QEMU), NEED_NOT_RUN_BY (DESIGNER_XEN_PARA), VIRTIO_PLACE,
      NEED_ON_BUS ("PCIe,PCI,CCW,MMIO") } },
  { "disk.bus.virtio.more", DESIGNER_THING_DISK_BUS, "virtio", NULL,
    "The operating system has a virtio block driver, but none for virtio-scsi.",
    VIRTIO_SPEC,
    { NEED_IS (DISK_DEVICE, "disk,lun"), OS_HAS (VIRTIO_BLOCK), OS_LACKS (VIRTIO_SCSI), NEED_VIRTIO_PLACE,
      NEED_HOST ("disk/bus", "virtio"), NEED_FEWER (DISK_BUS, "virtio", "200") } },
  { "disk.bus.scsi.cdrom", DESIGNER_THING_DISK_BUS, "scsi", NULL,
    "Off the PC there is no SATA or IDE of the machine's own, and the operating system drives virtio-scsi.",
    VIRTIO_SPEC,
    { NEED_IS (DISK_DEVICE, "cdrom"), NOT_FOR_X86, OS_HAS (VIRTIO_SCSI), NEED_HOST ("disk/bus", "scsi"), VIRTIO_PLACE } },
  { "disk.bus.scsi.microvm", DESIGNER_THING_DISK_BUS, "scsi", NULL,
    "The machine has neither SATA nor IDE, and the operating system drives virtio-scsi.",
    QEMU_MICROVM,
    { NEED_IS (DISK_DEVICE, "cdrom"), IS (CHIPSET, "microvm"), OS_HAS (VIRTIO_SCSI), NEED_HOST ("disk/bus", "scsi"),
      VIRTIO_PLACE } },
  { "disk.bus.sd", DESIGNER_THING_DISK_BUS, "sd", NULL,
    "The board has a slot for one SD card, which every system for it drives.",
    QEMU_VEXPRESS,
    { NEED_IS (DISK_DEVICE, "disk"), NEED_IS (CHIPSET, "vexpress"), NEED_FEWER (DISK_BUS, "sd", "1") } },
  { "disk.bus.ide", DESIGNER_THING_DISK_BUS, "ide", NULL,
    "Every system for i440FX drives its IDE controller, which takes four drives.",
    QEMU_PC,
    { NEED_IS (DISK_DEVICE, "disk,cdrom"), NEED_IS (CHIPSET, "i440fx"), NEED_HOST ("disk/bus", "ide"),
      NEED_FEWER (DISK_BUS, "ide", "4") } },
  { "disk.bus.sata", DESIGNER_THING_DISK_BUS, "sata", NULL,
    "The SATA controller of Q35 needs no driver beyond the standard AHCI one.",
    QEMU_PC, { DRIVE_ON_SATA, IS (CHIPSET, "q35") } },
  { "disk.bus.sata.bhyve", DESIGNER_THING_DISK_BUS, "sata", NULL,
    "The SATA controller of bhyve needs no driver beyond the standard AHCI one.",
    LIBVIRT_BHYVE, { DRIVE_ON_SATA, IS (CHIPSET, "bhyve") } },
  { "disk.bus.xen.more", DESIGNER_THING_DISK_BUS, "xen", NULL,
    "IDE is full; systems with Xen's drivers see further disks all the same.",
    LIBVIRT_XEN, { NEED_IS (DISK_DEVICE, "disk,cdrom"), NEED_RUN_BY (DESIGNER_XEN) } },
  { "disk.bus.sata.windows", DESIGNER_THING_DISK_BUS, "sata", NULL,
    "IDE is full; Windows from Vista on drives an AHCI controller that is added.",
    QEMU_PC, { DRIVE_ON_SATA, FOR_X86, OS_FAMILY ("winnt"), OS_VERSION ("6.0") } },
  { "disk.bus.sata.added", DESIGNER_THING_DISK_BUS, "sata", NULL,
    "IDE is full; systems other than old ones of Microsoft and Novell drive an AHCI controller that is added.",
    QEMU_PC, { DRIVE_ON_SATA, FOR_X86, OS_NOT_FAMILY ("winnt,win9x,win16,msdos,netware") } },
  { "disk.bus.usb", DESIGNER_THING_DISK_BUS, "usb", NULL,
    "USB storage is what is left where no other bus has room.",
    DISKS,
    { NEED_IS (DISK_DEVICE, "disk"), NEED_ON_BUS ("PCIe,PCI"), NEED_HOST ("disk/bus", "usb"),
      NEED_NONE_WITH (CONTROLLER_MODEL, "none"), NEED_FEWER (DISK_BUS, "usb", "8") } },
  { "disk.bus.usb.cdrom", DESIGNER_THING_DISK_BUS, "usb", NULL,
    "USB storage is what is left where no other bus has room, and it only starts with a medium in it.",
    DISKS,
    { NEED_IS (DISK_DEVICE, "cdrom"), NEED_SET (DISK_SOURCE_FILE),
      NEED_ON_BUS ("PCIe,PCI"), NEED_HOST ("disk/bus", "usb"), NEED_NONE_WITH (CONTROLLER_MODEL, "none"), NEED_FEWER (DISK_BUS, "usb", "8") } },
  { "disk.bus.usb.cdrom.elsewhere", DESIGNER_THING_DISK_BUS, "usb", NULL,
    "USB storage is what is left where no other bus has room, and this drive has a medium in it.",
    DISKS,
    { NEED_IS (DISK_DEVICE, "cdrom"), NEED_IS (DISK_TYPE, "block,volume,network"),
      NEED_ON_BUS ("PCIe,PCI"), NEED_HOST ("disk/bus", "usb"), NEED_NONE_WITH (CONTROLLER_MODEL, "none"), NEED_FEWER (DISK_BUS, "usb", "8") } },

  { "disk.target.next", DESIGNER_THING_DISK_TARGET, NULL, next_target,
    "This is the first free name for disks on that bus.",
    DISKS, { { 0 } } },

  { "disk.cache.block", DESIGNER_THING_DISK_CACHE, "none", NULL,
    "A block device gains nothing from a second copy in the host's page cache, and migrates safely without.",
    DISKS, { IS (DISK_TYPE, "block,vhostvdpa"), IS (DISK_DEVICE, "disk"), RUN_BY (DESIGNER_QEMU) } },
  { "disk.cache.none", DESIGNER_THING_DISK_CACHE, "none", NULL,
    "What the guest writes goes past the host's page cache, as was asked for.",
    DISKS, { WISHED (DISK_CACHE, "none"), IS (DISK_DEVICE, "disk,lun"), RUN_BY (DESIGNER_QEMU) } },
  { "disk.cache.default", DESIGNER_THING_DISK_CACHE, NULL, NULL,
    "The default cache mode is safe, and unlike the others works on every file system.",
    DISKS, { { 0 } } },

  { "disk.io.native", DESIGNER_THING_DISK_IO, "native", NULL,
    "Without the page cache, the kernel's asynchronous input and output is the fastest.",
    DISKS, { IS (DISK_TYPE, "block,vhostvdpa"), IS (DISK_CACHE, "none,directsync"), RUN_BY (DESIGNER_QEMU) } },
  { "disk.io.default", DESIGNER_THING_DISK_IO, NULL, NULL,
    "Through the page cache, the hypervisor's threads are the fastest.",
    DISKS, { { 0 } } },

  { "disk.discard.preallocated", DESIGNER_THING_DISK_DISCARD, NULL, NULL,
    "Space that was set apart for the guest is to stay its own.",
    DISKS, { IS (DISK_SPARSE, "no") } },
  { "disk.discard.new", DESIGNER_THING_DISK_DISCARD, "unmap", NULL,
    "New storage takes up space only as the guest writes to it, so what the guest frees is freed too.",
    DISKS, { SET (DISK_STORAGE), IS (DISK_DEVICE, "disk"), NEED_IS (DISK_BUS, "virtio,scsi,sata,ide,usb"),
             IS (DISK_FORMAT, "raw,qcow2"), NEED_NOT (DISK_TYPE, "vhostuser"), QEMU_ONLY } },
  { "disk.discard.unmap", DESIGNER_THING_DISK_DISCARD, "unmap", NULL,
    "Space that the guest frees is freed on the host too.",
    DISKS, { IS (DISK_DEVICE, "disk"), NEED_IS (DISK_BUS, "virtio,scsi,sata,ide,usb"), IS (DISK_FORMAT, "raw,qcow2"),
             NEED_NOT (DISK_TYPE, "vhostuser"), QEMU_ONLY } },
  { "disk.discard.default", DESIGNER_THING_DISK_DISCARD, NULL, NULL,
    "The guest cannot free space there.",
    DISKS, { { 0 } } },

  { "disk.detect-zeroes.unmap", DESIGNER_THING_DISK_DETECT_ZEROES, "unmap", NULL,
    "The operating system is not known to discard blocks, so the zeroes that it writes free space.",
    DISKS, { IS (DISK_DISCARD, "unmap"), OS_LACKS (VIRTIO_BLOCK) } },
  { "disk.detect-zeroes.default", DESIGNER_THING_DISK_DETECT_ZEROES, NULL, NULL,
    "Looking for zeroes in all that is written costs processor time, and this guest can discard blocks.",
    DISKS, { { 0 } } },

  { "disk.readonly.cdrom", DESIGNER_THING_DISK_READONLY, "yes", NULL,
    "A CD-ROM cannot be written.",
    DISKS, { NEED_IS (DISK_DEVICE, "cdrom") } },
  { "disk.readonly.server", DESIGNER_THING_DISK_READONLY, "yes", NULL,
    "QEMU only reads from servers of that kind.",
    DISKS, { NEED_IS (DISK_PROTOCOL, "http,https,ftp,ftps,tftp"), NEED_NOT (DISK_BUS, "ide,sata") } },
  { "disk.readonly.folder", DESIGNER_THING_DISK_READONLY, "yes", NULL,
    "What a guest writes into a folder that it sees as a FAT file system does not reach it safely.",
    QEMU_IMAGES, { NEED_IS (DISK_TYPE, "dir"), NEED_NOT (DISK_BUS, "ide,sata") } },
  { "disk.readonly.disk", DESIGNER_THING_DISK_READONLY, "yes", NULL,
    "A disk that cannot be written was asked for; IDE and SATA disks always can.",
    DISKS, { WISHED (DISK_READONLY, "yes"), NEED_NOT (DISK_DEVICE, "cdrom"), NEED_NOT (DISK_BUS, "ide,sata") } },

  { "disk.boot.seed", DESIGNER_THING_DISK_BOOT, NULL, NULL,
    "Nothing on a disc with answers can be started, so it takes the place of no other in the boot order.",
    DISKS, { SET (DISK_SEED) } },
  { "disk.boot.disk", DESIGNER_THING_DISK_BOOT, NULL, disk_boot,
    "The first disk is tried first: while it is empty the firmware goes on to the next device.",
    DISKS, { NOT_ASKED (BOOT_FIRST), IS (DISK_DEVICE, "disk,lun"), PLACED_BY_DEVICE } },
  { "disk.boot.cdrom", DESIGNER_THING_DISK_BOOT, NULL, cdrom_boot,
    "The first CD-ROM has its place in the boot order.",
    DISKS, { NOT_ASKED (BOOT_FIRST), IS (DISK_DEVICE, "cdrom"), PLACED_BY_DEVICE } },
  { "disk.boot.floppy", DESIGNER_THING_DISK_BOOT, NULL, floppy_boot,
    "The first floppy has its place in the boot order that was asked for.",
    DISKS, { NOT_ASKED (BOOT_FIRST), IS (DISK_DEVICE, "floppy"), PLACED_BY_DEVICE } },

  { NULL, 0, NULL, NULL, NULL, NULL, { { 0 } } }
};
