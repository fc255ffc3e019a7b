"""Days of all years, against the formula for Julian day numbers."""

import datetime as dt

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from oai_timeline.dates import days

YEARS = st.integers(-12_000, 12_000)
EPOCH = 2_440_588
"""The Julian day number of 1970-01-01."""


def julian_day_number(year: int, month: int, day: int) -> int:
    """Count days by the formula of Meeus, Astronomical Algorithms, chapter 7, in whole numbers.

    Meeus counts from 4713 BCE; 12,000 years, whole cycles of 400, are added and taken off again.
    """
    if month <= 2:
        year, month = year - 1, month + 12
    year += 12_000
    century = year // 100
    leap_days = 2 - century + century // 4
    whole = (1461 * (year + 4716)) // 4 + 306_001 * (month + 1) // 10_000 + day + leap_days - 1524
    return whole - 12_000 // 400 * 146_097


@given(YEARS, st.integers(1, 12), st.integers(1, 28))
@example(1970, 1, 1)
@example(0, 2, 28)
@example(-4712, 1, 1)
@example(-9999, 1, 1)
@example(9999, 12, 28)
def test_days_are_counted_as_by_julian_day_numbers(year: int, month: int, day: int) -> None:
    number = days.count_days(year, month, day)
    assert number == julian_day_number(year, month, day) - EPOCH
    assert days.find_day(number) == (year, month, day)
    assert days.find_weekday(number) == (number + EPOCH) % 7  # Julian day 0 was a Monday


@pytest.mark.parametrize(
    ("day", "number"),
    [
        pytest.param((1970, 1, 1), 0, id="the first day counted"),
        pytest.param((1969, 12, 31), -1, id="the day before"),
        pytest.param((2000, 3, 1), 11_017, id="after a leap day of a century"),
        pytest.param((1, 1, 1), -719_162, id="the first of the common era"),
        pytest.param((0, 12, 31), -719_163, id="the last day of 1 BCE"),
        pytest.param((-4713, 11, 24), -EPOCH, id="Julian day 0"),
    ],
)
def test_known_days(day: tuple[int, int, int], number: int) -> None:
    assert days.count_days(*day) == number


@given(st.integers(-5_000_000, 5_000_000))
@example(-719_529)
def test_days_follow_one_another(number: int) -> None:
    year, month, day = days.find_day(number)
    assert days.count_days(year, month, day) == number
    is_last = day == days.count_month_days(year, month)
    expected = (year, month, day + 1)
    if is_last:
        expected = (year, month + 1, 1) if month < 12 else (year + 1, 1, 1)
    assert days.find_day(number + 1) == expected


@given(st.dates())
def test_days_are_those_of_datetime(day: dt.date) -> None:
    number = (day - dt.date(1970, 1, 1)).days
    assert days.count_days(*day.timetuple()[:3]) == number
    assert days.format_day(number) == day.isoformat()
    assert days.read_day(day.isoformat()) == number
    assert days.WEEKDAYS[days.find_weekday(number)] == f"{day:%A}"


@given(YEARS)
def test_leap_years(year: int) -> None:
    is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    assert days.count_month_days(year, 2) == (29 if is_leap else 28)
    assert days.count_days(year + 1) - days.count_days(year) == (366 if is_leap else 365)


@given(st.integers(-9999, 9999), st.integers(1, 12), st.integers(1, 28))
def test_a_day_is_read_as_it_is_written(year: int, month: int, day: int) -> None:
    number = days.count_days(year, month, day)
    assert days.read_day(days.format_day(number)) == number


NO_DAYS = [
    "",
    "2023-11",
    "2023-11-31",
    "20231117",
    "2023-W46-5",
    "-43-03-15",
    "٢٠٢٣-11-17",
    "2023-1-017",
    "2023-+1-17",
]


@pytest.mark.parametrize("text", [*NO_DAYS, "2023-11-1x"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert days.read_day(text) is None


@given(YEARS, st.integers(-40, 40))
def test_months_run_over_the_ends_of_years(year: int, months: int) -> None:
    expected = days.count_days(year + (months - 1) // 12, (months - 1) % 12 + 1)
    assert days.start_of_month(year, months) == expected


@given(st.integers(-400_000_000_000, 400_000_000_000))
@example(-62_135_596_800)
@example(253_402_300_799)
def test_a_local_time_keeps_its_calendar(seconds: int) -> None:
    """What `datetime` can't hold is shifted by whole cycles of 400 years."""
    near = days.find_datetime(seconds)
    number, rest = divmod(seconds, 86_400)
    year, month, day = days.find_day(number)
    assert (near.month, near.day, near.weekday()) == (month, day, days.find_weekday(number))
    assert (near.year - year) % 400 == 0
    assert near.hour * 3600 + near.minute * 60 + near.second == rest
    assert days.format_local(seconds) == f"{days.format_day(number)}T{near:%H:%M:%S}"
