#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Keeps the namespaces of a private host and all that runs in them. Usage: keeper.py FOLDER < REQUESTS

Each line of standard input is a list of JSON: ["start", WORD…] runs a command and answers with its process id,
["kill", PID] ends one at once, ["processes"] lists all that are there. What daemonises itself becomes a child of this process, so that when standard input ends,
which it does however its writer ends, everything that was started here is found and killed, by its process id, and FOLDER removed.
"""

import ctypes
import json
import os
import shutil
import signal
import subprocess
import sys
import time

PR_SET_CHILD_SUBREAPER = 36
GRACE = 10


def parents():
    """The parent of each process that is there and no zombie."""
    found = {}
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{name}/stat", encoding="utf-8", errors="replace") as stream:
                state, parent = stream.read().rpartition(")")[2].split()[:2]
        except OSError:
            continue
        if state not in "ZX":
            found[int(name)] = int(parent)
    return found


def descendants(ancestor):
    """The living processes that ANCESTOR started, or that what it started did."""
    table = parents()

    def is_below(pid):
        while pid in table and pid != ancestor:
            pid = table[pid]
        return pid == ancestor

    return [pid for pid in table if pid != ancestor and is_below(pid)]


def is_there(pid):
    """Whether a process still has anything. One of several threads is a zombie as soon as its first has ended, while others may
    hold its files and locks; a child is reaped once the last has."""
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as stream:
            state, parent = stream.read().rpartition(")")[2].split()[:2]
    except OSError:
        return False
    return state not in "ZX" or int(parent) == os.getpid()


def end(pid):
    """Kills one process, and waits until it is gone."""
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return True
    deadline = time.monotonic() + GRACE
    while is_there(pid) and time.monotonic() < deadline:
        time.sleep(0.01)
    return not is_there(pid)


def end_all():
    """Those first that start others; a second round takes what they had just begun."""
    while True:
        left = sorted(descendants(os.getpid()))
        if not left:
            return
        for pid in left:
            end(pid)


def reap(*_):
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        pass


def start(words):
    # A session of its own: a signal for the group of the tests is none for what must be cleaned up in order.
    return subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                            start_new_session=True).pid


def remove(folder):
    """Removes what is in FOLDER, not what is mounted there, which goes with the namespace."""
    with open("/proc/self/mountinfo", encoding="utf-8") as stream:
        places = [line.split()[4] for line in stream]
    for place in reversed([place for place in places if place.startswith(folder + "/")]):
        subprocess.run(["umount", "--lazy", place], check=False)
    shutil.rmtree(folder)


def answer(verb, *words):
    if verb == "start":
        return start(words)
    if verb == "kill":
        return end(*words)
    return descendants(os.getpid())


def main(folder):
    # Handlers, since what is ignored is so in the commands that are started, too.
    signal.signal(signal.SIGCHLD, reap)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: None)
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    try:
        print(json.dumps(os.getpid()), flush=True)
        for line in sys.stdin:
            print(json.dumps(answer(*json.loads(line))), flush=True)
    except BrokenPipeError:
        pass
    finally:
        end_all()
        remove(folder)


if __name__ == "__main__":
    main(*sys.argv[1:])
