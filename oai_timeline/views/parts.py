"""Parts that views of events share."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from oai_timeline.model.certainty import MEANINGS
from oai_timeline.model.listed import ListedEvent
from oai_timeline.model.plural import format_count
from oai_timeline.views.blocks import flow, paragraph, render_notes
from oai_timeline.views.dates import (
    COARSE,
    format_date,
    format_date_without_zone,
    format_day,
    format_full_date,
    format_time,
)
from oai_timeline.views.layout import Layout
from oai_timeline.views.text import Line, Span, join

Events = Sequence[ListedEvent]


class Head(NamedTuple):
    """What the head of a list says: how many events match, and a phrase for each filter.

    `with_ids` asks for the events' ids.
    """

    total: int
    asked: Sequence[str] = ()
    with_ids: bool = False


class Branch(NamedTuple):
    """A day, or the coarse events at the end: its heading, and each event with its time."""

    day: str
    heading: Line
    events: list[tuple[str, ListedEvent]]


def group_by_day(events: Events, coarse: int, layout: Layout) -> list[Branch]:
    """Group events by day; the last `coarse` ones are dated only to a longer span."""
    dated, late = split_coarse(events, coarse)
    branches = [
        Branch(
            day,
            format_day(layout.text(day)),
            [(format_time(one, layout), one) for one in group],
        )
        for day, group in groupby(dated, key=lambda event: event.printed.day)
    ]
    if late:
        dates = [(format_date_without_zone(event, layout), event) for event in late]
        branches.append(Branch("", [Span(COARSE, "quiet")], dates))
    return branches


def split_coarse(events: Events, coarse: int) -> tuple[Events, Events]:
    """Separate the last `coarse` events, whose order is not shown, from the others."""
    last_dated = len(events) - coarse
    late = [event._replace(order_known=True) for event in events[last_dated:]]
    return events[:last_dated], late


def mark_coarse(events: Events, coarse: int) -> list[tuple[ListedEvent, bool]]:
    """Pair each event with whether it is one of the last `coarse`, whose order is not shown."""
    dated, late = split_coarse(events, coarse)
    return [*((event, False) for event in dated), *((event, True) for event in late)]


def render_head(
    event: ListedEvent, width: int, layout: Layout, *, coarse: bool = False
) -> Iterator[Line]:
    """Render the date of an event, how certain it is, and its id."""
    marks = _list_marks(event, format_order(event, layout), layout, coarse=coarse)
    return flow([Span(format_date(event, layout), "time"), *marks], width)


def plain_head(event: ListedEvent, layout: Layout, *, coarse: bool = False) -> Iterator[Line]:
    """Write the date of an event, how certain it is, and its id."""
    order = format_order(event, layout)
    if order.text:  # a terminal has a legend
        order = order._replace(text=f"{order.text} order not established")
    marks = _list_marks(event, order, layout, coarse=coarse)
    yield join([Span(format_full_date(event, layout), "time"), *marks])


def _list_marks(event: ListedEvent, order: Span, layout: Layout, *, coarse: bool) -> list[Span]:
    sign = format_sign(event, layout)
    marks = [
        order,
        sign._replace(text=f"{sign.text} {event.certainty or ''}".strip()),
        Span(COARSE if coarse else "", "quiet"),
        Span(event.id, "quiet"),
    ]
    return [mark for mark in marks if mark.text]


def format_order(event: ListedEvent, layout: Layout) -> Span:
    """Return the sign of an event whose order is not known, empty for others."""
    return Span("" if event.order_known else layout.symbols.unordered, "unordered")


def format_sign(event: ListedEvent, layout: Layout) -> Span:
    """Return the sign of an event's certainty, empty if it has none."""
    return Span(layout.symbols.certainty(event.certainty), event.certainty or "")


def format_certainty(event: ListedEvent) -> Span:
    """Return an event's certainty as a word, empty if it has none."""
    return Span(event.certainty or "", event.certainty or "")


def render_people(event: ListedEvent, width: int, layout: Layout) -> Iterator[Line]:
    """Render whom an event was done by and whom it was about, indented."""
    for names in format_people(event, layout):
        yield from paragraph(names, width, 2)


def format_people(event: ListedEvent, layout: Layout) -> list[Span]:
    """Return whom an event was done by and whom it was about, as far as it names them."""
    symbols = layout.symbols
    roles = ((symbols.by, event.actors, "who"), (symbols.about, event.about, "quiet"))
    return [Span(f"{sign} {layout.names(names)}", style) for sign, names, style in roles if names]


def render_list_head(events: Events, head: Head, layout: Layout) -> Iterator[Line]:
    """Say how many events a list has, what was asked for, the zone, and what its signs mean."""
    if not events:
        return
    count = format_count(len(events), "event")
    if len(events) < head.total:
        count = f"{len(events):,} of {format_count(head.total, 'event')}"
    notes = [count, *map(layout.text, head.asked), _format_zone(events, layout)]
    yield from render_notes(notes, layout.width, f" {layout.symbols.no_clock} ")
    signs = _explain_signs(events, layout)
    if not all(event.order_known for event in events):
        signs.append(f"{layout.symbols.rail} order not established")
    yield from render_notes(signs, layout.width, "  ")


def render_legend(events: Events, layout: Layout) -> Iterator[Line]:
    """Explain the signs that are used, and name the zone of the times; nothing without events."""
    if not events:
        return
    notes = _explain_signs(events, layout)
    if not all(event.order_known for event in events):
        notes.append(f"{layout.symbols.unordered} order not established")
    yield from render_notes([*notes, _format_zone(events, layout)], layout.width)


def _explain_signs(events: Events, layout: Layout) -> list[str]:
    used = {event.certainty for event in events}
    return [f"{layout.symbols.certainty(name)} {name}" for name in MEANINGS if name in used]


def _format_zone(events: Events, layout: Layout) -> str:
    """Return the zone of the times, with the abbreviations that are used."""
    dates = map(layout.print_date, events)
    zones = sorted({printed.zone for printed in dates if printed.has_clock})
    return f"{layout.zone} ({', '.join(zones)})" if zones else layout.zone
