"""The cells of an event in a pipe: the same in all lists, so that one program can read them all."""

from oai_timeline.model.listed import ListedEvent
from oai_timeline.views.dates import COARSE, format_iso_date
from oai_timeline.views.layout import Layout
from oai_timeline.views.text import Line, Span, join

_NOTHING = "-"
_ACTORS = 3
"""The place of the cell of the actors."""


def list_cells(event: ListedEvent, layout: Layout, *, is_coarse: bool = False) -> list[Span]:
    """Return the cells of an event: when, certainty, title, actors, id, words.

    An event that `is_coarse`, dated only to a longer span, says so instead of its words, and
    nothing of its order.
    """
    order = "" if event.order_known or is_coarse else f" {layout.symbols.unordered}"
    return [
        make_cell(f"{format_iso_date(event, layout)}{order}", "time"),
        make_cell(event.certainty or "", event.certainty or ""),
        make_cell(layout.text(event.title), "what"),
        make_cell(layout.names(event.actors), "who"),
        make_cell(event.id, "quiet"),
        make_cell(COARSE if is_coarse else layout.text(event.words), "quiet"),
    ]


def join_cells(event: ListedEvent, layout: Layout, *, is_coarse: bool = False) -> Line:
    """Return the cells of an event as a line, without its actors, who are listed below it."""
    cells = list_cells(event, layout, is_coarse=is_coarse)
    return join([*cells[:_ACTORS], *cells[_ACTORS + 1 :]])


def make_cell(text: str, style: str = "") -> Span:
    """Return a text as a cell: without two spaces side by side, which separate cells, or `-`."""
    return Span(" ".join(text.split()) or _NOTHING, style)
