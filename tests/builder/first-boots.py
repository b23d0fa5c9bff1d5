#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Reads back what images are told at their first boot. Usage: first-boots.py WRITE-SEED PROGRAM

cloud-init's is read by a parser of YAML and checked by cloud-init, Ignition's by a parser of JSON, and Combustion's is run by
the shell, on an /etc of its own and with programs that only say what they were given."""

import json
import os
import subprocess
import sys
import tempfile
import urllib.parse

import yaml

from seeds import AWKWARD, check_refused, differences, is_hash_of, make
sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "source"))
from sources import Tap  # noqa: E402  pylint: disable=wrong-import-position

EXPIRE, ONCE = 1, 2
KEYS = ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ1q2w3e4r5t6y7u8i9o0pAsDfGhJkLzXcVbNm1234 jo's \"$home\" `x`",
        "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQC7 second key"]
NAME = "-Jo \"the 'first'\" $O\\Neil` #1 é 日本"
USER = {"user-login": "jo", "user-name": NAME, "user-password": AWKWARD, "user-ssh-key": KEYS}
ADMIN = {"admin-password": AWKWARD + "!", "admin-ssh-key": KEYS[1:]}
SYSTEM = {"host-name": "web.example.org", "timezone": "Europe/Berlin"}
LANGUAGES = {"language": "de_DE", "keyboard": "de(nodeadkeys)"}
PACKAGES = {"package": ["vim", "qemu-guest-agent"]}
PROXY = "http://proxy.example.com:3128/"
APT = {"proxy": PROXY, "source-url": "http://mirror.example.com/debian"}


def hash_of(password):
    return lambda text: is_hash_of(password, text)


ROOT = {"name": "root", "lock_passwd": False, "ssh_authorized_keys": KEYS[1:], "hashed_passwd": hash_of(AWKWARD + "!")}
CLOUD_CONFIG = {
    "user": {"name": "jo", "gecos": NAME, "sudo": "ALL=(ALL) ALL", "lock_passwd": False, "ssh_authorized_keys": KEYS,
             "hashed_passwd": hash_of(AWKWARD)},
    "disable_root": False,
    "users": ["default", ROOT],
    "hostname": "web",
    "fqdn": "web.example.org",
    "manage_etc_hosts": "localhost",
    "locale": "de_DE.UTF-8",
    "timezone": "Europe/Berlin",
    "keyboard": {"layout": "de", "variant": "nodeadkeys"},
    "package_update": True,
    "packages": ["vim", "qemu-guest-agent"],
    "runcmd": [["chage", "-d", "0", "root"], ["touch", "/etc/cloud/cloud-init.disabled"]],
}
LOCALES = {"write_files": [{"path": "/etc/locale.gen", "content": "de_DE.UTF-8 UTF-8\n", "append": True}]}
APT_CONFIG = {"apt": {"http_proxy": PROXY, "https_proxy": PROXY,
                      "primary": [{"arches": ["default"], "uri": "http://mirror.example.com/debian"}]}}

# What is told, flags, and what has to be read back.
CLOUD_INITS = {
    "all that Debian can be told": ("debian11", USER | ADMIN | SYSTEM | LANGUAGES | PACKAGES | APT, EXPIRE | ONCE,
                                    CLOUD_CONFIG | LOCALES | APT_CONFIG),
    "all that Fedora can be told": ("fedora37", USER | ADMIN | SYSTEM | LANGUAGES | PACKAGES, EXPIRE | ONCE, CLOUD_CONFIG),
    "the user of the image": ("ubuntu22.04", {"user-password": AWKWARD, "user-ssh-key": KEYS}, 0,
                              {"ssh_authorized_keys": KEYS, "password": hash_of(AWKWARD), "chpasswd": {"expire": False}}),
    "a user with no password": ("opensuse15.4", {"user-login": "jo", "user-ssh-key": KEYS[1]}, 0,
                                {"user": {"name": "jo", "sudo": "ALL=(ALL) NOPASSWD:ALL", "lock_passwd": True,
                                          "ssh_authorized_keys": KEYS[1:]}}),
    "a password of root alone": ("archlinux", {"admin-password": "secret"}, 0,
                                 {"users": ["default", {"name": "root", "lock_passwd": False,
                                                        "hashed_passwd": hash_of("secret")}]}),
    "a short host name": ("alpinelinux3.17", {"host-name": "web"}, ONCE,
                          {"hostname": "web", "manage_etc_hosts": "localhost",
                           "runcmd": [["touch", "/etc/cloud/cloud-init.disabled"]]}),
    "a registration": ("rhel9.0", {"registration-login": "it's: me", "registration-password": AWKWARD}, 0,
                       {"rh_subscription": {"username": "it's: me", "password": AWKWARD}}),
    "a language with a modifier": ("ubuntu22.04", {"language": "sr_RS@latin"}, 0,
                                   {"locale": "sr_RS.UTF-8@latin",
                                    "write_files": [{"path": "/etc/locale.gen", "content": "sr_RS.UTF-8@latin UTF-8\n",
                                                     "append": True}]}),
    "nothing": ("debian11", {}, 0, {}),
}


def writer_with(writer, flags):
    return [writer, f"--first-boot={flags}"]


# cloud-init takes seconds to check one; these have all members that there are.
CHECKED = ("all that Debian can be told", "the user of the image", "a registration")


def schema_complaints(text):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "user-data")
        with open(path, "w", encoding="utf-8") as stream:
            stream.write(text)
        done = subprocess.run(["cloud-init", "schema", "--config-file", path], check=False, capture_output=True, text=True)
    return [] if done.returncode == 0 else (done.stdout + done.stderr).splitlines()


def cloud_init_problems(seed, fields, expected):
    found = differences({name: seed[name] for name in ("kind", "delivery", "label", "system-serial", "secret")},
                        {"kind": "cloud-init", "delivery": "cdrom", "label": "cidata", "system-serial": "ds=nocloud",
                         "secret": any(field.endswith("password") for field in fields)})
    user_data, meta_data = seed["files"]["user-data"], seed["files"]["meta-data"]
    if not user_data.startswith("#cloud-config\n"):
        found.append(f"user-data begin with {user_data[:20]!r}")
    host = {"local-hostname": fields["host-name"]} if "host-name" in fields else {}
    found += differences(yaml.safe_load(meta_data), {"instance-id": "instance"} | host, "meta-data")
    found += differences(yaml.safe_load(user_data), expected, "user-data")
    return found


def check_cloud_inits(tap, writer):
    for name, (os_name, fields, flags, expected) in CLOUD_INITS.items():
        seed, message = make(writer_with(writer, flags), os_name, fields)
        tap.check(f"cloud-init is told {name}", [message] if seed is None else cloud_init_problems(seed, fields, expected))
        if name in CHECKED:
            tap.check(f"cloud-init finds no fault with {name}", schema_complaints(seed["files"]["user-data"]) if seed else [message])


# Characters that YAML reads in another way than JSON, or not at all.
YAML_ODDITIES = ["\u0085", "\u2028", "\u2029", "\ufeff", "\x7f", "\x80", "\t", "\x01", "\ufffe", "/\\/", "- a", "? b", "~", "yes",
                 "12:30", "0o17", "  blanks  ", "<<", "&a *a", "!!str x", "|", ">-", "%YAML 1.2", "---", "...", "@x", "`y", "{}", "[]"]


def check_odd_texts(tap, writer):
    problems = []
    for text in YAML_ODDITIES:
        fields = {"user-login": "jo", "user-ssh-key": f"{KEYS[1]} x{text}x", "user-name": text}
        seed, message = make(writer_with(writer, 0), "debian11", fields)
        if seed is None:
            # No field can have such a character then; what is refused cannot come out wrong.
            problems += [] if "name of the user" in message or "SSH key" in message else [f"{text!r}: {message}"]
            continue
        user = yaml.safe_load(seed["files"]["user-data"])["user"]
        problems += differences([user["gecos"], user["ssh_authorized_keys"]], [text, [f"{KEYS[1]} x{text}x"]], repr(text))
    tap.check("texts with a meaning in YAML come out as they are", problems)


def ignition_user(name, password, keys, **more):
    return {"name": name, "sshAuthorizedKeys": keys, "passwordHash": hash_of(password)} | more


IGNITION = {
    "ignition": {"version": "3.3.0"},
    "passwd": {"users": [ignition_user("jo", AWKWARD, KEYS, gecos=NAME, groups=["sudo", "wheel"]),
                         ignition_user("root", AWKWARD + "!", KEYS[1:])]},
    "storage": {"files": [{"path": "/etc/hostname", "mode": 0o644, "overwrite": True, "contents": {
                    "source": lambda text: urllib.parse.unquote(text) == "data:,web.example.org\n"}}],
                "links": [{"path": "/etc/localtime", "target": "../usr/share/zoneinfo/Europe/Berlin", "overwrite": True}]},
}
IGNITION_OF_CORE = {
    "ignition": {"version": "3.3.0"},
    "passwd": {"users": [{"name": "core", "gecos": NAME, "sshAuthorizedKeys": KEYS[1:]}]},
    "storage": {},
}


def check_ignitions(tap, writer):
    for name, fields, expected, secret in (("all", USER | ADMIN | SYSTEM, IGNITION, True),
                                           ("who its own user is", {"user-login": "core", "user-name": NAME, "user-ssh-key": KEYS[1]},
                                            IGNITION_OF_CORE, False)):
        seed, message = make(writer_with(writer, ONCE), "fedora-coreos-stable", fields, arch="aarch64")
        tap.check(f"Ignition is told {name}",
                  [message] if seed is None else
                  differences([seed["delivery"], list(seed["files"]), seed["secret"]],
                              ["firmware", ["opt/com.coreos/config"], secret])
                  + differences(json.loads(seed["files"]["opt/com.coreos/config"]), expected))


# Programs of the system that the script calls: each notes its words and what it reads.
STUB = """#!/usr/bin/python3
import json, os, sys
name, words, homes = os.path.basename(sys.argv[0]), sys.argv[1:], os.environ["HOMES"]
with open(os.environ["RECORD"], "a") as record:
    print(json.dumps([name, words, sys.stdin.read() if name == "chpasswd" else None]), file=record)
