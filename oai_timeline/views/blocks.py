"""Events as a list of blocks: each with its summary, its people and its sources."""

from collections.abc import Iterator, Sequence

from oai_timeline.model.entry import Entry
from oai_timeline.views.look import Look
from oai_timeline.views.screen import Line, Screen, Span, cells, wrap
from oai_timeline.views.table import LOOSE, legend, when

_MEASURE = 88
"""The longest line that reads well, in cells."""


def blocks(entries: Sequence[Entry], loose: int, look: Look) -> Screen:
    """Lay out events in the order given; the last `loose` ones are dated only to a longer span."""
    return Screen(_blocks(entries, loose, look))


def _blocks(entries: Sequence[Entry], loose: int, look: Look) -> Iterator[Line]:
    measure = min(look.width, _MEASURE) if look.width else None
    for number, entry in enumerate(entries):
        if number:
            yield []
        is_loose = number >= len(entries) - loose
        yield from _block(
            entry._replace(in_order=entry.in_order or is_loose), is_loose, look, measure
        )
    if look.width and entries:
        yield []
        yield from legend(entries, look, look.width)


def _block(entry: Entry, is_loose: bool, look: Look, measure: int | None) -> Iterator[Line]:
    glyphs = look.glyphs
    first: Line = [Span(when(entry, look), "time")]
    if not entry.in_order:
        first += [Span("  "), Span(f"{glyphs.unordered} order not established", "unordered")]
    if entry.certainty:
        sign = glyphs.certainty(entry.certainty)
        first += [Span("  "), Span(f"{sign} {entry.certainty}", entry.certainty)]
    if is_loose:
        first += [Span("  "), Span(LOOSE, "quiet")]
    yield [*first, Span("  "), Span(entry.id, "quiet")]
    yield from _paragraph(look.text(entry.title), "title", measure)
    for sign, names, style in (
        (glyphs.by, entry.actors, "who"),
        (glyphs.about, entry.about, "quiet"),
    ):
        if names:
            yield from _paragraph(f"{sign} {look.names(names)}", style, measure)
    if entry.summary:
        yield from _paragraph(look.text(entry.summary), "what", measure)
    if entry.sources:
        yield from _sources(entry.sources, look, measure)


def _paragraph(text: str, style: str, measure: int | None) -> Iterator[Line]:
    for line in wrap(text, measure - 2) if measure else [text]:
        yield [Span("  "), Span(line, style)]


def _sources(lines: str, look: Look, measure: int | None) -> Iterator[Line]:
    """List what it rests on: with addresses for a pipe, as links as many on a line as fit else."""
    sources = [source.split("\t") for source in lines.split("\n")]
    if measure is None:
        for source in sources:
            yield [Span("  "), Span(" ".join(filter(None, map(look.text, source))))]
        return
    line, used = [Span("  ")], 2
    for number, (publisher, published, address) in enumerate(sources):
        name = look.text(f"{publisher} {published}".rstrip())
        if used > 2 and used + cells(name) + 1 > measure:
            yield line
            line, used = [Span("  ")], 2
        comma = "," if number < len(sources) - 1 else ""
        line += [Span(name, "source", address), Span(f"{comma} ", "quiet")]
        used += cells(name) + 2
    yield line
