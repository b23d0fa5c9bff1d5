#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Holds the design of every operating system against the devices that libosinfo lists for it."""

import argparse
import collections
import re
import sys
import tempfile
import xml.etree.ElementTree as ET

import designs

# How the values in domain XML are called in libosinfo. A value that is not here has no
# entry there, so that no OS can list it.
NAMES = {
    "net": {"virtio": ["virtio-net", "virtio1.0-net"],
            "virtio-transitional": ["virtio-net", "virtio1.0-net"],
            "virtio-non-transitional": ["virtio1.0-net"],
            "e1000e": ["e1000e"], "e1000": ["e1000"], "rtl8139": ["rtl8139"],
            "ne2k_pci": ["ne2k_pci"], "pcnet": ["pcnet"]},
    "block": {"virtio": ["virtio-block", "virtio1.0-block"],
              "virtio-transitional": ["virtio-block", "virtio1.0-block"],
              "virtio-non-transitional": ["virtio1.0-block"],
              "virtio-scsi": ["virtio-scsi", "virtio1.0-scsi"], "lsilogic": ["lsi"]},
    "audio": {"ich9": ["ich9-hda"], "ich6": ["ich6"], "ac97": ["ac97"], "es1370": ["es1370"]},
    # The bochs display has the PCI id and the registers of the standard VGA.
    "video": {"qxl": ["qxl"], "virtio": ["virtio1.0-gpu"], "vga": ["vga"], "bochs": ["vga"],
              "cirrus": ["cirrus"], "vmvga": ["vmvga"]},
    "input": {"usb tablet": ["tablet"], "virtio tablet": ["virtio1.0-input"],
              "virtio keyboard": ["virtio1.0-input"], "virtio mouse": ["virtio1.0-input"],
              "ps2 keyboard": ["keyboard"], "ps2 mouse": ["mouse"]},
    "controller.usb": {"qemu-xhci": ["qemu-xhci"], "nec-xhci": ["nec-xhci"]},
    "rng": {"virtio": ["virtio-rng", "virtio1.0-rng"],
            "virtio-transitional": ["virtio-rng", "virtio1.0-rng"],
            "virtio-non-transitional": ["virtio1.0-rng"]},
    "console": {"virtio-serial": ["virtio-console", "virtio1.0-console"]},
    "memory.balloon": {"virtio": ["virtio-balloon", "virtio1.0-balloon"],
                       "virtio-transitional": ["virtio-balloon", "virtio1.0-balloon"],
                       "virtio-non-transitional": ["virtio1.0-balloon"]},
    "filesystem": {"9p": ["virtio-9p", "virtio1.0-9p"], "virtiofs": ["virtio1.0-fs"]},
    "chipset": {"q35": ["qemu-x86-q35"]},
}

# The roles in which a virtio device that the OS lists must be used.
VIRTIO_ROLES = {
    "net": ["virtio-net", "virtio1.0-net"],
    "block": ["virtio-block", "virtio1.0-block", "virtio-scsi", "virtio1.0-scsi"],
    "video": ["virtio1.0-gpu"],
    "input": ["virtio1.0-input"],
    "rng": ["virtio-rng", "virtio1.0-rng"],
    "console": ["virtio-console", "virtio1.0-console"],
    "memory.balloon": ["virtio-balloon", "virtio1.0-balloon"],
    "filesystem": ["virtio-9p", "virtio1.0-9p", "virtio1.0-fs"],
}

FOREIGN = "the OS does not list it, but lists others of its class"
UNUSED = "virtio is listed and left unused"
DRIVERLESS = "virtio is used and not listed at all"
TOO_NEW = "virtio 1.0 is used (behind a PCIe port) where the OS lists only the older kind"
NO_AGENT = "there is a virtio console, but no guest agent channel"
UNSTATED = "left to libvirt, though the OS lists which it drives"


def tablet_used(guest, _):
    return "usb tablet" in guest.used["input"]


def qxl_used(guest, listed):
    return "qxl" in guest.used["video"] and "qxl" in listed


def no_new_virtio(_, listed):
    return "virtio-net" in listed and "virtio1.0-net" not in listed


