#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Makes a guest of an image of Debian with 'install --cloud-init' on a private host, and looks at what has become of it.

Usage: cloud-image.py PROGRAM. The image is made by scripts/build-cloud-image, by ./check --long."""

import base64
import json
import os
import socket
import subprocess
import sys
import time

import daemons
from seeds import AWKWARD, differences, is_hash_of
sys.path.insert(0, os.path.join(os.path.dirname(daemons.HERE), "source"))
from sources import Tap  # noqa: E402  pylint: disable=wrong-import-position

IMAGE = os.path.join(os.path.dirname(os.path.dirname(daemons.HERE)), "build/cloud-image")
NAME = "cloud"
BOOT = 1800
BOOT_FOLDER = "/var/lib/libvirt/boot"
ROOT_PASSWORD = "secret of root!"
FULL_NAME = "Jo \"the 'first'\" $O\\Neil` #1 é"
FINISHED = "/run/cloud-init/result.json"
COMMAND_LINE = "root=LABEL=rootfs ro console=ttyS0"

# What the guest is asked, once cloud-init says that it is done.
QUESTIONS = """
import json, os, pwd, subprocess, time
def read(path):
    return open(path).read() if os.path.exists(path) else None
def lines(path, *beginnings):
    return sorted(line for line in (read(path) or "").replace('"', "").splitlines() if line.startswith(beginnings))
def say(*words):
    return subprocess.run(words, capture_output=True, text=True).stdout.strip()
