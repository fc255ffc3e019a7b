"""From when until when an office was held, in words that fit a line."""

from collections.abc import Callable

from oai_timeline.model.date import Printed

Print = Callable[[str], Printed]
"""Lays out a date as written."""


def printer(home: str, zone: str) -> Print:
    """Print dates of the zone `home` in another one, open intervals included."""
    from zoneinfo import ZoneInfo

    from oai_timeline.dates.display import format_date

    ours, theirs = ZoneInfo(home), ZoneInfo(zone)

    def printed(date: str) -> Printed:
        if date == "..":
            return Printed("", "…–…", "")
        return format_date(date, ours, theirs)

    return printed


def in_full(date: str | None, printed: Printed | None) -> str:
    """Write an end with its zone: `?` where it is not known, `now` where it is still open."""
    if date == "..":
        return "now"
    return printed.in_full() if printed else "?"


def brief(date: str | None, printed: Printed | None) -> str:
    """Write an end without its zone."""
    return in_full(date, printed and printed._replace(zone=""))
