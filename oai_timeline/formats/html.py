"""A web page of its own: one file, no network, readable and printable without its script.

What follows the standards: HTML (WHATWG), Content Security Policy Level 3. Text from the file is
escaped, and never stands in a style, a script or the policy: those are the same for all timelines.
"""

import re
from base64 import b64encode
from collections.abc import Iterable
from datetime import date, tzinfo
from hashlib import sha256
from importlib.resources import files
from itertools import groupby
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from oai_timeline.dates import edtf
from oai_timeline.dates.bounds import parse_date
from oai_timeline.dates.display import format_date, format_iso
from oai_timeline.formats.exported import Exported
from oai_timeline.formats.narrative import date_parts
from oai_timeline.model.record import EventRecord, HeaderRecord, SourceRecord
from oai_timeline.model.signs import MEANINGS, UNICODE
from oai_timeline.model.visible import visible

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_SPARED_ON_PAPER = re.compile(r"^https?://(www\.)?|[?#].*$", re.IGNORECASE | re.DOTALL)
_MOST_OF_AN_ADDRESS = 48
_DAY = 86_400
_OPEN = {"", ".."}


class TimeElement(NamedTuple):
    """A piece of text on the page; `datetime` is its value for HTML's `time`, if it has one."""

    text: str
    datetime: str | None = None


class Heading(NamedTuple):
    """What stands over events that begin together: a day, or a longer span."""

    day: str
    text: str
    datetime: str | None
    weekday: str


class Actor(NamedTuple):
    """Somebody who is in some events of the page."""

    id: str
    name: str
    events: int


class Span(NamedTuple):
    """The days that an event's date allows, and whether these are too many for a day's reader."""

    first: str | None
    last: str | None
    is_coarse: bool


def export(header: HeaderRecord, events: Iterable[EventRecord]) -> Exported:
    """Write events as a page. Raises ModuleNotFoundError without Jinja2.

    `events` are iterated several times.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("oai_timeline", "formats"),
        autoescape=True,
        finalize=_escape_controls,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    page = environment.get_template("html.jinja")
    return Exported(page.generate(_context(header, events)))


class _Overview:
    """What the page shows about all events together, collected before any is written."""

    def __init__(self, events: Iterable[EventRecord], zone: tzinfo) -> None:
        """Read all events once, and keep only what the page needs about all of them."""
        self.titles: dict[str, str] = {}
        self.following: dict[str, list[str]] = {}
        """For each event, those of the others that name it as what they follow."""
        self.actors: dict[str, Actor] = {}
        self.sources: dict[str, SourceRecord] = {}
        self.kinds: set[str] = set()
        self.certainties: set[str] = set()
        self.unordered = False
        self.days: set[str] = set()
        self.first: tuple[str, str] | None = None
        self.last: tuple[str, str] | None = None
        """The first and the last day, each with the day or longer span that it begins."""
        for event in events:
            self._add(event, zone)

    def _add(self, event: EventRecord, zone: tzinfo) -> None:
        self.titles[event["id"]] = event["title"]
        for key in dict.fromkeys([*event["because"], *event["after"]]):
            self.following.setdefault(key, []).append(event["id"])
        for key, name in {
            one["id"]: one["name"] for one in (*event["actors"], *event["about"])
        }.items():
            count = self.actors[key].events if key in self.actors else 0
            self.actors[key] = Actor(key, name, count + 1)
        self.sources |= {source["id"]: source for source in event["sources"]}
        self.kinds |= {event["kind"]} if event["kind"] else set()
        self.certainties |= {event["certainty"]} if event["certainty"] else set()
        self.unordered |= event["when"]["order"] == "unknown"
        day = first_day(event["when"]["date"], zone)
        if day:
            begin = (_span(event, zone).first or "", day)
            self.days.add(day)
            if self.first is None or begin[0] < self.first[0]:
                self.first = begin
            if self.last is None or begin[0] >= self.last[0]:
                self.last = begin

    def ordered_actors(self) -> dict[str, Actor]:
        """Return the actors, sorted by name."""
        ordered = sorted(self.actors.values(), key=lambda one: (one.name.casefold(), one.id))
        return {actor.id: actor for actor in ordered}


def _context(header: HeaderRecord, events: Iterable[EventRecord]) -> dict[str, Any]:
    zone = ZoneInfo(header["zone"])
    style, script = _read_resource("html.css"), _read_resource("html.js")
    overview = _Overview(events, zone)
    ends = dict.fromkeys(end[1] for end in (overview.first, overview.last) if end)
    groups = groupby(events, key=lambda event: first_day(event["when"]["date"], zone))
    return {
        "header": header,
        "language": language_tag(header["language"]) or "en",
        "style": style,
        "script": script,
        "policy": policy(style, script),
        "groups": ((_heading(day, zone), group) for day, group in groups),
        "titles": overview.titles,
        "span": lambda event: _span(event, zone),
        "range": [_heading(day, zone) for day in ends],
        "following": overview.following,
        "actors": overview.ordered_actors(),
        "sources": overview.sources,
        "kinds": sorted(overview.kinds),
        "certainties": [name for name in MEANINGS if name in overview.certainties],
        "meanings": MEANINGS,
        "symbols": UNICODE,
        "unordered": overview.unordered,
        "said": lambda text, under="": _time_elements(text, zone, under),
        "language_tag": language_tag,
        "web_address": web_address,
        "short_address": short_address,
        "listed_days": sorted(filter(_weekday, overview.days)),
        "weekday": _weekday,
    }


def policy(style: str, script: str) -> str:
    """Return a Content-Security-Policy that allows only this style and this script."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def language_tag(text: str | None) -> str | None:
    """Return a language tag for HTML (BCP 47), None if the text is not one."""
    return text if text and _LANGUAGE.fullmatch(text) else None


