"""A chart of actors by time: a row is an actor, a column a stretch of time."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain, groupby
from operator import itemgetter
from typing import NamedTuple

from oai_timeline.model.plural import format_count, plural
from oai_timeline.query.lanes import Lane, Lanes, Mark
from oai_timeline.views.axis import Grid, fit_grid, label_grid, name_zones
from oai_timeline.views.blocks import join_sections, render_notes
from oai_timeline.views.layout import Layout
from oai_timeline.views.text import Line, Span, pad, strip_end, widest, wrap

_MOST_NAME = 32
_LEAST_CHART = 8
_GAPS = 2
_LABEL = re.compile(r"\d+-\d+-\d+ [A-Z]\w+|[A-Z]\w+ \d+|\S+", re.ASCII)
_LEAST_ROOM = 3
"""A label with a weekday takes at most a third of its time."""
_EMPTY = 2
"""The lines between head, chart and foot."""
_TENTH, _HALF, _TWO = 0.1, 0.5, 2


class _Blocks(NamedTuple):
    """Signs of cells, the lowest first: where an event certainly lies, and elsewhere."""

    certain: str
    possible: str


_UNICODE = _Blocks("▅▆▇█", "·▁▂▃")
_ASCII = _Blocks("+*#@", ".:-=")


class _Cell(NamedTuple):
    """The number of events in a cell, in parts, and whether one certainly lies there."""

    weight: float
    is_certain: bool


class _Heights(NamedTuple):
    """The weights from which on there is a higher sign, for each kind of cell."""

    certain: Sequence[float]
    possible: Sequence[float]
    blocks: _Blocks

    def draw(self, cell: _Cell) -> str:
        """Return the sign of a cell."""
        if not cell.weight:
            return " "
        steps, signs = (
            (self.certain, self.blocks.certain)
            if cell.is_certain
            else (self.possible, self.blocks.possible)
        )
        return signs[bisect_right(steps, cell.weight)]


def render_lanes(
    lanes: Lanes, asked: Sequence[str], lines: int, most: int | None, layout: Layout
) -> Iterator[Line]:
    """Render actors by time: `most` actors, or else as many as fit on so many lines.

    Each event spreads a weight of 1 evenly over its bounds. A block is as high as the sum of the
    weights in its cell; it stands out if an event certainly lies there.
    """
    listed = lanes.lanes[: most or lines]
    names = [_name(lane, layout) for lane in listed]
    digits = len(str(max(len(lane.marks) for lane in listed)))
    room = min(_MOST_NAME, layout.width // 4, widest(names))
    width = max(layout.width - room - digits - _GAPS, _LEAST_CHART)
    grid, zone = _fit_grid(lanes, width, layout)
    drawn = [spread(lane.marks, grid) for lane in listed]
    scale = _fit_scale(chain.from_iterable(drawn), layout)
    labels = label_grid(grid, width)
    head = [*_render_head(lanes, asked, zone, layout), *_render_legend(drawn, grid, scale, layout)]
    wrapped = [wrap(name, room) for name in names]
    others = len(head) + len(labels) + len(list(_render_omitted(lanes, 0, layout))) + _EMPTY
    shown = most or _count_fitting(wrapped, lines - others)
    charts = (_draw(cells, grid.columns, scale) for cells in drawn)
    rows = zip(wrapped[:shown], listed, charts, strict=False)
    return join_sections(
        head,
        chain(
            _render_labels(labels, room + digits + _GAPS),
            *(_render_lane(name, lane, line, (room, digits)) for name, lane, line in rows),
        ),
        _render_omitted(lanes, shown, layout),
    )


class TimeLine(NamedTuple):
    """All events of a chart on one line, with the labels of its times below."""

    grid: Grid
    bars: Line
    labels: str

    def find_column(self, moment: float) -> int | None:
        """Return the column of a moment in UTC seconds, None if it is not in the chart."""
        first, last = self.grid.pieces[0], self.grid.pieces[-1]
        if not first <= moment < last:
            return None
        cell = next(iter(self.grid.divide(int(moment), int(moment) + 1)), (0, 0))[0]
        return cell * self.grid.columns + (self.grid.columns - 1) // 2

    def find_moment(self, column: int) -> int:
        """Return the first moment of the cell in a column."""
        cell = min(max(column // self.grid.columns, 0), self.grid.size - 1)
        places = [place for place, one in enumerate(self.grid.cells) if one >= cell]
        return self.grid.pieces[places[0] if places else -1]


def draw_time_line(chart: Lanes, layout: Layout) -> TimeLine | None:
    """Draw all events of a chart with a single lane on one line; None if there are none."""
    if not chart.lanes:
        return None
    width = max(layout.width, _LEAST_CHART)
    grid, _ = _fit_grid(chart, width, layout)
    cells = spread(chart.lanes[0].marks, grid)
    bars = _draw(cells, grid.columns, _fit_scale(cells, layout))
    labels = label_grid(grid, width)
    return TimeLine(grid, bars, _overlay_labels(labels[-1], labels[-2] if labels[1:] else ""))


def _overlay_labels(fine: str, coarse: str) -> str:
    """Return labels on one line: coarse ones, without weekday where they are long, over fine ones.

    Of these, only those are left that a coarse one doesn't touch.
    """
    found = list(_LABEL.finditer(coarse))
    following = [match.start() for match in found[1:]] + [len(fine)]
    labels = list[tuple[int, str]]()
    for match, then in zip(found, following[: len(found)], strict=True):
        start, text = match.start(), match[0]
        is_long = len(text) * _LEAST_ROOM > then - start
        labels.append((start, text.split(" ")[0] if is_long and text[0].isdecimal() else text))
    line = list(fine.ljust(len(coarse)))
    for match in _LABEL.finditer(fine):
        start, end = match.span()
        if any(start <= first + len(text) and end >= first for first, text in labels):
            line[start:end] = " " * (end - start)
    for start, text in labels:
        line[start : start + len(text)] = text
    return "".join(line).rstrip()


def spread(marks: Iterable[Mark], grid: Grid) -> list[_Cell]:
    """Return the cells of a grid with the weights that events have there."""
    weights, certain = [0.0] * grid.size, set[int]()
    for mark in marks:
        for cell, seconds in grid.divide(mark.earliest, mark.latest):
            weights[cell] += seconds / (mark.latest - mark.earliest)
        certain |= _find_only_cell(mark, grid)
    return [_Cell(weight, cell in certain) for cell, weight in enumerate(weights)]


def _find_only_cell(mark: Mark, grid: Grid) -> set[int]:
    """Return the cell in which an event certainly lies, also if its date has a qualifier."""
    begin, end = mark.earliest_margin, mark.latest_margin
    parts = list(grid.divide(begin, end))
    cells = {cell for cell, _ in parts}
    is_inside = sum(seconds for _, seconds in parts) == end - begin
    return cells if is_inside and len(cells) == 1 else set()


def _fit_grid(lanes: Lanes, width: int, layout: Layout) -> tuple[Grid, str]:
    """Return the grid, and the zone of its times; days are those of the timeline's zone."""
    from zoneinfo import ZoneInfo

    period = lanes.begin, lanes.end
    zone = ZoneInfo(layout.zone)
    grid = fit_grid(period, lanes.grain, width, zone)
    if grid.step.has_times:
        return grid, f"{layout.zone} ({', '.join(name_zones(grid, zone))})"
    return fit_grid(period, lanes.grain, width, ZoneInfo(lanes.zone)), lanes.zone


