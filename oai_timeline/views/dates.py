"""How views print dates."""

from collections.abc import Callable
from datetime import date

from oai_timeline.model.date import Printed
from oai_timeline.model.listed import ListedEvent
from oai_timeline.views.layout import Layout
from oai_timeline.views.text import Line, Span

COARSE = "dated less precisely"
PrintDate = Callable[[str], Printed]


def format_full_date(event: ListedEvent, layout: Layout) -> str:
    """Return when an event was, with its zone; the sources' words stand for the time."""
    if event.words:  # of the day in the timeline's zone
        return f"{event.printed.day} {layout.text(event.words)} {event.printed.zone}".strip()
    return layout.text(layout.print_date(event).in_full())


def format_date(event: ListedEvent, layout: Layout) -> str:
    """Return when an event was; a time has its zone, a day has none."""
    if event.words or not layout.print_date(event).has_clock:
        return format_date_without_zone(event, layout)
    return format_full_date(event, layout)


def format_iso_date(event: ListedEvent, layout: Layout) -> str:
    """Return when an event was as its date says it; with the zone if it has a time."""
    return layout.text(format_iso(layout.print_date(event)))


def format_iso(printed: Printed) -> str:
    """Return a date as it is printed; with its zone if it has a time."""
    has_time = ":" in printed.clock or "h" in printed.clock
    return (printed if has_time else printed._replace(zone="")).in_full()


def format_date_without_zone(event: ListedEvent, layout: Layout) -> str:
    """Return when an event was, for lists whose legend names the zone."""
    if event.words:
        return f"{event.printed.day} {layout.text(event.words)}".strip()
    return layout.text(layout.print_date(event)._replace(zone="").in_full())


def format_day(day: str) -> Line:
    """Return a day with its weekday as a heading, or a longer span as it is."""
    try:
        weekday = f"{date.fromisoformat(day):%A}"
    except ValueError:
        return [Span(day or "no start known", "day")]
    return [Span(day, "day"), Span(f"  {weekday}", "quiet")]


def date_printer(home: str, zone: str) -> PrintDate:
    """Return a function that prints a date of the zone `home` in another, `..` included."""
    from zoneinfo import ZoneInfo

    from oai_timeline.dates.display import format_date

    ours, theirs = ZoneInfo(home), ZoneInfo(zone)

    def print_date(text: str) -> Printed:
        return Printed("", "…–…", "") if text == ".." else format_date(text, ours, theirs)

    return print_date
