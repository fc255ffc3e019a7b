"""Timesketch's JSON Lines, taken in by the rules of its importer."""

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given

from oai_timeline.formats import timesketch
from oai_timeline.formats.exported import Exported
from tests.formats.exports import records
from tests.strategies import Drawn, timeline_text, timelines
from tests.timelines import HEADER

REQUIRED = ("message", "datetime", "timestamp_desc")
REMOVED = ("_id", "_type", "_index", "_source", "__ts_timeline_id")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


def exported(text: str | bytes) -> Exported:
    return timesketch.export(*records(text))


def taken_in(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Read rows as the importer does, and insist on what it would guess, change or drop."""
    for line in lines:
        row = json.loads(line)
        assert isinstance(row, dict)
        assert [key for key in REQUIRED if not isinstance(row.get(key), str) or not row[key]] == []
        assert [key for key in REMOVED if key in row] == []
        moment = datetime.fromisoformat(row["datetime"])
        assert moment.tzinfo is not None  # else it is read in the zone of the server
        assert isinstance(row["timestamp"], int)  # it stays as it is given
        assert row["timestamp"] == (moment - EPOCH) // MICROSECOND
        assert isinstance(row["tag"], list)
        assert all(row["tag"])  # an empty one is dropped
        yield row


def rows(text: str | bytes) -> list[dict[str, Any]]:
    whole = "".join(exported(text).texts)
    assert whole == "" or whole.endswith("\n")
    return list(taken_in(whole.split("\n")[:-1]))


def row(when: str, **keys: object) -> dict[str, Any]:
    event = json.dumps({"id": "e", "when": when, "title": "E", **keys})
    (only,) = rows(f"{HEADER}events: [{event}]")
    return only


@pytest.mark.parametrize(
    ("when", "moment", "what"),
    [
        ("2023-11-17T12:19", "2023-11-17T20:19:00+00:00", "time of event"),
        ("2023-11-17T12:28:30", "2023-11-17T20:28:30+00:00", "time of event"),
        ("2023-11-18T01:30+01:00", "2023-11-18T00:30:00+00:00", "time of event"),
        ("2023-11-17T12:30~", "2023-11-17T20:30:00+00:00", "earliest possible time"),
        ("2023-11-17T12:30?", "2023-11-17T20:30:00+00:00", "earliest possible time"),
        ("2023-11-17T12", "2023-11-17T20:00:00+00:00", "earliest possible time"),
        ("2023-11-17", "2023-11-17T08:00:00+00:00", "earliest possible time"),
        ("2023-07", "2023-07-01T07:00:00+00:00", "earliest possible time"),
        ("199X", "1990-01-01T08:00:00+00:00", "earliest possible time"),
        ("2023-11-18/2023-11-19", "2023-11-18T08:00:00+00:00", "earliest possible time"),
        ("2023-11-29/..", "2023-11-29T08:00:00+00:00", "earliest possible time"),
        ("0001", "0001-01-01T07:52:58+00:00", "earliest possible time"),
        ("1969-12-31", "1969-12-31T08:00:00+00:00", "earliest possible time"),
        ("9998-12-31T23:59:59", "9999-01-01T07:59:59+00:00", "time of event"),
    ],
)
def test_moment(when: str, moment: str, what: str) -> None:
    made = row(when)
    assert (made["datetime"], made["timestamp_desc"], made["date"]) == (moment, what, when)


def test_events_without_a_start_are_counted() -> None:
    text = f"{HEADER}events: [{{id: a, when: ../2015, title: A}}, {{id: b, when: 2016, title: B}}]"
    assert exported(text).omitted == ["left out, as Timesketch needs a start date: 1 of 2 events"]
    assert [one["event_id"] for one in rows(text)] == ["b"]


def test_years_before_1_are_left_out_and_counted() -> None:
    """Neither Python nor pandas reads them in ISO 8601."""
    days = ["-0043-03-15", "0000-12-31", "0001-01-01T07:52:57Z", "0001", "../2015"]
    drawn = (f"{{id: e{number}, when: {day}, title: A}}" for number, day in enumerate(days))
    text = f"{HEADER}events: [{', '.join(drawn)}]"
    assert exported(text).omitted == [
        "left out, as Timesketch needs a start date: 1 of 5 events",
        "left out, as Timesketch has only the years 1 to 9999: 2 of 4 events",
    ]
    assert [one["event_id"] for one in rows(text)] == ["e2", "e3"]


FIRST_SECOND = int(datetime(1, 1, 1, tzinfo=UTC).timestamp())
"""The first moment of the year 1."""


@given(timelines())
def test_no_row_is_lost(events: list[Drawn]) -> None:
    by_id = {event.id: event for event in events}
    made = rows(timeline_text(events))
    assert {one["event_id"] for one in made} == {
        event.id
        for event in events
        if event.date.earliest is not None and event.date.earliest >= FIRST_SECOND
    }
    for one in made:
        event = by_id[one["event_id"]]
        assert one["timestamp"] == (event.date.earliest or 0) * 1_000_000
        assert one["tag"] == list(event.tags)
        assert datetime.fromisoformat(one["earliest"]) == datetime.fromisoformat(one["datetime"])
