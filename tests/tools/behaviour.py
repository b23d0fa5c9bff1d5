#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Shows how the command line behaves beside what it writes. Usage: behaviour.py PROGRAM TOP"""

import functools
import json
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET

from command import Command, Tap, judge_failure, make_inputs, make_small_database

VERBS = ["design", "explain", "edit", "os list", "os show", "os detect", "policy list", "host show", "host save", "install", "recover", "list", "start", "stop", "wait", "console", "screenshot", "clone", "remove", "rename", "snapshot create", "snapshot list", "snapshot delete", "snapshot revert", "help", "completion"]
GUEST = ["--osinfo", "debian11", "--disk", "path=/srv/a.qcow2"]
HOSTILE = ["\n\t\x1b[31m", "\udcff\udcfe", "x" * 100000, "<&\"'>", "../../etc/passwd", "%s%n%s",
           "a" * 300 + "=" * 300, ",,,,", "=", ",=,", "é" * 5000]


def read(path):
    with open(path, encoding="utf-8") as stream:
        return stream.read()


def text(done):
    return done.stdout.decode()


def judge_success(done):
    if done.returncode != 0:
        yield f"status {done.returncode}: {done.stderr.decode()[:2000]}"
    if not done.stdout:
        yield "nothing on standard output"


def quiet(done):
    return [*judge_success(done), *done.stderr.decode().splitlines()]


def options_of(help_text):
    return set(re.findall(r"^  (--[A-Za-z-]+)", help_text, re.MULTILINE))


def check_help(tap, command):
    overview = command.run("--help")
    for verb in VERBS:
        done = command.run(f"{verb} --help")
        wide = [line for line in text(done).splitlines() if len(line) > 79]
        same = text(command.run(f"help {verb}")) == text(done)
        tap.check(f"{verb} --help fits the terminal, and is what help {verb} says",
                  quiet(done) + wide + ([] if same else ["they differ"]))
        tap.check(f"--help names {verb}", [] if f"\n  {verb}" in text(overview) else ["missing"])
    tap.check("--help is what help and -h say",
              [words for words in ("help", "-h") if text(command.run(words)) != text(overview)])
    tap.check("--version says a version",
              [] if re.fullmatch(r"virt-designer \d+\.\d+\.\d+\n", text(command.run("--version")))
              else ["it does not"])


def check_option_help(tap, command):
    help_text = text(command.run("design --help"))
    guest = help_text[help_text.index("\nGuest:"):help_text.index("\nHost")]
    for option in sorted(options_of(guest)):
        forms = [[f"{option}=help"]]
        if re.search(rf"^  {option} \S", guest, re.MULTILINE):  # it takes a value
            forms += [[option, "?"], [*GUEST, option, "help"]]
        answers = [command.run(["design", *words]) for words in forms]
        different = len({done.stdout for done in answers}) > 1
        wide = [line for line in text(answers[0]).splitlines() if len(line) > 79 and " " in line.strip()]
        tap.check(f"{option}=help describes it, and fits the terminal", wide + [line for done in answers for line in quiet(done)]
                  + (["its three spellings differ"] if different else []))


def complete(script, *words):
    quoted = " ".join(f"'{word}'" for word in words)
    done = subprocess.run(
        ["bash", "-c", f"{script}\nCOMP_WORDS=({quoted}); COMP_CWORD={len(words) - 1}\n"
                       'compgen () { builtin compgen "$@"; }; _virt_designer; echo "${COMPREPLY[@]}"'],
        capture_output=True, text=True, check=False)
    return set(done.stdout.split()) if not done.stderr else {done.stderr}


def check_completion(tap, command):
    script = text(command.run("completion bash"))
    for verb in VERBS[:6]:
        wanted = options_of(text(command.run(f"{verb} --help"))) | {"--help"}
        got = complete(script, "virt-designer", *verb.split(), "--")
        tap.check(f"completion of {verb} knows its options", sorted(wanted ^ got))
    tap.check("completion knows the verbs",
              sorted({"design"} ^ complete(script, "virt-designer", "des"))
              + sorted({"list"} ^ complete(script, "virt-designer", "os", "l"))
              + sorted({"server"} ^ complete(script, "virt-designer", "design", "--purpose", "s")))


