"""Commands as Typer runs them, whose help is laid out like answers."""

from collections.abc import Callable, Mapping
from functools import partial
from inspect import cleandoc
from typing import Any

import typer
from typer._click import Command, Context
from typer._click.core import Parameter
from typer._click.parser import _OptionParser
from typer.core import TyperCommand

from oai_timeline.cli.messages import UsageError
from oai_timeline.cli.settings import Settings

Parsed = tuple[dict[str, Any], list[str], list[Parameter]]
"""The values of options, the other arguments, and the options in the order they were given."""


class EarlyHelp(Command):
    """A command that looks at its parsed line before the values are read, and shows its help."""

    def make_parser(self, ctx: Context) -> _OptionParser:
        """Return a parser that rejects repeats, and writes the help if that is asked for.

        It raises UsageError if an option that names a file is repeated, as the first would be
        ignored; typer.Exit if it has written the help.
        """
        parser = super().make_parser(ctx)
        if not ctx.resilient_parsing:  # a shell asks for completions
            parser.parse_args = partial(_parse, parser.parse_args, self, ctx)  # type: ignore[method-assign]
        return parser


class Subcommand(EarlyHelp, TyperCommand):
    """A command whose help is laid out here."""


def join_lines(text: str) -> str:
    """Return a text with each paragraph on one line, to be wrapped to the width of the help."""
    return "\n\n".join(" ".join(part.split()) for part in cleandoc(text).split("\n\n"))


def _parse(
    parse: Callable[[list[str]], Parsed], command: Command, context: Context, args: list[str]
) -> Parsed:
    values, _, options = parsed = parse(args)
    if sum("--output" in option.opts for option in options) > 1:
        raise UsageError("--output is given twice: one file is written at a time")
    if values.get("help"):
        from oai_timeline.cli.help import write_help

        write_help(command, context, _read_settings(command, context, values))
        raise typer.Exit
    return parsed


def _read_settings(command: Command, context: Context, values: Mapping[str, Any]) -> Settings:
    """Return the settings before and after a command. Raises UsageError."""
    given = {
        option.name: option.handle_parse_result(context, values, [])[0]
        for option in command.params
        if option.name in Settings._fields
    }
    before: Settings = context.obj or Settings()
    return before._replace(**{name: value for name, value in given.items() if value})
