# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs one client against a server of its own and takes its figures."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from common.processes import Certificate, EchoServer, cpu_ns, resident_bytes
from engine import figures
from engine.clients import CLIENTS, Run, Task, Tools, Window

OPEN_SECONDS = 180.0
# How long an answer may take before it counts as missed: an interval, and no more than this.
MAXIMUM_ANSWER_SECONDS = 2.0
SETTLE_SECONDS = 0.5
WANTED_BEATS = 60_000
MAXIMUM_SECONDS = 30.0


@dataclass(frozen=True)
class Setting:
    connections: int
    interval_ms: int
    tls: bool = False

    @property
    def title(self) -> str:
        scheme = "wss" if self.tls else "ws"
        return f"{self.connections:,} {scheme} connections, a beat every {self.interval_ms / 1000:g} s"

    def intervals_within(self, seconds: float | None) -> int:
        """As many as fit; without `seconds` enough for a p99.9, if that does not take too long."""
        if seconds is None:
            seconds = min(MAXIMUM_SECONDS, WANTED_BEATS / self.connections * self.interval_ms / 1000)
        return max(1, round(seconds * 1000 / self.interval_ms))


@dataclass
class Bench:
    tools: Tools
    baselines: dict[tuple[str, bool], int] = field(default_factory=dict)

    def measure(self, name: str, setting: Setting, intervals: int) -> figures.Figures:
        baseline = self.baseline(name, setting.tls)
        with self.started(name, setting) as (run, open_seconds):
            # Each connection's first beat comes before the window.
            time.sleep(setting.interval_ms / 1000 + SETTLE_SECONDS)
            window = Window.from_now(intervals * setting.interval_ms * 1_000_000)
            before = cpu_ns(run.pid)
            time.sleep(window.length_ns / 1e9)
            used = cpu_ns(run.pid) - before
            resident = resident_bytes(run.pid)
            time.sleep(min(MAXIMUM_ANSWER_SECONDS, setting.interval_ms / 1000))
            run.stop()
            beats = run.beats(window)
        per_connection = (resident - baseline) / max(1, setting.connections - 1)
        due = intervals * setting.connections
        return figures.from_beats(beats, due, used, per_connection, open_seconds)

    def baseline(self, name: str, tls: bool) -> int:
        """Resident memory with a single connection."""
        if (name, tls) not in self.baselines:
            with self.started(name, Setting(1, 1000, tls)) as (run, _):
                time.sleep(SETTLE_SECONDS)
                self.baselines[name, tls] = resident_bytes(run.pid)
        return self.baselines[name, tls]

    @contextmanager
    def started(self, name: str, setting: Setting) -> Iterator[tuple[Run, float]]:
        """The client with all its connections open, and how long that took from the start of its process."""
        with tempfile.TemporaryDirectory(prefix="heartline-bench-") as text:
            directory = Path(text)
            certificate = Certificate(directory) if setting.tls else None
            with EchoServer(self.tools.echo_server, directory, certificate) as server:
                task = Task(directory, server.port, setting.connections, setting.interval_ms, certificate)
                begun = time.time()
                with CLIENTS[name].start(self.tools, task) as run:
                    yield run, run.wait_open(OPEN_SECONDS) - begun
