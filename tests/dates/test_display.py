"""Dates and moments as text."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oai_timeline.dates.bounds import parse_date
from oai_timeline.dates.display import format_date, format_iso
from oai_timeline.model.printed import Printed
from tests.dates.drawn import (
    HOME,
    IN_ZONES,
    QUALIFIERS,
    forms,
    intervals,
    near_clock_changes,
    parsed,
)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("2023", Printed("2023", "", "PST")),
        ("2023-11~", Printed("2023-11", "~", "PDT")),  # approximate month
        ("2023-11-17?", Printed("2023-11-17", "?", "PST")),  # uncertain day
        ("199X", Printed("199X", "", "PST")),
        ("2023-11-XX%", Printed("2023-11-XX", "%", "PDT")),  # some day
        ("2023-22", Printed("2023-06", "–2023-08", "PDT")),
        ("2023-24~", Printed("2023-12", "–2024-02~", "PST")),  # approximate winter
        ("2023-11-17T12", Printed("2023-11-17", "12h", "PST")),
        ("2023-11-17T12:19", Printed("2023-11-17", "12:19", "PST")),
        ("2023-07-01T12:19:30%", Printed("2023-07-01", "12:19:30%", "PDT")),  # qualified second
        ("2023-11-17T12:19Z", Printed("2023-11-17", "04:19", "PST")),
        ("2023-03-12T02:30", Printed("2023-03-12", "02:30", "PST")),  # skipped, as written
        ("2023-11-05T01:30", Printed("2023-11-05", "01:30", "PDT")),
        ("2023-11-05T01:30-08", Printed("2023-11-05", "01:30", "PST")),  # repeated, settled
        ("2023-11-16/2023-11-30", Printed("2023-11-16", "–2023-11-30", "PST")),
        ("2023-11-16~/2023-11-30?", Printed("2023-11-16", "~–2023-11-30?", "PST")),
        ("2023-11-17T12:00/2023-11-17T15:30~", Printed("2023-11-17", "12:00–15:30~", "PST")),
        ("2023-11-17T22/2023-11-18T02", Printed("2023-11-17", "22h–2023-11-18 02h", "PST")),
        ("2023-11-17T22:00/2023-11-18", Printed("2023-11-17", "22:00–2023-11-18", "PST")),
        ("2023-07-01/2023-12-01T12:00", Printed("2023-07-01", "–2023-12-01 12:00", "PST")),
        ("2023-07-01T12:00/2023-12-01", Printed("2023-07-01", "12:00–2023-12-01", "PDT")),
        ("2023-11-04T22:00/2023-11-05T03:00",  # the clocks change between them
         Printed("2023-11-04", "22:00–2023-11-05 03:00", "PDT–PST")),
        ("2023/..", Printed("2023", "–…", "PST")),
        ("../2023-11-17", Printed("", "…–2023-11-17", "PST")),
        ("2023-11-17T12:00/", Printed("2023-11-17", "12:00–?", "PST")),
        ("/2023-11-17T12:00", Printed("", "?–2023-11-17 12:00", "PST")),
    ],
)  # fmt: skip
def test_a_date_is_shown_in_the_zone_of_the_timeline(text: str, printed: Printed) -> None:
    assert format_date(text, HOME, HOME) == printed


@pytest.mark.parametrize(
    ("zone", "text", "printed"),
    [
        ("Europe/Berlin", "2023-11-17", Printed("2023-11-17", "", "PST")),  # day never shifts
        ("Europe/Berlin", "2023-11~", Printed("2023-11", "~", "PDT")),  # month never shifts
        ("Asia/Tokyo", "2023-11-16/2023-11-30", Printed("2023-11-16", "–2023-11-30", "PST")),
        ("Europe/Berlin", "2023-11-17T12:19", Printed("2023-11-17", "21:19", "CET")),
        ("Asia/Tokyo", "2023-11-17T12:19~", Printed("2023-11-18", "05:19~", "JST")),  # the next day
        ("UTC", "2023-11-17T12", Printed("2023-11-17", "20h", "UTC")),
        ("America/New_York", "2023-11-17T12:19:30-05", Printed("2023-11-17", "12:19:30", "EST")),
        ("America/New_York", "2023-11-17T20:00/2023-11-17T22:00",
         Printed("2023-11-17", "23:00–2023-11-18 01:00", "EST")),
        ("America/New_York", "2023-11-17T22:00/2023-11-18T02:00",
         Printed("2023-11-18", "01:00–05:00", "EST")),
        ("UTC", "2023-07-01/2023-12-01T12:00",
         Printed("2023-07-01", "–2023-12-01 20:00", "UTC")),
        ("UTC", "2023-03-12T02:30", Printed("2023-03-12", "10:30", "UTC")),
        ("UTC", "2023-11-05T01:30", Printed("2023-11-05", "08:30", "UTC")),  # repeated, the first
        ("America/New_York", "../2023-11-17T22:00", Printed("", "…–2023-11-18 01:00", "EST")),
    ],
)  # fmt: skip
def test_a_date_is_shown_in_another_zone(zone: str, text: str, printed: Printed) -> None:
    assert format_date(text, HOME, ZoneInfo(zone)) == printed


@pytest.mark.parametrize(
    ("zone", "seconds", "iso"),
    [
        ("UTC", 0, "1970-01-01T00:00:00+00:00"),
        ("America/Los_Angeles", 1_700_252_340, "2023-11-17T12:19:00-08:00"),
        ("Asia/Kolkata", 1_700_252_340, "2023-11-18T01:49:00+05:30"),
        ("America/St_Johns", 1_700_252_340, "2023-11-17T16:49:00-03:30"),  # half an hour, west
        ("America/Los_Angeles", -2_717_640_001, "1883-11-18T19:59:59+00:00"),
        ("America/Los_Angeles", -2_717_640_000, "1883-11-18T12:00:00-08:00"),
        ("UTC", -62_135_596_800, "0001-01-01T00:00:00+00:00"),
        ("UTC", -62_135_596_801, "0000-12-31T23:59:59+00:00"),  # the second before year 1
        ("UTC", 253_370_764_799, "9998-12-31T23:59:59+00:00"),  # the end of 9998
        ("Pacific/Kiritimati", 253_370_764_800, "9999-01-01T14:00:00+14:00"),  # 9999 in the east
    ],
)  # fmt: skip
def test_a_moment_is_written_as_iso_8601(zone: str, seconds: int, iso: str) -> None:
    assert format_iso(seconds, ZoneInfo(zone)) == iso


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


@given(st.integers(-62_135_596_800 + 86_400, 253_402_300_799 - 86_400), IN_ZONES)
def test_iso_is_read_back(seconds: int, zone: ZoneInfo) -> None:
    moment = dt.datetime.fromisoformat(format_iso(seconds, zone))
    assert (moment - dt.datetime(1970, 1, 1, tzinfo=dt.UTC)) == dt.timedelta(seconds=seconds)


@given(st.builds("{}{}".format, forms(), QUALIFIERS) | intervals(), IN_ZONES, IN_ZONES)
def test_every_date_can_be_shown_in_every_zone(text: str, home: ZoneInfo, zone: ZoneInfo) -> None:
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
def test_a_time_before_year_1_in_another_zone_is_shown(text: str, home: str, zone: str) -> None:
    """Year 0 is what `iso` writes there as well."""
    assert format_date(text, ZoneInfo(home), ZoneInfo(zone)).day == "0000-12-31"
