/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "rules/rules-private.h"
#include "rules/sources-private.h"

#define GRAPHICS LIBVIRT_DOMAIN "#graphical-framebuffers"
#define VIDEO LIBVIRT_DOMAIN "#video-devices"
/* Of several video cards, all but the first must be made for it. */
#define FIRST_VIDEO MACHINE_ONLY, NEED_FEWER_DEVICES (VIDEO, "1")
#define SOUND LIBVIRT_DOMAIN "#sound-devices"
#define INPUT LIBVIRT_DOMAIN "#input-devices"

const DesignerRule designer_display_rules[] = {
  { "graphics.spice", DESIGNER_THING_GRAPHICS_TYPE, "spice", NULL,
    "SPICE brings sound, USB devices and the clipboard to the person who watches the guest.",
    GRAPHICS, { PURPOSE (DESKTOP), MACHINE_ONLY, NEED_HOST ("graphics/type", "spice"), NEED_FEWER (GRAPHICS_TYPE, "spice", "1") } },
  { "graphics.vnc", DESIGNER_THING_GRAPHICS_TYPE, "vnc", NULL,
    "VNC shows the guest to every viewer.",
    GRAPHICS, { MACHINE_ONLY, NEED_HOST ("graphics/type", "vnc"), NEED_FEWER (GRAPHICS_TYPE, "vnc", "1") } },
  { "graphics.rdp", DESIGNER_THING_GRAPHICS_TYPE, "rdp", NULL,
    "RDP is how some hypervisors show their guests.",
    GRAPHICS, { NEED_NOT (VIRT_TYPE, "kvm,qemu,lxc"), NEED_HOST ("graphics/type", "rdp") } },
  { "graphics.desktop", DESIGNER_THING_GRAPHICS_TYPE, "desktop", NULL,
    "A window on the host's desktop is how some hypervisors show their guests.",
    GRAPHICS, { NEED_NOT (VIRT_TYPE, "kvm,qemu,lxc"), NEED_HOST ("graphics/type", "desktop") } },
  { "graphics.sdl", DESIGNER_THING_GRAPHICS_TYPE, "sdl", NULL,
    "SDL shows the guest in a window on the host.",
    GRAPHICS, { WISHED (GRAPHICS_TYPE, "sdl"), MACHINE_ONLY, NEED_HOST ("graphics/type", "sdl") } },

  { "graphics.autoport", DESIGNER_THING_GRAPHICS_AUTOPORT, "yes", NULL,
    "libvirt finds a free port at each start, so that guests never compete for one.",
    GRAPHICS, { UNSET (GRAPHICS_PORT), IS (GRAPHICS_TYPE, "spice,vnc,rdp") } },

  { "video.vga.confidential", DESIGNER_THING_VIDEO_MODEL, "vga", NULL,
    "Plain VGA needs no memory of the guest, which the host cannot read.",
    LIBVIRT_SEV,
    { IS (LAUNCH_SECURITY, "sev,sev-snp,tdx"), FIRST_VIDEO, NEED_HOST ("video/modelType", "vga") } },
  { "video.virtio", DESIGNER_THING_VIDEO_MODEL, "virtio", NULL,
    "The operating system has a virtio graphics driver.",
    VIRTIO_SPEC, { OS_HAS (VIRTIO_GPU), MACHINE_ONLY, NEED_HOST ("video/modelType", "virtio") } },
  { "video.qxl", DESIGNER_THING_VIDEO_MODEL, "qxl", NULL,
    "The operating system has a driver for QXL, which also works as plain VGA.",
    VIDEO, { OS_HAS (QXL), MACHINE_ONLY, NEED_HOST ("video/modelType", "qxl") } },
  { "video.vga.listed", DESIGNER_THING_VIDEO_MODEL, "vga", NULL,
    "The operating system has a driver for QEMU's VGA.",
    VIDEO, { OS_HAS (VGA), FIRST_VIDEO, NEED_HOST ("video/modelType", "vga") } },
  { "video.cirrus", DESIGNER_THING_VIDEO_MODEL, "cirrus", NULL,
    "The operating system has a driver for Cirrus Logic's card.",
    VIDEO, { OS_HAS (CIRRUS), FIRST_VIDEO, NEED_HOST ("video/modelType", "cirrus") } },
  { "video.vmvga", DESIGNER_THING_VIDEO_MODEL, "vmvga", NULL,
    "The operating system has a driver for VMware's card.",
    VIDEO, { OS_HAS (VMVGA), FIRST_VIDEO, NEED_HOST ("video/modelType", "vmvga") } },
  { "video.vga", DESIGNER_THING_VIDEO_MODEL, "vga", NULL,
    "Every system draws through plain VGA, and no better card is both driven by it and offered by the host.",
    VIDEO, { FIRST_VIDEO, NEED_HOST ("video/modelType", "vga") } },
  { "video.bochs", DESIGNER_THING_VIDEO_MODEL, "bochs", NULL,
    "VGA without its legacy parts is enough for a system on UEFI.",
    VIDEO, { IS (FIRMWARE, "efi"), FIRST_VIDEO, NEED_HOST ("video/modelType", "bochs") } },
  { "video.ramfb", DESIGNER_THING_VIDEO_MODEL, "ramfb", NULL,
    "A framebuffer in memory is for systems without any VGA.",
    VIDEO, { WISHED (VIDEO_MODEL, "ramfb"), FIRST_VIDEO, NEED_HOST ("video/modelType", "ramfb") } },

  { "sound.ich9", DESIGNER_THING_SOUND_MODEL, "ich9", NULL,
    "The operating system has a driver for the Intel HDA of the ICH9.",
    SOUND, { MACHINE_ONLY, OS_HAS (ICH9_HDA) } },
  { "sound.ich6", DESIGNER_THING_SOUND_MODEL, "ich6", NULL,
    "The operating system has a driver for the Intel HDA of the ICH6.",
    SOUND, { MACHINE_ONLY, OS_HAS (ICH6) } },
  { "sound.ac97", DESIGNER_THING_SOUND_MODEL, "ac97", NULL,
    "The operating system has a driver for AC'97.",
    SOUND, { MACHINE_ONLY, OS_HAS (AC97) } },
  { "sound.es1370", DESIGNER_THING_SOUND_MODEL, "es1370", NULL,
    "The operating system has a driver for the Ensoniq ES1370.",
    SOUND, { MACHINE_ONLY, OS_HAS (ES1370) } },
  { "sound.sb16", DESIGNER_THING_SOUND_MODEL, "sb16", NULL,
    "No sound card is listed for the operating system; systems of that age know the Sound Blaster 16.",
    SOUND, { MACHINE_ONLY, OS_NAMES_NO ("audio"), OS_FAMILY ("win9x,win16,msdos,netware") } },
  { "sound.ich6.any", DESIGNER_THING_SOUND_MODEL, "ich6", NULL,
    "No sound card is listed for the operating system; the Intel HDA is the best known one.",
    SOUND, { MACHINE_ONLY, OS_NAMES_NO ("audio") } },

  { "input.type.tablet", DESIGNER_THING_INPUT_TYPE, "tablet", NULL,
    "A tablet reports where the pointer is, so it follows that of the viewer.",
    INPUT, { { 0 } } },
  { "input.bus.usb", DESIGNER_THING_INPUT_BUS, "usb", NULL,
    "USB input devices need no driver of their own, and work in firmware and installers too.",
    INPUT, { MACHINE_ONLY } },
  { "input.bus.ps2", DESIGNER_THING_INPUT_BUS, "ps2", NULL,
    "PS/2 input devices are part of every PC.",
    INPUT, { MACHINE_ONLY, NEED_IS (INPUT_TYPE, "mouse,keyboard") } },
  { "input.bus.virtio", DESIGNER_THING_INPUT_BUS, "virtio", NULL,
    "The operating system has a virtio input driver.",
    INPUT, { MACHINE_ONLY, OS_HAS (VIRTIO_INPUT) } },

  { NULL, 0, NULL, NULL, NULL, NULL, { { 0 } } }
};
