"""Choosing events, against the same question answered in Python from what was drawn."""

import json
from collections.abc import Callable, Mapping, Sequence
from itertools import product
from math import isinf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oai_timeline.dates.bounds import parse_date
from oai_timeline.dates.display import format_iso
from oai_timeline.index import Index, open_bytes
from oai_timeline.query.events import fetch_events, fetch_json
from oai_timeline.query.filters import involves
from oai_timeline.query.select import (
    Query,
    explain_contradiction,
    fetch_nearest_days,
    read_filters,
    select,
)
from tests.strategies import (
    PUBLISHERS,
    ZONE,
    Drawn,
    bounds,
    dates,
    in_time_order,
    open_drawn,
    scale_examples,
    timelines,
)
from tests.timelines import HEADER

A_DAY = 86_400

Texts = Mapping[str, Sequence[str]]


def _ids(
    index: Index, texts: Texts, *, together: bool = False, order: str = "canonical"
) -> list[str]:
    involved = [involves(actor) for actor in texts.get("involves", ())]
    query = Query(read_filters(index, texts), involved, together, order=order)
    return [entry.id for entry in fetch_events(index, select(index, query))]


def _during(event: Drawn, since: str | None, until: str | None) -> bool:
    begins = bounds(parse_date(since, ZONE).earliest, None)[0] if since else float("-inf")
    ends = bounds(None, parse_date(until, ZONE).latest)[1] if until else float("inf")
    earliest, latest = event.bounds
    return latest > begins and earliest < ends


def _cites(event: Drawn, text: str) -> bool:
    return any(text in (source, PUBLISHERS[source]) for source in event.sources)


HAS: Mapping[str, Callable[[Drawn, str], bool]] = {
    "day": lambda event, text: _during(event, text, text),
    "since": lambda event, text: _during(event, text, None),
    "until": lambda event, text: _during(event, None, text),
    "involves": lambda event, text: text in (*event.actors, *event.about),
    "actor": lambda event, text: text in (*event.actors, *event.about),
    "by": lambda event, text: text in event.actors,
    "about": lambda event, text: text in event.about,
    "not_actor": lambda event, text: text in (*event.actors, *event.about),
    "kind": lambda event, text: text == event.kind,
    "tag": lambda event, text: text in event.tags,
    "not_tag": lambda event, text: text in event.tags,
    "certainty": lambda event, text: text == event.certainty,
    "source": _cites,
    "grep": lambda event, text: text in event.id,
}


def _kept(event: Drawn, texts: Texts, *, together: bool) -> bool:
    """Judge an event: any of a filter's texts (all, together), and all filters."""
    of_them = {name: all if together or name == "involves" else any for name in texts}
    return all(
        of_them[name](HAS[name](event, text) for text in values) != name.startswith("not_")
        for name, values in texts.items()
    )


def _actors(events: Sequence[Drawn]) -> set[str]:
    return {actor for event in events for actor in (*event.actors, *event.about)}


def _tags(events: Sequence[Drawn]) -> set[str]:
    return {tag for event in events for tag in event.tags}


def _sources(events: Sequence[Drawn]) -> set[str]:
    cited = {source for event in events for source in event.sources}
    return cited | {PUBLISHERS[source] for source in cited}


PERIODS = dict.fromkeys(("day", "since", "until"), dates())
DRAWN: Mapping[str, Callable[[Sequence[Drawn]], set[str]]] = {
    **dict.fromkeys(("involves", "actor", "by", "about", "not_actor"), _actors),
    **dict.fromkeys(("tag", "not_tag"), _tags),
    **dict.fromkeys(PERIODS, lambda _: set()),
    "kind": lambda events: {event.kind for event in events if event.kind},
    "certainty": lambda events: {event.certainty for event in events if event.certainty},
    "source": _sources,
    "grep": lambda events: {"e", *(event.id for event in events)},
}
"""For each filter, what drawn events have that it can be asked for."""


def _possible(events: Sequence[Drawn]) -> dict[str, st.SearchStrategy[str]]:
    """Return the filters that something can be asked of, each with what some event has."""
    used = {name: find(events) for name, find in DRAWN.items()}
    return PERIODS | {
        name: st.sampled_from(sorted(values)) for name, values in used.items() if values
    }


