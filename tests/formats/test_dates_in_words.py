"""Dates in words."""

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given

from oai_timeline.formats.dates_in_words import in_words
from tests.strategies import ZONE, dates


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2023-11-17", "17 November 2023"),
        ("2023-11", "November 2023"),
        ("2023", "2023"),
        ("0079-08-24", "24 August 79"),
        ("2023-11-XX", "November 2023"),
        ("2023-XX-XX", "2023"),
        ("199X", "the years 1990 to 1999"),
        ("19XX", "the years 1900 to 1999"),
        ("2023-23", "September to November 2023"),
        ("2023-24~", "about December 2023 to February 2024"),
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
        ("2023-11-29/..", "29 November 2023 or later"),
        ("2023-11-29T12/", "29 November 2023, 12:00 PST or later"),
        ("../2015-06", "June 2015 or earlier"),
        ("/2015-06-01T12", "1 June 2015, 13:00 PDT or earlier"),
    ],
)
def test_in_words(text: str, words: str) -> None:
    assert in_words(text, ZONE) == words


def test_the_zone_is_the_one_given() -> None:
    assert in_words("2023-11-17T20:19Z", ZoneInfo("Europe/Paris")) == "17 November 2023, 21:19 CET"


@given(dates())
def test_what_is_not_sure_is_said(text: str) -> None:
    words = in_words(text, ZONE)
    hedges = {"about": "~%", "perhaps": "?%", "between": "/", "or later": "/", "or earlier": "/"}
    for hedge, signs in hedges.items():
        assert hedge not in words or any(sign in text for sign in signs)
    assert ("about" in words) == any(sign in text for sign in "~%")
    assert ("perhaps" in words) == any(sign in text for sign in "?%")
    assert any(word in words for word in ("between", "or later", "or earlier")) == ("/" in text)
