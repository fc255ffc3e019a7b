"""A date as readers see it."""

from typing import NamedTuple


class Printed(NamedTuple):
    """A date as a reader sees it in one zone.

    `day` is the part to group by (`2023-11-17`, `2023-11`, `199X`; empty for an open start),
    `clock` the rest (`12:19`, `12:30~`, `12:00–15:00`; empty if there is no more), `zone` the
    abbreviation of their zone, `PDT–PST` if the clocks change between two times.
    """

    day: str
    clock: str
    zone: str

    @property
    def has_clock(self) -> bool:
        """Whether the start has a time."""
        return self.clock[:1].isdecimal()

    @property
    def has_time(self) -> bool:
        """Whether a time is printed, of the start or of the end."""
        return ":" in self.clock or "h" in self.clock

    def in_full(self) -> str:
        """Return day, time and zone; a qualifier, or the end of an interval, follows its day."""
        gap = "" if self.clock[:1] in set("~?%–") else " "
        return f"{self.day}{gap if self.clock else ''}{self.clock} {self.zone}".strip()
