# SPDX-License-Identifier: LGPL-2.1-or-later
"""Compares the XML of a running guest with the inventory of the hardware that the guest sees.

    hardware.compare(document, said)        # {"disks": [], "networks": ["no network device …"], …}

DOCUMENT is the text that `virsh dumpxml` prints while the guest runs, which has the places that devices were given, SAID what
tiny_guest.read() returns. Each device is looked for at the very place that the XML gives it: a PCI device by the slots and
functions of all bridges on the way to it, as numbers of buses are the guest's own. What the guest has and the XML does not is a
difference too.
"""

import os
import re
import xml.etree.ElementTree

# The class of the PCI device that an element (with its type, model or bus) makes.
CLASSES = {
    "controller pci": "0604", "controller usb": "0c03", "controller sata": "0106", "controller ide": "0101",
    "controller scsi": "0100", "controller virtio-serial": "0780", "disk virtio": "0100", "interface": "0200",
    "video": "03", "sound": "04", "memballoon": "00ff", "rng": "00ff", "watchdog": "0880", "input virtio": "09",
}
# What every machine has, of which the XML says nothing: bridges to memory, ISA and power management, SMBus.
OF_THE_MACHINE = ("0600", "0601", "0680", "0c05")
IDE_OF_THE_MACHINE = "8086:7010"

VIRTIO = {"interface": 1, "disk virtio": 2, "controller virtio-serial": 3, "rng": 4, "memballoon": 5,
          "controller scsi": 8, "video": 16, "input virtio": 18}
NIC_DRIVERS = {"virtio": "virtio_net", "e1000e": "e1000e", "e1000": "e1000", "rtl8139": "8139cp", "pcnet": "pcnet32"}
VIDEO_IDS = {"virtio": "1af4:1050", "qxl": "1b36:0100", "vga": "1234:1111", "bochs": "1234:1111", "cirrus": "1013:00b8"}
TPM_DRIVERS = {"tpm-crb": "tpm_crb", "tpm-tis": "tpm_tis"}
ROOT_HUB = "1d6b:"
USB_IDS = {"tablet": "0627:0001", "mouse": "0627:0001", "keyboard": "0627:0001", "disk": "46f4:0001"}
OPTICAL = "sr"


def slots(path):
    """The slots and functions on the way to a device of /sys."""
    return tuple(re.findall(r"/[0-9a-f]{4}:[0-9a-f]{2}:([0-9a-f]{2}\.[0-9a-f])", path))


def differs(what, seen, wanted):
    return [] if seen == wanted else [f"{what}: the guest sees {seen!r}, the design says {wanted!r}"]


def match(what, seen, wanted):
    """The differences of two lists without order."""
    left = list(seen)
    lost = []
    for one in wanted:
        if one in left:
            left.remove(one)
        else:
            lost.append(one)
    return [f"no {what} {one}" for one in lost] + [f"{what} {one} is not of the design" for one in left]


class Design:
    """The XML of a running guest."""

    def __init__(self, document):
        self.root = xml.etree.ElementTree.fromstring(document)
        self.devices = list(self.root.find("devices"))
        self.buses = {int(item.get("index")): item for item in self.of("controller", type="pci")}

    def of(self, tag, **attributes):
        return [item for item in self.devices
                if item.tag == tag and all(item.get(name) == value for name, value in attributes.items())]

    def text(self, path, default=None):
        return self.root.findtext(path, default)

    def attribute(self, path, name, default=None):
        found = self.root.find(path)
        return default if found is None else found.get(name, default)

    def place(self, item):
        """The slots and functions on the way to a device of the XML, or None where it is no PCI device."""
        address = item.find("address[@type='pci']")
        if address is None:
            return None
        bus, slot, function = (int(address.get(name), 16) for name in ("bus", "slot", "function"))
        above = self.place(self.buses[bus]) or () if bus else ()
        return (*above, f"{slot:02x}.{function}")

    def place_of_disk(self, disk):
        """Where the device is that a disk hangs on."""
        bus = disk.find("target").get("bus")
        address = disk.find("address")
        if bus == "virtio":
            return self.place(disk)
        index = address.get("bus") if bus == "usb" else address.get("controller")
        return self.place([item for item in self.of("controller", type=bus, index=index)
                           if item.find("master") is None][0])


