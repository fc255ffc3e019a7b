"""Actors by time: a chart in which a row is an actor, and a column a stretch of time."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, groupby
from typing import NamedTuple

from oai_timeline.query.lanes import Lane, Lanes, Mark
from oai_timeline.views.axis import axis, has_clocks
from oai_timeline.views.layout import Layout
from oai_timeline.views.text import Line, Span, StyledText, cells, pad, wrap

_MOST_NAME = 32
_LEAST_CHART = 8
_SEVERAL, _MANY = 2, 5
"""From how many events in a column on a sign is heavier."""
_CERTAINTIES = ("confirmed", "reported", "", "disputed", "rumoured")


class _Signs(NamedTuple):
    """What is drawn; of what is drawn in several weights, the lightest first."""

    confirmed: str
    reported: str
    disputed: str
    rumoured: str
    soft: str
    left: str
    right: str
    guide: str


_UNICODE = _Signs("▪■█", "▫□▣", "≠", "?", "░", "←", "→", "┊")
_ASCII = _Signs("+*#", "o0@", "!", "?", "~", "<", ">", ":")


class _Chart(NamedTuple):
    """Where things are drawn: [begin, end) on `width` columns, with guides at some of them."""

    begin: int
    end: int
    width: int
    guides: frozenset[int]
    signs: _Signs

    def column(self, moment: float) -> int:
        at = int((moment - self.begin) * self.width / (self.end - self.begin))
        return min(max(at, 0), self.width - 1)


def lanes(
    found: Lanes, layout: Layout, width: int, lines: int, most: int | None = None
) -> StyledText:
    """Draw actors by time: so many at most, else as many as fit on so many lines.

    In a column, what is known to within its stretch of time has a sign: its weight says how many
    events there are, its kind how sure the surest is. A wider or approximate date is shaded over
    all that it reaches.
    """
    return StyledText(_lanes(found, layout, width, (lines, most)))


def _lanes(
    found: Lanes, layout: Layout, width: int, limits: tuple[int, int | None]
) -> Iterator[Line]:
    from zoneinfo import ZoneInfo

    names = [_name(lane, layout) for lane in found.lanes]
    digits = len(str(max((len(lane.marks) for lane in found.lanes), default=0)))
    title = f"{found.drawn} event{'' if found.drawn == 1 else 's'}"
    room = min(_MOST_NAME, width // 4, max(map(cells, names), default=0))
    room = max(room, len(title) - digits - 1)
    columns = max(width - room - digits - 2, _LEAST_CHART)
    clocks = has_clocks(found.begin, found.end, columns)
    zone = layout.zone if clocks else found.zone  # days are the timeline's, whatever the zone
    above = axis(found.begin, found.end, columns, ZoneInfo(zone))
    signs = _ASCII if layout.ascii else _UNICODE
    chart = _Chart(found.begin, found.end, columns, above.guides, signs)
    for number, labels in enumerate(above.lines):
        left = pad(title if number == 0 else "", room + digits + 2)
        yield [Span(left, "quiet"), Span(labels, "day" if number == 0 else "quiet")]
    notes = list(_in_lines(_notes(found, layout, chart, zone), width))
    wrapped = [wrap(name, room) for name in names]
    lines, most = limits
    shown = most or _fitting(wrapped, lines - len(above.lines) - len(notes) - 1)
    for name, lane in zip(wrapped[:shown], found.lanes, strict=False):
        yield from _row(name, lane, chart, (room, digits))
    left_out = sum(lane.name is not None for lane in found.lanes[shown:])
    if left_out:
        yield [Span(f"and {left_out} more actor{'' if left_out == 1 else 's'}", "quiet")]
    yield []
    yield from ([Span(note, "quiet")] for note in notes)


def _fitting(names: Sequence[Sequence[str]], lines: int) -> int:
    """Count the lanes that fit on so many lines, with one for those that do not; at least one."""
    if sum(map(len, names)) <= lines:
        return len(names)
    ends = accumulate(map(len, names))
    return max(sum(end < lines for end in ends), 1)


def _name(lane: Lane, layout: Layout) -> str:
    return "nobody named" if lane.name is None else layout.text(lane.name)


def _row(
    names: Sequence[str], lane: Lane, chart: _Chart, widths: tuple[int, int]
) -> Iterator[Line]:
    room, digits = widths
    style = "quiet" if lane.name is None else "who"
    yield [
        Span(pad(names[0], room), style),
        Span(f" {len(lane.marks):>{digits}} ", "quiet"),
        *_drawn(lane.marks, chart),
    ]
    yield from ([Span(name, style)] for name in names[1:])


def _drawn(marks: Sequence[Mark], chart: _Chart) -> Line:
    """Draw the events of a lane: signs over arrows over shades over guides."""
    signs = chart.signs
    drawn = [(signs.guide, "quiet") if n in chart.guides else (" ", "") for n in range(chart.width)]
    sharp: dict[int, list[str]] = {}
    soft = []
    for mark in marks:
        at = _sharp(mark, chart)
        if at is None:
            soft.append(mark)
        else:
            sharp.setdefault(at, []).append(mark.certainty or "")
    for at, sign in _shades(soft, chart):
        drawn[at] = (sign, "quiet")
    for at, certainties in sharp.items():
        drawn[at] = _sign(certainties, signs)
    line = [
        Span("".join(sign for sign, _ in group), style)
        for style, group in groupby(drawn, key=lambda cell: cell[1])
    ]
    while line and not line[-1].text.strip():
        line.pop()
    return line


def _shades(marks: Sequence[Mark], chart: _Chart) -> Iterator[tuple[int, str]]:
    """Shade what wide dates reach; then set arrows where they go on."""
    signs = chart.signs
    for mark in marks:
        first = 0 if mark.begin is None else chart.column(mark.begin)
        last = chart.width - 1 if mark.end is None else chart.column(mark.end - 1)
        yield from ((at, signs.soft) for at in range(first, last + 1))
    for at, sign, which in ((0, signs.left, 0), (chart.width - 1, signs.right, 1)):
        if any(_goes_on(mark, chart)[which] for mark in marks):
            yield at, sign


def _sharp(mark: Mark, chart: _Chart) -> int | None:
    """Give the column of an event that is known to within the time of one, else None."""
    if mark.begin is None or mark.end is None:
        return None
    if (mark.end - mark.begin) * chart.width > chart.end - chart.begin:
        return None
    return chart.column((mark.begin + mark.end) / 2)


def _goes_on(mark: Mark, chart: _Chart) -> tuple[bool, bool]:
    """Tell whether a date reaches further than the chart: to the left, to the right."""
    return (
        mark.begin is None or mark.begin < chart.begin,
        mark.end is None or mark.end > chart.end,
    )


def _sign(certainties: Sequence[str], signs: _Signs) -> tuple[str, str]:
    surest = min(certainties, key=_CERTAINTIES.index)
    if surest in {"disputed", "rumoured"}:
        return getattr(signs, surest), surest
    weights = signs.confirmed if surest == "confirmed" else signs.reported
    count = len(certainties)
    return weights[(count >= _SEVERAL) + (count >= _MANY)], surest


def _notes(found: Lanes, layout: Layout, chart: _Chart, zone: str) -> Iterator[str]:
    """Explain the signs that are used, name the zone, say what is not drawn."""
    signs, dash = chart.signs, layout.symbols.dash
    marks = [mark for lane in found.lanes for mark in lane.marks]
    used = {mark.certainty or "" for mark in marks if _sharp(mark, chart) is not None}
    weights = f"1, 2{dash}{_MANY - 1}, {_MANY} or more"
    if "confirmed" in used:
        yield f"{signs.confirmed} confirmed: {weights}"
    if used & {"reported", ""}:
        word = "reported" if "reported" in used else "events"
        yield f"{signs.reported} {word}" + ("" if "confirmed" in used else f": {weights}")
    for name in ("disputed", "rumoured"):
        if name in used:
            yield f"{getattr(signs, name)} {name}"
    soft = [mark for mark in marks if _sharp(mark, chart) is None]
    if soft:
        yield f"{signs.soft} some time in there"
    if any(_goes_on(mark, chart) != (False, False) for mark in soft):
        yield f"{signs.left} {signs.right} before, after this"
    yield zone
    if found.broad:
        yield f"{found.broad} more dated only to a longer span"
    if found.outside:
        yield f"{found.outside} more before or after"


def _in_lines(notes: Iterable[str], width: int) -> Iterator[str]:
    """Set notes side by side, on as many lines as it takes."""
    line = ""
    for note in notes:
        if line and cells(line) + 3 + cells(note) > width:
            yield line
            line = ""
        *broken, rest = wrap(note, width)
        if broken:
            yield from (*broken, rest)
        else:
            line = f"{line}   {rest}" if line else rest
    if line:
        yield line
