"""Dates: what each form of EDTF allows, what is refused and why, and laws that hold for all."""

import calendar
import datetime as dt
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

import edtf as oracle
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from oai_timeline.dates import edtf
from oai_timeline.dates.bounds import parse_date
from oai_timeline.dates.display import format_date, format_iso
from oai_timeline.model.date import Precision, Printed
from tests.strategies import scale_examples

HOME = ZoneInfo("America/Los_Angeles")
ZONES = [
    ZoneInfo(name)
    for name in (
        "America/Los_Angeles",
        "America/New_York",
        "America/Sao_Paulo",
        "America/St_Johns",
        "Asia/Kolkata",
        "Asia/Tokyo",
        "Australia/Lord_Howe",
        "Europe/Berlin",
        "Pacific/Apia",
        "Pacific/Kiritimati",
        "UTC",
    )
]


def bounds(text: str, zone: dt.tzinfo = HOME) -> tuple[str | None, str | None]:
    """Give the bounds of a date in ISO 8601."""
    date = parse_date(text, zone)
    earliest, latest = (
        None if end is None else format_iso(end, zone) for end in (date.earliest, date.latest)
    )
    return earliest, latest


@pytest.mark.parametrize(
    ("text", "precision", "earliest", "latest"),
    [
        ("2023", "year", "2023-01-01T00:00:00-08:00", "2024-01-01T00:00:00-08:00"),
        ("2023-11", "month", "2023-11-01T00:00:00-07:00", "2023-12-01T00:00:00-08:00"),
        ("2024-02", "month", "2024-02-01T00:00:00-08:00", "2024-03-01T00:00:00-08:00"),
        ("2023-12", "month", "2023-12-01T00:00:00-08:00", "2024-01-01T00:00:00-08:00"),  # December
        ("2023-11-17", "day", "2023-11-17T00:00:00-08:00", "2023-11-18T00:00:00-08:00"),
        ("2024-02-29", "day", "2024-02-29T00:00:00-08:00", "2024-03-01T00:00:00-08:00"),  # leap day
        ("2023-12-31", "day", "2023-12-31T00:00:00-08:00", "2024-01-01T00:00:00-08:00"),
        ("2023-11-17T12", "hour", "2023-11-17T12:00:00-08:00", "2023-11-17T13:00:00-08:00"),
        ("2023-11-17T23", "hour", "2023-11-17T23:00:00-08:00", "2023-11-18T00:00:00-08:00"),
        ("2023-11-17T12:19", "minute", "2023-11-17T12:19:00-08:00", "2023-11-17T12:20:00-08:00"),
        ("2023-11-17T12:19:30", "second", "2023-11-17T12:19:30-08:00", "2023-11-17T12:19:31-08:00"),
        ("2023-11-17T12:19:30Z", "second", "2023-11-17T04:19:30-08:00",
         "2023-11-17T04:19:31-08:00"),
        ("2023-11-17T12:19-05", "minute", "2023-11-17T09:19:00-08:00", "2023-11-17T09:20:00-08:00"),
        ("2023-11-17T12+05:30", "hour", "2023-11-16T22:30:00-08:00", "2023-11-16T23:30:00-08:00"),
        ("2023-11-17T12:19+14:00", "minute", "2023-11-16T14:19:00-08:00",
         "2023-11-16T14:20:00-08:00"),
        ("2023-11-17T12:19-12:00", "minute", "2023-11-17T16:19:00-08:00",
         "2023-11-17T16:20:00-08:00"),
        ("2023-21", "season", "2023-03-01T00:00:00-08:00", "2023-06-01T00:00:00-07:00"),  # spring
        ("2023-22", "season", "2023-06-01T00:00:00-07:00", "2023-09-01T00:00:00-07:00"),  # summer
        ("2023-23", "season", "2023-09-01T00:00:00-07:00", "2023-12-01T00:00:00-08:00"),  # autumn
        ("2023-24", "season", "2023-12-01T00:00:00-08:00", "2024-03-01T00:00:00-08:00"),
        ("199X", "decade", "1990-01-01T00:00:00-08:00", "2000-01-01T00:00:00-08:00"),
        ("20XX", "century", "2000-01-01T00:00:00-08:00", "2100-01-01T00:00:00-08:00"),
        ("2023-XX", "year", "2023-01-01T00:00:00-08:00", "2024-01-01T00:00:00-08:00"),  # some month
        ("2023-11-XX", "month", "2023-11-01T00:00:00-07:00", "2023-12-01T00:00:00-08:00"),
        ("2023-XX-XX", "year", "2023-01-01T00:00:00-08:00", "2024-01-01T00:00:00-08:00"),
        ("2023-11-16/2023-11-30", "interval", "2023-11-16T00:00:00-08:00",
         "2023-12-01T00:00:00-08:00"),
        ("2023/2024-06", "interval", "2023-01-01T00:00:00-08:00", "2024-07-01T00:00:00-07:00"),
        ("2023-11/2023-11", "interval", "2023-11-01T00:00:00-07:00", "2023-12-01T00:00:00-08:00"),
        ("2023-11-17/2023-11", "interval", "2023-11-17T00:00:00-08:00",
         "2023-12-01T00:00:00-08:00"),
        ("2023-11-17T12:00/2023-11-17T15:00", "interval", "2023-11-17T12:00:00-08:00",
         "2023-11-17T15:01:00-08:00"),
        ("2023-11-17T12:00Z/2023-11-18", "interval", "2023-11-17T04:00:00-08:00",
         "2023-11-19T00:00:00-08:00"),
        ("2023-11-17/..", "interval", "2023-11-17T00:00:00-08:00", None),  # open end
        ("../2023-11-17", "interval", None, "2023-11-18T00:00:00-08:00"),  # open start
        ("2023-11-17/", "interval", "2023-11-17T00:00:00-08:00", None),  # unknown end
        ("/2023-11-17", "interval", None, "2023-11-18T00:00:00-08:00"),  # unknown start
        ("9998", "year", "9998-01-01T00:00:00-08:00", "9999-01-01T00:00:00-08:00"),  # last year
        ("9998-24", "season", "9998-12-01T00:00:00-08:00", "9999-03-01T00:00:00-08:00"),
        ("998X", "decade", "9980-01-01T00:00:00-08:00", "9990-01-01T00:00:00-08:00"),
    ],
)  # fmt: skip
def test_bounds_and_precision(
    text: str, precision: Precision, earliest: str | None, latest: str | None
) -> None:
    date = parse_date(text, HOME)
    assert date.text == text
    assert date.precision == precision
    assert bounds(text) == (earliest, latest)


