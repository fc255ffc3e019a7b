"""Causes and consequences, against walks over what was drawn."""

from collections.abc import Mapping, Sequence
from sys import maxsize

from hypothesis import given
from hypothesis import strategies as st

from oai_timeline.query.causes import Node, Reach, Tree, fetch_why, fetch_why_records
from tests.strategies import Drawn, open_drawn, timelines

Links = Mapping[str, Sequence[str]]


def _distances(root: str, links: Links, most: int) -> dict[str, int]:
    """Give how many links away each event is."""
    distances, level = {root: 0}, [root]
    for depth in range(1, most + 1):
        level = [one for key in level for one in links.get(key, ()) if one not in distances]
        distances |= dict.fromkeys(level, depth)
    return distances


def _check(tree: Tree | None, root: str, links: Links, reach: Reach) -> None:
    """Check that each link of an event in the tree is a branch, named, or counted, and no other."""
    assert tree
    drawn = {node.event.id for node in tree.nodes}
    assert len(drawn) == len(tree.nodes)
    distances = _distances(root, links, reach.depth)
    assert tree.total == len(distances) - 1
    if reach.limit == maxsize:
        assert {root: 0, **{node.event.id: node.depth for node in tree.nodes}} == distances
    unseen = {key: set(links.get(key, ())) for key in (root, *drawn)}
    counts = dict.fromkeys(unseen, 0)
    path = [root]
    for row in tree.rows:
        parent = path[row.depth - 1]
        del path[row.depth :]
        if isinstance(row, Node):
            path.append(row.event.id)
            unseen[parent].remove(row.event.id)
            counts[parent] += 1
            beyond = set(links.get(row.event.id, ())) - drawn
            assert row.beyond == (len(beyond) if row.depth == reach.depth else 0)
            if row.depth == reach.depth:
                del unseen[row.event.id]
        else:
            assert drawn.issuperset(row.elsewhere)
            unseen[parent].difference_update(row.elsewhere)
            counts[parent] += len(row.elsewhere)
            assert len(unseen[parent]) == row.more
            assert counts[parent] == reach.limit or not row.more
            unseen[parent].clear()
    assert not any(unseen.values())
    assert all(count <= reach.limit for count in counts.values())
    if tree.most_branches <= reach.limit:
        assert len(drawn) == tree.total


@given(timelines(), st.integers(1, 4), st.sampled_from([1, 2, 3, maxsize]))
def test_every_link_within_reach_is_drawn_or_counted_and_every_event_once(
    events: list[Drawn], depth: int, limit: int
) -> None:
    reach = Reach(depth, limit)
    index = open_drawn(events)
    causes = {event.id: event.because for event in events}
    consequences = {
        event.id: [other.id for other in events if event.id in other.because] for event in events
    }
    for event in events:
        answer = fetch_why(index, event.id, reach)
        assert answer.event.id == event.id
        _check(answer.causes, event.id, causes, reach)
        _check(answer.consequences, event.id, consequences, reach)
        records = fetch_why_records(index, event.id, reach)
        for tree, found in zip(
            answer.trees, (records["causes"], records["consequences"]), strict=True
        ):
            assert sorted(one["id"] for one in found) == sorted(
                node.event.id for node in tree.nodes
            )


@given(timelines(), st.integers(1, 3), st.booleans())
def test_one_direction_is_what_both_have_of_it(
    events: list[Drawn], depth: int, upwards: bool
) -> None:
    index = open_drawn(events)
    reach = Reach(depth, causes=upwards, consequences=not upwards)
    for event in events:
        both, one = fetch_why(index, event.id, Reach(depth)), fetch_why(index, event.id, reach)
        expected = (both.causes, None) if upwards else (None, both.consequences)
        assert (one.causes, one.consequences) == expected


def _list_ids(tree: Tree | None) -> list[str]:
    assert tree
    return [node.event.id for node in tree.nodes]


def test_the_nearest_branches_are_those_next_to_the_event_in_lists_by_day() -> None:
    """Of a day, first what is known to within hours; of causes, the latest."""
    causes = ("2023-11-15", "2023-11-16T08:00", "2023-11-16T09:00", "2023-11-16")
    effects = ("2023-11-17", "2023-11-17T13:00", "2023-11-17T12:00/2023-11-17T12:30", "2023-11-18")
    events = [
        *(Drawn(f"cause-{n}", date) for n, date in enumerate(causes)),
        Drawn("event", "2023-11-17T12:00", because=[f"cause-{n}" for n in range(4)]),
        *(Drawn(f"effect-{n}", date, because=["event"]) for n, date in enumerate(effects)),
    ]
    index = open_drawn(events)
    answer = fetch_why(index, "event", Reach(1))
    assert _list_ids(answer.causes) == ["cause-2", "cause-1", "cause-3", "cause-0"]
    assert _list_ids(answer.consequences) == ["effect-2", "effect-1", "effect-0", "effect-3"]
    answer = fetch_why(index, "event", Reach(1, 2))
    assert _list_ids(answer.causes) == ["cause-2", "cause-1"]
    assert _list_ids(answer.consequences) == ["effect-2", "effect-1"]


def test_a_long_chain_is_followed_to_its_end() -> None:
    events = [Drawn(f"e{n}", "2023", because=[f"e{n - 1}"] if n else []) for n in range(3000)]
    index = open_drawn(events)
    (_, tree) = fetch_why(index, "e0", Reach(10_000)).trees
    assert [node.depth for node in tree.nodes] == list(range(1, 3000))
