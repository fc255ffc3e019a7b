"""Counts as bars: one scale for all that are shown together."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby, pairwise
from typing import NamedTuple

from oai_timeline.dates.days import format_day as write_day
from oai_timeline.dates.days import read_day
from oai_timeline.dates.prose import format_printed
from oai_timeline.model.plural import format_count
from oai_timeline.query.calendar import Tally
from oai_timeline.query.counts import (
    DayCount,
    Hour,
    HourCount,
    NameCount,
    hours_between,
)
from oai_timeline.views.blocks import join_sections, render_notes
from oai_timeline.views.cells import COARSE
from oai_timeline.views.dates import format_day
from oai_timeline.views.layout import Layout
from oai_timeline.views.parts import Head
from oai_timeline.views.plain import align
from oai_timeline.views.text import Line, Span, line_width, pad_left, strip_end, wrap_spans

_LEAST_BAR, _MOST_BAR = 8, 48
_LEAST_TITLE = 10
_ROOM_FOR_WEEKDAYS = 36
_MOST_EMPTY_DAYS, _MOST_EMPTY_HOURS = 2, 6
"""So many days or hours without events get a line each; more of them share one."""
_GAP = 2
_HEADS = ("certain", "possible")


class Bar(NamedTuple):
    """What is counted, and how many there are; without numbers, a heading or a remark."""

    title: Line
    tally: Tally | None = None


def render_days(counts: Sequence[DayCount], head: Head, layout: Layout) -> Iterator[Line]:
    """Render counts by day, coarse ones last; a few days without events are shown as empty."""
    near = [count for count in counts if not count.coarse]
    late = [_format_count(count, layout) for count in counts if count.coarse]
    heading = [Bar([Span(COARSE, "quiet")])] if late else []
    sections = [list(_with_empty_days(near, layout)), [*heading, *late]]
    unit = "day" if all(read_day(count.value) is not None for count in counts) else ""
    return _render_counts(sections, _list_facts(head, layout), unit, layout)


def render_hours(counts: Sequence[HourCount], head: Head, layout: Layout) -> Iterator[Line]:
    """Render counts by hour, in the given order, as clocks in the layout's zone show them.

    On a day with a clock change, each hour has the zone's abbreviation.
    """
    sections = [
        [Bar(format_day(day)), *_format_hours(list(group), layout)]
        for day, group in groupby(counts, key=lambda count: count.hour.shown.day)
    ]
    zone = layout.describe_zone(count.hour.shown for count in counts)
    facts = [*_list_facts(head, layout), zone]
    return _render_counts(sections, facts, "hour", layout)


def render_names(counts: Sequence[NameCount], layout: Layout) -> Iterator[Line]:
    """Render counts by name, as of actors and kinds."""
    bars = [Bar([Span(layout.text(count.name), "who")], Tally(count.events)) for count in counts]
    return render_bars([bars], layout)


def plain_days(counts: Sequence[DayCount], layout: Layout) -> Iterator[Line]:
    """Write counts by day as EDTF: certain, possible, a bar; for coarse ones, a remark."""
    return plain_bars(
        [(one.value, one.tally, COARSE if one.coarse else "") for one in counts], layout
    )


def plain_hours(counts: Sequence[HourCount], layout: Layout) -> Iterator[Line]:
    """Write counts by hour, in the given order, as clocks in the layout's zone show them."""
    return plain_bars([(one.hour.shown.in_full(), one.tally, "") for one in counts], layout)


def plain_names(counts: Sequence[NameCount], layout: Layout) -> Iterator[Line]:
    """Write counts by name, as of actors and kinds."""
    scale = _fit_scale((Tally(count.events) for count in counts), _MOST_BAR)
    return align(
        [
            Span(layout.text(count.name), "who"),
            Span(f"{count.events:>{scale.digits}}", "time"),
            scale.draw(Tally(count.events), layout),
        ]
        for count in counts
    )


