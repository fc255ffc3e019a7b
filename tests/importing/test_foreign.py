"""The formats of other tools: how each value of theirs is read, and what is said about the rest."""

import json
import sys
from typing import Any

import pytest

from oai_timeline.importing import open_table
from oai_timeline.importing.html_text import read_html
from oai_timeline.importing.importer import import_tables
from oai_timeline.model.extras import suggest_install
from tests.importing.reading import read, read_events

HEAD = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"


def calendar(*events: str, head: str = "") -> str:
    """Write a calendar of events, given by their lines besides the title."""
    texts = "".join(f"BEGIN:VEVENT\r\nSUMMARY:T\r\n{event}\r\nEND:VEVENT\r\n" for event in events)
    return f"{HEAD}{head}{texts}END:VCALENDAR\r\n"


@pytest.mark.parametrize(
    ("lines", "when"),
    [
        ("DTSTART;VALUE=DATE:20260420", "2026-04-20"),
        ("DTSTART;VALUE=DATE:20260420\r\nDTEND;VALUE=DATE:20260420", "2026-04-20"),
        ("DTSTART;VALUE=DATE:20260420\r\nDTEND;VALUE=DATE:20260421", "2026-04-20"),
        ("DTSTART;VALUE=DATE:20260420\r\nDTEND;VALUE=DATE:20260422", "2026-04-20/2026-04-21"),
        ("DTSTART;VALUE=DATE:20260420\r\nDURATION:P2D", "2026-04-20/2026-04-21"),
        ("DTSTART:20260420T120000", "2026-04-20T12:00"),
        ("DTSTART:20260420T120001Z", "2026-04-20T12:00:01Z"),
        ("DTSTART:20260420T120000Z\r\nDTEND:20260420T120000Z", "2026-04-20T12:00Z"),
        ("DTSTART:20260420T120000Z\r\nDURATION:PT90M", "2026-04-20T12:00Z/2026-04-20T13:30Z"),
        (
            "DTSTART;TZID=Europe/Paris:20260420T120000\r\nDTEND;TZID=Asia/Tokyo:20260421T080000",
            "2026-04-20T12:00+02:00/2026-04-21T08:00+09:00",
        ),
        ("DTSTART;TZID=Romance Standard Time:20260420T120000", "2026-04-20T12:00+02:00"),
    ],
)
def test_the_times_of_a_calendar(lines: str, when: str) -> None:
    (event,) = read_events(calendar(lines))
    assert event["when"] == when


def test_the_time_zone_of_a_calendar_is_that_of_its_timeline() -> None:
    made, mistakes = read(
        calendar(
            "DTSTART;TZID=Europe/Paris:20260420T120000",
            "DTSTART;TZID=Europe/Paris:20261025T023000",
            "DTSTART:20260420T130000",
            head="X-WR-CALNAME:Mine\r\nX-WR-TIMEZONE:Europe/Paris\r\n",
        )
    )
    assert mistakes == []
    assert made.timeline["timeline"]["title"] == "Mine"
    assert made.timeline["timeline"]["zone"] == "Europe/Paris"
    assert [event["when"] for event in made.timeline["events"]] == [
        "2026-04-20T12:00",
        "2026-10-25T02:30+02:00",  # it occurs twice
        "2026-04-20T13:00",
    ]


