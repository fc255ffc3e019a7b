"""Findings as text: how many are written, and which part of a line they show."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oai_timeline.formats import findings
from oai_timeline.model.diagnostic import Diagnostic, Location


def finding(line: int, code: str = "bad-date", path: str = "t.yaml") -> Diagnostic:
    return Diagnostic(Location(path, line, 1), code, "error", "m")


def excerpt(line: str, column: int, length: int) -> list[str]:
    """Write a finding, and give the lines under the first."""
    made = Diagnostic(Location("t.yaml", 1, column), "bad-date", "error", "m", line, length)
    return "".join(findings.format_text([made])).splitlines()[1:]


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
        assert findings.text_width(text) <= 80


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
    lines = "".join(findings.format_text(made)).splitlines()
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
    assert len(list(findings.format_github(made))) == 100
    assert len(re.findall('"code"', "".join(findings.format_json(made)))) == 100
