#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Holds a symbol file against the public headers and the built library.

Usage: symbols.py TOP NAME LIBRARY ENUM-TYPES-HEADER [--update]

NAME is libvirt-designer or libvirt-builder. With --update, writes the symbol file from the
headers instead.
"""

import os
import re
import subprocess
import sys

from sources import Tap, files, read, without_comments

DECLARED_TYPE = re.compile(
    r"\bG_DECLARE_(?:FINAL_TYPE|DERIVABLE_TYPE|INTERFACE)\s*\(\s*\w+\s*,\s*(gvir_(?:designer|builder)_\w+)")
DECLARED_FUNCTION = re.compile(r"\b(gvir_(?:designer|builder)_\w+)\s*\(")


def declared_in(text):
    text = without_comments(text)
    text = re.sub(r"^\s*#.*(?:\\\n.*)*$", "", text, flags=re.MULTILINE)
    text = re.sub(r"\bstatic\s+inline\b.*?\n}", "", text, flags=re.DOTALL)
    return ({name + "_get_type" for name in DECLARED_TYPE.findall(text)}
            | set(DECLARED_FUNCTION.findall(text)))


def symbol_file(name):
    return f"{name}/{name}.sym"


def version_node(name):
    return f"{name.upper().replace('-', '_')}_1.0"


def declared(top, name, enum_types_header):
    symbols = declared_in(read(os.curdir, enum_types_header))
    for path in files(top, (".h",), [name]):
        if os.path.basename(path).startswith(f"{name}-"):
            symbols |= declared_in(read(top, path))
    return symbols


def listed(top, name):
    return re.findall(r"^\s+(gvir_\w+);$", read(top, symbol_file(name)), flags=re.MULTILINE)


def exported(name, library):
    output = subprocess.run(["nm", "-D", "--defined-only", library], check=True, text=True,
                            capture_output=True).stdout
    names = [line.split()[-1].split("@")[0] for line in output.splitlines()]
    return {symbol for symbol in names if symbol != version_node(name)}


def update(top, name, symbols):
    lines = "".join(f"    {symbol};\n" for symbol in sorted(symbols))
    with open(os.path.join(top, symbol_file(name)), "w", encoding="utf-8") as stream:
        stream.write("/* SPDX-License-Identifier: LGPL-2.1-or-later */\n\n"
                     f"{version_node(name)} {{\n  global:\n{lines}  local:\n    *;\n}};\n")


def difference(one, other, text):
    return [f"{symbol} {text}" for symbol in sorted(set(one) - set(other))]


def main(top, name, library, enum_types_header, *options):
    in_headers = declared(top, name, enum_types_header)
    if "--update" in options:
        update(top, name, in_headers)
        return 0
    in_file = listed(top, name)
    in_library = exported(name, library)
    tap = Tap()
    tap.check("every declared function is in the symbol file",
              difference(in_headers, in_file, f"is not in {symbol_file(name)}"))
    tap.check("every listed symbol is declared in a public header",
              difference(in_file, in_headers, "is in no public header"))
    tap.check("the library exports every listed symbol",
              difference(in_file, in_library, "is not exported"))
    tap.check("the library exports nothing else",
              difference(in_library, in_file, f"is not in {symbol_file(name)}"))
    tap.check("the symbol file is sorted and names each symbol once",
              [] if in_file == sorted(set(in_file)) else [symbol_file(name)])
    return tap.done()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
