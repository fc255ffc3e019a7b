"""Timelines through a lens, against the same timeline written anew as it is seen through it."""
# ruff: noqa: E501  # messages are on one line

import json
from collections.abc import Collection, Mapping, Sequence
from math import inf
from typing import Any, NamedTuple

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from oai_timeline.dates.bounds import parse_date
from oai_timeline.index import Index, open_bytes
from oai_timeline.index.encode import as_stored
from oai_timeline.index.records import RecordBuilder, build_source_record
from oai_timeline.load import Loading
from oai_timeline.model.event import Event
from oai_timeline.model.order import Bounds
from oai_timeline.model.origins import Origins
from oai_timeline.model.record import AccountRecord, StoredEvent
from oai_timeline.model.timeline import Source
from oai_timeline.query import actors, disputes, search, versions
from oai_timeline.query.bibliography import fetch_source_details, fetch_sources
from oai_timeline.query.causes import Reach, fetch_why_records
from oai_timeline.query.counts import fetch_day_counts, fetch_hour_counts, fetch_name_counts
from oai_timeline.query.errors import QueryError
from oai_timeline.query.event_details import fetch_event_details
from oai_timeline.query.event_names import find_event
from oai_timeline.query.events import fetch_events, fetch_json
from oai_timeline.query.filters import HAS_SEVERAL_ACCOUNTS, Condition, cites, involves, matches
from oai_timeline.query.lanes import fetch_lanes
from oai_timeline.query.perspective import apply_perspective
from oai_timeline.query.select import Query, fetch_nearest_days, read_filters, select
from oai_timeline.query.state import fetch_state
from oai_timeline.query.words import parse_words
from tests.strategies import (
    ACTORS,
    CERTAINTIES,
    KINDS,
    TAGS,
    ZONE,
    dates,
    scale_examples,
    timelines,
)
from tests.timelines import HEADER, loaded

PUBLISHERS = {
    "daily-1": "Daily",
    "daily-2": "Daily",
    "weekly-1": "Weekly",
    "post": "Ann",
    "echo": "Echo",
}
PUBLISHED = (
    "2023-11-16",
    "2023-11-17",
    "2023-11-17T12:30",
    "2023-11-18",
    "2023-11",
    "2023",
    "2023-11-18/..",
    "../2023-11-17",
)
DAYS = ("2023-11-15", "2023-11-16", "2023-11-17", "2023-11-17T12:30", "2023-11", "2023", "2024")
SAYINGS = ("A call.", "A text, in café Zoë.", "Nothing at all.", "It was a call of Bob's.")


class Perspective(NamedTuple):
    according_to: str | None
    as_known_on: str | None


def _some(values: Collection[str], most: int = 2) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(sorted(values)), max_size=most, unique=True)


@st.composite
def _documents(draw: st.DrawFn) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for key, publisher in PUBLISHERS.items():
        optional = {
            "published": draw(st.none() | st.sampled_from(PUBLISHED)),
            "kind": draw(st.sampled_from([None, None, "news", "first-hand"])),
            "rests_on": draw(_some(found, 1)) if found else [],
        }
        found[key] = {"publisher": publisher} | {k: v for k, v in optional.items() if v}
    return found


_figures = st.dictionaries(
    st.sampled_from(["calls", "votes"]), st.sampled_from(["1", "2.5"]), max_size=1
)


@st.composite
def _accounts(draw: st.DrawFn, cited: Sequence[str]) -> list[dict[str, Any]]:
    """Draw accounts, each of other sources, which the event may cite for them alone."""
    told: list[dict[str, Any]] = []
    for key in draw(st.permutations([*cited, "post"]))[: draw(st.integers(0, 3))]:
        optional = {
            "when": draw(st.none() | dates()),
            "actors": draw(st.none() | _some(ACTORS)),
            "about": draw(st.none() | _some(ACTORS)),
            "figures": draw(st.none() | _figures),
        }
        if key in {source for account in told for source in account["sources"]}:
            continue
        account = {"says": draw(st.sampled_from(SAYINGS)), "sources": [key]}
        told.append(account | {k: v for k, v in optional.items() if v is not None})
    return told


