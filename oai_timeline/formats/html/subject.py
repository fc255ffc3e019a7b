"""What a page is about."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from oai_timeline.model.record import EventRecord


class EventTime(NamedTuple):
    """When an event was, as lists print it.

    `short` is for a heading with its day, and empty if that says all; `full` is for no heading.
    """

    short: str
    full: str
    is_exact: bool


class Subject(NamedTuple):
    """What a page is about, and how it prints times.

    `total` is how many events match, of which the page may have fewer. Those after the first
    `dated` are dated less precisely than what was asked for. `phrases` say what that is, and are
    empty for the whole timeline.
    """

    print_time: Callable[[EventRecord], EventTime]
    total: int
    dated: int
    phrases: Sequence[str] = ()

    @property
    def heading(self) -> str:
        """What was asked for, as a heading; empty for the whole timeline."""
        text = ", ".join(self.phrases)
        return text[:1].upper() + text[1:]
