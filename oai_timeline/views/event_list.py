"""Events as a list of blocks: each with its summary, its people and its sources."""

from collections.abc import Iterator, Sequence
from itertools import chain

from oai_timeline.model.listed import ListedEvent
from oai_timeline.model.record import EventRecord, SourceRecord
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

EventsWithRecords = Sequence[tuple[ListedEvent, EventRecord]]


def render_event_list(events: EventsWithRecords, coarse: int, layout: Layout) -> Iterator[Line]:
    """Render events in the given order; the last `coarse` are dated only to a longer span."""
    width = min(layout.width, MEASURE)
    listed = [event for event, _ in events]
    blocks = (
        chain(
            render_head(event, width, layout, coarse=is_coarse),
            _render_texts(event, record["summary"], width, layout),
            _render_sources(record["sources"], width, layout),
        )
        for (event, is_coarse), (_, record) in zip(mark_coarse(listed, coarse), events, strict=True)
    )
    return join_sections(*blocks, render_legend(listed, layout))


def plain_event_list(events: EventsWithRecords, coarse: int, layout: Layout) -> Iterator[Line]:
    """Write events in the given order; the last `coarse` are dated only to a longer span."""
    listed = [event for event, _ in events]
    blocks = (
        chain(
            plain_head(event, layout, coarse=is_coarse),
            _render_texts(event, record["summary"], UNLIMITED, layout),
            _plain_sources(record["sources"], layout),
        )
        for (event, is_coarse), (_, record) in zip(mark_coarse(listed, coarse), events, strict=True)
    )
    return join_sections(*blocks)


def _render_texts(
    event: ListedEvent, summary: str | None, width: int, layout: Layout
) -> Iterator[Line]:
    yield from paragraph(Span(layout.text(event.title), "title"), width, 2)
    yield from render_people(event, width, layout)
    if summary:
        yield from paragraph(Span(layout.text(summary), "what"), width, 2)


def _render_sources(sources: Sequence[SourceRecord], width: int, layout: Layout) -> Iterator[Line]:
    if sources:
        *others, last = [Span(cite(one, layout), "source", one["url"] or "") for one in sources]
        names = [*(name._replace(text=f"{name.text},") for name in others), last]
        yield from flow(names, width, 2, " ")


def _plain_sources(sources: Sequence[SourceRecord], layout: Layout) -> Iterator[Line]:
    for source in sources:
        texts = map(layout.text, (source["publisher"], source["published"], source["url"]))
        yield [Span("  "), *join(map(Span, texts), " ")]
