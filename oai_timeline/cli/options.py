"""The options that commands share, each declared once.

A command's function takes `settings: Settings` and `selection: Selection`; `expanded` gives Typer
the options that make them up, and the function the values.
"""

import inspect
from collections.abc import Callable
from functools import wraps
from math import inf
from typing import Annotated, Any

import typer

from oai_timeline.cli import messages
from oai_timeline.cli.completion import choices, completion
from oai_timeline.cli.settings import MOST_COLUMNS, Lens, Selection, Settings
from oai_timeline.query.filters import FILTERS

_COLOURS = ("auto", "always", "never")


def _a_colour(value: str | None) -> str | None:
    if value is not None and value not in _COLOURS:
        raise typer.BadParameter(f"one of {', '.join(_COLOURS)}")
    return value


def _within(least: int, most: float = inf) -> Callable[[int | None], int | None]:
    def check(value: int | None) -> int | None:
        if value is not None and value < least:
            raise typer.BadParameter(f"{value} is less than {least}")
        if value is not None and value > most:
            raise typer.BadParameter(f"{value} is more than {most}")
        return value

    return check


def _option(*flags: str, **details: Any) -> Any:
    return typer.Option(*flags, **details)


_PRINTING = "How to print"
_FILTERS = "Which events"
_ORDER = "In what order"
_LENS = "Through whose eyes"

SETTINGS: tuple[tuple[str, Any, Any], ...] = (
    ("file", str | None, _option("--file", "-f", metavar="FILE", rich_help_panel=_PRINTING,
        help="The timeline file; - is standard input. Else $TIMELINE_FILE, else the one shipped.")),
    ("tz", str | None, _option("--tz", metavar="ZONE", rich_help_panel=_PRINTING,
        help="Print clocks in this zone, like Europe/Paris.")),
    ("color", str | None, _option("--color", metavar="WHEN", callback=_a_colour,
        autocompletion=choices(*_COLOURS), rich_help_panel=_PRINTING,
        help="auto, always or never.")),
    ("width", int | None, _option("--width", metavar="N", callback=_within(20, MOST_COLUMNS),
        rich_help_panel=_PRINTING, help="Lay out for N columns, in a pipe as well.")),
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
    ("limit", int | None, _option("--limit", "-n", metavar="N", callback=_within(1),
        rich_help_panel=_ORDER, help="The first N, as shown.")),
)  # fmt: skip

FORMAT = typer.Option(
    "--format",
    metavar="FORMAT",
    help="text, json, jsonl, csv or tsv.",
    autocompletion=choices("text", "json", "jsonl", "csv", "tsv"),
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


def expanded(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of what it takes, and a context for those given before it."""
    signature = inspect.signature(command)
    takes = {parameter.annotation: name for name, parameter in signature.parameters.items()}
    ours = {Settings, Selection, Lens}
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
    if Lens in takes:
        shared += [_parameter(*row) for row in LENS]
    shared += [_parameter(*row) for row in SETTINGS]
    by_day = "--day" if Selection in takes else "--at" if "at" in signature.parameters else ""
    if typer.Context not in takes:
        shared.append(_parameter("context", typer.Context, None))

    @wraps(command)
    def run(**values: Any) -> None:
        context = values["context"] if typer.Context not in takes else values["ctx"]
        if Selection in takes:
            values[takes[Selection]] = _selection(values)
        if Lens in takes:
            values[takes[Lens]] = Lens(**{name: values.pop(name) for name in Lens._fields})
        settings = values[takes[Settings]] = _settings(values, context.obj)
        if context.args and context.parent:
            name, word = context.info_name, context.args[0]
            messages.fail_on_stray(
                settings,
                word,
                f'{name} takes no "{word}"',
                "timeline show --actor",
                f"timeline {name} {by_day}" if by_day else "timeline show --day",
            )
        command(**{name: values[name] for name in signature.parameters})

    run.__signature__ = signature.replace(parameters=[*own, *shared])  # type: ignore[attr-defined]
    run.__annotations__ = {}
    return run


def _parameter(name: str, kind: Any, option: Any) -> inspect.Parameter:
    if kind is typer.Context:
        return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=kind)
    return inspect.Parameter(
        name,
        inspect.Parameter.KEYWORD_ONLY,
        default=False if kind is bool else None,
        annotation=Annotated[kind, option],
    )


def _settings(values: dict[str, Any], before: Settings | None) -> Settings:
    """Take the settings given after the command, else those given before it."""
    earlier = before or Settings()
    given = {name: values.pop(name) for name in Settings._fields}
    return Settings(
        **{
            name: getattr(earlier, name) if value in {None, False} else value
            for name, value in given.items()
        }
    )


def _selection(values: dict[str, Any]) -> Selection:
    texts = {one.name: values.pop(one.name) or [] for one in FILTERS if one.flags}
    return Selection(texts, values.pop("together"), values.pop("reverse"), values.pop("limit"))