@st.composite
def files(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a whole timeline file in which sources differ."""
    events = []
    for drawn in draw(timelines(max_events=6)):
        cited = draw(_some(PUBLISHERS, 3))
        quoted = st.none() | st.sampled_from(cited) if cited else st.none()
        event = drawn._asdict() | {
            "title": f"Ann meets {drawn.id}",
            "summary": draw(st.sampled_from(["", "A summary of a call."])),
            "words": draw(st.sampled_from(["", "at lunch"])),
            "stated": draw(st.sampled_from(["", "3 p.m."])),
            "sources": cited,
            "accounts": draw(_accounts(cited)),
            "figures": draw(_figures),
            "quotes": [
                {"text": text, "by": "ann"} | ({"source": source} if source else {})
                for text, source in draw(
                    st.lists(st.tuples(st.sampled_from(["Hello", "Bye now"]), quoted), max_size=2)
                )
            ],
        }
        events.append({key: value for key, value in event.items() if value})
    return {
        "timeline": {"format": "1", "title": "Drawn", "zone": ZONE.key},
        "actors": {actor: {"name": actor.title()} for actor in ACTORS},
        "sources": draw(_documents()),
        "events": events,
    }


def lenses() -> st.SearchStrategy[Perspective]:
    according_to = st.sampled_from([*PUBLISHERS, "Daily", "daily-1"])
    as_known_on = st.sampled_from(DAYS)
    return st.one_of(
        st.builds(Perspective, according_to, st.none()),
        st.builds(Perspective, st.none(), as_known_on),
        st.builds(Perspective, according_to, as_known_on),
    )


def _opened(file: Mapping[str, Any]) -> Index:
    return open_bytes(json.dumps(file).encode(), "t.yaml")


def _through(file: Mapping[str, Any], perspective: Perspective) -> Index | None:
    """Look at a timeline through a lens; None where no event cites the source."""
    index = _opened(file)
    try:
        apply_perspective(index, *perspective)
    except QueryError:
        return None
    return index


def _until(date: str) -> float:
    latest = parse_date(date, ZONE).latest
    return inf if latest is None else latest


def _published_by(sources: Mapping[str, Source], date: str) -> set[str]:
    return {
        source.id
        for source in sources.values()
        if source.published and _until(source.published.text) <= _until(date) < inf
    }


def _of(sources: Mapping[str, Source], text: str) -> set[str]:
    return {text} if text in sources else {s.id for s in sources.values() if s.publisher == text}


def _counting(loading: Loading, perspective: Perspective) -> set[str]:
    """Name the sources that count."""
    counting = set(loading.sources)
    if perspective.as_known_on:
        counting &= _published_by(loading.sources, perspective.as_known_on)
    if perspective.according_to:
        counting &= _of(loading.sources, perspective.according_to)
    return counting


def _seen(loading: Loading, events: Sequence[Event], perspective: Perspective) -> list[StoredEvent]:
    """Give the events that are left, one by one as the rules have it."""
    counting = _counting(loading, perspective)
    sources = {key: build_source_record(source) for key, source in loading.sources.items()}
    builder = RecordBuilder(loading.actors.values(), sources, ZONE)
    kept = [
        as_stored(builder.build(event)) for event in events if counting.intersection(event.sources)
    ]
    if perspective.as_known_on:
        published = _published_by(loading.sources, perspective.as_known_on)
        ids = {event.id for event in events if published.intersection(event.sources)}
        confirm = Origins(loading.sources).confirm
        kept = [versions.as_known(event, published, ids, confirm) for event in kept]
    if perspective.according_to:
        dates = {
            key: -(1 << 62) if date is None or date.latest is None else date.latest
            for key in _of(loading.sources, perspective.according_to)
            for date in (loading.sources[key].published,)
        }
        kept = [versions.according_to(event, dates) for event in kept]
    return kept


def _anew(file: Mapping[str, Any], perspective: Perspective) -> Index:
    """Write the timeline as it is seen, and open that; links that can't be are left out."""
    loading, events = loaded(json.dumps(file))
    seen = _seen(loading, events, perspective)
    bounds = {event["id"]: Bounds.of(parse_date(event["when"]["date"], ZONE)) for event in seen}

    def possible(event: StoredEvent, ids: Sequence[str]) -> list[str]:
        latest = bounds[event["id"]].latest
        return [key for key in ids if key in bounds and bounds[key].earliest < latest]

    documents = [
        _document(event)
        | {"because": possible(event, event["because"]), "after": possible(event, event["after"])}
        for event in seen
    ]
    return _opened({**file, "events": documents})


def _document(event: StoredEvent) -> dict[str, Any]:
    written = {
        **event,
        "when": event["when"]["date"],
        "words": event["when"]["words"],
        "stated": event["when"]["stated"],
        "actors": [actor["id"] for actor in event["actors"]],
        "about": [actor["id"] for actor in event["about"]],
        "figures": _written_figures(event["figures"]),
        "quotes": [_without_none(quote) for quote in event["quotes"]],
        "accounts": [_account(account) for account in event["accounts"]],
    }
    return _without_none(written)


def _account(account: AccountRecord) -> dict[str, Any]:
    actors, about, figures = account["actors"], account["about"], account["figures"]
    written = {
        **account,
        "when": account["when"] and account["when"]["date"],
        "actors": None if actors is None else [actor["id"] for actor in actors],
        "about": None if about is None else [actor["id"] for actor in about],
        "figures": None if figures is None else _written_figures(figures),
    }
    return _without_none(written)


def _written_figures(figures: Mapping[str, float]) -> dict[str, str]:
    return {name: str(number) for name, number in figures.items()}


def _without_none(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}


def _records(index: Index, query: Query | None = None) -> list[dict[str, Any]]:
    return [json.loads(text) for text in fetch_json(index, select(index, query or Query()))]


def _unlinked(record: dict[str, Any]) -> dict[str, Any]:
    """Leave out the links, which tell of events that are not kept as well."""
    return {key: value for key, value in record.items() if key not in {"because", "after"}}


class Seen(NamedTuple):
    """A timeline, seen through a lens, and the same timeline written anew as it is seen."""

    file: dict[str, Any]
    perspective: Perspective
    through: Index
    anew: Index

    @property
    def counting(self) -> set[str]:
        return _counting(loaded(json.dumps(self.file))[0], self.perspective)


@st.composite
def views(draw: st.DrawFn) -> Seen:
    """Draw a timeline and a lens through which something is seen."""
    file, perspective = draw(files()), draw(lenses())
    through = _through(file, perspective)
    assume(through is not None)
    assert through
    return Seen(file, perspective, through, _anew(file, perspective))


both = scale_examples(0.6)


@both
@given(views())
def test_events_and_their_order_are_those_of_the_timeline_written_anew(seen: Seen) -> None:
    shown, expected = ([_unlinked(r) for r in _records(index)] for index in seen[2:])
    assert shown == expected
    in_lists = [fetch_events(index, select(index, Query())) for index in seen[2:]]
    assert in_lists[0] == in_lists[1]


@both
@given(views())
def test_links_are_those_of_the_timeline_written_anew(seen: Seen) -> None:
    for record in _records(seen.anew):
        assert _linked(seen.through, record["id"]) == _linked(seen.anew, record["id"])


def _linked(index: Index, key: str) -> object:
    """Tell by id what is before and after an event: in its page, and among causes."""
    seen = fetch_event_details(index, key, 99)
    why = fetch_why_records(index, key, Reach(9))
    return (
        [(step.key, step.event.id) for step in seen.before],
        [(step.key, step.event.id) for step in seen.following],
        [event["id"] for event in why["causes"]],
        [event["id"] for event in why["consequences"]],
    )


LINKED = {
    "timeline": {"format": "1", "title": "Links", "zone": ZONE.key},
    "sources": {
        "daily-1": {"publisher": "Daily", "published": "2023-11-17"},
        "weekly-1": {"publisher": "Weekly", "published": "2023-11-17"},
    },
    "events": [
        {"id": "a", "when": "2023-11-16", "title": "A", "sources": ["weekly-1"]},
        {"id": "b", "when": "2023-11-17", "title": "B", "sources": ["daily-1"], "because": ["a"],
         "quotes": [{"text": "Hello"}]},
    ],
}  # fmt: skip


@both
@given(files(), st.sampled_from([*PUBLISHERS, "Daily"]), st.sampled_from(DAYS))
@example(LINKED, "Daily", "2023-11-18")
def test_two_lenses_are_one_after_the_other(
    file: dict[str, Any], according_to: str, as_known_on: str
) -> None:
    """What a source tells is of the timeline as it was known; that has all links known by then."""
    through = _through(file, Perspective(according_to, as_known_on))
    known = _through(file, Perspective(None, as_known_on))
    if through is None or known is None:
        return
    links = {one["id"]: (one["because"], one["after"]) for one in _records(known)}
    for record in _records(through):
        assert (record["because"], record["after"]) == links[record["id"]]
    anew = _anew(file, Perspective(None, as_known_on))
    try:
        apply_perspective(anew, according_to, None)
    except QueryError:  # by then, no event cites it
        assert _records(through) == []
    else:
        assert [_unlinked(r) for r in _records(through)] == [_unlinked(r) for r in _records(anew)]


FILTER_TEXTS = {
    **dict.fromkeys(("day", "since", "until"), dates()),
    **dict.fromkeys(("actor", "by", "about", "not_actor"), st.sampled_from(ACTORS)),
    **dict.fromkeys(("tag", "not_tag"), st.sampled_from(TAGS)),
    "kind": st.sampled_from(KINDS),
    "certainty": st.sampled_from(CERTAINTIES),
    "source": st.sampled_from([*PUBLISHERS, "Daily"]),
    "grep": st.sampled_from(["call", "ann", "CAFE", "hello", "e1", "nothing"]),
}
CONDITIONS = [HAS_SEVERAL_ACCOUNTS, cites(["daily-1", "daily-2"]), *map(involves, ACTORS)]
Question = tuple[dict[str, list[str]], list[Condition]]


@st.composite
def _questions(draw: st.DrawFn) -> Question:
    names = draw(st.lists(st.sampled_from(sorted(FILTER_TEXTS)), max_size=2, unique=True))
    texts = {name: draw(st.lists(FILTER_TEXTS[name], min_size=1, max_size=2)) for name in names}
    return texts, draw(st.lists(st.sampled_from(CONDITIONS), max_size=1))


@both
@given(views(), st.lists(_questions(), min_size=6, max_size=6))
def test_filters_choose_and_count_as_in_the_timeline_written_anew(
    seen: Seen, questions: list[Question]
) -> None:
    for question in questions:
        assert _chosen(seen.through, question) == _chosen(seen.anew, question)


def _chosen(index: Index, question: Question) -> object:
    texts, conditions = question
    try:
        query = Query(read_filters(index, texts), conditions)
    except QueryError:
        return "no event has it"
    answer = select(index, query)
    dated = query.wanted.keys() & {"day", "since", "until"}
    return (
        [entry.id for entry in fetch_events(index, answer)],
        [match[1:] for match in answer.matches],
        fetch_nearest_days(index, query) if dated else [],
        fetch_day_counts(index, query, answer),
        [fetch_name_counts(index, query, per) for per in ("actor", "kind")],
        fetch_hour_counts(index, query, index.zone),
        [one for one in actors.fetch_actors(index, query) if one.events],
        fetch_lanes(index, query),
        [(one.event.id, one.accounts) for one in disputes.fetch_disputes(index, answer)],
    )


@both
@given(views(), st.sampled_from(["call", "text cafe", "ann", '"hello"', "nothing", "e*"]))
def test_search_ranks_as_in_the_timeline_written_anew(seen: Seen, text: str) -> None:
    assert _searched(seen.through, text) == _searched(seen.anew, text)


def _searched(index: Index, text: str) -> object:
    wanted, _ = parse_words(text)
    found = search.plan_search(index, Query(), wanted)
    hits = search.fetch_hits(index, search.fetch_best(index, found), found.terms)
    matching = Query(conditions=[matches(search.build_expression(found.terms))])
    return (
        [(hit.event.id, hit.title, hit.excerpts) for hit in hits],
        [entry.id for entry in fetch_events(index, select(index, matching))],
    )


@both
@given(views())
def test_cards_and_sources_are_those_of_the_timeline_written_anew(seen: Seen) -> None:
    """Actors without an event, and sources that don't count, are not listed."""
    through, anew, counting = seen.through, seen.anew, seen.counting
    everybody = [one for one in actors.fetch_actors(anew, Query()) if one.events]
    assert actors.fetch_actors(through, Query()) == everybody
    for actor in ACTORS:
        expected = actors.fetch_actor_details(anew, actor)
        among = [other for other in expected.companions if other.events]
        found = actors.fetch_actor_details(through, actor)
        assert found == expected._replace(companions=among)
    expected_sources = [used for used in fetch_sources(anew) if used.source["id"] in counting]
    assert fetch_sources(through) == expected_sources
    for source in counting:
        shown, whole = fetch_source_details(through, source), fetch_source_details(anew, source)
        resting = [used for used in whole.dependents if used.source["id"] in counting]
        assert (shown.sources, shown.dependents) == (whole.sources, resting)
        assert [entry.id for entry in shown.events] == [entry.id for entry in whole.events]


@both
@given(files(), lenses())
def test_nothing_of_other_sources_is_seen(file: dict[str, Any], perspective: Perspective) -> None:
    """Every account, quote and source is marked with whose it is, and no other mark is found."""
    for event in file["events"]:
        for account in event.get("accounts", ()):
            account["says"] = f"Told by marked-{account['sources'][0]}."
            account["figures"] = {f"marked-{account['sources'][0]}": "1"}
        for quote in event.get("quotes", ()):
            quote["text"] = f"Quoted by marked-{quote.get('source')}."
    for key, source in file["sources"].items():
        source.pop("rests_on", None)
        source["title"] = f"marked-{key}"
    through = _through(file, perspective)
    if through is None:
        return
    others = PUBLISHERS.keys() - _counting(loaded(json.dumps(file))[0], perspective)
    everything = json.dumps(
        [
            _records(through),
            [fetch_event_details(through, record["id"], 99) for record in _records(through)],
            [used.as_dict() for used in fetch_sources(through)],
        ]
    )
    for key in others:
        assert f"marked-{key}" not in everything
        text = {"grep": [f"marked-{key}"]}
        assert select(through, Query(read_filters(through, text))).matches == []
        wanted, _ = parse_words(f'"marked-{key}"')
        found = search.plan_search(through, Query(), wanted)
        assert search.fetch_ranked(through, found).matches == []


@both
@given(files())
def test_long_after_all_was_published_the_timeline_is_itself(file: dict[str, Any]) -> None:
    """But for the certainty that sources do not bear out, dates of accounts, and links."""
    for source in file["sources"].values():
        source["published"] = "2023-11-17"
    through = _through(file, Perspective(None, "2030"))
    assert through is not None
    found = {record["id"]: _unlinked(record) for record in _records(through)}
    expected = {r["id"]: _unlinked(r) for r in _records(_opened(file)) if r["sources"]}
    assert found.keys() == expected.keys()
    for key, record in expected.items():
        seen = found[key]
        for one in (record, seen):
            one["when"].pop("order")
        lowered = {record["certainty"], "reported"}
        may_be = lowered if record["certainty"] in {"confirmed", "disputed"} else lowered - {
            "reported"
        } or {"reported"}  # fmt: skip
        assert seen["certainty"] in may_be
        dated = [account["when"] for account in record["accounts"]]
        if not dated or None in dated:
            assert seen["when"] == record["when"]
        assert {**seen, "when": 0, "certainty": 0} == {**record, "when": 0, "certainty": 0}


SOURCES = """\
sources:
  early: {publisher: Daily, published: 2023-11-17}
  late: {publisher: Daily, published: 2023-11-20}
  month: {publisher: Monthly, published: 2023-11}
  open: {publisher: Monthly, published: 2023-11-01/..}
  undated: {publisher: Nobody}
  unused: {publisher: Unread, published: 2023-11-17}
"""
EVENTS = """\
events:
  - id: told-wide
    when: 2023-11-20T12:00
    title: Told wide
    accounts: [{says: Some day., when: 2023-11-06/2023-11-18, sources: [early]}]
    sources: [late]
  - {id: close, when: 2023-11-17T12:00, title: Close, after: [told-later], sources: [early, late]}
  - id: told-later
    when: 2023-11-16
    title: Told later
    accounts: [{says: Later., when: 2023-11-19, sources: [early]}, {says: No., sources: [late]}]
"""


def _small(according_to: str | None, as_known_on: str | None) -> tuple[Index, list[str]]:
    index = open_bytes(f"{HEADER}{SOURCES}{EVENTS}".encode(), "t.yaml")
    return index, apply_perspective(index, according_to, as_known_on)


@pytest.mark.parametrize(
    ("perspective", "day", "expected"),
    [
        pytest.param(("early", None), "..", "told-wide? close told-later",
            id="a date that is another makes a link impossible, and the order another"),
        pytest.param(("late", None), "..", "told-later close told-wide",
            id="without an account the event's date"),
        pytest.param(("early", None), "2023-11-17", "told-wide? close",
            id="a day finds what an account dates to more than any event's days"),
        pytest.param((None, "2023-11-17"), "2023-11-07", "told-wide",
            id="the same as known on a day"),
        pytest.param(("Daily", None), "..", "told-wide? told-later close",
            id="of a publisher's accounts the latest"),
        pytest.param(("Daily", "2023-11-19"), "..", "told-wide? close told-later",
            id="of a publisher's accounts the latest that was published"),
        pytest.param(("Daily", "2023-11-16"), "..", "", id="nothing was published"),
    ],
)  # fmt: skip
def test_dates_of_accounts_are_dates(
    perspective: tuple[str | None, str | None], day: str, expected: str
) -> None:
    """A question mark follows an event whose order is not established."""
    index, _ = _small(*perspective)
    found = fetch_events(index, select(index, Query(read_filters(index, {"day": [day]}))))
    shown = [entry.id + ("" if entry.order_known else "?") for entry in found]
    assert shown == expected.split()


TODAYS = "titles, summaries and biographies are current, not as of that date"
UNDATED = "left out: 1 source without a date"
IMPRECISE = f"{UNDATED} and 2 sources dated too imprecisely to tell"


@pytest.mark.parametrize(
    ("perspective", "notes"),
    [
        pytest.param(("early", None), [], id="a source"),
        pytest.param(("ear", None), [], id="what begins its id"),
        pytest.param(("daily", None), ["2 sources are of Daily: the latest account counts"], id="a publisher"),
        pytest.param((None, "2023-11-17"), [TODAYS, IMPRECISE], id="within a month"),
        pytest.param((None, "2023-10-31"), [TODAYS, UNDATED], id="before that month"),
        pytest.param((None, "2023-11-30"), [TODAYS, f"{UNDATED} and 1 source dated too imprecisely to tell"], id="an open end is never known"),
        pytest.param((None, "nov 17"), ["nov 17 = 2023-11-17", TODAYS, IMPRECISE], id="as people type a day"),
    ],
)  # fmt: skip
def test_what_is_said_besides(perspective: tuple[str | None, str | None], notes: list[str]) -> None:
    assert _small(*perspective)[1] == notes


@pytest.mark.parametrize(
    ("according_to", "as_known_on", "message"),
    [
        ("unused", None, "no event cites unused"),
        ("nobody-1", None, 'no source or publisher is called "nobody-1" (did you mean Nobody?)'),
        ("un", None, '"un" is ambiguous: Unread, undated'),
        ("", None, 'no source or publisher is called ""'),
        (None, "2023-11-31", 'can\'t read "2023-11-31" as a date: 2023-11 has no day 31'),
        (None, "", 'can\'t read "" as a date (like 2023-11-17, 2023-11-17T12:30, nov 17 or friday)'),
    ],
)  # fmt: skip
def test_refused(according_to: str | None, as_known_on: str | None, message: str) -> None:
    with pytest.raises(QueryError) as error:
        _small(according_to, as_known_on)
    assert str(error.value) == message


@pytest.mark.parametrize(
    ("according_to", "as_known_on", "text", "message"),
    [
        (None, "2023-11-17", "late", '"late" does not count here (as known on 2023-11-17): late is of 2023-11-20'),
        ("early", None, "undated", '"undated" does not count here (according to early): undated is of no known date'),
        ("Daily", "2023", "month", '"month" does not count here (according to Daily, as known on 2023): month is of 2023-11'),
        (None, "2001", "daily", '"daily" does not count here (as known on 2001): early is of 2023-11-17, late is of 2023-11-20'),
        (None, "2023-11-17", "unused", "no event cites unused"),
        (None, "2023-11-17", "nine", 'no source or publisher is called "nine"'),
    ],
)  # fmt: skip
def test_a_source_that_does_not_count(
    according_to: str | None, as_known_on: str | None, text: str, message: str
) -> None:
    index, _ = _small(according_to, as_known_on)
    with pytest.raises(QueryError) as error:
        read_filters(index, {"source": [text]})
    assert str(error.value) == message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("close", "no source of close counts here (as known on 2023-11-16)"),
        ("clo", "no source of close counts here (as known on 2023-11-16)"),
        ("told", 'no event is called "told"'),
        ("clothes", 'no event is called "clothes"'),
    ],
)
def test_an_event_that_is_not_kept(text: str, message: str) -> None:
    with pytest.raises(QueryError) as error:
        find_event(_small(None, "2023-11-16")[0], text)
    assert str(error.value) == message


