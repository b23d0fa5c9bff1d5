#!/usr/bin/python3
# SPDX-License-Identifier: LGPL-2.1-or-later

"""Makes vocabulary/schema.def: every path of libvirt's domain schema.

update-schema.py [--check] [--schemas DIR] SCOPES.DEF SCHEMA.DEF

Reads the RelaxNG that libvirt installs and writes one row for each attribute,
each element with a text and each element that says something by being there.
With --check nothing is written; the file is compared, where that libvirt is here.
"""

import argparse
import collections
import os
import re
import subprocess
import sys
import xml.etree.ElementTree

RNG = "{http://relaxng.org/ns/structure/1.0}"
LIBVIRT = "9.0."
NAMESPACES = {"http://libvirt.org/schemas/domain/%s/1.0" % name: name
              for name in ("qemu", "lxc", "xen", "bhyve", "vmware")}

# What libvirt writes and never reads, as a path below the domain or device.
ONLY_WRITTEN = re.compile(
    r"^(DOMAIN @id|DISK mirror\b.*|(CONSOLE|SERIAL|PARALLEL|CHANNEL) @tty|"
    r".* privateData\b.*)$")

# Elements that say something by being there, though more may stand in them.
SAY_MUCH = {"hugepages", "apic", "gic", "transient", "hap", "pvspinlock", "vmcoreinfo", "vmport", "pmu"}

# What may be there twice in odd cases only (one end to bind, one to connect to).
ONCE = {"source"}

# The kinds of the data that basictypes.rng names.
NAMED_KINDS = {
    "PortNumber": "PORT", "absFilePath": "PATH", "absDirPath": "PATH", "filePath": "PATH", "dirPath": "PATH",
    "octalMode": "TEXT", "createMode": "TEXT",
    "hexuint": "HEX", "uint8": "HEX", "uint16": "HEX", "uint24": "HEX", "uint32": "HEX",
    "pciSlot": "HEX", "pciFunc": "HEX", "ccwCssidRange": "HEX", "ccwSsidRange": "HEX", "ccwDevnoRange": "HEX",
}
DATA_KINDS = {
    "unsignedInt": "NUMBER", "unsignedLong": "NUMBER", "unsignedShort": "NUMBER", "unsignedByte": "NUMBER",
    "nonNegativeInteger": "NUMBER", "positiveInteger": "COUNT",
    "int": "INTEGER", "integer": "INTEGER", "long": "INTEGER", "short": "INTEGER",
}
PATTERN_KINDS = (
    (r"^\[0-9\](\+|\{[0-9,]+\})$", "NUMBER"),
    (r"^(\(-\|\\\+\)\?|-\?)\[0-9\]\+$", "INTEGER"),
    (r"^-1$", "INTEGER"),
    (r"^(\(0x\)\?|0x)\[[0-9a-fA-F-]+\](\{[0-9,]+\}|\+)?$", "HEX"),
)
# A kind holds all values of those before it in a list.
WIDENING = (("COUNT", "NUMBER", "HEX"), ("COUNT", "NUMBER", "PORT", "INTEGER"))


class Found:
    """What the branches of the schema say of one element or attribute."""

    def __init__(self):
        self.elements = []
        self.repeated = False
        self.values = []
        self.kinds = set()
        self.empty = False
        self.anything = False

    def add_value(self, value):
        if value not in self.values:
            self.values.append(value)


class Schema:
    def __init__(self, folder):
        self.folder = folder
        self.defines = collections.defaultdict(list)
        self.namespaces = {}
        self.loaded = set()
        self.load("domain.rng")

    def load(self, name):
        if name in self.loaded:
            return
        self.loaded.add(name)
        root = xml.etree.ElementTree.parse(os.path.join(self.folder, name)).getroot()
        self.note_namespaces(root, "")
        for child in root:
            if child.tag == RNG + "include":
                self.load(child.get("href"))
            elif child.tag == RNG + "define":
                self.defines[child.get("name")].append(child)

    def note_namespaces(self, node, namespace):
        namespace = node.get("ns", namespace)
        self.namespaces[node] = namespace
        for child in node:
            self.note_namespaces(child, namespace)

    def name_of(self, node):
        name = node.get("name")
        if node.tag == RNG + "attribute" and name is not None:
            return name.split(":")[-1]
        prefix = NAMESPACES.get(self.namespaces[node])
        if name is None or prefix is None:
            return name
        return "%s:%s" % (prefix, name.split(":")[-1])

    def nullable(self, node):
        kind = node.tag.replace(RNG, "")
        if kind in ("empty", "optional", "zeroOrMore", "text"):
            return True
        if kind in ("attribute", "element", "data", "value", "notAllowed"):
            return False
        if kind == "ref":
            return any(self.all_nullable(define) for define in self.defines[node.get("name")])
        if kind == "choice":
            return any(self.nullable(child) for child in node)
        return self.all_nullable(node)

    def all_nullable(self, node):
        return all(self.nullable(child) for child in node if isinstance(child.tag, str))


