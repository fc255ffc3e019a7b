"""Dates and zones that Hypothesis draws."""

import datetime as dt
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from hypothesis import strategies as st

from oai_timeline.dates import edtf
from oai_timeline.dates.bounds import parse_date

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
BACKWARD = "the interval ends before it begins"
QUALIFIERS = st.sampled_from(["", "", "~", "?", "%"])
OFFSETS = st.sampled_from(["", "", "Z", "-08", "+05:30", "+14:00", "-12:00"])
IN_ZONES = st.sampled_from(ZONES)
ALL_ZONES = sorted(available_timezones())


@st.composite
def forms(draw: st.DrawFn, *, in_interval: bool = False) -> str:
    """Write a date that is no interval, without a qualifier."""
    day = draw(st.dates()).isoformat()
    if draw(st.booleans()):
        day = f"{draw(st.sampled_from(['-9999', '-0044', '-0004', '0000']))}{day[4:]}"
        day = day.replace("-02-29", "-02-28")
    clock = (
        f"{draw(st.integers(0, 23)):02}:{draw(st.integers(0, 59)):02}:{draw(st.integers(0, 59)):02}"
    )
    offset = draw(OFFSETS)
    year, month = day[:-6], day[:-3]
    choices = [year, month, day, *(f"{day}T{clock[:end]}{offset}" for end in (2, 5, 8))]
    if not in_interval:
        season = draw(st.integers(21, 24))
        choices += [f"{year}-{season}", f"{year}-XX", f"{month}-XX", f"{year}-XX-XX"]
        if not day.startswith("-"):
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
