"""The rows of linked events: beside the tree of `why`, and on the page of an event."""

import re
from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from rich.cells import cell_len

from oai_timeline.index import Index, open_bytes
from oai_timeline.query.causes import Reach, fetch_why
from oai_timeline.query.event_details import fetch_event_details
from oai_timeline.views.causes import plain_causes, render_causes
from oai_timeline.views.event import plain_event, render_event
from oai_timeline.views.layout import Layout
from oai_timeline.views.text import Line, StyledText
from tests.cli.processes import ROOT
from tests.timelines import opened
from tests.views.every_view import ZONE

Show = Callable[[Layout], list[str]]
WIDEST = 250
HINTS = [("all branches", "timeline why altman-dismissed --limit 70")]


@pytest.fixture(scope="module")
def index() -> Iterator[Index]:
    index = open_bytes((ROOT / "events.yaml").read_bytes(), "events.yaml")
    yield index
    index.close()


def _lines(lines: Iterator[Line]) -> list[str]:
    return [line.removesuffix("\n") for line in StyledText(lines).text()]


def _show_why(index: Index, event: str, reach: Reach) -> Show:
    why = fetch_why(index, event, reach)
    return lambda layout: _lines(render_causes(why, HINTS, layout))


def _count_letters(lines: list[str]) -> Counter[str]:
    """Count the letters and digits, as ids that are wider than their column are broken."""
    return Counter(letter for line in lines for letter in line if letter.isalnum())


@pytest.mark.parametrize("ascii_only", [False, True], ids=["", "ascii"])
@pytest.mark.parametrize(
    ("event", "reach"),
    [
        ("altman-dismissed", Reach(2, 10)),
        ("altman-dismissed", Reach(4, 3)),
        ("letter-published", Reach(3)),
        ("shear-accepts", Reach(2, 10, causes=False)),
    ],
)
def test_a_wider_terminal_never_makes_a_tree_longer(
    index: Index, event: str, reach: Reach, ascii_only: bool
) -> None:
    """Nor is a letter of it lost at any width, or a line wider than the terminal."""
    show = _show_why(index, event, reach)
    _check_widths(lambda width: show(Layout(width, ZONE, ascii_only)))


def _check_widths(show: Callable[[int], list[str]]) -> None:
    letters, length = _count_letters(show(WIDEST)), WIDEST
    for width in range(60, 201):
        lines = show(width)
        assert max(map(cell_len, lines)) <= width
        assert len(lines) <= length, width
        assert _count_letters(lines) == letters, width
        length = len(lines)


@pytest.mark.parametrize(
    ("event", "heading"),
    [("altman-dismissed", "Because of"), ("brockman-gets-text", "After (order only)")],
)
def test_a_wider_terminal_never_makes_the_page_of_an_event_longer_at_its_links(
    index: Index, event: str, heading: str
) -> None:
    details = fetch_event_details(index, event, 10)

    def show(width: int) -> list[str]:
        lines = _lines(render_event(details, "timeline event e --limit 75", Layout(width, ZONE)))
        return lines[lines.index(heading) :]

    _check_widths(show)


@pytest.mark.parametrize(("width", "most"), [(60, 75), (80, 55), (100, 48), (120, 35), (160, 32)])
def test_the_tree_of_the_dismissal_is_short(index: Index, width: int, most: int) -> None:
    assert len(_show_why(index, "altman-dismissed", Reach(2, 10))(Layout(width, ZONE))) <= most


LINKED = """\
events:
  - {id: a, when: 2023-11-17T12:00/2023-11-17T13:00, title: "A  gap   inside", words: at noon}
  - {id: b, when: 2023-11-17, title: Because, because: [a], certainty: confirmed}
  - {id: c, when: 2023-11-18, title: After, after: [a]}
  - {id: d, when: 2023-11-19, title: Both, because: [a], after: [a]}
"""


def test_cells_of_a_pipe_are_never_empty_and_have_no_gap_inside() -> None:
    index = opened(LINKED)
    layout = Layout(80, ZONE)
    rows = _lines(plain_causes(fetch_why(index, "a", Reach(2)), [], layout))
    assert [re.split("  +", row) for row in rows] == [
        ["2023-11-17 12:00–13:00 PST", "-", "A gap inside", "a", "-"],
        ["2023-11-17", "confirmed", "→ Because", "b", "-"],
        ["2023-11-19", "-", "→ Both", "d", "-"],
    ]
    lines = _lines(plain_event(fetch_event_details(index, "a", 10), "", layout))
    assert [re.split("  +", row) for row in lines[lines.index("Led to") :]] == [
        ["Led to"],
        ["", "2023-11-17", "confirmed", "Because", "b", "because"],
        ["", "2023-11-19", "-", "Both", "d", "because"],
        [""],
        ["Before (order only)"],
        ["", "2023-11-18", "-", "After", "c", "after"],
    ]
