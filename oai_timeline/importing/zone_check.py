"""Find out whether the bounds that our own exports write beside dates are in the zone of these."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo, available_timezones

from oai_timeline.dates.bounds import parse_date
from oai_timeline.dates.display import format_iso
from oai_timeline.dates.edtf import DateError
from oai_timeline.importing.cells import NAME_ZONE

_USUAL = (
    "Europe/London", "Europe/Paris", "Europe/Athens", "Europe/Moscow", "America/New_York",
    "America/Chicago", "America/Denver", "America/Los_Angeles", "America/Sao_Paulo", "Asia/Kolkata",
    "Asia/Shanghai", "Asia/Tokyo", "Australia/Sydney",
)  # fmt: skip
"""Zones that are suggested rather than others with the same offsets."""
_MOST_CHECKED = 1000

_Bounds = tuple[str | None, str | None]
"""The earliest and the latest bound as written, with an offset; None if there is none."""


class ZoneCheck:
    """Compares bounds with an offset to those that their dates have in the zone of an import."""

    def __init__(self, zone: ZoneInfo) -> None:
        """Begin with no dates."""
        self._zone = zone
        self._dates: dict[tuple[str, _Bounds], None] = {}
        self.misfits = 0

    def check(self, date: str, bounds: _Bounds) -> None:
        """Count a date if its bounds are not as written in the zone of the import."""
        if len(self._dates) < _MOST_CHECKED:
            self._dates[date, bounds] = None
        self.misfits += not _fits(date, bounds, self._zone)

    def explain(self) -> str:
        """Return that dates have the bounds of another zone, and how to name that."""
        zone = next(self._list_fitting(), None)
        advice = f"repeat the command with --zone {zone}, which fits" if zone else NAME_ZONE
        have = f"{self.misfits:,} {'date has' if self.misfits == 1 else 'dates have'}"
        return f"{have} bounds of another zone than {self._zone.key}: {advice}"

    def _list_fitting(self) -> Iterator[str]:
        """Yield the zones in which all dates have the bounds that are written."""
        known = available_timezones()
        for name in dict.fromkeys((*_USUAL, *sorted(known))):
            if name in known and "/" in name:
                zone = ZoneInfo(name)
                if all(_fits(*written, zone) for written in self._dates):
                    yield name


def _fits(date: str, bounds: _Bounds, zone: ZoneInfo) -> bool:
    try:
        parsed = parse_date(date, zone)
    except (DateError, OverflowError):
        return False
    return all(
        moment is None or written is None or written == format_iso(moment, zone)
        for moment, written in zip((parsed.earliest, parsed.latest), bounds, strict=True)
    )