def always(_guest, _listed):
    return True


# What is not counted as a finding: the finding, the class, what was used there, when, why.
EXCEPTIONS = [
    (FOREIGN, "input", r"ps2 .*", always,
     "libvirt adds PS/2 mouse and keyboard to each x86 guest; libosinfo lists them for no OS"),
    (FOREIGN, "input", r"usb (mouse|keyboard)", always,
     "libosinfo has no entry for them; each OS with a USB tablet driver has the HID driver"),
    (FOREIGN, "chipset", r"i440fx", no_new_virtio,
     "behind the PCIe ports of q35 virtio is of the new kind, for which the OS has no driver"),
    (FOREIGN, "video", r"none", always, "no display was asked for"),
    (UNUSED, "input", r".*", tablet_used,
     "the USB tablet, listed as well, has the same role and works in firmware and installers"),
    (UNUSED, "filesystem", r"", always, "a shared directory is there only on request"),
    (UNUSED, "video", r"qxl", qxl_used, "QXL, listed as well, has the same role under SPICE"),
    (DRIVERLESS, "console", r"virtio-serial", always,
     "the port of the agents is there for the day that their driver is installed with them"),
    (DRIVERLESS, "memory.balloon", r".*", always,
     "libvirt adds it to each guest that does not refuse it; the guest boots without a driver"),
]


class Guest:
    """What a domain XML uses in each of libosinfo's device classes."""

    def __init__(self, xml):
        root = ET.fromstring(xml)
        self.devices = root.find("devices")
        machine = root.find("os/type").get("machine", "")
        self.is_pcie = "q35" in machine
        self.used = {
            "net": self.read("interface", "model", "type"),
            "block": self.read_blocks(),
            "audio": [sound.get("model") for sound in self.devices.iter("sound")],
            "video": self.read("video", "model", "type"),
            "input": [f"{one.get('bus', 'usb')} {one.get('type')}"
                      for one in self.devices.iter("input")],
            "controller.usb": self.read_usb(),
            "rng": [rng.get("model") for rng in self.devices.iter("rng")],
            "console": self.read_consoles(),
            "memory.balloon": self.read_balloons(),
            "filesystem": self.read_filesystems(),
            "chipset": ["q35" if self.is_pcie else "i440fx"],
        }

    def read(self, element, child, attribute):
        found = [one.find(child) for one in self.devices.iter(element)]
        return ["unstated" if one is None else one.get(attribute, "unstated") for one in found]

    def read_blocks(self):
        blocks = []
        for disk in self.devices.iter("disk"):
            if disk.get("device", "disk") not in ("disk", "lun"):
                continue  # libosinfo has no entry for what drives a CD-ROM or a floppy
            bus = disk.find("target").get("bus", "unstated")
            blocks.append(self.read_scsi() if bus == "scsi" else disk.get("model", bus))
        return blocks

    def read_scsi(self):
        models = [one.get("model", "unstated") for one in self.devices.iter("controller")
                  if one.get("type") == "scsi"]
        return models[0] if models else "unstated"

    def read_usb(self):
        models = [one.get("model", "unstated") for one in self.devices.iter("controller")
                  if one.get("type") == "usb"]
        return [model for model in models or ["unstated"] if model != "none"]

    def read_consoles(self):
        targets = [one.find("target") for kind in ("channel", "console")
                   for one in self.devices.iter(kind)]
        return ["virtio-serial" for one in targets
                if one is not None and one.get("type") == "virtio"][:1]

    def read_balloons(self):
        models = [one.get("model") for one in self.devices.iter("memballoon")]
        return [model for model in models or ["virtio"] if model != "none"]

    def read_filesystems(self):
        drivers = [one.find("driver") for one in self.devices.iter("filesystem")]
        return ["virtiofs" if one is not None and one.get("type") == "virtiofs" else "9p"
                for one in drivers]

    def has_agent(self):
        return any(target.get("name") == "org.qemu.guest_agent.0"
                   for target in self.devices.iter("target"))


