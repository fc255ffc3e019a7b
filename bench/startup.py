"""Start-up: whole runs on the shipped timeline, as ratios to the import of four libraries."""

from collections.abc import Sequence
from functools import partial
from statistics import median
from typing import Literal

from bench.bars import Verdict
from bench.cases import CASES, FLOOR, Case
from bench.options import Options
from bench.timing import Pair, Summary, pairs, peer_seconds, seconds, summary, time_ratio
from bench.workplace import Workplace

_ROW = "{:32}{:>10}{:>10}{:>10}{:>10}  {}"


def measure(folder: str, options: Options) -> bool:
    """Measure every case in a temporary folder, print the table, tell whether a bar was missed."""
    workplace = Workplace(folder)
    workplace.prepare(case.command for case in CASES)
    print(_ROW.format("start-up", "median", "least", "most", "bar", "").rstrip())
    floors: list[float] = []
    missed = False
    for case in CASES:
        measured = _pairs(case, options.runs, workplace)
        figures = summary(map(seconds if case.against is None else time_ratio, measured))
        verdict = case.bar.verdict(figures.median, options.tolerance) if case.bar else ""
        print(row(case, figures, verdict), flush=True)
        missed |= verdict == "MISSED"
        floors += _floors(case, measured)
    print(
        f"Ratios to the floor, whose median is {median(floors):.3f} s; {options.runs} pairs each."
    )
    return missed


def row(case: Case, figures: Summary, verdict: Verdict | Literal[""]) -> str:
    """Lay out a case: its figures, its bar if it has one, and whether that is met."""
    unit = "" if case.against else " s"
    shown = (f"{figure:.3f}{unit}" for figure in (figures.median, figures.least, figures.most))
    bar = f"{case.bar.limit:.2f}{unit}" if case.bar else ""
    return _ROW.format(case.name, *shown, bar, verdict).rstrip()


def _pairs(case: Case, runs: int, workplace: Workplace) -> list[Pair]:
    against = None if case.against is None else partial(workplace.run, case.against)
    return pairs(partial(workplace.run, case.command), against, runs)


def _floors(case: Case, measured: Sequence[Pair]) -> list[float]:
    return [peer_seconds(pair) for pair in measured] if case.against == FLOOR else []
