#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Shows that a guest with UEFI is cloned and renamed with its variables, and that a clone boots whose disk holds only changes.

Usage: real-clones.py PROGRAM
"""

import os
import shutil
import sys

import daemons
import tiny_guest
sys.path.insert(0, os.path.join(os.path.dirname(daemons.HERE), "source"))
from sources import Tap  # noqa: E402  pylint: disable=wrong-import-position

BOOT = "150"
GUEST = """<domain type='qemu'>
  <name>uefi</name>
  <memory unit='MiB'>384</memory>
  <os firmware='efi'>
    <type arch='x86_64' machine='q35'>hvm</type>
    <firmware><feature enabled='no' name='enrolled-keys'/><feature enabled='no' name='secure-boot'/></firmware>
  </os>
  <features><acpi/></features>
  <devices>
    <emulator>/usr/bin/qemu-system-x86_64</emulator>
    <disk type='file'><driver name='qemu' type='raw'/><source file='{path}'/><target dev='vda' bus='virtio'/></disk>
    <channel type='unix'><target type='virtio' name='org.qemu.guest_agent.0'/></channel>
    <serial type='pty'/>
  </devices>
</domain>
"""
NVRAM = "/var/lib/libvirt/qemu/nvram"


class Bench:
    def __init__(self, host, program):
        self.host = host
        self.program = program
        self.environment = dict(os.environ, LIBVIRT_BUILDER_STATE_DIR=os.path.join(host.folder, "state"))
        self.images = host.make_pool("images")
        shutil.copyfile(tiny_guest.get().disk, os.path.join(self.images, "uefi.img"))
        host.virsh("pool-refresh", "images")
        host.define(GUEST.format(path=os.path.join(self.images, "uefi.img")))

    def run(self, *words):
        return self.host.run(self.program, *words, "--connect", daemons.URI, env=self.environment)

    def seen(self, name):
        return self.host.seen(os.path.join(NVRAM, f"{name}_VARS.fd"))

    def mark(self, name, text):
        """Writes behind the variables, where the firmware has nothing."""
        with open(self.seen(name), "r+b") as stream:
            stream.seek(-len(text), os.SEEK_END)
            stream.write(text)

    def marked(self, name, text):
        if not os.path.exists(self.seen(name)):
            return [f"{name} has no variables: {self.host.files(NVRAM)}"]
        with open(self.seen(name), "rb") as stream:
            stream.seek(-len(text), os.SEEK_END)
            return [] if stream.read() == text else [f"the variables of {name} are others"]


def works(done):
    return [] if done.returncode == 0 else [done.stderr]


def main(program):
    tap = Tap()
    reason = daemons.missing("qemu-system-x86_64") or tiny_guest.missing()
    if reason is not None:
        print(f"1..0 # SKIP {reason}")
        return 0
    with daemons.Host("clones") as host:
        bench = Bench(host, os.path.abspath(program))
        host.virsh("start uefi --paused; destroy uefi")
        bench.mark("uefi", b"of the first")
        tap.check("a guest with UEFI is cloned", works(bench.run("clone", "--original", "uefi", "--name", "twin", "--auto-clone",
                                                                 "--overlay")))
        tap.check("the clone has variables of its own, with the same content", bench.marked("twin", b"of the first"))
        bench.mark("uefi", b"of the other")
        tap.check("what the original does to its own is nothing to it", bench.marked("twin", b"of the first"))
        tap.check("the clone boots, with a disk that holds only changes",
                  works(bench.run("start", "twin", "--for", "agent", "--timeout", BOOT)))
        host.run("virsh", "--connect", daemons.URI, "destroy", "twin")
        tap.check("a guest with UEFI gets another name", works(bench.run("rename", "uefi", "tower")))
        tap.check("and keeps its variables", bench.marked("tower", b"of the other"))
        host.virsh("start tower --paused")
        tap.check("which are those that it starts with", bench.marked("tower", b"of the other")
                  + ([] if "tower_VARS.fd" in host.virsh("dumpxml", "tower").stdout else ["it starts with others"]))
        host.virsh("destroy", "tower")
        tap.check("a clone is removed, and the image that it was based on stays",
                  works(bench.run("remove", "twin", "--yes")) + ([] if os.listdir(bench.images) == ["uefi.img"]
                                                                 else os.listdir(bench.images)))
    return tap.done()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
