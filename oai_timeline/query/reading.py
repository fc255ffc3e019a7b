"""The order in which events are listed: canonical for programs, or by day for reading."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import starmap
from operator import attrgetter
from typing import Any, NamedTuple

from oai_timeline.index import Index
from oai_timeline.query.order import (
    ORDER_COLUMNS,
    PLACE_COLUMNS,
    Events,
    Link,
    OrderedEvent,
    PlacedEvent,
    fetch_links,
    judge_order,
    judge_order_by_links,
)

_BY_BOUNDS = attrgetter("earliest", "latest", "number")


class Match(NamedTuple):
    """An event that matches a query, by its number.

    `order_known`: it is certainly before all later ones. `coarse`: it is dated only to a longer
    span than what is asked for.
    """

    number: int
    order_known: bool
    coarse: bool


def fetch_order(index: Index, numbers: Sequence[int]) -> list[OrderedEvent]:
    """Return events by their numbers, in canonical order."""
    rows = index.fetch_among(f"SELECT {ORDER_COLUMNS} FROM event WHERE number", numbers)
    return sorted(starmap(OrderedEvent, rows), key=attrgetter("position"))


def list_canonically(index: Index, events: Events, *, reverse: bool) -> list[Match]:
    """Return events, given in canonical order, in that order."""
    known = judge_order(index, events)
    matches = [
        Match(event.number, is_known, bool(event.coarse))
        for event, is_known in zip(events, known, strict=True)
    ]
    return matches[::-1] if reverse else matches


def list_coarse_last(index: Index, events: Events, *, reverse: bool) -> list[Match]:
    """Return events, given in canonical order, in that order, but coarse ones at the end."""
    matches = list_canonically(index, events, reverse=reverse)
    return sorted(matches, key=attrgetter("coarse"))


def list_by_day(index: Index, events: Sequence[OrderedEvent], *, reverse: bool) -> list[Match]:
    """Return events, given in canonical order, as people read them.

    Of each day first the events whose time is known to within six hours, in an order like the
    canonical one, but narrower first; then the others; and coarse ones, by their dates alone, after
    all days. The order of an event is judged among the first ones.
    """
    dated = [event for event in events if not event.coarse]
    coarse = [
        Match(event.number, order_known=True, coarse=True)
        for event in sorted(events, key=_BY_BOUNDS)
        if event.coarse
    ]
    links = fetch_links(index, dated, events)
    ranks = _rank(dated, links)
    dated = [event._replace(position=ranks[event.number]) for event in dated]
    dated.sort(key=attrgetter("position"))
    close = [event for event in dated if event.is_close]
    known = {
        event.number: is_known
        for event, is_known in zip(
            close, judge_order_by_links(close, _sort_links(links, ranks)), strict=True
        )
    }
    places = {day: place for place, day in enumerate(_sort_days(dated))}
    for event in _find_misplaced(close, places):
        known[event.number] = False
    if reverse:
        places = {day: -place for day, place in places.items()}
        dated.reverse()
        coarse.reverse()
    dated.sort(key=lambda event: (places[event.day], not event.is_close))
    return [
        *(Match(event.number, known.get(event.number, True), coarse=False) for event in dated),
        *coarse,
    ]


def _rank(events: Sequence[OrderedEvent], links: Iterable[Link]) -> dict[int, int]:
    """Return places in the order of days, by number; also those of events only linked through.

    These have no bounds here: they are placed as soon as the links allow.
    """
    from oai_timeline.model.order import arrange

    listed = sorted(events, key=_BY_BOUNDS)
    numbers = {event.number for event in events}
    through = {number for link in links for number in link[:2]} - numbers
    nodes = [*through, *(event.number for event in listed)]
    places = {number: place for place, number in enumerate(nodes)}
    earlier: list[list[int]] = [[] for _ in nodes]
    for target, event, _ in links:
        earlier[places[event]].append(places[target])
    order = arrange(range(len(nodes)), earlier)
    return {nodes[place]: rank for rank, place in enumerate(order)}


def _sort_links(links: Iterable[Link], ranks: dict[int, int]) -> list[Link]:
    ranked = ((target, event, ranks[event]) for target, event, _ in links)
    return sorted(ranked, key=lambda link: link[2])


def _find_misplaced(
    events: Sequence[OrderedEvent], places: Mapping[str, int]
) -> Iterator[OrderedEvent]:
    """Yield those of some events that overlap an earlier one whose day is listed after theirs.

    Events of one night may be of two days, and one of the first day follow one of the second.
    """
    last = -1
    starts: dict[int, float] = {}  # of the events of each day, the earliest
    for event in events:
        place = places[event.day]
        if place < last:
            soonest = min(start for later, start in starts.items() if later > place)
            if event.latest_margin > soonest:
                yield event
        last = max(last, place)
        starts[place] = min(event.earliest_margin, starts.get(place, event.earliest_margin))


def _sort_days(events: Iterable[OrderedEvent]) -> list[str]:
    """Return the days of events: by their earliest event, longer periods first."""
    starts: dict[str, float] = {}
    for event in events:
        starts[event.day] = min(event.earliest, starts.get(event.day, event.earliest))
    return sorted(starts, key=lambda day: (starts[day], len(day), day))


Lister = tuple[str, Callable[..., Any], Callable[..., list[Match]]]
"""An order of lists: the columns it needs, what makes events of rows, and how it lists these.

A last column, `coarse`, comes after the columns.
"""

LISTERS: Mapping[str, Lister] = {
    "canonical": (PLACE_COLUMNS, PlacedEvent._make, list_canonically),
    "coarse_last": (PLACE_COLUMNS, PlacedEvent._make, list_coarse_last),
    "by_day": (ORDER_COLUMNS, OrderedEvent._make, list_by_day),
}
"""The orders of lists, by name."""