def kind(item):
    """The element with what makes it the one or the other PCI device."""
    if item.tag == "controller":
        return f"controller {item.get('type')}"
    if item.tag == "disk":
        return f"disk {item.find('target').get('bus')}"
    if item.tag == "input":
        return f"input {item.get('bus')}"
    return item.tag


def is_virtio(item):
    model = item.find("model")
    named = item.get("model", "") if model is None or item.tag == "controller" else model.get("type", "")
    return "virtio" in f"{kind(item)} {named}"


def check_machine(design, said):
    names = {row["name"]: row["value"] for row in said.all("dmi")}
    yield from differs("machine type", names["product_version"], design.attribute("os/type", "machine"))
    yield from differs("UUID", names["product_uuid"], design.text("uuid"))
    yield from differs("ACPI", said.one("acpi")["there"], "no" if design.root.find("features/acpi") is None else "yes")


def check_firmware(design, said):
    loader = design.root.find("os/loader[@type='pflash']")
    seen = said.one("firmware")
    yield from differs("firmware", seen["kind"], "bios" if loader is None else "efi")
    if loader is not None:
        enrolled = loader.get("secure") == "yes" and "ms" in design.attribute("os/nvram", "template", "")
        yield from differs("secure boot", seen["secure-boot"], "1" if enrolled else "0")


