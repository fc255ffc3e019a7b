"""The registries: every command is there, with every filter and all the shared options."""

import inspect
import json
import pkgutil
import re
import sys
from importlib import import_module
from pathlib import Path
from typing import get_type_hints

import pytest

from oai_timeline.cli import commands
from oai_timeline.cli.app import COMMANDS
from oai_timeline.cli.settings import Perspective, Selection, Settings
from oai_timeline.query.filters import FILTERS
from tests.cli.processes import SMALL, Program, in_process

FLAGS_OF_FILTERS = [flag for one in FILTERS for flag in one.flags]
SHARED = ["--file", "-f", "--tz", "--color", "--width", "--ascii", "--no-pager", "--help", "-h"]
NO_PERSPECTIVE = {"check", "import", "init", "schema", "values"}
NO_LISTS = {"check", "event", "import", "init", "schema", "sources", "state", "values", "why"}


def takes(command: str, kind: type) -> bool:
    """Tell whether a command's function asks for a value of that type."""
    module = import_module(f"oai_timeline.cli.commands.{COMMANDS[command].module}")
    signature = inspect.signature(inspect.unwrap(getattr(module, COMMANDS[command].module)))
    return kind in {parameter.annotation for parameter in signature.parameters.values()}


def flags_in_help(*command: str) -> list[str]:
    done = in_process(*command, "--help")
    assert (done.code, done.err) == (0, "")
    return re.findall(r"(?<![\w-])--?[a-z][a-z-]*", done.out.partition("Options:")[2])


def test_every_module_of_a_command_is_registered() -> None:
    modules = {module.name for module in pkgutil.iter_modules(commands.__path__)}
    assert {command.module for command in COMMANDS.values()} == modules - {"overview"}


def test_every_command_belongs_to_a_group() -> None:
    assert {command.group for command in COMMANDS.values()} <= {
        "Read",
        "Ask",
        "Export",
        "Write your own",
    }


HELP = {"--help", "-h"}
FEWER: dict[str, set[str]] = {
    "values": {"--file", "-f", "--ascii", "--no-pager"},
    "export": {"--file", "-f", "--ascii"},
    "check": {"--file", "-f", "--ascii"},
    "import": set(),
    "schema": set(),
    "init": set(),
}
"""The shared options of commands in which the others would have no effect."""


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_the_shared_options(command: str) -> None:
    assert takes(command, Settings)
    offered = set(flags_in_help(command)).intersection(SHARED)
    assert offered == FEWER.get(command, set(SHARED) - HELP) | HELP


@pytest.mark.parametrize("command", [name for name in COMMANDS if name not in NO_LISTS])
def test_every_listing_command_has_every_filter(command: str) -> None:
    assert takes(command, Selection)
    flags = flags_in_help(command)
    wanted = [*FLAGS_OF_FILTERS, "--together", "--reverse", "-r", "--limit", "-n"]
    assert [flag for flag in wanted if flag not in flags] == []


@pytest.mark.parametrize("command", [name for name in COMMANDS if name not in NO_PERSPECTIVE])
def test_every_command_about_events_has_the_perspective_options(command: str) -> None:
    assert takes(command, Perspective)
    flags = flags_in_help(command)
    assert [flag for flag in ("--according-to", "--as-known-on") if flag not in flags] == []


def test_the_filters_are_those_of_the_design() -> None:
    assert set(FLAGS_OF_FILTERS) >= {
        "--day", "--since", "--until", "--actor", "-a", "--by", "--about", "--not-actor", "--kind",
        "--tag", "--not-tag", "--certainty", "--source", "--grep",
    }  # fmt: skip


def test_every_shared_option_has_a_help_text() -> None:
    for group in (Settings, Perspective, Selection):
        for hint in get_type_hints(group, include_extras=True).values():
            assert all(option.help for option in getattr(hint, "__metadata__", ()))
    assert [one.name for one in FILTERS if one.flags and not (one.help and one.metavar)] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_no_option_is_there_twice(command: str) -> None:
    help_text = in_process(command, "--help").out.partition("Options:")[2]
    flags = re.findall(r"^  (?:(-\w), )?(--[a-z-]+)", help_text, re.MULTILINE)
    long = [name for _, name in flags]
    assert sorted(long) == sorted(set(long))


