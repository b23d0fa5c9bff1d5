# SPDX-License-Identifier: LGPL-2.1-or-later
"""A guest that boots in seconds and says which hardware it sees, made of Debian's packages.

    guest = tiny_guest.get()            # made once for a build folder; missing() says why it cannot be
    guest.kernel, guest.initrd          # for a direct boot, with "console=ttyS0 loglevel=1" and what it shall do
    guest.disk                          # a raw disk that boots by itself, with BIOS and with UEFI: copy it for a guest
    tiny_guest.make_disk(path, "tiny.then=panic")   # such a disk that does more
    tiny_guest.place(folder)            # copies kernel and initrd
    said = tiny_guest.read_file(path)   # what it has said so far in the file that its console goes to
    said = tiny_guest.read(text)        # what it has said on its console, or (without "tiny") in /run/inventory
    said.all("disk")                    # [{"name": "vda", "bytes": "1048576", "serial": …}, …]
    said.one("ready")                   # the only line of its kind, or None

Each line on the console that is meant for programs is "tiny", a kind and KEY=VALUE words, with tabs between: first the
inventory (see guest/inventory.sh), then "ready". It gets addresses by DHCP ("address"), runs the agent where it has a channel,
and stops when its power button is pressed ("power-button"). Words of the kernel's command line (COMMAND_LINE) make it do more:

    tiny.write=DEVICE:TEXT      write a marker to a disk ("marker-written")
    tiny.read=DEVICE            read it back ("marker", with its text)
    tiny.fill=DEVICE            write a whole disk full of noise ("filled")
    tiny.then=panic|poweroff|reboot     at last
    tiny.network=off            ask for no addresses
    tiny.exec=off               have an agent that runs no programs
    tiny.ssh=on                 say on port 22 that it is a server for SSH

With a file /preseed.cfg it is an installer (see guest/install.sh): it says "installed", or "failed" with the step, and restarts; the
system says "answers" with what it was told.
"""

import collections
import contextlib
import fcntl
import glob
import gzip
import hashlib
import os
import platform
import shutil
import subprocess
import tempfile

import boot_disk

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.dirname(os.path.dirname(HERE))
SOURCES = os.path.join(HERE, "guest")
COMMAND_LINE = "console=ttyS0 loglevel=1 panic=-1"
PATH = os.environ["PATH"] + ":/usr/sbin:/sbin"
PROGRAMS = {"busybox": "busybox-static", "qemu-ga": "qemu-guest-agent", "depmod": "kmod"}
FILES = {"init.sh": "init", "inventory.sh": "bin/inventory", "address.sh": "etc/address",
         "power.sh": "etc/acpi/PWRF/00000080", "install.sh": "etc/install"}
FOLDERS = ["bin", "sbin", "usr/bin", "usr/sbin", "etc/acpi/PWRF", "proc", "sys", "dev", "run", "tmp", "mnt", "var/run"]
HOTPLUG = "$MODALIAS=.* 0:0 600 @modprobe -q -b \"$MODALIAS\"\n"

Guest = collections.namedtuple("Guest", "kernel initrd disk")
Kernel = collections.namedtuple("Kernel", "version image modules")


def find(name):
    return shutil.which(name, path=PATH)


def find_kernel():
    """The newest of Debian's kernels that is installed, or that scripts/fetch-kernel has unpacked."""
    for root in ("/", os.path.join(TOP, "build", "kernel")):
        for image in sorted(glob.glob(os.path.join(root, "boot/vmlinuz-*-amd64")), reverse=True):
            version = os.path.basename(image)[len("vmlinuz-"):]
            modules = os.path.join(root, "lib/modules", version)
            if os.path.exists(os.path.join(modules, "modules.dep")):
                return Kernel(version, image, modules)
    return None


def missing():
    """What keeps the guest from being made here, or None."""
    if platform.machine() != "x86_64":
        return "the tiny guest is for x86_64"
    lacking = [package for program, package in PROGRAMS.items() if find(program) is None]
    if lacking:
        return f"without {', '.join(lacking)}; run scripts/install-dependencies check"
    return boot_disk.missing() or (None if find_kernel() else "without a kernel; run scripts/fetch-kernel build/kernel")


class Archive:
    """The file system that the kernel starts with, in the format "newc" of cpio."""

    def __init__(self):
        self.entries = {}

    def add(self, name, mode, data=b""):
        folder = os.path.dirname(name)
        if folder and folder not in self.entries:
            self.add_folder(folder)
        self.entries[name] = mode, data

    def add_folder(self, name):
        self.add(name, 0o040755)

    def add_text(self, name, text):
        self.add(name, 0o100644, text.encode())

    def add_link(self, name, target):
        self.add(name, 0o120777, target.encode())

    def add_file(self, path, name=None, mode=0o100755):
        with open(path, "rb") as stream:
            self.add(name or path.lstrip("/"), mode, stream.read())

    def pack(self):
        packed = bytearray()
        rows = [*sorted(self.entries.items()), ("TRAILER!!!", (0, b""))]
        for inode, (name, (mode, data)) in enumerate(rows, 1):
            fields = [inode, mode, 0, 0, 1, 0, len(data), 0, 0, 0, 0, len(name) + 1, 0]
            for part in (b"070701" + b"".join(b"%08x" % field for field in fields) + name.encode() + b"\0", data):
                packed += part + bytes(-len(part) % 4)
        return bytes(packed)


def wanted_modules():
    with open(os.path.join(SOURCES, "modules.txt"), encoding="utf-8") as stream:
        rows = [line.split() for line in stream if not line.startswith("#")]
    return [name for _, name in rows], [name for when, name in rows if when == "+"]


