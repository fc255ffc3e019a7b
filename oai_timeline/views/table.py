"""Events as a table: by day for a terminal, one event one line for a pipe."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from oai_timeline.model.entry import Entry
from oai_timeline.model.signs import MEANINGS
from oai_timeline.views.look import Look
from oai_timeline.views.screen import Line, Screen, Span, cells, row, stack, wrap

LOOSE = "dated only to a longer span"
_INDENT = 2
_MOST_CLOCK = 12
_ROOM_FOR_IDS = 120
_LEAST_TITLE, _LEAST_LOOSE_TITLE = 20, 10


class Widths(NamedTuple):
    """The widths of a table's columns; `key` is 0 where there is no room for ids.

    So is `what` where there is no room for columns at all.
    """

    clock: int
    sign: int
    who: int
    what: int
    key: int


def table(entries: Sequence[Entry], loose: int, look: Look) -> Screen:
    """Lay out events in the order given; the last `loose` ones are dated only to a longer span."""
    if look.width is None:
        return Screen(_piped(entries, loose, look))
    return Screen(_by_day(entries, loose, look, look.width))


def heading(day: str) -> Line:
    """Write a day with its weekday, or a longer span as it is."""
    try:
        weekday = f"{date.fromisoformat(day):%A}"
    except ValueError:
        return [Span(day or "no start known", "day")]
    return [Span(day, "day"), Span(f" {weekday}", "quiet")]


def legend(entries: Iterable[Entry], look: Look, width: int) -> Iterator[Line]:
    """Explain the signs that are used, and name the zone of the clocks."""
    entries = list(entries)
    used = {entry.certainty for entry in entries}
    words = [f"{look.glyphs.certainty(name)} {name}" for name in MEANINGS if name in used]
    if not all(entry.in_order for entry in entries):
        words.append(f"{look.glyphs.unordered} order not established")
    dates = map(look.printed, entries)
    zones = sorted({printed.zone for printed in dates if printed.has_clock})
    words.append(f"{look.zone} ({', '.join(zones)})" if zones else look.zone)
    line = ""
    for word in words:
        if line and cells(line) + 3 + cells(word) > width:
            yield [Span(line, "quiet")]
            line = ""
        line = f"{line}   {word}" if line else word
    yield [Span(line, "quiet")]


def clock(entry: Entry, look: Look) -> str:
    """Write when on its day an event was: in the sources' words, or by the clock."""
    if entry.words:
        return look.text(entry.words)
    day, clock, _ = look.printed(entry)
    shown = clock if day == entry.day else f"{day} {clock}"
    return look.text(shown) or look.glyphs.no_clock


def _by_day(entries: Sequence[Entry], loose: int, look: Look, width: int) -> Iterator[Line]:
    last_dated = len(entries) - loose
    dated, late = entries[:last_dated], [e._replace(in_order=True) for e in entries[last_dated:]]
    widths = _widths(entries, look, width)
    for number, (day, group) in enumerate(groupby(dated, key=lambda entry: entry.day)):
        if number:
            yield []
        yield heading(look.text(day))
        for entry in group:
            if widths.what:
                yield from _row(entry, clock(entry, look), look, widths)
            else:
                yield from _stack(entry, look, width)
    if late:
        if dated:
            yield []
        yield [Span(LOOSE, "quiet")]
        yield from _loose_rows(late, look, width)
    if entries:
        yield []
        yield from legend([*dated, *late], look, width)


def _loose_rows(entries: Sequence[Entry], look: Look, width: int) -> Iterator[Line]:
    """Give events dated only to a longer span a line each: where that begins, and what."""
    sign = cells(look.glyphs.confirmed)
    days = max(cells(entry.day or "…") for entry in entries)
    room = width - _INDENT - days - sign - 4
    for entry in entries:
        day = Span(look.text(entry.day or "…"), "soft")
        certainty = Span(look.glyphs.certainty(entry.certainty), entry.certainty or "")
        title = look.text(entry.title)
        if room < _LEAST_LOOSE_TITLE:
            yield from stack([day, certainty], [Span(title, "what")], width, _INDENT)
            continue
        yield from row(
            ([Span("")], _INDENT),
            ([day], days + 2),
            ([certainty], sign + 2),
            (_styled(wrap(title, room), "what"), room),
        )


