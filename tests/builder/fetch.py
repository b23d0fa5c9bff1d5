#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Brings things over HTTP from servers on loopback, good ones and bad ones. Usage: fetch.py FETCH-RUN"""

import hashlib
import http.server
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "source"))
from sources import Tap  # noqa: E402

BODY = bytes(range(256)) * 4096
HALF = len(BODY) // 2
SUM = "sha256:" + hashlib.sha256(BODY).hexdigest()
TAG = '"one"'
INVALID, NOT_FOUND, NO_SPACE, DENIED, UNREACHABLE, UNSUPPORTED, TIMED_OUT = "0", "1", "4", "5", "6", "7", "9"


class Handler(http.server.BaseHTTPRequestHandler):
    """Each path is another way to serve the same bytes."""

    protocol_version = "HTTP/1.1"
    seen = []  # path and range of each request

    def log_message(self, *_):
        pass

    def send(self, status, body=b"", **headers):
        self.send_response(status)
        headers.setdefault("Content_Length", str(len(body)))
        for name, value in headers.items():
            if value is not None:
                self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def cut(self):
        """As when the cable is pulled."""
        self.wfile.flush()
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def start_of_range(self):
        """Where the rest that was asked for begins, if it is of the thing that is there now."""
        wanted = self.headers.get("Range")
        tag = self.headers.get("If-Range")
        return int(wanted[6:].split("-")[0]) if wanted and tag in (None, TAG) else 0

    def good(self):
        start = self.start_of_range()
        if start == 0:
            return self.send(200, BODY, ETag=TAG)
        return self.send(206, BODY[start:], ETag=TAG, Content_Range=f"bytes {start}-{len(BODY) - 1}/{len(BODY)}")

    def drops(self):
        """Half of what is left comes, twice."""
        start = self.start_of_range()
        end = start + (len(BODY) - start) // 2
        if start >= len(BODY) * 3 // 4:
            return self.good()
        self.send(206 if start else 200, BODY[start:end], ETag=TAG, Content_Length=str(len(BODY) - start),
                  Content_Range=f"bytes {start}-{len(BODY) - 1}/{len(BODY)}" if start else None)
        return self.cut()

    def changes(self):
        """What is there after the connection broke is something else."""
        if len([path for path, _ in Handler.seen if path == "/changes"]) > 1:
            return self.send(200, BODY[::-1], ETag='"two"')
        self.send(200, BODY[:HALF], ETag=TAG, Content_Length=str(len(BODY)))
        return self.cut()

    def unnamed(self):
        """Without a name for the state of the thing, it has to be brought anew."""
        if len([path for path, _ in Handler.seen if path == "/unnamed"]) > 1:
            return self.send(200, BODY)
        self.send(200, BODY[:HALF], Content_Length=str(len(BODY)))
        return self.cut()

    def short(self):
        self.send(200, BODY[:HALF], Content_Length=str(len(BODY)))
        self.cut()

    def long(self):
        """There is more than is said."""
        self.send(200, BODY, Content_Length=str(HALF))
        self.cut()

    def odd_range(self):
        """The rest that is sent is another one than was asked for."""
        if self.start_of_range():
            return self.send(206, BODY[10:], ETag=TAG, Content_Range=f"bytes 10-{len(BODY) - 1}/{len(BODY)}")
        self.send(200, BODY[:HALF], ETag=TAG, Content_Length=str(len(BODY)))
        return self.cut()

    def slow(self):
        self.send(200, BODY[:1024], Content_Length=str(len(BODY)))
        self.wfile.flush()
        time.sleep(4)
        self.close_connection = True

    def chunked(self):
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for start in range(0, len(BODY), 65536):
            self.wfile.write(b"10000\r\n" + BODY[start:start + 65536] + b"\r\n")
        self.wfile.write(b"0\r\n\r\n")

    def page(self):
        self.send(200, b"\n <!DOCTYPE html><html><body>Please sign in</body></html>" + b" " * 2000, Content_Type="text/html")

    def forever(self):
        number = int(self.path.split("/")[-1] or 0)
        self.send(302, Location=f"/forever/{number + 1}")

    def moved(self):
        self.send(301, Location="/good")

    def head_refused(self):
        self.send(405) if self.command == "HEAD" else self.good()

    def do_GET(self):
        name = self.path.split("?")[0].strip("/").split("/")[0]
        Handler.seen.append((self.path, self.headers.get("Range")))
        if self.path.startswith("http://"):  # as a proxy
            return self.send(200, BODY, ETag=TAG)
        if name.isdigit():
            return self.send(int(name))
        handler = getattr(self, name, None)
        return handler() if handler is not None else self.tree()

    do_HEAD = do_GET

    def tree(self):
        path = os.path.join(self.server.folder, self.path.lstrip("/"))
        if not os.path.isfile(path):
            return self.send(404, b"<html>not here</html>")
        with open(path, "rb") as stream:
            return self.send(200, stream.read(), ETag=TAG)


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, folder):
        super().__init__(("127.0.0.1", 0), Handler)
        self.folder = folder
        self.url = f"http://127.0.0.1:{self.server_address[1]}"
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def handle_error(self, *_):
        pass  # the other side hangs up, too


