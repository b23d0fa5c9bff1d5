#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Shows that real guests are started, waited for, changed and stopped, and what is said where that fails.

Usage: real-guests.py PROGRAM GUEST-CALLS
"""

import json
import os
import pty
import select
import subprocess
import sys
import time

import daemons
import tiny_guest
sys.path.insert(0, os.path.join(os.path.dirname(daemons.HERE), "source"))
from sources import Tap  # noqa: E402  pylint: disable=wrong-import-position

BOOT = "150"
GUEST = """<domain type='qemu'>
  <name>{name}</name>
  <memory unit='MiB'>384</memory>
  <os><type arch='x86_64' machine='q35'>hvm</type>{boot}</os>
  <features><acpi/></features>
  <on_crash>destroy</on_crash>
  <devices>
    <emulator>/usr/bin/qemu-system-x86_64</emulator>
    {devices}
    <controller type='pci' model='pcie-root'/>
    <controller type='pci' model='pcie-root-port'/><controller type='pci' model='pcie-root-port'/>
    <controller type='pci' model='pcie-root-port'/><controller type='pci' model='pcie-root-port'/>
    <controller type='pci' model='pcie-root-port'/><controller type='pci' model='pcie-root-port'/>
    <serial type='pty'/>
    <video><model type='vga'/></video>
    <panic model='isa'/>
  </devices>
