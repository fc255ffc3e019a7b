"""Dates and events in prose."""

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given

from oai_timeline.dates.bounds import parse_date
from oai_timeline.dates.edtf import is_edtf
from oai_timeline.formats.html.dates import first_day, short_date
from oai_timeline.formats.narrative import date_parts, describe_event, format_date_prose
from oai_timeline.model.record import EventRecord
from tests.cli.processes import SMALL
from tests.formats.exports import records
from tests.strategies import ZONE, dates

# A date, the heading that it is under, its time there in numbers, and in words.
DATES = [
    ("2023", "2023", "2023", "2023"),
    ("2023-11", "2023-11", "2023-11", "2023-11"),
    ("2023-11-17", "2023-11-17", "2023-11-17", "2023-11-17"),
    ("2023-11-17T12", "2023-11-17", "2023-11-17, 12:00 to 13:00", "2023-11-17, 12:00 to 13:00"),
    ("2023-11-17T12:19", "2023-11-17", "12:19", "2023-11-17, 12:19"),
    ("2023-11-17T12:28:30", "2023-11-17", "12:28:30", "2023-11-17, 12:28:30"),
    ("2023-11-18T01:30+01:00", "2023-11-17", "16:30", "2023-11-17, 16:30"),
    ("2023-11-17T12:30~", "2023-11-17", "about 12:30", "2023-11-17, about 12:30"),
    ("2023-11-20?", "2023-11-20", "perhaps 2023-11-20", "perhaps 2023-11-20"),
    ("2022%", "2022", "perhaps about 2022", "perhaps about 2022"),
    ("199X", "199X", "1990s", "1990s"),
    ("19XX", "19XX", "1900 to 1999", "1900 to 1999"),
    ("2023-XX", "2023-XX", "a month in 2023", "a month in 2023"),
    ("2023-11-XX", "2023-11-XX", "a day in 2023-11", "a day in 2023-11"),
    ("2023-XX-XX~", "2023-XX-XX", "about a day in 2023", "about a day in 2023"),
    ("2023-23", "2023-09", "autumn 2023", "autumn 2023"),
    ("0079-23", "0079-09", "autumn 79 CE", "autumn 79 CE"),
    ("2023-24~", "2023-12", "about winter 2023–24", "about winter 2023–24"),
    (
        "2023-11-17T12:00/2023-11-17T15:00",
        "2023-11-17",
        "12:00–15:00",
        "2023-11-17, between 12:00 and 15:00",
    ),
    (
        "2023-11-17T23:00~/2023-11-18",
        "2023-11-17",
        "about 23:00–2023-11-18",
        "between 2023-11-17, about 23:00 and the end of 2023-11-18",
    ),
    (
        "2023-11-18/2023-11-19T09:00",
        "2023-11-18",
        "between the start of 2023-11-18 and 2023-11-19, 09:00",
        "between the start of 2023-11-18 and 2023-11-19, 09:00",
    ),
    ("../2015-06", "", "before 2015-07", "before 2015-07"),
    ("/2015-06?", "", "perhaps before 2015-07", "perhaps before 2015-07"),
    ("2023-11-29/..", "2023-11-29", "from 2023-11-29 on", "from 2023-11-29 on"),
    (
        "2024-02-29T23:59Z/",
        "2024-02-29",
        "from 2024-02-29, 15:59 on",
        "from 2024-02-29, 15:59 on",
    ),
    (
        "2023-11-18/2023-11-19",
        "2023-11-18",
        "2023-11-18–2023-11-19",
        "between 2023-11-18 and 2023-11-19",
    ),
]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2023-11-17", "17 November 2023"),
        ("2023-11", "November 2023"),
        ("2023", "2023"),
        ("0079-08-24", "24 August 79 CE"),
        ("2023-11-XX", "a day in November 2023"),
        ("2023-XX", "a month in 2023"),
        ("2023-XX-XX", "a day in 2023"),
        ("199X", "1990s"),
        ("190X", "1900 to 1909"),
        ("093X", "930 to 939 CE"),
        ("000X", "1 BCE to 9 CE"),
        ("0476", "476 CE"),
        ("0000", "1 BCE"),
        ("-0043", "44 BCE"),
        ("-0043-03-15", "15 March 44 BCE"),
        ("-0043-XX", "a month in 44 BCE"),
        ("-0043-21~", "about spring 44 BCE"),
        ("-0043-24", "winter 44 BCE"),
        ("0000-24", "winter 1 BCE"),
        ("1999-24", "winter 1999–2000"),
        ("1987-21", "spring 1987"),
        ("1921~", "about 1921"),
        ("../1950", "before 1951"),
        ("../1950~", "before about 1951"),
        ("/1950%", "perhaps before about 1951"),
        ("../1969-12-31", "before 1 January 1970"),
        ("../-0001", "before 1 BCE"),
        ("../1999-12", "before January 2000"),
        ("1950/..", "from 1950 on"),
        ("1950?/", "perhaps from 1950 on"),
        ("1825/1860", "between 1825 and 1860"),
        ("-0099/0014", "between 100 BCE and 14 CE"),
        ("19XX", "1900 to 1999"),
        ("2023-23", "autumn 2023"),
        ("2023-24~", "about winter 2023–24"),
        ("2023-11-21~", "about 21 November 2023"),
        ("2023-11-21?", "perhaps 21 November 2023"),
        ("2022%", "perhaps about 2022"),
        ("2023-11-17T12:19", "17 November 2023, 12:19 PST"),
        ("2023-11-17T00:00", "17 November 2023, 00:00 PST"),
        ("2023-07-17T12:28:30", "17 July 2023, 12:28:30 PDT"),
        ("2023-11-17T12", "17 November 2023, 12:00 to 13:00 PST"),
        ("2023-11-17T23~", "17 November 2023, about 23:00 to 24:00 PST"),
        ("2023-11-17T12:30~", "17 November 2023, about 12:30 PST"),
        ("2023-11-17T12:30%", "17 November 2023, perhaps about 12:30 PST"),
        ("2023-11-18T01:30+01:00", "17 November 2023, 16:30 PST"),
        ("2023-11-17T20:19:00Z", "17 November 2023, 12:19:00 PST"),
        ("2023-11-18/2023-11-19", "between 18 November 2023 and 19 November 2023"),
        ("1984~/2004-06%", "between about 1984 and perhaps about June 2004"),
        ("2023-11-17T12:00/2023-11-17T15:00", "17 November 2023, between 12:00 and 15:00 PST"),
        ("2023-11-17T12/2023-11-17T15", "17 November 2023, between 12:00 and 16:00 PST"),
        (
            "2023-11-17T12:00~/2023-11-17T15:00?",
            "17 November 2023, between about 12:00 and perhaps 15:00 PST",
        ),
        (
            "2023-11-17T12:28/2023-11-18T09:00",
            "between 17 November 2023, 12:28 PST and 18 November 2023, 09:00 PST",
        ),
        ("2023-11-05T00:30/2023-11-05T04:00", "5 November 2023, between 00:30 PDT and 04:00 PST"),
        (
            "2023-11-17T12:28/2023-11-17",
            "between 17 November 2023, 12:28 PST and the end of 17 November 2023",
        ),
        (
            "2023-11/2023-11-17T12:28",
            "between the start of November 2023 and 17 November 2023, 12:28 PST",
        ),
        ("2023-11-29/..", "from 29 November 2023 on"),
        ("2023-11-29T12/", "from 29 November 2023, 12:00 PST on"),
        ("../2015-06", "before July 2015"),
        ("/2015-06-01T12", "1 June 2015, 13:00 PDT or earlier"),
    ],
)
def test_a_date_in_english(text: str, words: str) -> None:
    assert format_date_prose(text, ZONE) == words


