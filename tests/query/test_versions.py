"""An event as one source tells it, and as it was known: each rule of the two by itself."""

from collections.abc import Iterable
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from oai_timeline.dates.bounds import parse_date
from oai_timeline.index.encode import as_stored
from oai_timeline.index.records import RecordBuilder, build_source_record
from oai_timeline.model.certainty import Certainty
from oai_timeline.model.date import EventDate
from oai_timeline.model.event import Account, Event, Quote
from oai_timeline.model.record import StoredEvent
from oai_timeline.model.timeline import Actor, Source
from oai_timeline.query.versions import according_to, as_known

ZONE = ZoneInfo("America/Los_Angeles")
ANN, BOB, CYD = (Actor(key, key, None, (), (), None, ()) for key in ("ann", "bob", "cyd"))
SOURCES = {
    key: build_source_record(Source(key, key, None, None, None, None, None, None, (), None))
    for key in ("daily", "weekly", "post", "other")
}
RECORDS = RecordBuilder((ANN, BOB, CYD), SOURCES, ZONE)


def _date(text: str) -> EventDate:
    return parse_date(text, ZONE)


def _quote(text: str, source: str | None) -> Quote:
    return Quote("bob", text, None, None, source)


def _account(*sources: str, says: str = "Otherwise.", when: str | None = None) -> Account:
    return Account(says, when and _date(when), None, None, None, sources)  # type: ignore[arg-type]


PLAIN = Event(
    id="call",
    when=_date("2023-11-17T12:19"),
    words="at lunch",
    stated="3:19 p.m. ET",
    title="Bob calls",
    summary="Bob called Ann.",
    actors=("bob",),
    about=("ann",),
    kind="message",
    place="a kitchen",
    tags=("phone",),
    certainty="reported",
    quotes=(),
    because=("meeting",),
    after=("breakfast",),
    accounts=(),
    figures={"calls": 1},
    sources=("daily", "weekly", "post"),
)


def _build(event: Event) -> StoredEvent:
    return as_stored(RECORDS.build(event))


Changes = dict[str, Any]
"""Values of an event that differ from those of `PLAIN`."""
ELSEWISE = Account(
    "A text.", _date("2023-11-16"), ("cyd",), ("bob", "ann"), {"texts": 2}, ("weekly",)
)
"""An account that differs from the event in everything."""
AS_TOLD = {
    "when": _date("2023-11-16"),
    "words": None,
    "stated": None,
    "summary": "A text.",
    "actors": ("cyd",),
    "about": ("bob", "ann"),
    "figures": {"texts": 2},
    "sources": ("weekly",),
}
"""What that account changes."""
NOBODY: Changes = {"actors": (), "about": (), "figures": {}}
DAILY, DAILY_FIRST = _account("daily"), _account("daily", says="First.")
WEEKLY, WEEKLY_OLD, WEEKLY_NEW = (_account("weekly", says=s) for s in ("A text.", "Old.", "New."))
COPY_OLD, COPY_NEW = (_account("post", "daily", says=says) for says in ("Old.", "New."))
HI, HO, ANYBODYS = _quote("Hi", "daily"), _quote("Ho", "weekly"), _quote("Hi", None)