def check_spellings(tap, command):
    plain = command.run(["design", *GUEST])
    others = [["--os-variant", "debian11"], ["--osinfo=name=debian11"],
              ["--osinfo", "detect=on,require=off,debian11"], ["--osinfo", "short-id=debian11"],
              ["--osinfo=debian11", "--purpose", "desktop"]]
    tap.check("a design is XML, and nothing else is said", quiet(plain)
              + ([] if ET.fromstring(plain.stdout).tag == "domain" else ["it is no domain"]))
    tap.check("the same words give the same bytes",
              [] if command.run(["design", *GUEST]).stdout == plain.stdout else ["they differ"])
    for words in others:
        done = command.run(["design", *words, *GUEST[2:]])
        tap.check(f"{' '.join(words)} names the same system",
                  quiet(done) + ([] if done.stdout == plain.stdout else ["the designs differ"]))
    many = command.run(["design", *GUEST, "--disk=path=/srv/b.raw", "--disk", "path=/srv/c.raw"])
    sources = [node.get("file") for node in ET.fromstring(many.stdout).iter("source")]
    tap.check("devices come in the order in which they are given",
              [] if [name for name in sources if name] == ["/srv/a.qcow2", "/srv/b.raw", "/srv/c.raw"]
              else [str(sources)])


# Older and shorter options of virt-install, and what they stand for.
STAND_FOR = [
    ("-r 2048 -n web", "--memory 2048 --name web"), ("--ram 2048", "--memory 2048"),
    ("-u 11111111-2222-3333-4444-555555555555", "--uuid=11111111-2222-3333-4444-555555555555"),
    ("-v", "--os-type hvm"), ("--hvm", "--os-type hvm"), ("--accelerate --check-cpu --prompt", ""),
    ("--nographics", "--graphics none"), ("--sdl", "--graphics sdl"), ("--vnc -k de", "--graphics vnc,keymap=de"),
    ("--vnc --vncport 5910 --vnclisten 0.0.0.0 --keymap ja", "--graphics vnc,port=5910,listen=0.0.0.0,keymap=ja"),
    ("--nonetworks", "--network none"), ("-b br0 --bridge br1", "--network bridge=br0 --network bridge=br1"),
    ("-m 52:54:00:11:22:33", "--network default,mac=52:54:00:11:22:33"),
    ("--network user --mac 52:54:00:11:22:33", "--network user,mac=52:54:00:11:22:33"),
    ("-b br0 -m RANDOM -m 52:54:00:11:22:33", "--network bridge=br0 --network default,mac=52:54:00:11:22:33"),
    ("--vcpus 4 --cpuset 0-1,3", "--vcpus 4,cpuset=0-1,,3"), ("--noacpi --noapic", "--features acpi=no,apic=no"),
    ("--sound --network user", "--sound default --network user"), ("--soundhw es1370", "--sound es1370"),
    ("--launchsecurity=help", "--launchSecurity=help"), ("--vcpu 3 --net user", "--vcpus 3 --network user"),
]
STAND_FOR_DISKS = [
    ("-f /srv/b,c.raw", "--disk path=/srv/b,,c.raw"), ("--nodisks", "--disk none"), ("-s 3", "--disk size=3"),
    ("--file /srv/b.raw --file /srv/c.raw -s 3 --nonsparse", "--disk /srv/b.raw,size=3,sparse=no --disk /srv/c.raw"),
]


def with_small_database(command):
    """An environment in which the OS database loads in no time."""
    return dict(os.environ, OSINFO_SYSTEM_DIR=make_small_database(command.folder))


