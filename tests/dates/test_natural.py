"""Dates as people type them: every character is part of the reading, or the text is refused."""

import re
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from oai_timeline.dates.bounds import parse_date
from oai_timeline.dates.edtf import DateError
from oai_timeline.dates.natural import read_partials
from oai_timeline.dates.phrases import WORDS
from oai_timeline.importing.date_text import normalise_date, reject_year_pair
from tests.strategies import scale_examples

UTC = ZoneInfo("UTC")
HINT = "(write it like 2023-11-17, 2023-11-17T12:30, 2023-11, 17 nov 2023, 2023-11-17/2023-11-19)"


def read_table(name: str) -> list[tuple[str, str]]:
    """Return the rows of a table of texts and what becomes of them."""
    lines = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    pairs = (line.split(" | ") for line in lines if line and not line.startswith("#"))
    return [(text.strip(), result.strip()) for text, result in pairs]


READ = [
    # days, with the name of the month
    ("17 nov 2023", "2023-11-17"),
    ("17 November 2023", "2023-11-17"),
    ("17. November 2023", "2023-11-17"),
    ("17th of November 2023", "2023-11-17"),
    ("the 1st of may 1911", "1911-05-01"),
    ("November 17, 2023", "2023-11-17"),
    ("Nov. 17, 2023", "2023-11-17"),
    ("Nov 17,2023", "2023-11-17"),
    ("nov 17th 2023", "2023-11-17"),
    ("17-Nov-2023", "2023-11-17"),
    ("17/Nov/2023", "2023-11-17"),
    ("17nov2023", "2023-11-17"),
    ("2003-Sep-25", "2003-09-25"),
    ("2003 sept 25", "2003-09-25"),
    ("15 June 1215", "1215-06-15"),
    ("Oct 21 1805", "1805-10-21"),
    ("Nov 17, 1230", "1230-11-17"),
    ("Fri, 17 Nov 2023", "2023-11-17"),
    ("Friday 17 november 2023", "2023-11-17"),
    # months, seasons
    ("NOV 2023", "2023-11"),
    ("november of 2023", "2023-11"),
    ("2023 November", "2023-11"),
    ("Nov-2023", "2023-11"),
    ("11/2023", "2023-11"),
    ("11.2023", "2023-11"),
    ("Spring 1968", "1968-21"),
    ("summer of 1943", "1943-22"),
    ("Fall 1968", "1968-23"),
    ("winter 1968", "1968-24"),
    # days, in digits
    ("2023-11-5", "2023-11-05"),
    ("2023/11/5", "2023-11-05"),
    ("2023.11.05", "2023-11-05"),
    ("1963,8,9", "1963-08-09"),
    ("17/11/2023", "2023-11-17"),
    ("11/17/2023", "2023-11-17"),
    ("17.11.2023", "2023-11-17"),
    ("11-11-2023", "2023-11-11"),
    ("Sunday 5/11/2023", "2023-11-05"),
    ("Thu 5/11/2023", "2023-05-11"),
    ("20231105", "2023-11-05"),
    # times
    ("20231105T1219", "2023-11-05T12:19"),
    ("202311051219", "2023-11-05T12:19"),
    ("20231105T121930Z", "2023-11-05T12:19:30Z"),
    ("20231105T121930+0100", "2023-11-05T12:19:30+01:00"),
    ("20231105 12:19", "2023-11-05T12:19"),
    ("2023-11-17 3pm", "2023-11-17T15:00"),
    ("2023-11-17 12:19", "2023-11-17T12:19"),
    ("2023-11-17T9:05", "2023-11-17T09:05"),
    ("17 nov 2023, 3:19:20 p.m.", "2023-11-17T15:19:20"),
    ("17 nov 2023 at 12 am", "2023-11-17T00:00"),
    ("12:30 PM 17 nov 2023", "2023-11-17T12:30"),
    ("Fri Nov 17 12:19:00 2023", "2023-11-17T12:19:00"),
    # offsets
    ("17 nov 2023 13:00 UTC-8", "2023-11-17T13:00-08:00"),
    ("17 nov 2023 15:30 UTC+3", "2023-11-17T15:30+03:00"),
    ("17 nov 2023 15:30 UTC+03:30", "2023-11-17T15:30+03:30"),
    ("17 nov 2023 15:30 GMT-5", "2023-11-17T15:30-05:00"),
    ("Fri Nov 17 2023 12:19:00 GMT-0800", "2023-11-17T12:19:00-08:00"),
    ("17 nov 2023 12:30 -0330", "2023-11-17T12:30-03:30"),
    ("17 nov 2023 12:30 -08:00", "2023-11-17T12:30-08:00"),
    ("17 nov 2023 12:30+01", "2023-11-17T12:30+01:00"),
    ("17 nov 2023 12:30 UTC", "2023-11-17T12:30Z"),
    ("2023-11-17 12:30-05", "2023-11-17T12:30-05:00"),
    ("2023-11-17 07:00:00-08:00", "2023-11-17T07:00:00-08:00"),
    ("2023-11-17 09:00:00.25", "2023-11-17T09:00:00"),
    # two times
    ("2023-11-17 09:00-10:30", "2023-11-17T09:00/2023-11-17T10:30"),
    ("2023-11-17 9am-5pm", "2023-11-17T09:00/2023-11-17T17:00"),
    ("2023-11-17 07:00 - 08:00", "2023-11-17T07:00/2023-11-17T08:00"),
    ("2023-11-17 07:00–08:00", "2023-11-17T07:00/2023-11-17T08:00"),
    ("2023-11-17 07:00 to 08:00 UTC+1", "2023-11-17T07:00+01:00/2023-11-17T08:00+01:00"),
    ("2023-11-17 09:00-17:00", "2023-11-17T09:00/2023-11-17T17:00"),
]