def judge_used(guest, kind, listed):
    """Findings on each device that the design uses in a class."""
    for value in sorted(set(guest.used[kind])):
        own = NAMES[kind].get(value, [])
        if value == "unstated" and listed[kind]:
            yield UNSTATED, kind, value
        elif listed[kind] and not listed[kind] & set(own):
            yield FOREIGN, kind, value
        elif not listed[kind] and any("virtio" in name for name in own):
            yield DRIVERLESS, kind, value
        elif guest.is_pcie and value in ("virtio", "virtio-scsi", "virtio-serial"):
            new = {name for name in own if name.startswith("virtio1.0")}
            if new and not new & listed[kind]:
                yield TOO_NEW, kind, value


def judge_unused(guest, kind, listed):
    """A finding where the OS lists virtio for a role and the design does without."""
    wanted = listed[kind] & set(VIRTIO_ROLES[kind])
    used = {name for value in guest.used[kind] for name in NAMES[kind].get(value, [])}
    if not wanted or wanted & used:
        return
    # Without a device there is nothing to replace, but these are there by default.
    if guest.used[kind] or kind in ("rng", "console", "memory.balloon", "filesystem"):
        yield UNUSED, kind, " ".join(sorted(set(guest.used[kind])))


def judge(guest, entry, drivers):
    listed = collections.defaultdict(set)
    sources = [entry.get_all_devices(None), *(driver.get_devices() for driver in drivers)]
    for device in (one for source in sources for one in source.get_elements()):
        listed[device.get_class()].add(device.get_name())
    findings = []
    for kind in NAMES:
        findings += judge_used(guest, kind, listed)
    for kind in VIRTIO_ROLES:
        findings += judge_unused(guest, kind, listed)
    if listed["console"] and guest.used["console"] and not guest.has_agent():
        findings.append((NO_AGENT, "console", "virtio-serial"))
    return findings, set().union(*listed.values())


def find_exception(finding, guest, listed):
    for what, kind, pattern, condition, why in EXCEPTIONS:
        if (what, kind) == finding[:2] and re.fullmatch(pattern, finding[2]) \
                and condition(guest, listed):
            return why
    return None


def report(groups, title):
    for (what, *where), names in sorted(groups.items(), key=lambda group: -len(group[1])):
        shown = ", ".join(names[:6]) + (", …" if len(names) > 6 else "")
        print(f"{title}, {len(names)} times: {' '.join(filter(None, where))}: {what}\n    {shown}")


def hold(osinfo, made, oses):
    findings = collections.defaultdict(list)
    excused = collections.defaultdict(list)
    for design in made:
        guest = Guest(design.answer.out)
        drivers = [driver for driver in designs.list_drivers(osinfo, oses[design.os], design.arch)
                   if driver.get_id() in design.drivers]
        found, listed = judge(guest, oses[design.os], drivers)
        for finding in found:
            why = find_exception(finding, guest, listed)
            if why is None:
                findings[finding].append(design.name)
            else:
                excused[why, finding[1], finding[2]].append(design.name)
    report(excused, "exception")
    report(findings, "finding")
    return sum(len(names) for names in findings.values())


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    designs.add_tool_options(parser)
    designs.add_guest_options(parser)
    options = parser.parse_args()
    osinfo, known = designs.load_osinfo()
    oses = {name: entry for name, entry in known.items() if re.search(options.only, name)}
    tool = designs.Tool(options.tool, options.helper, options.jobs)
    with tempfile.TemporaryDirectory(prefix="held-", dir="/tmp") as folder:
        virts = ["kvm", "qemu"] if designs.is_long() else ["kvm"]
        wanted = designs.combine(oses, virts, folder)
        wanted += [design for design in designs.combine_drivers(osinfo, oses, virts, folder)
                   if design.label == "listed drivers"]
        tool.make(wanted, ["--host", options.host] if options.host else [])
    made = [design for design in wanted if design.answer.status == 0]
    # Whether a refusal is right is for the sweep to say.
    print(f"designs: {len(made)}, refused: {len(wanted) - len(made)}")
    count = hold(osinfo, made, oses)
    print(f"findings: {count}")
    return 0 if made and count == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
