"""Days and moments as people type them, on a timeline whose days are few."""

import calendar
import time
from datetime import date
from zoneinfo import ZoneInfo

import pytest
from dateutil.parser import _parser
from hypothesis import example, given
from hypothesis import strategies as st

from oai_timeline.dates.bounds import parse_date
from oai_timeline.index import Index, open_bytes
from oai_timeline.query.description import describe
from oai_timeline.query.errors import QueryError
from oai_timeline.query.moments import parse_period, read_date
from oai_timeline.query.select import Query, read_filters
from tests.strategies import scale_examples

ZONE = ZoneInfo("America/Los_Angeles")
FOCUS = ["2023-11-17", "2023-11-18", "2023-11-19", "2023-11-21", "2023-11-22", "2023-11-28"]
ELSEWHERE = ["2015-12-11", "2016-02-29", "2023-05-04", "2023-12-08", "2024-05-14", "2024-05-16"]
NO_DAYS = ["2023-07", "2023-24", "2022", "2024-03-05/2024-03-08", "../2021-06-03", "199X"]
DAYS = sorted([*FOCUS, *ELSEWHERE])
HINT = "(like 2023-11-17, 2023-11-17T12:30, nov 17 or friday)"


def _timeline(focus: str, dates: list[str], zone: str = ZONE.key) -> Index:
    """Open a timeline; some of its days have a clock."""
    written = (f"{day}T12:19" if day.endswith("-17") else day for day in dates)
    events = "".join(f"- {{id: e{n}, when: {when}, title: T}}\n" for n, when in enumerate(written))
    header = f"timeline: {{format: 1, title: T, zone: {zone}{focus}}}\n"
    return open_bytes(f"{header}events:\n{events}".encode(), "t.yaml")


INDEX = _timeline(", focus: 2023-11-16/2023-11-30", [*DAYS, *NO_DAYS])


def _outcome(index: Index, text: str) -> tuple[int, int, str] | str:
    try:
        found = parse_period(index, text)
    except QueryError as error:
        return str(error)
    return found.earliest, found.latest, found.note


FULL = [
    ("2023", "2023"),
    ("2023-11", "2023-11"),
    ("2023-11-17", "2023-11-17"),
    ("2023-11-20", "2023-11-20"),  # a day without events
    ("  2023-11-17 ", "2023-11-17"),
    ("2023-11-17T12:30:15", "2023-11-17T12:30:15"),
    ("2023-11-17 12:30", "2023-11-17T12:30"),
    ("2023-11-17T12:30+01:00", "2023-11-17T12:30+01:00"),
    ("2023-11-05T01:30", "2023-11-05T01:30"),  # twice, as clocks go back
    ("199X", "199X"),
    ("2023-11~", "2023-11~"),
    ("2023-11-17/2023-11-19", "2023-11-17/2023-11-19"),
    ("17 nov 2023", "2023-11-17"),
    ("NOV 2023", "2023-11"),
    ("december 2023", "2023-12"),
    ("17 nov 2023 12:30 -0330", "2023-11-17T12:30-03:30"),
    ("11/17/2023", "2023-11-17"),
    ("friday 17 november 2023", "2023-11-17"),
    ("monday 20 november 2023", "2023-11-20"),
]


@pytest.mark.parametrize(("text", "expected"), FULL)
def test_a_full_date_is_read_as_it_is(text: str, expected: str) -> None:
    date = parse_date(expected, ZONE)
    assert parse_period(INDEX, text) == (date.earliest, date.latest, "")


@pytest.mark.parametrize(
    ("text", "open_start", "open_end"),
    [
        pytest.param("2023-11-17/..", False, True, id="no end"),
        pytest.param("2023-11-17/", False, True, id="unknown end"),
        pytest.param("../2023-11-17", True, False, id="no start"),
        pytest.param("/2023-11-17", True, False, id="unknown start"),
        pytest.param("..", True, True, id="all time"),
    ],
)
def test_an_open_end_is_beyond_every_date(text: str, open_start: bool, open_end: bool) -> None:
    first, day, last = (parse_period(INDEX, date) for date in ("0001", "2023-11-17", "9998"))
    found = parse_period(INDEX, text)
    assert found.earliest < first.earliest if open_start else found.earliest == day.earliest
    assert found.latest > last.latest if open_end else found.latest == day.latest
    assert found.note == ""