READ += read_table("readings.txt")


@pytest.mark.parametrize(("text", "expected"), READ)
def test_a_date_as_people_write_it_is_read(text: str, expected: str) -> None:
    assert normalise_date(text, UTC) == expected


CANT = "can't read {} as a date: "
SET = "sets of dates are EDTF level 2: write an interval"
REFUSED = [
    # two readings
    ("5/11/2023", '"5/11/2023" is ambiguous: write 2023-05-11 or 2023-11-05'),
    (
        "2023-11-17 07:00-08:00",
        (
            '"2023-11-17 07:00-08:00" is ambiguous: write '
            "2023-11-17T07:00/2023-11-17T08:00 or 2023-11-17T07:00-08:00"
        ),
    ),
    ("nov 17 1230", '"nov 17 1230" is ambiguous: write 1230-11-17, or the year beside 12:30'),
    # times
    (
        "2023-11-17 22:00-02:00",
        (
            '"2023-11-17 22:00-02:00" ends before it begins: write both dates, '
            "like 2023-11-17T22:00/2023-11-18T02:00"
        ),
    ),
    ("12:30 12:40 17 nov 2023", '"12:30 12:40 17 nov 2023" has more than one time'),
    ("25:00 17 nov 2023", '"25:00 17 nov 2023" has no time of day: hours run from 0 to 23'),
    ("13 pm 17 nov 2023", '"13 pm 17 nov 2023" has no time of day: hours run from 1 to 12'),
    ("3pm", '"3pm" needs a date, for example "nov 17 15:00"'),
    ("17 nov 2023 9:30 CET", CANT + "write the offset from UTC instead of CET, like 9:30-08:00"),
    ("nov 17 3pm PST", CANT + "write the offset from UTC instead of PST, like 12:19-08:00"),
    # forms without a reading
    ("[2023-10, 2023-11]", CANT + SET + ", 2023-10/2023-11"),
    ("[2021..2023]", CANT + SET + ", 2021/2023"),
    ("[2021]", CANT + SET),
    ("2023-W46", CANT + "weeks have no numbers here: write the days, like 2023-11-13/2023-11-19"),
    ("2023-W53", CANT + "the year 2023 has no week 53"),
    ("week 46", CANT + "weeks have no numbers here: write the days, like 2023-11-13/2023-11-19"),
    ("end of november", CANT + 'write "late november"'),
    ("end of time", CANT.rstrip(": ") + " " + HINT),
    ("beginning of the 1930s", CANT + 'write "early 1930s"'),
    ("2023-11-17 12:19 PST", CANT + "write the offset from UTC instead of PST, like 12:19-08:00"),
    ("17 nov 2023 12:00 +9999", CANT + "an offset must be in -12:00..+14:00"),
    ("17 nov 2023 12:00 UTC-13", CANT + "an offset must be in -12:00..+14:00"),
    # days that are not there
    ("30 february 2023", CANT + "2023-02 has no day 30"),
    ("31/11/2023", CANT + "there is no such day"),
    ("20112010", CANT + "months run from 1 to 12"),
    ("07182005", CANT + "months run from 1 to 12"),
    ("sunday 17 nov 2023", CANT + "2023-11-17 is a Friday, not a Sunday"),
    (
        "monday 5/11/2023",
        CANT + "2023-05-11 is a Thursday and 2023-11-05 is a Sunday, not a Monday",
    ),
    # parts that are missing
    ("nov 17", '"nov 17" is incomplete: write the whole date with its year'),
    ("friday", '"friday" is incomplete: write the whole date with its year'),
    # years
    ("11/17/23", CANT + "write the year with four digits"),
    ("17-Nov-23", CANT + "write the year with four digits"),
    ("Nov 17, '23", CANT + "write the year with four digits"),
    ("Y-17000", "{} is a year of more than four digits: years run from -9999 to 9999"),
    # other forms, with the way to write them
    ("2023.11", CANT + "write 2023-11"),
    ("May 1911-12", CANT + "write 1911-05 for the month, or 1911/1912"),
    ("2023-11-17,2023-11-18", CANT + "write 2023-11-17/2023-11-18"),
    ("11/17", CANT + "write the month as a word, like nov 17"),
    ("112023", CANT + "digits alone are read as YYYYMMDD, YYYYMMDDHHMM or a year"),
    ("today", CANT + "write the day itself; today's date plays no part"),
    # slips, and what is no date
    ("17 noveber 2023", "can't read {} as a date (did you mean November?)"),
    ("nov 17 10 minutes", "can't read {} as a date " + HINT),
    ("2023T12", "can't read {} as a date " + HINT),
    ("nov -17", "can't read {} as a date " + HINT),
    ("17 nov -2023", "can't read {} as a date " + HINT),
    (
        "2018-06-03T06:38:25Z-0700",
        ("{} is not an EDTF date (like 2023-11-17, 2023-11-17T12:19, 2023-11~, 2023/..)"),
    ),
    ("٣ nov 2023", "can't read {} as a date " + HINT),
]


