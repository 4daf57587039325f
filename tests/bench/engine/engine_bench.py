# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares clients that keep many WebSocket connections beating, each against the same echo server.

All run on the same machine, one after the other, in rounds of alternating order; nothing is pinned to a core, since
the programs have different numbers of threads. The server and the client compete for the cores, in each run alike.
"""

from __future__ import annotations

import argparse
import datetime
import sys
from pathlib import Path

from common import machine
from common.processes import Failure, raise_descriptor_limit
from engine import report as reports
from engine.clients import CLIENTS, HEARTLINE, STOCK, Tools
from engine.measure import Bench, Setting

SETTINGS = [
    Setting(100, 5000),
    Setting(1_000, 5000),
    Setting(10_000, 5000),
    Setting(15_000, 5000),
    Setting(1_000, 1000),
    Setting(1_000, 5000, tls=True),
]
STOCK_CONNECTIONS = (1_000, 10_000)


def parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="packaging/bench engine", description=__doc__.splitlines()[0])
    parser.add_argument("--connections", type=int, nargs="+", help="only settings with so many")
    parser.add_argument("--interval", type=float, help="only settings with this interval, in seconds")
    parser.add_argument("--tls", action=argparse.BooleanOptionalAction, help="only settings with, or without, TLS")
    parser.add_argument("--only", choices=CLIENTS, nargs="+", help="only these clients")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=20.0, help="measured a round; whole intervals")
    parser.add_argument("--output", type=Path, default=Path("build/bench/engine.md"), help="default: %(default)s")
    parser.add_argument(
        "--readme", type=Path, nargs="?", const=Path("README.md"), help="put the tables into %(const)s, between its markers"
    )
    parser.add_argument("--build", type=Path, required=True, help=argparse.SUPPRESS)
    return parser.parse_args(arguments)


def chosen_settings(options: argparse.Namespace) -> list[Setting]:
    """Those of the list that fit; where none does, the one that was described."""
    interval_ms = None if options.interval is None else round(options.interval * 1000)

    def fits(setting: Setting) -> bool:
        return (
            (options.connections is None or setting.connections in options.connections)
            and (interval_ms is None or setting.interval_ms == interval_ms)
            and (options.tls is None or setting.tls == options.tls)
        )

    found = [setting for setting in SETTINGS if fits(setting)]
    if found:
        return found
    return [Setting(count, interval_ms or 5000, bool(options.tls)) for count in options.connections or [1_000]]


def chosen_clients(options: argparse.Namespace, setting: Setting) -> list[str]:
    if options.only:
        return [name for name in CLIENTS if name in options.only]
    with_stock = setting.connections in STOCK_CONNECTIONS and not setting.tls
    return [name for name in CLIENTS if name != STOCK or with_stock]


def run_setting(bench: Bench, section: reports.Section, clients: list[str], rounds: int) -> None:
    section.rows = {name: reports.Row() for name in clients}
    for number in range(rounds):
        # Nobody always comes first.
        for name in clients[number % len(clients) :] + clients[: number % len(clients)]:
            row = section.rows[name]
            if row.failure:
                continue
            print(f"{section.setting.title}: round {number + 1}, {name}", file=sys.stderr, flush=True)
            try:
                row.rounds.append(bench.measure(name, section.setting))
            except Failure as failure:
                row.failure = str(failure)
                print(f"  {failure}", file=sys.stderr)


def main(arguments: list[str]) -> int:
    options = parse(arguments)
    raise_descriptor_limit()
    date = datetime.datetime.now(datetime.UTC).date().isoformat()
    saved = options.output.with_suffix(".json")
    report = reports.load(saved, machine.description(), date)
    bench = Bench(Tools(options.build), options.seconds)
    complete = True
    for setting in chosen_settings(options):
        section = report.section(setting, options.seconds)
        run_setting(bench, section, chosen_clients(options, setting), options.rounds)
        print(reports.table(section), flush=True)
        complete = complete and not (HEARTLINE in section.rows and section.rows[HEARTLINE].failure)
        report.save(saved)
        options.output.write_text("# Benchmark of the engine\n\n" + reports.markdown(report))
    if options.readme:
        reports.put_into_readme(options.readme, reports.markdown(report, "###"))
    return 0 if complete else 1


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Failure as failure:
        sys.exit(f"packaging/bench engine: {failure}")
