"""How views print dates: in pipes as in a timeline file, for people in words where that helps."""

from collections.abc import Callable

from oai_timeline.dates.prose import format_short, is_plain, write_short
from oai_timeline.model.date import Printed
from oai_timeline.model.listed import ListedEvent
from oai_timeline.views.layout import Layout
from oai_timeline.views.text import Line, Span

COARSE = "dated less precisely"
PrintDate = Callable[[str], Printed]
FormatEnd = Callable[[str | None, Printed | None], str]


def format_full_date(event: ListedEvent, layout: Layout) -> str:
    """Return when an event was, with its zone; the sources' words stand for the time."""
    if event.words:  # of the day in the timeline's zone
        return f"{event.printed.day} {layout.text(event.words)} {event.printed.zone}".strip()
    return layout.text(layout.print_date(event).in_full())


def format_date(event: ListedEvent, layout: Layout) -> str:
    """Return when an event was, for people; a time has its zone, a day has none."""
    printed = layout.print_date(event)
    if event.words or not printed.has_clock:
        return format_date_without_zone(event, layout)
    return layout.text(_for_people(printed))


def format_head_date(event: ListedEvent, layout: Layout) -> str:
    """Return when an event was, for people, with its zone unless it is in words."""
    wording = "" if event.words else in_words(event.date)
    return layout.text(wording) or format_full_date(event, layout)


def format_iso_date(event: ListedEvent, layout: Layout) -> str:
    """Return when an event was as its date says it; with the zone if it has a time."""
    printed = layout.print_date(event)
    has_time = ":" in printed.clock or "h" in printed.clock
    return layout.text((printed if has_time else printed._replace(zone="")).in_full())


def format_date_without_zone(event: ListedEvent, layout: Layout) -> str:
    """Return when an event was, for people and for lists whose legend names the zone."""
    if event.words:
        start = in_words(event.date.partition("/")[0]) or write_short(event.printed.day)
        return layout.text(f"{start} {event.words}".strip())
    wording = in_words(event.date)
    return layout.text(wording or _for_people(layout.print_date(event)._replace(zone="")))


def format_time(event: ListedEvent, layout: Layout) -> str:
    """Return when on its day an event was: in the sources' words, or else the time."""
    if event.words:
        return layout.text(event.words)
    day, time, _ = layout.print_date(event)
    if day != event.printed.day:
        time = f"{day} {time}"
    return layout.text(time) or layout.symbols.no_clock


def _for_people(printed: Printed) -> str:
    return printed._replace(day=write_short(printed.day)).in_full()


def in_words(date: str) -> str:
    """Return a date in words if it has no time and is hard to read as it is; else nothing."""
    if "T" in date or date in {"", ".."} or is_plain(date):
        return ""
    wording = format_short(date)
    return "" if wording == date else wording


def format_day(day: str) -> Line:
    """Return a day with its weekday as a heading, or a longer span in words."""
    from oai_timeline.dates.days import WEEKDAYS, find_weekday, read_day

    number = read_day(day)
    title = Span(format_short(day) or "no start known", "day")
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


def format_full_end(text: str | None, printed: Printed | None) -> str:
    """Return the start or end of a term: `?` if it is unknown, `now` if it is still open."""
    if text == "..":
        return "now"
    return printed.in_full() if printed else "?"


def format_end(text: str | None, printed: Printed | None) -> str:
    """Return the start or end of a term without its zone, for people."""
    wording = in_words(text or "")
    return wording or format_full_end(text, printed and printed._replace(zone=""))
