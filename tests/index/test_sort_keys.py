"""Places in time order: all rise, and as few as can be are elsewhere than in the file."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oai_timeline.index.sort_keys import default_key, reassign

ORDERS = st.integers(0, 40).flatmap(lambda count: st.permutations(range(count)))


@given(ORDERS)
def test_positions_rise_in_the_order_of_time(order: list[int]) -> None:
    elsewhere = dict(reassign(order))
    positions = [elsewhere.get(number, default_key(number)) for number in order]
    assert all(before < after for before, after in pairwise(positions))


@pytest.mark.parametrize(
    ("order", "numbers"),
    [
        pytest.param([], [], id="no event"),
        pytest.param([0, 1, 2, 3], [], id="as in the file"),
        pytest.param([3, 0, 1, 2, 4], [3], id="one earlier"),
        pytest.param([1, 2, 3, 0], [0], id="the first one last"),
        pytest.param([5, 6, 0, 1, 2, 3, 4, 7], [5, 6], id="two side by side"),
    ],
)
def test_only_those_move_that_must(order: list[int], numbers: list[int]) -> None:
    assert [number for number, _ in reassign(order)] == numbers


def test_a_file_that_is_written_backwards() -> None:
    order = list(range(1000))[::-1]
    assert len(dict(reassign(order))) == 999
