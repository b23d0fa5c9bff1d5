/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What serial ports, consoles and channels are connected to. */

#include "rules/character-rows-private.h"

#define CONSOLES LIBVIRT_DOMAIN "#consoles-serial-parallel-channel-devices"
#define HOST_INTERFACE LIBVIRT_DOMAIN "#host-interface"

/* The other end of the devices of one kind. */
#define SOURCE_ROWS(scope, name) \
  { name ".source.host.local", DESIGNER_THING_##scope##_SOURCE_HOST, "127.0.0.1", NULL, \
    "Such a port has no password, so only this host reaches it unless an address is given.", \
    HOST_INTERFACE, { IS (scope##_TYPE, "tcp") } }, \
  { name ".source.mode.bind", DESIGNER_THING_##scope##_SOURCE_MODE, "bind", NULL, \
    "The hypervisor makes the socket, and whoever wants the guest connects to it.", \
    HOST_INTERFACE, { IS (scope##_TYPE, "unix"), SET (scope##_SOURCE_PATH) } }, \
  { name ".source.mode.bind.tcp", DESIGNER_THING_##scope##_SOURCE_MODE, "bind", NULL, \
    "The hypervisor listens on the port, and whoever wants the guest connects to it.", \
    HOST_INTERFACE, { IS (scope##_TYPE, "tcp") } }

const DesignerRule designer_character_rules[] = {
  SOURCE_ROWS (SERIAL, "serial"),
  SOURCE_ROWS (PARALLEL, "parallel"),
  SOURCE_ROWS (CONSOLE, "console"),
  SOURCE_ROWS (CHANNEL, "channel"),
  { "channel.source.mode.any", DESIGNER_THING_CHANNEL_SOURCE_MODE, "bind", NULL,
    "That libvirt makes the socket is written out.",
    HOST_INTERFACE, { BY_POLICY ("channel.source.mode.any"), IS (CHANNEL_TYPE, "unix") } },

  CHARACTER_TYPE_ROWS (PARALLEL, "parallel"),
  { "parallel.type.pty", DESIGNER_THING_PARALLEL_TYPE, "pty", NULL,
    "A pseudo terminal is there without anything more being said.",
    CONSOLES, { QEMU_ONLY } },

  { NULL, 0, NULL, NULL, NULL, NULL, { { 0 } } }
};
