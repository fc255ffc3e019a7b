"""Events and dates in prose, worded the same way in all formats, as plain text."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import tzinfo
from typing import NamedTuple

from oai_timeline.dates import edtf
from oai_timeline.dates.display import format_date
from oai_timeline.dates.edtf import Point
from oai_timeline.model.record import (
    AccountRecord,
    ActorRecord,
    EventRecord,
    QuoteRecord,
    SourceRecord,
)
from oai_timeline.model.visible import visible

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_QUALIFIERS = {"": "", "~": "about ", "?": "perhaps ", "%": "perhaps about "}
_HOUR, _START_OF_HOUR, _END_OF_HOUR = "{0:02}:00 to {1:02}:00", "{0:02}:00", "{1:02}:00"


class DatePart(NamedTuple):
    """A piece of a date in prose."""

    text: str
    date: str | None = None
    """The date that `text` stands for, as in a timeline file; None for words such as "between"."""


def format_date_prose(text: str, zone: tzinfo) -> str:
    """Return a date in English: `about 17 November 2023`, `17 November 2023, 12:19 PST`.

    An interval becomes `between ... and ...`, `... or later` or `... or earlier`. Times are in
    `zone`, and name it. Raises DateError.
    """
    return "".join(part.text for part in _date(text, _Style(zone, _long_day, names_zone=True)))


def date_parts(text: str, zone: tzinfo) -> list[DatePart]:
    """Return a date as `format_date_prose` words it, but with numeric days and without the zone.

    Raises DateError.
    """
    return _date(text, _Style(zone, str, names_zone=False))


class _Style(NamedTuple):
    """How days and times are written: `write_day` takes a day, a month or a year."""

    zone: tzinfo
    write_day: Callable[[str], str]
    names_zone: bool


class _Time(NamedTuple):
    """The day and the time of a date in the zone of a style, and that zone if it is named."""

    day: str
    clock: str
    zone: str

    def __str__(self) -> str:
        return f"{self.clock} {self.zone}".rstrip()


def _date(text: str, style: _Style) -> list[DatePart]:
    first, last = edtf.parse_ends(text)
    if not isinstance(first, Point):
        assert isinstance(last, Point)
        return [_part(last, style, _END_OF_HOUR), DatePart(" or earlier")]
    if first is last:
        return [_part(first, style, _HOUR)]
    if not isinstance(last, Point):
        return [_part(first, style, _START_OF_HOUR), DatePart(" or later")]
    if first.has_clock and last.has_clock and _day(first, style) == _day(last, style):
        return _between_times(first, last, style)
    return [
        DatePart("between " if first.has_clock or not last.has_clock else "between the start of "),
        _part(first, style, _START_OF_HOUR),
        DatePart(" and " if last.has_clock or not first.has_clock else " and the end of "),
        _part(last, style, _END_OF_HOUR),
    ]


def _between_times(first: Point, last: Point, style: _Style) -> list[DatePart]:
    """Return an interval within a day, which is named once."""
    begin, end = _time(first, style, _START_OF_HOUR), _time(last, style, _END_OF_HOUR)
    return [
        DatePart(f"{style.write_day(begin.day)}, between "),
        DatePart(begin.clock if begin.zone == end.zone else str(begin), first.text),
        DatePart(" and "),
        DatePart(str(end), last.text),
    ]


def _part(point: Point, style: _Style, hour: str) -> DatePart:
    """Return a date that is no interval; `hour` is the pattern of a time without minutes."""
    if not point.has_clock:
        return DatePart(_QUALIFIERS[point.qualifier] + _span(point, style.write_day), point.text)
    time = _time(point, style, hour)
    return DatePart(f"{style.write_day(time.day)}, {time}", point.text)


def _time(point: Point, style: _Style, hour: str) -> _Time:
    printed = format_date(point.text, style.zone, style.zone)
    clock = printed.clock.rstrip("~?%")
    if point.precision == "hour":
        clock = hour.format(int(clock[:2]), int(clock[:2]) + 1)
    zone = printed.zone if style.names_zone else ""
    return _Time(printed.day, _QUALIFIERS[point.qualifier] + clock, zone)


def _day(point: Point, style: _Style) -> str:
    return format_date(point.text, style.zone, style.zone).day


def _span(point: Point, write_day: Callable[[str], str]) -> str:
    """Return a day, a month, a season, a year or several years."""
    text = point.text.rstrip("~?%")
    if "X" in text[:4]:
        return f"{text.replace('X', '0')}–{text.replace('X', '9')}"
    if "X" in text:
        unit = "month" if len(text) == len("2023-XX") else "day"
        return f"a {unit} in {write_day(text.partition('-XX')[0])}"
    if point.precision != "season":
        return write_day(text)
    begin, end = (write_day(day.isoformat()[:7]) for day in (point.start, point.last_day))
    return f"{begin.removesuffix(f' {point.last_day.year}')} to {end}"


def _long_day(text: str) -> str:
    """Return a day, a month or a year: `17 November 2023` for `2023-11-17`."""
    year, *finer = map(int, text.split("-"))
    parts = [str(day) for day in finer[1:]] + [_MONTHS[month - 1] for month in finer[:1]]
    return " ".join([*parts, str(year)])


def describe_event(event: EventRecord, zone: tzinfo) -> str:
    """Return everything about an event as text, for formats with a single field for it.

    Times are in `zone`, the timeline's. Paragraphs are separated by an empty line; control
    characters are escaped.
    """
    cited = cite_sources(event["sources"])
    paragraphs = (
        _describe_date(event, zone),
        [event["summary"] or ""],
        _describe_links(event),
        _list("Accounts", (describe_account(one, cited, zone) for one in event["accounts"])),
        _list("Quotes", (describe_quote(quote, event, cited) for quote in event["quotes"])),
        _list("Sources", map(_describe_source, event["sources"])),
    )
    texts = ("\n".join(filter(None, lines)) for lines in paragraphs)
    return "\n\n".join(_escape(text) for text in texts if text)


def describe_account(account: AccountRecord, cited: Mapping[str, str], zone: tzinfo) -> str:
    """Return what an account says, where it differs from the event, and its sources.

    `cited` has short names of sources by id.
    """
    actors, about, when = account["actors"], account["about"], account["when"]
    parts = [
        format_date_prose(when["date"], zone) if when else "",
        f"by {list_names(actors) or 'nobody'}" if actors is not None else "",
        f"about {list_names(about) or 'nobody'}" if about is not None else "",
        list_figures(account["figures"] or {}),
        "; ".join(cited.get(source, source) for source in account["sources"]),
    ]
    return f"{account['says']} ({'; '.join(filter(None, parts))})"


def describe_quote(quote: QuoteRecord, event: EventRecord, cited: Mapping[str, str]) -> str:
    """Return a quote of an event with its translation, its speaker and its source.

    `cited` has short names of sources by id.
    """
    names = {actor["id"]: actor["name"] for actor in [*event["actors"], *event["about"]]}
    by, source = quote["by"] or "", quote["source"] or ""
    origin = ", ".join(filter(None, (names.get(by, by), cited.get(source, source))))
    translation = f", in translation “{quote['translation']}”" if quote["translation"] else ""
    return f"“{quote['text']}”{translation}" + (f" ({origin})" if origin else "")


def cite_sources(sources: Iterable[SourceRecord]) -> dict[str, str]:
    """Return short names of sources by id: publisher and date."""
    return {one["id"]: f"{one['publisher']} {one['published'] or ''}".rstrip() for one in sources}


def list_names(actors: Iterable[ActorRecord]) -> str:
    """Return the names of actors, separated by commas."""
    return ", ".join(actor["name"] for actor in actors)


def list_figures(figures: Mapping[str, float]) -> str:
    """Return figures with their names, separated by commas."""
    return ", ".join(f"{name.replace('_', ' ')} {number}" for name, number in figures.items())


def _describe_date(event: EventRecord, zone: tzinfo) -> Iterator[str]:
    when = event["when"]
    words = f"“{when['words']}”: " if when["words"] else ""
    sentence = f"{words}{format_date_prose(when['date'], zone)} ({when['date']})."
    certainty = f" {event['certainty'].capitalize()}." if event["certainty"] else ""
    yield sentence[0].upper() + sentence[1:] + certainty
    yield f"Bounds: {when['earliest'] or '..'} to {when['latest'] or '..'}"
    if when["stated"]:
        yield f"Stated as “{when['stated']}”"


def _describe_links(event: EventRecord) -> Iterator[str]:
    for label, text in (
        ("By", list_names(event["actors"])),
        ("About", list_names(event["about"])),
        ("Figures", list_figures(event["figures"])),
        ("Because of", ", ".join(event["because"])),
        ("After", ", ".join(event["after"])),
    ):
        if text:
            yield f"{label}: {text}"


def _describe_source(source: SourceRecord) -> str:
    parts = [
        source["publisher"],
        source["title"],
        source["published"],
        f"via {source['via']}" if source["via"] else None,
        source["url"],
        f"archived at {source['archived']}" if source["archived"] else None,
    ]
    return ", ".join(filter(None, parts))


def _list(heading: str, items: Iterable[str]) -> list[str]:
    lines = [f"- {item}" for item in items]
    return [f"{heading}:", *lines] if lines else []


def _escape(text: str) -> str:
    return "\n".join(map(visible, text.split("\n")))
