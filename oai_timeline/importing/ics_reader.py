"""Read iCalendar (RFC 5545) by the library `icalendar`, of the extra `[ics]`.

Ends are exclusive. A recurring event is left out and named, as is a cancelled one. Events of our
own export have their exact date and their id.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from oai_timeline.dates.bounds import parse_date
from oai_timeline.dates.edtf import DateError
from oai_timeline.importing.cells import NAME_ZONE
from oai_timeline.importing.choices import NO_CHOICES, Choices
from oai_timeline.importing.columns import Table
from oai_timeline.importing.reader import TableReader, TableRow, TextFile
from oai_timeline.model.visible import quoted
from oai_timeline.model.zones import find_zone

if TYPE_CHECKING:
    from icalendar import Component

_RECURRENCE = ("RRULE", "RDATE")
_DATES = ("DTSTART", "DTEND", "DURATION")
_OURS = (
    "X-TIMELINE-ID", "X-TIMELINE-DATE", "X-TIMELINE-EDTF", "X-TIMELINE-KIND",
    "X-TIMELINE-CERTAINTY",
)  # fmt: skip
_OUR_PROPERTIES = ("UID", "DTSTAMP", "STATUS", "TRANSP")
"""What our own export writes of an event besides what it says."""
_TITLES, _ZONE = ("NAME", "X-WR-CALNAME"), "X-WR-TIMEZONE"
_START = re.compile(r"^BEGIN:VEVENT[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_TEXTS = ("SUMMARY", "DESCRIPTION", "LOCATION", "URL")
_MOST_NAMES = 10
_FAILURES = (ValueError, TypeError, AttributeError, LookupError, ArithmeticError, RecursionError)
"""What the library raises for texts that are not iCalendar."""
_SIGN = re.compile("[~?%] ")
_QUALIFIED = re.compile("[~?%](?:/|$)")
_OUR_WORDS = re.compile("“([^”]*)”: ")
_BOUNDS, _STATED = "Bounds: ", "Stated as “"
"""How the lines of a description of our own begin, below the one with words and date."""


class IcsReader(TableReader):
    """Reads the events of calendars."""

    table: Table = (
        ("X-TIMELINE-ID", "id"), ("X-TIMELINE-DATE", "edtf"), ("DTSTART", "when"),
        ("DTEND", "end"), ("SUMMARY", "title"), ("DESCRIPTION", "summary"), ("LOCATION", "place"),
        ("URL", "links"), ("CATEGORIES", "tags"), ("kind", "kind"), ("certainty", "certainty"),
        ("words", "words"), ("stated", "stated"),
    )  # fmt: skip

    def __init__(self, file: TextFile, choices: Choices = NO_CHOICES) -> None:
        """Begin to read."""
        super().__init__(file, choices)
        self._recurring: list[str] = []
        self._cancelled: list[str] = []
        self._is_misfit = False
        self._starts = [match.start() for match in _START.finditer(file.text)]

    @staticmethod
    def recognises(text: str) -> bool:
        """Return whether a text begins with a calendar."""
        return text.lstrip()[:15].upper() == "BEGIN:VCALENDAR"

    def rows(self) -> Iterator[TableRow]:
        """Yield the events that can be imported."""
        try:
            from icalendar import Calendar
        except ImportError:
            from oai_timeline.model.extras import suggest_install

            message = f"reading a calendar needs icalendar: {suggest_install('ics')}"
            self.report(0, "missing-extra", message)
            return
        try:
            calendars = Calendar.from_ical(self.file.text, multiple=True)
        except _FAILURES as error:
            self.report(0, "syntax", f"this is not a calendar: {error}")
            return
        events = []
        for calendar in calendars:
            self._read_head(calendar)
            events += calendar.walk("VEVENT")
        if len(events) != len(self._starts):
            self.report(0, "syntax", "this is not a calendar: its events can't be told apart")
            return
        for start, event in zip(self._starts, events, strict=True):
            values = self._read_event(start, event)
            if values is not None:
                yield TableRow(start, values)
        for reason, names in (("they recur", self._recurring), ("cancelled", self._cancelled)):
            if names:
                more = f" and {len(names) - _MOST_NAMES:,} more" if len(names) > _MOST_NAMES else ""
                named = f"{', '.join(names[:_MOST_NAMES])}{more}"
                self.file.notes.append(f"events left out, as {reason}: {named}")

    def locate_cell(self, start: int, column: str) -> int:
        """Return the offset of the first property of this name in an event, or of its event."""
        name = re.compile(rf"^{re.escape(column)}[:;]", re.IGNORECASE | re.MULTILINE)
        match = name.search(self.file.text, start)
        return match.start() if match else start

    def _read_head(self, calendar: "Component") -> None:
        titles = [str(calendar[name]) for name in _TITLES if name in calendar]
        self.title = self.title or next(iter(titles), None)
        described = {str(zone.get("TZID")) for zone in calendar.walk("VTIMEZONE")}
        zone = str(calendar.get(_ZONE, "")) or (described.pop() if len(described) == 1 else "")
        self.zone = self.zone or (zone if find_zone(zone) else None)
        for component in calendar.subcomponents:
            if component.name not in {"VEVENT", "VTIMEZONE"}:
                self.file.left_out[component.name or ""] += 1

    def _read_event(self, start: int, event: "Component") -> dict[str, object] | None:
        """Return the values of an event by their properties, or None if it can't be imported."""
        name = quoted(str(event.get("SUMMARY", "")))
        if any(rule in event for rule in _RECURRENCE):
            self._recurring.append(name)
            return None
        if str(event.get("STATUS", "")).upper() == "CANCELLED":
            self._cancelled.append(name)
            return None
        if event.errors:
            for label, message in event.errors:
                self.report(start, "syntax", f"{label} is not iCalendar: {message}", str(label))
            return None
        values: dict[str, object] = {key: _first_text(event[key]) for key in _TEXTS if key in event}
        values["CATEGORIES"] = list(dict.fromkeys(_list_categories(event)))
        left_out = event.keys() - values.keys() - {*_DATES}
        if "X-TIMELINE-DATE" in event:
            self._check_moment(start, event)
            values = _read_ours(event, values)
            left_out -= {*_OURS, *_OUR_PROPERTIES}
        else:
            values |= self._read_dates(start, event)
        self.file.left_out.update(sorted(left_out))
        self.file.left_out.update(str(component.name) for component in event.subcomponents)
        return values

    def _read_dates(self, start: int, event: "Component") -> dict[str, object]:
        """Return start and end as EDTF: both days, or both moments."""
        begin = getattr(event.get("DTSTART"), "dt", None)
        end = getattr(event.get("DTEND"), "dt", None)
        duration = getattr(event.get("DURATION"), "dt", None)
        if not isinstance(begin, date):
            return {}
        for key in ("DTSTART", "DTEND"):
            self._check_zone(start, key, event.get(key))
        try:
            if end is None and isinstance(duration, timedelta):
                end = begin + duration
            if end is not None and not isinstance(begin, datetime) and end > begin:
                end -= timedelta(days=1)
        except (TypeError, OverflowError):
            self.report(start, "bad-date", "DTSTART and DTEND don't fit together", "DTSTART")
            return {}
        zone = self._zone()
        values: dict[str, object] = {"DTSTART": _write_date(begin, zone)}
        if isinstance(end, date) and end != begin:
            values["DTEND"] = _write_date(end, zone)
        return values

    def _check_moment(self, start: int, event: "Component") -> None:
        """Report once a time of our own export that is another one in the zone of the import."""
        zone = self._zone()
        begin = getattr(event.get("DTSTART"), "dt", None)
        if self._is_misfit or not isinstance(begin, datetime) or not isinstance(zone, ZoneInfo):
            return
        with suppress(DateError):  # reported with the row
            date = parse_date(str(event["X-TIMELINE-DATE"]), zone)
            if begin.tzinfo and date.earliest not in {None, begin.timestamp()}:
                message = f"DTSTART is not X-TIMELINE-DATE in the zone {zone.key}"
                self.report(start, "bad-date", f"{message}: {NAME_ZONE}", "DTSTART")
                self._is_misfit = True

    def _zone(self) -> tzinfo | None:
        """Return the zone of the import: that asked for, or else the calendar's, or else UTC."""
        return self.choices.zone or find_zone(self.zone or "UTC")

    def _check_zone(self, start: int, key: str, value: Any) -> None:
        """Report a time in a zone that is not known: it would be read in another one."""
        zone = value.params.get("TZID") if value is not None else None
        moment = getattr(value, "dt", None)
        if zone and isinstance(moment, datetime) and moment.tzinfo is None:
            self.report(start, "unknown-zone", f"unknown time zone {quoted(str(zone))}", key)