def kind_of_pattern(pattern):
    for expression, kind in PATTERN_KINDS:
        if re.match(expression, pattern):
            return kind
    return "TEXT"


def note_data(node, found):
    kind = DATA_KINDS.get(node.get("type"), "TEXT")
    pattern = node.find(RNG + "param[@name='pattern']")
    if kind == "TEXT" and pattern is not None:
        kind = kind_of_pattern(pattern.text)
    least = node.find(RNG + "param[@name='minInclusive']")
    if kind == "INTEGER" and least is not None and int(least.text) >= 0:
        kind = "COUNT" if int(least.text) > 0 else "NUMBER"
    found.kinds.add(kind)


def contents(schema, element):
    """The attributes, child elements and text of one element of the schema."""
    attributes = {}
    children = {}
    text = Found()

    def note_named(table, node, repeated):
        name = schema.name_of(node)
        if name is None:
            text.anything = True
            return
        found = table.setdefault(name, Found())
        found.elements.append(node)
        found.repeated = found.repeated or repeated

    def walk(node, repeated, target):
        kind = node.tag.replace(RNG, "")
        if kind == "element":
            note_named(children, node, repeated)
        elif kind == "attribute":
            note_named(attributes, node, False)
            name = schema.name_of(node)
            if name is not None:
                walk_value(node, attributes[name])
        elif kind == "ref" and node.get("name") in NAMED_KINDS:
            target.kinds.add(NAMED_KINDS[node.get("name")])
        elif kind == "ref":
            for define in schema.defines[node.get("name")]:
                walk_all(define, repeated, target)
        elif kind == "data":
            note_data(node, target)
        elif kind == "value":
            target.add_value((node.text or "").strip())
        elif kind == "text":
            target.kinds.add("TEXT")
        elif kind not in ("empty", "notAllowed"):
            walk_all(node, repeated or kind in ("zeroOrMore", "oneOrMore"), target)

    def walk_all(node, repeated, target):
        names = [(child.tag, child.get("name")) for child in node if node.tag != RNG + "choice"]
        for child in node:
            twice = child.get("name") is not None and names.count((child.tag, child.get("name"))) > 1
            walk(child, repeated or twice, target)

    def walk_value(node, target):
        if len(node) == 0:
            target.kinds.add("TEXT")
        walk_all(node, False, target)

    walk_all(element, False, text)
    return attributes, children, text


def join_kinds(found):
    """The kind and values that hold what all branches allow."""
    values = [value for value in found.values if value != ""]
    if not found.kinds:
        if set(values) == {"yes", "no"}:
            return "YES_NO", None
        if set(values) == {"on", "off"}:
            return "ON_OFF", None
        return "TOKEN", ",".join(values)
    if len(found.kinds) == 1 and not values:
        return next(iter(found.kinds)), None
    for row in WIDENING:
        if found.kinds <= set(row) and not values:
            return max(found.kinds, key=row.index), None
    return "TEXT", None


def merge_contents(schema, elements):
    """contents() of all the elements that the schema has for one path."""
    attributes, children, text = {}, {}, Found()

    def merge(into, found):
        into.elements += [node for node in found.elements if node not in into.elements]
        into.repeated = into.repeated or found.repeated
        into.anything = into.anything or found.anything
        into.kinds |= found.kinds
        for value in found.values:
            into.add_value(value)

    for element in elements:
        of_one = contents(schema, element)
        text.empty = text.empty or schema.all_nullable(element)
        merge(text, of_one[2])
        for table, part in ((attributes, of_one[0]), (children, of_one[1])):
            for name, found in part.items():
                merge(table.setdefault(name, Found()), found)
    return attributes, children, text


def says_something(path, inside, text):
    """Whether the element alone, with nothing in it, is worth a row."""
    return path != "" and text.empty and not text.anything and (not inside or path.split("/")[-1] in SAY_MUCH)