@st.composite
def asked(draw: st.DrawFn, most_filters: int) -> tuple[list[Drawn], list[dict[str, list[str]]]]:
    """Draw a timeline, and filters to ask it with."""
    events = draw(timelines())
    possible = _possible(events)
    names = st.lists(
        st.sampled_from(sorted(possible)), min_size=1, max_size=most_filters, unique=True
    )
    questions = [
        {name: draw(st.lists(possible[name], min_size=1, max_size=2)) for name in draw(names)}
        for _ in range(4)
    ]
    return events, questions


@pytest.mark.parametrize("most_filters", [1, 4])
@given(data=st.data())
def test_filters_keep_what_has_any_or_all_of_their_values(
    most_filters: int, data: st.DataObject
) -> None:
    """Different filters all hold."""
    events, questions = data.draw(asked(most_filters))
    index, ordered = open_drawn(events), in_time_order(events)
    for texts, together in product(questions, (False, True)):
        expected = [event.id for event in ordered if _kept(event, texts, together=together)]
        assert _ids(index, texts, together=together) == expected


@given(timelines(), st.booleans(), st.none() | st.integers(1, 12))
def test_reverse_then_limit_and_the_total_is_kept(
    events: list[Drawn],
    reverse: bool,
    limit: int | None,
) -> None:
    index = open_drawn(events)
    expected = [event.id for event in in_time_order(events)]
    if reverse:
        expected.reverse()
    answer = select(index, Query(reverse=reverse, limit=limit))
    assert [entry.id for entry in fetch_events(index, answer)] == expected[:limit]
    assert answer.total == len(events)


@given(timelines(), dates(), st.booleans())
def test_what_is_dated_to_a_longer_span_stands_last_where_asked_for(
    events: list[Drawn],
    day: str,
    reverse: bool,
) -> None:
    index = open_drawn(events)
    wanted = read_filters(index, {"day": [day]})
    in_place = select(index, Query(wanted, reverse=reverse)).matches
    last = select(index, Query(wanted, reverse=reverse, order="coarse_last"))
    assert last.matches == sorted(in_place, key=lambda row: row.coarse)
    assert last.coarse == sum(row.coarse for row in in_place)


@scale_examples(3)
@given(timelines(), dates(), st.sampled_from(["day", "since", "until"]))
def test_what_is_coarse_is_wider_than_the_period_and_reaches_out_of_it(
    events: list[Drawn], text: str, name: str
) -> None:
    asked = parse_date(text, ZONE)
    begin, end = bounds(
        None if name == "until" else asked.earliest, None if name == "since" else asked.latest
    )
    width = A_DAY if isinf(begin) or isinf(end) else end - begin
    index = open_drawn(events)
    answer = select(index, Query(read_filters(index, {name: [text]})))
    by_id = {event.id: event for event in events}
    for row, entry in zip(answer.matches, fetch_events(index, answer), strict=True):
        earliest, latest = by_id[entry.id].bounds
        if width == A_DAY and by_id[entry.id].date.precision == "day":
            assert not row.coarse
        else:
            reaches_out = earliest < begin or latest > end
            assert row.coarse == (reaches_out and latest - earliest > width)
    assert answer.is_vague == all(row.coarse for row in answer.matches)


SPANS = """\
events:
  - {id: open-start, when: ../2023-11-17, title: T}
  - {id: century, when: 20XX, title: T}
  - {id: year, when: 2023, title: T}
  - {id: season, when: 2023-23, title: T}
  - {id: month, when: 2023-11, title: T}
  - {id: ten-days, when: 2023-11-10/2023-11-19, title: T}
  - {id: no-end, when: 2023-11-12/.., title: T}
  - {id: day-before, when: 2023-11-16, title: T}
  - {id: over-midnight, when: 2023-11-16T23:30/2023-11-17T00:30, title: T}
  - {id: day, when: 2023-11-17, title: T}
  - {id: two-days, when: 2023-11-17/2023-11-18, title: T}
  - {id: minute, when: 2023-11-17T12:19, title: T}
  - {id: day-after, when: 2023-11-18, title: T}
"""
CLOSE = ["over-midnight", "day", "minute"]
IN_NOVEMBER = ["month", "ten-days", "day-before", "over-midnight", "two-days", "day", "minute",
    "day-after"]  # fmt: skip
