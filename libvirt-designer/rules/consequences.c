/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What does not stay as it is where something else is changed. */

#include "rules/consequences-private.h"

#include "rules/sources-private.h"

#define THING(name) DESIGNER_THING_##name
#define THINGS(...) { __VA_ARGS__, DESIGNER_N_THINGS }
#define NO_THINGS { DESIGNER_N_THINGS }
#define WRITES DESIGNER_CONSEQUENCE_WRITES
#define COPIES DESIGNER_CONSEQUENCE_COPIES
#define REPLACES DESIGNER_CONSEQUENCE_REPLACES
#define ENTAILS DESIGNER_CONSEQUENCE_ENTAILS
#define MOVES DESIGNER_CONSEQUENCE_MOVES

static const DesignerConsequence rows[] = {
  { "edit.uuid.sysinfo", COPIES, "sysinfo[1]/system/entry[@name='uuid']", NO_THINGS, THINGS (THING (UUID)), NULL,
    "libvirt starts no guest whose UUID differs from what it tells the guest of itself.",
    LIBVIRT_DOMAIN "#smbios-system-information" },
  { "edit.machine.type", WRITES, NULL, THINGS (THING (MACHINE_ASKED)), THINGS (THING (MACHINE_TYPE), THING (CHIPSET)), NULL,
    "The machine type that is asked for says its name and its chipset.",
    LIBVIRT_DOMAIN "#operating-system-booting" },
  { "edit.boot.kinds", WRITES, NULL, THINGS (THING (BOOT_ORDER)),
    THINGS (THING (BOOT_FIRST), THING (BOOT_SECOND), THING (BOOT_THIRD), THING (BOOT_FOURTH)), NULL,
    "The kinds of device that are booted from are written as a whole.",
    LIBVIRT_DOMAIN "#operating-system-booting" },
  { "edit.firmware", ENTAILS, NULL, THINGS (THING (FIRMWARE)),
    THINGS (THING (SECURE_BOOT), THING (ENROLLED_KEYS), THING (LOADER), THING (LOADER_TYPE), THING (LOADER_READONLY),
            THING (LOADER_SECURE), THING (LOADER_STATELESS), THING (SMM)),
    "os/nvram",
    "Files, keys and variables belong to the one firmware.",
    LIBVIRT_DOMAIN "#operating-system-booting" },
  { "edit.osinfo", WRITES, NULL, THINGS (THING (OS_NAME)), THINGS (THING (OSINFO)), NULL,
    "The guest's metadata names the system that it is designed for.",
    "https://libosinfo.org/" },
  { "edit.secure-boot.firmware", ENTAILS, NULL, THINGS (THING (SECURE_BOOT)),
    THINGS (THING (FIRMWARE), THING (SMM), THING (ENROLLED_KEYS)), NULL,
    "Secure boot is a matter of the firmware, of its keys and of the mode that protects them.",
    LIBVIRT_DOMAIN "#operating-system-booting" },
  { "edit.memory.current", WRITES, NULL, THINGS (THING (MEMORY)), THINGS (THING (MEMORY_CURRENT)), NULL,
    "The guest begins with all of its memory, unless it is told to begin with less.",
    LIBVIRT_DOMAIN "#memory-allocation" },
  { "edit.vcpus.topology", ENTAILS, NULL, THINGS (THING (VCPUS)),
    THINGS (THING (CPU_SOCKETS), THING (CPU_DIES), THING (CPU_CORES), THING (CPU_THREADS)), NULL,
    "Sockets, dies, cores and threads make up the number of virtual CPUs.",
    LIBVIRT_DOMAIN "#cpu-model-and-topology" },
  { "edit.cpu.match", WRITES, NULL, THINGS (THING (CPU_MODEL)), THINGS (THING (CPU_MATCH)), NULL,
    "How strictly a model is kept to is said beside its name.",
    LIBVIRT_DOMAIN "#cpu-model-and-topology" },
  { "edit.cpu.model", REPLACES, NULL, THINGS (THING (CPU_MODE)), THINGS (THING (CPU_MODEL)), "cpu/feature",
    "A model's name, and what is added to it or left out of it, says nothing of the processor that another mode gives.",
    LIBVIRT_DOMAIN "#cpu-model-and-topology" },

  { "edit.disk.type", WRITES, NULL,
    THINGS (THING (DISK_SOURCE_FILE), THING (DISK_SOURCE_DEV), THING (DISK_SOURCE_DIR), THING (DISK_SOURCE_VOLUME),
            THING (DISK_PROTOCOL)),
    THINGS (THING (DISK_TYPE)), NULL,
    "What kind of storage a disk is on follows from where that is.",
    LIBVIRT_DOMAIN "#hard-drives-floppy-disks-cdroms" },
  { "edit.disk.source", REPLACES, NULL, THINGS (THING (DISK_SOURCE_FILE), THING (DISK_SOURCE_DEV)),
    THINGS (THING (DISK_SOURCE_FILE), THING (DISK_SOURCE_DEV), THING (DISK_SOURCE_DIR), THING (DISK_SOURCE_POOL),
            THING (DISK_SOURCE_VOLUME)),
    NULL,
    "A disk is on one piece of storage.",
    LIBVIRT_DOMAIN "#hard-drives-floppy-disks-cdroms" },
  { "edit.disk.volume", REPLACES, NULL, THINGS (THING (DISK_SOURCE_VOLUME)),
    THINGS (THING (DISK_SOURCE_FILE), THING (DISK_SOURCE_DEV), THING (DISK_SOURCE_DIR)), NULL,
    "A disk is on one piece of storage.",
    LIBVIRT_DOMAIN "#hard-drives-floppy-disks-cdroms" },
  { "edit.disk.target", ENTAILS, NULL, THINGS (THING (DISK_BUS)), THINGS (THING (DISK_TARGET)), NULL,
    "The name of a disk begins with letters that are those of its bus.",
    LIBVIRT_DOMAIN "#hard-drives-floppy-disks-cdroms" },
  { "edit.disk.address", MOVES, NULL, THINGS (THING (DISK_BUS)),
    THINGS (THING (DISK_ADDRESS_TYPE), THING (DISK_ADDRESS_CONTROLLER), THING (DISK_ADDRESS_BUS),
            THING (DISK_ADDRESS_TARGET), THING (DISK_ADDRESS_UNIT)),
    NULL,
    "A place on one bus is none on another.",
    LIBVIRT_DOMAIN "#device-addresses" },

  { "edit.network.source", REPLACES, NULL, THINGS (THING (NET_NETWORK), THING (NET_BRIDGE), THING (NET_DEVICE)),
    THINGS (THING (NET_NETWORK), THING (NET_BRIDGE), THING (NET_DEVICE)), NULL,
    "A network card is connected to one network.",
    LIBVIRT_DOMAIN "#network-interfaces" },

  { "edit.graphics.autoport", ENTAILS, NULL, THINGS (THING (GRAPHICS_PORT)), THINGS (THING (GRAPHICS_AUTOPORT)), NULL,
    "libvirt looks for a port of its own where it is told to, whatever port is named.",
    LIBVIRT_DOMAIN "#graphical-framebuffers" },
  { "edit.graphics.listener", REPLACES, NULL, THINGS (THING (GRAPHICS_LISTEN_TYPE)),
    THINGS (THING (GRAPHICS_LISTEN), THING (GRAPHICS_PORT), THING (GRAPHICS_TLS_PORT), THING (GRAPHICS_AUTOPORT)), NULL,
    "Addresses and ports are those of one kind of listener.",
    LIBVIRT_DOMAIN "#graphical-framebuffers" },
  { "edit.graphics.type", ENTAILS, NULL, THINGS (THING (GRAPHICS_TYPE)),
    THINGS (THING (GRAPHICS_TLS_PORT), THING (GRAPHICS_IMAGE), THING (GRAPHICS_GL), THING (GRAPHICS_RENDERNODE),
            THING (GRAPHICS_WEBSOCKET)),
    "streaming;clipboard;mouse;filetransfer;image;jpeg;zlib;playback;channel",
    "Each kind of display server has settings that the others lack.",
    LIBVIRT_DOMAIN "#graphical-framebuffers" },

  { "edit.video.model", ENTAILS, NULL, THINGS (THING (VIDEO_MODEL)), THINGS (THING (VIDEO_ACCEL3D)),
    "model/@ram;model/@vram;model/@vram64;model/@vgamem",
    "Each model of video card has its own kinds of memory.",
    LIBVIRT_DOMAIN "#video-devices" },
};

const DesignerConsequence *
designer_consequences_get (guint *n_rows)
{
  *n_rows = G_N_ELEMENTS (rows);
  return rows;
}

const char *
designer_consequence_describe (DesignerConsequenceKind kind)
{
  switch (kind)
    {
    case DESIGNER_CONSEQUENCE_WRITES:
      return "is written anew";
    case DESIGNER_CONSEQUENCE_COPIES:
      return "becomes the same";
    case DESIGNER_CONSEQUENCE_REPLACES:
      return "goes";
    case DESIGNER_CONSEQUENCE_ENTAILS:
      return "is decided anew";
    case DESIGNER_CONSEQUENCE_MOVES:
      return "goes or is decided anew";
    }
  g_return_val_if_reached (NULL);
}
