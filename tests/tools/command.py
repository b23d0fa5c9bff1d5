# SPDX-License-Identifier: LGPL-2.1-or-later
"""What the tests of the command line share: a folder to run it in, and its runs."""

import os
import shlex
import struct
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "source"))
from sources import Tap  # noqa: E402, F401

DEEP = 20000
SPARSE_SIZE = 1 << 30

LAUGHS = ('<!DOCTYPE capabilities [<!ENTITY a "aaaaaaaaaa">'
          + "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9))
          + "]><capabilities><host>&j;</host></capabilities>")

GUEST_XML = """<domain type='kvm'>
  <name>web</name>
  <memory unit='GiB'>1</memory>
  <os>
    <type arch='x86_64' machine='q35'>hvm</type>
  </os>
  <devices>
    <disk type='file' device='disk'>
      <source file='/srv/a.img'/>
      <target dev='vda' bus='virtio'/>
    </disk>
    <disk type='file' device='disk'>
      <source file='/srv/b.img'/>
      <target dev='vdb' bus='virtio'/>
    </disk>
  </devices>
</domain>
"""


def write(folder, name, text):
    path = os.path.join(folder, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as stream:
        stream.write(text)


def make_inputs(folder, top):
    """Good and bad descriptions of hosts, by short names."""
    recorded = os.path.join(top, "tests", "hosts", "debian-12-qemu")
    os.symlink(recorded, os.path.join(folder, "host"))
    with open(os.path.join(recorded, "capabilities.xml"), encoding="utf-8") as stream:
        whole = stream.read()
    write(folder, "truncated.xml", whole[:len(whole) // 2])
    write(folder, "empty.xml", "")
    write(folder, "laughs.xml", LAUGHS)
    write(folder, "deep.xml", "<capabilities>" + "<a>" * DEEP + "</a>" * DEEP + "</capabilities>")
    write(folder, "wrong-root.xml", "<domain/>")
    write(folder, "text.xml", "not XML at all")
    write(folder, "huge.xml", "<capabilities>")
    os.truncate(os.path.join(folder, "huge.xml"), SPARSE_SIZE)
    write(folder, "bad-host/capabilities.xml", whole[:len(whole) // 2])
    write(folder, "bad-uri/capabilities.xml", whole)
    write(folder, "bad-uri/uri", "no connection\n")
    write(folder, "full/notes.txt", "mine\n")
    write(folder, "file", "a file\n")
    os.mkdir(os.path.join(folder, "empty"))
    write(folder, "guest.xml", GUEST_XML)
    write(folder, "two-roots.xml", GUEST_XML + GUEST_XML)
    write_medium(os.path.join(folder, "debian.iso"), "Debian 11.0.0 amd64 n")
    write_medium(os.path.join(folder, "unknown.iso"), "HOLIDAYS")
    write_medium(os.path.join(folder, "alike.iso"), "CCCOMA_X64FREE_EN-US_DV9", publisher="MICROSOFT CORPORATION")
    make_policies(folder, top)


def write_medium(path, name, publisher=""):
    """A CD-ROM of a name and an empty folder: system area, volume descriptor, its end, root folder."""
    sector, folder = 2048, 18
    descriptor = bytearray(b"\x01CD001\x01\x00" + b" " * (sector - 8))
    descriptor[40:72] = name.ljust(32).encode()
    descriptor[318:446] = publisher.ljust(128).encode()
    descriptor[80:88] = struct.pack("<I", folder + 1) + struct.pack(">I", folder + 1)
    descriptor[128:132] = struct.pack("<H", sector) + struct.pack(">H", sector)
    descriptor[156:174] = (b"\x22\x00" + struct.pack("<I", folder) + struct.pack(">I", folder)
                           + struct.pack("<I", sector) + struct.pack(">I", sector))
    with open(path, "wb") as stream:
        stream.write(bytes(16 * sector) + bytes(descriptor) + b"\xffCD001\x01" + bytes(2 * sector - 7))


def make_policies(folder, top):
    """Good and bad policies; those that come with the library are found by their names."""
    os.environ["LIBVIRT_DESIGNER_POLICY_PATH"] = os.path.join(top, "data", "policy.d")
    write(folder, "policy/typo.policy", "[Prefer]\nvideo.modle=vga\n")
    write(folder, "policy/no-word.policy", "[Perfer]\nvideo.model=vga\n")
    write(folder, "policy/value.policy", "[Require]\nvideo.model=vag\n")
    write(folder, "policy/rule.policy", "[Forbid]\nrules=video.vag\n")
    write(folder, "policy/addition.policy", "[Add]\nrgn.default=1\n")
    write(folder, "policy/version.policy", "[Require]\npolicy.version=2\n")
    write(folder, "policy/future.policy", "[Prefer]\npolicy.version=99\n")
    write(folder, "policy/loop.policy", "[Policy]\nbase=./around.policy\n")
    write(folder, "policy/around.policy", "[Policy]\nbase=./loop.policy\n")
    write(folder, "policy/on-typo.policy", "[Policy]\nbase=./typo.policy\n")
    write(folder, "policy/lost-base.policy", "[Policy]\nbase=servr\n")
    write(folder, "policy/purpose.policy", "[Policy]\npurpose=fun\n")
    write(folder, "policy/host.policy", "[Prefer]\nif-hots=a\nvideo.model=vga\n")
    write(folder, "policy/no-sound.policy",
          "[Forbid]\nreason=Our hosts are quiet.\nsound.model=ich9\n")
    with open(os.path.join(folder, "policy/latin.policy"), "wb") as stream:
        stream.write(b"[Prefer]\nreason=Caf\xe9\n")


def make_small_database(folder):
    """An OS database with one system, which loads in no time."""
    part = os.path.join(folder, "osinfo")
    write(part, "os/example.org/debian-11.xml",
          '<libosinfo version="0.0.1"><os id="http://example.org/debian/11">'
          "<short-id>debian11</short-id><name>Small</name></os></libosinfo>")
    return part


def for_libvirt(env):
    """The leak checker falls over what it notes of the thread-local memory of libraries that are loaded late."""
    options = env.get("ASAN_OPTIONS")
    return dict(env, ASAN_OPTIONS=f"{options}:intercept_tls_get_addr=0") if options else env


class Command:
    """The program under test, run in a folder of its own."""

    def __init__(self, path, folder):
        self.path = os.path.abspath(path)
        self.folder = folder

    def run(self, words, **more):
        if isinstance(words, str):
            words = shlex.split(words)
        more = {"stdout": subprocess.PIPE, "cwd": self.folder, **more}
        if "--connect" in words:
            more["env"] = for_libvirt(more.get("env", os.environ))
        return subprocess.run([self.path, *words], stdin=subprocess.DEVNULL,
                              stderr=subprocess.PIPE, check=False, timeout=120, **more)


def judge_failure(done):
    """What is wrong with the way in which a run failed."""
    message = done.stderr.decode("utf-8", "strict")
    if done.returncode not in (1, 2):
        yield f"status {done.returncode}: {message[:2000]}"
    if done.stdout:
        yield f"{len(done.stdout)} bytes on standard output"
    if not message.startswith("virt-designer: ") or message.count("\n") != 1:
        yield f"not one line: {message[:2000]}"
    if not message.endswith("\n") or len(message) > 1200:
        yield f"a message of {len(message)} characters"
