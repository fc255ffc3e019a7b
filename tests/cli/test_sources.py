"""`timeline sources`: the bibliography, or the details of one source."""

import json
import re
from collections import Counter

import pytest
from rich.cells import cell_len

from tests.cli.processes import ROOT, Done, Program, in_process

TEXT = b"""\
timeline: {format: 1, title: T, zone: UTC}
sources:
  a-third: {publisher: C, rests_on: [second]}
  second: {publisher: B, published: 2024, rests_on: [first]}
  first: {publisher: A, published: 2023-11, kind: news}
  apart: {publisher: D}
events:
- {id: e, when: 2024, title: T, sources: [a-third, apart]}
- {id: f, when: 2025, title: U, sources: [first, apart]}
"""
LISTED = """\
2023-11  1  first    A  news  -  -  -                            -
2024     0  second   B  -     -  -  first                        -
undated  1  a-third  C  -     -  -  second, in the end on first  -
undated  2  apart    D  -     -  -  -                            -
"""
FIRST = """\
2023-11  1  first  A  news  -  -  -  -

What rests on that
2024     0  second   B  -  -  -  first                        -
undated  1  a-third  C  -  -  -  second, in the end on first  -

Cited by 1 event
2025  -  U  -  f  -
"""
SECOND = """\
2024  0  second  B  -  -  -  first  -

What rests on that
undated  1  a-third  C  -  -  -  second, in the end on first  -
"""
SCREEN = """\
published  cited  id     publisher  kind  title
2023-11        1  first  A          news

What rests on that
published  cited  id       publisher  kind  title
2024           0  second   B                rests on first
undated        1  a-third  C                rests on second, in the end on first

Cited by
1 event · UTC

2025
     U  f
"""
NARROW = """\
4 sources, 3 cited

published  cited  id       publisher
                  title  kind
2023-11        1  first    A
                  news
2024           0  second   B
                  rests on first
undated        1  a-third  C
                  rests on second, in
                  the end on first
undated        2  apart    D
"""


@pytest.mark.parametrize(
    ("arguments", "out"),
    [
        ((), LISTED),
        (("first",), FIRST),
        (("fi",), FIRST),
        (("a",), FIRST),
        (("sec",), SECOND),
        (("first", "--width", "80"), SCREEN),
        (("--width", "37"), NARROW),
    ],
    ids=["all", "id", "prefix", "publisher", "cited by none", "screen", "narrow screen"],
)
def test_sources_prints_a_bibliography(
    timeline: Program, arguments: tuple[str, ...], out: str
) -> None:
    assert timeline("sources", *arguments, "-f", "-", stdin=TEXT) == Done(0, out, "")


def test_offices_count_as_citations(timeline: Program) -> None:
    text = TEXT.replace(
        b"sources:\n  a-third",
        b"actors:\n  a: {name: Ann, offices: [{office: Chair, of: a, sources: [second]}]}\n"
        b"sources:\n  a-third",
    )
    listed = timeline("sources", "-f", "-", stdin=text).out
    assert listed == LISTED.replace("2024     0", "2024     1")
    every = json.loads(timeline("sources", "--format", "json", "-f", "-", stdin=text).out)
    assert [one["offices"] for one in every] == [0, 1, 0, 0]


def test_a_timeline_may_have_no_sources(timeline: Program) -> None:
    text = b"timeline: {format: 1, title: T, zone: UTC}\nevents: []\n"
    hint = (
        "the timeline has no sources; add some under sources: in its file"
        " (timeline init FILE writes an example)\n"
    )
    done = timeline("sources", "-f", "-", stdin=text)
    assert done == Done(0, "", hint)
    done = timeline("sources", "--format", "json", "-f", "-", stdin=text)
    assert done == Done(0, "[]\n", hint)


def test_no_source_may_count(timeline: Program) -> None:
    done = timeline("sources", "--as-known-on", "2020", "-f", "-", stdin=TEXT)
    hint = "no source counts here (as known on 2020); try without that"
    assert (done.code, done.out, done.err.splitlines()[-1]) == (0, "", hint)


