"""Runs in pairs, and what they come to. How a command is run is the caller's matter."""

from collections.abc import Callable, Sequence
from statistics import median
from typing import NamedTuple

from bench.cases import Case, Command

Run = Callable[[Command], float]
"""Runs a command, and tells how many seconds that took."""


class Pair(NamedTuple):
    """Seconds of a command, and of its peer in the run just before it, None where it has none."""

    seconds: float
    against: float | None

    @property
    def figure(self) -> float:
        """Give the ratio; the seconds themselves where nothing stands against them."""
        return self.seconds if self.against is None else self.seconds / self.against


class Summary(NamedTuple):
    """The figures of all pairs of a case, ratios or seconds as its bar is."""

    median: float
    least: float
    most: float


def pairs(case: Case, runs: int, run: Run) -> list[Pair]:
    """Run a case in turn with what it is measured against, `runs` times after a warm-up."""
    _pair(case, run)  # fills the index, the page cache and the folders of byte code
    return [_pair(case, run) for _ in range(runs)]


def summary(measured: Sequence[Pair]) -> Summary:
    """Sum up at least one pair."""
    figures = [pair.figure for pair in measured]
    return Summary(median(figures), min(figures), max(figures))


def _pair(case: Case, run: Run) -> Pair:
    against = None if case.against is None else run(case.against)
    return Pair(run(case.command), against)
