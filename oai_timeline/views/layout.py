"""How to lay out data: how wide, in which time zone, with which characters."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from oai_timeline.model.date import Printed
from oai_timeline.model.listed import ListedEvent
from oai_timeline.model.signs import ASCII, UNICODE, Glyphs
from oai_timeline.model.visible import in_ascii, visible

if TYPE_CHECKING:
    from datetime import datetime

_WIDE = 120
_UTC = "+00:00"
"""Moments end with this in zones whose offset has seconds then, and in those of London and UTC."""


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
    def is_wide(self) -> bool:
        """Whether there is room for ids and long dates beside the titles."""
        return self.width >= _WIDE

    @property
    def symbols(self) -> Glyphs:
        """The signs and lines to use."""
        return ASCII if self.ascii else UNICODE

    def local_time(self, moment: str | None) -> "datetime | None":
        """Return a moment in ISO 8601 as local time in the zone of this layout.

        It is None for None, and in years that `datetime` does not have: 1 to 9999.
        """
        if moment is None or moment.startswith(("-", "0000", "10000")):
            return None
        from datetime import datetime

        read = datetime.fromisoformat(moment)
        is_elsewhere = moment.endswith(_UTC) and self.zone != "UTC"
        if not is_elsewhere and self.print_date is print_stored_date:
            return read.replace(tzinfo=None)
        from zoneinfo import ZoneInfo

        from oai_timeline.dates.bounds import find_local
        from oai_timeline.dates.days import to_datetime

        return to_datetime(find_local(int(read.timestamp()), ZoneInfo(self.zone)))

    def text(self, text: str | None) -> str:
        """Return text from a file as it is safe to show, empty for None."""
        shown = visible(text or "")
        return in_ascii(shown) if self.ascii else shown

    def names(self, names: Sequence[str]) -> str:
        """Return names as a list that is safe to show."""
        return ", ".join(map(self.text, names))
