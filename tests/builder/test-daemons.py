#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Shows that private hosts are what the tests on them take for granted. Usage: test-daemons.py"""

import os
import subprocess
import sys
import textwrap

import daemons
sys.path.insert(0, os.path.join(os.path.dirname(daemons.HERE), "source"))
from sources import Tap  # noqa: E402  pylint: disable=wrong-import-position

GUEST = """<domain type='qemu'>
  <name>idle</name>
  <memory unit='MiB'>32</memory>
  <os><type arch='x86_64'>hvm</type></os>
  <devices><emulator>/usr/bin/qemu-system-x86_64</emulator></devices>
</domain>
"""


def names(host, *words, **more):
    return host.virsh(*words, "--name", **more).stdout.split()


def unless(right, *said):
    return [] if right else [repr(part) for part in said] or ["it is not so"]


def fails(call, *words):
    try:
        call(*words)
    except (RuntimeError, subprocess.CalledProcessError) as error:
        return str(error) + str(getattr(error, "stderr", ""))
    return ""


def check_survival(tap, host):
    host.make_pool("images")
    host.virsh("vol-create-as", "images", "one", "1M")
    host.define(GUEST)
    host.virsh("start", "idle")
    host.kill()
    refusal = fails(lambda: host.virsh("list"))
    tap.check("a daemon that was killed answers no more", unless(refusal))
    host.start()
    tap.check("started again it finds its guests running", unless(names(host, "list") == ["idle"], names(host, "list")))
    tap.check("and its pools with what is in them",
              unless("one" in host.virsh("vol-list", "images").stdout, host.virsh("vol-list", "images").stdout))


def check_pools(tap, host):
    path = host.make_pool("small", size="4m")
    full = fails(host.virsh, "vol-create-as", "small", "big", "8M", "--allocation", "8M")
    tap.check("a small pool is soon full", unless("space" in full, full))
    tap.check("what is in it is seen on the host", unless(host.files(path) == [], host.files(path)))
    host.set_writable(path, False)
    refusal = fails(host.virsh, "vol-create-as", "small", "tiny", "1M")
    tap.check("a pool can be read-only", unless("ead-only" in refusal, refusal))
    host.set_writable(path, True)
    host.virsh("vol-create-as", "small", "tiny", "1M")
    tap.check("and no more so", unless([line.split("\t")[0] for line in host.files(path)] == ["tiny"], host.files(path)))


def check_sides(tap, one, two):
    tap.check("another host knows nothing of it", unless(not names(two, "list", "--all"), names(two, "list", "--all")))
    tap.check("it is reached from outside", unless(names(one, "list", remote=True) == ["idle"]))
    two.make_network("default")
    tap.check("a network with addresses starts", unless(names(two, "net-list") == ["default"], names(two, "net-list")))


def check_relay(tap, host):
    def ask(uri, seconds=20):
        try:
            return subprocess.run(["virsh", "--connect", uri, "list", "--name"], capture_output=True, text=True,
                                  check=False, timeout=seconds)
        except subprocess.TimeoutExpired:
            return None

    with host.relay() as line:
        tap.check("a connection goes through a relay", unless("idle" in ask(line.uri).stdout))
        line.stall()
        tap.check("it stands still", unless(ask(line.uri, 1) is None))
        line.resume()
        tap.check("and goes on", unless("idle" in ask(line.uri).stdout))
        line.cut()
        tap.check("or is lost", unless(ask(line.uri).returncode != 0))
    with host.relay(after=100) as line:
        tap.check("or loses itself in between", unless(ask(line.uri).returncode != 0))


def check_end(tap, host, left):
    tap.check("nothing runs on when a host has ended", unless(not [pid for pid in left if daemons.is_running(pid)]))
    tap.check("and its folder is gone", unless(not os.path.exists(host.folder)))


def check_murder(tap):
    """A test that is killed cannot clean up."""
    script = textwrap.dedent("""\
        import sys, time
        import daemons
        with daemons.Host("killed") as host:
            host.define(sys.argv[1])
            host.virsh("start", "idle")
            print(*host.processes(), host.folder, flush=True)
            time.sleep(60)
        """)
    with subprocess.Popen([sys.executable, "-c", script, GUEST], cwd=daemons.HERE, text=True,
                          stdout=subprocess.PIPE) as test:
        *pids, folder = test.stdout.readline().split()
        test.kill()
    left = [int(pid) for pid in pids]
    tap.check("a host has its daemons and its guest", unless(len(left) >= 3, left))
    daemons.wait_for(lambda: not any(map(daemons.is_running, left)), "the end of what a killed test has left")
    tap.check("which end with a test that is killed", unless(not any(map(daemons.is_running, left))))
    daemons.wait_for(lambda: not os.path.exists(folder), "the end of the folder of a killed test")
    tap.check("and its folder too", unless(not os.path.exists(folder)))


def main():
    tap = Tap()
    reason = daemons.missing("dnsmasq", "iptables", "qemu-system-x86_64")
    if reason is not None:
        print(f"1..0 # SKIP {reason}")
        return 0
    with daemons.Host("one") as one:
        with daemons.Host("two") as two:
            check_survival(tap, one)
            check_pools(tap, one)
            check_sides(tap, one, two)
            check_relay(tap, one)
            left = [*one.processes(), *two.processes()]
    check_end(tap, one, left)
    check_murder(tap)
    return tap.done()


if __name__ == "__main__":
    sys.exit(main())
