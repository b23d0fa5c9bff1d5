# SPDX-License-Identifier: LGPL-2.1-or-later
"""A raw disk that boots a kernel by itself, with BIOS and with UEFI, made without mounting anything.

It has one partition, of the kind from which UEFI boots, with the kernel and UEFI's loader; BIOS's loader stands before it.
"""

import os
import shutil
import struct
import subprocess
import tempfile

SECTOR = 512
FIRST = 2048                # the sector where the partition begins
MIB = 1 << 20
SPARE = 4 * MIB             # for the loaders, the tables of FAT, and what a test writes
LOADERS = "/usr/lib/grub"
MODULES = ["part_msdos", "fat", "linux"]
BOOTABLE, EFI_PARTITION = 0x80, 0xEF
CODE = 440                  # what of the first sector is a program
PATH = os.environ["PATH"] + ":/usr/sbin:/sbin"
PROGRAMS = {"grub-mkimage": "grub-common", "mkfs.fat": "dosfstools", "mcopy": "mtools"}
FILES = {"i386-pc/boot.img": "grub-pc-bin", "x86_64-efi/fat.mod": "grub-efi-amd64-bin"}


def missing():
    """What keeps a disk from being made here, or None."""
    lacking = [package for program, package in PROGRAMS.items() if shutil.which(program, path=PATH) is None]
    lacking += [package for name, package in FILES.items() if not os.path.exists(os.path.join(LOADERS, name))]
    return f"without {', '.join(lacking)}; run scripts/install-dependencies check" if lacking else None


def run(*words):
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL,
                   env=dict(os.environ, PATH=PATH, MTOOLS_SKIP_CHECK="1"))


def make_loader(work, kind, place, modules, words):
    """GRUB, which loads the kernel from the device that it was itself loaded from, without asking."""
    script, loader = os.path.join(work, f"{kind}.cfg"), os.path.join(work, f"{kind}.img")
    with open(script, "w", encoding="utf-8") as stream:
        stream.write(f"linux /kernel {words}\ninitrd /initrd\nboot\n")
    run("grub-mkimage", "--format", kind, "--prefix", place, "--config", script, "--output", loader, *MODULES, *modules)
    return loader


def make_partition(path, files):
    size = sum(os.path.getsize(source) for source in files.values()) + SPARE
    with open(path, "wb") as stream:
        stream.truncate(-(-size // MIB) * MIB)
    run("mkfs.fat", "--invariant", "-n", "TINY", path)
    run("mmd", "-i", path, "::EFI", "::EFI/BOOT")
    for name, source in files.items():
        run("mcopy", "-i", path, source, f"::{name}")


def first_sector(sectors):
    with open(os.path.join(LOADERS, "i386-pc/boot.img"), "rb") as stream:
        code = stream.read(CODE)
    entry = struct.pack("<B3sB3sII", BOOTABLE, b"\xfe\xff\xff", EFI_PARTITION, b"\xfe\xff\xff", FIRST, sectors)
    return code + bytes(6) + entry + bytes(3 * len(entry)) + b"\x55\xaa"


def split(disk, folder):
    """Writes what is before the partition of DISK, and what is in it, into FOLDER: "loader" and "system"."""
    with open(disk, "rb") as source:
        for name, size in ("loader", FIRST * SECTOR), ("system", -1):
            with open(os.path.join(folder, name), "wb") as target:
                target.write(source.read(size))


def make(path, kernel, initrd, words):
    """Makes the disk PATH, which boots KERNEL and INITRD with the command line WORDS."""
    with tempfile.TemporaryDirectory() as work:
        partition = os.path.join(work, "partition")
        bios = make_loader(work, "i386-pc", "(,msdos1)/", ["biosdisk"], words)
        make_partition(partition, {"kernel": kernel, "initrd": initrd,
                                   "EFI/BOOT/BOOTX64.EFI": make_loader(work, "x86_64-efi", "/", [], words)})
        if os.path.getsize(bios) > (FIRST - 1) * SECTOR:
            raise ValueError("the loader is too large for the place before the partition")
        with open(path, "wb") as disk, open(bios, "rb") as loader, open(partition, "rb") as content:
            disk.write(first_sector(os.path.getsize(partition) // SECTOR) + loader.read())
            disk.seek(FIRST * SECTOR)
            shutil.copyfileobj(content, disk)