WIDER = ["open-start", "century", "year", "season", "no-end"]
COARSE = ["open-start", "century", "year", "season", "month", "ten-days", "no-end", "two-days"]


@pytest.mark.parametrize(
    ("texts", "close", "coarse"),
    [
        pytest.param({"day": ["2023-11-17"]}, CLOSE, COARSE, id="day"),
        pytest.param({"since": ["2023-11-17"], "until": ["2023-11-17"]}, CLOSE, COARSE,
            id="since and until"),
        pytest.param({"day": ["2023-11-16", "2023-11-17"]},
            ["day-before", "over-midnight", "two-days", "day", "minute"], COARSE[:-1],
            id="either of two days, one after the other"),
        pytest.param({"day": ["2023-11-16", "2023-11-18"]},
            ["day-before", "over-midnight", "day-after"], COARSE,
            id="either of two days, one between them"),
        pytest.param({"day": ["2023-11"]}, IN_NOVEMBER, WIDER,
            id="a month, to which one is dated"),
        pytest.param({"day": ["2023-11-17", "2023-11"]}, IN_NOVEMBER, WIDER,
            id="a day, and the month that it is in"),
    ],
)  # fmt: skip
def test_which_events_are_dated_only_to_a_longer_span(
    texts: Texts, close: list[str], coarse: list[str]
) -> None:
    """They are wider than the period, or than a day where it has no end, and reach out of it."""
    index = open_bytes((HEADER + SPANS).encode(), "t.yaml")
    answer = select(index, Query(read_filters(index, texts), order="coarse_last"))
    assert [entry.id for entry in fetch_events(index, answer)] == [*close, *coarse]
    assert answer.coarse == len(coarse)
    in_place = fetch_events(index, select(index, Query(read_filters(index, texts))))
    assert [entry.id for entry in in_place if entry.id in close] == close


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        pytest.param({"day": ["2023-11-17T12:19"]}, True, id="itself"),
        pytest.param({"day": ["2023-11-17T12:18"]}, False, id="ends where it begins"),
        pytest.param({"day": ["2023-11-17T12:20"]}, False, id="begins where it ends"),
        pytest.param({"day": ["2023-11-17T12:19:59"]}, True, id="its last second"),
        pytest.param({"since": ["2023-11-17T12:19:59"]}, True, id="since its last second"),
        pytest.param({"since": ["2023-11-17T12:20"]}, False, id="since its end"),
        pytest.param({"until": ["2023-11-17T12:19:00"]}, True, id="until its first second"),
        pytest.param({"until": ["2023-11-17T12:18"]}, False, id="until the minute before"),
        pytest.param({"day": [".."]}, True, id="all time"),
        pytest.param({"since": ["2023-11-18"], "until": ["2023-11-16"]}, False, id="turned round"),
    ],
)
def test_bounds_are_half_open(texts: Texts, expected: bool) -> None:
    event = Drawn("minute", "2023-11-17T12:19")
    assert _ids(open_drawn([event]), texts) == (["minute"] if expected else [])


@pytest.mark.parametrize("length", [30, 31, 32, 400])
def test_long_events_are_found_at_both_ends_and_no_further(length: int) -> None:
    """The index looks for short and long events in different ways; a month parts them."""
    days = [f"2023-{month:02}-{day:02}" for month in (1, 2, 3) for day in (1, 28)]
    for begins in days:
        earliest = parse_date(begins, ZONE).earliest
        assert earliest is not None
        ends = format_iso(earliest + length * 86_400 - 86_399, ZONE)[:10]
        event = Drawn("long", f"{begins}/{ends}")
        index = open_drawn([event, *(Drawn(f"on-{day}", day) for day in days)])
        assert event.date.earliest is not None
        assert event.date.latest is not None
        moments = event.date.earliest - 1, event.date.latest
        before, after = (format_iso(moment, ZONE)[:10] for moment in moments)
        found = [_ids(index, {"day": [day]}) for day in (before, begins, ends, after)]
        assert ["long" in ids for ids in found] == [False, True, True, False]