if name == "getent":
    print(f"{words[-1]}:x:1:1::{homes}/{words[-1]}:")
elif name == "id":
    print("group")
elif name == "install":
    os.makedirs(words[-1])
sys.exit(name == "mountpoint")
"""
STUBS = ["chpasswd", "getent", "id", "install", "mountpoint", "mount", "useradd", "usermod", "chown", "systemctl", "zypper", "chage"]


class Shell:
    """What a script of Combustion has done: the words of each command, and the files."""

    def __init__(self, script):
        with tempfile.TemporaryDirectory() as folder:
            self.run(folder, script)

    @staticmethod
    def write(path, text, mode=0o644):
        with open(path, "w", encoding="utf-8") as stream:
            stream.write(text)
        os.chmod(path, mode)

    def run(self, folder, script):
        for name in ("bin", "etc", "homes"):
            os.mkdir(os.path.join(folder, name))
        for name in STUBS:
            self.write(os.path.join(folder, "bin", name), STUB, 0o755)
        path = os.path.join(folder, "script")
        self.write(path, script)
        record = os.path.join(folder, "record")
        alone = ["unshare", "--mount", *([] if os.geteuid() == 0 else ["--map-root-user"])]
        inside = f"mount --bind '{folder}/etc' /etc && export PATH='{folder}/bin':$PATH && exec bash '{path}'"
        done = subprocess.run([*alone, "bash", "-c", inside], capture_output=True, text=True, check=False,
                              env=dict(os.environ, RECORD=record, HOMES=os.path.join(folder, "homes")))
        self.problems = [] if done.returncode == 0 else [f"exits with {done.returncode}: {done.stderr}"]
        self.calls = [json.loads(line) for line in self.read(record).splitlines()]
        self.files = {name: self.read(os.path.join(folder, "etc", name)) for name in sorted(os.listdir(os.path.join(folder, "etc")))}
        self.keys = {name: self.read(os.path.join(folder, "homes", name, ".ssh/authorized_keys"))
                     for name in sorted(os.listdir(os.path.join(folder, "homes")))}

    @staticmethod
    def read(path):
        if os.path.islink(path):
            return os.readlink(path)
        with open(path, encoding="utf-8") as stream:
            return stream.read()

    def of(self, name):
        """The words of each call of a program, and of chpasswd what it read."""
        return [read if name == "chpasswd" else words for called, words, read in self.calls if called == name]


def combustion_problems(seed):
    script = seed["files"]["combustion/script"]
    shell = Shell(script)
    passwords = [text.rstrip("\n").split(":") for text in shell.of("chpasswd")]
    return shell.problems + differences(
        {"label": seed["label"], "secret": seed["secret"], "etc": shell.files, "keys": shell.keys,
         "users": shell.of("useradd"), "groups": shell.of("usermod"), "packages": shell.of("zypper"),
         "expired": shell.of("chage"), "passwords": passwords,
         "network": "\n# combustion: network\n" in script},
        {"label": "combustion", "secret": True,
         "etc": {"hostname": "web.example.org\n", "locale.conf": "LANG=de_DE.UTF-8\n", "vconsole.conf": "KEYMAP=de-nodeadkeys\n",
                 "localtime": "../usr/share/zoneinfo/Europe/Berlin"},
         "keys": {"jo": "\n".join(KEYS) + "\n", "root": KEYS[1] + "\n"},
         "users": [["-m", "-c", NAME, "--", "jo"]], "groups": [["-a", "-G", "wheel", "--", "jo"]],
         "packages": [["--non-interactive", "install", "--", name] for name in PACKAGES["package"]],
         "expired": [["-d", "0", "root"]],
         "passwords": lambda pairs: [name for name, _ in pairs] == ["root", "jo"] and is_hash_of(AWKWARD + "!", pairs[0][1])
         and is_hash_of(AWKWARD, pairs[1][1]),
         "network": True})


def check_combustions(tap, writer):
    fields = USER | ADMIN | SYSTEM | LANGUAGES | PACKAGES | {"proxy": PROXY}
    seed, message = make(writer_with(writer, EXPIRE), "slem5.1", fields)
    tap.check("Combustion is told all", [message] if seed is None else combustion_problems(seed))


# What is asked, and what the message must name.
REFUSED = {
    "a disk layout is none of cloud-init's business": ("debian11", {"disk-layout": "lvm"}, 0, "disk layout"),
    "only apt is told its proxy": ("fedora37", {"proxy": PROXY}, 0, "proxy"),
    "only RHEL is registered": ("debian11", {"registration-login": "a", "registration-password": "b!"}, 0, "register"),
    "Ignition adds no packages": ("fedora-coreos-stable", {"package": "vim"}, 0, "package"),
    "Ignition expires no passwords": ("fedora-coreos-stable", {"admin-password": "secret!"}, EXPIRE, "expires"),
    "Alpine has no chage": ("alpinelinux3.17", {"admin-password": "secret!"}, EXPIRE, "expires"),
    "what expires has to be there": ("debian11", {}, EXPIRE, "password of the administrator"),
    "a full name needs a login": ("debian11", {"user-name": "Jo"}, 0, "login of the user"),
    "a registration needs its password": ("rhel9.0", {"registration-login": "jo"}, 0, "password to register with"),
    "a full name has no colon": ("debian11", {"user-login": "jo", "user-name": "a:b"}, 0, "name of the user"),
    "root is no further user": ("debian11", {"user-login": "root", "user-password": "secret!"}, 0, "root"),
    "Windows reads none of it": ("win10", {"host-name": "web"}, 0, "Windows"),
}


def check_refusals(tap, writer):
    for name, (os_name, fields, flags, word) in REFUSED.items():
        check_refused(tap, writer_with(writer, flags), name, os_name, fields, word)


def check_guests(tap, program):
    """What the guest has for its seed: QEMU starts no guest of s390x or ppc64 with an SMBIOS."""
    with tempfile.NamedTemporaryFile("w", suffix=".pub") as key:
        key.write(KEYS[1] + "\n")
        key.flush()
        for arch, has_serial in (("x86_64", True), ("aarch64", True), ("s390x", False), ("ppc64le", False)):
            done = subprocess.run([program, "install", "--name", "web", "--osinfo", "fedora37", "--arch", arch, "--memory", "2048",
                                   "--import", "--disk", "size=1", "--cloud-init", f"root-ssh-key={key.name}", "--print-xml", "1"],
                                  capture_output=True, text=True, check=False)
            found = {"serial": "ds=nocloud" in done.stdout, "smbios": "smbios" in done.stdout, "disc": "cdrom" in done.stdout}
            tap.check(f"a guest of {arch} is told by its serial number where it can be",
                      differences(found, {"serial": has_serial, "smbios": has_serial, "disc": True})
                      + (done.stderr.splitlines() if done.returncode else []))


def main(writer, program):
    tap = Tap()
    check_cloud_inits(tap, writer)
    check_odd_texts(tap, writer)
    check_ignitions(tap, writer)
    check_combustions(tap, writer)
    check_refusals(tap, writer)
    check_guests(tap, program)
    return tap.done()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
