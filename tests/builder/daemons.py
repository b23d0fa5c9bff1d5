# SPDX-License-Identifier: LGPL-2.1-or-later
"""Private hosts: libvirtds of one's own, with folders, mounts and a network that nobody else sees.

    with daemons.Host("one") as one, daemons.Host("two") as two:
        one.make_pool("images")                     # a folder of the host; the path is returned
        one.make_pool("small", size="8m")           # a file system of its own that is soon full
        one.run(PROGRAM, "list", "--connect", daemons.URI)      # a command on the host
        one.virsh("list", "--all").stdout                       # which must succeed
        two.virsh("list", remote=True)              # from outside, as from another machine: over two.uri
        one.make_network("default")                 # with DHCP
        one.kill(), one.start()                     # kill -9; guests run on, all that it knew is still there
        one.set_writable(path, False)               # a pool that has become read-only
        with one.relay() as line:                   # line.uri; line.cut(), line.renew(), line.stall(), line.resume()
            …

`missing()` says why there can be none here. A host ends with its block, and everything with it that runs on it: guests too,
by process id, and however the block or the test ends. Its folder, `host.folder`, goes as well. Paths in the folder are the same
on the host and outside, but what is mounted on the host is seen there only: `host.files(path)` lists files as the host sees them.
Guests run as the user that Debian's libvirt uses for them, who is allowed to read where everybody is.
"""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import uuid

HERE = os.path.dirname(os.path.abspath(__file__))
URI = "qemu:///system"
DEADLINE = 50
PATH = os.environ["PATH"] + ":/usr/sbin:/sbin"

# What of the machine's folders a host has in its own folder, by their names there.
FOLDERS = {"run": "/run", "lib": "/var/lib/libvirt", "cache": "/var/cache/libvirt", "log": "/var/log/libvirt",
           "etc": "/etc/libvirt", "authority": "/var/lib/swtpm-localca"}

LIBVIRTD = """auth_unix_rw = "none"
auth_unix_ro = "none"
unix_sock_rw_perms = "0777"
host_uuid = "{uuid}"
log_outputs = "3:file:{folder}/log/libvirtd.log"
"""

# Control groups and the namespaces of guests are the machine's, which need not lend them. Who owned a file is not noted in
# attributes of the file, which not every file system can keep.
QEMU = """security_driver = "none"
cgroup_controllers = []
namespaces = []
remember_owner = 0
swtpm_user = "root"
swtpm_group = "root"
"""

NETWORK = """<network>
  <name>{name}</name>
  <forward mode='nat'/>
  <ip address='{subnet}.1' netmask='255.255.255.0'>
    <dhcp><range start='{subnet}.2' end='{subnet}.250'/></dhcp>
  </ip>
</network>
"""

KVM = "/dev/kvm"


def find(name):
    return shutil.which(name, path=PATH)


def missing(*more):
    """What keeps a host from being started here, or None; MORE are programs that are needed too."""
    if os.geteuid() != 0:
        return "namespaces of one's own are made by root"
    wanted = ("libvirtd", "virtlogd", "unshare", "nsenter", "mount", "ip", "virsh", *more)
    lacking = [name for name in wanted if find(name) is None]
    return f"without {', '.join(lacking)}; run scripts/install-dependencies check" if lacking else None


def write(path, text):
    with open(path, "w", encoding="utf-8") as stream:
        stream.write(text)


