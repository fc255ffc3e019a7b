"""Findings as text: how many are written, and which part of a line they show."""

import re
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from oai_timeline.formats.findings import format_github, format_json
from oai_timeline.model.diagnostic import Diagnostic, Location
from oai_timeline.views.findings import plain_findings, render_findings
from oai_timeline.views.layout import Layout
from oai_timeline.views.text import StyledText

LAYOUT = Layout(80, "")


def finding(line: int, code: str = "bad-date", path: str = "t.yaml") -> Diagnostic:
    return Diagnostic(Location(path, line, 1), code, "error", "m")


def excerpt(line: str, column: int, length: int) -> list[str]:
    """Write a finding, and give the lines under the first."""
    made = Diagnostic(Location("t.yaml", 1, column), "bad-date", "error", "m", line, length)
    return plain([made])[1:]


def plain(findings: Iterable[Diagnostic], layout: Layout = LAYOUT) -> list[str]:
    return "".join(StyledText(plain_findings(findings, layout)).text()).split("\n")[:-1]


def rendered(findings: Iterable[Diagnostic], layout: Layout) -> list[str]:
    return "".join(StyledText(render_findings(findings, layout)).text()).split("\n")[:-1]


@pytest.mark.parametrize(
    ("line", "column", "length", "shown"),
    [
        ("when: 2023-13", 7, 7, ["when: 2023-13", "      ^^^^^^^"]),
        ("when: x", 8, 1, ["when: x", "       ^"]),
        ("\twhen: x", 8, 1, [" when: x", "       ^"]),
        ("東京: x", 5, 1, ["東京: x", "      ^"]),
        ("e\u0301e\u0301: x", 7, 1, ["e\u0301e\u0301: x", "    ^"]),
        ("京京: x", 1, 2, ["京京: x", "^^^^"]),
        ('"\x1b": x', 6, 1, ['"\\x1b": x', "        ^"]),
        (
            "title: " + "a" * 100,
            8,
            100,
            ["title: " + "a" * 37 + "...", "       " + "^" * 40],
        ),
        (
            "a" * 100 + " here " + "b" * 100,
            102,
            4,
            ["..." + "a" * 32 + " here " + "b" * 32 + "...", " " * 36 + "^^^^"],
        ),
        (
            "a" * 100 + " here bb",
            102,
            4,
            ["..." + "a" * 65 + " here bb", " " * 69 + "^^^^"],
        ),
        ("here " + "b" * 100, 1, 4, ["here " + "b" * 68 + "...", "^^^^"]),
        ("   ", 2, 1, []),
        ("", 1, 1, []),
    ],
)
def test_carets_mark_the_token(line: str, column: int, length: int, shown: list[str]) -> None:
    assert excerpt(line, column, length) == [f"    {text}" for text in shown]


@given(st.text("ab 東\u0301\x1b\t", max_size=200), st.integers(1, 201), st.integers(1, 250))
def test_a_line_is_cut_to_80_columns(line: str, column: int, length: int) -> None:
    for text in excerpt(line, min(column, len(line) + 1), length):
        assert cell_len(text) <= 80


@given(
    st.text("ab 東\u0301\x1b\t", max_size=200),
    st.integers(1, 201),
    st.integers(1, 250),
    st.integers(20, 200),
    st.booleans(),
)
def test_on_a_terminal_nothing_is_wider_than_it(
    line: str, column: int, length: int, width: int, ascii_only: bool
) -> None:
    """And carets are under the token, or as much of it as is shown."""
    place = Location("a/long/folder/with-a-timeline.yaml", 1, min(column, len(line) + 1))
    made = Diagnostic(place, "bad-date", "error", "what is wrong " * 9, line, length)
    lines = rendered([made], Layout(width, "", ascii_only))
    assert max(map(cell_len, lines)) <= width
    carets = [text for text in lines if set(text) == {" ", "^"}]
    assert len(carets) <= 1
    message = "".join(lines).replace(" ", "")
    assert message.startswith(str(made).replace(" ", ""))


def test_a_screen() -> None:
    made = Diagnostic(
        Location("mine.yaml", 4, 9),
        "bad-date",
        "error",
        "2023-11 has no day 31, as November has thirty days",
        "  when: 2023-11-31",
        10,
    )
    assert rendered([made, made._replace(severity="warning")], Layout(50, "")) == [
        "mine.yaml:4:9: error[bad-date]: 2023-11 has no",
        "    day 31, as November has thirty days",
        "      when: 2023-11-31",
        "            ^^^^^^^^^^",
        "",
        "mine.yaml:4:9: warning[bad-date]: 2023-11 has",
        "    no day 31, as November has thirty days",
        "      when: 2023-11-31",
        "            ^^^^^^^^^^",
    ]


def test_what_is_coloured() -> None:
    made = Diagnostic(Location("t.yaml", 1, 3), "bad-id", "warning", "m", "a b c", 1)
    first, text, carets = render_findings([made], LAYOUT)
    styles = {span.text: span.style for line in (first, text, carets) for span in line}
    assert styles["t.yaml:1:3"] == "title"
    assert (styles["warning"], styles["[bad-id]"], styles["^"]) == ("warning", "quiet", "warning")


def test_carets_are_under_the_token_also_in_ascii() -> None:
    made = Diagnostic(Location("t.yaml", 1, 4), "bad-id", "error", "m", "東 x: y", 1)
    made = made._replace(location=Location("t.yaml", 1, 3))
    assert plain([made], Layout(80, "", ascii=True))[1:] == [
        "    \\u6771 x: y",
        "           ^",
    ]


def test_of_a_kind_ten_are_written_and_the_rest_is_counted() -> None:
    """A kind is a code of a file; others in between are written, and counted apart."""
    made = sorted(
        [
            *(finding(line) for line in range(1, 2704)),
            *(finding(line, "bad-id") for line in (3, 50, 2800)),
            *(finding(line, "long-title") for line in range(1, 12)),
        ]
    )
    made += [finding(line, path="u.yaml") for line in range(1, 11)]
    lines = plain(made)
    shown = [line for line in lines if line.startswith("t.yaml") and "bad-date" in line]
    assert [int(line.split(":")[1]) for line in shown] == list(range(1, 11))
    assert sum("bad-id" in line for line in lines) == 3
    assert sum(line.startswith("u.yaml") for line in lines) == 10
    assert [line for line in lines if "more" in line] == [
        "    and 2,693 more of this kind, up to line 2,703",
        "    and 1 more of this kind, up to line 11",
    ]
    assert lines[lines.index("    and 2,693 more of this kind, up to line 2,703") - 1] == shown[-1]


def test_programs_get_all() -> None:
    made = [finding(line) for line in range(1, 101)]
    assert len(list(format_github(made))) == 100
    assert len(re.findall('"code"', "".join(format_json(made)))) == 100
