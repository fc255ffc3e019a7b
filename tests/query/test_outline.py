"""The outline of a list: its days, its long gaps, and where a moment is."""

from collections.abc import Sequence
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oai_timeline.index import Index, open_bytes
from oai_timeline.query.events import fetch_events
from oai_timeline.query.outline import (
    Gap,
    Outline,
    count_events,
    fetch_beginning,
    fetch_outline,
    find_gaps,
    find_numbers,
)
from oai_timeline.query.select import Query, read_filters, select
from tests.strategies import Drawn, open_drawn, scale_examples, timelines

HEAD = "timeline: {format: 1, title: T, zone: UTC}\nsources: {}\nactors: {}\nevents:\n"
EVERY_HOUR = [f"2023-11-17T{hour:02}:00" for hour in range(12)]


def open_dates(*dates: str) -> Index:
    events = "".join(
        f"  - {{id: e{n}, when: '{date}', title: Event}}\n" for n, date in enumerate(dates)
    )
    return open_bytes((HEAD + events).encode(), "dates.yaml")


def outline_of(*dates: str, day: str | None = None) -> Outline:
    index = open_dates(*dates)
    wanted = read_filters(index, {"day": [day]} if day else {})
    return fetch_outline(index, Query(wanted, order="by_day"))


def test_days_and_vague_hours_are_places() -> None:
    outline = outline_of("2023-11-17T12:00", "2023-11-17", "2023-11-18", "2023-11-17T13:00")
    assert (outline.days, outline.day_names) == ([0, 3], ["2023-11-17", "2023-11-18"])
    assert outline.vague == {2}
    assert [outline.name_day(place) for place in range(4)] == [*["2023-11-17"] * 3, "2023-11-18"]


def test_less_precise_events_have_no_day() -> None:
    outline = outline_of("2023-11-17T12:00", "2023-11", "2023", day="2023-11-17")
    assert (outline.size, outline.coarse, outline.days) == (3, 2, [0])
    assert [outline.name_day(place) for place in range(3)] == ["2023-11-17", None, None]


@pytest.mark.parametrize(
    ("more", "gaps"),
    [
        pytest.param(["2023-11-17T20:30"], {12: Gap(34140, 0)}, id="a gap"),
        pytest.param(
            ["2023-11-17T20:30", "2023-11-17"], {12: Gap(34140, 1)}, id="an event that may be there"
        ),
        pytest.param(
            ["2023-11-20T20:30", "2023-11-19"],
            {12: Gap(133140, 0), 13: Gap(73800, 0)},
            id="a day that ends one gap",
        ),
        pytest.param(
            ["2023-11-25", "2023-11"], {13: Gap(651540, 1)}, id="a month wider than the gap"
        ),
        pytest.param(
            ["2024-03-20", "2024-03", "2024-03"],
            {12: Gap(9032340, 0)},
            id="a month ends the gap at which a day of it would",
        ),
        pytest.param(
            ["2026-07-05", "2025/2026-11"],
            {12: Gap(35470740, 0)},
            id="less precise, but narrower than the gap",
        ),
        pytest.param(
            ["2026-07-05", "2024/2026-11"], {12: Gap(82990740, 1)}, id="less precise than the gap"
        ),
        pytest.param(["2023-11-17T11:30"], {}, id="all gaps alike but one shorter"),
    ],
)
def test_long_gaps_are_before_a_place(more: list[str], gaps: dict[int, Gap]) -> None:
    assert outline_of(*EVERY_HOUR, *more).gaps == gaps


def test_in_reverse_a_gap_is_before_the_earlier_event() -> None:
    index = open_dates(*EVERY_HOUR, "2023-11-17T20:30")
    outline = fetch_outline(index, Query(order="by_day", reverse=True))
    assert outline.gaps == {1: Gap(34140, 0)}
    assert outline.find_from(outline.starts[1] + 1) == 0


def test_a_short_list_has_no_long_gaps() -> None:
    assert outline_of("2023-11-17T12:00", "2023-11-18T12:00", "2023-12-18T12:00").gaps == {}


def test_a_moment_has_a_nearest_row_and_a_next_one() -> None:
    outline = outline_of("1970-01-01T00:10", "1970-01-01T00:20", "../1970")
    assert outline.starts == [-inf, 600, 1200]
    assert [outline.find_nearest(moment) for moment in (0, 899, 901, 9999)] == [1, 1, 2, 2]
    assert [outline.find_from(moment) for moment in (0, 601, 9999)] == [1, 2, 2]
    assert (Outline().find_nearest(0), Outline().find_from(0)) == (0, 0)
    assert (Outline().find_day_start(0), outline.find_day_start(2)) == (0, 1)


def test_the_beginning_of_a_list_has_its_first_rows() -> None:
    index = open_dates(*EVERY_HOUR)
    whole = fetch_outline(index, Query(order="by_day"))
    first = fetch_beginning(index, Query(order="by_day"), 5)
    last = fetch_beginning(index, Query(order="by_day", reverse=True), 5)
    assert (first.size, first.is_complete, whole.is_complete) == (5, False, True)
    assert [match.number for match in first.matches] == [0, 1, 2, 3, 4]
    assert [match.number for match in last.matches] == [11, 10, 9, 8, 7]
    assert fetch_beginning(index, Query(order="by_day"), 50) == whole


@given(timelines(max_events=40))
@scale_examples(0.5)
def test_an_outline_is_that_of_the_list(events: list[Drawn]) -> None:
    index = open_drawn(events)
    query = Query(order="by_day")
    outline = fetch_outline(index, query)
    result = select(index, query)
    assert outline.matches == result.matches
    assert count_events(index, query) == len(find_numbers(index, query)) == outline.size
    days = [event.printed.day for event in fetch_events(index, result)]
    assert [outline.name_day(place) for place in range(len(days))] == days
    check_gaps(outline, [one.bounds for one in events])


def check_gaps(outline: Outline, bounds: list[tuple[float, float]]) -> None:
    """Check that each gap is true of what is before and after it."""
    ends = {last for _, last in bounds}
    for place, gap in outline.gaps.items():
        stops = {first for first, _ in bounds if first - gap.seconds in ends}
        assert any(
            is_true(gap, (stop - gap.seconds, stop), outline.starts, place, bounds)
            for stop in stops
        )


def is_true(
    gap: Gap,
    span: tuple[float, float],
    starts: Sequence[float],
    place: int,
    bounds: list[tuple[float, float]],
) -> bool:
    """Return whether a gap with these bounds may stand before a row."""
    begin, stop = span
    touching = [one for one in bounds if one[0] < stop and one[1] > begin]
    return (
        all(start < begin for start in starts[:place])
        and begin <= starts[place] <= stop
        and not any(begin <= first and last <= stop for first, last in bounds)
        and len(touching) == gap.possible
        and all(last - first >= gap.seconds for first, last in touching)
    )


SPANS = st.builds(
    lambda day, length: (86_400.0 * day, 86_400.0 * day + length),
    st.integers(0, 400),
    st.sampled_from([60, 3600, *(86_400 * days for days in (1, 30, 365, 1000))]),
)


@given(st.lists(SPANS, min_size=11, max_size=60))
def test_no_event_lies_in_a_gap_nor_may_one_that_is_more_precise(
    bounds: list[tuple[float, float]],
) -> None:
    bounds.sort()
    starts = [first for first, _ in bounds]
    check_gaps(Outline(starts=starts, gaps=dict(find_gaps(bounds, reverse=False))), bounds)
