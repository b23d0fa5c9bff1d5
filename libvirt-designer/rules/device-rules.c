/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "rules/rules-private.h"
#include "rules/sources-private.h"

#define CONSOLES LIBVIRT_DOMAIN "#consoles-serial-parallel-channel-devices"
#define TPM LIBVIRT_DOMAIN "#tpm-device"
#define RNG LIBVIRT_DOMAIN "#random-number-generator-device"
#define REDIRECTION LIBVIRT_DOMAIN "#redirected-devices"
#define SMARTCARD LIBVIRT_DOMAIN "#smartcard-devices"
#define WATCHDOG LIBVIRT_DOMAIN "#watchdog-device"

const DesignerRule designer_device_rules[] = {
  { "smartcard.mode.passthrough", DESIGNER_THING_SMARTCARD_MODE, "passthrough", NULL,
    "The card is in the reader of the person who watches the guest.",
    SMARTCARD, { NEED_FEWER_DEVICES (SMARTCARD, "1"), NEED_HOST ("graphics/type", "spice"), NEED_AT_LEAST (GRAPHICS_TYPE, "spice", "1") } },
  { "smartcard.type.spicevmc", DESIGNER_THING_SMARTCARD_TYPE, "spicevmc", NULL,
    "SPICE carries the card's data.",
    SMARTCARD, { IS (SMARTCARD_MODE, "passthrough") } },

  { "serial.type.pty", DESIGNER_THING_SERIAL_TYPE, "pty", NULL,
    "A pseudo terminal is what `virsh console` opens.",
    CONSOLES, { MACHINE_ONLY } },
  { "serial.type.unix", DESIGNER_THING_SERIAL_TYPE, "unix", NULL,
    "The port is connected to the socket that was named.",
    CONSOLES, { WISHED (SERIAL_TYPE, "unix"), MACHINE_ONLY, NEED_SET (SERIAL_SOURCE) } },
  { "serial.target.isa", DESIGNER_THING_SERIAL_TARGET, "isa-serial", NULL,
    "Every PC system drives the ISA serial port, its boot loader included.",
    CONSOLES, { { 0 } } },

  { "console.type.pty", DESIGNER_THING_CONSOLE_TYPE, "pty", NULL,
    "A pseudo terminal is what `virsh console` opens.",
    CONSOLES, { { 0 } } },
  { "console.target.lxc", DESIGNER_THING_CONSOLE_TARGET, "lxc", NULL,
    "A container has consoles of its own kind.",
    CONSOLES, { NEED_IS (VIRT_TYPE, "lxc") } },
  { "console.target.serial", DESIGNER_THING_CONSOLE_TARGET, "serial", NULL,
    "The console is the first serial port.",
    CONSOLES, { NEED_IS (VIRT_TYPE, "kvm,qemu") } },

  { "channel.type.unix", DESIGNER_THING_CHANNEL_TYPE, "unix", NULL,
    "libvirt listens on a socket of its own.",
    CONSOLES, { MACHINE_ONLY, NEED_HOST ("channel/type", "unix") } },
  { "channel.type.spicevmc", DESIGNER_THING_CHANNEL_TYPE, "spicevmc", NULL,
    "The channel ends in the SPICE server.",
    CONSOLES, { WISHED (CHANNEL_TYPE, "spicevmc"), NEED_HOST ("channel/type", "spicevmc"),
                NEED_AT_LEAST (GRAPHICS_TYPE, "spice", "1") } },
  { "channel.target.virtio", DESIGNER_THING_CHANNEL_TARGET, "virtio", NULL,
    "Programs in the guest open a virtio port by its name.",
    CONSOLES, { { 0 } } },
  { "channel.name.spice", DESIGNER_THING_CHANNEL_NAME, "com.redhat.spice.0", NULL,
    "The SPICE agent opens the port with this name.",
    CONSOLES, { IS (CHANNEL_TYPE, "spicevmc"), FEWER (CHANNEL_NAME, "com.redhat.spice.0", "1") } },
  { "channel.name.agent", DESIGNER_THING_CHANNEL_NAME, "org.qemu.guest_agent.0", NULL,
    "The guest agent opens the port with this name.",
    CONSOLES, { IS (CHANNEL_TYPE, "unix"), NEED_FEWER (CHANNEL_NAME, "org.qemu.guest_agent.0", "1") } },

  { "tpm.model.crb", DESIGNER_THING_TPM_MODEL, "tpm-crb", NULL,
    "The command response buffer is the interface made for TPM 2.0.",
    TPM, { NOT_WISHED (TPM_VERSION, "1.2"), NEED_FEWER_DEVICES (TPM, "1"), MACHINE_ONLY, NEED_HOST ("tpm/model", "tpm-crb") } },
  { "tpm.model.tis", DESIGNER_THING_TPM_MODEL, "tpm-tis", NULL,
    "The older TPM interface is the one that the host has.",
    TPM, { NEED_FEWER_DEVICES (TPM, "1"), MACHINE_ONLY, NEED_HOST ("tpm/model", "tpm-tis") } },
  { "tpm.backend.emulator", DESIGNER_THING_TPM_BACKEND, "emulator", NULL,
    "An emulated TPM belongs to this guest alone.",
    TPM, { NEED_HOST ("tpm/backendModel", "emulator") } },
  { "tpm.backend.passthrough", DESIGNER_THING_TPM_BACKEND, "passthrough", NULL,
    "The host's own TPM serves one guest.",
    TPM, { WISHED (TPM_BACKEND, "passthrough"), NEED_HOST ("tpm/backendModel", "passthrough") } },
  { "tpm.version.2", DESIGNER_THING_TPM_VERSION, "2.0", NULL,
    "Windows 11 requires version 2.0, and all systems of today prefer it.",
    TPM, { IS (TPM_BACKEND, "emulator"), NEED_HOST_NOT_WITHOUT ("tpm/backendVersion", "2.0") } },
  { "tpm.version.1", DESIGNER_THING_TPM_VERSION, "1.2", NULL,
    "Version 1.2 is the one that the host can emulate.",
    TPM, { IS (TPM_BACKEND, "emulator"), OS_NEEDS_NO_UEFI, NEED_NOT (TPM_MODEL, "tpm-crb"),
           NEED_HOST ("tpm/backendVersion", "1.2") } },

  { "redirdev.bus.usb", DESIGNER_THING_REDIRDEV_BUS, "usb", NULL,
    "USB devices are what can be redirected.",
    REDIRECTION, { NEED_HOST_NOT_WITHOUT ("redirdev/bus", "usb") } },
  { "redirdev.type.spicevmc", DESIGNER_THING_REDIRDEV_TYPE, "spicevmc", NULL,
    "SPICE carries the device's data.",
    REDIRECTION, { NEED_HOST ("graphics/type", "spice"), NEED_AT_LEAST (GRAPHICS_TYPE, "spice", "1") } },

  { "watchdog.model.i6300esb", DESIGNER_THING_WATCHDOG_MODEL, "i6300esb", NULL,
    "The Intel 6300ESB is the watchdog that most systems have a driver for.",
    WATCHDOG, { MACHINE_ONLY, NEED_FEWER_DEVICES (WATCHDOG, "1") } },
  { "watchdog.model.itco", DESIGNER_THING_WATCHDOG_MODEL, "itco", NULL,
    "The watchdog of the ICH9 was asked for, which only Q35 has.",
    WATCHDOG,
    { WISHED (WATCHDOG_MODEL, "itco"), MACHINE_ONLY, NEED_IS (CHIPSET, "q35"), NEED_FEWER_DEVICES (WATCHDOG, "1") } },
  { "watchdog.model.ib700", DESIGNER_THING_WATCHDOG_MODEL, "ib700", NULL,
    "The iBASE 700 was asked for.",
    WATCHDOG, { WISHED (WATCHDOG_MODEL, "ib700"), MACHINE_ONLY, NEED_FEWER_DEVICES (WATCHDOG, "1") } },
  { "watchdog.action.reset", DESIGNER_THING_WATCHDOG_ACTION, "reset", NULL,
    "A guest that hangs is started anew.",
    WATCHDOG, { { 0 } } },

  { "memballoon.virtio", DESIGNER_THING_BALLOON_MODEL, "virtio", NULL,
    "The operating system has a balloon driver, so its memory can be adjusted and watched.",
    VIRTIO_SPEC, { OS_HAS (VIRTIO_BALLOON), MACHINE_ONLY, NEED_FEWER_DEVICES (MEMBALLOON, "1") } },
  { "memballoon.none", DESIGNER_THING_BALLOON_MODEL, "none", NULL,
    "The operating system is not known to have a balloon driver; libvirt would add the device unasked.",
    LIBVIRT_DOMAIN "#memory-balloon-device", { MACHINE_ONLY, NEED_FEWER_DEVICES (MEMBALLOON, "1") } },

  { "rng.model.virtio", DESIGNER_THING_RNG_MODEL, "virtio", NULL,
    "virtio is the one kind of random number generator that a PC guest can have.",
    RNG, { MACHINE_ONLY, NEED_HOST ("rng/model", "virtio") } },
  { "rng.backend.random", DESIGNER_THING_RNG_BACKEND, "random", NULL,
    "The kernel of the host gives the randomness.",
    RNG, { NEED_HOST ("rng/backendModel", "random") } },
  { "rng.backend.builtin", DESIGNER_THING_RNG_BACKEND, "builtin", NULL,
    "The hypervisor fetches the randomness itself.",
    RNG, { NEED_HOST ("rng/backendModel", "builtin") } },
  { "rng.backend.urandom", DESIGNER_THING_RNG_DEVICE, "/dev/urandom", NULL,
    "This device never makes the guest wait.",
    RNG, { IS (RNG_BACKEND, "random") } },

  { "filesystem.type.mount", DESIGNER_THING_FS_TYPE, "mount", NULL,
    "The container sees the directory of the host as its own.",
    LIBVIRT_DOMAIN "#filesystems", { NEED_IS (VIRT_TYPE, "lxc") } },

  { "panic.isa", DESIGNER_THING_PANIC_MODEL, "isa", NULL,
    "The kernel of the guest reports its crash through this port.",
    LIBVIRT_DOMAIN "#panic-device", { MACHINE_ONLY, NEED_FEWER_DEVICES (PANIC, "1"), NEED_HOST_NOT_WITHOUT ("panic/model", "isa") } },

  { NULL, 0, NULL, NULL, NULL, NULL, { { 0 } } }
};