REFUSED += [
    (text, message.replace('"{}"', "{}").replace("HINT", HINT))
    for text, message in read_table("refusals.txt")
]


@pytest.mark.parametrize(("text", "message"), REFUSED)
def test_a_refused_date_comes_with_what_to_write(text: str, message: str) -> None:
    with pytest.raises(DateError) as caught:
        normalise_date(text, UTC)
    assert str(caught.value) == message.replace("{}", f'"{text}"')


def test_advice_is_itself_read() -> None:
    for _, message in REFUSED:
        advice = re.search(r": write (\S+?)(?:,|$)", message)
        if advice:
            assert normalise_date(advice[1], UTC) == advice[1]


@pytest.mark.parametrize(
    ("text", "month", "years"),
    [
        ("1911-12", "Dec 1911", "1911/1912"),
        ("2009-10", "Oct 2009", "2009/2010"),
        ("2023-24", "winter 2023", "2023/2024"),
        ("1920-21", "spring 1920", "1920/1921"),
        ("1914-23", "autumn 1914", "1914/1923"),
    ],
)
def test_two_years_are_not_read_as_a_month(text: str, month: str, years: str) -> None:
    with pytest.raises(DateError) as caught:
        reject_year_pair(text)
    assert str(caught.value) == f'"{text}" is ambiguous: write "{month}", or {years}'
    assert normalise_date(month, UTC) == text
    assert normalise_date(years, UTC) == years


@pytest.mark.parametrize(
    ("text", "without", "with_zero"),
    [
        ("-0044-03-15", "15 March 44 BCE", "15 March 45 BCE"),
        ("-0044-03", "March 44 BCE", "March 45 BCE"),
        ("-0550-01-01T00:00:00Z", "1 January 550 BCE", "1 January 551 BCE"),
    ],
)
def test_a_negative_year_of_a_day_has_two_readings(text: str, without: str, with_zero: str) -> None:
    with pytest.raises(DateError) as caught:
        reject_year_pair(text)
    message = f'"{text}" is ambiguous: write "{without}", or "{with_zero}" if a year 0 is counted'
    assert str(caught.value) == message
    assert normalise_date(with_zero, UTC) == text.partition("T")[0]


@pytest.mark.parametrize(
    "text", ["-0044-02-29", "-0043", "2023-11", "2012-12", "1999-01", "2023-11-12", "1826-31", "x"]
)
def test_a_month_that_is_not_two_years_is_accepted(text: str) -> None:
    reject_year_pair(text)


