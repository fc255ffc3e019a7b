"""The order of two events, against the rule taken word for word and the sign in lists."""

from collections.abc import Iterable, Sequence
from itertools import pairwise, permutations, product

import pytest
from hypothesis import given

from oai_timeline.query.order import judge_order
from oai_timeline.query.precedence import OrderJudge, Verdict, find_unordered
from oai_timeline.query.reading import fetch_order
from tests.strategies import Drawn, bounds, open_drawn, timelines


def _judge(events: Sequence[Drawn]) -> dict[tuple[str, str], Verdict]:
    """Return the verdict on each two events; the number of an event is its place in the file."""
    index = open_drawn(events)
    numbers = dict(index.fetch("SELECT id, number FROM event"))
    judge = OrderJudge(index, list(numbers.values()))
    return {(a, b): judge.judge(numbers[a], numbers[b]) for a, b in permutations(numbers, 2)}


def _dated_before(first: Drawn, second: Drawn) -> bool:
    """Return whether the dates of two events, with their margins, do not overlap."""
    ends = bounds(first.date.earliest_margin, first.date.latest_margin)
    starts = bounds(second.date.earliest_margin, second.date.latest_margin)
    return ends[1] <= starts[0]


def _close(pairs: Iterable[tuple[str, str]], ids: Sequence[str]) -> set[tuple[str, str]]:
    """Return the transitive closure of a relation (Warshall 1962)."""
    closed = set(pairs)
    for between, first, second in product(ids, ids, ids):
        if (first, between) in closed and (between, second) in closed:
            closed.add((first, second))
    return closed


@given(timelines())
def test_the_verdict_is_what_can_be_inferred_from_dates_and_links(events: list[Drawn]) -> None:
    ids = [event.id for event in events]
    linked = {(link, event.id) for event in events for link in event.links}
    dated = {(a.id, b.id) for a, b in permutations(events, 2) if _dated_before(a, b)}
    inferred = _close(linked | dated, ids)
    followed = _close(linked, ids)
    if any((one, one) in inferred for one in ids):  # it contradicts itself: anything follows
        return
    for (first, second), verdict in _judge(events).items():
        before, after = (first, second) in inferred, (second, first) in inferred
        expected = "before" if before else "after" if after else None
        assert (verdict.order if verdict.order in {"before", "after"} else None) == expected
        pair = (second, first) if after else (first, second)
        assert ("dates" in verdict.by) == (pair in dated)
        assert ("links" in verdict.by) == (pair in followed)


@given(timelines())
def test_every_step_of_a_chain_is_a_link_or_by_dates(events: list[Drawn]) -> None:
    numbered = dict(enumerate(_in_file(events)))
    for (first, second), verdict in _judge(events).items():
        if not verdict.chain or "contradiction" in verdict.by:
            continue
        steps = [(numbered[step.number], step.key) for step in verdict.chain]
        ends = (steps[0][0].id, steps[-1][0].id)
        assert ends == ((first, second) if verdict.order == "before" else (second, first))
        assert steps[0][1] == ""
        for (earlier, _), (later, key) in pairwise(steps):
            if key == "dates":
                assert _dated_before(earlier, later)
            else:
                assert earlier.id in (later.because if key == "because" else later.after)
        assert ("links-and-dates" in verdict.by) == any(key == "dates" for _, key in steps)


@given(timelines())
def test_the_events_whose_order_is_open_are_found(events: list[Drawn]) -> None:
    index = open_drawn(events)
    numbers = [number for (number,) in index.fetch("SELECT number FROM event")]
    judge = OrderJudge(index, numbers)
    for one in numbers:
        others = {other for other in numbers if other != one}
        unknown = {other for other in others if judge.judge(one, other).order == "unknown"}
        judged = [judge.judge(one, other) for other in unknown]
        if any("contradiction" in verdict.by for verdict in judged):
            continue
        assert set(find_unordered(index, one, others)) == unknown
        assert set(find_unordered(index, one, others, most=1)) <= unknown


def _in_file(events: Sequence[Drawn]) -> Sequence[Drawn]:
    index = open_drawn(events)
    by_id = {event.id: event for event in events}
    return [by_id[one] for (one,) in index.fetch("SELECT id FROM event ORDER BY number")]


