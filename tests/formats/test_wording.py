"""Dates as they are said in a sentence, and as HTML has them: as exact as the sources, no more."""

import re
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given

from oai_timeline.dates import edtf
from oai_timeline.formats.wording import day, days, html_datetime, plain, said
from tests.strategies import dates

ZONE = ZoneInfo("America/Los_Angeles")
HTML_DATE = re.compile(
    r"\d{4}|\d{4}-\d\d|\d{4}-\d\d-\d\d|\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?[+-]\d\d:\d\d"
)
"""What of HTML's date strings we write: years, months, days, and moments with an offset."""

# A date, what groups it, what is said under that heading, and by itself.
DATES = [
    ("2023", "2023", "", "2023"),
    ("2023-11", "2023-11", "", "2023-11"),
    ("2023-11-17", "2023-11-17", "", "2023-11-17"),
    ("2023-11-17T12", "2023-11-17", "12h", "2023-11-17 12h"),
    ("2023-11-17T12:19", "2023-11-17", "12:19", "2023-11-17 12:19"),
    ("2023-11-17T12:28:30", "2023-11-17", "12:28:30", "2023-11-17 12:28:30"),
    ("2023-11-18T01:30+01:00", "2023-11-17", "16:30", "2023-11-17 16:30"),
    ("2023-11-17T12:30~", "2023-11-17", "about 12:30", "about 2023-11-17 12:30"),
    ("2023-11-20?", "2023-11-20", "perhaps 2023-11-20", "perhaps 2023-11-20"),
    ("2022%", "2022", "perhaps about 2022", "perhaps about 2022"),
    ("199X", "199X", "", "1990–1999"),
    ("19XX", "19XX", "", "1900–1999"),
    ("2023-XX", "2023-XX", "", "a month in 2023"),
    ("2023-11-XX", "2023-11-XX", "", "a day in 2023-11"),
    ("2023-XX-XX~", "2023-XX-XX", "about a day in 2023", "about a day in 2023"),
    ("2023-23", "2023-09", "2023-09 to 2023-11", "2023-09 to 2023-11"),
    ("2023-24~", "2023-12", "about 2023-12 to 2024-02", "about 2023-12 to 2024-02"),
    (
        "2023-11-17T12:00/2023-11-17T15:00",
        "2023-11-17",
        "between 12:00 and 15:00",
        "between 2023-11-17 12:00 and 15:00",
    ),
    (
        "2023-11-17T23:00~/2023-11-18",
        "2023-11-17",
        "between about 23:00 and the end of 2023-11-18",
        "between about 2023-11-17 23:00 and the end of 2023-11-18",
    ),
    (
        "2023-11-18/2023-11-19T09:00",
        "2023-11-18",
        "between the start of 2023-11-18 and 2023-11-19 09:00",
        "between the start of 2023-11-18 and 2023-11-19 09:00",
    ),
    ("../2015-06", "", "up to 2015-06", "up to 2015-06"),
    ("/2015-06?", "", "up to perhaps 2015-06", "up to perhaps 2015-06"),
    ("2023-11-29/..", "2023-11-29", "from 2023-11-29 on", "from 2023-11-29 on"),
    ("2024-02-29T23:59Z/", "2024-02-29", "from 15:59 on", "from 2024-02-29 15:59 on"),
]

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
]


def _text(text: str, under: str = "") -> str:
    return "".join(part.text for part in said(text, ZONE, under))


@pytest.mark.parametrize(("text", "heading", "below", "alone"), DATES)
def test_a_date_is_said(text: str, heading: str, below: str, alone: str) -> None:
    assert (day(text, ZONE), _text(text, heading), _text(text)) == (heading, below, alone)


@pytest.mark.parametrize(("text", "expected"), DATETIMES)
def test_html_has_a_date_as_exact_and_no_more(text: str, expected: str | None) -> None:
    assert html_datetime(text, ZONE) == expected


@pytest.mark.parametrize(("text", "first", "last"), SPANS)
def test_the_days_that_a_date_allows(text: str, first: str | None, last: str | None) -> None:
    assert days(text, ZONE) == (first, last)


@pytest.mark.parametrize(
    ("text", "shown"), [("", ""), ("2023-11-17", "2023-11-17"), ("20XX", "2000–2099")]
)
def test_a_heading_is_plain(text: str, shown: str) -> None:
    assert plain(text) == shown


@given(dates())
def test_whatever_the_date_it_can_be_said(text: str) -> None:
    heading = day(text, ZONE)
    for parts in (said(text, ZONE), said(text, ZONE, heading)):
        assert all(HTML_DATE.fullmatch(part.datetime) for part in parts if part.datetime)
        assert not set("~%X") & set("".join(part.text for part in parts))
    read = edtf.parse(text, ZONE)
    whole = _text(text)
    assert ("about" in whole, "perhaps" in whole) == (read.approximate, read.uncertain)
