"""Whatever an event may have is in the document, or stderr names it: field by field."""

import copy
import re
from collections.abc import Iterator
from typing import Any, get_type_hints

import pytest

from oai_timeline.formats import timesketch
from oai_timeline.formats.exported import describe_omissions
from oai_timeline.model.record import (
    AccountRecord,
    ActorRecord,
    DateRecord,
    EventRecord,
    QuoteRecord,
    SourceRecord,
    WhenRecord,
)
from oai_timeline.model.spreadsheet import COLUMNS
from tests.formats.exports import records
from tests.timelines import FULL

RECORDS = {
    "": EventRecord, "when": WhenRecord, "actors": ActorRecord, "about": ActorRecord,
    "quotes": QuoteRecord, "accounts": AccountRecord, "accounts.when": DateRecord,
    "accounts.actors": ActorRecord, "accounts.about": ActorRecord, "sources": SourceRecord,
}  # fmt: skip
FIELDS = [
    f"{parent}.{name}".removeprefix(".")
    for parent, shape in RECORDS.items()
    for name in get_type_hints(shape)
    if f"{parent}.{name}".removeprefix(".") not in RECORDS
]
"""Every field of an event by its path. A new one is tested without a change here."""
WHOLE = {"quotes", "accounts"}
"""Lists that rows leave out, counted as they are: what is in them goes with them."""
FOLLOWS = {"when.edtf", "when.precision", "when.approximate", "when.uncertain", "when.order"}
"""Fields that follow from the date as it is written, or from the place in the list."""


def full() -> dict[str, Any]:
    return next({**event} for event in records(FULL)[1] if event["id"] == "full")


def holders(value: Any, path: list[str]) -> Iterator[dict[str, Any]]:
    """Give the objects that have the last name of a path."""
    for one in value if isinstance(value, list) else [value]:
        if len(path) == 1:
            yield one
        elif one[path[0]] is not None:
            yield from holders(one[path[0]], path[1:])


def without(event: dict[str, Any], field: str) -> dict[str, Any]:
    """Give an event whose field is empty, or another text where it can't be."""
    event = copy.deepcopy(event)
    *_, name = field.split(".")
    for holder in holders(event, field.split(".")):
        value = holder[name]
        empty: Any = type(value)() if isinstance(value, (list, dict)) else None
        holder[name] = empty if name not in {"id", "name", "publisher", "title"} else "other"
        if field in {"sources.title", "when.date"}:
            holder[name] = None if name == "title" else "2024"
    return event


def test_the_event_has_every_field() -> None:
    event = full()
    for field in FIELDS:
        values = [one[field.rpartition(".")[2]] for one in holders(event, field.split("."))]
        given = [value for value in values if value not in (None, [], {}, "")]
        assert given or field in {"accounts.when.words", "accounts.when.stated"}, field


@pytest.mark.parametrize("field", [one for one in FIELDS if one not in FOLLOWS])
def test_a_field_is_in_a_row_of_timesketch_or_told(field: str) -> None:
    if field.partition(".")[0] not in WHOLE:
        made, other = (_rows(event) for event in (full(), without(full(), field)))
        assert made != other or _is_named(field)


@pytest.mark.parametrize("field", [one for one in FIELDS if one not in FOLLOWS])
def test_a_field_has_a_column_of_csv_or_is_told(field: str) -> None:
    first, _, name = field.partition(".")
    column = name if first == "when" else first
    if first not in WHOLE and not (column in COLUMNS and first != "sources" and name != "id"):
        made, other = (_omitted(event) for event in (full(), without(full(), field)))
        assert made != other or _is_named(field)


def _rows(event: Any) -> tuple[str, list[str]]:
    header: Any = {"zone": "UTC"}
    made = timesketch.export(header, [event])
    return "".join(made.texts), list(made.omitted)


def _omitted(event: Any) -> str:
    (line,) = describe_omissions("CSV", [event])
    return line


def _is_named(field: str) -> bool:
    """Tell whether the kind of a field is counted: it is of no use to compare ids."""
    holder, _, name = field.partition(".")
    told, _, of_sources = _omitted(full()).partition("details of")
    if holder == "sources":
        return name in re.split("[:,]? ", of_sources)
    words = {"actors": "actor", "about": "actor"}
    return f"{words.get(holder, holder)} {name}" in told


def test_every_part_that_rows_leave_out_is_told() -> None:
    assert _omitted(full()) == (
        "left out, as CSV can't hold them: 2 quotes, 3 accounts, 2 figures, 2 links, "
        "1 date phrase, 1 stated time, 1 line break, 2 actor ids, details of 3 sources: "
        "id, publisher, site, title, date, kind, language, links, archived copy (use jsonl)"
    )
