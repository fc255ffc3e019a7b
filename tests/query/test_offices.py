"""Who held which office: in OpenAI's crisis, and against the rule applied moment by moment."""

from collections.abc import Iterator, Sequence
from datetime import date
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from oai_timeline.dates.bounds import parse_date
from oai_timeline.index import Index, open_bytes, open_files
from oai_timeline.model.date import EventDate
from oai_timeline.query.errors import QueryError
from oai_timeline.query.state import fetch_state
from tests.cli.processes import ROOT
from tests.timelines import HEADER

ZONE = ZoneInfo("America/Los_Angeles")
_DAY = 86_400


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield open_files([str(ROOT / "events.yaml")])


@pytest.mark.parametrize(
    ("at", "chief"),
    [
        ("2023-11-17T12:00", "sam-altman"),
        ("2023-11-17T12:40", "mira-murati"),
        ("2023-11-18", "mira-murati"),
        ("2023-11-20", "emmett-shear"),
        ("2023-11-30", "sam-altman"),
    ],
)
def test_who_was_chief_executive(at: str, chief: str, shipped: Index) -> None:
    found = {
        (office.holder, office.is_certain)
        for office in fetch_state(shipped, at, "openai").offices
        if office.office.lower().endswith("chief executive officer")
    }
    assert found == {(chief, True)}


BEFORE = {"adam-dangelo", "greg-brockman", "helen-toner", "ilya-sutskever", "sam-altman"} | {
    "tasha-mccauley"
}
NEW = {"adam-dangelo", "bret-taylor", "larry-summers", "sam-altman", "fidji-simo"} | {
    "nicole-seligman", "sue-desmond-hellmann"
}  # fmt: skip


@pytest.mark.parametrize(
    ("at", "directors"),
    [
        ("2023-02-01", BEFORE | {"reid-hoffman", "shivon-zilis", "will-hurd"}),
        ("2023-08-01", BEFORE),
        ("2023-11-18", BEFORE - {"greg-brockman", "sam-altman"}),
        ("2024-03-10", NEW),
    ],
)
def test_who_sat_on_the_board(at: str, directors: set[str], shipped: Index) -> None:
    found = fetch_state(shipped, at, "board of openai").offices
    assert {(one.holder, one.is_certain) for one in found if one.office == "Director"} == {
        (director, True) for director in directors
    }


def _opened(*offices: str, events: str = "[]") -> Index:
    held = "".join(
        f"    - {{office: Chair, of: club{office and f', {office}'}}}\n" for office in offices
    )
    actors = f"actors:\n  club: {{name: Club}}\n  ann:\n    name: Ann\n    offices:\n{held}"
    return open_bytes(f"{HEADER}{actors}events: {events}\n".encode(), "t.yaml")


CERTAIN, POSSIBLE, NOT = "certainly", "possibly", "not"


@pytest.mark.parametrize(
    ("office", "at", "held"),
    [
        ("from: 2020, until: 2022", "2019-12-31", NOT),
        ("from: 2020, until: 2022", "2020-12-31", POSSIBLE),
        ("from: 2020, until: 2022", "2021-01-01", CERTAIN),
        ("from: 2020, until: 2022", "2021-12-31T23:59", CERTAIN),
        ("from: 2020, until: 2022", "2022-01-01T00:00", POSSIBLE),
        ("from: 2020, until: 2022", "2023-01-01", NOT),
        ("from: 2020, until: 2022", "2021", CERTAIN),
        ("from: 2020, until: 2022", "2019/2020", POSSIBLE),
        ("from: 2020, until: 2022", "..", CERTAIN),
        ("from: 2020~, until: 2022?", "2021-01-01", CERTAIN),
        ("from: 2020-05-01T12:00, until: 2020-05-02", "2020-05-01", CERTAIN),
        ("from: 2020-05-01T12:00, until: 2020-05-02", "2020-05-01T12:00", POSSIBLE),
        ("from: 2020-05-01, until: 2020-05-02", "2020-05-01", POSSIBLE),
        ("from: 2020/2022, until: 2021/2023", "2021-06", POSSIBLE),
        ("from: 2020/2022, until: 2021/2023", "..", POSSIBLE),
        ("from: 2020, until: ..", "2020", POSSIBLE),
        ("from: 2020, until: ..", "9998", CERTAIN),
        ("from: 2020", "2019", NOT),
        ("from: 2020", "2020", POSSIBLE),
        ("from: 2020", "2021", POSSIBLE),
        ("from: 2020", "9998", POSSIBLE),
        ("until: 2020", "0001", POSSIBLE),
        ("until: 2020", "2020", POSSIBLE),
        ("until: 2020", "2021", NOT),
        ("until: ..", "2020", POSSIBLE),
        ("from: ../2020, until: ..", "2019", POSSIBLE),
        ("from: ../2020, until: ..", "2021", CERTAIN),
        ("from: 2020, until: 2022/..", "2021", CERTAIN),
        ("from: 2020, until: 2022/..", "2022", POSSIBLE),
        ("from: 2020, until: ../2022", "2021", POSSIBLE),
        ("from: 2020/, until: 2022", "2021", POSSIBLE),
    ],
)
def test_held_certainly_or_possibly(office: str, at: str, held: str) -> None:
    found = [one.is_certain for one in fetch_state(_opened(office), at, None).offices]
    assert found == {CERTAIN: [True], POSSIBLE: [False], NOT: []}[held]