OFFICES = f"""{HEADER}{SOURCES}actors:
  club: {{name: Club}}
  ann:
    name: Ann
    offices:
      - {{office: Over, of: club, from: 2020, until: 2022, sources: [early]}}
      - {{office: Ends later, of: club, from: 2020, until: 2024, sources: [early, late]}}
      - {{office: Still held, of: club, from: 2020, until: .., sources: [early]}}
      - {{office: Told later, of: club, from: 2020, until: 2024, sources: [late]}}
      - {{office: Told by nobody, of: club, from: 2020, until: 2024}}
      - {{office: End not known, of: club, from: 2020, sources: [early]}}
events: [{{id: a, when: 2020, title: T, sources: [early, late]}}]
"""
ENDS_LATER = ("Ends later", None, True)
STILL_HELD = ("Still held", "..", True)
UNKNOWN = ("End not known", None, False)


@pytest.mark.parametrize(
    ("perspective", "at", "offices"),
    [
        ((None, "2023-11-17"), "2021", [("Over", "2022", True), ENDS_LATER, STILL_HELD, UNKNOWN]),
        ((None, "2023-11-17"), "2023-11-17T23:59", [ENDS_LATER, STILL_HELD, UNKNOWN]),
        ((None, "2023-11-17"), "2023-11-18", [("Ends later", None, False), STILL_HELD, UNKNOWN]),
        (("late", None), "2023", [("Ends later", "2024", True), ("Told later", "2024", True)]),
        ((None, "2023-11-16"), "2023", []),
    ],
)
def test_offices(
    perspective: tuple[str | None, str | None], at: str, offices: list[tuple[str, str | None, bool]]
) -> None:
    """What ends after the day was held until that day for certain; its end was not known then."""
    index = open_bytes(OFFICES.encode(), "t.yaml")
    apply_perspective(index, *perspective)
    found = fetch_state(index, at, None).offices
    assert [(one.office, one.until, one.is_certain) for one in found] == offices
