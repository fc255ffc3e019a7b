"""A self-contained web page: it needs no network, and can be read and printed without its script.

It follows HTML (WHATWG) and Content Security Policy Level 3. Text from the file is escaped, and is
never part of a style, a script or the policy, which are the same for all timelines.
"""

import re
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from importlib.resources import files
from itertools import groupby
from zoneinfo import ZoneInfo

from oai_timeline.dates.days import read_day
from oai_timeline.formats.exported import Exported
from oai_timeline.formats.html.dates import (
    day_range,
    first_day,
    make_heading,
    time_elements,
    weekday,
)
from oai_timeline.formats.html.summary import PageSummary
from oai_timeline.model.certainty import MEANINGS
from oai_timeline.model.record import EventRecord, HeaderRecord
from oai_timeline.model.signs import UNICODE
from oai_timeline.model.visible import visible

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_SPARED_ON_PAPER = re.compile(r"^https?://(www\.)?|[?#].*$", re.IGNORECASE | re.DOTALL)
_MOST_OF_AN_ADDRESS = 48


def export(header: HeaderRecord, events: Iterable[EventRecord]) -> Exported:
    """Write events as a page. Raises ModuleNotFoundError without Jinja2.

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
    return Exported(page.generate(_context(header, events)))


def _context(header: HeaderRecord, events: Iterable[EventRecord]) -> dict[str, object]:
    zone = ZoneInfo(header["zone"])
    style, script = _read_resource("page.css"), _read_resource("page.js")
    summary = PageSummary(events, zone)
    groups = groupby(events, key=lambda event: first_day(event["when"]["date"], zone))
    ends = dict.fromkeys(filter(None, (summary.first, summary.last)))
    return {
        "header": header,
        "language": language_tag(header["language"]) or "en",
        "style": style,
        "script": script,
        "policy": policy(style, script),
        "summary": summary,
        "actors": summary.actors,
        "certainties": [name for name in MEANINGS if name in summary.certainties],
        "range": [make_heading(day, zone) for day in ends],
        "listed_days": sorted(filter(weekday, summary.days), key=lambda day: read_day(day) or 0),
        "groups": ((make_heading(day, zone), group) for day, group in groups),
        "meanings": MEANINGS,
        "symbols": UNICODE,
        "date": lambda text, under="": time_elements(text, zone, under),
        "days": lambda event: day_range(event["when"]["date"], zone),
        "language_tag": language_tag,
        "short_address": short_address,
        "web_address": web_address,
        "weekday": weekday,
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


def _escape_controls(value: object) -> object:
    """Escape control characters in what a template writes, but for markup, which is our own."""
    if isinstance(value, str) and not hasattr(value, "__html__"):
        return visible(value)
    return value


def _read_resource(name: str) -> str:
    return (files(__package__) / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
