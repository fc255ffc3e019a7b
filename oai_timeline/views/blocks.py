"""Blocks of lines: paragraphs, columns, sections."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, zip_longest
from typing import NamedTuple

from oai_timeline.views.text import (
    Line,
    Span,
    as_line,
    display_width,
    fold,
    line_width,
    strip_end,
    widest,
    wrap_span,
)


class Column(NamedTuple):
    """A column of a row: spans, one below another, wrapped to `width` cells, and a gap after it."""

    text: Span | Line
    width: int
    gap: int = 2


def paragraph(span: Span, width: int, indent: int = 0) -> Iterator[Line]:
    """Yield a span as lines of at most `width` cells, each indented."""
    for part in wrap_span(span, width - indent):
        yield [Span(" " * indent), part]


def columns(*row: Column, indent: int = 0) -> Iterator[Line]:
    """Yield columns side by side, their text wrapped."""
    wrapped = [
        [part for span in as_line(column.text) for part in wrap_span(span, column.width)]
        for column in row
    ]
    for spans in zip_longest(*wrapped, fillvalue=Span("")):
        line, gap = list[Span](), indent
        for span, column in zip(spans, row, strict=True):
            line += [Span(" " * gap), span]
            gap = column.width - display_width(span.text) + column.gap
        yield strip_end(line)


def stack(
    heads: Iterable[Span], bodies: Iterable[Span], width: int, indent: int = 0
) -> Iterator[Line]:
    """Yield short texts side by side and long ones below, where columns have no room."""
    short = [span for span in heads if span.text]
    if short:
        yield from flow(short, width, indent)
    for span in bodies:
        if span.text:
            yield from paragraph(span, width, indent + 2)


def flow(spans: Iterable[Span], width: int, indent: int = 0, gap: str = "  ") -> Iterator[Line]:
    """Yield spans side by side where they fit, else below one another."""
    room = width - indent
    line: Line = []
    for span in chain.from_iterable(wrap_span(span, room) for span in spans):
        longer = [*line, Span(gap), span] if line else [span]
        if line and line_width(longer) > room:
            yield [Span(" " * indent), *line]
            longer = [span]
        line = longer
    yield [Span(" " * indent), *line]


def render_hints(hints: Sequence[tuple[str, str]], width: int) -> Iterator[Line]:
    """Yield what else can be shown, each with the command that shows it, below if need be."""
    label_width = widest(label for label, _ in hints)
    for label, command in hints:
        name, text = Span(label, "quiet"), Span(command, "command")
        if label_width + 2 + display_width(command) <= width:
            yield from columns(Column(name, label_width), Column(text, display_width(command)))
        else:
            yield from stack([name], [text], width)


def render_notes(notes: Iterable[str], width: int, gap: str = "   ") -> Iterator[Line]:
    """Yield short notes side by side, on as few lines as they take."""
    line = ""
    for note in notes:
        longer = f"{line}{gap}{note}" if line else note
        if line and display_width(longer) > width:
            yield from fold([Span(line, "quiet")], width)
            longer = note
        line = longer
    if line:
        yield from fold([Span(line, "quiet")], width)


def entitle(title: str, lines: Iterable[Line], style: str = "title") -> Iterator[Line]:
    """Yield lines under a title; nothing if there are none."""
    for number, line in enumerate(lines):
        if number == 0:
            yield [Span(title, style)]
        yield line


def join_sections(*sections: Iterable[Line]) -> Iterator[Line]:
    """Yield the lines of sections, with an empty line between them; empty ones are left out."""
    is_first = True
    for section in sections:
        lines = iter(section)
        for line in lines:
            if not is_first:
                yield []
            is_first = False
            yield line
            yield from lines
