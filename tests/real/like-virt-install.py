#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Holds designs under the policy virt-install against what virt-install itself writes.

The command lines are in like-virt-install.txt, which says how it is read. Each is given to
both programs on the same host. Without --long (DESIGNER_LONG=1), a sample of them.
"""

import argparse
import os
import re
import shlex
import string
import sys
import tempfile
import xml.etree.ElementTree as ET
from dataclasses import dataclass, field

import designs
import virt_install

HERE = os.path.dirname(os.path.abspath(__file__))
HOSTS = os.path.join(os.path.dirname(HERE), "hosts")
LIST = os.path.join(HERE, "like-virt-install.txt")
VERDICTS = ["unlike", "refused", "taken"]
SAMPLE = 12
CHUNK = 16
METADATA = "{http://libosinfo.org/xmlns/libvirt/domain/1.0}libosinfo"
IMAGES = {"disk.qcow2": b"QFI\xfb\0\0\0\3" + bytes(16) + b"\0\0\0\0\x40\0\0\0" + bytes(1024),
          "disk.raw": bytes(4096), "cd.iso": bytes(4096), "vmlinuz": bytes(4096),
          "initrd": bytes(4096), "floppy.img": bytes(4096), "share/file": b"x"}


@dataclass
class Case:
    """One command line, and what is known of it."""

    host: str
    number: int
    line: str
    fails: bool
    verdict: str = "equal"
    reason: str = ""
    found: str = ""
    differences: list = field(default_factory=list)
    in_order: bool = True


def read_cases():
    """The command lines of the list, with their short words written out."""
    cases, words, host = [], {}, ""
    with open(LIST, encoding="utf-8") as stream:
        for number, line in enumerate(stream.read().split("\n"), 1):
            if not line.strip() or line.startswith("#"):
                continue
            mark = re.match(r"\s+(\w+): (.+)", line)
            if line.startswith("[host "):
                host = line[6:-1]
            elif line.startswith("let "):
                name, text = line[4:].split(" = ", 1)
                words[name] = string.Template(text).safe_substitute(words)
            elif mark:
                if mark[1] not in VERDICTS:
                    sys.exit(f"{LIST}, line {number}: '{mark[1]}' is none of {VERDICTS}")
                cases[-1].verdict, cases[-1].reason = mark.groups()
            else:
                text = string.Template(line.removeprefix("! ")).safe_substitute(words)
                cases.append(Case(host, number, text, line.startswith("! ")))
    return cases


def make_host(name, folder):
    """A recorded host that says it is the system's own connection."""
    made = os.path.join(folder, name)
    os.makedirs(made)
    recorded = os.path.join(HOSTS, name)
    for file in os.listdir(recorded):
        if file != "uri":
            os.symlink(os.path.join(recorded, file), os.path.join(made, file))
    with open(os.path.join(recorded, "uri"), encoding="utf-8") as stream:
        uri = stream.read().strip().replace("embed", "system")
    with open(os.path.join(made, "uri"), "w", encoding="utf-8") as stream:
        stream.write(uri + "\n")
    return made


def make_images(folder):
    for name, content in IMAGES.items():
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as stream:
            stream.write(content)


def split_line(case, folder):
    words = shlex.split(string.Template(case.line).safe_substitute(dir=folder))
    wanted = any(word.startswith(("--print-xml", "--print-step", "--dry-run", "--prompt")) for word in words)
    return words if wanted else [*words, "--print-xml"]


# What both may choose by chance, and what says the same in other words.

def is_chosen(element, line):
    """Whether a UUID or MAC address came from chance, not from the command line."""
    if element.tag == "uuid":
        return (element.text or "").strip() not in line
    return element.tag == "mac" and set(element.attrib) == {"address"} and element.get("address") not in line


def without_chance(element, line):
    for child in list(element):
        if is_chosen(child, line):
            element.remove(child)
        else:
            without_chance(child, line)
    if element.tag in ("memory", "currentMemory", "maxMemory") and element.get("unit") == "KiB":
        del element.attrib["unit"]
    element.text = (element.text or "").strip()
    element.tail = None


def read_domains(text, line):
    root = ET.fromstring(f"<domains>{text}</domains>")
    without_chance(root, line)
    for metadata in root.iter("metadata"):
        metadata[:] = sorted(metadata, key=lambda child: child.tag)
    return list(root)


