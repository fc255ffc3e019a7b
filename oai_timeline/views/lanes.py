"""A chart of actors by time: a row is an actor, a column a stretch of time."""

from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby
from typing import NamedTuple

from oai_timeline.model.plural import format_count
from oai_timeline.query.lanes import Lane, Lanes, Mark
from oai_timeline.views.axis import fit_axis, has_times
from oai_timeline.views.blocks import render_notes
from oai_timeline.views.layout import Layout
from oai_timeline.views.text import Line, Span, pad, strip_end, widest, wrap

_MOST_NAME = 32
_LEAST_CHART = 8
_SEVERAL, _MANY = 2, 5
"""The numbers of events in a column from which a sign is heavier."""
_CERTAINTIES = ("confirmed", "reported", "", "disputed", "rumoured")


class _Signs(NamedTuple):
    """The signs to draw; those of several weights begin with the lightest."""

    confirmed: str
    reported: str
    disputed: str
    rumoured: str
    shade: str
    left: str
    right: str
    guide: str


_UNICODE = _Signs("▪■█", "▫□▣", "≠", "?", "░", "←", "→", "┊")
_ASCII = _Signs("+*#", "o0@", "!", "?", "~", "<", ">", ":")


class _Chart(NamedTuple):
    """The period [begin, end) on `width` columns, some of which have guides."""

    begin: int
    end: int
    width: int
    guides: frozenset[int]
    signs: _Signs

    def column(self, moment: float) -> int:
        at = int((moment - self.begin) * self.width / (self.end - self.begin))
        return min(max(at, 0), self.width - 1)


