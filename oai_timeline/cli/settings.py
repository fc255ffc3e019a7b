"""The options that commands share: each annotated field of these classes is an option."""

from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, NamedTuple

import typer

from oai_timeline.cli.completion import complete_choices, complete_fields
from oai_timeline.cli.messages import UsageError
from oai_timeline.model.visible import quoted

MOST_COLUMNS = 10_000
"""The widest layout: a bar that fills the width takes that much memory."""
FILTERS_PANEL = "Filters"
_SORTING_PANEL = "Sorting"
_POINT_OF_VIEW_PANEL = "Point of view"
_OUTPUT_PANEL = "Output"
_COLOURS = ("auto", "always", "never")
_MOST_DIGITS = 18
"""The most digits that always fit into an integer of SQLite."""


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
        raise UsageError(f"{flag} needs a whole number {bounds}, not {quoted(text)}")

    return parse


def _check_colour(value: str | None) -> str | None:
    if value is not None and value not in _COLOURS:
        raise typer.BadParameter(f"one of {', '.join(_COLOURS)}")
    return value


def _check_file(path: str | None) -> str | None:
    if path == "":
        raise UsageError("--file needs the name of a file")
    return path


class Selection(NamedTuple):
    """The values given for each filter, and how to combine, sort and limit the events."""

    texts: Mapping[str, Sequence[str]]
    together: Annotated[
        bool,
        typer.Option(
            "--together",
            help="If a filter is repeated, match all of its values, not any.",
            rich_help_panel=FILTERS_PANEL,
        ),
    ] = False
    reverse: Annotated[
        bool,
        typer.Option(
            "--reverse",
            "-r",
            help="Reverse the order: the latest first.",
            rich_help_panel=_SORTING_PANEL,
        ),
    ] = False
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit",
            "-n",
            metavar="N",
            help="List only the first N.",
            parser=whole_number("--limit", 1),
            rich_help_panel=_SORTING_PANEL,
        ),
    ] = None


class Perspective(NamedTuple):
    """The point of view: what one source reports, what was known by a day, both, or neither."""

    according_to: Annotated[
        str | None,
        typer.Option(
            "--according-to",
            metavar="SOURCE",
            help="Show only what SOURCE (an id or a publisher) reports.",
            autocompletion=complete_fields("sources", "publishers"),
            rich_help_panel=_POINT_OF_VIEW_PANEL,
        ),
    ] = None
    as_known_on: Annotated[
        str | None,
        typer.Option(
            "--as-known-on",
            metavar="DATE",
            help="Show only what had been published by the end of DATE.",
            autocompletion=complete_fields("days"),
            rich_help_panel=_POINT_OF_VIEW_PANEL,
        ),
    ] = None


class Settings(NamedTuple):
    """Which timeline to read, and how to print answers."""

    file: Annotated[
        str | None,
        typer.Option(
            "--file",
            "-f",
            metavar="FILE",
            help="Timeline file (- for standard input). Default: $TIMELINE_FILE, or else the "
            "bundled timeline.",
            callback=_check_file,
            rich_help_panel=_OUTPUT_PANEL,
        ),
    ] = None
    tz: Annotated[
        str | None,
        typer.Option(
            "--tz",
            metavar="ZONE",
            help="Show times in this zone, such as Europe/Paris.",
            rich_help_panel=_OUTPUT_PANEL,
        ),
    ] = None
    color: Annotated[
        str | None,
        typer.Option(
            "--color",
            metavar="WHEN",
            help="auto, always or never.",
            callback=_check_colour,
            autocompletion=complete_choices(*_COLOURS),
            rich_help_panel=_OUTPUT_PANEL,
        ),
    ] = None
    width: Annotated[
        int | None,
        typer.Option(
            "--width",
            metavar="N",
            help="Lay out for N columns, even in a pipe.",
            parser=whole_number("--width", 20, MOST_COLUMNS),
            rich_help_panel=_OUTPUT_PANEL,
        ),
    ] = None
    ascii: Annotated[
        bool,
        typer.Option("--ascii", help="Use ASCII characters only.", rich_help_panel=_OUTPUT_PANEL),
    ] = False
    no_pager: Annotated[
        bool, typer.Option("--no-pager", help="Don't use a pager.", rich_help_panel=_OUTPUT_PANEL)
    ] = False