@pytest.mark.parametrize(
    ("zone", "text", "earliest", "latest"),
    [
        ("UTC", "2023-11-17", "2023-11-17T00:00:00+00:00", "2023-11-18T00:00:00+00:00"),
        ("Asia/Kolkata", "2023-11-17", "2023-11-17T00:00:00+05:30", "2023-11-18T00:00:00+05:30"),
        ("Asia/Kathmandu", "2023-11-17T12:19", "2023-11-17T12:19:00+05:45",
         "2023-11-17T12:20:00+05:45"),
        ("Pacific/Kiritimati", "2023-11", "2023-11-01T00:00:00+14:00", "2023-12-01T00:00:00+14:00"),
        ("America/St_Johns", "2023-11-17T12", "2023-11-17T12:00:00-03:30",
         "2023-11-17T13:00:00-03:30"),
        ("Europe/Berlin", "2023", "2023-01-01T00:00:00+01:00", "2024-01-01T00:00:00+01:00"),
        ("Europe/Berlin", "2023-11-17T12:19-08:00", "2023-11-17T21:19:00+01:00",
         "2023-11-17T21:20:00+01:00"),
        ("Africa/Monrovia", "1950-05-05T12:00", "1950-05-05T12:44:30+00:00",
         "1950-05-05T12:45:30+00:00"),
        ("America/Los_Angeles", "1850-06-01", "1850-06-01T07:52:58+00:00",
         "1850-06-02T07:52:58+00:00"),
        ("America/Los_Angeles", "1883", "1883-01-01T07:52:58+00:00", "1884-01-01T00:00:00-08:00"),
        ("UTC", "0001", "0001-01-01T00:00:00+00:00", "0002-01-01T00:00:00+00:00"),  # year 1
        ("UTC", "000X", "0001-01-01T00:00:00+00:00", "0010-01-01T00:00:00+00:00"),  # first decade
        ("UTC", "00XX", "0001-01-01T00:00:00+00:00", "0100-01-01T00:00:00+00:00"),  # first century
        ("America/Los_Angeles", "0001", "0001-01-01T07:52:58+00:00", "0002-01-01T07:52:58+00:00"),
        ("Asia/Tokyo", "0001", "0000-12-31T14:41:01+00:00", "0001-12-31T14:41:01+00:00"),
        ("Asia/Tokyo", "9998-12-31", "9998-12-31T00:00:00+09:00", "9999-01-01T00:00:00+09:00"),
    ],
)  # fmt: skip
def test_bounds_are_of_the_zone(zone: str, text: str, earliest: str, latest: str) -> None:
    assert bounds(text, ZoneInfo(zone)) == (earliest, latest)


@pytest.mark.parametrize(
    ("text", "strict"),
    [
        pytest.param("2023", "2023", id="year"),
        pytest.param("2023-11~", "2023-11~", id="qualified month"),
        pytest.param("2023-11-17%", "2023-11-17%", id="qualified day"),
        pytest.param("2023-21", "2023-21", id="season"),
        pytest.param("199X", "199X", id="decade"),
        pytest.param("2023-XX-XX", "2023-XX-XX", id="some day"),
        pytest.param("2023/2024", "2023/2024", id="interval"),
        pytest.param("2023~/2024-06%", "2023~/2024-06%", id="qualified ends"),
        pytest.param("2023/..", "2023/..", id="open end"),
        pytest.param("/2023?", "/2023?", id="unknown start"),
        pytest.param("2023-11-17T12:19:30", "2023-11-17T12:19:30", id="second"),
        pytest.param("2023-11-17T12:19:30Z", "2023-11-17T12:19:30Z", id="second in UTC"),
        pytest.param("2023-11-17T12:19", "2023-11-17T12:19:00", id="minute"),
        pytest.param("2023-11-17T12:19-08", "2023-11-17T12:19:00-08", id="minute with offset"),
        pytest.param("2023-11-17T12", "2023-11-17T12:00:00", id="hour"),
        pytest.param("2023-11-17T12+05:30", "2023-11-17T12:00:00+05:30", id="hour with offset"),
        pytest.param("2023-11-17T12Z", "2023-11-17T12:00:00Z", id="hour in UTC"),
        pytest.param("2023-11-17T12:30~", None, id="qualified minute"),
        pytest.param("2023-11-17T12:30:00Z?", None, id="qualified second"),
        pytest.param("199X~", None, id="qualified decade"),
        pytest.param("2023-XX?", None, id="qualified some month"),
        pytest.param("2023-22%", None, id="qualified season"),
        pytest.param("2023-11-17T12/2023-11-18", None, id="interval from a time"),
        pytest.param("../2023-11-17T12:30", None, id="open interval to a time"),
    ],
)
def test_strict_form(text: str, strict: str | None) -> None:
    assert parse_date(text, HOME).edtf == strict


@pytest.mark.parametrize(
    ("text", "approximate", "uncertain"),
    [
        pytest.param("2023", False, False, id="plain"),
        pytest.param("2023~", True, False, id="approximate"),
        pytest.param("2023-11?", False, True, id="uncertain"),
        pytest.param("2023-11-17%", True, True, id="both"),
        pytest.param("2023-11-17T12:30~", True, False, id="approximate time"),
        pytest.param("2023-11-17T12:30Z?", False, True, id="uncertain time with an offset"),
        pytest.param("199X?", False, True, id="uncertain decade"),
        pytest.param("2023-21%", True, True, id="uncertain season"),
        pytest.param("2022~/2023", True, False, id="approximate start"),
        pytest.param("2022/2023?", False, True, id="uncertain end"),
        pytest.param("2022~/2023?", True, True, id="a qualifier at each end"),
        pytest.param("../2023%", True, True, id="both, with an open start"),
    ],
)
def test_qualifiers(text: str, *, approximate: bool, uncertain: bool) -> None:
    date = parse_date(text, HOME)
    assert (date.approximate, date.uncertain) == (approximate, uncertain)


