"""The options that commands share, each declared once.

A command's function takes `settings: Settings` and `selection: Selection`; `expanded` gives Typer
the options that make them up, and the function the values.
"""

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any, NoReturn

import typer

from oai_timeline.cli import messages
from oai_timeline.cli.completion import choices, completion
from oai_timeline.cli.output_format import SHOW_FORMATS
from oai_timeline.cli.settings import MOST_COLUMNS, Perspective, Selection, Settings
from oai_timeline.model.visible import quoted
from oai_timeline.query.filters import FILTERS

_COLOURS = ("auto", "always", "never")
_UNCHANGED = {None, False, "auto", "never"}
"""Values of settings that hold for every command: those that have no such option, too."""
_MOST_DIGITS = 18
"""As many digits fit into a number of SQLite."""


def _a_colour(value: str | None) -> str | None:
    if value is not None and value not in _COLOURS:
        raise typer.BadParameter(f"one of {', '.join(_COLOURS)}")
    return value


def whole_number(flag: str, least: int, most: int | None = None) -> Callable[[object], int]:
    """Make a parser of an option's value, a number from 1 up; a huge one is cut to a large one."""

    def parse(value: object) -> int:  # a text, or the option's default
        text = str(value)
        digits = text.removeprefix("+").lstrip("0")
        is_number = digits.isascii() and digits.isdecimal()
        number = int(digits[:_MOST_DIGITS]) if is_number else 0
        if least <= number <= (most or number):
            return number
        bounds = f"from {least} to {most}" if most else f"from {least} up"
        raise messages.UsageError(f"{flag} needs a whole number {bounds}, not {quoted(text)}")

    return parse


def _a_file(path: str | None) -> str | None:
    if path == "":
        raise messages.UsageError("--file needs the name of a file")
    return path


def _option(*flags: str, **details: Any) -> Any:
    return typer.Option(*flags, **details)


_PRINTING = "How to print"
_FILTERS = "Which events"
_ORDER = "In what order"
_LENS = "Through whose eyes"

SETTINGS: tuple[tuple[str, Any, Any], ...] = (
    ("file", str | None, _option("--file", "-f", metavar="FILE", rich_help_panel=_PRINTING,
        callback=_a_file,
        help="The timeline file; - is standard input. Else $TIMELINE_FILE, else the one shipped.")),
    ("tz", str | None, _option("--tz", metavar="ZONE", rich_help_panel=_PRINTING,
        help="Print clocks in this zone, like Europe/Paris.")),
    ("color", str | None, _option("--color", metavar="WHEN", callback=_a_colour,
        autocompletion=choices(*_COLOURS), rich_help_panel=_PRINTING,
        help="auto, always or never.")),
    ("width", int | None, _option("--width", metavar="N", rich_help_panel=_PRINTING,
        parser=whole_number("--width", 20, MOST_COLUMNS),
        help="Lay out for N columns, in a pipe as well.")),
    ("ascii", bool, _option("--ascii", rich_help_panel=_PRINTING, help="ASCII alone.")),
    ("no_pager", bool, _option("--no-pager", rich_help_panel=_PRINTING, help="Never page.")),
)  # fmt: skip
LENS: tuple[tuple[str, Any, Any], ...] = (
    ("according_to", str | None, _option("--according-to", metavar="SOURCE", rich_help_panel=_LENS,
        autocompletion=completion("sources", "publishers"),
        help="As SOURCE tells it: an id, or a publisher.")),
    ("as_known_on", str | None, _option("--as-known-on", metavar="DATE", rich_help_panel=_LENS,
        autocompletion=completion("days"),
        help="From what was published by the end of DATE.")),
)  # fmt: skip
ORDER: tuple[tuple[str, Any, Any], ...] = (
    ("together", bool, _option("--together", rich_help_panel=_FILTERS,
        help="A filter given twice: events must have both, not either.")),
    ("reverse", bool, _option("--reverse", "-r", rich_help_panel=_ORDER, help="Latest first.")),
    ("limit", int | None, _option("--limit", "-n", metavar="N",
        parser=whole_number("--limit", 1), rich_help_panel=_ORDER, help="The first N, as shown.")),
)  # fmt: skip

