# SPDX-License-Identifier: GPL-3.0-or-later
"""The rounds of a setting, and what is made of their figures."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from common.results import Results
from engine.clients import BARE
from engine.figures import Figures
from engine.measure import Setting


@dataclass(frozen=True)
class Column:
    title: str
    field: str
    text: Callable[[float], str]
    has_ratio: bool = False


def microseconds(ns: float) -> str:
    return f"{ns / 1e3:,.0f}"


def kibibytes(size: float) -> str:
    return f"{size / 1024:.1f}"


# By the names of the figures.
COLUMNS = {
    column.field: column
    for column in [
        Column("RTT p50, µs", "rtt_p50_ns", microseconds, has_ratio=True),
        Column("p99, µs", "rtt_p99_ns", microseconds, has_ratio=True),
        Column("p99.9, µs", "rtt_p999_ns", microseconds, has_ratio=True),
        Column("CPU per beat, µs", "cpu_per_beat_ns", microseconds, has_ratio=True),
        Column("memory per connection, KB", "connection_bytes", kibibytes),
        Column("send lateness p99, µs", "lateness_p99_ns", microseconds, has_ratio=True),
        Column("all open after, s", "open_seconds", "{:.1f}".format),
    ]
}
# None of them is acceptable: the sum of all rounds.
COUNTS = ("missed", "unsent")


@dataclass
class Round:
    """One turn of the clients, one after the other."""

    window_seconds: float
    figures: dict[str, Figures] = field(default_factory=dict)
    failures: dict[str, str] = field(default_factory=dict)


def settings_of(results: Results) -> list[Setting]:
    found = {Setting(**run["setting"]) for run in results.runs}
    return sorted(found, key=lambda setting: (setting.tls, -setting.interval_ms, setting.connections))


def rounds_of(results: Results, setting: Setting) -> list[Round]:
    return [
        Round(
            run["window_seconds"],
            {name: Figures(**figures) for name, figures in run["figures"].items()},
            run["failures"],
        )
        for run in results.runs
        if Setting(**run["setting"]) == setting
    ]


def values_of(rounds: Sequence[Round], name: str, figure: str) -> list[float]:
    """A client's, of the rounds that it took part in."""
    return [getattr(turn.figures[name], figure) for turn in rounds if name in turn.figures]


def median_ratio(rounds: Sequence[Round], name: str, figure: str) -> float | None:
    """Of the ratios to the bare client of the same round; None without any."""
    pairs = [
        (getattr(turn.figures[name], figure), getattr(turn.figures[BARE], figure))
        for turn in rounds
        if name in turn.figures and BARE in turn.figures
    ]
    ratios = [value / bare for value, bare in pairs if bare > 0]
    return statistics.median(ratios) if ratios else None
