"""The time column of a list: what it says of each kind of date, in any zone."""

from zoneinfo import ZoneInfo

import pytest

from oai_timeline.dates.bounds import parse_date
from oai_timeline.dates.display import format_date, format_iso
from oai_timeline.model.listed import ListedEvent
from oai_timeline.views.dates import date_printer
from oai_timeline.views.layout import Layout
from oai_timeline.views.theme import STYLES
from oai_timeline.views.time_column import (
    format_dated_time,
    format_long_date,
    format_time_column,
)

HOME = ZoneInfo("America/Los_Angeles")


def _layout(zone: str | None) -> Layout:
    if not zone:
        return Layout(80, HOME.key)
    printer = date_printer(HOME.key, zone)
    return Layout(80, zone, print_date=lambda event: printer(event.date))


def make_event(text: str, zone: ZoneInfo = HOME) -> ListedEvent:
    """Return an event of a date in a zone."""
    date = parse_date(text, zone)
    earliest, latest = (
        None if bound is None else format_iso(bound, zone) for bound in (date.earliest, date.latest)
    )
    printed = format_date(text, zone, zone)
    bounds = (earliest, latest)
    return ListedEvent(
        "e", text, None, date.precision, *bounds, is_close=False, printed=printed, title="T",
        certainty=None, actors=[], about=[], short_names=[], order_known=True,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("date", "shown"),
    [
        ("2023-11-17T12:19", "12:19"),
        ("2023-11-17T12:19:30~", "12:19:30~"),
        ("2023-11-17T12", "12:00–13:00"),
        ("2023-11-17T23~", "23:00–24:00~"),
        ("2023-11-17T12:00/2023-11-17T12:19", "12:00–12:19"),
        ("2023-11-17T12:00~/2023-11-17T12:19?", "12:00~–12:19?"),
        ("2023-11-17T12:00:30/2023-11-17T12:00:50", "12:00:30–12:00:50"),
        ("2023-11-17T12:00/2023-11-17T14", "12:00–15:00"),
        ("2023-11-17T12:28/2023-11-17T23:59", "12:28–24:00"),
        ("2023-11-17T12/2023-11-17T23", "12:00–24:00"),
        ("2023-11-17T22:00/2023-11-18T03:00", "22:00–03:00"),
        ("2023-11-17/2023-11-17T12:00", "00:00–12:00"),
        ("2023-11-17T12:00/2023-11-19T03:00", "Fri–Sun"),
        ("2023-11-17T12:00/..", "12:00–…"),
        ("2023-11-17T12:00/", "12:00–?"),
        ("../2023-11-17T12:00", "…–2023-11-17 12:00"),
        ("2023-11-17", ""),
        ("2023-11-17?", "Fri?"),
        ("2023-11-17/2023-11-19", "Fri–Sun"),
        ("2023-11-17~/2023-11-19?", "Fri~–Sun?"),
        ("2023-11-17/2023-11-27", "17–27 Nov"),
        ("2023-11-17/2023-12-01?", "17 Nov–1 Dec?"),
        ("2023-12-30/2024-01-02", "Sat–Tue"),
        ("2023-12-30/2024-03-02", "–2024-03-02"),
        ("2023-11-17/2023-12", "–2023-12"),
        ("2023-11-17T12:00/2023-12", "12:00–2023-12"),
        ("2023-11-17/..", "–…"),
        ("2023-11", ""),
        ("2023-11~", "~"),
        ("2023-11/2024-01", "–2024-01"),
        ("2023-21", "–2023-05"),
        ("2023-24~", "–2024-02~"),
        ("2023-11-XX", ""),
        ("199X", ""),
        ("1825/1860", "–1860"),
        ("1850-06-01", ""),
        ("1850-06-01T12:00/1850-06-01T13:00", "12:00–13:00"),
    ],
)
def test_the_time_column_says_what_the_heading_does_not(date: str, shown: str) -> None:
    assert format_time_column(make_event(date), _layout(None)).text == shown


@pytest.mark.parametrize(
    ("date", "style"),
    [
        ("2023-11-17T12:19", "bold"),
        ("2023-11-17T12:19:30~", "bold"),
        ("2023-11-17T12", "dim"),
        ("2023-11-17T12:00/2023-11-17T12:19", "dim"),
        ("2023-11-17/2023-11-19", "dim"),
    ],
)
def test_exact_times_are_bold_and_bounds_dim(date: str, style: str) -> None:
    assert STYLES[format_time_column(make_event(date), _layout(None)).style] == style


