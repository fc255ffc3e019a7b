"""The causes and consequences of an event: its `because` links in both directions."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from sys import maxsize
from typing import NamedTuple, TypedDict

from oai_timeline.index import Index
from oai_timeline.model.listed import ListedEvent
from oai_timeline.model.record import EventRecord
from oai_timeline.query.events import Records, fetch_by_number
from oai_timeline.query.order import judge_order
from oai_timeline.query.reading import Match, fetch_order, list_by_day
from oai_timeline.query.select import Result

Links = Mapping[int, Sequence[int]]


class Reach(NamedTuple):
    """How much of the causes and consequences of an event to return.

    `depth` is how many links to follow, `limit` how many branches of each event to take. Without
    `causes` or `consequences`, there are none of them.
    """

    depth: int
    limit: int = maxsize
    causes: bool = True
    consequences: bool = True


class Node(NamedTuple):
    """An event in a tree of causes or consequences.

    `depth` counts the links from the root. `is_last`: nothing follows below its parent. `beyond`
    counts those of its children that are too deep for the tree.
    """

    event: ListedEvent
    depth: int
    is_last: bool
    beyond: int


class Rest(NamedTuple):
    """The children of an event that are not below it in the tree; it comes after those that are.

    `elsewhere` holds the ids of some that are elsewhere in the tree, `more` counts the others.
    `depth` is that of the children.
    """

    depth: int
    elsewhere: Sequence[str]
    more: int


class Tree(NamedTuple):
    """The causes or consequences of an event: each node before its children, nearest first.

    An event reached in several ways is where it is nearest to the root. `total` counts the events
    within the depth, whether they are in the tree or beyond its limit, and `most_branches` is the
    greatest number of children that an event in the tree has.
    """

    rows: Sequence[Node | Rest]
    total: int
    most_branches: int

    @property
    def nodes(self) -> list[Node]:
        """The events in the tree."""
        return [row for row in self.rows if isinstance(row, Node)]


class Why(NamedTuple):
    """An event, and the trees of its causes and its consequences, None if not asked for.

    `depth` is how many links these follow. Among siblings, the cause that is listed last comes
    first, and the consequence listed first. `perspective` is the point of view in words, if there
    is one.
    """

    event: ListedEvent
    perspective: str
    depth: int
    causes: Tree | None
    consequences: Tree | None

    @property
    def trees(self) -> list[Tree]:
        """The trees that were asked for."""
        return [tree for tree in (self.causes, self.consequences) if tree]


class WhyRecord(TypedDict):
    """The same for programs."""

    event: EventRecord
    causes: list[EventRecord]
    consequences: list[EventRecord]


class _Row(NamedTuple):
    """A row of a tree by number: an event, or None for the rest of the children."""

    number: int | None
    depth: int
    more: int
    is_last: bool = True
    elsewhere: Sequence[int] = ()


class _Tree(NamedTuple):
    """A tree by number: the children of each event, and those that are its branches in the tree.

    `total` and `most_branches` are those of Tree.
    """

    children: Links
    branches: Links
    total: int
    most_branches: int

    @property
    def drawn(self) -> set[int]:
        """The events in the tree, but the root."""
        return {child for children in self.branches.values() for child in children}


def fetch_why(index: Index, event_id: str, reach: Reach) -> Why:
    """Return the causes and consequences of an event, as far as they are within reach."""
    root, above, below = _fetch_trees(index, event_id, reach)
    events = fetch_by_number(index, {root, *above.drawn, *below.drawn})
    return Why(
        events[root],
        index.perspective_description,
        reach.depth,
        _read_tree(above, root, reach.limit, events) if reach.causes else None,
        _read_tree(below, root, reach.limit, events) if reach.consequences else None,
    )


def fetch_why_records(index: Index, event_id: str, reach: Reach) -> WhyRecord:
    """Return an event, its causes and its consequences as records, the two in time order."""
    root, above, below = _fetch_trees(index, event_id, reach)
    causes, consequences = above.drawn, below.drawn
    order = fetch_order(index, [root, *causes, *consequences])
    known = judge_order(index, order)
    matches = [
        Match(event.number, is_known, coarse=False)
        for event, is_known in zip(order, known, strict=True)
    ]
    records = Records(index, Result(matches, len(matches)))
    events = dict(zip((match.number for match in matches), records, strict=True))
    return {
        "event": events[root],
        "causes": [event for number, event in events.items() if number in causes],
        "consequences": [event for number, event in events.items() if number in consequences],
    }


def _fetch_trees(index: Index, event_id: str, reach: Reach) -> tuple[int, _Tree, _Tree]:
    """Return an event's number, the tree of its causes, and that of its consequences."""
    ((root,),) = index.fetch("SELECT number FROM event WHERE id = ?", (event_id,))
    causes: dict[int, list[int]] = {}
    consequences: dict[int, list[int]] = {}
    for target, event in index.fetch("SELECT target, event FROM link WHERE key = 'because'"):
        if reach.consequences:
            consequences.setdefault(target, []).append(event)
        if reach.causes:
            causes.setdefault(event, []).append(target)
    return (
        root,
        _grow(index, root, causes, reach, reverse=True),
        _grow(index, root, consequences, reach, reverse=False),
    )