@given(timelines())
def test_the_sign_in_lists_is_that_of_the_pairs(events: list[Drawn]) -> None:
    """An event is known if and only if it is before all below it, by dates or by links."""
    index = open_drawn(events)
    order = fetch_order(index, [number for (number,) in index.fetch("SELECT number FROM event")])
    known = judge_order(index, order)
    judge = OrderJudge(index, [event.number for event in order])
    for place, event in enumerate(order):
        verdicts = [judge.judge(event.number, below.number) for below in order[place + 1 :]]
        are_before = [_is_established(verdict) for verdict in verdicts]
        if any("contradiction" in verdict.by for verdict in verdicts):
            continue
        assert known[place] == all(are_before)


def _is_established(verdict: Verdict) -> bool:
    return verdict.order == "before" and not {"dates", "links"}.isdisjoint(verdict.by)


@given(timelines())
def test_the_order_of_a_pair_reversed_is_the_reverse(events: list[Drawn]) -> None:
    reverse = {"before": "after", "after": "before"}
    verdicts = _judge(events)
    for (first, second), verdict in verdicts.items():
        other = verdicts[second, first]
        assert other.order == reverse.get(verdict.order, verdict.order)
        assert list(other.by) == list(verdict.by)
        assert other.chain == verdict.chain or "contradiction" in verdict.by


_CALL = Drawn("call", "2023-11-17T12:19")


@pytest.mark.parametrize(
    ("first", "second", "order", "by"),
    [
        pytest.param(_CALL, Drawn("b", "2023-11-17T12:20"), "before", "dates", id="touching"),
        pytest.param(_CALL, Drawn("b", "2023-11-17T12"), "unknown", "overlap", id="within"),
        pytest.param(_CALL, Drawn("b", "2023-11-17T12:19"), "unknown", "overlap",
            id="the same minute is not the same moment"),
        pytest.param(_CALL, Drawn("b", "2023-11-17T12:19", after=["call"]), "before", "links",
            id="the same minute, but linked"),
        pytest.param(_CALL, Drawn("b", "2023-11-18", because=["call"]), "before", "dates links",
            id="both"),
        pytest.param(_CALL._replace(when="2023-11-17T12:19:05"), Drawn("b", "2023-11-17T12:19:05"),
            "same", "same-second", id="the same second"),
        pytest.param(_CALL._replace(when="2023-11-17T12:19:05"), Drawn("b", "2023-11-17T20:19:05Z"),
            "same", "same-second", id="the same second, written otherwise"),
        pytest.param(_CALL._replace(when="2023-11-17T12:19:05~"), Drawn("b", "2023-11-17T12:19:05"),
            "unknown", "overlap", id="about the same second"),
        pytest.param(_CALL._replace(when="2023-11-17T12:19:05~"),
            Drawn("b", "2023-11-17T12:19:05~"), "unknown", "overlap", id="both about a second"),
        pytest.param(Drawn("a", "2023/.."), Drawn("b", "../2023"), "unknown", "overlap",
            id="open ends"),
        pytest.param(Drawn("a", "2023-11-17T12:00~"), Drawn("b", "2023-11-17T12:30"), "unknown",
            "overlap", id="half an hour further, over"),
        pytest.param(Drawn("a", "2023-11-17T12:00~"), Drawn("b", "2023-11-17T12:31"), "before",
            "dates", id="half an hour further, reached"),
    ],
)  # fmt: skip
def test_two_events(first: Drawn, second: Drawn, order: str, by: str) -> None:
    verdict = _judge([first, second])[first.id, second.id]
    assert (verdict.order, " ".join(verdict.by)) == (order, by)


def test_dates_and_links_together() -> None:
    """What led to an event of noon was before all that came later that day."""
    events = [
        Drawn("cause", "2023-11-17"),
        Drawn("noon", "2023-11-17T12", because=["cause"]),
        Drawn("evening", "2023-11-17T18"),
        Drawn("effect", "2023-11-17", after=["evening"]),
    ]
    verdict = _judge(events)["cause", "effect"]
    keys = [step.key for step in verdict.chain]
    assert (verdict.order, verdict.by) == ("before", ["links-and-dates"])
    assert keys == ["", "because", "dates", "after"]


def test_a_timeline_that_contradicts_itself_establishes_no_order() -> None:
    """Each link is possible, but the chain leads back in time."""
    events = [
        Drawn("late", "2023-11-18"),
        Drawn("between", "2023-11", because=["late"]),
        Drawn("early", "2023-11-17", because=["between"]),
    ]
    verdict = _judge(events)["early", "late"]
    assert (verdict.order, verdict.by) == ("unknown", ["contradiction"])
    assert len(verdict.chain) == 3
