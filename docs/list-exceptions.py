#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Prints the manual's page of exceptions, from the tables that the tests hold designs against.

Usage: list-exceptions.py FOLDER    (tests/real)
"""

import importlib
import sys

HEAD = """Title: Exceptions

# Exceptions

The tests design a guest for every operating system of the database, start it, and hold its devices
against those that the database lists for that system: no device is used that is not listed where
others of its class are, and no virtio device that is listed is left unused. What is not counted as
a finding, and why, is the first table. The second holds the requests that are refused, and rightly.
"""


def cell(text):
    return text.replace("|", "\\|") or " "


def print_table(head, rows):
    print("| " + " | ".join(head) + " |")
    print("|" + "---|" * len(head))
    for row in rows:
        print("| " + " | ".join(row) + " |")


def code(pattern):
    return f"`{cell(pattern)}`" if pattern else "none"


def main(folder):
    sys.dont_write_bytecode = True
    sys.path.insert(0, folder)
    held = importlib.import_module("held-against-osinfo")
    sweep = importlib.import_module("sweep")
    print(HEAD)
    print("## Devices\n")
    print_table(["finding", "class", "used", "why it is none"],
                [[cell(what), kind, code(pattern), cell(why)]
                 for what, kind, pattern, _, why in held.EXCEPTIONS])
    print("\n## Refusals\n")
    if sweep.RIGHT_REFUSALS:
        print_table(["system and message", "why"],
                    [[code(pattern), cell(why)] for pattern, why in sweep.RIGHT_REFUSALS])
    else:
        print("None.")


if __name__ == "__main__":
    main(*sys.argv[1:])
