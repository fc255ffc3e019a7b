"""The options that commands share, each declared once.

A command's function takes `settings: Settings`, and perhaps `selection: Selection` and
`perspective: Perspective`. `shared_options` gives Typer the options that they consist of, and the
function their values.
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
"""Values of settings that are allowed before a command without such an option."""
_MOST_DIGITS = 18
"""The most digits that always fit into an integer of SQLite."""


def _a_colour(value: str | None) -> str | None:
    if value is not None and value not in _COLOURS:
        raise typer.BadParameter(f"one of {', '.join(_COLOURS)}")
    return value


def whole_number(flag: str, least: int, most: int | None = None) -> Callable[[object], int]:
    """Return a parser of whole numbers for an option; it truncates huge numbers to large ones."""

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


_OUTPUT = "Output"
_FILTERS = "Filters"
_SORTING = "Sorting"
_POINT_OF_VIEW = "Point of view"

SETTINGS: tuple[tuple[str, Any, Any], ...] = (
    ("file", str | None, _option("--file", "-f", metavar="FILE", rich_help_panel=_OUTPUT,
        callback=_a_file,
        help="Timeline file (- for standard input). Default: $TIMELINE_FILE, or else the "
        "bundled timeline.")),
    ("tz", str | None, _option("--tz", metavar="ZONE", rich_help_panel=_OUTPUT,
        help="Show times in this zone, such as Europe/Paris.")),
    ("color", str | None, _option("--color", metavar="WHEN", callback=_a_colour,
        autocompletion=choices(*_COLOURS), rich_help_panel=_OUTPUT,
        help="auto, always or never.")),
    ("width", int | None, _option("--width", metavar="N", rich_help_panel=_OUTPUT,
        parser=whole_number("--width", 20, MOST_COLUMNS),
        help="Lay out for N columns, even in a pipe.")),
    ("ascii", bool, _option("--ascii", rich_help_panel=_OUTPUT, help="Use ASCII characters only.")),
    ("no_pager", bool, _option("--no-pager", rich_help_panel=_OUTPUT, help="Don't use a pager.")),
)  # fmt: skip
PERSPECTIVE: tuple[tuple[str, Any, Any], ...] = (
    ("according_to", str | None, _option("--according-to", metavar="SOURCE",
        rich_help_panel=_POINT_OF_VIEW, autocompletion=completion("sources", "publishers"),
        help="Show only what SOURCE (an id or a publisher) reports.")),
    ("as_known_on", str | None, _option("--as-known-on", metavar="DATE",
        rich_help_panel=_POINT_OF_VIEW, autocompletion=completion("days"),
        help="Show only what had been published by the end of DATE.")),
)  # fmt: skip
SORTING: tuple[tuple[str, Any, Any], ...] = (
    ("together", bool, _option("--together", rich_help_panel=_FILTERS,
        help="If a filter is repeated, match all of its values, not any.")),
    ("reverse", bool, _option("--reverse", "-r", rich_help_panel=_SORTING,
        help="Reverse the order: the latest first.")),
    ("limit", int | None, _option("--limit", "-n", metavar="N",
        parser=whole_number("--limit", 1), rich_help_panel=_SORTING,
        help="List only the first N.")),
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
    help="Write to FILE, in the format of its extension (.json, .csv, ...).",
)


RAW = typer.Option("--raw", help="Don't escape formulas in CSV and TSV.")


def share_options(*names: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return a decorator that adds the shared options to a command: of the settings, those named.

    A command does not offer an option that would have no effect.
    """
    return lambda command: _with_options(command, names)


shared_options = share_options(*Settings._fields)
"""Add all settings to a command, and the options of the selection and perspective it takes."""


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
        ]  # fmt: skip
        shared += [_parameter(*row) for row in SORTING]
    if Perspective in takes:
        shared += [_parameter(*row) for row in PERSPECTIVE]
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
            _reject_argument(settings, context, has_filters=Selection in takes, at=has_moment)
        command(**{name: values[name] for name in signature.parameters})

    run.__signature__ = signature.replace(parameters=[*own, *shared])  # type: ignore[attr-defined]
    run.__annotations__ = {}
    return run


def _reject_argument(
    settings: Settings, context: typer.Context, *, has_filters: bool, at: bool
) -> NoReturn:
    """Raise UsageError for a surplus argument, and suggest a command that uses it."""
    from oai_timeline.cli.suggestions import Suggestions, suggest_command, suggestions_for

    name, word = str(context.info_name), context.args[0]
    suggestions = suggestions_for(name) if has_filters else Suggestions()
    if at:
        suggestions = suggestions._replace(day=f"{name} --at")
    suggest_command(settings, word, f'unexpected argument "{word}"', suggestions)


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
    """Return the settings given after the command, or else before it.

    Raises UsageError for one before the command that has no effect on it.
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
    texts = {one.name: values.pop(one.name) or [] for one in FILTERS}
    return Selection(texts, values.pop("together"), values.pop("reverse"), values.pop("limit"))
