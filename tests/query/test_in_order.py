"""Whether the order of a list is established, against the rule taken word for word."""

import json
from collections.abc import Callable, Sequence
from io import StringIO
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oai_timeline.index import Index, open_bytes
from oai_timeline.query.events import fetch_events, fetch_json
from oai_timeline.query.select import Query, read_filters, select
from tests.growth import LINEAR, growth
from tests.strategies import ACTORS, Drawn, bounds, in_time_order, open_drawn, timelines
from tests.synthetic import write_timeline


def _follows(event: Drawn, earlier: Drawn, by_id: dict[str, Drawn]) -> bool:
    return any(link == earlier.id or _follows(by_id[link], earlier, by_id) for link in event.links)


def _by_the_book(listed: Sequence[Drawn], everything: Sequence[Drawn]) -> list[str]:
    """Judge each event of a list: is it certainly before every one below it?"""
    by_id = {event.id: event for event in everything}
    reach = {
        event.id: bounds(event.date.earliest_margin, event.date.latest_margin) for event in listed
    }
    return [
        "known"
        if all(
            reach[event.id][1] <= reach[below.id][0] or _follows(below, event, by_id)
            for below in listed[here + 1 :]
        )
        else "unknown"
        for here, event in enumerate(listed)
    ]


def _orders(index: Index, query: Query) -> list[tuple[str, str]]:
    objects = map(json.loads, fetch_json(index, select(index, query)))
    return [(event["id"], event["when"]["order"]) for event in objects]


@pytest.mark.parametrize("most_asked", [0, 1, 200], ids="all links at once from {} on".format)
@given(events=timelines(), batch=st.sampled_from([1, 2, 1024]))
def test_the_order_of_a_whole_timeline(most_asked: int, events: list[Drawn], batch: int) -> None:
    listed = in_time_order(events)
    expected = zip((event.id for event in listed), _by_the_book(listed, events), strict=True)
    with patch.multiple("oai_timeline.query.order", _MOST_LOOKED_UP=most_asked, _BATCH=batch):
        assert _orders(open_drawn(events), Query()) == list(expected)


@given(timelines(), st.sampled_from(ACTORS), st.booleans(), st.none() | st.integers(1, 4))
def test_links_go_on_through_what_the_filter_leaves_out(
    events: list[Drawn],
    actor: str,
    reverse: bool,
    limit: int | None,
) -> None:
    """Judged among what is kept, before --reverse and --limit."""
    listed = [e for e in in_time_order(events) if actor in (*e.actors, *e.about)]
    if not listed:
        return
    judged = _by_the_book(listed, events)
    expected = list(zip((event.id for event in listed), judged, strict=True))
    if reverse:
        expected.reverse()
    index = open_drawn(events)
    query = Query(read_filters(index, {"actor": [actor]}), reverse=reverse, limit=limit)
    assert _orders(index, query) == expected[:limit]
    in_lists = [
        (entry.id, "known" if entry.order_known else "unknown")
        for entry in fetch_events(index, select(index, query))
    ]
    assert in_lists == expected[:limit]


_FOLLOWED = [
    Drawn("cause", "2023-11-17"),
    Drawn("between", "2023-11-17", because=["cause"]),
    Drawn("effect", "2023-11-17", after=["between"]),
]


_DAYS = [
    Drawn("first", "2023-11-15"),
    Drawn("second", "2023-11-16"),
    Drawn("third", "2023-11-17", because=["first"]),
]


