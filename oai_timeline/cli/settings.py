"""The options that commands share: each annotated field of these classes is an option."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Annotated, NamedTuple

import typer

from oai_timeline.cli.completion import complete_choices, complete_fields
from oai_timeline.cli.messages import UsageError
from oai_timeline.model.visible import quoted
from oai_timeline.query.filters import FILTERS, PERIODS

MOST_COLUMNS = 10_000
"""The widest layout: a bar that fills the width takes that much memory."""
filter_option = partial(typer.Option, rich_help_panel="Filters")
_sorting_option = partial(typer.Option, rich_help_panel="Sorting")
_perspective_option = partial(typer.Option, rich_help_panel="Point of view")
_output_option = partial(typer.Option, rich_help_panel="Output")
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


limit_option = partial(
    typer.Option, "--limit", "-n", metavar="N", parser=whole_number("--limit", 1)
)


def _read_colour(text: str) -> str:
    if text not in _COLOURS:
        raise UsageError(f"unknown --color {quoted(text)} (choose from: {', '.join(_COLOURS)})")
    return text


def _read_path(text: str) -> str:
    if not text:
        raise UsageError("--file needs the name of a file")
    return text


class Selection(NamedTuple):
    """The values given for each filter, and how to combine, sort and limit the events."""

    texts: Mapping[str, Sequence[str]]
    together: Annotated[
        bool,
        filter_option(
            "--together", help="If a filter is repeated, match all of its values, not any."
        ),
    ] = False
    reverse: Annotated[
        bool,
        _sorting_option("--reverse", "-r", help="Reverse the order: the latest first."),
    ] = False
    limit: Annotated[
        int | None, limit_option(help="List only the first N.", rich_help_panel="Sorting")
    ] = None

    @property
    def phrases(self) -> dict[str, Sequence[str]]:
        """The texts given for dates and actors, which may be of several words, by option."""
        given = ((one, self.texts.get(one.name, ())) for one in FILTERS)
        return {
            one.flags[0]: texts
            for one, texts in given
            if one.name in PERIODS or one.metavar == "NAME"
        }


class Perspective(NamedTuple):
    """The point of view: what one source reports, what was known by a day, both, or neither."""

    according_to: Annotated[
        str | None,
        _perspective_option(
            "--according-to",
            metavar="SOURCE",
            help="Show only what SOURCE (an id or a publisher) reports.",
            autocompletion=complete_fields("sources", "publishers"),
        ),
    ] = None
    as_known_on: Annotated[
        str | None,
        _perspective_option(
            "--as-known-on",
            metavar="DATE",
            help="Show only what had been published by the end of DATE.",
            autocompletion=complete_fields("days"),
        ),
    ] = None


class Settings(NamedTuple):
    """Which timeline to read, and how to print answers."""

    file: Annotated[
        list[str] | None,
        _output_option(
            "--file",
            "-f",
            metavar="FILE",
            help="Timeline file, or a folder of them (- for standard input); repeat it for a "
            "timeline in several files. Default: $TIMELINE_FILE, or else the bundled timeline.",
            parser=_read_path,
        ),
    ] = None
    tz: Annotated[
        str | None,
        _output_option(
            "--tz", metavar="ZONE", help="Show times in this zone, such as Europe/Paris."
        ),
    ] = None
    color: Annotated[
        str | None,
        _output_option(
            "--color",
            metavar="WHEN",
            help="auto, always or never.",
            parser=_read_colour,
            autocompletion=complete_choices(*_COLOURS),
        ),
    ] = None
    width: Annotated[
        int | None,
        _output_option(
            "--width",
            metavar="N",
            help="Lay out for N columns, even in a pipe.",
            parser=whole_number("--width", 20, MOST_COLUMNS),
        ),
    ] = None
    ascii: Annotated[
        bool,
        _output_option("--ascii", help="Use ASCII characters only."),
    ] = False
    no_pager: Annotated[bool, _output_option("--no-pager", help="Don't use a pager.")] = False