NO_DATE = '"{}" is no EDTF date (like 2023-11-17, 2023-11-17T12:19, 2023-11~, 2023/..)'
LEVEL_2 = '"{}" is EDTF level 2: levels 0 and 1 are read here'
YEARS = '"{}": years run from 0001 to 9998'
OFFSETS_RUN = "an offset must be in -12:00..+14:00"
BACKWARD = "the interval ends before it begins"
ONE_END = "an interval needs a date at one end at least"


@pytest.mark.parametrize(
    ("text", "offset", "message"),
    [
        ("2023-11-31", 8, "2023-11 has no day 31"),  # 31 November
        ("2023-02-29", 8, "2023-02 has no day 29"),  # 29 February of a common year
        ("1900-02-29", 8, "1900-02 has no day 29"),  # 29 February 1900
        ("2023-11-00", 8, "2023-11 has no day 00"),
        ("2023-13", 5, "month must be in 01..12"),  # month 13
        ("2023-00", 5, "month must be in 01..12"),  # month 0
        ("2023-13-01", 5, "month must be in 01..12"),  # month 13 of a day
        ("2023-21-01", 5, "month must be in 01..12"),  # day of a season
        ("2001-42", 5, "month must be in 01..12"),  # no month, season or quarter
        ("2023-11-17T24", 11, "hour must be in 00..23"),  # hour 24
        ("2023-11-17T24:00:00", 11, "hour must be in 00..23"),  # midnight as 24:00:00
        ("2023-11-17T12:60", 14, "minute must be in 00..59"),  # minute 60
        ("2023-11-17T12:19:60", 17, "second must be in 00..59"),  # leap second
        ("2023-11-17T12+14:01", 13, OFFSETS_RUN),  # offset over 14:00
        ("2023-11-17T12:19-15", 16, OFFSETS_RUN),  # offset of 15 hours
        ("2023-11-17T12:19:30+05:60~", 19, OFFSETS_RUN),  # offset of 60 minutes
        ("0000", 0, "year must be in 0001..9998"),  # year 0
        ("0000-12-31", 0, "year must be in 0001..9998"),  # day of year 0
        ("9999", 0, "year must be in 0001..9998"),  # year 9999
        ("9999-01-01", 0, "year must be in 0001..9998"),  # day of year 9999
        ("0000-01-01", 0, "year must be in 0001..9998"),  # day of year 0
        ("2023-11-17T24:00", 11, "hour must be in 00..23"),  # midnight as 24:00
        ("999X", 0, "year must be in 0001..9998"),  # decade of year 9999
        ("99XX", 0, "year must be in 0001..9998"),  # century of year 9999
        ("2023-11-17T12:19-12:01", 16, OFFSETS_RUN),  # offset under -12:00
        ("-0275~", 0, YEARS),  # negative year, about
        ("Y170000002", 0, YEARS),  # long year
        ("-1985", 0, YEARS),  # negative year
        ("-1985-04-12", 0, YEARS),  # day of a negative year
        ("2023-11-17/2023-11-16", 11, BACKWARD),  # backward days
        ("2023-12/2023-11", 8, BACKWARD),  # backward months, that touch
        ("2023-11-17T12:30Z/2023-11-17T12:30+02", 18, BACKWARD),  # backward by offsets
        ("../..", 0, ONE_END),  # both ends open
        ("/", 0, ONE_END),  # both ends unknown
        ("../", 0, ONE_END),  # open start, unknown end
        ("/..", 0, ONE_END),  # unknown start, open end
        ("2023/2023-02-29", 13, "2023-02 has no day 29"),  # impossible day at the end
        ("2023-02-29/2024", 8, "2023-02 has no day 29"),  # impossible day at the start
        ("../2023-13", 8, "month must be in 01..12"),  # impossible month after an open start
        ("2023/2024-01-01T12+15", 18, OFFSETS_RUN),  # offset over 14:00 at the end
        ("2022-21/2023", 0, "EDTF has no seasons in intervals: write the months"),
        ("2022/2023-21", 5, "EDTF has no seasons in intervals: write the months"),
        ("2023-XX-XXT12", 11, "a time needs a day"),  # time of no month
        ("2023-11-XXT12:30", 11, "a time needs a day"),  # time of no day
        # Drafts of 2012 and other notations.
        ("19uu", 0, NO_DATE),  # draft: century
        ("199u", 0, NO_DATE),  # draft: decade
        ("199x", 0, NO_DATE),  # draft: masked
        ("1999-uu", 0, NO_DATE),  # draft: month
        ("1999-uu-uu", 0, NO_DATE),  # draft: day
        ("1985/open", 5, NO_DATE.format("open")),  # draft: open
        ("unknown/2006", 0, NO_DATE.format("unknown")),  # draft: unknown
        ("y17e7", 0, NO_DATE),  # draft: exponential year
        ("1985-04-12?~", 0, '"{}": write % for both ? and ~'),  # draft: both qualifiers
        ("1985~?", 0, '"{}": write % for both ? and ~'),  # both qualifiers, turned
        ("1985??", 0, NO_DATE),  # a qualifier twice
        ("", 0, NO_DATE),  # nothing
        ("?", 0, NO_DATE),  # a qualifier alone
        ("..", 0, NO_DATE),  # two dots alone
        ("23", 0, NO_DATE),  # two digits
        ("20231117", 0, NO_DATE),  # basic format
        ("2023-1-7", 0, NO_DATE),  # single digits
        ("12:30", 0, NO_DATE),  # a clock
        ("2023-11-17 12:30", 0, NO_DATE),  # a space for T
        ("2023-11-17t12:30", 0, NO_DATE),  # a small t
        ("2023-11-17T12:30z", 0, NO_DATE),  # a small z
        ("2023-11-17T", 0, NO_DATE),  # T alone
        ("2023-11-17T1230", 0, NO_DATE),  # a clock without a colon
        ("2023-11-17T12:19:30.5", 0, NO_DATE),  # half a second
        ("2023-11-17T12:19+0800", 0, NO_DATE),  # an offset without a colon
        ("2023-11-17Z", 0, NO_DATE),  # a day with an offset
        ("2023 ~", 0, NO_DATE),  # a space
        ("2023\n", 0, NO_DATE.format(r"2023\x0a")),  # a line break
        ("２０２３", 0, NO_DATE),  # wide digits
        ("2023/2024/2025", 5, NO_DATE.format("2024/2025")),  # three dates
        ("friday", 0, NO_DATE),  # a word
    ],
)  # fmt: skip
def test_refusals(text: str, offset: int, message: str) -> None:
    with pytest.raises(edtf.DateError) as caught:
        parse_date(text, HOME)
    assert (str(caught.value), caught.value.offset) == (message.format(text), offset)