def _first_text(value: Any) -> str:
    """Return a property; of several ones with its name, the first."""
    return str(value[0] if isinstance(value, list) else value)


def _list_categories(event: "Component") -> Iterator[str]:
    found = event.get("CATEGORIES", [])
    for categories in found if isinstance(found, list) else [found]:
        for name in getattr(categories, "cats", [categories]):
            yield str(name)


def _write_date(value: date, zone: tzinfo | None) -> str:
    """Return a day or a moment as EDTF; a moment of `zone` that occurs once has no offset."""
    if not isinstance(value, datetime):
        return value.isoformat()
    text = value.replace(tzinfo=None).isoformat(timespec="seconds" if value.second else "minutes")
    offset = value.utcoffset()
    if str(value.tzinfo) == "UTC":
        return f"{text}Z"
    occurs_once = offset == value.replace(fold=1).utcoffset()
    return text if offset is None or (value.tzinfo == zone and occurs_once) else f"{text}{value:%z}"


def _read_ours(event: "Component", values: dict[str, object]) -> dict[str, object]:
    """Return the values of an event of our own export, of which it knows more."""
    tags = [str(name) for name in _list_categories(event)]
    for key, name in (("kind", "X-TIMELINE-KIND"), ("certainty", "X-TIMELINE-CERTAINTY")):
        values[key] = str(event.get(name, ""))
        tags = tags[1:] if tags[:1] == [values[key]] else tags
    values |= _read_description(str(event.get("DESCRIPTION", "")))
    date, title = str(event["X-TIMELINE-DATE"]), str(values.get("SUMMARY", ""))
    return values | {
        "X-TIMELINE-ID": str(event.get("X-TIMELINE-ID", "")),
        "X-TIMELINE-DATE": date,
        "SUMMARY": _SIGN.sub("", title, count=1) if _QUALIFIED.search(date) else title,
        "CATEGORIES": tags,
    }


def _read_description(text: str) -> dict[str, object]:
    """Return words and stated time of a description of our own, and what it has below the date."""
    head, _, rest = text.partition("\n\n")
    first, *lines = head.split("\n")
    if not lines or not lines[0].startswith(_BOUNDS):
        return {}
    words = _OUR_WORDS.match(first)
    stated = [line.removeprefix(_STATED)[:-1] for line in lines if line.startswith(_STATED)]
    return {
        "DESCRIPTION": rest,
        "words": words[1] if words else None,
        "stated": stated[0] if stated else None,
    }
