"""TimelineJS 3 (Knight Lab): a JSON document that it shows as slides on an axis of time.

It reads dates in the reader's zone, so they are written as local times of the timeline's zone, with
`display_date` in prose. An event's `group` is its kind. TimelineJS ignores `date`, which `timeline
import` reads.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import tzinfo
from html import escape
from itertools import chain
from zoneinfo import ZoneInfo

from oai_timeline.dates import edtf
from oai_timeline.dates.bounds import find_local, parse_date
from oai_timeline.dates.days import find_day
from oai_timeline.formats.exported import Exported, split_undated
from oai_timeline.formats.json_text import encode_json, write_array
from oai_timeline.formats.narrative import (
    cite_sources,
    describe_account,
    describe_quote,
    format_date_prose,
    list_figures,
    list_names,
)
from oai_timeline.model.record import (
    EventRecord,
    HeaderRecord,
    SourceRecord,
    WhenRecord,
)
from oai_timeline.model.time import SECONDS_PER_DAY
from oai_timeline.model.visible import visible

_PARTS = ("year", "month", "day", "hour", "minute", "second")
_FINENESS = {"second": 6, "minute": 5, "hour": 4, "day": 3, "month": 2, "season": 2}
_TITLE = "_title"
"""The id of the title's slide; ids of events don't begin with an underscore."""


def export(header: HeaderRecord, events: Iterable[EventRecord]) -> Exported:
    """Write events for TimelineJS, which can't hold those without an earliest bound.

    Texts are escaped: TimelineJS takes them for HTML. `events` are iterated several times.
    """
    zone = ZoneInfo(header["zone"])
    titles = {event["id"]: event["title"] for event in events}
    dated, undated = split_undated("TimelineJS", events)
    slides = (encode_json(_slide(event, titles, zone)) for event in dated)
    head = f'{{"title": {encode_json(_title(header, zone))}, "scale": "human", "events": '
    return Exported(chain([head], write_array(slides), ["}\n"]), undated, dated.dropped)


def _title(header: HeaderRecord, zone: tzinfo) -> dict[str, object]:
    lines = [f"Times are in {header['zone']}."]
    if header["updated"]:
        lines.append(f"Revised {format_date_prose(header['updated'], zone)}.")
    text = "".join(map(_paragraph, lines))
    return {
        "unique_id": _TITLE,
        "text": {"headline": _text(header["title"]), "text": text},
        "autolink": False,
    }


def _slide(event: EventRecord, titles: Mapping[str, str], zone: tzinfo) -> dict[str, object]:
    slide = {
        "unique_id": event["id"],
        **_dates(event["when"]["date"], zone),
        "display_date": _label(_display_date(event["when"], zone)),
        "date": event["when"]["date"],
        "text": {
            "headline": _text(event["title"]),
            "text": "".join(_body(event, titles, zone)),
        },
        "autolink": False,
    }
    return slide | ({"group": _label(event["kind"])} if event["kind"] else {})


def _dates(text: str, zone: tzinfo) -> dict[str, dict[str, int]]:
    """Return start and end, without unknown parts.

    Both have the same parts: TimelineJS ignores an end whose parts equal those of the start.
    """
    date = parse_date(text, zone)
    ends = [point for point in edtf.parse_ends(text) if isinstance(point, edtf.Point)]
    fineness = max(_FINENESS.get(point.precision, 1) for point in ends)
    assert date.earliest is not None
    start = _parts(date.earliest, zone, fineness)
    if date.latest is None:
        return {"start_date": start}
    end = _parts(date.latest - 1, zone, fineness)
    return {"start_date": start} | ({"end_date": end} if end != start else {})


def _parts(seconds: int, zone: tzinfo, fineness: int) -> dict[str, int]:
    """Return the parts of a local time; years before 1 count as BCE: -44 is 44 BCE."""
    local = find_local(seconds, zone)
    year, month, day = find_day(local // SECONDS_PER_DAY)
    minute, second = divmod(local % SECONDS_PER_DAY, 60)
    numbers = (year if year > 0 else year - 1, month, day, *divmod(minute, 60), second)
    return dict(zip(_PARTS[:fineness], numbers, strict=False))


def _display_date(when: WhenRecord, zone: tzinfo) -> str:
    date = format_date_prose(when["date"], zone)
    return f"{when['words']} ({date})" if when["words"] else date


def _body(event: EventRecord, titles: Mapping[str, str], zone: tzinfo) -> Iterator[str]:
    cited = cite_sources(event["sources"])
    if event["summary"]:
        yield _paragraph(event["summary"])
    yield from (_paragraph(describe_quote(quote, event, cited)) for quote in event["quotes"])
    if event["accounts"]:
        yield _paragraph("Accounts:")
        yield _list(_text(describe_account(one, cited, zone)) for one in event["accounts"])
    for label, text in (
        ("Certainty", event["certainty"]),
        ("By", list_names(event["actors"])),
        ("About", list_names(event["about"])),
        ("Place", event["place"]),
        ("Time as stated", event["when"]["stated"]),
        ("Because of", "; ".join(titles.get(key, key) for key in event["because"])),
        ("After", "; ".join(titles.get(key, key) for key in event["after"])),
        ("Figures", list_figures(event["figures"])),
        ("Tags", ", ".join(event["tags"])),
    ):
        if text:
            yield _paragraph(f"{label}: {text}")
    if event["sources"]:
        yield _paragraph("Sources:")
        yield _list(_source(source, zone) for source in event["sources"])


def _source(source: SourceRecord, zone: tzinfo) -> str:
    name = _text(": ".join(filter(None, (source["publisher"], source["title"]))))
    named = _link(source["url"], name) if source["url"] else name
    details = [format_date_prose(source["published"], zone) if source["published"] else ""]
    details.append(f"via {_text(source['via'])}" if source["via"] else "")
    details.append(_link(source["archived"], "archived") if source["archived"] else "")
    return ", ".join(filter(None, (named, *details)))


def _link(address: str, name: str) -> str:
    return f'<a href="{_text(address)}">{name}</a>'


def _list(items: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"


def _paragraph(text: str) -> str:
    return f"<p>{_text(text)}</p>"


def _text(text: str) -> str:
    """Escape a text for a field that TimelineJS reads as HTML."""
    return escape(visible(text))


def _label(text: str) -> str:
    """Escape a text for a field that TimelineJS reads as HTML twice."""
    return escape(_text(text))
