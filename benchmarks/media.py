#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Says what it takes to tell which system a medium is of, and whether libosinfo says the same of all in the database.

Usage: media.py --media PROGRAM

Times are those of the processor, the first in a new process each, as the median of several; the output is Markdown. It
fails where a figure is missed.
"""

import argparse
import statistics
import subprocess
import sys

PROCESSES = 9
MOST_COLD = 30_000
MOST_WARM = 2_000


def said(program, word):
    done = subprocess.run([program, word], text=True, stdout=subprocess.PIPE, check=False)
    return [line.split() for line in done.stdout.splitlines()]


def figure(microseconds):
    return f"{microseconds / 1000:.2f}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--media", required=True)
    options = parser.parse_args()
    runs = [{name: int(value) for name, value in said(options.media, "--time")} for _ in range(PROCESSES)]
    cold, median, worst = (statistics.median(run[name] for run in runs) for name in ("cold", "median", "worst"))
    print("| which system a medium is of | milliseconds of CPU | asked for |")
    print("|---|--:|--:|")
    print(f"| the first in a process, the database unread | {figure(cold)} | ≤ {MOST_COLD // 1000} |")
    print(f"| again, the median of all media in it | {figure(median)} | ≤ {MOST_WARM // 1000} |")
    print(f"| again, the worst of them | {figure(worst)} | ≤ {MOST_WARM // 1000} |")
    print()
    print("| held against libosinfo | there are | of a system | libosinfo finds others |")
    print("|---|--:|--:|--:|")
    others = 0
    for kind, count, _, found, _, differ in said(options.media, "--compare"):
        print(f"| {kind} | {count} | {found} | {differ} |")
        others += int(differ)
    return 0 if cold <= MOST_COLD and worst <= MOST_WARM and others == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
