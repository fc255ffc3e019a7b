"""The values of the options that commands share."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

MOST_COLUMNS = 10_000
"""The widest layout: a bar that fills the width takes that much memory."""


class Settings(NamedTuple):
    """Which timeline to read, and how to print answers."""

    file: str | None = None
    tz: str | None = None
    color: str | None = None
    width: int | None = None
    ascii: bool = False
    no_pager: bool = False


class Perspective(NamedTuple):
    """The point of view: what one source reports, what was known by a day, both, or neither."""

    according_to: str | None = None
    as_known_on: str | None = None


class Selection(NamedTuple):
    """The values given for each filter, and how to combine, sort and limit the events."""

    texts: Mapping[str, Sequence[str]]
    together: bool = False
    reverse: bool = False
    limit: int | None = None
