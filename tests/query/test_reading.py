"""The order in which people read a list, day by day, against the rule taken word for word."""

from collections.abc import Sequence
from unittest.mock import patch

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from oai_timeline.dates.display import format_date
from oai_timeline.index import open_bytes
from oai_timeline.query.events import fetch_events
from oai_timeline.query.select import Query, read_filters, select
from tests.strategies import ACTORS, ZONE, Drawn, bounds, dates, timeline_text, timelines

SIX_HOURS = 6 * 3600
Row = tuple[str, bool]
"""The id of an event, and whether its order is known."""


def _read(
    events: Sequence[Drawn],
    filters: dict[str, list[str]],
    *,
    reverse: bool = False,
    limit: int | None = None,
) -> list[Row]:
    index = open_bytes(timeline_text(events).encode(), "t.yaml")
    query = Query(read_filters(index, filters), reverse=reverse, limit=limit, order="by_day")
    return [(event.id, event.order_known) for event in fetch_events(index, select(index, query))]


def _follows(event: Drawn, earlier: Drawn, by_id: dict[str, Drawn]) -> bool:
    return any(link == earlier.id or _follows(by_id[link], earlier, by_id) for link in event.links)


def _place(listed: Sequence[Drawn], everything: Sequence[Drawn]) -> list[Drawn]:
    """Repeatedly take the smallest by (earliest, narrower first, place in the file).

    It is taken among those that follow from none of the others, be it through events not listed.
    """
    by_id = {event.id: event for event in everything}
    waiting, placed = list(listed), list[Drawn]()
    while waiting:
        free = [e for e in waiting if not any(_follows(e, other, by_id) for other in waiting)]
        first = min(free, key=lambda e: (*e.bounds, everything.index(e)))
        waiting.remove(first)
        placed.append(first)
    return placed


def _is_close(event: Drawn) -> bool:
    return event.bounds[1] - event.bounds[0] <= SIX_HOURS


def _by_the_book(listed: Sequence[Drawn], everything: Sequence[Drawn]) -> list[Row]:
    """List days by their earliest event, of each day those known to within six hours first.

    The order of one of these is known if all of these that stand below it, or happened after it by
    causes and dates, are certainly later. Nothing is said of the others.
    """
    placed = _place(listed, everything)
    days: dict[str, list[Drawn]] = {}
    for event in placed:
        days.setdefault(format_date(event.when, ZONE, ZONE).day, []).append(event)
    rows = [
        event
        for day in sorted(days, key=lambda d: (min(e.bounds[0] for e in days[d]), len(d), d))
        for event in (*filter(_is_close, days[day]), *(e for e in days[day] if not _is_close(e)))
    ]
    close = [event for event in rows if _is_close(event)]
    by_id = {event.id: event for event in everything}
    reach = {e.id: bounds(e.date.earliest_margin, e.date.latest_margin) for e in close}

    def is_known(event: Drawn) -> bool:
        below = close[close.index(event) + 1 :]
        after = [other for other in close if placed.index(other) > placed.index(event)]
        return all(
            reach[event.id][1] <= reach[other.id][0] or _follows(other, event, by_id)
            for other in (*below, *after)
        )

    return [(event.id, not _is_close(event) or is_known(event)) for event in rows]


_hours = st.builds(
    "2023-11-{}T{:02}:{}{}".format,
    st.sampled_from(["17", "18"]),
    st.integers(0, 23),
    st.sampled_from(["00", "30"]),
    st.sampled_from(["", "", "~"]),
)
_nights = st.builds(
    "2023-11-17T{}:00/2023-11-18T{}:00".format, st.integers(19, 23), st.sampled_from(["00", "03"])
)