@pytest.mark.parametrize(
    ("dates", "known"),
    [
        pytest.param("2023?", "y", id="one"),
        pytest.param("2023 2024", "yy", id="parted"),
        pytest.param("2023-11-17T12:19 2023-11-17T12:20", "yy", id="one ends as the next begins"),
        pytest.param("2023 2023", "ny", id="the same"),
        pytest.param("2023-11-17 2023-11-17T23:59", "ny", id="within"),
        pytest.param("2023/.. 2023-02 2024", "nyy", id="an open end reaches over all"),
        pytest.param("2022 ../2023", "ny", id="an open start"),
        pytest.param(
            "2023-11-17T12:00~ 2023-11-17T12:31", "yy", id="half an hour further, reached"
        ),
        pytest.param("2023-11-17T12:00~ 2023-11-17T12:30", "ny", id="half an hour further, over"),
        pytest.param("2023-11-17T12:00? 2023-11-17T12:59%", "ny", id="half an hour, both sides"),
        pytest.param("2023-11-17 2023-11-18%", "ny", id="a day"),
        pytest.param("2023-11-17 2023-11-19%", "yy", id="no two days"),
        pytest.param("2023-10~ 2023-11", "ny", id="a month"),
        pytest.param("2023-09~ 2023-11", "yy", id="no two months"),
        pytest.param("2022 2023?", "ny", id="a year"),
        pytest.param("2021 2023?", "yy", id="no two years"),
    ],
)
def test_orders_by_dates(dates: str, known: str) -> None:
    events = [Drawn(f"e{number}", date) for number, date in enumerate(dates.split())]
    assert _known(events) == known


def _known(events: Sequence[Drawn]) -> str:
    """Return y for each event of a list whose order is known, and n for the others."""
    return "".join(
        "y" if order == "known" else "n" for _, order in _orders(open_drawn(events), Query())
    )


@pytest.mark.parametrize(
    ("events", "known"),
    [
        pytest.param(_FOLLOWED, "yyy", id="a chain"),
        pytest.param(_FOLLOWED[::-1], "yyy", id="a chain, written backwards"),
        pytest.param([*_FOLLOWED, Drawn("other", "2023-11-17T10")], "nnny",
            id="a chain, and one beside it"),
        pytest.param([*_DAYS, Drawn("year", "2023", because=["third"])], "ynyy",
            id="a year that follows a chain of days, one of which is beside it"),
        pytest.param([*_DAYS, Drawn("year", "2023", because=["second"], after=["third"])], "yyyy",
            id="a year that follows all days before it"),
        pytest.param([*_DAYS, Drawn("year", "2023", because=["second"])], "nyny",
            id="a year that follows one of the days before it"),
    ],
)  # fmt: skip
def test_orders_by_links(events: list[Drawn], known: str) -> None:
    assert _known(events) == known


def test_many_events_of_one_day_are_judged_soon() -> None:
    """No event is held against each other one: that would be 25 million pairs."""
    events = [Drawn(f"e{number}", "2023-11-17") for number in range(2500)]
    assert _known(events) == "n" * 2499 + "y"


def _chain(length: int) -> list[Drawn]:
    """Draw events of one year, each after the last, and one that follows from none of these."""
    links = [[f"e{number - 1}"] if number else [] for number in range(length)]
    events = [Drawn(f"e{number}", "2023", because=link) for number, link in enumerate(links)]
    return [Drawn("x", "2022"), *events, Drawn("z", "2023", because=["x"])]


def _beside_a_chain(length: int) -> list[Drawn]:
    """Draw minutes, each after the last but one, and a year that is after the last of them."""
    events = [
        Drawn(
            f"e{number}",
            f"2023-11-{number // 1440 + 1:02}T{number // 60 % 24:02}:{number % 60:02}",
            because=[f"e{number - 2}"] if number > 1 else [],
        )
        for number in range(length)
    ]
    return [*events, Drawn("z", "2023", because=[f"e{length - 1}"])]


@pytest.mark.parametrize("drawn", [_chain, _beside_a_chain])
def test_the_order_of_four_times_the_events_takes_some_four_times_as_long(
    drawn: Callable[[int], list[Drawn]],
) -> None:
    def judge(events: int) -> Callable[[], object]:
        index = open_drawn(drawn(events))
        return lambda: select(index, Query())

    assert growth(judge, 1000) < LINEAR


def test_events_dated_by_month_among_many_others_do_not_make_it_quadratic() -> None:
    def judge(events: int) -> Callable[[], object]:
        text = StringIO()
        write_timeline(text, events)
        index = open_bytes(text.getvalue().encode(), "t.yaml")
        return lambda: select(index, Query())

    with patch("oai_timeline.query.order._BATCH", 32):
        assert growth(judge, 2000) < LINEAR
