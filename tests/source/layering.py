#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Shows that data flows one way only. Usage: layering.py TOP DESIGNER BUILDER, which are the built libraries"""

import os
import re
import subprocess
import sys

from sources import Tap, files, read

# The rank of each stage: a stage includes its own headers and those of lower ranks.
LIBRARIES = {
    "libvirt-designer": {
        "base": 0,
        "host": 1, "os": 1, "vocabulary": 1,
        "intent": 2, "policy": 3, "facts": 4, "rules": 5, "decisions": 6, "config": 7, "domain": 8, "check": 9,
    },
    "libvirt-builder": {
        "base": 0,
        "connection": 1, "plan": 1, "archive": 1, "fetch": 1,
        "seeds": 2, "media": 2,
        "journal": 2, "storage": 2, "guest": 3, "steps": 4, "run": 5, "planners": 6,
    },
}
DESIGNER, BUILDER = LIBRARIES
STAGES = {stage for ranks in LIBRARIES.values() for stage in ranks}

# Rules read facts: never XML, the OS database or configuration objects.
KEPT_FROM_RULES = ("libxml/", "osinfo/", "libvirt-gconfig/", "json-glib/")
KEPT_FROM_DESIGNER = ("libvirt/", "libvirt-gobject/", "libvirt-glib/", f"{BUILDER}/")
# A plan is a value, and its record a file: neither knows of a connection.
KEPT_FROM_PLANS = ("libvirt/", "libvirt-gobject/", "libvirt-glib/")
NEVER_LINKED = ("libvirt.so", "libvirt-gobject", "libvirt-glib", "libvirt-qemu", "libvirt-lxc")


def umbrella(library):
    return f"{library}/{library}.h"


def includes(text):
    """Line number and name of each header that a file includes."""
    for number, line in enumerate(text.split("\n"), 1):
        match = re.match(r'\s*#\s*include\s*[<"]([^>"]+)[>"]', line)
        if match:
            yield number, match.group(1)


def stage_of(library, header, own_stage):
    """The stage of LIBRARY that a header belongs to, or None for one of another library."""
    path = header[len(library) + 1:] if header.startswith(library + "/") else header
    folder = path.split("/")[0] if "/" in path else own_stage
    return folder if folder in LIBRARIES[library] else None


def backward_includes(top, library):
    ranks = LIBRARIES[library]
    for path in files(top, (".c", ".h", ".def"), [library]):
        parts = path.split("/")
        if len(parts) < 3:
            continue
        for number, header in includes(read(top, path)):
            other = stage_of(library, header, parts[1]) if "/" in header else None
            if header == umbrella(library):
                yield f"{path}:{number}: the umbrella header includes every stage"
            elif other and other != parts[1] and ranks[other] >= ranks[parts[1]]:
                yield f"{path}:{number}: {parts[1]} includes {header}"


def unknown_folders(top, library):
    base = os.path.join(top, library)
    return [f"{library}/{name} has no rank in LIBRARIES" for name in sorted(os.listdir(base))
            if os.path.isdir(os.path.join(base, name)) and name not in LIBRARIES[library]]


def forbidden_includes(top, root, forbidden):
    return [f"{path}:{number}: includes {header}"
            for path in files(top, (".c", ".h", ".def"), [root])
            for number, header in includes(read(top, path))
            if header.startswith(forbidden)]


def beside_the_umbrella(top, root):
    return [f"{path}:{number}: includes {header}"
            for path in files(top, (".c", ".h"), [root])
            for number, header in includes(read(top, path))
            if (header.split("/")[0] in LIBRARIES and header not in map(umbrella, LIBRARIES))
            or header.split("/")[0] in STAGES]


def public_headers_seek_private_ones(top, library):
    for path in files(top, (".h",), [library]):
        if not os.path.basename(path).startswith(library):
            continue
        for number, header in includes(read(top, path)):
            name = os.path.basename(header)
            ours = header.startswith(library + "/")
            if "-private" in name or (ours and not name.startswith(library)) or header.split("/")[0] in STAGES:
                yield f"{path}:{number}: includes {header}"


def missing_from_umbrella(top, library):
    named = {header for _, header in includes(read(top, umbrella(library)))}
    there = {path for path in files(top, (".h",), [library])
             if os.path.basename(path).startswith(library + "-")} | {f"{library}/{library}-enum-types.h"}
    return ([f"{umbrella(library)} lacks {path}" for path in sorted(there - named)]
            + [f"{umbrella(library)} names {path}, which is not there" for path in sorted(named - there)])


def linked(library):
    output = subprocess.run(["objdump", "-p", library], check=True, text=True,
                            capture_output=True).stdout
    return re.findall(r"^\s*NEEDED\s+(\S+)", output, flags=re.MULTILINE)


def check_library(tap, top, library):
    tap.check(f"every folder of {library} is a known stage", unknown_folders(top, library))
    tap.check(f"no stage of {library} includes a header of a later one", list(backward_includes(top, library)))
    tap.check(f"no public header of {library} includes a private one",
              list(public_headers_seek_private_ones(top, library)))
    tap.check(f"the umbrella header of {library} includes every public header", missing_from_umbrella(top, library))


def main(top, designer, builder):
    tap = Tap()
    for library in LIBRARIES:
        check_library(tap, top, library)
    tap.check("rules read no XML, no OS database and no configuration object",
              forbidden_includes(top, f"{DESIGNER}/rules", KEPT_FROM_RULES))
    tap.check(f"{DESIGNER} includes nothing of libvirt itself",
              forbidden_includes(top, DESIGNER, KEPT_FROM_DESIGNER))
    for stage in ("plan", "journal"):
        tap.check(f"{stage} includes nothing of libvirt itself",
                  forbidden_includes(top, f"{BUILDER}/{stage}", KEPT_FROM_PLANS))
    for root in ("tools", "examples"):
        tap.check(f"{root} use only the public interface", beside_the_umbrella(top, root))
    tap.check(f"{DESIGNER} links nothing of libvirt itself",
              [f"needs {name}" for name in linked(designer) if name.startswith(NEVER_LINKED)])
    tap.check(f"{BUILDER} is linked with {DESIGNER}",
              [] if any("virt-designer" in name for name in linked(builder)) else ["it is not"])
    return tap.done()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
