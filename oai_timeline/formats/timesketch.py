"""Timesketch: JSON Lines, one event per row, at its earliest bound.

`datetime` and `timestamp` (in microseconds) are the same moment, in UTC.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, tzinfo
from zoneinfo import ZoneInfo

from oai_timeline.dates.bounds import parse_date
from oai_timeline.dates.days import LAST_YEAR, count_days
from oai_timeline.dates.display import format_iso
from oai_timeline.formats.exported import Exported, describe_omissions, split, split_undated
from oai_timeline.formats.json_text import encode_json, write_lines
from oai_timeline.model.record import ActorRecord, EventRecord, HeaderRecord, WhenRecord
from oai_timeline.model.time import SECONDS_PER_DAY
from oai_timeline.model.visible import visible, visible_or_none

_MOMENTS = range(count_days(1) * SECONDS_PER_DAY, count_days(LAST_YEAR + 1) * SECONDS_PER_DAY)
"""The seconds of the years that other programs read in ISO 8601."""


def export(header: HeaderRecord, events: Iterable[EventRecord]) -> Exported:
    """Write events for Timesketch, which can't hold those without a start in the years 1 to 9999.

    Names are joined by `; `. A source is written as its address, or else its publisher. `events`
    are iterated several times.
    """
    zone = ZoneInfo(header["zone"])
    dated, undated = split_undated("Timesketch", events)
    rows, early = split(
        dated,
        lambda event: _start(event, zone) in _MOMENTS,
        "Timesketch has only the years 1 to 9999",
    )
    omitted = describe_omissions("Timesketch", rows)
    return Exported(
        write_lines(encode_json(_row(event, zone)) for event in rows),
        [*undated, *early, *omitted],
        dated.dropped + rows.dropped,
    )


def _start(event: EventRecord, zone: tzinfo) -> int:
    earliest = parse_date(event["when"]["date"], zone).earliest
    assert earliest is not None
    return earliest


def _row(event: EventRecord, zone: tzinfo) -> dict[str, object]:
    when = event["when"]
    earliest = _start(event, zone)
    return {
        "message": visible(event["title"]),
        "datetime": format_iso(earliest, UTC),
        "timestamp": earliest * 1_000_000,
        "timestamp_desc": "time of event" if _is_exact(when) else "earliest possible time",
        "tag": [visible(tag) for tag in event["tags"]],
        "event_id": event["id"],
        "date": when["date"],
        "edtf": when["edtf"],
        "earliest": when["earliest"],
        "latest": when["latest"],
        "precision": when["precision"],
        "approximate": when["approximate"],
        "uncertain": when["uncertain"],
        "certainty": event["certainty"],
        "summary": visible_or_none(event["summary"]),
        "kind": visible_or_none(event["kind"]),
        "place": visible_or_none(event["place"]),
        "actors": _names(event["actors"]),
        "about": _names(event["about"]),
        "sources": "; ".join(
            visible(source["url"] or source["publisher"]) for source in event["sources"]
        ),
    }


def _is_exact(when: WhenRecord) -> bool:
    is_qualified = when["approximate"] or when["uncertain"]
    return when["precision"] in {"minute", "second"} and not is_qualified


def _names(actors: Sequence[ActorRecord]) -> str:
    return "; ".join(visible(actor["name"]) for actor in actors)