def check_old_options(tap, command):
    """What an option stands for does not depend on the system, so that a small database serves."""
    run = functools.partial(command.run, env=with_small_database(command))
    cases = [(old, new, GUEST) for old, new in STAND_FOR] + [(old, new, GUEST[:2]) for old, new in STAND_FOR_DISKS]
    for old, new, guest in cases:
        first, second = [run(["design", *guest, *words.split()]) for words in (old, new)]
        tap.check(f"{old} is {new or 'nothing'}", quiet(first)
                  + ([] if first.stdout == second.stdout else ["the designs differ"]))
    kind = run(["design", *GUEST, "--os-type", "linux"])
    tap.check("--os-type linux says nothing, and that is said", [*judge_success(kind)]
              + ([] if b"--os-type" in kind.stderr else ["nothing is said"]))
    install = ["install", *GUEST, "--cdrom", "/srv/a.iso"]
    steps = [run([*install, *words]).stdout for words in (["--print-step", "2"], ["--print-xml", "2", "--force"])]
    tap.check("--print-step is --print-xml", [] if steps[0] and steps[0] == steps[1] else ["they differ"])
    live = run([*install, "--livecd", "--print-xml"])
    tap.check("a live system is one step, and keeps its medium",
              quiet(live) + ([] if live.stdout.count(b"<domain") == 1 and b"/srv/a.iso" in live.stdout else ["it is not"]))
    listed = run(["design", "--osinfo", "list"])
    tap.check("--osinfo list is 'os list'", quiet(listed)
              + ([] if listed.stdout == run("os list").stdout else ["they differ"]))


def check_edit(tap, command):
    run = functools.partial(command.run, env=with_small_database(command))
    path = os.path.join(command.folder, "guest.xml")
    before = read(path)
    change = ["--edit", "vda", "--disk", "cache=none"]
    after = run(["edit", "guest.xml", *change])
    tap.check("edit writes the guest with its change, and nothing else",
              quiet(after) + ([] if text(after) == before.replace(
                  "      <source file='/srv/a.img'/>",
                  "      <driver cache='none'/>\n      <source file='/srv/a.img'/>", 1) else [text(after)]))
    tap.check("edit leaves the file alone", [] if read(path) == before else ["it was written"])
    with open(path, "rb") as stream:
        piped = subprocess.run([command.path, "edit", *change], stdin=stream, capture_output=True, check=False)
    tap.check("edit reads standard input where no file is named", [] if piped.stdout == after.stdout else ["it does not"])
    difference = run(["edit", "guest.xml", *change, "--print-diff"])
    tap.check("--print-diff writes the lines that are different",
              quiet(difference) + ([] if [line for line in text(difference).splitlines() if line[0] in "+-"] == [
                  "--- before", "+++ after", "+      <driver cache='none'/>"] else [text(difference)]))
    same = run(["edit", "guest.xml", "--add-device", "--disk", "path=/srv/a.img", "--print-diff"])
    tap.check("what is there already makes no difference", [] if same.stdout == b"" and same.returncode == 0 else [text(same)])
    live = command.run("edit test --connect test:///default --edit --metadata title=mine --print-diff")
    tap.check("a guest of a connection is read by its name", quiet(live) + (
        [] if "+  <title>mine</title>" in text(live) else [text(live)]))
    defined = command.run("edit test --connect test:///default --edit --metadata title=mine")
    tap.check("a guest of a connection is defined, and that is said", [] if defined.returncode == 0 and not defined.stdout
              and b"guest 'test' is changed" in defined.stderr else [defined.stderr.decode()])
    several = ["edit", "guest.xml", "--edit", "bus=virtio", "--disk", "cache=none"]
    tap.check("the profile of virt-install takes several devices, as virt-xml does",
              quiet(run([*several, "--policy", "virt-install"])))


def check_json(tap, command):
    verbs = [["explain", *GUEST], ["explain", *GUEST, "--all"], ["os", "list"], ["os", "show", "win10"], ["policy", "list"],
             ["host", "show"], ["host", "show", "--host", "host"]]
    sizes = []
    for words in verbs:
        done = command.run([*words, "--json"])
        problems = quiet(done)
        sizes.append(len(done.stdout))
        if not problems and not json.loads(done.stdout):
            problems.append("it is empty")
        tap.check(f"{' '.join(words)} --json is JSON", problems)
        tap.check(f"{' '.join(words)} is text", quiet(command.run(words)))
    tap.check("--all says more", [] if sizes[1] > sizes[0] else [str(sizes[:2])])


