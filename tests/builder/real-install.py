#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Debian is installed by its own installer, from one command, with no hand on it. Usage: real-install.py PROGRAM

The program is killed as by kill -9 while the installer runs, when it has stopped, and while the system boots for the first
time; 'wait' takes the installation up each time. Packages come from the mirror that apt is set up with, through a cache on
loopback. It takes about an hour; what the guest and the program said stays in build/real-install.
"""

import contextlib
import os
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
import time

import daemons
sys.path.insert(0, os.path.join(os.path.dirname(daemons.HERE), "source"))
from sources import Tap  # noqa: E402  pylint: disable=wrong-import-position

LONG = "DESIGNER_LONG" in os.environ
TOP = os.path.dirname(os.path.dirname(daemons.HERE))
TREE = os.path.join(TOP, "build", "debian-installer")
CACHE = os.path.join(TOP, "build", "debian-cache")
DEBIAN_CACHE = os.path.join(TOP, "scripts", "debian-cache")
LOGS = os.path.join(TOP, "build", "real-install")
PORT = "3142"
PROXY = f"http://10.0.2.2:{PORT}/"
NAME = "debian"
MINUTE = 60
# The guest's processor is emulated, and the machine may have other work.
LONGEST = 150 * MINUTE
FIRST_BOOT = 15 * MINUTE
SECRETS = {"admin": "Kiwi.49.radish", "user": "Fig:8'quince\"7"}

# What the installer is told beyond the profile of libosinfo, all of it to be quicker, apart from the console and where packages
# are. The mirror's host is not known by name to the guest: its proxy knows it.
ARGUMENTS = ("priority=critical DEBIAN_FRONTEND=text anna/no_kernel_modules=true "
             "mirror/country=manual mirror/protocol=http mirror/http/hostname={host} mirror/http/directory={folder} "
             "partman-auto/choose_recipe=atomic tasksel:tasksel/first=none base-installer/install-recommends=false "
             "base-installer/kernel/image=linux-image-cloud-amd64 base-installer/initramfs-tools/driver-policy=dep "
             "apt-setup/enable-source-repositories=false apt-setup/non-free-firmware=false pkgsel/upgrade=none "
             "console=ttyS0 --- console=ttyS0")


def find_mirror():
    """The host and the folder of the mirror that apt is set up with."""
    places = subprocess.run(["apt-get", "indextargets", "--format", "$(REPO_URI)"], check=True, capture_output=True, text=True)
    return re.search(r"^\w+://([^/\s]+)(/\S*?debian)/*$", places.stdout, re.MULTILINE).groups()


class Site:
    """A private host, and what is there to install a guest on it."""

    def __init__(self, program, host):
        self.program = program
        self.host = host
        self.begin = time.monotonic()
        self.started = []
        self.records = os.path.join(host.folder, "records")
        self.pool = host.make_pool("images")
        # A console is locked there.
        host.check("mkdir", "--parents", "/run/lock")
        self.console = os.path.join(host.folder, "console.log")
        self.env = {**os.environ, "LIBVIRT_BUILDER_STATE_DIR": self.records, "XDG_CACHE_HOME": os.path.join(host.folder, "home")}
        self.said = open(os.path.join(LOGS, "program.log"), "w", encoding="utf-8")
        socket = os.path.join(host.folder, "packages")
        relay = [sys.executable, os.path.join(daemons.HERE, "relay.py")]
        self.outer = subprocess.Popen([*relay, socket, PORT])
        daemons.wait_for(lambda: os.path.exists(socket), "a socket of the relay")
        host.begin(*relay, PORT, socket)

    def close(self):
        with contextlib.suppress(OSError):
            shutil.copy(self.console, LOGS)
        for process in [*self.started, self.outer]:
            process.kill()
            process.wait()
        self.said.close()

    def note(self, text):
        line = f"{(time.monotonic() - self.begin) / MINUTE:6.1f} min: {text}"
        self.said.write(line + "\n")
        self.said.flush()
        print("#", line, flush=True)

    def secret_file(self, whose):
        path = os.path.join(self.host.folder, f"{whose}.password")
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with open(descriptor, "w", encoding="utf-8") as stream:
            stream.write(SECRETS[whose])
        return path

    def install_words(self):
        host, folder = find_mirror()
        told = ",".join(["profile=jeos", "user-login=jo", f"user-password-file={self.secret_file('user')}",
                         f"admin-password-file={self.secret_file('admin')}", "host-name=plum", f"proxy={PROXY}",
                         "package=qemu-guest-agent"])
        return ["install", "--connect", daemons.URI, "--name", NAME, "--osinfo", "debian12", "--location", TREE,
                "--unattended", told, "--extra-args", ARGUMENTS.format(host=host, folder=folder),
                "--memory", "2048", "--vcpus", "2", "--virt-type", "qemu",
                "--disk", f"path={self.pool}/{NAME}.qcow2,size=8,driver.cache=unsafe",
                "--network", "user", "--graphics", "none", "--serial", f"pty,log.file={self.console},log.append=on", "--wait"]

    def start(self, *words):
        """Starts the program; it is killed alone, and its guest is not."""
        self.note(f"virt-designer {words[0]}")
        process = subprocess.Popen([*self.host.inside, self.program, *words], env=self.env, text=True, stdin=subprocess.DEVNULL,
                                   stdout=self.said, stderr=self.said, start_new_session=True)
        self.started.append(process)
        return process

    def kill(self, process):
        """nsenter has become the program, so that its process is the program's."""
        ended = process.poll()
        process.send_signal(signal.SIGKILL)
        process.wait()
        self.note("killed" if ended is None else f"had ended with {ended} before it could be killed")
        return [] if ended is None else [f"it had ended with {ended} already: {self.program_said()}"]

    def program_said(self, since=None):
        """What the program said, from character SINCE on, or at the end."""
        with open(self.said.name, encoding="utf-8") as stream:
            text = stream.read()
        return text[-2000:] if since is None else text[since:]

    def kill_once(self, words):
        """Lets the program go on with the installation, and kills it once it says WORDS; what is wrong with that."""
        before = len(self.program_said(0))
        process = self.start("wait", "--connect", daemons.URI, NAME)
        while process.poll() is None and words not in self.program_said(before):
            time.sleep(0.02)
        return self.kill(process)

    def boot_files(self):
        return self.host.run("find", "/var/lib/libvirt/boot", "-type", "f").stdout.split()

    def guest_said(self):
        with contextlib.suppress(OSError), open(self.console, encoding="utf-8", errors="replace") as stream:
            return stream.read()
        return ""

    def state(self):
        return self.host.run("virsh", "--connect", daemons.URI, "domstate", NAME).stdout.strip()

    def await_words(self, words, process=None, seconds=LONGEST):
        """Until the guest says WORDS; not for longer than PROCESS runs."""
        end = time.monotonic() + seconds
        while words not in self.guest_said():
            if time.monotonic() > end:
                raise TimeoutError(f"the guest does not say '{words}' within {seconds} s: {self.guest_said()[-1500:]}")
            if process is not None and process.poll() is not None:
                raise RuntimeError(f"status {process.returncode} before the guest said '{words}': {self.program_said()}")
            time.sleep(2)
        self.note(f"the guest said '{words}'")


