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
    marks = [Span(when(entry, look), "time")]
    if not entry.in_order:
        known = " order not established" if measure is None else ""  # the legend says it
        marks.append(Span(f"{glyphs.unordered}{known}", "unordered"))
    if entry.certainty:
        sign = glyphs.certainty(entry.certainty)
        marks.append(Span(f"{sign} {entry.certainty}", entry.certainty))
    if is_loose:
        marks.append(Span(LOOSE, "quiet"))
    yield from _in_a_row([*marks, Span(entry.id, "quiet")], "  ", "", measure)
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
        names += [Span(line, "source", address) for line in wrap(name, measure - 2)]
    yield from _in_a_row(names, " ", "  ", measure)


def _in_a_row(spans: list[Span], gap: str, indent: str, measure: int | None) -> Iterator[Line]:
    """Set spans side by side, on as many lines as it takes."""
    line: Line = []
    for span in spans:
        longer = [*line, Span(gap), span]
        if line and measure and sum(cells(part.text) for part in longer) > measure:
            yield line
            line = []
        line = longer if line else [Span(indent), span]
    yield line
