"""Which options each command offers: those that change what it does, and no others."""

import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import typer

from oai_timeline.cli.app import COMMANDS, app
from oai_timeline.query.filters import FILTERS
from tests.cli.processes import FULL_SCREEN, Done, in_process

MINE = """\
timeline: {format: 1, title: T, zone: America/Los_Angeles}
actors:
  ann:
    name: Änn Able
    offices:
      - {office: Chair, of: firm, from: 2001, until: 2020, sources: [news]}
      - {office: Guard, of: club, from: 2005-01-01T12:00, until: .., sources: [post]}
  bob: {name: Bob}
  firm: {name: Firm, type: organisation}
  club: {name: Club, type: group}
sources:
  news: {publisher: News, published: 2023-11-18, url: "https://news.example/"}
  post: {publisher: Pöst, published: 2023-11-20}
  more: {publisher: More, published: 2023-11-21}
events:
  - id: call
    when: 2023-11-17T12:00
    title: Ann calls
    summary: A call.
    actors: [ann]
    about: [bob]
    kind: talk
    tags: [big, cold]
    certainty: disputed
    accounts:
      - {says: At one., when: 2023-11-17T13:00, sources: [news]}
      - {says: No., sources: [post]}
    quotes: [{by: ann, text: Yes – no., source: news}]
    sources: [news, post]
  - id: letter
    when: 2023-11-18
    title: Ann calls again by letter – at length
    actors: [bob]
    about: [ann]
    kind: text
    tags: [big, wärm]
    certainty: reported
    because: [call]
    accounts: [{says: Long., sources: [post]}, {says: Short., sources: [news]}]
    quotes: [{by: bob, text: Well., source: post}]
    sources: [post, news, more]
  - {id: end, when: 2023-11-19, title: "=1+1 – Ann calls no more", actors: [bob], kind: text,
     tags: [cold], certainty: confirmed, because: [letter], sources: [news],
     quotes: [{by: bob, text: "=1+1"}]}
  - {id: meeting, when: 2023-11-19, title: Firm meets Ann, actors: [firm], about: [ann],
     kind: text, tags: [cold], certainty: confirmed, because: [letter, end], sources: [news],
     quotes: [{by: firm, text: Go.}]}
"""
OTHER = """\
timeline: {format: 1, title: Other, zone: UTC}
actors: {ann: {name: Ann}}
sources: {news: {publisher: News, published: 2023}}
events:
  - {id: call, when: 2023-11-17T12:00, title: Ann calls, actors: [ann], sources: [news]}
"""
FILTER_FLAGS = {flag for row in FILTERS for flag in row.flags}
BASE = {
    "event": "letter",
    "why": "letter",
    "order": "letter call",
    "search": "calls",
    "values": "tags",
    "sources": "news",
    "export": "json",
    "import": "table.csv",
    "diff": "other.yaml",
    "who": "ann",
    "init": "-",
}
"""What each command is given besides the option."""
NEEDS = {
    "--together": "--tag big --tag cold",
    "show --raw": "--format csv",
    "quotes --raw": "--format csv",
    "days --tz": "--per hour",
    "lanes --tz": "--day 2023-11-17",
    "import --no-header": "--columns date,title",
    "show --ids": "--width 30",
    "state --according-to": "--width 80",
}
"""What an option needs besides, to change something."""
VALUE = {
    "--file": "other.yaml",
    "--tz": "Asia/Tokyo",
    "--color": "always",
    "--width": "40",
    "--limit": "1",
    "--day": "2023-11-18",
    "--since": "2023-11-18",
    "--until": "2023-11-17",
    "--actor": "firm",
    "--by": "bob",
    "--about": "bob",
    "--not-actor": "bob",
    "--kind": "talk",
    "--tag": "wärm",
    "--not-tag": "cold",
    "--certainty": "disputed",
    "--source": "more",
    "--grep": "letter",
    "--according-to": "post",
    "--as-known-on": "2023-11-17",
    "--format": "json",
    "--view": "list",
    "--output": "written",
    "--per": "actor",
    "--depth": "1",
    "--at": "2016",
    "--of": "firm",
    "--office": "chair",
    "--without": "url",
    "--from": "jsonl",
    "--title": "A title",
    "--zone": "Asia/Tokyo",
    "--explain": "alias",
    "--column": "date=title",
    "--columns": "title,date",
    "--dates": "dmy",
    "--century": "1900",
    "--encoding": "cp1252",
}
"""The value that each option is given; others are flags."""


