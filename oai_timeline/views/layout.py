"""How to lay out data: how wide, in which time zone, with which characters."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from oai_timeline.model.date import Printed
from oai_timeline.model.listed import ListedEvent
from oai_timeline.model.signs import ASCII, UNICODE, Glyphs
from oai_timeline.model.visible import in_ascii, visible

if TYPE_CHECKING:
    from datetime import datetime

_LAST_OFFSETS_WITH_SECONDS = "1973"


def print_stored_date(event: ListedEvent) -> Printed:
    """Return an event's date as printed in the timeline's zone."""
    return event.printed


def _has_local_mean_time(moment: str) -> bool:
    """Return whether a moment may be given in UTC because its zone's offset had seconds then."""
    return moment < _LAST_OFFSETS_WITH_SECONDS and moment.endswith("+00:00")


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

    def local_time(self, moment: str | None) -> "datetime | None":
        """Return a moment in ISO 8601 as local time in the zone of this layout, None for None."""
        if moment is None:
            return None
        from contextlib import suppress
        from datetime import datetime

        year, rest = moment[:4], moment[4:]
        if year == "0000":  # the calendar is the same, and the offset, too
            year = "0400"
        local = datetime.fromisoformat(year + rest)
        if self.print_date is not print_stored_date or _has_local_mean_time(moment):
            from zoneinfo import ZoneInfo

            with suppress(OverflowError, ValueError):  # at the ends of time
                local = local.astimezone(ZoneInfo(self.zone))
        local = local.replace(tzinfo=None)
        return local if year == moment[:4] else local.replace(year=max(local.year - 400, 1))

    def describe_zone(self, abbreviations: Iterable[str]) -> str:
        """Return the zone of all times, with the abbreviations that are used, sorted."""
        names = sorted(set(abbreviations))
        return f"{self.zone} ({', '.join(names)})" if names else self.zone

    def text(self, text: str | None) -> str:
        """Return text from a file as it is safe to show, empty for None."""
        shown = visible(text or "")
        return in_ascii(shown) if self.ascii else shown

    def names(self, names: Sequence[str]) -> str:
        """Return names as a list that is safe to show."""
        return ", ".join(map(self.text, names))