# Patterns of strftime that people and programs use; what the finest part is, or None where the
# text lacks a part or has two readings, and can't be read whatever the day.
DAY, MINUTE, SECOND = "day", "minute", "second"
PATTERNS = [
    ("%Y-%m-%d", DAY), ("%Y/%m/%d", DAY), ("%Y.%m.%d", DAY), ("%Y %m %d", DAY), ("%Y%m%d", DAY),
    ("%d.%m.%Y", DAY), ("%d/%m/%Y", DAY), ("%m/%d/%Y", DAY), ("%d-%m-%Y", DAY), ("%m-%d-%Y", DAY),
    ("%d %m %Y", DAY), ("%d %b %Y", DAY), ("%d %B %Y", DAY), ("%d. %B %Y", DAY),
    ("%B %d, %Y", DAY), ("%b %d, %Y", DAY), ("%b %d %Y", DAY), ("%b. %d, %Y", DAY),
    ("%d-%b-%Y", DAY), ("%d/%b/%Y", DAY), ("%d%b%Y", DAY), ("%Y-%b-%d", DAY), ("%Y %B %d", DAY),
    ("%A, %d %B %Y", DAY), ("%A, %B %d, %Y", DAY), ("%a %d %b %Y", DAY), ("%a %m/%d/%Y", DAY),
    ("%Y-%m-%dT%H:%M", MINUTE), ("%Y-%m-%d %H:%M", MINUTE), ("%Y-%m-%d %H:%M:%S", SECOND),
    ("%Y-%m-%dT%H:%M:%SZ", SECOND), ("%Y-%m-%d %H:%M:%S+0000", SECOND), ("%Y%m%dT%H%M", MINUTE),
    ("%Y%m%dT%H%M%S", SECOND), ("%Y%m%d%H%M%S", SECOND), ("%Y%m%d%H%M", MINUTE),
    ("%Y%m%dT%H%M%SZ", SECOND), ("%d/%m/%Y %H:%M", MINUTE), ("%m/%d/%Y %I:%M %p", MINUTE),
    ("%m/%d/%Y, %I:%M:%S %p", SECOND), ("%d %b %Y %H:%M", MINUTE), ("%d.%m.%Y %H:%M:%S", SECOND),
    ("%a, %d %b %Y %H:%M:%S GMT", SECOND), ("%a %b %d %H:%M:%S %Y", SECOND),
    ("%B %d, %Y at %I:%M %p", MINUTE), ("%H:%M %d %B %Y", MINUTE), ("%Y-%m-%d %I:%M%p", MINUTE),
    ("%Y/%m/%d %H:%M:%S", SECOND), ("%b %d, %Y %H:%M", MINUTE), ("%Y-%m-%dT%H:%M+00:00", MINUTE),
    ("%Y", "year"), ("%Y-%m", "month"), ("%m/%Y", "month"), ("%b %Y", "month"),
    ("%B %Y", "month"), ("%Y %b", "month"), ("%b-%Y", "month"),
    ("%d/%m/%y", None), ("%m/%d/%y", None), ("%y-%m-%d", None), ("%d %b %y", None),
    ("%b %y", None), ("%d-%b-%y", None), ("%y%m%d", None), ("%d%m%Y", DAY), ("%m%d%Y", DAY),
    ("%m%Y", None), ("%Y.%m", None), ("%Y-%j", None), ("%Y%j", None), ("%G-W%V-%u", None),
    ("%b %d", None), ("%d/%m", None), ("%H:%M", None), ("%b %d %H:%M", None), ("%A", None),
    ("%d %b %Y %H%M", None), ("%s", None), ("%Y-%m-%d %H", None), ("%d %b %Y %H:%M PST", None),
]  # fmt: skip
NOON = datetime(2023, 11, 17, 12, 19, 8, tzinfo=UTC)


EIGHT_DIGITS = {"%d%m%Y", "%m%d%Y"}
"""These are refused for years near ours; 20 July 1012 can't be told from 2007-10-12."""


def at(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, tzinfo=UTC)


