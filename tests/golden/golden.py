#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Holds designs, explanations and refusals against files that were read by people.

DESIGNER_UPDATE_GOLDEN=1 writes the files anew instead; read what changed.
DESIGNER_ONLY=PATTERN tries only those whose names match the regular expression.
"""

import argparse
import difflib
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "real"))

from designs import SKIP, Tool, add_tool_options, skip

HERE = os.path.dirname(os.path.abspath(__file__))
RECORDINGS = os.path.join(os.path.dirname(HERE), "hosts")
POLICIES = os.path.join(os.path.dirname(os.path.dirname(HERE)), "data", "policy.d")
DESIGNS = os.path.join(HERE, "designs")
EXPECTED = os.path.join(HERE, "expected")
OS_DATABASE = "20221203"  # the files follow what this release of osinfo-db says
VERB_AND_ENDING = {"design": ("design", ".xml"), "explain": ("explain", ".explain.txt"),
                   "install": ("install", ".install.xml"), "refuse": ("design", ".error.txt"),
                   "refuse-install": ("install", ".error.txt")}
IMAGES = "/var/lib/libvirt/images/"


def require_os_database():
    folder = os.environ.get("OSINFO_SYSTEM_DIR", "/usr/share/osinfo")
    try:
        with open(os.path.join(folder, "VERSION"), encoding="utf-8") as file:
            version = file.read().strip()
    except OSError as error:
        skip(f"no OS database: {error}; install osinfo-db")
    if version != OS_DATABASE:
        skip(f"the files are for osinfo-db {OS_DATABASE}, and {version} is installed")


def edit(path, edits):
    """Takes out of a host's answers what the edits name, and gives it another processor."""
    tree = ET.parse(path)
    parents = {child: parent for parent in tree.iter() for child in parent}
    for word in edits:
        gone = []
        if word.startswith("cpu="):
            for model in tree.findall("cpu/mode[@name='host-model']/model"):
                model.text = word.removeprefix("cpu=")
        elif word == "-kvm":
            gone = [node for node in tree.iter("domain") if node.get("type") == "kvm"]
        else:
            element, name, value = re.fullmatch(r"-(\w+)/(\w+):(\S+)", word).groups()
            gone = [node for outer in tree.iter(element)
                    for node in outer.findall(f"enum[@name='{name}']/value")
                    if node.text == value]
        for node in gone:
            parents[node].remove(node)
    tree.write(path, encoding="unicode")


def make_host(folder, name, description):
    recording, *edits = description.split()
    host = shutil.copytree(os.path.join(RECORDINGS, recording), os.path.join(folder, name))
    for file in sorted(os.listdir(host)):
        path = os.path.join(host, file)
        if "-kvm" in edits and "-kvm-" in file:
            os.remove(path)
        elif edits and file.endswith(".xml"):
            edit(path, edits)
    return host


def lines_of(name):
    """The lines of a list that say something."""
    with open(os.path.join(DESIGNS, name), encoding="utf-8") as file:
        yield from filter(None, (line.split("#")[0].strip() for line in file))


def make_hosts(folder):
    """The folder of each host that the lists name."""
    hosts = {}
    for line in lines_of("hosts.txt"):
        name, rest = line.removeprefix("host ").split(": ", 1)
        hosts[name] = make_host(folder, name, rest)
    return hosts


def read_lists(folder):
    """(kind, name, arguments) of each command line."""
    hosts = make_hosts(folder)
    only = re.compile(os.environ.get("DESIGNER_ONLY", ""))
    for list_name in sorted(set(os.listdir(DESIGNS)) - {"README", "hosts.txt"}):
        kind = None
        for line in lines_of(list_name):
            if line.startswith("["):
                kind = line.strip("[]")
                continue
            name, rest = line.split(": ", 1)
            if not only.search(name):
                continue
            words = shlex.split(rest)
            if words[0].startswith("@"):
                words[:1] = [word for host in words[0][1:].split("+")
                             for word in ("--host", hosts[host])]
            yield kind, name, words


def keep(kind, answer, folder):
    """What is kept of one run, or None where it did not end as it should; and its message."""
    message = answer.err.replace(folder, "HOSTS").replace(POLICIES, "POLICIES")
    if not kind.startswith("refuse"):
        return answer.out.replace(folder, "HOSTS") if answer.status == 0 else None, message
    if answer.status not in (1, 2) or answer.out:
        return None, f"status {answer.status}, {len(answer.out)} characters written"
    return f"status {answer.status}\n{message}", message


def run_all(tool, lines, folder):
    """Each command line with what is kept of it."""
    answers = tool.run_many([[VERB_AND_ENDING[kind][0], *words] for kind, _, words in lines])
    for line, answer in zip(lines, answers):
        yield line, keep(line[0], answer, folder)


def steps(name, text):
    """Each XML of an installation under a name of its own."""
    return {f"{name}-{number}": xml
            for number, xml in enumerate(re.findall(r"<domain.*?</domain>\n", text, re.DOTALL), 1)}


