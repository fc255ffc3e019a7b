"""What the options that commands share make up."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

MOST_COLUMNS = 10_000
"""The widest that anything is laid out; a bar of all columns takes that much memory."""


class Settings(NamedTuple):
    """What every command takes: which timeline, and how to print."""

    file: str | None = None
    tz: str | None = None
    color: str | None = None
    width: int | None = None
    ascii: bool = False
    no_pager: bool = False


class Perspective(NamedTuple):
    """Through which eyes: those of a source, those of a day, or nobody's."""

    according_to: str | None = None
    as_known_on: str | None = None


class Selection(NamedTuple):
    """Which events, and in what order: the texts given, by filter."""

    texts: Mapping[str, Sequence[str]]
    together: bool = False
    reverse: bool = False
    limit: int | None = None
