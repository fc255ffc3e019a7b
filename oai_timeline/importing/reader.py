"""From bytes to the rows of a table: CSV (RFC 4180, whatever the delimiter), JSON, JSON Lines.

A row is what one event is made of: values by the names of their columns.
"""

import csv
import json
import re
import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from typing import Any, NamedTuple

from oai_timeline.importing import json_values
from oai_timeline.importing.cells import tidy
from oai_timeline.importing.json_values import EVENT_LISTS, JsonError, Value
from oai_timeline.importing.kinds import describe_other_kind, describe_timeline
from oai_timeline.model.diagnostic import Diagnostic, Location
from oai_timeline.model.spreadsheet import COLUMNS, FORMULA_SIGNS, unescape_formulas
from oai_timeline.model.visible import quoted

_DELIMITERS = ",;\t|"
_EXCEL_DELIMITER = re.compile(r'"?sep=([^"\r\n])"?', re.IGNORECASE)
"""The first line by which Excel says what parts cells."""
_MARKS = (b"\xff\xfe", b"\xfe\xff")
_HALF = re.compile("[\ud800-\udfff]")
_LINE_END = re.compile(r"\r\n?|\n")


class Row(NamedTuple):
    """The values of an event by column; `start` is where it begins in the text of its table."""

    start: int
    values: dict[str, Any]


