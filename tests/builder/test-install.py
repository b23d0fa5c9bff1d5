#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Installs real guests on a private host. Usage: test-install.py PROGRAM"""

import json
import os
import pty
import select
import shutil
import signal
import subprocess
import sys
import time

import daemons
import tiny_guest
sys.path.insert(0, os.path.join(os.path.dirname(daemons.HERE), "source"))
from sources import Tap  # noqa: E402  pylint: disable=wrong-import-position

COMMON = ["--osinfo", "debian11", "--memory", "512", "--virt-type", "qemu", "--network", "none", "--graphics", "none"]
BOOT = 240
SECTOR = 512
MARKER_SECTOR = 2048


class Site:
    """A private host with a pool, and the program that is tried on it."""

    def __init__(self, program, host):
        self.program = program
        self.host = host
        self.records = os.path.join(host.folder, "records")
        self.pool = host.make_pool("images")
        self.guest = tiny_guest.place(host.folder)

    def words(self, name, *more):
        return [self.program, "install", "--name", name, *COMMON, "--serial", f"file,path={self.console(name)}", *more]

    def console(self, name):
        return os.path.join(self.host.folder, f"{name}.log")

    def env(self):
        return {**os.environ, "LIBVIRT_BUILDER_STATE_DIR": self.records}

    def install(self, name, *more, uri=daemons.URI):
        words = self.words(name, "--connect", uri, *more)
        return self.host.run(*words, env=self.env()) if uri == daemons.URI else subprocess.run(
            words, env=self.env(), text=True, capture_output=True, check=False)

    def installer(self, *words):
        args = " ".join([tiny_guest.COMMAND_LINE, *words])
        return ["--install", f"kernel={self.guest.kernel},initrd={self.guest.initrd},kernel_args={args}"]

    def state(self, name):
        return self.host.run("virsh", "--connect", daemons.URI, "domstate", name).stdout.strip()

    def said(self, name, kind):
        return daemons.wait_for(lambda: tiny_guest.read_file(self.console(name)).one(kind), f"{kind} of {name}", BOOT)

    def left(self):
        """What there is of guests, volumes and records."""
        records = os.listdir(self.records) if os.path.isdir(self.records) else []
        return (self.host.virsh("list", "--all", "--name").stdout.split(), sorted(os.listdir(self.pool)), records)


def judge(done, status=0):
    return [] if done.returncode == status else [f"status {done.returncode}", *done.stderr.splitlines()[-5:]]


def check_import(tap, site, uri, name):
    disk = os.path.join(site.pool, f"{name}.img")
    shutil.copyfile(tiny_guest.get().disk, disk)
    os.chmod(disk, 0o666)
    done = site.install(name, "--import", "--disk", f"path={disk}", uri=uri)
    tap.check(f"a disk that holds a system is imported ({name})", judge(done))
    # From afar, it is the same guest.
    if uri == daemons.URI:
        tap.check(f"and boots ({name})", [] if done.returncode == 0 and site.said(name, "ready") else ["it does not"])
    again = site.install(name, "--import", "--disk", f"path={disk}", uri=uri)
    tap.check(f"a second one of that name is refused ({name})",
              judge(again, 1) + ([] if "already" in again.stderr else [again.stderr]))
    site.host.virsh("destroy", name)
    site.host.virsh("undefine", name)
    os.unlink(disk)


def marker(path):
    with open(path, "rb") as disk:
        disk.seek(MARKER_SECTOR * SECTOR)
        return disk.read(SECTOR).rstrip(b"\0")


def check_installation(tap, site):
    before = site.left()
    disk = "pool=images,size=0.1,format=raw"
    dry = site.install("new", *site.installer(), "--disk", disk, "--dry-run")
    tap.check("what would be done is said", judge(dry) + ([] if "define the guest new" in dry.stdout else [dry.stdout]))
    tap.check("and not done", [] if site.left() == before else [str(site.left())])
    done = site.install("new", *site.installer("tiny.write=/dev/vda:installed", "tiny.then=reboot"), "--disk", disk, "--json")
    tap.check("a guest is installed", judge(done))
    events = [json.loads(line) for line in done.stdout.splitlines()]
    tap.check("with an event for each step, and for its end",
              [] if events[-1:] == [{"event": "installed", "guest": "new"}]
              and [event["state"] for event in events if event["event"] == "step"] == ["begun", "done"] * 5
              else [done.stdout])
    tap.check("its installer has written to its new disk",
              [] if marker(os.path.join(site.pool, "new.img")) == b"installed" else ["it has not"])
    tap.check("it runs, as it is to stay",
              [] if site.state("new") == "running" and "<kernel>" not in site.host.virsh("dumpxml", "new").stdout
              else [site.state("new")])
    site.host.virsh("destroy", "new")
    site.host.virsh("undefine", "new")
    site.host.virsh("vol-delete", "new.img", "--pool", "images")
    tap.check("nothing else is left", [] if site.left() == before else [str(site.left())])