class Terminal:
    """The guest's console, as somebody at a terminal has it."""

    def __init__(self, site):
        self.text = ""
        self.master, other = pty.openpty()
        self.process = subprocess.Popen([*site.host.inside, "virsh", "--connect", daemons.URI, "console", "--force", NAME],
                                        stdin=other, stdout=other, stderr=other, start_new_session=True)
        os.close(other)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.process.kill()
        self.process.wait()
        os.close(self.master)

    def send(self, line):
        self.text = ""
        os.write(self.master, line.encode() + b"\r")

    def reads(self, pattern, seconds=2 * MINUTE):
        """The match of PATTERN in what came since the last line was sent, or None."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            found = re.search(pattern, self.text)
            if found:
                return found
            if not select.select([self.master], [], [], 1)[0]:
                continue
            try:
                self.text += os.read(self.master, 4096).decode(errors="replace")
            except OSError:  # nobody has it open any more
                break
        return None

    def wake(self):
        """Whether somebody can log in. What is typed before the console is there is lost."""
        for _ in range(12):
            self.send("")
            if self.reads("login: $", 10):
                return True
        return False

    def log_in(self, user, password):
        """What is wrong with logging in, in words."""
        if not self.wake():
            return [f"nobody is asked to log in: {self.text[-300:]}"]
        for line, pattern in ((user, "Password: $"), (password, r"\$ $")):
            self.send(line)
            if not self.reads(pattern):
                return [f"no '{pattern}' came: {self.text[-300:]}"]
        return []

    def ask(self, command):
        self.send(f"{command}; echo; echo en''d")
        found = self.reads(r"(?s)\n(.*)\bend\b")
        return found[1].strip() if found else None


def judge(condition, problem):
    return [] if condition else [problem]


def finish(site, process, what, seconds=LONGEST):
    """Waits for the end of PROCESS, which must be good."""
    try:
        status = process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        status = "not there in time"
    site.note(f"{what}: status {status}")
    return judge(status == 0, f"status {status}: {site.program_said()}")


def check_installation(tap, site):
    process = site.start(*site.install_words())
    site.await_words("Installing the base system", process)
    tap.check("the program is killed while the installer runs", site.kill(process))
    check_secrets(tap, site, "while it runs")
    process = site.start("wait", "--connect", daemons.URI, NAME)
    site.await_words("Installing GRUB boot loader", process)
    tap.check("and again, near the installer's end", site.kill(process))
    daemons.wait_for(lambda: site.state() == "shut off", "the end of the installer", LONGEST)
    site.note("the installer has stopped, and nobody watched")
    tap.check("the files that it was started from are still there", judge(len(site.boot_files()) == 2, str(site.boot_files())))
    tap.check("the program is killed while it takes away what the installer was told", site.kill_once("overwrite and delete"))
    tap.check("and while the guest boots for the first time", site.kill_once("wait until the agent"))
    process = site.start("wait", "--connect", daemons.URI, NAME)
    tap.check("taken up once more, it comes to its end", finish(site, process, "wait"))


def check_first_boot(tap, site):
    tap.check("the guest has been started again", judge(site.state() == "running", site.state()))
    process = site.start("wait", "--connect", daemons.URI, "--for", "agent", "--timeout", str(FIRST_BOOT), NAME)
    tap.check("the agent in the guest answers", finish(site, process, "wait --for agent", FIRST_BOOT + MINUTE))
    site.await_words("login:", seconds=FIRST_BOOT)


def check_system(tap, site):
    with Terminal(site) as terminal:
        tap.check("the user can log in with the password", terminal.log_in("jo", SECRETS["user"]))
        for command, expected in (("id -un", "jo"), ("hostname", "plum"), ("cut -d. -f1 /etc/debian_version", "13"),
                                  ("dpkg-query -W -f '${db:Status-Status}' qemu-guest-agent", "installed"),
                                  ("lsblk -rno FSTYPE,MOUNTPOINT | grep /$", "ext4 /")):
            said = terminal.ask(command)
            tap.check(f"'{command}' says '{expected}'", judge(said is not None and expected in said, str(said)))
        terminal.send("su -")
        terminal.reads("Password: $")
        terminal.send(SECRETS["admin"])
        tap.check("root has the password that was given", judge(terminal.reads(r"root@plum:~# $"), terminal.text[-300:]))
        marker = terminal.ask("ls /root")
        tap.check("the installer came to the end of its script", judge("osinfo-install-successful" in (marker or ""), str(marker)))


def check_secrets(tap, site, when):
    """Neither the passwords nor their hashes are where others read, or where it stays."""
    places = {f"virsh {name}": site.host.virsh(*words).stdout for name, words in
              (("dumpxml", ["dumpxml", "--security-info", NAME]), ("dumpxml --inactive", ["dumpxml", "--inactive", NAME]))}
    folders = [site.records, LOGS, os.path.join(site.host.folder, "log/qemu")]
    for path in [site.console, *(os.path.join(folder, name) for folder in folders for name in os.listdir(folder))]:
        with open(path, encoding="utf-8", errors="replace") as stream:
            places[os.path.relpath(path, site.host.folder)] = stream.read()
    problems = [f"{place} has '{secret}'" for place, text in places.items() for secret in [*SECRETS.values(), "$6$", "$y$"]
                if secret in text]
    tap.check(f"nothing secret is anywhere {when}", problems)


def check_traces(tap, site):
    tap.check("the kernel and the initial RAM disk of the installer are gone", judge(not site.boot_files(), str(site.boot_files())))
    records = os.listdir(site.records)
    tap.check("no record of the installation is left", judge(not records, str(records)))
    document = site.host.virsh("dumpxml", NAME).stdout
    tap.check("the guest is not started with a kernel of its own any more", judge("<kernel>" not in document, document))
    check_secrets(tap, site, "once it is over")


def install(tap, site):
    check_installation(tap, site)
    check_first_boot(tap, site)
    check_system(tap, site)
    check_traces(tap, site)


def main(program):
    tap = Tap()
    reason = daemons.missing("apt-cacher-ng")
    if reason:
        print(f"1..0 # SKIP {reason}")
        return 0
    # What is killed cleans up, too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    shutil.rmtree(LOGS, ignore_errors=True)
    os.makedirs(LOGS)
    subprocess.run([DEBIAN_CACHE, "start", CACHE, PORT], check=True)
    try:
        with daemons.Host("debian") as host, contextlib.closing(Site(os.path.abspath(program), host)) as site:
            try:
                install(tap, site)
            except (RuntimeError, TimeoutError) as error:
                tap.check("the installation goes on", str(error).splitlines())
    finally:
        subprocess.run([DEBIAN_CACHE, "stop", CACHE], check=True)
    return tap.done()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
