"""What the command line says about itself: the walk that documentation is generated from."""

from collections.abc import Iterator, Sequence
from inspect import cleandoc
from typing import Any, NamedTuple

import typer

from oai_timeline.cli.app import app


class OptionHelp(NamedTuple):
    """An option or an argument: its names, the placeholder of its value, and what it does.

    `panel` is its heading in the help, empty for options of one command. An argument has no names.
    """

    key: str
    names: Sequence[str]
    value: str
    help: str
    panel: str


class CommandHelp(NamedTuple):
    """A command: its name, what it does, an example, and its arguments and options."""

    name: str
    paragraphs: Sequence[str]
    example: str
    arguments: Sequence[str]
    options: Sequence[OptionHelp]


def describe_commands() -> Iterator[CommandHelp]:
    """Yield the program itself, then each of its commands."""
    top: Any = typer.main.get_command(app)
    context = typer.Context(top, info_name="timeline")
    yield _describe("timeline", top, ["[COMMAND ...]"])
    for name in top.list_commands(context):
        command = top.get_command(context, name)
        yield _describe(f"timeline {name}", command, [])


def _describe(name: str, command: Any, arguments: list[str]) -> CommandHelp:
    paragraphs, example = list[str](), ""
    for paragraph in cleandoc(command.help).split("\n\n"):
        text, mark, shown = paragraph.partition("Example: ")
        if mark:
            example = shown
        if text.strip():
            paragraphs.append(text.strip())
    options = [_describe_option(option) for option in command.params]
    arguments += [option.value for option in options if not option.names]
    return CommandHelp(name, paragraphs, example, arguments, options)


def _describe_option(option: Any) -> OptionHelp:
    panel = getattr(option, "rich_help_panel", None) or ""
    if option.param_type_name == "argument":
        value = option.metavar or option.name.upper()
        return OptionHelp(option.name, (), value, option.help or "", panel)
    names = sorted([*option.opts, *option.secondary_opts], key=len)
    value = "" if option.is_flag else option.metavar or option.type.name.upper()
    return OptionHelp(option.name, names, value, option.help or "", panel)