def check_permission(tap, site):
    """A disk that the hypervisor may not read, which from afar is known only once it tries."""
    folder = os.path.join(site.host.folder, "closed")
    os.mkdir(folder, 0o700)
    disk = os.path.join(folder, "tiny.img")
    shutil.copyfile(tiny_guest.get().disk, disk)
    before = site.left()
    for uri, word in (daemons.URI, "chmod"), (site.host.uri, "ermission"):
        done = site.install("closed", "--import", "--disk", f"path={disk}", uri=uri)
        tap.check(f"a disk that the hypervisor may not read is named ({word})",
                  judge(done, 1) + ([] if word in done.stderr and disk in done.stderr else [done.stderr]))
        tap.check(f"and nothing is left of the guest ({word})", [] if site.left() == before else [str(site.left())])


def interrupt(site, name, *more):
    """Interrupts the program while the installer runs."""
    words = site.words(name, *site.installer(), "--disk", "pool=images,size=0.1,format=raw", "--connect", site.host.uri, *more)
    with subprocess.Popen(words, env=site.env(), text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        daemons.wait_for(lambda: site.state(name) == "running", f"start of {name}", BOOT)
        # That it waits is said when it does.
        for line in process.stderr:
            if "being installed" in line:
                break
        process.send_signal(signal.SIGINT)
        return process.communicate(timeout=60)[1], process.returncode


def check_interruption(tap, site):
    for name, more, state in [("stays", [], "running"), ("stops", ["--destroy-on-exit"], "shut off")]:
        message, status = interrupt(site, name, *more)
        tap.check(f"where waiting is interrupted, the guest {name}",
                  [] if status == 1 and site.state(name) == state else [f"status {status}", site.state(name), message])
        site.host.run("virsh", "--connect", daemons.URI, "destroy", name)
        site.host.virsh("undefine", name)
        site.host.virsh("vol-delete", f"{name}.img", "--pool", "images")


class Sitting:
    """An installation with somebody at a terminal."""

    def __init__(self, site, name, *installer):
        self.terminal, other = pty.openpty()
        words = [*site.host.inside, site.program, "install", "--name", name, *COMMON, "--connect", daemons.URI,
                 *site.installer(*installer), "--disk", "none", "--noreboot", "--autoconsole", "text"]
        self.process = subprocess.Popen(words, env=site.env(), stdin=other, stdout=other, stderr=subprocess.PIPE)
        os.close(other)
        self.said = b""

    def reads(self, text):
        end = time.monotonic() + BOOT
        while text not in self.said and time.monotonic() < end:
            if not select.select([self.terminal], [], [], 1)[0]:
                continue
            try:
                self.said += os.read(self.terminal, 4096)
            except OSError:  # nobody has it open any more
                break
        return [] if text in self.said else [repr(self.said[-500:])]

    def end(self):
        try:
            message = self.process.communicate(timeout=60)[1].decode()
        finally:
            self.process.kill()
            os.close(self.terminal)
        return message, self.process.returncode


def check_text_console(tap, site):
    sitting = Sitting(site, "typed")
    tap.check("the console of an installation is shown", sitting.reads(b"ready"))
    os.write(sitting.terminal, b"echo $((6*7))-is-it\r")
    tap.check("and answers", sitting.reads(b"42-is-it"))
    os.write(sitting.terminal, b"\x1d")
    for line in sitting.process.stderr:
        if b"the console is closed" in line:
            break
    tap.check("once it is left, the end is waited for", [] if sitting.process.poll() is None else ["it is over"])
    site.host.virsh("shutdown", "typed")
    message, status = sitting.end()
    tap.check("and comes", [] if status == 0 and "is installed" in message else [f"status {status}", message])

    sitting = Sitting(site, "seen", "tiny.then=poweroff")
    problems = sitting.reads(b"ready")
    message, status = sitting.end()
    tap.check("a console is shown until the installation ends",
              problems + ([] if status == 0 and "is installed" in message else [f"status {status}", message]))
    for name in ("typed", "seen"):
        site.host.virsh("undefine", name)


def main(program):
    tap = Tap()
    reason = daemons.missing() or tiny_guest.missing()
    if reason:
        print(f"1..0 # SKIP {reason}")
        return 0
    with daemons.Host() as host:
        # A console is locked there.
        host.check("mkdir", "--parents", "/run/lock")
        site = Site(os.path.abspath(program), host)
        check_import(tap, site, daemons.URI, "local")
        check_import(tap, site, host.uri, "remote")
        check_installation(tap, site)
        check_permission(tap, site)
        check_interruption(tap, site)
        check_text_console(tap, site)
    return tap.done()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
