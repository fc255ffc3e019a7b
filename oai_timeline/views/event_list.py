"""Events as a list of blocks: each with its summary, its people and its sources."""

from collections.abc import Iterator, Sequence

from oai_timeline.model.record import ListedEvent, SourceRecord
from oai_timeline.views.accounts import cited
from oai_timeline.views.layout import Layout
from oai_timeline.views.table import head, legend
from oai_timeline.views.text import Line, Span, StyledText, flow, wrap

_MEASURE = 88
"""The longest line that reads well, in cells."""


def render_event_list(entries: Sequence[ListedEvent], coarse: int, layout: Layout) -> StyledText:
    """Lay out events in the order given; the last `coarse` ones are dated only to a longer span."""
    return StyledText(_blocks(entries, coarse, layout))


def _blocks(entries: Sequence[ListedEvent], coarse: int, layout: Layout) -> Iterator[Line]:
    measure = min(layout.width, _MEASURE) if layout.width else None
    for number, entry in enumerate(entries):
        if number:
            yield []
        is_coarse = number >= len(entries) - coarse
        yield from _block(entry, is_coarse, layout, measure)
    if layout.width and entries:
        yield []
        yield from legend(entries, layout, layout.width)


def _block(
    entry: ListedEvent, is_coarse: bool, layout: Layout, measure: int | None
) -> Iterator[Line]:
    symbols = layout.symbols
    yield from flow(head(entry, layout, coarse=is_coarse), measure)
    yield from _paragraph(layout.text(entry.title), "title", measure)
    for sign, names, style in (
        (symbols.by, entry.actors, "who"),
        (symbols.about, entry.about, "quiet"),
    ):
        if names:
            yield from _paragraph(f"{sign} {layout.names(names)}", style, measure)
    if entry.summary:
        yield from _paragraph(layout.text(entry.summary), "what", measure)
    if entry.sources:
        yield from _sources(entry.sources, layout, measure)


def _paragraph(text: str, style: str, measure: int | None) -> Iterator[Line]:
    for line in wrap(text, measure - 2) if measure else [text]:
        yield [Span("  "), Span(line, style)]


def _sources(
    sources: Sequence[SourceRecord], layout: Layout, measure: int | None
) -> Iterator[Line]:
    """List what it rests on: with addresses for a pipe, as links as many on a line as fit else."""
    if measure is None:
        for source in sources:
            parts = (source["publisher"], source["published"], source["url"])
            yield [Span("  "), Span(" ".join(filter(None, map(layout.text, parts))))]
        return
    names = []
    for number, source in enumerate(sources):
        comma = "," if number < len(sources) - 1 else ""
        names.append(Span(cited(source, layout) + comma, "source", source["url"] or ""))
    yield from flow(names, measure, "  ", " ")