@pytest.mark.parametrize("arguments", [(), ("Reuters",)])
def test_each_line_of_a_pipe_has_nine_cells(arguments: tuple[str, ...]) -> None:
    listed = in_process("-f", str(ROOT / "events.yaml"), "sources", *arguments).out
    lines = listed.partition("\n\n")[0].splitlines()
    cells = [re.split("  +", line.strip()) for line in lines]
    assert {len(row) for row in cells} == {9}
    assert all(row[-1] == "-" or row[-1].startswith("http") for row in cells)


@pytest.mark.parametrize("width", range(32, 201, 12))
def test_no_source_is_cut_at_any_width(width: int) -> None:
    shown = in_process("-f", str(ROOT / "events.yaml"), "sources", "--width", str(width)).out
    wide = in_process("-f", str(ROOT / "events.yaml"), "sources", "--width", "1000").out
    assert max(map(cell_len, shown.splitlines())) <= width
    assert Counter(re.sub(r"\s", "", shown)) >= Counter(re.sub(r"\s", "", wide))


def test_sources_as_json(timeline: Program) -> None:
    every = json.loads(timeline("sources", "--format", "json", "-f", "-", stdin=TEXT).out)
    assert [(one["id"], one["events"], one["origins"]) for one in every] == [
        ("first", 1, ["first"]),
        ("second", 0, ["first"]),
        ("a-third", 1, ["first"]),
        ("apart", 2, ["apart"]),
    ]
    one = json.loads(timeline("sources", "first", "--format", "json", "-f", "-", stdin=TEXT).out)
    assert (one["sources"], one["resting"]) == ([every[0]], [every[1], every[2]])
    assert [event["id"] for event in one["events"]] == ["f"]


LACKING = b"""\
timeline: {format: 1, title: T, zone: UTC}
sources:
  whole: {publisher: A, title: T, url: "https://a.example/", published: 2023, archived: "https://b.example/"}
  bare: {publisher: B}
  untitled: {publisher: B, url: "https://b.example/1", published: 2024}
events: []
"""


@pytest.mark.parametrize(
    ("arguments", "ids", "err"),
    [
        ("--without url", ["bare"], "1 of 3 sources has no address\n"),
        ("--without archived", ["untitled", "bare"], "2 of 3 sources have no archived copy\n"),
        ("--without published", ["bare"], "1 of 3 sources has no date of publication\n"),
        ("--without title", ["untitled", "bare"], "2 of 3 sources have no title\n"),
        (
            "--without url --without title",
            ["untitled", "bare"],
            "2 of 3 sources have no address or no title\n",
        ),
        ("B --without url", ["bare"], "1 of 2 sources has no address\n"),
        ("whole --without url", [], "0 of 1 source have no address\n"),
    ],
)
def test_sources_without_a_field(
    timeline: Program, arguments: str, ids: list[str], err: str
) -> None:
    words = arguments.split()
    done = timeline("sources", *words, "--format", "json", "-f", "-", stdin=LACKING)
    assert (done.code, done.err) == (0, err)
    assert [one["id"] for one in json.loads(done.out)] == ids
    text = timeline("sources", *words, "-f", "-", stdin=LACKING)
    assert (text.code, text.err) == (0, err)
    assert [line.split()[2] for line in text.out.splitlines()] == ids


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("--without date", 'unknown field "date" (choose from: url, archived, published, title)'),
        ("nobody --without url", 'no source or publisher is called "nobody"'),
    ],
)
def test_a_wrong_field_is_refused(timeline: Program, arguments: str, message: str) -> None:
    done = timeline("sources", *arguments.split(), "-f", "-", stdin=LACKING)
    assert (done.code, done.out) == (2, "")
    assert message in done.err


def test_a_copy_that_was_published_later_is_no_matter_of_the_point_of_view(
    timeline: Program,
) -> None:
    """A point of view decides which sources there are."""
    text = LACKING.replace(
        b"events: []", b"events: [{id: e, when: 2023, title: E, sources: [whole]}]"
    )
    done = timeline(
        "sources", "--without", "archived", "--as-known-on", "2024", "-f", "-", stdin=text
    )
    assert "1 of 2 sources has no archived copy\n" in done.err
