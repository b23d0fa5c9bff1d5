#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Shows that a host is saved whole or not at all. Usage: save-host.py PROGRAM TOP"""

import os
import re
import resource
import shutil
import signal
import sys
import tempfile

from command import Command, Tap, judge_failure, make_inputs

SAVE = "host save {} --connect test:///default"
SMALL = 1000
DRIVER_CONFIGURATION = 'user = "root"\ngroup = "root"\nsecurity_driver = "none"\n'


def tree(folder):
    """The names and contents of all files below a folder."""
    found = {}
    for base, _, names in os.walk(folder):
        for name in names:
            with open(os.path.join(base, name), "rb") as stream:
                found[os.path.relpath(os.path.join(base, name), folder)] = stream.read()
    return found


def allow_small_files_only():
    """A full disk, without one: no file may grow beyond a few bytes."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (SMALL, SMALL))


def check_saved(tap, command):
    done = command.run(SAVE.format("saved"))
    first = tree(os.path.join(command.folder, "saved"))
    tap.check("a host is saved with its connection, and nothing is said",
              [line for line in (done.stdout.decode(), done.stderr.decode()) if line]
              + sorted({"capabilities.xml", "uri"} ^ set(first))
              + ([] if first.get("uri") == b"test:///default\n" else ["the connection is not there"]))
    shown = command.run("host show --json --host saved")
    live = command.run("host show --json --connect test:///default")
    tap.check("what was saved says what the connection says",
              [] if shown.stdout.replace(b'"saved"', b'"test:///default"') == live.stdout
              and live.returncode == 0 else ["they differ"])
    stale = os.path.join(command.folder, "saved", "domcapabilities-old.xml")
    shutil.copy(os.path.join(command.folder, "saved", "uri"), stale)
    command.run(SAVE.format("saved"))
    tap.check("a description is replaced, stale parts included",
              sorted(set(first) ^ set(tree(os.path.join(command.folder, "saved")))))
    command.run(SAVE.format("empty"))
    tap.check("an empty folder is filled",
              sorted(set(first) ^ set(tree(os.path.join(command.folder, "empty")))))
    command.run(SAVE.format("."), cwd=os.path.join(command.folder, "fresh"))
    tap.check("the folder one is in can be named",
              sorted(set(first) ^ set(tree(os.path.join(command.folder, "fresh")))))


def check_refused(tap, command):
    before = tree(command.folder)
    for name, more in (("full", {}), ("file", {}), ("nowhere/below", {}),
                       ("new", {"preexec_fn": allow_small_files_only}),
                       ("saved", {"preexec_fn": allow_small_files_only})):
        done = command.run(SAVE.format(name), **more)
        what = f"{name} on a full disk" if more else name
        tap.check(f"saving in {what} fails, and changes nothing",
                  [*judge_failure(done), *([] if tree(command.folder) == before else ["changed"]),
                   *(["a folder was left"] if os.path.exists(os.path.join(command.folder, "new")) else [])])


def strip_ids(xml):
    return re.sub(rb"<uuid>.*?</uuid>|<mac [^>]*>", b"", xml)


def check_real(tap, command):
    """The QEMU driver of this machine, in the process of the command."""
    root = os.path.join(command.folder, "root")
    os.makedirs(os.path.join(root, "etc"))
    with open(os.path.join(root, "etc", "qemu.conf"), "w", encoding="utf-8") as stream:
        stream.write(DRIVER_CONFIGURATION)
    name = "a host that libvirt describes can be saved and designed for"
    if os.geteuid() != 0:
        tap.skip(name, "the driver in the process runs only as root")
        return
    done = command.run(f"host save real --connect qemu:///embed?root={root}")
    if done.returncode != 0 and b"libvirt-daemon-driver-qemu" in done.stderr + driver_is_missing():
        tap.skip(name, "libvirt has no QEMU driver: install libvirt-daemon-driver-qemu")
        return
    problems = [done.stderr.decode()[:2000]] if done.stderr else []
    for kind in ("x86_64-q35", "aarch64-virt"):
        if not os.path.exists(os.path.join(command.folder, "real", f"domcapabilities-qemu-{kind}.xml")):
            problems.append(f"there is nothing about QEMU's {kind}")
    guest = "design --osinfo debian11 --virt-type qemu --disk path=/srv/a.raw --name guest "
    made = command.run(guest + "--host real")
    tap.check(name, problems + ([] if made.stdout.startswith(b'<domain type="qemu"')
                                else [made.stderr.decode()[:2000]]))
    saved = command.run(guest + "--arch aarch64 --host real")
    live = command.run(guest + f"--arch aarch64 --connect qemu:///embed?root={root}")
    tap.check("a connection says of another architecture what was saved",
              [] if b'arch="aarch64"' in live.stdout and strip_ids(live.stdout) == strip_ids(saved.stdout)
              else [live.stderr.decode()[:2000], saved.stderr.decode()[:2000]])


def driver_is_missing():
    """What stands for the driver's absence in a message; empty where it is there."""
    for folder in ("/usr/lib/x86_64-linux-gnu", "/usr/lib64", "/usr/lib"):
        if os.path.exists(f"{folder}/libvirt/connection-driver/libvirt_driver_qemu.so"):
            return b""
    return b"libvirt-daemon-driver-qemu"


def main(program, top):
    tap = Tap()
    with tempfile.TemporaryDirectory(prefix="save-", dir="/tmp") as folder:
        make_inputs(folder, top)
        os.unlink(os.path.join(folder, "huge.xml"))
        os.mkdir(os.path.join(folder, "fresh"))
        command = Command(program, folder)
        check_saved(tap, command)
        check_refused(tap, command)
        check_real(tap, command)
    return tap.done()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
