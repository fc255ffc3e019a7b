"""Every command is registered and has help; docs/commands.md lists the options of each."""

import pkgutil
import re
import sys
from pathlib import Path

import pytest

from oai_timeline.cli import commands
from oai_timeline.cli.app import COMMANDS
from oai_timeline.query.filters import FILTERS, Filter
from oai_timeline.query.values import FIELDS
from tests.cli.processes import SMALL, Program, in_process
from tests.query.test_perspective import FILTER_TEXTS
from tests.query.test_select import DRAWN, HAS

OPTIMISED = (sys.executable, "-OO", "-m", "oai_timeline")
"""The program without docstrings and assert statements."""


def test_every_module_of_a_command_is_registered() -> None:
    modules = {module.name for module in pkgutil.iter_modules(commands.__path__)}
    assert {command.module for command in COMMANDS.values()} == modules - {"overview"}


@pytest.mark.parametrize("row", [row for row in FILTERS if row.flags], ids=lambda row: row.name)
def test_every_filter_is_described_completed_and_tested(row: Filter) -> None:
    assert row.metavar
    assert row.help.endswith(".")
    assert set(row.values) <= FIELDS.keys(), "add it to FIELDS in query/values.py"
    assert row.name in HAS, "add it to HAS in tests/query/test_select.py"
    assert row.name in DRAWN, "add what it finds in drawn events to the same file"
    assert row.name in FILTER_TEXTS, "add it to FILTER_TEXTS in tests/query/test_perspective.py"


def test_help_lists_every_command() -> None:
    listed = in_process("--help").out.partition("Commands:")[2]
    assert re.findall(r"^  (\w+)", listed, re.MULTILINE) == list(COMMANDS)


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_begins_with_an_example_and_has_groups(timeline: Program, command: str) -> None:
    arguments = (*command.split(), "--help")
    piped = timeline(*arguments)
    on_terminal = timeline.in_terminal(*arguments, NO_COLOR="1", TERM="dumb").out
    assert (piped.code, piped.err) == (0, "")
    for text in (piped.out, re.sub("\x1b\\[[0-9;]*m", "", on_terminal)):
        usage, summary, example = [line.strip() for line in text.splitlines() if line.strip()][:3]
        assert usage.startswith(f"Usage: timeline {command}".rstrip())
        assert summary.endswith(".")
        assert example.startswith(f"Example: timeline {command}".rstrip())
        assert max(map(len, text.splitlines())) <= 80
        groups = re.findall(r"^(?:╭─ )?([A-Z][a-z ]+?)(?::$| ─)", text, re.MULTILINE)
        assert "Options" in groups
        assert ("Output" in groups) == ("--file" in text)
        assert ("Filters" in groups) == ("--grep" in text)


@pytest.mark.parametrize("command", ["", "show", "who", "check"])
def test_help_in_a_pipe_does_not_depend_on_the_terminal(timeline: Program, command: str) -> None:
    words = command.split()
    plain = timeline(*words, "--help")
    assert "\x1b" not in plain.out
    assert timeline(*words, "-h") == plain
    assert timeline(*words, "--help", COLUMNS="40") == plain
    assert timeline(*words, "--help", FORCE_COLOR="1", TERM="dumb") == plain


def test_help_wraps_paragraphs_to_the_terminal(timeline: Program) -> None:
    text = timeline.in_terminal("lanes", "--help", NO_COLOR="1", TERM="dumb").out
    assert "In a pipe it is 80 columns wide" in " ".join(text.split())
    assert not re.search(r"80 columns *\n", text)


@pytest.mark.parametrize(
    "arguments",
    ["", "show", "who sam", "event noon-meeting", "days", "lanes", "why noon-meeting",
     "search call", "state", "disputes", "sources", "values tags", "export ics", "export html",
     "check", "init -", "import table.csv", "--help", "show --help", "schema",
     "check --explain missing-source", "check --explain unused-actor", "check --explain bad-date"],
)  # fmt: skip
def test_commands_do_the_same_without_docstrings_and_asserts(
    timeline: Program, tmp_path: Path, arguments: str
) -> None:
    (tmp_path / "table.csv").write_text("date,title\n2023-11-17,One\n")
    words = arguments.split()
    usual = timeline(*words, cwd=tmp_path, TIMELINE_FILE=str(SMALL))
    done = timeline(*words, cwd=tmp_path, TIMELINE_FILE=str(SMALL), command=OPTIMISED)
    assert (usual.code, done) == (0, usual)
