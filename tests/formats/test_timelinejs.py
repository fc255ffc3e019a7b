"""TimelineJS 3's JSON: what it says, by the rules that TimelineJS reads it by."""

import json
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oai_timeline.dates.bounds import find_local
from oai_timeline.dates.days import count_days, start_of_month
from oai_timeline.formats import timelinejs
from oai_timeline.formats.exported import Exported
from oai_timeline.model.record import HeaderRecord
from oai_timeline.model.time import SECONDS_PER_DAY
from tests.formats.exports import everywhere, records
from tests.strategies import ZONE, Drawn, timeline_text, timelines
from tests.timelines import HEADER

TAGS = {"p", "ul", "li", "a"}


def exported(text: str) -> Exported:
    return timelinejs.export(*records(text))


def slides(text: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads("".join(exported(text).texts))["events"]
    return found


def slide(when: str, **keys: str) -> dict[str, Any]:
    event = json.dumps({"id": "e", "when": when, "title": "E", **keys})
    (only,) = slides(f"{HEADER}events: [{event}]")
    return only


def parts(*numbers: int) -> dict[str, int]:
    return dict(zip(("year", "month", "day", "hour", "minute", "second"), numbers, strict=False))


@pytest.mark.parametrize(
    ("when", "start", "end"),
    [
        ("2023-11-17", parts(2023, 11, 17), None),
        ("2023-11", parts(2023, 11), None),
        ("2023-11~", parts(2023, 11), None),
        ("2023-11-XX", parts(2023, 11), None),
        ("2023", parts(2023), None),
        ("0001", parts(1), None),
        ("0000", parts(-1), None),
        ("-0043-03-15", parts(-44, 3, 15), None),
        ("-0043/0014", parts(-44), parts(14)),
        ("9998-12-31", parts(9998, 12, 31), None),
        ("199X", parts(1990), parts(1999)),
        ("20XX", parts(2000), parts(2099)),
        ("2023-23", parts(2023, 9), parts(2023, 11)),
        ("2023-24", parts(2023, 12), parts(2024, 2)),
        ("2023-11-17T12", parts(2023, 11, 17, 12), None),
        ("2023-11-17T12:19", parts(2023, 11, 17, 12, 19), None),
        ("2023-11-17T00:00", parts(2023, 11, 17, 0, 0), None),
        ("2023-11-17T12:28:30", parts(2023, 11, 17, 12, 28, 30), None),
        ("2023-11-18T01:30+01:00", parts(2023, 11, 17, 16, 30), None),
        ("2023-11-05T01:30", parts(2023, 11, 5, 1, 30), None),  # it comes twice
        ("2023-11-18/2023-11-19", parts(2023, 11, 18), parts(2023, 11, 19)),
        ("2023-11-18/2023-11-18", parts(2023, 11, 18), None),
        ("2023-11/2023-11-05", parts(2023, 11, 1), parts(2023, 11, 5)),
        (
            "2023-11-17/2023-11-17T15",
            parts(2023, 11, 17, 0),
            parts(2023, 11, 17, 15),
        ),
        (
            "2023-11-17T12:28/2023-11-18",
            parts(2023, 11, 17, 12, 28),
            parts(2023, 11, 18, 23, 59),
        ),
        ("2023-11-29/..", parts(2023, 11, 29), None),
        ("2024-02-29T23:59Z/", parts(2024, 2, 29, 15, 59), None),
        ("1850-06", parts(1850, 6), None),  # an offset with seconds
    ],
)
def test_dates(when: str, start: dict[str, int], end: dict[str, int] | None) -> None:
    made = slide(when)
    assert (made["start_date"], made.get("end_date")) == (start, end)
    assert made["display_date"]


def test_a_vague_time_is_said_as_sources_put_it() -> None:
    made = slide("2023-11-17T18:00~", words="that evening")
    assert made["display_date"] == "that evening (17 November 2023, about 18:00 PST)"


def test_an_id_is_that_of_the_event_even_where_the_title_is_the_same() -> None:
    """TimelineJS makes an id from the headline where there is none, for the title first."""
    document = json.loads(
        "".join(exported(f"{HEADER}events: [{{id: t, when: 2023, title: T}}]").texts)
    )
    assert document["title"]["unique_id"] not in {"", "t"}
    assert [event["unique_id"] for event in document["events"]] == ["t"]


def test_the_group_is_the_kind() -> None:
    assert (slide("2023", kind="letter")["group"], slide("2023").get("group")) == ("letter", None)


def test_events_without_a_start_are_counted() -> None:
    text = f"{HEADER}events: [{{id: a, when: ../2015, title: A}}, {{id: b, when: 2016, title: B}}]"
    assert exported(text).omitted == ["left out, as TimelineJS needs a start date: 1 of 2 events"]
    assert [event["unique_id"] for event in slides(text)] == ["b"]


# --- Laws ---


def _wall(parts: dict[str, int]) -> int:
    """Return the local time of parts in seconds; there is no year 0 among them."""
    year, month, day, *clock = [*parts.values(), 1, 1][: max(len(parts), 3)]
    assert year != 0
    hour, minute, second = [*clock, 0, 0, 0][:3]
    number = count_days(year + (year < 0), month, day)
    return ((number * 24 + hour) * 60 + minute) * 60 + second


def _shown(seconds: int) -> int:
    return find_local(seconds, ZONE)


def _after(parts: dict[str, int]) -> int:
    """Give the end of the last unit that the parts name."""
    year = parts["year"] + (parts["year"] < 0)
    match list(parts)[-1]:
        case "year":
            return count_days(year + 1) * SECONDS_PER_DAY
        case "month":
            return start_of_month(year, parts["month"] + 1) * SECONDS_PER_DAY
        case unit:
            return _wall(parts) + {"day": SECONDS_PER_DAY, "hour": 3600, "minute": 60}.get(unit, 1)


@given(timelines())
def test_the_parts_are_the_bounds_in_the_zone_as_far_as_they_are_known(
    events: list[Drawn],
) -> None:
    by_id = {event.id: event for event in events}
    made = slides(timeline_text(events))
    assert {one["unique_id"] for one in made} == {
        event.id for event in events if event.date.earliest is not None
    }
    for one in made:
        date = by_id[one["unique_id"]].date
        start, end = one["start_date"], one.get("end_date", one["start_date"])
        assert date.earliest is not None
        assert _wall(start) <= _shown(date.earliest) < _after(start)
        if date.latest is not None:
            assert _wall(end) <= _shown(date.latest - 1) < _after(end)


@given(timelines())
def test_an_end_has_the_parts_of_its_start_and_is_after_it(events: list[Drawn]) -> None:
    for one in slides(timeline_text(events)):
        if "end_date" in one:
            assert list(one["end_date"]) == list(one["start_date"])
            assert _wall(one["end_date"]) > _wall(one["start_date"])


class _Reader(HTMLParser):
    """Reads HTML: its tags, its addresses and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.addresses: set[str | None] = set()
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert [name for name, _ in attrs] == (["href"] if tag == "a" else [])
        self.addresses |= {value for _, value in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data


HOSTILE = st.sampled_from(
    ["<iframe src=//e.example>", "<img src=x onerror=alert(1)>", "</p>", "&lt;b&gt;",
     "&amp;lt;i&amp;gt;", '" onclick="alert(1)', "'", "<!--", "]]>", "</script>", "\x1b[31m",
     "\u202e", "&#60;u&#62;"]
)  # fmt: skip
TEXT = st.text(st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs"]), max_size=5)


@given(st.lists(HOSTILE | TEXT, max_size=4))
def test_text_is_never_markup(pieces: list[str]) -> None:
    text = "x" + "".join(pieces)
    header = HeaderRecord(id="t", title=text, zone="UTC", language=None, updated=None, focus=None)
    document = json.loads("".join(timelinejs.export(header, [everywhere(text)]).texts))
    (event,) = document["events"]
    for field in (*document["title"]["text"].values(), *event["text"].values()):
        assert _Reader(field).tags <= TAGS
    body = _Reader(event["text"]["text"])
    assert body.addresses == {"https://example.org/a b(c)"}
    shown = _Reader(event["text"]["headline"]).text
    assert shown.startswith("x")
    for label in (event["group"], event["display_date"]):
        once = _Reader(label)  # as TimelineJS strips it
        assert once.tags == set()
        again = _Reader(once.text)  # as it then shows it
        assert again.tags == set()
        assert again.text.split() in (shown.split(), f"{shown} (17 November 2023)".split())