@pytest.mark.parametrize(
    "text",
    [
        "Y17E8", "Y-17E7", "1950S2", "Y171010000S3", "Y3388E2S3", "2001-25", "2001-29", "2001-34",
        "2001-37~", "2001-41", "[1667,1668,1670..1672]", "[..1760-12-03]", "{1667,1668,1670..1672}",
        "{1960,1961-12}", "2004-06~-11", "2004?-06-11", "?2004-06-~11", "2004-%06-11", "~2004",
        "156X-12-25", "15XX-12-25", "199X-11", "199X-XX", "XXXX-12-XX", "XXXX", "1XXX-XX",
        "1XXX-12", "1984-1X", "1984-06-1X", "1560-XX-25",
    ],
)  # fmt: skip
def test_level_2_is_refused_by_name(text: str) -> None:
    with pytest.raises(edtf.DateError) as caught:
        parse_date(text, HOME)
    assert (str(caught.value), caught.value.offset) == (LEVEL_2.format(text), 0)


@pytest.mark.parametrize(
    ("text", "offset", "message"),
    [
        ("2004-06-XX/2004-07-03", 0,
         "unspecified digits in an interval are EDTF level 2, not read here"),
        ("2004/200X", 5, "unspecified digits in an interval are EDTF level 2, not read here"),
        ("2004-06-~01/2004-06-~20", 0, LEVEL_2.format("2004-06-~01")),
        ("2004/2004-06-~20", 5, LEVEL_2.format("2004-06-~20")),  # qualified part at the end
    ],
)  # fmt: skip
def test_level_2_in_intervals_is_refused_by_name(text: str, offset: int, message: str) -> None:
    with pytest.raises(edtf.DateError) as caught:
        parse_date(text, HOME)
    assert (str(caught.value), caught.value.offset) == (message, offset)


@pytest.mark.parametrize(
    ("zone", "text", "change", "earliest", "latest"),
    [
        ("America/Los_Angeles", "2023-03-12T01:59", None, "2023-03-12T01:59:00-08:00",
         "2023-03-12T03:00:00-07:00"),
        ("America/Los_Angeles", "2023-03-12T02:30", "skipped", "2023-03-12T03:30:00-07:00",
         "2023-03-12T03:31:00-07:00"),
        ("America/Los_Angeles", "2023-03-12T02", "skipped", "2023-03-12T03:00:00-07:00",
         "2023-03-12T04:00:00-07:00"),
        ("America/Los_Angeles", "2023-03-12T03:00", None, "2023-03-12T03:00:00-07:00",
         "2023-03-12T03:01:00-07:00"),
        ("America/Los_Angeles", "2023-03-12T02:30-08", None, "2023-03-12T03:30:00-07:00",
         "2023-03-12T03:31:00-07:00"),
        ("America/Los_Angeles", "2023-11-05T00:59", None, "2023-11-05T00:59:00-07:00",
         "2023-11-05T01:00:00-07:00"),
        ("America/Los_Angeles", "2023-11-05T01:30", "repeated", "2023-11-05T01:30:00-07:00",
         "2023-11-05T01:31:00-08:00"),
        ("America/Los_Angeles", "2023-11-05T01", "repeated", "2023-11-05T01:00:00-07:00",
         "2023-11-05T02:00:00-08:00"),
        ("America/Los_Angeles", "2023-11-05T02:00", None, "2023-11-05T02:00:00-08:00",
         "2023-11-05T02:01:00-08:00"),
        ("America/Los_Angeles", "2023-11-05T01:30-07", None, "2023-11-05T01:30:00-07:00",
         "2023-11-05T01:31:00-07:00"),
        ("America/Los_Angeles", "2023-11-05T01:30-08:00", None, "2023-11-05T01:30:00-08:00",
         "2023-11-05T01:31:00-08:00"),
        ("America/Los_Angeles", "2023-11-05T00/2023-11-05T01:30", "repeated",
         "2023-11-05T00:00:00-07:00", "2023-11-05T01:31:00-08:00"),
        ("America/Los_Angeles", "2023-03-12T02:30/..", "skipped", "2023-03-12T03:30:00-07:00",
         None),
        ("America/Los_Angeles", "2023-03-12", None, "2023-03-12T00:00:00-08:00",
         "2023-03-13T00:00:00-07:00"),
        ("America/Los_Angeles", "2023-11-05", None, "2023-11-05T00:00:00-07:00",
         "2023-11-06T00:00:00-08:00"),
        ("America/Sao_Paulo", "2018-11-03", None, "2018-11-03T00:00:00-03:00",
         "2018-11-04T01:00:00-02:00"),
        ("America/Sao_Paulo", "2018-11-04", None, "2018-11-04T01:00:00-02:00",
         "2018-11-05T00:00:00-02:00"),
        ("America/Sao_Paulo", "2018-11-04T00:00", "skipped", "2018-11-04T01:00:00-02:00",
         "2018-11-04T01:01:00-02:00"),
        ("America/Sao_Paulo", "2018-02-17", None, "2018-02-17T00:00:00-02:00",
         "2018-02-18T00:00:00-03:00"),
        ("America/Sao_Paulo", "2018-02-17T23:30", "repeated", "2018-02-17T23:30:00-02:00",
         "2018-02-17T23:31:00-03:00"),
        ("America/Havana", "2023-11-04", None, "2023-11-04T00:00:00-04:00",
         "2023-11-05T00:00:00-04:00"),
        ("America/Havana", "2023-11-05", None, "2023-11-05T00:00:00-04:00",
         "2023-11-06T00:00:00-05:00"),
        ("America/St_Johns", "2010-11-06", None, "2010-11-06T00:00:00-02:30",
         "2010-11-07T00:00:00-03:30"),
        ("America/St_Johns", "2010-11-06T23:30", "repeated", "2010-11-06T23:30:00-02:30",
         "2010-11-06T23:31:00-03:30"),
        ("Australia/Lord_Howe", "2023-10-01T02:15", "skipped", "2023-10-01T02:45:00+11:00",
         "2023-10-01T02:46:00+11:00"),
        ("Australia/Lord_Howe", "2023-04-02T01:45", "repeated", "2023-04-02T01:45:00+11:00",
         "2023-04-02T01:46:00+10:30"),
        ("Australia/Lord_Howe", "2023-04-02T01:15", None, "2023-04-02T01:15:00+11:00",
         "2023-04-02T01:16:00+11:00"),
        ("Australia/Lord_Howe", "2023-04-02", None, "2023-04-02T00:00:00+11:00",
         "2023-04-03T00:00:00+10:30"),
        ("Pacific/Apia", "2011-12-29", None, "2011-12-29T00:00:00-10:00",
         "2011-12-31T00:00:00+14:00"),
    ],
)  # fmt: skip
def test_summer_time(
    zone: str, text: str, change: str | None, earliest: str, latest: str | None
) -> None:
    date = parse_date(text, ZoneInfo(zone))
    assert (date.clock_change, *bounds(text, ZoneInfo(zone))) == (change, earliest, latest)


