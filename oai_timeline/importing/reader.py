"""From a file to the rows of a table, whatever its format. `READERS` lists the formats."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from oai_timeline.importing.csv_reader import CsvReader
from oai_timeline.importing.json_lines_reader import JsonLinesReader
from oai_timeline.importing.json_reader import JsonReader
from oai_timeline.importing.text_file import TableRow, TextFile


class Reader(Protocol):
    """Reads the rows of a file, which is not empty. Each is what an event is made of."""

    def __init__(self, file: TextFile) -> None:
        """Begin to read."""

    @property
    def headings(self) -> Sequence[str] | None:
        """The names of the columns; None if each row has its own."""

    @property
    def headings_start(self) -> int:
        """The offset of the headings."""

    @staticmethod
    def recognises(text: str) -> bool:
        """Return whether a text looks like a file of this format."""

    def rows(self) -> Iterator[TableRow]:
        """Yield the rows; report to the file what can't be read."""

    def locate_cell(self, start: int, column: str) -> int:
        """Return the offset of a cell, or that of its row if the cell can't be found."""


READERS: Mapping[str, type[Reader]] = {
    "json": JsonReader,
    "jsonl": JsonLinesReader,
    "csv": CsvReader,
}
"""The reader of each format by name. A file is read by the first one that recognises it."""


class Table:
    """The rows of a file. `mistakes` is complete once all rows were read."""

    def __init__(self, content: bytes, path: str, form: str | None) -> None:
        """Open a file in a format of `READERS`, or in the one that it looks like."""
        self.file = TextFile(content, path)
        self.mistakes = self.file.mistakes
        self.reader: Reader | None = None
        if not self.mistakes:
            self.reader = READERS[form or _guess_format(self.file.text)](self.file)

    def rows(self) -> Iterator[TableRow]:
        """Yield the rows; those that can't be read are among the mistakes."""
        return self.reader.rows() if self.reader else iter(())

    def report(self, start: int, code: str, message: str, column: str = "") -> None:
        """Add a mistake about the row at an offset, or about its cell in a column."""
        offset = self.reader.locate_cell(start, column) if self.reader and column else start
        self.file.report(offset, code, message)


def _guess_format(text: str) -> str:
    return next(name for name, reader in READERS.items() if reader.recognises(text))
