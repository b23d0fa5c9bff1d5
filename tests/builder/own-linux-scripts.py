#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Reads back the scripts that this library writes itself for installers of Linux. Usage: own-linux-scripts.py WRITE-SEED

Each is read by a parser of its language that has nothing to do with what wrote it, and what is for cloud-init is
checked by cloud-init."""

import json
import os
import subprocess
import sys
import tempfile

import yaml

from seeds import AWKWARD, check_refused, differences, is_hash_of, make
sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "source"))
from sources import Tap  # noqa: E402  pylint: disable=wrong-import-position

KEYS = ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ1q2w3e4r5t6y7u8i9o0pAsDfGhJkLzXcVbNm1234 jo@home",
        "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQC7 second key"]
USER = {"user-login": "jo", "user-password": AWKWARD, "host-name": "web"}
ALL = USER | {
    "user-name": "Jo \"the 'first'\" O\\Neil: #1 é",
    "admin-password": AWKWARD + "!",
    "language": "de_DE",
    "keyboard": "de(nodeadkeys)",
    "timezone": "Europe/Berlin",
    "user-ssh-key": KEYS,
    "admin-ssh-key": KEYS,
    "package": ["vim", "qemu-guest-agent"],
    "target-disk": "/dev/vda",
    "disk-layout": "plain",
    "source-url": "http://mirror.example.com/tree",
    "proxy": "http://proxy.example.com:3128/",
    "profile": "jeos",
}


def hash_of(password):
    return lambda text: is_hash_of(password, text)


IDENTITY = {"hostname": "web", "username": "jo", "password": hash_of(AWKWARD)}
ROOT_KEYS = [{"path": "/root/.ssh/authorized_keys", "permissions": "0600", "content": "\n".join(KEYS) + "\n"}]
AUTOINSTALL = {
    "version": 1,
    "source": {"id": "ubuntu-server-minimal"},
    "identity": IDENTITY | {"realname": ALL["user-name"]},
    "locale": "de_DE.UTF-8",
    "keyboard": {"layout": "de", "variant": "nodeadkeys"},
    "timezone": "Europe/Berlin",
    "ssh": {"install-server": True, "authorized-keys": KEYS},
    "packages": ["vim", "qemu-guest-agent"],
    "proxy": "http://proxy.example.com:3128/",
    "apt": {"primary": [{"arches": ["default"], "uri": "http://mirror.example.com/tree"}]},
    "storage": {"layout": {"name": "direct", "match": {"path": "/dev/vda"}}},
    "user-data": {
        "chpasswd": {"expire": False, "users": [{"name": "root", "password": hash_of(AWKWARD + "!")}]},
        "disable_root": False,
        "write_files": ROOT_KEYS,
    },
}


def is_root_line(text):
    return text.startswith("root:") and is_hash_of(AWKWARD + "!", text[5:])


def without(mapping, *names):
    return {name: mapping[name] for name in mapping if name not in names}


OLD_AUTOINSTALL = without(AUTOINSTALL, "timezone", "source") | {
    "user-data": {
        "timezone": "Europe/Berlin",
        "chpasswd": {"expire": False, "list": [is_root_line]},
        "disable_root": False,
        "write_files": ROOT_KEYS,
    },
}


def schema_problems(text):
    """What cloud-init says against a file for it."""
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".yaml") as stream:
        stream.write(text)
        stream.flush()
        result = subprocess.run(["cloud-init", "schema", "--config-file", stream.name],
                                capture_output=True, text=True, check=False)
    right = result.returncode == 0 and "Valid cloud-config" in result.stdout
    return [] if right else (result.stdout + result.stderr).splitlines()


def check_autoinstall(tap, writer, os_name, fields, expected):
    seed, message = make(writer, os_name, fields)
    if seed is None:
        tap.check(f"{os_name}: a script is made", [message])
        return
    text = seed["files"].pop("user-data")
    tap.check(f"{os_name}: a CD-ROM for cloud-init and a word to the kernel", differences(seed, {
        "kind": "autoinstall", "delivery": "cdrom", "label": "cidata", "kernel-arguments": "autoinstall",
        "secret": True, "files": {"meta-data": ""}}))
    tap.check(f"{os_name}: a YAML parser reads what was told",
              differences(yaml.safe_load(text), {"autoinstall": expected})
              + ([] if text.startswith("#cloud-config\n") else ["it does not begin with #cloud-config"])
              + ([AWKWARD] if AWKWARD in text else []))
    later = yaml.safe_load(text)["autoinstall"].get("user-data")
    tap.check(f"{os_name}: cloud-init takes the file, and what is for the installed system",
              schema_problems(text)
              + (schema_problems("#cloud-config\n" + yaml.safe_dump(later)) if later else []))


def check_ubuntu(tap, writer):
    check_autoinstall(tap, writer, "ubuntu20.04", ALL, OLD_AUTOINSTALL)
    check_autoinstall(tap, writer, "ubuntu24.04", ALL, AUTOINSTALL)
    check_autoinstall(tap, writer, "ubuntu25.10", without(USER, "host-name"),
                      {"version": 1, "identity": IDENTITY | {"hostname": "localhost"}})
    check_autoinstall(tap, writer, "ubuntu24.04", USER | {"profile": "desktop", "target-disk": "/dev/sda"},
                      {"version": 1, "identity": IDENTITY, "source": {"id": "ubuntu-desktop"},
                       "storage": {"layout": {"name": "lvm", "match": {"path": "/dev/sda"}}}})
    check_refused(tap, writer, "Ubuntu: what must be told is named", "ubuntu24.04", {"user-password": AWKWARD},
                  "must be told the login of the user")
    check_refused(tap, writer, "Ubuntu: what cannot be told is named", "ubuntu24.04", USER | {"product-key": "A"},
                  "cannot be told the product key")
    check_refused(tap, writer, "Ubuntu: so is a layout that it cannot make", "ubuntu24.04",
                  USER | {"disk-layout": "btrfs"}, "'btrfs'", "disk layout", "lvm, plain")
    check_refused(tap, writer, "Ubuntu: desktops before 23.04 have another installer", "ubuntu22.04",
                  USER | {"profile": "desktop"}, "23.04")


AGAMA_USER = {"userName": "jo", "fullName": "jo", "hashedPassword": True, "password": hash_of(AWKWARD)}
CLEARED = {"search": "*", "delete": True}
AGAMA = {
    "product": {"id": "openSUSE_Leap"},
    "user": AGAMA_USER | {"fullName": ALL["user-name"], "sshPublicKey": KEYS},
    "root": {"hashedPassword": True, "password": hash_of(AWKWARD + "!"), "sshPublicKey": KEYS},
    "localization": {"language": "de_DE.UTF-8", "keyboard": "de(nodeadkeys)", "timezone": "Europe/Berlin"},
    "hostname": {"static": "web"},
    "software": {"packages": ["vim", "qemu-guest-agent"], "onlyRequired": True},
    "storage": {"drives": [{"search": "/dev/vda", "partitions": [
        CLEARED, {"filesystem": {"path": "/", "type": "ext4"}}, {"filesystem": {"path": "swap"}}]}]},
    "questions": {"policy": "auto"},
}
LITTLE_AGAMA = {"localization": {"language": "en_US.UTF-8", "keyboard": "us", "timezone": "UTC"},
                "hostname": {"static": "localhost"}, "software": {}, "questions": {"policy": "auto"}}
LVM = {"drives": [{"partitions": [CLEARED, {"alias": "pv", "id": "lvm", "size": {"min": "5 GiB"}}]}],
       "volumeGroups": [{"name": "system", "physicalVolumes": ["pv"], "logicalVolumes": [{"generate": "default"}]}]}


def check_agama(tap, writer, os_name, fields, expected, arguments=None):
    seed, message = make(writer, os_name, fields)
    if seed is None:
        tap.check(f"{os_name}: a script is made", [message])
        return
    text = seed["files"].pop("autoinst.json")
    tap.check(f"{os_name}: a CD-ROM where Agama looks", differences(seed, {
        "kind": "agama", "delivery": "cdrom", "label": "OEMDRV", "kernel-arguments": arguments or type(None)(),
        "secret": True, "files": {}}))
    tap.check(f"{os_name}: a JSON parser reads what was told",
              differences(json.loads(text), expected) + ([AWKWARD] if AWKWARD in text else []))


def check_suse(tap, writer):
    root = {"admin-ssh-key": KEYS[0]}
    little = LITTLE_AGAMA | {"root": {"sshPublicKey": KEYS[0]}}
    check_agama(tap, writer, "opensuse16.0", ALL, AGAMA,
                "inst.install_url=http://mirror.example.com/tree proxy=http://proxy.example.com:3128/")
    check_agama(tap, writer, "opensusetumbleweed", root | {"disk-layout": "lvm"},
                little | {"product": {"id": "Tumbleweed"}, "storage": LVM})
    check_agama(tap, writer, "sles16.0", root | {"product-key": "AB-12", "registration-login": "jo@example.com"},
                little | {"product": {"id": "SLES", "registrationCode": "AB-12", "registrationEmail": "jo@example.com"}})
    check_agama(tap, writer, "sle16", root | {"profile": "desktop", "target-disk": "/dev/vdb"},
                little | {"product": {"id": "SLES"}, "software": {"patterns": {"add": ["gnome"]}},
                          "storage": {"drives": [{"search": "/dev/vdb",
                                                  "partitions": [CLEARED, {"generate": "default"}]}]}})
    check_refused(tap, writer, "Agama: somebody must be able to log in", "opensuse16.0", {"host-name": "web"},
                  "who can log in")
    check_refused(tap, writer, "Agama: a user has a password", "opensuse16.0", {"user-login": "jo"}, "password")
    check_refused(tap, writer, "Agama: openSUSE is not registered", "opensuse16.0", root | {"product-key": "A"},
                  "cannot be told the product key")
    check_refused(tap, writer, "Agama: the password of a proxy is not shown to everybody", "opensuse16.0",
                  root | {"proxy": "http://jo:secret@proxy:1/"}, "proxy", "argument of its kernel")


def main(writer):
    tap = Tap()
    check_ubuntu(tap, writer)
    check_suse(tap, writer)
    return tap.done()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