@pytest.mark.parametrize(
    ("lines", "mistake"),
    [
        ("DTSTART:2020", "5:1: error[syntax]: DTSTART is not iCalendar: "),
        ("DTSTART;TZID=../../etc/passwd:20260420T120000",
         '5:1: error[unknown-zone]: unknown time zone "../../etc/passwd"'),
        ("DTSTART;TZID=Mars/Base:20260420T120000",
         '5:1: error[unknown-zone]: unknown time zone "Mars/Base"'),
        ("DTSTART:20260420T120000\r\nDTEND:20260419T120000Z",
         '6:1: error[bad-date]: can\'t read "2026-04-20T12:00/2026-04-19T12:00Z" as a date'),
        ("DTSTART;VALUE=DATE:20260420\r\nDTEND:20260421T120000",
         "5:1: error[bad-date]: DTSTART and DTEND don't fit together"),
        ("LOCATION:x", "3:1: error[missing-key]: this event has no date"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_calendar_is_found_at_its_line(lines: str, mistake: str) -> None:
    found = read(calendar(lines, "DTSTART:20200101T000000Z"))[1]
    assert found
    assert any(one.startswith(mistake) for one in found), found


@pytest.mark.parametrize(
    "text",
    ["BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VCALENDAR\r\n", f"{HEAD}END:X\r\n", f"{HEAD}x\r\n"],
)
def test_what_is_no_calendar_is_reported(text: str) -> None:
    assert read(text)[1]


def test_a_calendar_needs_a_library_of_an_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "icalendar", None)
    assert read(calendar("DTSTART:20200101T000000Z"))[1] == [
        "1:1: error[missing-extra]: reading a calendar needs icalendar: " + suggest_install("ics")
    ]


@pytest.mark.parametrize(
    ("zones", "zone", "when"),
    [
        (["Europe/Paris"], "Europe/Paris", "2026-04-20T12:00"),
        (["Europe/Paris", "Asia/Tokyo"], "UTC", "2026-04-20T12:00+02:00"),
        (["Romance Standard Time"], "UTC", "2026-04-20T12:00+02:00"),
    ],
)
def test_a_calendar_that_describes_one_zone_is_of_that_zone(
    zones: list[str], zone: str, when: str
) -> None:
    """As khal writes it."""
    rules = (
        "BEGIN:STANDARD\r\nDTSTART:20251026T020000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0200\r\n"
    )
    head = "".join(
        f"BEGIN:VTIMEZONE\r\nTZID:{name}\r\n{rules}END:STANDARD\r\nEND:VTIMEZONE\r\n"
        for name in zones
    )
    text = calendar(f"DTSTART;TZID={zones[0]}:20260420T120000\r\nCATEGORIES:a,b,a", head=head)
    made, mistakes = read(text)
    assert (mistakes, made.timeline["timeline"]["zone"]) == ([], zone)
    (event,) = made.timeline["events"]
    assert (event["when"], event["tags"]) == (when, ["a", "b"])


def test_recurring_and_cancelled_events_are_left_out_by_name() -> None:
    recurring = [f"DTSTART:20200101T000000Z\r\nRRULE:FREQ=DAILY\r\nX-N:{n}" for n in range(12)]
    made, mistakes = read(
        calendar("DTSTART:20200101T000000Z\r\nSTATUS:CANCELLED", "DTSTART:20200102", *recurring)
    )
    assert (mistakes, len(made.timeline["events"])) == ([], 1)
    names = ", ".join(['"T"'] * 10)
    assert made.notes[:2] == [
        f"events left out, as they recur: {names} and 2 more",
        'events left out, as cancelled: "T"',
    ]


STARTS, ENDS = "Year,Month,Day,Time", "End Year,End Month,End Day,End Time"
SHEET = f"{STARTS},{ENDS},Display Date,Headline,Text,Media,Type\n"


@pytest.mark.parametrize(
    ("row", "event"),
    [
        ("1815,12,10,,1852,11,27,,,T,,,", {"when": "1815-12-10/1852-11-27"}),
        ("1943,7,,,,,,,Summer 1943,T,,,", {"when": "1943-07", "words": "Summer 1943"}),
        ("1969,,,,,,,,1969~,T,,,", {"when": "1969~"}),
        ("1969,,,,,,,,1969,T,,,", {"when": "1969"}),
        ("1969,7,20,20:17:40,,,,,,T,,,", {"when": "1969-07-20T20:17:40"}),
        (
            "1969,,,,,,,,,<b>T</b>,<p>a &lt; b</p><p>c</p>,,",
            {"when": "1969", "summary": "a < b\nc"},
        ),
    ],
)
def test_a_row_of_a_sheet_of_timelinejs(row: str, event: dict[str, Any]) -> None:
    (found,) = read_events(SHEET + row + "\n")
    assert found == {"id": "t", "title": "T", **event}


def test_the_title_of_a_sheet_is_that_of_the_timeline() -> None:
    made, mistakes = read(
        f"{SHEET}1900,,,,,,,,,Mine,,,title\n1950,,,,1960,,,,,E,,,era\n1969,,,,,,,,,T,,,\n"
    )
    assert (mistakes, made.timeline["timeline"]["title"]) == ([], "Mine")
    assert [event["title"] for event in made.timeline["events"]] == ["T"]
    assert made.notes == ['left out, with the number of values: "Type title" 1, "Type era" 1']


@pytest.mark.parametrize(
    ("date", "when"),
    [
        ({"year": 44}, "0044"),
        ({"year": "2020", "month": "2", "day": ""}, "2020-02"),
        ({"year": 2020, "month": 2, "day": 3, "hour": 4}, "2020-02-03T04:00"),
        ({"year": 2020, "month": 2, "day": 3, "hour": 4, "minute": 5, "second": 6},
         "2020-02-03T04:05:06"),
    ],
)  # fmt: skip
def test_a_date_of_timelinejs(date: dict[str, Any], when: str) -> None:
    slide = {"start_date": date, "text": {"headline": "T"}}
    for document in ({"events": [slide]}, [slide]):
        (event,) = read_events(json.dumps(document))
        assert event["when"] == when


def test_a_negative_year_is_counted_as_people_do() -> None:
    """-2000 is 2000 BCE, which EDTF writes -1999."""
    for text in (
        "Year,Event\n-2000,T\n",
        "Year,Headline\n-2000,T\n",
        "year,title\n\N{MINUS SIGN}2000,T\n",
        json.dumps({"events": [{"start_date": {"year": -2000}, "text": {"headline": "T"}}]}),
        json.dumps([{"eventYear": -2000, "title": "T"}]),
    ):
        assert [event["when"] for event in read_events(text)] == ["-1999"]
    years = [("year", "-44"), ("year", "-0044"), ("date", "-44"), ("edtf", "-0043")]
    for heading, year in years:
        assert [event["when"] for event in read_events(f"{heading},title\n{year},T\n")] == ["-0043"]


def test_a_negative_year_of_four_digits_among_dates_has_two_readings() -> None:
    assert read("start,end,title\n-2000,,T\n1990,-1000,T\n")[1] == [
        (
            '2:1: error[bad-date]: "-2000" is ambiguous: 2000 BCE (use --column year=start), or '
            "2001 BCE as EDTF counts"
        ),
        (
            '3:6: error[bad-date]: "-1000" is ambiguous: 1000 BCE (use --column '
            "'end year=end'), or 1001 BCE as EDTF counts"
        ),
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "date,time,timezone,MACB,source,sourcetype,type,user,host,short,desc\n"
            "11/17/2023,12:19:00,UTC,M...,LOG,L,W,u,h,T,T\n"
            "00/00/0000,--:--:--,UTC,M...,LOG,L,W,u,h,U,U\n",
            id="log2timeline",
        ),
        pytest.param(
            "datetime,timestamp,timestamp_desc,message\n"
            "2023-11-17T12:19:00.000000+00:00,1700223540000000,Written,T\n"
            "0000-00-00T00:00:00.000000+00:00,0,Not a time,U\n",
            id="plaso",
        ),
        pytest.param("timestamp,timestamp_desc,message\n1700223540000000,W,T\n", id="no datetime"),
    ],
)
def test_rows_of_tools_for_forensics(text: str) -> None:
    """A row may say that it has no date."""
    made, mistakes = read(text)
    assert mistakes == []
    (event,) = made.timeline["events"]
    assert str(event["when"])[:19] == "2023-11-17T12:19:00"
    left_out = "rows without a date, left out (1)"
    assert (left_out in made.notes) == ("00/00/0000" in text or "0000-00-00" in text)


