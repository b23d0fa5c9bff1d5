#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Shows that what others do while a guest is made is left alone, and that nothing is left of the guest. Usage: disturbances.py
PROGRAM STOPPER

The program stands still at chosen moments (see stopper.c), something happens, and it goes on.
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
DEADLINE = 120
FOREIGN = """<domain type='qemu'>
  <name>web</name>
  <memory unit='MiB'>32</memory>
  <os><type arch='x86_64'>hvm</type></os>
  <devices><emulator>/usr/bin/qemu-system-x86_64</emulator></devices>
</domain>
"""


def install(pool="images", uri=daemons.URI, more=()):
    return ["install", "--name", "web", "--osinfo", "debian11", "--memory", "64", "--virt-type", "qemu", "--network", "none",
            "--connect", uri, "--import", "--disk", f"pool={pool},size=0.01", "--noautoconsole", *more]


def disturb(scene, moment, act):
    """Runs the command, with ACT done before MOMENT; how it ended, and what ACT returned."""
    with scene.start_stopped(moment, "before", signal.SIGSTOP) as program:
        told = None
        if scene.wait_for_stop(program):
            told = act()
            program.send_signal(signal.SIGCONT)
        out, err = program.communicate(timeout=DEADLINE)
    return subprocess.CompletedProcess(program.args, program.returncode, out, err), told


def judge(scene, done, expected, *words):
    """What is wrong after recovery: EXPECTED is the picture that should be, or None for all that the command makes."""
    recovered = scene.recover()
    problems = [] if recovered.returncode == 0 else [f"recover: {recovered.stderr.strip()}"]
    now = scene.picture()
    if expected is None:
        problems += [] if done.returncode == 0 else [f"status {done.returncode}: {done.stderr.strip()[-400:]}"]
        return problems + ([] if scene.is_whole(now) else scene.differences(scene.whole, now))
    problems += [f"status {done.returncode}, not 1: {done.stderr.strip()[-400:]}"] if done.returncode != 1 else []
    problems += [f"'{word}' is not said: {done.stderr.strip()[-400:]}" for word in words if word not in done.stderr]
    return problems + scene.differences(expected, now)


def each(tap, name, scene, trial):
    """TRIAL at each message, or at some."""
    numbers = [number for number, kind in enumerate(scene.moments(), 1) if kind in "rm"]
    problems = []
    for number in numbers if LONG else numbers[::10]:
        problems += [f"moment {number}: {problem}" for problem in [*trial(number), *scene.clean()]]
    tap.check(name, problems)


def check_strangers(tap, host, scene):
    """Someone else makes what the plan is going to make, right before a message that may be the one that makes it."""
    def make_volume():
        done = host.run("virsh", "--connect", daemons.URI, "vol-create-as", "images", "web.qcow2", "2M", "--format", "raw")
        return {key: value for key, value in scene.picture().items() if key == "images/web.qcow2"} if done.returncode == 0 else None

    def make_guest():
        host.define(FOREIGN)
        return {key: value for key, value in scene.picture().items() if key in ("guest web", "etc/qemu/web.xml")}

    def guest_if_free():
        return None if "web" in host.virsh("list --all --name").stdout.split() else make_guest()

    def trial(act):
        def at(number):
            done, foreign = disturb(scene, number, act)
            return judge(scene, done, scene.before | foreign if foreign else None)
        return at

    each(tap, "a volume of someone else is left alone", scene, trial(make_volume))
    each(tap, "a guest of someone else is left alone", scene, trial(guest_if_free))


def check_company(tap, scene):
    """Another run of the program, or recovery, comes while the first one is at work."""
    def recover_meanwhile(number):
        done, _ = disturb(scene, number, scene.recover)
        return judge(scene, done, None)

    def install_meanwhile(number):
        done, other = disturb(scene, number, lambda: scene.run_stopped(0, "before", signal.SIGKILL))
        good = [one for one in (done, other) if one and one.returncode == 0]
        problems = [] if len(good) == 1 else [f"{len(good)} of two are done: {done.stderr[-200:]} {other and other.stderr[-200:]}"]
        return problems + judge(scene, good[0] if good else done, None)

    each(tap, "recovery leaves a run alone that is at work", scene, recover_meanwhile)
    each(tap, "of two that make the same guest one does", scene, install_meanwhile)


def check_lost(tap, host, program, stopper):
    """The connection breaks, and can be made anew."""
    with host.relay() as line:
        scene = Scene(host, program, stopper, install(uri=line.uri))
        scene.learn()
        scene.clean()

        def trial(number):
            done, _ = disturb(scene, number, line.renew)
            return judge(scene, done, None)

        each(tap, "a connection that breaks is made anew", scene, trial)


def check_pool(tap, host, program, stopper):
    """The pool fills up, or becomes read-only, when the plan is agreed on."""
    path = host.make_pool("small", size="32m")
    scene = Scene(host, program, stopper, install(pool="small", more=["--disk", "pool=small,size=0.002,format=raw,sparse=no"]))
    done = scene.learn()
    tap.check("a guest is made in a small pool", [] if done.returncode == 0 else [done.stderr])
    scene.clean()
    filler = os.path.join(path, "filler")

    def fill():
        host.run("dd", "if=/dev/zero", f"of={filler}", "bs=64k")
        return {"small/filler": scene.picture()["small/filler"]}

    done, foreign = disturb(scene, 1, fill)
    tap.check("of a guest whose pool is full nothing is left", judge(scene, done, scene.before | foreign, "pace"))
    host.check("rm", filler)
    scene.clean()
    done, _ = disturb(scene, 1, lambda: host.set_writable(path, False))
    host.set_writable(path, True)
    tap.check("of a guest whose pool is read-only nothing is left", judge(scene, done, scene.before, "ead-only"))
    scene.clean()


def check_record(tap, host, scene):
    """Without a record nothing could be taken back, so nothing is done."""
    os.makedirs(scene.state, exist_ok=True)
    host.check("mount", "-t", "tmpfs", "-o", "size=4k,nr_inodes=1,mode=700", "none", scene.state)
    done = scene.run_stopped(0, "before", signal.SIGKILL)
    now = scene.picture()
    host.check("umount", scene.state)
    tap.check("nothing is done where no record can be kept",
              ([] if done.returncode == 1 and "record" in done.stderr else [f"status {done.returncode}: {done.stderr}"])
              + scene.differences(scene.before, now))


def main(program, stopper):
    tap = Tap()
    reason = daemons.missing("qemu-system-x86_64")
    if reason is not None:
        print(f"1..0 # SKIP {reason}")
        return 0
    program, stopper = os.path.abspath(program), os.path.abspath(stopper)
    with daemons.Host("others") as host:
        host.make_pool("images")
        scene = Scene(host, program, stopper, install())
        done = scene.learn()
        tap.check("a guest is made", [] if done.returncode == 0 else [done.stderr])
        tap.check("what it made can be removed", scene.clean())
        if done.returncode == 0:
            check_strangers(tap, host, scene)
            check_company(tap, scene)
            check_record(tap, host, scene)
            check_lost(tap, host, program, stopper)
            check_pool(tap, host, program, stopper)
    return tap.done()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
