"""Peers: one day asked of `timeline` and of other programs, on equal entries.

Each program keeps the entries in its own format, and what it answers is checked: it must name the
entries of that day and no others. Its first run, which may fill a cache of its own, is timed once;
the others are runs in turn with `timeline`.
"""

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from tempfile import TemporaryDirectory
from typing import NamedTuple

from bench.asking import NotFinished, again, first_run, home
from bench.entries import entries
from bench.options import Options
from bench.processes import settle
from bench.programs import PEERS, Program, found, timeline
from bench.table import Line, heading, line, verdict
from bench.timing import Figure, Pair, Summary, pairs, peer_seconds, seconds, summary, time_ratio


class Asked(NamedTuple):
    """What a program took on some entries: the seconds of its first run, and runs after it."""

    first: float
    later: list[Pair]


Results = Mapping[Program, list[Asked | None]]
"""What each program took, size by size, None where it didn't finish."""


def measure(folder: str, options: Options) -> bool:
    """Measure every peer that can be had here, print the table, tell whether a bar was missed."""
    peers = tuple(found(PEERS, os.path.join(folder, "environment")))
    return compare(timeline(), peers, folder, options)


def compare(ours: Program, peers: Sequence[Program], folder: str, options: Options) -> bool:
    """Measure some peers against our program, print the table, tell whether a bar was missed."""
    results: Results = {program: [] for program in (ours, *peers)}
    for size in options.sizes:
        with TemporaryDirectory(dir=folder) as place:
            for program in results:
                _write(program, place, size)
            settle()
            for program, so_far in results.items():
                so_far.append(_asked(program, ours, place, options.runs, f"{size:,} entries"))
    print(heading("one day, by entries", options.sizes))
    lines = list(_lines(results, ours))
    for figures in lines:
        print(line(figures, options))
    return any(verdict(figures, options) == "MISSED" for figures in lines)


def _write(program: Program, place: str, size: int) -> None:
    os.mkdir(home(program, place))
    program.write(home(program, place), entries(size))


def _asked(program: Program, ours: Program, place: str, runs: int, what: str) -> Asked | None:
    """Ask a program often, which is said on stderr as `what`."""
    print(f"{what}: {program.name}", file=sys.stderr)
    try:
        first = first_run(program, place)
    except NotFinished as error:
        print(f"{program.name}, {what}: {error}")
        return None
    against = None if program is ours else partial(again, program, place)
    return Asked(first, pairs(partial(again, ours, place), against, runs))


def _lines(results: Results, ours: Program) -> Iterator[Line]:
    """Lay out the ratios first, then seconds."""
    for program, asked in results.items():
        if program is not ours:
            ratios = _cells(asked, time_ratio)
            yield Line(f"timeline / {program.name}", ratios, program.bar, program.bar_from)
    for program, asked in results.items():
        yield Line(
            f"{program.name}, s", _cells(asked, seconds if program is ours else peer_seconds)
        )
    for program, asked in results.items():
        once = tuple(each and summary([each.first]) for each in asked)
        yield Line(f"{program.name}, first run, s", once)


def _cells(asked: Sequence[Asked | None], of: Figure) -> tuple[Summary | None, ...]:
    return tuple(each and summary(map(of, each.later)) for each in asked)