def check_medium(tap, command):
    done = command.run("os detect debian.iso")
    tap.check("the system of a medium is said, with the evidence",
              [*quiet(done), *([] if done.stdout.startswith(b"debian11 ") and b"'Debian 11.0.0 amd64 n'" in done.stdout
                               else [text(done)])])
    found = command.run("os detect debian.iso --json")
    told = json.loads(found.stdout or "{}")
    tap.check("and as JSON, with the candidates",
              [] if found.returncode == 0 and told["short_id"] == "debian11" and told["kind"] == "disc"
              and [one["short_id"] for one in told["candidates"]] == ["debian11"] else [text(found), found.stderr.decode()])


def check_order_of_discs(tap, command):
    """What the installer is told is on a disc beside the medium, which alone can be started."""
    with open(os.path.join(command.folder, "word"), "w", encoding="utf-8") as stream:
        stream.write("a word\n")
    done = command.run("install --connect test:///default --host host --name web --osinfo win2k19 --disk size=60 --cdrom unknown.iso "
                       "--unattended user-login=me,user-password-file=word,admin-password-file=word --print-xml 1")
    problems = list(judge_success(done))
    if not problems:
        discs = ET.fromstring(text(done)).findall("devices/disk[@device='cdrom']")
        order = {os.path.basename(disc.find("source").get("file")): getattr(disc.find("boot"), "attrib", None) for disc in discs}
        problems = [] if order == {"unknown.iso": {"order": "1"}, "web-seed.iso": None} else [str(order)]
    tap.check("a medium is booted from, and not the disc with the answers", problems)


def check_fallback(tap, command):
    for verb in ("design", "explain"):
        done = command.run([verb, "--osinfo", "fedora99"])
        note = done.stderr.decode()
        tap.check(f"{verb} says on standard error that a system stands for another",
                  [*judge_success(done), *([] if "fedora99" in note and note.count("\n") == 1
                                           and note.startswith("virt-designer: note: ") else [note])])


def check_no_system(tap, command):
    generic = command.run(["design", "--osinfo", "generic", *GUEST[2:]])
    done = command.run(["design", "--osinfo", "detect=on,require=off", *GUEST[2:]])
    tap.check("a system that need not be named is none in particular, and that is said",
              [*judge_success(done)] + ([] if done.stdout == generic.stdout else ["the designs differ"])
              + ([] if b"no operating system was named" in done.stderr else ["nothing is said"]))


def check_output(tap, command):
    for words in (["design", *GUEST], ["--help"], ["os", "list"], ["host", "show", "--json"]):
        name = words[0]
        with open("/dev/full", "wb") as full:
            done = command.run(words, stdout=full)
        done.stdout = b""
        tap.check(f"{name} on a full disk fails", [*judge_failure(done), *done_with(done, 1)])
        done = command.run(words, stdout=None, preexec_fn=lambda: os.close(1))
        done.stdout = b""
        tap.check(f"{name} with standard output closed fails",
                  [*judge_failure(done), *done_with(done, 1)])
        reader, writer = os.pipe()
        os.close(reader)
        done = command.run(words, stdout=writer)
        os.close(writer)
        tap.check(f"{name} ends quietly where nobody reads",
                  [] if done.returncode in (1, -13) and done.stderr.count(b"\n") <= 1
                  else [f"{done.returncode} {done.stderr}"])


def done_with(done, status):
    return [] if done.returncode == status else [f"status {done.returncode}"]


def judge_either(done):
    if done.returncode != 0:
        return list(judge_failure(done))
    if done.stdout.startswith(b"<domain"):
        ET.fromstring(done.stdout)
    return []


def check_hostile(tap, command):
    env = with_small_database(command)
    places = ["--osinfo=", "--name=", "--memory=", "--disk=", "--disk=path=", "--disk=path=/a,bus=",
              "--network=network=", "--description=", "--host=", "--domcapabilities=", "--connect=",
              "--", "--policy=", "--driver=", "--boot=kernel="]
    for place in places:
        problems = []
        for value in HOSTILE:
            known = [] if place == "--osinfo=" else GUEST[:2]
            problems += judge_either(command.run(["design", *known, place + value], env=env))
        tap.check(f"design {place}… withstands hostile words", problems)
    tap.check("verbs withstand hostile words",
              [line for value in HOSTILE for verb in ([], ["os"], ["os", "show"], ["help"])
               for line in judge_failure(command.run([*verb, value], env=env))])


