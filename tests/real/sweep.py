#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Designs every operating system and proves the designs on libvirt's real QEMU driver."""

import argparse
import collections
import json
import os
import re
import subprocess
import sys
import tempfile
from xml.etree import ElementTree

import designs

# Refusals that are right: a regular expression over "OS: message", and why. Any other
# refusal fails the sweep.
RIGHT_REFUSALS = [
]

STARTED_VIRT = "qemu"  # KVM may be advertised and not work
COLUMNS = ["no such OS", "designs", "refused", "broken", "invalid", "not defined", "not started", "started"]
STAGE_COLUMNS = {"read": "invalid", "validate": "invalid", "define": "not defined",
                 "undefine": "not defined", "images": "not started", "start": "not started",
                 "destroy": "not started"}


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    designs.add_tool_options(parser)
    designs.add_guest_options(parser)
    parser.add_argument("--driver", help="the designer-driver to prove them on; without it, "
                        "they are only made")
    parser.add_argument("--start-every", type=int, default=1 if designs.is_long() else 20,
                        metavar="N", help="start every Nth design of each architecture, of virt type qemu; "
                        "0: none")
    parser.add_argument("--archs", metavar="LIST", type=lambda text: text.split(","), default=[],
                        help="sweep over these architectures, each emulated")
    parser.add_argument("--drivers", action="store_true",
                        help="sweep over Windows with and without virtio drivers")
    parser.add_argument("--distinct", action="store_true",
                        help="start one guest of those that only differ in the OS they name, "
                        "for all of them")
    parser.add_argument("--every", type=int, default=1, metavar="N",
                        help="only take every Nth OS, but in the long run")
    parser.add_argument("--workers", type=int, default=8, metavar="N",
                        help="how many guests to try at a time")
    parser.add_argument("--keep", metavar="DIR", help="keep designs and results in DIR")
    return parser.parse_args()


def save_host(driver, folder):
    """Describe this very machine, so that what is designed for it can be started on it."""
    if driver is None:
        return None
    done = subprocess.run([driver, "--save-host", folder], check=False)
    if done.returncode != 0:
        sys.exit(done.returncode)
    return folder


def list_virts(host):
    """The virt types of this machine; without KVM, designs for it can only be validated."""
    if host is None:
        return set()
    names = [name.split("-")[1] for name in os.listdir(host) if name.startswith("domcap")]
    if "kvm" not in names:
        print("# this machine has no KVM: designs for it are made for the built-in host "
              "and validated, not defined")
    return set(names)


def without_names(design, entry, message):
    for name in (design.name, design.os, entry.get_name()):
        message = message.replace(name, "…")
    return re.sub(r"/tmp/\S+", "FILE", message.split("\n")[-1])


def label_by_firmware(design):
    return f"{design.virt} {design.firmware}"


def label_by_arch(design):
    return design.arch


def label_by_drivers(design):
    return f"{design.virt} {design.label}"


class Tally:
    """Counts per kind of design, and what went wrong, grouped by its words."""

    def __init__(self, label, oses):
        self.label = label
        self.oses = oses
        self.rows = collections.defaultdict(collections.Counter)
        self.groups = collections.defaultdict(list)
        self.firmware = collections.Counter()
        self.right = collections.Counter()

    def count(self, design, column):
        self.rows[self.label(design)][column] += 1

    def complain(self, design, column, message):
        self.count(design, column)
        self.groups[column, without_names(design, self.oses[design.os], message)].append(design.name)

    def add_answer(self, design):
        answer = design.answer
        if answer.status == 1 and designs.NO_SUCH_OS.match(answer.message):
            self.add_missing(design)
            return
        self.count(design, "designs")
        if answer.status == 0:
            return
        for pattern, why in RIGHT_REFUSALS:
            if answer.status == 1 and re.search(pattern, f"{design.os}: {answer.message}"):
                self.count(design, "refused")
                self.right[why] += 1
                return
        column = "refused" if answer.status == 1 else "broken"
        self.complain(design, column, answer.message or f"status {answer.status}, no message")

    def add_missing(self, design):
        """The OS does not exist for the architecture, unless the OS database says it does."""
        if designs.mentions(self.oses[design.os], design.arch):
            self.complain(design, "refused", f"{design.arch} is in the OS database: "
                          + design.answer.message)
        else:
            self.count(design, "no such OS")

    def print_table(self):
        print(f"{'':22}" + "".join(f"{column:>13}" for column in COLUMNS))
        for row, counts in self.rows.items():
            print(f"{row:22}" + "".join(f"{counts[c]:>13}" for c in COLUMNS))
        total = sum(self.rows.values(), collections.Counter())
        print(f"{'total':22}" + "".join(f"{total[c]:>13}" for c in COLUMNS))
        print("firmware in the designs: "
              + ", ".join(f"{count} {name}" for name, count in sorted(self.firmware.items())))
        for why, count in self.right.items():
            print(f"rightly refused, {count} times: {why}")

    def print_groups(self):
        for (column, message), names in sorted(self.groups.items(), key=lambda g: -len(g[1])):
            shown = ", ".join(names[:5]) + (", …" if len(names) > 5 else "")
            print(f"{column}, {len(names)} times: {message}\n    {shown}")


