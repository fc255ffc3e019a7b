"""`python -m bench`: measures every case, prints the table, fails where a bar is not met."""

import argparse
import os
import platform
import sys
from collections.abc import Sequence
from statistics import median
from tempfile import TemporaryDirectory

from bench.cases import CASES, FLOOR, Case
from bench.processes import CommandFailed, Workplace
from bench.timing import Pair, Summary, pairs, summary

_ROW = "{:32}{:>10}{:>10}{:>10}{:>10}  {}"


def main() -> int:
    """Measure, print, and give the exit code: 1 where a median is over its bar, else 0."""
    options = _options()
    try:
        with TemporaryDirectory(prefix="timeline-bench-") as folder:
            return _measure(Workplace(folder), options.runs, options.tolerance)
    except CommandFailed as error:
        print(f"bench: {error}", file=sys.stderr)
        return 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "--runs", type=_count, default=21, metavar="N", help="pairs of runs for each case (21)"
    )
    parser.add_argument(
        "--tolerance",
        type=float,
        default=1.0,
        metavar="X",
        help="fail only over X times a bar (1.0)",
    )
    return parser.parse_args()


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return number


def _measure(workplace: Workplace, runs: int, tolerance: float) -> int:
    if not workplace.prepare(case.command for case in CASES):
        print("bench: no byte code can be written: the figures mean nothing", file=sys.stderr)
    print(_ROW.format("", "median", "least", "most", "bar", "").rstrip())
    floors: list[float] = []
    failed = False
    for case in CASES:
        measured = pairs(case, runs, workplace.run)
        figures = summary(measured)
        print(row(case, figures, tolerance), flush=True)
        failed |= verdict(case, figures, tolerance) == "MISSED"
        floors += _floors(case, measured)
    print(
        f"Ratios to the floor, whose median is {median(floors):.3f} s; {runs} pairs of runs each."
    )
    print(_machine())
    return int(failed)


def row(case: Case, figures: Summary, tolerance: float) -> str:
    """Lay out a case: its figures, its bar, and whether that is met."""
    unit = "" if case.against else " s"
    shown = (f"{figure:.3f}{unit}" for figure in figures)
    return _ROW.format(
        case.name, *shown, f"{case.bar:.2f}{unit}", verdict(case, figures, tolerance)
    )


def verdict(case: Case, figures: Summary, tolerance: float) -> str:
    """Tell whether the median is within the bar, or within what is tolerated."""
    if figures.median <= case.bar:
        return "met"
    return "tolerated" if figures.median <= case.bar * tolerance else "MISSED"


def _floors(case: Case, measured: Sequence[Pair]) -> list[float]:
    return [pair.against for pair in measured if pair.against and case.against == FLOOR]


def _machine() -> str:
    """Say what machine it is, but not whose."""
    system = f"{platform.system()} {platform.machine()}"
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{system}, {os.cpu_count()} processors, {python}"


if __name__ == "__main__":
    raise SystemExit(main())
