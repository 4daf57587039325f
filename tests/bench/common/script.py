# SPDX-License-Identifier: GPL-3.0-or-later
"""What the benchmarks' programs have in common."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from common import machine
from common.processes import Failure, raise_descriptor_limit
from common.results import Results, put_into


README = Path("README.md")


def parser(name: str, document: str, published: Path = README) -> argparse.ArgumentParser:
    """With the options that every benchmark has; the first line of `document` says what it is for. `published`: where
    its tables stand."""
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
    made.add_argument(
        "--readme",
        type=Path,
        nargs="?",
        const=published,
        help="put the tables into %(const)s, between its markers",
    )
    made.add_argument("--build", type=Path, required=True, help=argparse.SUPPRESS)
    return made


def begin(options: argparse.Namespace, programs: str = "") -> Results:
    """The results that are only to be shown, or those that new ones come to. `programs`: with which they are taken."""
    raise_descriptor_limit()
    taken_with = ", ".join(filter(None, [machine.description(), programs]))
    return Results.read(options.sources) if options.sources else Results.of_before(saved(options), taken_with)


def save(options: argparse.Namespace, results: Results, text: str) -> None:
    results.save(saved(options))
    options.output.write_text(text + "\n")


def publish(options: argparse.Namespace, name: str, text: str) -> None:
    if options.readme:
        put_into(options.readme, name, text)


def saved(options: argparse.Namespace) -> Path:
    return options.output.with_suffix(".json")


def run(name: str, main: Callable[[list[str]], int]) -> None:
    try:
        sys.exit(main(sys.argv[1:]))
    except Failure as failure:
        sys.exit(f"packaging/bench {name}: {failure}")