COMPLETED = [
    ("friday", "2023-11-17"),
    ("SATURDAY", "2023-11-18"),
    ("wed.", "2023-11-22"),
    ("monday", "2016-02-29"),  # outside the focus
    ("nov 17", "2023-11-17"),
    ("17 november", "2023-11-17"),
    ("november", "2023-11"),
    ("feb", "2016-02"),
    ("feb 29", "2016-02-29"),
    ("fri, nov 17", "2023-11-17"),
    ("12:30 friday", "2023-11-17T12:30"),
    ("nov 17 12:30+01:00", "2023-11-17T12:30+01:00"),
    ("friday 2015", "2015-12-11"),
    ("saturday nov", "2023-11-18"),
    ("friday evening", "2023-11-17T17:00/2023-11-17T23:59"),
    ("the morning of nov 18", "2023-11-18T05:00/2023-11-18T11:59"),
    ("friday night", "2023-11-17T18:00/2023-11-18T04:59"),
    ("noon on friday", "2023-11-17T12:00"),
    ("on friday", "2023-11-17"),
    ("from noon to 3pm friday", "2023-11-17T12:00/2023-11-17T15:00"),
    ("between 9am and 5pm on friday", "2023-11-17T09:00/2023-11-17T17:00"),
    ("friday 9am-noon", "2023-11-17T09:00/2023-11-17T12:00"),
    ("around noon friday", "2023-11-17T12:00~"),
    ("weekend", "2023-11-18/2023-11-19"),
    ("over that weekend", "2023-11-18/2023-11-19"),
    ("weekend of nov 19", "2023-11-18/2023-11-19"),
    ("around nov 17", "2023-11-17~"),
    ("before friday", "../2023-11-16"),
    ("after friday evening", "2023-11-18T00:00/.."),
    ("since nov 18", "2023-11-18/.."),
    ("nov 17-19", "2023-11-17/2023-11-19"),
    ("nov 19 to dec 8", "2023-11-19/2023-12-08"),
    ("friday to sunday", "2023-11-17/2023-11-19"),
    ("between friday noon and saturday 3pm", "2023-11-17T12:00/2023-11-18T15:00"),
    ("november to december", "2023-11/2023-12"),
    ("early november", "2023-11-01~/2023-11-10~"),
    ("autumn", "2023-23"),
]


@pytest.mark.parametrize(("text", "expected"), COMPLETED)
def test_what_is_missing_comes_from_the_timeline(text: str, expected: str) -> None:
    """From the focus first, then from the whole timeline; a note tells how the text was read."""
    period = parse_period(INDEX, expected)
    assert parse_period(INDEX, text) == period._replace(note=f"{text} = {expected}")


WORDED = [
    ("around 1921", "1921~"),
    ("early 1930s", "1930~/1933~"),
    ("1930s", "193X"),
    ("19th century", "18XX"),
    ("spring 1987", "1987-21"),
    ("before 1950", "../1949"),
    ("between 1825 and 1860", "1825/1860"),
    ("1914–18", "1914/1918"),
    ("44 BC", "-0043"),
    ("since 1960", "1960/.."),
    ("nov 17 2023 at noon", "2023-11-17T12:00"),
]


@pytest.mark.parametrize(("text", "expected"), WORDED)
def test_a_date_in_words_is_read_and_noted(text: str, expected: str) -> None:
    assert read_date(INDEX, text) == (expected, parse_period(INDEX, text))
    assert parse_period(INDEX, text).note == f"{text} = {expected}"


