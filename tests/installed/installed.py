#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Installs into an empty folder and uses what is there as an application would.

Usage: installed.py BUILD COMPILER…
"""

import glob
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "source"))
from sources import Tap  # noqa: E402

# What returns 0 in a program of each library.
PROGRAMS = {
    "libvirt-designer": 'g_strcmp0 (gvir_designer_answer_to_string (GVIR_DESIGNER_ANSWER_YES), "yes")',
    "libvirt-builder": "!gvir_builder_init (NULL)",
}


def run(command, **more):
    """The lines of what COMMAND says where it fails; none where it succeeds."""
    done = subprocess.run(command, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          **more)
    return [] if done.returncode == 0 else [" ".join(command), *done.stdout.splitlines()]


def move_packages(tree):
    """Makes the installed pkg-config files speak of TREE, where they now are."""
    for library in PROGRAMS:
        path = glob.glob(f"{tree}/**/{library}-1.0.pc", recursive=True)[0]
        with open(path, encoding="utf-8") as stream:
            text = stream.read()
        with open(path, "w", encoding="utf-8") as stream:
            stream.write(text.replace("prefix=/", f"prefix={tree}/", 1))
    return os.path.dirname(path)


def package_flags(library, folder, option):
    words = subprocess.run(["pkg-config", option, f"{library}-1.0"], check=True, text=True,
                           capture_output=True, env=dict(os.environ, PKG_CONFIG_PATH=folder))
    return words.stdout.split()


def headers(library, tree):
    base = os.path.dirname(glob.glob(f"{tree}/**/{library}.h", recursive=True)[0])
    root = os.path.dirname(base)
    return sorted(os.path.relpath(path, root)
                  for path in glob.glob(f"{base}/**/*.h", recursive=True))


def compile_header(compiler, flags, header):
    source = f"#include <{header}>\n"
    return run([*compiler, "-std=gnu11", "-Wall", "-Werror", "-fsyntax-only", "-x", "c", "-",
                *flags], input=source)


def compile_program(library, compiler, flags, tree, folder):
    program = os.path.join(folder, library)
    source = f"#include <{library}/{library}.h>\nint\nmain (void)\n{{\n  return {PROGRAMS[library]};\n}}\n"
    return run([*compiler, "-x", "c", "-", "-o", program, *flags], input=source) \
        or run([program], env=dict(os.environ, LD_LIBRARY_PATH=library_folder(library, tree)))


def library_folder(library, tree):
    return os.path.dirname(glob.glob(f"{tree}/**/{library}-1.0.so", recursive=True)[0])


def check_library(tap, library, compiler, tree, folder, package):
    flags = package_flags(library, package, "--cflags")
    tap.check(f"each installed header of {library} compiles by itself",
              [line for header in headers(library, tree)
               for line in compile_header(compiler, flags, header)])
    tap.check(f"a program of {library} builds with what pkg-config says, and runs",
              compile_program(library, compiler, flags + package_flags(library, package, "--libs"), tree, folder))


def main(build, *compiler):
    tap = Tap()
    with tempfile.TemporaryDirectory() as folder:
        tree = os.path.join(folder, "tree")
        tap.check("everything installs",
                  run(["meson", "install", "-C", build, "--no-rebuild", "--destdir", tree]))
        package = move_packages(tree)
        for library in PROGRAMS:
            check_library(tap, library, compiler, tree, folder, package)
    return tap.done()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
