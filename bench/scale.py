"""Growth: loading, queries, search and export on synthetic timelines of several sizes.

A command that names no number of events itself is run on each size in turn.
"""

import os
import sys
from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from bench.bars import AtLeast, AtMost, Bar
from bench.cases import Command
from bench.options import Options
from bench.table import Line, heading, line, verdict
from bench.timing import (
    Figure,
    Pair,
    Summary,
    lines_a_second,
    pairs,
    peak_ratio,
    seconds,
    summary,
    time_ratio,
)
from bench.workplace import Workplace

_HELD_TO_BARS = 100_000


class Shown(NamedTuple):
    """A figure of a measurement, and its bar at 100,000 events."""

    name: str
    of: Figure
    bar: Bar | None = None


class Measurement(NamedTuple):
    """A command, what it is run in turn with, and what is told of the pairs."""

    command: Command
    against: Command | None
    shown: tuple[Shown, ...]


_DAY = ("show", "--day", "2015-01-06")
_SMALL = Command(_DAY, events=100)
_YAML = "import os, yaml; yaml.load(open(os.environ['TIMELINE_FILE'], 'rb'), yaml.CBaseLoader)"
_JSONL = ("show", "--format", "jsonl")

MEASUREMENTS = (
    Measurement(
        Command(_DAY, fresh_cache=True),
        Command(("-c", _YAML), "python"),
        (
            Shown("first load / yaml.load", time_ratio, AtMost(0.35)),
            Shown("first load / yaml.load, peak memory", peak_ratio, AtMost(0.12)),
            Shown("first load, s", seconds),
            Shown("first load, peak memory, MiB", lambda pair: pair.run.peak / 2**20),
        ),
    ),
    Measurement(Command(_DAY), _SMALL, (Shown("one day / that of 100", time_ratio, AtMost(1.1)),)),
    Measurement(
        Command(("search", "turn", "42")),
        _SMALL,
        (Shown("search, one event / one day of 100", time_ratio, AtMost(1.3)),),
    ),
    Measurement(
        Command(("search", "ada", "abbot")),
        _SMALL,
        (Shown("search, 1 in 12 / one day of 100", time_ratio, AtMost(1.3)),),
    ),
    Measurement(
        Command(("search", "council")),
        _SMALL,
        (Shown("search, all / one day of 100", time_ratio, AtMost(4)),),
    ),
    Measurement(
        Command(_JSONL), None, (Shown("jsonl, events/s", lines_a_second, AtLeast(150_000)),)
    ),
    Measurement(
        Command((*_JSONL, "--according-to", "Morning Courier")),
        None,
        (Shown("jsonl, --according-to, events/s", lines_a_second, AtLeast(50_000)),),
    ),
)

INDEX = Line("index / file", (), AtMost(5), _HELD_TO_BARS)


def measure(folder: str, options: Options) -> bool:
    """Measure on every size in a temporary folder, print the table, tell if a bar was missed."""
    workplace = Workplace(folder)
    workplace.prepare([_SMALL, *(_SMALL._replace(events=events) for events in options.sizes)])
    print(heading("growth, by events", options.sizes))
    missed = False
    for figures in _lines(workplace, options):
        print(line(figures, options), flush=True)
        missed |= verdict(figures, options) == "MISSED"
    return missed


def _lines(workplace: Workplace, options: Options) -> Iterator[Line]:
    for measurement in MEASUREMENTS:
        by_size = [
            _measured(measurement, events, workplace, options.runs) for events in options.sizes
        ]
        for name, of, bar in measurement.shown:
            cells = tuple(summary(map(of, measured)) for measured in by_size)
            yield Line(name, cells, bar, _HELD_TO_BARS)
    yield INDEX._replace(cells=tuple(_index_ratio(workplace, events) for events in options.sizes))


def _measured(measurement: Measurement, events: int, workplace: Workplace, runs: int) -> list[Pair]:
    against = measurement.against and partial(workplace.run, _at(measurement.against, events))
    process = partial(workplace.run, _at(measurement.command, events))
    print(f"{events:,} events: {measurement.shown[0].name}", file=sys.stderr)
    return pairs(process, against, runs)


def _at(command: Command, events: int) -> Command:
    return command if command.events else command._replace(events=events)


def _index_ratio(workplace: Workplace, events: int) -> Summary:
    """Give the bytes of an index that is there as a part of those of its file."""
    size = sum(
        os.path.getsize(os.path.join(folder, name))
        for folder, _, names in os.walk(workplace.cache(events))
        for name in names
    )
    return summary([size / os.path.getsize(workplace.timeline(events))])
