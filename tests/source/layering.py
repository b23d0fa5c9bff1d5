#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Shows that data flows one way only. Usage: layering.py TOP LIBRARY"""

import os
import re
import subprocess
import sys

from sources import Tap, files, read

LIBRARY = "libvirt-designer"
UMBRELLA = f"{LIBRARY}/libvirt-designer.h"
ENUM_TYPES = f"{LIBRARY}/libvirt-designer-enum-types.h"

# The rank of each stage: a stage includes its own headers and those of lower ranks.
STAGES = {
    "base": 0,
    "host": 1, "os": 1, "vocabulary": 1,
    "intent": 2, "policy": 3, "facts": 4, "rules": 5, "decisions": 6, "config": 7, "domain": 8, "check": 9,
}

# Rules read facts: never XML, the OS database or configuration objects.
KEPT_FROM_RULES = ("libxml/", "osinfo/", "libvirt-gconfig/", "json-glib/")
KEPT_FROM_ALL = ("libvirt/", "libvirt-gobject/", "libvirt-glib/")
NEVER_LINKED = ("libvirt.so", "libvirt-gobject", "libvirt-glib", "libvirt-qemu", "libvirt-lxc")


def includes(text):
    """Line number and name of each header that a file includes."""
    for number, line in enumerate(text.split("\n"), 1):
        match = re.match(r'\s*#\s*include\s*[<"]([^>"]+)[>"]', line)
        if match:
            yield number, match.group(1)


def stage_of(header, own_stage):
    """The stage that a header belongs to, or None for one of another library."""
    path = header[len(LIBRARY) + 1:] if header.startswith(LIBRARY + "/") else header
    folder = path.split("/")[0] if "/" in path else own_stage
    return folder if folder in STAGES else None


def may_include(stage, other):
    return stage == other or STAGES[other] < STAGES[stage]


def backward_includes(top):
    for path in files(top, (".c", ".h", ".def"), [LIBRARY]):
        parts = path.split("/")
        if len(parts) < 3:
            continue
        for number, header in includes(read(top, path)):
            other = stage_of(header, parts[1]) if "/" in header else None
            if header == UMBRELLA:
                yield f"{path}:{number}: the umbrella header includes every stage"
            elif other and not may_include(parts[1], other):
                yield f"{path}:{number}: {parts[1]} includes {header}"


def unknown_folders(top):
    base = os.path.join(top, LIBRARY)
    return [f"{LIBRARY}/{name} has no rank in STAGES" for name in sorted(os.listdir(base))
            if os.path.isdir(os.path.join(base, name)) and name not in STAGES]


def forbidden_includes(top, root, forbidden):
    return [f"{path}:{number}: includes {header}"
            for path in files(top, (".c", ".h", ".def"), [root])
            for number, header in includes(read(top, path))
            if header.startswith(forbidden)]


def beside_the_umbrella(top, root):
    return [f"{path}:{number}: includes {header}"
            for path in files(top, (".c", ".h"), [root])
            for number, header in includes(read(top, path))
            if (header.startswith(LIBRARY + "/") and header != UMBRELLA)
            or header.split("/")[0] in STAGES]


def public_headers_seek_private_ones(top):
    for path in files(top, (".h",), [LIBRARY]):
        if not os.path.basename(path).startswith("libvirt-designer"):
            continue
        for number, header in includes(read(top, path)):
            name = os.path.basename(header)
            ours = header.startswith(LIBRARY + "/")
            if "-private" in name or (ours and not name.startswith("libvirt-designer")) \
               or header.split("/")[0] in STAGES:
                yield f"{path}:{number}: includes {header}"


def missing_from_umbrella(top):
    named = {header for _, header in includes(read(top, UMBRELLA))}
    there = {path for path in files(top, (".h",), [LIBRARY])
             if os.path.basename(path).startswith("libvirt-designer-")} | {ENUM_TYPES}
    return ([f"{UMBRELLA} lacks {path}" for path in sorted(there - named)]
            + [f"{UMBRELLA} names {path}, which is not there" for path in sorted(named - there)])


def linked(library):
    output = subprocess.run(["objdump", "-p", library], check=True, text=True,
                            capture_output=True).stdout
    return re.findall(r"^\s*NEEDED\s+(\S+)", output, flags=re.MULTILINE)


def main(top, library):
    tap = Tap()
    tap.check("every folder of the library is a known stage", unknown_folders(top))
    tap.check("no stage includes a header of a later one", list(backward_includes(top)))
    tap.check("no public header includes a private one",
              list(public_headers_seek_private_ones(top)))
    tap.check("rules read no XML, no OS database and no configuration object",
              forbidden_includes(top, f"{LIBRARY}/rules", KEPT_FROM_RULES))
    tap.check("the library includes nothing of libvirt itself",
              forbidden_includes(top, LIBRARY, KEPT_FROM_ALL))
    tap.check("the command line uses only the public interface",
              beside_the_umbrella(top, "tools"))
    tap.check("the examples use only the public interface",
              beside_the_umbrella(top, "examples"))
    tap.check("the umbrella header includes every public header", missing_from_umbrella(top))
    tap.check("the library links nothing of libvirt itself",
              [f"needs {name}" for name in linked(library) if name.startswith(NEVER_LINKED)])
    return tap.done()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
