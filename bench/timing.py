"""Runs in pairs, and what they come to. How a process is run is the caller's matter."""

import time
from collections.abc import Callable, Iterable
from statistics import median, quantiles
from typing import NamedTuple

_FEWEST = 3
_PATIENCE_SECONDS = 60.0


class Run(NamedTuple):
    """What a process took, from before its start to after its end, and how much it printed.

    `peak` is the most memory that it held at a time, in bytes, but never less than what the
    benchmark itself held when it started it (a child begins as its parent).
    """

    seconds: float
    peak: int
    lines: int


class Pair(NamedTuple):
    """A run, and its peer's just before it; None where it has none."""

    run: Run
    against: Run | None


class Summary(NamedTuple):
    """One figure of all pairs.

    `spread`, the noise, is how far apart the middle half of them lies, as a part of the median;
    None of a single one.
    """

    median: float
    least: float
    most: float
    spread: float | None


Process = Callable[[], Run]
Figure = Callable[[Pair], float]


def pairs(process: Process, against: Process | None, runs: int) -> list[Pair]:
    """Run a process in turn with what it is measured against, `runs` times after a warm-up.

    Where that takes over a minute it is fewer times, but three at least.
    """
    _pair(process, against)  # fills the index, the page cache and the folders of byte code
    start = time.monotonic()
    measured: list[Pair] = []
    while len(measured) < runs:
        if len(measured) >= _FEWEST and time.monotonic() - start > _PATIENCE_SECONDS:
            break
        measured.append(_pair(process, against))
    return measured


def _pair(process: Process, against: Process | None) -> Pair:
    other = against and against()
    return Pair(process(), other)


def summary(figures: Iterable[float]) -> Summary:
    """Sum up at least one figure."""
    figures = list(figures)
    return Summary(median(figures), min(figures), max(figures), _spread(figures))


def _spread(figures: list[float]) -> float | None:
    if len(figures) == 1:
        return None
    lower, middle, upper = quantiles(figures, method="inclusive")
    return (upper - lower) / middle


def seconds(pair: Pair) -> float:
    """Give the seconds of the run."""
    return pair.run.seconds


def time_ratio(pair: Pair) -> float:
    """Give the run's time as a part of its peer's."""
    return pair.run.seconds / _peer(pair).seconds


def peak_ratio(pair: Pair) -> float:
    """Give the run's memory as a part of its peer's."""
    return pair.run.peak / _peer(pair).peak


def lines_a_second(pair: Pair) -> float:
    """Give the run's throughput, its start-up included."""
    return pair.run.lines / pair.run.seconds


def peer_seconds(pair: Pair) -> float:
    """Give the seconds of the peer."""
    return _peer(pair).seconds


def _peer(pair: Pair) -> Run:
    assert pair.against
    return pair.against
