#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Reads back the answer files of Windows Setup. Usage: own-windows-scripts.py WRITE-SEED

No schema of them can be had without Windows, so what Microsoft documents of passes, components and lengths is checked
here, and every value that was told is read back."""

import base64
import os
import re
import runpy
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

from seeds import AWKWARD, check_refused, differences, make
TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(TOP, "tests", "source"))
from sources import Tap, read  # noqa: E402  pylint: disable=wrong-import-position

SPACE = "{urn:schemas-microsoft-com:unattend}"
ITEM = "{http://schemas.microsoft.com/WMIConfig/2002/State}"

# Each pass, in the order in which Windows has them, with the components that have settings for it.
PASSES = {
    "windowsPE": {"Microsoft-Windows-International-Core-WinPE", "Microsoft-Windows-PnpCustomizationsWinPE",
                  "Microsoft-Windows-Setup"},
    "specialize": {"Microsoft-Windows-Shell-Setup", "Microsoft-Windows-Deployment"},
    "oobeSystem": {"Microsoft-Windows-International-Core", "Microsoft-Windows-Shell-Setup"},
}
LISTS = {"PathAndCredentials", "RunSynchronousCommand", "SynchronousCommand", "LocalAccount", "Disk", "CreatePartition",
         "ModifyPartition", "MetaData"}
LONGEST = {"Path": 259, "CommandLine": 1024, "ComputerName": 15, "Description": 256}
CHILDREN_OF_SETUP = {"DiskConfiguration", "ImageInstall", "RunSynchronous", "UserData"}
CIRCUMVENTIONS = re.compile("LabConfig|BypassTPM|BypassSecureBoot|BypassRAM|BypassCPU", re.IGNORECASE)

USER = {"user-login": "jo", "user-password": AWKWARD}
ADMIN = {"admin-password": AWKWARD}
ALL = USER | {
    "user-name": "Jo \"the 'first'\" O\\Neil & <co> ]]> é",
    "admin-password": AWKWARD + "!",
    "host-name": "pc-1.example.com",
    "language": "de_AT.UTF-8",
    "keyboard": "de",
    "timezone": "Asia/Kolkata",
    "target-disk": "1",
    "product-key": "AAAAA-BBBBB-CCCCC-DDDDD-EEEEE",
    "profile": "desktop",
}


def plain(tag):
    return tag.replace(SPACE, "")


def structure_problems(root, arch):
    """What is not as Windows wants answer files to be."""
    passes = [settings.get("pass") for settings in root]
    yield from differences(passes, list(PASSES), "passes")
    for settings in root:
        for component in settings:
            where = f"{settings.get('pass')}/{component.get('name')}"
            if component.get("name") not in PASSES[settings.get("pass")]:
                yield f"{where} has no settings"
            yield from differences(without_name(component.attrib), {
                "processorArchitecture": arch, "publicKeyToken": "31bf3856ad364e35", "language": "neutral",
                "versionScope": "nonSxS"}, where)
        names = [component.get("name") for component in settings]
        if len(set(names)) < len(names):
            yield f"{settings.get('pass')}: a component comes twice"
    for element in root.iter():
        yield from element_problems(element)


def without_name(attributes):
    return {name: attributes[name] for name in attributes if name != "name"}


def element_problems(element):
    tag = plain(element.tag)
    if not element.tag.startswith(SPACE):
        yield f"{tag} is in no namespace"
    if (tag in LISTS) != (element.get(f"{ITEM}action") == "add"):
        yield f"{tag} is one of a list, and does not say so, or the other way round"
    if not (element.text or "").strip() and len(element) == 0:
        yield f"{tag} is empty"
    if len(element.text or "") > LONGEST.get(tag, 9999):
        yield f"{tag} is too long: {element.text}"
    orders = [int(child.findtext(f"{SPACE}Order")) for child in element if child.find(f"{SPACE}Order") is not None]
    if orders != list(range(1, len(orders) + 1)):
        yield f"the orders in {tag} are {orders}"


class Answers:
    """An answer file."""

    def __init__(self, text):
        subprocess.run(["xmllint", "--noout", "-"], input=text.encode(), check=True)
        self.root = ElementTree.fromstring(text)

    def find(self, settings, component, path):
        where = "/".join(SPACE + name for name in path.split("/"))
        return self.root.find(f"{SPACE}settings[@pass='{settings}']/"
                              f"{SPACE}component[@name='Microsoft-Windows-{component}']/{where}")

    def text(self, settings, component, path):
        element = self.find(settings, component, path)
        return None if element is None else element.text

    def password(self, path):
        """What is hidden in an element of the last pass, whose name is hidden behind it."""
        element = self.find("oobeSystem", "Shell-Setup", path)
        if element is None or element.findtext(f"{SPACE}PlainText") != "false":
            return None
        text = base64.b64decode(element.findtext(f"{SPACE}Value"), validate=True).decode("utf-16-le")
        name = path.split("/")[-1]
        return text[:-len(name)] if text.endswith(name) else None

    def values(self, name):
        return [element.text for element in self.root.iter(SPACE + name)]


def told(answers):
    """What a file says of that which can be told."""
    shell = ["specialize", "Shell-Setup"]
    oobe = ["oobeSystem", "Shell-Setup"]
    account = "UserAccounts/LocalAccounts/LocalAccount"
    return {
        "name": answers.text(*shell, "ComputerName"),
        "zone": answers.text(*shell, "TimeZone"),
        "languages": [answers.text("oobeSystem", "International-Core", name)
                      for name in ("InputLocale", "SystemLocale", "UILanguage", "UserLocale")],
        "setup language": answers.text("windowsPE", "International-Core-WinPE", "SetupUILanguage/UILanguage"),
        "key": answers.text("windowsPE", "Setup", "UserData/ProductKey/Key"),
        "eula": answers.text("windowsPE", "Setup", "UserData/AcceptEula"),
        "disk": answers.text("windowsPE", "Setup", "ImageInstall/OSImage/InstallTo/DiskID"),
        "partition": answers.text("windowsPE", "Setup", "ImageInstall/OSImage/InstallTo/PartitionID"),
        "image": answers.text("windowsPE", "Setup", "ImageInstall/OSImage/InstallFrom/MetaData/Value"),
        "login": answers.text(*oobe, f"{account}/Name"),
        "full name": answers.text(*oobe, f"{account}/DisplayName"),
        "password": answers.password(f"{account}/Password"),
        "admin": answers.password("UserAccounts/AdministratorPassword"),
        "automatic": [answers.text(*oobe, f"AutoLogon/{name}") for name in ("Username", "LogonCount")]
                     + [answers.password("AutoLogon/Password")],
    }


CLIENT = {
    "name": "*", "zone": "UTC", "languages": ["en-US"] * 4, "setup language": "en-US",
    "key": lambda key: re.fullmatch("([A-Z0-9]{5}-){4}[A-Z0-9]{5}", key), "eula": "true", "disk": "0", "partition": "3",
    "image": None, "login": "jo", "full name": None, "password": AWKWARD, "admin": None,
    "automatic": ["jo", "1", AWKWARD],
}
SERVER = CLIENT | {"key": None, "image": "2", "login": None, "password": None, "admin": AWKWARD,
                   "automatic": ["Administrator", "1", AWKWARD]}
FULL = CLIENT | {
    "name": "pc-1", "zone": "India Standard Time", "languages": ["0407:00000407", "de-AT", "de-DE", "de-AT"],
    "setup language": "de-DE", "key": ALL["product-key"], "disk": "1", "full name": ALL["user-name"],
    "admin": AWKWARD + "!",
}
NONE = CLIENT | {"automatic": [None, None, None]}


def disk_problems(answers, files, only_uefi, disk, drivers):
    """What is wrong with how the disk is divided."""
    if only_uefi:
        yield from differences(sorted(files), [], "files")
        yield from differences(answers.values("Type"), ["EFI", "MSR", "Primary"], "partitions")
        yield from differences(answers.values("DiskID"), [disk, disk], "disks")
        yield from differences(answers.values("WillWipeDisk"), ["true"], "wiped")
        return
    yield from differences(sorted(files), ["bios.txt", "divide.cmd", "uefi.txt"], "files")
    if answers.values("Type"):
        yield "the disk is divided twice"
    if "divide.cmd" not in answers.text("windowsPE", "Setup", "RunSynchronous/RunSynchronousCommand/Path"):
        yield "nothing divides the disk"
    if f"\\{drivers}\\" not in files["divide.cmd"]:
        yield "the drivers of disks are not loaded"
    for name, text in files.items():
        if text.replace("\r\n", "").count("\n") or not text.endswith("\r\n"):
            yield f"{name} has lines that are not as Windows has them"
    for name, partitions in ("bios.txt", ["primary"] * 3), ("uefi.txt", ["efi", "msr", "primary"]):
        made = re.findall(r"^create partition (\w+)", files[name], flags=re.MULTILINE)
        if not files[name].startswith(f"select disk {disk}\r\nclean\r\n") or made != partitions:
            yield f"{name} does not make Windows' partition the third of disk {disk}: {made}"


def check(tap, writer, system, fields, expected, drivers, only_uefi=False, arch="x86_64", words=("amd64",)):
    seed, message = make(writer, system, fields, arch)
    name = f"{system}, {arch}"
    if seed is None:
        tap.check(f"{name}: an answer file is made", [message])
        return
    files = seed["files"]
    text = files.pop("autounattend.xml")
    answers = Answers(text)
    tap.check(f"{name}: a CD-ROM", differences(seed, {
        "kind": "unattend", "delivery": "cdrom", "label": "UNATTEND", "kernel-arguments": None, "secret": True,
        "files": files}))
    tap.check(f"{name}: it has the structure of an answer file", list(structure_problems(answers.root, words[0])))
    tap.check(f"{name}: an XML parser reads what was told", differences(told(answers), expected))
    tap.check(f"{name}: the disk is divided for its firmware",
              list(disk_problems(answers, files, only_uefi, expected["disk"], drivers)))
    paths = [element.text for element in answers.root.iter(f"{SPACE}Path") if element.text[1:3] == ":\\"]
    tap.check(f"{name}: its own drivers are looked for on every CD-ROM",
              [path for path in paths if not path.endswith(f"\\{drivers}")]
              + [letter for letter in "DEFG" for driver in ("viostor", "vioscsi", "NetKVM", "vioserial")
                 if f"{letter}:\\{driver}\\{drivers}" not in paths])
    tap.check(f"{name}: nothing that Windows asks of the hardware is skipped, and no password is to be read",
              CIRCUMVENTIONS.findall(text + "".join(files.values())) + ([AWKWARD] if AWKWARD in text else []))


def check_systems(tap, writer):
    check(tap, writer, "win10", ALL, FULL | {"automatic": ["jo", "1", AWKWARD]}, "w10\\amd64")
    check(tap, writer, "win10", USER, CLIENT, "w10\\x86", arch="i686", words=("x86",))
    check(tap, writer, "win11", USER, CLIENT, "w11\\amd64", True)
    check(tap, writer, "win11", USER, NONE, "w11\\ARM64", True, "aarch64", ("arm64",))
    for year in (16, 19, 22, 25):
        check(tap, writer, f"win2k{year}", ADMIN, SERVER, f"2k{year}\\amd64")
    check(tap, writer, "win2k22", ADMIN | USER | {"profile": "jeos"},
          CLIENT | {"key": None, "image": "1", "admin": AWKWARD}, "2k22\\amd64")


def check_refusals(tap, writer):
    for name, fields, words in (
            ("a user is needed", {"user-password": AWKWARD}, ["must be told the login of the user"]),
            ("a long host name", USER | {"host-name": "a-name-of-17-char"}, ["a-name-of-17-char", "15"]),
            ("a language without a country", USER | {"language": "eo"}, ["'eo'", "country"]),
            ("a keyboard that Windows has not", USER | {"keyboard": "us(cherokee)"}, ["us(cherokee)"]),
            ("a time zone that Windows has not", USER | {"timezone": "Antarctica/Troll"}, ["Antarctica/Troll"]),
            ("a disk without a number", USER | {"target-disk": "/dev/vda"}, ["/dev/vda", "number"]),
            ("a server's profile", USER | {"profile": "jeos"}, ["'jeos'", "desktop"]),
            ("a login with a colon", USER | {"user-login": "a:b"}, ["a:b"]),
            ("packages", USER | {"package": "vim"}, ["cannot be told the package"])):
        check_refused(tap, writer, f"Windows refuses {name}", "win11", fields, *words)
    check_refused(tap, writer, "a server needs its administrator's password", "win2k22", USER, "administrator")


def check_zones(tap):
    """Holds the table against this machine's Common Locale Data Repository."""
    table = {}
    for zone, names in re.findall(r'^ZONE \("(.*?)",\s*((?:"[^"]*"\s*)+)\)$',
                                  read(TOP, "libvirt-builder/seeds/windows-zones.def"), flags=re.MULTILINE):
        for name in names.replace('"', " ").split():
            table[name] = zone
    known = runpy.run_path(os.path.join(TOP, "scripts", "update-windows-zones.py"))["zones"]()
    tap.check("what Windows calls each time zone is what the CLDR says",
              ([] if len(table) > 400 else [f"only {len(table)} names were read"])
              + [f"{name}: {table[name]}, not {known[name]}" for name in table if known.get(name, "") != table[name]])


def main(writer):
    tap = Tap()
    check_systems(tap, writer)
    check_refusals(tap, writer)
    check_zones(tap)
    return tap.done()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