_DAYS = st.dates(date(2020, 1, 1), date(2020, 1, 12)).map(date.isoformat)
_DATES = _DAYS | st.tuples(_DAYS, _DAYS).map(lambda two: f"{min(two)}/{max(two)}")


@given(since=st.none() | _DATES, until=st.none() | st.just("..") | _DATES, at=_DATES)
@example(since="2020-01-01", until="2020-01-01", at="2020-01-01")
def test_held_on_any_part_of_a_period(since: str | None, until: str | None, at: str) -> None:
    """Moment by moment: certainly between the bounds of start and end, possibly within them."""
    ends = {"from": since, "until": until}
    office = ", ".join(f"{key}: {text}" for key, text in ends.items() if text)
    begins = parse_date(since, ZONE) if since else None
    end = parse_date(until, ZONE) if until and until != ".." else None
    asked = parse_date(at, ZONE)
    assume(_can_begin_before(begins, end))  # others are refused
    assert asked.earliest is not None
    assert asked.latest is not None
    judged = {
        _judged(moment, begins, end, still=until == "..")
        for moment in range(asked.earliest, asked.latest, _DAY)
    }
    expected = [True] if CERTAIN in judged else [False] if POSSIBLE in judged else []
    index = _opened(office)
    offices = fetch_state(index, at, None).offices
    assert [one.is_certain for one in offices] == expected
    assert not any(one.is_certain and one.is_undecided for one in offices)


def _can_begin_before(begins: EventDate | None, end: EventDate | None) -> bool:
    if begins is None or end is None or begins.earliest is None or end.latest is None:
        return True
    return begins.earliest < end.latest


def _judged(moment: int, begins: EventDate | None, end: EventDate | None, *, still: bool) -> str:
    if begins and begins.earliest is not None and moment < begins.earliest:
        return NOT
    if end and end.latest is not None and moment >= end.latest:
        return NOT
    begun = begins is not None and begins.latest is not None and moment >= begins.latest
    ended = not still and (end is None or end.earliest is None or moment >= end.earliest)
    return CERTAIN if begun and not ended else POSSIBLE


@pytest.mark.parametrize(
    ("office", "at", "undecided"),
    [
        ("from: ../2020", "2021", False),  # no end known
        ("from: ../2020", "2020-12-31", False),  # at the end of that day at the latest
        ("from: ../2020", "2020-12-30", True),
        ("from: 2020-05-01", "2020-05-01", False),
        ("from: 2020-05-01", "2020-05-01T12:00", True),
        ("from: 2020, until: 2022-05-01", "2022-05-01", False),
        ("from: 2020, until: 2022-05-01", "2022-05-01T12:00", True),
        ("from: 2020, until: 2022/..", "2025", True),
        ("until: ..", "2020", True),
        ("from: 2020-05-01T12:00, until: 2020-05-01T13:00", "2020-05-01T12:00", False),
        ("from: 2020-05-01T12:00, until: 2020-05-01T13:00", "2020-05-01T13:00", False),
    ],
)
def test_only_what_is_undecided_is_in_doubt(office: str, at: str, undecided: bool) -> None:
    found = fetch_state(_opened(office), at, None).offices
    assert [one.is_undecided for one in found] == [undecided]


def _handovers(terms: Sequence[str], at: str) -> list[tuple[str, str, bool]]:
    actors = "".join(
        f"  {name}: {{name: {name}, offices: [{{of: club, {term}}}]}}\n"
        for name, term in zip("abcd", terms, strict=False)
    )
    text = f"{HEADER}actors:\n  club: {{name: Club}}\n{actors}events: []\n"
    index = open_bytes(text.encode(), "t.yaml")
    return [
        (
            "".join(one.holder for one in handover.leaving),
            "".join(one.holder for one in handover.entering),
            handover.is_alternative,
        )
        for handover in fetch_state(index, at, None).handovers
    ]


UNTIL = "office: Chair, from: 2019, until: {}"
LEFT = UNTIL.format("2020")
FROM = "office: Chair, from: {}, until: .."
CAME = FROM.format("2020")
BRIEF = "office: Chair, from: 2020, until: 2021"


