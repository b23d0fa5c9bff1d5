#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Installs a guest without questions: its installer fetches, partitions and writes a disk as its script says. The program
is killed in each phase of it. Usage: unattended.py PROGRAM"""

import contextlib
import difflib
import json
import os
import shutil
import signal
import subprocess
import sys
import xml.etree.ElementTree as ET

import boot_disk
import daemons
import tiny_guest
sys.path.insert(0, os.path.join(os.path.dirname(daemons.HERE), "source"))
from sources import Tap  # noqa: E402  pylint: disable=wrong-import-position

BOOT = 240
MINUTES = "4"
PORT = 8000
PASSWORD = "s3cret, 'quoted': \\ and more"
BOOT_FOLDER = "/var/lib/libvirt/boot"
LONG = bool(os.environ.get("DESIGNER_LONG"))


class Site:
    """A private host with a pool and a mirror, and a tree to install from."""

    def __init__(self, program, host):
        self.program = program
        self.host = host
        self.pool = host.make_pool("images")
        self.records = os.path.join(host.folder, "records")
        self.mirror = os.path.join(host.folder, "mirror", "tiny")
        self.tree = os.path.join(host.folder, "tree")
        self.password = os.path.join(host.folder, "password")
        self.make_files()

    def make_files(self):
        guest = tiny_guest.get()
        place = os.path.join(self.tree, "debian-installer", "amd64")
        os.makedirs(place)
        os.makedirs(self.mirror)
        shutil.copyfile(guest.kernel, os.path.join(place, "linux"))
        shutil.copyfile(guest.initrd, os.path.join(place, "initrd.gz"))
        boot_disk.split(guest.disk, self.mirror)
        with open(self.password, "w", encoding="utf-8", opener=lambda path, flags: os.open(path, flags, 0o600)) as stream:
            stream.write(PASSWORD + "\n")

    def console(self, name):
        return os.path.join(self.host.folder, f"{name}.log")

    def hardware(self, name):
        return ["--name", name, "--osinfo", "debian11", "--memory", "512", "--virt-type", "qemu", "--network", "user",
                "--graphics", "none", "--serial", f"file,path={self.console(name)}", "--disk", "pool=images,size=0.2,format=raw"]

    def how(self, name):
        told = (f"profile=jeos,user-login=jo,user-password-file={self.password},admin-password-file={self.password},"
                f"host-name=tiny-{name},package=qemu-guest-agent,source=http://10.0.2.2:{PORT}/tiny")
        return ["--location", self.tree, "--unattended", told, "--extra-args", tiny_guest.COMMAND_LINE]

    def words(self, name, *more):
        return [self.program, "install", "--connect", daemons.URI, *self.hardware(name), *self.how(name), *more]

    def env(self):
        return {**os.environ, "LIBVIRT_BUILDER_STATE_DIR": self.records}

    def install(self, name, *more):
        return self.host.run(*self.words(name, *more), env=self.env())

    def wait(self, name, *more):
        return self.host.run(self.program, "wait", name, "--connect", daemons.URI, *more, env=self.env())

    def popen(self, *words):
        return subprocess.Popen([*self.host.inside, *words], env=self.env(), text=True, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE)

    def said(self, name, kind):
        def look():
            return os.path.exists(self.console(name)) and tiny_guest.read_file(self.console(name)).all(kind)
        return daemons.wait_for(look, f"{kind} of {name}", BOOT)[0]

    def left_for_boot(self):
        return self.host.files(BOOT_FOLDER) if self.host.run("test", "-d", BOOT_FOLDER).returncode == 0 else []

    def records_text(self):
        names = os.listdir(self.records) if os.path.isdir(self.records) else []
        return "".join(open(os.path.join(self.records, name), encoding="utf-8", errors="replace").read() for name in names)

    def remove(self, name):
        self.host.run("virsh", "--connect", daemons.URI, "destroy", name)
        self.host.virsh("undefine", name)
        self.host.virsh("vol-delete", f"{name}.img", "--pool", "images")


@contextlib.contextmanager
def serving(site):
    """The mirror, as the host has it."""
    words = [sys.executable, "-m", "http.server", "--bind", "127.0.0.1", "--directory", os.path.dirname(site.mirror), str(PORT)]
    with subprocess.Popen([*site.host.inside, *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            yield
        finally:
            process.terminate()


def evidence(site, name):
    """Of a guest that did not come so far."""
    state = site.host.run("virsh", "--connect", daemons.URI, "domstate", name, "--reason").stdout.strip()
    console = open(site.console(name), encoding="utf-8", errors="replace").read() if os.path.exists(site.console(name)) else ""
    return [f"{name} is {state}", *console.splitlines()[-5:]]


def judge(done):
    return [] if done.returncode == 0 else [f"status {done.returncode}", *done.stderr.splitlines()[-5:]]


def is_told(site, name):
    """What the system says that it was told; of the password it knows no more than a hash."""
    answers = site.said(name, "answers")
    wanted = {"host": f"tiny-{name}", "user": "jo"}
    good = {key: answers.get(key) for key in wanted} == wanted and answers.get("password", "").startswith("$")
    return [] if good else [str(answers)]


def traces(site, name):
    """Where the password, or its hash, can be read that has been told."""
    digest = tiny_guest.read_file(site.console(name)).all("answers")
    secrets = [PASSWORD] + [answers["password"] for answers in digest]
    places = {"record": site.records_text(), "XML": site.host.virsh("dumpxml", name, "--security-info").stdout,
              "inactive XML": site.host.virsh("dumpxml", name, "--inactive", "--security-info").stdout}
    return [f"in the {place}" for place, text in places.items() for secret in secrets if secret in text]


def check_end(tap, site, name, how):
    tap.check(f"it has the system that its script asks for ({how})", is_told(site, name))
    state = site.host.virsh("domstate", name).stdout.strip()
    xml = site.host.virsh("dumpxml", name).stdout
    tap.check(f"it runs as it is to stay ({how})",
              [] if state == "running" and "<kernel>" not in xml and "builder:installing" not in xml else [state, xml])
    tap.check(f"what only its installer needs is gone, and so is the record ({how})",
              [str(left) for left in (site.left_for_boot(), site.records_text()) if left])
    tap.check(f"no secret is left ({how})", traces(site, name))
    site.remove(name)


def check_whole(tap, site):
    plan = site.install("whole", "--dry-run", "--json")
    tap.check("the plan holds no secret", judge(plan) + (["it does"] if PASSWORD in plan.stdout or "$6$" in plan.stdout else []))
    done = site.install("whole", "--json", "--wait", MINUTES)
    events = [json.loads(line) for line in done.stdout.splitlines()]
    tap.check("a guest is installed without questions",
              judge(done) + ([] if events[-1:] == [{"event": "installed", "guest": "whole"}]
                             else [done.stdout[-2000:], *evidence(site, "whole")]))
    tap.check("and nothing said of it holds a secret", ["it does"] if PASSWORD in done.stdout + done.stderr else [])
    check_end(tap, site, "whole", "whole")


def kill_while_it_installs(site, name):
    with site.popen(*site.words(name)) as process:
        site.said(name, "ready")
        process.send_signal(signal.SIGKILL)


def kill_after_it_installed(site, name):
    """Nobody is there when it ends."""
    kill_while_it_installs(site, name)
    daemons.wait_for(lambda: site.host.virsh("domstate", name).stdout.strip() == "shut off", f"end of {name}", BOOT)


def kill_while_it_boots(site, name):
    """The system boots for the first time, and its agent has not answered yet."""
    with site.popen(*site.words(name, "--json")) as process:
        for line in process.stdout:
            event = json.loads(line)
            if event.get("kind") == "answer-await" and event.get("state") == "begun":
                break
        process.send_signal(signal.SIGKILL)


def leave(site, name):
    """Nobody waits from the first."""
    done = site.install(name, "--noautoconsole")
    if done.returncode != 0 or "virt-designer wait" not in done.stderr:
        raise RuntimeError(done.stderr)


MOMENTS = {"killed": kill_while_it_installs, "late": kill_after_it_installed, "booting": kill_while_it_boots, "left": leave}


def check_resumed(tap, site, name):
    MOMENTS[name](site, name)
    records = site.records_text()
    tap.check(f"its record holds no secret ({name})",
              [] if records and PASSWORD not in records and "$6$" not in records else ["it does, or there is none"])
    listed = site.host.run(site.program, "recover", "--list", env=site.env()).stdout
    tap.check(f"it is listed as waiting ({name})", [] if "waiting" in listed else [listed])
    kept = site.host.run(site.program, "recover", env=site.env())
    tap.check(f"and recovery leaves it alone ({name})",
              judge(kept) + ([] if site.records_text() == records else ["its record has changed"]))
    tap.check(f"it is waited for again, and ends well ({name})", judge(site.wait(name)))
    check_end(tap, site, name, name)


SYSTEM = """<libosinfo version="0.0.1">
  <os id="http://example.org/{name}">
    <short-id>{name}</short-id>
    <name>{name}</name>
    <version>1</version>
    <vendor>Example</vendor>
    <family>linux</family>
    <distro>{distro}</distro>
    <tree arch="x86_64"><url>http://127.0.0.1:{port}/tree</url></tree>
  </os>
