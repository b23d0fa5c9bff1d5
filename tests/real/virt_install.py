# SPDX-License-Identifier: LGPL-2.1-or-later
"""Runs the installed virt-install on a described host, many command lines in one process.

The program itself is what the distribution packages. Only its connection is replaced: host
and hypervisor are those of a description as 'virt-designer host save' makes it, and storage,
networks and guests are those of libvirt's test driver.
"""

import glob
import os
import re
import sys
import tempfile
import xml.etree.ElementTree as ET

FOLDER = "/usr/share/virt-manager"
LIBVIRT = 9000000
QEMU = 7002000


def read(path):
    with open(path, encoding="utf-8") as stream:
        return stream.read()


def family(machine):
    """What a machine type is a version of."""
    for name in ("q35", "isapc", "microvm"):
        if name in (machine or ""):
            return name
    if not machine or machine.startswith("pc"):
        return "pc"
    return re.sub(r"-\d[\d.]*$", "", machine)


class Description:
    """A folder that 'virt-designer host save' made."""

    def __init__(self, folder, images=None, formats=None):
        self.images = images  # a folder whose files are volumes of a pool
        self.formats = formats or {}  # of these files
        self.uri = read(os.path.join(folder, "uri")).strip()
        self.capabilities = read(os.path.join(folder, "capabilities.xml"))
        self.offers = {}
        for path in sorted(glob.glob(os.path.join(folder, "domcapabilities*.xml"))):
            text = read(path)
            root = ET.fromstring(text)
            key = (root.findtext("domain"), root.findtext("arch"), family(root.findtext("machine")))
            self.offers[key] = text

    def find_offer(self, arch, machine, virt_type):
        for key, text in self.offers.items():
            if key[1] == arch and virt_type in (None, key[0]) and family(machine) == key[2]:
                return text
        return None


def make_pool(connection, description):
    """The images as a host's libvirt would find them."""
    pool = connection.storagePoolCreateXML(
        f"<pool type='dir'><name>images</name><target><path>{description.images}</path></target></pool>")
    for name, kind in description.formats.items():
        pool.createXML(f"<volume><name>{name}</name><capacity>1048576</capacity><allocation>4096</allocation>"
                       f"<target><format type='{kind}'/></target></volume>")


def describe(connection, description):
    """Make a connection to the test driver answer for the described host."""
    import libvirt

    if description.images:
        make_pool(connection, description)

    def get_offer(_emulator, arch, machine, virt_type, _flags=0):
        text = description.find_offer(arch, machine, virt_type)
        if text is None:
            raise libvirt.libvirtError(f"no such guests: {arch} {machine} {virt_type}")
        return text

    connection.getCapabilities = lambda: description.capabilities
    connection.getDomainCapabilities = get_offer
    connection.getURI = lambda: description.uri
    connection.getVersion = lambda: QEMU
    connection.getLibVersion = lambda: LIBVIRT
    return connection


class VirtInstall:
    """virt-install, loaded once; each command line runs in a process forked from there."""

    def __init__(self):
        sys.path.insert(0, FOLDER)
        os.environ["HOME"] = os.environ["XDG_CACHE_HOME"] = tempfile.mkdtemp(prefix="virt-install-")
        import libvirt
        from virtinst import OSDB, virtinstall
        self.libvirt = libvirt
        self.program = virtinstall
        OSDB.list_os()

    def run_child(self, words, description, out, err):
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(out, 1)
        os.dup2(err, 2)
        if description is not None:
            self.libvirt.openAuth = lambda *_: describe(self.libvirt.open("test:///default"), description)
        sys.argv = ["virt-install", *words]
        status = 0
        try:
            self.program.runcli()
        except SystemExit as ended:
            status = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)

    def run(self, words, description=None):
        """Status, standard output and standard error."""
        out, err = os.memfd_create("out"), os.memfd_create("err")
        child = os.fork()
        if child == 0:
            self.run_child(words, description, out, err)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        return status, read_back(out), read_back(err)


def read_back(file):
    os.lseek(file, 0, os.SEEK_SET)
    with open(file, encoding="utf-8", errors="replace") as stream:
        return stream.read()
