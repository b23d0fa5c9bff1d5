#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Makes the manual page from the manual's chapter on the command line.

Usage: make-man-page.py CHAPTER VERSION > virt-designer.1

Knows the Markdown that the chapter uses: headings, paragraphs, fenced blocks and tables.
"""

import re
import sys

NAME_SECTION = """.TH VIRT-DESIGNER 1 "" "libvirt-designer {version}" "User Commands"
.SH NAME
virt-designer \\- design the hardware of virtual machines
.SH SYNOPSIS
.B virt-designer
.I VERB
.RI [ OPTION ...]
.SH DESCRIPTION"""


def escape(text):
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq").replace("`", "\\(ga")
    text = re.sub(r"[^\x00-\x7f]", lambda match: f"\\[u{ord(match[0]):04X}]", text)
    return "\\&" + text if text.startswith(".") else text


def inline(text):
    text = re.sub(r"\[func@LibvirtDesigner\.(\w+)\]", r"`gvir_designer_\1()`", text)
    parts = re.split(r"`([^`]*)`", text)
    return "".join(f"\\fB{escape(part)}\\fR" if i % 2 else escape(part)
                   for i, part in enumerate(parts))


def block(lines):
    return [".PP", ".RS 2", ".nf", *map(escape, lines), ".fi", ".RE"]


def table(lines):
    for line in lines[2:]:
        term, meaning = (cell.strip() for cell in line.strip("| \n").split(" | ", 1))
        yield from (".TP", inline(term), inline(meaning))


def paragraphs(text):
    """The chapter in pieces: (kind, lines)."""
    lines = []
    fenced = False
    for line in text.split("\n"):
        if line.startswith("```"):
            if lines:
                yield ("block" if fenced else "text"), lines
            lines, fenced = [], not fenced
        elif not fenced and (not line or line.startswith("#")):
            if lines:
                yield "text", lines
            lines = []
            if line:
                yield "heading", [line.lstrip("# ")]
        else:
            lines.append(line)


def page(text, version):
    yield NAME_SECTION.format(version=version)
    for kind, lines in paragraphs(text.split("\n# virt-designer\n", 1)[1]):
        if kind == "heading":
            yield f".SH {escape(lines[0].upper())}"
        elif kind == "block":
            yield from block(lines)
        elif lines[0].startswith("|"):
            yield from table(lines)
        else:
            yield ".PP"
            yield from map(inline, [" ".join(lines)])
    yield ".SH SEE ALSO\n.BR virsh (1),\n.BR virt\\-install (1)"


def main(chapter, version):
    with open(chapter, encoding="utf-8") as stream:
        text = stream.read()
    sys.stdout.reconfigure(encoding="utf-8")
    print("\n".join(page(text, version)))


if __name__ == "__main__":
    main(*sys.argv[1:])