@pytest.mark.parametrize(
    ("date", "shown"),
    [
        ("2023-11-17", ""),
        ("2023-11-17~", "Fri~"),
        ("2023-11-17/2023-11-19", "Fri–Sun"),
        ("2023-11-17T12:19", "Sat 05:19"),
        ("2023-11-17T12", "Sat 05:00–06:00"),
        ("2023-11-17T02:00/2023-11-17T10:00", "19:00–03:00"),
        ("2023-11-17T12:00/..", "Sat 05:00–…"),
        ("1850-06-01", ""),
    ],
)
def test_times_alone_shift_to_another_zone(date: str, shown: str) -> None:
    assert format_time_column(make_event(date), _layout("Asia/Tokyo")).text == shown


@pytest.mark.parametrize("zone", [None, "Asia/Tokyo"])
@pytest.mark.parametrize(
    ("date", "shown"),
    [
        ("2023-11-17", "17 Nov 2023"),
        ("2023-11-17?", "17 Nov 2023?"),
        ("2023-11-17/2023-11-19", "17–19 Nov 2023"),
        ("2023-11-17~/2023-12-01", "17 Nov~–1 Dec 2023"),
        ("2023-12-30/2024-01-02?", "30 Dec 2023–2 Jan 2024?"),
        ("2023-11", "2023-11"),
        ("2023-11-XX", "2023-11-XX"),
        ("2023-09/2023-11", "2023-09–2023-11"),
        ("2023-21", "2023-03–2023-05"),
        ("2022/2023", "2022–2023"),
    ],
)
def test_below_all_days_the_column_has_the_whole_date(
    date: str, shown: str, zone: str | None
) -> None:
    assert format_long_date(make_event(date), _layout(zone)).text == shown


@pytest.mark.parametrize(
    ("date", "shown"),
    [
        ("2023-11-17", "2023-11-17"),
        ("2023-11-17~", "2023-11-17~"),
        ("2023-11-17T12:19", "2023-11-17 12:19"),
        ("2023-11-17T12:19:30~", "2023-11-17 12:19:30~"),
        ("2023-11-17T12", "2023-11-17 12:00–13:00"),
        ("2023-11-17T12:00~/2023-11-17T12:19?", "2023-11-17 12:00~–12:19?"),
        ("2023-11-17T22:00/2023-11-18T03:00", "2023-11-17 22:00–03:00"),
        ("2023-11-17T12:28/2023-11-17T23:59", "2023-11-17 12:28–24:00"),
        ("2023-11-17T12:00/2023-11-19T03:00?", "2023-11-17–2023-11-19?"),
        ("2023-11-17T12:00/2023-12", "2023-11-17 12:00–2023-12"),
        ("2023-11-17T12:00/..", "2023-11-17 12:00–…"),
        ("../2023-11-17T12:00", "…–2023-11-17 12:00"),
        ("2023-11-17/2023-11-19", "2023-11-17–2023-11-19"),
        ("2023-11", "2023-11"),
        ("2023-21", "2023-03–2023-05"),
        ("199X", "199X"),
        ("0850-06-01T12", "0850-06-01 12:00–13:00"),
    ],
)
def test_without_a_heading_the_column_has_the_day(date: str, shown: str) -> None:
    assert format_dated_time(make_event(date), _layout(None)).text == shown


def test_without_a_heading_times_alone_shift_to_another_zone() -> None:
    layout = _layout("Asia/Tokyo")
    dates = ("2023-11-17", "2023-11-17T12", "2023-11-17T02:00/2023-11-17T10:00")
    assert [format_dated_time(make_event(date), layout).text for date in dates] == [
        "2023-11-17",
        "2023-11-18 05:00–06:00",
        "2023-11-17 19:00–03:00",
    ]


def test_the_first_day_that_a_file_can_name_is_printed_where_utc_is_a_year_behind() -> None:
    """Tokyo's clocks went by local mean time, which moments are not given in but in UTC."""
    tokyo = ZoneInfo("Asia/Tokyo")
    event = make_event("0001-01-01T00:00/0001-01-01T02:00", tokyo)
    assert event.earliest == "0000-12-31T14:41:01+00:00"
    assert format_time_column(event, Layout(80, tokyo.key)).text == "00:00–02:00"