</domain>
"""
AGENT = "<channel type='unix'><target type='virtio' name='org.qemu.guest_agent.0'/></channel>"
NETWORK = "<interface type='network'><source network='default'/><model type='virtio'/></interface>"
CDROM = "<disk type='file' device='cdrom'><source file='{path}'/><target dev='sda' bus='sata'/><readonly/></disk>"
DISK = "<disk type='file'><driver type='raw'/><source file='{path}'/><target dev='vdb' bus='virtio'/></disk>"
DIRECT = "<kernel>{kernel}</kernel><initrd>{initrd}</initrd><cmdline>{words}</cmdline>"
# Firmware that does nothing but halt, with interrupts off: a guest that is started and never works.
HALT = b"\xf4" * (65536 - 16) + b"\xfa" + b"\xf4" * 15


class Trials:
    """A host with guests, and the program on it."""

    def __init__(self, host, program, calls):
        self.host = host
        self.program = program
        self.calls = calls
        self.direct = tiny_guest.place(host.folder)

    def define(self, name, boot=None, words="", devices=AGENT + NETWORK):
        boot = boot or DIRECT.format(kernel=self.direct.kernel, initrd=self.direct.initrd,
                                     words=f"{tiny_guest.COMMAND_LINE} {words}")
        self.host.define(GUEST.format(name=name, boot=boot, devices=devices))

    def make_file(self, name, content):
        path = os.path.join(self.host.folder, name)
        with open(path, "wb") as stream:
            stream.write(content)
        return path

    def run(self, *words):
        return self.host.run(self.program, *words, "--connect", daemons.URI)

    def call(self, *words):
        return self.host.run(self.calls, daemons.URI, *words)

    def begin(self, *words):
        """The program at its work, beside the test."""
        process = subprocess.Popen([*self.host.inside, self.program, *words, "--connect", daemons.URI], text=True,
                                   stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        time.sleep(1)
        return process

    def state(self, name):
        return self.host.virsh("domstate", name).stdout.strip()

    def listed(self, name):
        rows = json.loads(self.run("list", "--all", "--json").stdout)
        return next(row for row in rows if row["name"] == name)

    def has_device(self, name, word, *flags):
        return word in self.host.virsh("dumpxml", name, *flags).stdout


def works(done):
    """The problems of a command that has to succeed."""
    return [] if done.returncode == 0 and not done.stderr.startswith("virt-designer:") else [done.stderr]


def is_refused(done, *words):
    """The problems of a command that has to fail, for a reason that has these WORDS."""
    return ([] if done.returncode == 1 else [f"status {done.returncode}"]) + \
        [f"'{word}' is not said: {done.stderr}" for word in words if word not in done.stderr]


def end_of(process, seconds=60):
    """What became of a program that was begun, as of one that was run to its end."""
    said = process.communicate(timeout=seconds)
    return subprocess.CompletedProcess(process.args, process.returncode, *said)


def is_equal(found, wanted):
    return [] if found == wanted else [f"{found!r}, not {wanted!r}"]


def check_halted(tap, trials):
    path = trials.make_file("halt.bin", HALT)
    trials.define("halted", f"<loader type='rom'>{path}</loader>")
    begun = time.monotonic()
    tap.check("a guest that starts and never works is noticed",
              is_refused(trials.run("start", "halted"), "its processors do nothing", "halts at once"))
    tap.check("it is noticed within seconds", [] if time.monotonic() - begun < 20 else ["later"])
    tap.check("it is stopped again", is_equal(trials.state("halted"), "shut off"))


def check_running(tap, trials):
    tap.check("a guest is started and its agent waited for",
              works(trials.run("start", "web", "--for", "agent", "--timeout", BOOT)))
    tap.check("its address is waited for", works(trials.run("wait", "web", "--for", "address", "--timeout", "60")))
    row = trials.listed("web")
    nic = row["interfaces"][0]
    tap.check("it is listed with its address, which the agent tells",
              is_equal((row["state"], nic["source"], nic["name"], nic["addresses"][0].startswith("192.168.76.")),
                       ("running", "agent", "eth0", True)))
    picture = os.path.join(trials.host.folder, "web.png")
    tap.check("a picture of it is taken", works(trials.run("screenshot", "web", picture)))
    with open(picture, "rb") as stream:
        tap.check("the picture is one", is_equal(stream.read(4), b"\x89PNG"))


def check_sleeping(tap, trials):
    done = trials.call("web", "sleep", "4")
    woken = int(done.stdout or "-1")
    # Every five seconds the connection is tried, which has a few steps.
    tap.check("who waits sleeps while nothing happens", [] if 0 <= woken < 20 else [f"{woken} times: {done.stderr}"])


def check_devices(tap, trials):
    path = trials.make_file("more.img", b"\0" * (1 << 20))
    tap.check("a disk is added", works(trials.call("web", "attach", DISK.format(path=path))))
    tap.check("it is there at once and later", [flags for flags in ([], ["--inactive"])
                                                if not trials.has_device("web", "more.img", *flags)])
    # The guest sets it up first.
    time.sleep(3)
    tap.check("it is taken away, once the guest lets go of it", works(trials.call("web", "detach", "vdb", "60")))
    tap.check("it is gone at once and later", [flags for flags in ([], ["--inactive"])
                                               if trials.has_device("web", "more.img", *flags)])
    tap.check("a device that is not there is refused", is_refused(trials.call("web", "detach", "vdb", "5"), "it has sda"))
    tap.check("a medium is ejected", works(trials.run("eject", "web", "sda")))
    tap.check("it is out at once and later", [flags for flags in ([], ["--inactive"])
                                              if trials.has_device("web", "medium.iso", *flags)])


def check_console(tap, trials):
    """Types on a terminal of its own, until the shell of the guest answers."""
    terminal, other = pty.openpty()
    process = subprocess.Popen([*trials.host.inside, trials.program, "console", "web", "--connect", daemons.URI],
                               stdin=other, stdout=other, stderr=subprocess.PIPE)
    said = b""
    end = time.monotonic() + 30
    while b"42-is-it" not in said and time.monotonic() < end:
        os.write(terminal, b"echo $((6*7))-is-it\r")
        while select.select([terminal], [], [], 1)[0]:
            said += os.read(terminal, 4096)
    tap.check("what is typed on its console is answered", [] if b"42-is-it" in said else [repr(said[-500:])])
    os.write(terminal, b"\x1d")
    try:
        noted = process.communicate(timeout=10)[1].decode()
        tap.check("Ctrl-] leaves the console", is_equal(process.returncode, 0) + ([noted] if process.returncode else []))
    finally:
        process.kill()
        os.close(terminal)
        os.close(other)


def check_reboot(tap, trials):
    done = trials.run("reboot", "web", "--for", "agent", "--timeout", BOOT)
    tap.check("it begins anew when asked, and its agent comes back", works(done) + ([] if "agent" in done.stderr else [done.stderr]))


def check_daemon(tap, trials):
    waiting = trials.begin("wait", "web", "--for", "shutoff", "--timeout", "100")
    trials.host.kill()
    trials.host.start()
    tap.check("libvirtd is killed while a guest is waited for", is_equal(waiting.poll(), None))
    # The connection is made again in less.
    time.sleep(2)
    tap.check("the guest stops when it is asked", works(trials.run("stop", "web", "--timeout", "60")))
    tap.check("that is seen over the new connection", works(end_of(waiting)))


def check_others(tap, trials):
    trials.define("deaf", "<boot dev='hd'/>")
    trials.host.virsh("start", "deaf")
    tap.check("one that does not hear is not stopped",
              is_refused(trials.run("stop", "deaf", "--timeout", "3"), "has not shut down within 3 s", "--force"))
    tap.check("it is, by force", works(trials.run("stop", "deaf", "--timeout", "1", "--force")))
    tap.check("and it is off", is_equal(trials.state("deaf"), "shut off"))
    tap.check("one that is off has no agent", is_refused(trials.run("wait", "deaf", "--for", "agent", "--timeout", "30"), "is off"))
    tap.check("one is started without running", works(trials.call("deaf", "start-paused")))
    tap.check("it is paused", is_equal(trials.state("deaf"), "paused"))
    tap.check("one that is paused runs on", works(trials.run("start", "deaf")))
    waiting = trials.begin("wait", "deaf", "--for", "agent", "--timeout", "60")
    trials.host.virsh("destroy", "deaf")
    tap.check("somebody else stops it", is_refused(end_of(waiting), "was stopped by force, by someone else"))
    waiting = trials.begin("wait", "deaf", "--for", "running", "--timeout", "60")
    trials.host.virsh("undefine", "deaf")
    tap.check("somebody else removes it", is_refused(end_of(waiting), "is gone", "removed it"))


def check_panic(tap, waiting):
    tap.check("a guest panics while it is waited for", is_refused(end_of(waiting), "has panicked"))


def check_list(tap, trials):
    done = trials.run("list", "--all")
    wide = [line for line in done.stdout.splitlines() if len(line) > 80]
    tap.check("the list fits a terminal", works(done) + wide)


def main(program, calls):
    tap = Tap()
    reason = daemons.missing("qemu-system-x86_64") or tiny_guest.missing()
    if reason is not None:
        print(f"1..0 # SKIP {reason}")
        return 0
    with daemons.Host("guests") as host:
        host.make_network()
        # A console is locked there.
        host.check("mkdir", "--parents", "/run/lock")
        trials = Trials(host, os.path.abspath(program), os.path.abspath(calls))
        medium = trials.make_file("medium.iso", b"\0" * (1 << 20))
        trials.define("web", devices=AGENT + NETWORK + CDROM.format(path=medium))
        trials.define("bad", words="tiny.then=panic")
        bad = trials.begin("start", "bad", "--for", "shutoff", "--timeout", BOOT)
        for check in (check_halted, check_running, check_sleeping, check_devices, check_console, check_reboot):
            check(tap, trials)
        check_panic(tap, bad)
        for check in (check_daemon, check_others, check_list):
            check(tap, trials)
    return tap.done()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
