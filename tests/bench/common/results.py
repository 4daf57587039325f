# SPDX-License-Identifier: GPL-3.0-or-later
"""Results as JSON, so that they can be measured in pieces and be shown together."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from common.machine import output_of
from common.processes import Failure


@dataclass
class Results:
    """Of one machine. A run is a dictionary that the benchmark defines, with `at` and `commit`."""

    machine: str
    runs: list[dict] = field(default_factory=list)

    @staticmethod
    def read(files: Sequence[Path]) -> Results:
        """All runs of several files."""
        contents = [json.loads(file.read_text()) for file in files]
        machines = {content["machine"] for content in contents}
        if len(machines) != 1:
            raise Failure(f"these are results of different machines: {'; '.join(sorted(machines))}")
        return Results(machines.pop(), [run for content in contents for run in content.get("runs", [])])

    @staticmethod
    def of_before(file: Path, machine: str) -> Results:
        """Those in `file`, if they are of this machine; none otherwise."""
        found = Results.read([file]) if file.exists() else Results(machine)
        return found if found.machine == machine else Results(machine)

    def drop(self, is_replaced: Callable[[dict], bool]) -> None:
        self.runs = [run for run in self.runs if not is_replaced(run)]

    def add(self, content: dict) -> dict:
        """Returns the run, which may still be completed."""
        now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
        self.runs.append({"at": now, "commit": output_of("git", "describe", "--always", "--dirty"), **content})
        return self.runs[-1]

    def save(self, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps({"machine": self.machine, "runs": self.runs}, indent=1) + "\n")

    @property
    def measured(self) -> str:
        """When and where, as a sentence."""
        dates = sorted({run["at"][:10] for run in self.runs}) or ["–"]
        when = dates[0] if len(dates) == 1 else f"{dates[0]} to {dates[-1]}"
        return f"Measured on {when} on {self.machine}."


def put_into(document: Path, name: str, text: str) -> None:
    """Between the markers of the benchmark `name`."""
    begin, end = (f"<!-- packaging/bench {name} --readme: {word} -->" for word in ("begin", "end"))
    before, found_begin, rest = document.read_text().partition(begin)
    _, found_end, after = rest.partition(end)
    if not found_begin or not found_end:
        raise Failure(f"{document} has no place for the tables: {begin} and {end}")
    document.write_text(f"{before}{begin}\n{text}\n{end}{after}")


def table_line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"
