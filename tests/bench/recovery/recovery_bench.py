# SPDX-License-Identifier: GPL-3.0-or-later
"""How quickly heartline-cli opens many connections, and opens them again after their server was killed.

The server ends by SIGKILL and is started again on the same port; then heartline-cli is stopped by SIGTERM. The log must
account for each slot of each session and each change of state. With --tls the server keeps the keys of its session
tickets, and all of the new connections must resume a session.
"""

from __future__ import annotations

import argparse
import contextlib
import dataclasses
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from common import goals, script
from common.goals import Verdict
from common.heartline import Heartline
from common.processes import Certificate, EchoServer
from common.results import Results, table_line
from recovery import audit

WAIT_SECONDS = 180.0
OPEN_GOAL_SECONDS = 10.0
BACK_GOAL_SECONDS = 30.0
# Beats that left so shortly before the server or the client ended may have no answer.
ANSWER_US = 1_000_000
ANSWERED = ("ok", "late", "coalesced")
OUTCOMES = "SELECT o.name, count(*) FROM beats b JOIN outcomes o ON o.id = b.outcome GROUP BY o.id"
FIRST_ANSWERS = """
    SELECT max(at) FROM (
        SELECT min(sent_at + rtt_ns / 1000) AS at FROM beats JOIN sessions s ON s.id = session
        WHERE s.opened_at >= :since AND s.opened_at < :until AND rtt_ns IS NOT NULL GROUP BY session)"""
# While the server was there.
UNANSWERED = """
    SELECT count(*) FROM beats JOIN outcomes o ON o.id = outcome WHERE o.name IN ('missed', 'unsent')
        AND (scheduled_at < :killed - :answer OR scheduled_at >= :back AND scheduled_at < :stopping - :answer)"""
ATTEMPTS = """
    SELECT coalesce(sum(n), 0), coalesce(max(n), 0) FROM (
        SELECT count(*) AS n FROM events WHERE to_state = 'connecting' AND from_state <> 'connecting' AND at >= ?
        GROUP BY at / 1000000)"""


@dataclass
class Recovery:
    """Seconds and counts of one run."""

    connections: int
    interval_ms: int
    tls: bool
    open_seconds: float = 0.0  # from the start of the process
    beating_seconds: float = 0.0  # until the first beat of each was answered
    back_seconds: float = 0.0  # from the server's being there again
    beating_again_seconds: float = 0.0
    attempts: int = 0  # from the kill on
    attempts_in_busiest_second: int = 0
    resumed: int = 0
    stop_seconds: float = 0.0
    beats: dict[str, int] = field(default_factory=dict)  # by outcome
    unanswered: int = 0  # while the server was there
    faults: dict[str, int] = field(default_factory=dict)


def measure(build: Path, task: argparse.Namespace, directory: Path) -> Recovery:
    interval_ms = round(task.interval * 1000)
    result = Recovery(task.connections, interval_ms, task.tls)
    certificate = Certificate(directory) if task.tls else None
    program = build / "tests/bench/echo_server"
    # Until each has had its beat, and an answer.
    turn_seconds = task.interval + ANSWER_US / 1e6
    with contextlib.ExitStack() as stack:
        server = stack.enter_context(EchoServer(program, directory, certificate))
        started = time.time()
        heartline = stack.enter_context(
            Heartline(
                build / "src/app/heartline-cli",
                directory,
                server.port,
                task.connections,
                interval_ms,
                certificate=certificate,
            )
        )
        result.open_seconds = heartline.wait_open(WAIT_SECONDS) - started
        time.sleep(turn_seconds)
        killed = time.time()
        server.kill()
        time.sleep(task.down)
        server = stack.enter_context(EchoServer(program, directory, certificate, server.port))
        restarted = time.time()
        back = heartline.wait_open(WAIT_SECONDS, restarted)
        result.back_seconds = back - restarted
        time.sleep(turn_seconds)
        stopping = time.time()
        heartline.stop()
        result.stop_seconds = time.time() - stopping
        server.stop()
        _, result.resumed = server.counts()
    result.beating_seconds = first_answers(heartline, started, killed)
    result.beating_again_seconds = first_answers(heartline, restarted, stopping)
    result.attempts, result.attempts_in_busiest_second = next(heartline.query(ATTEMPTS, (microseconds(killed),)))
    result.beats = dict(heartline.query(OUTCOMES))
    moments = {"killed": microseconds(killed), "back": microseconds(back), "stopping": microseconds(stopping)}
    result.unanswered = next(heartline.query(UNANSWERED, {**moments, "answer": ANSWER_US}))[0]
    result.faults = audit.faults(heartline, interval_ms)
    return result


