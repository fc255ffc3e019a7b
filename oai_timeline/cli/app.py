"""Run the command line: import the command that is used, and map errors to exit codes."""

import os
import signal
import sys
from importlib import import_module
from keyword import iskeyword
from typing import Annotated, NoReturn

import typer
from typer._click import Command, Context
from typer.core import TyperGroup

from oai_timeline.cli import messages, output
from oai_timeline.cli.command import EarlyHelp, Subcommand, join_lines
from oai_timeline.cli.completion import is_completion_wanted
from oai_timeline.cli.options import shared_options
from oai_timeline.cli.settings import Settings
from oai_timeline.model.docstring import docstring
from oai_timeline.model.spelling import did_you_mean
from oai_timeline.query.errors import QueryError

GROUPS = {
    "Look at events": ("show", "browse", "event", "search", "who", "days", "lanes"),
    "Understand them": ("why", "order", "state", "quotes", "disputes", "sources", "values"),
    "Export and edit": ("export", "import", "check", "diff", "schema", "init"),
}
"""The subcommands under their headings in the help.

Each is a function in a module of `cli.commands`, both of its name; `import_` is that of `import`.
"""
COMMANDS = {name: group for group, names in GROUPS.items() for name in names}
"""The heading of each subcommand."""

PEERS = {
    "log": "show",
    "list": "show",
    "ls": "show",
    "find": "search",
    "grep": "search",
    "help": "--help",
}
"""Commands of other programs, and the ones to suggest instead."""


class Commands(EarlyHelp, TyperGroup):
    """The group of all commands. It imports a command only to run it or to show its help."""

    def list_commands(self, ctx: Context) -> list[str]:  # noqa: ARG002
        """Return the names of the commands, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:  # noqa: ARG002
        """Return the command of that name, None if there is none."""
        group = COMMANDS.get(cmd_name)
        if group is None:
            return None
        name = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        module = import_module(f"oai_timeline.cli.commands.{name}")
        app = typer.Typer(add_completion=False, rich_markup_mode=None)
        run = getattr(module, name)
        register = app.command(
            cmd_name,
            cls=Subcommand,
            help=join_lines(docstring(run)),
            rich_help_panel=group,
            # `shared_options` reports extra arguments
            context_settings={**CONTEXT, "allow_extra_args": True},
        )
        register(run)
        return typer.main.get_command(app)

    def resolve_command(
        self, ctx: Context, args: list[str]
    ) -> tuple[str | None, Command | None, list[str]]:
        """Return the named command and its arguments, or raise UsageError with a suggestion."""
        known = ctx.resilient_parsing or not args or args[0] in COMMANDS
        if not known and not args[0].startswith("-"):
            _reject_command(ctx, args[0])
        return super().resolve_command(ctx, args)


def _reject_command(ctx: Context, word: str) -> NoReturn:
    from oai_timeline.cli.suggestions import Suggestions, program, suggest_command

    settings = Settings(**{name: ctx.params[name] for name in Settings._fields})
    wrong = f'unknown command "{word}"'
    if word in PEERS:
        raise messages.UsageError(f"{wrong}; did you mean: {program(settings)} {PEERS[word]}")
    close = did_you_mean(word, COMMANDS)
    if close:
        raise messages.UsageError(f"{wrong}{close}")
    suggest_command(settings, [word], wrong, Suggestions("who", "show --day", "sources"))


CONTEXT: dict[str, object] = {"help_option_names": ["-h", "--help"]}

app = typer.Typer(
    cls=Commands,
    invoke_without_command=True,
    subcommand_metavar="[COMMAND ...]",
    context_settings=CONTEXT,
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _print_version(context: typer.Context, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        from oai_timeline import __version__

        text = f"timeline {__version__} (timeline file format 1)\n"
        output.write((text,), output.choose_target(Settings()))
        raise typer.Exit


@shared_options
def timeline(
    context: typer.Context,
    settings: Settings,
    output_format: Annotated[
        str | None, typer.Option("--format", help="text or json.", metavar="FORMAT")
    ] = None,
    _: Annotated[
        bool,
        typer.Option("--version", help="Show the version.", callback=_print_version, is_eager=True),
    ] = False,
) -> None:
    """What happened when, who was involved, who says so, and how sure we are.

    Example: timeline show --day 2023-11-17
    """
    context.obj = settings
    if context.invoked_subcommand is None:
        from oai_timeline.cli.commands.overview import overview

        overview(settings, output_format)
    elif output_format is not None:
        raise messages.UsageError("put --format after the command")


app.callback(help=docstring(timeline))(timeline)


def run() -> int:
    """Run the command line; return the exit code."""
    if hasattr(signal, "SIGPIPE"):  # a closed pipe ends the program, without a message
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    _keep_streams()
    if is_completion_wanted():
        from oai_timeline.cli.scripts import replace_scripts_of_typer

        replace_scripts_of_typer()
    messages.warn_once.cache_clear()
    output.reset()
    try:
        return _run_command()
    except typer.Abort:
        return 130
    except SystemExit as completed:  # a completion has been printed
        return int(completed.code or 0)
    except messages.UsageError as error:
        command = next((word for word in sys.argv[1:] if word in COMMANDS), "")
        return messages.report_usage(error, f"timeline {command}".rstrip())
    except Exception as error:
        if os.environ.get("TIMELINE_DEBUG") not in {None, "", "0"}:
            raise
        if isinstance(error, OSError):
            output.discard_pending()
        return messages.report(error)


def _run_command() -> int:
    """Run the command, and once more if an index turns out to be damaged; return the exit code.

    SQLite does not detect all damage, which can cause any exception. If something has been written
    already, the exception is raised.
    """
    try:
        return _run_once()
    except Exception as error:
        from oai_timeline.cli.session import discard_indexes

        if _is_expected(error) or not discard_indexes() or output.has_written():
            raise
    return _run_once()


def _is_expected(error: Exception) -> bool:
    """Return whether an error has a cause other than a damaged index."""
    from oai_timeline.model.diagnostic import TimelineFileError

    errors = (typer.Abort, messages.UsageError, messages.MissingExtra)
    return isinstance(error, (OSError, QueryError, TimelineFileError, *errors))


def _run_once() -> int:
    code = int(app(prog_name="timeline", standalone_mode=False) or 0)
    output.flush()
    return code


def _keep_streams() -> None:
    """Open /dev/null as each closed standard stream, so that no other file gets its descriptor."""
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDONLY)
    sys.stdout = output.open_stdout()
