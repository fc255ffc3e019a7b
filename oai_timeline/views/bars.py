"""Counts as bars: one scale for all that are shown together."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from oai_timeline.dates.days import format_day as write_day
from oai_timeline.dates.days import read_day
from oai_timeline.query.counts import Count, Hour, hours_between
from oai_timeline.views.blocks import align, join_sections, paragraph
from oai_timeline.views.dates import COARSE, format_day
from oai_timeline.views.layout import Layout
from oai_timeline.views.text import Line, Span, line_width, widest, wrap_spans

_LEAST_BAR, _MOST_BAR = 8, 48
_LEAST_TITLE = 10
_ROOM_FOR_WEEKDAYS = 36
_MOST_EMPTY = 6
"""So many days or hours without events get a line each; more of them share one."""


class Bar(NamedTuple):
    """What is counted, and how many there are; without a number, a heading or a remark."""

    title: Line
    events: int | None = None


def render_days(counts: Sequence[Count], layout: Layout) -> Iterator[Line]:
    """Render counts by day, coarse ones last; a few days without events are shown as empty."""
    near = [count for count in counts if not count.coarse]
    late = [(count.value, count.events) for count in counts if count.coarse]
    heading = [Bar([Span(COARSE, "quiet")])] if late else []
    sections = [list(_with_empty_days(near, layout)), [*heading, *format_days(late, layout)]]
    return render_bars(sections, layout)


def render_hours(counts: Sequence[Count], layout: Layout) -> Iterator[Line]:
    """Render counts by hour, in the given order, as clocks in the layout's zone show them.

    On a day with a clock change, each hour has the zone's abbreviation.
    """
    counted = [(count.hour, count.events) for count in counts if count.hour]
    sections = [
        [Bar(format_day(day)), *_format_hours(list(group), layout)]
        for day, group in groupby(counted, key=lambda pair: pair[0].shown.day)
    ]
    zones = sorted({hour.shown.zone for hour, _ in counted})
    zone = Span(f"{layout.zone} ({', '.join(zones)})", "quiet")
    legend = paragraph(zone, layout.width) if counted else ()
    return join_sections(render_bars(sections, layout), legend)


def render_names(counts: Sequence[Count], layout: Layout) -> Iterator[Line]:
    """Render counts by name, as of actors and kinds."""
    bars = [Bar([Span(layout.text(count.name), "who")], count.events) for count in counts]
    return render_bars([bars], layout)


def plain_days(counts: Sequence[Count], layout: Layout) -> Iterator[Line]:
    """Write counts by day, those that are coarse with a remark."""
    bars = [
        (Span(layout.text(count.value)), count.events, f" ({COARSE})" if count.coarse else "")
        for count in counts
    ]
    return plain_bars(bars, layout)


def plain_hours(counts: Sequence[Count], layout: Layout) -> Iterator[Line]:
    """Write counts by hour, in the given order, as clocks in the layout's zone show them."""
    hours = [(count.hour, count.events) for count in counts if count.hour]
    bars = [(Span(hour.shown.in_full()), events, "") for hour, events in hours]
    return plain_bars(bars, layout)


def plain_names(counts: Sequence[Count], layout: Layout) -> Iterator[Line]:
    """Write counts by name, as of actors and kinds."""
    bars = [(Span(layout.text(count.name), "who"), count.events, "") for count in counts]
    return plain_bars(bars, layout)


def render_bars(sections: Sequence[Sequence[Bar]], layout: Layout) -> Iterator[Line]:
    """Render titles, numbers and bars, with an empty line between sections."""
    bars = [bar for section in sections for bar in section if bar.events is not None]
    counts = [bar.events or 0 for bar in bars]
    longest = max((line_width(bar.title) for bar in bars), default=0)
    least_room = len(str(max(counts, default=1))) + 3 + _LEAST_BAR
    title_width = min(longest, max(layout.width - least_room, _LEAST_TITLE))
    scale = fit_scale(counts, layout.width - title_width - 2)
    return join_sections(
        *(_render_section(section, scale, title_width, layout) for section in sections)
    )


def plain_bars(bars: Sequence[tuple[Span, int, str]], layout: Layout) -> Iterator[Line]:
    """Write titles, numbers, bars and remarks, one per line."""
    title_width = widest(title.text for title, _, _ in bars)
    scale = fit_scale((events for _, events, _ in bars), layout.width - title_width - 2)
    return align(
        [title, [*scale.draw(events, layout), Span(remark, "quiet")]]
        for title, events, remark in bars
    )


class Scale(NamedTuple):
    """How long bars are: `room` cells for `most` events, whose number has so many digits."""

    most: int
    digits: int
    room: int

    def draw(self, events: int, layout: Layout) -> Line:
        """Return a number and its bar; at least one cell, unless it is 0."""
        length = max(events * self.room // self.most, min(events, 1))
        number = Span(f"{events:>{self.digits}} ", "time")
        return [number, Span(layout.symbols.bar * length, "bar")]


def fit_scale(counts: Iterable[int], room: int) -> Scale:
    """Return a scale on which numbers and bars fit into so many cells."""
    most = max(counts, default=1) or 1
    digits = len(str(most))
    return Scale(most, digits, max(min(_MOST_BAR, room - digits - 1), 1))


def format_days(counts: Iterable[tuple[str, int]], layout: Layout) -> list[Bar]:
    """Return bars of days or longer spans, with the weekday if there is room for it."""
    parts = 2 if layout.width >= _ROOM_FOR_WEEKDAYS else 1
    return [Bar(format_day(layout.text(day))[:parts], events) for day, events in counts]


def _render_section(
    section: Sequence[Bar], scale: Scale, title_width: int, layout: Layout
) -> Iterator[Line]:
    for title, events in section:
        if events is None:
            yield title
            continue
        first, *others = wrap_spans(title, title_width)
        gap = Span(" " * (title_width - line_width(first) + 2))
        yield [*first, gap, *scale.draw(events, layout)]
        yield from others


def _with_empty_days(counts: Sequence[Count], layout: Layout) -> Iterator[Bar]:
    before: int | None = None
    for count in counts:
        day = read_day(count.value)
        if before is not None and day is not None:
            step = 1 if before < day else -1
            empty = range(before + step, day, step)
            if len(empty) <= _MOST_EMPTY:
                yield from format_days(((write_day(number), 0) for number in empty), layout)
            else:
                yield _gap(len(empty), "days", layout)
        before = day  # a longer span may lie in a gap, which is not shown then
        yield from format_days([(count.value, count.events)], layout)


def _format_hours(counted: Sequence[tuple[Hour, int]], layout: Layout) -> list[Bar]:
    """Return bars of the hours of a day; a few hours without events are shown as empty."""
    from zoneinfo import ZoneInfo

    has_change = len({hour.shown.zone for hour, _ in counted}) > 1

    def bar(hour: Hour, events: int) -> Bar:
        zone = f" {hour.shown.zone}" if has_change else ""
        return Bar([Span(f"  {hour.shown.clock}{zone}", "time")], events)

    bars = [bar(*counted[0])]
    for (before, _), (hour, events) in pairwise(counted):
        empty = hours_between(before, hour, ZoneInfo(layout.zone))
        if len(empty) <= _MOST_EMPTY:
            bars += [bar(between, 0) for between in empty]
        else:
            bars.append(_gap(len(empty), "hours", layout))
        bars.append(bar(hour, events))
    return bars


def _gap(length: int, unit: str, layout: Layout) -> Bar:
    return Bar([Span(layout.text(f"  … {length} {unit} without"), "quiet")])
