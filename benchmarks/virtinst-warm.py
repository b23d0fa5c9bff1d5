#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Prints the microseconds of processor time of one guest that virtinst, the library of virt-install, makes.

Usage: virtinst-warm.py TIMES NAME    in a process that has made others
"""

import sys
import time

sys.path.insert(0, "/usr/share/virt-manager")

from virtinst import DeviceDisk, DeviceInterface, Guest, cli  # noqa: E402  pylint: disable=import-error,wrong-import-position


def make(connection, name):
    guest = Guest(connection)
    guest.set_os_name(name)
    guest.name = "guest"
    guest.memory = guest.currentMemory = 2 * 1024 * 1024
    guest.vcpus = 2
    disk = DeviceDisk(connection)
    disk.set_source_path("/dev/null")
    guest.add_device(disk)
    card = DeviceInterface(connection)
    card.type, card.source = "network", "default"
    guest.add_device(card)
    guest.set_defaults(guest)
    return guest.get_xml()


def main():
    times, name = int(sys.argv[1]), sys.argv[2]
    connection = cli.getConnection("test:///default")
    make(connection, name)
    before = time.process_time()
    for _ in range(times):
        make(connection, name)
    print(round((time.process_time() - before) * 1e6 / times))


if __name__ == "__main__":
    main()
