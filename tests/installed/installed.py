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

PACKAGE = "libvirt-designer-1.0"
PROGRAM = """
int
main (void)
{
  return g_strcmp0 (gvir_designer_answer_to_string (GVIR_DESIGNER_ANSWER_YES), "yes");
}
"""


def run(command, **more):
    """The lines of what COMMAND says where it fails; none where it succeeds."""
    done = subprocess.run(command, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          **more)
    return [] if done.returncode == 0 else [" ".join(command), *done.stdout.splitlines()]


def move_package(tree):
    """Makes the installed pkg-config file speak of TREE, where it now is."""
    path = glob.glob(f"{tree}/**/{PACKAGE}.pc", recursive=True)[0]
    with open(path, encoding="utf-8") as stream:
        text = stream.read()
    with open(path, "w", encoding="utf-8") as stream:
        stream.write(text.replace("prefix=/", f"prefix={tree}/", 1))
    return os.path.dirname(path)


def package_flags(folder, option):
    words = subprocess.run(["pkg-config", option, PACKAGE], check=True, text=True,
                           capture_output=True, env=dict(os.environ, PKG_CONFIG_PATH=folder))
    return words.stdout.split()


def headers(tree):
    base = os.path.dirname(glob.glob(f"{tree}/**/libvirt-designer.h", recursive=True)[0])
    root = os.path.dirname(base)
    return sorted(os.path.relpath(path, root)
                  for path in glob.glob(f"{base}/**/*.h", recursive=True))


def compile_header(compiler, flags, header):
    source = f"#include <{header}>\n"
    return run([*compiler, "-std=gnu11", "-Wall", "-Werror", "-fsyntax-only", "-x", "c", "-",
                *flags], input=source)


def compile_program(compiler, flags, tree, folder):
    program = os.path.join(folder, "program")
    source = f"#include <libvirt-designer/libvirt-designer.h>\n{PROGRAM}"
    return run([*compiler, "-x", "c", "-", "-o", program, *flags], input=source) \
        or run([program], env=dict(os.environ, LD_LIBRARY_PATH=library_folder(tree)))


def library_folder(tree):
    return os.path.dirname(glob.glob(f"{tree}/**/{PACKAGE}.so", recursive=True)[0])


def main(build, *compiler):
    tap = Tap()
    with tempfile.TemporaryDirectory() as folder:
        tree = os.path.join(folder, "tree")
        tap.check("everything installs",
                  run(["meson", "install", "-C", build, "--no-rebuild", "--destdir", tree]))
        package = move_package(tree)
        flags = package_flags(package, "--cflags")
        tap.check("each installed header compiles by itself",
                  [line for header in headers(tree)
                   for line in compile_header(compiler, flags, header)])
        tap.check("a program builds with what pkg-config says, and runs",
                  compile_program(compiler, flags + package_flags(package, "--libs"), tree, folder))
    return tap.done()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
