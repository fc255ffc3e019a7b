"""What a web page is about: it says what was asked for, and prints times as lists do."""

from collections.abc import Callable
from contextlib import suppress
from zoneinfo import ZoneInfo

from oai_timeline.cli.session import Listing, Session
from oai_timeline.dates.display import format_date
from oai_timeline.dates.edtf import DateError
from oai_timeline.formats.html.dates import title_date
from oai_timeline.formats.html.subject import EventTime, Subject
from oai_timeline.formats.narrative import format_date_prose
from oai_timeline.model.listed import ListedEvent
from oai_timeline.model.record import EventRecord
from oai_timeline.query.description import describe
from oai_timeline.query.select import Query
from oai_timeline.views.layout import Layout
from oai_timeline.views.time_column import format_long_date, format_time_column

_LONG = {"month", "season", "year", "decade", "century"}


def describe_page(session: Session, listing: Listing) -> Subject:
    """Return what a page with the events of a listing is about."""
    result = listing.result
    phrases = _describe_query(listing.query, session.index.zone)
    if session.index.perspective_description:
        phrases.append(session.index.perspective_description)
    return Subject(
        time_printer(session.layout), result.total, len(result.matches) - result.coarse, phrases
    )


def time_printer(layout: Layout) -> Callable[[EventRecord], EventTime]:
    """Return a function that prints when an event was, as lists of that layout do.

    Where lists have only signs, as for an open end or years, it uses words.
    """
    zone = ZoneInfo(layout.zone)

    def print_time(event: EventRecord) -> EventTime:
        listed = _as_listed(event, layout.zone)
        short, full = format_time_column(listed, layout), format_long_date(listed, layout).text
        is_open = listed.earliest is None or listed.latest is None
        if not (is_open or listed.precision in _LONG):
            if ":" in short.text and ":" not in full:
                full = f"{full}, {short.text}"
            return EventTime(short.text, full, short.style == "time")
        prose = format_date_prose(listed.date, zone)
        return EventTime(prose if short.text else "", prose, is_exact=False)

    return print_time


def _as_listed(event: EventRecord, zone: str) -> ListedEvent:
    """Return the date and the title of an event as lists have them."""
    when, home = event["when"], ZoneInfo(zone)
    return ListedEvent(
        event["id"],
        when["date"],
        when["words"],
        when["precision"],
        when["earliest"],
        when["latest"],
        is_close=False,
        printed=format_date(when["date"], home, home),
        title=event["title"],
        certainty=event["certainty"],
        actors=(),
        about=(),
        short_names=(),
        order_known=when["order"] == "known",
    )


def _describe_query(query: Query, zone: str) -> list[str]:
    """Return what a query asks for: a phrase for each filter, with dates in prose."""
    phrases = describe(query, lambda date: _in_prose(date, zone))
    wanted = query.wanted
    if wanted.get("since") and wanted.get("until"):
        place = 1 if wanted.get("day") else 0
        phrases[place : place + 2] = [" ".join(phrases[place : place + 2])]
    return phrases


def _in_prose(date: str, zone: str) -> str:
    with suppress(DateError):
        return title_date(date, ZoneInfo(zone))
    return date
