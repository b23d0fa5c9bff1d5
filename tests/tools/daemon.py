# SPDX-License-Identifier: LGPL-2.1-or-later
"""A libvirtd of one's own, with folders and a network that nobody else sees."""

import contextlib
import os
import shutil
import signal
import subprocess
import time

URI = "qemu:///system"
FOLDERS = ["/run", "/var/lib/libvirt", "/var/cache/libvirt", "/var/log/libvirt", "/etc/libvirt"]
DEADLINE = 50


def find(name):
    return shutil.which(name, path=os.environ["PATH"] + ":/usr/sbin:/sbin")


def missing():
    """What keeps a daemon from being started here, or None."""
    if os.geteuid() != 0:
        return "namespaces of one's own are made by root"
    lacking = [name for name in ("libvirtd", "unshare", "nsenter", "virsh") if find(name) is None]
    return f"without {', '.join(lacking)}; run scripts/install-dependencies check" if lacking else None


def start():
    mounts = " && ".join(f"mkdir -p {folder} && mount -t tmpfs none {folder}" for folder in FOLDERS)
    cache = os.environ.get("DESIGNER_DRIVER_CACHE")
    shared = f" && mkdir -p '{cache}' /var/cache/libvirt/qemu && ln -s '{cache}' /var/cache/libvirt/qemu/capabilities"
    return subprocess.Popen(["unshare", "--mount", "--net", "sh", "-c",
                             f"{mounts}{shared if cache else ''} && exec {find('libvirtd')} --config /dev/null"],
                            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def is_answering(inside):
    end = time.monotonic() + DEADLINE
    while time.monotonic() < end:
        done = subprocess.run([*inside, "virsh", "--connect", URI, "domcapabilities"],
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        if done.returncode == 0:
            return True
        time.sleep(0.2)
    return False


@contextlib.contextmanager
def own_libvirtd():
    """The words before a command that is to meet the daemon, or None where it does not answer."""
    daemon = start()
    try:
        inside = [find("nsenter"), "--mount", "--net", "--target", str(daemon.pid)]
        yield inside if is_answering(inside) else None
    finally:
        daemon.send_signal(signal.SIGTERM)
        daemon.wait()
