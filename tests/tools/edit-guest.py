#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Shows how a guest of a connection is changed, at rest and while it runs.

Usage: edit-guest.py PROGRAM TOP
"""

import contextlib
import glob
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET

from command import Command, Tap, for_libvirt, judge_failure

CONFIGURATION = """stdio_handler = "file"
lock_manager = "nop"
security_driver = "none"
remember_owner = 0
dynamic_ownership = 0
namespaces = []
cgroup_controllers = []
user = "root"
group = "root"
"""
GUEST = ("<domain type='qemu'><name>web</name><memory unit='MiB'>64</memory><os>"
         "<type arch='x86_64' machine='q35'>hvm</type></os><devices>"
         "<emulator>/usr/bin/qemu-system-x86_64</emulator>"
         + "".join(f"<controller type='pci' index='{index}' model='pcie-root-port'/>" for index in (1, 2, 3, 4))
         + "</devices></domain>")


def notes(done, *expected):
    """What is wrong with a run that says no more than what is expected on standard error."""
    lines = done.stderr.decode().splitlines()
    if done.returncode != 0:
        yield f"status {done.returncode}: {lines}"
    if len(lines) != len(expected) or any(part not in line for part, line in zip(expected, lines)):
        yield f"it says {lines}"


def judge(done, *expected):
    return [*notes(done, *expected), *([] if not done.stdout else [done.stdout.decode()])]


class Guests:
    """A driver of libvirt's with a folder of its own, and its guests."""

    def __init__(self, command, folder):
        self.command = command
        self.root = os.path.join(folder, "root")
        self.uri = f"qemu:///embed?root={self.root}"
        os.makedirs(os.path.join(self.root, "etc"))
        with open(os.path.join(self.root, "etc", "qemu.conf"), "w", encoding="utf-8") as stream:
            stream.write(CONFIGURATION)
        self.share_cache()

    def share_cache(self):
        """What libvirt asks of each emulator takes seconds, so the tests of a build share the answers."""
        shared = os.environ.get("DESIGNER_DRIVER_CACHE")
        if shared is None:
            return
        os.makedirs(shared, exist_ok=True)
        folder = os.path.join(self.root, "cache", "qemu")
        os.makedirs(folder)
        os.symlink(shared, os.path.join(folder, "capabilities"))

    def edit(self, *words, **more):
        return self.command.run(["edit", *words, "--connect", self.uri], **more)

    def defined(self, name="web"):
        return ET.parse(os.path.join(self.root, "etc", "qemu", f"{name}.xml")).getroot()

    def running(self):
        """The devices of the running guest, as libvirt keeps them."""
        found = glob.glob(os.path.join(self.root, "run", "qemu", "web.xml"))
        return ET.parse(found[0]).getroot() if found else ET.Element("none")

    def stop(self):
        for path in glob.glob(os.path.join(self.root, "run", "qemu", "*.pid")):
            with open(path, encoding="utf-8") as stream, contextlib.suppress(ProcessLookupError):
                os.kill(int(stream.read()), signal.SIGKILL)


def check_at_rest(tap, guests, path):
    done = guests.edit(path, "--edit", "--metadata", "title=first", "--define")
    tap.check("a guest of a file is defined with its change", judge(done, "guest 'web' is changed"))
    shown = guests.edit("web", "--edit", "--metadata", "title=second", "--print-diff")
    tap.check("--print-diff changes nothing", [*notes(shown), *(
        [] if guests.defined().findtext("title") == "first" else ["it is changed"])])
    tap.check("a guest is changed by its name",
              judge(guests.edit("web", "--edit", "--metadata", "title=third"), "guest 'web' is changed"))
    uuid = guests.defined().findtext("uuid")
    tap.check("a guest is changed by its UUID, quietly",
              judge(guests.edit(uuid, "--edit", "--metadata", "title=fourth", "--quiet")))
    both = guests.edit("web", "--edit", "--metadata", "title=fifth", "--print-diff", "--define")
    tap.check("--define defines what is printed too", [*notes(both, "guest 'web' is changed"), *(
        [] if b"fifth" in both.stdout and guests.defined().findtext("title") == "fifth" else ["it does not"])])
    guests.edit("web", "--edit", "--metadata", "title=sixth", "--no-define")
    tap.check("--no-define defines nothing", [] if guests.defined().findtext("title") == "fifth" else ["it does"])
    answers = {"n\n": "fifth", "": "fifth", "y\n": "seventh"}
    for answer, title in answers.items():
        asked = subprocess.run([guests.command.path, "edit", "web", "--edit", "--metadata", "title=seventh", "--confirm",
                                "--connect", guests.uri], input=answer, text=True, capture_output=True, check=False,
                               env=for_libvirt(os.environ))
        tap.check(f"--confirm asks, and takes '{answer.strip()}' for an answer",
                  [] if asked.returncode == 0 and "(y/n)" in asked.stderr
                  and guests.defined().findtext("title") == title else [asked.stderr])


