#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Storage on a real libvirtd: what is made is what was wanted, and what fails leaves nothing.

Usage: real-storage.py STORAGE-RUN PROGRAM
"""

import hashlib
import os
import signal
import subprocess
import sys
import time

import daemons
from scene import state_of
sys.path.insert(0, os.path.join(os.path.dirname(daemons.HERE), "source"))
from sources import Tap  # noqa: E402  pylint: disable=wrong-import-position

MIB = 1024 * 1024
MEMORY_MIB = 32

GUEST = """<domain type='qemu'>
  <name>{name}</name><memory unit='MiB'>32</memory>
  <os><type arch='x86_64'>hvm</type></os>
  <devices><emulator>/usr/bin/qemu-system-x86_64</emulator>
    <disk type='file' device='disk'><driver name='qemu' type='{format}'/><source file='{path}'/><target dev='vda' bus='virtio'/></disk>
  </devices>
</domain>
"""


class Bench:
    """A host with pools, and the programs that are tried on it."""

    def __init__(self, host, runner, program):
        self.host = host
        self.runner = runner
        self.program = program
        self.state = os.path.join(host.folder, "state")
        os.mkdir(self.state)
        self.environment = {**os.environ, "LIBVIRT_BUILDER_STATE_DIR": self.state}
        self.images = host.make_pool("images")
        self.other = host.make_pool("other")
        self.small = host.make_pool("small", size="24m")

    def run(self, *words, uri=daemons.URI):
        return self.host.run(self.runner, uri, *map(str, words), env=self.environment)

    def begin(self, *words):
        return subprocess.Popen([*self.host.inside, self.runner, daemons.URI, *map(str, words)], env=self.environment,
                                text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def install(self, *words):
        return self.host.run(self.program, "install", "--connect", daemons.URI, "--osinfo", "debian11", "--import",
                             "--virt-type", "qemu", "--noreboot", "--network", "none", *words, env=self.environment)

    def names(self, pool):
        return [line.split()[0] for line in self.host.virsh("vol-list", pool).stdout.splitlines() if line.strip()]

    def pools(self):
        return sorted(self.host.virsh("pool-list", "--all", "--name").stdout.split())

    def left(self):
        return os.listdir(self.state)


def make_image(path, size, pieces):
    """A file of SIZE with holes between PIECES, which are offset and length."""
    with open(path, "wb") as stream:
        for offset, length in pieces:
            stream.seek(offset)
            stream.writelines(os.urandom(min(MIB, length - at)) for at in range(0, length, MIB))
        stream.truncate(size)


def digest(path):
    found = hashlib.sha256()
    with open(path, "rb") as stream:
        while block := stream.read(MIB):
            found.update(block)
    return found.hexdigest()


def same_image(one, two):
    """Problems: what is not the same in two images, which are read as bytes."""
    problems = []
    if os.path.getsize(one) != os.path.getsize(two):
        problems.append(f"{os.path.getsize(one)} and {os.path.getsize(two)} bytes")
    elif digest(one) != digest(two):
        problems.append("other bytes")
    blocks = [os.stat(path).st_blocks * 512 for path in (one, two)]
    if blocks[1] > blocks[0] + 64 * 1024:
        problems.append(f"takes up {blocks[1]} bytes and not {blocks[0]}")
    return problems


def ended(done, *more):
    return [] if done.returncode == 0 else [done.stderr.strip()] + list(more)


def failed(done, *words):
    if done.returncode == 0:
        return ["it did not fail"]
    return [f"'{word}' is not in: {done.stderr.strip()}" for word in words if word not in done.stderr]


def nothing_of(bench, pool, name):
    problems = [f"{name} is there"] if name in bench.names(pool) else []
    files = [line for line in bench.host.files(getattr(bench, pool)) if line.startswith(name)]
    return problems + files + [f"a record is left: {bench.left()}"] * bool(bench.left())


def check_upload(tap, bench, source):
    done = bench.run("upload", source, "images", "sparse.img")
    copy = os.path.join(bench.images, "sparse.img")
    tap.check("an image is uploaded with its holes", ended(done) or same_image(source, copy))
    lines = done.stdout.splitlines()
    size = os.path.getsize(source)
    tap.check("all of its bytes are reported", [] if f"{size} of {size}" in lines else lines[-3:])
    memory = int(lines[-1].split()[0]) / 1024
    tap.check(f"it takes at most {MEMORY_MIB} MiB of memory", [] if memory <= MEMORY_MIB else [f"{memory:.1f} MiB"])
    again = bench.run("upload", source, "images", "sparse.img")
    tap.check("it is not uploaded over one that is there", failed(again, "already") or same_image(source, copy))
    outside = subprocess.run([bench.runner, bench.host.uri, "upload", source, "images", "far.img"], env=bench.environment,
                             text=True, capture_output=True, check=False)
    tap.check("and to another machine", ended(outside) or same_image(source, os.path.join(bench.images, "far.img")))


def check_upload_of_image(tap, bench):
    source = os.path.join(bench.host.folder, "base.qcow2")
    bench.host.check("qemu-img", "create", "-q", "-f", "qcow2", source, "64M")
    done = bench.run("upload", source, "images", "base.qcow2")
    xml = bench.host.virsh("vol-dumpxml", "--pool", "images", "base.qcow2").stdout
    tap.check("an image of another format is known as such",
              ended(done) or ([] if "type='qcow2'" in xml and "67108864" in xml else [xml]))


def check_upload_faults(tap, bench, source):
    done = bench.run("upload", source, "images", "cancelled.img", 8 * MIB)
    tap.check("an upload is cancelled in the middle", failed(done, "cancel") or nothing_of(bench, "images", "cancelled.img"))

    full = os.path.join(bench.host.folder, "full.img")
    make_image(full, 40 * MIB, [(0, 20 * MIB)])
    bench.host.run("sh", "-c", f"head -c 12M /dev/urandom > {bench.small}/rival")
    done = bench.run("upload", full, "small", "full.img")
    tap.check("a pool that is full is refused or found full", failed(done) or nothing_of(bench, "small", "full.img"))
    os.truncate(full, 0)
    make_image(full, 40 * MIB, [(0, 20 * MIB)])
    bench.host.virsh("pool-refresh", "small")
    done = bench.run("upload", full, "small", "full.img")
    tap.check("which is known before", failed(done, "\u00a0MiB do not fit", "\u00a0MiB left") or nothing_of(bench, "small", "full.img"))
    bench.host.run("rm", f"{bench.small}/rival")
    bench.host.virsh("pool-refresh", "small")

    bench.host.set_writable(bench.other, False)
    done = bench.run("upload", source, "other", "denied.img")
    bench.host.set_writable(bench.other, True)
    tap.check("a pool that is read-only is named", failed(done, "ead-only") or nothing_of(bench, "other", "denied.img"))


def check_upload_fills(tap, bench):
    """There was room for all of it when it was begun."""
    source = os.path.join(bench.host.folder, "fills.img")
    make_image(source, 16 * MIB, [(0, 16 * MIB)])
    bench.host.virsh("pool-refresh", "small")
    words = ["env", "STORAGE_RUN_STOP_AT=1", bench.runner, daemons.URI, "upload", source, "small", "fills.img"]
    with subprocess.Popen([*bench.host.inside, *words], env=bench.environment, text=True, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE) as process:
        daemons.wait_for(lambda: process.poll() is not None or state_of(process.pid) == "T", "the middle of the upload")
        there = process.poll() is None and "fills.img" in bench.names("small")
        bench.host.run("dd", "if=/dev/zero", f"of={bench.small}/rival", "bs=64k")
        process.send_signal(signal.SIGCONT)
        out, said = process.communicate(timeout=60)
    done = subprocess.CompletedProcess(process.args, process.returncode, out, said)
    steps = [int(line.split()[0]) for line in out.splitlines() if " of " in line]
    tap.check("a pool fills up in the middle of an upload",
              [] if there and steps and 0 < steps[0] < 16 * MIB else [f"{there} {steps}"])
    tap.check("that is said, and nothing is left", failed(done, "pace") + nothing_of(bench, "small", "fills.img"))
    bench.host.run("rm", f"{bench.small}/rival")
    bench.host.virsh("pool-refresh", "small")


def check_upload_kills(tap, bench, big):
    process = bench.begin("upload", big, "images", "killed.img")
    process.stdout.readline()  # it has begun
    process.kill()
    process.communicate()
    seen = bench.left()
    done = bench.run("recover", "undo")
    tap.check("an upload that was killed is on record, and is taken back",
              ended(done) or ([] if seen else ["no record"]) + nothing_of(bench, "images", "killed.img"))

    process = bench.begin("upload", big, "images", "killed.img")
    process.stdout.readline()  # it has begun
    process.kill()
    process.communicate()
    done = bench.run("recover", "resume")
    tap.check("or brought to its end",
              ended(done) or same_image(big, os.path.join(bench.images, "killed.img")) + bench.left())

    process = bench.begin("upload", big, "images", "twice.img")
    process.stdout.readline()  # it has begun
    bench.host.kill()
    time.sleep(0.2)
    bench.host.start()
    _, said = process.communicate()
    tap.check("an upload goes on when libvirtd was killed meanwhile",
              ([f"{process.returncode} {said}"] if process.returncode != 0 else [])
              or same_image(big, os.path.join(bench.images, "twice.img")) + bench.left())


def check_clone(tap, bench, source):
    done = bench.run("clone", "images", "sparse.img", "images", "copy.img")
    tap.check("a volume is copied", ended(done) or same_image(source, os.path.join(bench.images, "copy.img")))
    done = bench.run("clone", "images", "killed.img", "other", "slow.img", "allocate")
    tap.check("and it is said how far that is", ended(done) or ([] if " of 524288000" in done.stdout else [done.stdout]))
    done = bench.run("clone", "images", "sparse.img", "other", "copy.img")
    tap.check("into another pool, too", ended(done) or same_image(source, os.path.join(bench.other, "copy.img")))
    done = bench.run("clone", "images", "sparse.img", "other", "all.img", "allocate")
    path = os.path.join(bench.other, "all.img")
    full = os.path.exists(path) and os.stat(path).st_blocks * 512 >= os.path.getsize(source)
    tap.check("and with all of its room", ended(done) or ([] if full and digest(path) == digest(source) else ["not so"]))

    bench.host.virsh("vol-create-as", "images", "leaf.qcow2", "64M", "--format", "qcow2", "--backing-vol", "base.qcow2",
                     "--backing-vol-format", "qcow2")
    done = bench.run("clone", "images", "leaf.qcow2", "other", "whole.qcow2")
    xml = bench.host.virsh("vol-dumpxml", "--pool", "other", "whole.qcow2").stdout
    tap.check("a copy stands alone", ended(done) or ([] if "backingStore" not in xml and "type='qcow2'" in xml else [xml]))
    done = bench.run("delete", "images", "base.qcow2")
    tap.check("an image that another is based on stays", failed(done, "leaf.qcow2"))
    done = bench.run("clone", "images", "sparse.img", "images", "shared.img", "reflink")
    tap.check("a copy shares blocks, or it is said what that needs",
              same_image(source, os.path.join(bench.images, "shared.img")) if done.returncode == 0
              else failed(done, "Btrfs", "in full") + nothing_of(bench, "images", "shared.img"))
    done = bench.run("clone", "images", "sparse.img", "small", "shared.img", "reflink")
    tap.check("where a file system cannot do that, nothing is begun",
              failed(done, "since", "in full") + nothing_of(bench, "small", "shared.img"))
    done = bench.run("clone", "images", "killed.img", "small", "big.img")
    tap.check("a copy that has no room is refused", failed(done, "do not fit") + nothing_of(bench, "small", "big.img"))


def check_changes(tap, bench):
    def size_of(name):
        return int(bench.host.virsh("vol-dumpxml", "--pool", "images", name).stdout.split("<capacity unit='bytes'>")[1].split("<")[0])

    done = bench.run("resize", "images", "leaf.qcow2", 96 * MIB)
    tap.check("a volume grows", ended(done) or ([] if size_of("leaf.qcow2") == 96 * MIB else [size_of("leaf.qcow2")]))
    done = bench.run("resize", "images", "copy.img", MIB)
    tap.check("it does not shrink unless that is said", failed(done, "shrink"))
    done = bench.run("resize", "images", "copy.img", MIB, "shrink")
    tap.check("nor below what it takes up", failed(done, "takes up") + bench.left())
    done = bench.run("resize", "images", "copy.img", 40 * MIB, "shrink")
    tap.check("and then does", ended(done) or ([] if size_of("copy.img") == 40 * MIB else [size_of("copy.img")]))
    path = os.path.join(bench.images, "copy.img")
    with open(path, "rb") as stream:
        before = any(stream.read())
    done = bench.run("wipe", "images", "copy.img")
    with open(path, "rb") as stream:
        after = any(stream.read())
    tap.check("a volume is wiped", ended(done) or ([] if before and not after else [f"{before} {after}"]))
    done = bench.run("delete", "images", "copy.img")
    tap.check("and deleted", ended(done) or nothing_of(bench, "images", "copy.img"))


def check_in_use(tap, bench):
    path = os.path.join(bench.images, "leaf.qcow2")
    bench.host.define(GUEST.format(name="user", path=path, format="qcow2"))
    done = bench.run("delete", "images", "leaf.qcow2")
    tap.check("a disk of a guest is not deleted", failed(done, "'user'"))
    bench.host.virsh("start", "user")
    done = bench.run("clone", "images", "leaf.qcow2", "other", "torn.qcow2")
    tap.check("nor copied while the guest runs", failed(done, "'user'", "stop") + nothing_of(bench, "other", "torn.qcow2"))
    done = bench.install("--name", "second", "--disk", f"path={path}", "--check", "path_in_use=off")
    tap.check("nor given to another guest then", failed(done, "'user', which runs"))
    done = bench.install("--name", "third", "--disk", f"path={os.path.join(bench.images, 'base.qcow2')}")
    tap.check("nor is the image that it is based on", failed(done, "'user'"))
    bench.host.virsh("destroy", "user")
    bench.host.virsh("undefine", "user")


def check_new_disks(tap, bench):
    before = bench.pools()
    folder = os.path.join(bench.host.folder, "elsewhere")
    os.mkdir(folder)
    done = bench.install("--name", "first", "--disk", f"path={folder}/first.img,size=0.01,sparse=no", "--disk",
                         "pool=images,size=0.02,format=qcow2,sparse=no", "--disk",
                         f"pool=images,backing_store={bench.images}/base.qcow2", "--disk", "size=0.01")
    tap.check("a guest gets disks of every sort", ended(done))
    tap.check("in pools that are made for them", [] if bench.pools() == sorted([*before, "default", "elsewhere"])
              else bench.pools())
    kept = os.stat(f"{folder}/first.img").st_blocks * 512 >= 10 * MIB if not ended(done) else False
    tap.check("with all of their room where that is wanted", [] if kept else [bench.host.files(folder)])
    image = bench.host.check("find", bench.images, "-name", "first*", "-size", "+20M", "-printf", "%b").stdout
    tap.check("and images, too", [] if image and int(image) * 512 >= 20 * MIB else [bench.host.files(bench.images)])
    tap.check("in the folder that libvirt knows",
              [] if any("first" in line for line in bench.host.files("/var/lib/libvirt/images")) else ["none"])
    bench.host.virsh("undefine", "first")


def check_undo(tap, bench):
    for pool in ("default", "elsewhere"):
        bench.host.virsh("pool-destroy", pool)
        bench.host.virsh("pool-undefine", pool)
    bench.host.run("rm", "-r", "/var/lib/libvirt/images")
    pools, files = bench.pools(), bench.host.files("/var/lib/libvirt")
    bench.host.set_writable(bench.other, False)
    done = bench.install("--name", "fourth", "--disk", "size=0.01", "--disk", "pool=images,size=0.01", "--disk",
                         "pool=other,size=0.01")
    bench.host.set_writable(bench.other, True)
    tap.check("where one disk cannot be made", failed(done, "ead-only"))
    tap.check("the others go again", nothing_of(bench, "images", "fourth"))
    tap.check("with the pools that were made, and their folders",
              [] if (bench.pools(), bench.host.files("/var/lib/libvirt")) == (pools, files) else [bench.pools(), files])


def check_far(tap, bench):
    """What can be known of another machine, its pools say; they look again for it."""
    def install(*words):
        return subprocess.run([bench.program, "install", "--connect", bench.host.uri, "--osinfo", "debian11", "--import",
                               "--virt-type", "qemu", "--dry-run", "--network", "none", "--name", "far", *words],
                              env=bench.environment, text=True, capture_output=True, check=False)
    make_image(os.path.join(bench.images, "new.img"), MIB, [])
    tap.check("a file that has come into a pool of another machine is found",
              ended(install("--disk", f"path={bench.images}/new.img")))
    tap.check("and one that has not is missed", failed(install("--disk", f"path={bench.images}/none.img"), "none.img"))
    tap.check("of what no pool has, nothing is known", ended(install("--disk", "path=/srv/none.img")))
    tap.check("a new disk there has its room counted",
              failed(install("--disk", "pool=small,size=1"), "do not fit"))


def check_reach(tap, bench):
    folder = os.path.join(bench.host.folder, "closed")
    os.mkdir(folder, 0o700)
    make_image(os.path.join(folder, "a.img"), MIB, [])
    done = bench.install("--name", "closed", "--disk", f"path={folder}/a.img")
    tap.check("a folder that the hypervisor may not enter is named", failed(done, "may not enter", f"chmod o+x {folder}"))


def main(runner, program):
    tap = Tap()
    reason = daemons.missing("qemu-img", "qemu-system-x86_64")
    if reason is not None:
        print(f"1..0 # SKIP {reason}")
        return 0
    with daemons.Host("storage") as host:
        bench = Bench(host, os.path.abspath(runner), os.path.abspath(program))
        source = os.path.join(host.folder, "sparse.img")
        make_image(source, 64 * MIB + 512, [(0, 4 * MIB), (20 * MIB, 12 * MIB + 100), (60 * MIB, 1)])
        big = os.path.join(host.folder, "big.img")
        make_image(big, 500 * MIB, [(0, 250 * MIB)])
        check_upload(tap, bench, source)
        check_upload_of_image(tap, bench)
        check_upload_faults(tap, bench, source)
        check_upload_fills(tap, bench)
        check_upload_kills(tap, bench, big)
        check_clone(tap, bench, source)
        check_changes(tap, bench)
        check_in_use(tap, bench)
        check_new_disks(tap, bench)
        check_undo(tap, bench)
        check_far(tap, bench)
        check_reach(tap, bench)
    return tap.done()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