def _fit_scale(cells: Iterable[_Cell], layout: Layout) -> _Heights:
    """Return the scale on which the heaviest cell has the highest sign."""
    blocks = _ASCII if layout.ascii else _UNICODE
    heaviest = max((cell.weight for cell in cells if cell.is_certain), default=1)
    count = len(blocks.certain)
    steps = sorted({round(max(heaviest, 1) ** (n / count)) for n in range(1, count)} - {1})
    certain = blocks.certain[-len(steps) - 1 :]
    return _Heights(
        steps, (_TENTH, _HALF, steps[0] if steps else _TWO), blocks._replace(certain=certain)
    )


def _render_head(lanes: Lanes, asked: Sequence[str], zone: str, layout: Layout) -> Iterator[Line]:
    notes = [format_count(lanes.drawn, "event"), *map(layout.text, asked), zone]
    return render_notes(notes, layout.width, f" {layout.symbols.no_clock} ")


def _render_legend(
    drawn: Iterable[Iterable[_Cell]], grid: Grid, scale: _Heights, layout: Layout
) -> Iterator[Line]:
    """Say what the signs mean, of those that are used."""
    kinds = {cell.is_certain for cells in drawn for cell in cells if cell.weight}
    unit, number = grid.step
    length = f"{number} {unit}s" if number > 1 else f"one {unit}"
    spread_over = ", each spread evenly over its possible times" if False in kinds else ""
    notes = [f"heights: events in {length}{spread_over}"]
    if True in kinds:
        numbers = ", ".join(map(str, (1, *scale.certain)))
        notes.append(f"{scale.blocks.certain} {numbers} or more, at least one certain")
    if False in kinds:
        numbers = ", ".join(map(str, scale.possible))
        notes.append(f"{scale.blocks.possible} under {numbers}, or more, none certain")
    return render_notes(notes, layout.width)


def _render_labels(labels: Sequence[str], indent: int) -> Iterator[Line]:
    for number, line in enumerate(labels):
        yield [Span(" " * indent), Span(line, "day" if number == 0 else "quiet")]


def _render_lane(
    names: Sequence[str], lane: Lane, chart: Line, widths: tuple[int, int]
) -> Iterator[Line]:
    room, digits = widths
    style = "quiet" if lane.name is None else "who"
    number = f" {len(lane.marks):>{digits}} "
    yield strip_end([Span(pad(names[0], room), style), Span(number, "quiet"), *chart])
    yield from ([Span(name, style)] for name in names[1:])


def _draw(cells: Iterable[_Cell], columns: int, scale: _Heights) -> Line:
    signs = ((cell.is_certain, scale.draw(cell) * columns) for cell in cells)
    return [
        Span("".join(sign for _, sign in group), "bar" if is_certain else "quiet")
        for is_certain, group in groupby(signs, key=itemgetter(0))
    ]


def _render_omitted(lanes: Lanes, shown: int, layout: Layout) -> Iterator[Line]:
    """Say how many actors have no row, and how many events are not drawn."""
    actors = sum(lane.name is not None for lane in lanes.lanes[shown:])
    omitted = ((lanes.outside, "before or after"), (lanes.less_precise, "dated less precisely"))
    events = [(count, why) for count, why in omitted if count]
    notes = [_count_more(actors, "actor")] if actors else []
    for count, why in events[:1]:
        others = "".join(f", {count} {why}" for count, why in events[1:])
        notes.append(f"{_count_more(count, 'event')} {why}{others}")
    return render_notes(notes, layout.width, f" {layout.symbols.no_clock} ") if notes else iter(())


def _count_more(count: int, noun: str) -> str:
    return f"{count} more {plural(noun, count)}"


def _count_fitting(names: Sequence[Sequence[str]], lines: int) -> int:
    """Return how many lanes fit on so many lines; at least 1."""
    ends = accumulate(map(len, names))
    return max(sum(end <= lines for end in ends), 1)


def _name(lane: Lane, layout: Layout) -> str:
    return "no actor named" if lane.name is None else layout.text(lane.name)
