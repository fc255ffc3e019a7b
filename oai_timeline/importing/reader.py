"""What all import formats share: the text of a file, the mistakes in it, and its rows."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from oai_timeline.importing.choices import NO_CHOICES, Choices
from oai_timeline.importing.columns import Table
from oai_timeline.importing.other_files import describe_other_file, guess_utf_16
from oai_timeline.model.diagnostic import Diagnostic, Location
from oai_timeline.model.visible import quoted

_USUAL_ENCODING = "cp1252"
_WORD = re.compile(rb"[^\s,;\"\t]+")
_LONGEST_WORD = 40
LINE_END = re.compile(r"\r\n?|\n")


class TableRow(NamedTuple):
    """The values of an event by column; `start` is the offset of the row in its file."""

    start: int
    values: dict[str, object]


class TextFile:
    """The text of a file.

    `left_out` counts what a reader can't import, by name, and `undated` the rows that say that they
    have no date. `notes` say how something was read; `hints` help with the mistakes.
    """

    def __init__(self, content: bytes, path: str, encoding: str = "") -> None:
        """Decode a file; `path` is its name in messages."""
        self.mistakes: list[Diagnostic] = []
        self.left_out: Counter[str] = Counter()
        self.undated = 0
        self.notes: list[str] = []
        self.hints: list[str] = []
        self.path = path
        self._encoding = encoding
        self.text = self._decode(content)
        self.line_starts = [0, *(match.end() for match in LINE_END.finditer(self.text))]
        if not self.text.strip() and not self.mistakes:
            self.report(0, "empty-file", "the file is empty")

    def lines(self) -> Iterator[str]:
        """Yield the lines with their ends."""
        for start, end in pairwise([*self.line_starts, len(self.text)]):
            yield self.text[start:end]

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
        other = None if self._encoding else describe_other_file(content, self.path)
        if other is not None:
            self._add(1, 1, "not-a-table", other)
            return ""
        encoding = self._encoding or guess_utf_16(content) or "utf-8-sig"
        try:
            text = content.decode(encoding).removeprefix("\ufeff")
        except UnicodeDecodeError as error:
            self._report_encoding(content, encoding, error.start)
            return ""
        if "\0" in text:
            self._add(1, 1, "encoding", f"read as {encoding}, this is not text: it has null bytes")
            return ""
        return text

    def _report_encoding(self, content: bytes, encoding: str, offset: int) -> None:
        """Report the byte at an offset, which is not of the encoding."""
        before = LINE_END.split(content[:offset].decode(encoding, "replace").removeprefix("\ufeff"))
        if encoding == "utf-8-sig":
            advice = f"UTF-8: name the encoding with --encoding{_suggest_encoding(content, offset)}"
        else:
            advice = f"{encoding}: name another encoding with --encoding"
        message = f"byte 0x{content[offset]:02x} is not {advice}"
        self._add(len(before), len(before[-1]) + 1, "encoding", message)


def _suggest_encoding(content: bytes, offset: int) -> str:
    """Return how the word around a byte would be read in the most usual encoding besides UTF-8."""
    begin = max(offset - _LONGEST_WORD, 0)
    first = _WORD.findall(content[begin:offset] + b"x")[-1][:-1]
    rest = _WORD.match(content[offset : offset + _LONGEST_WORD])
    assert rest is not None
    try:
        word = (first + rest[0]).decode(_USUAL_ENCODING)
    except UnicodeDecodeError:
        return ""
    return f" ({_USUAL_ENCODING} would read {quoted(word)})"


class TableReader:
    """Reads the rows of a file; this one reads none, and each format has a subclass.

    `headings` are the names of the columns, None if each row has its own.
    """

    headings: list[str] | None = None
    headings_start = 0
    table: Table | None = None
    """What the columns of a format become; None if they are known by their names."""
    date_order = ""
    title: str | None = None
    """The title that the file gives itself."""
    zone: str | None = None
    """The zone that the file gives to its times without an offset."""

    def __init__(self, file: TextFile, choices: Choices = NO_CHOICES) -> None:
        """Begin to read."""
        self.file = file
        self.choices = choices

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
