"""Read CSV (RFC 4180), with whatever delimiter its first line shows."""

import csv
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice

from oai_timeline.importing.cells import tidy_text
from oai_timeline.importing.choices import NO_CHOICES, Choices
from oai_timeline.importing.reader import TableReader, TableRow, TextFile
from oai_timeline.model.spreadsheet import COLUMNS, FORMULA_SIGNS, unescape_formulas
from oai_timeline.model.visible import quoted

_DELIMITERS = ",;\t|"
_EXCEL_DELIMITER = re.compile(r'"?sep=([^"\r\n])"?', re.IGNORECASE)
"""The first line by which Excel names the delimiter."""


class CsvReader(TableReader):
    """Reads the rows of a CSV file, the first of which names the columns."""

    def __init__(self, file: TextFile, choices: Choices = NO_CHOICES) -> None:
        """Read the headings."""
        super().__init__(file, choices)
        self._delimiter = ","
        self._records = self._read_records()
        cells: list[str] = []
        if choices.has_header:
            self.headings_start, cells = next(self._records, (0, []))
        names = [*choices.names, *cells[len(choices.names) :]] if choices.names else cells
        self._names = self.headings = _name_columns(names)

    def rows(self) -> Iterator[TableRow]:
        """Yield the rows below the headings."""
        read_cell = unescape_formulas if set(COLUMNS) <= set(self._names) else _read_cell
        for start, cells in self._records:
            if any(cells[len(self._names) :]):
                message = (
                    f"this row has {len(cells)} cells, but there are {len(self._names)} columns: "
                    f"quote the cells that contain {quoted(self._delimiter)}"
                )
                self.file.report(start, "wrong-type", message)
            else:
                yield TableRow(start, dict(zip(self._names, map(read_cell, cells), strict=False)))

    def locate_cell(self, start: int, column: str) -> int:
        """Return the offset of a cell, counted by delimiters from the start of its row."""
        if column not in self._names:
            return start
        text = self.file.text
        cell = re.compile(rf'"(?:[^"]|"")*"|[^{re.escape(self._delimiter)}\r\n]*')
        at = start
        for _ in range(self._names.index(column)):
            match = cell.match(text, at)
            at = match.end() + 1 if match else at
        while text[at : at + 1] == " ":
            at += 1
        return min(at, len(text))

    def _read_records(self) -> Iterator[tuple[int, list[str]]]:
        """Yield the records that are not blank, each with its offset."""
        first, head = next((n, line) for n, line in enumerate(self.file.lines()) if line.strip())
        named = _EXCEL_DELIMITER.fullmatch(head.rstrip("\r\n"))
        self._delimiter = named[1] if named else max(_DELIMITERS, key=head.count)
        skipped = first + bool(named)
        line = skipped
        with _lift_cell_limit():
            lines = islice(self.file.lines(), skipped, None)
            reader = csv.reader(lines, delimiter=self._delimiter, strict=True)
            try:
                for cells in reader:
                    if any(map(str.strip, cells)):
                        yield self.file.line_starts[line], cells
                    line = skipped + reader.line_num
            except csv.Error as error:
                message = f"this is not CSV: {error}; the rest is not read"
                self.file.report(self.file.line_starts[line], "syntax", message)


@contextmanager
def _lift_cell_limit() -> Iterator[None]:
    limit = csv.field_size_limit(sys.maxsize)
    try:
        yield
    finally:
        csv.field_size_limit(limit)


def _name_columns(cells: list[str]) -> list[str]:
    """Name columns by the first row, each by another name."""
    names: dict[str, None] = {}
    for number, cell in enumerate(cells, 1):
        name = cell.strip() or f"column {number}"
        while name in names:
            name = f"{name} ({number})"
        names[name] = None
    return list(names)


def _read_cell(cell: str) -> str:
    return _unescape_formula(tidy_text(cell))


def _unescape_formula(cell: str) -> str:
    """Remove the quote by which a program kept a cell from running as a formula."""
    rest = cell.removeprefix("'")
    return rest if rest.lstrip(" ").startswith(FORMULA_SIGNS) else cell
