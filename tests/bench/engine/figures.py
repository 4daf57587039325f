# SPDX-License-Identifier: GPL-3.0-or-later
"""What one run gave."""

from __future__ import annotations

import math
from dataclasses import dataclass

from common.percentiles import percentile
from engine.clients import Beats


@dataclass(frozen=True)
class Figures:
    beats: int
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
        beats=beats.sent,
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
