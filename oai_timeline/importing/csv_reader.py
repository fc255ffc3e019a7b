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
_RULE = re.compile(r"\s*\|(?:\s*:?-+:?\s*\|)+\s*")
"""The line below the headings of a table in Markdown; its rows begin and end with a bar."""
_EMPHASIS = re.compile(r"(\*\*|__|`)(?! )([^*_`]+)(?<! )\1")
_LINK = re.compile(r"\[([^\[\]]+)\]\((https?://[^\s()]+)\)")
_MARKS_LEFT_OUT = "read as a table in Markdown: marks left out"
_EXCEL_DELIMITER = re.compile(r'"?sep=([^"\r\n])"?', re.IGNORECASE)
"""The first line by which Excel names the delimiter."""


class CsvReader(TableReader):
    """Reads the rows of a CSV file, the first of which names the columns."""

    def __init__(self, file: TextFile, choices: Choices = NO_CHOICES) -> None:
        """Read the headings."""
        super().__init__(file, choices)
        self._delimiter = ","
        self._is_markdown = False
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
        for _ in range(self._names.index(column) + self._is_markdown):
            match = cell.match(text, at)
            at = match.end() + 1 if match else at
        while text[at : at + 1] == " ":
            at += 1
        return min(at, len(text))

    def _read_records(self) -> Iterator[tuple[int, list[str]]]:
        """Yield the records that are not blank, each with its offset."""
        first, head = next((n, line) for n, line in enumerate(self.file.lines()) if line.strip())
        named = _EXCEL_DELIMITER.fullmatch(head.rstrip("\r\n"))
        rule = next(islice(self.file.lines(), first + 1, None), "")
        self._is_markdown = head.lstrip().startswith("|") and _RULE.fullmatch(rule) is not None
        found = "|" if self._is_markdown else max(_DELIMITERS, key=head.count)
        self._delimiter = named[1] if named else found
        skipped = first + bool(named)
        line = skipped
        with _lift_cell_limit():
            lines = islice(self.file.lines(), skipped, None)
            reader = csv.reader(lines, delimiter=self._delimiter, strict=True)
            try:
                for record in reader:
                    is_rule = self._is_markdown and line == first + 1
                    cells = self._read_markdown(record) if self._is_markdown else record
                    if any(map(str.strip, cells)) and not is_rule:
                        yield self.file.line_starts[line], cells
                    line = skipped + reader.line_num
            except csv.Error as error:
                message = f"this is not CSV: {error}; the rest is not read"
                self.file.report(self.file.line_starts[line], "syntax", message)

    def _read_markdown(self, record: list[str]) -> list[str]:
        """Return the cells of a row of Markdown without its marks; note once that there are any."""
        cells = [_write_out(cell) for cell in _strip_bars(record)]
        if _MARKS_LEFT_OUT not in self.file.notes and cells != _strip_bars(record):
            self.file.notes.append(_MARKS_LEFT_OUT)
        return cells


def _strip_bars(cells: list[str]) -> list[str]:
    """Return the cells of a row without the empty ones outside of its first and last bar."""
    if not cells:
        return []
    return cells[not cells[0].strip() : len(cells) - (not cells[-1].strip())]


def _write_out(cell: str) -> str:
    """Return a text of Markdown without its marks, and with the addresses of links behind them."""
    return _EMPHASIS.sub(r"\2", _LINK.sub(r"\1 (\2)", cell))


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
