"""What a search finds: each hit with its date, its title, and where the words are.

What only a terminal shows is imported there.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from oai_timeline.query.search import Excerpt, Hit, TextPart
from oai_timeline.views.cells import list_cells
from oai_timeline.views.layout import Layout
from oai_timeline.views.plain import align, plain_cell
from oai_timeline.views.text import MEASURE, Line, Span, display_width, pad

if TYPE_CHECKING:
    from oai_timeline.views.parts import Head


Markers = tuple[str, str]
"""What precedes and follows a hit."""
PLAIN = "[", "]"
STYLED = "", ""
"""For output whose style marks hits already."""


def render_search_results(
    markers: Markers, hits: Sequence[Hit], head: "Head", layout: Layout
) -> Iterator[Line]:
    """Render hits in the given order, with `markers` around the words."""
    from oai_timeline.views.blocks import join_sections
    from oai_timeline.views.parts import render_list_head

    events = [hit.event for hit in hits]
    return join_sections(
        render_list_head(events, head, layout),
        *(_render_hit(hit, markers, layout) for hit in hits),
    )


def plain_search_results(hits: Sequence[Hit], layout: Layout) -> Iterator[Line]:
    """Write the cells of one hit per line; the last has excerpts, with the words in brackets."""
    return align([*list_cells(hit.event, layout), _join_excerpts(hit, layout)] for hit in hits)


def _join_excerpts(hit: Hit, layout: Layout) -> Span:
    excerpts = (_mark_excerpt(excerpt, PLAIN, layout) for excerpt in hit.excerpts)
    return plain_cell(" | ".join("".join(span.text for span in spans) for spans in excerpts))


def _mark_hits(parts: Iterable[TextPart], style: str, markers: Markers, layout: Layout) -> Line:
    """Return the parts of a text, those that are hits marked."""
    before, after = markers
    return [
        Span(f"{before}{layout.text(text)}{after}", "hit")
        if is_hit
        else Span(layout.text(text), style)
        for text, is_hit in parts
    ]


def _mark_excerpt(excerpt: Excerpt, markers: Markers, layout: Layout) -> Line:
    """Return an excerpt, its hits marked, with its label."""
    label = [Span(f"{excerpt.label}: ", "quiet")] if excerpt.label else []
    return [*label, *_mark_hits(excerpt.parts, "", markers, layout)]


def _render_hit(hit: Hit, markers: Markers, layout: Layout) -> Iterator[Line]:
    """Render the title of a hit beside its sign; below it date, id and excerpts."""
    from oai_timeline.views.dates import format_date_without_zone
    from oai_timeline.views.parts import format_sign
    from oai_timeline.views.rows import Piece, flow_pieces, list_words

    event, sign = hit.event, format_sign(hit.event, layout)
    indent = display_width(layout.symbols.confirmed) + 1
    start = sign._replace(text=pad(sign.text, indent))
    width = min(layout.width, MEASURE) - indent
    title = [Piece(_mark_hits(hit.title, "title", markers, layout)), *list_words(event, layout)]
    date = format_date_without_zone(event._replace(words=None), layout)
    place = [Piece([Span(date)]), Piece([Span(event.id, "quiet")], 2)]
    excerpts = ([Piece(_mark_excerpt(excerpt, markers, layout))] for excerpt in hit.excerpts)
    for pieces in (title, place, *excerpts):
        for line in flow_pieces(pieces, width):
            yield [start, *line]
            start = Span(" " * indent)
