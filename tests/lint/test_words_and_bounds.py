"""The rule `words-and-bounds`: what contradicts a date, what agrees with it, what passes."""

import json
from datetime import date, timedelta
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oai_timeline.lint import Linter
from oai_timeline.lint.time_words import read_times
from oai_timeline.load import load
from tests.timelines import PATH

CODE = "words-and-bounds"
DISMISSAL = """
  - {id: told, when: 2023-11-17T12:00, title: Told, kind: dismissal}
  - {id: announced, when: 2023-11-17T12:28, title: Announced, kind: dismissal}
"""
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
PARTS = {"morning": (5, 12), "afternoon": (12, 18), "evening": (17, 24), "night": (18, 29)}


def contradictions(
    when: str, words: str, keys: str = "", others: str = "", language: str = "en"
) -> list[str]:
    """Return the messages of the rule about an event among others."""
    words = json.dumps(words, ensure_ascii=False)
    text = (
        f"timeline: {{format: 1, title: T, zone: America/Los_Angeles, language: {language}}}\n"
        f"events:{others}\n  - id: e\n    when: {when}\n    title: E\n    words: {words}\n{keys}"
    )
    loading = load(BytesIO(text.encode()), PATH)
    assert loading.header
    linter = Linter(loading.header, loading.actors, loading.sources, loading.place)
    for event in loading.events():
        linter.check_event(event, loading.place_in_event)
    linter.check_file()
    assert [d for d in loading.diagnostics() if d.severity == "error"] == []
    return [message for _, code, message in linter.findings if code == CODE]


@pytest.mark.parametrize(
    ("when", "words", "allowed"),
    [
        ("2023-11-16", "Thursday night", "2023-11-16T18:00/2023-11-17T05:00"),
        ("2023-11-17T13:00/2023-11-17T23:59", "that night", "2023-11-17T18:00/2023-11-18T05:00"),
        ("2023-11-18T17:00/2023-11-19", "that night", "2023-11-18T18:00/2023-11-19T05:00"),
        ("2023-11-21T22:03/2023-11-22", "deep into the night", "../2023-11-22T05:00"),
        ("2023-11-17T11:59", "in the afternoon", None),
        ("-0043-03-15", "Friday morning", "-0043-03-15T05:00/-0043-03-15T12:00"),
        ("-0043-03-15", "on Saturday", None),
        ("-0043-12-01", "in June", None),
        ("2023-11-20", "late Monday morning", "2023-11-20T09:00/2023-11-20T12:00"),
        ("2023-11-17T18:00/2023-11-17T23:59", "late night", "2023-11-17T20:00/2023-11-18T05:00"),
        ("2023-11-17", "early on Friday", "2023-11-17T00:00/2023-11-17T12:00"),
        ("2023-11-17", "in the small hours", "2023-11-17T00:00/2023-11-17T09:00"),
        ("2023-11-17", "around noon", "2023-11-17T11:00/2023-11-17T13:00"),
        ("2023-11-17T12:30", "at 3 p.m.", None),
        ("2023-11-17T08:00/2023-11-17T16:00", "at 3 p.m.", "2023-11-17T14:30/2023-11-17T15:30"),
        ("2023-11-17", "by 8:12 a.m.", "../2023-11-17T08:12"),
        ("2023-11-17", "no later than 15:00", "../2023-11-17T15:00"),
        ("2023-11-17", "after 14:00", "2023-11-17T14:00/.."),
        ("2023-11-17", "shortly after 9 p.m.", "2023-11-17T21:00/2023-11-17T23:00"),
        ("2023-11-17", "just before 11 a.m.", "2023-11-17T09:00/2023-11-17T11:00"),
        ("2023-11-16", "on Friday", None),
        ("2023-11-16/2023-11-17", "on Friday", "2023-11-17"),
        ("2023-11-16/2023-11-18", "by Friday", "../2023-11-17"),
        ("2023-11-16/2023-11-18", "from Friday", "2023-11-17/.."),
        ("2023-11-18/2023-11-20", "over the weekend", "2023-11-17T00:00/2023-11-20T05:00"),
        ("2023-11-19", "Sunday, in the evening", "2023-11-19T17:00/2023-11-19T23:59"),
        ("2023-11-19", "night from Sunday to Monday", "2023-11-19T18:00/2023-11-20T05:00"),
        ("2023-11-17", "on Friday evening or Saturday", "2023-11-17T17:00/2023-11-18T23:59"),
        ("2023-11-21", "Tuesday afternoon and evening", "2023-11-21T12:00/2023-11-21T23:59"),
        ("2023-10/2023-11-16", "by October", "../2023-10-31"),
        ("2023-06/2023-10", "in the summer", "2023-06-01/2023-09-30"),
        ("2023-09/2023-11", "in late October", "2023-10-01/2023-10-31"),
        ("2023-11-05", "Sunday night", "2023-11-05T18:00/2023-11-06T05:00"),  # of 25 hours
    ],
)  # fmt: skip
def test_what_contradicts_the_bounds_is_found(when: str, words: str, allowed: str | None) -> None:
    [message] = contradictions(when, words)
    advice = f"allows {allowed}: narrow `when` to it" if allowed else "is outside of `when`"
    assert message.startswith(f'"{words}" {advice}')


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("2023-11-17T08:12", "by 8:12 a.m."),
        ("2023-11-17T14:00", "after 14:00"),
        ("2023-11-17T14:00", "before 2 pm"),
    ],
)
def test_a_minute_is_no_span(when: str, words: str) -> None:
    [message] = contradictions(when, words)
    assert "is an end of a span" in message
    assert contradictions(f"{when}~", words) == []


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("2023-11-16T18:00/2023-11-16T23:59", "Thursday night"),
        ("2023-11-17T02:00", "Thursday night"),
        ("2023-11-17T05:00/2023-11-17T12:00", "Friday morning"),
        ("2023-11-17T12:00~", "at midday"),
        ("2023-11-16~", "Thursday night"),
        ("2023-11-17T17:45~", "that night"),
        ("2023-11-17T09:00/2023-11-17T23:59", "by Friday"),
        ("2023-11-16/2023-11-17T09:00", "by 9 a.m."),
        ("2023-11-17T05:49/2023-11-17T08:12", "by 8:12 a.m."),
        ("2023-11-17T05:49/2023-11-17T07:00", "by 8:12 a.m."),
        ("2023-11-17T14:00/2023-11-17T23:59", "after 14:00"),
        ("2023-11-17T21:00/2023-11-17T21:30", "shortly after 9 p.m."),
        ("2023-11-17T12:28/2023-11-18", "from Saturday morning, or at once"),
        ("2023-11-17T12:28/2023-11-19", "from Friday, over the weekend"),
        ("2023-11-19T12:00/2023-11-19T23:59", "Sunday afternoon, later Sunday night"),
        ("2023-11-17T12:28/2023-11-17T18:00", "on the call that afternoon"),
        ("2023-11-20/2023-11-22", "Monday to Wednesday"),
        ("2023-11-20/2023-11-22", "from Monday until Wednesday"),
        ("2023-11-17T23:30/2023-11-18T00:10", "around midnight on Friday"),
        ("2023-09/2023-11-16", "for weeks or months, or by October"),
        ("2024-03-29", "reported on 1 April"),
        ("2026-01-06/2026-01-20", "on a Tuesday in January"),
        ("2023-11", "in the evening"),
        ("2023-11-17/2023-11-19", "in the night"),
        ("2024-01", "in the summer"),
        ("2023-11-17T13:00/..", "Friday afternoon"),
        ("2023/..", "in the morning"),
        ("-0043-03-15T11:00/-0043-03-15T12:00", "on Friday morning"),
        ("-9999-01-01", "in the morning"),
        ("9999-12-31", "in January"),
        ("1963-08-28", "during the March on Washington"),
    ],
)
def test_what_agrees_with_the_bounds_passes(when: str, words: str) -> None:
    assert contradictions(when, words) == []


