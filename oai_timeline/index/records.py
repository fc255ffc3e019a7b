"""Builds the records and the rows of events as a file has them."""

from collections.abc import Iterable, Mapping
from datetime import tzinfo

from oai_timeline.dates.display import format_date, format_iso
from oai_timeline.index.encode import as_stored, encode
from oai_timeline.index.rows import DateColumns, EventRow
from oai_timeline.index.sort_keys import default_key
from oai_timeline.model.date import EventDate
from oai_timeline.model.event import Account, Event, Quote
from oai_timeline.model.record import (
    AccountRecord,
    ActorRecord,
    DateRecord,
    EventRecord,
    QuoteRecord,
    SourceRecord,
)
from oai_timeline.model.time import SECONDS_PER_DAY
from oai_timeline.model.timeline import Actor, Source

_LONG = 31 * SECONDS_PER_DAY


class RecordBuilder:
    """Builds the records of one timeline's events."""

    def __init__(
        self, actors: Iterable[Actor], sources: Mapping[str, SourceRecord], zone: tzinfo
    ) -> None:
        """Name actors and sources by these, and write bounds in `zone`."""
        self._actors: dict[str, ActorRecord] = {
            actor.id: {"id": actor.id, "name": actor.name} for actor in actors
        }
        self._sources = sources
        self._zone = zone

    def build(self, event: Event) -> EventRecord:
        """Return an event as a record. Its `order` depends on the list that it is read for."""
        return {
            "id": event.id,
            "when": {**self._date(event.when, event.words, event.stated), "order": "unknown"},
            "title": event.title,
            "summary": event.summary,
            "kind": event.kind,
            "place": event.place,
            "tags": list(event.tags),
            "certainty": event.certainty,
            "actors": self._name(event.actors),
            "about": self._name(event.about),
            "quotes": [_build_quote(quote) for quote in event.quotes],
            "because": list(event.because),
            "after": list(event.after),
            "accounts": [self._account(account) for account in event.accounts],
            "figures": dict(event.figures),
            "sources": [self._sources[source] for source in event.sources],
        }

    def _date(self, date: EventDate, words: str | None, stated: str | None) -> DateRecord:
        return {
            "date": date.text,
            "edtf": date.edtf,
            "words": words,
            "stated": stated,
            "earliest": None if date.earliest is None else format_iso(date.earliest, self._zone),
            "latest": None if date.latest is None else format_iso(date.latest, self._zone),
            "precision": date.precision,
            "approximate": date.approximate,
            "uncertain": date.uncertain,
        }

    def _name(self, actors: Iterable[str]) -> list[ActorRecord]:
        return [self._actors[actor] for actor in actors]

    def _account(self, account: Account) -> AccountRecord:
        return {
            "says": account.says,
            "when": account.when and self._date(account.when, None, None),
            "actors": None if account.actors is None else self._name(account.actors),
            "about": None if account.about is None else self._name(account.about),
            "figures": None if account.figures is None else dict(account.figures),
            "sources": list(account.sources),
        }


def _build_quote(quote: Quote) -> QuoteRecord:
    return {
        "by": quote.by,
        "text": quote.text,
        "language": quote.language,
        "translation": quote.translation,
        "source": quote.source,
    }


def build_source_record(source: Source) -> SourceRecord:
    """Return a source as a record."""
    return {
        "id": source.id,
        "publisher": source.publisher,
        "via": source.via,
        "title": source.title,
        "url": source.url,
        "published": source.published and source.published.text,
        "kind": source.kind,
        "language": source.language,
        "rests_on": list(source.rests_on),
        "archived": source.archived,
    }


def event_row(number: int, record: EventRecord, when: EventDate, zone: tzinfo) -> EventRow:
    """Return the row of an event, positioned as in the file; `when` is its date."""
    return EventRow(
        number,
        default_key(number),
        record["id"],
        date_columns(when, zone),
        record["kind"],
        record["certainty"],
        len(record["quotes"]),
        len(record["accounts"]),
        encode(as_stored(record)),
    )


def date_columns(when: EventDate, zone: tzinfo) -> DateColumns:
    """Return the columns of a date, as printed in `zone`."""
    return DateColumns(
        when.text,
        when.precision,
        when.earliest,
        when.latest,
        when.earliest_margin,
        when.latest_margin,
        _is_long(when),
        *format_date(when.text, zone, zone),
    )


def _is_long(when: EventDate) -> bool:
    earliest, latest = when.earliest, when.latest
    return earliest is None or latest is None or latest - earliest > _LONG
