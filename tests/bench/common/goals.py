# SPDX-License-Identifier: GPL-3.0-or-later
"""Goals, and whether they were met."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass

from common.results import table_line


@dataclass(frozen=True)
class Verdict:
    goal: str
    is_met: bool
    figure: str  # what was measured

    @property
    def text(self) -> str:
        return "met" if self.is_met else f"**not met** ({self.figure})"


def table(verdicts: Sequence[Verdict]) -> str:
    lines = [["goal", ""], ["---", "---"], *([verdict.goal, verdict.text] for verdict in verdicts)]
    return "\n".join(map(table_line, lines))


def exit_code(verdicts: Sequence[Verdict]) -> int:
    """1 when a goal was missed; names those."""
    missed = [verdict for verdict in verdicts if not verdict.is_met]
    for verdict in missed:
        print(f"not met: {verdict.goal}; measured: {verdict.figure}", file=sys.stderr)
    return 1 if missed else 0