GREPPED = """\
actors: {zoe: {name: Zoé Nobody}}
events:
  - id: full
    when: 2023
    title: The board's Ümlaut, 100% sure
    summary: "She wrote _exactly_ this\\nand no more."
    place: Café Straße
    actors: [zoe]
    tags: [hidden-tag]
    quotes: [{text: Votre parole, translation: Your word}]
    accounts: [{says: One says so}, {says: Another says no}]
  - {id: bare, when: 2024, title: Ünlike}
  - {id: other-letters, when: 2025, title: "𝐇𝐞𝐥𝐥𝐨 ᏣᎳᎩ 1㎑"}
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("UMLAUT", ["full"], id="title, case and accents"),
        pytest.param("ü", ["full", "bare"], id="an accent asked for"),
        pytest.param("100%", ["full"], id="percent is literal"),
        pytest.param("1_0", [], id="underscore is literal"),
        pytest.param("_exactly_", ["full"], id="summary"),
        pytest.param("STRASSE", ["full"], id="place, sharp s"),
        pytest.param("votre PAROLE", ["full"], id="quote"),
        pytest.param("your word", ["full"], id="translation"),
        pytest.param("another says", ["full"], id="second account"),
        pytest.param("nobody", [], id="names are not looked in"),
        pytest.param("hidden", [], id="nor tags"),
        pytest.param("sure she", [], id="a part of two fields"),
        pytest.param("board's", ["full"], id="quotation mark"),
        pytest.param('"', [], id="double quotation mark"),
        pytest.param("board*", [], id="star is literal"),
        pytest.param("hello", ["other-letters"], id="mathematical letters"),
        pytest.param("ᏣᎳᎩ", ["other-letters"], id="Cherokee"),
        pytest.param("ꮳꮃ", ["other-letters"], id="small Cherokee"),
        pytest.param("①khz", ["other-letters"], id="signs that are letters"),
    ],
)
def test_grep_is_literal(text: str, expected: list[str]) -> None:
    index = open_bytes((HEADER + GREPPED).encode(), "t.yaml")
    assert _ids(index, {"grep": [text]}) == expected


@pytest.mark.parametrize(
    ("texts", "together", "expected"),
    [
        pytest.param({"day": ["2023-11-20"]}, False, [18, 25], id="a day"),
        pytest.param({"day": ["2023-11-14"]}, False, [15], id="before all"),
        pytest.param({"day": ["2024"]}, False, [25], id="after all"),
        pytest.param({"since": ["2023-11-26"]}, False, [25], id="since"),
        pytest.param({"until": ["2023-11-14"]}, False, [15], id="until"),
        pytest.param({"since": ["2023-11-19"], "until": ["2023-11-20"]}, False, [18, 25],
            id="since and until"),
        pytest.param({"day": ["2023-11-20"], "kind": ["letter"]}, False, [15, 25],
            id="other filters hold"),
        pytest.param({"day": ["2023-11-16", "2023-11-20"]}, False, [15, 18, 25],
            id="around each of two days"),
        pytest.param({"day": ["2023-11-20", "2023-11-21"]}, False, [18, 25], id="twice"),
        pytest.param({"day": ["2023-11-15", "2023-11-25"]}, True, [15, 25],
            id="no event on both days, one on each"),
        pytest.param({"day": ["2023-11-15", "2023-11-20"]}, True, [15, 18, 25],
            id="no event on both days, one on the first"),
        pytest.param({"since": ["2023-11-19", "2023-11-26"]}, True, [25], id="since the later one"),
    ],
)  # fmt: skip
def test_the_nearest_days_with_events(texts: Texts, together: bool, expected: list[int]) -> None:
    index = open_drawn([
        Drawn("on-15", "2023-11-15T10", kind="letter"),
        Drawn("on-18", "2023-11-18"),
        Drawn("on-25", "2023-11-25", kind="letter"),
    ])  # fmt: skip
    query = Query(read_filters(index, texts), together=together)
    assert select(index, query).matches == []
    assert fetch_nearest_days(index, query) == [f"2023-11-{day}" for day in expected]
    assert explain_contradiction(query) == ""


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2023-11-17T15", ["2023-11-17T13:46:53", "2023-11-17T16:09"]),
        ("2023-11-17T12", ["2023-11-17T11", "2023-11-17T13:46:53"]),
        ("2023-11-18", ["2023-11-17", "2023-11-19"]),
    ],
)
def test_the_nearest_times_with_events(day: str, expected: list[str]) -> None:
    index = open_drawn([
        Drawn("hour", "2023-11-17T11?"),
        Drawn("second", "2023-11-17T13:46:53"),
        Drawn("minute", "2023-11-17T16:09~"),
        Drawn("day", "2023-11-17"),
        Drawn("later", "2023-11-19"),
    ])  # fmt: skip
    assert fetch_nearest_days(index, Query(read_filters(index, {"day": [day]}))) == expected


def test_the_nearest_days_without_any_times() -> None:
    index = open_drawn([Drawn("day", "2023-11-17")])
    query = Query(read_filters(index, {"day": ["2023-11-18T15"]}))
    assert fetch_nearest_days(index, query) == ["2023-11-17"]


SWAP = "--since (2023-11-18) is later than --until ({}): swap them"
LEAVE_OUT = "--day is not within --since and --until: leave one of them out"
TWO_SINCE = {"since": ["2023-11-16", "2023-11-18"], "until": ["2023-11-17"]}


@pytest.mark.parametrize(
    ("texts", "together", "reason"),
    [
        ({"since": ["2023-11-18"], "until": ["2023-11-16"]}, False, SWAP.format("2023-11-16")),
        pytest.param(TWO_SINCE, True, SWAP.format("2023-11-17"), id="the later one counts"),
        pytest.param(TWO_SINCE, False, "", id="the earlier one counts"),
        ({"day": ["2023-11-18"], "since": ["2023-11-20"]}, False, LEAVE_OUT),
        ({"since": ["2023-11-18"], "until": ["2023-11-18"]}, False, ""),
    ],
)
def test_periods_with_nothing_in_common(texts: Texts, together: bool, reason: str) -> None:
    """What is dated to all of that time is found, and nothing closely."""
    index = open_drawn([Drawn("on-18", "2023-11-18"), Drawn("year", "2023")])
    query = Query(read_filters(index, texts), together=together, order="coarse_last")
    assert explain_contradiction(query) == reason
    if reason:
        answer = select(index, query)
        assert [entry.id for entry in fetch_events(index, answer)][-1] == "year"
        assert fetch_nearest_days(index, query) == []


MANY = 1100
YEARS = [f"{year}" for year in range(1000, 1000 + MANY)]
IDS = [f"s{number}" for number in range(MANY)]
TWO_EVENTS = f"""\
actors: {{ann: {{name: Ann}}, bob: {{name: Bob}}}}
sources: {{{", ".join(f"{key}: {{publisher: {key}}}" for key in IDS)}}}
events:
  - {{id: none, when: 0500, title: N, actors: [bob]}}
  - {{id: every, when: 1000/2100, title: "{" ".join(IDS)}", actors: [ann, bob], tags: {IDS},
      sources: {IDS}}}
