"""The commands, each imported when it is used, and how their errors are handled."""

import os
import signal
import sys
from importlib import import_module
from typing import Annotated, Any, Literal, NamedTuple, NoReturn, cast

import typer
from typer.core import TyperGroup

from oai_timeline.cli import messages, output, scripts
from oai_timeline.cli.help import Subcommand, paragraphs, refuse_repeats, write_groups
from oai_timeline.cli.options import shared_options
from oai_timeline.cli.settings import Settings
from oai_timeline.model.docstring import docstring
from oai_timeline.model.spelling import did_you_mean
from oai_timeline.query.errors import QueryError

_USAGE_ERROR = cast("type[typer.BadParameter]", typer.BadParameter.__mro__[1])
"""What Typer raises for a wrong command line: it exports only this child of it."""


class Command(NamedTuple):
    """A subcommand: the module of `cli.commands` that has a function of that name, and its group.

    It is the subcommand's name, with a `_` where Python has its own use for the word.
    """

    module: str
    group: str


COMMANDS = {
    "show": Command("show", "Read"),
    "who": Command("who", "Read"),
    "event": Command("event", "Read"),
    "days": Command("days", "Read"),
    "lanes": Command("lanes", "Read"),
    "why": Command("why", "Ask"),
    "search": Command("search", "Ask"),
    "state": Command("state", "Ask"),
    "disputes": Command("disputes", "Ask"),
    "sources": Command("sources", "Ask"),
    "values": Command("values", "Ask"),
    "export": Command("export", "Export"),
    "import": Command("import_", "Write your own"),
    "check": Command("check", "Write your own"),
    "schema": Command("schema", "Write your own"),
    "init": Command("init", "Write your own"),
}

PEERS = {
    "log": "show",
    "list": "show",
    "ls": "show",
    "find": "search",
    "grep": "search",
    "help": "--help",
}
"""Commands of other programs, and their names here."""


class Commands(TyperGroup):
    """The group of all commands. It imports a command only to run it or to show its help."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        """Parse the options before the command."""
        refuse_repeats(self, ctx, args)
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]  # noqa: ARG002
        """List the commands in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: typer.Context, cmd_name: str) -> Any:  # type: ignore[override]  # noqa: ARG002
        """Return the command of that name, None if there is none."""
        command = COMMANDS.get(cmd_name)
        if command is None:
            return None
        module = import_module(f"oai_timeline.cli.commands.{command.module}")
        app = typer.Typer(add_completion=False, rich_markup_mode=_MARKUP)
        context = {**CONTEXT, "allow_extra_args": True}  # `shared_options` reports them
        run = getattr(module, command.module)
        wrap = app.command(
            cmd_name,
            cls=Subcommand,
            help=paragraphs(docstring(run)),
            rich_help_panel=command.group,
            context_settings=context,
        )
        wrap(run)
        return typer.main.get_command(app)

    def format_options(self, ctx: typer.Context, formatter: Any) -> None:  # type: ignore[override]
        """Write the options, then the commands."""
        write_groups(self, ctx, formatter)
        self.format_commands(ctx, formatter)

    def resolve_command(self, ctx: typer.Context, args: list[str]) -> Any:  # type: ignore[override]
        """Find the command that is asked for, or raise UsageError with a suggestion."""
        known = ctx.resilient_parsing or not args or args[0] in COMMANDS
        if not known and not args[0].startswith("-"):
            _reject_command(ctx, args[0])
        return super().resolve_command(ctx, args)


def _reject_command(ctx: typer.Context, word: str) -> NoReturn:
    from oai_timeline.cli.suggestions import Suggestions, program, suggest_command

    settings = Settings(**{name: ctx.params[name] for name in Settings._fields})
    wrong = f'unknown command "{word}"'
    if word in PEERS:
        raise messages.UsageError(f"{wrong}; did you mean: {program(settings)} {PEERS[word]}")
    close = did_you_mean(word, COMMANDS)
    if close:
        raise messages.UsageError(f"{wrong}{close}")
    suggest_command(settings, word, wrong, Suggestions("who", "show --day", "sources"))


CONTEXT: dict[str, Any] = {"help_option_names": ["-h", "--help"]}
_MARKUP: Literal["rich"] | None = "rich"
if not output.is_terminal():  # help has boxes on a terminal alone; in a pipe it is plain text
    CONTEXT["terminal_width"] = 80
    _MARKUP = None

scripts.replace_those_of_typer()
app = typer.Typer(
    cls=Commands,
    invoke_without_command=True,
    context_settings=CONTEXT,
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=_MARKUP,
)


def _print_version(ctx: typer.Context, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from oai_timeline import __version__

        text = f"timeline {__version__} (timeline file format 1)\n"
        output.write((text,), output.target(Settings()))
        raise typer.Exit


@shared_options
def timeline(
    ctx: typer.Context,
    settings: Settings,
    form: Annotated[
        str | None, typer.Option("--format", help="text or json", metavar="FORMAT")
    ] = None,
    _: Annotated[
        bool,
        typer.Option("--version", help="Show the version.", callback=_print_version, is_eager=True),
    ] = False,
) -> None:
    """What happened when, who was involved, who says so, and how sure we are.

    Example: timeline show --day 2023-11-17
    """
    ctx.obj = settings
    if ctx.invoked_subcommand is None:
        from oai_timeline.cli.commands.overview import overview

        overview(settings, form)
    elif form is not None:
        raise messages.UsageError("put --format after the command")


app.callback(help=docstring(timeline))(timeline)


def run() -> int:
    """Run the command line; return the exit code."""
    if hasattr(signal, "SIGPIPE"):  # a closed pipe ends us as it ends other programs
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    _keep_streams()
    messages.warn_once.cache_clear()
    output.forget()
    try:
        code = _answer()
    except typer.Abort:
        return 130
    except SystemExit as answered:  # a completion has been printed
        return int(answered.code or 0)
    except _USAGE_ERROR as error:
        command = next((word for word in sys.argv[1:] if word in COMMANDS), "")
        return messages.report_usage(error, f"timeline {command}".rstrip())
    except Exception as error:
        if os.environ.get("TIMELINE_DEBUG") not in {None, "", "0"}:
            raise
        if isinstance(error, OSError):
            output.give_up()
        return messages.report(error)
    return code


def _answer() -> int:
    """Run the command, and once more if an index turns out to be damaged; return the exit code.

    SQLite does not notice every damage, so that any exception may come of it. What has already
    been written can't be taken back: then the exception is raised.
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

    outside = (OSError, QueryError, TimelineFileError, messages.MissingExtra)
    return isinstance(error, (typer.Abort, _USAGE_ERROR, *outside))


def _run_once() -> int:
    code = int(app(prog_name="timeline", standalone_mode=False) or 0)
    output.flush()
    return code


def _keep_streams() -> None:
    """Open /dev/null as each closed standard stream, so that no other file gets its number."""
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDONLY)
    sys.stdout = output.open_stdout()
