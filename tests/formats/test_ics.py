r"""iCalendar, read back by the library that wrote it, and looked at byte by byte."""

import re
from copy import deepcopy
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any
from uuid import UUID

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import Calendar

from oai_timeline.formats.exported import Exported
from oai_timeline.formats.ics import export
from oai_timeline.formats.narrative import describe_event
from oai_timeline.model.record import EventRecord, HeaderRecord
from oai_timeline.model.visible import visible
from tests.formats.exports import records
from tests.strategies import ZONE, dates

HEADER = HeaderRecord(
    id="t", title="T", zone=ZONE.key, language="en", updated="2024-01-01", focus=None
)


@pytest.fixture(autouse=True)
def _no_epoch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


def timeline(event: str, *, zone: str = ZONE.key, header: str = "updated: 2024-01-01") -> str:
    """Write a timeline of one event."""
    return f"""\
timeline: {{format: 1, title: T, zone: {zone}, {header}}}
actors: {{ann: {{name: Ann Lee}}, bob: {{name: Bob}}}}
sources:
  paper: {{publisher: The Daily}}
  page: {{publisher: Reuters, url: "https://example.org/é?a=b,c;d%20"}}
  copy: {{publisher: Echo, url: "https://example.org/2", archived: "https://archive.example/2"}}
events: [{{id: one, title: "A, b", {event}}}]
"""


def exported(event: str, **timeline_of: str) -> str:
    """Export a timeline of one event."""
    return "".join(export(*records(timeline(event, **timeline_of))).texts)


def event_of(text: str) -> Any:
    """Read the only event of a calendar."""
    (event,) = Calendar.from_ical(text).walk("VEVENT")
    return event


def lines_of(text: str, *names: str) -> list[str]:
    """Give the lines of the event's properties of these names."""
    within = text.replace("\r\n ", "").partition("BEGIN:VEVENT\r\n")[2].split("\r\n")
    return [line for line in within if re.split("[;:]", line)[0] in names]


DATES = [
    ("2023-11-17", ";VALUE=DATE:20231117", ";VALUE=DATE:20231118"),
    ("2023-11-21~", ";VALUE=DATE:20231121", ";VALUE=DATE:20231122"),
    ("2023-11-21?", ";VALUE=DATE:20231121", ";VALUE=DATE:20231122"),
    ("2024-02-29%", ";VALUE=DATE:20240229", ";VALUE=DATE:20240301"),
    ("2023-12-31", ";VALUE=DATE:20231231", ";VALUE=DATE:20240101"),
    ("2023-11-17T18:00~", ";VALUE=DATE:20231117", ";VALUE=DATE:20231118"),
    ("2023-11-17T23:30:15?", ";VALUE=DATE:20231117", ";VALUE=DATE:20231118"),
    ("2023-11-18T01:30+01:00~", ";VALUE=DATE:20231117", ";VALUE=DATE:20231118"),
    ("2023-11", ";VALUE=DATE:20231101", ";VALUE=DATE:20231201"),
    ("2023-02~", ";VALUE=DATE:20230201", ";VALUE=DATE:20230301"),
    ("2023-23", ";VALUE=DATE:20230901", ";VALUE=DATE:20231201"),
    ("2023-24", ";VALUE=DATE:20231201", ";VALUE=DATE:20240301"),
    ("2022", ";VALUE=DATE:20220101", ";VALUE=DATE:20230101"),
    ("2023-11-XX", ";VALUE=DATE:20231101", ";VALUE=DATE:20231201"),
    ("2023-XX-XX", ";VALUE=DATE:20230101", ";VALUE=DATE:20240101"),
    ("199X", ";VALUE=DATE:19900101", ";VALUE=DATE:20000101"),
    ("01XX", ";VALUE=DATE:01000101", ";VALUE=DATE:02000101"),
    ("9998", ";VALUE=DATE:99980101", ";VALUE=DATE:99990101"),
    ("1850-06", ";VALUE=DATE:18500601", ";VALUE=DATE:18500701"),
    ("2023-11-17T12:19", ":20231117T201900Z", None),
    ("2023-11-17T12:28:30", ":20231117T202830Z", None),
    ("2023-07-17T12:19", ":20230717T191900Z", None),
    ("2023-11-17T12:19Z", ":20231117T121900Z", None),
    ("2023-11-18T01:30+01:00", ":20231118T003000Z", None),
    ("2023-11-17T12", ":20231117T200000Z", ":20231117T210000Z"),
    ("2023-11-05T01:30", ":20231105T083000Z", ":20231105T093100Z"),  # it comes twice
    ("2023-11-17T12:00/2023-11-17T15:00", ":20231117T200000Z", ":20231117T230100Z"),
    ("2023-11-17T12:00:00/2023-11-17T12:00:30", ":20231117T200000Z", ":20231117T200031Z"),
    ("2023-11-17T12:00~/2023-11-17T15:00", ";VALUE=DATE:20231117", ";VALUE=DATE:20231118"),
    ("2023-11-17/2023-11-18T12:00", ";VALUE=DATE:20231117", ";VALUE=DATE:20231119"),
    ("2023-11-17T12:00/2023-11-18", ";VALUE=DATE:20231117", ";VALUE=DATE:20231119"),
    ("2023-11-18/2023-11-19", ";VALUE=DATE:20231118", ";VALUE=DATE:20231120"),
    ("2022/2023-03~", ";VALUE=DATE:20220101", ";VALUE=DATE:20230401"),
    ("2023-11-29/..", ";VALUE=DATE:20231129", None),
    ("2023-11-29/", ";VALUE=DATE:20231129", None),
    ("2024-02-29T23:59Z/..", ":20240229T235900Z", None),
    ("2024-02-29T23:59Z?/", ";VALUE=DATE:20240229", None),
]


