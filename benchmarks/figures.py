#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Counts the instructions of designs under callgrind and prints them as Markdown tables.

Without the counted programs, which are built where valgrind is installed, it skips.
Exits with 1 where a figure is missed.
"""

import argparse
import glob
import os
import re
import subprocess
import sys
import tempfile

OSES = ["fedora37", "debian11", "win11", "win10"]
# Beside common ones, those that take longest: with most ancestors, or in a file of another name.
READ_OSES = ["debian11", "ubuntu22.04", "win10", "fedora37", "fedora-eln", "fedora-coreos-stable"]
DISKS_OS = "debian11"
MOST_SERIALISATIONS = 10
MOST_GROWTH = 1.05
HOST = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "data", "hosts", "builtin")
MOST_FOR_HOSTS = 20
MOST_COLD = 60_000_000
MOST_OF_LOADING = 0.04
LEAST_LISTS_IN_LOADING = 5
WRITERS = {"designer_emit_device", "designer_emit_records", "designer_emit_wrap"}

FUNCTION = re.compile(r"(c?fn)=\((\d+)\)(?: (.*))?")


def total_of(text):
    return int(re.search(r"^summary: (\d+)", text, re.MULTILINE).group(1))


def cost_of_calls(text, functions):
    """Instructions spent in calls of FUNCTIONS, with all that these call in turn."""
    names = {}
    cost = 0
    called = None
    is_cost = False
    for line in text.splitlines():
        match = FUNCTION.fullmatch(line)
        if match is not None:
            kind, number, name = match.groups()
            if name is not None:
                names[number] = name.split("'")[0]
            if kind == "cfn":
                called = names[number]
        elif is_cost and called in functions:
            cost += int(line.split()[1])
        is_cost = line.startswith("calls=")
    return cost


def count(valgrind, program, *arguments):
    """The dump of each part that the program counts, by the part's name."""
    dumps = {}
    with tempfile.TemporaryDirectory(prefix="figures-", dir="/tmp") as folder:
        subprocess.run([valgrind, "--quiet", "--tool=callgrind", "--instr-atstart=no",
                        "--collect-atstart=no", f"--callgrind-out-file={folder}/out",
                        program, *arguments], check=True)
        for path in glob.glob(os.path.join(folder, "out.*")):
            with open(path, encoding="utf-8") as file:
                text = file.read()
            name = re.search(r"^desc: Trigger: Client Request: (.*)", text, re.MULTILINE)
            dumps[name.group(1)] = text
    return dumps


def count_process(valgrind, *command):
    """The instructions of a process from its start to its end."""
    with tempfile.TemporaryDirectory(prefix="figures-", dir="/tmp") as folder:
        subprocess.run([valgrind, "--quiet", "--tool=callgrind",
                        f"--callgrind-out-file={folder}/out", *command],
                       check=True, stdout=subprocess.DEVNULL)
        with open(os.path.join(folder, "out"), encoding="utf-8") as file:
            return total_of(file.read())


def thousands(instructions):
    """What differs from run to run is less than what is cut off."""
    return f"{instructions / 1000:,.0f}"


def print_table(head, rows):
    print("| " + " | ".join(head) + " |")
    print("|" + "---|" + "--:|" * (len(head) - 1))
    for row in rows:
        print("| " + " | ".join(row) + " |")
    print()


def design_row(options, name):
    dumps = count(options.valgrind, options.design, name)
    parts = {part: total_of(text) for part, text in dumps.items()}
    times = parts["design"] / parts["serialise"]
    counts = [parts[part] for part in ("wishes", "machine", "devices")]
    counts += [cost_of_calls(dumps["design"], WRITERS), parts["free"]]
    return times, [name, thousands(parts["design"]), thousands(parts["serialise"]), f"{times:.1f}",
                   thousands(parts["configuration"]), *map(thousands, counts)]


def print_designs(options):
    rows = [design_row(options, name) for name in OSES]
    print("Thousands of instructions of one warm design, from the wishes to the XML and freed "
          f"again, against serialising its XML; at most {MOST_SERIALISATIONS} times are aimed at. What libvirt-gconfig "
          "takes to read the same XML, write it and free it, with nothing decided, is a floor beside it:\n")
    print_table(["guest", "design", "serialise", "times", "libvirt-gconfig alone", "of the design: wishes", "machine",
                 "devices", "writing elements", "free"], [row for _, row in rows])
    return all(times <= MOST_SERIALISATIONS for times, _ in rows)