@pytest.mark.parametrize(
    ("event", "dates", "told"),
    [
        pytest.param({}, {"daily": 1}, {"sources": ("daily",)},
            id="no account: as in the event"),
        pytest.param({}, {"post": 1, "daily": 2}, {"sources": ("daily", "post")},
            id="several sources, in the event's order"),
        pytest.param({"accounts": (DAILY, ELSEWISE)}, {"weekly": 1}, AS_TOLD,
            id="its account's time, persons, figures and words"),
        pytest.param({"accounts": (ELSEWISE,)}, {"daily": 1}, {"sources": ("daily",)},
            id="the account of another falls away"),
        pytest.param({"accounts": (WEEKLY,)}, {"weekly": 1},
            {"summary": "A text.", "sources": ("weekly",)},
            id="what an account leaves out is as in the event, words of its time included"),
        pytest.param({"accounts": (ELSEWISE._replace(**NOBODY),)}, {"weekly": 1}, AS_TOLD | NOBODY,
            id="an account may say that there is nobody, and no figure"),
        pytest.param({"quotes": (HI, HO)}, {"weekly": 1}, {"quotes": (HO,), "sources": ("weekly",)},
            id="quotes of others fall away"),
        pytest.param({"quotes": (ANYBODYS,)}, {"weekly": 1, "daily": 1},
            {"sources": ("daily", "weekly")},
            id="a quote without a source is of all that are cited"),
        pytest.param({"quotes": (ANYBODYS,), "sources": ("daily",)}, {"daily": 1},
            {"quotes": (ANYBODYS,), "sources": ("daily",)},
            id="a quote without a source, where one alone is cited"),
        pytest.param({"accounts": (WEEKLY_NEW, DAILY)}, {"daily": 1, "weekly": 2},
            {"summary": "New.", "sources": ("daily", "weekly")},
            id="of several accounts the latest, first in the file"),
        pytest.param({"accounts": (DAILY, WEEKLY_NEW)}, {"daily": 1, "weekly": 2},
            {"summary": "New.", "sources": ("daily", "weekly")},
            id="of several accounts the latest, last in the file"),
        pytest.param({"accounts": (COPY_NEW, WEEKLY_OLD)}, {"daily": 3, "weekly": 2, "post": 1},
            {"summary": "New."},
            id="an account is as late as the latest of its sources"),
        pytest.param({"accounts": (COPY_OLD, WEEKLY_NEW)}, {"weekly": 2, "post": 1},
            {"summary": "New.", "sources": ("weekly", "post")},
            id="the date of another's copy of an account does not count"),
        pytest.param({"accounts": (DAILY_FIRST, WEEKLY)}, {"daily": 1, "weekly": 1},
            {"summary": "First.", "sources": ("daily", "weekly")},
            id="of accounts published at once the first in the file"),
        pytest.param({"certainty": "confirmed", "accounts": (ELSEWISE,)}, {"weekly": 1},
            AS_TOLD | {"certainty": "confirmed"},
            id="the certainty stays"),
    ],
)  # fmt: skip
def test_according_to(event: Changes, dates: dict[str, int], told: Changes) -> None:
    expected = PLAIN._replace(**told)
    assert according_to(_record(**event), dates) == _build(expected)


def _record(**changes: Any) -> StoredEvent:
    return _build(PLAIN._replace(**changes))


def _known(
    event: Event,
    sources: Iterable[str],
    *,
    events: Iterable[str] = ("meeting", "breakfast"),
    suffices: bool = True,
) -> StoredEvent:
    return as_known(_build(event), set(sources), set(events), lambda _: suffices)


ON_15, IN_NOVEMBER = _account("weekly", when="2023-11-15"), _account("daily", when="2023-11")
BOTH_DATED = {"accounts": (ON_15, IN_NOVEMBER)}
ALL_DATED = {"accounts": (ON_15, IN_NOVEMBER, _account("post", when="2023"))}


