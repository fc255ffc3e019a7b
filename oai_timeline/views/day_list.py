"""Events by day, one below another: a column of times, a rail, signs, and texts."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, groupby
from typing import NamedTuple

from oai_timeline.model.listed import ListedEvent
from oai_timeline.views.blocks import join_sections
from oai_timeline.views.cells import COARSE
from oai_timeline.views.dates import format_day
from oai_timeline.views.layout import Layout
from oai_timeline.views.parts import format_sign
from oai_timeline.views.rows import Piece, flow_pieces, measure_pieces
from oai_timeline.views.text import Line, Span, display_width, line_width, pad, pad_left, widest
from oai_timeline.views.time_column import format_long_date, format_time_column

HOUR_UNKNOWN = "at an hour not established"
_INDENT = 2
"""The cells before text under its time."""
_LEAST_TEXT = 20
_RAIL = 3
"""The cells of the rail, with a space on both sides."""


def _nothing(_: int) -> Iterable[Line]:
    return ()


class Entry(NamedTuple):
    """An event in a list, and its text.

    `role` has the signs of what an actor had to do with it. `below` returns the lines below the
    text, given how wide they may be.
    """

    event: ListedEvent
    pieces: Sequence[Piece]
    role: Span = Span("")
    below: Callable[[int], Iterable[Line]] = _nothing


class Section(NamedTuple):
    """A day, or the coarse events after all days: its heading, and the lines of each event."""

    heading: Line
    entries: list[Iterable[Line]]


class _Row(NamedTuple):
    entry: Entry
    time: Span
    has_rail: bool


class _Group(NamedTuple):
    """Rows under a heading; those from `vague` on have a time that is not closely known."""

    heading: Line
    rows: list[_Row]
    vague: int


class _Widths(NamedTuple):
    """The widths of times, roles and texts; whether ids have a column, or are part of the texts.

    Rows are stacked if there is no room for columns: texts are below their times.
    """

    time: int
    role: int
    text: int
    in_column: bool = False
    in_text: bool = False
    is_stacked: bool = False


def render_entries(
    entries: Sequence[Entry], coarse: int, layout: Layout, *, with_ids: bool = False
) -> Iterator[Line]:
    """Render events by day; the last `coarse` ones are dated only to a longer span."""
    sections = render_sections(entries, coarse, layout, with_ids=with_ids)
    return join_sections(*(chain([heading], *rows) for heading, rows in sections))


def render_entry(
    entry: Entry, layout: Layout, time_width: int, *, is_coarse: bool = False
) -> Iterator[Line]:
    """Render an event by itself, with a time column that is so wide; a wider time is above it."""
    event = entry.event
    time = format_entry_time(event, layout, is_coarse=is_coarse)
    if display_width(time.text) > time_width:
        yield [Span(" " * _INDENT), time]
        time = Span("")
    padded = time._replace(text=pad_left(time.text, time_width))
    row = _Row(entry, padded, has_rail=not (event.order_known or is_coarse))
    yield from _render_row(row, _share_without_ids([row], layout, with_ids=False), layout)


def format_entry_time(event: ListedEvent, layout: Layout, *, is_coarse: bool) -> Span:
    """Return what the time column shows of an event, which may be dated only to a longer span."""
    return format_long_date(event, layout) if is_coarse else format_time_column(event, layout)


def list_blocks(entries: Sequence[Entry], coarse: int, layout: Layout) -> Iterator[Iterable[Line]]:
    """Yield the lines of each event with its id, the first of a day below the heading of that."""
    for heading, (first, *others) in render_sections(entries, coarse, layout, with_ids=True):
        yield chain([heading], first)
        yield from others


def render_sections(
    entries: Sequence[Entry], coarse: int, layout: Layout, *, with_ids: bool = False
) -> Iterator[Section]:
    """Render events by day; the last `coarse` ones are dated only to a longer span.

    Ids are where they cost no line, and `with_ids` anywhere.
    """
    last_dated = len(entries) - coarse
    days = list(_list_days(entries[:last_dated], layout))
    late = [_list_coarse(entries[last_dated:], layout)] if coarse else []
    groups = (days, late)
    rows = [[row for group in each for row in group.rows] for each in groups]
    for each, widths in zip(groups, _share_width(rows, layout, with_ids=with_ids), strict=True):
        for group in each:
            yield Section(group.heading, list(_render_group(group, widths, layout)))


def _list_days(entries: Sequence[Entry], layout: Layout) -> Iterator[_Group]:
    for day, group in groupby(entries, key=lambda entry: entry.event.printed.day):
        rows = [
            _Row(entry, format_time_column(entry.event, layout), not entry.event.order_known)
            for entry in group
        ]
        vague = sum(row.entry.event.is_close for row in rows)
        yield _Group(format_day(layout.text(day)), rows, vague)


def _list_coarse(entries: Sequence[Entry], layout: Layout) -> _Group:
    rows = [_Row(entry, format_long_date(entry.event, layout), has_rail=False) for entry in entries]
    return _Group([Span(COARSE, "quiet")], rows, len(rows))


def _share_width(
    groups: Sequence[Sequence[_Row]], layout: Layout, *, with_ids: bool
) -> list[_Widths]:
    """Share the width among the columns of each group of rows.

    Ids have a column, beside the longest text, if it takes no more lines than there are without.
    """
    widths = [_share_without_ids(rows, layout, with_ids=with_ids) for rows in groups]
    ids = widest(row.entry.event.id for rows in groups for row in rows) + 2
    pairs = list(zip(groups, widths, strict=True))
    if not all(_has_room(rows, shared, ids) for rows, shared in pairs if rows):
        return widths
    end = max(layout.width - shared.text + _measure_longest(rows) for rows, shared in pairs)
    spare = max(layout.width - ids - end, 0)
    return [
        shared._replace(text=shared.text - ids - spare, in_column=True, in_text=False)
        for shared in widths
    ]


def _measure_longest(rows: Iterable[_Row]) -> int:
    texts = (row.entry.pieces for row in rows)
    return max((measure_pieces(pieces) - pieces[0].gap for pieces in texts), default=0)


def _share_without_ids(rows: Sequence[_Row], layout: Layout, *, with_ids: bool) -> _Widths:
    time, role = widest(row.time.text for row in rows), widest(row.entry.role.text for row in rows)
    role += 1 if role else 0
    text = layout.width - time - _RAIL - _sign_width(layout) - role
    if text < _LEAST_TEXT:
        return _Widths(0, 0, layout.width - _INDENT, in_text=with_ids, is_stacked=True)
    return _Widths(time, role, text, in_text=with_ids)


def _has_room(rows: Iterable[_Row], widths: _Widths, ids: int) -> bool:
    """Return whether rows take no more lines with a column of ids than without."""
    narrow = widths.text - ids
    return (
        not widths.is_stacked
        and narrow >= _LEAST_TEXT
        and all(
            measure_pieces(entry.pieces) <= narrow
            or len(list(flow_pieces(entry.pieces, widths.text)))
            == len(list(flow_pieces(entry.pieces, narrow)))
            for entry, _, _ in rows
        )
    )


def _render_group(group: _Group, widths: _Widths, layout: Layout) -> Iterator[Iterable[Line]]:
    for number, row in enumerate(group.rows):
        lines = _render_row(row, widths, layout)
        if number == group.vague and number:
            lines = chain([[Span(f"  {HOUR_UNKNOWN}", "quiet")]], lines)
        yield lines


def _render_row(row: _Row, widths: _Widths, layout: Layout) -> Iterator[Line]:
    event, pieces, _, _ = row.entry
    if widths.in_text:
        pieces = [*pieces, Piece([Span(event.id, "quiet")], 2)]
    if widths.is_stacked:
        return _stack_row(row, pieces, widths, layout)
    return _render_columns(row, pieces, widths, layout)


def _stack_row(
    row: _Row, pieces: Sequence[Piece], widths: _Widths, layout: Layout
) -> Iterator[Line]:
    """Render the text of a row below its time."""
    rail = Span(layout.symbols.rail if row.has_rail else "", "quiet")
    marks = (row.time, rail, format_sign(row.entry.event, layout), row.entry.role)
    yield from flow_pieces([Piece([mark], 2) for mark in marks if mark.text], layout.width)
    for line in chain(flow_pieces(pieces, widths.text), row.entry.below(widths.text)):
        yield [Span(" " * _INDENT), *line]


def _render_columns(
    row: _Row, pieces: Sequence[Piece], widths: _Widths, layout: Layout
) -> Iterator[Line]:
    event, _, role, below = row.entry
    time, sign = row.time, format_sign(event, layout)
    sign_width = _sign_width(layout)
    rail = Span(f" {layout.symbols.rail} ", "quiet") if row.has_rail else Span(" " * _RAIL)
    start = [
        time._replace(text=pad_left(time.text, widths.time)),
        rail,
        sign._replace(text=pad(sign.text, sign_width)),
        *([role._replace(text=pad(role.text, widths.role))] if widths.role else []),
    ]
    rest = [Span(" " * widths.time), rail, Span(" " * (sign_width + widths.role))]
    ids = [Span(event.id, "quiet")] if widths.in_column else []
    for text in flow_pieces(pieces, widths.text):
        gap = [Span(" " * (widths.text - line_width(text) + 2)), *ids] if ids else ids
        yield [*start, *text, *gap]
        start, ids = rest, []
    room = layout.width - line_width(rest)
    yield from ([*rest, *line] for line in below(room))


def _sign_width(layout: Layout) -> int:
    return display_width(layout.symbols.confirmed) + 1
