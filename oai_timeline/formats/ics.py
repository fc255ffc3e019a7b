"""iCalendar (RFC 5545, RFC 7986), written by the library `icalendar`.

Days, longer spans, and dates with a qualifier become whole days in the timeline's zone. Times are
in UTC, so that no time zone needs to be described. The description has the date in prose, and
everything that the format has no field for.

Exports of the same file are identical: the UID depends only on the ids of timeline and event.
DTSTAMP, the last revision, is the timeline's `updated`, or else the environment's SOURCE_DATE_EPOCH
(seconds since 1970), or else the start of the event, but never the current time.
"""

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import TypeVar
from urllib.parse import quote
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from icalendar import Calendar, Component, Event, vCategory, vText

from oai_timeline.dates import edtf
from oai_timeline.dates.bounds import parse_date
from oai_timeline.formats.exported import Exported
from oai_timeline.formats.narrative import describe_event
from oai_timeline.model.plural import plural
from oai_timeline.model.record import EventRecord, HeaderRecord
from oai_timeline.model.visible import visible

_NAMESPACE = UUID("17e4f8b2-3708-41d4-8b21-6edb3f1a55b9")
"""A random UUID; with another one, events imported before would be duplicated."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_INSTANTS = {"minute": timedelta(minutes=1), "second": timedelta(seconds=1)}
_SIGNS = {(True, False): "~ ", (False, True): "? ", (True, True): "% "}
_END = "END:VCALENDAR\r\n"
_IN_URI = "!#$%&'()*+,/:;=?@[]~"  # allowed by RFC 3986, and % for what is escaped already

_Component = TypeVar("_Component", bound=Component)

Period = tuple[date, date | None]
"""Start and exclusive end: both days, or both moments (`datetime`) in UTC."""


class _Text(vText):
    r"""TEXT, escaped as in RFC 5545; icalendar would turn `\N` in a text into a newline."""

    def to_ical(self) -> bytes:
        return re.sub(r"[\\;,]", r"\\\g<0>", self).replace("\n", r"\n").encode()


def export(header: HeaderRecord, events: Iterable[EventRecord]) -> Exported:
    """Write a calendar, which can't hold events without a start.

    `events` are iterated twice.
    """
    zone = ZoneInfo(header["zone"])
    left_out = Counter(filter(None, (_obstacle(event, zone) for event in events)))
    omitted = [
        f"left out, as {why}: {count} {plural('event', count)}" for why, count in left_out.items()
    ]
    return Exported(_texts(header, events, zone), omitted, left_out.total())


def _obstacle(event: EventRecord, zone: tzinfo) -> str:
    """Return why a calendar can't hold an event; empty if it can."""
    if event["when"]["earliest"] is None:
        return "a calendar needs a start date"
    try:
        _period(event["when"]["date"], zone)
    except OverflowError:
        return "a calendar has only the years 1 to 9999"
    return ""


def _texts(header: HeaderRecord, events: Iterable[EventRecord], zone: tzinfo) -> Iterator[str]:
    timeline = uuid5(_NAMESPACE, header["id"])
    revised = _revision(header)
    yield _encode(_calendar(header)).removesuffix(_END)
    for event in events:
        if _obstacle(event, zone):
            continue
        start, end = _period(event["when"]["date"], zone)
        properties = {
            "uid": str(uuid5(timeline, event["id"])),
            "dtstamp": revised or _moment(start),
            "dtstart": start,
            "dtend": end,
            **_properties(event, zone),
        }
        yield _encode(_fill(Event(), properties))
    yield _END


def _calendar(header: HeaderRecord) -> Calendar:
    title = _line(header["title"])
    if re.fullmatch("[A-Za-z0-9]+(-[A-Za-z0-9]+)*", header["language"] or ""):
        title.params["LANGUAGE"] = header["language"]
    signs = "Before a title, ~ says that its date is approximate, ? uncertain, % both."
    properties = {
        "version": "2.0",
        "prodid": "-//oai-timeline//timeline//EN",
        "name": title,
        "x-wr-calname": _line(header["title"]),
        "x-wr-timezone": _line(header["zone"]),
        "description": _line(f"Times are in UTC, days are those of {header['zone']}. {signs}"),
    }
    return _fill(Calendar(), properties)