def render_bars(sections: Sequence[Sequence[Bar]], layout: Layout) -> Iterator[Line]:
    """Render titles, numbers and bars, with an empty line between sections.

    If anything is merely possible, there are two numbers, with headings.
    """
    bars = [bar for section in sections for bar in section if bar.tally is not None]
    columns = _fit_columns(bars, layout)
    rows = join_sections(*(_render_section(section, columns, layout) for section in sections))
    if bars and columns.heads[0]:
        yield [
            Span(" " * columns.title),
            *(Span(f"  {pad_left(head, columns.number)}", "quiet") for head in columns.heads),
        ]
    yield from rows


def plain_bars(rows: Iterable[tuple[str, Tally, str]], layout: Layout) -> Iterator[Line]:
    """Write titles, both numbers, bars and remarks, one per line."""
    rows = list(rows)
    scale = _fit_scale((tally for _, tally, _ in rows), _MOST_BAR)
    return align(
        [
            Span(title),
            *(Span(f"{number:>{scale.digits}}", "time") for number in tally),
            scale.draw(tally, layout),
            Span(remark, "quiet"),
        ]
        for title, tally, remark in rows
    )


def explain_bars(bars: Iterable[Tally], unit: str, layout: Layout) -> list[str]:
    """Return what the signs of bars mean; nothing if no event is merely possible.

    `unit` is what each bar counts events by, empty if they differ.
    """
    if not any(tally.possible for tally in bars):
        return []
    preposition = "on" if unit == "day" else "in"
    when, other = f"{preposition} that {unit}", f"{preposition} another"
    if not unit:
        when, other = "then", "at another time"
    return [
        f"{layout.symbols.bar} certainly {when}",
        f"{layout.symbols.shade} possibly {when}, or {other}",
    ]


def format_days(counts: Iterable[tuple[str, Tally]], layout: Layout) -> list[Bar]:
    """Return bars of days or longer spans, with the weekday if there is room for it."""
    parts = 2 if layout.width >= _ROOM_FOR_WEEKDAYS else 1
    return [Bar(format_day(layout.text(day))[:parts], tally) for day, tally in counts]


