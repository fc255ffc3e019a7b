"""An event as one source tells it, and as it was known: each rule of the two by itself."""

from collections.abc import Iterable
from zoneinfo import ZoneInfo

import pytest

from oai_timeline.dates.bounds import parse_date
from oai_timeline.index.records import RecordBuilder, build_source_record
from oai_timeline.model.certainty import Certainty
from oai_timeline.model.date import EventDate
from oai_timeline.model.event import Account, Event, Quote
from oai_timeline.model.record import EventRecord
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
EVERYTHING_ELSE = Account(
    "A text.", _date("2023-11-16"), ("cyd",), ("bob", "ann"), {"texts": 2}, ("weekly",)
)
AS_TOLD = PLAIN._replace(
    when=_date("2023-11-16"),
    words=None,
    stated=None,
    summary="A text.",
    actors=("cyd",),
    about=("bob", "ann"),
    figures={"texts": 2},
    sources=("weekly",),
)


@pytest.mark.parametrize(
    ("event", "dates", "expected"),
    [
        pytest.param(
            PLAIN,
            {"daily": 1},
            PLAIN._replace(sources=("daily",)),
            id="no account: as in the event",
        ),
        pytest.param(
            PLAIN,
            {"post": 1, "daily": 2},
            PLAIN._replace(sources=("daily", "post")),
            id="several sources, in the event's order",
        ),
        pytest.param(
            PLAIN._replace(accounts=(_account("daily"), EVERYTHING_ELSE)),
            {"weekly": 1},
            AS_TOLD,
            id="its account's time, persons, figures and words",
        ),
        pytest.param(
            PLAIN._replace(accounts=(EVERYTHING_ELSE,)),
            {"daily": 1},
            PLAIN._replace(sources=("daily",)),
            id="the account of another falls away",
        ),
        pytest.param(
            PLAIN._replace(accounts=(_account("weekly", says="A text."),)),
            {"weekly": 1},
            PLAIN._replace(summary="A text.", sources=("weekly",)),
            id="what an account leaves out is as in the event, words of its time included",
        ),
        pytest.param(
            PLAIN._replace(accounts=(EVERYTHING_ELSE._replace(actors=(), about=(), figures={}),)),
            {"weekly": 1},
            AS_TOLD._replace(actors=(), about=(), figures={}),
            id="an account may say that there is nobody, and no figure",
        ),
        pytest.param(
            PLAIN._replace(quotes=(_quote("Hi", "daily"), _quote("Ho", "weekly"))),
            {"weekly": 1},
            PLAIN._replace(quotes=(_quote("Ho", "weekly"),), sources=("weekly",)),
            id="quotes of others fall away",
        ),
        pytest.param(
            PLAIN._replace(quotes=(_quote("Hi", None),)),
            {"weekly": 1, "daily": 1},
            PLAIN._replace(sources=("daily", "weekly")),
            id="a quote without a source is of all that are cited",
        ),
        pytest.param(
            PLAIN._replace(quotes=(_quote("Hi", None),), sources=("daily",)),
            {"daily": 1},
            PLAIN._replace(quotes=(_quote("Hi", None),), sources=("daily",)),
            id="a quote without a source, where one alone is cited",
        ),
        pytest.param(
            PLAIN._replace(accounts=(_account("weekly", says="New."), _account("daily"))),
            {"daily": 1, "weekly": 2},
            PLAIN._replace(summary="New.", sources=("daily", "weekly")),
            id="of several accounts the latest, first in the file",
        ),
        pytest.param(
            PLAIN._replace(accounts=(_account("daily"), _account("weekly", says="New."))),
            {"daily": 1, "weekly": 2},
            PLAIN._replace(summary="New.", sources=("daily", "weekly")),
            id="of several accounts the latest, last in the file",
        ),
        pytest.param(
            PLAIN._replace(
                accounts=(_account("post", "daily", says="New."), _account("weekly", says="Old."))
            ),
            {"daily": 3, "weekly": 2, "post": 1},
            PLAIN._replace(summary="New."),
            id="an account is as late as the latest of its sources",
        ),
        pytest.param(
            PLAIN._replace(
                accounts=(_account("post", "daily", says="Old."), _account("weekly", says="New."))
            ),
            {"weekly": 2, "post": 1},
            PLAIN._replace(summary="New.", sources=("weekly", "post")),
            id="the date of another's copy of an account does not count",
        ),
        pytest.param(
            PLAIN._replace(accounts=(_account("daily", says="First."), _account("weekly"))),
            {"daily": 1, "weekly": 1},
            PLAIN._replace(summary="First.", sources=("daily", "weekly")),
            id="of accounts published at once the first in the file",
        ),
        pytest.param(
            PLAIN._replace(certainty="confirmed", accounts=(EVERYTHING_ELSE,)),
            {"weekly": 1},
            AS_TOLD._replace(certainty="confirmed"),
            id="the certainty stays",
        ),
    ],
)
def test_according_to(event: Event, dates: dict[str, int], expected: Event) -> None:
    assert according_to(RECORDS.build(event), dates) == RECORDS.build(expected)


