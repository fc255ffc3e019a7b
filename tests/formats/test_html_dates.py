"""Dates as HTML has them: as exact as the sources, and no more."""

import re

import pytest
from hypothesis import given

from oai_timeline.formats.html.dates import day_range, html_datetime
from tests.strategies import ZONE, dates

HTML_DATE = re.compile(
    r"\d{4}|\d{4}-\d\d|\d{4}-\d\d-\d\d|\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?[+-]\d\d:\d\d"
)
"""What of HTML's date strings we write: years, months, days, and moments with an offset."""

DATETIMES = [
    ("2023", "2023"),
    ("2023-11", "2023-11"),
    ("2023-11-17", "2023-11-17"),
    ("2023-11-17T12:19", "2023-11-17T12:19-08:00"),
    ("2023-11-17T12:00", "2023-11-17T12:00-08:00"),
    ("2023-07-04T00:00", "2023-07-04T00:00-07:00"),
    ("2023-11-17T12:28:30", "2023-11-17T12:28:30-08:00"),
    ("2023-11-17T00:00:00", "2023-11-17T00:00:00-08:00"),
    ("2023-11-18T01:30+01:00", "2023-11-17T16:30-08:00"),
    ("2023-11-17T12", None),  # HTML has no hours
    ("2023-11-17T12:19~", None),
    ("2023-11-17?", None),
    ("2023%", None),
    ("2023-23", None),
    ("199X", None),
    ("2023-11-XX", None),
    ("2023-11-17/2023-11-18", None),
    ("2023-11-05T01:30", None),  # comes twice
    ("1850-05-05T12:00", None),  # its offset has seconds
    ("-0043", None),  # HTML begins with the year 1
    ("-0043-03-15", None),
    ("0000-12-31", None),
    ("0000-12-31T12:00:00Z", None),
]

SPANS = [
    ("2023-11-17", "2023-11-17", "2023-11-17"),
    ("2023-11-17T23:59", "2023-11-17", "2023-11-17"),
    ("2023-11-18T01:30+01:00", "2023-11-17", "2023-11-17"),
    ("2024-02~", "2024-02-01", "2024-02-29"),
    ("2023-24", "2023-12-01", "2024-02-29"),
    ("199X", "1990-01-01", "1999-12-31"),
    ("1789-07-14", "1789-07-14", "1789-07-14"),  # when clocks had other offsets
    ("2023-11-17T22:00/2023-11-18T02:00", "2023-11-17", "2023-11-18"),
    ("2023-11/2024", "2023-11-01", "2024-12-31"),
    ("../2015-06", None, "2015-06-30"),
    ("2015/", "2015-01-01", None),
    ("-0044-02", "-0044-02-01", "-0044-02-29"),
    ("-0043/0014", "-0043-01-01", "0014-12-31"),
]


@pytest.mark.parametrize(("text", "expected"), DATETIMES)
def test_html_has_a_date_as_exact_and_no_more(text: str, expected: str | None) -> None:
    assert html_datetime(text, ZONE) == expected


@pytest.mark.parametrize(("text", "first", "last"), SPANS)
def test_the_days_that_a_date_allows(text: str, first: str | None, last: str | None) -> None:
    assert day_range(text, ZONE)[:2] == (first, last)


@given(dates())
def test_any_date_has_a_valid_value_or_none(text: str) -> None:
    value = html_datetime(text, ZONE)
    assert value is None or HTML_DATE.fullmatch(value)
