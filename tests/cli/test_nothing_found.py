"""Empty answers: nothing on stdout, and one line on stderr that says what to try."""

import json
import re
from pathlib import Path

import pytest

from oai_timeline.cli.app import COMMANDS
from tests.cli.processes import FULL_SCREEN, Done, Program, in_process

TIMELINE = """\
timeline: {format: 1, title: T, zone: UTC}
actors:
  ann: {name: Ann}
  bob: {name: Bob}
  cid: {name: Cid}
sources:
  news: {publisher: News, published: 2001-05-05}
  post: {publisher: Post, published: 2001-06}
events:
  - {id: one, when: 2001-05-01, title: Ann calls, actors: [ann], kind: talk, tags: [big],
     quotes: [{by: ann, text: Hello., source: news}], sources: [news]}
  - {id: two, when: 2001-05-03, title: Ann writes to Bob, actors: [ann], about: [bob], kind: text,
     tags: [cold], sources: [post],
     accounts: [{says: Yes., sources: [post]}, {says: No., sources: [news]}]}
  - {id: three, when: 2001-05-04, title: Cid leaves, actors: [cid], kind: talk, sources: [news]}
"""
LATE = "no matching events; nearest days with events: 2001-05-04"
EARLY = "no matching events; there are none as known on 2000; the earliest source is of 2001-05-05"
WORDS = "no matching events; try fewer or other words, or the beginning of one with a *"
ALL = "no matching events; try timeline -f {file} days"
KIND = "no matching events; try without --by (1 event) or without --kind (1 event)"

