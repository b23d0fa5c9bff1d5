# SPDX-License-Identifier: LGPL-2.1-or-later
"""The tables of the installers that can be told what to do, and of what each can be told, from what was made."""

import re

FIELDS = {
    "user-login": "login of the user", "user-name": "name of the user", "user-password": "password of the user",
    "user-ssh-key": "SSH keys of the user", "admin-password": "password of the administrator",
    "admin-ssh-key": "SSH keys of root", "host-name": "host name", "language": "language",
    "keyboard": "keyboard layout", "timezone": "time zone", "package": "packages", "target-disk": "disk to install on",
    "disk-layout": "disk layout", "product-key": "product key", "registration-login": "account to register with",
    "registration-password": "password to register with", "source-url": "source of packages", "proxy": "proxy",
}
READERS = {
    "agama": "Python's json", "autoinstall": "PyYAML, cloud-init schema", "autoyast": "ElementTree, sh -n",
    "kickstart": "a parser of the tests, sh -n", "preseed": "debconf-set-selections -c, a parser of the tests, sh -n",
    "unattend": "ElementTree",
}
# What is said of a system for which nothing at all is known.
NOTHING = ("no unattended installation of", "there is no unattended installation of")


def natural(short_id):
    return [(int(part), "") if part.isdigit() else (0, part) for part in re.split(r"(\d+)", short_id) if part]


def numbered(short_id):
    return re.fullmatch(r"[a-z-]+[\d.]+", short_id) is not None


def some_of(short_ids):
    """The first and the last of each series of SHORT_IDS, and those that have no number."""
    series = {}
    for short_id in sorted(short_ids, key=natural):
        stem = re.match(r"[a-z-]+", short_id).group(0) if numbered(short_id) else short_id
        series.setdefault(stem, []).append(short_id)
    return ", ".join(ids[0] if len(ids) == 1 else f"{ids[0]} … {ids[-1]}" for ids in series.values())


def row(*cells):
    return "| " + " | ".join(str(cell) for cell in cells) + " |"


def header(*cells):
    return [row(*cells), "|" + "---|" * len(cells)]


def table_of_systems(systems, problems):
    """A row for each kind of system and of installer; PROBLEMS has those whose scripts did not pass."""
    groups = {}
    for system in systems:
        if "kind" in system:
            groups.setdefault((system["kind"], system["distro"]), []).append(system)
    lines = header("Installer", "Systems", "Number", "Profiles", "Scripts that pass", "Read back by")
    for (kind, _distro), members in sorted(groups.items()):
        ids = {system["short-id"] for system in members}
        profiles = ", ".join(sorted({system["profile"] for system in members}))
        passed = sum(not problems[system["short-id"], system["profile"]] for system in members)
        lines.append(row(kind, some_of(ids), len(ids), profiles, f"{passed} of {len(members)}", READERS[kind]))
    return lines


def table_of_refusals(systems):
    groups = {}
    for system in systems:
        message = system.get("message", "")
        if message and not message.startswith(NOTHING):
            groups.setdefault(message.replace(system["name"], "…"), set()).add((system["short-id"], system["profile"]))
    lines = header("Systems", "Profiles", "What is said")
    for message, members in sorted(groups.items()):
        profiles = sorted({profile for _short_id, profile in members})
        lines.append(row(some_of({short_id for short_id, _profile in members}), ", ".join(profiles), message))
    return lines


def table_of_fields(systems):
    """For each installer, whether all systems with it could be told something, some of them, or none."""
    made = [system for system in systems if "kind" in system]
    kinds = sorted({system["kind"] for system in made})
    lines = header("Told", *kinds)
    for field, title in FIELDS.items():
        cells = []
        for kind in kinds:
            members = [field in system["told"] for system in made if system["kind"] == kind]
            cells.append("yes" if all(members) else "some" if any(members) else "–")
        lines.append(row(title, *cells))
    return lines


def between(text, name):
    """Where in TEXT the table of that NAME is: before, itself and behind."""
    start, end = f"<!-- {name}: made by scripts/update-unattended -->\n", f"<!-- end of {name} -->\n"
    before, _, rest = text.partition(start)
    table, found, behind = rest.partition(end)
    assert found, f"there is no place for the table {name!r}"
    return before + start, table, end + behind


def compare(path, tables, is_written):
    """What differs in the file at PATH, which is brought up to date where IS_WRITTEN."""
    with open(path, encoding="utf-8") as stream:
        text = stream.read()
    problems = []
    for name, lines in tables.items():
        before, found, behind = between(text, name)
        wanted = "\n" + "\n".join(lines) + "\n\n"
        problems += [] if found == wanted else [f"{path}: {name}: run scripts/update-unattended"]
        text = before + wanted + behind
    if is_written and problems:
        with open(path, "w", encoding="utf-8") as stream:
            stream.write(text)
        return []
    return problems