@pytest.mark.parametrize(
    "words",
    [
        "Bloody Sunday", "after the Good Friday Agreement", "Black Friday", "Super Tuesday sales",
        "in the evening news", "at a night club", "Good morning America", "the Arab Spring",
        "every Thursday night", "most mornings", "night-time", "day and night", "at 9 p.m. ET",
        "12:28 PST", "Friday noon, Eastern", "Friday noon Paris time",
        "Matthew 5:12", "may be", "on the march", "after the fall of Saigon",
        "not on Friday", "no day given", "planned for Friday", "announced on Monday",
        "The Sunday Times", "a Monday.com outage", "at nightfall", "Friday's meeting",
        "during the afternoon tea", "Morning Consult's poll", "MONDAY BLUES", "noonday",
    ],
)  # fmt: skip
@pytest.mark.parametrize("when", ["2023-11-15", "2023-11-15T15:33", "2023-02/2023-03", "1921"])
def test_words_about_something_else_pass(when: str, words: str) -> None:
    assert contradictions(when, words) == []


LINKED = "    because: [told, announced]\n"


@pytest.mark.parametrize(
    ("when", "words", "part"),
    [
        ("2023-11-17T12:28/2023-11-17T23:59", "shortly after the removal", "at most two hours"),
        ("2023-11-17T12:28/2023-11-17T16:09", "soon afterwards", "at most two hours"),
        ("2023-11-17T13:00/2023-11-17T23:59", "hours after", "an hour or more after announced"),
        ("2023-11-17", "after the call", "begins before announced (2023-11-17T12:28)"),
        ("2022/2023", "months before the dismissal", "ends after told (2023-11-17T12:00)"),
        ("2022/..", "ahead of the dismissal", "ends after told (2023-11-17T12:00)"),
    ],
)
def test_what_contradicts_other_events_is_found(when: str, words: str, part: str) -> None:
    links = "" if "dismissal" in words else "    because: [announced]\n"
    [message] = contradictions(when, words, links, DISMISSAL)
    assert part in message


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("2023-11-17T12:28/2023-11-17T14:28", "shortly after the removal"),
        ("2023-11-17T14:00/2023-11-17T15:00", "soon after the all-hands"),
        ("2023-11-17", "soon after"),
        ("2023-11-18", "not long after"),
        ("2023-11-17T13:28/2023-11-18", "hours after the call"),
        ("2023-11-17T12:28/2023-11-17T16:00", "in the hours after the announcement"),
        ("2023-11-17T12:05/2023-11-17T23:59", "after the call"),
        ("2023-11-17~", "after the call"),
        ("2023-11-20", "two days later"),
    ],
)
def test_what_agrees_with_linked_events_passes(when: str, words: str) -> None:
    links = "    because: [told]\n" if when == "2023-11-17" else LINKED
    others = (
        DISMISSAL.replace("2023-11-17T12:00", "2023-11-17") if when == "2023-11-17" else DISMISSAL
    )
    assert contradictions(when, words, links, others) == []


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("2022/2023-11-16", "months before the dismissal"),
        ("2023-12/2024", "before the dismissal"),
        ("2022/2023", "before the flood"),
        ("2022/2023", "after the dismissal"),
        ("2022/2023", "shortly before the dismissal of another"),
    ],
)
def test_what_agrees_with_events_of_a_kind_passes(when: str, words: str) -> None:
    assert contradictions(when, words, others=DISMISSAL) == []