def _widths(entries: Sequence[Entry], look: Look, width: int) -> Widths:
    sign = cells(look.glyphs.confirmed)
    key = max((cells(entry.id) for entry in entries), default=0) if width >= _ROOM_FOR_IDS else 0
    when = max((cells(clock(entry, look)) for entry in entries), default=0)
    when = min(when, _MOST_CLOCK if width < _ROOM_FOR_IDS else 2 * _MOST_CLOCK)
    who = min(max((cells(_who(entry, look)) for entry in entries), default=0), width // 5)
    fixed = _INDENT + when + 1 + 2 * (sign + 1) + 1 + who + 2 + (key + 2 if key else 0)
    title = max((cells(look.text(entry.title)) for entry in entries), default=0)
    room = width - fixed
    return Widths(when, sign, who, min(title, room) if room >= min(title, _LEAST_TITLE) else 0, key)


def _who(entry: Entry, look: Look) -> str:
    """Name who did it; where that is nobody, whom it was about."""
    if entry.actors or not entry.about:
        return look.names(entry.actors)
    return f"{look.glyphs.about} {look.names(entry.about)}"


def _row(entry: Entry, when: str, look: Look, widths: Widths) -> Iterator[Line]:
    time, order, certainty, who, title = _cells(entry, when, look)
    columns = [
        ([Span("")], _INDENT),
        (_styled(wrap(time.text, widths.clock), time.style), widths.clock + 1),
        ([order], widths.sign + 1),
        ([certainty], widths.sign + 2),
        (_styled(wrap(who.text, widths.who), who.style), widths.who + 2),
        (_styled(wrap(title.text, widths.what), title.style), widths.what + 2),
    ]
    if widths.key:
        columns.append(([Span(entry.id, "quiet")], widths.key))
    return row(*columns)


def _stack(entry: Entry, look: Look, width: int) -> Iterator[Line]:
    *heads, who, title = _cells(entry, clock(entry, look), look)
    return stack(heads, [title, who], width, _INDENT)


def _cells(entry: Entry, when: str, look: Look) -> tuple[Span, Span, Span, Span, Span]:
    """Give what a row has of an event: time, order, certainty, who, title."""
    glyphs = look.glyphs
    soft = "–" in when or "~" in when or entry.words
    return (
        Span(when, "soft" if soft else "time"),
        Span("" if entry.in_order else glyphs.unordered, "unordered"),
        Span(glyphs.certainty(entry.certainty), entry.certainty or ""),
        Span(_who(entry, look), "who" if entry.actors else "quiet"),
        Span(look.text(entry.title), "what"),
    )


def _styled(lines: list[str], style: str) -> list[Span]:
    return [Span(line, style) for line in lines]


def _piped(entries: Sequence[Entry], loose: int, look: Look) -> Iterator[Line]:
    last_dated = len(entries) - loose
    rows = [
        (
            when(entry, look),
            "" if entry.in_order or number >= last_dated else look.glyphs.unordered,
            entry.certainty or "",
            entry.id,
            look.text(entry.title),
            _who(entry, look) + (f" ({LOOSE})" if number >= last_dated else ""),
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


def when(entry: Entry, look: Look) -> str:
    """Write a date in full: day, clock and zone, or the sources' words for the clock."""
    if entry.words:  # of the day as the timeline has it, whatever the zone of clocks
        return f"{entry.day} {look.text(entry.words)} {entry.zone}".strip()
    return look.text(look.printed(entry).in_full())


def moment(entry: Entry, look: Look, zone: str | None = None) -> str:
    """Write when an event was, on a terminal; a clock with its zone, or `zone` in its place."""
    if look.width is None:
        return when(entry, look)
    if entry.words:
        return f"{entry.day} {look.text(entry.words)}".strip()
    printed = look.printed(entry)
    shown = (printed.zone if printed.has_clock else "") if zone is None else zone
    return look.text(printed._replace(zone=shown).in_full())


def head(entry: Entry, look: Look, *, loose: bool = False) -> list[Span]:
    """Say of an event when it was, how sure that is, and its id."""
    glyphs = look.glyphs
    marks = [Span(moment(entry, look), "time")]
    if not entry.in_order and not loose:
        known = " order not established" if look.width is None else ""  # the legend says it
        marks.append(Span(f"{glyphs.unordered}{known}", "unordered"))
    if entry.certainty:
        sign = glyphs.certainty(entry.certainty)
        marks.append(Span(f"{sign} {entry.certainty}", entry.certainty))
    if loose:
        marks.append(Span(LOOSE, "quiet"))
    return [*marks, Span(entry.id, "quiet")]
