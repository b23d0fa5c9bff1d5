#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Holds README and manual against what they show. Usage: readme.py TOP [PROGRAM]

Snippets of C, Python and JavaScript are parts of files in examples/. In blocks marked "console",
each line that begins with "$ ", with those behind it that begin with ">", is run with PROGRAM in
the search path: it must succeed, or fail with the status that an "echo $?" behind it shows, and
print the lines below it, where "…" stands for any lines, or for any part of a line.
"""

import glob
import os
import re
import subprocess
import sys
import tempfile

BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SNIPPETS = {"c": ".c", "python": ".py", "javascript": ".js"}


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def blocks(top, kinds):
    for path in [os.path.join(top, "README.md"), *sorted(glob.glob(f"{top}/docs/manual/*.md")),
                 *sorted(glob.glob(f"{top}/docs/builder/*.md"))]:
        for kind, text in BLOCK.findall(read(path)):
            if kind in kinds:
                yield os.path.relpath(path, top), kind, text


def check_snippets(top):
    for path, kind, text in blocks(top, SNIPPETS):
        examples = glob.glob(os.path.join(top, "examples", "*" + SNIPPETS[kind]))
        first = text.split("\n", 1)[0]
        if not any(text in read(example) for example in examples):
            yield f"{path}: no example has the snippet that begins with '{first}'"


def commands(text):
    """Each command of a console block with the lines that are shown below it."""
    found = []
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, _, shown = part.partition("\n")
        while command.endswith("\\"):
            more, _, shown = shown.partition("\n")
            command = command[:-1] + more
        while shown.startswith(">"):  # a here-document
            more, _, shown = shown.partition("\n")
            command += "\n" + more[2:]
        found.append((command, shown.splitlines()))
    return found


def pattern_of(line):
    if line == "…":
        return "(?:.*\n)*?"
    return ".*".join(re.escape(part) for part in line.split("…")) + "\n"


def matches(shown, printed):
    return re.fullmatch("".join(map(pattern_of, shown)), printed) is not None


def run(command, program, folder):
    path = os.pathsep.join([os.path.dirname(os.path.abspath(program)), os.environ["PATH"]])
    return subprocess.run(["bash", "-c", command], cwd=folder, env={**os.environ, "PATH": path,
                                                                         "LIBVIRT_BUILDER_STATE_DIR": f"{folder}/runs"},
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          check=False, stdin=subprocess.DEVNULL)


def check_block(text, program, folder):
    done = None
    for command, shown in commands(text) + [("echo $?", ["0"])]:
        if command != "echo $?":
            if done is not None and done.returncode != 0:
                yield f"'{done.args[-1]}' failed with status {done.returncode}:\n{done.stdout}"
            done = run(command, program, folder)
            if shown and not matches(shown, done.stdout):
                yield f"'{command}' printed something else:\n{done.stdout}"
        elif done is not None:
            if [str(done.returncode)] != shown:
                yield f"'{done.args[-1]}' has the status {done.returncode}:\n{done.stdout}"
            done = None


def check_commands(top, program):
    for where, _, text in blocks(top, ["console"]):
        with tempfile.TemporaryDirectory(prefix="readme-", dir="/tmp") as folder:
            for problem in check_block(text, program, folder):
                yield f"{where}: {problem}"


def main(top, program=None):
    results = {"snippets are parts of the examples": list(check_snippets(top))}
    if program is not None:
        results["commands do what is shown"] = list(check_commands(top, program))
    for number, (name, problems) in enumerate(results.items(), 1):
        print(f"{'not ok' if problems else 'ok'} {number} - {name}")
        for problem in problems:
            print(problem, file=sys.stderr)
    print(f"1..{len(results)}")
    return 1 if any(results.values()) else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