def offered(*, flags: bool = True) -> Iterator[tuple[str, str]]:
    """Yield each command with each of its options, with or without flags."""
    group = typer.main.get_command(app)
    context = typer.Context(group)
    for command in (name for name in COMMANDS if name not in FULL_SCREEN):
        for option in group.get_command(context, command).params:  # type: ignore[attr-defined]
            if option.param_type_name == "option" and (flags or not option.is_flag):
                yield command, next(flag for flag in option.opts if flag.startswith("--"))


@pytest.fixture(scope="module", autouse=True)
def _folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    folder = tmp_path_factory.mktemp("options")
    (folder / "mine.yaml").write_text(MINE)
    (folder / "other.yaml").write_text(OTHER)
    (folder / "table.csv").write_text("date,title\n2023-11-17 12:30,Oné\n3/14/2023,B\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TIMELINE_FILE", "mine.yaml")
        patch.chdir(folder)
        yield


def test_every_option_has_a_value_here() -> None:
    missing = {option for _, option in offered(flags=False)} - VALUE.keys()
    assert missing == set(), "add it to VALUE"


@pytest.mark.parametrize(
    ("command", "option"), [pair for pair in offered() if pair[1] != "--no-pager"]
)
def test_every_option_changes_the_answer(command: str, option: str) -> None:
    base = "csv" if option == "--raw" and command == "export" else BASE.get(command, "")
    needed = NEEDS.get(option) or NEEDS.get(f"{command} {option}") or ""
    without = [command, *base.split(), *needed.split()]
    value = [VALUE[option]] if option in VALUE else []
    before, after = answer(*without), in_process(*without, option, *value)
    assert before.code == 0, f"add the arguments of {command} to BASE: {before.err}"
    assert after != before, (
        f"let BASE, NEEDS and VALUE give {command} an answer that {option} changes"
    )
    if option in FILTER_FLAGS and command == "show":
        assert after.out, f"add an event to MINE that {option} {' '.join(value)} keeps"


@cache
def answer(*arguments: str) -> Done:
    return in_process(*arguments)


@pytest.mark.parametrize(
    ("command", "option"),
    [
        ("init new.yaml", "--tz"),
        ("import table.csv", "--ascii"),
        ("schema", "--width"),
        ("check", "--tz"),
        ("export csv", "--tz"),
        ("export html", "--width"),
        ("values tags", "--width"),
        ("schema", "--file"),
    ],
)
def test_an_option_without_effect_is_refused(command: str, option: str) -> None:
    """After the command and before it, where it may be an option of another command."""
    given = [option, VALUE[option]] if option in VALUE else [option]
    arguments = command.split()
    after, before = in_process(*arguments, *given), in_process(*given, *arguments)
    no_such, no_effect = f"no such option: {option}", f"{option} has no effect on {arguments[0]}"
    assert (after.code, after.out, no_such in after.err) == (2, "", True)
    assert (before.code, before.out, no_effect in before.err) == (2, "", True)


def test_pager_and_colour_options_are_accepted_by_every_command() -> None:
    assert in_process("--no-pager", "--color", "never", "schema") == in_process("schema")


@pytest.mark.parametrize("number", ["999", "9" * 20, "9" * 5000, "+4", "004"])
@pytest.mark.parametrize(
    "command", ["show --limit", "search calls --limit", "why letter --depth", "why letter --limit"]
)
def test_a_huge_number_is_accepted(command: str, number: str) -> None:
    words = command.split()
    assert in_process(*words, number) == answer(*words[:-1])


def test_the_same_file_may_be_given_before_and_after_the_command() -> None:
    assert in_process("-f", "mine.yaml", "show", "-f", "mine.yaml") == answer("show")


@pytest.mark.parametrize("name", ["other.yaml", "my own.yaml", "it's.yaml", "$HOME.yaml"])
def test_the_overview_suggests_commands_that_work_as_printed(name: str) -> None:
    Path(name).write_text(OTHER)
    suggested = [
        line.partition("timeline ")[2]
        for line in in_process("-f", name).out.splitlines()
        if line.startswith("  timeline -f")
    ]
    shown, who = (shlex.split(line.partition("    ")[0]) for line in suggested)
    assert (shown[:2], who[:2]) == (["-f", name], ["-f", name])
    assert "Ann calls" in in_process(*shown).out
    assert in_process(*who).code == 0
