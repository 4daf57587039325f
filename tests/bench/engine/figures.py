# SPDX-License-Identifier: GPL-3.0-or-later
"""What one run gave, and the medians of several."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from common.percentiles import percentile
from engine.clients import Beats


@dataclass(frozen=True)
class Figures:
    rtt_p50_ns: float
    rtt_p99_ns: float
    rtt_p999_ns: float
    cpu_per_beat_ns: float
    connection_bytes: float
    lateness_p99_ns: float
    missed: int
    unsent: int
    open_seconds: float


def from_beats(beats: Beats, due: int, cpu_ns: int, connection_bytes: float, open_seconds: float) -> Figures:
    rtt = sorted(beats.rtt_ns) or [math.nan]
    lateness = sorted(beats.lateness_ns) or [math.nan]
    return Figures(
        rtt_p50_ns=percentile(rtt, 0.5),
        rtt_p99_ns=percentile(rtt, 0.99),
        rtt_p999_ns=percentile(rtt, 0.999),
        cpu_per_beat_ns=cpu_ns / beats.sent if beats.sent else math.nan,
        connection_bytes=connection_bytes,
        lateness_p99_ns=percentile(lateness, 0.99),
        missed=beats.sent - len(beats.rtt_ns),
        unsent=max(0, due - beats.sent),
        open_seconds=open_seconds,
    )


def median(rounds: Sequence[Figures]) -> Figures:
    """Of each figure; of missed and unsent beats the sum, since none is acceptable."""

    def of(name: str) -> float:
        return statistics.median(getattr(figures, name) for figures in rounds)

    return Figures(
        rtt_p50_ns=of("rtt_p50_ns"),
        rtt_p99_ns=of("rtt_p99_ns"),
        rtt_p999_ns=of("rtt_p999_ns"),
        cpu_per_beat_ns=of("cpu_per_beat_ns"),
        connection_bytes=of("connection_bytes"),
        lateness_p99_ns=of("lateness_p99_ns"),
        missed=sum(figures.missed for figures in rounds),
        unsent=sum(figures.unsent for figures in rounds),
        open_seconds=of("open_seconds"),
    )
