#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Shows that whatever happens while a guest is made, all of it is there in the end or nothing.

Usage: faults.py PROGRAM STOPPER made|cloned|removed|renamed…

The program is ended, and libvirtd is killed, at each moment at which something can have changed: see stopper.c. After each,
what is there is compared with what was there before, once recovery has run.
"""

import os
import signal
import subprocess
import sys

import daemons
from scene import Scene
sys.path.insert(0, os.path.join(os.path.dirname(daemons.HERE), "source"))
from sources import Tap  # noqa: E402  pylint: disable=wrong-import-position

LONG = "DESIGNER_LONG" in os.environ
KILLED = -signal.SIGKILL
DEADLINE = 120

GUEST = ["--name", "web", "--osinfo", "debian11", "--memory", "64", "--virt-type", "qemu", "--network", "network=default",
         "--connect", daemons.URI]
INSTALL = ["install", *GUEST, "--import", "--noautoconsole", "--autostart", "--disk"]
# In the folder that libvirt knows, of which a pool is made, and the folder itself.
MAKE = [*INSTALL, "size=0.01"]

CLONE = ["clone", "--connect", daemons.URI, "--original", "old", "--name", "web", "--auto-clone"]
REMOVE = ["remove", "old", "--yes", "--connect", daemons.URI]
RENAME = ["rename", "old", "web", "--connect", daemons.URI]
VERBS = {"made": MAKE, "made in a pool": [*INSTALL, "pool=images,size=0.01"], "cloned": CLONE, "removed": REMOVE,
         "renamed": RENAME}
FOR_LONG = ["made in a pool"]


def outcome(scene, done, wanted=None):
    """What is wrong with what is there now: it is as before, or as it should become, by WANTED or as the status says."""
    now = scene.picture()
    is_whole = scene.is_whole(now)
    if is_whole and wanted in (None, "whole"):
        return []
    if now == scene.before and wanted in (None, "nothing"):
        return [] if done.returncode != 0 else ["it is said to be done, and nothing is there"]
    return [f"status {done.returncode}, moment {scene.moments()!r}: {done.stderr.strip()[-600:]}",
            *scene.differences(scene.before, now)]


def recover(scene):
    done = scene.recover()
    return [] if done.returncode == 0 else [f"recover: {done.stderr.strip()}"]


def is_over(scene, done, moment, when):
    """Some runs ask libvirt less than others, and come to their end before."""
    return done.returncode == 0 or "u" in scene.moments()[:moment if when == "after" else moment - 1]


def check_killed(scene, moment, when):
    """The program is killed, and recovery takes back what it has left."""
    done = scene.run_stopped(moment, when, signal.SIGKILL)
    over = is_over(scene, done, moment, when)
    problems = [] if done.returncode in (0, KILLED) else [f"not killed, but {done.stderr[-300:]}"]
    problems += recover(scene) + outcome(scene, done, "whole" if over else None)
    return [f"killed {when} moment {moment}: {problem}" for problem in problems + scene.clean()]


def check_daemon_killed(scene, moment, when):
    """libvirtd is killed and started again while the program stands still; it goes on then, or gives up."""
    with scene.start_stopped(moment, when, signal.SIGSTOP) as program:
        try:
            if scene.wait_for_stop(program):
                scene.host.kill()
                scene.host.start()
                program.send_signal(signal.SIGCONT)
            out, err = program.communicate(timeout=DEADLINE)
        except BaseException:
            # One that stands still would be waited for without end.
            program.kill()
            raise
        done = subprocess.CompletedProcess(program.args, program.returncode, out, err)
    problems = [] if done.returncode in (0, 1) else [f"status {done.returncode}: {done.stderr.strip()}"]
    problems += recover(scene) + outcome(scene, done, "whole" if done.returncode == 0 else None)
    return [f"libvirtd killed {when} moment {moment}: {problem}" for problem in problems + scene.clean()]


def moments_of(kinds):
    """Each moment, and before or after it: what is sent and what is written may have its effect or not.

    On every day those at which the record changes, so before and after every step, and some messages.
    """
    every = [(number, when) for number, kind in enumerate(kinds, 1) for when in ("before", "after")
             if when == "before" or kind in "mu"]
    return every if LONG else [(number, when) for number, when in every if kinds[number - 1] in "su" or number % 16 == 0]


def check_need(tap, scene, moments, wanted):
    """Recovery would show nothing if there were nothing to recover."""
    number, when = moments[len(moments) // 2]
    scene.run_stopped(number, when, signal.SIGKILL)
    tap.check("a program that is killed leaves something", [] if scene.picture() != scene.before else [scene.moments()])
    tap.check("of which recovery leaves nothing", recover(scene) + scene.differences(wanted, scene.picture()))
    scene.clean()


def try_each(tap, name, check, scene, moments):
    problems = []
    for number, when in moments:
        problems += check(scene, number, when)
        if len(problems) > 40:
            break
    tap.check(f"{name}, at {len(moments)} moments", problems)


def check_verb(tap, scene, what, is_resumed=False):
    """IS_RESUMED: what has been begun is brought to its end, and all else taken back."""
    done = scene.learn()
    tap.check(f"a guest is {what}", [] if done.returncode == 0 else [done.stderr])
    moments = moments_of(scene.moments())
    tap.check(f"at several moments something changes when a guest is {what}", [] if len(scene.moments()) > 10 else [scene.moments()])
    tap.check(f"all is made as it was before a guest was {what}", scene.clean())
    if not moments:
        return
    check_need(tap, scene, moments, scene.whole if is_resumed else scene.before)
    try_each(tap, f"a guest is {what} or not when the program is killed", check_killed, scene, moments)
    try_each(tap, f"a guest is {what} or not when libvirtd is killed", check_daemon_killed, scene,
             moments if LONG else moments[1::6])


def check_folder(tap, scene):
    """The folder of a pool that is made is not always new."""
    scene.host.check("mkdir", "/var/lib/libvirt/images")
    scene.before = scene.picture()
    done = scene.learn()
    problems = [] if done.returncode == 0 else [done.stderr]
    moments = [number for number, kind in enumerate(scene.moments(), 1) if kind in "sm"]
    for number in moments if LONG else moments[8::20]:
        scene.clean()
        done = scene.run_stopped(number, "before", signal.SIGKILL)
        wanted = "whole" if is_over(scene, done, number, "before") else "nothing"
        problems += [f"moment {number}: {problem}" for problem in recover(scene) + outcome(scene, done, wanted)]
    tap.check("a folder that was there stays when the program is killed that makes a pool of it", problems)


def main(program, stopper, *verbs):
    tap = Tap()
    reason = daemons.missing("qemu-system-x86_64", "dnsmasq")
    if reason is not None:
        print(f"1..0 # SKIP {reason}")
        return 0
    with daemons.Host("faults") as host:
        host.make_network()
        host.make_pool("images")
        scenes = {what: Scene(host, os.path.abspath(program), os.path.abspath(stopper), VERBS[what]) for what in verbs
                  if LONG or what not in FOR_LONG}
        for what, scene in scenes.items():
            check_verb(tap, scene, what, is_resumed=what == "removed")
        if "made" in verbs:
            check_folder(tap, scenes["made"])
    return tap.done()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