def choose_goal(design, number, options):
    every = options.start_every
    if design.virt not in options.virts:
        return "validate"
    if every and design.virt == STARTED_VIRT and number % every == 0:
        return "start"
    return "define"


def find_twin(design, twins, options):
    """The design before this one that is the same but for the OS it names, or itself."""
    if not options.distinct:
        return design.name
    text = re.sub(r"<metadata>.*?</metadata>", "", design.answer.out, flags=re.DOTALL)
    return twins.setdefault(text.replace(design.name, "…"), design.name)


def write_work(made, options, path):
    """The designs to start, each with those that it is started for."""
    started = collections.defaultdict(list)
    twins = {}
    numbers = collections.Counter()  # the first of each architecture is started
    with open(path, "w", encoding="utf-8") as file:
        for design in made:
            twin = find_twin(design, twins, options)
            goal = choose_goal(design, numbers[design.arch], options)
            numbers[design.arch] += design.virt == STARTED_VIRT and twin == design.name
            if goal == "start" and twin != design.name:
                goal = "define"
            if goal == "start" or twin in started:
                started[twin].append(design)
            print(design.name, design.path, goal, sep="\t", file=file)
    return started


def prove(made, options, folder, tally):
    work = os.path.join(folder, "work-list")
    started = write_work(made, options, work)
    by_name = {design.name: design for design in made}
    seen = set()
    command = [options.driver, "--workers", str(options.workers),
               "--image-dir", os.path.join(folder, "images"), work]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout:
            match = re.fullmatch(r"(not )?ok ([^\s:]+)(?:: (\w+): (.*)| # (.*))?", line.strip())
            if match is None:
                print(line, end="")
                continue
            bad, name, stage, message, partial = match.groups()
            seen.add(name)
            if bad:
                tally.complain(by_name[name], STAGE_COLUMNS[stage], message)
            elif partial:
                tally.complain(by_name[name], "not started", partial)
            for design in started.get(name, []):
                if not bad and not partial:
                    tally.count(design, "started")
                elif design.name != name:
                    tally.complain(design, "not started", f"the same as {name}")
    if process.returncode not in (0, 1):
        sys.exit(process.returncode)
    if options.distinct:
        print(f"guests started: {len(started)}, each different from the others")
    for name in sorted(by_name.keys() - seen):
        tally.complain(by_name[name], "not defined", "the driver said nothing")


def compare_lists(tool, known):
    """The command lists every OS of the database, or the sweep would leave some out."""
    listed = set(tool.list_oses())
    missing = sorted(known.keys() - listed)
    if missing:
        print(f"not in \"os list\": {len(missing)}: {', '.join(missing[:10])}")
    return not missing


def make(tool, wanted, options, host):
    here = [design for design in wanted if design.virt in options.virts or options.host]
    tool.make(here, ["--host", host])
    tool.make([design for design in wanted if design not in here])


def list_archs(host, wanted):
    """Those that this machine has an emulator for."""
    if host is None:
        return wanted
    root = ElementTree.parse(os.path.join(host, "capabilities.xml"))
    here = {arch.get("name") for arch in root.iterfind("guest/arch")}
    missing = [arch for arch in wanted if arch not in here]
    if missing:
        print(f"# this machine has no emulator for {', '.join(missing)}: left out")
    return [arch for arch in wanted if arch in here]


def choose_oses(known, options):
    names = sorted(name for name in known if re.search(options.only, name))
    return {name: known[name] for name in names[::1 if designs.is_long() else options.every]}


def list_wanted(osinfo, oses, host, options, folder):
    """The designs to make, and what they are counted by."""
    if options.archs:
        archs = list_archs(host, options.archs)
        return designs.combine_archs(oses, archs, folder), label_by_arch
    if options.drivers:
        return designs.combine_drivers(osinfo, oses, ["kvm", "qemu"], folder), label_by_drivers
    return designs.combine(oses, ["kvm", "qemu"], folder), label_by_firmware


def run(options, folder):
    tool = designs.Tool(options.tool, options.helper, options.jobs)
    osinfo, known = designs.load_osinfo()
    complete = compare_lists(tool, known)
    oses = choose_oses(known, options)
    host = save_host(options.driver, os.path.join(folder, "host"))
    options.virts = list_virts(host)
    wanted, label = list_wanted(osinfo, oses, host, options, folder)
    make(tool, wanted, options, options.host or host)
    tally = Tally(label, known)
    for design in wanted:
        tally.add_answer(design)
    made = [design for design in wanted if design.answer.status == 0]
    for design in made:
        efi = re.search(r"<os[^>]*firmware=['\"]efi['\"]", design.answer.out)
        tally.firmware["UEFI" if efi else "BIOS"] += 1
    if options.driver:
        prove(made, options, folder, tally)
    tally.print_groups()
    tally.print_table()
    if options.keep:
        with open(os.path.join(folder, "results.json"), "w", encoding="utf-8") as file:
            json.dump(tally.rows, file)
    return 0 if complete and made and not tally.groups else 1


def main():
    options = parse_arguments()
    if options.keep:
        folder = os.path.abspath(options.keep)
        os.makedirs(folder, exist_ok=True)
        return run(options, folder)
    with tempfile.TemporaryDirectory(prefix="sweep-", dir="/tmp") as folder:
        return run(options, folder)


if __name__ == "__main__":
    sys.exit(main())
