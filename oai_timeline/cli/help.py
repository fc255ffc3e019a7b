"""Help: options in the same groups in a pipe as on a terminal, text wrapped to either."""

from inspect import cleandoc
from typing import Any

import typer
from typer.core import TyperCommand


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


class Subcommand(TyperCommand):
    """A command whose help has its options in groups also where that is plain text."""

    def format_options(self, ctx: typer.Context, formatter: Any) -> None:  # type: ignore[override]
        """Write the options."""
        write_groups(self, ctx, formatter)