</libosinfo>
"""


def check_named_system(tap, site):
    """What is installed is named, and the OS database says where it is; where the rest of its installer is, its kernel is told
    as that distribution's wants it."""
    database = os.path.join(site.host.folder, "osinfo")
    os.makedirs(os.path.join(database, "os", "example.org"))
    os.symlink(site.tree, os.path.join(os.path.dirname(site.mirror), "tree"))
    place = f"http://127.0.0.1:{PORT}/tree"
    for distro, argument in {"fedora": f"inst.repo={place}", "opensuse": f"install={place}", "debian": ""}.items():
        name = f"own-{distro}"
        with open(os.path.join(database, "os", "example.org", f"{name}.xml"), "w", encoding="utf-8") as stream:
            stream.write(SYSTEM.format(name=name, distro=distro, port=PORT))
        for overwrite, wanted in ("no", f"{argument} one=1 two=2".strip()), ("yes", "one=1 two=2"):
            done = site.host.run(site.program, "install", "--connect", daemons.URI, "--name", "no", "--disk", "none",
                                 "--install", f"{name},kernel_args=one=1,kernel_args_overwrite={overwrite}", "--extra-args", "two=2",
                                 "--print-xml", "1", env={**site.env(), "OSINFO_LOCAL_DIR": database})
            given = done.stdout.partition("<cmdline>")[2].partition("</cmdline>")[0]
            tap.check(f"{name} is installed from where the database says, with arguments of ours {'instead' * (overwrite == 'yes')}",
                      judge(done) + ([] if given == wanted and f"example.org/{name}" in done.stdout else [given, done.stdout]))