@pytest.mark.parametrize(
    ("zone", "text", "earliest", "latest"),
    [
        ("Australia/Lord_Howe", "2023-04-02T01", "2023-04-02T01:00:00+11:00",
         "2023-04-02T02:00:00+10:30"),
        ("America/St_Johns", "2010-11-06T23", "2010-11-06T23:00:00-02:30",
         "2010-11-07T00:00:00-03:30"),
    ],
)  # fmt: skip
def test_an_hour_that_comes_twice_in_part_has_all_of_it(
    zone: str, text: str, earliest: str, latest: str
) -> None:
    assert bounds(text, ZoneInfo(zone)) == (earliest, latest)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        pytest.param("2023-03-11", 24, id="the day before"),
        pytest.param("2023-03-12", 23, id="clocks go forward"),
        pytest.param("2023-11-05", 25, id="clocks go back"),
        pytest.param("2023-03", 31 * 24 - 1, id="the month"),
        pytest.param("2023", 365 * 24, id="the year"),
    ],
)
def test_hours_of_a_date(text: str, hours: int) -> None:
    date = parse_date(text, HOME)
    assert date.earliest is not None
    assert date.latest is not None
    assert date.latest - date.earliest == hours * 3_600


@pytest.mark.parametrize(
    ("text", "earliest_margin", "latest_margin"),
    [
        ("2023-11-17", "2023-11-17T00:00:00-08:00", "2023-11-18T00:00:00-08:00"),  # plain
        ("2023-11-17T12:30:15~", "2023-11-17T12:00:15-08:00", "2023-11-17T13:00:16-08:00"),
        ("2023-11-17T12:30~", "2023-11-17T12:00:00-08:00", "2023-11-17T13:01:00-08:00"),  # minute
        ("2023-11-17T12?", "2023-11-17T11:30:00-08:00", "2023-11-17T13:30:00-08:00"),  # hour
        ("2023-11-17%", "2023-11-16T00:00:00-08:00", "2023-11-19T00:00:00-08:00"),  # day
        ("2023-11~", "2023-10-01T00:00:00-07:00", "2024-01-01T00:00:00-08:00"),  # month
        ("2023-01?", "2022-12-01T00:00:00-08:00", "2023-03-01T00:00:00-08:00"),  # January
        ("2023-11-XX~", "2023-10-01T00:00:00-07:00", "2024-01-01T00:00:00-08:00"),
        ("2023~", "2022-01-01T00:00:00-08:00", "2025-01-01T00:00:00-08:00"),  # year
        ("2023-XX%", "2022-01-01T00:00:00-08:00", "2025-01-01T00:00:00-08:00"),
        ("2023-11-17~/2023-11-20", "2023-11-16T00:00:00-08:00", "2023-11-21T00:00:00-08:00"),
        ("2023-11-17/2023-12?", "2023-11-17T00:00:00-08:00", "2024-02-01T00:00:00-08:00"),  # end
        ("2022~/2023-11-17T12:30~", "2021-01-01T00:00:00-08:00", "2023-11-17T13:01:00-08:00"),
        ("2023~/..", "2022-01-01T00:00:00-08:00", None),  # open end
        ("/2023-11-17~", None, "2023-11-19T00:00:00-08:00"),  # unknown start
    ],
)  # fmt: skip
def test_reach(text: str, earliest_margin: str | None, latest_margin: str | None) -> None:
    date = parse_date(text, HOME)
    assert tuple(
        None if end is None else format_iso(end, HOME)
        for end in (date.earliest_margin, date.latest_margin)
    ) == (earliest_margin, latest_margin)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("2023", Printed("2023", "", "PST")),  # year
        ("2023-11~", Printed("2023-11", "~", "PDT")),  # approximate month
        ("2023-11-17?", Printed("2023-11-17", "?", "PST")),  # uncertain day
        ("199X", Printed("199X", "", "PST")),  # decade
        ("2023-11-XX%", Printed("2023-11-XX", "%", "PDT")),  # some day
        ("2023-22", Printed("2023-06", "–2023-08", "PDT")),  # season
        ("2023-24~", Printed("2023-12", "–2024-02~", "PST")),  # approximate winter
        ("2023-11-17T12", Printed("2023-11-17", "12h", "PST")),  # hour
        ("2023-11-17T12:19", Printed("2023-11-17", "12:19", "PST")),  # minute
        ("2023-07-01T12:19:30%", Printed("2023-07-01", "12:19:30%", "PDT")),  # qualified second
        ("2023-11-17T12:19Z", Printed("2023-11-17", "04:19", "PST")),  # offset
        ("2023-03-12T02:30", Printed("2023-03-12", "02:30", "PST")),  # skipped, as written
        ("2023-11-05T01:30", Printed("2023-11-05", "01:30", "PDT")),  # repeated
        ("2023-11-05T01:30-08", Printed("2023-11-05", "01:30", "PST")),  # repeated, settled
        ("2023-11-16/2023-11-30", Printed("2023-11-16", "–2023-11-30", "PST")),  # interval of days
        ("2023-11-16~/2023-11-30?", Printed("2023-11-16", "~–2023-11-30?", "PST")),
        ("2023-11-17T12:00/2023-11-17T15:30~", Printed("2023-11-17", "12:00–15:30~", "PST")),
        ("2023-11-17T22/2023-11-18T02", Printed("2023-11-17", "22h–2023-11-18 02h", "PST")),
        ("2023-11-17T22:00/2023-11-18", Printed("2023-11-17", "22:00–2023-11-18", "PST")),
        ("2023/..", Printed("2023", "–…", "PST")),  # open end
        ("../2023-11-17", Printed("", "…–2023-11-17", "PST")),  # open start
        ("2023-11-17T12:00/", Printed("2023-11-17", "12:00–?", "PST")),  # unknown end
        ("/2023-11-17T12:00", Printed("", "?–2023-11-17 12:00", "PST")),  # unknown start
    ],
)  # fmt: skip
def test_printed_in_the_timelines_zone(text: str, printed: Printed) -> None:
    assert format_date(text, HOME, HOME) == printed