class Runs:
    def __init__(self, program, folder):
        self.program = program
        self.folder = folder
        self.destination = os.path.join(folder, "file")

    def __call__(self, *words, **variables):
        environment = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
        done = subprocess.run([self.program, *words], text=True, capture_output=True, timeout=60,
                              env=environment | variables)
        return done.stdout.splitlines() + [f"stderr {line}" for line in done.stderr.splitlines()]

    def clean(self):
        for name in os.listdir(self.folder):
            if name.startswith("file"):
                os.remove(os.path.join(self.folder, name))
        Handler.seen.clear()

    def save(self, url, checksum="-", more=(), **variables):
        return self("save", url, checksum, self.destination, *more, **variables)

    def left(self):
        return sorted(name for name in os.listdir(self.folder) if name.startswith("file"))

    def contents(self):
        with open(self.destination, "rb") as stream:
            return stream.read()


def ranges():
    return [wanted for _, wanted in Handler.seen]


def problems(said, *conditions):
    """What was said, where one of the CONDITIONS does not hold."""
    return [] if all(conditions) else [f"said {line}" for line in said] + [f"conditions {conditions}",
                                                                            f"requests {Handler.seen}"]


def is_error(said, code, words):
    return any(line.startswith(f"error {code} ") and words in line for line in said)


def check_good(tap, runs, url):
    # name, path, checksum, what the file is, ranges that are asked for
    rows = [
        ("what is there is brought", "good", "-", BODY, [None]),
        ("it is held against its checksum", "good", SUM, BODY, [None]),
        ("what has moved is found", "moved", SUM, BODY, [None, None]),
        ("what is sent in chunks is brought", "chunked", SUM, BODY, [None]),
        ("after a drop it goes on from there", "drops", SUM, BODY,
         [None, f"bytes={HALF}-", f"bytes={len(BODY) * 3 // 4}-"]),
        ("what has changed meanwhile is brought anew", "changes", "-", BODY[::-1], [None, f"bytes={HALF}-"]),
        ("what has no name for its state is brought anew", "unnamed", "-", BODY, [None, None]),
    ]
    for name, path, checksum, body, wanted in rows:
        runs.clean()
        said = runs.save(f"{url}/{path}", checksum)
        tap.check(name, problems(said, said[-1] == "done", runs.left() == ["file"] and runs.contents() == body,
                                 ranges() == wanted, any(line.endswith("seen") for line in said)))


