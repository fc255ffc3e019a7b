"""CSV (RFC 4180, but with line feeds) and TSV: one event per row, always the same columns."""

import csv
from collections.abc import Callable, Iterable, Iterator
from io import StringIO

from oai_timeline.formats.exported import Exported, describe_omissions
from oai_timeline.model.record import EventRecord, HeaderRecord
from oai_timeline.model.spreadsheet import (
    COLUMNS,
    SEMICOLON_BY_URL,
    escape_formulas,
    join_list,
)
from oai_timeline.model.visible import visible


def export(
    _: HeaderRecord, events: Iterable[EventRecord], delimiter: str = ",", *, raw: bool = False
) -> Exported:
    """Write events as rows under a header; `raw` doesn't escape formulas.

    `events` are iterated twice.
    """
    omitted = describe_omissions("TSV" if delimiter == "\t" else "CSV", events)
    return Exported(_rows(events, delimiter, str if raw else escape_formulas), omitted)


def _rows(
    events: Iterable[EventRecord], delimiter: str, cell: Callable[[str], str]
) -> Iterator[str]:
    buffer = StringIO()
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\n")
    writer.writerow(COLUMNS)
    for event in events:
        writer.writerow([cell(visible(text or "")) for text in _texts(event)])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def _texts(event: EventRecord) -> Iterator[str | None]:
    """Yield the cells of a row, in the order of COLUMNS."""
    when = event["when"]
    yield event["id"]
    yield when["date"]
    yield when["earliest"]
    yield when["latest"]
    yield when["precision"]
    yield event["title"]
    yield join_list(actor["name"] for actor in event["actors"])
    yield join_list(actor["name"] for actor in event["about"])
    yield event["kind"]
    yield join_list(event["tags"])
    yield event["place"]
    yield event["certainty"]
    yield event["summary"]
    sources = (source["url"] or source["publisher"] for source in event["sources"])
    yield join_list(sources, SEMICOLON_BY_URL)
