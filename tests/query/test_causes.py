"""Causes and consequences, against walks over what was drawn."""

from collections.abc import Mapping, Sequence

from hypothesis import given
from hypothesis import strategies as st

from oai_timeline.query.causes import Node, fetch_why, fetch_why_records
from tests.strategies import Drawn, in_time_order, open_drawn, timelines

Links = Mapping[str, Sequence[str]]


def _distances(root: str, links: Links, most: int) -> dict[str, int]:
    """Give how many links away each event is."""
    distances, level = {root: 0}, [root]
    for depth in range(1, most + 1):
        level = [one for key in level for one in links.get(key, ()) if one not in distances]
        distances |= dict.fromkeys(level, depth)
    return distances


def _check(nodes: list[Node], root: str, links: Links, most: int) -> None:
    distances = _distances(root, links, most)
    own = [node for node in nodes if not node.is_again]
    assert {root: 0, **{node.event.id: node.depth for node in own}} == distances
    assert len(own) == len(distances) - 1
    path = [root]
    for node in nodes:
        path[node.depth :] = [node.event.id]
        assert node.event.id in links[path[node.depth - 1]]
        hidden = 0 if node.is_again or node.depth < most else len(links.get(node.event.id, ()))
        assert node.beyond == hidden
    drawn = sum(len(links.get(key, ())) for key, depth in distances.items() if depth < most)
    assert len(nodes) == drawn


@given(timelines(), st.integers(1, 4))
def test_every_link_within_reach_is_drawn_and_every_event_once(
    events: list[Drawn], most: int
) -> None:
    index = open_drawn(events)
    order = [event.id for event in in_time_order(events)]
    causes = {event.id: event.because for event in events}
    consequences = {
        event.id: [other.id for other in events if event.id in other.because] for event in events
    }
    for event in events:
        answer = fetch_why(index, event.id, most)
        assert answer.event.id == event.id
        _check(answer.causes, event.id, causes, most)
        _check(answer.consequences, event.id, consequences, most)
        firsts = [order.index(node.event.id) for node in answer.causes if node.depth == 1]
        lasts = [order.index(node.event.id) for node in answer.consequences if node.depth == 1]
        assert (firsts, lasts) == (sorted(firsts, reverse=True), sorted(lasts))
        records = fetch_why_records(index, event.id, most)
        above, below = records["causes"], records["consequences"]
        reached = [set(_distances(event.id, links, most)) for links in (causes, consequences)]
        assert [len(above) + 1, len(below) + 1] == [len(one) for one in reached]


def test_a_long_chain_is_followed_to_its_end() -> None:
    events = [Drawn(f"e{n}", "2023", because=[f"e{n - 1}"] if n else []) for n in range(3000)]
    index = open_drawn(events)
    answer = fetch_why(index, "e0", 10_000)
    assert [node.depth for node in answer.consequences] == list(range(1, 3000))
