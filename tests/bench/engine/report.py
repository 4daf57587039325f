# SPDX-License-Identifier: GPL-3.0-or-later
"""The results as Markdown, and as JSON so that a later run may measure only some of them again."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from common.processes import Failure
from engine.clients import BARE, CLIENTS
from engine.figures import Figures, median
from engine.measure import Setting

BEGIN = "<!-- packaging/bench engine --readme: begin -->"
END = "<!-- packaging/bench engine --readme: end -->"


@dataclass(frozen=True)
class Column:
    title: str
    field: str
    text: Callable[[float], str]
    has_ratio: bool = True


def microseconds(ns: float) -> str:
    return f"{ns / 1e3:,.0f} µs"


def kibibytes(size: float) -> str:
    return f"{size / 1024:.1f} KB"


COLUMNS = [
    Column("RTT p50", "rtt_p50_ns", microseconds),
    Column("p99", "rtt_p99_ns", microseconds),
    Column("p99.9", "rtt_p999_ns", microseconds),
    Column("CPU per beat", "cpu_per_beat_ns", microseconds),
    Column("memory per connection", "connection_bytes", kibibytes),
    Column("send lateness p99", "lateness_p99_ns", microseconds),
    Column("missed", "missed", "{:,}".format, False),
    Column("unsent", "unsent", "{:,}".format, False),
    Column("all open after", "open_seconds", "{:.1f} s".format, False),
]


@dataclass
class Row:
    """A client in a setting: its rounds, or why there are none."""

    rounds: list[Figures] = field(default_factory=list)
    failure: str = ""


@dataclass
class Section:
    setting: Setting
    window_seconds: float
    rows: dict[str, Row] = field(default_factory=dict)

    @property
    def round_count(self) -> int:
        return max((len(row.rounds) for row in self.rows.values()), default=0)


@dataclass
class Report:
    machine: str
    date: str
    sections: list[Section] = field(default_factory=list)

    def section(self, setting: Setting, window_seconds: float) -> Section:
        """A fresh one, in place of that from before if there is one."""
        fresh = Section(setting, window_seconds)
        for index, section in enumerate(self.sections):
            if section.setting == setting:
                self.sections[index] = fresh
                return fresh
        self.sections.append(fresh)
        return fresh

    def save(self, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(dataclasses.asdict(self), indent=1))


def load(file: Path, machine: str, date: str) -> Report:
    """The results that stand in `file`, if they are of this machine."""
    report = Report(machine, date)
    content = json.loads(file.read_text()) if file.exists() else {}
    if content.get("machine") == machine:
        report.sections = [section_from(section) for section in content["sections"]]
    return report


def section_from(content: dict) -> Section:
    rows = {
        name: Row([Figures(**figures) for figures in row["rounds"]], row["failure"])
        for name, row in content["rows"].items()
    }
    return Section(Setting(**content["setting"]), content["window_seconds"], rows)


def markdown(report: Report, level: str = "##") -> str:
    parts = [f"Measured on {report.date} on {report.machine}."]
    for section in sorted(report.sections, key=order):
        rounds = section.round_count
        parts.append(
            f"{level} {section.setting.title}\n\n{table(section)}\n\n"
            f"{'Median of ' + str(rounds) + ' rounds' if rounds > 1 else 'One round'} of {section.window_seconds:g} s."
        )
    return "\n\n".join(parts) + "\n"


def order(section: Section) -> tuple[bool, int, int]:
    setting = section.setting
    return setting.tls, -setting.interval_ms, setting.connections


def table(section: Section) -> str:
    titles = ["client", *(column.title for column in COLUMNS)]
    lines = [titles, ["---", *("---:" for _ in COLUMNS)]]
    bare = section.rows.get(BARE)
    reference = median(bare.rounds) if bare and bare.rounds else None
    reasons = []
    for name in CLIENTS:
        row = section.rows.get(name)
        if row is None:
            continue
        title = CLIENTS[name].title
        if row.rounds:
            lines.append([title, *cells(median(row.rounds), None if name == BARE else reference)])
        else:
            lines.append([title, *("–" for _ in COLUMNS)])
        if row.failure:
            reasons.append(f"{title}: {row.failure}.")
    return "\n".join([*("| " + " | ".join(line) + " |" for line in lines), *(["", " ".join(reasons)] if reasons else [])])


def cells(figures: Figures, reference: Figures | None) -> list[str]:
    return [cell(column, figures, reference) for column in COLUMNS]


def cell(column: Column, figures: Figures, reference: Figures | None) -> str:
    value = getattr(figures, column.field)
    text = column.text(value)
    if not column.has_ratio or reference is None or getattr(reference, column.field) <= 0:
        return text
    return f"{text} ({value / getattr(reference, column.field):.2f}×)"


def put_into_readme(readme: Path, text: str) -> None:
    before, begin, rest = readme.read_text().partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise Failure(f"{readme} has no place for the tables: {BEGIN} and {END}")
    readme.write_text(f"{before}{BEGIN}\n{text}{END}{after}")