def check_bad(tap, runs, url):
    # name, path, checksum, code, words, whether what came is kept
    rows = [
        ("redirects without end are an error", "forever/0", "-", INVALID, "without end", False),
        ("a web page is an error", "page", "-", INVALID, "is a web page", False),
        ("what is not there is an error", "404", "-", NOT_FOUND, "404", False),
        ("what nobody may see is an error", "403", "-", DENIED, "403", False),
        ("a server in trouble is an error", "500", "-", UNREACHABLE, "500", False),
        ("a server that is too short of it each time is an error", "short", "-", UNREACHABLE,
         f"ends after {HALF} of {len(BODY)} bytes", True),
        ("a server that says less than there is fails the checksum", "long", SUM, INVALID, "checksum", False),
        ("a wrong checksum is an error", "good", "sha256:" + "0" * 64, INVALID, "its checksum is", False),
        ("what is no checksum is an error", "good", "sha256:12", INVALID, "is no checksum", False),
        ("a server that falls silent is an error", "slow", "-", TIMED_OUT, "silent", None),
        ("a rest that is another one is an error", "odd_range", "-", UNREACHABLE, "no such rest", None),
    ]
    for name, path, checksum, code, words, kept in rows:
        runs.clean()
        said = runs.save(f"{url}/{path}", checksum)
        left = runs.left()
        tap.check(name, problems(said, is_error(said, code, words), "file" not in left,
                                 kept is None or ("file.part" in left) == kept))


def check_places(tap, runs):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{closed.getsockname()[1]}/x"
        said = runs.save(nobody)
        tap.check("a host that takes no connection is an error", problems(said, is_error(said, UNREACHABLE, "no connection")))
    said = runs.save("http://no-such-host.invalid/x")
    tap.check("a host that nobody knows is an error", problems(said, is_error(said, UNREACHABLE, "no-such-host.invalid")))
    said = runs.save("gopher://127.0.0.1/x")
    tap.check("another kind of URL is an error", problems(said, is_error(said, UNSUPPORTED, "https://")))
    said = runs.save("http://user:secret@127.0.0.1:1/x")
    tap.check("no error has the password of a URL", problems(said, said[-1].startswith("error"), "secret" not in "".join(said)))


def check_resuming(tap, runs, url):
    runs.clean()
    said = runs.save(f"{url}/good", more=[str(HALF)])
    kept = os.path.getsize(runs.destination + ".part") if "file.part" in runs.left() else 0
    tap.check("a transfer is cancelled, and keeps what came",
              problems(said, is_error(said, "cancelled", ""), HALF <= kept < len(BODY), "file" not in runs.left()))
    mode = os.stat(runs.destination + ".part").st_mode & 0o777 if kept else 0
    said = runs.save(f"{url}/good", SUM)
    tap.check("the next process goes on from there",
              problems(said, said[-1] == "done", ranges()[-1] == f"bytes={kept}-", mode == 0o600,
                       runs.left() == ["file"]))
    Handler.seen.clear()
    said = runs.save(f"{url}/good", SUM)
    tap.check("what is there already, with its checksum, is not brought again", problems(said, said[-1] == "done", not Handler.seen))
    runs.clean()
    runs.save(f"{url}/good", more=[str(HALF)])
    said = runs.save(f"{url}/moved", SUM)
    tap.check("what came from elsewhere is not gone on with",
              problems(said, said[-1] == "done", ranges()[-1] is None, runs.contents() == BODY))


def check_proxies(tap, runs, url):
    address = url.removeprefix("http://")
    # name, URL, variables, whether the proxy is asked
    rows = [
        ("the proxy of the environment is asked", "http://mirror.invalid/good", {"http_proxy": url}, True),
        ("one without its scheme is, too", "http://mirror.invalid/good", {"http_proxy": address}, True),
        ("one for all is, too", "http://mirror.invalid/good", {"all_proxy": url}, True),
        ("hosts that are excepted are asked themselves", f"{url}/good",
         {"http_proxy": "http://127.0.0.1:1", "no_proxy": "localhost, 127.0.0.1"}, False),
        ("all are, where all are excepted", f"{url}/good", {"http_proxy": "http://127.0.0.1:1", "no_proxy": "*"}, False),
    ]
    for name, location, variables, through in rows:
        runs.clean()
        said = runs.save(location, SUM, **variables)
        asked = [path for path, _ in Handler.seen]
        tap.check(name, problems(said, said[-1] == "done", asked == ["http://mirror.invalid/good" if through else "/good"]))


