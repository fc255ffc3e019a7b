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
from oai_timeline.views.layout import Layout
from oai_timeline.views.parts import Head
from oai_timeline.views.table import plain_table
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


@given(st.lists(_events(), min_size=1, max_size=4), st.integers(0, 4), st.booleans())
@example([make_event("2023-11-17")._replace(title=" a   b ", words="  ", actors=[""])], 0, False)  # noqa: FBT003
def test_each_line_has_six_cells(events: list[ListedEvent], coarse: int, ascii_only: bool) -> None:
    coarse = min(coarse, len(events))
    layout = Layout(80, "America/Los_Angeles", ascii_only)
    written = "".join(StyledText(plain_table(events, coarse, Head(len(events)), layout)).text())
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
        assert bool(re.search(r" P[SD]T\b", when)) == bool(re.search(r"\d\d:\d\d|\d\dh", when))
        assert cells == [
            event.certainty or "-",
            shown(event.title),
            shown(", ".join(map(visible, event.actors))),
            event.id,
            "dated less precisely" if is_coarse else shown(event.words),
        ]


@pytest.mark.parametrize("arguments", [(), ("--day", "2023-11-17"), ("--ascii", "--by", "altman")])
def test_awk_finds_the_cells_of_the_timeline(
    arguments: Sequence[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    if not shutil.which("awk"):
        pytest.skip("awk is not installed")
    monkeypatch.setenv("TIMELINE_FILE", str(ROOT / "events.yaml"))
    written = in_process("show", *arguments)
    program = '{print NF "\\t" $2 "\\t" $5 "\\t" ($6 == "")}'
    found = subprocess.run(
        ["awk", "-F  +", program], input=written.out, capture_output=True, text=True, check=True
    )
    without_ascii = [argument for argument in arguments if argument != "--ascii"]
    listed = json.loads(in_process("show", *without_ascii, "--format", "json").out)
    rows = [line.split("\t") for line in found.stdout.splitlines()]
    assert sorted(rows) == sorted(["6", one["certainty"], one["id"], "0"] for one in listed)