"""


@pytest.mark.parametrize("together", [False, True])
@pytest.mark.parametrize(
    ("texts", "found"),
    [
        pytest.param({"day": YEARS}, "every", id="day"),
        pytest.param({"since": YEARS}, "every", id="since"),
        pytest.param({"actor": ["ann"] * MANY}, "every", id="actor, the same one"),
        pytest.param({"grep": IDS}, "every", id="grep"),
        pytest.param({"tag": IDS}, "every", id="tag"),
        pytest.param({"not_tag": IDS}, "none", id="not-tag"),
        pytest.param({"source": IDS}, "every", id="source"),
    ],
)
def test_a_filter_may_be_given_very_often(texts: Texts, found: str, together: bool) -> None:
    index = open_bytes((HEADER + TWO_EVENTS).encode(), "t.yaml")
    assert _ids(index, texts, together=together) == [found]


def test_long_answers_keep_their_order() -> None:
    """Events are fetched in chunks."""
    events = [Drawn(f"e{number}", f"{3000 - number}") for number in range(1203)]
    index = open_drawn(events)
    answer = select(index, Query())
    expected = [event.id for event in reversed(events)]
    assert [entry.id for entry in fetch_events(index, answer)] == expected
    assert [json.loads(text)["id"] for text in fetch_json(index, answer)] == expected