def read_expected(path):
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except FileNotFoundError:
        return None


def compare(path, text):
    """Why the text is not what is expected, or None."""
    expected = read_expected(path)
    if expected is None:
        return "the file is missing; DESIGNER_UPDATE_GOLDEN=1 writes it"
    if expected == text:
        return None
    return "\n".join(difflib.unified_diff(expected.split("\n"), text.split("\n"),
                                          "expected", "got", lineterm="", n=2))


class Outcome:
    def __init__(self):
        self.number = 0
        self.failed = 0

    def tell(self, name, problem):
        self.number += 1
        self.failed += problem is not None
        print(f"{'not ok' if problem else 'ok'} {self.number} {name}")
        for line in (problem or "").split("\n"):
            if problem:
                print(f"# {line}")

    def plan(self):
        print(f"1..{self.number}")


def gate_of_files(options, folder, outcome):
    """Each command line against its file; returns the designs."""
    update = os.environ.get("DESIGNER_UPDATE_GOLDEN") == "1"
    expected = set()
    designs = {}
    tool = Tool(options.tool, options.helper, options.jobs)
    for (kind, name, _), (text, message) in run_all(tool, list(read_lists(folder)), folder):
        path = os.path.join(EXPECTED, name + VERB_AND_ENDING[kind][1])
        if path in expected:
            sys.exit(f"{DESIGNS}: {name} is there twice")
        expected.add(path)
        if text is not None and update:
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
        outcome.tell(os.path.basename(path),
                     f"it failed: {message}" if text is None else compare(path, text))
        if kind == "design" and text is not None:
            designs[name] = text
        elif kind == "install" and text is not None:
            designs.update(steps(name, text))
    left = {os.path.join(EXPECTED, name) for name in os.listdir(EXPECTED)} - expected
    if "DESIGNER_ONLY" not in os.environ:
        outcome.tell("no file is left over", "\n".join(sorted(left)) or None)
    return designs


def kvm_of(driver, folder):
    """The architectures of which the driver of this machine defines guests of type kvm."""
    host = os.path.join(folder, "this-machine")
    done = subprocess.run([driver, "--save-host", host], stdout=subprocess.PIPE, text=True,
                          check=False)
    if done.returncode != 0:
        print(done.stdout, end="")
        sys.exit(done.returncode)
    return set(re.findall(r"-kvm-(\w+?)-", " ".join(os.listdir(host))))


def goal_for(text, kvm):
    """Most drivers are not on this machine, nor certificates for TLS, and memory encryption is for another processor; KVM
    may be there and not work."""
    virt = re.match(r'<domain type="(\w+)"', text).group(1)
    arch = re.search(r'<type arch="(\w+)"', text)
    if "<launchSecurity" in text or "tlsPort=" in text or virt not in ("kvm", "qemu"):
        return "validate"
    if virt == "kvm" and (arch is None or arch.group(1) not in kvm):
        return "validate"
    return "start" if virt == "qemu" else "define"


def gate_of_driver(options, folder, designs, outcome):
    """Each design on libvirt's schema and its real driver."""
    kvm = kvm_of(options.driver, folder)
    images = os.path.join(folder, "images")
    os.mkdir(images)
    work = ""
    for name, text in designs.items():
        path = os.path.join(folder, name + ".xml")
        with open(path, "w", encoding="utf-8") as file:
            file.write(re.sub("<name>[^<]*</name>", f"<name>{name}</name>", text, count=1)
                       .replace(IMAGES, images + "/" + name + "-"))
        work += f"{name}\t{path}\t{goal_for(text, kvm)}\n"
    done = subprocess.run([options.driver, "--image-dir", images], input=work, capture_output=True,
                          text=True, check=False)
    if done.returncode in (SKIP, 99):
        print(done.stdout + done.stderr, end="")
        sys.exit(done.returncode)
    print("".join(re.findall(r"^# a start .*\n", done.stdout, re.MULTILINE)), end="")
    answers = dict(re.findall(r"^(?:not )?ok ([^\s:]+)(.*)$", done.stdout, re.MULTILINE))
    for name, text in designs.items():
        rest = answers.get(name, ": no answer")
        outcome.tell(f"{name}: {goal_for(text, kvm)}{'' if rest.startswith(':') else rest}",
                     rest[2:] if rest.startswith(":") else None)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    add_tool_options(parser)
    parser.add_argument("--driver", help="the designer-driver; without it, only files are compared")
    options = parser.parse_args()
    os.environ["LIBVIRT_DESIGNER_POLICY_PATH"] = POLICIES
    require_os_database()
    outcome = Outcome()
    with tempfile.TemporaryDirectory(prefix="golden-", dir="/tmp") as folder:
        designs = gate_of_files(options, folder, outcome)
        if options.driver:
            gate_of_driver(options, folder, designs, outcome)
    outcome.plan()
    return 1 if outcome.failed else 0


if __name__ == "__main__":
    sys.exit(main())
