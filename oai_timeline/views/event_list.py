"""Events as a list of blocks: each with its summary, its people and its sources."""

from collections.abc import Iterable, Iterator, Sequence

from oai_timeline.model.record import ListedEvent, SourceRecord
from oai_timeline.views.accounts import cite
from oai_timeline.views.blocks import flow, join_sections, paragraph
from oai_timeline.views.layout import Layout
from oai_timeline.views.parts import (
    mark_coarse,
    plain_head,
    render_head,
    render_legend,
    render_people,
)
from oai_timeline.views.text import MEASURE, UNLIMITED, Line, Span, join


def render_event_list(events: Sequence[ListedEvent], coarse: int, layout: Layout) -> Iterator[Line]:
    """Render events in the given order; the last `coarse` are dated only to a longer span."""
    width = min(layout.width, MEASURE)
    blocks = (
        _render_block(
            event,
            render_head(event, width, layout, coarse=is_coarse),
            _render_sources(event.sources, width, layout),
            width,
            layout,
        )
        for event, is_coarse in mark_coarse(events, coarse)
    )
    return join_sections(*blocks, render_legend(events, layout))


def plain_event_list(events: Sequence[ListedEvent], coarse: int, layout: Layout) -> Iterator[Line]:
    """Write events in the given order; the last `coarse` are dated only to a longer span."""
    blocks = (
        _render_block(
            event,
            plain_head(event, layout, coarse=is_coarse),
            _plain_sources(event.sources, layout),
            UNLIMITED,
            layout,
        )
        for event, is_coarse in mark_coarse(events, coarse)
    )
    return join_sections(*blocks)


def _render_block(
    event: ListedEvent,
    head: Iterable[Line],
    sources: Iterable[Line],
    width: int,
    layout: Layout,
) -> Iterator[Line]:
    yield from head
    yield from paragraph(Span(layout.text(event.title), "title"), width, 2)
    yield from render_people(event, width, layout)
    if event.summary:
        yield from paragraph(Span(layout.text(event.summary), "what"), width, 2)
    yield from sources


def _render_sources(sources: Sequence[SourceRecord], width: int, layout: Layout) -> Iterator[Line]:
    if sources:
        *others, last = [Span(cite(one, layout), "source", one["url"] or "") for one in sources]
        names = [*(name._replace(text=f"{name.text},") for name in others), last]
        yield from flow(names, width, 2, " ")


def _plain_sources(sources: Sequence[SourceRecord], layout: Layout) -> Iterator[Line]:
    for source in sources:
        texts = map(layout.text, (source["publisher"], source["published"], source["url"]))
        yield [Span("  "), *join(map(Span, texts), " ")]
