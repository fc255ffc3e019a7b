"""What all import formats share: the text of a file, the mistakes in it, and its rows."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from oai_timeline.importing.other_files import describe_other_file
from oai_timeline.model.diagnostic import Diagnostic, Location

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_HALF = re.compile("[\ud800-\udfff]")
LINE_END = re.compile(r"\r\n?|\n")


class TableRow(NamedTuple):
    """The values of an event by column; `start` is the offset of the row in its file."""

    start: int
    values: dict[str, object]


class TextFile:
    """The text of a file; `left_out` counts what a reader can't import, by name."""

    def __init__(self, content: bytes, path: str) -> None:
        """Decode a file; `path` is its name in messages."""
        self.mistakes: list[Diagnostic] = []
        self.left_out: Counter[str] = Counter()
        self.path = path
        self.text = self._decode(content)
        self.line_starts = [0, *(match.end() for match in LINE_END.finditer(self.text))]
        if not self.text.strip() and not self.mistakes:
            self.report(0, "empty-file", "the file is empty")

    def report(self, offset: int, code: str, message: str) -> None:
        """Add a mistake at an offset in the text."""
        line = self.line_of(offset)
        first = self.line_starts[line - 1]
        end = self.line_starts[line] if line < len(self.line_starts) else len(self.text)
        self._add(line, offset - first + 1, code, message, self.text[first:end].rstrip("\r\n"))

    def line_of(self, offset: int) -> int:
        """Return the number of the line at an offset."""
        return bisect_right(self.line_starts, offset)

    def _add(self, line: int, column: int, code: str, message: str, excerpt: str = "") -> None:
        place = Location(self.path, line, column)
        self.mistakes.append(Diagnostic(place, code, "error", message, excerpt))

    def _decode(self, content: bytes) -> str:
        other = describe_other_file(content, self.path)
        if other is not None:
            self._add(1, 1, "not-a-table", other)
            return ""
        if content.startswith(_UTF_16):
            return content.decode("utf-16", "replace")
        text = content.decode("utf-8-sig", "surrogateescape")
        bad = _HALF.search(text)
        if bad:
            before = LINE_END.split(text[: bad.start()])
            message = f"byte 0x{ord(bad[0]) - 0xDC00:02x} is not UTF-8: save the file as UTF-8"
            self._add(len(before), len(before[-1]) + 1, "encoding", message)
            return ""
        return text


class TableReader:
    """Reads the rows of a file; this one reads none, and each format has a subclass.

    `headings` are the names of the columns, None if each row has its own.
    """

    headings: list[str] | None = None
    headings_start = 0

    def __init__(self, file: TextFile) -> None:
        """Begin to read."""
        self.file = file

    @staticmethod
    def recognises(text: str) -> bool:
        """Return whether a text that is not empty looks like this format."""
        return bool(text)

    def rows(self) -> Iterator[TableRow]:
        """Yield the rows; report those that can't be read."""
        return iter(())

    def locate_cell(self, start: int, column: str) -> int:  # noqa: ARG002 - for subclasses
        """Return the offset of a cell, or that of its row if the cell can't be found."""
        return start

    def report(self, start: int, code: str, message: str, column: str = "") -> None:
        """Add a mistake about the row at an offset, or about its cell in a column."""
        self.file.report(self.locate_cell(start, column) if column else start, code, message)
