"""The line of time: its labels, the caret among them, and where a moment is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oai_timeline.query.lanes import fetch_single_lane
from oai_timeline.query.select import Query
from oai_timeline.views.axis import Grid, Step
from oai_timeline.views.lanes import TimeLine, draw_time_line
from oai_timeline.views.layout import Layout
from oai_timeline.views.text import line_width
from tests.strategies import ZONE, Drawn, open_drawn, timelines

_NO_GRID = Grid(Step("hour", 1), 1, (), (), ())


@pytest.mark.parametrize(
    ("labels", "column", "shown"),
    [
        ("16    17    18", 3, "16 ^  17    18"),
        ("16    17    18", 6, "16    ^17   18"),
        ("16    17    18", 7, "16     ^17  18"),
        ("16    17    18", 12, "16    17    ^18"),
        ("16    17", 12, "16    17    ^"),
        ("0000 0100 0200", 5, "0000 ^    0200"),
        ("0000 0100 0200", 11, "0000 0100  ^0200"),
        ("16     17 18", 8, "16    17^ 18"),
        ("2023-11-17 Friday 15h", 0, "^2023-11-17       15h"),
        ("Fri 17    Sat 18", 1, " ^Fri 17  Sat 18"),
        ("", 2, "  ^"),
    ],
)
def test_a_caret_covers_no_label(labels: str, column: int, shown: str) -> None:
    before, after = TimeLine(_NO_GRID, [], labels).part_labels(column)
    assert f"{before}^{after}" == shown


@given(timelines(), st.integers(20, 200))
def test_every_moment_is_in_its_cell(events: list[Drawn], width: int) -> None:
    index = open_drawn(events)
    layout = Layout(width, ZONE.key)
    line = draw_time_line(fetch_single_lane(index, Query()), layout)
    if line is None:
        return
    assert line_width(line.bars) == line.grid.size * line.grid.columns <= width
    assert len(line.labels) <= max(width, 20)
    for column in range(line.grid.size * line.grid.columns):
        before, after = line.part_labels(column)
        assert len(before) == column
        assert len(after) <= 2 * width
    first, last = line.grid.pieces[0], line.grid.pieces[-1]
    assert line.find_column(first) == (line.grid.columns - 1) // 2
    assert (line.find_column(first - 1), line.find_column(last)) == (None, None)
