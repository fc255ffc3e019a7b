"""The cells of an event in a pipe: the same in all lists, so that one program can read them all."""

from oai_timeline.model.listed import ListedEvent
from oai_timeline.views.blocks import plain_cell
from oai_timeline.views.dates import COARSE, format_iso_date
from oai_timeline.views.layout import Layout
from oai_timeline.views.text import Line, Span, join

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


def join_cells(event: ListedEvent, layout: Layout, *, is_coarse: bool = False) -> Line:
    """Return the cells of an event as a line, without its actors, who are listed below it."""
    cells = list_cells(event, layout, is_coarse=is_coarse)
    return join([*cells[:_ACTORS], *cells[_ACTORS + 1 :]])