class Table:
    """A table being read. `mistakes` is complete once all rows were taken.

    `headings` are the names of a CSV file's columns, `headings_start` is where they begin;
    `left_out` counts what a JSON document has beside its events.
    """

    def __init__(self, content: bytes, path: str, form: str | None) -> None:
        """Take a file of the form `csv`, `json` or `jsonl`, or of the one that it looks like."""
        self.mistakes: list[Diagnostic] = []
        self.headings: list[str] = []
        self.headings_start = 0
        self.left_out: Counter[str] = Counter()
        self._path = path
        self._text = self._decode(content)
        self._line_starts = [0, *(match.end() for match in _LINE_END.finditer(self._text))]
        self.form = form or _guess_form(self._text)
        self._delimiter = ","
        self._records: Iterator[tuple[int, list[str]]] = iter(())
        if not self._text.strip() and not self.mistakes:
            self.report(0, "empty-file", "there is nothing in this file")
        if self.form == "csv" and not self.mistakes:
            self._records = self._read_records()
            self.headings_start, cells = next(self._records, (0, []))
            self.headings = _name_columns(cells)

    def rows(self) -> Iterator[Row]:
        """Read row after row; what is no row is among the mistakes."""
        if self.form == "csv":
            for start, cells in self._records:
                yield from self._read_row(start, cells)
            return
        read = self._read_documents if self.form == "json" else self._read_lines
        for start, value in read():
            if not isinstance(value, dict):
                self.report(start, "wrong-type", "each event must be an object")
            elif isinstance(value.get("when"), dict):  # our own export: take texts as they are
                yield Row(start, value)
            else:
                yield Row(start, tidy(value))

    def report(self, start: int, code: str, message: str, name: str | None = None) -> None:
        """Add a mistake about the row that begins at `start`, or about its cell of that column."""
        at = start if name is None else self._locate_cell(start, name)
        line = self.line_of(at)
        first = self._line_starts[line - 1]
        end = self._line_starts[line] if line < len(self._line_starts) else len(self._text)
        self._add(line, at - first + 1, code, message, self._text[first:end].rstrip("\r\n"))

    def line_of(self, start: int) -> int:
        """Return the number of the line on which a row begins."""
        return bisect_right(self._line_starts, start)

    def _add(self, line: int, column: int, code: str, message: str, excerpt: str) -> None:
        place = Location(self._path, line, column)
        self.mistakes.append(Diagnostic(place, code, "error", message, excerpt))

    def _decode(self, content: bytes) -> str:
        other = describe_other_kind(content, self._path)
        if other is not None:
            self._add(1, 1, "not-a-table", other, "")
            return ""
        if content.startswith(_MARKS):
            return content.decode("utf-16", "replace")
        text = content.decode("utf-8-sig", "surrogateescape")
        bad = _HALF.search(text)
        if bad:
            before = _LINE_END.split(text[: bad.start()])
            message = f"byte 0x{ord(bad[0]) - 0xDC00:02x} is not UTF-8: save the file as UTF-8"
            self._add(len(before), len(before[-1]) + 1, "encoding", message, "")
            return ""
        return text

    def _read_records(self) -> Iterator[tuple[int, list[str]]]:
        """Read the records of CSV that are not blank, each with the offset where it begins."""
        lines = list(StringIO(self._text, newline=""))
        first = next(number for number, line in enumerate(lines) if line.strip())
        named = _EXCEL_DELIMITER.fullmatch(lines[first].rstrip("\r\n"))
        self._delimiter = named[1] if named else max(_DELIMITERS, key=lines[first].count)
        skipped = first + bool(named)
        line = skipped
        with _unlimited_cells():
            reader = csv.reader(lines[skipped:], delimiter=self._delimiter, strict=True)
            try:
                for cells in reader:
                    if any(map(str.strip, cells)):
                        yield self._line_starts[line], cells
                    line = skipped + reader.line_num
            except csv.Error as error:
                message = f"this is no CSV: {error}; not read further"
                self.report(self._line_starts[line], "syntax", message)

    def _read_row(self, start: int, cells: list[str]) -> Iterator[Row]:
        if len(cells) > len(self.headings) and any(cells[len(self.headings) :]):
            message = (
                f"this row has {len(cells)} cells, and there are {len(self.headings)} columns: put "
                f"what has {quoted(self._delimiter)} in it in quotes"
            )
            self.report(start, "wrong-type", message)
            return
        is_ours = set(COLUMNS) <= set(self.headings)
        read = unescape_formulas if is_ours else _read_cell
        yield Row(start, dict(zip(self.headings, map(read, cells), strict=False)))

    def _locate_cell(self, start: int, name: str) -> int:
        """Return the offset at which a cell begins; that of its row where it can't be found."""
        if self.form != "csv":
            key = re.compile(rf"{re.escape(json.dumps(name, ensure_ascii=False))}\s*:")
            found = key.search(self._text, start)
            return found.start() if found else start
        if name not in self.headings:
            return start
        cell = re.compile(rf'"(?:[^"]|"")*"|[^{re.escape(self._delimiter)}\r\n]*')
        at = start
        for _ in range(self.headings.index(name)):
            match = cell.match(self._text, at)
            at = match.end() + 1 if match else at
        while self._text[at : at + 1] == " ":
            at += 1
        return min(at, len(self._text))

    def _read_lines(self) -> Iterator[Value]:
        for start, line in zip(self._line_starts, _LINE_END.split(self._text), strict=True):
            if line.strip():
                try:
                    yield Value(start, json_values.read_line(line))
                except JsonError as error:
                    self.report(start + error.offset, error.code, str(error))

    def _read_documents(self) -> Iterator[Value]:
        """Read the events of JSON documents: of an array, of an object's list, or one object."""
        try:
            for document in json_values.read_documents(self._text):
                yield from self._list_events(document)
        except JsonError as error:
            self.report(error.offset, error.code, str(error))

    def _list_events(self, document: Value) -> Iterator[Value]:
        start, value = document
        if isinstance(value, list):
            yield from json_values.locate_items(self._text, start)
            return
        members = value if isinstance(value, dict) else {}
        key = next((key for key in EVENT_LISTS if isinstance(members.get(key), list)), None)
        if key is None:
            yield document
        elif isinstance(members.get("timeline"), dict):
            self.report(start, "not-a-table", describe_timeline(self._path))
        elif any(isinstance(one, dict) and "start_date" in one for one in members[key]):
            message = "this is JSON of TimelineJS: export its spreadsheet as CSV, and import that"
            self.report(start, "not-a-table", message)
        else:
            self.left_out.update(name for name in members if name != key)
            at = json_values.locate_member(self._text, start, key)
            yield from json_values.locate_items(self._text, at)


def _guess_form(text: str) -> str:
    if text.lstrip()[:1] not in {"{", "["}:
        return "csv"
    return "json" if json_values.is_document(text) else "jsonl"


@contextmanager
def _unlimited_cells() -> Iterator[None]:
    limit = csv.field_size_limit(sys.maxsize)
    try:
        yield
    finally:
        csv.field_size_limit(limit)


def _name_columns(cells: list[str]) -> list[str]:
    """Name columns by the first row, each by another name."""
    names: list[str] = []
    for number, cell in enumerate(cells, 1):
        name = cell.strip() or f"column {number}"
        names.append(name if name not in names else f"{name} ({number})")
    return names


def _read_cell(cell: str) -> str:
    return _undone(str(tidy(cell)))


def _undone(cell: str) -> str:
    """Take away the quote by which a program kept a cell from running as a formula."""
    rest = cell.removeprefix("'")
    return rest if rest.lstrip(" ").startswith(FORMULA_SIGNS) else cell
