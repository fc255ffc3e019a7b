"""Offices and who held them at a moment."""

from collections.abc import Callable, Iterator
from itertools import groupby

from oai_timeline.model.date import Printed
from oai_timeline.query.state import State
from oai_timeline.views.interval import Print, brief, in_full, printer
from oai_timeline.views.layout import Layout
from oai_timeline.views.table import heading, table
from oai_timeline.views.text import Line, Span, StyledText, cells, pad, row, stack, wrap

_INDENT = 2
_LEAST = 10
_ROOM_FOR_ENDS = 120
POSSIBLY = "~"
_LEGEND = "possibly: not known closely enough when it began or ended"

_STYLES = ("time", "quiet", "what", "who", "quiet")
_PIPED_STYLES = ("time", "quiet", "what", "what", "who", "time", "quiet")


def state(one: State, layout: Layout) -> StyledText:
    """Lay out who held which office, by organisation, and the last event before that moment.

    In a pipe each line begins with the moment.
    """
    printed = printer(one.zone, layout.zone)
    if layout.width is None:
        return StyledText(_plain_lines(one, layout, printed))
    return StyledText(_drawn(one, layout, layout.width, printed))


def _drawn(one: State, layout: Layout, width: int, printed: Print) -> Iterator[Line]:
    yield _heading(one, layout, printed)
    rows = [
        [
            f"since {layout.text(_end(office.since, printed, brief))}",
            "" if office.is_certain else POSSIBLY,
            layout.text(office.office),
            layout.text(office.holder_name),
            f"until {layout.text(_end(office.until, printed, brief))}"
            if width >= _ROOM_FOR_ENDS
            else "",
        ]
        for office in one.offices
    ]
    widths = _widths(rows, width) if rows else []
    shown = iter(rows)
    for _, offices in groupby(one.offices, key=lambda office: office.organisation):
        held = list(offices)
        yield []
        yield [Span(layout.text(held[0].organisation_name), "title")]
        for _ in held:
            yield from _row(next(shown), widths, width)
    if not all(office.is_certain for office in one.offices):
        yield []
        yield from ([Span(line, "quiet")] for line in wrap(f"{POSSIBLY} {_LEGEND}", width))
    if one.last_event is None:  # else its legend names the zone
        yield []
        yield [Span(layout.zone, "quiet")]
    else:
        yield []
        yield [Span("the last event before" if one.moment else "the last event", "quiet")]
        yield from table([one.last_event], 0, layout).lines


def _heading(one: State, layout: Layout, printed: Print) -> Line:
    if one.moment is None:
        return [Span("At the end of the last event", "day")]
    moment = printed(one.moment)._replace(zone="")
    if moment.day[9:]:  # a day: with its weekday
        return [*heading(moment.day), Span(layout.text(f" {moment.clock}".rstrip()), "day")]
    return [Span(layout.text(moment.in_full()), "day")]


def _widths(rows: list[list[str]], width: int) -> list[int]:
    """Share the width among the columns: since, sign, office, holder, until.

    Nothing where there is no room for columns.
    """
    since, sign, office, holder, until = (
        max(map(cells, column)) for column in zip(*rows, strict=True)
    )
    ends = width // 3 if width < _ROOM_FOR_ENDS else width
    since, holder = min(since, ends), min(holder, width // 4)
    gaps = sum(size + 2 for size in (since, sign, holder, until) if size)  # the last has none
    room = width - _INDENT - gaps
    return [since, sign, min(office, room), holder, until] if room >= min(office, _LEAST) else []


def _row(texts: list[str], widths: list[int], width: int) -> Iterator[Line]:
    if not widths:
        since, sign, office, holder, until = map(Span, texts, _STYLES)
        return stack([office, sign], [holder, since, until], width, _INDENT)
    columns = [([Span("")], _INDENT)]
    for text, size, style in zip(texts, widths, _STYLES, strict=True):
        if size:
            columns.append(([Span(line, style) for line in wrap(text, size)], size + 2))
    return row(*columns)


def _end(
    date: str | None, printed: Print, write: Callable[[str | None, Printed | None], str]
) -> str:
    return write(date, None if date is None else printed(date))


def _plain_lines(one: State, layout: Layout, printed: Print) -> Iterator[Line]:
    moment = layout.text(printed(one.moment).in_full() if one.moment else "end of the last event")
    rows = [
        [
            moment,
            "" if office.is_certain else POSSIBLY,
            layout.text(office.office),
            layout.text(office.organisation_name),
            layout.text(office.holder_name),
            f"since {layout.text(_end(office.since, printed, in_full))}",
            f"until {layout.text(_end(office.until, printed, in_full))}",
        ]
        for office in one.offices
    ]
    widths = [max(map(cells, column)) for column in zip(*rows, strict=True)]
    for texts in rows:
        spans = zip(texts, widths, _PIPED_STYLES, strict=True)
        yield [Span(pad(text, width + 2), style) for text, width, style in spans if width]
    if one.last_event:
        event = next(iter(table([one.last_event], 0, layout).lines))
        yield [Span(f"{moment}  ", "time"), Span("last event  ", "quiet"), *event]
