#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Shows that a guest that is to be installed anew can be made what it was, whatever happened meanwhile, but for what an
installer wrote to its disks.

Usage: faults-of-reinstallations.py PROGRAM STOPPER
"""

import os
import signal
import sys

import daemons
import faults
from scene import Scene
sys.path.insert(0, os.path.join(os.path.dirname(daemons.HERE), "source"))
from sources import Tap  # noqa: E402  pylint: disable=wrong-import-position


class ReinstallScene(Scene):
    """The guest "old", which has no CD-ROM drive, is off, and gets one for the disc; all is taken back each time."""

    def __init__(self, host, program, stopper):
        disc = os.path.join(host.folder, "disc.iso")
        host.check("genisoimage", "-quiet", "-o", disc, __file__)
        os.chmod(disc, 0o644)
        super().__init__(host, program, stopper, ["install", "--reinstall", "old", "--cdrom", disc, "--osinfo", "debian11",
                                                  "--noautoconsole", "--connect", daemons.URI])

    def picture(self):
        return super().picture() | {"definition of old": self.host.virsh("dumpxml", "old", "--inactive").stdout}

    def learn(self):
        done = self.run_stopped(0, "before", signal.SIGKILL)
        self.recover()
        self.whole = self.before
        return done

    def recover(self, *words):
        done = super().recover(*words)
        listed = self.host.run(self.program, "recover", "--list", env=self.env).stdout
        for line in listed.splitlines():
            # One that waits for its guest is left alone unless it is named.
            if "  waiting  " in line:
                done = super().recover("--undo", line.split()[0])
        return done


def main(program, stopper):
    tap = Tap()
    reason = daemons.missing("qemu-system-x86_64", "genisoimage")
    if reason is not None:
        print(f"1..0 # SKIP {reason}")
        return 0
    with daemons.Host("reinstallations") as host:
        host.make_pool("images")
        scene = ReinstallScene(host, os.path.abspath(program), os.path.abspath(stopper))
        faults.check_verb(tap, scene, "installed anew")
    return tap.done()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
