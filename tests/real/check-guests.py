#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Checks a guest of every operating system, as this project designs it and as virt-install does.

Nothing may be found of our designs. What is found of virt-install's is listed by rule, with how
many of its guests have it; the commands that mend are carried out. Both are for the built-in
host. Without --long (DESIGNER_LONG=1), a sample of the systems.
"""

import argparse
import collections
import json
import os
import re
import sys
import tempfile

import designs
import virt_install

BUILTIN = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "data", "hosts", "builtin")
# How our guests are designed, beside their names and disks.
WISHES = {"as it is": [], "server": ["--purpose", "server"], "UEFI": ["--boot", "uefi"],
          "emulated": ["--virt-type", "qemu"],
          "under the policy virt-install": ["--policy", "virt-install"],
          "with two networks and a folder": ["--network", "default", "--network", "default",
                                             "--filesystem", "/srv/share,share"]}


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    designs.add_tool_options(parser)
    designs.add_guest_options(parser)
    parser.add_argument("--every", type=int, default=1 if designs.is_long() else 16, metavar="N",
                        help="only take every Nth OS")
    parser.add_argument("--mend", type=int, default=1, metavar="N",
                        help="carry out every Nth command that mends, and check again; 0: none")
    return parser.parse_args()


def make_host(folder):
    """The built-in host as one that a connection has."""
    host = os.path.join(folder, "host")
    os.makedirs(host)
    for name in os.listdir(BUILTIN):
        if name.endswith(".xml"):
            os.symlink(os.path.abspath(os.path.join(BUILTIN, name)), os.path.join(host, name))
    save(host, "uri", "qemu:///system\n")
    return host


def guest_words(name, folder):
    return ["--osinfo", name, "--name", "guest", "--vcpus", "4",
            "--disk", f"path={folder}/guest.qcow2,size=10"]


def save(folder, name, text):
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


def ours(tool, names, wishes, host, folder):
    """Our guests' files, by system; those that cannot be are left out."""
    answers = tool.run_many([["design", *guest_words(name, folder), "--host", host, *wishes]
                             for name in names])
    return {name: save(folder, f"ours-{name}.xml", answer.out)
            for name, answer in zip(names, answers) if answer.status == 0}


def theirs(names, host, folder):
    """virt-install's, the guest as it stays."""
    program = virt_install.VirtInstall()
    described = virt_install.Description(host)
    files = {}
    for name in names:
        words = [*guest_words(name, folder), "--memory", "4096", "--import", "--print-xml", "--dry-run",
                 "--check", "all=off", "--connect", described.uri]
        status, out, err = program.run(words, described)
        if status == 0:
            files[name] = save(folder, f"theirs-{name}.xml", out)
        else:
            print(f"# virt-install does not take {name}: {err.strip().splitlines()[-1:]}")
    return files


def check(tool, files, host, more=()):
    """What is found of each guest."""
    answers = tool.run_many([["check", "--json", path, "--host", host, *more] for path in files.values()])
    found = {}
    for name, answer in zip(files, answers):
        if answer.status not in (0, 1) or not answer.out:
            sys.exit(f"not ok {name}: status {answer.status}: {answer.message}")
        found[name] = json.loads(answer.out)[0]["findings"]
        if (answer.status == 1) != bool(found[name]):
            sys.exit(f"not ok {name}: status {answer.status} with {len(found[name])} findings")
    return found


def check_ours(tool, names, host, folder):
    """How many guests there are, and what is found of them, which is wrong."""
    count, alarms = 0, 0
    for label, wishes in WISHES.items():
        policy = [word for word in wishes if "policy" in word or word == "virt-install"]
        files = ours(tool, names, wishes, host, folder)
        print(f"# {label}: {len(files)} of {len(names)} systems")
        count += len(files)
        for name, findings in check(tool, files, host, policy).items():
            for one in findings:
                alarms += 1
                print(f"not ok {name}, {label}: {one['severity']}: {one['subject']}: {one['rule']}: {one['reason']}")
    return count, alarms


def report(found):
    """Each rule with how many guests have it, the worst first."""
    guests, words, examples = collections.Counter(), {}, {}
    for name, findings in found.items():
        for rule in {one["rule"] for one in findings}:
            guests[rule] += 1
            examples.setdefault(rule, name)
        words.update({one["rule"]: one for one in findings})
    order = {"refused": 0, "broken": 1, "risky": 2, "better": 3}
    for rule in sorted(guests, key=lambda rule: (order[words[rule]["severity"]], -guests[rule], rule)):
        one = words[rule]
        print(f"found: {one['severity']:8} {guests[rule]:5} {rule:32} {examples[rule]}: {one['reason']}")


def mend(tool, found, files, host, folder, every):
    """Carries commands out; the guest is to be without the finding then, and no worse."""
    work = [(name, one) for name, findings in found.items() for one in findings if one["mend"]][::every]
    lines = [[one["mend"][0], files[name], *one["mend"][1:], "--host", host]
             + (["--print-xml"] if one["mend"][0] == "modernise" else []) for name, one in work]
    bad, mended, origin = 0, {}, {}
    for number, ((name, one), answer) in enumerate(zip(work, tool.run_many(lines))):
        if answer.status != 0:
            bad += 1
            print(f"not ok {name}: {' '.join(one['mend'])}: {answer.message}")
            continue
        mended[number] = save(folder, f"mended-{number}.xml", answer.out)
        origin[number] = name, one
    for number, findings in check(tool, mended, host).items():
        name, one = origin[number]
        before = {(old["rule"], old["severity"]) for old in found[name]}
        for new in findings:
            same = new["rule"] == one["rule"] and new["path"] == one["path"]
            if same or ((new["rule"], new["severity"]) not in before and new["severity"] != "better"):
                bad += 1
                print(f"not ok {name}: after {' '.join(one['mend'])}: {new['severity']}: {new['rule']}: {new['reason']}")
    print(f"commands that mend: {len(work)} carried out, {bad} wrong")
    return bad


def main():
    options = parse_arguments()
    tool = designs.Tool(options.tool, options.helper, options.jobs)
    names = [name for name in tool.list_oses() if re.search(options.only, name)][::options.every]
    with tempfile.TemporaryDirectory(prefix="check-guests-", dir="/tmp") as folder:
        host = options.host or make_host(folder)
        count, bad = check_ours(tool, names, host, folder)
        print(f"ours: {count} guests of {len(names)} systems checked, {bad} findings")
        if not os.path.isdir(virt_install.FOLDER):
            print("# virt-install is not there; install virtinst")
            return 1 if bad else designs.SKIP
        files = theirs(names, host, folder)
        found = check(tool, files, host)
        print(f"virt-install: {len(files)} guests checked, {sum(map(bool, found.values()))} with findings")
        report(found)
        if options.mend:
            bad += mend(tool, found, files, host, folder, options.mend)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
