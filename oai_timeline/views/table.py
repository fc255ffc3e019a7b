"""Events as a table by day."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from oai_timeline.model.listed import ListedEvent
from oai_timeline.views.blocks import align, join_sections
from oai_timeline.views.dates import COARSE, format_day, format_iso_date
from oai_timeline.views.layout import Layout
from oai_timeline.views.parts import (
    Events,
    Head,
    format_sign,
    mark_coarse,
    render_list_head,
    split_coarse,
)
from oai_timeline.views.rows import Piece, flow_pieces, list_pieces, measure_pieces
from oai_timeline.views.text import Line, Span, display_width, line_width, pad, pad_left, widest
from oai_timeline.views.time_column import format_long_date, format_time_column

_HOUR_UNKNOWN = "at an hour not established"
_INDENT, _GAPS = 2, 4
"""The cells before text under its time; those between time, rail, sign and text."""
_LEAST_TEXT = 20
_NOTHING = "-"


class _Row(NamedTuple):
    """An event in a table: its time, whether there is a rail beside it, and its text."""

    event: ListedEvent
    time: Span
    has_rail: bool
    pieces: Sequence[Piece]


class _Section(NamedTuple):
    """Rows under a heading; those from `vague` on have a time that is not closely known."""

    heading: Line
    rows: Sequence[_Row]
    vague: int


class _Widths(NamedTuple):
    """The widths of times and texts, and whether ids have a column, or are part of the texts.

    Rows are stacked if there is no room for columns: texts are below their times.
    """

    time: int
    text: int
    in_column: bool = False
    in_text: bool = False
    is_stacked: bool = False


def render_table(events: Events, coarse: int, head: Head, layout: Layout) -> Iterator[Line]:
    """Render events by day under a head; the last `coarse` are dated only to a longer span."""
    return join_sections(
        render_list_head(events, head, layout),
        render_rows(events, coarse, layout, with_ids=head.with_ids),
    )


def render_rows(
    events: Events, coarse: int, layout: Layout, *, with_ids: bool = False
) -> Iterator[Line]:
    """Render events by day; the last `coarse` ones are dated only to a longer span."""
    dated, late = split_coarse(events, coarse)
    groups = [list(_list_days(dated, layout)), [_list_coarse(late, layout)] if late else []]
    rows = [[row for section in group for row in section.rows] for group in groups]
    widths = _share_width(rows, layout, with_ids=with_ids)
    return join_sections(
        *(
            _render_section(section, shared, layout)
            for group, shared in zip(groups, widths, strict=True)
            for section in group
        )
    )


def plain_table(events: Events, coarse: int, _: Head, layout: Layout) -> Iterator[Line]:
    """Write one event per line, without a head."""
    return plain_rows(events, coarse, layout)


def plain_rows(events: Events, coarse: int, layout: Layout) -> Iterator[Line]:
    """Write one event per line: when, certainty, title, actors, id, words.

    Cells have two spaces or more between them, none inside, and are never empty. The last `coarse`
    events are dated only to a longer span.
    """
    return align(
        [
            _cell(f"{format_iso_date(event, layout)}{_mark_order(event, layout)}", "time"),
            _cell(event.certainty or "", event.certainty or ""),
            _cell(layout.text(event.title), "what"),
            _cell(layout.names(event.actors), "who"),
            _cell(event.id, "quiet"),
            _cell(COARSE if is_coarse else layout.text(event.words), "quiet"),
        ]
        for event, is_coarse in mark_coarse(events, coarse)
    )


def _cell(text: str, style: str) -> Span:
    return Span(" ".join(text.split()) or _NOTHING, style)


def _mark_order(event: ListedEvent, layout: Layout) -> str:
    return "" if event.order_known else f" {layout.symbols.unordered}"


def _list_days(events: Events, layout: Layout) -> Iterator[_Section]:
    for day, group in groupby(events, key=lambda event: event.printed.day):
        rows = [_make_row(event, format_time_column(event, layout), layout) for event in group]
        vague = sum(row.event.is_close for row in rows)
        yield _Section(format_day(layout.text(day)), rows, vague)


def _list_coarse(events: Events, layout: Layout) -> _Section:
    rows = [_make_row(event, format_long_date(event, layout), layout) for event in events]
    return _Section([Span(COARSE, "quiet")], rows, len(rows))


def _make_row(event: ListedEvent, time: Span, layout: Layout) -> _Row:
    return _Row(event, time, not event.order_known, list(list_pieces(event, layout)))


def _share_width(
    groups: Sequence[Sequence[_Row]], layout: Layout, *, with_ids: bool
) -> list[_Widths]:
    """Share the width among the columns of each group of rows.

    Ids have a column if it takes no more lines than there are without.
    """
    widths = [_share_without_ids(rows, layout, with_ids=with_ids) for rows in groups]
    ids = widest(row.event.id for rows in groups for row in rows) + 2
    pairs = zip(groups, widths, strict=True)
    if not all(_has_room(rows, shared, ids) for rows, shared in pairs if rows):
        return widths
    return [
        shared._replace(text=shared.text - ids, in_column=True, in_text=False) for shared in widths
    ]


def _share_without_ids(rows: Iterable[_Row], layout: Layout, *, with_ids: bool) -> _Widths:
    time = widest(row.time.text for row in rows)
    text = layout.width - time - _GAPS - display_width(layout.symbols.confirmed)
    if text < _LEAST_TEXT:
        return _Widths(0, layout.width - _INDENT, in_text=with_ids, is_stacked=True)
    return _Widths(time, text, in_text=with_ids)


def _has_room(rows: Iterable[_Row], widths: _Widths, ids: int) -> bool:
    """Return whether rows take no more lines with a column of ids than without."""
    narrow = widths.text - ids
    return (
        not widths.is_stacked
        and narrow >= _LEAST_TEXT
        and all(
            measure_pieces(row.pieces) <= narrow
            or len(list(flow_pieces(row.pieces, widths.text)))
            == len(list(flow_pieces(row.pieces, narrow)))
            for row in rows
        )
    )


def _render_section(section: _Section, widths: _Widths, layout: Layout) -> Iterator[Line]:
    yield section.heading
    for number, row in enumerate(section.rows):
        if number == section.vague and number:
            yield [Span(f"  {_HOUR_UNKNOWN}", "quiet")]
        yield from _render_row(row, widths, layout)


def _render_row(row: _Row, widths: _Widths, layout: Layout) -> Iterator[Line]:
    if widths.in_text:
        row = row._replace(pieces=[*row.pieces, Piece([Span(row.event.id, "quiet")], 2)])
    if widths.is_stacked:
        return _stack_row(row, widths, layout)
    return _render_columns(row, widths, layout)


def _stack_row(row: _Row, widths: _Widths, layout: Layout) -> Iterator[Line]:
    """Render the text of a row below its time."""
    rail = Span(layout.symbols.rail if row.has_rail else "", "quiet")
    heads = [Piece([part], 2) for part in (row.time, rail, format_sign(row.event, layout))]
    yield from flow_pieces([piece for piece in heads if piece.spans[0].text], layout.width)
    for line in flow_pieces(row.pieces, widths.text):
        yield [Span(" " * _INDENT), *line]


def _render_columns(row: _Row, widths: _Widths, layout: Layout) -> Iterator[Line]:
    symbols = layout.symbols
    time, sign, event_id = row.time, format_sign(row.event, layout), Span(row.event.id, "quiet")
    for text in flow_pieces(row.pieces, widths.text):
        line = [
            time._replace(text=pad_left(time.text, widths.time)),
            Span(f" {symbols.rail if row.has_rail else ' '} ", "quiet"),
            sign._replace(text=pad(sign.text, display_width(symbols.confirmed) + 1)),
            *text,
        ]
        if widths.in_column and event_id.text:
            line += [Span(" " * (widths.text - line_width(text) + 2)), event_id]
        yield line
        time = sign = event_id = Span("")