@pytest.mark.parametrize(
    ("zone", "text", "printed"),
    [
        ("Europe/Berlin", "2023-11-17", Printed("2023-11-17", "", "PST")),  # day never shifts
        ("Europe/Berlin", "2023-11~", Printed("2023-11", "~", "PDT")),  # month never shifts
        ("Asia/Tokyo", "2023-11-16/2023-11-30", Printed("2023-11-16", "–2023-11-30", "PST")),
        ("Europe/Berlin", "2023-11-17T12:19", Printed("2023-11-17", "21:19", "CET")),  # minute
        ("Asia/Tokyo", "2023-11-17T12:19~", Printed("2023-11-18", "05:19~", "JST")),  # the next day
        ("UTC", "2023-11-17T12", Printed("2023-11-17", "20h", "UTC")),  # hour
        ("America/New_York", "2023-11-17T12:19:30-05", Printed("2023-11-17", "12:19:30", "EST")),
        ("America/New_York", "2023-11-17T20:00/2023-11-17T22:00",
         Printed("2023-11-17", "23:00–2023-11-18 01:00", "EST")),
        ("America/New_York", "2023-11-17T22:00/2023-11-18T02:00",
         Printed("2023-11-18", "01:00–05:00", "EST")),
        ("UTC", "2023-03-12T02:30", Printed("2023-03-12", "10:30", "UTC")),
        ("UTC", "2023-11-05T01:30", Printed("2023-11-05", "08:30", "UTC")),  # repeated, the first
        ("America/New_York", "../2023-11-17T22:00", Printed("", "…–2023-11-18 01:00", "EST")),
    ],
)  # fmt: skip
def test_printed_in_another_zone(zone: str, text: str, printed: Printed) -> None:
    assert format_date(text, HOME, ZoneInfo(zone)) == printed


@pytest.mark.parametrize(
    ("zone", "seconds", "iso"),
    [
        ("UTC", 0, "1970-01-01T00:00:00+00:00"),
        ("America/Los_Angeles", 1_700_252_340, "2023-11-17T12:19:00-08:00"),  # west
        ("Asia/Kolkata", 1_700_252_340, "2023-11-18T01:49:00+05:30"),  # east
        ("America/St_Johns", 1_700_252_340, "2023-11-17T16:49:00-03:30"),  # half an hour, west
        ("America/Los_Angeles", -2_717_640_001, "1883-11-18T19:59:59+00:00"),
        ("America/Los_Angeles", -2_717_640_000, "1883-11-18T12:00:00-08:00"),
        ("UTC", -62_135_596_800, "0001-01-01T00:00:00+00:00"),  # year 1
        ("UTC", -62_135_596_801, "0000-12-31T23:59:59+00:00"),  # the second before year 1
        ("UTC", 253_370_764_799, "9998-12-31T23:59:59+00:00"),  # the end of 9998
        ("Pacific/Kiritimati", 253_370_764_800, "9999-01-01T14:00:00+14:00"),  # 9999 in the east
    ],
)  # fmt: skip
def test_iso(zone: str, seconds: int, iso: str) -> None:
    assert format_iso(seconds, ZoneInfo(zone)) == iso


def pieces(text: str) -> str | tuple[str, str]:
    """Give a date's ends as texts."""
    first, last = edtf.parse_ends(text)
    names = [end.text if isinstance(end, edtf.Point) else end for end in (first, last)]
    return names[0] if first is last else (names[0], names[1])


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        pytest.param("2023-11~", "2023-11~", id="one date"),
        pytest.param("2023/2024?", ("2023", "2024?"), id="interval"),
        pytest.param("../2024", ("..", "2024"), id="open start"),
        pytest.param("2023/", ("2023", ""), id="unknown end"),
    ],
)
def test_ends(text: str, ends: str | tuple[str, str]) -> None:
    assert pieces(text) == ends


# Laws.

QUALIFIERS = st.sampled_from(["", "", "~", "?", "%"])
OFFSETS = st.sampled_from(["", "", "Z", "-08", "+05:30", "+14:00", "-12:00"])
IN_ZONES = st.sampled_from(ZONES)
ALL_ZONES = sorted(available_timezones())


@st.composite
def forms(draw: st.DrawFn, *, in_interval: bool = False) -> str:
    """Write a date that is no interval, without a qualifier."""
    day = draw(st.dates(max_value=dt.date(9998, 12, 31))).isoformat()
    clock = (
        f"{draw(st.integers(0, 23)):02}:{draw(st.integers(0, 59)):02}:{draw(st.integers(0, 59)):02}"
    )
    offset = draw(OFFSETS)
    choices = [day[:4], day[:7], day, *(f"{day}T{clock[:end]}{offset}" for end in (2, 5, 8))]
    if not in_interval:
        season = draw(st.integers(21, 24))
        choices += [f"{day[:4]}-{season}", f"{day[:4]}-XX", f"{day[:7]}-XX", f"{day[:4]}-XX-XX"]
        if day < "9900":
            choices += [f"{day[:3]}X", f"{day[:2]}XX"]
    return draw(st.sampled_from(choices))


