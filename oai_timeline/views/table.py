"""Events as a table: by day for a terminal, one event one line for a pipe."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from oai_timeline.model.record import ListedEvent
from oai_timeline.model.signs import MEANINGS
from oai_timeline.views.layout import Layout
from oai_timeline.views.text import Line, Span, StyledText, cells, row, stack, wrap

COARSE = "dated only to a longer span"
_INDENT = 2
_MOST_CLOCK = 12
_ROOM_FOR_IDS = 120
_LEAST_TITLE, _LEAST_COARSE_TITLE = 20, 10


class Widths(NamedTuple):
    """The widths of a table's columns; `key` is 0 where there is no room for ids.

    So is `what` where there is no room for columns at all.
    """

    clock: int
    sign: int
    who: int
    what: int
    key: int


def table(entries: Sequence[ListedEvent], coarse: int, layout: Layout) -> StyledText:
    """Lay out events in the order given; the last `coarse` ones are dated only to a longer span."""
    if layout.width is None:
        return StyledText(_plain_lines(entries, coarse, layout))
    return StyledText(_by_day(entries, coarse, layout, layout.width))


def heading(day: str) -> Line:
    """Write a day with its weekday, or a longer span as it is."""
    try:
        weekday = f"{date.fromisoformat(day):%A}"
    except ValueError:
        return [Span(day or "no start known", "day")]
    return [Span(day, "day"), Span(f" {weekday}", "quiet")]


def legend(entries: Iterable[ListedEvent], layout: Layout, width: int) -> Iterator[Line]:
    """Explain the signs that are used, and name the zone of the clocks."""
    entries = list(entries)
    used = {entry.certainty for entry in entries}
    words = [f"{layout.symbols.certainty(name)} {name}" for name in MEANINGS if name in used]
    if not all(entry.order_known for entry in entries):
        words.append(f"{layout.symbols.unordered} order not established")
    dates = map(layout.printed, entries)
    zones = sorted({printed.zone for printed in dates if printed.has_clock})
    words.append(f"{layout.zone} ({', '.join(zones)})" if zones else layout.zone)
    line = ""
    for word in words:
        if line and cells(line) + 3 + cells(word) > width:
            yield [Span(line, "quiet")]
            line = ""
        line = f"{line}   {word}" if line else word
    yield [Span(line, "quiet")]


def clock(entry: ListedEvent, layout: Layout) -> str:
    """Write when on its day an event was: in the sources' words, or by the clock."""
    if entry.words:
        return layout.text(entry.words)
    day, clock, _ = layout.printed(entry)
    shown = clock if day == entry.printed.day else f"{day} {clock}"
    return layout.text(shown) or layout.symbols.no_clock


def _by_day(
    entries: Sequence[ListedEvent], coarse: int, layout: Layout, width: int
) -> Iterator[Line]:
    last_dated = len(entries) - coarse
    dated, late = (
        entries[:last_dated],
        [e._replace(order_known=True) for e in entries[last_dated:]],
    )
    widths = _widths(entries, layout, width)
    for number, (day, group) in enumerate(groupby(dated, key=lambda entry: entry.printed.day)):
        if number:
            yield []
        yield heading(layout.text(day))
        for entry in group:
            if widths.what:
                yield from _row(entry, clock(entry, layout), layout, widths)
            else:
                yield from _stack(entry, layout, width)
    if late:
        if dated:
            yield []
        yield [Span(COARSE, "quiet")]
        yield from _coarse_rows(late, layout, width)
    if entries:
        yield []
        yield from legend([*dated, *late], layout, width)


def _coarse_rows(entries: Sequence[ListedEvent], layout: Layout, width: int) -> Iterator[Line]:
    """Give events dated only to a longer span a line each: where that begins, and what."""
    sign = cells(layout.symbols.confirmed)
    days = max(cells(entry.printed.day or "…") for entry in entries)
    room = width - _INDENT - days - sign - 4
    for entry in entries:
        day = Span(layout.text(entry.printed.day or "…"), "soft")
        certainty = Span(layout.symbols.certainty(entry.certainty), entry.certainty or "")
        title = layout.text(entry.title)
        if room < _LEAST_COARSE_TITLE:
            yield from stack([day, certainty], [Span(title, "what")], width, _INDENT)
            continue
        yield from row(
            ([Span("")], _INDENT),
            ([day], days + 2),
            ([certainty], sign + 2),
            (_style(wrap(title, room), "what"), room),
        )