def test_a_mistake_in_a_slide_is_found_at_its_date() -> None:
    slide = {"text": {"headline": "T"}, "start_date": {"year": 2020, "month": 13}}
    (mistake,) = read(json.dumps({"events": [slide]}, indent=1))[1]
    assert mistake.startswith("7:4: error[bad-date]: ")
    assert "2020-13" in mistake


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"datetime": "2020-01-01T00:00:01Z", "timestamp": 1577836801000000},
         "2020-01-01T00:00:01Z"),
        ({"timestamp": 1577836801999999}, "2020-01-01T00:00:01Z"),
        ({"datetime": "2020-01-01T02:00:01+02:00", "timestamp": 1577836801000000},
         "2020-01-01T02:00:01+02:00"),
        ({"datetime": "2020-01-01T00:00:02Z", "timestamp": 1577836801000000}, "one is right?"),
        ({"timestamp": -(10**17)}, "are not a year from 1 to 9999"),
    ],
)  # fmt: skip
def test_a_moment_of_timesketch(row: dict[str, Any], expected: str) -> None:
    made, mistakes = read(json.dumps({"message": "T", "timestamp_desc": "x", **row}) + "\n")
    assert expected in [event.get("when") for event in made.timeline["events"]] or (
        len(mistakes) == 1 and expected in mistakes[0]
    )


def test_a_column_with_html_is_read_as_text_and_our_own_exports_are_not() -> None:
    made, mistakes = read('date,title,text\n2020,<i>A</i>,a < b\n2021,B &amp; C,"<x> &amp;"\n')
    assert mistakes == []
    assert [(event["title"], event["summary"]) for event in made.timeline["events"]] == [
        ("A", "a < b"),
        ("B & C", "<x> &amp;"),
    ]
    assert made.notes == ['"title" read as HTML: tags left out']
    for ours in (
        "date,title,precision\n2020,<i>A</i>,year\n",
        '{"when": {"date": "2020"}, "title": "<i>A</i>"}',
    ):
        assert read_events(ours)[0]["title"] == "<i>A</i>"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("", ""),
        ("a &amp; b", "a & b"),
        ("<p>a</p> <p>b</p>", "a\nb"),
        ("a<br>b<br/>c", "a\nb\nc"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        (
            'see <a href="https://x.example/?a&amp;b">this</a>.',
            "see this (https://x.example/?a&b).",
        ),
        ("<a href='https://x.example'>https://x.example</a>", "https://x.example"),
        ("<a name=x>y</a>", "y"),
        ("<ul><li>a</li><li><i>b</i></li></ul>", "a\nb"),
    ],
)
def test_html_is_read_as_text(html: str, text: str) -> None:
    assert read_html(html) == text


def test_a_calendar_whose_events_all_recur_is_refused_by_their_names() -> None:
    text = calendar("DTSTART:20200101T000000Z\r\nRRULE:FREQ=DAILY")
    table = open_table(text.encode(), "t")
    import_tables([table], "Drawn")
    assert [mistake.code for mistake in table.file.mistakes] == ["empty-file"]
    assert 'events left out, as they recur: "T"' in table.file.hints
