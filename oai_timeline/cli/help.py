"""Help: options in the same groups in a pipe as on a terminal, text wrapped to either."""

from inspect import cleandoc
from typing import Any

import typer
from typer.core import TyperCommand

from oai_timeline.cli.messages import UsageError


def paragraphs(text: str) -> str:
    """Join the lines of each paragraph: how long they are is for whoever prints them to decide."""
    return "\n\n".join(" ".join(part.split()) for part in cleandoc(text).split("\n\n"))


def write_groups(command: Any, ctx: typer.Context, formatter: Any) -> None:
    """Write the options in their groups, as on a terminal, for help that goes into a pipe."""
    groups: dict[str, list[tuple[str, str]]] = {"Arguments": [], "Options": []}
    for option in command.get_params(ctx):
        record = option.get_help_record(ctx)
        if record:
            usual = "Options" if option.param_type_name == "option" else "Arguments"
            name = getattr(option, "rich_help_panel", None) or usual
            groups.setdefault(name, []).append(record)
    for name, records in groups.items():
        if records:
            with formatter.section(name):
                formatter.write_dl(records)


def refuse_repeats(command: Any, ctx: typer.Context, args: list[str]) -> None:
    """Raise UsageError where a file is named by the same option twice: the first would be lost."""
    if ctx.resilient_parsing:  # a shell asks for completions
        return
    _, _, options = command.make_parser(ctx).parse_args(args=list(args))
    for flag, what in (("--file", "read"), ("--output", "written")):
        if sum(flag in option.opts for option in options) > 1:
            raise UsageError(f"{flag} is given twice: one file is {what} at a time")


class Subcommand(TyperCommand):
    """A command whose help has its options in groups also where that is plain text."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        """Parse the command line."""
        refuse_repeats(self, ctx, args)
        return super().parse_args(ctx, args)

    def format_options(self, ctx: typer.Context, formatter: Any) -> None:  # type: ignore[override]
        """Write the options."""
        write_groups(self, ctx, formatter)
