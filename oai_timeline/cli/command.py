"""Commands as Typer runs them, whose help is laid out like answers."""

from collections.abc import Mapping
from inspect import cleandoc
from typing import Any

import typer
from typer._click import Command, Context
from typer.core import TyperCommand

from oai_timeline.cli.messages import UsageError
from oai_timeline.cli.settings import Settings


class Subcommand(TyperCommand):
    """A command whose help is laid out here."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Parse the command line."""
        parse_early(self, ctx, args)
        return super().parse_args(ctx, args)


def join_lines(text: str) -> str:
    """Return a text with each paragraph on one line, to be wrapped to the width of the help."""
    return "\n\n".join(" ".join(part.split()) for part in cleandoc(text).split("\n\n"))


def parse_early(command: Command, context: Context, args: list[str]) -> None:
    """Look at a command line before its values are read: reject repeats, and show help.

    Raises UsageError if an option that names a file is repeated, as the first would be ignored;
    typer.Exit if help was asked for, and has been written.
    """
    if context.resilient_parsing:  # a shell asks for completions
        return
    values, _, options = command.make_parser(context).parse_args(args=list(args))
    if sum("--output" in option.opts for option in options) > 1:
        raise UsageError("--output is given twice: one file is written at a time")
    if values.get("help"):
        from oai_timeline.cli.help import write_help

        write_help(command, context, _read_settings(command, context, values))
        raise typer.Exit


def _read_settings(command: Command, context: Context, values: Mapping[str, Any]) -> Settings:
    """Return the settings before and after a command. Raises UsageError."""
    given = {
        option.name: option.handle_parse_result(context, values, [])[0]
        for option in command.params
        if option.name in Settings._fields
    }
    before: Settings = context.obj or Settings()
    return before._replace(**{name: value for name, value in given.items() if value})