def loaded_libraries(command, words):
    done = command.run(words, env=dict(os.environ, LD_DEBUG="files"))
    return set(re.findall(r"file=(libvirt\S*)", done.stderr.decode(errors="replace")))


def check_libvirt(tap, command):
    tap.check("libvirt is not loaded without --connect",
              sorted(loaded_libraries(command, ["design", *GUEST]) & {"libvirt.so.0"}))
    broken = os.path.join(command.folder, "broken")
    os.mkdir(broken)
    with open(os.path.join(broken, "libvirt.so.0"), "w", encoding="utf-8") as stream:
        stream.write("no library")
    path = os.pathsep.join(filter(None, [broken, os.environ.get("LD_LIBRARY_PATH")]))
    done = command.run("host show --connect test:///default",
                       env=dict(os.environ, LD_LIBRARY_PATH=path))
    tap.check("a libvirt that cannot be loaded is named, with its package",
              [*judge_failure(done), *done_with(done, 1),
               *([] if b"libvirt0" in done.stderr else [done.stderr.decode()])])


SNAPSHOT = ("<test:domainsnapshot><name>{name}</name><creationTime>{time}</creationTime><state>shutoff</state>"
            "<active>{active}</active>{more}<domain type='test'><name>web</name>"
            "<uuid>11111111-2222-3333-4444-000000000001</uuid><memory>8192</memory><os><type>hvm</type></os></domain>"
            "</test:domainsnapshot>")
SNAPSHOT_HOST = """<node><domain type='test' xmlns:test='http://libvirt.org/schemas/domain/test/1.0'>
<test:runstate>5</test:runstate><name>web</name><uuid>11111111-2222-3333-4444-000000000001</uuid><memory>8192</memory>
<os><type>hvm</type></os>{snapshots}</domain></node>"""


def check_snapshots(tap, command):
    path = os.path.join(command.folder, "snapshots.xml")
    rows = [SNAPSHOT.format(name="one", time=1700000000, active=0, more="<description>before &lt;it&gt;</description>"
                            "<disks><disk name='vda' snapshot='external'><source file='/none'/></disk></disks>"),
            SNAPSHOT.format(name="two", time=1700000060, active=1, more="<parent><name>one</name></parent>")]
    with open(path, "w", encoding="utf-8") as stream:
        stream.write(SNAPSHOT_HOST.format(snapshots="".join(rows)))
    done = command.run(f"snapshot list web --connect test://{path}")
    rows = [line.split() for line in text(done).splitlines()]
    tap.check("snapshots are listed, the oldest first", quiet(done) + ([] if [
        (row[0], *row[3:]) for row in rows[1:]] == [("one", "external", "off"), ("two", "internal", "off", "current,", "after", "one")]
        else [text(done)]))
    done = command.run(f"snapshot list web --connect test://{path} --json")
    tap.check("and for programs with what is known of them", quiet(done) or ([] if json.loads(text(done)) == [
        {"name": "one", "time": "2023-11-14T22:13:20Z", "kind": "external", "state": "off", "current": False, "parent": None,
         "description": "before <it>"},
        {"name": "two", "time": "2023-11-14T22:14:20Z", "kind": "internal", "state": "off", "current": True, "parent": "one",
         "description": None}] else [text(done)]))
    done = command.run(f"snapshot list tset --connect test://{path} --json")
    tap.check("those of a guest that is not there are not", [*judge_failure(done), *done_with(done, 1)])


def main(program, top):
    tap = Tap()
    with tempfile.TemporaryDirectory(prefix="behaviour-", dir="/tmp") as folder:
        make_inputs(folder, top)
        command = Command(program, folder)
        for check in (check_help, check_option_help, check_completion, check_spellings, check_old_options, check_edit, check_json,
                      check_medium, check_fallback, check_no_system, check_output, check_hostile, check_libvirt, check_snapshots):
            check(tap, command)
    return tap.done()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
