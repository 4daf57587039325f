# SPDX-License-Identifier: GPL-3.0-or-later
"""What heartline-cli has to reach, and whether it did: with its medians, as the tables show them."""

from __future__ import annotations

import statistics
from collections.abc import Collection

from common.goals import Verdict
from common.results import Results
from engine.clients import CLIENTS, HEARTLINE
from engine.measure import Setting
from engine.rounds import COLUMNS, COUNTS, Round, median_ratio, rounds_of, values_of

SETTING = Setting(10_000, 5000)
TLS_SETTING = Setting(1_000, 5000, tls=True)
# To the bare client, of which figure.
MAXIMUM_RATIOS = {
    "RTT p50": ("rtt_p50_ns", 1.0),
    "RTT p99": ("rtt_p99_ns", 1.0),
    "RTT p99.9": ("rtt_p999_ns", 0.7),
    "CPU per beat": ("cpu_per_beat_ns", 1.5),
}
LATENESS_LIMIT_NS = 5_000_000
MAXIMUM_BYTES = 32 * 1024
MAXIMUM_TLS_BYTES = 64 * 1024
# Whom to be ahead of in each column.
RIVALS = ("node", "python")


def verdicts(results: Results, settings: Collection[Setting] = (SETTING, TLS_SETTING)) -> list[Verdict]:
    """Of the goals for these settings; what was not measured is not judged."""
    judged: list[Verdict] = []
    for setting, judge in {SETTING: plain_verdicts, TLS_SETTING: tls_verdicts}.items():
        rounds = [turn for turn in rounds_of(results, setting) if HEARTLINE in turn.figures]
        if setting in settings and rounds:
            judged += judge(rounds)
    return judged


def plain_verdicts(rounds: list[Round]) -> list[Verdict]:
    return [
        *ratio_verdicts(rounds),
        *(count_verdict(rounds, count) for count in COUNTS),
        lateness_verdict(rounds),
        memory_verdict(rounds, SETTING, MAXIMUM_BYTES),
        *(rival_verdict(rounds, name) for name in RIVALS if values_of(rounds, name, "beats")),
    ]


def tls_verdicts(rounds: list[Round]) -> list[Verdict]:
    return [memory_verdict(rounds, TLS_SETTING, MAXIMUM_TLS_BYTES)]


def median_of(rounds: list[Round], name: str, figure: str) -> float:
    return statistics.median(values_of(rounds, name, figure))


def goal_for(setting: Setting, text: str) -> str:
    return f"{setting.connections:,} {'wss' if setting.tls else 'ws'}: {text}"


def ratio_verdicts(rounds: list[Round]) -> list[Verdict]:
    """Of the ratios to the bare client, if it took part."""
    judged = []
    for title, (figure, maximum) in MAXIMUM_RATIOS.items():
        ratio = median_ratio(rounds, HEARTLINE, figure)
        if ratio is not None:
            goal = goal_for(SETTING, f"{title} at most {maximum}× the bare client's")
            judged.append(Verdict(goal, ratio <= maximum, f"{ratio:.3f}×"))
    return judged


def count_verdict(rounds: list[Round], count: str) -> Verdict:
    total = sum(values_of(rounds, HEARTLINE, count))
    return Verdict(goal_for(SETTING, f"no beat {count}"), total == 0, f"{total:,}")


def lateness_verdict(rounds: list[Round]) -> Verdict:
    lateness = median_of(rounds, HEARTLINE, "lateness_p99_ns")
    goal = goal_for(SETTING, f"send lateness p99 under {LATENESS_LIMIT_NS / 1e6:g} ms")
    return Verdict(goal, lateness < LATENESS_LIMIT_NS, f"{lateness / 1e6:.2f} ms")


def memory_verdict(rounds: list[Round], setting: Setting, maximum: int) -> Verdict:
    size = median_of(rounds, HEARTLINE, "connection_bytes")
    goal = goal_for(setting, f"at most {maximum // 1024} KB a connection")
    return Verdict(goal, size <= maximum, f"{size / 1024:.1f} KB")


def rival_verdict(rounds: list[Round], name: str) -> Verdict:
    """Names the columns in which the other one is not behind."""
    lost = []
    for figure, column in COLUMNS.items():
        ours, theirs = (median_of(rounds, client, figure) for client in (HEARTLINE, name))
        if not ours < theirs:
            lost.append(f"{column.title}: {column.text(ours)} against {column.text(theirs)}")
    return Verdict(goal_for(SETTING, f"ahead of {CLIENTS[name].title} in each column"), not lost, "; ".join(lost))