def test_a_weekend_needs_an_event() -> None:
    with pytest.raises(QueryError) as caught:
        parse_period(_timeline("", ["2023-11-17"]), "weekend")
    assert (
        str(caught.value)
        == 'no event is on a day that "weekend" could be; days with events: 2023-11-17'
    )


@pytest.mark.parametrize(
    ("day", "since", "until", "expected"),
    [
        pytest.param("friday", "12:00", "3pm", ("17T12:00", "17T15:00"), id="times"),
        pytest.param("2023-11-17", "noon", "evening", ("17T12:00", "17T17:00/2023-11-17T23:59"),
                     id="words"),
        pytest.param("nov 17", "midnight", "midnight", ("17T00:00", "18T00:00"),
                     id="both ends of the day"),
        pytest.param("nov 17", "12:30+01:00", "18:00", ("17T12:30+01:00", "17T18:00"),
                     id="an offset"),
    ],
)  # fmt: skip
def test_a_time_beside_a_day_is_on_that_day(
    day: str, since: str, until: str, expected: tuple[str, str]
) -> None:
    read = read_filters(INDEX, {"day": [day], "since": [since], "until": [until]})
    for name, text, rest in zip(("since", "until"), (since, until), expected, strict=True):
        (value,) = read[name]
        assert value.note == f"{text} = 2023-11-{rest}"


@pytest.mark.parametrize(
    ("name", "text", "label"),
    [
        ("day", "2023-11-17", "2023-11-17"),
        ("day", "around 1921", "about 1921"),
        ("day", "1930s", "1930s"),
        ("day", "before 1951", "before 1951"),
        ("day", "2023-11-17/2023-11-19", "between 2023-11-17 and 2023-11-19"),
        ("day", "friday evening", "2023-11-17 17:00–24:00"),
        ("day", "friday night", "2023-11-17 18:00–2023-11-18 04:59"),
        ("since", "2023-11-17T12:19", "2023-11-17 12:19"),
        ("since", "since 1960", "1960"),
        ("since", "between 1825 and 1860", "1825"),
        ("until", "between 1825 and 1860", "1860"),
        ("until", "spring 1987", "spring 1987"),
        ("until", "44 BC", "44 BCE"),
        ("until", "..", ".."),
    ],
)
def test_a_period_is_named_in_words(name: str, text: str, label: str) -> None:
    asked = {"day": "{}", "since": "from {}", "until": "until {}"}[name].format(label)
    assert describe(Query(read_filters(INDEX, {name: [text]}))) == [asked]


@pytest.mark.parametrize(
    "days",
    [
        pytest.param([], id="no day"),
        pytest.param(["friday", "nov 18"], id="two days"),
        pytest.param(["november"], id="a month"),
        pytest.param(["friday evening"], id="a part of a day"),
    ],
)
def test_a_time_without_a_day_beside_it_is_refused(days: list[str]) -> None:
    with pytest.raises(QueryError) as caught:
        read_filters(INDEX, {"day": days, "since": ["12:00"]})
    assert str(caught.value) == '"12:00" needs a date, for example "nov 17 12:00"'