@scale_examples(8)
@given(
    st.datetimes(datetime(1, 1, 2), datetime(9998, 12, 30), timezones=st.just(UTC)),  # noqa: DTZ001
    st.sampled_from(PATTERNS),
)
@example(at(2009, 10, 1), ("%Y-%m", "month"))
@example(at(1230, 11, 17), ("%b %d %Y", DAY))
@example(at(2010, 11, 20), ("%d%m%Y", DAY))
@example(at(2005, 7, 18), ("%m%d%Y", DAY))
def test_a_date_is_read_correctly_or_refused(
    day: datetime, pattern: tuple[str, str | None]
) -> None:
    moment = day.replace(microsecond=0)
    form, finest = pattern
    assume(form not in EIGHT_DIGITS or 1900 <= moment.year < 2100)
    text = moment.strftime(form.replace("%Y", f"{moment.year:04}").replace("%s", "1700251140"))
    try:
        reject_year_pair(text)
        read = parse_date(normalise_date(text, UTC), UTC)
    except DateError:
        return
    seconds = (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(seconds=1)
    assert read.precision == finest
    assert read.earliest is not None
    assert read.latest is not None
    assert read.earliest <= seconds < read.latest


def test_most_patterns_are_read() -> None:
    """The law above would hold if everything were refused."""
    unread = []
    for form, finest in PATTERNS:
        try:
            read = parse_date(normalise_date(NOON.strftime(form), UTC), UTC)
        except DateError:
            unread.append(form)
        else:
            assert read.precision == finest, form
    assert unread == [
        form for form, finest in PATTERNS if not finest or form in {"%d%m%Y", "%m%d%Y"}
    ]


@given(st.sampled_from(READ), st.data())
def test_every_digit_counts(case: tuple[str, str], data: st.DataObject) -> None:
    """With another digit in its place a text means something else, or nothing."""
    text, expected = case
    whole = re.sub(r"\.\d+$", "", text)  # an import cuts fractions of a second, and says so
    places = [match.start() for match in re.finditer(r"\d", whole)]
    if not places or "weekend of" in text:  # which is the same for either of its days
        return
    place = data.draw(st.sampled_from(places))
    digit = data.draw(st.sampled_from([d for d in "0123456789" if d != whole[place]]))
    try:
        read = normalise_date(whole[:place] + digit + whole[place + 1 :], UTC)
    except DateError:
        return
    assert read != expected


@given(
    st.sampled_from(READ),
    st.sampled_from(
        [
            *("-", "+", "12", "3", "2024", "nov", "friday", "10:15", "minutes", "BC", "AD", "noon"),
            *("evening", "weekend", "around", "c.", "perhaps", "early", "late", "before", "after"),
            *("since", "until", "to", "to 9000", "and", "between", "spring", "century", "s", "now"),
        ]
    ),
    st.booleans(),
)
def test_every_word_counts(case: tuple[str, str], word: str, before: bool) -> None:
    """What is added changes the reading, or the text is refused."""
    text, expected = case
    longer = f"{word} {text}" if before else f"{text} {word}"
    try:
        read = normalise_date(longer, UTC)
    except DateError:
        return
    if word in {"friday", "AD", "now"} or (word == "since" and "/.." in expected):
        return  # it may say again what the text says
    if word in {"around", "c."} and "~" in expected:
        return  # it may say again what the text says
    assert read != expected


@given(st.text(alphabet="0123456789:/-.,T+ aApPmMZ~X novemberfridayUTC", max_size=25))
@example("\0")
@example("9" * 400)
@example("9 to " * 20_000)
@example("around " * 14)
@example("nov 99999999999999999999")
@example("jan 1 0000")
@example("31 dec 9999")
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        read = normalise_date(text, UTC)
    except DateError:
        return
    parse_date(read, UTC)


_WORDS = st.sampled_from(
    [
        *(*WORDS, "the", "of", "in", "and", "to", "-", "–", "..", "/", "mid", "first half of"),
        *("17", "2023", "1930s", "19th", "1914-18", "44", "BC", "AD", "12:30", "3pm", "c.", "now"),
    ]
)


@scale_examples(8)
@given(st.lists(_WORDS, max_size=7).map(" ".join))
@example("early friday")
@example("weekend of 17 nov")
@example("first half of november")
@example("before nov 17 1230")
def test_any_words_are_read_or_refused(text: str) -> None:
    try:
        read = normalise_date(text, UTC)
    except DateError:
        return
    parse_date(read, UTC)


def test_missing_parts_stay_open() -> None:
    assert read_partials("friday 12:30")[0][:5] == (None, None, None, 4, "T12:30")
    assert read_partials("nov 17")[0][:5] == (None, 11, 17, None, "")
    assert read_partials("nov 17 1230")[0].year_as_time == "T12:30"