@st.composite
def intervals(draw: st.DrawFn) -> str:
    """Write two ends of an interval, which may be backward."""
    dates = st.builds("{}{}".format, forms(in_interval=True), QUALIFIERS)
    first, last = draw(dates), draw(st.one_of(dates, st.sampled_from(["..", ""])))
    return "/".join([first, last] if draw(st.booleans()) else [last, first])


def parsed(text: str, zone: dt.tzinfo) -> Any:
    """Read a date; None where an interval is backward."""
    try:
        return parse_date(text, zone)
    except edtf.DateError as error:
        if str(error) != BACKWARD or "/" not in text:
            raise
        return None


@given(st.builds("{}{}".format, forms(), QUALIFIERS) | intervals(), IN_ZONES)
def test_text_is_kept_and_bounds_are_not_empty(text: str, zone: ZoneInfo) -> None:
    date = parsed(text, zone)
    if date is None:
        return
    assert date.text == text
    if date.earliest is not None and date.latest is not None:
        assert date.earliest < date.latest
    if date.edtf is not None:
        strict = parse_date(date.edtf, zone)
        assert strict.edtf == date.edtf
        assert strict.earliest == date.earliest
    for bound, reach in ((date.earliest, date.earliest_margin), (date.latest, date.latest_margin)):
        assert (bound is None) == (reach is None)
    if date.earliest is not None:
        assert date.earliest_margin <= date.earliest
    if date.latest is not None:
        assert date.latest <= date.latest_margin


@given(st.datetimes(dt.datetime(1, 1, 1), dt.datetime(9998, 12, 31)), IN_ZONES)  # noqa: DTZ001 - a wall clock
def test_more_precision_never_widens_the_bounds(wall: dt.datetime, zone: ZoneInfo) -> None:
    _nested(wall, zone)


@given(
    st.sampled_from(
        [
            (dt.datetime(2023, 3, 12), "America/Los_Angeles"),  # noqa: DTZ001 - a wall clock
            (dt.datetime(2023, 11, 5), "America/Los_Angeles"),  # noqa: DTZ001
            (dt.datetime(2018, 11, 3, 12), "America/Sao_Paulo"),  # noqa: DTZ001
            (dt.datetime(2018, 2, 17, 12), "America/Sao_Paulo"),  # noqa: DTZ001
            (dt.datetime(2023, 4, 2), "Australia/Lord_Howe"),  # noqa: DTZ001
            (dt.datetime(2010, 11, 6, 18), "America/St_Johns"),  # noqa: DTZ001
        ]
    ),
    st.integers(0, 12 * 60),
)
def test_more_precision_never_widens_the_bounds_near_a_clock_change(
    change: tuple[dt.datetime, str], minutes: int
) -> None:
    start, name = change
    _nested(start + dt.timedelta(minutes=minutes), ZoneInfo(name))


def _nested(wall: dt.datetime, zone: ZoneInfo) -> None:
    iso = wall.isoformat()[:19]
    # An hour that clocks skip in part has no bounds of its own: it is read by the offset before.
    dates = [parse_date(iso[:end], zone) for end in (4, 7, 10, 13, 16, 19)]
    dates = [date for date in dates if date.clock_change != "skipped"]
    for wide, narrow in pairwise(dates):
        assert wide.earliest is not None
        assert narrow.earliest is not None
        assert wide.latest is not None
        assert narrow.latest is not None
        assert wide.earliest <= narrow.earliest < narrow.latest <= wide.latest


@given(forms(), st.sampled_from("~?%"), IN_ZONES)
def test_a_qualifier_never_moves_the_bounds(text: str, qualifier: str, zone: ZoneInfo) -> None:
    plain, qualified = parse_date(text, zone), parse_date(text + qualifier, zone)
    assert (plain.earliest, plain.latest) == (qualified.earliest, qualified.latest)
    assert plain.precision == qualified.precision
    assert plain.clock_change == qualified.clock_change


@st.composite
def near_clock_changes(draw: st.DrawFn) -> tuple[str, ZoneInfo]:
    """Write a minute of any year in any zone, by preference about a day on which clocks change."""
    zone = ZoneInfo(draw(st.sampled_from(ALL_ZONES)))
    year = draw(st.integers(2, 9997) | st.integers(1850, 2040))
    days = [dt.datetime(year, 1, 1) + dt.timedelta(days=number) for number in range(365)]  # noqa: DTZ001 - a wall clock
    changes = [day for day, after in pairwise(days) if zone.utcoffset(day) != zone.utcoffset(after)]
    day = draw(st.sampled_from(changes or days))
    minutes = dt.timedelta(minutes=draw(st.integers(-24 * 60, 48 * 60)))
    return (day + minutes).isoformat()[:16], zone


@scale_examples(10)
@given(near_clock_changes(), IN_ZONES)
@example(("1883-11-18T12:07", HOME), HOME)  # its first two seconds come twice
def test_a_plain_date_is_read_like_one_with_more_to_it(
    dated: tuple[str, ZoneInfo], reader: ZoneInfo
) -> None:
    """A day or a minute alone goes a short way, which must lead where the long one does."""
    minute, zone = dated
    for text, strict in ((minute[:10], minute[:10]), (minute, f"{minute}:00")):
        plain, qualified = parse_date(text, zone), parse_date(f"{text}?", zone)
        assert plain == qualified._replace(
            text=text,
            edtf=strict,
            earliest_margin=plain.earliest,
            latest_margin=plain.latest,
            uncertain=False,
        )
        for other in (zone, reader):
            shown = format_date(f"{text}?", zone, other)
            assert format_date(text, zone, other) == shown._replace(clock=shown.clock[:-1])


