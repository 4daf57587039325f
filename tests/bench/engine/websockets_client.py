# SPDX-License-Identifier: GPL-3.0-or-later
"""The benchmark's client on Python's websockets.

Arguments, output and file are those of bare_client.cpp; times are taken just before ping() and when its future is done.
"""

from __future__ import annotations

import argparse
import array
import asyncio
import functools
import os
import resource
import signal
import ssl
import time

import websockets

CONNECTS_IN_FLIGHT = 256
GOLDEN_RATIO = 0.6180339887498949
PAYLOAD_BYTES = 16


class Client:
    def __init__(self, options: argparse.Namespace) -> None:
        self.tls = unverified_tls() if options.tls else None
        self.url = f"{'wss' if options.tls else 'ws'}://127.0.0.1:{options.port}/"
        self.connections: int = options.connections
        self.interval_ns: int = options.interval_ms * 1_000_000
        self.record = array.array("q")  # scheduled, sent, round trip
        self.in_flight = asyncio.Semaphore(CONNECTS_IN_FLIGHT)

    async def run(self, stop: asyncio.Event) -> None:
        opened = await asyncio.gather(*(self.connect(index) for index in range(self.connections)))
        beating = [asyncio.create_task(self.beat(socket, due)) for socket, due in opened]
        print("open", flush=True)
        await stop.wait()
        for task in beating:
            task.cancel()

    async def connect(self, index: int) -> tuple[websockets.WebSocketClientProtocol, int]:
        async with self.in_flight:
            socket = await websockets.connect(
                self.url, ping_interval=None, compression=None, open_timeout=None, ssl=self.tls
            )
        return socket, time.monotonic_ns() + int(index * GOLDEN_RATIO % 1 * self.interval_ns)

    async def beat(self, socket: websockets.WebSocketClientProtocol, due: int) -> None:
        while due < time.monotonic_ns():
            due += self.interval_ns
        while True:
            await asyncio.sleep((due - time.monotonic_ns()) / 1e9)
            index = len(self.record)
            payload = index.to_bytes(PAYLOAD_BYTES, "big")
            self.record.extend((due, time.monotonic_ns(), -1))
            answered = await socket.ping(payload)
            answered.add_done_callback(functools.partial(self.settle, index))
            due += self.interval_ns

    def settle(self, index: int, answered: asyncio.Future) -> None:
        now = time.monotonic_ns()
        if answered.exception() is None:
            self.record[index + 2] = now - self.record[index + 1]


def unverified_tls() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


async def main(options: argparse.Namespace) -> None:
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    client = Client(options)
    await client.run(stop)
    with open(options.output, "wb") as file:
        client.record.tofile(file)
    os._exit(0)  # how long it takes to close is not measured


def raise_descriptor_limit() -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--connections", type=int, required=True)
    parser.add_argument("--interval-ms", type=int, required=True)
    parser.add_argument("--output", required=True)
    parser.add_argument("--tls", action="store_true")
    return parser.parse_args()


raise_descriptor_limit()
asyncio.run(main(parse()))
