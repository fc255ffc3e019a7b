"""Grids of time: equal cells, which hold each moment by its local time, and their labels."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from oai_timeline.dates.bounds import find_local
from oai_timeline.dates.days import count_days
from oai_timeline.views.axis import fit_grid, label_grid

ZONE = ZoneInfo("America/Los_Angeles")
DAY = 86_400


def seconds(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=ZONE).timestamp())


@pytest.mark.parametrize(
    ("period", "width", "grain", "step", "lines"),
    [
        pytest.param(("2023-11-17T12:00", "2023-11-17T12:30"), 40, 60, "1 minute",
            ["2023-11-17 Friday", "12:00     12:10     12:20"], id="minutes"),
        pytest.param(("2023-11-17T11:30", "2023-11-17T21:06"), 60, 60, "10 minute",
            ["2023-11-17 Friday", "   12h   13h   14h   15h   16h   17h   18h   19h   20h   21h"],
            id="a part of a day"),
        pytest.param(("2023-11-17", "2023-11-18"), 30, 60, "1 hour",
            ["2023-11-17 Friday", "00h 04h 08h 12h 16h 20h"], id="hours"),
        pytest.param(("2023-11-17", "2023-11-18"), 50, 3600, "1 hour",
            ["2023-11-17 Friday", "00h 02h 04h 06h 08h 10h 12h 14h 16h 18h 20h 22h"],
            id="hours of two columns"),
        pytest.param(("2023-11-16", "2023-12-02"), 64, 60, "6 hour",
            ["2023-11", "16  17  18  19  20  21  22  23  24  25  26  27  28  29  30  01"],
            id="days"),
        pytest.param(("2023-11-04", "2023-11-07"), 36, 60, "2 hour",
            ["2023-11-04  2023-11-05  2023-11-06", "00h   12h   00h   12h   00h   12h"],
            id="a day of 25 hours"),
        pytest.param(("2023-11-16", "2023-11-21"), 40, 60, "3 hour",
            ["2023-11", "Thu 16  Fri 17  Sat 18  Sun 19  Mon 20",
             "00h 12h 00h 12h 00h 12h 00h 12h 00h 12h"], id="days with weekdays"),
        pytest.param(("2023-11-16", "2023-11-21T02:00"), 50, 60, "3 hour",
            ["2023-11", "Thu 16  Fri 17  Sat 18  Sun 19  Mon 20  Tue 21",
             "00h 12h 00h 12h 00h 12h 00h 12h 00h 12h 00h"], id="a day that has only begun"),
        pytest.param(("2023-11-01", "2023-12-01"), 20, 60, "2 day",
            ["2023-11", "      13     27"], id="two days"),
        pytest.param(("2023-10-15", "2024-10-15"), 40, DAY, "14 day",
            ["2023  2024", "  11  01  03   05  07  09"], id="months"),
        pytest.param(("2015-12-01", "2024-01-01"), 48, DAY, "3 month",
            [" 2016    2018    2020    2022"], id="years"),
        pytest.param(("1912-04-15", "1912-04-16"), 60, DAY, "1 day", ["1912-04-15"], id="one day"),
    ],
)  # fmt: skip
def test_labels(
    period: tuple[str, str], width: int, grain: int, step: str, lines: list[str]
) -> None:
    begin, end = map(seconds, period)
    grid = fit_grid((begin, end), grain, width, ZONE)
    assert f"{grid.step.number} {grid.step.unit}" == step
    assert label_grid(grid, width) == lines


@pytest.mark.parametrize("width", [8, 20, 57, 160])
@pytest.mark.parametrize(
    ("begin", "end"),
    [(0, 1), (-62_135_700_000, 253_402_400_000), (-62_135_700_000, -62_135_600_000),
     (253_370_000_000, 253_402_400_000), (0, 60), (0, 10**9)],
)  # fmt: skip
def test_every_grid_fits(begin: int, end: int, width: int) -> None:
    """At the first and the last year that there is, too."""
    grid = fit_grid((begin, end), 60, width, ZONE)
    assert grid.size * grid.columns <= width
    assert all(len(line) <= width for line in label_grid(grid, width))


_ZONES = st.sampled_from(
    ["America/Los_Angeles", "Australia/Lord_Howe", "Antarctica/Troll", "Pacific/Apia",
     "Europe/Dublin", "Africa/Monrovia", "UTC"]
).map(ZoneInfo)  # fmt: skip
_CHANGES = ("2023-11-05T09:00", "2023-03-12T10:00", "2023-10-29T01:00", "2023-03-26T01:00",
            "2023-04-01T15:00", "2023-09-30T15:30", "2011-12-30T10:00", "1972-01-07T00:44",
            "1850-06-01T00:00")  # fmt: skip
_begins = st.builds(
    lambda change, minutes: int(
        (datetime.fromisoformat(f"{change}Z") + timedelta(minutes=minutes)).timestamp()
    ),
    st.sampled_from(_CHANGES),
    st.integers(-2000, 100),
)
_lengths = st.integers(1, 120).map(lambda n: n * 60) | st.integers(1, 4000).map(lambda n: n * 900)


def _local(moment: int, zone: ZoneInfo) -> datetime:
    return datetime.fromtimestamp(moment, UTC).astimezone(zone).replace(tzinfo=None)


@given(_begins, _lengths, st.integers(8, 170), st.sampled_from([60, 3600, DAY]), _ZONES)
@example(seconds("2023-11-05T01:50"), 1800, 60, 60, ZONE)
@example(seconds("2023-11-05T01:50"), 3600, 60, 60, ZONE)
@example(seconds("2023-03-12T01:50"), 7200, 8, 60, ZONE)
@example(seconds("2023-03-11"), 3 * DAY, 170, 60, ZONE)
def test_a_moment_is_in_the_cell_of_its_local_time(
    begin: int, length: int, width: int, grain: int, zone: ZoneInfo
) -> None:
    grid = fit_grid((begin, begin + length), grain, width, zone)
    assert list(grid.pieces) == sorted(set(grid.pieces))
    for moment in (*range(begin, begin + length, max(length // 50, 60)), begin + length - 1):
        local = find_local(moment, zone)
        ((cell, part),) = grid.divide(moment, moment + 1)
        assert part == 1
        assert grid.starts[cell] <= local < grid.starts[cell + 1]
    parts = list(grid.divide(begin, begin + length))
    assert sum(part for _, part in parts) == length


@given(_begins, st.integers(1, 40), st.integers(8, 170), _ZONES)
def test_all_days_have_the_same_width(begin: int, days: int, width: int, zone: ZoneInfo) -> None:
    """Also those on which clocks change."""
    grid = fit_grid((begin, begin + days * DAY), 60, width, zone)
    if grid.step.has_times:
        cells = DAY // grid.step.seconds
        assert cells * grid.step.seconds == DAY
        middle = [start // DAY for start in grid.starts[cells:-cells]]
        assert all(middle.count(day) <= cells for day in set(middle))
        assert {after - before for before, after in pairwise(grid.starts)} == {grid.step.seconds}


@pytest.mark.parametrize(
    ("first", "last", "labels"),
    [
        pytest.param(-752, 476, "600 BCE 400 BCE 200 BCE 1 CE 200 CE 400 CE", id="Rome"),
        pytest.param(-44, -40, "45 BCE 44 BCE 43 BCE 42 BCE", id="four years"),
        pytest.param(-9999, 9999, "10000 BCE 5000 BCE 1 CE 5000", id="everything"),
    ],
)
def test_years_before_1_are_named_by_their_era(first: int, last: int, labels: str) -> None:
    period = (count_days(first) * DAY, count_days(last) * DAY)
    line, *_ = label_grid(fit_grid(period, 60, 90, ZoneInfo("UTC")), 90)
    assert " ".join(line.split()) == labels


@pytest.mark.parametrize(
    ("first", "last", "labels"),
    [
        pytest.param((-43, 3, 15), (-43, 3, 16), ["44 BCE", "Mar", "Fri 15"], id="a day"),
        pytest.param(
            (-43, 3, 27),
            (-43, 4, 4),
            ["44 BCE", "Mar Apr", "Wed 27 Thu 28 Fri 29 Sat 30 Sun 31 Mon 01 Tue 02 Wed 03"],
            id="days",
        ),
        pytest.param(
            (-43, 7, 1),
            (-41, 7, 1),
            ["44 BCE 43 BCE 42 BCE", "Jul Sep Nov Jan Mar May Jul Sep Nov Jan Mar May Jul"],
            id="months",
        ),
    ],
)
def test_months_and_days_of_years_with_eras_are_below_them(
    first: tuple[int, int, int], last: tuple[int, int, int], labels: list[str]
) -> None:
    period = (count_days(*first) * DAY, count_days(*last) * DAY)
    grid = fit_grid(period, DAY, 80, ZoneInfo("UTC"))
    lines = [" ".join(line.split()) for line in label_grid(grid, 80)]
    assert lines == labels