def differences(before, after):
    """Lines that only one of them has; libvirt puts devices in another order when it reads its own XML."""
    return list(difflib.unified_diff(sorted(before.splitlines()), sorted(after.splitlines()), lineterm="", n=0))


def reinstall(site, name, *words):
    return site.host.run(site.program, "install", "--connect", daemons.URI, "--reinstall", name, *words, env=site.env())


def check_reinstalled(tap, site):
    """A guest that is there is installed anew, and is what it was."""
    made = site.host.run(site.program, "install", "--connect", daemons.URI, *site.hardware("again"), "--import", "--noreboot",
                         env=site.env())
    before = site.host.virsh("dumpxml", "again", "--inactive", "--security-info").stdout
    done = reinstall(site, "again", *site.how("again"), "--json", "--wait", MINUTES)
    events = [json.loads(line) for line in done.stdout.splitlines()]
    tap.check("a guest is installed anew",
              judge(made) + judge(done) + ([] if events[-1:] == [{"event": "installed", "guest": "again"}]
                                           else [done.stdout[-2000:], *evidence(site, "again")]))
    after = site.host.virsh("dumpxml", "again", "--inactive", "--security-info").stdout
    tap.check("and is defined as it was", differences(before, after))
    refused = reinstall(site, "again", *site.how("again"))
    tap.check("one that runs is refused", [] if refused.returncode == 1 and "stop it" in refused.stderr else [refused.stderr])
    check_end(tap, site, "again", "again")


def drives_of(xml):
    """Of the CD-ROM drives of a guest: what is in them, and when they are booted from."""
    root = ET.fromstring(xml)
    return [(disk.find("source").get("file") if disk.find("source") is not None else None,
             disk.find("boot").get("order") if disk.find("boot") is not None else None)
            for disk in root.findall("devices/disk[@device='cdrom']")]


def drives(site, name, *flags):
    return drives_of(site.host.virsh("dumpxml", name, *flags).stdout)


def check_drives(tap, site, disc):
    """A drive that is there is used; what goes on from its disc keeps it."""
    made = site.host.run(site.program, "install", "--connect", daemons.URI, *site.hardware("drive"), "--disk", "device=cdrom",
                         "--import", "--noreboot", env=site.env())
    for system, kept in ("debian11", None), ("win10", disc):
        for step, wanted in ("1", [(disc, "1")]), ("2", [(kept, "2")]):
            done = reinstall(site, "drive", "--cdrom", disc, "--osinfo", system, "--print-xml", step)
            found = drives_of(done.stdout) if done.returncode == 0 else None
            tap.check(f"the drive of the guest has the disc as {system} needs it (step {step})",
                      judge(made) + judge(done) + ([] if found == wanted else [str(found)]))
    site.remove("drive")


