#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Shows that a real libvirtd is asked and changed. Usage: own-daemon.py PROGRAM TOP"""

import json
import os
import re
import subprocess
import sys
import tempfile

from command import HERE, Tap, for_libvirt
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "builder"))
import daemons  # noqa: E402  pylint: disable=wrong-import-position

GUEST = ["design", "--osinfo", "debian11", "--name", "web", "--memory", "512", "--disk", "none", "--network", "none",
         "--connect", daemons.URI]


class Daemon:
    def __init__(self, program, inside):
        self.program = program
        self.inside = inside

    def run(self, *words, program=None, **env):
        return subprocess.run([*self.inside, program or self.program, *words], text=True, capture_output=True,
                              check=False, env=for_libvirt(dict(os.environ, **env)))

    def virsh(self, *words):
        return self.run("--connect", daemons.URI, *words, program="virsh")


def judge(done, *parts):
    wrong = [] if done.returncode == 0 else [f"status {done.returncode}", *done.stderr.splitlines()]
    return wrong + [f"without {part}" for part in parts if part not in done.stdout]


def check_host(tap, own):
    shown = own.run("host", "show", "--json", "--connect", daemons.URI)
    tap.check("a daemon is asked what it offers guests", judge(shown, '"virtio"'))
    tap.check("and says that it is one for the whole system",
              [] if shown.returncode == 0 and json.loads(shown.stdout)["session"] == "no" else [shown.stdout[:200]])


def check_questions(tap, own, folder):
    """What libvirt was asked is what it notes of the calls of its functions."""
    policy = os.path.join(folder, "small.policy")
    with open(policy, "w", encoding="utf-8") as stream:
        stream.write("[Prefer]\nreason=Our guests are small.\narch=i686\n")
    for more, archs in (([], {"x86_64"}), (["--arch", "i686"], {"x86_64", "i686"}), (["--policy", policy], {"x86_64", "i686"})):
        calls = os.path.join(folder, "calls")
        made = own.run(*GUEST, *more, LIBVIRT_LOG_OUTPUTS=f"1:file:{calls}", LIBVIRT_LOG_FILTERS="1:libvirt")
        with open(calls, encoding="utf-8") as stream:
            asked = set(re.findall(r"virConnectGetDomainCapabilities:.* arch=([^,]*)", stream.read()))
        os.unlink(calls)
        arch = "i686" if more else "x86_64"
        tap.check(f"of the architectures that a guest{' with ' + more[0] if more else ''} can be of is asked, and of no others",
                  judge(made, f'arch="{arch}"') + ([] if asked == archs else [f"asked about {sorted(asked)}"]))


def check_guest(tap, own, folder):
    made = own.run(*GUEST)
    tap.check("a guest is designed for it", judge(made, "<name>web</name>"))
    path = os.path.join(folder, "web.xml")
    with open(path, "w", encoding="utf-8") as stream:
        stream.write(made.stdout)
    tap.check("which it takes", judge(own.virsh("define", path)))
    tap.check("a guest of it is changed by its name",
              judge(own.run("edit", "web", "--edit", "--metadata", "title=changed", "--connect", daemons.URI)))
    tap.check("and is as it was said to be", judge(own.virsh("dumpxml", "web"), "<title>changed</title>"))


def main(program, top):
    del top
    tap = Tap()
    reason = daemons.missing()
    if reason is not None:
        print(f"1..0 # SKIP {reason}")
        return 0
    with tempfile.TemporaryDirectory(prefix="own-daemon-", dir="/var/tmp") as folder, daemons.own_libvirtd() as inside:
        tap.check("a libvirtd answers", [] if inside else ["none does"])
        if inside:
            own = Daemon(os.path.abspath(program), inside)
            check_host(tap, own)
            check_questions(tap, own, folder)
            check_guest(tap, own, folder)
    return tap.done()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