def _known(
    event: Event,
    sources: Iterable[str],
    *,
    events: Iterable[str] = ("meeting", "breakfast"),
    suffices: bool = True,
) -> EventRecord:
    return as_known(RECORDS.build(event), set(sources), set(events), lambda _: suffices)


@pytest.mark.parametrize(
    ("event", "sources", "expected"),
    [
        pytest.param(PLAIN, ("daily", "weekly", "post", "other"), PLAIN, id="nothing to lose"),
        pytest.param(
            PLAIN, ("weekly",), PLAIN._replace(sources=("weekly",)), id="sources fall away"
        ),
        pytest.param(
            PLAIN._replace(quotes=(_quote("Hi", "daily"), _quote("Ho", "weekly"))),
            ("weekly",),
            PLAIN._replace(quotes=(_quote("Ho", "weekly"),), sources=("weekly",)),
            id="quotes fall away",
        ),
        pytest.param(
            PLAIN._replace(quotes=(_quote("Hi", None),)),
            ("weekly", "daily"),
            PLAIN._replace(sources=("daily", "weekly")),
            id="a quote without a source is known with all that are cited",
        ),
        pytest.param(
            PLAIN._replace(accounts=(_account("daily"), _account("weekly", "post", says="So."))),
            ("post",),
            PLAIN._replace(accounts=(_account("post", says="So."),), sources=("post",)),
            id="accounts fall away, and sources of those that stay",
        ),
        pytest.param(
            PLAIN._replace(accounts=(_account("daily"), EVERYTHING_ELSE)),
            ("weekly",),
            PLAIN._replace(
                when=_date("2023-11-16"),
                words=None,
                stated=None,
                accounts=(EVERYTHING_ELSE,),
                sources=("weekly",),
            ),
            id="the date of the account that is left; its words and persons stay beside it",
        ),
        pytest.param(
            PLAIN._replace(accounts=(EVERYTHING_ELSE, _account("daily"))),
            ("weekly", "daily"),
            PLAIN._replace(
                accounts=(EVERYTHING_ELSE, _account("daily")), sources=("daily", "weekly")
            ),
            id="an account without a date is left: the event's",
        ),
        pytest.param(
            PLAIN._replace(accounts=(EVERYTHING_ELSE,)),
            ("weekly", "post"),
            PLAIN._replace(accounts=(EVERYTHING_ELSE,), sources=("weekly", "post")),
            id="a source without an account is left: the event's date",
        ),
        pytest.param(
            PLAIN._replace(
                accounts=(_account("weekly", when="2023-11-15"), _account("daily", when="2023-11"))
            ),
            ("daily", "weekly"),
            PLAIN._replace(
                when=_date("2023-11-15"),
                words=None,
                stated=None,
                accounts=(_account("weekly", when="2023-11-15"), _account("daily", when="2023-11")),
                sources=("daily", "weekly"),
            ),
            id="several accounts, all with a date: the first one's",
        ),
    ],
)  # fmt: skip
def test_as_known(event: Event, sources: tuple[str, ...], expected: Event) -> None:
    assert _known(event, sources) == RECORDS.build(expected)


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

    as_known(RECORDS.build(PLAIN), {"daily", "post", "other"}, set(), suffice)
    assert asked == [("daily", "post")]
