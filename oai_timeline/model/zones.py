"""Time zones by name, and suggestions for names that don't exist."""

from collections.abc import Collection
from datetime import UTC, datetime
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from oai_timeline.model.spelling import did_you_mean, fold

_MOST = 3
_WINTER, _SUMMER = (datetime(2023, month, 1, tzinfo=UTC) for month in (1, 7))


def find_zone(name: str) -> ZoneInfo | None:
    """Return the IANA time zone of a name, or None if there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError, RecursionError):  # the last of many a "/"
        return None


def suggest_zone(text: str, home: str | None = None) -> str:
    """Return ` (did you mean Europe/Paris?)` for an unknown name, or what names look like.

    Suggestions, in this order: zones with this last part; `home`, if this is an abbreviation of it;
    zones with this abbreviation, if they are few; similar names, if it isn't an abbreviation.
    """
    zones = available_timezones()
    found = _by_last_part(text, zones) or _by_abbreviation(text, home, zones)
    if found and len(found) <= _MOST:
        return f" (did you mean {' or '.join(found)}?)"
    near = "" if found else did_you_mean(text, zones)
    return near or " (names are like Europe/Paris)"


def _by_last_part(text: str, zones: Collection[str]) -> list[str]:
    city = fold(text.strip()).replace(" ", "_")
    return sorted(zone for zone in zones if fold(zone.rpartition("/")[2]) == city)


def _by_abbreviation(text: str, home: str | None, zones: Collection[str]) -> list[str]:
    abbreviation = text.strip().upper()
    if home and abbreviation in _abbreviations(home):
        return [home]
    return sorted(zone for zone in zones if abbreviation in _abbreviations(zone))


@cache
def _abbreviations(zone: str) -> set[str | None]:
    return {moment.astimezone(ZoneInfo(zone)).tzname() for moment in (_WINTER, _SUMMER)}