@st.composite
def _close_timelines(draw: st.DrawFn) -> list[Drawn]:
    """Draw events of two days and the night between them, most of which follow another."""
    drawn: list[Drawn] = []
    for number in range(draw(st.integers(1, 9))):
        event = Drawn(f"e{number}", draw(_hours | _hours | _nights | dates()))
        possible = [other.id for other in drawn if other.bounds[0] < event.bounds[1]]
        links = st.lists(st.sampled_from(possible), max_size=2, unique=True)
        actors = draw(st.lists(st.sampled_from(ACTORS), max_size=2, unique=True))
        after = draw(links) if possible else []
        drawn.append(event._replace(actors=actors, after=after))
    return draw(st.permutations(drawn))


_MIDNIGHT = [
    Drawn("night", "2023-11-17T22:00/2023-11-18T03:00", after=["one"]),
    Drawn("one", "2023-11-18T01:00"),
    Drawn("half-past", "2023-11-18T00:30"),
]


@pytest.mark.parametrize("most_asked", [0, 200], ids="all links at once from {} on".format)
@given(events=_close_timelines() | timelines())
@example(_MIDNIGHT)
def test_a_whole_timeline(most_asked: int, events: list[Drawn]) -> None:
    with patch("oai_timeline.query.order._MOST_LOOKED_UP", most_asked):
        assert _read(events, {}) == _by_the_book(events, events)


@given(_close_timelines() | timelines(), st.sampled_from(ACTORS), st.none() | st.integers(1, 4))
def test_links_go_on_through_what_the_filter_leaves_out(
    events: list[Drawn], actor: str, limit: int | None
) -> None:
    listed = [event for event in events if actor in (*event.actors, *event.about)]
    if listed:
        assert (
            _read(events, {"actor": [actor]}, limit=limit) == _by_the_book(listed, events)[:limit]
        )


@given(_close_timelines() | timelines())
def test_reversed_days_and_events_are_judged_as_they_happened(events: list[Drawn]) -> None:
    """The last day comes first, of each day the last event, but those of unknown hours below."""
    rows = _by_the_book(events, events)
    assert sorted(_read(events, {}, reverse=True)) == sorted(rows)
    close = {event.id for event in events if _is_close(event)}
    backwards = [row for row in _read(events, {}, reverse=True) if row[0] in close]
    assert backwards == [row for row in rows if row[0] in close][::-1]


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        pytest.param(
            [
                Drawn("day", "2023-11-17"),
                Drawn("afternoon", "2023-11-17T12:28/2023-11-17T16:09"),
                Drawn("half", "2023-11-17T12:28/2023-11-17T13:00"),
                Drawn("minute", "2023-11-17T12:28"),
                Drawn("later", "2023-11-17T18:00"),
            ],
            [("minute", False), ("half", False), ("afternoon", True), ("later", True),
                ("day", True)],
            id="narrower first, a day last",
        ),
        pytest.param(
            [
                Drawn("cause", "2023-11-17T12:00/2023-11-17T13:00"),
                Drawn("effect", "2023-11-17T12:00", after=["cause"]),
                Drawn("other", "2023-11-17T12:30"),
            ],
            [("cause", False), ("effect", True), ("other", True)],
            id="causes first",
        ),
        pytest.param(
            [
                Drawn("six", "2023-11-17T12:00/2023-11-17T17:59"),
                Drawn("more", "2023-11-17T11:00/2023-11-17T17:00"),
            ],
            [("six", True), ("more", True)],
            id="six hours are close, a minute more is not, and no rail is against it",
        ),
        pytest.param(
            _MIDNIGHT,
            [("night", False), ("half-past", False), ("one", True)],
            id="after an event of the next day",
        ),
    ],
)  # fmt: skip
def test_days(events: list[Drawn], expected: list[Row]) -> None:
    assert _read(events, {}) == expected


def test_events_dated_less_precisely_than_asked_are_listed_by_their_dates() -> None:
    events = [
        Drawn("three", "2023-11-17T12:28/2023-11-19", after=["noon"]),
        Drawn("two", "2023-11-17T12:28/2023-11-18"),
        Drawn("month", "2023-11"),
        Drawn("noon", "2023-11-17T12:00"),
    ]
    listed = _read(events, {"day": ["2023-11-17"]})
    assert [name for name, _ in listed] == ["noon", "month", "two", "three"]
