#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Shows that guests see the hardware that was designed for them. Usage: guest-hardware.py PROGRAM

Designs guests for a private host, starts the tiny guest on each at once, and compares what it sees with its XML.
"""

import os
import sys
import time
import xml.etree.ElementTree

import daemons
import hardware
import tiny_guest
sys.path.insert(0, os.path.join(os.path.dirname(daemons.HERE), "source"))
from sources import Tap  # noqa: E402  pylint: disable=wrong-import-position

DEADLINE = 240
LONG = "DESIGNER_LONG" in os.environ
EVERY_DAY = ("debian11", "fedora37")
AGENT = "org.qemu.guest_agent.0"
COMMON = ["--memory", "512", "--virt-type", "qemu", "--connect", daemons.URI]

# {0}, {1} …: images, each of another size. Without a model of Intel, guests of an emulated CPU see threads as cores.
GUESTS = {
    "debian11": "--osinfo debian11 --vcpus 2 --disk path={0},serial=first --disk path={1},serial=second,readonly=on "
                "--disk path={2},device=cdrom --network network=default --network user",
    "fedora37": "--osinfo fedora37 --boot uefi --tpm default --cpu Nehalem --vcpus 4,sockets=1,cores=2,threads=2 "
                "--disk path={0},bus=scsi,serial=first --disk path={1},bus=scsi,serial=second --network network=default "
                "--watchdog default",
    "win2k3": "--osinfo win2k3 --vcpus 1 --disk path={0},serial=first --disk path={1},device=cdrom "
              "--network network=default,model=rtl8139 --network user",
    "rhel5": "--osinfo rhel5.0 --vcpus 2,sockets=2,cores=1 --disk path={0},bus=sata,serial=first "
             "--disk path={1},bus=usb,serial=second --network network=default --video cirrus --network user,model=e1000e",
}

# What is changed in the XML of a guest, of which the comparison has to say something: where, which attribute or the
# text, and to what.
CHANGES = [
    ("os/type", "machine", "pc-q35-2.4"), ("vcpu", None, "3"), ("memory", None, "1048576"), ("uuid", None, "other"),
    ("devices/interface/mac", "address", "52:54:00:00:00:01"), ("devices/disk/serial", None, "other"),
    ("devices/disk/address", "slot", "0x1f"), ("devices/video/model", "type", "qxl"),
    ("devices/interface/model", "type", "e1000"), ("devices/channel/target", "name", "other"),
    ("cpu/topology", "sockets", "2"), ("clock/timer[@name='hpet']", "present", "yes"),
]
# Devices that nothing shows in the guest while nobody uses them, or that every guest has.
UNSEEN = {"emulator", "console", "graphics", "redirdev", "audio"}


class Trial:
    """A guest that was designed, and what it sees."""

    def __init__(self, program, host, name, kernel):
        self.host = host
        self.name = name
        self.console = os.path.join(host.folder, f"{name}.log")
        images = [self.make_image(number) for number in range(3)]
        boot = f"kernel={kernel.kernel},initrd={kernel.initrd},kernel_args={tiny_guest.COMMAND_LINE}"
        done = host.check(program, "design", "--name", name, *COMMON, *GUESTS[name].format(*images).split(),
                          "--boot", boot, "--serial", f"file,path={self.console}")
        self.design = done.stdout
        host.define(self.design)
        host.virsh("start", name)

    def make_image(self, number):
        path = os.path.join(self.host.folder, f"{self.name}-{number}.img")
        with open(path, "wb") as stream:
            stream.truncate((number + 1) << 20)
        return path

    def document(self):
        return self.host.virsh("dumpxml", self.name).stdout

    def said(self):
        return tiny_guest.read_file(self.console) if os.path.exists(self.console) else tiny_guest.read("")

    def wait(self, end):
        daemons.wait_for(lambda: self.said().one("ready"), f"the end of the inventory of {self.name}",
                         max(1, end - time.monotonic()))

    def agent_answers(self):
        done = self.host.run("virsh", "--connect", daemons.URI, "qemu-agent-command", self.name,
                             '{"execute": "guest-ping"}')
        return done.returncode == 0


def differences(document, said):
    return [line for lines in hardware.compare(document, said).values() for line in lines]


def changed(document, path, attribute, value):
    root = xml.etree.ElementTree.fromstring(document)
    if attribute:
        root.find(path).set(attribute, value)
    else:
        root.find(path).text = value
    return xml.etree.ElementTree.tostring(root, encoding="unicode")


def without(document):
    """The XML without one of its devices, for each of them that can be seen and carries no other."""
    root = xml.etree.ElementTree.fromstring(document)
    devices = root.find("devices")
    for number, item in enumerate(list(devices)):
        if item.tag not in UNSEEN and item.find("address[@type='pci']") is not None and item.tag != "controller":
            devices.remove(item)
            yield item, xml.etree.ElementTree.tostring(root, encoding="unicode")
            devices.insert(number, item)


def check_comparison(tap, trial):
    """A comparison that finds no difference where there is one would show nothing."""
    document, said = trial.document(), trial.said()
    blind = [f"{path} {attribute} {value}" for path, attribute, value in CHANGES
             if not differences(changed(document, path, attribute, value), said)]
    tap.check("a guest is seen to differ from a changed design", blind)
    blind = [f"{hardware.kind(item)} {item.attrib}" for item, less in without(document) if not differences(less, said)]
    tap.check("a guest is seen to have more than a design", blind)


def check_guest(tap, trial):
    document, said = trial.document(), trial.said()
    for what, found in hardware.compare(document, said).items():
        tap.check(f"{trial.name} sees what was designed: {what}", found)
    if f'"{AGENT}"' in trial.design:
        daemons.wait_for(trial.agent_answers, f"the agent of {trial.name}")
        tap.check(f"{trial.name} has an agent that answers", [])


def main(program):
    tap = Tap()
    reason = daemons.missing("qemu-system-x86_64", "swtpm", "dnsmasq") or tiny_guest.missing()
    if reason is not None:
        print(f"1..0 # SKIP {reason}")
        return 0
    with daemons.Host("hardware") as host:
        host.make_network()
        kernel = tiny_guest.place(host.folder)
        trials = [Trial(os.path.abspath(program), host, name, kernel)
                  for name in (GUESTS if LONG else EVERY_DAY)]
        end = time.monotonic() + DEADLINE
        for trial in trials:
            trial.wait(end)
            check_guest(tap, trial)
        check_comparison(tap, trials[0])
    return tap.done()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
