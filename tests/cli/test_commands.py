"""The registries: every command is there, with every filter and all the shared options."""

import inspect
import pkgutil
import re
from importlib import import_module

import pytest

from oai_timeline.cli import commands
from oai_timeline.cli.app import COMMANDS
from oai_timeline.cli.options import LENS, ORDER, SETTINGS
from oai_timeline.cli.settings import Lens, Selection, Settings
from oai_timeline.query.filters import FILTERS
from tests.cli.processes import in_process

FLAGS_OF_FILTERS = [flag for one in FILTERS for flag in one.flags]
SHARED = ["--file", "-f", "--tz", "--color", "--width", "--ascii", "--no-pager", "--help", "-h"]
NO_LENS = {"check", "init", "schema", "values"}
NO_LISTS = {"check", "event", "init", "schema", "sources", "state", "values", "why"}


def takes(command: str, kind: type) -> bool:
    """Tell whether a command's function asks for a value of that type."""
    module = import_module(f"oai_timeline.cli.commands.{COMMANDS[command].module}")
    signature = inspect.signature(inspect.unwrap(getattr(module, command)))
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
        "Take away",
        "Write your own",
    }


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_the_shared_options(command: str) -> None:
    assert takes(command, Settings)
    flags = flags_in_help(command)
    assert [flag for flag in SHARED if flag not in flags] == []


@pytest.mark.parametrize("command", [name for name in COMMANDS if name not in NO_LISTS])
def test_every_listing_command_has_every_filter(command: str) -> None:
    assert takes(command, Selection)
    flags = flags_in_help(command)
    wanted = [*FLAGS_OF_FILTERS, "--together", "--reverse", "-r", "--limit", "-n"]
    assert [flag for flag in wanted if flag not in flags] == []


@pytest.mark.parametrize("command", [name for name in COMMANDS if name not in NO_LENS])
def test_every_command_about_events_has_the_lens(command: str) -> None:
    assert takes(command, Lens)
    flags = flags_in_help(command)
    assert [flag for flag in ("--according-to", "--as-known-on") if flag not in flags] == []


def test_the_filters_are_those_of_the_design() -> None:
    assert set(FLAGS_OF_FILTERS) >= {
        "--day", "--since", "--until", "--actor", "-a", "--by", "--about", "--not-actor", "--kind",
        "--tag", "--not-tag", "--certainty", "--source", "--grep",
    }  # fmt: skip


def test_every_option_says_what_it_does() -> None:
    for _, _, option in (*SETTINGS, *LENS, *ORDER):
        assert option.help
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
