"""Why an event happened, and what came of it: what `because` links, in both directions."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import starmap
from typing import NamedTuple

from oai_timeline.index import Index
from oai_timeline.model.entry import Entry
from oai_timeline.query.order import ORDER_COLUMNS, OrderedEvent, order_known
from oai_timeline.query.select import Result, Row, entries, json

Links = Mapping[int, Sequence[int]]


class Node(NamedTuple):
    """An event in a tree of causes or consequences.

    `depth` counts links from the event that was asked about. `is_last` tells that it is the last
    one of those beside it. With `is_again` the event has its place elsewhere in the tree, and what
    follows it stands there. `beyond` counts the events next to it that are too deep to be shown.
    """

    entry: Entry
    depth: int
    is_last: bool
    is_again: bool
    beyond: int


class Why(NamedTuple):
    """An event, and two trees, each node before those that hang on it.

    The nearest in time come first among causes, the earliest among consequences.
    """

    event: Entry
    causes: list[Node]
    consequences: list[Node]


class _Place(NamedTuple):
    number: int
    depth: int
    is_last: bool
    is_again: bool
    beyond: int


def why(index: Index, key: str, depth: int) -> Why:
    """Give the causes and consequences of the event with that id, `depth` links far."""
    root, causes, consequences = _fetch_links(index, key)
    above = list(_tree(root, causes, depth))
    below = list(_tree(root, consequences, depth))
    numbers = {root} | {place.number for place in (*above, *below)}
    rows = [Row(number, order_known=True, coarse=False) for number in numbers]
    found = {entry.number: entry for entry in entries(index, Result(rows, len(rows)))}
    return Why(
        found[root],
        [Node(found[place.number], *place[1:]) for place in above],
        [Node(found[place.number], *place[1:]) for place in below],
    )


def why_as_json(index: Index, key: str, depth: int) -> tuple[str, list[str], list[str]]:
    """Give the event, its causes and its consequences as JSON, the two in time order."""
    root, causes, consequences = _fetch_links(index, key)
    above = {place.number for place in _tree(root, causes, depth)}
    below = {place.number for place in _tree(root, consequences, depth)}
    rows = _in_time_order(index, [root, *above, *below])
    texts = dict(
        zip((row.number for row in rows), json(index, Result(rows, len(rows))), strict=True)
    )
    return (
        texts[root],
        [text for number, text in texts.items() if number in above],
        [text for number, text in texts.items() if number in below],
    )


def _fetch_links(index: Index, key: str) -> tuple[int, Links, Links]:
    """Give an event's number, and of all events their causes and consequences."""
    ((root,),) = index.rows("SELECT number FROM event WHERE id = ?", (key,))
    causes: dict[int, list[int]] = {}
    consequences: dict[int, list[int]] = {}
    for target, event in index.rows(
        "SELECT target, event FROM link WHERE key = 'because' ORDER BY position"
    ):
        consequences.setdefault(target, []).append(event)
    for target, event in index.rows(
        "SELECT target, event FROM link JOIN event e ON e.number = target"
        " WHERE key = 'because' ORDER BY e.position DESC"
    ):
        causes.setdefault(event, []).append(target)
    return root, causes, consequences


def _tree(root: int, links: Links, most: int) -> Iterator[_Place]:
    """List what hangs on an event; one that is reached twice has its place nearest to it."""
    parents = _parents(root, links, most)
    waiting = [(root, 0, True, False)]
    while waiting:
        number, depth, is_last, is_again = waiting.pop()
        next_to_it = links.get(number, ())
        if number != root:
            beyond = 0 if is_again or depth < most else len(next_to_it)
            yield _Place(number, depth, is_last, is_again, beyond)
        if is_again or depth == most:
            continue
        for at in range(len(next_to_it) - 1, -1, -1):
            one = next_to_it[at]
            last = at == len(next_to_it) - 1
            waiting.append((one, depth + 1, last, parents[one] != number))


def _parents(root: int, links: Links, most: int) -> dict[int, int]:
    """Find for each event within reach the first one, level by level, that it hangs on."""
    parents = {root: root}
    level = [root]
    for _ in range(most):
        following = []
        for number in level:
            for one in links.get(number, ()):
                if one not in parents:
                    parents[one] = number
                    following.append(one)
        if not following:
            break
        level = following
    return parents


def _in_time_order(index: Index, numbers: Sequence[int]) -> list[Row]:
    found = index.among(f"SELECT {ORDER_COLUMNS} FROM event WHERE number", numbers)
    placed = sorted(starmap(OrderedEvent, found), key=lambda event: event.position)
    known = order_known(index, placed)
    return [
        Row(event.number, ordered, coarse=False)
        for event, ordered in zip(placed, known, strict=True)
    ]
