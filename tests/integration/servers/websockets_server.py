# SPDX-License-Identifier: GPL-3.0-or-later
"""A test server on Python's websockets. Prints "listening PORT". Paths: /echo (default), /tick (a message a second)."""

import asyncio
import json
import sys

import websockets


async def tick(socket):
    while True:
        await asyncio.sleep(1)
        await socket.send("tick")


async def handle(socket):
    if socket.path.startswith("/tick"):
        ticking = asyncio.ensure_future(tick(socket))
        try:
            await socket.wait_closed()
        finally:
            ticking.cancel()
        return
    async for message in socket:
        if isinstance(message, str) and message.startswith("{"):
            content = json.loads(message)
            content["type"] = "pong"
            message = json.dumps(content)
        await socket.send(message)


async def main():
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 0
    async with websockets.serve(handle, "127.0.0.1", port, ping_interval=None) as server:
        print("listening", server.sockets[0].getsockname()[1], flush=True)
        await asyncio.Future()


asyncio.run(main())