@pytest.mark.parametrize(("text", "start", "end"), DATES, ids=[case[0] for case in DATES])
def test_dates(text: str, start: str, end: str | None) -> None:
    found = lines_of(exported(f'when: "{text}"'), "DTSTART", "DTEND", "DURATION")
    assert found == [f"DTSTART{start}"] + ([f"DTEND{end}"] if end else [])


@pytest.mark.parametrize(
    ("zone", "text", "start", "end"),
    [
        pytest.param("Europe/Rome", "0001/0099", "00010101", "01000101", id="first century"),
        pytest.param("Africa/Cairo", "2023-04-28", "20230428", "20230429", id="skipped midnight"),
        pytest.param("America/Havana", "2023-11-05", "20231105", "20231106", id="midnight twice"),
        pytest.param("Pacific/Apia", "2011-12-29", "20111229", "20111230", id="before a lost day"),
        pytest.param("Pacific/Apia", "2011-12-30", "20111230", "20111231", id="a lost day"),
    ],
)
def test_days_are_those_of_the_calendar(zone: str, text: str, start: str, end: str) -> None:
    assert lines_of(exported(f"when: {text}", zone=zone), "DTSTART", "DTEND") == [
        f"DTSTART;VALUE=DATE:{start}",
        f"DTEND;VALUE=DATE:{end}",
    ]


@pytest.mark.parametrize(
    ("whens", "lost"),
    [
        pytest.param(["2023"], [], id="nothing"),
        pytest.param(
            ["../2015-06"], ["left out, as a calendar needs a start date: 1 event"], id="open start"
        ),
        pytest.param(
            ["../2015", "2023", "/2015~"],
            ["left out, as a calendar needs a start date: 2 events"],
            id="two",
        ),
        pytest.param(
            ["0001-01-01T01:59", "0001-01-01T01~", "-0043-03-15", "9999-12-31", "9999"],
            ["left out, as a calendar has only the years 1 to 9999: 5 events"],
            id="before the calendar",
        ),
    ],
)
def test_what_is_left_out_is_counted(whens: list[str], lost: list[str]) -> None:
    events = [f'{{id: e{at}, when: "{when}", title: T}}' for at, when in enumerate(whens)]
    text = f"timeline: {{format: 1, title: T, zone: Etc/GMT-2}}\nevents: [{', '.join(events)}]"
    made = export(*records(text))
    assert made.omitted == lost
    assert "".join(made.texts).count("BEGIN:VEVENT") == whens.count("2023")


@pytest.mark.parametrize(
    ("event", "summary", "status"),
    [
        pytest.param("when: 2023", "A, b", "CONFIRMED", id="nothing said"),
        pytest.param("when: 2023, certainty: reported", "A, b", "CONFIRMED", id="reported"),
        pytest.param("when: 2023, certainty: disputed", "A, b", "TENTATIVE", id="disputed"),
        pytest.param("when: 2023, certainty: rumoured", "A, b", "TENTATIVE", id="rumoured"),
        pytest.param("when: 2023~, certainty: confirmed", "~ A, b", "CONFIRMED", id="about"),
        pytest.param("when: 2023?, certainty: confirmed", "? A, b", "TENTATIVE", id="perhaps"),
        pytest.param("when: 2023%", "% A, b", "TENTATIVE", id="both"),
        pytest.param("when: 2022~/2023?", "% A, b", "TENTATIVE", id="both, at two ends"),
    ],
)
def test_a_sign_before_the_title_and_a_status(event: str, summary: str, status: str) -> None:
    made = event_of(exported(event))
    assert (made["summary"], made["status"], made["transp"]) == (summary, status, "TRANSPARENT")


