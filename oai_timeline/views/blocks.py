"""Events as a list of blocks: each with its summary, its people and its sources."""

from collections.abc import Iterator, Sequence

from oai_timeline.model.entry import Entry
from oai_timeline.views.look import Look
from oai_timeline.views.screen import Line, Screen, Span, in_a_row, wrap
from oai_timeline.views.table import head, legend

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
        yield from _block(entry, is_loose, look, measure)
    if look.width and entries:
        yield []
        yield from legend(entries, look, look.width)


def _block(entry: Entry, is_loose: bool, look: Look, measure: int | None) -> Iterator[Line]:
    glyphs = look.glyphs
    yield from in_a_row(head(entry, look, loose=is_loose), measure)
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
    names = []
    for number, (publisher, published, address) in enumerate(sources):
        comma = "," if number < len(sources) - 1 else ""
        name = look.text(f"{publisher} {published}".rstrip()) + comma
        names.append(Span(name, "source", address))
    yield from in_a_row(names, measure, "  ", " ")