def check_reinstalled_from_disc(tap, site):
    """A guest without a CD-ROM drive gets one that stays; where that is taken back, it is what it was."""
    disc = os.path.join(site.pool, "disc.iso")
    site.host.check("genisoimage", "-quiet", "-o", disc, site.password)
    os.chmod(disc, 0o644)
    made = site.host.run(site.program, "install", "--connect", daemons.URI, *site.hardware("disc"), "--import", "--noreboot",
                         env=site.env())
    before = site.host.virsh("dumpxml", "disc", "--inactive", "--security-info").stdout
    done = reinstall(site, "disc", "--cdrom", disc, "--osinfo", "debian11", "--noautoconsole")
    tap.check("a guest is installed anew from a disc", judge(made) + judge(done))
    tap.check("it boots from the disc first", [] if drives(site, "disc") == [(disc, "1")] else [str(drives(site, "disc"))])
    kept = drives(site, "disc", "--inactive")
    tap.check("and keeps the drive, without the disc", [] if [medium for medium, _ in kept] == [None] else [str(kept)])
    listed = site.host.run(site.program, "recover", "--list", env=site.env()).stdout
    back = site.host.run(site.program, "recover", "--undo", listed.split()[0], env=site.env())
    after = site.host.virsh("dumpxml", "disc", "--inactive", "--security-info").stdout
    tap.check("where that is taken back, the guest is off and what it was",
              judge(back) + differences(before, after) + [state for state in [site.host.virsh("domstate", "disc").stdout.strip()]
                                                          if state != "shut off"]
              + ([site.records_text()] if site.records_text() else []))
    rows = [("another memory", ["--memory", "1024"], "leave --memory out"),
            ("nothing to install from", [], "--pxe"),
            ("a first boot", ["--cloud-init"], "leave --cloud-init out")]
    for what, words, expected in rows:
        refused = reinstall(site, "disc", *words)
        tap.check(f"with --reinstall, {what} is refused",
                  [] if refused.returncode == 2 and expected in refused.stderr else [refused.stderr])
    refused = reinstall(site, "nobody", "--pxe")
    tap.check("a guest that is not there is refused",
              [] if refused.returncode == 1 and "nobody" in refused.stderr else [refused.stderr])
    steps = reinstall(site, "disc", "--pxe", "--print-xml", "1")
    root = ET.fromstring(steps.stdout)
    tap.check("over the network, its card is booted from first",
              judge(steps) + ([] if root.find("devices/interface/boot").get("order") == "1"
                              and root.findtext("on_reboot") == "destroy" else [steps.stdout]))
    site.remove("disc")
    check_drives(tap, site, disc)
    os.unlink(disc)


def check_undone(tap, site):
    """Whoever wants it gone says so."""
    leave(site, "undone")
    name = site.host.run(site.program, "recover", "--list", env=site.env()).stdout.split()[0]
    done = site.host.run(site.program, "recover", "--undo", name, env=site.env())
    tap.check("an installation is taken back where that is said",
              judge(done) + [str(left) for left in (site.left_for_boot(), os.listdir(site.pool), site.records_text()) if left])


def check_refusals(tap, site):
    empty = os.path.join(site.host.folder, "empty")
    os.mkdir(empty)
    rows = [
        ("a place with nothing to install from", ["--location", empty], "nothing to install from"),
        ("--unattended without a place", ["--unattended", "profile=jeos"], "--install OS or --cdrom"),
        ("a system that is said twice over", ["--location", site.tree, "--cdrom", "x.iso"], "exclude each other"),
        ("a sub-option that there is none of", ["--location", site.tree, "--unattended", "user-logn=jo"], "user-login"),
        ("a host name that is none", ["--location", site.tree, "--unattended", "host-name=a_b"], "host name"),
        ("a password in the URL of a tree",
         ["--location", f"http://jo:hidden@127.0.0.1:{PORT}/tiny,kernel=loader,initrd=system"], "has a password in it"),
        ("a password that is no file", ["--location", site.tree, "--unattended", "user-password-file=/nowhere"], "/nowhere"),
    ]
    for what, words, expected in rows:
        done = site.host.run(site.program, "install", "--connect", daemons.URI, "--name", "no", "--osinfo", "debian11",
                             "--disk", "none", *words, env=site.env())
        tap.check(f"{what} is refused",
                  [] if done.returncode in (1, 2) and expected in done.stderr else [str(done.returncode), done.stderr])
    tap.check("and nothing is left of that", [str(left) for left in (site.left_for_boot(), site.records_text()) if left])


def main(program):
    tap = Tap()
    reason = daemons.missing() or tiny_guest.missing()
    if reason:
        print(f"1..0 # SKIP {reason}")
        return 0
    with daemons.Host() as host:
        site = Site(os.path.abspath(program), host)
        with serving(site):
            check_refusals(tap, site)
            check_named_system(tap, site)
            check_whole(tap, site)
            for name in MOMENTS if LONG else ["late"]:
                check_resumed(tap, site, name)
            check_reinstalled(tap, site)
            check_reinstalled_from_disc(tap, site)
            check_undone(tap, site)
    return tap.done()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
