"""Read CSV of log2timeline: 17 columns, with days as month/day/year (plaso's output `l2tcsv`)."""

from collections.abc import Iterator

from oai_timeline.importing.columns import Table
from oai_timeline.importing.csv_reader import CsvReader
from oai_timeline.importing.reader import TableRow

_NO_DATE = "00/00/0000"
"""What stands in a row without a date."""


class L2tReader(CsvReader):
    """Reads the short description as title; `source` is the kind of a log, not who says so."""

    table: Table = (
        ("date", "when"), ("time", "time"), ("timezone", "zone"), ("short", "title"),
        ("desc", "summary"), ("type", "kind"),
    )  # fmt: skip
    date_order = "mdy"

    @staticmethod
    def recognises(text: str) -> bool:
        """Return whether the first columns are those of log2timeline."""
        return text.lstrip().startswith("date,time,timezone,MACB,")

    def rows(self) -> Iterator[TableRow]:
        """Yield the rows with a date; a description that only repeats the short one is dropped."""
        for start, values in super().rows():
            if values.get("date") == _NO_DATE:
                self.file.undated += 1
                continue
            if values.get("desc") == values.get("short"):
                values["desc"] = ""
            yield TableRow(start, values)