def _properties(event: EventRecord, zone: tzinfo) -> dict[str, object]:
    """Return the properties of an event besides its times."""
    when = event["when"]
    sign = _SIGNS.get((when["approximate"], when["uncertain"]), "")
    doubtful = when["uncertain"] or event["certainty"] in {"disputed", "rumoured"}
    url = next((source["url"] for source in event["sources"] if source["url"]), None)
    return {
        "summary": _line(sign + event["title"]),
        "description": _Text(describe_event(event, zone)),
        "location": event["place"] and _line(event["place"]),
        "categories": _categories(event),
        "status": "TENTATIVE" if doubtful else "CONFIRMED",
        "transp": "TRANSPARENT",  # it doesn't make anybody busy
        "url": url and quote(url, safe=_IN_URI),
        "x-timeline-id": event["id"],
        "x-timeline-date": when["date"],
        "x-timeline-edtf": when["edtf"],
        "x-timeline-kind": event["kind"] and _line(event["kind"]),
        "x-timeline-certainty": event["certainty"],
    }


def _categories(event: EventRecord) -> vCategory | None:
    names = dict.fromkeys(filter(None, [event["kind"], event["certainty"], *event["tags"]]))
    categories = vCategory([])
    categories.cats = [_line(name) for name in names]
    return categories if names else None


def _fill(component: _Component, properties: Mapping[str, object]) -> _Component:
    """Add those properties that have a value, in the given order."""
    for name, value in properties.items():
        if value is not None:
            component.add(name, value)
    return component


def _encode(component: Component) -> str:
    written: bytes = component.to_ical(sorted=False)
    return written.decode()


def _line(text: str) -> _Text:
    return _Text(visible(text))


def _period(text: str, zone: tzinfo) -> Period:
    """Return start and end of a date: days, unless it has only times without a qualifier.

    A minute or a second has no end. Raises OverflowError outside of the years 1 to 9999.
    """
    when = parse_date(text, zone)
    first, last = edtf.parse_ends(text)
    assert isinstance(first, edtf.Point)
    assert when.earliest is not None
    named = [end for end in (first, last) if isinstance(end, edtf.Point)]
    if all(point.has_clock and not point.qualifier for point in named):
        begin = _utc(when.earliest)
        end = None if when.latest is None else _utc(when.latest)
        is_instant = end and end - begin == _INSTANTS.get(when.precision)
        return begin, None if is_instant else end
    start_day = _day(first, first.first_day, when.earliest, zone)
    if when.latest is None or not isinstance(last, edtf.Point):
        return start_day, None
    return start_day, _day(last, last.last_day, when.latest - 1, zone) + timedelta(days=1)


def _day(point: edtf.Point, day: int, moment: int, zone: tzinfo) -> date:
    """Return the day of a bound: as written, or the one in `zone` if the date has a time.

    Raises OverflowError.
    """
    if point.has_clock:
        return _utc(moment).astimezone(zone).date()
    return _EPOCH.date() + timedelta(days=day)


def _utc(seconds: int) -> datetime:
    return _EPOCH + timedelta(seconds=seconds)


def _revision(header: HeaderRecord) -> datetime | None:
    """Return when the timeline was last revised, None if that is unknown."""
    updated = header["updated"] and parse_date(header["updated"], UTC).earliest
    if updated:
        return _utc(updated)
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return _utc(int(epoch)) if re.fullmatch("[0-9]{1,11}", epoch) else None


def _moment(begin: date) -> datetime:
    return begin if isinstance(begin, datetime) else datetime.combine(begin, time(), UTC)
