"""Lines of styled text: wide characters counted, long text wrapped, nothing cut."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from oai_timeline.views.theme import STYLES

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions
    from rich.segment import Segment

# Characters known to take one cell: those before the first combining one; punctuation, arrows and
# mathematics up to the first that is wide; boxes, blocks and shapes between two that are.
_COMBINING = "\u0300"
_NARROW = ("\u2010", "\u231a", "\u23f4", "\u25fd")


class Span(NamedTuple):
    """Text in one style, by its name in the theme; `link` is an address that it leads to."""

    text: str
    style: str = ""
    link: str = ""


Line = list[Span]


class StyledText:
    """Lines to be shown. It renders under Rich, and gives plain text by itself."""

    def __init__(self, lines: Iterable[Line]) -> None:
        """Keep the lines, which may come one by one."""
        self.lines = lines

    def within(self, width: int | None) -> "StyledText":
        """Return the same lines, those wider than `width` cells folded; a pipe has no width."""
        if width is None:
            return self
        return StyledText(part for line in self.lines for part in fold(line, width))

    def text(self) -> Iterator[str]:
        """Give each line as plain text, with its end."""
        for line in self.lines:
            yield "".join(span.text for span in line).rstrip() + "\n"

    def __rich_console__(self, console: "Console", _: "ConsoleOptions") -> "Iterator[Segment]":
        """Give each line as Rich's segments. Text is taken as it is: no markup, no emoji."""
        from rich.segment import Segment
        from rich.style import Style

        styles: dict[tuple[str, str], Any] = {}
        newline = Segment.line()
        for line in self.lines:
            for text, name, link in line:
                style = styles.get((name, link))
                if style is None:
                    style = Style.parse(STYLES[name])
                    if link and link.isprintable():
                        style += Style(link=link)
                        # Rich takes ids of links by chance; equal answers are to be equal bytes.
                        style._link_id = str(len(styles))  # noqa: SLF001
                    styles[name, link] = style
                yield Segment(text, style)
            yield newline


def cells(text: str) -> int:
    """Count the terminal's cells that `text` takes."""
    a, b, c, d = _NARROW
    if text.isascii() or all(x < _COMBINING or a <= x < b or c <= x < d for x in text):
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def pad(text: str, width: int) -> str:
    """Fill `text` up to `width` cells with spaces."""
    return text + " " * (width - cells(text))


def wrap(text: str, width: int | None) -> list[str]:
    """Break `text` into lines of at most `width` cells, between words, else inside them.

    For a pipe, whose width is None, it stays whole. A width below 1 is taken for 1: a column always
    has lines, however narrow the terminal is.
    """
    if width is None or cells(text) <= width:
        return [text]
    width = max(width, 1)
    lines, line, used = [], "", 0
    for word in text.split(" "):
        size = cells(word)
        if line and used + 1 + size <= width:
            line, used = f"{line} {word}", used + 1 + size
            continue
        if line:
            lines.append(line)
        if size > width:
            *full, word = _pieces(word, width)  # noqa: PLW2901
            lines += full
            size = cells(word)
        line, used = word, size
    return [*lines, line] if line or not lines else lines


def wrap_spans(spans: Sequence[Span], width: int) -> Iterator[Line]:
    """Break spans, as one text, into lines of at most `width` cells."""
    text = "".join(span.text for span in spans)
    at = 0
    for line in wrap(text, width):
        start = text.find(line, at)
        at = start + len(line)
        yield list(_between(spans, start, at))


def fold(line: Line, width: int) -> Iterator[Line]:
    """Break a line that is wider than `width` cells; what is indented stays so, where that fits."""
    if sum(cells(span.text) for span in line) <= width:
        yield line
        return
    text = "".join(span.text for span in line)
    blank = len(text) - len(text.lstrip(" "))
    indent = min(blank, width // 4)
    for part in wrap_spans(list(_between(line, blank, len(text))), width - indent):
        yield [Span(" " * indent), *part]


def row(*columns: tuple[list[Span], int]) -> Iterator[Line]:
    """Set wrapped columns side by side; each is the spans of its lines, and its width."""
    height = max(len(spans) for spans, _ in columns)
    for at in range(height):
        line: Line = []
        for spans, width in columns:
            span = spans[at] if at < len(spans) else Span("")
            line.append(span)
            line.append(Span(" " * (width - cells(span.text))))
        while line and not line[-1].text.strip():
            line.pop()
        yield line


def stack(
    heads: Iterable[Span], bodies: Iterable[Span], width: int, indent: int = 0
) -> Iterator[Line]:
    """Set short texts in a row and long ones below, where there is no room for columns."""
    short = [span for span in heads if span.text]
    if short:
        yield from flow(short, width, " " * indent)
    for span in bodies:
        if span.text:
            yield from flow([span], width, " " * (indent + 2))


def flow(
    spans: Sequence[Span], width: int | None, indent: str = "", gap: str = "  "
) -> Iterator[Line]:
    """Set spans side by side where they fit, else below one another; on one line for a pipe."""
    room = None if width is None else width - len(indent)
    line: Line = []
    for span in (one._replace(text=text) for one in spans for text in wrap(one.text, room)):
        longer = [*line, Span(gap), span] if line else [span]
        if line and room is not None and sum(cells(part.text) for part in longer) > room:
            yield [Span(indent), *line]
            longer = [span]
        line = longer
    yield [Span(indent), *line]


def _between(spans: Iterable[Span], start: int, end: int) -> Iterator[Span]:
    """Return what of some spans is between two places of their text."""
    at = 0
    for span in spans:
        inside = span.text[max(start - at, 0) : max(end - at, 0)]
        at += len(span.text)
        if inside:
            yield span._replace(text=inside)


def _pieces(word: str, width: int) -> Iterator[str]:
    """Break a long word, after a mark of its own where there is one."""
    units = list(_units(word))
    start = 0
    while start < len(units):
        end = _end_of_piece(units, start, width)
        yield "".join(text for text, _ in units[start:end])
        start = end


def _end_of_piece(units: Sequence[tuple[str, int]], start: int, width: int) -> int:
    used, after_mark = 0, 0
    for at in range(start, len(units)):
        text, size = units[at]
        used += size
        if used > width:
            return after_mark or max(at, start + 1)
        if text in "–/,;.":
            after_mark = at + 1
    return len(units)


def _units(word: str) -> Iterator[tuple[str, int]]:
    """Return what is never broken, with its cells: a character, and what combines with it."""
    if word.isascii():
        yield from ((character, 1) for character in word)
        return
    from rich.cells import split_graphemes

    for start, end, size in split_graphemes(word)[0]:
        yield word[start:end], size
