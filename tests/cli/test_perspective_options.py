"""`--according-to` and `--as-known-on` on every command that has them, and what is said of them."""
# ruff: noqa: E501  # screens and messages stand here as they are

import json
import re
from pathlib import Path

import pytest

from tests.census import FILE
from tests.cli.processes import Done, Program, in_process

TOLD = b"""\
timeline: {format: 1, title: T, zone: America/Los_Angeles, focus: 2023-11-15/2023-11-22}
actors:
  ann: {name: Ann, type: person, offices: [
    {office: Chair, of: club, from: 2020, until: 2023-11-17, sources: [early]},
    {office: LATEOFFICE, of: club, from: 2023-11-17, until: .., sources: [late]}]}
  bob: {name: Bob, type: person}
  cyd: {name: Cyd, type: person}
  club: {name: Club, type: group}
sources:
  early: {publisher: Daily, title: Early, published: 2023-11-17}
  late: {publisher: LATEPUBLISHER, title: LATETITLE, url: "https://late.example/", published: 2023-11-21}
  loose: {publisher: Monthly, published: 2023-11}
  undated: {publisher: Nobody}
events:
  - {id: meeting, when: 2023-11-15, title: Ann and Bob meet, actors: [ann, bob], kind: meeting, certainty: reported, sources: [early]}
  - id: call
    when: 2023-11-17T12:19
    title: Ann calls Bob
    summary: Ann called.
    actors: [ann]
    about: [bob]
    kind: message
    certainty: disputed
    because: [meeting, plot]
    quotes:
      - {by: ann, text: LATEQUOTE, source: late}
      - {by: bob, text: Hello, source: early}
    accounts:
      - {says: "A letter of Bob's.", when: 2023-11-16, actors: [bob], about: [ann], sources: [early]}
      - {says: LATEACCOUNT, figures: {LATEFIGURE: 3}, sources: [late]}
  - {id: plot, when: 2023-11-16, title: LATEEVENT, actors: [cyd, ann], certainty: rumoured, sources: [late]}
"""
LENSES = {
    "as known": ("--as-known-on", "2023-11-18"),
    "as told": ("--according-to", "early"),
    "both": ("--according-to", "Daily", "--as-known-on", "2023-11-18"),
}
NOTES = """\
titles, summaries and biographies are current, not as of that date
left out: 1 source without a date and 1 source dated too loosely to tell
"""
COMMANDS = [
    ("show",),
    *(("show", "--view", view) for view in ("table", "tree", "list")),
    *(("show", "--format", form) for form in ("json", "jsonl", "csv", "tsv")),
    ("show", "--grep", "late"),
    ("who",),
    ("who", "--format", "json"),
    ("who", "ann"),
    ("who", "ann", "--format", "json"),
    ("who", "ann", "bob"),
    *(("days", "--per", per) for per in ("day", "hour", "actor", "kind")),
    ("lanes",),
    ("search", "ann"),
    ("search", "late*"),
    ("disputes",),
    ("disputes", "--format", "json"),
    ("export", "json"),
    ("export", "csv"),
    ("event", "call"),
    ("event", "call", "--format", "json"),
    ("why", "call"),
    ("why", "call", "--format", "json"),
    ("state",),
    ("state", "--at", "2023-11-17", "--format", "json"),
    ("sources",),
    ("sources", "--format", "json"),
    ("sources", "early"),
]


@pytest.mark.parametrize("perspective", LENSES)
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_nothing_of_a_later_source_is_printed(
    command: tuple[str, ...], perspective: str, timeline: Program
) -> None:
    done = timeline(*command, *LENSES[perspective], "-f", "-", stdin=TOLD)
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


def test_the_marks_are_there_without_a_lens(timeline: Program) -> None:
    found = "".join(
        timeline(*command, "-f", "-", stdin=TOLD).out
        for command in (("event", "call"), ("event", "plot"), ("who", "ann"), ("sources",))
    )
    for mark in ("OFFICE", "PUBLISHER", "TITLE", "QUOTE", "ACCOUNT", "FIGURE", "EVENT"):
        assert f"LATE{mark}" in found


SHOWN = {
    "as known": """\
2023-11-15 PST  reported  meeting  Ann and Bob meet  Ann, Bob
2023-11-16 PST  reported  call     Ann calls Bob     Ann
""",
    "as told": """\
2023-11-15 PST  reported  meeting  Ann and Bob meet  Ann, Bob
2023-11-16 PST  disputed  call     Ann calls Bob     Bob
""",
    "both": """\
2023-11-15 PST  reported  meeting  Ann and Bob meet  Ann, Bob
2023-11-16 PST  reported  call     Ann calls Bob     Bob
""",
}


@pytest.mark.parametrize("perspective", LENSES)
def test_show(perspective: str, timeline: Program) -> None:
    done = timeline("show", *LENSES[perspective], "-f", "-", stdin=TOLD)
    assert (done.code, done.out) == (0, SHOWN[perspective])


def test_how_a_date_was_read_is_said_but_once(timeline: Program) -> None:
    dates = ("--until", "nov 17", "--as-known-on", "nov 17")
    err = timeline("show", *dates, "-f", "-", stdin=TOLD).err
    assert err.splitlines().count("nov 17 = 2023-11-17") == 1


