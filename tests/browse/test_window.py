"""The window of a list: full if there are rows enough, and the cursor in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oai_timeline.browse.window import Height, Window

HEIGHTS = st.lists(st.builds(Height, st.integers(0, 4), st.integers(1, 4)), min_size=1, max_size=60)


def make_window(heights: list[Height], lines: int) -> Window:
    return Window(lines, len(heights), heights.__getitem__)


def count_lines(heights: list[Height], top: int, end: int) -> int:
    """Return how many lines the rows from `top` up to `end` take."""
    return heights[top].own + sum(sum(height) for height in heights[top + 1 : end])


@given(HEIGHTS, st.integers(1, 50), st.data())
def test_a_window_is_full_and_has_the_cursor(
    heights: list[Height], lines: int, data: st.DataObject
) -> None:
    window = make_window(heights, lines)
    place = data.draw(st.integers(0, len(heights) - 1))
    before = data.draw(st.integers(0, len(heights) - 1))
    is_still = data.draw(st.booleans())
    for top in (window.place(place), window.follow(before, place, is_still=is_still)):
        assert 0 <= top <= place
        assert top == place or count_lines(heights, top, place + 1) <= lines
        assert top == 0 or count_lines(heights, top - 1, len(heights)) > lines


@given(st.integers(1, 60), st.integers(12, 50), st.lists(st.integers(-5, 5)))
def test_some_rows_stay_in_sight_beyond_the_cursor(size: int, lines: int, steps: list[int]) -> None:
    window = make_window([Height(0, 1)] * size, lines)
    top = place = 0
    for step in steps:
        place = min(max(place + step, 0), size - 1)
        top = window.follow(top, place)
        assert min(place, 2) <= place - top
        assert top + lines > min(place + 2, size - 1)


@given(HEIGHTS, st.integers(1, 50), st.data())
def test_a_window_that_has_the_row_stays(
    heights: list[Height], lines: int, data: st.DataObject
) -> None:
    window = make_window(heights, lines)
    top = window.place(data.draw(st.integers(0, len(heights) - 1)))
    for place in range(top, len(heights)):
        if count_lines(heights, top, place + 1) > lines:
            break
        assert window.follow(top, place, is_still=True) == top


@pytest.mark.parametrize(("place", "top"), [(50, 40), (3, 0), (95, 70), (99, 70)])
def test_a_target_is_a_third_down_where_rows_are_enough(place: int, top: int) -> None:
    assert make_window([Height(0, 1)] * 100, 30).place(place) == top


def test_a_long_list_is_measured_only_where_it_is_shown() -> None:
    measured = list[int]()

    def measure(place: int) -> Height:
        measured.append(place)
        return Height(0, 1)

    window = Window(30, 1_000_000, measure)
    assert window.follow(0, 999_999) == 999_970
    assert window.follow(999_970, 0) == 0
    assert len(measured) < 500