PARTS = "early, mid and late are read before a month, year, decade or century"
NO_TODAY = "write the day itself; today's date plays no part"
WITH_EVENTS = "; days with events: from 2015-12-11 to 2024-05-16"
REFUSED = [
    ("tuesday", '"tuesday" is ambiguous: write 2023-11-21 or 2023-11-28'),
    ("thursday", '"thursday" is ambiguous: write 2023-05-04 or 2024-05-16'),
    ("may", '"may" is ambiguous: write 2023-05 or 2024-05'),
    ("nov 20", f'no event is on a day that "nov 20" could be{WITH_EVENTS}'),
    # an event has one of these months as its date, and an interval the days of the other
    ("july", f'no event is on a day that "july" could be{WITH_EVENTS}'),
    ("march", f'no event is on a day that "march" could be{WITH_EVENTS}'),
    ("11/12/2023", '"11/12/2023" is ambiguous: write 2023-11-12 or 2023-12-11'),
    ("31/11/2023", 'can\'t read "31/11/2023" as a date: there is no such day'),
    ("3pm", '"3pm" needs a date, for example "nov 17 15:00"'),
    ("2023-11-31", 'can\'t read "2023-11-31" as a date: 2023-11 has no day 31'),
    ("2023-11-19/2023-11-17",
     'can\'t read "2023-11-19/2023-11-17" as a date: the interval ends before it begins'),
    ("30 february 2023", 'can\'t read "30 february 2023" as a date: 2023-02 has no day 30'),
    ("friday midnight",
     '"friday midnight" is ambiguous: write 2023-11-17T00:00 or 2023-11-18T00:00'),
    ("noon", '"noon" needs a date, for example "nov 17 12:00"'),
    ("spring", '"spring" is ambiguous: write "spring 2023" or "spring 2024"'),
    ("tuesday to thursday",
     '"tuesday to thursday" is ambiguous: write 2023-11-21/2023-11-23 or 2023-11-28/2023-11-30'),
    ("before nov 20", f'no event is on a day that "before nov 20" could be{WITH_EVENTS}'),
    ("early friday", f'can\'t read "early friday" as a date: {PARTS}'),
    ("before nov 17 1230",
     '"before nov 17 1230" is ambiguous: write 1230-11-17, or the year beside 12:30'),
    ("someday", f'can\'t read "someday" as a date {HINT}'),
    ("yesterday", f'can\'t read "yesterday" as a date: {NO_TODAY}'),
    ("  ", f'can\'t read "" as a date {HINT}'),
]  # fmt: skip


@pytest.mark.parametrize(("text", "message"), REFUSED)
def test_what_is_no_one_moment_is_refused(text: str, message: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse_period(INDEX, text)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    "text",
    ["11-12-2023", "11 12 2023", "11/12/23", "11/12", "12:30 11/12/2023", "at 11/12/2023",
     "monday saturday", "2023-11-17T12:30/13:45"],
)  # fmt: skip
def test_no_text_of_two_readings_is_taken_for_one(text: str) -> None:
    """Where month and day may be either, neither is chosen in silence."""
    both = _timeline("", ["2023-11-12", "2023-12-11"])
    assert isinstance(_outcome(both, text), str)


EITHER = '"friday" is ambiguous: write 1969-12-26 or 1970-01-02'


@pytest.mark.parametrize(
    ("focus", "expected"),
    [
        pytest.param("", EITHER, id="no focus"),
        pytest.param(", focus: 1970-01-01/1970-01-31", "1970-01-02", id="begins with 1970"),
        pytest.param(", focus: 1969-12-01/1969-12-31", "1969-12-26", id="ends with 1969"),
        pytest.param(", focus: 1970/..", "1970-01-02", id="open end"),
        pytest.param(", focus: ../1969", "1969-12-26", id="open start"),
        pytest.param(", focus: 1969-12-26", "1969-12-26", id="one day"),
        pytest.param(", focus: 1980", EITHER, id="a focus without events"),
    ],
)
def test_the_focus_is_looked_in_first(focus: str, expected: str) -> None:
    """UTC seconds are 0 as 1970 begins, and 0 is no open end."""
    index = _timeline(focus, ["1969-12-26", "1970-01-02"], "UTC")
    outcome = _outcome(index, "friday")
    if not isinstance(outcome, str):
        outcome = outcome[2].removeprefix("friday = ")
    assert outcome == expected


TYPED = [
    *(text for text, _ in (*FULL, *COMPLETED, *REFUSED)),
    *("17 nov 23", "nov 80", "17", "23", "\udcff", "nov \udcff", "\0", "9" * 400, "jan 1 0000"),
    *("17 nov 2023 12:00 +9999", "17 nov 2023 12:00 +2400", "nov 99999999999999999999"),
    *("99991231T235959", "31 dec 9999", "9999-12-31"),
]