shadow = {line.split(":")[0]: line.split(":") for line in read("/etc/shadow").splitlines()}
jo = pwd.getpwnam("jo")
print(json.dumps({
    "host": read("/etc/hostname").strip(), "full": say("hostname", "--fqdn"),
    "name": jo.pw_gecos.split(",")[0], "groups": "sudo" in say("id", "-nG", "jo").split(), "shell": jo.pw_shell,
    "keys": [line for line in read(jo.pw_dir + "/.ssh/authorized_keys").splitlines() if line],
    "root keys": [line for line in read("/root/.ssh/authorized_keys").splitlines() if line],
    "hashes": [shadow["jo"][1], shadow["root"][1]], "changed": shadow["root"][2],
    "zone": os.path.realpath("/etc/localtime").partition("zoneinfo/")[2],
    "keyboard": lines("/etc/default/keyboard", "XKBLAYOUT=", "XKBVARIANT="),
    "locale": lines("/etc/default/locale", "LANG="), "made": say("locale", "-a").split(),
    "disabled": os.path.exists("/etc/cloud/cloud-init.disabled"), "size": os.statvfs("/").f_blocks * os.statvfs("/").f_frsize,
    "source": say("cloud-init", "query", "platform") + " " + say("cloud-init", "query", "instance_id"),
    "apt": read("/etc/apt/apt.conf.d/90cloud-init-aptproxy"),
    "serial": read("/sys/class/dmi/id/product_serial").strip(),
    "errors": json.loads(read("/run/cloud-init/result.json"))["v1"]["errors"],
}))
"""

# Where one cannot log in.
EVIDENCE = """exec 2>&1; ip -brief address; ls -l /dev/ttyS0; cat /sys/class/tty/console/active
systemctl --no-pager --lines=5 status serial-getty@ttyS0 systemd-networkd"""


class Trial:
    def __init__(self, program, host):
        self.program = program
        self.host = host
        self.start = time.monotonic()
        self.key = os.path.join(host.folder, "key")
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "jo's key", "-f", self.key], check=True)
        with open(f"{self.key}.pub", encoding="utf-8") as stream:
            self.public = stream.read().strip()
        self.records = os.path.join(host.folder, "records")
        self.console = os.path.join(host.folder, "console")
        self.make_disk()
        host.make_network()
        self.install()
        self.serial = socket.socket(socket.AF_UNIX)
        self.serial.connect(self.console)
        self.serial.settimeout(1)
        self.said = b""

    def keep(self, name, text):
        path = os.path.join(self.host.folder, name)
        daemons.write(path, text + "\n")
        return path

    def make_disk(self):
        # Reached by this way by the user that guests run as, wherever the checkout is.
        image = os.path.join(self.host.folder, "image")
        os.mkdir(image)
        self.host.check("mount", "--bind", IMAGE, image)
        self.image = image
        self.disk = os.path.join(self.host.folder, "disk.qcow2")
        self.host.check("qemu-img", "create", "-q", "-f", "qcow2", "-F", "qcow2", "-b", os.path.join(image, "disk.qcow2"),
                        self.disk, "3G")
        os.chmod(self.disk, 0o666)

    def run(self, verb, *words):
        return self.host.check(self.program, verb, *words, "--connect", daemons.URI,
                               env={**os.environ, "LIBVIRT_BUILDER_STATE_DIR": self.records})

    def told(self):
        fields = {"user-login": "jo", "full-name": FULL_NAME, "user-password-file": self.keep("word", AWKWARD),
                  "clouduser-ssh-key": f"{self.key}.pub", "root-password-file": self.keep("root-word", ROOT_PASSWORD),
                  "root-ssh-key": f"{self.key}.pub", "host-name": "web.example.org", "language": "de_DE",
                  "keyboard": "de(nodeadkeys)", "timezone": "Europe/Berlin", "proxy": "http://proxy.example.com:3128/",
                  "disable": "yes"}
        return ",".join(f"{name}={value.replace(',', ',,')}" for name, value in fields.items())

    def install(self):
        boot = f"kernel={self.image}/kernel,initrd={self.image}/initrd,kernel_args={COMMAND_LINE}"
        self.run("install", "--name", NAME, "--osinfo", "debian11", "--memory", "1024", "--vcpus", "2", "--virt-type", "qemu",
                 "--disk", f"path={self.disk}", "--network", "network=default", "--graphics", "none", "--boot", boot,
                 "--serial", f"unix,path={self.console},mode=bind", "--cloud-init", self.told(), "--noautoconsole")

    def left(self):
        """What is there still of what the guest was told."""
        left = self.host.files(BOOT_FOLDER) + os.listdir(self.records)
        return left + [text for text in [self.host.virsh("dumpxml", NAME).stdout] if "seed.iso" in text]

    def after(self):
        return f"{time.monotonic() - self.start:.0f} s"

    def listen(self):
        """What the console has said so far."""
        try:
            self.said += self.serial.recv(65536)
        except TimeoutError:
            pass
        return self.said

    def type(self, text, expected, seconds=900):
        """Types on the console, and waits until it says EXPECTED."""
        begin = len(self.listen())
        self.serial.sendall(text.encode())
        daemons.wait_for(lambda: expected.encode() in self.listen()[begin:], f"{expected!r} on the console", seconds)

    def ask_agent(self, command, **arguments):
        request = json.dumps({"execute": command, "arguments": arguments})
        done = self.host.run("virsh", "--quiet", "--connect", daemons.URI, "qemu-agent-command", NAME, request)
        return json.loads(done.stdout)["return"] if done.returncode == 0 else None

    def agent_answers(self):
        # Every question takes from the guest what it needs to boot.
        time.sleep(3)
        self.listen()
        return self.ask_agent("guest-ping") is not None

    def execute(self, *words):
        """What a program in the guest says, and its status."""
        pid = self.ask_agent("guest-exec", path=words[0], arg=list(words[1:]), **{"capture-output": True})["pid"]

        def ended():
            time.sleep(1)
            self.listen()
            status = self.ask_agent("guest-exec-status", pid=pid)
            return status if status and status["exited"] else None
        status = daemons.wait_for(ended, f"the end of {words[0]}", BOOT)
        return base64.b64decode(status.get("out-data", "")).decode(), status["exitcode"]

    def log_in(self):
        """Logs in with the password, as somebody at the console does."""
        self.type("\n", "login:")
        self.type("jo\n", "assword:")
        self.type(AWKWARD + "\n", "$")
        self.type("echo in as $(id -un) in $((40 + 2))\n", "in as jo in 42")

    def ssh(self, user):
        leases = self.host.virsh("domifaddr", NAME).stdout
        address = next((word.partition("/")[0] for word in leases.split() if "/" in word), None)
        if address is None:
            raise RuntimeError(f"the guest has no address: {leases!r}")
        done = self.host.run("ssh", "-i", self.key, "-F", "none", "-o", "BatchMode=yes", "-o", "StrictHostKeyChecking=no",
                             "-o", "UserKnownHostsFile=/dev/null", f"{user}@{address}", "id -un")
        return done.stdout.strip() or done.stderr


def judge_guest(found, trial):
    return differences(found, {
        "host": "web", "full": "web.example.org", "name": FULL_NAME, "groups": True, "shell": "/bin/bash",
        "keys": [trial.public], "root keys": [trial.public],
        "hashes": [lambda text: is_hash_of(AWKWARD, text), lambda text: is_hash_of(ROOT_PASSWORD, text)],
        "changed": lambda days: days != "0",
        "zone": "Europe/Berlin", "keyboard": ["XKBLAYOUT=de", "XKBVARIANT=nodeadkeys"],
        "locale": ["LANG=de_DE.UTF-8"], "made": lambda names: "de_DE.utf8" in names, "disabled": True,
        "size": lambda size: size > 5 << 29, "source": lambda text: text.startswith(f"nocloud {NAME}-"),
        "apt": lambda text: text and "http://proxy.example.com:3128/" in text, "serial": "ds=nocloud", "errors": [],
    })


def attempt(tap, trial, name, action):
    try:
        tap.check(name, action() or [])
    except (TimeoutError, RuntimeError) as error:
        state = trial.host.run("virsh", "--connect", daemons.URI, "domstate", "--reason", NAME).stdout.strip()
        tap.check(name, [str(error), f"the guest is {state}; in it:", *trial.execute("/bin/sh", "-c", EVIDENCE)[0].splitlines(),
                         "on its console:", *trial.said.decode(errors="replace").splitlines()[-20:]])


def check_boot(tap, trial):
    daemons.wait_for(trial.agent_answers, "an answer of the agent", BOOT)
    print(f"# the agent answers after {trial.after()}")
    # cloud-init's own word for waiting ends early where there was an error, or it is told to do nothing later.
    said, status = trial.execute("/bin/sh", "-c", f"until [ -e {FINISHED} ]; do sleep 2; done")
    print(f"# cloud-init is done after {trial.after()}")
    tap.check("cloud-init comes to its end", [] if status == 0 else said.splitlines())
    said, status = trial.execute("/usr/bin/python3", "-c", QUESTIONS)
    tap.check("the guest is what it was told to be",
              judge_guest(json.loads(said), trial) if status == 0 else [said or "no answer"])
    attempt(tap, trial, "the user logs in with the password", trial.log_in)
    attempt(tap, trial, "the user logs in with the key", lambda: differences(trial.ssh("jo"), "jo"))
    trial.run("wait", NAME)
    tap.check("where it is waited for, the disc that told it is taken away, and nothing is left of it",
              [str(left) for left in trial.left()])
    attempt(tap, trial, "no password is on the console", lambda: [] if b"secret of root" not in trial.said else ["it is"])
    print(f"# done after {trial.after()}")


def main(program):
    tap = Tap()
    missing = daemons.missing("qemu-img", "ssh", "ssh-keygen")
    if missing:
        tap.skip("an image is told at its first boot what to be", missing)
    elif not os.path.exists(os.path.join(IMAGE, "disk.qcow2")):
        tap.check("an image is there", ["run scripts/build-cloud-image build/cloud-image"])
    else:
        with daemons.Host("cloud") as host:
            trial = Trial(os.path.abspath(program), host)
            try:
                check_boot(tap, trial)
            except TimeoutError as error:
                tap.check("the guest boots", [str(error), *trial.said.decode(errors="replace").splitlines()[-20:]])
    return tap.done()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
