"""Counts as bars: one scale for all that are shown together."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from oai_timeline.query.counts import Count, Hour, hours_between
from oai_timeline.views.layout import Layout
from oai_timeline.views.table import COARSE, heading
from oai_timeline.views.text import Line, Span, StyledText, cells, row, wrap

_LEAST_BAR, _MOST_BAR = 8, 48
_LEAST_TITLE = 10
_ROOM_FOR_WEEKDAYS = 36
_MOST_EMPTY = 6
"""So many days or hours without events are drawn; more of them are told in a line."""


class Bar(NamedTuple):
    """What is counted, and how many there are; without a count a line that says something."""

    title: Line
    events: int | None = None
    remark: str = ""


class Section(NamedTuple):
    """Bars under a heading, if that is not empty."""

    heading: Line
    bars: Sequence[Bar]


def bars(sections: Sequence[Section], layout: Layout) -> Iterator[Line]:
    """Lay out counts: the titles, the numbers, the bars."""
    rows = [one for section in sections for one in section.bars if one.events is not None]
    most = max((one.events or 0 for one in rows), default=1) or 1
    digits = len(str(most))
    widest = max((sum(cells(span.text) for span in one.title) for one in rows), default=0)
    room = layout.width or 80
    titles = widest
    if layout.width is not None:
        titles = min(widest, max(room - digits - 3 - _LEAST_BAR, _LEAST_TITLE))
    room = max(min(_MOST_BAR, room - titles - digits - 3), 1)
    for number, section in enumerate(sections):
        if section.heading and number:
            yield []
        if section.heading:
            yield section.heading
        for one in section.bars:
            if one.events is None:
                yield one.title
                continue
            length = max(one.events * room // most, min(one.events, 1))
            line = [
                Span(f"{one.events:>{digits}} ", "time"),
                Span(layout.symbols.bar * length, "bar"),
            ]
            if one.remark:
                line.append(Span(f" {one.remark}", "quiet"))
            yield from _place_title(one.title, titles, line)


def day_bars(counts: Iterable[tuple[str, int]], layout: Layout) -> list[Bar]:
    """Make bars of days or longer spans, with the weekday where there is room for it."""
    shown = [(layout.text(day), events) for day, events in counts]
    if layout.width is None:
        return [Bar([Span(day)], events) for day, events in shown]
    parts = 2 if layout.width >= _ROOM_FOR_WEEKDAYS else 1
    return [Bar(heading(day)[:parts], events) for day, events in shown]


def days(counts: Sequence[Count], layout: Layout) -> StyledText:
    """Lay out counts by day; days without events show on a terminal, where they are few."""
    if layout.width is None:
        return StyledText(
            bars([Section([], [_in_full(count, layout) for count in counts])], layout)
        )
    near = [count for count in counts if not count.coarse]
    sections = [Section([], list(_with_empty_days(near, layout)))]
    if len(near) < len(counts):
        late = day_bars(((c.value, c.events) for c in counts if c.coarse), layout)
        sections.append(Section([Span(COARSE, "quiet")], late))
    return StyledText(bars([section for section in sections if section.bars], layout))


def hours(counts: Sequence[Count], layout: Layout) -> StyledText:
    """Lay out counts by hour, in the order given, as clocks in the zone of `look` show them.

    On a day on which clocks are changed, each hour has the zone's abbreviation.
    """
    counted = [(count.hour, count.events) for count in counts if count.hour]
    if layout.width is None:
        every = [Bar([Span(hour.shown.in_full())], events) for hour, events in counted]
        return StyledText(bars([Section([], every)], layout))
    sections = [
        Section(heading(day), _hours_of_a_day(list(group), layout))
        for day, group in groupby(counted, key=lambda one: one[0].shown.day)
    ]
    zones = sorted({hour.shown.zone for hour, _ in counted})
    return StyledText(_with_zone(sections, zones, layout, layout.width))


def names(counts: Sequence[Count], layout: Layout) -> StyledText:
    """Lay out counts by name, as of actors and kinds."""
    every = [Bar([Span(layout.text(count.name), "who")], count.events) for count in counts]
    return StyledText(bars([Section([], every)], layout))


def _with_zone(
    sections: Sequence[Section], zones: Sequence[str], layout: Layout, width: int
) -> Iterator[Line]:
    yield from bars(sections, layout)
    if sections:
        yield []
        for line in wrap(f"{layout.zone} ({', '.join(zones)})", width):
            yield [Span(line, "quiet")]


def _place_title(title: Line, width: int, line: Line) -> Iterator[Line]:
    """Set a title before its bar; one that is too wide is wrapped."""
    used = sum(cells(span.text) for span in title)
    if used <= width:
        yield [*title, Span(" " * (width - used + 2)), *line]
        return
    text = "".join(span.text for span in title)
    first, *more = [Span(part, title[0].style) for part in wrap(text, width)]
    yield [first, Span(" " * (width - cells(first.text) + 2)), *line]
    if more:
        yield from row((more, width))


def _in_full(count: Count, layout: Layout) -> Bar:
    return Bar(
        [Span(layout.text(count.value))], count.events, f"({COARSE})" if count.coarse else ""
    )


def _with_empty_days(counts: Sequence[Count], layout: Layout) -> Iterator[Bar]:
    before: date | None = None
    for count in counts:
        day = _date(count.value)
        if before and day:
            first, last = sorted((before, day))
            empty = [
                date.fromordinal(n).isoformat()
                for n in range(first.toordinal() + 1, last.toordinal())
            ]
            if day < before:
                empty.reverse()
            if len(empty) <= _MOST_EMPTY:
                yield from day_bars(((value, 0) for value in empty), layout)
            else:
                yield _gap(len(empty), "days", layout)
        before = day  # what is dated to a longer span may lie in a gap: none is told of then
        yield from day_bars([(count.value, count.events)], layout)


def _hours_of_a_day(counted: Sequence[tuple[Hour, int]], layout: Layout) -> list[Bar]:
    from zoneinfo import ZoneInfo

    is_change = len({hour.shown.zone for hour, _ in counted}) > 1

    def bar(hour: Hour, events: int) -> Bar:
        zone = f" {hour.shown.zone}" if is_change else ""
        return Bar([Span(f"  {hour.shown.clock}{zone}", "time")], events)

    found = []
    for number, (hour, events) in enumerate(counted):
        if number:
            empty = hours_between(counted[number - 1][0], hour, ZoneInfo(layout.zone))
            if len(empty) <= _MOST_EMPTY:
                found += [bar(one, 0) for one in empty]
            else:
                found.append(_gap(len(empty), "hours", layout))
        found.append(bar(hour, events))
    return found


def _gap(length: int, unit: str, layout: Layout) -> Bar:
    return Bar([Span(layout.text(f"  … {length} {unit} without"), "quiet")])


def _date(day: str) -> date | None:
    try:
        return date.fromisoformat(day) if len(day) == len("2023-11-17") else None
    except ValueError:
        return None
