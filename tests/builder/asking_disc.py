# SPDX-License-Identifier: LGPL-2.1-or-later
"""A disc that asks for a key, as media of Windows do, before a guest with UEFI starts from it.

    asking_disc.make(path)

With a key within five seconds, what is on it is read, the guest says "started from the disc" on its serial port, and turns
itself off; without one, it says "no key was pressed", and its firmware goes on to what else there is.
"""

import os
import subprocess
import tempfile

import boot_disk

MODULES = ["normal", "iso9660", "hashsum", "gcry_crc", "serial", "terminal", "echo", "test", "halt", "search", "configfile"]
BIG = 32 * 1024 * 1024
# Whoever presses a key makes GRUB forget what it goes on to where an entry fails.
MENU = """serial --unit=0
terminal_output --append serial
set default=0
set fallback=1
set timeout=5
menuentry "Press any key to boot from CD or DVD" {
  if [ -n "$fallback" ]; then
    echo "no key was pressed"
    exit
  fi
  hashsum --hash crc32 /big
  echo "started from the disc"
  halt
}
"""


def make(path):
    with tempfile.TemporaryDirectory() as work:
        tree, image = os.path.join(work, "tree"), os.path.join(work, "tree", "efi.img")
        loader, script = os.path.join(work, "loader"), os.path.join(work, "script")
        os.mkdir(tree)
        with open(os.path.join(tree, "big"), "wb") as stream:
            stream.truncate(BIG)
        with open(os.path.join(tree, "grub.cfg"), "w", encoding="utf-8") as stream:
            stream.write(MENU)
        with open(script, "w", encoding="utf-8") as stream:
            stream.write("search --set=root --file /grub.cfg\nnormal ($root)/grub.cfg\n")
        boot_disk.run("grub-mkimage", "--format", "x86_64-efi", "--prefix", "/", "--config", script, "--output", loader,
                      *boot_disk.MODULES, *MODULES)
        boot_disk.make_partition(image, {"EFI/BOOT/BOOTX64.EFI": loader})
        subprocess.run(["genisoimage", "-quiet", "-r", "-e", "efi.img", "-no-emul-boot", "-o", path, tree], check=True)
    os.chmod(path, 0o644)