def test_json(timeline: Program) -> None:
    done = timeline("event", "call", "--format", "json", *LENSES["both"], "-f", "-", stdin=TOLD)
    found = json.loads(done.out)
    assert (found["summary"], found["because"], found["accounts"], found["figures"]) == (
        "A letter of Bob's.", ["meeting"], [], {},
    )  # fmt: skip
    assert found["when"]["date"] == "2023-11-16"
    assert [quote["text"] for quote in found["quotes"]] == ["Hello"]
    assert [source["id"] for source in found["sources"]] == ["early"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(("show", "--according-to", "earli"), 'no source or publisher is called "earli" (did you mean early?)', id="unknown source"),
        pytest.param(("show", "--according-to", "l"), '"l" is ambiguous: late, loose', id="ambiguous source"),
        pytest.param(("show", "--according-to", "loose"), "no event cites loose", id="source that nobody cites"),
        pytest.param(("show", "--according-to", ""), 'no source or publisher is called ""', id="no source"),
        pytest.param(("show", "--as-known-on", ""), 'can\'t read "" as a date (like 2023-11-17, 2023-11-17T12:30, nov 17 or friday)', id="no date"),
        pytest.param(("show", "--as-known-on", "2023-11-31"), 'can\'t read "2023-11-31" as a date: 2023-11 has no day 31', id="impossible day"),
        pytest.param(("days", "--as-known-on", "12:30"), '"12:30" needs a date, for example "nov 17 12:30"', id="clock"),
        pytest.param(("event", "plot", "--as-known-on", "2023-11-18"), "no source of plot counts here (as known on 2023-11-18)", id="event that is not kept"),
        pytest.param(("why", "pl", "--according-to", "early"), "no source of plot counts here (according to early)", id="event that is not kept, begun"),
        pytest.param(("sources", "late", "--as-known-on", "2023-11-18"), '"late" does not count here (as known on 2023-11-18): late is of 2023-11-21', id="source not published then"),
        pytest.param(("sources", "undated", "--as-known-on", "nov 17"), '"undated" does not count here (as known on 2023-11-17): undated is of no known date', id="source without a date"),
        pytest.param(("show", "--source", "late", "--according-to", "early"), '"late" does not count here (according to early): late is of 2023-11-21', id="a filter that leaves nothing"),
        pytest.param(("values", "ids", "--as-known-on", "2023"), "no such option: --as-known-on", id="where no lens is"),
    ],
)  # fmt: skip
def test_refused(arguments: tuple[str, ...], message: str, timeline: Program) -> None:
    done = timeline(*arguments, "-f", "-", stdin=TOLD)
    assert (done.code, done.out) == (2, "")
    assert f"timeline: {message}" in done.err.splitlines()


def test_how_a_day_was_read_is_said_once(timeline: Program) -> None:
    done = timeline("who", "ann", "--as-known-on", "friday", "-f", "-", stdin=TOLD)
    assert done.code == 0
    assert done.err == f"friday = 2023-11-17\n{NOTES}"


def test_before_all_sources_there_is_nothing(timeline: Program) -> None:
    perspective = ("--as-known-on", "2001", "-f", "-")
    notes = NOTES.replace(" and 1 source dated too loosely to tell", "")
    assert timeline("show", *perspective, stdin=TOLD) == Done(0, "", f"{notes}no matching events\n")
    assert timeline("show", *perspective, "--format", "json", stdin=TOLD).out == "[]\n"
    assert timeline("state", "--at", "2023", *perspective, stdin=TOLD).code == 0


def test_a_broken_file_is_told_of_as_without_a_lens(timeline: Program) -> None:
    broken = TOLD.replace(b"until: ..", b"until: never")
    expected = timeline("show", "-f", "-", stdin=broken)
    for perspective in LENSES.values():
        assert timeline("show", *perspective, "-f", "-", stdin=broken) == expected
    assert expected.code == 1


@pytest.mark.parametrize("filling", [b"\0", b"\xff"])
def test_a_damaged_index_is_built_anew(
    filling: bytes, cache_home: Path, tmp_path: Path, caching: None
) -> None:
    """Looking through a lens reads more of an index than opening it: damage may show there."""
    file = tmp_path / "t.yaml"
    file.write_bytes(TOLD)
    asked = ("show", *LENSES["both"], "-f", str(file))
    expected = in_process(*asked)
    (cached,) = cache_home.glob("oai-timeline/*.sqlite")
    whole = cached.read_bytes()
    for start in range(0, len(whole), 4096):
        cached.write_bytes(whole[:start] + filling * 4096 + whole[start + 4096 :])
        assert in_process(*asked) == expected


SHIPPED = [
    ("show", "--as-known-on", "2023-11-18"),
    ("show", "--according-to", "The Verge"),
    ("show", "--according-to", "seed-002", "--day", "2023-11-17"),
    ("who", "altman", "--as-known-on", "2023-11-18"),
    ("state", "--as-known-on", "2023-11-18", "--at", "2023-11-17T15:00"),
    ("lanes", "--as-known-on", "2023-11-18"),
    ("disputes", "--as-known-on", "2023-11-30"),
    ("search", "board", "--according-to", "The Verge"),
    ("export", "jsonl", "--according-to", "The Verge", "--as-known-on", "2023-11-18"),
    ("sources", "--as-known-on", "2023-11-18"),
]


@pytest.mark.parametrize("command", SHIPPED, ids=" ".join)
def test_the_shipped_timeline(command: tuple[str, ...], timeline: Program) -> None:
    done = timeline(*command, TIMELINE_FILE=str(FILE))
    assert done.code == 0
    assert done.out
    assert "timeline:" not in done.err


def test_who_led_openai_as_was_known_the_next_day(timeline: Program) -> None:
    arguments = ("state", "--of", "openai", "--as-known-on", "2023-11-18", "--format", "json")
    done = timeline(*arguments, "--at", "2023-11-17T15:00", TIMELINE_FILE=str(FILE))
    chiefs = [
        (office["holder"]["id"], office["until"], office["held"])
        for office in json.loads(done.out)["offices"]
        if office["office"].endswith("chief executive officer")
    ]
    assert chiefs == [("mira-murati", None, "certainly")]
