#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Holds every source file against the house style. Usage: style.py TOP"""

import re
import sys

from sources import Tap, files, read, without_comments

MOST_LINES_OF_A_FILE = 500
MOST_LINES_OF_A_FUNCTION = 60
MADE_BY_SCRIPTS = ["libvirt-designer/vocabulary/schema.def"]
BUILTIN_HOST = "data/hosts/builtin"

C = (".c", ".h", ".def")
OTHERS = (".py", ".js", ".vala", ".sh", "meson.build")
LICENCE = "SPDX-License-Identifier: LGPL-2.1-or-later"
COMMANDS = ["check", "try", ".ci/run", "scripts/install-dependencies", "scripts/fetch-kernel",
            "scripts/build-cloud-image", "scripts/debian-cache", "scripts/fetch-debian-installer"]


def lacks_licence(lines):
    first = 1 if lines and lines[0].startswith("#!") else 0
    return len(lines) <= first or LICENCE not in lines[first]


def functions(lines):
    """The first line number and the length of each C function."""
    start = None
    for number, line in enumerate(lines, 1):
        before = lines[number - 2].rstrip() if number > 1 else ""
        if line.startswith("{") and before.endswith(")"):
            start = number
        elif line.startswith("}") and start is not None:
            yield start, number - start + 1
            start = None


def check_lines(tap, paths, texts, name, is_wrong):
    tap.check(name, [f"{path}:{number}: {line.strip()}"
                     for path in paths
                     for number, line in enumerate(texts[path].split("\n"), 1)
                     if is_wrong(line)])


def main(top):
    c_paths = files(top, C)
    paths = c_paths + files(top, OTHERS) + COMMANDS + ["meson.build", "meson_options.txt"]
    texts = {path: read(top, path) for path in paths}
    code = {path: without_comments(texts[path]) for path in c_paths}
    headers = [path for path in c_paths if path.endswith(".h")]
    tap = Tap()

    tap.check("every file begins with its licence",
              [path for path in paths if lacks_licence(texts[path].split("\n"))])
    tap.check(f"no file has more than {MOST_LINES_OF_A_FILE} lines",
              [f"{path}: {texts[path].count(chr(10))} lines" for path in paths
               if texts[path].count("\n") > MOST_LINES_OF_A_FILE and path not in MADE_BY_SCRIPTS])
    tap.check(f"no function has more than {MOST_LINES_OF_A_FUNCTION} lines",
              [f"{path}:{start}: {length} lines" for path in c_paths
               for start, length in functions(code[path].split("\n"))
               if length > MOST_LINES_OF_A_FUNCTION])
    tap.check("every file ends with one newline",
              [path for path in paths if not re.search(r"[^\n]\n\Z", texts[path])])
    tap.check("every header guards itself with #pragma once",
              [path for path in headers if "\n#pragma once\n" not in texts[path]])
    check_lines(tap, paths, texts, "no line has a tab", lambda line: "\t" in line)
    check_lines(tap, paths, texts, "no line ends with white space",
                lambda line: line != line.rstrip())
    check_lines(tap, c_paths, code, "no function uses goto",
                lambda line: re.search(r"\bgoto\b", line))
    check_lines(tap, c_paths, code, "no code tests *error",
                lambda line: re.search(r"\bif \(!?\*error\b", line))
    described = read(top, f"{BUILTIN_HOST}/README.md")
    tap.check("the built-in host's description names each of its files",
              [path for path in files(top, (".xml",), [BUILTIN_HOST])
               if f"`{path.split('/')[-1]}`" not in described])
    return tap.done()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