@pytest.mark.parametrize(
    ("terms", "at", "handovers"),
    [
        ((LEFT, CAME), "2020-05-01", [("a", "b", True)]),
        ((LEFT, CAME), "2020", [("a", "b", False)]),
        ((LEFT, CAME), "2021", []),
        ((LEFT, "office: Acting chair, from: 2020"), "2020-05", [("a", "b", True)]),
        ((LEFT, "office: Cook, from: 2020"), "2020-05", []),
        ((LEFT, CAME, FROM.format("2018")), "2020-05", [("a", "b", False)]),
        ((LEFT, CAME, LEFT), "2020-05", [("ac", "b", False)]),
        ((LEFT, FROM.format("2020-05/2021")), "2020-06", [("a", "b", True)]),
        ((LEFT, FROM.format("2020-05/2021")), "2021-01", []),
        (
            (LEFT, BRIEF, FROM.format("2021")),
            "2020/2021",
            [("a", "b", False), ("b", "c", False)],
        ),
        ((UNTIL.format(".."), CAME), "2020-05", []),
        (("office: Chair, from: 2019", "office: Chair, until: 2020"), "2020-05", []),
    ],
)  # fmt: skip
def test_handovers(
    terms: Sequence[str], at: str, handovers: Sequence[tuple[str, str, bool]]
) -> None:
    assert _handovers(terms, at) == handovers


def test_who_stays_hands_nothing_over() -> None:
    index = _opened("from: 2019, until: 2020", "from: 2020, until: ..")
    assert fetch_state(index, "2020-05", None).handovers == []


@pytest.mark.parametrize(
    ("text", "offices"),
    [
        ("CHIEF", {"Chief executive officer", "Chief technology officer"}),
        ("éxecutive off", {"Chief executive officer"}),
        ("ceo", {"Chief executive officer"}),
        ("CTO", {"Chief technology officer"}),
        ("president", {"President"}),
        ("irector", {"Director of research"}),
    ],
)
def test_an_office_is_found_by_its_text_or_initials(
    text: str, offices: set[str], shipped: Index
) -> None:
    found = fetch_state(shipped, "2023-11-17T12:00", "openai", text).offices
    assert offices <= {one.office for one in found}


@pytest.mark.parametrize("text", ["", " ", "cook", "xyz"])
def test_no_office_is_called_so(text: str, shipped: Index) -> None:
    with pytest.raises(QueryError, match=r"no office is called .* \(there are: Chief executive"):
        fetch_state(shipped, None, "openai", text)


EVENTS = """
- {id: long-ago, when: 2019, title: T}
- {id: at-noon, when: 2020-05-01T12:00, title: T, certainty: reported}
- {id: that-day, when: 2020-05-02, title: T}
"""
CHAIR = "from: 2020-05-02, until: .."


@pytest.mark.parametrize(
    ("at", "event"),
    [
        ("2019-12-31", None),
        ("2020-01-01", "long-ago"),
        ("2020-05-01", "long-ago"),
        ("2020-05-01T12:00", "long-ago"),
        ("2020-05-01T12:01", "at-noon"),
        ("2020-05-02", "at-noon"),
        ("2020-05-03", "that-day"),
        ("..", None),
        (None, "that-day"),
    ],
)
def test_the_last_event_before(at: str | None, event: str | None) -> None:
    found = fetch_state(_opened(CHAIR, events=EVENTS), at, None)
    assert (found.last_event and found.last_event.id) == event
    assert bool(found.last_event_record) == bool(event)


@pytest.mark.parametrize(
    ("events", "earliest", "offices"),
    [
        (EVENTS, "2020-05-03T00:00:00-07:00", 1),
        ("[{id: a, when: 2020-05-01, title: T}]", "2020-05-02T00:00:00-07:00", 1),
        ("[{id: a, when: 2020-04-30, title: T}]", "2020-05-01T00:00:00-07:00", 0),
        ("[{id: a, when: 2021-05-01/.., title: T}]", "2021-05-01T00:00:00-07:00", 1),
        (
            "[{id: a, when: ../2019, title: T}, {id: b, when: 2018, title: T}]",
            "2019-01-01T00:00:00-08:00",
            0,
        ),
    ],
)
def test_without_a_moment_it_is_the_end_of_the_last_event(
    events: str, earliest: str, offices: int
) -> None:
    found = fetch_state(_opened(CHAIR, events=events), None, None)
    assert (found.moment, found.earliest, len(found.offices)) == (None, earliest, offices)


def test_without_a_moment_and_without_events() -> None:
    with pytest.raises(QueryError, match="name one with --at"):
        fetch_state(_opened(CHAIR), None, None)


def test_an_office_that_ends_with_the_last_event_is_over_then() -> None:
    index = _opened("from: 2020-05-01, until: 2020-05-02", CHAIR, events=EVENTS)
    assert [one.since for one in fetch_state(index, None, None).offices] == ["2020-05-02"]
