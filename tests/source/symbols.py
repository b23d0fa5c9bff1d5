#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Holds the symbol file against the public headers and the built library.

Usage: symbols.py TOP LIBRARY ENUM-TYPES-HEADER [--update]

With --update, writes the symbol file from the headers instead.
"""

import os
import re
import subprocess
import sys

from sources import Tap, files, read, without_comments

SYMBOL_FILE = "libvirt-designer/libvirt-designer.sym"
VERSION_NODE = "LIBVIRT_DESIGNER_1.0"

DECLARED_TYPE = re.compile(
    r"\bG_DECLARE_(?:FINAL_TYPE|DERIVABLE_TYPE|INTERFACE)\s*\(\s*\w+\s*,\s*(gvir_designer_\w+)")
DECLARED_FUNCTION = re.compile(r"\b(gvir_designer_\w+)\s*\(")


def declared_in(text):
    text = without_comments(text)
    text = re.sub(r"^\s*#.*(?:\\\n.*)*$", "", text, flags=re.MULTILINE)
    text = re.sub(r"\bstatic\s+inline\b.*?\n}", "", text, flags=re.DOTALL)
    return ({name + "_get_type" for name in DECLARED_TYPE.findall(text)}
            | set(DECLARED_FUNCTION.findall(text)))


def declared(top, enum_types_header):
    symbols = declared_in(read(os.curdir, enum_types_header))
    for path in files(top, (".h",), ["libvirt-designer"]):
        if os.path.basename(path).startswith("libvirt-designer-"):
            symbols |= declared_in(read(top, path))
    return symbols


def listed(top):
    return re.findall(r"^\s+(gvir_\w+);$", read(top, SYMBOL_FILE), flags=re.MULTILINE)


def exported(library):
    output = subprocess.run(["nm", "-D", "--defined-only", library], check=True, text=True,
                            capture_output=True).stdout
    names = [line.split()[-1].split("@")[0] for line in output.splitlines()]
    return {name for name in names if name != VERSION_NODE}


def update(top, symbols):
    lines = "".join(f"    {name};\n" for name in sorted(symbols))
    with open(os.path.join(top, SYMBOL_FILE), "w", encoding="utf-8") as stream:
        stream.write("/* SPDX-License-Identifier: LGPL-2.1-or-later */\n\n"
                     f"{VERSION_NODE} {{\n  global:\n{lines}  local:\n    *;\n}};\n")


def difference(one, other, text):
    return [f"{name} {text}" for name in sorted(set(one) - set(other))]


def main(top, library, enum_types_header, *options):
    in_headers = declared(top, enum_types_header)
    if "--update" in options:
        update(top, in_headers)
        return 0
    in_file = listed(top)
    in_library = exported(library)
    tap = Tap()
    tap.check("every declared function is in the symbol file",
              difference(in_headers, in_file, f"is not in {SYMBOL_FILE}"))
    tap.check("every listed symbol is declared in a public header",
              difference(in_file, in_headers, "is in no public header"))
    tap.check("the library exports every listed symbol",
              difference(in_file, in_library, "is not exported"))
    tap.check("the library exports nothing else",
              difference(in_library, in_file, f"is not in {SYMBOL_FILE}"))
    tap.check("the symbol file is sorted and names each symbol once",
              [] if in_file == sorted(set(in_file)) else [SYMBOL_FILE])
    return tap.done()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
