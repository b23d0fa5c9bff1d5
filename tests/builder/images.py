#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Images are told what they are to be at their first boot. Usage: images.py PROGRAM

Needs root: libvirt's system driver runs in namespaces of its own.
"""

import gzip
import json
import os
import shutil
import sys

import daemons
import tiny_guest
import unattended
sys.path.insert(0, os.path.join(os.path.dirname(daemons.HERE), "source"))
from sources import Tap  # noqa: E402  pylint: disable=wrong-import-position


def make_image(site, name):
    disk = os.path.join(site.pool, f"{name}.img")
    shutil.copyfile(tiny_guest.get().disk, disk)
    os.chmod(disk, 0o666)
    return disk


def check_first_boot(tap, site):
    """An image is told what it is to be; where its agent says that it is done, the disc that told it is taken away."""
    disk = make_image(site, "image")
    words = [site.program, "install", "--connect", daemons.URI, "--name", "image", "--osinfo", "debian11", "--memory", "512",
             "--virt-type", "qemu", "--network", "none", "--graphics", "none", "--serial", f"file,path={site.console('image')}",
             "--disk", f"path={disk}", "--cloud-init", f"root-password-file={site.password},host-name=tiny", "--json"]
    tap.check("an image is started that is to set itself up", unattended.judge(site.host.run(*words, env=site.env())))
    done = site.wait("image", "--json")
    events = [json.loads(line) for line in done.stdout.splitlines()]
    tap.check("whoever waits for it hears that it is set up, and not that it is installed",
              unattended.judge(done) + ([] if events[-1:] == [{"event": "set-up", "guest": "image"}] else [done.stdout[-2000:]]))
    disks = tiny_guest.read_file(site.console("image")).all("disk")
    tap.check("which sees what it is told on a disc", [] if any(row["name"].startswith("sr") for row in disks) else [str(disks)])
    xml = site.host.virsh("dumpxml", "image").stdout
    tap.check("it runs on, and the disc is taken from it",
              [] if site.host.virsh("domstate", "image").stdout.strip() == "running" and "seed.iso" not in xml else [xml])
    tap.check("nothing is left of what it was told",
              [str(left) for left in (site.left_for_boot(), site.records_text()) if left] + unattended.traces(site, "image"))
    site.host.virsh("destroy", "image")
    site.host.virsh("undefine", "image")
    os.unlink(disk)


def check_packed(tap, site):
    """Files of one's own get to the guest byte for byte."""
    packed = gzip.compress(b"#cloud-config\n{}\n")
    path = os.path.join(site.host.folder, "user-data.gz")
    disk = make_image(site, "packed")
    with open(path, "wb") as stream:
        stream.write(packed)
    words = [site.program, "install", "--connect", daemons.URI, "--name", "packed", "--osinfo", "debian11", "--memory", "512",
             "--virt-type", "qemu", "--network", "none", "--graphics", "none", "--disk", f"path={disk}", "--noautoconsole",
             "--cloud-init", f"user-data={path}"]
    done = site.host.run(*words, env=site.env())
    names = [line.split("\t")[0] for line in site.left_for_boot() if line.startswith("packed")]
    disc = [site.host.run("cat", os.path.join(unattended.BOOT_FOLDER, name), text=False).stdout for name in names]
    tap.check("user-data that is packed is on the disc as it was given",
              unattended.judge(done) + ([] if len(disc) == 1 and packed in disc[0] else [str(names)]))
    removed = site.host.run(site.program, "remove", "packed", "--yes", "--connect", daemons.URI, env=site.env())
    tap.check("and goes with the guest", unattended.judge(removed) + [str(left) for left in (site.left_for_boot(), site.records_text()) if left])


def check_server(tap, site, what, words, *more):
    """Where no agent says that it is set up, who can log in over SSH has what was told."""
    disk = os.path.join(site.pool, "server.img")
    tiny_guest.make_disk(disk, words)
    os.chmod(disk, 0o666)
    begun = site.host.run(site.program, "install", "--connect", daemons.URI, "--name", "server", "--osinfo", "debian11",
                          "--memory", "512", "--virt-type", "qemu", "--network", "default", "--graphics", "none",
                          "--disk", f"path={disk}", "--cloud-init", f"root-password-file={site.password}", "--noautoconsole",
                          *more, env=site.env())
    done = site.wait("server")
    tap.check(f"an image {what} is set up once its server for SSH answers", unattended.judge(begun) + unattended.judge(done))
    xml = site.host.virsh("dumpxml", "server").stdout
    tap.check("the disc is taken from it, too", [] if "seed.iso" not in xml and not site.left_for_boot() else [xml])
    tap.check("and it can be waited for by itself", unattended.judge(site.wait("server", "--for", "ssh", "--timeout", "20")))
    site.host.virsh("destroy", "server")
    site.host.virsh("undefine", "server")
    os.unlink(disk)


def check_no_ssh(tap, site):
    """Whoever has an address has no server yet, and whoever has no network never will."""
    disk = make_image(site, "silent")
    words = [site.program, "install", "--connect", daemons.URI, "--osinfo", "debian11", "--memory", "512", "--virt-type", "qemu",
             "--graphics", "none", "--disk", f"path={disk}", "--import"]
    made = site.host.run(*words, "--name", "silent", "--network", "default", env=site.env())
    there = site.wait("silent", "--for", "address", "--timeout", "120")
    late = site.wait("silent", "--for", "ssh", "--timeout", "3")
    tap.check("a guest with an address and no server for SSH is waited for in vain",
              unattended.judge(made) + unattended.judge(there)
              + ([] if late.returncode == 1 and "has not answered over SSH within 3 s" in late.stderr else [late.stderr]))
    site.host.virsh("destroy", "silent")
    site.host.virsh("undefine", "silent")
    made = site.host.run(*words, "--name", "lonely", "--network", "none", env=site.env())
    never = site.wait("lonely", "--for", "ssh", "--timeout", "60")
    tap.check("one without a network is not waited for",
              unattended.judge(made) + ([] if never.returncode == 1 and "no network interface" in never.stderr else [never.stderr]))
    site.host.virsh("destroy", "lonely")
    site.host.virsh("undefine", "lonely")
    os.unlink(disk)


def main(program):
    tap = Tap()
    reason = daemons.missing() or tiny_guest.missing()
    if reason:
        print(f"1..0 # SKIP {reason}")
        return 0
    with daemons.Host() as host:
        site = unattended.Site(os.path.abspath(program), host)
        host.make_network()
        check_first_boot(tap, site)
        check_packed(tap, site)
        check_server(tap, site, "without an agent", "tiny.ssh=on", "--channel", "none")
        check_server(tap, site, "with an agent that runs nothing", "tiny.ssh=on tiny.exec=off")
        check_no_ssh(tap, site)
    return tap.done()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
