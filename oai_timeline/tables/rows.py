"""From bytes to the rows of a table: CSV (RFC 4180, whatever the delimiter) or JSON Lines.

A row is what one event is made of: values by the names of their columns, as they stand there.
"""

import csv
import json
import re
import sys
from collections.abc import Iterator
from io import StringIO
from typing import Any, NamedTuple, NoReturn

from oai_timeline.model.diagnostic import Diagnostic, Location
from oai_timeline.model.spreadsheet import FORMULA_SIGNS
from oai_timeline.model.visible import quoted

_DELIMITERS = ",;\t|"
_MARKS = (b"\xff\xfe", b"\xfe\xff")
_HALF = re.compile("[\ud800-\udfff]")


class Row(NamedTuple):
    """A line of a table, or several where a cell has line ends; `line` is the first one."""

    line: int
    values: dict[str, Any]


class Table:
    """A table being read. `mistakes` is complete once all rows were taken."""

    def __init__(self, content: bytes, path: str, form: str | None) -> None:
        """Take a file of the form `csv` or `jsonl`, or of the one that it looks like."""
        self.mistakes: list[Diagnostic] = []
        self._path = path
        text = self._decoded(content)
        self.form = form or ("jsonl" if text.lstrip()[:1] in {"{", "["} else "csv")
        self._delimiter = ","
        self._columns: list[str] = []
        if self.form == "csv":
            self._lines = list(StringIO(text, newline=""))
        else:
            self._lines = text.split("\n")

    def rows(self) -> Iterator[Row]:
        """Read row after row; what is no row is among the mistakes."""
        yield from self._cells() if self.form == "csv" else self._objects()

    def report(self, line: int, code: str, message: str, name: str | None = None) -> None:
        """Add a mistake; it is about the value in the column of that name, or about a row."""
        excerpt = self._lines[line - 1].rstrip("\r\n") if line <= len(self._lines) else ""
        column = self._place(excerpt, name) if name is not None else 1
        self._add(line, column, code, message, excerpt)

    def _add(self, line: int, column: int, code: str, message: str, excerpt: str) -> None:
        place = Location(self._path, line, column)
        self.mistakes.append(Diagnostic(place, code, "error", message, excerpt))

    def _decoded(self, content: bytes) -> str:
        if content.startswith(_MARKS):
            return content.decode("utf-16", "replace")
        text = content.decode("utf-8-sig", "surrogateescape")
        bad = _HALF.search(text)
        if bad:
            before = text[: bad.start()].split("\n")
            message = f"byte 0x{ord(bad[0]) - 0xDC00:02x} is not UTF-8: save the file as UTF-8"
            self._add(len(before), len(before[-1]) + 1, "encoding", message, "")
            return ""
        return text

    def _cells(self) -> Iterator[Row]:
        first = next((line for line in self._lines if line.strip()), "")
        self._delimiter = max(_DELIMITERS, key=first.count)
        limit = csv.field_size_limit(sys.maxsize)
        reader = csv.reader(self._lines, delimiter=self._delimiter, strict=True)
        line = 1
        try:
            for cells in reader:
                if not self._columns and any(cells):
                    self._columns = _names(cells)
                elif any(cells):
                    yield from self._row(line, cells)
                line = reader.line_num + 1
        except csv.Error as error:
            self.report(line, "syntax", f"this is no CSV: {error}; not read further")
        finally:
            csv.field_size_limit(limit)

    def _row(self, line: int, cells: list[str]) -> Iterator[Row]:
        if len(cells) > len(self._columns) and any(cells[len(self._columns) :]):
            message = (
                f"this row has {len(cells)} cells, and there are {len(self._columns)} columns: put "
                f"what has {quoted(self._delimiter)} in it in quotes"
            )
            self.report(line, "wrong-type", message)
            return
        yield Row(line, dict(zip(self._columns, map(_undone, cells), strict=False)))

    def _place(self, excerpt: str, name: str) -> int:
        """Find the column of a text line where a cell begins; 1 where that can't be told."""
        if self.form != "csv" or name not in self._columns:
            return max(excerpt.find(json.dumps(name, ensure_ascii=False)), 0) + 1
        cell = rf'(?:"(?:[^"]|"")*"|[^{re.escape(self._delimiter)}"]*)'
        before = rf"(?:{cell}{re.escape(self._delimiter)}){{{self._columns.index(name)}}}"
        match = re.match(before, excerpt)
        return match.end() + 1 if match else 1

    def _objects(self) -> Iterator[Row]:
        for number, line in enumerate(self._lines, 1):
            if line.strip():
                values = self._object(number, line)
                if values is not None:
                    yield Row(number, values)

    def _object(self, number: int, line: str) -> dict[str, Any] | None:
        code, column = "syntax", 1
        try:
            # Numbers stay as they are written, however long.
            values = json.loads(line, parse_int=str, parse_float=str, parse_constant=_no_number)
        except json.JSONDecodeError as error:
            message, column = f"this is no JSON: {error.msg}", error.colno
        except RecursionError:
            code, message = "too-deep", "this is nested too deep"
        else:
            if not isinstance(values, dict):
                code, message = "wrong-type", "a line must be one object: of an array, jq -c '.[]'"
            elif "\\u" in line and _HALF.search(json.dumps(values, ensure_ascii=False)):
                message = "an escape stands for half a character"
            else:
                return values
        excerpt = line.rstrip("\r")
        self._add(number, column, code, message, excerpt)
        return None


def _names(cells: list[str]) -> list[str]:
    """Name columns by the first row, each by another name."""
    names: list[str] = []
    for number, cell in enumerate(cells, 1):
        name = cell.strip() or f"column {number}"
        names.append(name if name not in names else f"{name} ({number})")
    return names


def _undone(cell: str) -> str:
    """Take away the quote by which a cell was kept from running as a formula."""
    rest = cell.removeprefix("'")
    return rest if rest.lstrip(" ").startswith(FORMULA_SIGNS) else cell


def _no_number(name: str) -> NoReturn:
    raise json.JSONDecodeError(f"{name} is no number of JSON", name, 0)
