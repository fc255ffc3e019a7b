"""Which events a chart draws, in which lanes, and over what stretch of time."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from oai_timeline.index import Index, open_bytes
from oai_timeline.query.filters import involves
from oai_timeline.query.lanes import Lanes, Mark, fetch_lanes
from oai_timeline.query.select import Query, read_filters

TIMELINE = b"""\
timeline: {format: 1, title: T, zone: UTC, focus: 2023-11-16/2023-11-20}
actors: {a: {name: A}, b: {name: B}, c: {name: C}}
events:
- {id: once, when: 2023-11-17T12:00, title: T, actors: [b], certainty: confirmed}
- {id: twice, when: 2023-11-18, title: T, actors: [b], about: [b, a]}
- {id: nobody, when: 2023-11-18~, title: T}
- {id: early, when: 2020-01-01, title: T, actors: [c]}
- {id: month, when: 2023-11, title: T, actors: [c]}
- {id: open, when: 2023-11-19/.., title: T, actors: [a], tags: [late]}
- {id: late, when: 2024-01-01, title: T, actors: [c], tags: [late]}
"""
A_DAY = b"""\
timeline: {format: 1, title: T, zone: UTC}
actors: {a: {name: A}}
events:
- {id: day, when: 2023-11-17, title: T, actors: [a]}
- {id: noon, when: 2023-11-17T12:00, title: T, actors: [a]}
- {id: afternoon, when: 2023-11-17T12:30/2023-11-17T17:59, title: T, actors: [a]}
- {id: evening, when: 2023-11-17T19:00/2023-11-17, title: T, actors: [a]}
- {id: days, when: 2023-11-16/2023-11-18, title: T, actors: [a]}
- {id: next, when: 2023-11-18T01:00, title: T, actors: [a]}
"""
DAY, HOUR = 86_400, 3600
FOCUS = 1_700_092_800  # 2023-11-16


@pytest.fixture(scope="module")
def index() -> Iterator[Index]:
    opened = open_bytes(TIMELINE, "t.yaml")
    yield opened
    opened.close()


def asked(index: Index, *actors: str, **texts: str) -> Lanes:
    wanted = read_filters(index, {name: [text] for name, text in texts.items()})
    return fetch_lanes(index, Query(wanted, [involves(*actors)] if actors else []), actors)


def test_in_the_focus_what_is_known_to_within_a_day_bounds_the_chart(index: Index) -> None:
    found = asked(index)
    assert (found.begin, found.end, found.zone) == (FOCUS + 36 * HOUR, FOCUS + 3 * DAY, "UTC")
    assert (found.drawn, found.less_precise, found.outside) == (3, 2, 2)


def test_lanes_with_most_events_come_first_and_nobody_last(index: Index) -> None:
    found = asked(index)
    assert [(lane.name, len(lane.marks)) for lane in found.lanes] == [
        ("B", 2), ("A", 1), (None, 1),
    ]  # fmt: skip


def test_named_actors_have_lanes_in_the_order_given(index: Index) -> None:
    found = asked(index, "c", "b")
    assert [(lane.name, len(lane.marks)) for lane in found.lanes] == [("C", 0), ("B", 2)]
    assert (found.drawn, found.less_precise, found.outside) == (2, 1, 2)


def test_a_mark_has_the_bounds_also_with_what_a_qualifier_leaves_open(index: Index) -> None:
    (mark,) = asked(index).lanes[-1].marks
    begin = FOCUS + 2 * DAY
    assert mark == Mark(begin, begin + DAY, begin - DAY, begin + 2 * DAY)


@pytest.mark.parametrize(
    ("texts", "begin", "end", "counts"),
    [
        pytest.param({"day": "2023-11-18"}, 2 * DAY, 3 * DAY, (2, 1, 0), id="day"),
        pytest.param({"since": "2023-11-18"}, 2 * DAY, 47 * DAY, (4, 1, 0), id="since"),
        pytest.param({"until": "2023-11-18"}, -1415 * DAY, 3 * DAY, (5, 0, 0), id="until"),
        pytest.param({"tag": "late"}, 3 * DAY, 5 * DAY, (0, 1, 1), id="only open in the focus"),
        pytest.param({"actor": "c"}, 0, 5 * DAY, (0, 1, 2), id="only a long one in the focus"),
    ],
)
def test_stretch(
    index: Index, texts: dict[str, str], begin: int, end: int, counts: tuple[int, int, int]
) -> None:
    found = asked(index, **texts)
    assert (found.drawn, found.less_precise, found.outside) == counts
    if found.drawn:
        assert (found.begin - FOCUS, found.end - FOCUS) == (begin, end)
    else:
        assert found.lanes == []


def test_of_a_day_what_is_known_to_within_six_hours_bounds_the_chart() -> None:
    with closing(open_bytes(A_DAY, "t.yaml")) as index:
        found = asked(index, day="2023-11-17")
    assert (found.begin - FOCUS, found.end - FOCUS) == (36 * HOUR, 48 * HOUR)
    assert (found.drawn, found.less_precise, found.outside, found.grain) == (4, 1, 0, 60)


def test_all_there_is_where_nothing_is_in_the_focus() -> None:
    index = open_bytes(TIMELINE.replace(b"focus: 2023-11-16/2023-11-20", b"focus: 2000"), "t.yaml")
    found = fetch_lanes(index, Query())
    index.close()
    assert (found.begin, found.end) == (FOCUS - 1415 * DAY, FOCUS + 47 * DAY)
    assert (found.drawn, found.less_precise, found.outside) == (6, 1, 0)


def test_a_timeline_without_events() -> None:
    index = open_bytes(b"timeline: {format: 1, title: T, zone: UTC}\nevents: []\n", "t.yaml")
    found = fetch_lanes(index, Query())
    index.close()
    assert (found.lanes, found.drawn) == ([], 0)
