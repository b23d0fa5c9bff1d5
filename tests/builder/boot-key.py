#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""A guest is installed from a disc that asks for a key, with nobody there to press one. Usage: boot-key.py PROGRAM

Needs root: libvirt's system driver runs in namespaces of its own.
"""

import os
import signal
import subprocess
import sys

import asking_disc
import boot_disk
import daemons
sys.path.insert(0, os.path.join(os.path.dirname(daemons.HERE), "source"))
from sources import Tap  # noqa: E402  pylint: disable=wrong-import-position

MINUTE = 60


class Site:
    """A private host with the disc."""

    def __init__(self, program, host):
        self.program = program
        self.host = host
        self.pool = host.make_pool("images")
        self.disc = os.path.join(self.pool, "asks.iso")
        self.records = os.path.join(host.folder, "records")
        self.env = {**os.environ, "LIBVIRT_BUILDER_STATE_DIR": self.records}
        asking_disc.make(self.disc)

    def console(self, name):
        return os.path.join(self.host.folder, f"{name}.log")

    def words(self, name, *more, uri=daemons.URI):
        return [self.program, "install", "--connect", uri, "--name", name, "--memory", "256", "--vcpus", "1", "--virt-type", "qemu",
                "--disk", "pool=images,size=0.01,format=raw", "--network", "none", "--graphics", "none", "--noautoconsole",
                "--boot", "firmware=efi,firmware.feature0.name=secure-boot,firmware.feature0.enabled=no",
                "--serial", f"file,path={self.console(name)}", "--cdrom", self.disc, *more]

    def says(self, name, text):
        def look():
            with open(self.console(name), "rb") as stream:
                return text in stream.read()
        daemons.wait_for(lambda: os.path.exists(self.console(name)) and look(), f"{text!r} of {name}", 4 * MINUTE)

    def left(self):
        records = os.listdir(self.records) if os.path.isdir(self.records) else []
        return (self.host.virsh("list", "--all", "--name").stdout.split(), sorted(os.listdir(self.pool)), records)


def judge(done, status=0):
    return [] if done.returncode == status else [f"status {done.returncode}", *done.stderr.splitlines()[-5:]]


def check_without(tap, site):
    """The test has something to show: what is defined here does not start by itself."""
    made = site.host.run(*site.words("alone", "--osinfo", "win2k16", "--print-xml", "1"), env=site.env)
    site.host.virsh("vol-create-as", "images", "alone.img", "10M", "--format", "raw")
    site.host.define(made.stdout, "create")
    site.says("alone", b"no key was pressed")
    tap.check("the disc is left without a key", judge(made))
    site.host.virsh("destroy", "alone")
    site.host.virsh("vol-delete", "alone.img", "--pool", "images")


def check_pressed(tap, site):
    done = site.host.run(*site.words("asked", "--osinfo", "win2k16", "--wait", "4", "--noreboot"), env=site.env)
    site.says("asked", b"started from the disc")
    tap.check("a key is pressed until the guest starts from it",
              judge(done) + ([] if "press a key" in done.stdout + done.stderr else [done.stdout, done.stderr]))
    site.host.virsh("undefine", "--nvram", "asked")
    site.host.virsh("vol-delete", "asked.img", "--pool", "images")


def check_others(tap, site):
    dry = site.host.run(*site.words("other", "--osinfo", "debian11", "--dry-run"), env=site.env)
    tap.check("no key is pressed for systems whose media ask for none",
              judge(dry) + ([] if "start the installation" in dry.stdout and "press a key" not in dry.stdout else [dry.stdout]))


def check_interrupted(tap, site):
    """What the guest reads is too little, for nothing that can be started is in the drive."""
    before = site.left()
    with open(site.disc, "r+b") as disc:
        disc.seek(32 * 1024)
        disc.write(bytes(64 * 1024))
    words = site.words("never", "--osinfo", "win2k16", uri=site.host.uri)
    with subprocess.Popen(words, env=site.env, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        daemons.wait_for(lambda: "never" in site.host.virsh("list", "--name").stdout, "the guest")
        running.send_signal(signal.SIGINT)
        _, message = running.communicate(timeout=MINUTE)
    tap.check("who waits for that in vain can interrupt it", [] if running.returncode != 0 else [message])
    tap.check("and nothing is left of it", [] if site.left() == before else [str(site.left())])


def check_stopped(tap, site):
    """A guest that somebody stops while its disc is waited for has not been installed."""
    before = site.left()
    words = site.words("stopped", "--osinfo", "win2k16", uri=site.host.uri)
    with subprocess.Popen(words, env=site.env, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        daemons.wait_for(lambda: "stopped" in site.host.virsh("list", "--name").stdout, "the guest")
        daemons.wait_for(lambda: "yes" in site.host.virsh("dominfo", "stopped").stdout.partition("Persistent:")[2].split()[0],
                         "its definition")
        site.host.virsh("destroy", "stopped")
        _, message = running.communicate(timeout=MINUTE)
    tap.check("a guest that is stopped meanwhile is not installed",
              [] if running.returncode != 0 and "is installed" not in message else [message])
    tap.check("and it is taken back", [] if site.left() == before else [str(site.left())])


def main(program):
    tap = Tap()
    reason = daemons.missing() or boot_disk.missing()
    if reason:
        print(f"1..0 # SKIP {reason}")
        return 0
    with daemons.Host() as host:
        site = Site(os.path.abspath(program), host)
        check_without(tap, site)
        check_pressed(tap, site)
        check_others(tap, site)
        check_interrupted(tap, site)
        check_stopped(tap, site)
    return tap.done()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
