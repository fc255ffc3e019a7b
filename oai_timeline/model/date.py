"""A date as a timeline states it, with its bounds."""

from typing import Literal, NamedTuple

Precision = Literal[
    "second", "minute", "hour", "day", "month", "season", "year", "decade", "century", "interval"
]
ClockChange = Literal["skipped", "repeated"]


class EventDate(NamedTuple):
    """An EDTF date (ISO 8601-2:2019) read in a timeline's zone.

    `earliest` and `latest` are the half-open bounds [earliest, latest) in UTC seconds since 1970;
    None where that end is open or unknown. `earliest_margin` and `latest_margin` are these bounds
    widened by what a qualifier (`~`, `?`, `%`) leaves open; only comparisons of dates use them.
    `edtf` is None where the text departs from the standard in a way that it can't express.
    `clock_change` is set for a local time that was skipped, or repeated, when clocks were changed.
    """

    text: str
    edtf: str | None
    earliest: int | None
    latest: int | None
    earliest_margin: int | None
    latest_margin: int | None
    precision: Precision
    approximate: bool = False
    uncertain: bool = False
    clock_change: ClockChange | None = None
