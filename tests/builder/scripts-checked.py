#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Has a script made for every system of the OS database and profile, and checks each. Usage: scripts-checked.py
WRITE-ALL-SEEDS TOP [--update]

Each is read by a parser of its language that has nothing to do with what wrote it: a preseed by debconf, too, and what
is for the shell by the shell. What was told has to come out of it as it was. The tables in README.md and in the
documentation say the same, or are brought up to date."""

import base64
import functools
import json
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

import kickstart
import unattended_table
from seeds import AWKWARD, differences, is_hash_of
sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "source"))
from sources import Tap  # noqa: E402  pylint: disable=wrong-import-position

NAME = "Jo \"the 'first'\" $O\\Neil; #1 & <é> 日本"
KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ1q2w3e4r5t6y7u8i9o0pAsDfGhJkLzXcVbNm1234 jo's \"$home\" `x`"
TOLD = {
    "user-login": "jo", "user-name": NAME, "user-password": AWKWARD, "admin-password": AWKWARD + "!",
    "host-name": "web", "language": "de_DE.UTF-8", "keyboard": "de", "timezone": "Europe/Berlin",
    "package": "vim-enhanced", "target-disk": "/dev/vdb", "disk-layout": "lvm",
    "product-key": "AAAAA-BBBBB-CCCCC-DDDDD-EEEEE", "source-url": "http://mirror.example.org/tree",
    "proxy": "http://proxy.example.org:3128/", "user-ssh-key": KEY, "admin-ssh-key": KEY + " root",
    "registration-login": "me@example.org", "registration-password": AWKWARD + "?",
}
README, MANUAL = "README.md", "docs/builder/unattended.md"
OSINFO = "/usr/share/osinfo/VERSION"
YAST = "{http://www.suse.com/1.0/yast2ns}"
WINDOWS = "{urn:schemas-microsoft-com:unattend}"


def hash_of(password):
    return lambda text: is_hash_of(password, text)


def ends_with_key(key):
    """Whether the shell would add KEY; what is around it is none of its business."""
    return lambda words: key in words


def only(system, expected):
    """What is expected of the fields that the system could be told."""
    return {field: value for field, value in expected.items() if field in system["told"]}


def check_shell(text):
    """What the shell says to TEXT; to many systems, all that differs are the hashes."""
    return run_shell(re.sub(r"\$6\$[A-Za-z0-9./$]+", "$6$", text))


@functools.cache
def run_shell(text):
    result = subprocess.run(["sh", "-n"], input=text, capture_output=True, text=True, check=False)
    return [] if result.returncode == 0 else [f"sh: {result.stderr.strip()}"]


def check_debconf(text):
    with tempfile.NamedTemporaryFile("w", suffix=".cfg", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        result = subprocess.run(["debconf-set-selections", "-c", stream.name], capture_output=True, text=True,
                                check=False)
    return [] if result.returncode == 0 and not result.stderr else [f"debconf: {result.stderr.strip()}"]


def read_preseed(text):
    answers, problems = {}, []
    for line in text.split("\n"):
        if not line:
            continue
        parts = line.split(" ", 3)
        if len(parts) < 3 or parts[1] in answers:
            problems.append(f"no answer, or a second one: {line!r}")
        answers[parts[1]] = parts[3] if len(parts) == 4 else ""
    return answers, problems


def check_preseed(system, text):
    answers, problems = read_preseed(text)
    command = answers.get("preseed/late_command", "")
    words = kickstart.words(command)
    found = {
        "user-login": answers.get("passwd/username"), "user-name": answers.get("passwd/user-fullname"),
        "user-password": answers.get("passwd/user-password-crypted"),
        "admin-password": answers.get("passwd/root-password-crypted"),
        "host-name": [answers.get("netcfg/get_hostname"), answers.get("netcfg/hostname")],
        "language": answers.get("debian-installer/locale"),
        "keyboard": answers.get("keyboard-configuration/xkb-keymap"), "timezone": answers.get("time/zone"),
        "package": "vim-enhanced" in answers.get("pkgsel/include", "").split(),
        "target-disk": [answers.get("partman-auto/disk"), answers.get("grub-installer/bootdev")],
        "disk-layout": answers.get("partman-auto/method"), "proxy": answers.get("mirror/http/proxy"),
        "source-url": [answers.get(f"mirror/{name}") for name in ("protocol", "http/hostname", "http/directory")],
        "user-ssh-key": words, "admin-ssh-key": words,
    }
    expected = TOLD | {
        "user-password": hash_of(AWKWARD), "admin-password": hash_of(AWKWARD + "!"), "host-name": ["web", "web"],
        "language": "de_DE", "package": True, "target-disk": ["/dev/vdb", "/dev/vdb"],
        "source-url": ["http", "mirror.example.org", "/tree"],
        "user-ssh-key": ends_with_key(KEY), "admin-ssh-key": ends_with_key(KEY + " root"),
    }
    return (problems + check_debconf(text) + check_shell(command)
            + differences(only(system, found), only(system, expected)))


def check_kickstart(system, text):
    script, problems = kickstart.read(text)
    shell = "\n".join(script.shells)
    passwords = dict(kickstart.passwords_of(shell))
    words = kickstart.words(shell)
    root, user = script.option("rootpw", 0), script.commands.get("user")
    found = {
        "user-login": "jo" in passwords or user is not None and script.value("user", "--name") == "jo",
        "user-name": words[words.index("usermod") + 2] if "usermod" in words else None,
        "user-password": passwords.get("jo") or script.value("user", "--password"),
        "admin-password": root, "host-name": script.value("network", "--hostname"),
        "language": script.option("lang", 0),
        "keyboard": script.value("keyboard", "--xlayouts") or script.option("keyboard", 0),
        "timezone": script.option("timezone", 0), "package": "vim-enhanced" in script.packages,
        "target-disk": script.value("clearpart", "--drives"),
        "disk-layout": script.value("autopart", "--type") or "lvm",
        "source-url": [script.value("url", "--url") or TOLD["source-url"],
                       TOLD["source-url"] in system["kernel-arguments"]],
        "proxy": script.value("url", "--proxy") or TOLD["proxy"],
        "user-ssh-key": words, "admin-ssh-key": words,
    }
    expected = TOLD | {
        "user-login": True, "user-password": hash_of(AWKWARD), "admin-password": hash_of(AWKWARD + "!"),
        "language": "de_DE", "package": True, "source-url": [TOLD["source-url"], True],
        "user-ssh-key": ends_with_key(KEY), "admin-ssh-key": ends_with_key(KEY + " root"),
    }
    if "root" in passwords and not is_hash_of(AWKWARD + "!", passwords["root"]):
        problems.append("the shell gives root another password")
    return problems + check_shell(shell) + differences(only(system, found), only(system, expected))


def entry(root, path):
    return root.findtext("/".join(YAST + name for name in path.split("/")))


def check_autoyast(system, text):
    root = ElementTree.fromstring(text)
    users = {user.findtext(YAST + "username"): user for user in root.find(YAST + "users")}
    problems = [] if root.tag == YAST + "profile" else [f"no profile: {root.tag}"]
    problems += [f"{name} is told no hash" for name, user in users.items()
                 if user.findtext(YAST + "encrypted") != "true"]
    for script in root.iter(YAST + "source"):
        problems += check_shell(script.text)
    keys = {name: [key.text for key in user.iter(YAST + "listentry")] for name, user in users.items()}
    found = {
        "user-login": sorted(users), "user-name": users["jo"].findtext(YAST + "fullname"),
        "user-password": users["jo"].findtext(YAST + "user_password"),
        "admin-password": users["root"].findtext(YAST + "user_password"),
        "host-name": entry(root, "networking/dns/hostname"), "language": entry(root, "language/language"),
        "keyboard": entry(root, "keyboard/keymap"), "timezone": entry(root, "timezone/timezone"),
        "package": "vim-enhanced" in [package.text for package in root.iter(YAST + "package")],
        "target-disk": entry(root, "partitioning/drive/device"), "proxy": entry(root, "proxy/http_proxy"),
        "source-url": f"install={TOLD['source-url']}" in system["kernel-arguments"].split(),
        "user-ssh-key": keys["jo"], "admin-ssh-key": keys["root"],
    }
    expected = TOLD | {
        "user-login": ["jo", "root"], "user-password": hash_of(AWKWARD), "admin-password": hash_of(AWKWARD + "!"),
        "language": "de_DE", "package": True, "source-url": True,
        "user-ssh-key": [KEY], "admin-ssh-key": [KEY + " root"],
    }
    return problems + differences(only(system, found), only(system, expected))


def concealed(element):
    """The password that Windows reads from ELEMENT, whose own name is hidden behind it."""
    value, name = element.findtext(WINDOWS + "Value"), element.tag[len(WINDOWS):]
    text = base64.b64decode(value).decode("utf-16-le")
    return text[:-len(name)] if element.findtext(WINDOWS + "PlainText") == "false" and text.endswith(name) else text


def check_unattend(system, text):
    root = ElementTree.fromstring(text)
    passes = [settings.get("pass") for settings in root]
    problems = [] if root.tag == WINDOWS + "unattend" and len(set(passes)) == len(passes) else [f"passes: {passes}"]
    for settings in root:
        names = [component.get("name") for component in settings]
        problems += [] if len(set(names)) == len(names) else [f"components of {settings.get('pass')}: {names}"]
    account = next(root.iter(WINDOWS + "LocalAccount"))
    found = {
        "user-login": account.findtext(WINDOWS + "Name"), "user-name": account.findtext(WINDOWS + "DisplayName"),
        "user-password": {concealed(element) for element in root.iter(WINDOWS + "Password")},
        "admin-password": [concealed(element) for element in root.iter(WINDOWS + "AdministratorPassword")],
        "host-name": [element.text for element in root.iter(WINDOWS + "ComputerName")],
        "language": {element.text.lower() for element in root.iter(WINDOWS + "SystemLocale")},
        "target-disk": {element.text for element in root.iter(WINDOWS + "DiskID")},
        "product-key": TOLD["product-key"] in text,
    }
    expected = TOLD | {
        "user-password": {AWKWARD}, "admin-password": [AWKWARD + "!"], "host-name": ["web"], "language": {"de-de"},
        "target-disk": {"0"}, "product-key": True,
    }
    return problems + differences({field: found[field] for field in found if field in system["told"]},
                                  {field: expected[field] for field in found if field in system["told"]})


def check_json(_system, text):
    """Of what this library writes itself there are checks of their own: own-linux-scripts.py."""
    json.loads("\n".join(line for line in text.split("\n") if not line.startswith("#")))
    return []


CHECKS = {"preseed.cfg": check_preseed, ".ks": check_kickstart, "autoinst.xml": check_autoyast,
          "autounattend.xml": check_unattend, "user-data": check_json, ".json": check_json}
# In no language that could be checked: an empty file, a batch file, and what diskpart is told, for which there are
# checks of their own.
UNCHECKED = ("meta-data", "vendor-data", ".cmd", "bios.txt", "uefi.txt")


def check_system(system):
    problems = []
    for name, text in system["files"].items():
        checks = [check for end, check in CHECKS.items() if name.endswith(end)]
        if checks:
            problems += checks[0](system, text)
        elif not name.endswith(UNCHECKED):
            problems.append(f"nothing checks {name}")
        problems += ["a mark of a value is left" for mark in ("^user", "^admin") if mark in text]
        if AWKWARD in text or "PASSWORD" in text:
            problems.append("a password is in there as it is")
    return [f"{system['short-id']} {system['profile']}: {problem}" for problem in problems]


def write_all(program):
    words = [f"{field}={value}" for field, value in TOLD.items()]
    return json.loads(subprocess.run([program] + words, capture_output=True, text=True, check=True).stdout)


def check_tables(tap, top, everything, problems, is_written):
    name = "the tables of README.md and of the documentation say the same"
    with open(OSINFO, encoding="ascii") as stream:
        version = stream.read().strip()
    with open(os.path.join(top, MANUAL), encoding="utf-8") as stream:
        if f"osinfo-db {version}" not in stream.read():
            tap.skip(name, f"they are of another version of osinfo-db than {version}")
            return
    systems = unattended_table.table_of_systems(everything, problems)
    tables = {"what each can be told": unattended_table.table_of_fields(everything),
              "those that cannot be told": unattended_table.table_of_refusals(everything)}
    tap.check(name, unattended_table.compare(os.path.join(top, README), {"installers": systems}, is_written)
              + unattended_table.compare(os.path.join(top, MANUAL), tables, is_written))


def main(program, top, is_written):
    tap = Tap()
    everything = write_all(program)
    systems = [system for system in everything if "kind" in system]
    results = [check_system(system) for system in systems]
    for kind in sorted({system["kind"] for system in systems}):
        problems = [line for system, lines in zip(systems, results) if system["kind"] == kind for line in lines]
        count = sum(system["kind"] == kind for system in systems)
        tap.check(f"{kind}: what was told comes out of the scripts of all systems that have one", problems)
        print(f"# {count} scripts", file=sys.stderr)
    tap.check("there are scripts of all kinds", [] if len(systems) > 380 else [f"only {len(systems)}"])
    check_tables(tap, top, everything, {(system["short-id"], system["profile"]): lines
                                        for system, lines in zip(systems, results)}, is_written)
    return tap.done()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], sys.argv[3:] == ["--update"]))
