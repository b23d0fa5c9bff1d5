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
DISKS_OS = "debian11"
MOST_SERIALISATIONS = 15
MOST_GROWTH = 1.2
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
    return times, [name, thousands(parts["design"]), thousands(parts["serialise"]),
                   f"{times:.1f}", *map(thousands, counts)]


def print_designs(options):
    rows = [design_row(options, name) for name in OSES]
    print("Thousands of instructions of one warm design, from the wishes to the XML and freed "
          f"again, against serialising its XML; at most {MOST_SERIALISATIONS} times are aimed at:\n")
    print_table(["guest", "design", "serialise", "times", "of the design: wishes", "machine",
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


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--valgrind", default="valgrind")
    parser.add_argument("--design", help="the program that counts one design")
    parser.add_argument("--disks", help="the program that counts added disks")
    options = parser.parse_args()
    if options.design is None or options.disks is None:
        print("SKIP: valgrind is not installed: run scripts/install-dependencies benchmark, "
              "then meson setup --reconfigure")
        return 77
    reached = [print_designs(options), print_disks(options)]
    return 0 if all(reached) else 1


if __name__ == "__main__":
    sys.exit(main())
