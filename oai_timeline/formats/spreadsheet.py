"""CSV (RFC 4180, but with newlines alone) and TSV: one row an event, the same columns always."""

import csv
from collections.abc import Callable, Iterable, Iterator
from io import StringIO

from oai_timeline.model.entry import Entry
from oai_timeline.model.spreadsheet import (
    COLUMNS,
    SEMICOLON_BY_ADDRESSES,
    escape_formulas,
    join_list,
)
from oai_timeline.model.visible import visible


def escape_cell(text: str) -> str:
    """Put a quote before what a spreadsheet would run as a formula; `import` takes it away."""
    return escape_formulas(text)


def keep_cell(text: str) -> str:
    """Leave a cell alone."""
    return text


def spreadsheet(
    entries: Iterable[Entry], delimiter: str, cell: Callable[[str], str]
) -> Iterator[str]:
    """Write events as rows under a header; each text goes through `cell`."""
    buffer = StringIO()
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\n")
    writer.writerow(COLUMNS)
    for entry in entries:
        writer.writerow([cell(visible(text)) for text in _texts(entry)])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def _texts(entry: Entry) -> Iterator[str]:
    yield entry.id
    yield entry.date
    yield entry.earliest_text or ""
    yield entry.latest_text or ""
    yield entry.precision
    yield entry.title
    yield _joined(entry.actors)
    yield _joined(entry.about)
    yield entry.kind or ""
    yield _joined(entry.tags)
    yield entry.place or ""
    yield entry.certainty or ""
    yield entry.summary or ""
    yield join_list(map(_named, entry.sources.split("\n")), SEMICOLON_BY_ADDRESSES)


def _joined(lines: str) -> str:
    return join_list(lines.split("\n"))


def _named(source: str) -> str:
    """Name a source by its address, else by its publisher."""
    publisher, _, address = (source or "\t\t").split("\t")
    return address or publisher
