# SPDX-License-Identifier: LGPL-2.1-or-later
"""What the checks of the source share: finding files, reading C, TAP output."""

import os
import re
import sys

ROOTS = ("libvirt-designer", "libvirt-builder", "bindings", "tools", "tests", "benchmarks", "examples", "scripts",
         "docs")


def files(top, extensions, roots=ROOTS):
    """The paths below TOP, relative to it, that end in one of EXTENSIONS."""
    found = []
    for root in roots:
        for folder, folders, names in os.walk(os.path.join(top, root)):
            folders.sort()
            for name in sorted(names):
                if name.endswith(extensions):
                    found.append(os.path.relpath(os.path.join(folder, name), top))
    return found


def read(top, path):
    with open(os.path.join(top, path), encoding="utf-8") as stream:
        return stream.read()


def without_comments(text):
    """C text with its comments and strings blanked, line numbers kept."""
    def blank(match):
        return re.sub(r"[^\n]", " ", match.group(0))
    return re.sub(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"', blank, text, flags=re.DOTALL)


class Tap:
    """Prints the Test Anything Protocol."""

    def __init__(self):
        self.count = 0
        self.failed = 0

    def check(self, name, problems):
        """One test that passes when PROBLEMS, a list of lines, is empty."""
        self.count += 1
        self.failed += bool(problems)
        print(f"{'not ok' if problems else 'ok'} {self.count} - {name}")
        for problem in problems:
            print(f"# {problem}", file=sys.stderr)

    def skip(self, name, reason):
        self.count += 1
        print(f"ok {self.count} - {name} # SKIP {reason}")

    def done(self):
        print(f"1..{self.count}")
        return 1 if self.failed else 0
