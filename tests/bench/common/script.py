# SPDX-License-Identifier: GPL-3.0-or-later
"""What the benchmarks' programs have in common."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from common.processes import Failure
from common.results import Results


def parser(name: str, document: str) -> argparse.ArgumentParser:
    """With the options that every benchmark has; the first line of `document` says what it is for."""
    made = argparse.ArgumentParser(prog=f"packaging/bench {name}", description=document.splitlines()[0])
    made.add_argument(
        "--output",
        type=Path,
        default=Path(f"build/bench/{name}.md"),
        help="beside it, as JSON, the results; default: %(default)s",
    )
    made.add_argument("--add", action="store_true", help="to the results that are there, instead of in their place")
    made.add_argument(
        "--from",
        dest="sources",
        type=Path,
        nargs="+",
        metavar="JSON",
        help="measure nothing, take the results of these files",
    )
    made.add_argument("--build", type=Path, required=True, help=argparse.SUPPRESS)
    return made


def results_before(options: argparse.Namespace, machine: str) -> Results:
    """Those that are only to be shown, or those that new ones come to."""
    return Results.read(options.sources) if options.sources else Results.of_before(saved(options), machine)


def save(options: argparse.Namespace, results: Results, text: str) -> None:
    results.save(saved(options))
    options.output.write_text(text + "\n")


def saved(options: argparse.Namespace) -> Path:
    return options.output.with_suffix(".json")


def run(name: str, main: Callable[[list[str]], int]) -> None:
    try:
        sys.exit(main(sys.argv[1:]))
    except Failure as failure:
        sys.exit(f"packaging/bench {name}: {failure}")
