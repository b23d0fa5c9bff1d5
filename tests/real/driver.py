#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Tries designer-driver itself: a check that cannot fail proves nothing. Usage: driver.py DRIVER"""

import os
import re
import subprocess
import sys
import tempfile

OS = {
    "bios": "<os><type arch='x86_64' machine='{machine}'>hvm</type></os>",
    "uefi": "<os firmware='efi'><type arch='x86_64' machine='{machine}'>hvm</type><firmware>"
            "<feature enabled='no' name='secure-boot'/></firmware></os>",
    "secure": "<os firmware='efi'><type arch='x86_64' machine='{machine}'>hvm</type><firmware>"
              "<feature enabled='yes' name='secure-boot'/>"
              "<feature enabled='yes' name='enrolled-keys'/></firmware></os>",
}
SMM = "<smm state='on'/>"
TPM = "<tpm model='tpm-crb'><backend type='emulator' version='2.0'/></tpm>"
DISK = "<disk type='{kind}' device='disk'><driver name='qemu' type='{format}'/>" \
       "<source {source}/><target dev='vda' bus='virtio'/></disk>"
NETWORK = "<interface type='network'><source network='default'/><model type='virtio'/>" \
          "</interface>"
SCREENS = "<graphics type='spice' autoport='yes'/><graphics type='vnc' autoport='yes'/>"


def write_guest(name, machine="q35", firmware="bios", devices=""):
    features = SMM if firmware == "secure" else ""
    return f"""<domain type='qemu'><name>{name}</name><memory unit='MiB'>128</memory>
<vcpu>1</vcpu>{OS[firmware].format(machine=machine)}<features><acpi/>{features}</features>
<devices>{devices}{NETWORK}{SCREENS}<memballoon model='virtio'/></devices></domain>"""


def file_disk(folder, name, form):
    return DISK.format(kind="file", format=form, source=f"file='{folder}/images/{name}'")


def list_trials(folder):
    """Name, goal, what the rest of the driver's line must match, XML."""
    raw = file_disk(folder, "a.raw", "raw")
    qcow2 = file_disk(folder, "a.qcow2", "qcow2")
    absent = DISK.format(kind="file", format="raw", source="file='/nonexistent/a.raw'")
    block = DISK.format(kind="block", format="raw", source="dev='/dev/nonexistent'")
    good = ""
    return [
        ("q35", "start", good, write_guest("a", devices=raw)),
        ("same-name", "start", good, write_guest("a", devices=qcow2)),
        ("pc", "start", good, write_guest("c", "pc", devices=qcow2)),
        ("pc-uefi", "start", good, write_guest("d", "pc", "uefi")),
        ("q35-secure", "start", good, write_guest("e", "q35", "secure", devices=TPM)),
        ("block", "start", " # defined, not started: block.*", write_guest("g", devices=block)),
        ("pc-secure", "start", ": start: .*", write_guest("h", "pc", "secure")),
        ("absent", "start", ": start: .*", write_guest("i", devices=absent)),
        ("machine", "define", ": define: .*", write_guest("j", "nonesuch")),
        ("schema", "define", ": validate: .*", write_guest("k", devices="<disc/>")),
        ("only-schema", "validate", good, write_guest("l", "nonesuch")),
        ("xml", "define", ": read: .*", "<domain"),
        ("afterwards", "start", good, write_guest("m", devices=raw)),
    ]


def run(driver, folder, trials):
    with open(os.path.join(folder, "work"), "w", encoding="utf-8") as work:
        for name, goal, _, xml in trials:
            path = os.path.join(folder, name + ".xml")
            with open(path, "w", encoding="utf-8") as file:
                file.write(xml)
            print(name, path, goal, sep="\t", file=work)
    os.mkdir(os.path.join(folder, "images"))
    return subprocess.run([driver, "--image-dir", os.path.join(folder, "images"), work.name],
                          capture_output=True, text=True, check=False)


def main(driver):
    with tempfile.TemporaryDirectory(prefix="driver-", dir="/tmp") as folder:
        trials = list_trials(folder)
        done = run(driver, folder, trials)
        left = os.listdir(os.path.join(folder, "images"))
    print(done.stdout + done.stderr, end="")
    if done.returncode == 77:
        return 77
    wrong = 0
    for name, _, rest, _ in trials:
        verdict = "not ok" if rest.startswith(":") else "ok"
        if not re.search(f"^{verdict} {name}{rest}$", done.stdout, re.MULTILINE):
            print(f"expected: {verdict} {name}{rest}")
            wrong += 1
    if left:
        print(f"images are left: {left}")
    return 1 if wrong or left or done.returncode != 1 else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
