"""A self-contained web page: it needs no network, and can be read and printed without its script.

It follows HTML (WHATWG) and Content Security Policy Level 3. Text from the file is escaped, and is
never part of a style, a script or the policy, which are the same for all timelines.
"""

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from importlib.resources import files
from itertools import groupby
from zoneinfo import ZoneInfo

from oai_timeline.dates.days import read_day
from oai_timeline.formats.exported import Exported
from oai_timeline.formats.html.dates import (
    Heading,
    day_range,
    first_day,
    html_datetime,
    make_heading,
    short_date,
    time_elements,
)
from oai_timeline.formats.html.subject import Subject
from oai_timeline.formats.html.summary import PageSummary
from oai_timeline.model.certainty import MEANINGS
from oai_timeline.model.record import EventRecord, HeaderRecord
from oai_timeline.model.signs import UNICODE
from oai_timeline.model.visible import visible

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_SPARED_ON_PAPER = re.compile(r"^https?://(www\.)?|[?#].*$", re.IGNORECASE | re.DOTALL)
_MOST_OF_AN_ADDRESS = 40


def export(header: HeaderRecord, events: Iterable[EventRecord], subject: Subject) -> Exported:
    """Write events as a page about a subject. Raises ModuleNotFoundError without Jinja2.

    `events` are iterated several times.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader(__name__, ""),
        autoescape=True,
        finalize=_escape_controls,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    page = environment.get_template("page.jinja")
    return Exported(page.generate(_context(header, events, subject)))


def _context(
    header: HeaderRecord, events: Iterable[EventRecord], subject: Subject
) -> dict[str, object]:
    zone = ZoneInfo(header["zone"])
    style, script = _read_resource("page.css"), _read_resource("page.js")
    summary = PageSummary(events, zone, subject.dated)
    ends = dict.fromkeys(filter(None, (summary.first, summary.last)))
    return {
        "header": header,
        "subject": subject,
        "language": language_tag(header["language"]) or "en",
        "style": style,
        "script": script,
        "policy": policy(style, script),
        "summary": summary,
        "actors": summary.actors,
        "certainties": [name for name in MEANINGS if name in summary.certainties],
        "range": [make_heading(day, zone) for day in ends],
        "listed_days": [make_heading(day, zone) for day in _sort_days(summary.days)],
        "numbers": summary.source_numbers,
        "groups": _group_by_day(events, subject.dated, zone),
        "meanings": MEANINGS,
        "symbols": UNICODE,
        "date": lambda text: time_elements(text, zone),
        "short_date": lambda text, day: short_date(text, zone, day),
        "html_datetime": lambda text: html_datetime(text, zone),
        "days": lambda event: day_range(event["when"]["date"], zone),
        "language_tag": language_tag,
        "short_address": short_address,
        "web_address": web_address,
    }


def _sort_days(days: Iterable[str]) -> list[str]:
    """Return days in time order, without longer spans."""
    numbered = ((read_day(day), day) for day in days)
    return [day for _, day in sorted(pair for pair in numbered if pair[0] is not None)]


def _group_by_day(
    events: Iterable[EventRecord], dated: int, zone: ZoneInfo
) -> Iterator[tuple[Heading | None, Iterator[EventRecord]]]:
    """Yield the first `dated` events under the headings of their days, then the others under None.

    Each group must be read before the next one.
    """

    def find_day(row: tuple[int, EventRecord]) -> str | None:
        return first_day(row[1]["when"]["date"], zone) if row[0] < dated else None

    for day, group in groupby(enumerate(events), key=find_day):
        heading = None if day is None else make_heading(day, zone)
        yield heading, (event for _, event in group)


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


def _escape_controls(value: object) -> object:
    """Escape control characters in what a template writes, but for markup, which is our own."""
    if isinstance(value, str) and not hasattr(value, "__html__"):
        return visible(value)
    return value


def _read_resource(name: str) -> str:
    return (files(__package__) / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
