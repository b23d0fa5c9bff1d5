# SPDX-License-Identifier: LGPL-2.1-or-later
"""Runs of the command line over many guests, shared by the checks of this folder."""

import json
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

SKIP = 77
FIRMWARE = {"default": [], "uefi": ["--boot", "uefi"]}

# What a refusal says where an OS does not exist for an architecture, which is right.
NO_SUCH_OS = re.compile(r"^virt-designer: arch.* does not exist for ")


@dataclass
class Answer:
    """What one run of the command gave."""

    status: int
    out: str
    err: str

    @property
    def message(self):
        return self.err.strip()


@dataclass
class Design:
    """One guest to design, and what came of it."""

    os: str
    virt: str
    firmware: str
    folder: str
    arch: str = "x86_64"
    drivers: tuple = ()
    label: str = ""  # says which drivers these are
    answer: Answer = None

    @property
    def name(self):
        parts = [self.os, self.virt, self.firmware, self.label.replace(" ", "-")]
        if self.arch != "x86_64":
            parts.append(self.arch)
        return "-".join(filter(None, parts))

    @property
    def path(self):
        return os.path.join(self.folder, self.name + ".xml")

    def arguments(self, more):
        disk = os.path.join(self.folder, "images", self.name + ".qcow2")
        arch = ["--arch", self.arch] if self.arch != "x86_64" else []
        drivers = [word for driver in self.drivers for word in ("--driver", driver)]
        return ["design", "--osinfo", self.os, "--name", self.name, "--virt-type", self.virt,
                *arch, *drivers, "--disk", f"path={disk},format=qcow2",
                *FIRMWARE[self.firmware], *more]

    def write(self):
        with open(self.path, "w", encoding="utf-8") as file:
            file.write(self.answer.out)


def skip(reason):
    print(f"# skipped: {reason}")
    sys.exit(SKIP)


class Tool:
    """The command under test.

    A helper, where there is one, answers many command lines in one process: it reads
    lines of arguments separated by tabs and writes a line of JSON for each.
    """

    def __init__(self, path, helper=None, jobs=None):
        self.path = path
        self.helper = helper
        self.jobs = jobs or os.cpu_count() or 1

    def run(self, arguments):
        done = subprocess.run([self.path, *arguments], stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, check=False)
        return Answer(done.returncode, done.stdout, done.stderr)

    def _run_in_helper(self, lines):
        if not lines:
            return []
        text = "".join("\t".join(line) + "\n" for line in lines)
        done = subprocess.run([self.helper], input=text, stdout=subprocess.PIPE, text=True,
                              check=False)
        answers = [Answer(one["status"], one["stdout"], one["stderr"])
                   for one in map(json.loads, done.stdout.splitlines())]
        if len(answers) != len(lines):
            sys.exit(f"{self.helper} gave {len(answers)} answers to {len(lines)} lines, "
                     f"status {done.returncode}")
        return answers

    def run_many(self, lines):
        """The answers to many command lines, in their order."""
        with ThreadPoolExecutor(self.jobs) as pool:
            if self.helper is None:
                return list(pool.map(self.run, lines))
            parts = [lines[i::self.jobs] for i in range(self.jobs)]
            answers = [None] * len(lines)
            for i, part in enumerate(pool.map(self._run_in_helper, parts)):
                answers[i::self.jobs] = part
            return answers

    def list_oses(self):
        """The short ids of all operating systems that the command knows."""
        answer = self.run(["os", "list", "--json"])
        if answer.status != 0:
            sys.exit(f"os list --json: status {answer.status}: {answer.message}")
        rows = json.loads(answer.out)
        if isinstance(rows, dict):
            rows = next(value for value in rows.values() if isinstance(value, list))
        return [row if isinstance(row, str) else row.get("short_id") or row.get("short-id")
                or row["id"] for row in rows]

    def make(self, designs, more=()):
        """Make all designs and write those that succeeded to their files."""
        for design in designs:
            os.makedirs(os.path.join(design.folder, "images"), exist_ok=True)
        answers = self.run_many([design.arguments(more) for design in designs])
        for design, answer in zip(designs, answers):
            design.answer = answer
            if answer.status == 0:
                design.write()


def load_osinfo():
    """The OS database itself, read without the code under test: (module, {short id: OS})."""
    try:
        import gi
        gi.require_version("Libosinfo", "1.0")
        from gi.repository import Libosinfo
    except (ImportError, ValueError) as error:
        skip(f"no libosinfo for Python: {error}; install gir1.2-libosinfo-1.0 and python3-gi")
    loader = Libosinfo.Loader()
    loader.process_default_path()
    oses = loader.get_db().get_os_list().get_elements()
    if not oses:
        skip("the OS database is empty; install osinfo-db")
    return Libosinfo, {one.get_short_id(): one for one in oses}


def supports_uefi(entry):
    """Whether the OS database says so for x86_64."""
    return any(firmware.get_architecture() in ("x86_64", "all")
               and firmware.get_firmware_type() == "efi" and firmware.is_supported()
               for firmware in entry.get_complete_firmware_list(None).get_elements())


def combine(oses, virts, folder):
    """Each OS with each virt type, and each firmware that it supports."""
    return [Design(name, virt, firmware, folder)
            for virt in virts
            for name, entry in sorted(oses.items())
            for firmware in FIRMWARE
            if firmware != "uefi" or supports_uefi(entry)]


def combine_archs(oses, archs, folder):
    """Each OS for each architecture, as the processor is emulated."""
    return [Design(name, "qemu", "default", folder, arch)
            for arch in archs
            for name in sorted(oses)]


def list_drivers(osinfo, entry, arch):
    """The drivers that the OS database has for an OS and for what it derives from."""
    drivers = [driver for driver in entry.get_device_drivers().get_elements()
               if driver.get_architecture() in (arch, "all")]
    related = entry.get_related(osinfo.ProductRelationship.DERIVES_FROM)
    return drivers + [driver for one in related.get_elements()
                      for driver in list_drivers(osinfo, one, arch)]


def combine_drivers(osinfo, oses, virts, folder):
    """Each Windows with each virt type: plain, with the drivers of the OS database, and with
    those of virtio-win."""
    made = []
    for virt in virts:
        for name, entry in sorted(oses.items()):
            if entry.get_distro() not in ("win", "winnt"):
                continue
            listed = tuple(sorted({one.get_id() for one in list_drivers(osinfo, entry, "x86_64")}))
            made.append(Design(name, virt, "default", folder, label="no drivers"))
            if listed:
                made.append(Design(name, virt, "default", folder, drivers=listed,
                                   label="listed drivers"))
            if entry.get_family() == "winnt" and float(entry.get_version()) >= 5.1:
                made.append(Design(name, virt, "default", folder, drivers=("virtio-win",),
                                   label="virtio-win"))
    return made


def mentions(entry, arch):
    """Whether the OS database knows a medium, tree or image of the OS for an architecture."""
    lists = entry.get_media_list(), entry.get_tree_list(), entry.get_image_list()
    return any(one.get_architecture() == arch for part in lists for one in part.get_elements())


def add_tool_options(parser):
    parser.add_argument("--tool", required=True, help="the virt-designer to try")
    parser.add_argument("--helper", help="a program that answers many command lines at once")
    parser.add_argument("--jobs", type=int, help="how many processes at a time")


def add_guest_options(parser):
    parser.add_argument("--host", help="folder of the host description to design for")
    parser.add_argument("--only", default="", help="regular expression for OS names")


def is_long():
    return os.environ.get("DESIGNER_LONG", "") not in ("", "0")
