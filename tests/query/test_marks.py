"""Which events a chart draws, in which lanes, and over what stretch of time."""

from collections.abc import Iterator

import pytest

from oai_timeline.index import Index, open_bytes
from oai_timeline.query.lanes import Lanes, fetch_lanes
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
DAY = 86_400
FOCUS = 1_700_092_800  # 2023-11-16


@pytest.fixture(scope="module")
def index() -> Iterator[Index]:
    opened = open_bytes(TIMELINE, "t.yaml")
    yield opened
    opened.close()


def asked(index: Index, **texts: str) -> Lanes:
    return fetch_lanes(
        index, Query(read_filters(index, {name: [text] for name, text in texts.items()}))
    )


def test_the_focus_is_drawn_where_no_period_is_asked_for(index: Index) -> None:
    found = asked(index)
    assert (found.begin, found.end, found.zone) == (FOCUS, FOCUS + 5 * DAY, "UTC")
    assert (found.drawn, found.broad, found.outside) == (4, 1, 2)


def test_lanes_with_most_events_come_first_and_nobody_last(index: Index) -> None:
    found = asked(index)
    assert [(lane.name, len(lane.marks)) for lane in found.lanes] == [
        ("A", 2), ("B", 2), (None, 1),
    ]  # fmt: skip


def test_a_qualifier_widens_a_mark(index: Index) -> None:
    (mark,) = asked(index).lanes[-1].marks
    assert (mark.begin, mark.end) == (FOCUS + DAY, FOCUS + 4 * DAY)


@pytest.mark.parametrize(
    ("texts", "begin", "end"),
    [
        pytest.param({"day": "2023-11-18"}, FOCUS + 2 * DAY, FOCUS + 3 * DAY, id="day"),
        pytest.param({"since": "2023-11-18"}, FOCUS + 2 * DAY, FOCUS + 47 * DAY, id="since"),
        pytest.param({"until": "2023-11-18"}, FOCUS - 1415 * DAY, FOCUS + 3 * DAY, id="until"),
        pytest.param({"tag": "late"}, FOCUS, FOCUS + 5 * DAY, id="focus"),
        pytest.param({"actor": "c"}, FOCUS, FOCUS + 5 * DAY, id="only a broad date in the focus"),
    ],
)
def test_stretch(index: Index, texts: dict[str, str], begin: int, end: int) -> None:
    found = asked(index, **texts)
    assert (found.begin, found.end) == (begin, end)


def test_all_there_is_where_nothing_is_in_the_focus() -> None:
    index = open_bytes(TIMELINE.replace(b"focus: 2023-11-16/2023-11-20", b"focus: 2000"), "t.yaml")
    found = fetch_lanes(index, Query())
    index.close()
    assert (found.begin, found.end) == (FOCUS - 1415 * DAY, FOCUS + 47 * DAY)
    assert (found.drawn, found.broad, found.outside) == (7, 0, 0)


def test_a_timeline_without_events() -> None:
    index = open_bytes(b"timeline: {format: 1, title: T, zone: UTC}\nevents: []\n", "t.yaml")
    found = fetch_lanes(index, Query())
    index.close()
    assert (found.lanes, found.drawn) == ([], 0)
