/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "rules/rules-private.h"
#include "rules/sources-private.h"

#define CONSOLES LIBVIRT_DOMAIN "#consoles-serial-parallel-channel-devices"
#define CONTROLLERS LIBVIRT_DOMAIN "#controllers"
#define ROOT_PORT { { DESIGNER_THING_CONTROLLER_TYPE, "pci" }, { DESIGNER_THING_CONTROLLER_MODEL, "pcie-root-port" } }
#define PORT_REASON "On Q35 each PCI Express device needs a root port, and a port of its own can be unplugged."
#define UHCI(number, port) \
  { "controller.usb.uhci" number, DESIGNER_SCOPE_CONTROLLER, DESIGNER_SCOPE_CONTROLLER, \
    { { DESIGNER_THING_CONTROLLER_TYPE, "usb" }, { DESIGNER_THING_CONTROLLER_MODEL, "ich9-uhci" number }, \
      { DESIGNER_THING_CONTROLLER_INDEX, "0" }, { DESIGNER_THING_CONTROLLER_MASTER, port } }, 1, \
    "The USB 2 controller leaves slower devices to its companions.", CONTROLLERS, \
    { IS (CONTROLLER_MODEL, "ich9-ehci1"), IS (CONTROLLER_INDEX, "0") } }

static const DesignerAddition additions[] = {
  /* What makes a virtual machine complete, in the order of its devices. */
  { "network.default", DESIGNER_SCOPE_MACHINE, DESIGNER_SCOPE_INTERFACE, { { 0, NULL } }, 1,
    "A guest of which nothing is said is connected to the network.",
    LIBVIRT_DOMAIN "#network-interfaces", { HAS_NO (INTERFACE) } },
  { "serial.default", DESIGNER_SCOPE_MACHINE, DESIGNER_SCOPE_SERIAL, { { 0, NULL } }, 1,
    "The serial port is the way in when nothing else works.",
    CONSOLES, { HAS_NO (SERIAL) } },
  { "console.default", DESIGNER_SCOPE_MACHINE, DESIGNER_SCOPE_CONSOLE, { { 0, NULL } }, 1,
    "The console is what `virsh console` opens.",
    CONSOLES, { HAS_NO (CONSOLE), AT_LEAST (SERIAL_TYPE, "pty", "1") } },
  { "channel.guest-agent", DESIGNER_SCOPE_MACHINE, DESIGNER_SCOPE_CHANNEL,
    { { DESIGNER_THING_CHANNEL_TYPE, "unix" }, { DESIGNER_THING_CHANNEL_NAME, "org.qemu.guest_agent.0" } }, 1,
    "Through the guest agent the host can freeze file systems, set the time and learn addresses.",
    "https://www.qemu.org/docs/master/interop/qemu-ga.html",
    { OS_HAS (VIRTIO_CONSOLE), HOST ("channel/type", "unix"), FEWER (CHANNEL_NAME, "org.qemu.guest_agent.0", "1") } },
  { "channel.guest-agent.windows", DESIGNER_SCOPE_MACHINE, DESIGNER_SCOPE_CHANNEL,
    { { DESIGNER_THING_CHANNEL_TYPE, "unix" }, { DESIGNER_THING_CHANNEL_NAME, "org.qemu.guest_agent.0" } }, 1,
    "The tools of virtio-win bring the guest agent and the driver for its port, which is there for the day they come.",
    VIRTIO_WIN,
    { OS_FAMILY ("winnt"), OS_VERSION ("5.1"), OS_LACKS (VIRTIO_CONSOLE), HOST ("channel/type", "unix"),
      FEWER (CHANNEL_NAME, "org.qemu.guest_agent.0", "1") } },
  { "graphics.default", DESIGNER_SCOPE_MACHINE, DESIGNER_SCOPE_GRAPHICS, { { 0, NULL } }, 1,
    "Someone may need to see the guest's screen, if only when it does not boot.",
    LIBVIRT_DOMAIN "#graphical-framebuffers", { HAS_NO (GRAPHICS) } },
  { "video.for-graphics", DESIGNER_SCOPE_MACHINE, DESIGNER_SCOPE_VIDEO, { { 0, NULL } }, 1,
    "There is no picture without a video card.",
    LIBVIRT_DOMAIN "#video-devices", { HAS_NO (VIDEO), HAS (GRAPHICS) } },
  { "input.tablet", DESIGNER_SCOPE_MACHINE, DESIGNER_SCOPE_INPUT,
    { { DESIGNER_THING_INPUT_TYPE, "tablet" }, { DESIGNER_THING_INPUT_BUS, "usb" } }, 1,
    "A tablet keeps the guest's pointer under that of the viewer.",
    LIBVIRT_DOMAIN "#input-devices", { HAS_NO (INPUT), HAS (GRAPHICS), OS_HAS (TABLET) } },
  { "sound.desktop", DESIGNER_SCOPE_MACHINE, DESIGNER_SCOPE_SOUND, { { 0, NULL } }, 1,
    "A desktop plays sound, and SPICE carries it to the viewer.",
    LIBVIRT_DOMAIN "#sound-devices",
    { PURPOSE (DESKTOP), HAS_NO (SOUND), OS_NAMES ("audio"), AT_LEAST (GRAPHICS_TYPE, "spice", "1") } },
  { "redirdev.desktop", DESIGNER_SCOPE_MACHINE, DESIGNER_SCOPE_REDIRDEV, { { 0, NULL } }, 2,
    "A person at a desktop plugs in USB devices; two at once are enough for most.",
    LIBVIRT_DOMAIN "#redirected-devices",
    { PURPOSE (DESKTOP), HAS_NO (REDIRDEV), OS_HAS (TABLET), HOST ("redirdev/bus", "usb"),
      HOST ("graphics/type", "spice"), AT_LEAST (GRAPHICS_TYPE, "spice", "1") } },
  { "tpm.os-needs-it", DESIGNER_SCOPE_MACHINE, DESIGNER_SCOPE_TPM, { { 0, NULL } }, 1,
    "Windows that boots from UEFI only requires a TPM 2.0.",
    MICROSOFT_WINDOWS_11, { HAS_NO (TPM), OS_FAMILY ("winnt"), OS_NEEDS_UEFI } },
  { "tpm.uefi", DESIGNER_SCOPE_MACHINE, DESIGNER_SCOPE_TPM, { { 0, NULL } }, 1,
    "With a TPM the guest can seal its disk keys to the boot that UEFI measured.",
    LIBVIRT_DOMAIN "#tpm-device",
    { HAS_NO (TPM), IS (FIRMWARE, "efi"), HOST ("tpm/backendModel", "emulator"),
      HOST ("tpm/model", "tpm-crb") } },
  { "memballoon.default", DESIGNER_SCOPE_MACHINE, DESIGNER_SCOPE_MEMBALLOON, { { 0, NULL } }, 1,
    "Whether the guest has a balloon is said either way, because libvirt adds one where it is not.",
    LIBVIRT_DOMAIN "#memory-balloon-device", { HAS_NO (MEMBALLOON) } },
  { "rng.default", DESIGNER_SCOPE_MACHINE, DESIGNER_SCOPE_RNG, { { 0, NULL } }, 1,
    "A guest that boots without randomness waits for it, or makes weak keys.",
    LIBVIRT_DOMAIN "#random-number-generator-device",
    { HAS_NO (RNG), OS_HAS (VIRTIO_RNG), HOST ("rng/model", "virtio") } },
  { "panic.linux", DESIGNER_SCOPE_MACHINE, DESIGNER_SCOPE_PANIC, { { 0, NULL } }, 1,
    "Linux of the age of virtio 1.0 has the driver for it, so the host learns of a crash.",
    LIBVIRT_DOMAIN "#panic-device",
    { HAS_NO (PANIC), OS_FAMILY ("linux"), OS_HAS (VIRTIO1_NET), HOST_NOT_WITHOUT ("panic/model", "isa") } },
  { "controller.pci.spare", DESIGNER_SCOPE_MACHINE, DESIGNER_SCOPE_CONTROLLER, ROOT_PORT, 4,
    "Empty root ports let disks and network cards be plugged in while the guest runs.",
    LIBVIRT_PCI, { IS (CHIPSET, "q35") } },

  /* What makes a container complete. */
  { "console.container", DESIGNER_SCOPE_CONTAINER, DESIGNER_SCOPE_CONSOLE, { { 0, NULL } }, 1,
    "The console is the only way into a container that does nothing else.",
    CONSOLES, { HAS_NO (CONSOLE) } },

  /* What a device needs. */
  { "channel.spice-agent", DESIGNER_SCOPE_GRAPHICS, DESIGNER_SCOPE_CHANNEL,
    { { DESIGNER_THING_CHANNEL_TYPE, "spicevmc" }, { DESIGNER_THING_CHANNEL_NAME, "com.redhat.spice.0" } }, 1,
    "Through the SPICE agent the guest shares its clipboard and follows the size of the window.",
    "https://www.spice-space.org/spice-user-manual.html",
    { IS (GRAPHICS_TYPE, "spice"), OS_HAS (VIRTIO_CONSOLE), HOST ("channel/type", "spicevmc"),
      FEWER (CHANNEL_NAME, "com.redhat.spice.0", "1") } },
  { "channel.spice-agent.windows", DESIGNER_SCOPE_GRAPHICS, DESIGNER_SCOPE_CHANNEL,
    { { DESIGNER_THING_CHANNEL_TYPE, "spicevmc" }, { DESIGNER_THING_CHANNEL_NAME, "com.redhat.spice.0" } }, 1,
    "The guest tools of SPICE bring its agent and the driver for its port, which is there for the day they come.",
    "https://www.spice-space.org/spice-user-manual.html",
    { IS (GRAPHICS_TYPE, "spice"), OS_FAMILY ("winnt"), OS_VERSION ("5.1"), OS_LACKS (VIRTIO_CONSOLE),
      HOST ("channel/type", "spicevmc"), FEWER (CHANNEL_NAME, "com.redhat.spice.0", "1") } },
  { "graphics.egl-headless.for-video", DESIGNER_SCOPE_VIDEO, DESIGNER_SCOPE_GRAPHICS,
    { { DESIGNER_THING_GRAPHICS_TYPE, "egl-headless" } }, 1,
    "No display of the guest draws with OpenGL itself, so the host does and hands the picture on.",
    LIBVIRT_DOMAIN "#graphical-framebuffers",
    { IS (VIDEO_ACCEL3D, "yes"), IS (VIDEO_MODEL, "virtio"), FEWER (GRAPHICS_GL, "yes", "1"), FEWER (GRAPHICS_TYPE, "egl-headless", "1") } },
  { "controller.virtio-serial.for-channel", DESIGNER_SCOPE_CHANNEL, DESIGNER_SCOPE_CONTROLLER,
    { { DESIGNER_THING_CONTROLLER_TYPE, "virtio-serial" } }, 1,
    "Virtio ports need a controller.",
    CONTROLLERS, { IS (CHANNEL_TARGET, "virtio"), FEWER (CONTROLLER_TYPE, "virtio-serial", "1") } },
  { "controller.virtio-serial.for-console", DESIGNER_SCOPE_CONSOLE, DESIGNER_SCOPE_CONTROLLER,
    { { DESIGNER_THING_CONTROLLER_TYPE, "virtio-serial" } }, 1,
    "Virtio ports need a controller.",
    CONTROLLERS, { IS (CONSOLE_TARGET, "virtio"), FEWER (CONTROLLER_TYPE, "virtio-serial", "1") } },
  { "controller.scsi.for-disk", DESIGNER_SCOPE_DISK, DESIGNER_SCOPE_CONTROLLER,
    { { DESIGNER_THING_CONTROLLER_TYPE, "scsi" } }, 1,
    "The SCSI disk needs a controller, and those that are there are full.",
    CONTROLLERS, { IS (DISK_BUS, "scsi"), NEEDS_CONTROLLER ("scsi", NULL) } },
  { "controller.sata.for-disk", DESIGNER_SCOPE_DISK, DESIGNER_SCOPE_CONTROLLER,
    { { DESIGNER_THING_CONTROLLER_TYPE, "sata" } }, 1,
    "The SATA drive needs a controller, and those that are there are full.",
    CONTROLLERS, { IS (DISK_BUS, "sata"), NEEDS_CONTROLLER ("sata", "q35") } },
  { "controller.usb.for-input", DESIGNER_SCOPE_INPUT, DESIGNER_SCOPE_CONTROLLER,
    { { DESIGNER_THING_CONTROLLER_TYPE, "usb" } }, 1, "USB devices need a controller.",
    CONTROLLERS, { IS (INPUT_BUS, "usb"), FEWER (CONTROLLER_TYPE, "usb", "1") } },
  { "controller.usb.for-disk", DESIGNER_SCOPE_DISK, DESIGNER_SCOPE_CONTROLLER,
    { { DESIGNER_THING_CONTROLLER_TYPE, "usb" } }, 1, "USB devices need a controller.",
    CONTROLLERS, { IS (DISK_BUS, "usb"), FEWER (CONTROLLER_TYPE, "usb", "1") } },
  { "controller.usb.for-redirection", DESIGNER_SCOPE_REDIRDEV, DESIGNER_SCOPE_CONTROLLER,
    { { DESIGNER_THING_CONTROLLER_TYPE, "usb" } }, 1, "USB devices need a controller.",
    CONTROLLERS, { FEWER (CONTROLLER_TYPE, "usb", "1") } },
  { "controller.usb.for-sound", DESIGNER_SCOPE_SOUND, DESIGNER_SCOPE_CONTROLLER,
    { { DESIGNER_THING_CONTROLLER_TYPE, "usb" } }, 1, "USB devices need a controller.",
    CONTROLLERS, { IS (SOUND_MODEL, "usb"), FEWER (CONTROLLER_TYPE, "usb", "1") } },
  { "controller.usb.for-serial", DESIGNER_SCOPE_SERIAL, DESIGNER_SCOPE_CONTROLLER,
    { { DESIGNER_THING_CONTROLLER_TYPE, "usb" } }, 1, "USB devices need a controller.",
    CONTROLLERS, { IS (SERIAL_TARGET, "usb-serial"), FEWER (CONTROLLER_TYPE, "usb", "1") } },
  UHCI ("1", "0"),
  UHCI ("2", "2"),
  UHCI ("3", "4"),

  /* Root ports of Q35. */
  { "controller.pci.port.for-disk", DESIGNER_SCOPE_DISK, DESIGNER_SCOPE_CONTROLLER, ROOT_PORT, 1,
    PORT_REASON, QEMU_PCIE, { IS (CHIPSET, "q35"), IS (DISK_BUS, "virtio") } },
  { "controller.pci.port.for-filesystem", DESIGNER_SCOPE_FILESYSTEM, DESIGNER_SCOPE_CONTROLLER, ROOT_PORT, 1,
    PORT_REASON, QEMU_PCIE, { IS (CHIPSET, "q35") } },
  { "controller.pci.port.for-network", DESIGNER_SCOPE_INTERFACE, DESIGNER_SCOPE_CONTROLLER, ROOT_PORT, 1,
    PORT_REASON, QEMU_PCIE, { IS (CHIPSET, "q35"), IS (NET_MODEL, "virtio,e1000e") } },
  { "controller.pci.port.for-controller", DESIGNER_SCOPE_CONTROLLER, DESIGNER_SCOPE_CONTROLLER, ROOT_PORT, 1,
    PORT_REASON, QEMU_PCIE,
    { IS (CHIPSET, "q35"), IS (CONTROLLER_MODEL, "qemu-xhci,nec-xhci,virtio-scsi") } },
  { "controller.pci.port.for-virtio-serial", DESIGNER_SCOPE_CONTROLLER, DESIGNER_SCOPE_CONTROLLER, ROOT_PORT, 1,
    PORT_REASON, QEMU_PCIE, { IS (CHIPSET, "q35"), IS (CONTROLLER_TYPE, "virtio-serial") } },
  { "controller.pci.port.for-balloon", DESIGNER_SCOPE_MEMBALLOON, DESIGNER_SCOPE_CONTROLLER, ROOT_PORT, 1,
    PORT_REASON, QEMU_PCIE, { IS (CHIPSET, "q35"), IS (BALLOON_MODEL, "virtio") } },
  { "controller.pci.port.for-rng", DESIGNER_SCOPE_RNG, DESIGNER_SCOPE_CONTROLLER, ROOT_PORT, 1,
    PORT_REASON, QEMU_PCIE, { IS (CHIPSET, "q35"), IS (RNG_MODEL, "virtio") } },
};

const DesignerAddition *
designer_additions_get (guint *n_rows)
{
  *n_rows = G_N_ELEMENTS (additions);
  return additions;
}
