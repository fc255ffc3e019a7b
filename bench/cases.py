"""What is measured of the start-up: the table of cases, each with its bar."""

from typing import Literal, NamedTuple

from bench.bars import AtMost


class Command(NamedTuple):
    """A process: the arguments of `timeline`, or of the interpreter.

    With `events` it reads a synthetic timeline of so many, without (0) the shipped one. Either
    program finds a synthetic one at the path in TIMELINE_FILE. With `fresh_cache` each run begins
    without an index. `environment` is set for it, besides what all commands get.
    """

    arguments: tuple[str, ...]
    program: Literal["timeline", "python"] = "timeline"
    events: int = 0
    fresh_cache: bool = False
    environment: tuple[tuple[str, str], ...] = ()


FLOOR = Command(("-c", "import typer, rich.table, dateutil.parser, yaml"), "python")
"""What a program with these four libraries can't start faster than, unless it leaves some out."""


class Case(NamedTuple):
    """A command, and the most that it may take; with no bar its figure is told and that is all.

    `bar` is a ratio to the time of `against`, or seconds where that is None.
    """

    name: str
    command: Command
    bar: AtMost | None
    against: Command | None = FLOOR


_DAY = ("show", "--day", "2023-11-17")
_COMPLETE = (
    ("_TIMELINE_COMPLETE", "complete_fish"),  # it is what all shells ask for
    ("_TYPER_COMPLETE_FISH_ACTION", "get-args"),
)
_COLOURED = ("--color", "always", "--width", "100")


def _completion(line: str) -> Command:
    """Ask what a shell asks when that line is completed."""
    return Command((), environment=(*_COMPLETE, ("_TYPER_COMPLETE_ARGS", line)))


CASES = (
    Case("one day, coloured", Command((*_DAY, *_COLOURED)), AtMost(0.85)),
    Case("one day, JSON", Command((*_DAY, "--format", "json")), AtMost(0.65)),
    Case("one day, plain", Command(_DAY), AtMost(0.65)),
    Case("everything, JSON", Command(("show", "--format", "json")), None),
    Case("who sutskever, coloured", Command(("who", "sutskever", *_COLOURED)), AtMost(0.9)),
    Case("completing a name", _completion("timeline show --by su"), AtMost(0.65)),
    Case("completing an option", _completion("timeline show --"), AtMost(0.65)),
    Case("--help", Command(("--help",)), AtMost(1.2)),
    Case("one day, plain, very first run", Command(_DAY, fresh_cache=True), AtMost(1.3)),
    Case(
        "10,000 rows, coloured",
        Command(("show", *_COLOURED), events=10_000),
        AtMost(1),
        against=None,
    ),
)