def microseconds(moment: float) -> int:
    return round(moment * 1e6)


def first_answers(heartline: Heartline, since: float, until: float) -> float:
    """Seconds until each session that was opened within that time had its first."""
    values = {"since": microseconds(since), "until": microseconds(until)}
    answered = next(heartline.query(FIRST_ANSWERS, values))[0]
    return answered / 1e6 - since if answered else 0.0


def unsettled(result: Recovery) -> str:
    lost = result.beats.get("missed", 0) + result.beats.get("unsent", 0)
    return f"{lost:,} ({result.unanswered:,})"


def attempts(result: Recovery) -> str:
    return f"{result.attempts:,} ({result.attempts_in_busiest_second:,})"


def unaccounted(result: Recovery) -> str:
    return "; ".join(f"{count:,} {what}" for what, count in result.faults.items()) or "0"


LINES: dict[str, Callable[[Recovery], str]] = {
    "all open after": lambda result: f"{result.open_seconds:.1f} s",
    "first beats of all answered after": lambda result: f"{result.beating_seconds:.1f} s",
    "server killed and back: all open again after": lambda result: f"{result.back_seconds:.1f} s",
    "attempts to connect (in the busiest second)": attempts,
    "TLS sessions resumed": lambda result: f"{result.resumed:,}" if result.tls else "–",
    "stopped after": lambda result: f"{result.stop_seconds:.1f} s",
    "beats answered": lambda result: f"{sum(result.beats.get(name, 0) for name in ANSWERED):,}",
    "beats missed or unsent (while the server was there)": unsettled,
    "not accounted for in the log": unaccounted,
}


def verdicts(result: Recovery) -> list[Verdict]:
    judged = [
        Verdict(
            f"all open within {OPEN_GOAL_SECONDS:g} s",
            result.open_seconds <= OPEN_GOAL_SECONDS,
            f"{result.open_seconds:.1f} s",
        ),
        Verdict(
            f"server killed and back: all open again within {BACK_GOAL_SECONDS:g} s",
            result.back_seconds <= BACK_GOAL_SECONDS,
            f"{result.back_seconds:.1f} s",
        ),
        Verdict(
            "no beat missed or unsent while the server was there", not result.unanswered, f"{result.unanswered:,}"
        ),
        Verdict("all accounted for in the log", not result.faults, unaccounted(result)),
    ]
    if result.tls:
        # Of the sessions that a connection tries to resume none is lost: the server has kept its keys.
        resumed = f"{result.resumed:,} of {result.connections:,}"
        judged.append(Verdict("all TLS sessions resumed", result.resumed >= result.connections, resumed))
    return judged


def recoveries(results: Results) -> list[Recovery]:
    names = [field.name for field in dataclasses.fields(Recovery)]
    return [Recovery(**{name: run[name] for name in names}) for run in results.runs]


def markdown(results: Results) -> str:
    shown = sorted(recoveries(results), key=lambda result: (result.tls, result.connections))
    titles = [f"{r.connections:,} {'wss' if r.tls else 'ws'}, every {r.interval_ms / 1000:g} s" for r in shown]
    lines = [["", *titles], ["---", *["---:"] * len(shown)]]
    lines += [[title, *map(text, shown)] for title, text in LINES.items()]
    return "\n".join([results.measured, "", *map(table_line, lines)])


def parse(arguments: list[str]) -> argparse.Namespace:
    parser = script.parser("recovery", __doc__)
    parser.add_argument("--connections", type=int, default=15_000)
    parser.add_argument("--interval", type=float, default=5.0, help="between beats, in seconds")
    parser.add_argument("--tls", action="store_true")
    parser.add_argument("--down", type=float, default=3.0, help="seconds until the server is started again")
    return parser.parse_args(arguments)


def main(arguments: list[str]) -> int:
    options = parse(arguments)
    results = script.begin(options)
    judged = recoveries(results)
    if not options.sources:
        with tempfile.TemporaryDirectory(prefix="heartline-recovery-") as directory:
            result = measure(options.build, options, Path(directory))
        judged = [result]
        if not options.add:
            results.drop(lambda run: (run["connections"], run["tls"]) == (result.connections, result.tls))
        results.add(dataclasses.asdict(result))
        script.save(options, results, markdown(results))
    print(markdown(results))
    script.publish(options, "recovery", markdown(results))
    return goals.exit_code([verdict for result in judged for verdict in verdicts(result)])


if __name__ == "__main__":
    script.run("recovery", main)
