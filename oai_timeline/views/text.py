"""Lines of styled text: wide characters counted, long text wrapped, nothing cut."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from rich.style import Style

MEASURE = 88
"""The longest line that reads well, in cells."""
UNLIMITED = 1 << 30
"""The width of lines of plain text."""
_NARROW = (
    ("\0", "\u0300"),  # before the first combining character
    ("\u2010", "\u2028"),  # punctuation
    ("\u2030", "\u2060"),
    ("\u2190", "\u231a"),  # arrows and mathematics up to the first character that is wide
    ("\u2500", "\u25fd"),  # boxes, blocks and shapes
)
"""Ranges of characters known to take one cell each; Rich's table takes time to import."""


class Span(NamedTuple):
    """Text in one style, by its name in the theme; `link` is an address that it leads to."""

    text: str
    style: str = ""
    link: str = ""


Line = list[Span]


class StyledText:
    """Lines to show, as plain text or with their styles."""

    def __init__(self, lines: Iterable[Line]) -> None:
        """Keep the lines, which are iterated once."""
        self.lines = lines

    def fold(self, width: int) -> "StyledText":
        """Return the same lines, those wider than `width` cells folded."""
        return StyledText(part for line in self.lines for part in fold(line, width))

    def text(self) -> Iterator[str]:
        """Yield each line as plain text with a newline."""
        for line in self.lines:
            yield "".join(span.text for span in line).rstrip() + "\n"

    def ansi(self) -> Iterator[str]:
        """Yield each line with the escape sequences of its styles and a newline.

        Rich's console would lay out again what is laid out, and takes longest of all to import.
        """
        from rich.color import ColorSystem
        from rich.style import Style

        from oai_timeline.views.theme import STYLES

        styles: dict[tuple[str, str], Style] = {}
        for line in self.lines:
            parts = list[str]()
            for text, name, link in line:
                style = styles.get((name, link))
                if style is None:
                    style = _link(Style.parse(STYLES[name]), link, len(styles))
                    styles[name, link] = style
                parts.append(style.render(text, color_system=ColorSystem.STANDARD))
            yield "".join(parts) + "\n"


def _link(style: "Style", address: str, number: int) -> "Style":
    """Return a style that links to an address, if that is printable."""
    if not address or not address.isprintable():
        return style
    linked = style.update_link(address)
    linked._link_id = str(number)  # noqa: SLF001 - Rich's is random; output must be reproducible
    return linked


def display_width(text: str) -> int:
    """Return the number of terminal cells that a text takes."""
    if text.isascii() or all(map(_is_narrow, set(text))):
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


@cache
def _is_narrow(character: str) -> bool:
    return any(first <= character < end for first, end in _NARROW)


def line_width(line: Iterable[Span]) -> int:
    """Return the number of terminal cells that spans take together."""
    return sum(display_width(span.text) for span in line)


def widest(texts: Iterable[str]) -> int:
    """Return the greatest display width of some texts, 0 for none."""
    return max(map(display_width, texts), default=0)


def pad(text: str, width: int) -> str:
    """Return a text filled up to `width` cells with spaces."""
    return text + " " * (width - display_width(text))


def pad_left(text: str, width: int) -> str:
    """Return a text filled up to `width` cells with spaces before it."""
    return " " * (width - display_width(text)) + text


def wrap(text: str, width: int) -> list[str]:
    """Break a text into lines of at most `width` cells, between words if possible.

    A width below 1 counts as 1: a column has lines, however narrow the terminal is.
    """
    if display_width(text) <= width:
        return [text]
    width = max(width, 1)
    lines, line, used = [], "", 0
    for word in text.split(" "):
        size = display_width(word)
        if line and used + 1 + size <= width:
            line, used = f"{line} {word}", used + 1 + size
            continue
        if line:
            lines.append(line)
        if size > width:
            *full, word = _pieces(word, width)  # noqa: PLW2901
            lines += full
            size = display_width(word)
        line, used = word, size
    return [*lines, line] if line or not lines else lines


def wrap_span(span: Span, width: int) -> list[Span]:
    """Break a span into spans of at most `width` cells, one per line."""
    return [span._replace(text=text) for text in wrap(span.text, width)]


def wrap_spans(spans: Sequence[Span], width: int) -> Iterator[Line]:
    """Break spans, as one text, into lines of at most `width` cells."""
    text = "".join(span.text for span in spans)
    at = 0
    for line in wrap(text, width):
        start = text.find(line, at)
        at = start + len(line)
        yield list(_slice(spans, start, at))


def fold(line: Line, width: int) -> Iterator[Line]:
    """Break a line that is wider than `width` cells; its indentation is kept where that fits."""
    if line_width(line) <= width:
        yield line
        return
    text = "".join(span.text for span in line)
    blank = len(text) - len(text.lstrip(" "))
    indent = min(blank, width // 4)
    for part in wrap_spans(list(_slice(line, blank, len(text))), width - indent):
        yield [Span(" " * indent), *part]


def as_line(text: Span | Line) -> Line:
    """Return a line of a span alone; a line as it is."""
    return [text] if isinstance(text, Span) else text


def join(spans: Iterable[Span], gap: str = "  ") -> Line:
    """Return a line of spans with a gap between them; those without text are left out."""
    line = [part for span in spans if span.text for part in (Span(gap), span)]
    return line[1:]


def strip_end(line: Line) -> Line:
    """Remove the spaces at the end of a line, and return it."""
    while line and not line[-1].text.strip():
        line.pop()
    if line:
        line[-1] = line[-1]._replace(text=line[-1].text.rstrip(" "))
    return line


def _slice(spans: Iterable[Span], start: int, end: int) -> Iterator[Span]:
    """Yield the parts of spans that lie between two positions of their text."""
    at = 0
    for span in spans:
        inside = span.text[max(start - at, 0) : max(end - at, 0)]
        at += len(span.text)
        if inside:
            yield span._replace(text=inside)


def _pieces(word: str, width: int) -> Iterator[str]:
    """Break a long word, after a punctuation mark in it if possible."""
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
        if text in "-–/,;.":
            after_mark = at + 1
    return len(units)


def _units(word: str) -> Iterator[tuple[str, int]]:
    """Yield what is never broken, with its width: a character and what combines with it."""
    if word.isascii():
        yield from ((character, 1) for character in word)
        return
    from rich.cells import split_graphemes

    for start, end, size in split_graphemes(word)[0]:
        yield word[start:end], size
