"""Events as a list of blocks: each with its summary, its people and its sources."""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from oai_timeline.model.listed import ListedEvent
from oai_timeline.model.record import EventRecord, SourceRecord
from oai_timeline.views.accounts import cite
from oai_timeline.views.blocks import flow, join_sections, paragraph
from oai_timeline.views.cells import join_cells, mark_coarse
from oai_timeline.views.day_list import Entry, list_blocks
from oai_timeline.views.layout import Layout
from oai_timeline.views.parts import Head, explain_roles, format_people, render_list_head
from oai_timeline.views.rows import list_title
from oai_timeline.views.text import MEASURE, UNLIMITED, Line, Span, join

EventsWithRecords = Sequence[tuple[ListedEvent, EventRecord]]


def render_event_list(
    events: EventsWithRecords, coarse: int, head: Head, layout: Layout
) -> Iterator[Line]:
    """Render events by day, a block each; the last `coarse` are dated only to a longer span."""
    listed = [event for event, _ in events]
    entries = [
        Entry(
            event,
            list_title(event, layout),
            below=_render_below(event, record, layout),
        )
        for event, record in events
    ]
    return join_sections(
        render_list_head(listed, head, layout, explain_roles(listed, layout)),
        *list_blocks(entries, coarse, layout),
    )


def plain_event_list(events: EventsWithRecords, coarse: int, layout: Layout) -> Iterator[Line]:
    """Write events in the given order; the last `coarse` are dated only to a longer span."""
    listed = [event for event, _ in events]
    blocks = (
        chain(
            [join_cells(event, layout, is_coarse=is_coarse)],
            _indent(_list_texts(event, record["summary"], UNLIMITED, layout)),
            _plain_sources(record["sources"], layout),
        )
        for (event, is_coarse), (_, record) in zip(mark_coarse(listed, coarse), events, strict=True)
    )
    return join_sections(*blocks)


def _render_below(
    event: ListedEvent, record: EventRecord, layout: Layout
) -> Callable[[int], Iterator[Line]]:
    def render(width: int) -> Iterator[Line]:
        room = min(width, MEASURE)
        yield from _list_texts(event, record["summary"], room, layout)
        yield from _render_sources(record["sources"], room, layout)

    return render


def _list_texts(
    event: ListedEvent, summary: str | None, width: int, layout: Layout
) -> Iterator[Line]:
    for text in (*format_people(event, layout), Span(layout.text(summary), "what")):
        if text.text:
            yield from paragraph(text, width)


def _render_sources(sources: Sequence[SourceRecord], width: int, layout: Layout) -> Iterator[Line]:
    if sources:
        *others, last = [Span(cite(one, layout), "source", one["url"] or "") for one in sources]
        names = [*(name._replace(text=f"{name.text},") for name in others), last]
        yield from flow(names, width, gap=" ")


def _plain_sources(sources: Sequence[SourceRecord], layout: Layout) -> Iterator[Line]:
    for source in sources:
        texts = map(layout.text, (source["publisher"], source["published"], source["url"]))
        yield [Span("  "), *join(map(Span, texts), " ")]


def _indent(lines: Iterator[Line]) -> Iterator[Line]:
    return ([Span("  "), *line] for line in lines)
