"""Counts agree with counting the events one by one."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import chain
from typing import Any

import pytest

from oai_timeline.index import Index, open_bytes, open_file
from oai_timeline.query.counts import counts
from oai_timeline.query.overview import overview
from oai_timeline.query.select import Query, read, select
from oai_timeline.query.select import json as as_json
from tests.cli.processes import SMALL

Event = dict[str, Any]
LONG_AGO = """\
timeline: {format: 1, title: T, zone: Asia/Tokyo, focus: 1850-06-01/1850-06-02}
events:
- {id: a, when: 1850-06-01T05:30, title: T}
- {id: b, when: 1850-06-02, title: T}
"""


@pytest.fixture(scope="module")
def index() -> Iterator[Index]:
    opened = open_file(str(SMALL))
    yield opened
    opened.close()


def _hour(event: Event) -> list[str]:
    begin = event["when"]["date"].partition("/")[0]
    return [event["when"]["earliest"][:13]] if "T" in begin else []


def _actors(event: Event) -> list[str]:
    return list({actor["id"] for actor in [*event["actors"], *event["about"]]})


VALUES: dict[str, Callable[[Event], list[str]]] = {
    "hour": _hour,
    "actor": _actors,
    "kind": lambda event: [event["kind"]] if event["kind"] else [],
}


@pytest.mark.parametrize("texts", [{}, {"day": "2023-11-17"}, {"actor": "ilya"}], ids=str)
@pytest.mark.parametrize("per", VALUES)
def test_counts(index: Index, per: str, texts: dict[str, str]) -> None:
    query = Query(read(index, {name: [text] for name, text in texts.items()}))
    answer = select(index, query)
    values = [VALUES[per](json.loads(text)) for text in as_json(index, answer)]
    found = counts(index, query, answer, per)
    assert {count.value: count.events for count in found.counts} == Counter(chain(*values))
    assert found.without == sum(not value for value in values)


def test_days_with_and_without_what_is_dated_to_a_longer_span(index: Index) -> None:
    query = Query(read(index, {"day": ["2023-11-18"]}), loose_last=True)
    apart = counts(index, query, select(index, query), "day").counts
    assert [(count.value, count.events, count.loose) for count in apart] == [
        ("2023-09", 1, True),
        ("2023-11-XX", 1, True),
        ("2023-11-18", 2, False),
    ]


def test_before_zones_had_whole_minutes_days_and_hours_are_those_of_the_zone() -> None:
    """Bounds are written in UTC then."""
    with closing(open_bytes(LONG_AGO.encode(), "t.yaml")) as index:
        query = Query()
        found = {per: counts(index, query, select(index, query), per) for per in ("day", "hour")}
        assert [count.value for count in found["day"].counts] == ["1850-06-01", "1850-06-02"]
        assert [count.value for count in found["hour"].counts] == ["1850-06-01T05"]
        assert [bar for bar, _ in overview(index).bars] == ["1850-06-01", "1850-06-02"]
