/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "rules/rules-private.h"
#include "rules/sources-private.h"

/* What some connections of a character device need of the guest. */
#define CHARACTER_TYPE_ROWS(scope, name) \
  { name ".type.spiceport", DESIGNER_THING_##scope##_TYPE, "spiceport", NULL, \
    "SPICE carries the port to the person who watches the guest.", \
    LIBVIRT_DOMAIN "#spice-channel", \
    { WISHED (scope##_TYPE, "spiceport"), NEED_AT_LEAST (GRAPHICS_TYPE, "spice", "1") } }, \
  { name ".type.dbus", DESIGNER_THING_##scope##_TYPE, "dbus", NULL, \
    "The D-Bus display carries the port.", \
    LIBVIRT_DOMAIN "#consoles-serial-parallel-channel-devices", \
    { WISHED (scope##_TYPE, "dbus"), NEED_AT_LEAST (GRAPHICS_TYPE, "dbus", "1") } }, \
  { name ".type.nmdm", DESIGNER_THING_##scope##_TYPE, "nmdm", NULL, \
    "A null modem is a pair of devices of FreeBSD, which QEMU does not take.", \
    LIBVIRT_DOMAIN "#nmdm-device", \
    { WISHED (scope##_TYPE, "nmdm"), NEED_NOT_RUN_BY (DESIGNER_QEMU) } }, \
  { name ".type.nmdm.test", DESIGNER_THING_##scope##_TYPE, "nmdm", NULL, \
    "libvirt's test driver runs nothing, so it takes a null modem as it takes all that libvirt can write.", \
    "https://libvirt.org/drvtest.html", \
    { WISHED (scope##_TYPE, "nmdm"), NEED_IS (VIRT_TYPE, "test") } }
