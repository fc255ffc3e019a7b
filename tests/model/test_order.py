"""The order of events, against the rule taken word for word."""

from collections.abc import Callable
from datetime import UTC
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oai_timeline.dates.bounds import parse_date
from oai_timeline.model.order import Bounds, arrange, find_cycles, sort_by_bounds
from tests.growth import LINEAR, growth

Graph = list[list[int]]


def by_the_book(bounds: list[Bounds], earlier: Graph) -> list[int]:
    """Take, among those whose links are all placed, the smallest; over and over."""
    placed: list[int] = []
    while True:
        ready = [
            number
            for number in range(len(bounds))
            if number not in placed and set(earlier[number]) <= set(placed)
        ]
        if not ready:
            return placed
        placed.append(min(ready, key=lambda n: (bounds[n].earliest, -bounds[n].latest, n)))


EARLIEST = st.integers(0, 8) | st.just(-inf)
LATEST = st.integers(1, 5) | st.just(inf)
BOUNDS = st.builds(
    lambda earliest, length: Bounds(earliest, max(earliest, 0) + length), EARLIEST, LATEST
)


@st.composite
def timelines(draw: st.DrawFn) -> tuple[list[Bounds], Graph]:
    """Draw bounds, and links that form no cycle but may point anywhere in the file."""
    bounds = draw(st.lists(BOUNDS, max_size=12))
    ranks = draw(st.permutations(range(len(bounds))))
    earlier: Graph = [[] for _ in bounds]
    for rank, number in enumerate(ranks):
        if rank:
            some = st.lists(st.sampled_from(ranks[:rank]), max_size=3)  # one may stand there twice
            earlier[number] = draw(some)
    return bounds, earlier


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Draw links of any sort, to oneself and in circles too."""
    count = draw(st.integers(0, 10))
    if not count:
        return []
    links = st.lists(st.integers(0, count - 1), max_size=3)
    return draw(st.lists(links, min_size=count, max_size=count))


@given(timelines())
def test_order_is_that_of_the_book(timeline: tuple[list[Bounds], Graph]) -> None:
    bounds, earlier = timeline
    order = arrange(sort_by_bounds(bounds), earlier)
    assert order == by_the_book(bounds, earlier)
    assert sorted(order) == list(range(len(bounds)))
    assert find_cycles(earlier, order) == []


@given(graphs(), st.data())
def test_what_is_on_a_cycle_is_not_placed(earlier: Graph, data: st.DataObject) -> None:
    bounds = data.draw(st.lists(BOUNDS, min_size=len(earlier), max_size=len(earlier)))
    assert arrange(sort_by_bounds(bounds), earlier) == by_the_book(bounds, earlier)


@pytest.mark.parametrize(
    ("dates", "earlier", "order"),
    [
        pytest.param([], {}, [], id="none"),
        pytest.param(["2023"], {}, [0], id="one"),
        pytest.param(["2024", "2023"], {}, [1, 0], id="by date"),
        pytest.param(["2023-01-01", "2023-01", "2023"], {}, [2, 1, 0], id="wider first"),
        pytest.param(["2023", "2023/..", "2023/2024"], {}, [1, 2, 0], id="an open end is widest"),
        pytest.param(["2020", "../2023", "/2024"], {}, [2, 1, 0], id="no start sorts first"),
        pytest.param(["2023", "2023", "2023"], {}, [0, 1, 2], id="place in the file"),
        pytest.param(["2023-01-02", "2023"], {1: [0]}, [0, 1], id="a link holds back"),
        pytest.param(["2025", "2023", "2024"], {1: [0]}, [2, 0, 1], id="others go before"),
        pytest.param(["2023", "2023", "2023"], {0: [2], 2: [1]}, [1, 2, 0], id="a chain"),
        pytest.param(["2023", "2022"], {0: [1, 1]}, [1, 0], id="a link twice"),
    ],
)
def test_order_of_dates(dates: list[str], earlier: dict[int, list[int]], order: list[int]) -> None:
    bounds = [Bounds.of(parse_date(date, UTC)) for date in dates]
    assert (
        arrange(sort_by_bounds(bounds), [earlier.get(number, []) for number in range(len(dates))])
        == order
    )


@pytest.mark.parametrize(
    ("earlier", "expected"),
    [
        pytest.param([], [], id="nothing"),
        pytest.param([[], [0]], [], id="no cycle"),
        pytest.param([[0]], [[0]], id="itself"),
        pytest.param([[1], [0]], [[0, 1]], id="two"),
        pytest.param([[1], [2], [0]], [[0, 1, 2]], id="three"),
        pytest.param([[1], [0], [3], [2]], [[0, 1], [2, 3]], id="two knots"),
        pytest.param([[1], [2], [1]], [[1, 2]], id="one that follows a cycle"),
        pytest.param([[1], [0, 2], []], [[0, 1]], id="one that a cycle follows"),
        pytest.param([[2, 1], [0], [3], [2]], [[0, 1], [2, 3]], id="a knot that follows another"),
    ],
)
def test_cycles(earlier: Graph, expected: list[list[int]]) -> None:
    found = find_cycles(earlier, arrange(range(len(earlier)), earlier))
    assert sorted(map(turned, found)) == expected


@given(graphs())
def test_each_knot_has_a_cycle_and_each_cycle_is_reported_once(earlier: Graph) -> None:
    found = find_cycles(earlier, arrange(range(len(earlier)), earlier))
    assert len({frozenset(cycle) for cycle in found}) == len(found)
    for cycle in found:
        assert len(set(cycle)) == len(cycle)
        for number, before in zip(cycle, [*cycle[1:], cycle[0]], strict=True):
            assert before in earlier[number]
    assert {frozenset(knot) for knot in knots(earlier)} == {
        frozenset(knot) for knot in knots(earlier) if any(set(cycle) <= knot for cycle in found)
    }


def turned(cycle: list[int]) -> list[int]:
    """Begin a cycle with its smallest number."""
    start = cycle.index(min(cycle))
    return cycle[start:] + cycle[:start]


def knots(earlier: Graph) -> list[set[int]]:
    """List the sets of numbers that all lead to one another."""
    reach = [set(numbers) for numbers in earlier]
    for _ in earlier:
        for numbers in reach:
            numbers.update(*(reach[number] for number in list(numbers)))
    on_a_cycle = [number for number in range(len(earlier)) if number in reach[number]]
    together = {
        frozenset(m for m in on_a_cycle if m in reach[n] and n in reach[m]) for n in on_a_cycle
    }
    return [set(knot) for knot in together]


def test_a_long_way_with_many_circles_takes_linear_time() -> None:
    def find(length: int) -> Callable[[], object]:
        """Let each event follow from the next one, and from another."""
        earlier = [[min(n + 1, length - 1), n * 7919 % length] for n in range(length)]
        return lambda: find_cycles(earlier, [])

    assert growth(find, 10_000) < LINEAR
