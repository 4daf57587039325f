# SPDX-License-Identifier: GPL-3.0-or-later
"""Percentiles as Heartline defines them."""

from __future__ import annotations

import math
from collections.abc import Sequence


def percentile(ordered: Sequence[float], share: float) -> float:
    """By nearest rank; `ordered` must not be empty."""
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]
