# SPDX-License-Identifier: GPL-3.0-or-later
"""heartline-cli with a profiles file of its own, and what its log says."""

from __future__ import annotations

import json
import sqlite3
import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from common.processes import Certificate, Failure, Process

POLL_SECONDS = 0.2


def write_profiles(file: Path, port: int, connections: int, interval_ms: int, certificate: Certificate | None) -> None:
    """Connection N has the path /c/N, so that a capture can tell whose stream it sees."""

    def profile(number: int) -> dict:
        return {
            "id": str(uuid.uuid4()),
            "name": f"{number}",
            "url": f"{'wss' if certificate else 'ws'}://127.0.0.1:{port}/c/{number}",
            "heartbeat": {"kind": "ping", "interval_ms": interval_ms},
            **({"tls": {"ca_file": str(certificate.file)}} if certificate else {}),
        }

    profiles = [profile(number) for number in range(connections)]
    file.write_text(json.dumps({"format": "heartline-profiles", "version": 1, "connections": profiles}))


class Heartline(Process):
    def __init__(
        self,
        program: Path,
        directory: Path,
        port: int,
        connections: int,
        interval_ms: int,
        *,
        certificate: Certificate | None = None,
        environment: dict[str, str] | None = None,
    ) -> None:
        self.connections = connections
        self.log = directory / "log.sqlite3"
        profiles = directory / "profiles.json"
        write_profiles(profiles, port, connections, interval_ms, certificate)
        arguments = ["run", "--profiles", str(profiles), "--log", str(self.log)]
        super().__init__([str(program), *arguments], directory / "heartline.err", environment, quiet=True)

    def wait_open(self, seconds: float, since: float = 0.0) -> float:
        """Until all have been opened after `since`; returns when the last one was, in seconds since 1970."""
        deadline = time.monotonic() + seconds
        count, last = 0, 0
        while time.monotonic() < deadline:
            self.ensure_running()
            count, last = self.open_sessions(since)
            if count == self.connections:
                return last / 1e6
            time.sleep(POLL_SECONDS)
        raise Failure(f"only {count:,} of {self.connections:,} connections were open after {seconds:.0f} s")

    def open_sessions(self, since: float) -> tuple[int, int]:
        try:
            with closing(self.database()) as log:
                query = "SELECT count(*), coalesce(max(opened_at), 0) FROM sessions"
                return log.execute(f"{query} WHERE closed_at IS NULL AND opened_at >= ?", (since * 1e6,)).fetchone()
        except sqlite3.OperationalError:
            return 0, 0  # not there yet

    def database(self) -> sqlite3.Connection:
        return sqlite3.connect(f"file:{self.log}?mode=ro", uri=True)

    def query(self, sql: str, values: Sequence[int] | dict[str, int] = ()) -> Iterator[tuple]:
        """Rows of the log."""
        with closing(self.database()) as log:
            yield from log.execute(sql, values)
