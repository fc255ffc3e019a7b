"""The causes and consequences of an event: its `because` links in both directions."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import starmap
from typing import NamedTuple, TypedDict

from oai_timeline.index import Index
from oai_timeline.model.listed import ListedEvent
from oai_timeline.model.record import EventRecord
from oai_timeline.query.events import Records, fetch_by_number
from oai_timeline.query.order import ORDER_COLUMNS, OrderedEvent, judge_order
from oai_timeline.query.reading import Match
from oai_timeline.query.select import Result

Links = Mapping[int, Sequence[int]]


class Node(NamedTuple):
    """An event in a tree of causes or consequences.

    `depth` counts the links from the root. `is_last`: it is the last child of its parent.
    `is_again`: the event is elsewhere in the tree, and its children are there. `beyond` counts its
    children that are too deep to be shown.
    """

    event: ListedEvent
    depth: int
    is_last: bool
    is_again: bool
    beyond: int


class Why(NamedTuple):
    """An event, and the two trees, each node before its children.

    Among siblings, the latest cause comes first, and the earliest consequence.
    """

    event: ListedEvent
    causes: list[Node]
    consequences: list[Node]


class WhyRecord(TypedDict):
    """The same for programs."""

    event: EventRecord
    causes: list[EventRecord]
    consequences: list[EventRecord]


class _NodePlace(NamedTuple):
    number: int
    depth: int
    is_last: bool
    is_again: bool
    beyond: int


def fetch_why(index: Index, event_id: str, depth: int) -> Why:
    """Return the causes and consequences of an event, up to `depth` links away."""
    root, causes, consequences = _fetch_links(index, event_id)
    above = list(_tree(root, causes, depth))
    below = list(_tree(root, consequences, depth))
    events = fetch_by_number(index, {root, *(place.number for place in (*above, *below))})
    return Why(
        events[root],
        [Node(events[place.number], *place[1:]) for place in above],
        [Node(events[place.number], *place[1:]) for place in below],
    )


def fetch_why_records(index: Index, event_id: str, depth: int) -> WhyRecord:
    """Return an event, its causes and its consequences as records, the two in time order."""
    root, causes, consequences = _fetch_links(index, event_id)
    above = {place.number for place in _tree(root, causes, depth)}
    below = {place.number for place in _tree(root, consequences, depth)}
    matches = _in_time_order(index, [root, *above, *below])
    records = Records(index, Result(matches, len(matches)))
    events = dict(zip((match.number for match in matches), records, strict=True))
    return {
        "event": events[root],
        "causes": [event for number, event in events.items() if number in above],
        "consequences": [event for number, event in events.items() if number in below],
    }


def _fetch_links(index: Index, event_id: str) -> tuple[int, Links, Links]:
    """Return an event's number, and the causes and consequences of all events."""
    ((root,),) = index.fetch("SELECT number FROM event WHERE id = ?", (event_id,))
    causes: dict[int, list[int]] = {}
    consequences: dict[int, list[int]] = {}
    for target, event in index.fetch(
        "SELECT target, event FROM link WHERE key = 'because' ORDER BY position"
    ):
        consequences.setdefault(target, []).append(event)
    for target, event in index.fetch(
        "SELECT target, event FROM link JOIN event e ON e.number = target"
        " WHERE key = 'because' ORDER BY e.position DESC"
    ):
        causes.setdefault(event, []).append(target)
    return root, causes, consequences


def _tree(root: int, links: Links, most: int) -> Iterator[_NodePlace]:
    """Yield the tree below an event; an event reached in several ways is placed nearest to it."""
    parents = _find_parents(root, links, most)
    waiting = [(root, 0, True, False)]
    while waiting:
        number, depth, is_last, is_again = waiting.pop()
        children = links.get(number, ())
        if number != root:
            beyond = 0 if is_again or depth < most else len(children)
            yield _NodePlace(number, depth, is_last, is_again, beyond)
        if is_again or depth == most:
            continue
        for place in range(len(children) - 1, -1, -1):
            child = children[place]
            last = place == len(children) - 1
            waiting.append((child, depth + 1, last, parents[child] != number))


def _find_parents(root: int, links: Links, most: int) -> dict[int, int]:
    """Return the parent of each event within reach: the first that leads to it, level by level."""
    parents = {root: root}
    level = [root]
    for _ in range(most):
        following = []
        for number in level:
            for child in links.get(number, ()):
                if child not in parents:
                    parents[child] = number
                    following.append(child)
        if not following:
            break
        level = following
    return parents


def _in_time_order(index: Index, numbers: Sequence[int]) -> list[Match]:
    rows = index.fetch_among(f"SELECT {ORDER_COLUMNS} FROM event WHERE number", numbers)
    events = sorted(starmap(OrderedEvent, rows), key=lambda event: event.position)
    return [
        Match(event.number, known, coarse=False)
        for event, known in zip(events, judge_order(index, events), strict=True)
    ]
