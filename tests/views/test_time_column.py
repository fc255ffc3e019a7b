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
        ("2023-11-17T12:19:30~", "about 12:19:30"),
        ("2023-11-17T12", "12:00–13:00"),
        ("2023-11-17T23~", "about 23:00–24:00"),
        ("2023-11-17T12:00/2023-11-17T12:19", "12:00–12:19"),
        ("2023-11-17T12:00~/2023-11-17T12:19?", "about 12:00–perhaps 12:19"),
        ("2023-11-17T12:00:30/2023-11-17T12:00:50", "12:00:30–12:00:50"),
        ("2023-11-17T12:00/2023-11-17T14", "12:00–15:00"),
        ("2023-11-17T12:28/2023-11-17T23:59", "12:28–24:00"),
        ("2023-11-17T12/2023-11-17T23", "12:00–24:00"),
        ("2023-11-17T22:00/2023-11-18T03:00", "22:00–03:00"),
        ("2023-11-17/2023-11-17T12:00", "00:00–12:00"),
        ("2023-11-17T12:00/2023-11-19T03:00", "Fri–Sun"),
        ("2023-11-17T12:00/..", "from 12:00 on"),
        ("2023-11-17T12:00/", "from 12:00 on"),
        ("../2023-11-17T12:00", "2023-11-17 12:00 or earlier"),
        ("2023-11-17", ""),
        ("2023-11-17?", "perhaps Fri"),
        ("2023-11-17/2023-11-19", "Fri–Sun"),
        ("2023-11-17~/2023-11-19?", "about Fri–perhaps Sun"),
        ("2023-11-17/2023-11-27", "17–27 Nov"),
        ("2023-11-17/2023-12-01?", "17 Nov–perhaps 1 Dec"),
        ("2023-12-30/2024-01-02", "Sat–Tue"),
        ("2023-12-30/2024-03-02", "30 Dec–2 Mar 2024"),
        ("2023-11-17/2023-12", "17 Nov–Dec"),
        ("2023-09/2023-11-06", "Sep–6 Nov"),
        ("2023-09~/2023-10?", "about Sep–perhaps Oct"),
        ("2023-11-17T12:00/2023-12", "12:00–2023-12"),
        ("2023-11-17/..", "from Fri on"),
        ("2023-11", ""),
        ("2023-11~", "about then"),
        ("193X?", "perhaps then"),
        ("2023%", "perhaps about then"),
        ("2023-11-17T12:00~/2023-11-17T12:19~", "about 12:00–12:19"),
        ("2023-11-17?/2023-11-19?", "perhaps Fri–Sun"),
        ("1867~/1899~", "about 1867–1899"),
        ("1867~/1899?", "about 1867–perhaps 1899"),
        ("1867/1899~", "1867–about 1899"),
        ("2023-11/2024-01", "2023-11–2024-01"),
        ("2023-21", "spring 2023"),
        ("2023-24~", "about winter 2023–24"),
        ("2023-11-XX", ""),
        ("199X", ""),
        ("1825/1860", "1825–1860"),
        ("-0752~", "about then"),
        ("-0389/-0386", "390–387 BCE"),
        ("-0389~/-0386~", "about 390–387 BCE"),
        ("0476/0480", "476–480 CE"),
        ("0998/1002", "998 CE–1002"),
        ("-0389-03/-0386", "March 390 BCE–387 BCE"),
        ("-0001/0014", "2 BCE–14 CE"),
        ("-0042-21", "spring 43 BCE"),
        ("-0043-03-15T12:00/-0043-03-20T10", "Fri–Wed"),
        ("-0043-03-15T22:00/-0043-03-16T03:00", "22:00–03:00"),
        ("-0043-12-30/-0042-03-02", "30 Dec–2 Mar 43 BCE"),
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
        ("2023-11-17~", "about Fri"),
        ("2023-11-17/2023-11-19", "Fri–Sun"),
        ("2023-11-17T12:19", "Sat 05:19"),
        ("2023-11-17T12", "Sat 05:00–06:00"),
        ("2023-11-17T02:00/2023-11-17T10:00", "19:00–03:00"),
        ("2023-11-17T12:00/..", "from Sat 05:00 on"),
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
        ("2023-11-17?", "perhaps 17 Nov 2023"),
        ("2023-11-17/2023-11-19", "17–19 Nov 2023"),
        ("2023-11-17~/2023-12-01", "about 17 Nov–1 Dec 2023"),
        ("2023-11-17~/2023-12-01~", "about 17 Nov–1 Dec 2023"),
        ("2023-12-30/2024-01-02?", "30 Dec 2023–perhaps 2 Jan 2024"),
        ("2023-11", "2023-11"),
        ("2023-11-XX", "a day in 2023-11"),
        ("2023-09/2023-11", "between 2023-09 and 2023-11"),
        ("2023-21", "spring 2023"),
        ("2022/2023", "between 2022 and 2023"),
        ("-0048-01-10/-0048-01-12", "10–12 Jan 49 BCE"),
        ("-0043-12-30/-0042-01-02~", "30 Dec 44 BCE–about 2 Jan 43 BCE"),
        ("0000-12-31/0001-01-01", "31 Dec 1 BCE–1 Jan 1 CE"),
        ("../-0753", "before 753 BCE"),
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
        ("2023-11-17~", "about 2023-11-17"),
        ("2023-11-17T12:19", "2023-11-17 12:19"),
        ("2023-11-17T12:19:30~", "2023-11-17 about 12:19:30"),
        ("2023-11-17T12", "2023-11-17 12:00–13:00"),
        ("2023-11-17T12:00~/2023-11-17T12:19?", "2023-11-17 about 12:00–perhaps 12:19"),
        ("2023-11-17T22:00/2023-11-18T03:00", "2023-11-17 22:00–03:00"),
        ("2023-11-17T12:28/2023-11-17T23:59", "2023-11-17 12:28–24:00"),
        ("2023-11-17T12:00/2023-11-19T03:00?", "2023-11-17–perhaps 2023-11-19"),
        ("2023-11-17T12:00/2023-12", "2023-11-17 12:00–2023-12"),
        ("2023-11-17T12:00/..", "from 2023-11-17 12:00 on"),
        ("../2023-11-17T12:00", "2023-11-17 12:00 or earlier"),
        ("2023-11-17/2023-11-19", "2023-11-17–2023-11-19"),
        ("2023-11", "2023-11"),
        ("2023-21", "spring 2023"),
        ("199X", "1990s"),
        ("-0043-03-15T11:00", "15 March 44 BCE 11:00"),
        ("-0043-03-15T11:00~/-0043-03-15T12:00", "15 March 44 BCE about 11:00–12:00"),
        ("-0043-03-15T12:00/-0043-03-20T10", "15–20 Mar 44 BCE"),
        ("-0043-03-15/..", "from 15 March 44 BCE on"),
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