@pytest.mark.parametrize("text", TYPED)
def test_today_plays_no_part(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A year of two digits is dateutil's to place, near the year in which it was imported."""
    localtime, default = time.localtime, _parser.DEFAULTPARSER.info
    outcomes = []
    for year in (2026, 1926, 2153):
        now = calendar.timegm((year, 1, 1, 0, 0, 0))
        monkeypatch.setattr(time, "localtime", lambda at=now: localtime(at))
        monkeypatch.setattr(default, "_year", year)
        monkeypatch.setattr(default, "_century", year // 100 * 100)
        outcomes.append(_outcome(INDEX, text))
    assert outcomes[1:] == outcomes[:1] * 2


@pytest.mark.parametrize("text", [*TYPED, "17 nov 2023 12:30 PST", "17 nov 2023 12:30 CET"])
def test_the_zone_of_the_machine_plays_no_part(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    outcomes = []
    for zone in ("UTC", "America/Los_Angeles", "Europe/Paris"):
        with monkeypatch.context() as patched:
            patched.setenv("TZ", zone)
            time.tzset()
            outcomes.append(_outcome(INDEX, text))
    time.tzset()
    assert outcomes[1:] == outcomes[:1] * 2


_MONTHS = ("January", "Feb", "mar", "April", "May", "June",
           "July", "Aug", "Sept", "October", "Nov", "DEC")  # fmt: skip
_WEEKDAYS = ("Monday", "tue", "Wed", "THU", "friday", "Sat", "sunday")


@given(st.dates(date(2000, 1, 1), date(2030, 12, 31)), st.integers(0, 4))
def test_missing_parts_are_those_of_days_with_events(day: date, form: int) -> None:
    """Against all days of the timeline, in its focus and then at all."""
    month, weekday = _MONTHS[day.month - 1], _WEEKDAYS[day.weekday()]
    forms = {
        f"{month} {day.day}": "%m-%d",
        f"{day.day} {month}": "%m-%d",
        month: "%m",
        weekday: "%w",
        f"{weekday} {month} {day.day}": "%w %m-%d",
    }
    text, same = list(forms.items())[form]
    size = 7 if same == "%m" else 10
    expected: list[str] = []
    for days in (FOCUS, DAYS):
        fitting = (one for one in days if f"{date.fromisoformat(one):{same}}" == f"{day:{same}}")
        expected = expected or sorted({one[:size] for one in fitting})
    outcome = _outcome(INDEX, text)
    if len(expected) == 1:
        found = parse_date(expected[0], ZONE)
        assert outcome == (found.earliest, found.latest, f"{text} = {expected[0]}")
    elif expected:
        assert outcome == f'"{text}" is ambiguous: write {" or ".join(expected)}'
    else:
        assert outcome == f'no event is on a day that "{text}" could be{WITH_EVENTS}'


_PIECES = st.sampled_from(
    [
        *"0123456789:/-.,T+~?%X ",
        *["nov", "friday", "2023", "17", "12:30", "pm", "Z", "st", "UTC", "..", "٣", "²"],
        *["early ", "weekend", " of ", " to ", "between ", " and ", "before ", "about ", "evening"],
    ]
)


@scale_examples(4)
@given(st.text(max_size=12) | st.lists(_PIECES, max_size=9).map("".join))
@example("17 nov 2023 12:00 +9999")
@example("17 nov 2023 12:00 +2400")
@example("\udcff")
@example("nov \udcff")
@example("\0")
@example("9" * 400)
@example("nov 99999999999999999999")
@example("99991231T235959")
@example("31 dec 9999")
@example("9999-12-31")
@example("jan 1 0000")
@example("early friday")
@example("weekend of friday")
@example("first half of november")
@example("before nov 17 1230")
def test_any_text_is_read_or_refused(text: str) -> None:
    outcome = _outcome(INDEX, text)
    if not isinstance(outcome, str):
        earliest, latest, _ = outcome
        assert earliest < latest
