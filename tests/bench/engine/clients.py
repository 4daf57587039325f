# SPDX-License-Identifier: GPL-3.0-or-later
"""The clients that are compared. Each gets the same task, and tells the beats that were due within a window."""

from __future__ import annotations

import array
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from common.heartline import Heartline
from common.machine import output_of
from common.processes import Certificate, Process

# The one that Debian's python3-websockets belongs to.
PYTHON = "/usr/bin/python3"
SCRIPTS = Path(__file__).parent
OUTCOMES_ANSWERED = (0, 1)  # ok, late
OUTCOME_UNSENT = 4
# BeatSchedule::Grid: what Heartline rounds the first beat of each session up to.
GRID_US = 2_500


@dataclass(frozen=True)
class Task:
    """What a client has to do, and where."""

    directory: Path
    port: int
    connections: int
    interval_ms: int
    certificate: Certificate | None


@dataclass(frozen=True)
class Window:
    start_monotonic_ns: int
    start_utc_us: int
    length_ns: int

    @staticmethod
    def from_now(length_ns: int) -> Window:
        return Window(time.monotonic_ns(), time.time_ns() // 1000, length_ns)


@dataclass
class Beats:
    """Of those that were due within the window."""

    rtt_ns: list[int] = field(default_factory=list)
    lateness_ns: list[int] = field(default_factory=list)

    @property
    def sent(self) -> int:
        return len(self.lateness_ns)


class Run(Protocol):
    """A client at work."""

    pid: int

    def wait_open(self, seconds: float) -> float:
        """Until all connections are up; returns that moment in seconds since 1970."""

    def stop(self) -> None: ...

    def beats(self, window: Window) -> Beats:
        """After stop()."""


class RecordingRun(Process):
    """A program with the arguments and the output of bare_client.cpp."""

    def __init__(self, command: list[str], task: Task, environment: dict[str, str] | None = None) -> None:
        self.record = task.directory / "beats.bin"
        arguments = {
            "--port": task.port,
            "--connections": task.connections,
            "--interval-ms": task.interval_ms,
            "--output": self.record,
        }
        flat = [str(part) for pair in arguments.items() for part in pair]
        tls = ["--tls"] if task.certificate else []
        super().__init__([*command, *flat, *tls], task.directory / "client.err", environment)

    def wait_open(self, seconds: float) -> float:
        self.read_line(seconds)
        return time.time()

    def beats(self, window: Window) -> Beats:
        values = array.array("q", self.record.read_bytes())
        beats = Beats()
        end = window.start_monotonic_ns + window.length_ns
        for scheduled, sent, rtt in zip(values[0::3], values[1::3], values[2::3]):
            if window.start_monotonic_ns <= scheduled < end:
                beats.lateness_ns.append(sent - scheduled)
                if rtt >= 0:
                    beats.rtt_ns.append(rtt)
        return beats


class HeartlineRun(Heartline):
    def beats(self, window: Window) -> Beats:
        end_us = window.start_utc_us + window.length_ns // 1000
        beats = Beats()
        query = "SELECT outcome, rtt_ns, send_lateness_ns FROM beats WHERE scheduled_at >= ? AND scheduled_at < ?"
        for outcome, rtt, lateness in self.query(query, (window.start_utc_us, end_us)):
            if outcome != OUTCOME_UNSENT:
                beats.lateness_ns.append(lateness)
            if outcome in OUTCOMES_ANSWERED:
                beats.rtt_ns.append(rtt)
        return beats


@dataclass(frozen=True)
class Tools:
    """Where the programs are."""

    build: Path

    @property
    def echo_server(self) -> Path:
        return self.build / "tests/bench/echo_server"

    @property
    def heartline_cli(self) -> Path:
        return self.build / "src/app/heartline-cli"

    @property
    def node_modules(self) -> Path:
        return self.build / "tests/integration/servers/node_modules"

    def versions(self) -> str:
        """Of those that Heartline is compared with."""
        package = self.node_modules / "ws/package.json"
        ws = json.loads(package.read_text())["version"] if package.exists() else "missing"
        node = output_of("node", "--version").lstrip("v")
        python = output_of(PYTHON, "-c", "import platform; print(platform.python_version())")
        websockets = output_of(PYTHON, "-c", "import websockets.version as v; print(v.version)")
        return f"Node.js {node} with ws {ws}, Python {python} with websockets {websockets}"


def start_bare(tools: Tools, task: Task, *options: str) -> Run:
    return RecordingRun([str(tools.build / "tests/bench/bare_client"), *options], task)


def start_bare_on_grid(tools: Tools, task: Task) -> Run:
    return start_bare(tools, task, "--grid-us", str(GRID_US))


def start_node(tools: Tools, task: Task) -> Run:
    return RecordingRun(["node", str(SCRIPTS / "ws_client.js")], task, {"NODE_PATH": str(tools.node_modules)})


def start_python(_: Tools, task: Task) -> Run:
    return RecordingRun([PYTHON, str(SCRIPTS / "websockets_client.py")], task)


def start_heartline(tools: Tools, task: Task, environment: dict[str, str] | None = None) -> Run:
    return HeartlineRun(
        tools.heartline_cli,
        task.directory,
        task.port,
        task.connections,
        task.interval_ms,
        certificate=task.certificate,
        environment=environment,
    )


def start_heartline_stock(tools: Tools, task: Task) -> Run:
    return start_heartline(tools, task, {"HEARTLINE_STOCK_DISPATCHER": "1"})


@dataclass(frozen=True)
class Client:
    title: str
    start: Callable[[Tools, Task], Run]


BARE = "bare"
BARE_ON_GRID = "bare-on-grid"
HEARTLINE = "heartline"
STOCK = "heartline-stock"
CLIENTS = {
    BARE: Client("bare epoll, C++", start_bare),
    BARE_ON_GRID: Client("bare epoll, C++, on Heartline's grid", start_bare_on_grid),
    HEARTLINE: Client("**heartline-cli**, log on", start_heartline),
    STOCK: Client("heartline-cli on Qt's stock event loop", start_heartline_stock),
    "node": Client("Node.js `ws`", start_node),
    "python": Client("Python `websockets`", start_python),
}