def _grow(index: Index, root: int, links: Links, reach: Reach, *, reverse: bool) -> _Tree:
    """Return the tree of an event: level by level, the nearest branches of each.

    They are nearest in the order of lists by day, which `reverse` turns round.
    """
    distances = _measure_distances(root, links, reach.depth)
    within = {number: links.get(number, ()) for number in distances}
    children = _sort_children(index, within, reverse=reverse)
    branches: dict[int, Sequence[int]] = {}
    drawn, level = {root}, [root]
    for _ in range(reach.depth):
        following = []
        for number in level:
            own = [child for child in children[number] if child not in drawn][: reach.limit]
            branches[number] = own
            drawn.update(own)
            following += own
        if not following:
            break
        level = following
    most = max(len(children[one]) for one, distance in distances.items() if distance < reach.depth)
    return _Tree(children, branches, len(distances) - 1, most)


def _measure_distances(root: int, links: Links, depth: int) -> dict[int, int]:
    """Return how many links away from the root the events within a depth are."""
    distances, level = {root: 0}, [root]
    for distance in range(1, depth + 1):
        level = list({child for number in level for child in links.get(number, ())})
        level = [number for number in level if number not in distances]
        if not level:
            break
        distances.update(dict.fromkeys(level, distance))
    return distances


def _sort_children(index: Index, links: Links, *, reverse: bool) -> dict[int, list[int]]:
    """Return the links of events, those of each in the order of lists by day."""
    numbers = list({child for children in links.values() for child in children})
    listed = list_by_day(index, fetch_order(index, numbers), reverse=reverse)
    ranks = {match.number: rank for rank, match in enumerate(listed)}
    return {number: sorted(found, key=ranks.__getitem__) for number, found in links.items()}


def _read_tree(tree: _Tree, root: int, limit: int, events: Mapping[int, ListedEvent]) -> Tree:
    rows = [
        Rest(row.depth, [events[number].id for number in row.elsewhere], row.more)
        if row.number is None
        else Node(events[row.number], row.depth, is_last=row.is_last, beyond=row.more)
        for row in _list_rows(tree, root, limit)
    ]
    return Tree(rows, tree.total, tree.most_branches)


def _list_rows(tree: _Tree, root: int, limit: int) -> Iterator[_Row]:
    drawn = tree.drawn
    waiting = list(_list_children(tree, root, 1, limit, drawn))[::-1]
    while waiting:
        row = waiting.pop()
        yield row
        if row.number is not None:
            below = _list_children(tree, row.number, row.depth + 1, limit, drawn)
            waiting += list(below)[::-1]


def _list_children(
    tree: _Tree, number: int, depth: int, limit: int, drawn: Collection[int]
) -> Iterator[_Row]:
    """Yield the branches of an event, and what there is of its children besides."""
    branches = tree.branches.get(number)
    if branches is None:  # it is as deep as the tree
        return
    own = set(branches)
    others = [child for child in tree.children[number] if child not in own]
    for child in branches:
        is_last = child == branches[-1] and not others
        below = () if child in tree.branches else tree.children[child]
        yield _Row(child, depth, sum(one not in drawn for one in below), is_last=is_last)
    if others:
        elsewhere = [child for child in others if child in drawn][: limit - len(branches)]
        yield _Row(None, depth, more=len(others) - len(elsewhere), elsewhere=elsewhere)
