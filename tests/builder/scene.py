# SPDX-License-Identifier: LGPL-2.1-or-later
"""A host with what was there before, a command that changes it, and pictures of what is there.

    scene = Scene(host, PROGRAM, STOPPER, WORDS)        # the command PROGRAM WORDS…
    scene.learn()                                       # runs it to its end, undisturbed
    scene.run_stopped(3, "before", signal.SIGKILL)      # … until a moment, see stopper.c
    scene.recover()
    scene.picture() == scene.before, scene.is_whole(scene.picture())
    scene.clean()                                       # makes it as it was before; what it cannot

A picture holds the guests with their states, the files of the pools with their contents, owners and modes, the files that libvirt
keeps for guests, the records of the program, and the processes that are guests.
"""

import hashlib
import os
import signal
import stat
import subprocess
import sys

import daemons

OLD_GUESTS = ["old", "other"]
OLD_GUEST = """<domain type='qemu'>
  <name>{name}</name>
  <memory unit='MiB'>32</memory>
  <os><type arch='x86_64'>hvm</type></os>
  <devices>
    <emulator>/usr/bin/qemu-system-x86_64</emulator>
    <disk type='file'><source file='{path}'/><target dev='vda' bus='virtio'/></disk>
  </devices>
</domain>
"""
# Folders of libvirt in which something is kept for guests.
KEPT = ["etc/qemu", "etc/storage", "lib/images", "lib/qemu/nvram", "lib/qemu/save", "lib/qemu/snapshot", "lib/swtpm"]


