"""Whether one event was before another: by their dates, by links, or by both together."""

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from sys import maxsize
from typing import Literal, NamedTuple

from oai_timeline.index import Index
from oai_timeline.query.order import OrderedEvent
from oai_timeline.query.reading import fetch_order

Order = Literal["before", "after", "same", "unknown"]
Ground = Literal["dates", "links", "links-and-dates", "same-second", "overlap", "contradiction"]
_Link = tuple[int, int, str]
_Links = Mapping[int, Sequence[tuple[int, str]]]


class Step(NamedTuple):
    """An event of a chain, by its number, and how it is known to be later than the one before it.

    `key` is `because` or `after`, `dates` if only the dates say so, and empty for the first event.
    """

    number: int
    key: str


class Verdict(NamedTuple):
    """The order of a first and a second event: `before` if the first one was before the second.

    `by` has all grounds. `chain` leads from the earlier event to the later one by links; it is
    empty if there are none.
    """

    order: Order
    by: Sequence[Ground]
    chain: Sequence[Step] = ()


class _Reached(NamedTuple):
    """An event that a search reached: how many links away, from which one, and by what key."""

    number: int
    distance: int
    source: int
    key: str


def find_unordered(
    index: Index, number: int, others: Container[int], most: int = maxsize
) -> list[int]:
    """Return those of some events whose order with one event is not known, by number.

    Only the `most` nearest ones are judged of those whose dates leave it open.
    """
    (event,) = fetch_order(index, [number])
    rows = index.fetch(
        "SELECT number FROM event WHERE ifnull(latest_margin, 9e999) > ?"
        " AND ifnull(earliest_margin, -9e999) < ?",
        (event.earliest_margin, event.latest_margin),
    )
    overlapping = fetch_order(index, [one for (one,) in rows if one != number and one in others])
    overlapping.sort(key=lambda one: abs(one.position - event.position))
    near = [event, *overlapping[:most]]
    judge = OrderJudge(index, [one.number for one in near], _fetch_links_between(index, near))
    numbers = (one.number for one in near[1:])
    return [one for one in numbers if judge.judge(number, one).order == "unknown"]


def _fetch_links_between(index: Index, events: Sequence[OrderedEvent]) -> list[_Link]:
    """Return the links that chains between some events can have: positions rise along them."""
    positions = [event.position for event in events]
    return index.fetch(
        "SELECT target, event, key FROM link WHERE position <= ? AND target IN"
        " (SELECT number FROM event WHERE position BETWEEN ? AND ?)",
        (max(positions), min(positions), max(positions)),
    )


class OrderJudge:
    """Judges the order of pairs of some events."""

    def __init__(
        self, index: Index, numbers: Sequence[int], links: Iterable[_Link] | None = None
    ) -> None:
        """Read the events, and all that are linked to them: by `links` if these are given."""
        later: dict[int, list[tuple[int, str]]] = defaultdict(list)
        earlier: dict[int, list[tuple[int, str]]] = defaultdict(list)
        if links is None:
            links = index.fetch("SELECT target, event, key FROM link")
        ordered = sorted(links, key=lambda link: link[1::-1])
        ordered.sort(key=lambda link: link[2], reverse=True)  # `because` first, which says more
        for target, event, key in ordered:
            later[target].append((event, key))
            earlier[event].append((target, key))
        self._later = {number: _search(number, later) for number in numbers}
        self._earlier = {number: _search(number, earlier) for number in numbers}
        trees = (*self._later.values(), *self._earlier.values())
        reached = list({number for tree in trees for number in tree})
        self.events = {event.number: event for event in fetch_order(index, reached)}

    def judge(self, first: int, second: int) -> Verdict:
        """Return the order of two of the events, by number."""
        before, after = self._explain(first, second), self._explain(second, first)
        if before.by and after.by:
            told = min(before, after, key=lambda one: ("links" not in one.by, not one.chain))
            return Verdict("unknown", ["contradiction"], told.chain)
        if before.by:
            return before
        if after.by:
            return after._replace(order="after")
        order = compare_dates(self.events[first], self.events[second])
        return Verdict(order, ["same-second" if order == "same" else "overlap"])

    def _explain(self, first: int, second: int) -> Verdict:
        """Return why the first event was before the second: no grounds if that is not known."""
        grounds = list[Ground]()
        if is_before(self.events[first], self.events[second]):
            grounds.append("dates")
        tree = self._later[first]
        chain = list(_trace(tree, second)) if second in tree else []
        if chain:
            grounds.append("links")
        elif not grounds:
            chain = self._combine(first, second)
            grounds += ["links-and-dates"] if chain else []
        return Verdict("before", grounds, chain)

    def _combine(self, first: int, second: int) -> list[Step]:
        """Return the shortest chain of which one step is by dates, the others by links.

        A second step by dates would prove nothing more: what follows from an event ends after that
        began.
        """
        ends = self._tighten(self._later[first], lambda event: -event.latest_margin)
        starts = list(self._tighten(self._earlier[second], lambda event: event.earliest_margin))
        lengths = [
            (end.distance + start.distance, end.number, start.number)
            for end in ends
            for start in starts
            if is_before(self.events[end.number], self.events[start.number])
        ]
        if not lengths:
            return []
        _, end_number, start_number = min(lengths)
        back = list(_trace(self._earlier[second], start_number))
        keys = ["dates", *(step.key for step in back[:0:-1])]
        rest = [Step(step.number, key) for step, key in zip(back[::-1], keys, strict=True)]
        return [*_trace(self._later[first], end_number), *rest]

    def _tighten(
        self, tree: Mapping[int, _Reached], tightness: Callable[[OrderedEvent], float]
    ) -> Iterator[_Reached]:
        """Yield the events of a search that are tighter than all those nearer."""
        best = None
        for reached in tree.values():
            value = tightness(self.events[reached.number])
            if best is None or value > best:
                best = value
                yield reached


def is_before(first: OrderedEvent, second: OrderedEvent) -> bool:
    """Return whether the dates of events, with their margins, put the first before the second."""
    return first.latest_margin <= second.earliest_margin


def compare_dates(first: OrderedEvent, second: OrderedEvent) -> Order:
    """Return the order of two events by their dates alone.

    They are the same moment only if both are dated to the same second, without a qualifier.
    """
    if is_before(first, second):
        return "before"
    if is_before(second, first):
        return "after"
    spans = {
        (event.earliest_margin, event.earliest, event.latest - 1, event.latest_margin - 1)
        for event in (first, second)
    }
    return "same" if len(spans) == 1 and len(set(spans.pop())) == 1 else "unknown"


def _search(start: int, links: _Links) -> dict[int, _Reached]:
    """Return the events that links lead to, the nearest first (breadth-first search)."""
    reached = {start: _Reached(start, 0, start, "")}
    waiting = [start]
    for number in waiting:
        for other, key in links.get(number, ()):
            if other not in reached:
                reached[other] = _Reached(other, reached[number].distance + 1, number, key)
                waiting.append(other)
    return reached


def _trace(tree: Mapping[int, _Reached], number: int) -> Iterator[Step]:
    """Yield the steps of a search from its start to an event."""
    path = [tree[number]]
    while path[-1].distance:
        path.append(tree[path[-1].source])
    for reached in reversed(path):
        yield Step(reached.number, reached.key)
