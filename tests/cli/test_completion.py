"""Completion in bash, zsh and fish, after `timeline --install-completion`."""

import json
import re
import sys
from collections.abc import Iterator

import pytest

from tests.cli.processes import ROOT, SMALL, Program
from tests.cli.shells import SHELLS, Shell
from tests.programs import find_program

EVENTS = ROOT / "events.yaml"
CASES = {
    "a command": ("timeline sche", "schema"),
    "an option": ("timeline show --rev", "--reverse"),
    "an option of all": ("timeline --asc", "--ascii"),
    "an actor": ("timeline who ilya-", "ilya-sutskever"),
    "a second actor": ("timeline who greg yamada-t", "yamada-taro"),
    "an alias": ("timeline show --by ilyas", "ilyasut"),
    "an alias in capitals": ("timeline who GD", "GDb"),
    "a handle": ("timeline who @gd", "@gdb"),
    "after =": ("timeline show --by=greg-", "--by=greg-brockman"),
    "an actor to leave out": ("timeline show --not-actor openai-", "openai-board"),
    "an event": ("timeline event company", "company-founded"),
    "an event to explain": ("timeline why company", "company-founded"),
    "a tag": ("timeline show --tag fir", "firing"),
    "a kind": ("timeline search x --kind mess", "message"),
    "a certainty": ("timeline disputes --certainty conf", "confirmed"),
    "a source": ("timeline sources po", "post"),
    "a publisher": ("timeline show --source Reu", "Reuters"),
    "a publisher without The": (f"timeline show --file {EVENTS} --source brie", "brief"),
    "a day": ("timeline lanes --day 2015", "2015-12-11"),
    "a moment": ("timeline state --at 2015", "2015-12-11"),
    "an organisation": ("timeline state --of openai-b", "openai-board"),
    "a field": ("timeline values fig", "figures"),
    "a format to export": ("timeline export jsonl", "jsonl"),
    "a format to show": ("timeline show --format ts", "tsv"),
    "a view": ("timeline show --view tr", "tree"),
    "what to count by": ("timeline days --per ho", "hour"),
    "when to colour": ("timeline show --color nev", "never"),
    "after --file": (f"timeline show --file {EVENTS} --by satya-na", "satya-nadella"),
    "after an earlier --file": (f"timeline --file {EVENTS} who satya-na", "satya-nadella"),
    "a file at home": ("timeline -f ~/mine.yaml event only-", "only-one"),
    "no such actor": ("timeline who zzz", "zzz"),
    "after no command": ("timeline shwo --rev", "--rev"),
    "of a broken file": ("timeline -f broken.yaml who ilya-", "ilya-"),
    "of no file": ("timeline -f missing.yaml who ilya-", "ilya-"),
    "of standard input": ("timeline -f - who ilya-", "ilya-"),
    "after --version": ("timeline --version sche", "schema"),
    "after a wrong value": ("timeline show --color pink --width x --rev", "--reverse"),
}
"""A typed line, and its last word after completion."""
NAMES = ("o'brien", 'q"uote', "a:b", "e=f", "g;touch made", "i$(touch made)", "k`touch made`",
    "m|n", "p*", "r&s", "the lamp", "ü", "%s", "!v")  # fmt: skip
UNFIT = ("x\\", "x\\$(touch made)", "-x", "z\tx")
TAGS = ("n:o=p@q", "t u:v", "it's so", 'in "it" all')
HOSTILE = f"""
timeline: {{format: 1, title: Names, zone: UTC}}
actors:
  w:
    name: W and x
    aliases: {json.dumps([*NAMES, *UNFIT])}
events:
  - {{id: only-one, when: "2023", title: One, actors: [w], tags: ["y", "x$(touch made)"]}}
  - {{id: second, when: "2023", title: Two, tags: {json.dumps(TAGS)}}}
"""


