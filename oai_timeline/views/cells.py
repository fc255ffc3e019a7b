"""The cells of an event in a pipe: the same in all lists, so that one program can read them all."""

from collections.abc import Sequence

from oai_timeline.model.listed import ListedEvent
from oai_timeline.model.printed import Printed
from oai_timeline.views.layout import Layout
from oai_timeline.views.plain import plain_cell
from oai_timeline.views.text import Line, Span, join

COARSE = "dated less precisely"
_ACTORS = 3
"""The place of the cell of the actors."""


def list_cells(event: ListedEvent, layout: Layout, *, is_coarse: bool = False) -> list[Span]:
    """Return the cells of an event: when, certainty, title, actors, id, words.

    An event that `is_coarse`, dated only to a longer span, says so instead of its words, and
    nothing of its order.
    """
    order = "" if event.order_known or is_coarse else f" {layout.symbols.unordered}"
    return [
        plain_cell(f"{format_iso_date(event, layout)}{order}", "time"),
        plain_cell(event.certainty or "", event.certainty or ""),
        plain_cell(layout.text(event.title), "what"),
        plain_cell(layout.names(event.actors), "who"),
        plain_cell(event.id, "quiet"),
        plain_cell(COARSE if is_coarse else layout.text(event.words), "quiet"),
    ]


def mark_coarse(events: Sequence[ListedEvent], coarse: int) -> list[tuple[ListedEvent, bool]]:
    """Pair each event with whether it is one of the last `coarse`, whose order is not shown."""
    last_dated = len(events) - coarse
    late = (event._replace(order_known=True) for event in events[last_dated:])
    return [*((event, False) for event in events[:last_dated]), *((event, True) for event in late)]


def join_cells(event: ListedEvent, layout: Layout, *, is_coarse: bool = False) -> Line:
    """Return the cells of an event as a line, without its actors, who are listed below it."""
    cells = list_cells(event, layout, is_coarse=is_coarse)
    return join([*cells[:_ACTORS], *cells[_ACTORS + 1 :]])


def format_iso_date(event: ListedEvent, layout: Layout) -> str:
    """Return when an event was as its date says it; with the zone if it has a time."""
    return layout.text(format_iso(layout.print_date(event)))


def format_iso(printed: Printed) -> str:
    """Return a date as it is printed; with its zone if it has a time."""
    return (printed if printed.has_time else printed._replace(zone="")).in_full()
