"""Events as a table by day. What only a terminal shows is imported there."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from oai_timeline.views.cells import list_cells, mark_coarse
from oai_timeline.views.layout import Layout
from oai_timeline.views.plain import align
from oai_timeline.views.text import Line

if TYPE_CHECKING:
    from oai_timeline.views.parts import Events, Head


def render_table(events: "Events", coarse: int, head: "Head", layout: Layout) -> Iterator[Line]:
    """Render events by day under a head; the last `coarse` are dated only to a longer span."""
    from oai_timeline.views.blocks import join_sections
    from oai_timeline.views.parts import render_list_head

    return join_sections(
        render_list_head(events, head, layout),
        render_rows(events, coarse, layout, with_ids=head.with_ids),
    )


def render_rows(
    events: "Events", coarse: int, layout: Layout, *, with_ids: bool = False
) -> Iterator[Line]:
    """Render events by day; the last `coarse` ones are dated only to a longer span."""
    from oai_timeline.views.day_list import Entry, render_entries
    from oai_timeline.views.rows import list_pieces

    entries = [Entry(event, list_pieces(event, layout)) for event in events]
    return render_entries(entries, coarse, layout, with_ids=with_ids)


def plain_rows(events: "Events", coarse: int, layout: Layout) -> Iterator[Line]:
    """Write one event per line: when, certainty, title, actors, id, words.

    Cells have two spaces or more between them, none inside, and are never empty. The last `coarse`
    events are dated only to a longer span.
    """
    return align(
        list_cells(event, layout, is_coarse=is_coarse)
        for event, is_coarse in mark_coarse(events, coarse)
    )