def test_the_zone_is_the_one_given() -> None:
    assert (
        format_date_prose("2023-11-17T20:19Z", ZoneInfo("Europe/Paris"))
        == "17 November 2023, 21:19 CET"
    )


BOUNDS = ("between", "from", "before", "or earlier")


@given(dates())
def test_the_doubts_of_a_date_are_in_its_words(text: str) -> None:
    words = format_date_prose(text, ZONE)
    hedges = {"about": "~%", "perhaps": "?%", **dict.fromkeys(BOUNDS, "/")}
    for hedge, signs in hedges.items():
        assert hedge not in words or any(sign in text for sign in signs)
    assert ("about" in words) == any(sign in text for sign in "~%")
    assert ("perhaps" in words) == any(sign in text for sign in "?%")
    assert any(word in words for word in BOUNDS) == ("/" in text)


def _text(text: str) -> str:
    return "".join(part.text for part in date_parts(text, ZONE))


@pytest.mark.parametrize(("text", "heading", "below", "alone"), DATES)
def test_a_date_on_a_page(text: str, heading: str, below: str, alone: str) -> None:
    numbers = short_date(text, ZONE, heading)
    assert (first_day(text, ZONE), numbers, _text(text)) == (heading, below, alone)


@given(dates())
def test_a_date_on_a_page_has_its_doubts_and_no_signs(text: str) -> None:
    parts = date_parts(text, ZONE)
    assert all(is_edtf(part.date) for part in parts if part.date)
    words = "".join(part.text for part in parts)
    assert not set("~%X") & set(words)
    read = parse_date(text, ZONE)
    assert ("about" in words, "perhaps" in words) == (read.approximate, read.uncertain)


def event(event_id: str) -> EventRecord:
    _, events = records(SMALL.read_bytes())
    return next(event for event in events if event["id"] == event_id)


def test_whatever_an_account_and_a_quote_have() -> None:
    bare = event("brockman-gets-text")
    account, source = bare["accounts"][0], bare["sources"][0]
    account["actors"], account["about"] = [], bare["about"]
    account["figures"] = {"days_off": 2.5}
    account["sources"] = ["elsewhere", "post"]
    bare["quotes"] = [
        {"by": "x", "text": "Oui", "language": "fr", "translation": "Yes", "source": None},
        {"by": None, "text": "No", "language": None, "translation": None, "source": None},
    ]
    source["archived"], source["url"] = "https://archive.example/1", None
    *_, accounts, quotes, sources = describe_event(bare, ZONE).split("\n\n")
    assert accounts.split("\n")[1] == (
        "- A call, at 00:19. (17 November 2023, 00:19 PST; by nobody; about Greg Brockman;"
        " days off 2.5; elsewhere; Greg Brockman 2023-11-17)"
    )
    assert quotes == "Quotes:\n- “Oui”, in translation “Yes” (x)\n- “No”"
    assert sources.split("\n")[1] == (
        "- Greg Brockman, A post, 2023-11-17, archived at https://archive.example/1"
    )
