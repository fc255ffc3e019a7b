"""Lists in a pipe: six cells a line, never empty, with two spaces or more between them.

So `awk -F'  +'` finds the cell that it is asked for, whatever the texts.
"""

import json
import re
import shutil
import subprocess
from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from oai_timeline.model.listed import ListedEvent
from oai_timeline.model.visible import in_ascii, visible
from oai_timeline.query.search import Excerpt, Hit, TextPart
from oai_timeline.views.layout import Layout
from oai_timeline.views.search_results import plain_search_results
from oai_timeline.views.table import plain_rows
from oai_timeline.views.text import StyledText
from tests.cli.processes import ROOT, in_process
from tests.strategies import CERTAINTIES, dates
from tests.views.test_time_column import make_event

_texts = st.text(max_size=30) | st.text(
    st.sampled_from("a -–\t\n\xa0\u3000漢\u0301\u200b\u202e\x1b")
)


@st.composite
def _events(draw: st.DrawFn) -> ListedEvent:
    return make_event(draw(dates()))._replace(
        id=draw(st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True)),
        title=draw(_texts),
        words=draw(st.none() | _texts),
        certainty=draw(st.none() | st.sampled_from(CERTAINTIES)),
        actors=draw(st.lists(_texts, max_size=3)),
        order_known=draw(st.booleans()),
    )


@st.composite
def _hits(draw: st.DrawFn) -> Hit:
    event = draw(_events())
    parts = st.lists(st.builds(TextPart, _texts, st.booleans()), min_size=1, max_size=3)
    labels = st.sampled_from(["", "quote"])
    excerpts = draw(st.lists(st.builds(Excerpt, labels, parts), max_size=2))
    return Hit(event, [TextPart(event.title)], excerpts)


@given(st.lists(_events(), min_size=1, max_size=4), st.integers(0, 4), st.booleans())
@example([make_event("2023-11-17")._replace(title=" a   b ", words="  ", actors=[""])], 0, False)  # noqa: FBT003
@example([make_event("2023-11-17")._replace(actors=["\u0300"])], 0, False)  # noqa: FBT003
def test_each_line_has_six_cells(events: list[ListedEvent], coarse: int, ascii_only: bool) -> None:
    coarse = min(coarse, len(events))
    layout = Layout(80, "America/Los_Angeles", ascii_only)
    written = "".join(StyledText(plain_rows(events, coarse, layout)).text())
    lines = written.removesuffix("\n").split("\n")
    assert len(lines) == len(written.splitlines()) == len(events)

    def shown(text: str | None) -> str:
        safe = visible(text or "")
        return " ".join((in_ascii(safe) if ascii_only else safe).split()) or "-"

    for place, (line, event) in enumerate(zip(lines, events, strict=True)):
        is_coarse = place >= len(events) - coarse
        when, *cells = re.split(r"  +", line)
        sign = f" {layout.symbols.unordered}"
        assert when.endswith(sign) == (not event.order_known and not is_coarse)
        # Most dates begin with a day, and a zone is there only with a time.
        assert bool(re.search(r" (?:LMT|P[SD]T)\b", when)) == bool(
            re.search(r"\d\d:\d\d|\d\dh", when)
        )
        assert cells == [
            event.certainty or "-",
            shown(event.title),
            shown(", ".join(map(visible, event.actors))),
            event.id,
            "dated less precisely" if is_coarse else shown(event.words),
        ]


@given(st.lists(_hits(), min_size=1, max_size=3), st.booleans())
def test_each_hit_has_the_same_cells_and_its_excerpts(hits: list[Hit], ascii_only: bool) -> None:
    layout = Layout(80, "America/Los_Angeles", ascii_only)
    written = "".join(StyledText(plain_search_results(hits, layout)).text())
    listed = "".join(StyledText(plain_rows([hit.event for hit in hits], 0, layout)).text())
    assert [_split(line)[:6] for line in written.splitlines()] == list(
        map(_split, listed.splitlines())
    )
    assert {len(_split(line)) for line in written.splitlines()} == {7}


def _split(line: str) -> list[str]:
    return re.split(r"  +", line.rstrip())


@pytest.mark.parametrize(
    ("arguments", "cells"),
    [
        (("show",), 6),
        (("show", "--day", "2023-11-17"), 6),
        (("show", "--ascii", "--by", "altman"), 6),
        (("who", "sutskever", "--day", "2023-11-17"), 7),
        (("who", "sutskever", "toner"), 6),
        (("search", "altman", "--limit", "999"), 7),
    ],
)
def test_awk_finds_the_cells_of_the_timeline(
    arguments: Sequence[str], cells: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also below cards, which are parted from the events by an empty line."""
    if not shutil.which("awk"):
        pytest.skip("awk is not installed")
    monkeypatch.setenv("TIMELINE_FILE", str(ROOT / "events.yaml"))
    written = in_process(*arguments)
    program = '{print NF "\\t" $2 "\\t" $5 "\\t" ($6 == "")}'
    found = subprocess.run(
        ["awk", "-F  +", program],
        input=written.out.rpartition("\n\n")[2],
        capture_output=True,
        text=True,
        check=True,
    )
    without_ascii = [argument for argument in arguments if argument != "--ascii"]
    answer = json.loads(in_process(*without_ascii, "--format", "json").out)
    listed = answer["events"] if isinstance(answer, dict) else answer
    rows = [line.split("\t") for line in found.stdout.splitlines()]
    expected = [[str(cells), one["certainty"], one["id"], "0"] for one in listed]
    assert sorted(rows) == sorted(expected)


def test_awk_finds_the_cells_of_all_actors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIMELINE_FILE", str(ROOT / "events.yaml"))
    rows = [_split(line) for line in in_process("who").out.splitlines()]
    actors = json.loads(in_process("who", "--format", "json").out)
    assert rows == [
        [str(one["events"]), one["name"], f"● {one['by']}", f"○ {one['about']}", one["id"]]
        for one in actors
    ]