def walk_paths(schema, scope, elements, path, above, rows):
    attributes, children, text = merge_contents(schema, elements)
    start = path + "/" if path != "" else ""

    for name, found in attributes.items():
        rows[scope, start + "@" + name] = join_kinds(found)
    if text.kinds or any(text.values):
        rows[scope, path] = join_kinds(text)
    elif says_something(path, attributes or children, text):
        rows[scope, path] = ("PRESENCE", None)
    for name, found in children.items():
        inner = [node for node in found.elements if node not in above]
        if inner and not (scope == "DOMAIN" and path == "" and name == "devices"):
            walk_paths(schema, scope, inner, start + name + ("[#]" if found.repeated and name not in ONCE else ""),
                       above + inner, rows)


def walk_devices(schema, domain, scopes, rows):
    devices = merge_contents(schema, domain)[1]["devices"].elements
    for name, found in merge_contents(schema, devices)[1].items():
        if name in scopes:
            walk_paths(schema, scopes[name], found.elements, "", found.elements, rows)
        elif name == "emulator":
            walk_paths(schema, "DOMAIN", found.elements, "devices/" + name, found.elements, rows)
        else:
            sys.exit("update-schema.py: scopes.def has no scope for '%s'" % name)


def read_scopes(path):
    with open(path, encoding="utf-8") as source:
        rows = re.findall(r'^SCOPE \((\w+), "[^"]*", (NULL|"[^"]*"),', source.read(), re.M)
    return {element.strip('"'): scope for scope, element in rows if element != "NULL"}, [scope for scope, _ in rows]


def c_string(value):
    return "NULL" if value is None else '"%s"' % value


def make(folder, scopes_file):
    schema = Schema(folder)
    scopes, order = read_scopes(scopes_file)
    domain = [node for define in schema.defines["domain"] for node in define.findall(RNG + "element")]
    rows = {}
    walk_paths(schema, "DOMAIN", domain, "", domain, rows)
    walk_devices(schema, domain, scopes, rows)
    lines = ["/* SPDX-License-Identifier: LGPL-2.1-or-later */", "",
             "/* Every path that libvirt reads in the XML of a domain, made from the schema of",
             " * libvirt %s by scripts/update-schema.py." % LIBVIRT.rstrip("."),
             " *",
             " * PATH (scope, path, kind, values)",
             ' *   path: from the scope\'s element; "[#]" follows an element that may be there',
             " *   more than once. kind, values: as in things.def, and",
             " *   HEX: hexadecimal digits, with or without 0x before them;",
             " *   INTEGER: a whole number, also below 0. */"]
    last = None
    for scope, path in sorted(rows, key=lambda row: (order.index(row[0]), row[1])):
        kind, values = rows[scope, path]
        if ONLY_WRITTEN.match("%s %s" % (scope, path)):
            continue
        if scope != last:
            lines.append("")
            last = scope
        lines.append("PATH (%s, %s, %s, %s)" % (scope, c_string(path), kind, c_string(values)))
    return "\n".join(lines) + "\n"


def find_libvirt():
    found = subprocess.run(["pkg-config", "--modversion", "libvirt"], capture_output=True, text=True, check=False)
    return found.stdout.strip()


def check(args):
    """One test, as TAP."""
    print("1..1")
    name = "vocabulary/schema.def is what scripts/update-schema.py makes"
    reason = None
    if not os.path.exists(os.path.join(args.schemas, "domain.rng")):
        reason = f"libvirt's schema is not in {args.schemas}"
    elif not find_libvirt().startswith(LIBVIRT):
        reason = f"schema.def is made from libvirt {LIBVIRT}*, and '{find_libvirt()}' is installed"
    if reason is not None:
        print(f"ok 1 - {name} # SKIP {reason}")
        return 0
    with open(args.schema, encoding="utf-8") as source:
        same = source.read() == make(args.schemas, args.scopes)
    print(f"{'ok' if same else 'not ok'} 1 - {name}")
    return 0 if same else 1


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--schemas", default="/usr/share/libvirt/schemas")
    parser.add_argument("scopes")
    parser.add_argument("schema")
    args = parser.parse_args()

    if args.check:
        return check(args)
    text = make(args.schemas, args.scopes)
    with open(args.schema, "w", encoding="utf-8") as target:
        target.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