def check_running(tap, guests):
    tap.check("--start starts the guest", judge(guests.edit("web", "--edit", "--memory", "128", "--start"),
                                                "guest 'web' is changed"))
    card = ["--network", "user,model=virtio,mac=52:54:00:00:00:01"]
    tap.check("--add-device --update plugs a device in",
              [*judge(guests.edit("web", "--add-device", *card, "--update"), "guest 'web' is changed"),
               *([] if guests.running().find(".//interface") is not None
                 and guests.defined().find(".//interface") is not None else ["it is not there"])])
    tap.check("without --update, the running guest is left alone, and that is said",
              [*judge(guests.edit("web", "--add-device", "--rng", "/dev/urandom"), "when it is started next"),
               *([] if guests.running().find(".//rng") is None else ["it is there"])])
    tap.check("--edit --update changes a device",
              [*judge(guests.edit("web", "--edit", "--network", "link.state=down", "--update"), "guest 'web' is changed"),
               *([] if guests.running().find(".//interface/link[@state='down']") is not None else ["it does not"])])
    tap.check("--remove-device --update takes the device out of both",
              judge(guests.edit("web", "--remove-device", "--network", "52:54:00:00:00:01", "--update"),
                    "guest 'web' is changed"))
    refused = guests.edit("web", "--add-device", "--sound", "ich9", "--update")
    tap.check("what cannot be plugged in is refused with what to do, and nothing is changed",
              [*judge_failure(refused), *([] if b"leave --update out" in refused.stderr
                                          and guests.defined().find(".//sound") is None else ["it is not"])])


def check_mistakes(tap, guests, path):
    mistakes = {
        "a guest that is not there": (["nosuch", "--edit", "--vcpus", "2"], "has no guest 'nosuch'"),
        "--update of what is no device": (["web", "--edit", "--vcpus", "2", "--update"], "leave --update out"),
        "--update of a file": ([path, "--add-device", "--rng", "/dev/urandom", "--update"], "--update is about"),
        "--start of a file that is not defined": ([path, "--edit", "--vcpus", "2", "--start"], "--start is about"),
        "--define with --no-define": (["web", "--edit", "--vcpus", "2", "--define", "--no-define"], "contradict"),
        "storage that is not there": (["web", "--add-device", "--disk", "/nowhere/x.img"], "there is no '/nowhere/x.img'"),
        "what libvirt does not take": (["web", "--edit", "--xml", "./vcpu=often"], "libvirt does not take"),
    }
    for name, (words, part) in mistakes.items():
        done = guests.edit(*words)
        tap.check(f"{name} is refused", [*judge_failure(done), *([] if part in done.stderr.decode()
                                                                else [done.stderr.decode()])])


def main(program, top):
    tap = Tap()
    if shutil.which("qemu-system-x86_64") is None:
        print("1..0 # SKIP no qemu-system-x86_64: install qemu-system-x86")
        return 0
    with tempfile.TemporaryDirectory(prefix="gvd-", dir="/tmp") as folder:
        guests = Guests(Command(program, folder), folder)
        path = os.path.join(folder, "guest.xml")
        with open(path, "w", encoding="utf-8") as stream:
            stream.write(GUEST)
        os.environ["LIBVIRT_DESIGNER_POLICY_PATH"] = os.path.join(top, "data", "policy.d")
        try:
            check_at_rest(tap, guests, path)
            check_mistakes(tap, guests, path)
            check_running(tap, guests)
        finally:
            guests.stop()
    return tap.done()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
