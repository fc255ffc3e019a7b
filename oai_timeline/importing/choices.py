"""What a user says about a table, because the table itself does not say it."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from zoneinfo import ZoneInfo


class Choices(NamedTuple):
    """The options of an import; each one is empty or None if it isn't given."""

    columns: Mapping[str, str] = {}
    """The headings of columns, by the key that each becomes."""
    names: Sequence[str] = ()
    """The names of the columns, in place of the headings if there are any."""
    has_header: bool = True
    date_order: str = ""
    """How days in digits are written, a key of `ORDERS`."""
    century: int | None = None
    """The first year of the century of years with two digits."""
    encoding: str = ""
    title: str = ""
    """The title of the timeline, in place of the one that the file gives."""
    zone: ZoneInfo | None = None
    """The zone of times without an offset, in place of the one that the file gives."""


NO_CHOICES = Choices()