# What is asked, and what stderr says.
EMPTY = {
    "show --day 2002": LATE,
    "show --day 2002 --view tree": LATE,
    "show --day 2002 --view list": LATE,
    "show --by cid --kind text": KIND,
    "show --by bob": "no matching events; try --actor instead of --by (1 event)",
    "show --about ann --tag big": "no matching events; try --actor instead of --about (1 event)"
    " or without --about (1 event)",
    "show --tag big --tag cold --together": "no matching events; try without --together (2 events)",
    "show --kind text --tag big --day 2002": "no matching events; try only --kind (1 event)"
    " or only --tag (1 event)",
    "show --grep nowhere": "no matching events; try timeline -f {file} search, which finds words",
    "show --grep nowhere --by ann": "no matching events; try without --grep (2 events)",
    "export csv --by cid --kind text": KIND,
    "export jsonl --day 2002": LATE,
    "export markdown --day 2002": LATE,
    "export ics --by cid --kind text": KIND,
    "export html --day 2002": LATE,
    "show --as-known-on 2000": EARLY,
    "days --as-known-on 2000": EARLY,
    "who ann --day 2002": "no matching events; nearest days with events: 2001-05-03",
    "who ann cid": ALL,
    "who ann cid --kind text": ALL,
    "who --day 2002": LATE,
    "who --by cid --kind text": KIND,
    "search nowhere": WORDS,
    "search calls --day 2002": "no matching events; nearest days with events: 2001-05-01",
    "search calls --kind text": "no matching events; try without --kind (1 event)",
    "days --day 2002": LATE,
    "days --by cid --kind text": KIND,
    "days --per hour --day 2002": LATE,
    "days --per kind --by cid --kind text": KIND,
    "days --per actor --grep nowhere": "no matching events; try timeline -f {file} search,"
    " which finds words",
    "lanes --day 2002": LATE,
    "lanes --by cid --kind text": KIND,
    "quotes --day 2002": "no matching quotes; nearest days with quotes: 2001-05-01",
    "quotes --by bob": "no quotes by Bob in 3 matching events; try timeline -f {file} quotes",
    "quotes --kind text": "no quotes in 1 matching event; try without --kind (1 event)",
    "quotes --as-known-on 2000": "no quotes: no event matches; there are none as known on 2000;"
    " the earliest source is of 2001-05-05",
    "disputes --day 2002": "no matching events; nearest days with events: 2001-05-03",
    "disputes News Post --day 2002": "no matching events; nearest days with events: 2001-05-03",
}
PROGRAMS = {"json": "[]\n", "jsonl": "", "csv": "id,date,"}
"""Formats for programs, and how an empty answer begins in them."""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a small timeline."""
    path = tmp_path_factory.mktemp("empty") / "t.yaml"
    path.write_text(TIMELINE, encoding="utf-8")
    return path


def ask(file: Path, command: str) -> Done:
    """Run a command on the small timeline."""
    return in_process("-f", str(file), *command.split())


@pytest.mark.parametrize("command", EMPTY)
def test_an_empty_answer_says_what_to_try(command: str, file: Path) -> None:
    done = ask(file, command)
    *notes, message = done.err.splitlines()
    assert (done.code, message) == (0, EMPTY[command].format(file=file))
    assert notes == [] or "--as-known-on" in command
    if command.split(maxsplit=1)[0] not in {"export", "who"}:
        assert done.out == ""


def test_every_command_with_filters_has_an_empty_answer_here() -> None:
    filtered = {name for name in COMMANDS if "--day" in in_process(name, "--help").out}
    assert {command.split()[0] for command in EMPTY} == filtered - FULL_SCREEN


@pytest.mark.parametrize("command", [one for one in EMPTY if one.startswith("show --")])
@pytest.mark.parametrize("output_format", PROGRAMS)
def test_programs_get_an_empty_list(command: str, output_format: str, file: Path) -> None:
    words = command.partition(" --view")[0]
    done = ask(file, f"{words} --format {output_format}")
    assert (done.code, done.out.count("\n")) == (0, len(PROGRAMS[output_format]) > 0)
    assert done.out.startswith(PROGRAMS[output_format])
    assert done.err.splitlines()[-1] == EMPTY[command].format(file=file)


@pytest.mark.parametrize(
    "command", [one for one in EMPTY if one.startswith(("show", "search")) and "(" in EMPTY[one]]
)
def test_what_is_suggested_finds_as_many_events_as_promised(command: str, file: Path) -> None:
    """Each suggestion, typed, gives a list with so many events."""
    suggested = re.findall(r"(without|only|instead of) (--\S+) \((\d+) events?\)", EMPTY[command])
    assert suggested
    for how, flag, count in suggested:
        words = command.split()
        if how == "instead of":
            words = ["--actor" if word == flag else word for word in words]
        else:
            words = keep(words, flag, alone=how == "only")
        listed = json.loads(ask(file, " ".join([*words, "--format", "json"])).out)
        assert len(listed) == int(count)


MISSING = {
    "who": "the timeline has no actors; add some under actors: in its file"
    " (timeline init FILE writes an example)",
    "who --grep hello": "the timeline has no actors; add some under actors: in its file"
    " (timeline init FILE writes an example)",
    "disputes": "the timeline has no accounts; add some to events whose sources differ"
    " (timeline init FILE writes an example)",
    "disputes --day 2002": "the timeline has no accounts; add some to events whose sources differ"
    " (timeline init FILE writes an example)",
    "quotes": "the timeline has no quotes; add some to its events"
    " (timeline init FILE writes an example)",
    "sources": "the timeline has no sources; add some under sources: in its file"
    " (timeline init FILE writes an example)",
}
BARE = "timeline: {format: 1, title: T, zone: UTC}\nevents: [{id: a, when: 2001, title: Hello}]\n"


@pytest.mark.parametrize("command", MISSING)
@pytest.mark.parametrize("options", ["", " --format json"])
def test_what_a_timeline_has_none_of_is_named_and_how_to_add_it(
    command: str, options: str, timeline: Program
) -> None:
    done = timeline(*f"{command}{options}".split(), "-f", "-", stdin=BARE.encode())
    assert (done.code, done.err.splitlines()) == (0, [MISSING[command]])
    assert done.out == ("[]\n" if options else "")


def test_matching_events_may_name_nobody(timeline: Program) -> None:
    nobody = "  - {id: four, when: 2001-05-06, title: Rain falls, kind: rain}\n"
    done = timeline("who", "--kind", "rain", "-f", "-", stdin=(TIMELINE + nobody).encode())
    assert done == Done(0, "", "no actor is named in 1 matching event\n")


def keep(words: list[str], flag: str, *, alone: bool) -> list[str]:
    """Return a command without a flag and its value, or with no other flag."""
    owners = ["", *words]
    return [
        word
        for word, before in zip(words, owners, strict=False)
        if not (owner := next((one for one in (word, before) if one[:2] == "--"), ""))
        or (owner == flag) == alone
    ]
