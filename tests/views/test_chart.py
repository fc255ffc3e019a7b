"""Charts of actors by time: what a block says of its cell, at every width."""

import json
from collections.abc import Sequence
from contextlib import closing
from math import isclose
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from oai_timeline.index import Index, open_bytes
from oai_timeline.query.lanes import Lanes, Mark, fetch_lanes
from oai_timeline.query.select import Query, read_filters
from oai_timeline.views.axis import fit_grid
from oai_timeline.views.lanes import render_lanes, spread
from oai_timeline.views.layout import Layout
from oai_timeline.views.text import StyledText
from tests.cli.processes import ROOT, in_process

ZONE = ZoneInfo("America/Los_Angeles")
BEGIN = 1_699_000_000  # 2023-11-03, two days before clocks change
HOUR, DAY = 3600, 86_400
CERTAIN, POSSIBLE = "▅▆▇█", "·▁▂▃"


@st.composite
def _marks(draw: st.DrawFn) -> Mark:
    earliest = BEGIN + draw(st.integers(0, 5 * DAY))
    latest = earliest + draw(st.sampled_from([1, 60, HOUR, 5 * HOUR, DAY, 2 * DAY]))
    margin = draw(st.sampled_from([0, 0, HOUR // 2, DAY]))
    return Mark(earliest, latest, earliest - margin, latest + margin)


@given(
    st.lists(_marks(), min_size=1, max_size=20),
    st.integers(8, 170),
    st.sampled_from([60, HOUR, DAY]),
)
@example([Mark(BEGIN, BEGIN + 5 * DAY, BEGIN, BEGIN + 5 * DAY)], 60, 60)
def test_the_weights_of_a_row_add_up_to_its_events(
    marks: Sequence[Mark], width: int, grain: int
) -> None:
    """What lies before and after the chart, too. A cell is certain by the events within it."""
    begin = min(mark.earliest for mark in marks)
    end = max(mark.latest for mark in marks)
    grid = fit_grid((begin, end), grain, width, ZONE)
    cells = spread(marks, grid)
    assert isclose(sum(cell.weight for cell in cells), len(marks))
    for number, cell in enumerate(cells):
        within = [
            mark
            for mark in marks
            if list(grid.divide(mark.earliest_margin, mark.latest_margin))
            and sum(part for _, part in grid.divide(mark.earliest_margin, mark.latest_margin))
            == mark.latest_margin - mark.earliest_margin
            and {n for n, _ in grid.divide(mark.earliest_margin, mark.latest_margin)} == {number}
        ]
        assert cell.is_certain == bool(within)
        assert cell.weight > len(within) - 1e-6

    a_part = fit_grid((begin, (begin + end) // 2 + 1), grain, width, ZONE)
    inside = sum(cell.weight for cell in spread(marks, a_part))
    first, last = a_part.pieces[0], a_part.pieces[-1]
    outside = sum(
        (max(first - mark.earliest, 0) - max(first - mark.latest, 0)
         + max(mark.latest - last, 0) - max(mark.earliest - last, 0))
        / (mark.latest - mark.earliest)
        for mark in marks
    )  # fmt: skip
    assert isclose(inside + outside, len(marks))


def _open(dates: Sequence[str], zone: str = "UTC") -> Index:
    events = [
        {"id": f"e{n}", "when": date, "title": "T", "actors": ["a"]} for n, date in enumerate(dates)
    ]
    whole = {
        "timeline": {"format": "1", "title": "T", "zone": zone},
        "actors": {"a": {"name": "A"}},
        "events": events,
    }
    return open_bytes(json.dumps(whole).encode(), "t.yaml")


def _render(lanes: Lanes, layout: Layout) -> list[str]:
    lines = StyledText(render_lanes(lanes, [], 16, None, layout)).text()
    return [line.removesuffix("\n") for line in lines]


@pytest.mark.parametrize(
    ("dates", "row"),
    [
        pytest.param(["2023-11-17", "2023-11-20"],
            "████████████                        ████████████", id="days"),
        pytest.param(["2023-11-17", "2023-11-17", "2023-11-18"],
            "████████████▇▇▇▇▇▇▇▇▇▇▇▇", id="two of a day"),
        pytest.param(["2023-11-17", "2023-11-18~"],
            "████████████▂▂▂▂▂▂▂▂▂▂▂▂", id="about a day"),
        pytest.param(
            ["2023-11-17", "2023-11-18", "2023-11-18", "2023-11-18/2023-11-19", "2023-11-19"],
            "▇▇▇▇▇▇▇▇▇▇▇▇████████████▇▇▇▇▇▇▇▇▇▇▇▇", id="a day or the next"),
        pytest.param(
            ["2023-11-17", *["2023-11-18/2023-11-19"] * 5, "2023-11-20"],
            "████████████▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃████████████", id="five that may"),
    ],
)  # fmt: skip
def test_a_block_shows_the_events_of_its_cell(dates: Sequence[str], row: str) -> None:
    with closing(_open(dates)) as index:
        lines = _render(fetch_lanes(index, Query()), Layout(60, "UTC"))
    (found,) = [line for line in lines if line.startswith("A ")]
    assert found == f"A {len(dates)} {row}"


@pytest.mark.parametrize("texts", [{}, {"day": "2023-11-17"}, {"since": "2015"}], ids=str)
@pytest.mark.parametrize("ascii_only", [False, True])
def test_no_line_is_wider_than_the_terminal(texts: dict[str, str], ascii_only: bool) -> None:
    with closing(open_bytes((ROOT / "events.yaml").read_bytes(), "events.yaml")) as index:
        wanted = read_filters(index, {name: [text] for name, text in texts.items()})
        lanes = fetch_lanes(index, Query(wanted))
    for width in range(60, 201):
        lines = _render(lanes, Layout(width, ZONE.key, ascii_only))
        assert max(map(cell_len, lines)) <= width
        chart = max(len(line) for line in lines if line.startswith("Sam Altman"))
        assert chart > width * 0.5, width
    if ascii_only:
        assert "".join(lines).isascii()


def test_the_day_is_charted_in_heights_more_than_in_the_lowest_sign(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The chart of a day was grey in seven of eight cells."""
    monkeypatch.setenv("TIMELINE_FILE", str(ROOT / "events.yaml"))
    lines = in_process("lanes", "--day", "2023-11-17", "--width", "100").out.splitlines()
    (altman,) = [line for line in lines if line.startswith("Sam Altman")]
    assert sum(sign in CERTAIN for sign in altman) >= 6
    heads = [line for line in lines if line.lstrip().startswith("12h")]
    assert len(heads) == 1