class Scene:
    def __init__(self, host, program, stopper, words):
        self.host = host
        self.command = [program, *words]
        self.program = program
        self.stopper = stopper
        self.state = os.path.join(host.folder, "state")
        self.note = os.path.join(host.folder, "moments")
        self.env = dict(os.environ, LIBVIRT_BUILDER_STATE_DIR=self.state)
        self.whole = None
        self.make_old_guests()
        self.before = self.picture()

    def make_old_guests(self):
        """Those of somebody else, each with a disk in the same pool, as far as they are not there."""
        volumes = self.host.virsh("vol-list", "images").stdout.split()
        guests = self.host.virsh("list", "--all", "--name").stdout.split()
        for name in OLD_GUESTS:
            path = os.path.join(self.host.folder, f"images/{name}.img")
            if f"{name}.img" not in volumes:
                self.host.virsh("vol-create-as", "images", f"{name}.img", "1M", "--format", "raw")
                with open(path, "r+b") as stream:
                    stream.write(b"what is on the disk of somebody else\n" * 1000)
            if name not in guests:
                self.host.define(OLD_GUEST.format(name=name, path=path))
                # libvirt makes a folder for guests that start with it, and leaves it there.
                self.host.virsh(f"autostart {name}; autostart --disable {name}")
        # And of pools.
        self.host.virsh("pool-autostart images; pool-autostart --disable images")

    def look_after_daemon(self):
        # It was seen to end once in some hundred times that a program is killed which it works for: one more fault to survive.
        if self.host.revive():
            print("libvirtd has ended by itself", file=sys.stderr)

    def picture(self):
        self.look_after_daemon()
        # All in one go, since this is asked very often.
        said = self.host.virsh("list --all --name; echo /; pool-list --all --name").stdout
        guests, pools = (names.split() for names in said.split("/"))
        found = self.describe("guest", "dominfo", guests, ("State", "Persistent", "Autostart", "Managed save"))
        found.update(self.describe("pool", "pool-info", pools, ("State", "Persistent", "Autostart")))
        for pool in pools:
            found.update(self.contents(pool))
        for folder in KEPT:
            found.update(dict.fromkeys(self.contents(folder)))
        if os.path.isdir(self.host.seen(os.path.join(self.host.folder, "lib/images"))):
            found["lib/images"] = None
        found.update({f"record {os.path.basename(name)}": None for name in self.contents("state")})
        found["guests that run"] = sum(map(is_guest, self.host.processes()))
        return found

    def describe(self, what, verb, names, keys):
        said = self.host.virsh("; ".join(f"{verb} '{name}'" for name in names)).stdout if names else ""
        found, about = {}, {}
        for line in said.splitlines():
            key, _, value = line.partition(":")
            if key == "Name":
                about = found[f"{what} {value.strip()}"] = {}
            if key in keys:
                about[key] = value.strip()
        return found

    def contents(self, folder):
        """What is in a folder of the host, with owners, modes and contents."""
        found = {}
        top = self.host.seen(os.path.join(self.host.folder, folder))
        for place, folders, names in os.walk(top):
            for name in folders + names:
                path = os.path.join(place, name)
                about = os.lstat(path)
                found[f"{folder}/{os.path.relpath(path, top)}"] = about.st_uid, oct(about.st_mode), checksum(path)
        return found

    def is_whole(self, picture):
        """Whether all is there that the command makes, and what was there before is untouched."""
        # What a guest has on its disks that does not run is known to the byte.
        if not self.whole["guests that run"]:
            return picture == self.whole
        return (picture.keys() == self.whole.keys()
                and all(picture[key] == value for key, value in self.before.items() if self.whole[key] == value)
                and all(picture[key] == value for key, value in self.whole.items() if key.startswith("guest")))

    @staticmethod
    def differences(before, now):
        return ([f"gone: {key}" for key in before if key not in now] + [f"there: {key}" for key in now if key not in before]
                + [f"changed: {key}: {before[key]} to {now[key]}" for key in before if key in now and now[key] != before[key]])

    def moments(self):
        """The letters of the moments of the last run."""
        if not os.path.exists(self.note):
            return ""
        with open(self.note, encoding="utf-8") as stream:
            return stream.read()

    def words(self, moment, when, number):
        if os.path.exists(self.note):
            os.unlink(self.note)
        stop = {"LD_PRELOAD": self.stopper, "STOPPER_NOTE": self.note, "STOPPER_AT": str(moment), "STOPPER_WHEN": when,
                "STOPPER_SIGNAL": str(int(number))}
        return ["env", *(f"{name}={value}" for name, value in stop.items()), *self.command]

    def learn(self):
        """Runs the command undisturbed and remembers what it makes."""
        done = self.run_stopped(0, "before", signal.SIGKILL)
        self.whole = self.picture()
        return done

    def run_stopped(self, moment, when, number):
        return self.host.run(*self.words(moment, when, number), env=self.env)

    def start_stopped(self, moment, when, number):
        return subprocess.Popen([*self.host.inside, *self.words(moment, when, number)], env=self.env, text=True,
                                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    @staticmethod
    def wait_for_stop(process):
        """Whether the command stops itself; false where it ends."""
        def settled():
            return process.poll() is not None or state_of(process.pid) == "T"
        daemons.wait_for(settled, "the moment at which the program stops")
        return process.poll() is None

    def recover(self, *words):
        self.look_after_daemon()
        return self.host.run(self.program, "recover", *words, env=self.env)

    def clean(self):
        """Makes all as it was before, whatever was left; what still differs."""
        now = self.picture()
        if now == self.before:
            return []
        self.remove(now.keys() - self.before.keys())
        for pool in self.host.virsh("pool-list --name").stdout.split():
            self.host.virsh(f"pool-refresh {pool}")
        self.make_old_guests()
        return self.differences(self.before, self.picture())

    def remove(self, keys):
        """Removes what a picture has of these keys: guests and pools before their files."""
        for key in keys:
            if key.startswith("guest "):
                self.host.run("virsh", "--connect", daemons.URI, "destroy", key.split()[1])
                self.host.run("virsh", "--connect", daemons.URI, "undefine", key.split()[1], "--nvram", "--managed-save")
            if key.startswith("pool "):
                self.host.run("virsh", "--connect", daemons.URI, "pool-destroy", key.split()[1])
                self.host.run("virsh", "--connect", daemons.URI, "pool-undefine", key.split()[1])
        for key in keys:
            path = os.path.join(self.state if key.startswith("record ") else self.host.folder, key.removeprefix("record "))
            self.host.run("rm", "-rf", path)


def checksum(path):
    if not stat.S_ISREG(os.lstat(path).st_mode):
        return None
    with open(path, "rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def is_guest(pid):
    try:
        with open(f"/proc/{pid}/comm", encoding="utf-8") as stream:
            return stream.read().startswith("qemu-system")
    except OSError:
        return False


def state_of(pid):
    with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as stream:
        return stream.read().rpartition(")")[2].split()[0]