def check_processors(design, said):
    rows = said.all("cpu")
    count = int(design.text("vcpu"))
    yield from differs("number of CPUs", len(rows), count)
    topology = design.root.find("cpu/topology")
    if topology is None:
        return
    wanted = {name: int(topology.get(name, 1)) for name in ("sockets", "cores", "threads")}
    sockets = {row["socket"] for row in rows}
    cores = {row["siblings"] for row in rows}
    yield from differs("sockets", len(sockets), wanted["sockets"])
    yield from differs("cores of a socket", len(cores) // len(sockets), wanted["cores"] * int(topology.get("dies", 1)))
    yield from differs("threads of a core", len(rows) // len(cores), wanted["threads"])


def check_memory(design, said):
    memory = int(design.text("memory"))
    yield from differs("MiB of memory", sum(int(row["mib"]) for row in said.all("memory-module")), memory // 1024)
    usable = int(said.one("memory")["usable-kib"])
    if not memory * 0.75 < usable < memory:
        yield f"the guest can use {usable} KiB of memory, of {memory} KiB"


def check_clock(design, said):
    hpet = design.root.find("clock/timer[@name='hpet']")
    if hpet is not None:
        seen = "hpet" in said.one("clock")["available"].split()
        yield from differs("HPET", "yes" if seen else "no", hpet.get("present", "yes"))


def check_pci(design, said):
    seen = {slots(row["path"]): row for row in said.all("pci")}
    for item in design.devices:
        place = design.place(item)
        if place is None:
            continue
        row = seen.pop(place, None)
        wanted = CLASSES[kind(item)]
        if row is None:
            yield f"no PCI device at {place}, where {kind(item)} is"
        elif not row["class"].startswith(wanted):
            yield f"{kind(item)} at {place} is a PCI device of class {row['class']}, not {wanted}"
    for place, row in seen.items():
        if not row["class"].startswith(OF_THE_MACHINE) and row["id"] != IDE_OF_THE_MACHINE:
            yield f"PCI device {row['id']} at {place} is not of the design"


def check_virtio(design, said):
    seen = [(slots(row["path"]), int(row["type"])) for row in said.all("virtio")]
    wanted = [(design.place(item), VIRTIO[kind(item)]) for item in design.devices
              if design.place(item) and kind(item) in VIRTIO and is_virtio(item)]
    yield from match("virtio device", seen, wanted)
    yield from (f"no driver for {row['name']}" for row in said.all("virtio") if not row["driver"])


def check_disks(design, said):
    def describe(place, optical, size, read_only, serial):
        return f"{'CD-ROM' if optical else 'disk'} of {size} bytes at {place}, read-only: {read_only}, serial: {serial}"

    wanted = []
    serials = [item.findtext("serial") for item in design.of("disk")]
    for item in design.of("disk"):
        read_only = "1" if item.find("readonly") is not None else "0"
        wanted.append(describe(design.place_of_disk(item), item.get("device") == "cdrom",
                               os.path.getsize(item.find("source").get("file")), read_only, item.findtext("serial")))
    seen = [describe(slots(row["path"]), row["name"].startswith(OPTICAL), int(row["bytes"]), row["read-only"],
                     row["serial"] if row["serial"] in serials else None)
            for row in said.all("disk")]
    yield from match("", seen, wanted)


def check_networks(design, said):
    wanted = [(design.place(item), item.find("mac").get("address"), NIC_DRIVERS[item.find("model").get("type")])
              for item in design.of("interface")]
    seen = [(slots(row["path"]), row["mac"], row["driver"]) for row in said.all("nic")]
    yield from match("network device", seen, wanted)


def check_video(design, said):
    wanted = [(design.place(item), VIDEO_IDS[item.find("model").get("type")]) for item in design.of("video")]
    seen = [(slots(row["path"]), row["id"]) for row in said.all("pci") if row["class"].startswith("03")]
    yield from match("video device", seen, wanted)
    yield from differs("screens with a driver", len(said.all("drm")), len(wanted))


def check_usb(design, said):
    wanted = [USB_IDS[item.get("type")] for item in design.of("input", bus="usb")]
    wanted += [USB_IDS["disk"] for item in design.of("disk") if item.find("target").get("bus") == "usb"]
    seen = [row["id"] for row in said.all("usb") if not row["id"].startswith(ROOT_HUB)]
    yield from match("USB device", seen, wanted)


def check_tpm(design, said):
    wanted = [(TPM_DRIVERS[item.get("model")], item.find("backend").get("version")[0]) for item in design.of("tpm")]
    yield from match("TPM", [(row["driver"], row["version"]) for row in said.all("tpm")], wanted)


def check_channels(design, said):
    wanted = [item.find("target").get("name") for item in design.of("channel") if item.find("target").get("type") == "virtio"]
    yield from match("channel", [row["name"] for row in said.all("port")], wanted)
    yield from differs("serial ports", len(said.all("serial")), len(design.of("serial")))


def check_guards(design, said):
    sources = [name for name in said.one("rng")["available"].split() if name.startswith("virtio")]
    yield from differs("random number generators", len(sources), len(design.of("rng")))
    wanted = [item.get("model") for item in design.of("watchdog")]
    yield from match("watchdog", [row["identity"].split()[0].lower() for row in said.all("watchdog")], wanted)
    yield from match("panic device", [row["kind"] for row in said.all("panic-device")],
                     [item.get("model") for item in design.of("panic")])


CHECKS = {
    "machine": check_machine, "firmware": check_firmware, "processors": check_processors, "memory": check_memory,
    "clock": check_clock, "PCI devices": check_pci, "virtio devices": check_virtio, "disks": check_disks,
    "networks": check_networks, "video": check_video, "USB devices": check_usb, "TPM": check_tpm,
    "channels and serial ports": check_channels, "generator, watchdog and panic device": check_guards,
}


def compare(document, said):
    """What differs, for each of CHECKS."""
    design = Design(document)
    return {name: list(check(design, said)) for name, check in CHECKS.items()}
