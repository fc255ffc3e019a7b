"""Import: a file of events becomes a timeline file. `READERS` lists the formats."""

from collections.abc import Mapping

from oai_timeline.importing.choices import NO_CHOICES, Choices
from oai_timeline.importing.csv_reader import CsvReader
from oai_timeline.importing.ics_reader import IcsReader
from oai_timeline.importing.json_lines_reader import JsonLinesReader
from oai_timeline.importing.json_reader import JsonReader
from oai_timeline.importing.l2t_reader import L2tReader
from oai_timeline.importing.reader import TableReader, TextFile
from oai_timeline.importing.timelinejs_reader import TimelineJsReader
from oai_timeline.importing.timesketch_reader import TimesketchReader

READERS: Mapping[str, type[TableReader]] = {
    "ics": IcsReader,
    "timelinejs": TimelineJsReader,
    "timesketch": TimesketchReader,
    "l2t": L2tReader,
    "json": JsonReader,
    "jsonl": JsonLinesReader,
    "csv": CsvReader,
}
"""The reader of each format. The first one that recognises a file reads it."""


def open_table(
    content: bytes, path: str, form: str | None = None, choices: Choices = NO_CHOICES
) -> TableReader:
    """Open a file in a format of `READERS`, or in the one that it looks like."""
    file = TextFile(content, path, choices.encoding)
    if file.mistakes:
        return TableReader(file)
    form = form or next(name for name in READERS if READERS[name].recognises(file.text))
    return READERS[form](file, choices)
