#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""A connection that can be lost: passes on what comes to one socket to another. Usage: relay.py LISTEN TARGET [BYTES]

LISTEN and TARGET are the paths of sockets, or ports of the loopback: a socket is reached from a network without others, too.

Killed, it closes its connections at once; stopped, it lets them hang. With BYTES it closes all connections when so many have
gone to the target, as a network does in the middle of an upload.
"""

import asyncio
import os
import sys

CHUNK = 65536
LOOPBACK = "127.0.0.1"


class Relay:
    def __init__(self, target, left):
        self.target = target
        self.left = left

    def spend(self, count):
        if self.left is None:
            return
        self.left -= count
        if self.left < 0:
            os._exit(0)

    async def forward(self, source, sink, counts):
        try:
            while data := await source.read(CHUNK):
                if counts:
                    self.spend(len(data))
                sink.write(data)
                await sink.drain()
        except OSError:
            pass
        sink.close()

    async def serve(self, reader, writer):
        try:
            target_reader, target_writer = await (asyncio.open_connection(LOOPBACK, int(self.target)) if self.target.isdigit()
                                                  else asyncio.open_unix_connection(self.target))
        except OSError:
            writer.close()
            return
        await asyncio.gather(self.forward(reader, target_writer, True), self.forward(target_reader, writer, False))


async def main(listen, target, left=None):
    relay = Relay(target, None if left is None else int(left))
    server = await (asyncio.start_server(relay.serve, LOOPBACK, int(listen)) if listen.isdigit()
                    else asyncio.start_unix_server(relay.serve, listen))
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