FORMAT = typer.Option(
    "--format",
    metavar="FORMAT",
    help=f"{', '.join(SHOW_FORMATS[:-1])} or {SHOW_FORMATS[-1]}.",
    autocompletion=choices(*SHOW_FORMATS),
)
FORMAT_TEXT_OR_JSON = typer.Option(
    "--format", metavar="FORMAT", help="text or json.", autocompletion=choices("text", "json")
)
OUTPUT = typer.Option(
    "--output",
    "-o",
    metavar="FILE",
    help="Write to FILE, whole or not at all; .json, .csv ... choose.",
)


RAW = typer.Option("--raw", help="CSV, TSV: leave formulas as they are.")


def share_options(*names: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command the options of what it takes, and a context for those given before it.

    Of the settings it is given those named: an option without effect is not offered.
    """
    return lambda command: _with_options(command, names)


shared_options = share_options(*Settings._fields)
"""Give a command all settings."""


def _with_options(command: Callable[..., None], names: tuple[str, ...]) -> Callable[..., None]:
    signature = inspect.signature(command)
    takes = {parameter.annotation: name for name, parameter in signature.parameters.items()}
    ours = {Settings, Selection, Perspective}
    own = [p for p in signature.parameters.values() if p.annotation not in ours]
    shared = []
    if Selection in takes:
        shared += [
            _parameter(one.name, list[str] | None, _option(
                *one.flags, metavar=one.metavar, rich_help_panel=_FILTERS, help=one.help,
                autocompletion=completion(*one.values) if one.values else None))
            for one in FILTERS
            if one.flags
        ]  # fmt: skip
        shared += [_parameter(*row) for row in ORDER]
    if Perspective in takes:
        shared += [_parameter(*row) for row in LENS]
    shared += [_parameter(*row) for row in SETTINGS if row[0] in names]
    has_moment = "at" in signature.parameters
    if typer.Context not in takes:
        shared.append(_parameter("context", typer.Context, None))

    @wraps(command)
    def run(**values: Any) -> None:
        context = values["context"] if typer.Context not in takes else values["ctx"]
        if Selection in takes:
            values[takes[Selection]] = _selection(values)
        if Perspective in takes:
            values[takes[Perspective]] = Perspective(
                **{name: values.pop(name) for name in Perspective._fields}
            )
        settings = _settings({name: values.pop(name) for name in names}, context)
        values[takes[Settings]] = settings
        if context.args and context.parent:
            _fail_on_argument(settings, context, has_filters=Selection in takes, at=has_moment)
        command(**{name: values[name] for name in signature.parameters})

    run.__signature__ = signature.replace(parameters=[*own, *shared])  # type: ignore[attr-defined]
    run.__annotations__ = {}
    return run


def _fail_on_argument(
    settings: Settings, context: typer.Context, *, has_filters: bool, at: bool
) -> NoReturn:
    """Refuse an argument too many, and say how to ask for what it names."""
    from oai_timeline.cli.suggestions import Ways, suggest_command, ways_of

    name, word = str(context.info_name), context.args[0]
    ways = ways_of(name) if has_filters else Ways(day=f"{name} --at") if at else Ways()
    suggest_command(settings, word, f'{name} takes no "{word}"', ways)


def _parameter(name: str, kind: Any, option: Any) -> inspect.Parameter:
    if kind is typer.Context:
        return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=kind)
    return inspect.Parameter(
        name,
        inspect.Parameter.KEYWORD_ONLY,
        default=False if kind is bool else None,
        annotation=Annotated[kind, option],
    )


def _settings(given: dict[str, Any], context: typer.Context) -> Settings:
    """Take the settings given after the command, else those given before it.

    Raises UsageError for one before it that the command does not take.
    """
    before = context.obj or Settings()
    changed = {name: value for name, value in given.items() if value not in {None, False}}
    if before.file and changed.get("file", before.file) != before.file:
        raise messages.UsageError("--file is given twice: one file is read at a time")
    for name, value in before._asdict().items():
        if name not in {*given, "no_pager"} and value not in _UNCHANGED:
            raise messages.UsageError(
                f"--{name} has no effect on {context.info_name}: leave it out"
            )
    return before._replace(**changed)


def _selection(values: dict[str, Any]) -> Selection:
    texts = {one.name: values.pop(one.name) or [] for one in FILTERS if one.flags}
    return Selection(texts, values.pop("together"), values.pop("reverse"), values.pop("limit"))