def print_disks(options):
    dumps = count(options.valgrind, options.disks, DISKS_OS)
    at = {number: total_of(text) // 20 for number, text in dumps.items()}
    growth = at["1000"] / at["100"]
    print("Thousands of instructions for one more disk, the mean of 20 around the hundredth and "
          f"around the thousandth; at most {MOST_GROWTH} times are aimed at:\n")
    print_table(["guest", "at 100 disks", "at 1000 disks", "times"],
                [[DISKS_OS, thousands(at["100"]), thousands(at["1000"]), f"{growth:.2f}"]])
    return growth <= MOST_GROWTH


def print_hosts(options):
    at = {name: total_of(text) for name, text in
          count(options.valgrind, options.hosts, HOST, DISKS_OS).items()}
    times = at["first"] / at["one"]
    print("Thousands of instructions of a design for one host, of the first for a set of 1,000 "
          "hosts that all differ, which were read before, with the making of the set, and of the "
          f"next one for that set; at most {MOST_FOR_HOSTS} times are aimed at:\n")
    print_table(["guest", "one host", "1,000 hosts", "times", "the next design"],
                [[DISKS_OS, thousands(at["one"]), thousands(at["first"]), f"{times:.1f}",
                  thousands(at["next"])]])
    return times <= MOST_FOR_HOSTS


def print_cold(options):
    empty = count_process(options.valgrind, options.empty)
    rows = []
    for name in READ_OSES:
        whole = count_process(options.valgrind, options.tool, "design", "--osinfo", name,
                              "--disk", "path=/srv/guest.qcow2")
        rows.append((whole - empty, [name, thousands(whole), thousands(empty),
                                     thousands(whole - empty)]))
    print("Thousands of instructions of `virt-designer design` as a whole process, and of one "
          "linked to the same libraries that does nothing; at most "
          f"{thousands(MOST_COLD)} more are aimed at:\n")
    print_table(["guest", "design", "nothing", "more"], [row for _, row in rows])
    return all(more <= MOST_COLD for more, _ in rows)


def print_systems(options):
    parts = {name: total_of(text) for name, text in
             count(options.valgrind, options.systems, "--count", *READ_OSES).items()}
    load = parts["load"]
    rows = [[name, thousands(parts[name]), f"{100 * parts[name] / load:.2f} %"]
            for name in READ_OSES]
    rows.append(["all names", thousands(parts["list"]), f"{100 * parts['list'] / load:.2f} %"])
    print("Thousands of instructions of reading from the OS database, and their part of the "
          f"{thousands(load)} of loading it with libosinfo; at most {MOST_OF_LOADING:.0%} for a "
          f"system and a {LEAST_LISTS_IN_LOADING}th for all names are aimed at:\n")
    print_table(["read", "instructions", "of loading"], rows)
    return (all(parts[name] <= load * MOST_OF_LOADING for name in READ_OSES)
            and parts["list"] * LEAST_LISTS_IN_LOADING <= load)


def print_first_designs(options):
    """Said, and not judged: time differs from run to run."""
    listed = subprocess.run([options.tool, "os", "list"], check=True, text=True,
                            stdout=subprocess.PIPE).stdout
    names = [line.split()[0] for line in listed.splitlines()]
    said = subprocess.run([options.systems, "--time", *names], check=True, text=True,
                          stdout=subprocess.PIPE).stdout
    times = sorted((int(line.split()[1]), line.split()[0]) for line in said.splitlines())
    print("Milliseconds of CPU that the first design of a system takes in a process that made "
          "others, over all names of systems; at most 3 in the median and 10 for the worst are "
          "aimed at, and times are not judged:\n")
    print_table(["names", "median", "worst", "which"],
                [[str(len(times)), f"{times[len(times) // 2][0] / 1000:.1f}",
                  f"{times[-1][0] / 1000:.1f}", times[-1][1]]])
    return True


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--valgrind", default="valgrind")
    parser.add_argument("--design", help="the program that counts one design")
    parser.add_argument("--disks", help="the program that counts added disks")
    parser.add_argument("--hosts", help="the program that counts designs for many hosts")
    parser.add_argument("--systems", help="the program that counts reading the OS database")
    parser.add_argument("--empty", help="the program that does nothing")
    parser.add_argument("--tool", help="virt-designer")
    options = parser.parse_args()
    if options.design is None or options.disks is None or options.hosts is None or \
            options.systems is None:
        print("SKIP: valgrind is not installed: run scripts/install-dependencies benchmark, "
              "then meson setup --reconfigure")
        return 77
    reached = [print_designs(options), print_disks(options), print_hosts(options),
               print_systems(options)]
    if options.tool is not None:
        reached += [print_cold(options), print_first_designs(options)]
    return 0 if all(reached) else 1


if __name__ == "__main__":
    sys.exit(main())
