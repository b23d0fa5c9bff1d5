#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Holds what the command line says to mistakes against a file that was read by people.

Usage: mistakes.py PROGRAM TOP. DESIGNER_UPDATE_GOLDEN=1 writes the file anew instead.
"""

import os
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

from command import HERE, Command, Tap, judge_failure, make_inputs

OS_DATABASE = "20221203"
DEPENDS = " [db]"  # at the end of a line whose message follows the OS database
EXPECTED = os.path.join(HERE, "mistakes.expected.txt")


def read_lines():
    with open(os.path.join(HERE, "mistakes.txt"), encoding="utf-8") as stream:
        return [line for line in stream.read().split("\n") if line and not line.startswith("#")]


def read_expected():
    """The status and message of each command line."""
    if not os.path.exists(EXPECTED):
        return {}
    with open(EXPECTED, encoding="utf-8") as stream:
        parts = stream.read().split("$ ")[1:]
    return {part.split("\n", 1)[0]: part.split("\n", 1)[1].strip() for part in parts}


def has_known_database():
    folder = os.environ.get("OSINFO_SYSTEM_DIR", "/usr/share/osinfo")
    try:
        with open(os.path.join(folder, "VERSION"), encoding="utf-8") as stream:
            return stream.read().strip() == OS_DATABASE
    except OSError:
        return False


def compare(said, expected):
    if expected is None:
        yield "not in mistakes.expected.txt; DESIGNER_UPDATE_GOLDEN=1 writes it"
    elif said != expected:
        yield f"said:     {said}"
        yield f"expected: {expected}"


def run_all(command, lines):
    """The runs of all lines. They are mistakes, so none leaves anything for the next."""
    words = [line.removesuffix(DEPENDS) for line in lines]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        yield from pool.map(command.run, [[] if text == "''" else text for text in words])


def main(program, top):
    tap = Tap()
    expected = read_expected()
    updated = []
    with tempfile.TemporaryDirectory(prefix="mistakes-", dir="/tmp") as folder:
        make_inputs(folder, top)
        command = Command(program, folder)
        before = sorted(os.listdir(folder))
        known_database = has_known_database()
        lines = read_lines()
        for line, done in zip(lines, run_all(command, lines)):
            depends = line.endswith(DEPENDS)
            line = line.removesuffix(DEPENDS)
            said = f"{done.returncode} {done.stderr.decode().strip()}"
            updated.append(f"$ {line}\n{said}\n")
            if os.environ.get("DESIGNER_UPDATE_GOLDEN") == "1":
                expected[line] = said
            problems = list(judge_failure(done))
            if known_database or not depends:
                problems += compare(said, expected.get(line))
            tap.check(line, problems)
        tap.check("nothing was left behind",
                  [name for name in sorted(os.listdir(folder)) if name not in before])
    if os.environ.get("DESIGNER_UPDATE_GOLDEN") == "1":
        with open(EXPECTED, "w", encoding="utf-8") as stream:
            stream.write("\n".join(updated))
    return tap.done()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
