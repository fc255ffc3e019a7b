"""Plain text for programs: rows of cells, aligned."""

from collections.abc import Iterable, Iterator, Sequence

from oai_timeline.views.text import Line, Span, as_line, line_width, strip_end

_NOTHING = "-"
"""What an empty cell has."""


def align(rows: Iterable[Sequence[Span | Line]], indent: int = 0) -> Iterator[Line]:
    """Yield rows of cells as lines of plain text: cells are aligned, two spaces between them.

    All rows have equally many cells. A column without any text is left out.
    """
    lines = [[as_line(cell) for cell in row] for row in rows]
    sizes = [[line_width(cell) for cell in row] for row in lines]
    widths = [max(column) for column in zip(*sizes, strict=True)]
    filled = [any(map(_has_text, column)) for column in zip(*lines, strict=True)]
    for row, used in zip(lines, sizes, strict=True):
        line = [Span(" " * indent)]
        for cell, size, width, is_filled in zip(row, used, widths, filled, strict=True):
            if is_filled:
                line += [*cell, Span(" " * (width - size + 2))]
        yield strip_end(line)


def plain_cell(text: str, style: str = "") -> Span:
    """Return a cell of plain text: never empty, without two spaces in it."""
    return Span(" ".join(text.split()) or _NOTHING, style)


def _has_text(line: Line) -> bool:
    """Return whether a line has text, if only of characters that take no cell."""
    return any(span.text for span in line)
