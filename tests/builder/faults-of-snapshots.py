#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Shows that whatever happens while a snapshot is made, deleted or reverted to, all of it is done in the end or nothing.

Usage: faults-of-snapshots.py PROGRAM STOPPER
"""

import os
import signal
import subprocess
import sys

import daemons
import faults
from scene import Scene
sys.path.insert(0, os.path.join(os.path.dirname(daemons.HERE), "source"))
from sources import Tap  # noqa: E402  pylint: disable=wrong-import-position

# The words of the program, and what the guest has and does before: a snapshot and nothing, or none, and it runs.
TRIALS = {
    "given a snapshot while it runs": (["snapshot", "create", "kept", "second"], True),
    "reverted to a snapshot": (["snapshot", "revert", "kept", "first"], False),
}
LONG_TRIALS = {
    "given a snapshot within its images": (["snapshot", "create", "kept", "second", "--internal"], False),
    "rid of a snapshot": (["snapshot", "delete", "kept", "first"], False),
}
GUEST = """<domain type='qemu'>
  <name>kept</name>
  <memory unit='MiB'>32</memory>
  <os><type arch='x86_64'>hvm</type></os>
  <devices>
    <emulator>/usr/bin/qemu-system-x86_64</emulator>
    <disk type='volume'>
      <driver name='qemu' type='qcow2'/><source pool='images' volume='kept.qcow2'/><target dev='vda' bus='virtio'/>
    </disk>
  </devices>
</domain>
"""


class SnapshotScene(Scene):
    """The guest "kept" runs, or is off and has a snapshot "first", and another content of its disk than then."""

    def __init__(self, host, program, stopper, words, runs):
        self.runs = runs
        self.disk = os.path.join(host.folder, "images/kept.qcow2")
        super().__init__(host, program, stopper, [*words, "--connect", daemons.URI])

    def write(self, byte):
        self.host.check("qemu-io", "-f", "qcow2", "-c", f"write -q -P {byte} 0 4k", self.disk)

    def make_old_guests(self):
        super().make_old_guests()
        if "kept" in self.host.virsh("list", "--all", "--name").stdout.split():
            return
        self.host.virsh("vol-create-as", "images", "kept.qcow2", "1M", "--format", "qcow2")
        self.write(0x41)
        self.host.define(GUEST)
        # libvirt leaves the folders that it makes for these.
        self.host.virsh("autostart kept; autostart --disable kept; snapshot-create-as kept first")
        if self.runs:
            self.host.virsh("snapshot-delete", "kept", "first")
        self.write(0x42)
        if self.runs:
            self.host.virsh("start", "kept")

    def picture(self):
        found = super().picture()
        guests = self.host.virsh("list", "--all", "--name").stdout.split()
        if "kept" in guests:
            found["snapshots of kept"] = self.host.virsh("snapshot-list", "kept", "--name").stdout.split()
            found["disk of kept"] = self.host.virsh("domblklist", "kept", "--inactive").stdout.split()
        # An image is described anew each time, with the time; what it holds counts.
        found.update({name: self.look(name) for name in found if name.startswith("images/kept.")})
        return found

    def look(self, name):
        path = self.host.seen(os.path.join(self.host.folder, name))
        done = subprocess.run([daemons.find("qemu-io"), "--read-only", "--force-share", "-f", "qcow2", "-c", "read -v 0 16", path],
                              check=False, text=True, capture_output=True)
        return [line for line in done.stdout.splitlines() if line.startswith("0000")] or done.stderr

    def remove(self, keys):
        self.host.run("virsh", "--quiet", "--connect", daemons.URI,
                      "destroy kept; undefine kept --snapshots-metadata --managed-save")
        self.host.run("find", os.path.join(self.host.folder, "images"), "-name", "kept.*", "-delete")
        super().remove(keys)
        self.host.virsh("pool-refresh", "images")


def check_image(tap, scene):
    """libvirt was killed when it had made the new image, and had not noted the snapshot."""
    image = os.path.join(scene.host.folder, "images/kept.second")
    scene.learn()
    scene.clean()
    # It is looked at, and then on record that it is begun.
    begun = scene.moments().index("s", scene.moments().index("m")) + 1

    def leave(content=None):
        scene.run_stopped(begun + 1, "before", signal.SIGKILL)
        scene.host.check("qemu-img", "create", "-q", "-f", "qcow2", "-b", scene.disk, "-F", "qcow2", image)
        if content:
            scene.host.virsh("destroy", "kept")
            scene.host.check("qemu-io", "-f", "qcow2", "-c", f"write -q -P {content} 0 4k", image)
        done = scene.recover()
        return done, os.path.exists(image)

    done, there = leave()
    tap.check("a new image that nobody knows of goes", [] if done.returncode == 0 and not there else [done.stderr]
              + scene.differences(scene.before, scene.picture()))
    done, there = leave("7")
    tap.check("unless something was written to it", [] if done.returncode == 1 and there and "holds changes" in done.stderr
              else [done.stderr])
    scene.clean()


def check_remove(tap, scene):
    """What a snapshot has left as it was goes with its guest, unless somebody else needs it."""
    scene.clean()
    scene.run_stopped(0, "before", signal.SIGKILL)
    scene.host.virsh("vol-create-as", "images", "leaf.qcow2", "1M", "--format", "qcow2", "--backing-vol", "kept.qcow2",
                     "--backing-vol-format", "qcow2")
    remove = [scene.program, "remove", "kept", "--connect", daemons.URI]
    said = scene.host.run(*remove, "--dry-run", env=scene.env).stdout
    tap.check("an image that a snapshot has left stays where another is based on it",
              [] if "leave" in said and "leaf.qcow2 holds" in said and "volume kept.second" in said and
              "volume kept.qcow2" not in said else [said])
    scene.host.virsh("vol-delete", "leaf.qcow2", "--pool", "images")
    done = scene.host.run(*remove, "--yes", env=scene.env)
    left = [name for name in scene.picture() if "kept" in name and name not in scene.before]
    left += [name for name in scene.contents("images") if "kept" in name]
    tap.check("and goes with its guest where nobody has it", [] if done.returncode == 0 and not left else [done.stderr, *left])
    scene.make_old_guests()


def main(program, stopper):
    tap = Tap()
    reason = daemons.missing("qemu-system-x86_64", "qemu-io")
    if reason is not None:
        print(f"1..0 # SKIP {reason}")
        return 0
    with daemons.Host("snapshots") as host:
        host.make_pool("images")
        for what, (words, runs) in (TRIALS | LONG_TRIALS if faults.LONG else TRIALS).items():
            scene = SnapshotScene(host, os.path.abspath(program), os.path.abspath(stopper), words, runs)
            faults.check_verb(tap, scene, what, is_resumed=not what.startswith("given"))
            if runs:
                check_image(tap, scene)
                check_remove(tap, scene)
            host.run("virsh", "--quiet", "--connect", daemons.URI, "destroy kept; undefine kept --snapshots-metadata")
            host.virsh("vol-delete", "kept.qcow2", "--pool", "images")
    return tap.done()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
