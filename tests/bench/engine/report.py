# SPDX-License-Identifier: GPL-3.0-or-later
"""The rounds of a setting as a Markdown table."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from dataclasses import dataclass, field

from common.results import Results, table_line
from engine.clients import BARE, CLIENTS
from engine.figures import Figures
from engine.measure import Setting

# With fewer beats a round, hardly any lie above the 99.9th percentile.
FEW_BEATS = 10_000
# With fewer, a connection's share of memory is less sure than it looks.
FEW_CONNECTIONS = 1_000


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


COLUMNS = [
    Column("RTT p50, µs", "rtt_p50_ns", microseconds, has_ratio=True),
    Column("p99, µs", "rtt_p99_ns", microseconds, has_ratio=True),
    Column("p99.9, µs", "rtt_p999_ns", microseconds, has_ratio=True),
    Column("CPU per beat, µs", "cpu_per_beat_ns", microseconds, has_ratio=True),
    Column("memory per connection, KB", "connection_bytes", kibibytes),
    Column("send lateness p99, µs", "lateness_p99_ns", microseconds, has_ratio=True),
    Column("all open after, s", "open_seconds", "{:.1f}".format),
]
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


def markdown(results: Results, level: str = "##") -> str:
    parts = [results.measured]
    for setting in settings_of(results):
        parts.append(f"{level} {setting.title}\n\n{section(setting, rounds_of(results, setting))}")
    return "\n\n".join(parts)


def section(setting: Setting, rounds: list[Round]) -> str:
    """The table, and how it came about."""
    titles = [*(column.title for column in COLUMNS), *COUNTS]
    lines = [["client", *titles], ["---", *["---:"] * len(titles)]]
    notes = [caption(setting.connections, rounds)]
    for name, client in CLIENTS.items():
        if any(name in turn.figures for turn in rounds):
            lines.append([client.title, *(cell(column, name, rounds) for column in COLUMNS), *counts(name, rounds)])
        notes += sorted({f"{client.title}: {turn.failures[name]}." for turn in rounds if name in turn.failures})
    return "\n".join([*map(table_line, lines), "", " ".join(notes)])


def caption(connections: int, rounds: list[Round]) -> str:
    beats = max((figures.beats for turn in rounds for figures in turn.figures.values()), default=0)
    seconds = " or ".join(f"{window:g}" for window in sorted({turn.window_seconds for turn in rounds}))
    times = f"Median of {len(rounds)} rounds" if len(rounds) > 1 else "One round"
    text = f"{times} of {seconds} s, {beats:,} beats each."
    if beats < FEW_BEATS:
        text += " The p99.9 of so few is close to their maximum."
    if connections < FEW_CONNECTIONS:
        text += " Divided by so few, memory varies with what the process itself varies by."
    return text


def cell(column: Column, name: str, rounds: list[Round]) -> str:
    """Median, median of the rounds' ratios to the bare client, and the range of the rounds."""

    def value(turn: Round, client: str) -> float:
        return getattr(turn.figures[client], column.field)

    values = [value(turn, name) for turn in rounds if name in turn.figures]
    text = column.text(statistics.median(values))
    if column.has_ratio and name != BARE:
        both = [turn for turn in rounds if name in turn.figures and BARE in turn.figures and value(turn, BARE) > 0]
        if both:
            text += f" ({statistics.median(value(turn, name) / value(turn, BARE) for turn in both):.2f}×)"
    low, high = column.text(min(values)), column.text(max(values))
    return text if low == high else f"{text}<br><sub>{low}–{high}</sub>"


def counts(name: str, rounds: list[Round]) -> list[str]:
    figures = [turn.figures[name] for turn in rounds if name in turn.figures]
    return [f"{sum(getattr(one, count) for one in figures):,}" for count in COUNTS]