def test_events_of_a_kind_must_be_about_one() -> None:
    others = DISMISSAL + "  - {id: old, when: 2019, title: Another, kind: dismissal}\n"
    assert contradictions("2018/2024", "before the dismissal", others=others) == []


def test_very_long_words_are_not_read() -> None:
    assert contradictions("2023-11-14", "Monday " * 10_000) == []


def test_an_event_further_down_is_found() -> None:
    others = DISMISSAL.replace("Told,", "Told, words: after the vote, because: [e],")
    assert contradictions("2023-11-17T12:00", "at noon", others=others) == []
    others = others.replace("2023-11-17T12:00", "2023-11-17")
    [message] = contradictions("2023-11-17T11:00", "at 11", others=others)
    assert "begins before e (2023-11-17T11:00)" in message


@pytest.mark.parametrize(
    ("language", "count"), [("en", 1), ("en-GB", 1), ("EN", 1), ("fr", 0), ("enm", 0)]
)
def test_only_english_is_read(language: str, count: int) -> None:
    assert len(contradictions("2023-11-16", "Thursday night", language=language)) == count


days = st.dates(date(1900, 1, 1), date(2090, 1, 1))


@given(days, st.sampled_from(sorted(PARTS)), st.integers(0, 59), st.booleans())
def test_a_part_of_a_day_has_its_hours(day: date, part: str, minute: int, named: bool) -> None:
    words = f"{DAYS[day.weekday()]} {part}" if named else f"that {part}"
    first, last = PARTS[part]
    for hour in range(first - 2, last + 2):
        on, clock = day + timedelta(days=hour // 24), f"{hour % 24:02}:{minute:02}"
        is_right = first <= hour < last or (hour == last and minute == 0)
        found = contradictions(f"{on}T{clock}", words)
        assert bool(found) is not is_right
    assert contradictions(f"{day}", words)


phrases = st.tuples(
    st.sampled_from(["", "by", "before", "from", "after", "until", "shortly after", "on", "about"]),
    st.sampled_from(["", "early", "late", "the"]),
    st.sampled_from(["", *DAYS]),
    st.sampled_from(["", *PARTS, "noon", "midnight", "8 pm", "at 9:15", "weekend"]),
    st.sampled_from(["", "in October", "and", "or later", "on the call"]),
).map(lambda words: " ".join(filter(None, words)) or "then")


@given(phrases, days, st.integers(0, 3), st.integers(0, 23))
def test_what_is_advised_agrees(words: str, day: date, length: int, hour: int) -> None:
    when = f"{day}T{hour:02}:00/{day + timedelta(days=length)}T23:59"
    for _ in range(3):  # once for each kind of time
        for message in contradictions(when, words):
            when = message.partition(" allows ")[2].partition(": narrow")[0]
        if not when or ".." in when:
            return
    assert contradictions(when, words) == []


@given(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=30), days)
def test_any_text_is_read(words: str, day: date) -> None:
    if not read_times(words) and not any(w in words for w in ("after", "before", "ahead", "prior")):
        assert contradictions(str(day), words) == []


WORDS = [
    "on", "in", "the", "call", "meeting", "with", "staff", "when", "it", "was", "announced",
    "video", "during", "talks", "return", "weeks", "dismissal", "at", "telephone", "of", "learning",
    "half", "shortly", "over", "later", "soon", "earlier", "some", "about", "month", "year", "2023",
]  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), min_size=1).map(" ".join), days, st.integers(0, 400))
def test_words_without_a_time_pass(words: str, day: date, length: int) -> None:
    assert contradictions(f"{day}/{day + timedelta(days=length)}", words) == []
    assert contradictions(f"{day}", words) == []