class _Scale(NamedTuple):
    """How long bars are: `room` cells for `most` events; numbers have so many digits."""

    most: int
    digits: int
    room: int

    def draw(self, tally: Tally, layout: Layout) -> Line:
        """Return a bar: what is certain, then what is possible, at least a cell of each."""
        certain, possible = tally
        solid = max(certain * self.room // self.most, min(certain, 1))
        whole = max((certain + possible) * self.room // self.most, solid + min(possible, 1))
        symbols = layout.symbols
        return [
            Span(symbols.bar * solid, "bar"),
            Span(symbols.shade * (whole - solid), "quiet"),
        ]


def _fit_scale(tallies: Iterable[Tally], room: int) -> _Scale:
    """Return a scale on which bars fit into so many cells."""
    tallies = list(tallies)
    most = max(map(sum, tallies), default=1) or 1
    digits = len(str(max((max(tally) for tally in tallies), default=0)))
    return _Scale(most, digits, max(min(_MOST_BAR, room), 2))


class _Columns(NamedTuple):
    """The widths of titles and numbers, the headings of the numbers, and the scale of the bars."""

    title: int
    number: int
    heads: tuple[str, ...]
    scale: _Scale


def _fit_columns(bars: Sequence[Bar], layout: Layout) -> _Columns:
    """Share the width. Where it is too narrow for headings in words, they are signs."""
    tallies = [bar.tally or Tally(0) for bar in bars]
    digits = _fit_scale(tallies, 0).digits
    symbols = layout.symbols
    both = any(tally.possible for tally in tallies)
    longest = max((line_width(bar.title) for bar in bars), default=0)
    for heads in [_HEADS, (symbols.bar, symbols.shade)] if both else [("",)]:
        number = max(digits, *map(len, heads))
        others = len(heads) * (number + _GAP) + _GAP
        if longest + others + _LEAST_BAR <= layout.width:
            break
    title = min(longest, max(layout.width - others - _LEAST_BAR, _LEAST_TITLE))
    return _Columns(title, number, heads, _fit_scale(tallies, layout.width - title - others))


def _render_counts(
    sections: Sequence[Sequence[Bar]], facts: Sequence[str], unit: str, layout: Layout
) -> Iterator[Line]:
    """Render bars below facts and a legend; nothing if there are none."""
    tallies = [bar.tally for section in sections for bar in section if bar.tally]
    if not tallies:
        return iter(())
    head = chain(
        render_notes(facts, layout.width, f" {layout.symbols.no_clock} "),
        render_notes(explain_bars(tallies, unit, layout), layout.width),
    )
    return join_sections((line for line in head if line_width(line)), render_bars(sections, layout))


def _list_facts(head: Head, layout: Layout) -> list[str]:
    return [format_count(head.total, "event"), *map(layout.text, head.asked)]


def _render_section(section: Sequence[Bar], columns: _Columns, layout: Layout) -> Iterator[Line]:
    for title, tally in section:
        if tally is None:
            yield title
            continue
        first, *others = wrap_spans(title, columns.title)
        yield strip_end(
            [
                *first,
                Span(" " * (columns.title - line_width(first))),
                *_render_numbers(tally, columns),
                Span(" " * _GAP),
                *columns.scale.draw(tally, layout),
            ]
        )
        yield from others


def _render_numbers(tally: Tally, columns: _Columns) -> Iterator[Span]:
    """Yield the numbers that have a column; where nothing is merely possible, it is empty."""
    certain, possible = tally
    gap = " " * _GAP
    yield Span(f"{gap}{certain:>{columns.number}}", "time" if certain else "quiet")
    if len(columns.heads) > 1:
        yield Span(f"{gap}{possible or '':>{columns.number}}", "quiet")


def _with_empty_days(counts: Sequence[DayCount], layout: Layout) -> Iterator[Bar]:
    before: int | None = None
    for count in counts:
        day = read_day(count.value)
        if before is not None and day is not None:
            step = 1 if before < day else -1
            empty = range(before + step, day, step)
            if len(empty) <= _MOST_EMPTY_DAYS:
                yield from format_days(((write_day(one), Tally(0)) for one in empty), layout)
            else:
                yield _gap(len(empty), "days", layout)
        before = day  # a longer span may lie in a gap, which is not shown then
        yield _format_count(count, layout)


def _format_count(count: DayCount, layout: Layout) -> Bar:
    """Return the bar of a day or of the span that events are dated to."""
    if "T" in count.value:
        return Bar([Span(layout.text(format_printed(count.shown)), "day")], count.tally)
    (bar,) = format_days([(count.value, count.tally)], layout)
    return bar


def _format_hours(counts: Sequence[HourCount], layout: Layout) -> list[Bar]:
    """Return bars of the hours of a day; a few hours without events are shown as empty."""
    from zoneinfo import ZoneInfo

    has_change = len({count.hour.shown.zone for count in counts}) > 1

    def bar(hour: Hour, tally: Tally) -> Bar:
        zone = f" {hour.shown.zone}" if has_change else ""
        return Bar([Span(f"  {hour.shown.clock}{zone}", "time")], tally)

    bars = [bar(*counts[0])]
    for (before, _), (hour, tally) in pairwise(counts):
        empty = hours_between(before, hour, ZoneInfo(layout.zone))
        if len(empty) <= _MOST_EMPTY_HOURS:
            bars += [bar(between, Tally(0)) for between in empty]
        else:
            bars.append(_gap(len(empty), "hours", layout))
        bars.append(bar(hour, tally))
    return bars


def _gap(length: int, unit: str, layout: Layout) -> Bar:
    return Bar([Span(layout.text(f"  … {length} {unit} with no events"), "quiet")])
