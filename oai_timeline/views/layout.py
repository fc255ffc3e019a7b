"""How to lay out data: how wide, in which time zone, with which characters."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from oai_timeline.model.listed import ListedEvent
from oai_timeline.model.printed import Printed
from oai_timeline.model.signs import ASCII, UNICODE, Glyphs
from oai_timeline.model.visible import in_ascii, visible

_UTC = "UTC"
"""Moments are also in UTC where the offset of their zone has seconds."""


def print_stored_date(event: ListedEvent) -> Printed:
    """Return an event's date as printed in the timeline's zone."""
    return event.printed


class Layout(NamedTuple):
    """A layout. `zone` is the zone of all times, which `print_date` prints dates in."""

    width: int
    zone: str
    ascii: bool = False
    print_date: Callable[[ListedEvent], Printed] = print_stored_date

    @property
    def symbols(self) -> Glyphs:
        """The signs and lines to use."""
        return ASCII if self.ascii else UNICODE

    def local_time(self, moment: str | None) -> int | None:
        """Return a moment in ISO 8601 as local time in the zone of this layout, None for None.

        It is in seconds since 1970-01-01T00:00.
        """
        if moment is None:
            return None
        from oai_timeline.dates.days import read_moment

        local, offset = read_moment(moment)
        if (offset or self.zone == _UTC) and self.print_date is print_stored_date:
            return local
        from zoneinfo import ZoneInfo

        from oai_timeline.dates.bounds import find_local

        return find_local(local - offset, ZoneInfo(self.zone))

    def describe_zone(self, dates: Iterable[Printed]) -> str:
        """Return the zone of all times, with its other names that some dates have, sorted."""
        zones = (date.zone for date in dates if date.has_time)
        names = sorted({name for zone in zones for name in zone.split("–")} - {self.zone})
        return f"{self.zone} ({', '.join(names)})" if names else self.zone

    def text(self, text: str | None) -> str:
        """Return text from a file as it is safe to show, empty for None."""
        shown = visible(text or "")
        return in_ascii(shown) if self.ascii else shown

    def names(self, names: Sequence[str]) -> str:
        """Return names as a list that is safe to show."""
        return ", ".join(map(self.text, names))
