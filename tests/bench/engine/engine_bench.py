# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares clients that keep many WebSocket connections beating, each against the same echo server.

All run on the same machine, one after the other, in rounds of alternating order; nothing is pinned to a core, since
the programs have different numbers of threads. The server and the client compete for the cores, in each run alike.
What heartline-cli has to reach stands in goals.py; a goal that was not met makes the program fail.
"""

from __future__ import annotations

import argparse
import dataclasses
import sys
from collections.abc import Callable

from common import goals, script
from common.processes import Failure
from common.results import Results
from engine import report as reports
from engine.clients import CLIENTS, HEARTLINE, STOCK, Tools
from engine.goals import verdicts
from engine.measure import Bench, Setting
from engine.rounds import Round, rounds_of, settings_of

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
    parser = script.parser("engine", __doc__)
    parser.add_argument("--connections", type=int, nargs="+", help="only settings with so many")
    parser.add_argument("--interval", type=float, help="only settings with this interval, in seconds")
    parser.add_argument("--tls", action=argparse.BooleanOptionalAction, help="only settings with, or without, TLS")
    parser.add_argument("--only", choices=CLIENTS, nargs="+", help="only these clients")
    parser.add_argument("--rounds", type=int, default=3, help="default: %(default)s, each up to 4 minutes a setting")
    parser.add_argument("--seconds", type=float, help="measured in a round; default: until 60,000 beats, at most 30")
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


def order_of(clients: list[str], number: int) -> list[str]:
    """In round `number`: nobody always comes first, or always after the same one."""
    start = number % len(clients)
    order = clients[start:] + clients[:start]
    return order[::-1] if number % 2 else order


def run_setting(
    bench: Bench, results: Results, setting: Setting, options: argparse.Namespace, save: Callable[[], None]
) -> None:
    intervals = setting.intervals_within(options.seconds)
    failures: dict[str, str] = {}
    before = len(rounds_of(results, setting))
    for number in range(before, before + options.rounds):
        turn = Round(intervals * setting.interval_ms / 1000, failures=failures)
        run = results.add({"setting": dataclasses.asdict(setting)})
        for name in order_of(chosen_clients(options, setting), number):
            if name in failures:
                continue
            print(f"{setting.title}: round {number + 1}, {name}", file=sys.stderr, flush=True)
            try:
                turn.figures[name] = bench.measure(name, setting, intervals)
            except Failure as failure:
                failures[name] = str(failure)
                print(f"  {failure}", file=sys.stderr)
            # Who interrupts a round keeps what it has so far.
            run.update(dataclasses.asdict(turn))
            save()


def run_settings(tools: Tools, results: Results, settings: list[Setting], options: argparse.Namespace) -> bool:
    """Prints a table for each; False if heartline-cli did not get through."""
    bench = Bench(tools)
    is_complete = True

    def save() -> None:
        script.save(options, results, "# Benchmark of the engine\n\n" + reports.markdown(results))

    for setting in settings:
        if not options.add:
            results.drop(lambda run, setting=setting: Setting(**run["setting"]) == setting)
        run_setting(bench, results, setting, options, save)
        rounds = rounds_of(results, setting)
        print(f"{setting.title}\n\n{reports.section(setting, rounds)}\n", flush=True)
        is_complete = is_complete and HEARTLINE not in rounds[-1].failures
    return is_complete


def main(arguments: list[str]) -> int:
    options = parse(arguments)
    tools = Tools(options.build)
    results = script.begin(options, tools.versions())
    settings = settings_of(results) if options.sources else chosen_settings(options)
    is_complete = bool(options.sources) or run_settings(tools, results, settings, options)
    # Of other settings there may be results of before.
    judged = verdicts(results, settings)
    if options.sources:
        print(reports.markdown(results))
    elif judged:
        print(goals.table(judged))
    script.publish(options, "engine", reports.markdown(results, "###"))
    return max(goals.exit_code(judged), 0 if is_complete else 1)


if __name__ == "__main__":
    script.run("engine", main)
