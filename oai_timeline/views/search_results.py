"""What a search finds: each hit with its date, its title, and where the words are."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from oai_timeline.query.search import Excerpt, Hit, TextPart
from oai_timeline.views.blocks import align, flow, join_sections
from oai_timeline.views.dates import format_full_date, format_head_date
from oai_timeline.views.layout import Layout
from oai_timeline.views.parts import format_certainty, format_sign, render_legend
from oai_timeline.views.text import MEASURE, Line, Span, wrap_spans


class Markers(NamedTuple):
    """What precedes and follows a hit."""

    before: str
    after: str


PLAIN = Markers("[", "]")
STYLED = Markers("", "")
"""For output whose style marks hits already."""


def render_search_results(hits: Sequence[Hit], markers: Markers, layout: Layout) -> Iterator[Line]:
    """Render hits in the given order, with `markers` around the words."""
    return join_sections(
        *(_render_hit(hit, markers, layout) for hit in hits),
        render_legend([hit.event for hit in hits], layout),
    )


def plain_search_results(hits: Sequence[Hit], markers: Markers, layout: Layout) -> Iterator[Line]:
    """Write one hit per line, with `markers` around the words."""
    return align(
        [
            Span(format_full_date(hit.event, layout), "time"),
            format_certainty(hit.event),
            Span(hit.event.id, "quiet"),
            _mark_hits(hit.title, "title", markers, layout),
            [
                span
                for number, excerpt in enumerate(hit.excerpts)
                for span in (Span("  " * (number > 0)), *_mark_excerpt(excerpt, markers, layout))
            ],
        ]
        for hit in hits
    )


def _mark_hits(parts: Iterable[TextPart], style: str, markers: Markers, layout: Layout) -> Line:
    """Return the parts of a text, those that are hits marked."""
    return [
        Span(f"{markers.before}{layout.text(text)}{markers.after}", "hit")
        if is_hit
        else Span(layout.text(text), style)
        for text, is_hit in parts
    ]


def _mark_excerpt(excerpt: Excerpt, markers: Markers, layout: Layout) -> Line:
    """Return an excerpt, its hits marked, with its label."""
    label = [Span(f"{excerpt.label}: ", "quiet")] if excerpt.label else []
    return [*label, *_mark_hits(excerpt.parts, "", markers, layout)]


def _render_hit(hit: Hit, markers: Markers, layout: Layout) -> Iterator[Line]:
    width = min(layout.width, MEASURE)
    yield from _render_head(hit, layout, width)
    title = _mark_hits(hit.title, "title", markers, layout)
    for spans in (title, *(_mark_excerpt(excerpt, markers, layout) for excerpt in hit.excerpts)):
        for line in wrap_spans(spans, width - 2):
            yield [Span("  "), *line]


def _render_head(hit: Hit, layout: Layout, width: int) -> Iterator[Line]:
    """Render date, certainty and id, on two lines where one is too narrow."""
    date = Span(format_head_date(hit.event, layout), "time")
    sign, event_id = format_sign(hit.event, layout), Span(hit.event.id, "quiet")
    first = [date, sign] if sign.text else [date]
    lines = list(flow([*first, event_id], width))
    if len(lines) > 1:
        lines = [*flow(first, width), *flow([event_id], width, 2)]
    yield from lines
