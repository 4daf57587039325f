# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds the round trips in Heartline's log against a packet capture on loopback.

The wire's round trip is the time from the ping's first transmission to the arrival of its pong, both as the kernel
stamped them for the capture. It has to lie inside [rtt_ns - rtt_error_ns, rtt_ns], and the error bound has to be small;
a beat that the capture does not hold proves nothing, and there must hardly be any. Measured on an otherwise idle
machine, and with every core loaded by another program: a Python process each that does nothing but loop.
"""

from __future__ import annotations

import argparse
import itertools
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from common import goals, script
from common.goals import Verdict
from common.heartline import Heartline
from common.percentiles import percentile
from common.processes import EchoServer, Failure
from common.results import Results, table_line
from truth.capture import Capture
from truth.wire import RoundTrips, Wire

INTERVAL_MS = 5_000
OPEN_SECONDS = 120.0
ANSWER_SECONDS = 2.0
WANTED_INSIDE = 0.99  # of the beats that were compared
MAXIMUM_NOT_CAPTURED = 0.001  # of all
ERROR_LIMIT_NS = 30_000  # of the median
LOADED_ERROR_LIMIT_NS = 100_000
QUERY = """
    SELECT CAST(c.name AS INTEGER), b.sequence, b.rtt_ns, b.rtt_error_ns
    FROM beats b JOIN connections c ON c.id = b.connection
    WHERE b.scheduled_at >= ? AND b.scheduled_at < ? AND b.rtt_ns IS NOT NULL
      AND b.session = (SELECT min(id) FROM sessions s WHERE s.connection = b.connection)"""
@dataclass
class Comparison:
    """What became of the beats of one run."""

    wire_below: list[int] = field(default_factory=list)  # by how much the interval's lower end is too high, ns
    wire_above: list[int] = field(default_factory=list)  # by how much its upper end is too low, ns
    rtt_ns: list[int] = field(default_factory=list)
    error_ns: list[int] = field(default_factory=list)
    not_captured: int = 0
    dropped: int = 0

    @property
    def inside(self) -> float:
        outside = len(self.wire_below) + len(self.wire_above)
        return 1 - outside / len(self.rtt_ns) if self.rtt_ns else 0.0

    def add(self, wire_ns: int | None, rtt_ns: int, error_ns: int) -> None:
        if wire_ns is None:
            self.not_captured += 1
            return
        self.rtt_ns.append(rtt_ns)
        self.error_ns.append(error_ns)
        if wire_ns < rtt_ns - error_ns:
            self.wire_below.append(rtt_ns - error_ns - wire_ns)
        elif wire_ns > rtt_ns:
            self.wire_above.append(wire_ns - rtt_ns)


@contextmanager
def load(processes: int) -> Iterator[None]:
    """So many processes that use all the time they get."""
    command = ["/usr/bin/python3", "-c", "while True: pass"]
    started = [subprocess.Popen(command) for _ in range(processes)]
    try:
        yield
    finally:
        for process in started:
            process.kill()
            process.wait()


def run(build: Path, connections: int, seconds: float, busy: int, directory: Path) -> Comparison:
    with (
        EchoServer(build / "tests/bench/echo_server", directory) as server,
        Capture(server.port, directory) as capture,
        Heartline(
            build / "src/app/heartline-cli", directory, server.port, connections, INTERVAL_MS
        ) as heartline,
    ):
        heartline.wait_open(OPEN_SECONDS)
        with load(busy):
            time.sleep(INTERVAL_MS / 1000)
            start_us = time.time_ns() // 1000
            time.sleep(seconds)
            end_us = time.time_ns() // 1000
            time.sleep(ANSWER_SECONDS)
        heartline.stop()
        capture.stop()
        wire = Wire(server.port)
        wire.feed(capture.segments())
        if wire.unreadable:
            raise Failure(f"{wire.unreadable} segments were longer than the capture holds")
        return compare(heartline, wire.round_trips, start_us, end_us, capture.dropped())


def compare(heartline: Heartline, wire: RoundTrips, start_us: int, end_us: int, dropped: int) -> Comparison:
    comparison = Comparison(dropped=dropped)
    for connection, sequence, rtt_ns, error_ns in heartline.query(QUERY, (start_us, end_us)):
        comparison.add(wire.get((connection, sequence)), rtt_ns, error_ns)
    if not comparison.rtt_ns:
        raise Failure("no beat of the log was found in the capture")
    return comparison


def figures(connections: int, busy: int, comparison: Comparison) -> dict:
    rtt, error = sorted(comparison.rtt_ns), sorted(comparison.error_ns)
    return {
        "connections": connections,
        "loaded_cores": busy,
        "beats": len(rtt),
        "inside": comparison.inside,
        "rtt_less_error_above_wire": len(comparison.wire_below),
        "rtt_below_wire": len(comparison.wire_above),
        "worst_distance_ns": max([*comparison.wire_below, *comparison.wire_above], default=0),
        "rtt_p50_ns": percentile(rtt, 0.5),
        "rtt_p99_ns": percentile(rtt, 0.99),
        "error_p50_ns": percentile(error, 0.5),
        "error_p99_ns": percentile(error, 0.99),
        "not_captured": comparison.not_captured,
        "dropped_by_tcpdump": comparison.dropped,
    }


def microseconds(ns: float) -> str:
    return f"{ns / 1e3:,.1f}"


def machine_of(run: dict) -> str:
    return f"{run['loaded_cores']} cores loaded" if run["loaded_cores"] else "idle"


COLUMNS: dict[str, Callable[[dict], str]] = {
    "connections": lambda run: f"{run['connections']:,}",
    "machine": machine_of,
    "beats compared": lambda run: f"{run['beats']:,}",
    "inside": lambda run: f"{run['inside']:.3%}",
    "rtt − error above the wire's": lambda run: f"{run['rtt_less_error_above_wire']:,}",
    "rtt below the wire's": lambda run: f"{run['rtt_below_wire']:,}",
    "worst distance, µs": lambda run: microseconds(run["worst_distance_ns"]),
    "RTT p50, µs": lambda run: microseconds(run["rtt_p50_ns"]),
    "p99": lambda run: microseconds(run["rtt_p99_ns"]),
    "error bound p50, µs": lambda run: microseconds(run["error_p50_ns"]),
    "p99 ": lambda run: microseconds(run["error_p99_ns"]),
    "not in the capture": lambda run: f"{run['not_captured']:,}",
}


def markdown(results: Results) -> str:
    runs = sorted(results.runs, key=lambda run: (run["connections"], run["loaded_cores"]))
    lines = [[title.strip() for title in COLUMNS], ["---:"] * len(COLUMNS)]
    lines += [[text(run) for text in COLUMNS.values()] for run in runs]
    return "\n".join([results.measured, "", *map(table_line, lines)])


def verdicts(run: dict) -> list[Verdict]:
    title = f"{run['connections']:,} connections, {machine_of(run)}: "
    missing = run["not_captured"]
    beats = run["beats"] + missing
    limit_ns = LOADED_ERROR_LIMIT_NS if run["loaded_cores"] else ERROR_LIMIT_NS
    return [
        Verdict(
            f"{title}at least {WANTED_INSIDE:.0%} of the wire's round trips inside",
            run["inside"] >= WANTED_INSIDE,
            f"{run['inside']:.3%}",
        ),
        Verdict(
            f"{title}median error bound under {limit_ns / 1e3:g} µs",
            run["error_p50_ns"] < limit_ns,
            f"{microseconds(run['error_p50_ns'])} µs",
        ),
        Verdict(
            f"{title}at most {MAXIMUM_NOT_CAPTURED:.1%} of the beats not in the capture",
            missing <= MAXIMUM_NOT_CAPTURED * beats,
            f"{missing:,} of {beats:,}",
        ),
    ]


def parse(arguments: list[str]) -> argparse.Namespace:
    parser = script.parser("truth", __doc__, published=Path("resources/docs/measurement.md"))
    parser.add_argument("--connections", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--seconds", type=float, default=20.0, help="compared in each run; default: %(default)s")
    parser.add_argument("--load", choices=["idle", "loaded", "both"], default="both", help="default: %(default)s")
    return parser.parse_args(arguments)


def main(arguments: list[str]) -> int:
    options = parse(arguments)
    cores = os.cpu_count() or 1
    loads = {"idle": [0], "loaded": [cores], "both": [0, cores]}[options.load]
    results = script.begin(options)
    judged: list[Verdict] = []
    for connections, busy in [] if options.sources else itertools.product(options.connections, loads):
        with tempfile.TemporaryDirectory(prefix="heartline-truth-") as directory:
            comparison = run(options.build, connections, options.seconds, busy, Path(directory))
        if not options.add:
            results.drop(lambda old, key=(connections, busy): (old["connections"], old["loaded_cores"]) == key)
        judged += verdicts(results.add(figures(connections, busy, comparison)))
        script.save(options, results, markdown(results))
        if comparison.dropped:
            print(f"tcpdump was too slow for {comparison.dropped:,} segments", file=sys.stderr)
    if options.sources:
        judged = [verdict for shown in results.runs for verdict in verdicts(shown)]
    print(f"{markdown(results)}\n\n{goals.table(judged)}")
    script.publish(options, "truth", markdown(results))
    return goals.exit_code(judged)


if __name__ == "__main__":
    script.run("truth", main)
