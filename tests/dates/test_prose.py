"""Dates in words can be typed again, and mean the same."""

import pytest
from hypothesis import given

from oai_timeline.dates.edtf import is_edtf
from oai_timeline.dates.prose import date_parts, format_short, is_plain, write_long, write_times
from oai_timeline.importing.date_text import normalise_date
from tests.strategies import ZONE, dates

PLAIN = ["2023", "2023-11", "2023-11-17", "1000", "9999-12-31"]
WORDED = ["0999", "-0043", "193X", "19XX", "2023-21", "2023-XX", "2023~", "2023/..", "../1950"]


@pytest.mark.parametrize("text", PLAIN)
def test_a_plain_date_is_printed_as_it_is(text: str) -> None:
    assert is_plain(text)
    assert format_short(text) == text


@pytest.mark.parametrize("text", [*WORDED, "2023-11-XX", "0999-12-31", "2023-11-17?", "1825/1860"])
def test_any_other_date_is_not_plain(text: str) -> None:
    assert not is_plain(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("0476", "476 CE"),
        ("0476-09-04", "0476-09-04"),
        ("-0043-03-15~", "about 15 March 44 BCE"),
        ("1930~/1933~", "between about 1930 and about 1933"),
        ("2023-11~", "about 2023-11"),
        ("2023-11-17/..", "from 2023-11-17 on"),
    ],
)
def test_days_are_in_digits_in_short_words(text: str, words: str) -> None:
    assert format_short(text) == words


@given(dates())
def test_a_date_in_words_is_read_as_the_same_date(text: str) -> None:
    """But for some day of a month, centuries, and unknown ends, which no words stand for."""
    if "T" in text or "X" in text or not is_edtf(text):
        return
    text = text.removesuffix("/") + ("/.." if text.endswith("/") else "")
    text = ("../" if text.startswith("/") else "") + text.removeprefix("/")
    for write in (format_short, lambda date: "".join(p.text for p in date_parts(date, write_long))):
        words = write(text)
        if "perhaps" in words and ("before" in words or "from" in words):
            continue  # the grammar has this only before a date
        assert normalise_date(words, ZONE) == text


@pytest.mark.parametrize(
    ("clock", "words"),
    [
        ("18:00–23:59", "18:00–24:00"),
        ("18:00–23:59~", "18:00–about 24:00"),
        ("18:00–2023-11-18 23:59", "18:00–2023-11-18 24:00"),
        ("18:00–23:59:30", "18:00–23:59:30"),
        ("18:00–12:23:59", "18:00–12:23:59"),
        ("23:59", "23:59"),
    ],
)
def test_a_day_ends_at_24(clock: str, words: str) -> None:
    assert write_times(clock) == words
