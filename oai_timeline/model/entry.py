"""An event as a list shows it."""

from typing import NamedTuple


class Printed(NamedTuple):
    """A date as a reader sees it in one zone.

    `day` is the part to group by (`2023-11-17`, `2023-11`, `199X`; empty for an open start),
    `clock` the rest (`12:19`, `12:30~`, `12:00–15:00`; empty where the date has no more to say),
    `zone` the abbreviation of the zone that they are of.
    """

    day: str
    clock: str
    zone: str

    @property
    def has_clock(self) -> bool:
        """Tell whether a clock is among what is printed."""
        return self.clock[:1].isdecimal()

    def in_full(self) -> str:
        """Write day, clock and zone; a sign, or an end, stands close to the day that it is of."""
        gap = "" if self.clock[:1] in set("~?%–") else " "
        return f"{self.day}{gap if self.clock else ''}{self.clock} {self.zone}".strip()


class Entry(NamedTuple):
    """One row of an answer: what lists, tables and spreadsheets show of an event.

    `earliest` and `latest` are UTC seconds, half open, None where open; their texts are ISO 8601 in
    the timeline's zone. `day`, `clock` and `zone` are the date as printed there. `actors`, `about`
    and `tags` hold one name a line; `sources` one a line: publisher, date, address, parted by tabs.
    `in_order` tells that the event is certainly before all that are listed after it in time order.
    """

    number: int
    id: str
    earliest: int | None
    latest: int | None
    date: str
    words: str | None
    precision: str
    earliest_text: str | None
    latest_text: str | None
    day: str
    clock: str
    zone: str
    title: str
    summary: str | None
    kind: str | None
    place: str | None
    certainty: str | None
    actors: str
    about: str
    tags: str
    sources: str
    order_known: bool
