"""Tables of figures by size: a line for each figure, a column for each number of events."""

from collections.abc import Sequence
from typing import NamedTuple

from bench.bars import AtMost, Bar
from bench.options import Options
from bench.timing import Summary

_NAME_CELLS = 40
_CELLS = 9
_BAR_CELLS = 11


class Line(NamedTuple):
    """A figure for each size, None where it can't be had, and the bar for it.

    The bar holds for timelines of `bar_from` events or more.
    """

    name: str
    cells: tuple[Summary | None, ...]
    bar: Bar | None = None
    bar_from: int = 0


def heading(title: str, sizes: Sequence[int]) -> str:
    """Lay out the names of the columns."""
    return _row(title, *(f"{size:,}" for size in sizes), "growth", "spread", "bar", "")


def line(figures: Line, options: Options) -> str:
    """Lay out a line: medians, last by first, and the spread of the last that is there."""
    first, last = figures.cells[0], figures.cells[-1]
    growth = f"×{shown(last.median / first.median)}" if first and last and last is not first else ""
    spread = next((_spread(cell) for cell in reversed(figures.cells) if cell), "")
    medians = (shown(cell.median) if cell else "-" for cell in figures.cells)
    cells = (*medians, growth, spread, _bar(figures.bar), verdict(figures, options))
    return _row(figures.name, *cells)


def verdict(figures: Line, options: Options) -> str:
    """Tell whether the bar is met at every size for which it holds: the worst of the verdicts."""
    bar = figures.bar
    if bar is None:
        return ""
    verdicts = {
        bar.verdict(cell.median, options.tolerance)
        for size, cell in zip(options.sizes, figures.cells, strict=True)
        if cell and size >= figures.bar_from
    }
    return next((worst for worst in ("MISSED", "tolerated", "met") if worst in verdicts), "")


def shown(figure: float) -> str:
    """Write a figure with three digits, or with all before the point."""
    if figure >= 100:
        return f"{figure:,.0f}"
    return f"{figure:.{2 if figure < 10 else 1}f}" if figure >= 1 else f"{figure:.3f}"


def _spread(cell: Summary) -> str:
    return "" if cell.spread is None else f"{cell.spread:.0%}"


def _bar(bar: Bar | None) -> str:
    if bar is None:
        return ""
    return f"{'≤' if isinstance(bar, AtMost) else '≥'} {bar.limit:,}"


def _row(name: str, *cells: str) -> str:
    *figures, bar, last = cells
    columns = "".join(f"{figure:>{_CELLS}}" for figure in figures)
    return f"{name:{_NAME_CELLS}}{columns}{bar:>{_BAR_CELLS}}  {last}".rstrip()
