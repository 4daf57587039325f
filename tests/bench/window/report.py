# SPDX-License-Identifier: GPL-3.0-or-later
"""The figures of bench_window as a Markdown table, and whether the goals were met."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from common.goals import Verdict
from common.results import Results, table_line

DRIVEN = "driven"
RESTART = "restart"
IDLE = "idle"
PARTS = (DRIVEN, RESTART, IDLE)

MAXIMUM_GUI_CORES = 0.5
MAXIMUM_STALL_MS = 100.0
MAXIMUM_RATIO = 1.3  # of the engine's figures to heartline-cli's
MAXIMUM_OPEN_SECONDS = 10.0
MAXIMUM_BACK_SECONDS = 30.0
IDLE_CORES_LIMIT = 0.01


@dataclass(frozen=True)
class Line:
    """Of the table; about all runs of a part. `goal` and `is_met` are missing where nothing is asked for."""

    title: str
    figure: str
    goal: str = ""
    is_met: bool | None = None

    @property
    def verdict(self) -> Verdict | None:
        return None if self.is_met is None else Verdict(f"{self.title}: {self.goal}", self.is_met, self.figure)

    @property
    def cells(self) -> list[str]:
        return [self.title, self.figure, self.goal or "–", {None: "–", True: "met", False: "**not met**"}[self.is_met]]


def spread(values: Sequence[float], text: Callable[[float], str], *, middle: float | None = None) -> str:
    """The median, or `middle`, and the range of several rounds."""
    shown = text(statistics.median(values) if middle is None else middle)
    low, high = text(min(values)), text(max(values))
    return shown if low == high else f"{shown} ({low}–{high})"


def percent(share: float) -> str:
    return f"{share:.1%}"


def milliseconds(value: float) -> str:
    return f"{value:.0f} ms"


def seconds(value: float) -> str:
    return f"{value:.1f} s"


def times(value: float) -> str:
    return f"{value:.2f}×"


def comparison_line(runs: Sequence[dict], title: str, name: str, *, is_judged: bool = True) -> Line:
    """The engine's figure `name` under the window against heartline-cli's of the same round."""
    ours, theirs = ([run[program][name] for run in runs] for program in ("window", "cli"))
    ratios = [mine / other if other else float("inf") for mine, other in zip(ours, theirs)]
    figure = f"{statistics.median(ours):,.0f} µs, {statistics.median(theirs):,.0f} µs: {spread(ratios, times)}"
    title = f"{title}, window and heartline-cli"
    if not is_judged:
        return Line(title, figure)
    return Line(title, figure, f"at most {MAXIMUM_RATIO:g}×", statistics.median(ratios) <= MAXIMUM_RATIO)


def stall_line(title: str, stalls_ms: Sequence[float]) -> Line:
    """No round may have one that is longer."""
    worst = max(stalls_ms)
    figure = spread(stalls_ms, milliseconds, middle=worst)
    return Line(title, figure, f"at most {MAXIMUM_STALL_MS:.0f} ms", worst <= MAXIMUM_STALL_MS)


def driven_lines(runs: Sequence[dict]) -> list[Line]:
    cores = [run["driven"]["gui_thread_cores"] for run in runs]
    return [
        open_line("all open after", [run["live"]["opened"] for run in runs], MAXIMUM_OPEN_SECONDS),
        Line(
            "GUI thread, of a core",
            spread(cores, percent),
            f"at most {MAXIMUM_GUI_CORES:.0%}",
            statistics.median(cores) <= MAXIMUM_GUI_CORES,
        ),
        stall_line("longest stall of the event loop", [run["driven"]["longest_stall_ms"] for run in runs]),
        Line("event loop late, p99", spread([run["driven"]["delay_p99_ms"] for run in runs], milliseconds)),
        comparison_line(runs, "RTT p50", "rtt_p50_us"),
        comparison_line(runs, "RTT p99", "rtt_p99_us", is_judged=False),
        comparison_line(runs, "send lateness p99", "lateness_p99_us"),
    ]


def open_line(title: str, openings: Sequence[dict], maximum: float) -> Line:
    """How long it took until all connections were open."""
    is_complete = all(opening["open"] == opening["wanted"] for opening in openings)
    durations = [opening["seconds"] for opening in openings]
    missing = sum(opening["wanted"] - opening["open"] for opening in openings)
    figure = spread(durations, seconds) if is_complete else f"{missing:,} were not after {seconds(max(durations))}"
    is_met = is_complete and statistics.median(durations) <= maximum
    return Line(title, figure, f"at most {maximum:g} s", is_met)


def restart_lines(runs: Sequence[dict]) -> list[Line]:
    opened, restarted = ([run["live"][name] for run in runs] for name in ("opened", "restarted"))
    return [
        open_line("all open after", opened, MAXIMUM_OPEN_SECONDS),
        open_line("server killed and back: all open again after", restarted, MAXIMUM_BACK_SECONDS),
        stall_line("longest stall of the event loop meanwhile", [opening["longest_stall_ms"] for opening in restarted]),
    ]


def idle_lines(runs: Sequence[dict]) -> list[Line]:
    cores = [run["live"]["cores"] for run in runs]
    is_beating = all(run["live"]["open"] == run["connections"] for run in runs)
    is_met = is_beating and statistics.median(cores) < IDLE_CORES_LIMIT
    figure = spread(cores, "{:.2%}".format) + ("" if is_beating else ", not all of them open")
    return [Line("all threads, of a core", figure, f"under {IDLE_CORES_LIMIT:.0%}", is_met)]


def connections_of(runs: Sequence[dict]) -> str:
    return " or ".join(f"{count:,}" for count in sorted({run["connections"] for run in runs}))


def title_of(part: str, runs: Sequence[dict]) -> str:
    duration = " or ".join(f"{length} s" for length in sorted({run["seconds"] for run in runs}))
    rounds = f", {len(runs)} rounds" if len(runs) > 1 else ""
    task = {
        DRIVEN: f"driven for {duration}",
        RESTART: "the server killed and restarted",
        IDLE: f"nobody at the window for {duration}",
    }[part]
    return f"{connections_of(runs)} connections, {task}{rounds}"


LINES: dict[str, Callable[[Sequence[dict]], list[Line]]] = {
    DRIVEN: driven_lines,
    RESTART: restart_lines,
    IDLE: idle_lines,
}


def runs_of(results: Results, part: str) -> list[dict]:
    return [run for run in results.runs if run["part"] == part]


def markdown(results: Results) -> str:
    lines = [["", "measured", "goal", ""], ["---", "---", "---", "---"]]
    for part in PARTS:
        if runs := runs_of(results, part):
            lines.append([f"**{title_of(part, runs)}**", "", "", ""])
            lines += [line.cells for line in LINES[part](runs)]
    return "\n".join([results.measured, "", *map(table_line, lines)])


def verdicts(results: Results, parts: Collection[str]) -> list[Verdict]:
    lines = [line for part in parts if (runs := runs_of(results, part)) for line in LINES[part](runs)]
    return [line.verdict for line in lines if line.verdict]
