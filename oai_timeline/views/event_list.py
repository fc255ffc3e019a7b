"""Events as a list of blocks: each with its summary, its people and its sources."""

from collections.abc import Iterator, Sequence

from oai_timeline.model.record import ListedEvent, SourceRecord
from oai_timeline.views.accounts import cite
from oai_timeline.views.layout import Layout
from oai_timeline.views.parts import (
    format_people,
    plain_head,
    render_head,
    render_legend,
    split_coarse,
)
from oai_timeline.views.text import MEASURE, Line, Span, flow, join_sections, paragraph


def render_event_list(events: Sequence[ListedEvent], coarse: int, layout: Layout) -> Iterator[Line]:
    """Render events in the given order; the last `coarse` are dated only to a longer span."""
    dated, late = split_coarse(events, coarse)
    return join_sections(
        *(_render_block(event, layout) for event in dated),
        *(_render_block(event, layout, coarse=True) for event in late),
        render_legend(events, layout),
    )


def plain_event_list(events: Sequence[ListedEvent], coarse: int, layout: Layout) -> Iterator[Line]:
    """Write events in the given order; the last `coarse` are dated only to a longer span."""
    dated, late = split_coarse(events, coarse)
    return join_sections(
        *(_plain_block(event, layout) for event in dated),
        *(_plain_block(event, layout, coarse=True) for event in late),
    )


def _render_block(event: ListedEvent, layout: Layout, *, coarse: bool = False) -> Iterator[Line]:
    width = min(layout.width, MEASURE)
    yield from render_head(event, layout, width, coarse=coarse)
    yield from paragraph(Span(layout.text(event.title), "title"), width, 2)
    for names in format_people(event, layout):
        yield from paragraph(names, width, 2)
    if event.summary:
        yield from paragraph(Span(layout.text(event.summary), "what"), width, 2)
    if event.sources:
        yield from flow(_cite_sources(event.sources, layout), width, 2, " ")


def _plain_block(event: ListedEvent, layout: Layout, *, coarse: bool = False) -> Iterator[Line]:
    yield plain_head(event, layout, coarse=coarse)
    yield [Span("  "), Span(layout.text(event.title), "title")]
    yield from ([Span("  "), names] for names in format_people(event, layout))
    if event.summary:
        yield [Span("  "), Span(layout.text(event.summary), "what")]
    for source in event.sources:
        texts = map(layout.text, (source["publisher"], source["published"], source["url"]))
        yield [Span("  "), Span(" ".join(filter(None, texts)))]


def _cite_sources(sources: Sequence[SourceRecord], layout: Layout) -> Iterator[Span]:
    for number, source in enumerate(sources, 1):
        comma = "," if number < len(sources) else ""
        yield Span(cite(source, layout) + comma, "source", source["url"] or "")
