"""Every command is registered and has help; docs/commands.md lists the options of each."""

import pkgutil
import re
import shlex
import sys
from pathlib import Path

import pytest

from oai_timeline.cli import commands
from oai_timeline.cli.app import COMMANDS, GROUPS
from oai_timeline.query.filters import FILTERS, Filter
from oai_timeline.query.values import FIELDS
from tests.cli.processes import FULL_SCREEN, SMALL, Program, in_process
from tests.query.test_perspective import FILTER_TEXTS
from tests.query.test_select import DRAWN, HAS

OPTIMISED = (sys.executable, "-OO", "-m", "oai_timeline")
"""The program without docstrings and assert statements."""


def test_every_module_of_a_command_is_registered() -> None:
    modules = {module.name for module in pkgutil.iter_modules(commands.__path__)}
    assert {name.rstrip("_") for name in modules} == {*COMMANDS, "overview"}


@pytest.mark.parametrize("command", COMMANDS)
def test_help_says_a_default_once(command: str) -> None:
    for line in in_process("--width", "200", command, "--help").out.splitlines():
        assert line.lower().count("default") < 2


@pytest.mark.parametrize("row", [row for row in FILTERS if row.flags], ids=lambda row: row.name)
def test_every_filter_is_described_completed_and_tested(row: Filter) -> None:
    assert row.metavar
    assert row.help.endswith(".")
    assert set(row.values) <= FIELDS.keys(), "add it to FIELDS in query/values.py"
    assert row.name in HAS, "add it to HAS in tests/query/test_select.py"
    assert row.name in DRAWN, "add what it finds in drawn events to the same file"
    assert row.name in FILTER_TEXTS, "add it to FILTER_TEXTS in tests/query/test_perspective.py"


def test_help_lists_every_command_on_one_line_before_the_options() -> None:
    usage, *sections = in_process("--width", "80", "--help").out.split("\n\n")
    assert usage == "Usage: timeline [OPTIONS] [COMMAND ...]"
    headings = [section.partition("\n")[0] for section in sections if section[0] != " "]
    assert headings == [*(f"{group}:" for group in GROUPS), "Options:", "Output:"]
    listed = re.findall(r"^  ([a-z]+) +(.*)$", "\n".join(sections), re.MULTILINE)
    assert listed == [(name, summary(name)) for name in COMMANDS]


def summary(command: str) -> str:
    """Return the summary in the help of a command."""
    return in_process("--width", "200", command, "--help").out.split("\n\n")[1].strip()


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_begins_with_an_example_and_has_groups(timeline: Program, command: str) -> None:
    arguments = (*command.split(), "--help")
    piped = timeline(*arguments)
    assert (piped.code, piped.err) == (0, "")
    assert timeline.in_terminal(*arguments, NO_COLOR="1") == piped
    coloured = timeline.in_terminal(*arguments).out
    assert re.sub("\x1b\\[[0-9;]*m", "", coloured) == piped.out != coloured
    usage, summary, example = [line.strip() for line in piped.out.splitlines() if line.strip()][:3]
    assert usage.startswith(f"Usage: timeline {command}".rstrip())
    assert summary.endswith(".")
    assert example.startswith(f"Example: timeline {command}".rstrip())
    groups = re.findall(r"^([A-Z][a-z ]+):$", piped.out, re.MULTILINE)
    assert "Options" in groups
    assert ("Output" in groups) == ("--file" in piped.out)
    assert ("Filters" in groups) == ("--grep" in piped.out)


@pytest.mark.parametrize("width", [20, 40, 60, 80, 100, 160])
@pytest.mark.parametrize("command", ["", "show", "search", "import"])
def test_help_fits_the_width_and_cuts_nothing(command: str, width: int) -> None:
    words = command.split()
    wide = in_process("--width", "200", *words, "--help").out
    done = in_process("--width", str(width), *words, "--help")
    assert max(map(len, done.out.splitlines())) <= width
    assert "".join(done.out.split()) == "".join(wide.split())


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_obeys_the_options_of_output(command: str) -> None:
    usual = in_process(*command.split(), "--help").out
    coloured = in_process("--color", "always", *command.split(), "--help").out
    assert "\x1b[36m--help\x1b[0m" in coloured
    assert in_process("--ascii", *command.split(), "--help").out.isascii()
    assert in_process("--color", "never", *command.split(), "-h").out == usual


@pytest.mark.parametrize(
    ("arguments", "pages"),
    [("show --help", True), ("--help", True), ("show --help --no-pager", False),
     ("--no-pager show --help", False)],
)  # fmt: skip
def test_help_longer_than_the_screen_is_paged(
    timeline: Program, tmp_path: Path, arguments: str, *, pages: bool
) -> None:
    command = f"tee {tmp_path}/record"
    done = timeline.in_terminal(*arguments.split(), lines=24, NO_COLOR="1", PAGER=command)
    assert done == timeline(*arguments.split())
    assert (tmp_path / "record").exists() == pages


@pytest.mark.parametrize("command", ["", *(name for name in COMMANDS if name not in FULL_SCREEN)])
def test_the_example_in_the_help_works_as_printed(
    timeline: Program, tmp_path: Path, command: str
) -> None:
    text = in_process("--width", "200", *command.split(), "--help").out
    (example,) = re.findall(r"^ *Example: timeline (.*)$", text, re.MULTILINE)
    (tmp_path / "events.yaml").write_text(SMALL.read_text(encoding="utf-8"), encoding="utf-8")
    before = SMALL.with_name("small-before.yaml").read_text(encoding="utf-8")
    (tmp_path / "old.yaml").write_text(before, encoding="utf-8")
    (tmp_path / "events.csv").write_text("date,title\n2023-11-17,One\n", encoding="utf-8")
    done = timeline(*shlex.split(example), cwd=tmp_path, TIMELINE_FILE=None)
    written = [
        path for path in tmp_path.iterdir() if path.stem not in {"events", "old", "oai-timeline"}
    ]
    assert done.code == 0
    assert done.out or written


@pytest.mark.parametrize("command", ["", "show", "who", "check"])
def test_help_in_a_pipe_does_not_depend_on_the_terminal(timeline: Program, command: str) -> None:
    words = command.split()
    plain = timeline(*words, "--help")
    assert "\x1b" not in plain.out
    assert timeline(*words, "-h") == plain
    assert timeline(*words, "--help", COLUMNS="40") == plain
    assert timeline(*words, "--help", FORCE_COLOR="1", NO_COLOR="1") == plain


def test_help_wraps_paragraphs_to_the_terminal(timeline: Program) -> None:
    text = timeline.in_terminal("lanes", "--help", NO_COLOR="1", TERM="dumb").out
    assert "In a pipe it is 80 columns wide" in " ".join(text.split())
    assert not re.search(r"80 columns *\n", text)


@pytest.mark.parametrize(
    "arguments",
    ["", "show", "who sam", "event noon-meeting", "days", "lanes", "why noon-meeting",
     "order noon-meeting statement-published",
     "search call", "state", "quotes", "disputes", "sources", "values tags", "export ics",
     "export html",
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
