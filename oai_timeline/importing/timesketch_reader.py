"""Read CSV and JSON Lines of Timesketch, which plaso writes, too: `message` and its moment.

`datetime` has an offset; `timestamp` is the same moment in microseconds since 1970. Our own export
has the date as in a timeline file besides.
"""

import re
from collections.abc import Iterator

from oai_timeline.dates.edtf import DateError
from oai_timeline.importing import json_values
from oai_timeline.importing.cells import tidy
from oai_timeline.importing.choices import NO_CHOICES, Choices
from oai_timeline.importing.columns import Table
from oai_timeline.importing.csv_reader import CsvReader
from oai_timeline.importing.date_columns import format_epoch
from oai_timeline.importing.json_lines_reader import JsonLinesReader
from oai_timeline.importing.json_values import JsonError
from oai_timeline.importing.reader import TableReader, TableRow, TextFile
from oai_timeline.model.visible import quoted

_TABLE: Table = (
    ("message", "title"), ("datetime", "when"), ("timestamp_desc", "kind"), ("tag", "tags"),
)  # fmt: skip
_OURS: Table = (
    ("message", "title"), ("event_id", "id"), ("date", "edtf"), ("tag", "tags"),
    *((name, name) for name in ("certainty", "summary", "kind", "place", "actors", "about",
                                "sources", "earliest", "latest", "precision")),
)  # fmt: skip
_OUR_EXTRA = ("datetime", "timestamp", "timestamp_desc", "edtf", "approximate", "uncertain")
"""What the other columns of our own export imply."""
_FIRST = ("message", "timestamp_desc")
_NO_DATE = "0000-00-00"
"""How the `datetime` of a row without a date begins."""
_MICROSECONDS = re.compile(r"(-?\d{1,18})(?:\.0+)?", re.ASCII)
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:\.\d+)?(Z|[+-]00:?00)", re.ASCII)
"""A `datetime` in UTC, which can be compared with `timestamp`."""


class TimesketchReader(TableReader):
    """Reads rows with a message and a moment."""

    def __init__(self, file: TextFile, choices: Choices = NO_CHOICES) -> None:
        """Begin to read, in the form that the file has."""
        super().__init__(file, choices)
        is_json = file.text.lstrip()[:1] == "{"
        self._reader = (JsonLinesReader if is_json else CsvReader)(file, choices)
        self.headings, self.headings_start = self._reader.headings, self._reader.headings_start
        if self.headings is not None and "timestamp" in self.headings:
            self.headings = list(dict.fromkeys([*self.headings, "datetime"]))  # see `rows`
        self._is_ours = '"event_id"' in file.text.lstrip().partition("\n")[0]
        self.table = _OURS if self._is_ours else _TABLE

    @staticmethod
    def recognises(text: str) -> bool:
        """Return whether the first line has the columns that Timesketch requires."""
        first = text.lstrip().partition("\n")[0]
        if first[:1] == "{":
            return all(f'"{name}":' in first for name in _FIRST)
        return set(_FIRST) <= {name.strip('"\r ') for name in first.split(",")}

    def rows(self) -> Iterator[TableRow]:
        """Yield the rows with a date.

        A timestamp alone becomes the moment, one beside it must be the same.
        """
        for start, values in self._reader.rows():
            if str(values.get("datetime") or "").startswith(_NO_DATE):
                self.file.undated += 1
                continue
            if self._is_ours:
                rest = {name: value for name, value in values.items() if name not in _OUR_EXTRA}
                yield TableRow(start, rest)
                continue
            try:
                settled = _settle_moment(values)
            except DateError as error:
                self.report(start, "bad-date", str(error), "timestamp")
            else:
                yield TableRow(start, settled | {"tag": _read_tags(values.get("tag"))})

    def locate_cell(self, start: int, column: str) -> int:
        """Return the offset of a cell, or that of its row."""
        return self._reader.locate_cell(start, column)


def _settle_moment(values: dict[str, object]) -> dict[str, object]:
    """Return a row with its `datetime`, and without a `timestamp` that says the same.

    Raises DateError if they differ.
    """
    number, written = str(values.get("timestamp") or ""), str(values.get("datetime") or "")
    match = _MICROSECONDS.fullmatch(number)
    if match is None:
        return values
    moment = format_epoch(int(match[1]) // 1_000_000)
    given = _MOMENT.fullmatch(written)
    if given and moment != f"{given[1]}T{given[2]}Z":
        raise DateError(
            f'"timestamp" is {moment}, but "datetime" is {quoted(written)}: which one is right?'
        )
    rest = {name: value for name, value in values.items() if name != "timestamp"}
    return rest if written else rest | {"datetime": moment}


def _read_tags(value: object) -> object:
    """Return tags, which may be a JSON list in a cell."""
    if isinstance(value, str) and value.startswith("["):
        try:
            return tidy(json_values.read_line(value))
        except JsonError:
            return value
    return value
