#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Prints libvirt-builder/seeds/windows-zones.def: what Windows calls the time zones of the tz database.

    scripts/update-windows-zones.py > libvirt-builder/seeds/windows-zones.def

It is made from windowsZones.xml and timezone.xml of the Common Locale Data Repository (Debian's package
unicode-cldr-core), and from the links of the tz database for names that are newer than that."""

import re
import sys
import textwrap
import xml.etree.ElementTree as ElementTree

CLDR = "/usr/share/unicode/cldr/common"
LINKS = "/usr/share/zoneinfo/tzdata.zi"

HEAD = """/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Made by scripts/update-windows-zones.py from the Common Locale Data Repository's windowsZones.xml:
 * https://cldr.unicode.org/index/cldr-spec/developing-cldr/windows-zones
 * Each row has what Windows calls a time zone, and the names that it has in the tz database. */
"""


def aliases():
    """Sets of names for one zone, of CLDR first."""
    for element in ElementTree.parse(f"{CLDR}/bcp47/timezone.xml").iter("type"):
        yield set(element.get("alias", "").split())
    with open(LINKS, encoding="utf-8") as stream:
        for line in stream:
            link = re.match(r"L (\S+) (\S+)", line)
            if link:
                yield set(link.groups())


def zones():
    """What Windows calls each name of the tz database."""
    found = {}
    for element in ElementTree.parse(f"{CLDR}/supplemental/windowsZones.xml").iter("mapZone"):
        for name in element.get("type").split():
            found.setdefault(name, element.get("other"))
    for names in aliases():
        known = sorted(names & found.keys())
        for name in names - found.keys() if known else ():
            found[name] = found[known[0]]
    return found


def main():
    rows = {}
    for name, zone in zones().items():
        if re.fullmatch(r"[A-Z][A-Za-z_]+(/[A-Za-z0-9_+-]+)+|UTC|GMT", name):
            rows.setdefault(zone, []).append(name)
    print(HEAD)
    for zone, names in sorted(rows.items()):
        lines = textwrap.wrap(" ".join(sorted(names)), 104, break_long_words=False, break_on_hyphens=False)
        print(f'ZONE ("{zone}",\n      "' + ' "\n      "'.join(lines) + '")')


if __name__ == "__main__":
    sys.exit(main())