def flatten(element, here):
    """The text and attributes of an element and all below, by the path that leads to each."""
    rows = {here: element.text, **{f"{here}/@{name}": value for name, value in element.attrib.items()}}
    seen = {}
    for child in element:
        seen[child.tag] = seen.get(child.tag, 0) + 1
        number = f"[{seen[child.tag]}]" if seen[child.tag] > 1 else ""
        rows.update(flatten(child, f"{here}/{child.tag}{number}"))
    return rows


def list_order(element):
    return [element.tag, [list_order(child) for child in element]]


def compare(case, theirs, ours):
    """Fill in how the two documents differ."""
    theirs, ours = read_domains(theirs, case.line), read_domains(ours, case.line)
    if len(theirs) != len(ours):
        case.differences = [f"{len(theirs)} documents there, {len(ours)} here"]
        return
    for one, other in zip(theirs, ours):
        there, here = flatten(one, ""), flatten(other, "")
        for path in sorted(set(there) | set(here)):
            if there.get(path) != here.get(path):
                case.differences.append(f"{path}: {show(there, path)} there, {show(here, path)} here")
        case.in_order &= list_order(one) == list_order(other)


def show(rows, path):
    return repr(rows[path]) if path in rows else "missing"


def judge(case, theirs, ours):
    """What the two programs make of a command line."""
    status, out, _ = theirs
    if status != 0 and ours.status != 0:
        case.found = "equal" if case.fails else "both refuse"
    elif ours.status != 0:
        case.found = "refused"
    elif status != 0:
        case.found = "taken"
    else:
        compare(case, out, ours.out)
        case.found = "unlike" if case.differences else "both take" if case.fails else "equal"
    case.differences += [f"there: {theirs[2].strip()[-300:]}"] if status != 0 else []
    case.differences += [f"here: {ours.message}"] if ours.status != 0 else []


def complain(case):
    """What is wrong with the entry of a command line, or nothing."""
    if case.found == case.verdict:
        if case.fails and case.found == "equal" and "here: virt-designer: " not in case.differences[-1]:
            yield "refused without a message"
        return
    yield f"line {case.number} says {case.verdict}, but it is {case.found}"
    yield from case.differences[:40]


def pick_cases(options):
    cases = [case for case in read_cases() if re.search(options.only, case.line)]
    if options.only or designs.is_long():
        return cases
    return cases[::SAMPLE]


def run_cases(cases, options, folder):
    """Both programs on all command lines, some of them at a time."""
    program = virt_install.VirtInstall()
    make_images(folder)
    hosts = {name: make_host(name, folder) for name in {case.host for case in cases}}
    formats = {name: "qcow2" if name.endswith(".qcow2") else "raw" for name in IMAGES if "/" not in name}
    described = {name: virt_install.Description(path, folder, formats) for name, path in hosts.items()}
    tool = designs.Tool(options.tool, options.helper, options.jobs)
    for first in range(0, len(cases), CHUNK):
        chunk = cases[first:first + CHUNK]
        lines = [split_line(case, folder) for case in chunk]
        answers = tool.run_many([["install", "--policy", "virt-install", "--host", hosts[case.host], *line]
                                 for case, line in zip(chunk, lines)])
        for case, line, ours in zip(chunk, lines, answers):
            there = ["--connect", described[case.host].uri, *line]
            judge(case, program.run(there, described[case.host]), ours)
            case.differences = [text.replace(folder, "DIR") for text in case.differences]
            yield case


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    designs.add_tool_options(parser)
    designs.add_guest_options(parser)
    parser.add_argument("--show", action="store_true", help="show each difference, those that are known too")
    return parser.parse_args()


def report(case, options):
    complaints = list(complain(case))
    print(f"{'not ' if complaints else ''}ok {case.number} {case.line}")
    for line in case.differences if options.show else complaints:
        print(f"    {line}")
    sys.stdout.flush()
    return bool(complaints)


def sum_up(cases):
    counts = {verdict: sum(case.found == verdict for case in cases) for verdict in ["equal", *VERDICTS]}
    ordered = sum(case.found == "equal" and not case.fails and case.in_order for case in cases)
    print("# " + ", ".join(f"{count} {verdict}" for verdict, count in counts.items())
          + f" of {len(cases)}; in the same order too: {ordered}")


def main():
    options = parse_arguments()
    if not os.path.isdir(virt_install.FOLDER):
        designs.skip("virt-install is not there; install virtinst")
    cases = pick_cases(options)
    with tempfile.TemporaryDirectory(prefix="like-virt-install-", dir="/tmp") as folder:
        failed = sum([report(case, options) for case in run_cases(cases, options, folder)])
    sum_up(cases)
    return 1 if failed or not cases else 0


if __name__ == "__main__":
    sys.exit(main())
