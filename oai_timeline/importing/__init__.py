"""Import tables: a file of events becomes a timeline file. `READERS` lists the formats."""

from collections.abc import Mapping

from oai_timeline.importing.csv_reader import CsvReader
from oai_timeline.importing.json_lines_reader import JsonLinesReader
from oai_timeline.importing.json_reader import JsonReader
from oai_timeline.importing.reader import TableReader, TextFile

READERS: Mapping[str, type[TableReader]] = {
    "json": JsonReader,
    "jsonl": JsonLinesReader,
    "csv": CsvReader,
}
"""The reader of each format. The first one that recognises a file reads it."""


def open_table(content: bytes, path: str, form: str | None = None) -> TableReader:
    """Open a file in a format of `READERS`, or in the one that it looks like."""
    file = TextFile(content, path)
    if file.mistakes:
        return TableReader(file)
    form = form or next(name for name in READERS if READERS[name].recognises(file.text))
    return READERS[form](file)
