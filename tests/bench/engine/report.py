# SPDX-License-Identifier: GPL-3.0-or-later
"""The rounds of each setting as a Markdown table, and whether the goals were met."""

from __future__ import annotations

import statistics

from common import goals
from common.results import Results, table_line
from engine.clients import BARE, CLIENTS
from engine.goals import verdicts
from engine.measure import Setting
from engine.rounds import COLUMNS, COUNTS, Column, Round, median_ratio, rounds_of, settings_of, values_of

# With fewer beats a round, hardly any lie above the 99.9th percentile.
FEW_BEATS = 10_000
# With fewer, a connection's share of memory is less sure than it looks.
FEW_CONNECTIONS = 1_000


def markdown(results: Results, level: str = "##") -> str:
    parts = [results.measured]
    for setting in settings_of(results):
        parts.append(f"{level} {setting.title}\n\n{section(setting, rounds_of(results, setting))}")
    if judged := verdicts(results):
        parts.append(f"{level} Goals\n\n{goals.table(judged)}")
    return "\n\n".join(parts)


def section(setting: Setting, rounds: list[Round]) -> str:
    """The table, and how it came about."""
    titles = [*(column.title for column in COLUMNS.values()), *COUNTS]
    lines = [["client", *titles], ["---", *["---:"] * len(titles)]]
    notes = [caption(setting.connections, rounds)]
    for name, client in CLIENTS.items():
        if any(name in turn.figures for turn in rounds):
            cells = (cell(column, name, rounds) for column in COLUMNS.values())
            lines.append([client.title, *cells, *counts(name, rounds)])
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
    values = values_of(rounds, name, column.field)
    text = column.text(statistics.median(values))
    if column.has_ratio and name != BARE:
        ratio = median_ratio(rounds, name, column.field)
        if ratio is not None:
            text += f" ({ratio:.2f}×)"
    low, high = column.text(min(values)), column.text(max(values))
    return text if low == high else f"{text}<br><sub>{low}–{high}</sub>"


def counts(name: str, rounds: list[Round]) -> list[str]:
    return [f"{sum(values_of(rounds, name, count)):,}" for count in COUNTS]