def web_address(text: str | None) -> str | None:
    """Return an address to link to, None unless it is http or https."""
    return text if text and re.match("https?://[^/]", text, re.IGNORECASE) else None


def short_address(address: str) -> str:
    """Return an address shortened for print: without scheme and query, and not too long."""
    short = _SPARED_ON_PAPER.sub("", address).rstrip("/")
    return short if len(short) <= _MOST_OF_AN_ADDRESS else f"{short[:_MOST_OF_AN_ADDRESS]}…"


def first_day(text: str, zone: tzinfo) -> str:
    """Return the day, or the longer span, in which a date begins; empty where that is open."""
    return "" if text.partition("/")[0] in _OPEN else format_date(text, zone, zone).day


def html_datetime(text: str, zone: tzinfo) -> str | None:
    """Return a date as a valid value of HTML's `datetime`, None where none is exactly as precise.

    There is none for intervals, qualifiers, hours, seasons, unspecified digits, and times that a
    clock change repeats.
    """
    read = parse_date(text, zone)
    if "X" in text or read.approximate or read.uncertain or read.clock_change:
        return None
    if read.precision in {"year", "month", "day"}:
        return text
    if read.precision not in {"minute", "second"} or read.earliest is None:
        return None
    moment = format_iso(read.earliest, zone)
    if read.precision == "second":
        return moment
    return None if moment[16:19] != ":00" else moment[:16] + moment[19:]  # an offset with seconds


def day_range(text: str, zone: tzinfo) -> tuple[str | None, str | None]:
    """Return the first and the last day that a date allows, in `zone`; None where that is open."""
    start, end = edtf.parse_ends(text)
    first, _, last = text.partition("/")
    return (
        _calendar_day(first, start.start.date(), zone) if isinstance(start, edtf.Point) else None,
        _calendar_day(last or first, end.last_day, zone) if isinstance(end, edtf.Point) else None,
    )


def _calendar_day(text: str, day: date, zone: tzinfo) -> str:
    if "T" in text:
        return first_day(text, zone)
    return day.isoformat()


def _time_elements(text: str, zone: tzinfo, under: str = "") -> list[TimeElement]:
    return [
        TimeElement(part.text, html_datetime(part.date, zone) if part.date else None)
        for part in date_parts(text, zone, under)
    ]


def _escape_controls(value: Any) -> Any:
    """Escape control characters in what a template writes; markup is our own."""
    if isinstance(value, str) and not hasattr(value, "__html__"):
        return visible(value)
    return value


def _read_resource(name: str) -> str:
    return (files(__package__) / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _heading(day: str, zone: tzinfo) -> Heading:
    if not day:
        return Heading(day, "no start known", None, "")
    (element,) = _time_elements(day, zone)
    return Heading(day, element.text, element.datetime, _weekday(day))


def _weekday(day: str) -> str:
    try:
        return f"{date.fromisoformat(day):%A}"
    except ValueError:  # a longer span
        return ""


def _span(event: EventRecord, zone: tzinfo) -> Span:
    when = parse_date(event["when"]["date"], zone)
    first, last = day_range(when.text, zone)
    if when.earliest is None or when.latest is None:
        return Span(first, last, is_coarse=True)
    return Span(first, last, is_coarse=first != last and when.latest - when.earliest > _DAY)
