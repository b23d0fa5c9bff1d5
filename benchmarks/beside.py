#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Holds processor time and memory against those of virt-install, virtinst and osinfo-query.

Each pair runs by turns, and the median of its ratios is printed as a Markdown table. Time differs
from run to run, so that nothing here is judged. What is not installed is said to be missing.
With root and libvirtd, a libvirtd of its own is started in namespaces of its own for the rows
with a connection.
"""

import argparse
import contextlib
import os
import shutil
import statistics
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "tests", "builder"))

import daemons  # noqa: E402  pylint: disable=wrong-import-position

SYSTEM_PYTHON = "/usr/bin/python3"
TURNS = 7
WARM_GUESTS = 40
WARM_DESIGNS = 4000
MANY_DESIGNS = 100_000
SYSTEM = "debian11"
SYSTEMS = ["debian11", "debian10", "fedora37", "fedora36", "win10", "win11", "ubuntu22.04", "centos7.0", "rhel9.0",
           "freebsd13.0"]


def output(command):
    return subprocess.run(command, check=True, text=True, stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL).stdout.split()


class Spending:
    """What commands take, as the program 'spend' tells it."""

    def __init__(self, program, inside=()):
        self.command = [*inside, program]

    def of(self, *command):
        microseconds, memory = output([*self.command, *command])
        return int(microseconds), int(memory)

    def pair(self, ours, theirs):
        """The medians of both, and of how many times as much theirs took in each turn."""
        self.of(*ours), self.of(*theirs)
        turns = [(self.of(*ours), self.of(*theirs)) for _ in range(TURNS)]
        return (statistics.median(our[0] for our, _ in turns) / 1000,
                statistics.median(their[0] for _, their in turns) / 1000,
                statistics.median(their[0] / our[0] for our, their in turns),
                max(our[1] for our, _ in turns) / 1024)


def designing(tool, image, *more):
    return [tool, "design", "--osinfo", SYSTEM, "--name", "guest", "--memory", "2048", "--disk", f"path={image}", *more]


def installing(image, uri):
    return ["virt-install", "--connect", uri, "--print-xml", "--import", "--osinfo", SYSTEM, "--name", "guest",
            "--memory", "2048", "--disk", f"path={image}"]


@contextlib.contextmanager
def daemon_of_its_own():
    if daemons.missing() is not None:
        yield None
        return
    with daemons.own_libvirtd() as inside:
        yield inside


def row(what, ours, theirs, times, asked):
    return [what, f"{ours:,.1f}", f"{theirs:,.1f}", f"{times:.0f}", f"≥ {asked}"]


def print_table(head, rows):
    print("| " + " | ".join(head) + " |")
    print("|" + "---|" + "--:|" * (len(head) - 1))
    for cells in rows:
        print("| " + " | ".join(cells) + " |")
    print()


def pairs_of(options, image, spending, live):
    """The rows of the table of times, and the most memory that our runs took."""
    rows, memory, missing = [], {}, []
    if shutil.which("virt-install") is not None:
        *times, memory["offline"] = spending.pair(designing(options.tool, image), installing(image, "test:///default"))
        rows.append(row("`virt-designer design`, and `virt-install --print-xml` with test:///default", *times, 25))
    else:
        missing.append("virt-install")
    if live is not None and not missing:
        inside = Spending(options.spend, live)
        *times, memory["with a connection"] = inside.pair(designing(options.tool, image, "--connect", daemons.URI),
                                                          installing(image, daemons.URI))
        rows.append(row("the same with `--connect qemu:///system`", *times, 18))
    elif live is None:
        missing.append("a libvirtd of its own")
    if shutil.which("osinfo-query") is not None:
        *times, _ = spending.pair([options.tool, "os", "list"], ["osinfo-query", "os"])
        rows.append(row("`virt-designer os list`, and `osinfo-query os`", *times, 5))
    else:
        missing.append("osinfo-query")
    return rows, memory, missing


def warm_rows(options):
    """One warm design, what it cannot do without, and one guest of virtinst, by turns."""
    turns = []
    for _ in range(3):
        ours = int(output([options.many, "threads", "1", str(WARM_DESIGNS), SYSTEM])[0]) / 1e6
        floor = int(output([options.many, "alone", str(WARM_DESIGNS), SYSTEM])[0]) / 1e6
        theirs = int(output([SYSTEM_PYTHON, os.path.join(HERE, "virtinst-warm.py"), str(WARM_GUESTS), SYSTEM])[0]) / 1e3
        turns.append((ours, floor, theirs))
    ours, floor, theirs = (statistics.median(values) for values in zip(*turns))
    whats = [f"one design in a process that made others ({1000 / ours:,.0f} per second and core), and one guest of virtinst",
             "a floor of that: libvirt-gconfig reads the XML of the design, writes it and frees it, with nothing decided"]
    return [[what, f"{time:,.2f}", f"{theirs:,.1f}", f"{statistics.median(turn[2] / turn[at] for turn in turns):.0f}", asked]
            for at, (what, time, asked) in enumerate(zip(whats, (ours, floor), ("≥ 200", "")))]


def many_at_once(options, processes, threads):
    """The processor time of one warm design, in that many processes of as many threads at a time."""
    command = [options.many, "threads", str(threads), str(WARM_DESIGNS), *SYSTEMS]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(processes)]
    return statistics.mean(int(process.communicate()[0]) for process in running)


def companions(options):
    """What a second thread costs a design, and what a second process does, which shares nothing with it but the machine."""
    turns = []
    for _ in range(5):
        one = many_at_once(options, 1, 1)
        turns.append((many_at_once(options, 1, 2) / one, many_at_once(options, 2, 1) / one))
    return (statistics.median(ratios) for ratios in zip(*turns))


def print_memory(options, memory):
    before, after = map(int, output([options.many, "grow", str(MANY_DESIGNS), *SYSTEMS]))
    threads, processes = companions(options)
    rows = [[f"`virt-designer design` at most, {where}, MiB", f"{most:.1f}", f"≤ {asked}"]
            for (where, most), asked in zip(memory.items(), (14, 24))]
    rows.append([f"what {MANY_DESIGNS:,} designs of {len(SYSTEMS)} systems keep beyond the first {MANY_DESIGNS // 100:,}, KiB",
                 f"{after - before}", "0"])
    rows.append(["processor time of a design with two threads, times that with one", f"{threads:.2f}", "≤ 1.1"])
    rows.append(["the same with two processes in place of the threads: what the machine itself costs", f"{processes:.2f}", ""])
    print_table(["memory and threads", "measured", "aimed at"], rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tool", type=os.path.abspath, required=True, help="virt-designer")
    parser.add_argument("--spend", type=os.path.abspath, required=True, help="the program that tells what a command takes")
    parser.add_argument("--many", type=os.path.abspath, required=True, help="the program that makes many designs")
    options = parser.parse_args()
    with tempfile.NamedTemporaryFile(prefix="beside-", suffix=".img", dir="/var/tmp") as image, daemon_of_its_own() as live:
        image.truncate(1 << 30)
        rows, memory, missing = pairs_of(options, image.name, Spending(options.spend), live)
    if "virt-install" not in missing:
        rows += warm_rows(options)
    print("Milliseconds of processor time, each pair by turns; times are not judged"
          + (f" (missing: {', '.join(missing)})" if missing else "") + ":\n")
    print_table(["what", "ours", "the other", "times", "aimed at"], rows)
    print_memory(options, memory)
    return 0


if __name__ == "__main__":
    sys.exit(main())
