"""The line of time: its labels, and where a moment is."""

from hypothesis import given
from hypothesis import strategies as st

from oai_timeline.query.lanes import fetch_single_lane
from oai_timeline.query.select import Query
from oai_timeline.views.lanes import draw_time_line
from oai_timeline.views.layout import Layout
from oai_timeline.views.text import line_width
from tests.strategies import ZONE, Drawn, open_drawn, timelines


@given(timelines(), st.integers(20, 200))
def test_every_moment_is_in_its_cell(events: list[Drawn], width: int) -> None:
    index = open_drawn(events)
    layout = Layout(width, ZONE.key)
    line = draw_time_line(fetch_single_lane(index, Query()), layout)
    if line is None:
        return
    assert line_width(line.bars) == line.grid.size * line.grid.columns <= width
    assert len(line.labels) <= max(width, 20)
    first, last = line.grid.pieces[0], line.grid.pieces[-1]
    assert line.find_column(first) == (line.grid.columns - 1) // 2
    assert (line.find_column(first - 1), line.find_column(last)) == (None, None)
