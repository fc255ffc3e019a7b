"""Choose how answers are laid out: how wide, in which zone, with which characters."""

from collections.abc import Callable

from oai_timeline.cli.messages import UsageError
from oai_timeline.cli.settings import Settings
from oai_timeline.model.listed import ListedEvent
from oai_timeline.model.printed import Printed
from oai_timeline.model.visible import quoted
from oai_timeline.views.layout import Layout


def choose_layout(settings: Settings, width: int, zone: str) -> Layout:
    """Return the layout that the settings require; `zone` is the timeline's. Raises UsageError."""
    if settings.tz is None or settings.tz == zone:
        return Layout(width, zone, settings.ascii)
    return Layout(width, settings.tz, settings.ascii, _date_printer(zone, settings.tz))


def _date_printer(home: str, name: str) -> Callable[[ListedEvent], Printed]:
    """Return a function that prints dates of the time zone `home` in the one of that name."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    from oai_timeline.dates.display import format_date

    home_zone = ZoneInfo(home)
    try:
        zone = ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError, RecursionError):  # the last: many a "/"
        from oai_timeline.model.zones import suggest_zone

        hint = suggest_zone(name, home)
        raise UsageError(f"unknown time zone {quoted(name)}{hint}") from None
    return lambda event: format_date(event.date, home_zone, zone)