def test_every_command_is_in_the_help() -> None:
    listed = in_process("--help").out.partition("Commands:")[2]
    names = re.findall(r"^  (\w+)", listed, re.MULTILINE)
    assert names == list(COMMANDS)


@pytest.mark.parametrize(
    ("command", "hint"),
    [
        (("values", "tags"), "timeline show --day 2023-11-17"),
        (("sources", "post"), "timeline show --day 2023-11-17"),
        (("schema",), "timeline show --day 2023-11-17"),
        (("event", "noon-meeting"), "timeline show --day 2023-11-17"),
        (("state",), "timeline state --at 2023-11-17"),
        (("days",), "timeline days --day 2023-11-17"),
    ],
)
def test_a_stray_day_is_answered_with_an_option_that_there_is(
    timeline: Program, command: tuple[str, ...], hint: str
) -> None:
    done = timeline(*command, "2023-11-17")
    assert done.code == 2
    assert done.err.splitlines()[0].endswith(
        f'unexpected argument "2023-11-17"; did you mean: {hint}'
    )


OPTIMISED = (sys.executable, "-OO", "-m", "oai_timeline")


@pytest.mark.parametrize(
    "arguments",
    ["", "show", "who sam", "event noon-meeting", "days", "lanes", "why noon-meeting",
     "search call", "state", "disputes", "sources", "values tags", "export ics", "export html",
     "check", "init -", "import table.csv", "--help", "show --help",
     "check --explain missing-source", "check --explain unused-actor", "check --explain bad-date"],
)  # fmt: skip
def test_without_docstrings_and_asserts_it_does_the_same(
    timeline: Program, tmp_path: Path, arguments: str
) -> None:
    """As under `python -OO` or with PYTHONOPTIMIZE=2."""
    (tmp_path / "table.csv").write_text("date,title\n2023-11-17,One\n")
    words = arguments.split()
    usual = timeline(*words, cwd=tmp_path, TIMELINE_FILE=str(SMALL))
    done = timeline(*words, cwd=tmp_path, TIMELINE_FILE=str(SMALL), command=OPTIMISED)
    assert (usual.code, done) == (0, usual)


def test_without_docstrings_the_schema_says_the_same(timeline: Program) -> None:
    usual, done = timeline("schema"), timeline("schema", command=OPTIMISED)
    assert json.loads(done.out) == json.loads(usual.out)


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_begins_with_an_example_and_has_groups(timeline: Program, command: str) -> None:
    """In a pipe and on a terminal alike."""
    arguments = (*filter(None, [command]), "--help")
    told = timeline.in_terminal(*arguments, NO_COLOR="1", TERM="dumb").out
    for text in (timeline(*arguments).out, re.sub("\x1b\\[[0-9;]*m", "", told)):
        usage, what, example = [line.strip() for line in text.splitlines() if line.strip()][:3]
        assert usage.startswith(f"Usage: timeline {command}".rstrip())
        assert what.endswith(".")
        assert example.startswith("Example: timeline")
        assert max(map(len, text.splitlines())) <= 80
        groups = re.findall(r"^(?:╭─ )?([A-Z][a-z ]+?)(?::$| ─)", text, re.MULTILINE)
        assert "Options" in groups
        assert ("Output" in groups) == ("--file" in text)
        assert ("Filters" in groups) == ("--grep" in text)


def test_a_paragraph_of_help_fills_its_lines(timeline: Program) -> None:
    told = timeline.in_terminal("lanes", "--help", NO_COLOR="1", TERM="dumb").out
    assert "In a pipe it is 80 columns wide" in " ".join(told.split())
    assert not re.search(r"80 columns *\n", told)
