"""`--according-to` and `--as-known-on` in every command that has them."""
# ruff: noqa: E501  # messages are on one line

import re

import pytest

from tests.cli.processes import Done, Program
from tests.security.hostile import COMMANDS

TIMELINE = b"""\
timeline: {format: 1, title: T, zone: America/Los_Angeles, focus: 2023-11-15/2023-11-22}
actors:
  ann: {name: Ann, type: person, offices: [
    {office: Chair, of: club, from: 2020, until: 2023-11-17, sources: [one]},
    {office: LATEOFFICE, of: club, from: 2023-11-17, until: .., sources: [two]}]}
  bob: {name: Bob, type: person}
  cyd: {name: Cyd, type: person}
  club: {name: Club, type: group}
sources:
  one: {publisher: Daily, title: Early, published: 2023-11-17}
  two: {publisher: LATEPUBLISHER, title: LATETITLE, url: "https://late.example/", published: 2023-11-21}
  loose: {publisher: Monthly, published: 2023-11}
  undated: {publisher: Nobody}
events:
  - {id: meeting, when: 2023-11-15, title: Ann and Bob meet, actors: [ann, bob], kind: meeting, certainty: reported, sources: [one]}
  - id: first
    when: 2023-11-17T12:19
    title: Ann calls Bob
    summary: Ann called.
    actors: [ann]
    about: [bob]
    kind: message
    certainty: disputed
    because: [meeting, plot]
    quotes:
      - {by: ann, text: LATEQUOTE, source: two}
      - {by: bob, text: Hello, source: one}
    accounts:
      - {says: "A letter of Bob's.", when: 2023-11-16, actors: [bob], about: [ann], sources: [one]}
      - {says: LATEACCOUNT, figures: {LATEFIGURE: 3}, sources: [two]}
  - {id: plot, when: 2023-11-16, title: LATEEVENT, actors: [cyd, ann], certainty: rumoured, sources: [two]}
"""
PERSPECTIVES = {
    "as known": ("--as-known-on", "2023-11-18"),
    "as told": ("--according-to", "one"),
    "both": ("--according-to", "Daily", "--as-known-on", "2023-11-18"),
}
NOTES = """\
titles, summaries and biographies are current, not as of that date
left out: 1 source without a date and 1 source dated too imprecisely to tell
"""
MORE = (
    ("search", "ann"),
    ("search", "late*"),
    ("show", "--grep", "late"),
    ("state", "--at", "2023"),
    ("order", "meeting", "first"),
    ("order", "first", "meeting", "--format", "json"),
)
WITHOUT = ((), ("values",), ("check",), ("diff",))
"""The commands that take no perspective: the overview, and three others."""
SHOWN = [
    command
    for command in (*COMMANDS, *MORE)
    if command[:1] not in WITHOUT
    and command[:3] not in {("disputes", "one", "two"), ("order", "first", "second")}
    and not {"--according-to", "--as-known-on", "--format"} & {*command[:2]}
]  # fmt: skip


@pytest.mark.parametrize("perspective", PERSPECTIVES)
@pytest.mark.parametrize("command", SHOWN, ids=" ".join)
def test_nothing_of_a_later_source_is_printed(
    command: tuple[str, ...], perspective: str, timeline: Program
) -> None:
    done = timeline(*command, *PERSPECTIVES[perspective], "-f", "-", stdin=TIMELINE)
    assert done.code == 0
    assert re.findall(r"LATE\w*|late\.example", done.out) == []
    if (
        perspective != "as told"
    ):  # JSON names the events that an event follows, told by the source or not
        assert "plot" not in done.out
    notes = [line for line in NOTES.splitlines() if line in done.err.splitlines()]
    assert notes == ([] if perspective == "as told" else NOTES.splitlines())
    assert done.err.count(NOTES) == len(notes) // 2
    assert all(note not in done.out for note in NOTES.splitlines())


def test_later_sources_are_printed_without_a_perspective(timeline: Program) -> None:
    found = "".join(
        timeline(*command, "-f", "-", stdin=TIMELINE).out
        for command in (("event", "first"), ("event", "plot"), ("who", "ann"), ("sources",))
    )
    for mark in ("OFFICE", "PUBLISHER", "TITLE", "QUOTE", "ACCOUNT", "FIGURE", "EVENT"):
        assert f"LATE{mark}" in found


def test_the_reading_of_a_date_is_reported_once(timeline: Program) -> None:
    dates = ("--until", "nov 17", "--as-known-on", "nov 17")
    err = timeline("show", *dates, "-f", "-", stdin=TIMELINE).err
    assert err.splitlines().count("nov 17 = 2023-11-17") == 1


def test_before_the_first_source_there_are_no_events(timeline: Program) -> None:
    perspective = ("--as-known-on", "2001", "-f", "-")
    notes = NOTES.replace(" and 1 source dated too imprecisely to tell", "")
    assert timeline("show", *perspective, stdin=TIMELINE) == Done(
        0,
        "",
        f"{notes}no matching events; there are none as known on 2001;"
        " the earliest source is of 2023-11-17\n",
    )
    assert timeline("show", *perspective, "--format", "json", stdin=TIMELINE).out == "[]\n"
    assert timeline("state", "--at", "2023", *perspective, stdin=TIMELINE).code == 0


def test_errors_of_a_file_are_the_same_in_any_perspective(timeline: Program) -> None:
    broken = TIMELINE.replace(b"until: ..", b"until: never")
    expected = timeline("show", "-f", "-", stdin=broken)
    for perspective in PERSPECTIVES.values():
        assert timeline("show", *perspective, "-f", "-", stdin=broken) == expected
    assert expected.code == 1


BY_ALL = "certainty by all sources, not this one alone"


@pytest.mark.parametrize(
    "command",
    [
        "show",
        "show --view list",
        "show --view tree",
        "search video",
        "who sam-altman",
        "quotes",
        "why noon-meeting",
        "order noon-meeting brockman-gets-text",
    ],
)
def test_a_head_with_signs_says_that_certainty_is_not_that_of_one_source(
    timeline: Program, command: str
) -> None:
    words = (*command.split(), "--width", "200")
    for options, is_said in (
        (("--according-to", "Greg Brockman"), True),
        (("--according-to", "Greg Brockman", "--as-known-on", "2024"), True),
        (("--as-known-on", "2024"), False),
        ((), False),
    ):
        shown = timeline(*words, *options).out
        assert (BY_ALL in shown) == is_said
