#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Shows that the tiny guest does what the tests with guests take for granted. Usage: test-tiny-guest.py"""

import os
import sys

import daemons
import tiny_guest
sys.path.insert(0, os.path.join(os.path.dirname(daemons.HERE), "source"))
from sources import Tap  # noqa: E402  pylint: disable=wrong-import-position

LONG = "DESIGNER_LONG" in os.environ
BOOT = 150
DIRECT = "<kernel>{kernel}</kernel><initrd>{initrd}</initrd><cmdline>{words}</cmdline>"
# The loader of the disk is not signed.
UEFI = (" firmware='efi'", "<firmware><feature enabled='no' name='secure-boot'/></firmware>")
GUEST = """<domain type='qemu'>
  <name>{name}</name>
  <memory unit='MiB'>384</memory>
  <os{firmware[0]}><type arch='x86_64' machine='q35'>hvm</type>{firmware[1]}{boot}</os>
  <features><acpi/></features>
  <on_crash>preserve</on_crash>
  <devices>
    <emulator>/usr/bin/qemu-system-x86_64</emulator>
    <disk type='file'><driver type='raw'/><source file='{disk}'/><target dev='vda' bus='virtio'/></disk>
    <interface type='user'><model type='virtio'/></interface>
    <serial type='file'><source path='{console}'/></serial>
    <channel type='unix'><target type='virtio' name='org.qemu.guest_agent.0'/></channel>
    <panic model='isa'/>
  </devices>
</domain>
"""


class Trial:
    """A guest on a host, and what it says."""

    def __init__(self, host, name, firmware=("", ""), direct=None, words=""):
        self.host = host
        self.name = name
        self.console = os.path.join(host.folder, f"{name}.log")
        disk = os.path.join(host.folder, f"{name}.img")
        boot = ""
        if direct:
            with open(disk, "wb") as stream:
                stream.truncate(2 << 20)
            boot = DIRECT.format(kernel=direct.kernel, initrd=direct.initrd, words=f"{tiny_guest.COMMAND_LINE} {words}")
        else:
            tiny_guest.make_disk(disk, words)
        host.define(GUEST.format(name=name, firmware=firmware, boot=boot, disk=disk, console=self.console))
        self.start()

    def start(self):
        self.host.virsh("start", self.name)

    def hears(self, kind):
        def found():
            return os.path.exists(self.console) and tiny_guest.read_file(self.console).one(kind)
        return daemons.wait_for(found, f"'{kind}' of {self.name}", BOOT)

    def comes_to(self, state):
        def is_so():
            return state in self.host.virsh("domstate", self.name, "--reason").stdout
        return daemons.wait_for(is_so, f"'{state}' of {self.name}")

    def agent_answers(self):
        def answers():
            done = self.host.run("virsh", "--connect", daemons.URI, "qemu-agent-command", self.name,
                                 '{"execute": "guest-ping"}')
            return done.returncode == 0
        return daemons.wait_for(answers, f"the agent of {self.name}")


def outcome(call, *words):
    """The problems of a check that waits for something."""
    try:
        call(*words)
    except TimeoutError as error:
        return [str(error)]
    return []


def is_said(trial, what, /, **words):
    said = trial.hears(what)
    return [f"{key} is {said.get(key)}, not {value}" for key, value in words.items() if said.get(key) != value]


def main():
    tap = Tap()
    reason = daemons.missing("qemu-system-x86_64") or tiny_guest.missing()
    if reason is not None:
        print(f"1..0 # SKIP {reason}")
        return 0
    with daemons.Host("tiny") as host:
        direct = tiny_guest.place(host.folder)
        bios = Trial(host, "bios", words="tiny.write=/dev/vda:hello tiny.read=/dev/vda")
        uefi = Trial(host, "uefi", firmware=UEFI, words="tiny.then=poweroff") if LONG else None
        crash = Trial(host, "crash", direct=direct, words="tiny.fill=/dev/vda tiny.then=panic")
        tap.check("it boots from its disk with BIOS", is_said(bios, "firmware", kind="bios"))
        tap.check("it keeps a marker on a disk", is_said(bios, "marker", text="hello"))
        tap.check("its agent answers", outcome(bios.agent_answers))
        tap.check("it gets an address", is_said(bios, "address", address="10.0.2.15"))
        host.virsh("shutdown", "bios")
        tap.check("it stops when its power button is pressed", outcome(bios.comes_to, "shut off (shutdown)"))
        tap.check("it fills a disk", is_said(crash, "filled", bytes=str(2 << 20)))
        tap.check("it panics when told to", outcome(crash.comes_to, "crashed (panicked)"))
        if uefi is not None:
            tap.check("it boots from its disk with UEFI", is_said(uefi, "firmware", kind="efi"))
            tap.check("it goes off when told to", outcome(uefi.comes_to, "shut off"))
    return tap.done()


if __name__ == "__main__":
    sys.exit(main())
