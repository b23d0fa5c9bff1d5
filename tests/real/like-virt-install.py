#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Holds designs under the policy virt-install against what virt-install itself writes.

The command lines are in like-virt-install.txt, which says how it is read, and those that are
wrong in refused.txt. Each is given to both programs on the same host; those that are to be
refused are given to ours without the policy too. Without --long (DESIGNER_LONG=1), a sample of them.
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
# The lists, and of which lines of each a sample consists.
LISTS = {os.path.join(HERE, "like-virt-install.txt"): 12, os.path.join(HERE, "refused.txt"): 60}
VERDICTS = ["unlike", "refused", "taken"]
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
    connected: bool = False
    refusals: list = field(default_factory=list)


def read_line(line, number, host, words):
    """The case that a line without indent stands for."""
    marks, text = re.match(r"(!{0,2}) ?(.*)", line).groups()
    text = string.Template(text).safe_substitute(words)
    name, _, connected = host.partition(", ")
    return Case(name, number, text, bool(marks), "refused" if marks == "!!" else "equal",
                connected=bool(connected))


def read_list(path):
    """The command lines of a list, with their short words written out."""
    cases, words, host = [], {}, ""
    with open(path, encoding="utf-8") as stream:
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
                    sys.exit(f"{path}, line {number}: '{mark[1]}' is none of {VERDICTS}")
                cases[-1].verdict, cases[-1].reason = mark.groups()
            else:
                cases.append(read_line(line, number, host, words))
    return cases


def read_cases(sampled):
    return [case for path, step in LISTS.items() for case in read_list(path)[::step if sampled else 1]]


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


def make_storage(folder, formats):
    """What a connection to libvirt's test driver has: the images as volumes of a pool."""
    volumes = "".join(f"<volume><name>{name}</name><capacity>1048576</capacity><allocation>4096</allocation>"
                      f"<target><path>{folder}/{name}</path><format type='{kind}'/></target></volume>"
                      for name, kind in formats.items())
    path = os.path.join(folder, "storage.xml")
    with open(path, "w", encoding="utf-8") as stream:
        stream.write("<node><pool type='dir'><name>images</name><capacity>107374182400</capacity>"
                     "<allocation>0</allocation><available>107374182400</available>"
                     f"<target><path>{folder}</path></target>{volumes}</pool></node>")
    return f"test://{path}"


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
    element.text = (element.text or "").strip()
    element.tail = None


def read_domains(text, line):
    root = ET.fromstring(f"<domains>{text}</domains>")
    without_chance(root, line)
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
    """What an element consists of, in the order in which it is written."""
    return [element.tag, list(element.attrib), [list_order(child) for child in element]]


def name_order(there, here, path):
    """The elements whose parts are the same, but in another order."""
    path = f"{path}/{there.tag}"
    names = [["@" + name for name in one.attrib] + [child.tag for child in one] for one in (there, here)]
    if names[0] != names[1]:
        yield f"{path}: in the order {' '.join(names[0])} there, {' '.join(names[1])} here"
    for one, other in zip(there, here):
        if one.tag == other.tag:
            yield from name_order(one, other, path)


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
        if not case.differences and list_order(one) != list_order(other):
            case.differences += name_order(one, other, "")


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


def complain_of_refusal(answer):
    """What is wrong with how ours refuses a command line."""
    if answer.status not in (1, 2):
        yield f"ours does not refuse it without the policy, or crashes: status {answer.status}"
    elif not answer.message.startswith("virt-designer: ") or "CRITICAL" in answer.message:
        yield f"refused without a message: {answer.message}"
    elif answer.out:
        yield "refused, and something was written all the same"


def complain(case):
    """What is wrong with the entry of a command line, or nothing."""
    if case.found == case.verdict:
        for answer in case.refusals if case.verdict != "taken" else []:
            yield from complain_of_refusal(answer)
        return
    yield f"line {case.number} says {case.verdict}, but it is {case.found}"
    yield from case.differences[:40]


def pick_cases(options):
    sampled = not options.only and not designs.is_long()
    return [case for case in read_cases(sampled) if re.search(options.only, case.line)]


def run_ours(tool, cases, lines, hosts, storage):
    """What ours says to each line under the policy, and to each with it and without."""
    # The helper has no module that looks at storage.
    asked = designs.Tool(tool.path, jobs=tool.jobs) if any(case.connected for case in cases) else tool

    def ask(policy):
        return asked.run_many([["install", *policy, "--host", hosts[case.host],
                               *(["--connect", storage] if case.connected else []), *line]
                              for case, line in zip(cases, lines)])

    answers = ask(["--policy", "virt-install"])
    if any(case.fails for case in cases):
        for case, *both in zip(cases, answers, ask([])):
            case.refusals = both if case.fails else []
    return answers


def run_cases(cases, options, folder):
    """Both programs on all command lines, some of them at a time."""
    program = virt_install.VirtInstall()
    make_images(folder)
    hosts = {name: make_host(name, folder) for name in {case.host for case in cases}}
    formats = {name: "qcow2" if name.endswith(".qcow2") else "raw" for name in IMAGES if "/" not in name}
    described = {name: virt_install.Description(path, folder, formats) for name, path in hosts.items()}
    storage = make_storage(folder, formats)
    tool = designs.Tool(options.tool, options.helper, options.jobs)
    for first in range(0, len(cases), CHUNK):
        chunk = cases[first:first + CHUNK]
        lines = [split_line(case, folder) for case in chunk]
        for case, line, ours in zip(chunk, lines, run_ours(tool, chunk, lines, hosts, storage)):
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
    print("# " + ", ".join(f"{count} {verdict}" for verdict, count in counts.items())
          + f" of {len(cases)}")


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