@pytest.mark.parametrize(
    ("event", "sources", "known"),
    [
        pytest.param({}, "daily weekly post other", {}, id="nothing to lose"),
        pytest.param({}, "weekly", {}, id="sources fall away"),
        pytest.param({"quotes": (HI, HO)}, "weekly", {"quotes": (HO,)}, id="quotes fall away"),
        pytest.param({"quotes": (ANYBODYS,)}, "daily weekly", {},
            id="a quote without a source is known with all that are cited"),
        pytest.param({"accounts": (DAILY, _account("weekly", "post", says="So."))}, "post",
            {"accounts": (_account("post", says="So."),)},
            id="accounts fall away, and sources of those that stay"),
        pytest.param({"accounts": (DAILY, ELSEWISE)}, "weekly",
            {"accounts": (ELSEWISE,), "when": ELSEWISE.when, "words": None, "stated": None},
            id="the date of the account that is left; its words and persons stay beside it"),
        pytest.param({"accounts": (ELSEWISE, DAILY)}, "daily weekly",
            {"accounts": (ELSEWISE, DAILY)},
            id="an account without a date is left: the event's"),
        pytest.param({"accounts": (ELSEWISE,)}, "weekly post", {"accounts": (ELSEWISE,)},
            id="a source without an account is left: the event's date"),
        pytest.param(BOTH_DATED, "daily weekly",
            BOTH_DATED | {"when": ON_15.when, "words": None, "stated": None},
            id="several accounts, all with a date: the first one's"),
        pytest.param(ALL_DATED, "daily weekly post", ALL_DATED,
            id="all sources are known: the event's date, though all accounts have one"),
        pytest.param({"certainty": "disputed", "accounts": (DAILY,)}, "daily weekly post",
            {"certainty": "disputed", "accounts": (DAILY,)},
            id="all sources are known: the event's certainty"),
    ],
)  # fmt: skip
def test_as_known(event: Changes, sources: str, known: Changes) -> None:
    """The sources are those that are cited; what is not in `known` is as in the file."""
    cited = tuple(source for source in sources.split() if source in PLAIN.sources)
    expected = PLAIN._replace(sources=cited, **known)
    assert _known(PLAIN._replace(**event), sources.split()) == _build(expected)


@pytest.mark.parametrize(
    ("events", "because", "after"),
    [
        pytest.param({"meeting", "breakfast"}, ("meeting",), ("breakfast",), id="all kept"),
        pytest.param({"meeting"}, ("meeting",), (), id="after"),
        pytest.param({"breakfast"}, (), ("breakfast",), id="because"),
    ],
)
def test_links_to_events_that_are_not_kept_are_dropped(
    events: set[str], because: tuple[str, ...], after: tuple[str, ...]
) -> None:
    known = _known(PLAIN, ("daily",), events=events)
    assert (known["because"], known["after"]) == (list(because), list(after))


@pytest.mark.parametrize(
    ("file_says", "accounts", "suffices", "expected"),
    [
        pytest.param("confirmed", 0, True, "confirmed", id="confirmed by what is left"),
        pytest.param("confirmed", 0, False, "reported", id="no longer confirmed"),
        pytest.param("disputed", 2, True, "disputed", id="two accounts are left"),
        pytest.param("disputed", 1, True, "reported", id="one account is left"),
        pytest.param("disputed", 0, True, "reported", id="no account is left"),
        pytest.param("disputed", 2, False, "disputed", id="a dispute needs no confirmation"),
        pytest.param("reported", 2, True, "reported", id="reported is never raised"),
        pytest.param("rumoured", 2, True, "rumoured", id="rumoured is never raised"),
        pytest.param("rumoured", 0, False, "rumoured", id="rumoured is the lowest"),
        pytest.param(None, 2, False, None, id="none given"),
    ],
)
def test_certainty_is_the_files_or_lower(
    file_says: Certainty | None, accounts: int, suffices: bool, expected: Certainty | None
) -> None:
    told = (_account("daily"), _account("weekly"), _account("post"))
    known = ("daily", "weekly")[:accounts] or ("other",)
    event = PLAIN._replace(certainty=file_says, accounts=told, sources=(*PLAIN.sources, "other"))
    assert _known(event, known, suffices=suffices)["certainty"] == expected


def test_what_confirms_is_judged_by_the_sources_that_are_left() -> None:
    asked = []

    def suffice(sources: Iterable[str]) -> bool:
        asked.append(tuple(sources))
        return True

    confirmed = _build(PLAIN._replace(certainty="confirmed"))
    as_known(confirmed, {"daily", "post", "other"}, set(), suffice)
    assert asked == [("daily", "post")]