@pytest.mark.parametrize(
    ("header", "epoch", "stamp"),
    [
        pytest.param("updated: 2024-02-03", "1", "20240203T000000Z", id="the file's revision"),
        pytest.param("updated: 2024-02", None, "20240201T000000Z", id="its month"),
        pytest.param("updated: ../2024", "86400", "19700102T000000Z", id="without a first day"),
        pytest.param("", "1700000000", "20231114T221320Z", id="SOURCE_DATE_EPOCH"),
        pytest.param("", "tomorrow", "20231117T201900Z", id="no number"),
        pytest.param("", None, "20231117T201900Z", id="the event's own time"),
    ],
)
def test_the_last_revision(
    header: str, epoch: str | None, stamp: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if epoch:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    text = exported("when: 2023-11-17T12:19", header=header)
    assert lines_of(text, "DTSTAMP") == [f"DTSTAMP:{stamp}"]


def test_an_event_keeps_its_uid_unless_it_has_another_id() -> None:
    text = timeline("when: 2023", header="id: mine")
    same = timeline("when: 2024~, kind: k", header="id: mine").replace("A, b", "Renamed")
    others = [text.replace("id: one", "id: two"), text.replace("id: mine", "id: yours")]
    uid, again, *other_uids = (
        event_of("".join(export(*records(one)).texts))["uid"] for one in (text, same, *others)
    )
    assert uid == again
    assert len({uid, *other_uids}) == 3
    assert UUID(uid).version == 5


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("en-GB", r"NAME;LANGUAGE=en-GB:T\; a"),
        ("", r"NAME:T\; a"),
        ("no tag", r"NAME:T\; a"),
        ('x";Y="', r"NAME:T\; a"),
        ("e:n\r\nX-A:b", r"NAME:T\; a"),
    ],
)
def test_a_calendar_has_the_title_and_its_language_if_that_is_a_tag(
    language: str, name: str
) -> None:
    header: HeaderRecord = {**HEADER, "title": "T; a", "language": language}
    assert f"\r\n{name}\r\n" in "".join(export(header, []).texts)


def test_no_events_leave_an_empty_calendar() -> None:
    made = export(HEADER, [])
    assert [str(one.name) for one in Calendar.from_ical("".join(made.texts)).walk()] == [
        "VCALENDAR"
    ]


TEXTS = st.text(
    st.sampled_from(",;:\\éNn\n\r\t\"'= 山😀\u0301\u202e\x00\x85\u2028BEGINEND")
    | st.characters(codec="utf-8"),
    min_size=1,
    max_size=120,
)


@cache
def _dated(when: str) -> EventRecord:
    ((event,),) = records(timeline(f'when: "{when}", sources: [page], kind: k'))[1:]
    return event


@st.composite
def _events(draw: st.DrawFn) -> EventRecord:
    event = deepcopy(_dated(draw(dates())))
    event["title"] = draw(TEXTS)
    event["summary"] = draw(TEXTS)
    event["place"] = draw(TEXTS)
    event["tags"] = draw(st.lists(TEXTS, max_size=3, unique_by=visible))
    event["sources"][0]["publisher"] = draw(TEXTS)
    event["sources"][0]["url"] = "https://" + draw(st.from_regex(r"[^\x00-\x20/\x7f-\xa0]+\Z"))
    return event


def _text(made: Exported) -> str:
    return "".join(made.texts)


@given(event=_events(), title=TEXTS)
def test_every_line_ends_in_crlf_and_has_at_most_75_octets(event: EventRecord, title: str) -> None:
    data = _text(export({**HEADER, "title": title}, [event])).encode()
    *lines, last = data.split(b"\r\n")
    assert last == b""
    assert [line for line in lines if len(line) > 75 or not line] == []
    assert [line.decode() for line in lines if re.search(rb"[\x00-\x1f\x7f]", line)] == []


@given(event=_events())
@example(event={**_dated("2023-11-17~"), "title": "\r0\n", "place": "\n 0\t\x85"})
def test_texts_read_back(event: EventRecord) -> None:
    made = export(HEADER, [event])
    if event["when"]["earliest"] is None or _is_before_year_1(event):
        assert len(made.omitted) == 1
        return
    read_back = event_of(_text(made))
    assert str(read_back["summary"]).lstrip("~?% ") == visible(event["title"]).lstrip("~?% ")
    assert str(read_back["location"]) == visible(event["place"] or "")
    assert str(read_back["description"]) == describe_event(event, ZONE)
    cats = ["k", *map(visible, event["tags"])]
    assert [str(one) for one in read_back["categories"].cats] == list(dict.fromkeys(cats))
    assert re.fullmatch(r"https://[!-~]+", str(read_back["url"]))
    assert str(read_back["x-timeline-date"]) == event["when"]["date"]


def _is_before_year_1(event: EventRecord) -> bool:
    return (event["when"]["earliest"] or "").startswith(("-", "0000"))


def _midnight(day: date) -> datetime:
    return day if isinstance(day, datetime) else datetime.combine(day, time(), ZONE)


@given(event=_events())
def test_an_event_takes_up_its_bounds_or_the_days_that_they_touch(event: EventRecord) -> None:
    when = event["when"]
    if when["earliest"] is None or _is_before_year_1(event):
        return
    read_back = event_of(_text(export(HEADER, [event])))
    start, end = read_back["dtstart"].dt, read_back.get("dtend")
    slack = timedelta(0) if isinstance(start, datetime) else timedelta(hours=25)
    earliest = datetime.fromisoformat(when["earliest"])
    assert timedelta(0) <= earliest - _midnight(start) <= slack
    if when["latest"] is None:
        assert end is None
        return
    latest = datetime.fromisoformat(when["latest"])
    if end is None:
        assert latest - earliest == timedelta(**{f"{when['precision']}s": 1})
    else:
        assert type(end.dt) is type(start)
        assert timedelta(0) <= _midnight(end.dt) - latest <= slack