def _widths(entries: Sequence[ListedEvent], layout: Layout, width: int) -> Widths:
    sign = cells(layout.symbols.confirmed)
    key = max((cells(entry.id) for entry in entries), default=0) if width >= _ROOM_FOR_IDS else 0
    when = max((cells(clock(entry, layout)) for entry in entries), default=0)
    when = min(when, _MOST_CLOCK if width < _ROOM_FOR_IDS else 2 * _MOST_CLOCK)
    who = min(max((cells(_who(entry, layout)) for entry in entries), default=0), width // 5)
    fixed = _INDENT + when + 1 + 2 * (sign + 1) + 1 + who + 2 + (key + 2 if key else 0)
    title = max((cells(layout.text(entry.title)) for entry in entries), default=0)
    room = width - fixed
    return Widths(when, sign, who, min(title, room) if room >= min(title, _LEAST_TITLE) else 0, key)


def _who(entry: ListedEvent, layout: Layout) -> str:
    """Name who did it; where that is nobody, whom it was about."""
    if entry.actors or not entry.about:
        return layout.names(entry.actors)
    return f"{layout.symbols.about} {layout.names(entry.about)}"


def _row(entry: ListedEvent, when: str, layout: Layout, widths: Widths) -> Iterator[Line]:
    time, order, certainty, who, title = _cells(entry, when, layout)
    columns = [
        ([Span("")], _INDENT),
        (_style(wrap(time.text, widths.clock), time.style), widths.clock + 1),
        ([order], widths.sign + 1),
        ([certainty], widths.sign + 2),
        (_style(wrap(who.text, widths.who), who.style), widths.who + 2),
        (_style(wrap(title.text, widths.what), title.style), widths.what + 2),
    ]
    if widths.key:
        columns.append(([Span(entry.id, "quiet")], widths.key))
    return row(*columns)


def _stack(entry: ListedEvent, layout: Layout, width: int) -> Iterator[Line]:
    *heads, who, title = _cells(entry, clock(entry, layout), layout)
    return stack(heads, [title, who], width, _INDENT)


def _cells(entry: ListedEvent, when: str, layout: Layout) -> tuple[Span, Span, Span, Span, Span]:
    """Give what a row has of an event: time, order, certainty, who, title."""
    symbols = layout.symbols
    soft = "–" in when or "~" in when or entry.words
    return (
        Span(when, "soft" if soft else "time"),
        Span("" if entry.order_known else symbols.unordered, "unordered"),
        Span(symbols.certainty(entry.certainty), entry.certainty or ""),
        Span(_who(entry, layout), "who" if entry.actors else "quiet"),
        Span(layout.text(entry.title), "what"),
    )


def _style(lines: list[str], style: str) -> list[Span]:
    return [Span(line, style) for line in lines]


def _plain_lines(entries: Sequence[ListedEvent], coarse: int, layout: Layout) -> Iterator[Line]:
    last_dated = len(entries) - coarse
    rows = [
        (
            when(entry, layout),
            "" if entry.order_known or number >= last_dated else layout.symbols.unordered,
            entry.certainty or "",
            entry.id,
            layout.text(entry.title),
            _who(entry, layout) + (f" ({COARSE})" if number >= last_dated else ""),
        )
        for number, entry in enumerate(entries)
    ]
    widths = [max(map(cells, column)) for column in zip(*rows, strict=True)]
    styles = ("time", "unordered", "", "quiet", "what", "who")
    for texts in rows:
        line: Line = []
        for text, style, width in zip(texts, styles, widths, strict=True):
            if width:
                line.append(Span(text, style or texts[2]))
                line.append(Span(" " * (width - cells(text) + 2)))
        yield line[:-1]


def when(entry: ListedEvent, layout: Layout) -> str:
    """Write a date in full: day, clock and zone, or the sources' words for the clock."""
    if entry.words:  # of the day as the timeline has it, whatever the zone of clocks
        return f"{entry.printed.day} {layout.text(entry.words)} {entry.printed.zone}".strip()
    return layout.text(layout.printed(entry).in_full())


def moment(entry: ListedEvent, layout: Layout, zone: str | None = None) -> str:
    """Write when an event was, on a terminal; a clock with its zone, or `zone` in its place."""
    if layout.width is None:
        return when(entry, layout)
    if entry.words:
        return f"{entry.printed.day} {layout.text(entry.words)}".strip()
    printed = layout.printed(entry)
    shown = (printed.zone if printed.has_clock else "") if zone is None else zone
    return layout.text(printed._replace(zone=shown).in_full())


def head(entry: ListedEvent, layout: Layout, *, coarse: bool = False) -> list[Span]:
    """Say of an event when it was, how sure that is, and its id."""
    symbols = layout.symbols
    marks = [Span(moment(entry, layout), "time")]
    if not entry.order_known and not coarse:
        known = " order not established" if layout.width is None else ""  # the legend says it
        marks.append(Span(f"{symbols.unordered}{known}", "unordered"))
    if entry.certainty:
        sign = symbols.certainty(entry.certainty)
        marks.append(Span(f"{sign} {entry.certainty}", entry.certainty))
    if coarse:
        marks.append(Span(COARSE, "quiet"))
    return [*marks, Span(entry.id, "quiet")]
