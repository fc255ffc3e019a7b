"""Events and dates in prose, worded the same way in all formats, as plain text."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import tzinfo
from typing import NamedTuple

from oai_timeline.dates import edtf, prose
from oai_timeline.dates.display import format_date
from oai_timeline.dates.edtf import Point
from oai_timeline.dates.prose import (
    QUALIFIERS,
    DatePart,
    WriteDay,
    format_point,
    format_short,
    write_long,
    write_short,
)
from oai_timeline.model.record import (
    AccountRecord,
    ActorRecord,
    EventRecord,
    QuoteRecord,
    SourceRecord,
)
from oai_timeline.model.visible import visible

_HOUR, _START_OF_HOUR, _END_OF_HOUR = "{0:02}:00 to {1:02}:00", "{0:02}:00", "{1:02}:00"


def format_date_prose(text: str, zone: tzinfo) -> str:
    """Return a date in English: `about 17 November 2023`, `17 November 2023, 12:19 PST`.

    An interval becomes `between ... and ...`, `from ... on` or `before ...`. Times are in `zone`,
    and name it. Raises DateError.
    """
    return "".join(part.text for part in _date(text, _Style(zone, write_long, names_zone=True)))


def date_parts(text: str, zone: tzinfo) -> list[DatePart]:
    """Return a date as `format_date_prose` words it, but with numeric days and without the zone.

    Raises DateError.
    """
    return _date(text, _Style(zone, write_short, names_zone=False))


class _Style(NamedTuple):
    """How days and times are written: `write_day` takes a day, a month or a year."""

    zone: tzinfo
    write_day: WriteDay
    names_zone: bool


class _Time(NamedTuple):
    """The day and the time of a date in the zone of a style, and that zone if it is named."""

    day: str
    clock: str
    zone: str

    def __str__(self) -> str:
        return f"{self.clock} {self.zone}".rstrip()


def _date(text: str, style: _Style) -> list[DatePart]:
    if "T" not in text:
        return prose.date_parts(text, style.write_day)
    return _date_with_times(text, style)


def _date_with_times(text: str, style: _Style) -> list[DatePart]:
    first, last = edtf.parse_ends(text)
    if not isinstance(first, Point):
        assert isinstance(last, Point)
        return [_part(last, style, _END_OF_HOUR), DatePart(" or earlier")]
    if first is last:
        return [_part(first, style, _HOUR)]
    if not isinstance(last, Point):
        return [DatePart("from "), _part(first, style, _START_OF_HOUR), DatePart(" on")]
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
        return format_point(point.text, style.write_day)
    time = _time(point, style, hour)
    return DatePart(f"{style.write_day(time.day)}, {time}", point.text)


def _time(point: Point, style: _Style, hour: str) -> _Time:
    printed = format_date(point.text, style.zone, style.zone)
    clock = printed.clock.rstrip("~?%")
    if point.precision == "hour":
        clock = hour.format(int(clock[:2]), int(clock[:2]) + 1)
    zone = printed.zone if style.names_zone else ""
    return _Time(printed.day, QUALIFIERS[point.qualifier] + clock, zone)


def _day(point: Point, style: _Style) -> str:
    return format_date(point.text, style.zone, style.zone).day


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
    return {one["id"]: f"{one['publisher']} {_published(one) or ''}".rstrip() for one in sources}


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
        _published(source),
        f"via {source['via']}" if source["via"] else None,
        source["url"],
        f"archived at {source['archived']}" if source["archived"] else None,
    ]
    return ", ".join(filter(None, parts))


def _published(source: SourceRecord) -> str | None:
    date = source["published"]
    return format_short(date) if date and "T" not in date else date


def _list(heading: str, items: Iterable[str]) -> list[str]:
    lines = [f"- {item}" for item in items]
    return [f"{heading}:", *lines] if lines else []


def _escape(text: str) -> str:
    return "\n".join(map(visible, text.split("\n")))