def is_running(pid):
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as stream:
            return stream.read().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def wait_for(condition, what, seconds=DEADLINE):
    """The first true value of CONDITION; an error that names WHAT if there is none in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = condition()
        if found:
            return found
        time.sleep(0.05)
    raise TimeoutError(f"{what}: not within {seconds} s")


class Relay:
    """A connection to a host that can be lost, see relay.py."""

    def __init__(self, host, name, after=None):
        self.socket = os.path.join(host.folder, name)
        self.uri = f"qemu+unix:///system?socket={self.socket}"
        self.words = [sys.executable, os.path.join(HERE, "relay.py"), self.socket, host.socket]
        self.process = self.begin(*([str(after)] if after else []))

    def begin(self, *more):
        process = subprocess.Popen([*self.words, *more])
        wait_for(lambda: os.path.exists(self.socket), "a socket of the relay")
        return process

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.cut()

    def cut(self):
        """Closes all connections at once, for good."""
        self.process.kill()
        self.process.wait()
        with contextlib.suppress(FileNotFoundError):
            os.unlink(self.socket)

    def renew(self):
        """Closes all connections at once, and lets new ones through."""
        self.cut()
        self.process = self.begin()

    def stall(self):
        """Leaves the connections open, with nothing going through."""
        self.process.send_signal(signal.SIGSTOP)

    def resume(self):
        self.process.send_signal(signal.SIGCONT)


class Host:
    def __init__(self, name="host"):
        self.name = name
        self.relays = 0
        self.daemon = None
        self.logger = None

    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix=f"{self.name}-", dir="/var/tmp")
        self.socket = os.path.join(self.folder, "run/libvirt/libvirt-sock")
        self.uri = f"qemu+unix:///system?socket={self.socket}"
        self.make_folders()
        # It takes the folder away, too, which a test that is killed cannot.
        self.keeper = subprocess.Popen(["unshare", "--mount", "--net", "--uts", "--propagation", "slave",
                                        sys.executable, os.path.join(HERE, "keeper.py"), self.folder], text=True, bufsize=1,
                                       stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True)
        try:
            self.keeper_pid = json.loads(self.keeper.stdout.readline())
            self.inside = [find("nsenter"), "--mount", "--net", "--uts", "--target", str(self.keeper_pid)]
            self.make_mounts()
            self.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *error):
        self.keeper.stdin.close()
        self.keeper.wait()
        self.keeper.stdout.close()

    def make_folders(self):
        os.chmod(self.folder, 0o755)
        for name in FOLDERS:
            os.mkdir(os.path.join(self.folder, name))
        # Else libvirtd would ask every QEMU anew what it can do.
        os.makedirs(os.path.join(self.folder, "cache/qemu"))
        cache = os.environ.get("DESIGNER_DRIVER_CACHE")
        if cache:
            cache = os.path.join(cache, "emulated")
            os.makedirs(cache, exist_ok=True)
            os.symlink(cache, os.path.join(self.folder, "cache/qemu/capabilities"))
        names = {"folder": self.folder, "uuid": uuid.uuid5(uuid.NAMESPACE_OID, self.folder)}
        write(os.path.join(self.folder, "etc/libvirtd.conf"), LIBVIRTD.format(**names))
        write(os.path.join(self.folder, "etc/qemu.conf"), QEMU)

    def make_mounts(self):
        # A folder that a package has not made is none that anybody uses: a host does not add it to the machine.
        for name, place in FOLDERS.items():
            if os.path.isdir(place):
                self.check("mount", "--bind", os.path.join(self.folder, name), place)
        # Guests are emulated. Where libvirtd and QEMU do not agree whether there is KVM, as where root alone may open it,
        # libvirtd asks every QEMU anew each time what it can do.
        if os.path.exists(KVM):
            place = os.path.join(self.folder, "no-kvm")
            os.close(os.open(place, os.O_CREAT, 0))
            self.check("mount", "--bind", place, KVM)
        self.check("hostname", os.path.basename(self.folder).replace("_", "0"))
        self.check("ip", "link", "set", "lo", "up")

    def ask_keeper(self, *request):
        self.keeper.stdin.write(json.dumps(request) + "\n")
        return json.loads(self.keeper.stdout.readline())

    def begin(self, *words):
        """Starts a command on the host that goes on beside the test, and ends with the host; its process id."""
        return self.ask_keeper("start", *words)

    def start(self):
        """Starts libvirtd and waits until it answers."""
        if self.logger is None or not is_running(self.logger):
            self.logger = self.begin(find("virtlogd"))
            wait_for(lambda: os.path.exists(os.path.join(self.folder, "run/libvirt/virtlogd-sock")), "virtlogd")
        self.daemon = self.begin(find("libvirtd"), "--config", "/etc/libvirt/libvirtd.conf")
        try:
            wait_for(lambda: self.run("virsh", "--connect", URI, "version").returncode == 0, "an answer of libvirtd")
        except TimeoutError as error:
            raise TimeoutError(f"{error}\n{self.log()}") from error

    def kill(self):
        """Kills libvirtd as kill -9 does."""
        self.ask_keeper("kill", self.daemon)

    def revive(self):
        """Starts libvirtd again where it has ended by itself, as whoever looks after services does; says whether it had."""
        if is_running(self.daemon):
            return False
        self.start()
        return True

    def stop(self):
        """Stops libvirtd in order; guests run on."""
        os.kill(self.daemon, signal.SIGTERM)
        wait_for(lambda: not is_running(self.daemon), "the end of libvirtd")

    def restart(self):
        self.stop()
        self.start()

    def log(self):
        """The end of what libvirtd noted."""
        with contextlib.suppress(OSError), open(os.path.join(self.folder, "log/libvirtd.log"), encoding="utf-8") as log:
            return log.read()[-4000:]
        return ""

    def run(self, *words, **more):
        """Runs a command on the host to its end, whatever that is."""
        more = {"text": True, "stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **more}
        return subprocess.run([*self.inside, *words], check=False, **more)

    def check(self, *words, **more):
        """Runs a command on the host that has to succeed."""
        done = self.run(*words, **more)
        if done.returncode != 0:
            raise RuntimeError(f"{' '.join(words)}: status {done.returncode}: {done.stderr}")
        return done

    def virsh(self, *words, remote=False, **more):
        """Runs virsh, which has to succeed; REMOTE: from outside the host."""
        if not remote:
            return self.check("virsh", "--quiet", "--connect", URI, *words, **more)
        return subprocess.run(["virsh", "--quiet", "--connect", self.uri, *words], check=True, text=True,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **more)

    def define(self, document, kind="define"):
        """Gives libvirt the XML of a guest; with KIND of something else: "create", "net-define", "pool-define" …"""
        with tempfile.NamedTemporaryFile("w", suffix=".xml", dir=self.folder) as stream:
            stream.write(document)
            stream.flush()
            return self.virsh(kind, stream.name)

    def processes(self):
        """The ids of all processes that were started on the host and what came of them: daemons, guests, their helpers."""
        return self.ask_keeper("processes")

    def make_pool(self, name, size=None):
        """Makes and starts a pool of a folder, on a file system of SIZE where one is given; the path of the folder."""
        path = os.path.join(self.folder, name)
        os.mkdir(path)
        if size:
            self.check("mount", "-t", "tmpfs", "-o", f"size={size},mode=755", "none", path)
        self.virsh("pool-define-as", name, "dir", "--target", path)
        self.virsh("pool-start", name)
        return path

    def make_network(self, name="default", subnet="192.168.76"):
        """Makes and starts a network with addresses for its guests, whose traffic the host passes on."""
        self.define(NETWORK.format(name=name, subnet=subnet), "net-define")
        self.virsh("net-start", name)

    def set_writable(self, path, writable):
        """Lets nobody on the host write below PATH, or everybody again; where nobody has a file open for it."""
        if self.run("mountpoint", "--quiet", path).returncode != 0:
            self.check("mount", "--bind", path, path)
        self.check("mount", "-o", f"remount,bind,{'rw' if writable else 'ro'}", path)

    def seen(self, path):
        """A path outside the host of what is at PATH on it, whatever is mounted there."""
        return f"/proc/{self.keeper_pid}/root{path}"

    def files(self, path):
        """The files and folders below PATH as the host sees them, each with its size, owner and mode."""
        found = self.check("find", path, "-printf", "%P\t%y\t%s\t%u\t%m\n").stdout.splitlines()
        return sorted(line for line in found if not line.startswith("\t"))

    def relay(self, after=None):
        """A connection to the host that can be lost; it loses itself AFTER so many bytes."""
        self.relays += 1
        return Relay(self, f"relay-{self.relays}", after)


@contextlib.contextmanager
def own_libvirtd():
    """The words before a command that is to meet a libvirtd, or None where it does not answer."""
    with contextlib.ExitStack() as stack:
        try:
            host = stack.enter_context(Host())
        except (TimeoutError, RuntimeError):
            host = None
        yield host.inside if host else None