def module_files(kernel, names):
    """The files of modules and of all that they need; what is part of the kernel has none."""
    with open(os.path.join(kernel.modules, "modules.dep"), encoding="utf-8") as stream:
        needs = dict(line.rstrip("\n").split(":", 1) for line in stream)
    paths = {os.path.basename(path).split(".ko")[0].replace("-", "_"): path for path in needs}
    found = set()
    for name in names:
        path = paths.get(name.replace("-", "_"))
        if path:
            found |= {path, *needs[path].split()}
    return sorted(found)


def add_modules(archive, kernel):
    names, always = wanted_modules()
    place = f"lib/modules/{kernel.version}"
    with tempfile.TemporaryDirectory() as work:
        folder = os.path.join(work, place)
        for path in [*module_files(kernel, names), "modules.builtin", "modules.builtin.modinfo", "modules.order"]:
            os.makedirs(os.path.dirname(os.path.join(folder, path)), exist_ok=True)
            shutil.copyfile(os.path.join(kernel.modules, path), os.path.join(folder, path))
        subprocess.run([find("depmod"), "--basedir", work, kernel.version], check=True)
        for path in sorted(glob.glob(os.path.join(folder, "**"), recursive=True)):
            if os.path.isfile(path):
                archive.add_file(path, os.path.relpath(path, work), 0o100644)
    archive.add_text("etc/always", "\n".join(always) + "\n")


def add_program(archive, path):
    """A program, and the libraries that it is linked with, at the places where they are here."""
    archive.add_file(path)
    linked = subprocess.run(["ldd", path], check=True, text=True, stdout=subprocess.PIPE).stdout
    for word in linked.split():
        if word.startswith("/"):
            archive.add_file(word)


def make_initrd(kernel):
    archive = Archive()
    for name in FOLDERS:
        archive.add_folder(name)
    archive.add_file(find("busybox"), "bin/busybox")
    applets = subprocess.run([find("busybox"), "--list"], check=True, text=True, stdout=subprocess.PIPE).stdout
    for name in applets.split():
        if name != "busybox":
            archive.add_link(f"bin/{name}", "busybox")
    add_program(archive, find("qemu-ga"))
    add_modules(archive, kernel)
    archive.add_text("etc/mdev.conf", HOTPLUG)
    archive.add_text("etc/modprobe.conf", "options usb_storage delay_use=0\n")
    for source, name in FILES.items():
        archive.add_file(os.path.join(SOURCES, source), name)
    return gzip.compress(archive.pack(), compresslevel=6, mtime=0)


def key(kernel):
    """What the guest is made from: other sources are another guest."""
    sources = sorted(glob.glob(os.path.join(SOURCES, "*")) + glob.glob(os.path.join(HERE, "*_*.py")))
    digest = hashlib.sha256(kernel.version.encode())
    for path in [*sources, find("busybox"), find("qemu-ga")]:
        with open(path, "rb") as stream:
            digest.update(stream.read())
    return digest.hexdigest()[:16]


def make(kernel, folder):
    shutil.copyfile(kernel.image, os.path.join(folder, "kernel"))
    with open(os.path.join(folder, "initrd"), "wb") as stream:
        stream.write(make_initrd(kernel))
    boot_disk.make(os.path.join(folder, "disk"), os.path.join(folder, "kernel"), os.path.join(folder, "initrd"),
                   COMMAND_LINE)


@contextlib.contextmanager
def alone(path):
    """Of several tests that want the guest at once one makes it."""
    with open(path, "w", encoding="utf-8") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield


def get():
    """The files of the guest, made where they are not there yet."""
    cache = os.environ.get("DESIGNER_GUEST_CACHE") or os.path.join(TOP, "build", "tiny-guest")
    kernel = find_kernel()
    folder = os.path.join(cache, key(kernel))
    os.makedirs(cache, exist_ok=True)
    with alone(os.path.join(cache, "lock")):
        if not os.path.isdir(folder):
            for old in glob.glob(os.path.join(cache, "*.new")):
                shutil.rmtree(old)
            os.mkdir(folder + ".new")
            make(kernel, folder + ".new")
            os.rename(folder + ".new", folder)
    return Guest(*(os.path.join(folder, name) for name in Guest._fields))


def make_disk(path, words=""):
    """Makes a disk that boots the guest with more words of the kernel's command line."""
    guest = get()
    boot_disk.make(path, guest.kernel, guest.initrd, f"{COMMAND_LINE} {words}")


def place(folder):
    """Copies the guest's kernel and initrd into FOLDER, where the hypervisor's user may read them."""
    guest = get()
    return Guest(*(shutil.copy(path, folder) for path in guest[:2]), None)


class Said:
    """What the guest has said, by kind."""

    def __init__(self, rows):
        self.rows = rows

    def all(self, kind):
        return [words for name, words in self.rows if name == kind]

    def one(self, kind):
        found = self.all(kind)
        return found[0] if len(found) == 1 else None


def read(text):
    """The lines for programs of what was read from the guest's console; half a line at the end is none."""
    lines = [line.rstrip("\r\n").split("\t") for line in text.splitlines(keepends=True) if line.endswith("\n")]
    return Said([(words[1], dict(word.partition("=")[::2] for word in words[2:]))
                 for words in lines if words[0] == "tiny" and len(words) > 1])


def read_file(path):
    with open(path, encoding="utf-8", errors="replace") as stream:
        return read(stream.read())
