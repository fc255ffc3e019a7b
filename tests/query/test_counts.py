"""Counts agree with counting the events one by one."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import chain
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from oai_timeline.dates.bounds import parse_date
from oai_timeline.index import Index, open_bytes, open_files
from oai_timeline.query.calendar import Tally
from oai_timeline.query.counts import (
    HourCount,
    fetch_day_counts,
    fetch_hour_counts,
    fetch_name_counts,
    format_hour_edtf,
)
from oai_timeline.query.events import fetch_json
from oai_timeline.query.overview import fetch_overview
from oai_timeline.query.select import Query, read_filters, select, where
from tests.cli.processes import SMALL

Event = dict[str, Any]
Moments = Sequence[datetime]
LONG_AGO = """\
timeline: {format: 1, title: T, zone: Asia/Tokyo, focus: 1850-06-01/1850-06-02}
events:
- {id: a, when: 1850-06-01T05:30, title: T}
- {id: b, when: 1850-06-02, title: T}
"""
QUARTER = 900


@pytest.fixture(scope="module")
def index() -> Iterator[Index]:
    opened = open_files([str(SMALL)])
    yield opened
    opened.close()


def _actors(event: Event) -> list[str]:
    return list({actor["id"] for actor in [*event["actors"], *event["about"]]})


VALUES: dict[str, Callable[[Event], list[str]]] = {
    "actor": _actors,
    "kind": lambda event: [event["kind"]] if event["kind"] else [],
}


@pytest.mark.parametrize("texts", [{}, {"day": "2023-11-17"}, {"actor": "ilya"}], ids=str)
@pytest.mark.parametrize("per", VALUES)
def test_counts_by_name(index: Index, per: str, texts: dict[str, str]) -> None:
    query = Query(read_filters(index, {name: [text] for name, text in texts.items()}))
    answer = select(index, query)
    values = [VALUES[per](json.loads(text)) for text in fetch_json(index, answer)]
    counts, without = fetch_name_counts(index, query, per)
    assert {count.value: count.events for count in counts} == Counter(chain(*values))
    assert without == sum(not value for value in values)


def test_before_zones_had_whole_minutes_days_and_hours_are_those_of_the_zone() -> None:
    """Bounds are written in UTC then."""
    with closing(open_bytes(LONG_AGO.encode(), "t.yaml")) as index:
        days = fetch_day_counts(index, Query(), select(index, Query()))
        hours, without = fetch_hour_counts(index, Query(), index.zone)
        assert [count.value for count in days] == ["1850-06-01", "1850-06-02"]
        assert _name_hours(hours, index.zone) == {"1850-06-01T05": Tally(1)}
        assert without == 1
        assert [bar.value for bar in fetch_overview(index).bars] == ["1850-06-01", "1850-06-02"]


_ZONES = st.sampled_from(
    ["America/Los_Angeles", "Asia/Kolkata", "Australia/Lord_Howe", "Antarctica/Troll",
     "Pacific/Apia", "Europe/Dublin", "Africa/Monrovia", "UTC"]
)  # fmt: skip
_days = st.sampled_from(
    ["2023-11-04", "2023-11-05", "2023-11-06", "2023-03-12", "2023-03-13", "2023-03-26",
     "2023-10-29", "2023-04-02", "2023-10-01", "2011-12-29", "2011-12-31", "2023-11-17"]
)  # fmt: skip
_moments = st.builds("{}T{:02}{}".format, _days, st.integers(0, 23), st.sampled_from(["", ":30"]))
_qualified = st.builds("{}{}".format, _days | _moments, st.sampled_from(["", "", "~", "?"]))
_spans = st.builds("{}/{}".format, _days | _moments, _days | _moments) | st.builds(
    "{}T{:02}:{}/{}T{:02}:30".format,
    st.shared(_days, key="day"), st.integers(0, 11), st.sampled_from(["00", "30", "45"]),
    st.shared(_days, key="day"), st.integers(12, 23),
)  # fmt: skip
_others = st.sampled_from(["2023-11", "2023", "2023-11~", "2023-11-17/..", "../2023-11-05", "199X"])
_PERIODS = st.sampled_from(
    [{}, {"day": ["2023-11-05"]}, {"since": ["2023-11-05"]}, {"until": ["2023-11-05T12"]},
     {"day": ["2023-11-05", "2023-11-17"]}, {"day": ["2023-03-12"], "since": ["2023-03-12T06"]}]
)  # fmt: skip


def _is_valid(date: str) -> bool:
    first, _, last = date.partition("/")
    return ".." in date or not last or first < last


def _open(dates: Iterable[str], zone: str) -> Index:
    events = [{"id": f"e{n}", "when": date, "title": "T"} for n, date in enumerate(dates)]
    whole = {"timeline": {"format": "1", "title": "T", "zone": zone}, "events": events}
    return open_bytes(json.dumps(whole).encode(), "t.yaml")


def _list_moments(begin: int, end: int, zone: str) -> Moments:
    """Return the moments of a period, each quarter of an hour, in local time."""
    local = ZoneInfo(zone)
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    return [
        (epoch + timedelta(seconds=moment)).astimezone(local)
        for moment in (*range(begin, end, QUARTER), end - 1)
    ]


def _list_periods(query: Query, name: str) -> list[tuple[int, int]]:
    pairs = (value.parameters for value in query.wanted.get(name, ()))
    return [(int(begin), int(end)) for begin, end in pairs]


def _count_naively(
    index: Index, query: Query, zone: str, most: int, name: Callable[[datetime], str]
) -> dict[str, Tally]:
    """Look at each quarter of an hour of each event; `most` seconds are between its bounds."""
    certain, possible = Counter[str](), Counter[str]()
    days = _list_periods(query, "day")
    others = [*_list_periods(query, "since"), *_list_periods(query, "until")]
    for match in select(index, query).matches:
        ((date, earliest, latest, first, last),) = index.fetch(
            "SELECT date, earliest, latest, earliest_margin, latest_margin FROM event"
            " WHERE number = ?",
            (match.number,),
        )
        if earliest is None or latest is None or latest - earliest > most:
            continue
        if most < 7 * 86_400 and "T" not in date:
            continue
        around = {name(moment) for moment in _list_moments(first, last, zone)}
        if len(around) == 1:
            certain.update(around)
            continue
        moments = [
            moment
            for moment in _list_moments(earliest, latest, zone)
            if all(begin <= moment.timestamp() < end for begin, end in others)
            and (not days or any(begin <= moment.timestamp() < end for begin, end in days))
        ]
        possible.update({name(moment) for moment in moments})
    return {unit: Tally(certain[unit], possible[unit]) for unit in certain | possible}


@given(st.lists((_qualified | _spans | _others).filter(_is_valid), max_size=6), _ZONES, _PERIODS)
@example(["2023-11-05T01:30", "2023-11-05T01", "2023-11-04/2023-11-06"], "America/Los_Angeles", {})
@example(["2011-12-29/2011-12-31"], "Pacific/Apia", {})
@example(["2023-11-05/2023-11-17"], "UTC", {"day": ["2023-11-05"]})
def test_days_are_counted_as_by_hand(
    dates: list[str], zone: str, texts: dict[str, list[str]]
) -> None:
    with closing(_open(dates, zone)) as index:
        query = Query(read_filters(index, texts))
        result = select(index, query)
        counts = fetch_day_counts(index, query, result)
        by_hand = _count_naively(
            index, query, zone, 7 * 86_400 + 3600, lambda moment: f"{moment:%Y-%m-%d}"
        )
        days = {count.value: count.tally for count in counts if len(count.value) == 10}
        assert days == by_hand
        spans = [count.tally for count in counts if count.value not in days]
        assert _count_close(index, query) + sum(map(sum, spans)) == result.total
        assert _order(counts, zone) == sorted(_order(counts, zone))


def _count_close(index: Index, query: Query) -> int:
    """Count the events whose bounds are at most a week apart."""
    condition, parameters = where(query)
    sql = "SELECT count(*) FROM event e WHERE ifnull(latest - earliest <= 608400, 0) AND "
    return int(index.fetch(sql + condition, parameters)[0][0])


def _order(counts: Sequence[Any], zone: str) -> list[float]:
    dates = (parse_date(count.value, ZoneInfo(zone)) for count in counts)
    return [float("-inf") if date.earliest is None else date.earliest for date in dates]


@given(st.lists((_qualified | _spans).filter(_is_valid), max_size=6), _ZONES, _ZONES, _PERIODS)
@example(["2023-11-05T01:30", "2023-11-05T02"], "America/Los_Angeles", "America/Los_Angeles", {})
@example(["2023-10-29T01:10", "2023-10-29T02:10"], "UTC", "Antarctica/Troll", {})
@example(["2023-04-01T14:45", "2023-04-01T15:15"], "UTC", "Australia/Lord_Howe", {})
def test_hours_are_counted_as_by_hand(
    dates: list[str], home: str, zone: str, texts: dict[str, list[str]]
) -> None:
    with closing(_open(dates, home)) as index:
        query = Query(read_filters(index, texts))
        counts, without = fetch_hour_counts(index, query, zone)

        def name(moment: datetime) -> str:
            return f"{moment:%Y-%m-%d %Hh %Z}"

        by_hand = _count_naively(index, query, zone, 25 * 3600, name)
        labels = Counter[str]()
        found: dict[str, Tally] = {}
        for hour, tally in counts:
            label = hour.shown.in_full()
            labels[label] += 1
            found[label] = tally
        assert found == by_hand
        assert set(labels.values()) <= {1}
        starts = [count.hour.start for count in counts]
        assert starts == sorted(starts)
        assert without == sum(
            "T" not in date or latest is None or earliest is None or latest - earliest > 25 * 3600
            for date, earliest, latest in index.fetch(
                "SELECT date, earliest, latest FROM event WHERE number IN"
                f" ({','.join(str(match.number) for match in select(index, query).matches)})"
            )
        )


def _name_hours(counts: Iterable[HourCount], zone: str) -> dict[str, Tally]:
    return {format_hour_edtf(count.hour, ZoneInfo(zone)): count.tally for count in counts}


@given(st.lists((_qualified | _spans).filter(_is_valid), min_size=1, max_size=8), _ZONES)
def test_no_two_hours_have_one_name_in_json(dates: list[str], zone: str) -> None:
    with closing(_open(dates, zone)) as index:
        counts, _ = fetch_hour_counts(index, Query(), zone)
        assert len(_name_hours(counts, zone)) == len(counts)


@pytest.mark.parametrize(
    ("date", "days"),
    [
        pytest.param("2023-11-17T23:30", {"2023-11-17": (1, 0)}, id="a minute"),
        pytest.param("2023-11-17T23:30~", {"2023-11-17": (0, 1)}, id="about a minute at night"),
        pytest.param("2023-11-17T12:30~", {"2023-11-17": (1, 0)}, id="about a minute at noon"),
        pytest.param("2023-11-17", {"2023-11-17": (1, 0)}, id="a day"),
        pytest.param("2023-11-17?", {"2023-11-17": (0, 1)}, id="an uncertain day"),
        pytest.param("2023-11-17T22:00/2023-11-18T02:00",
            {"2023-11-17": (0, 1), "2023-11-18": (0, 1)}, id="a night"),
        pytest.param("2023-11-01/2023-11-08", {"2023-11-01/2023-11-08": (1, 0)}, id="eight days"),
        pytest.param("2023-11~", {"2023-11": (0, 1)}, id="about a month"),
        pytest.param("2023-11-17/..", {"2023-11-17/..": (1, 0)}, id="an open end"),
    ],
)  # fmt: skip
def test_a_date_is_counted_on_the_days_that_it_allows(
    date: str, days: dict[str, tuple[int, int]]
) -> None:
    with closing(_open([date], "America/Los_Angeles")) as index:
        counts = fetch_day_counts(index, Query(), select(index, Query()))
        assert {count.value: count.tally for count in counts} == days
