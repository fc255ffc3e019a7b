"""How views print dates: in pipes as in a timeline file, for people in words where that helps."""

from collections.abc import Callable

from oai_timeline.dates.prose import format_printed, format_short
from oai_timeline.model.listed import ListedEvent
from oai_timeline.model.printed import Printed
from oai_timeline.views.layout import Layout
from oai_timeline.views.text import Line, Span

NO_START = "no start known"
PrintDate = Callable[[str], Printed]


def format_full_date(event: ListedEvent, layout: Layout) -> str:
    """Return when an event was, with its zone; the sources' words stand for the time."""
    if event.words:  # of the day in the timeline's zone
        return f"{event.printed.day} {layout.text(event.words)} {event.printed.zone}".strip()
    return layout.text(layout.print_date(event).in_full())


def format_date(event: ListedEvent, layout: Layout) -> str:
    """Return when an event was, for people; a time has its zone, a day has none."""
    if event.words or not layout.print_date(event).has_time:
        return format_date_without_zone(event, layout)
    return layout.text(format_printed(layout.print_date(event)))


def format_date_without_zone(event: ListedEvent, layout: Layout) -> str:
    """Return when an event was, for people and for lists whose legend names the zone."""
    if event.words:
        start = event.date.partition("/")[0]
        day = event.printed.day if "T" in start or start == ".." else start
        return layout.text(f"{format_short(day)} {event.words}".strip())
    return layout.text(format_for_people(event.date, layout.print_date(event)))


def format_for_people(date: str, printed: Printed) -> str:
    """Return a date, which is also given as it is printed, for people and without its zone."""
    return format_printed(printed._replace(zone="")) if "T" in date else format_short(date)


def format_day(day: str) -> Line:
    """Return a day with its weekday as a heading, or a longer span in words."""
    from oai_timeline.dates.days import WEEKDAYS, find_weekday, read_day

    number = read_day(day)
    title = Span(format_short(day) or NO_START, "day")
    return (
        [title] if number is None else [title, Span(f"  {WEEKDAYS[find_weekday(number)]}", "quiet")]
    )


def date_printer(home: str, zone: str) -> PrintDate:
    """Return a function that prints a date of the zone `home` in another, `..` included."""
    from zoneinfo import ZoneInfo

    from oai_timeline.dates.display import format_date

    ours, theirs = ZoneInfo(home), ZoneInfo(zone)

    def print_date(text: str) -> Printed:
        return Printed("", "…–…", "") if text == ".." else format_date(text, ours, theirs)

    return print_date
