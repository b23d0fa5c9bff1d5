#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Shows that each element and attribute of a design is named by a decision of its explanation."""

import argparse
import io
import json
import re
import sys
import xml.etree.ElementTree as ET

import designs

DISK = ["--disk", "path=/var/lib/libvirt/images/a.qcow2,format=qcow2"]

# The guests to trace, each a name and the arguments of design and explain.
CASES = {
    "linux": ["--osinfo", "debian11", *DISK],
    "linux under TCG": ["--osinfo", "debian11", "--virt-type", "qemu", *DISK],
    "linux with UEFI": ["--osinfo", "fedora36", "--boot", "uefi", *DISK],
    "windows": ["--osinfo", "win10", *DISK],
    "windows with secure boot and TPM": ["--osinfo", "win11", *DISK],
    "old windows": ["--osinfo", "winxp", *DISK],
    "old linux": ["--osinfo", "rhel5.4", *DISK],
    "virtio of the older kind": ["--osinfo", "centos6.5", *DISK],
    "bsd": ["--osinfo", "freebsd12.3", *DISK],
    "dos": ["--osinfo", "msdos6.22", *DISK],
    "unknown": ["--osinfo", "unknown", *DISK],
    "fallen back": ["--osinfo", "fedora99", *DISK],
    "no disk": ["--osinfo", "debian11"],
    "memory and vcpus": ["--osinfo", "debian11", "--memory", "4096", "--vcpus", "6", *DISK],
    "many disks": ["--osinfo", "debian11", *DISK * 5, "--disk",
                   "path=/var/lib/libvirt/images/b.iso,device=cdrom"],
    "block device": ["--osinfo", "win10", "--disk", "path=/dev/vg/lv"],
    "disk tuning": ["--osinfo", "debian11", "--disk",
                    "path=/var/lib/libvirt/images/a.raw,format=raw,bus=scsi,driver.cache=none"],
    "networks": ["--osinfo", "debian11", *DISK, "--network", "bridge=br0",
                 "--network", "network=default", "--network", "user"],
    "vnc": ["--osinfo", "debian11", *DISK, "--graphics", "vnc"],
    "no display": ["--osinfo", "debian11", *DISK, "--graphics", "none"],
}


def pick_cases(everything):
    if not everything:
        return CASES
    _, known = designs.load_osinfo()
    more = {f"{name} {virt}": ["--osinfo", name, "--virt-type", virt, *DISK]
            for name in sorted(known) for virt in ("kvm", "qemu")}
    return {**CASES, **more}


STEP = re.compile(r"/(@?)((?:[\w.-]+:)?[\w.-]+)((?:\[[^\]]*\])*)(=.*)?$")
PREDICATE = re.compile(r"\[(?:(\d+)|@([\w:.-]+)=(['\"])(.*?)\3)\]")


def split_path(path):
    """The steps of a path; slashes inside predicates do not count."""
    return ["/" + step for step in re.findall(r"/((?:\[[^\]]*\]|[^/\[])+)", path)]


class Document:
    """An XML document, and which of its elements and attributes are named so far."""

    def __init__(self, xml):
        self.prefixes = dict(pair for _, pair in
                             ET.iterparse(io.StringIO(xml), events=["start-ns"]))
        self.root = ET.fromstring(xml)
        self.named = set()

    def expand(self, name):
        prefix, _, local = name.rpartition(":")
        return f"{{{self.prefixes.get(prefix)}}}{local}" if prefix else name

    def children(self, element, name):
        if element is None:
            return [self.root] if self.root.tag == name else []
        return element.findall(name)

    def follow(self, element, step):
        """The children that a step leads to; the attributes in its predicates are named."""
        _, name, predicates, _ = step.groups()
        found = self.children(element, self.expand(name))
        for number, attribute, _, value in PREDICATE.findall(predicates):
            if number:
                found = found[int(number) - 1:int(number)]
            else:
                found = [one for one in found if one.get(self.expand(attribute)) == value]
                self.named |= {(one, self.expand(attribute)) for one in found}
        return found

    def name_path(self, path):
        """Mark what the path leads to; how many elements or attributes that are."""
        elements = [None]
        for text in split_path(path):
            step = STEP.match(text)
            if step is None:
                return 0
            if step[1]:
                attribute = self.expand(step[2])
                found = [one for one in elements if one is not None and attribute in one.attrib]
                self.named |= {(one, attribute) for one in found}
                return len(found)
            elements = [child for one in elements for child in self.follow(one, step)]
        self.named |= {(one, None) for one in elements}
        return len(elements)

    def list_unnamed(self):
        return list(self._walk(self.root, f"/{self.root.tag}"))

    def _walk(self, element, path):
        yield from (f"{path}/@{name}" for name in element.attrib
                    if (element, name) not in self.named)
        # What only holds other things, or only attributes, is decided by deciding those.
        is_bare = not len(element) and not element.attrib
        has_text = bool((element.text or "").strip())
        if (is_bare or has_text) and (element, None) not in self.named:
            yield path
        seen = {}
        for child in element:
            seen[child.tag] = seen.get(child.tag, 0) + 1
            several = len(element.findall(child.tag)) > 1
            index = f"[{seen[child.tag]}]" if several else ""
            yield from self._walk(child, f"{path}/{child.tag}{index}")


def list_decisions(text):
    data = json.loads(text)
    return data["decisions"] if isinstance(data, dict) else data


def judge(xml, explanation):
    """The complaints about one guest."""
    document = Document(xml)
    for decision in list_decisions(explanation):
        what = decision.get("thing") or decision.get("id") or json.dumps(decision)
        for key in ("reason", "source"):
            if not str(decision.get(key) or "").strip():
                yield f"decision {what} has no {key}"
        for path in decision.get("paths") or []:
            if document.name_path(path) == 0:
                yield f"decision {what} names {path}, which is not in the XML"
    for path in document.list_unnamed():
        yield f"no decision names {path}"


def judge_case(design, explain):
    if design.status == 1 and designs.NO_SUCH_OS.match(design.message):
        return []
    for verb, answer in (("design", design), ("explain", explain)):
        if answer.status != 0:
            return [f"{verb}: status {answer.status}: {answer.message}"]
    return list(judge(design.out, explain.out))


def check_cases(options):
    cases = pick_cases(designs.is_long())
    tool = designs.Tool(options.tool, options.helper, options.jobs)
    host = ["--host", options.host] if options.host else []
    name = ["--name", "guest"]
    chosen = {key: [*name, *value, *host] for key, value in cases.items()
              if re.search(options.only, key)}
    answers = tool.run_many([["design", *line] for line in chosen.values()]
                            + [["explain", "--json", *line] for line in chosen.values()])
    for i, key in enumerate(chosen):
        yield key, judge_case(answers[i], answers[i + len(chosen)])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    designs.add_tool_options(parser)
    designs.add_guest_options(parser)
    options = parser.parse_args()
    failed = 0
    count = 0
    for name, complaints in check_cases(options):
        count += 1
        failed += bool(complaints)
        print(f"{'not ' if complaints else ''}ok {name}")
        for complaint in complaints:
            print(f"    {complaint}")
    print(f"# guests: {count}, not wholly traceable: {failed}")
    return 1 if failed or not count else 0


if __name__ == "__main__":
    sys.exit(main())
