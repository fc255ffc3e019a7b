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


class Screen:
    """Lines to be shown. It renders under Rich, and gives plain text by itself."""

    def __init__(self, lines: Iterable[Line]) -> None:
        """Keep the lines, which may come one by one."""
        self.lines = lines

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

    For a pipe, whose width is None, it stays whole.
    """
    if width is None or cells(text) <= width:
        return [text]
    lines, line, used = [], "", 0
    for word in text.split(" "):
        size = cells(word)
        if line and used + 1 + size <= width:
            line, used = f"{line} {word}", used + 1 + size
            continue
        if line:
            lines.append(line)
        while size > width:
            head = _head(word, width)
            lines.append(head)
            word = word[len(head) :]  # noqa: PLW2901
            size = cells(word)
        line, used = word, size
    return [*lines, line] if line else lines


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


def in_a_row(
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


def _head(word: str, width: int) -> str:
    """Give as much of a long word as fits, broken after a mark of its own where there is one."""
    size = 0
    for at, character in enumerate(word):
        size += cells(character)
        if size > width:
            broken = max(word.rfind(mark, 0, at) for mark in "–/,;.") + 1
            return word[: broken or max(at, 1)]
    return word
