"""Help texts: the same groups of options in a pipe as on a terminal, and wrapped paragraphs."""

from inspect import cleandoc

from typer._click import Command, Context, HelpFormatter
from typer.core import TyperCommand

from oai_timeline.cli.messages import UsageError


def join_lines(text: str) -> str:
    """Return a text with each paragraph on one line, for Typer to wrap."""
    return "\n\n".join(" ".join(part.split()) for part in cleandoc(text).split("\n\n"))


def write_options(command: Command, context: Context, formatter: HelpFormatter) -> None:
    """Write the options in their groups, as on a terminal, for help that goes into a pipe."""
    groups: dict[str, list[tuple[str, str]]] = {"Arguments": [], "Options": []}
    for option in command.get_params(context):
        record = option.get_help_record(context)
        if record:
            usual = "Options" if option.param_type_name == "option" else "Arguments"
            name = getattr(option, "rich_help_panel", None) or usual
            groups.setdefault(name, []).append(record)
    for name, records in groups.items():
        if records:
            with formatter.section(name):
                formatter.write_dl(records)


def reject_repeats(command: Command, context: Context, args: list[str]) -> None:
    """Raise UsageError if an option that names a file is repeated: the first would be ignored."""
    if context.resilient_parsing:  # a shell asks for completions
        return
    _, _, options = command.make_parser(context).parse_args(args=list(args))
    for flag, action in (("--file", "read"), ("--output", "written")):
        if sum(flag in option.opts for option in options) > 1:
            raise UsageError(f"{flag} is given twice: one file is {action} at a time")


class Subcommand(TyperCommand):
    """A command whose help has its options in groups also where that is plain text."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Parse the command line."""
        reject_repeats(self, ctx, args)
        return super().parse_args(ctx, args)

    def format_options(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the options."""
        write_options(self, ctx, formatter)
