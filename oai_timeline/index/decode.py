"""Events as they were before they were written into an index."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import tzinfo
from zoneinfo import ZoneInfo

from oai_timeline.dates import edtf
from oai_timeline.index.connection import Index
from oai_timeline.model.date import EventDate
from oai_timeline.model.event import Account, Event, Quote
from oai_timeline.model.record import AccountRecord, ActorRecord, DateRecord, EventRecord


def load_events(index: Index, numbers: Sequence[int]) -> Iterator[tuple[int, Event]]:
    """Give some events of an index, each with its number."""
    zone = ZoneInfo(index.zone)
    sql = "SELECT number, json_head, json_tail, cited FROM event WHERE number"
    for number, head, tail, cited in index.among(sql, numbers):
        yield number, _event(json.loads(f"{head}{tail}}}"), cited.split("\n"), zone)


def _event(record: EventRecord, sources: Iterable[str], zone: tzinfo) -> Event:
    when = record["when"]
    return Event(
        id=record["id"],
        when=_date(when, zone),
        words=when["words"],
        stated=when["stated"],
        title=record["title"],
        summary=record["summary"],
        actors=_ids(record["actors"]),
        about=_ids(record["about"]),
        kind=record["kind"],
        place=record["place"],
        tags=tuple(record["tags"]),
        certainty=record["certainty"],
        quotes=tuple(Quote(**quote) for quote in record["quotes"]),
        because=tuple(record["because"]),
        after=tuple(record["after"]),
        accounts=tuple(_account(account, zone) for account in record["accounts"]),
        figures=record["figures"],
        sources=tuple(filter(None, sources)),
    )


def _account(record: AccountRecord, zone: tzinfo) -> Account:
    return Account(
        says=record["says"],
        when=record["when"] and _date(record["when"], zone),
        actors=None if record["actors"] is None else _ids(record["actors"]),
        about=None if record["about"] is None else _ids(record["about"]),
        figures=record["figures"],
        sources=tuple(record["sources"]),
    )


def _date(record: DateRecord, zone: tzinfo) -> EventDate:
    return edtf.parse(record["date"], zone)


def _ids(actors: Iterable[ActorRecord]) -> tuple[str, ...]:
    return tuple(actor["id"] for actor in actors)