def render_lanes(lanes: Lanes, lines: int, most: int | None, layout: Layout) -> Iterator[Line]:
    """Render actors by time: `most` actors, or else as many as fit on so many lines.

    Events that are known to within a column have a sign there: its weight shows how many there are,
    its kind how certain the most certain is. A wider or approximate date is shaded over all that it
    may reach.
    """
    from zoneinfo import ZoneInfo

    names = [_name(lane, layout) for lane in lanes.lanes]
    digits = len(str(max((len(lane.marks) for lane in lanes.lanes), default=0)))
    title = format_count(lanes.drawn, "event")
    room = min(_MOST_NAME, layout.width // 4, widest(names))
    room = max(room, len(title) - digits - 1)
    width = max(layout.width - room - digits - 2, _LEAST_CHART)
    shows_times = has_times(lanes.begin, lanes.end, width)
    zone = layout.zone if shows_times else lanes.zone  # days are those of the timeline's zone
    axis = fit_axis(lanes.begin, lanes.end, width, ZoneInfo(zone))
    signs = _ASCII if layout.ascii else _UNICODE
    chart = _Chart(lanes.begin, lanes.end, width, axis.guides, signs)
    for number, labels in enumerate(axis.lines):
        left = pad(title if number == 0 else "", room + digits + 2)
        yield [Span(left, "quiet"), Span(labels, "day" if number == 0 else "quiet")]
    notes = list(render_notes(_explain(lanes, layout, chart, zone), layout.width))
    wrapped = [wrap(name, room) for name in names]
    shown = most or _count_fitting(wrapped, lines - len(axis.lines) - len(notes) - 1)
    for name, lane in zip(wrapped[:shown], lanes.lanes, strict=False):
        yield from _render_lane(name, lane, chart, (room, digits))
    left_out = sum(lane.name is not None for lane in lanes.lanes[shown:])
    if left_out:
        yield [Span(f"and {format_count(left_out, 'more actor')}", "quiet")]
    yield []
    yield from notes


def _count_fitting(names: Sequence[Sequence[str]], lines: int) -> int:
    """Return how many lanes fit on so many lines, with one line for the others; at least 1."""
    if sum(map(len, names)) <= lines:
        return len(names)
    ends = accumulate(map(len, names))
    return max(sum(end < lines for end in ends), 1)


def _name(lane: Lane, layout: Layout) -> str:
    return "nobody named" if lane.name is None else layout.text(lane.name)


def _render_lane(
    names: Sequence[str], lane: Lane, chart: _Chart, widths: tuple[int, int]
) -> Iterator[Line]:
    room, digits = widths
    style = "quiet" if lane.name is None else "who"
    yield [
        Span(pad(names[0], room), style),
        Span(f" {len(lane.marks):>{digits}} ", "quiet"),
        *_draw(lane.marks, chart),
    ]
    yield from ([Span(name, style)] for name in names[1:])


def _draw(marks: Sequence[Mark], chart: _Chart) -> Line:
    """Return the events of a lane: signs over arrows over shades over guides."""
    signs = chart.signs
    cells = [(signs.guide, "quiet") if n in chart.guides else (" ", "") for n in range(chart.width)]
    signed: dict[int, list[str]] = {}
    wide = []
    for mark in marks:
        at = _find_column(mark, chart)
        if at is None:
            wide.append(mark)
        else:
            signed.setdefault(at, []).append(mark.certainty or "")
    for at, sign in _shade(wide, chart):
        cells[at] = (sign, "quiet")
    for at, certainties in signed.items():
        cells[at] = _choose_sign(certainties, signs)
    groups = groupby(cells, key=lambda cell: cell[1])
    return strip_end([Span("".join(sign for sign, _ in group), style) for style, group in groups])


def _shade(marks: Sequence[Mark], chart: _Chart) -> Iterator[tuple[int, str]]:
    """Yield shades for all that wide dates reach, then arrows where they exceed the chart."""
    signs = chart.signs
    for mark in marks:
        first = 0 if mark.begin is None else chart.column(mark.begin)
        last = chart.width - 1 if mark.end is None else chart.column(mark.end - 1)
        yield from ((at, signs.shade) for at in range(first, last + 1))
    for at, sign, which in ((0, signs.left, 0), (chart.width - 1, signs.right, 1)):
        if any(_exceeds(mark, chart)[which] for mark in marks):
            yield at, sign


def _find_column(mark: Mark, chart: _Chart) -> int | None:
    """Return the column of an event whose date is at most as wide as a column, else None."""
    if mark.begin is None or mark.end is None:
        return None
    if (mark.end - mark.begin) * chart.width > chart.end - chart.begin:
        return None
    return chart.column((mark.begin + mark.end) / 2)


def _exceeds(mark: Mark, chart: _Chart) -> tuple[bool, bool]:
    """Return whether a date exceeds the chart on the left, and on the right."""
    return (
        mark.begin is None or mark.begin < chart.begin,
        mark.end is None or mark.end > chart.end,
    )


def _choose_sign(certainties: Sequence[str], signs: _Signs) -> tuple[str, str]:
    surest = min(certainties, key=_CERTAINTIES.index)
    if surest in {"disputed", "rumoured"}:
        return getattr(signs, surest), surest
    weights = signs.confirmed if surest == "confirmed" else signs.reported
    count = len(certainties)
    return weights[(count >= _SEVERAL) + (count >= _MANY)], surest


def _explain(lanes: Lanes, layout: Layout, chart: _Chart, zone: str) -> Iterator[str]:
    """Yield what the signs in use mean, the zone, and how many events are not drawn."""
    signs, dash = chart.signs, layout.symbols.dash
    marks = [mark for lane in lanes.lanes for mark in lane.marks]
    used = {mark.certainty or "" for mark in marks if _find_column(mark, chart) is not None}
    weights = f"1, 2{dash}{_MANY - 1}, {_MANY} or more"
    if "confirmed" in used:
        yield f"{signs.confirmed} confirmed: {weights}"
    if used & {"reported", ""}:
        word = "reported" if "reported" in used else "events"
        yield f"{signs.reported} {word}" + ("" if "confirmed" in used else f": {weights}")
    for name in ("disputed", "rumoured"):
        if name in used:
            yield f"{getattr(signs, name)} {name}"
    wide = [mark for mark in marks if _find_column(mark, chart) is None]
    if wide:
        yield f"{signs.shade} some time in there"
    if any(_exceeds(mark, chart) != (False, False) for mark in wide):
        yield f"{signs.left} {signs.right} before, after this"
    yield zone
    if lanes.broad:
        yield f"{lanes.broad} more dated only to a longer span"
    if lanes.outside:
        yield f"{lanes.outside} more before or after"