def check_reading(tap, runs, url):
    said = runs("read", f"{url}/good", str(len(BODY)))
    tap.check("a text is read", problems(said, f"bytes {len(BODY)}" in said, said[-1] == "done"))
    said = runs("read", f"{url}/good", str(len(BODY) - 1))
    tap.check("one that is too large is an error", problems(said, is_error(said, INVALID, "is larger than")))
    said = runs("read", f"{url}/page", "4096")
    tap.check("a web page in its place is an error", problems(said, is_error(said, INVALID, "is a web page")))


def check_disk_full(tap, runs, url):
    small = tempfile.mkdtemp(dir=runs.folder)
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", small], capture_output=True)
    if mounted.returncode != 0:
        tap.skip("a full disk is an error", "no file system can be mounted: it takes root")
        return
    try:
        for path in ("good", "chunked"):
            said = runs("save", f"{url}/{path}", "-", os.path.join(small, "file"))
            tap.check(f"a full disk is an error ({path}), and nothing is left on it",
                      problems(said, is_error(said, NO_SPACE, "make room"), os.listdir(small) == []))
    finally:
        subprocess.run(["umount", small], check=True)


def write(folder, name, text):
    path = os.path.join(folder, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as stream:
        stream.write(text)


def write_trees(folder):
    sums = hashlib.sha256(b"a kernel").hexdigest()
    images = "debian/dists/bullseye/main/installer-amd64/current/images"
    write(folder, "debian/dists/bullseye/Release", "Origin: Debian\nVersion: 11.9\nCodename: bullseye\n")
    write(folder, f"{images}/MANIFEST", "netboot/\n")
    write(folder, f"{images}/SHA256SUMS", f"{sums}  ./netboot/debian-installer/amd64/linux\n")
    write(folder, f"{images}/netboot/debian-installer/amd64/linux", "a kernel")
    write(folder, f"{images}/netboot/debian-installer/amd64/initrd.gz", "an initrd")
    write(folder, "fedora/.treeinfo",
          "[general]\nfamily = Fedora\nversion = 35\narch = aarch64\n[images-aarch64]\nkernel = images/vmlinuz\n"
          f"initrd = images/initrd.img\n[checksums]\nimages/vmlinuz = sha256:{sums}\n")
    write(folder, "fedora/images/vmlinuz", "a kernel")
    return f"sha256:{sums}"


def check_trees(tap, runs, url, checksum):
    # location, kernel, architecture, the system
    rows = [
        ("debian/dists/bullseye", "main/installer-amd64/current/images/netboot/debian-installer/amd64/linux", "x86_64",
         "debian11"),
        ("debian/dists/bullseye/main/installer-amd64/", "current/images/netboot/debian-installer/amd64/linux", "x86_64",
         "debian11"),
        ("fedora", "images/vmlinuz", "aarch64", "fedora35"),
    ]
    for location, kernel, arch, system in rows:
        said = runs("look", f"{url}/{location}")
        tap.check(f"the tree {location} is found to be {system}",
                  problems(said, "kind 2" in said, f"kernel {kernel}" in said, f"arch {arch}" in said,
                           f"checksum {checksum}" in said, any(f" {system} " in line for line in said)))
        runs.clean()
        said = runs("member", f"{url}/{location}", kernel, checksum, runs.destination)
        tap.check(f"its kernel is brought from {location}",
                  problems(said, said[-1] == "done", runs.left() == ["file"] and runs.contents() == b"a kernel"))
    said = runs("look", f"{url}/nothing")
    tap.check("a tree with nothing in it is an error", problems(said, is_error(said, NOT_FOUND, "nothing to install from")))
    said = runs("look", f"{url}/500")
    tap.check("a tree on a server in trouble is an error", problems(said, is_error(said, UNREACHABLE, "500")))


def main(program):
    tap = Tap()
    folder = tempfile.mkdtemp()
    trees = os.path.join(folder, "trees")
    runs = Runs(program, folder)
    checksum = write_trees(trees)
    url = Server(trees).url
    try:
        check_good(tap, runs, url)
        check_bad(tap, runs, url)
        check_places(tap, runs)
        check_resuming(tap, runs, url)
        check_proxies(tap, runs, url)
        check_reading(tap, runs, url)
        check_disk_full(tap, runs, url)
        check_trees(tap, runs, url, checksum)
    finally:
        shutil.rmtree(folder)
    return tap.done()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
