# SPDX-License-Identifier: GPL-3.0-or-later
"""The window with thousands of connections: whether it stays fluid, and how true its engine's figures stay.

What single steps cost (steps, with made-up values, only printed). Then against the echo server: the window driven for a
minute, in each round after heartline-cli with the same connections (driven); the server killed and started again
(restart); a few connections that nobody looks at (idle). A goal that was not met makes the program fail. Needs a
display: packaging/bench starts a virtual one.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from common import goals, script
from common.processes import Failure
from window import report

STEPS = "steps"
PARTS = (STEPS, *report.PARTS)


def parse(arguments: list[str]) -> argparse.Namespace:
    parser = script.parser("window", __doc__)
    parser.add_argument("--only", choices=PARTS, nargs="+", default=PARTS, help="default: all of them")
    parser.add_argument(
        "--connections", type=int, help="default: 10,000; 15,000 while the server is restarted, 10 when idle"
    )
    parser.add_argument("--seconds", type=int, default=60, help="to drive or to watch; default: %(default)s")
    parser.add_argument("--rounds", type=int, default=3, help="of driving the window; default: %(default)s")
    return parser.parse_args(arguments)


def run_window(options: argparse.Namespace, *arguments: str) -> None:
    """What it prints goes beside the results."""
    command = [str(options.build / "tests/bench/bench_window"), "--seconds", str(options.seconds), *arguments]
    if options.connections is not None:
        command += ["--connections", str(options.connections)]
    try:
        subprocess.run(command, stdout=sys.stderr, check=True)
    except subprocess.CalledProcessError as error:
        raise Failure(f"{' '.join(command)} failed: see above") from error


def measure(part: str, options: argparse.Namespace) -> dict:
    task = {
        report.DRIVEN: ["--cli", str(options.build / "src/app/heartline-cli")],
        report.RESTART: ["--restart"],
        report.IDLE: ["--idle"],
    }[part]
    with tempfile.TemporaryDirectory(prefix="heartline-window-") as directory:
        file = Path(directory) / "figures.json"
        server = str(options.build / "tests/bench/echo_server")
        run_window(options, "--server", server, *task, "--json", str(file))
        return {"part": part, **json.loads(file.read_text())}


def main(arguments: list[str]) -> int:
    options = parse(arguments)
    results = script.begin(options)
    measured = [part for part in report.PARTS if part in options.only]
    if not options.sources:
        if STEPS in options.only:
            run_window(options, "--steps")
        for part in measured:
            if not options.add:
                results.drop(lambda run, part=part: run["part"] == part)
            rounds = options.rounds if part == report.DRIVEN else 1
            for number in range(rounds):
                print(f"{part}: round {number + 1} of {rounds}", file=sys.stderr, flush=True)
                results.add(measure(part, options))
                script.save(options, results, report.markdown(results))
    print(report.markdown(results))
    script.publish(options, "window", report.markdown(results))
    # Of other parts there may be results of before.
    return goals.exit_code(report.verdicts(results, measured))


if __name__ == "__main__":
    script.run("window", main)
