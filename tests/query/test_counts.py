"""Counts agree with counting the events one by one."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import chain
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from oai_timeline.cli.session import layout_for
from oai_timeline.cli.settings import Settings
from oai_timeline.index import Index, open_bytes, open_files
from oai_timeline.model.date import Printed
from oai_timeline.query.counts import Counts, fetch_counts, fetch_hour_counts, format_hour_edtf
from oai_timeline.query.events import fetch_events, fetch_json
from oai_timeline.query.overview import fetch_overview
from oai_timeline.query.select import Query, Result, read_filters, select
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
    opened = open_files([str(SMALL)])
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


def _counted(index: Index, query: Query, answer: Result, per: str) -> Counts:
    if per == "hour":
        return fetch_hour_counts(index, query, index.zone)
    return fetch_counts(index, query, answer, per)


@pytest.mark.parametrize("texts", [{}, {"day": "2023-11-17"}, {"actor": "ilya"}], ids=str)
@pytest.mark.parametrize("per", VALUES)
def test_counts(index: Index, per: str, texts: dict[str, str]) -> None:
    query = Query(read_filters(index, {name: [text] for name, text in texts.items()}))
    answer = select(index, query)
    values = [VALUES[per](json.loads(text)) for text in fetch_json(index, answer)]
    found = _counted(index, query, answer, per)
    assert {count.value: count.events for count in found.counts} == Counter(chain(*values))
    assert found.without == sum(not value for value in values)


def test_before_zones_had_whole_minutes_days_and_hours_are_those_of_the_zone() -> None:
    """Bounds are written in UTC then."""
    with closing(open_bytes(LONG_AGO.encode(), "t.yaml")) as index:
        query = Query()
        answer = select(index, query)
        found = {per: _counted(index, query, answer, per) for per in ("day", "hour")}
        assert [count.value for count in found["day"].counts] == ["1850-06-01", "1850-06-02"]
        assert [count.value for count in found["hour"].counts] == ["1850-06-01T05"]
        assert [bar for bar, _ in fetch_overview(index).bars] == ["1850-06-01", "1850-06-02"]


_ZONES = st.sampled_from(
    ["America/Los_Angeles", "Asia/Kolkata", "Australia/Lord_Howe", "Antarctica/Troll",
     "Pacific/Apia", "Europe/Dublin", "Africa/Monrovia", "UTC"]
)  # fmt: skip
_STARTS = st.builds(
    "{}T{:02}{}{}".format,
    st.sampled_from(
        ["2023-11-05", "2023-03-12", "2023-03-26", "2023-10-29", "2023-04-02", "2023-10-01",
         "2011-12-29", "2011-12-30", "1850-06-01", "1972-01-07", "2023-11-17"]
    ),
    st.integers(0, 23),
    st.sampled_from(["", ":10", ":30", ":45", ":59:59", ":15~"]),
    st.sampled_from(["", "", "/.."]),
)  # fmt: skip


def _opened(dates: list[str], zone: str) -> Index:
    events = [{"id": f"e{n}", "when": date, "title": "T"} for n, date in enumerate(dates)]
    whole = {"timeline": {"format": "1", "title": "T", "zone": zone}, "events": events}
    return open_bytes(json.dumps(whole).encode(), "t.yaml")


@given(st.lists(_STARTS, min_size=1, max_size=8), _ZONES, _ZONES)
@example(["2023-11-05T01:30", "2023-11-05T02"], "America/Los_Angeles", "America/Los_Angeles")
@example(["2023-10-29T01:10", "2023-10-29T02:10"], "UTC", "Antarctica/Troll")
@example(["2023-04-01T14:45", "2023-04-01T15:15"], "UTC", "Australia/Lord_Howe")
def test_hours_are_those_that_lists_show_in_time_order(
    dates: list[str], home: str, zone: str
) -> None:
    with closing(_opened(dates, home)) as index:
        layout = layout_for(Settings(tz=zone), 80, home)
        shown = fetch_events(index, select(index, Query()))
        found = fetch_hour_counts(index, Query(), zone).counts
        hours = [count.hour for count in found if count.hour]
        expected = Counter(_label(layout.print_date(entry)) for entry in shown)
        labels = Counter[tuple[str, str, str]]()
        for count, hour in zip(found, hours, strict=True):
            labels[_label(hour.shown)] += count.events
        assert labels == expected
        assert [hour.start for hour in hours] == sorted(hour.start for hour in hours)
        starts = {hour.start for hour in hours}
        for (earliest,) in index.fetch("SELECT earliest FROM event"):
            assert any(0 <= earliest - start < 3600 for start in starts)


def _label(shown: Printed) -> tuple[str, str, str]:
    return shown.day, shown.clock[:2], shown.zone


@given(st.lists(_STARTS, min_size=1, max_size=8, unique=True), _ZONES)
def test_no_two_hours_have_one_name_in_json(dates: list[str], zone: str) -> None:
    with closing(_opened(dates, zone)) as index:
        found = fetch_hour_counts(index, Query(), zone).counts
        hours = [count.hour for count in found if count.hour]
        values = [format_hour_edtf(hour, ZoneInfo(zone)) for hour in hours]
        assert len(set(values)) == len(values)