@given(near_clock_changes(), st.integers(0, 3_600))
def test_iso_has_the_offset_of_the_zone(dated: tuple[str, ZoneInfo], later: int) -> None:
    text, zone = dated
    earliest = parse_date(text, zone).earliest
    assert earliest is not None
    moment = dt.datetime(1970, 1, 1, tzinfo=dt.UTC) + dt.timedelta(seconds=earliest + later)
    offset = moment.astimezone(zone).utcoffset()
    assert offset is not None
    written = dt.datetime.fromisoformat(format_iso(earliest + later, zone)).utcoffset()
    assert written == (offset if offset.seconds % 60 == 0 else dt.timedelta())


@given(intervals(), IN_ZONES)
def test_an_interval_has_the_bounds_of_its_ends(text: str, zone: ZoneInfo) -> None:
    date = parsed(text, zone)
    first, last = (
        parse_date(end, zone) if end not in {"", ".."} else None for end in text.split("/")
    )
    earliest = first.earliest if first else None
    latest = last.latest if last else None
    if date is None:
        assert earliest is not None
        assert latest is not None
        assert latest <= earliest
    else:
        assert (date.earliest, date.latest) == (earliest, latest)


@given(st.integers(-62_135_596_800 + 86_400, 253_402_300_799 - 86_400), IN_ZONES)
def test_iso_is_read_back(seconds: int, zone: ZoneInfo) -> None:
    moment = dt.datetime.fromisoformat(format_iso(seconds, zone))
    assert (moment - dt.datetime(1970, 1, 1, tzinfo=dt.UTC)) == dt.timedelta(seconds=seconds)


@given(st.builds("{}{}".format, forms(), QUALIFIERS) | intervals(), IN_ZONES, IN_ZONES)
def test_every_date_is_printed_in_every_zone(text: str, home: ZoneInfo, zone: ZoneInfo) -> None:
    if parsed(text, home) is not None:
        printed = format_date(text, home, zone)
        assert printed.zone


@pytest.mark.parametrize(
    ("text", "home", "zone"),
    [
        pytest.param("0001-01-01T00:00", "UTC", "America/Los_Angeles", id="in the west"),
        pytest.param("0001-01-01T00:00", "Asia/Tokyo", "UTC", id="from the east"),
    ],
)
def test_what_is_before_year_1_elsewhere_is_printed(text: str, home: str, zone: str) -> None:
    """Year 0 is what `iso` writes there as well."""
    assert format_date(text, ZoneInfo(home), ZoneInfo(zone)).day == "0000-12-31"


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        pytest.param("0001-01-01T00:00+14:00", "UTC", id="year 0"),
        pytest.param("0001-01-01T00+14:00~", "America/Los_Angeles", id="year 0, about"),
        pytest.param("0001-01-01T00:00+14:00/..", "UTC", id="a start in year 0"),
        pytest.param("../9998-12-31T23:59:59-12:00", "UTC", id="an end in year 9999"),
        pytest.param("9998-12-31T23:59-00:01", "UTC", id="year 9999"),
    ],
)
def test_an_offset_leads_to_no_year_that_is_not_read(text: str, zone: str) -> None:
    with pytest.raises(edtf.DateError, match=r"is outside of 0001\.\.9998 by the clocks of"):
        parse_date(text, ZoneInfo(zone))


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        pytest.param("0001-01-01T00:00+14:00", "Etc/GMT-14", id="as the zone has it"),
        pytest.param("9998-12-31T23:59-12:00", "Etc/GMT+12", id="the last minute"),
        pytest.param("9998-12-31T23:59Z", "America/Los_Angeles", id="earlier there"),
        pytest.param("0001-01-01T00:00Z", "Asia/Tokyo", id="later there"),
    ],
)
def test_an_offset_to_the_first_or_last_moments_is_read(text: str, zone: str) -> None:
    moment = dt.datetime.fromisoformat(text).timestamp()
    assert parse_date(text, ZoneInfo(zone)).earliest == moment


@given(st.text(alphabet="0123456789-:TZX~?%/.+SYE[]{} u\n", max_size=24))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    offset = 0
    try:
        parse_date(text, HOME)
    except edtf.DateError as error:
        offset = error.offset
    assert 0 <= offset <= len(text)


# The package `edtf` as an oracle, for what it gets right. Observed of edtf 5.0.2, so left out: a
# winter ends on 31 December, an unknown end is ten years after the start, a time loses its clock,
# 29 February of a common year passes, so does a backward interval; 000X has year 0 and raises.


@st.composite
def closed_dates(draw: st.DrawFn) -> str:
    """Write a year, a month or a day, with a qualifier or an X, or an interval of two of them."""
    day = st.dates(dt.date(10, 1, 1), dt.date(9899, 12, 31)).map(dt.date.isoformat)
    one = st.tuples(day, st.sampled_from([4, 7, 10])).map(lambda pair: pair[0][: pair[1]])
    first, last = sorted([draw(one), draw(one)])
    masked = [f"{first[:3]}X", f"{first[:4]}-XX", f"{first[:4]}-XX-XX", f"{first[:4]}-11-XX"]
    qualified = first + draw(QUALIFIERS)
    return draw(st.sampled_from([qualified, f"{first}/{last}", *masked]))


@scale_examples(0.6)  # the oracle takes milliseconds
@given(closed_dates())
def test_days_are_those_of_the_edtf_package(text: str) -> None:
    theirs = oracle.parse_edtf(text)
    lower, upper = (
        dt.date(moment.tm_year, moment.tm_mon, moment.tm_mday)
        for moment in (theirs.lower_strict(), theirs.upper_strict())
    )
    date = parsed(text, dt.UTC)
    if date is None:  # `2023-11-01/2023`, sorted as text, goes forward; this one does not
        assert upper < lower
        return
    day_seconds = 86_400
    epoch = dt.date(1970, 1, 1)
    assert (lower - epoch).days * day_seconds == date.earliest
    assert ((upper - epoch).days + 1) * day_seconds == date.latest


@pytest.mark.parametrize("month", range(1, 13))
def test_months_are_as_long_as_the_calendar_says(month: int) -> None:
    for year in (1, 4, 1900, 2000, 2023, 2024):
        date = parse_date(f"{year:04}-{month:02}", dt.UTC)
        assert date.earliest is not None
        assert date.latest is not None
        assert (date.latest - date.earliest) // 86_400 == calendar.monthrange(year, month)[1]
