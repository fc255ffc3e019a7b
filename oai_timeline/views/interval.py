"""From when until when an office was held, in words that fit a line."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from oai_timeline import edtf
from oai_timeline.model.entry import Printed

Print = Callable[[str], Printed]
"""Lays out a date as written."""


def printer(home: str, zone: str) -> Print:
    """Print dates of the zone `home` in another one, open intervals included."""
    ours, theirs = ZoneInfo(home), ZoneInfo(zone)

    def printed(date: str) -> Printed:
        if date == "..":
            return Printed("", "…–…", "")
        return edtf.printed(date, ours, theirs)

    return printed


def brief(date: str | None, printed: Print) -> str:
    """Write an end without its zone: `?` where it is not known, `now` where it is still open."""
    if date is None:
        return "?"
    return "now" if date == ".." else printed(date)._replace(zone="").in_full()


def in_full(date: str | None, printed: Print) -> str:
    """Write an end with its zone."""
    return brief(date, printed) if date in {None, ".."} else printed(str(date)).in_full()
