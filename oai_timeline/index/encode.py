"""Events and sources as records, and records as the JSON that the index stores."""

from collections.abc import Iterable, Mapping
from datetime import tzinfo
from json import JSONEncoder

from oai_timeline.dates.display import format_iso
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
from oai_timeline.model.timeline import Actor, Source
from oai_timeline.model.visible import in_json

_encode = JSONEncoder(ensure_ascii=False, allow_nan=False, check_circular=False).encode


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


def encode_event(record: EventRecord) -> str:
    """Return an event as it is stored: with `order` unknown, and the ids of its sources."""
    ids = [source["id"] for source in record["sources"]]
    return encode({**record, "when": {**record["when"], "order": "unknown"}, "sources": ids})


def encode(value: object) -> str:
    """Return a value as JSON on one line."""
    return in_json(_encode(value))
