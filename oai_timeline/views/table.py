"""Events as a table by day."""

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from oai_timeline.model.listed import ListedEvent
from oai_timeline.views.blocks import Column, align, columns, entitle, join_sections, stack
from oai_timeline.views.dates import COARSE, format_day, format_full_date, format_time
from oai_timeline.views.layout import Layout
from oai_timeline.views.parts import (
    Events,
    format_certainty,
    format_order,
    format_sign,
    render_legend,
    split_coarse,
)
from oai_timeline.views.text import Line, Span, display_width, widest

_INDENT = 2
_MOST_TIME = 12
_LEAST_TITLE, _LEAST_COARSE_TITLE = 20, 10


class _ColumnWidths(NamedTuple):
    """The widths of a table's columns; those of `title` and `id` are 0 where they have no room."""

    time: int
    sign: int
    who: int
    title: int
    id: int


def render_table(events: Events, coarse: int, layout: Layout) -> Iterator[Line]:
    """Render events by day; the last `coarse` ones are dated only to a longer span."""
    dated, late = split_coarse(events, coarse)
    widths = _share_width(events, layout)
    return join_sections(
        *(
            _render_day(day, list(group), layout, widths)
            for day, group in groupby(dated, key=lambda event: event.printed.day)
        ),
        entitle(COARSE, _render_coarse(late, layout), "quiet"),
        render_legend([*dated, *late], layout),
    )


def plain_table(events: Events, coarse: int, layout: Layout) -> Iterator[Line]:
    """Write one event per line; the last `coarse` ones are dated only to a longer span."""
    dated, late = split_coarse(events, coarse)
    return align(
        [
            Span(format_full_date(event, layout), "time"),
            format_order(event, layout),
            format_certainty(event),
            Span(event.id, "quiet"),
            Span(layout.text(event.title), "what"),
            Span(f"{_format_who(event, layout).text}{remark}", "who"),
        ]
        for events, remark in ((dated, ""), (late, f" ({COARSE})"))
        for event in events
    )


def _format_who(event: ListedEvent, layout: Layout) -> Span:
    """Return whom an event was done by; if it names nobody, whom it was about."""
    if event.actors or not event.about:
        return Span(layout.names(event.actors), "who")
    return Span(f"{layout.symbols.about} {layout.names(event.about)}", "quiet")


def _render_day(day: str, events: Events, layout: Layout, widths: _ColumnWidths) -> Iterator[Line]:
    yield format_day(layout.text(day))
    for event in events:
        yield from _render_row(event, layout, widths)


def _render_row(event: ListedEvent, layout: Layout, widths: _ColumnWidths) -> Iterator[Line]:
    time = format_time(event, layout)
    is_exact = not (event.words or "–" in time or "~" in time)
    when = Span(time, "time" if is_exact else "soft")
    order, sign = format_order(event, layout), format_sign(event, layout)
    who, title = _format_who(event, layout), Span(layout.text(event.title), "what")
    if not widths.title:
        return stack([when, order, sign], [title, who], layout.width, _INDENT)
    return columns(
        Column(when, widths.time, 1),
        Column(order, widths.sign, 1),
        Column(sign, widths.sign),
        Column(who, widths.who),
        Column(title, widths.title),
        Column(Span(event.id if widths.id else "", "quiet"), widths.id),
        indent=_INDENT,
    )


def _render_coarse(events: Events, layout: Layout) -> Iterator[Line]:
    """Render events that are dated only to a longer span: where that begins, and the title."""
    sign_width = display_width(layout.symbols.confirmed)
    days = [Span(layout.text(event.printed.day or "…"), "soft") for event in events]
    width = widest(day.text for day in days)
    room = layout.width - _INDENT - width - sign_width - 4
    for event, day in zip(events, days, strict=True):
        sign, title = format_sign(event, layout), Span(layout.text(event.title), "what")
        if room < _LEAST_COARSE_TITLE:
            yield from stack([day, sign], [title], layout.width, _INDENT)
        else:
            row = Column(day, width), Column(sign, sign_width), Column(title, room)
            yield from columns(*row, indent=_INDENT)


def _share_width(events: Events, layout: Layout) -> _ColumnWidths:
    sign = display_width(layout.symbols.confirmed)
    ids = widest(event.id for event in events) if layout.is_wide else 0
    time = widest(format_time(event, layout) for event in events)
    time = min(time, _MOST_TIME * 2 if layout.is_wide else _MOST_TIME)
    who = min(widest(_format_who(event, layout).text for event in events), layout.width // 5)
    fixed = _INDENT + time + 1 + 2 * (sign + 1) + 1 + who + 2 + (ids + 2 if ids else 0)
    title = widest(layout.text(event.title) for event in events)
    room = layout.width - fixed
    has_room = room >= min(title, _LEAST_TITLE)
    return _ColumnWidths(time, sign, who, min(title, room) if has_room else 0, ids)
