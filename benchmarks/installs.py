#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Holds what it takes to make a guest against virsh, and against the guests that are there already.

Usage: installs.py --tool PROGRAM --guests PROGRAM

Imports the tiny guest on a libvirtd of its own, as root: until the command ends, and until the agent in
the guest answers, by turns with 'virsh define' and 'virsh start' of the same XML. Makes guests
on libvirt's test driver. The medians are printed as a Markdown table; time differs from run to run, so that
nothing here is judged.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "tests", "builder"))

import daemons  # noqa: E402  pylint: disable=wrong-import-position
import tiny_guest  # noqa: E402  pylint: disable=wrong-import-position

TURNS = 5
GUESTS = 200
NAME = "tiny"
GUEST = ["--name", NAME, "--osinfo", "debian11", "--memory", "512", "--virt-type", "qemu", "--network", "none",
         "--graphics", "none", "--connect", daemons.URI]


class Bench:
    def __init__(self, host, tool):
        self.host = host
        self.tool = os.path.abspath(tool)
        self.disk = os.path.join(host.make_pool("images"), "tiny.img")
        shutil.copyfile(tiny_guest.get().disk, self.disk)
        os.chmod(self.disk, 0o666)
        state = os.path.join(host.folder, "state")
        os.mkdir(state)
        self.environment = {**os.environ, "LIBVIRT_BUILDER_STATE_DIR": state}
        self.install = [self.tool, "install", *GUEST, "--import", "--disk", f"path={self.disk}"]
        self.xml = os.path.join(host.folder, "tiny.xml")
        with open(self.xml, "w", encoding="utf-8") as stream:
            stream.write(self.host.check(*self.install, "--print-xml", env=self.environment).stdout)

    def turn(self, *commands):
        """The seconds until COMMANDS have ended, and until the agent answers."""
        began = time.monotonic()
        for words in commands:
            self.host.check(*words, env=self.environment)
        ended = time.monotonic()
        self.host.check(self.tool, "wait", NAME, "--for", "agent", "--timeout", "300", "--connect", daemons.URI)
        answered = time.monotonic()
        self.host.virsh("destroy", NAME)
        self.host.virsh("undefine", NAME)
        return ended - began, answered - began

    def pairs(self):
        virsh = ["virsh", "--quiet", "--connect", daemons.URI]
        for _ in range(TURNS):
            yield self.turn(self.install), self.turn([*virsh, "define", self.xml], [*virsh, "start", NAME])


def measure_imports(tool):
    with daemons.Host() as host:
        pairs = list(Bench(host, tool).pairs())
    for at, what in enumerate(["the command ends", "the agent answers"]):
        ours = statistics.median(our[at] for our, _ in pairs)
        theirs = statistics.median(their[at] for _, their in pairs)
        yield f"`install --import` until {what}", f"{ours:.2f} s", f"{theirs:.2f} s", f"{ours / theirs:.2f}"


def measure_guests(program):
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run([program, str(GUESTS)], check=True, text=True, stdout=subprocess.PIPE,
                              env={**os.environ, "LIBVIRT_BUILDER_STATE_DIR": folder})
    first, last = map(float, done.stdout.split())
    yield f"one of the last {GUESTS // 10} of {GUESTS} guests, planned and defined", f"{last:.1f} ms", \
        f"{first:.1f} ms, one of the first", f"{last / first:.2f}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--tool", required=True)
    parser.add_argument("--guests", required=True)
    given = parser.parse_args()
    rows = list(measure_guests(given.guests))
    reason = daemons.missing() or tiny_guest.missing()
    if reason:
        print(f"without imports: {reason}", file=sys.stderr)
    else:
        rows += measure_imports(given.tool)
    print("| what | with libvirt-builder | beside | ratio |")
    print("|---|--:|--:|--:|")
    for row in rows:
        print("| " + " | ".join(row) + " |")


if __name__ == "__main__":
    main()
