#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Holds the time and memory of uploads and copies of a large sparse image against those of virsh.

Usage: transfers.py --storage-run PROGRAM

On a libvirtd of its own, as root. Each pair runs by turns, and the median of its ratios is printed as a
Markdown table. Time differs from run to run, so that nothing here is judged.
"""

import argparse
import os
import statistics
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "tests", "builder"))

import daemons  # noqa: E402  pylint: disable=wrong-import-position

TURNS = 3
MIB = 1024 * 1024
SIZE = 10 * 1024 * MIB
DATA = 1024 * MIB
PIECES = 64


def make_image(path):
    """DATA in PIECES that are evenly spread over SIZE."""
    with open(path, "wb") as stream:
        for number in range(PIECES):
            stream.seek(number * (SIZE // PIECES))
            for _ in range(DATA // PIECES // MIB):
                stream.write(os.urandom(MIB))
        stream.truncate(SIZE)


class Bench:
    def __init__(self, host, runner):
        self.host = host
        self.runner = runner
        state = os.path.join(host.folder, "state")
        os.mkdir(state)
        self.environment = {**os.environ, "LIBVIRT_BUILDER_STATE_DIR": state}
        self.images = host.make_pool("images")

    def seconds(self, *words):
        """How long a command takes that makes the volume "made", which goes again; and what it said."""
        os.sync()
        began = time.monotonic()
        said = self.host.check(*words, env=self.environment).stdout
        taken = time.monotonic() - began
        self.host.virsh("vol-delete", "--pool", "images", "made")
        return taken, said

    def ours(self, *words):
        return self.seconds(self.runner, daemons.URI, *words)

    def theirs(self, *commands):
        return self.seconds("virsh", "--quiet", "--connect", daemons.URI, "; ".join(commands))

    def row(self, what, ours, theirs):
        turns = []
        memory = 0
        self.ours(*ours), self.theirs(*theirs)
        for _ in range(TURNS):
            our, said = self.ours(*ours)
            turns.append((our, self.theirs(*theirs)[0]))
            memory = max(memory, int(said.splitlines()[-1].split()[0]) / 1024)
        return [what, f"{statistics.median(our for our, _ in turns):.2f}",
                f"{statistics.median(their for _, their in turns):.2f}",
                f"{statistics.median(our / their for our, their in turns):.2f}", "≤ 1.1", f"{memory:.1f}", "≤ 32"]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--storage-run", required=True)
    runner = os.path.abspath(parser.parse_args().storage_run)
    reason = daemons.missing()
    if reason is not None:
        print(f"transfers were not measured: {reason}")
        return 0
    with daemons.Host("transfers") as host:
        bench = Bench(host, runner)
        source = os.path.join(host.folder, "source.img")
        make_image(source)
        rows = [bench.row("upload, and `virsh vol-create-as` with `vol-upload --sparse`", ["upload", source, "images", "made"],
                          [f"vol-create-as images made {SIZE} --allocation 0",
                           f"vol-upload --pool images made {source} --sparse"])]
        host.check(runner, daemons.URI, "upload", source, "images", "original", env=bench.environment)
        rows.append(bench.row("copy, and `virsh vol-clone`", ["clone", "images", "original", "images", "made"],
                              ["vol-clone --pool images original made"]))
    print("Seconds for an image of 10 GiB with 1 GiB of data in 64 pieces, each pair by turns; times are not judged:\n")
    print("| what | ours | the other | times | aimed at | memory at most, MiB | aimed at |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    for cells in rows:
        print("| " + " | ".join(cells) + " |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