@pytest.fixture(scope="module", params=SHELLS, ids=lambda shell: shell.name)
def shell(
    request: pytest.FixtureRequest, timeline: Program, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Shell]:
    """Return a shell with the completion installed."""
    kind: type[Shell] = request.param
    if not find_program(kind.name):
        pytest.skip(f"{kind.name} is not installed in a version that is known")
    home = tmp_path_factory.mktemp(kind.name)
    program = home / "bin" / "timeline"
    program.parent.mkdir()
    program.write_text(f"#!{sys.executable}\nfrom oai_timeline.cli import main\nmain()\n")
    program.chmod(0o755)
    (home / "mine.yaml").write_text(HOSTILE)
    (home / "broken.yaml").write_text("timeline: [")
    changes = {"HOME": str(home), "TIMELINE_FILE": str(SMALL), "LC_ALL": "C.UTF-8"}
    environment = timeline.environment(changes)
    environment["PATH"] = f"{program.parent}:{environment['PATH']}"
    shell = kind(environment, home)
    assert f"{kind.name} completion installed in" in shell.run("timeline --install-completion")
    with shell.open():
        yield shell


@pytest.mark.parametrize(("line", "word"), CASES.values(), ids=CASES)
def test_a_word_is_completed(shell: Shell, line: str, word: str) -> None:
    completed = shell.complete(line)
    assert completed.words == [*expand_home(shell, line)[:-1], word], completed.written
    assert not re.search("Traceback|Try: |Error|timeline:|reading", completed.written)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_with_special_characters_is_one_word(shell: Shell, name: str) -> None:
    line = f"timeline -f mine.yaml who {name[0]}"
    assert shell.complete(line).words == [*line.split()[:-1], name]


def test_a_name_is_completed_after_its_space(shell: Shell) -> None:
    assert shell.complete("timeline -f mine.yaml who W\\ an").words[-1] == "W and x"


MARKED, SPACED, *_ = TAGS
BEGUN = {
    **{f"{option}{MARKED[:length]}": MARKED for option in (" ", "=") for length in (2, 4, 6)},
    **{f"{option}{MARKED[:4]}": MARKED for option in (' "', " '", '="')},
    **{f"{option}{SPACED[:2]}": SPACED for option in (' "', " '", '="', "='")},
    **{f"{option}t\\ {rest}": SPACED for option in (" ", "=") for rest in ("", "u:")},
    " \"it's ": "it's so",
    ' \'in "it" ': 'in "it" all',
}
"""The typed text after `show`'s `--tag`, and the completed tag."""


@pytest.mark.parametrize(("begun", "tag"), BEGUN.items(), ids=BEGUN)
def test_a_tag_is_completed_after_punctuation_and_spaces(
    shell: Shell, begun: str, tag: str
) -> None:
    words = shell.complete(f"timeline -f mine.yaml show --tag{begun}").words
    assert words[-1].removeprefix("--tag=") == tag


@pytest.mark.parametrize("option", ["who", "show --tag"])
def test_text_from_a_file_is_never_run(shell: Shell, option: str) -> None:
    for begun in ("", "x"):
        shell.complete(f"timeline -f mine.yaml {option} {begun}")
    assert not (shell.folder / "made").exists()


@pytest.mark.parametrize("begun", ["-- -", "z"])
def test_values_that_a_shell_cannot_take_are_not_offered(shell: Shell, begun: str) -> None:
    line = f"timeline -f mine.yaml who {begun}"
    assert shell.complete(line).words == line.split()


def test_the_printed_script_is_the_installed_one(shell: Shell) -> None:
    shown = shell.run("timeline --show-completion").strip()
    files = [path for path in shell.folder.rglob("*timeline*") if path.parent.name != "bin"]
    assert shown in [path.read_text().strip() for path in files if path.is_file()]


def expand_home(shell: Shell, line: str) -> list[str]:
    """Return the words of a line with `~` expanded, but for fish, which doesn't expand it."""
    words = line.split()
    if shell.name == "fish":
        return words
    return [re.sub("^~", str(shell.folder), word) for word in words]
