"""Events and sources as JSON: the form that programs read."""

from collections.abc import Mapping
from datetime import tzinfo
from json import JSONEncoder
from typing import Any

from oai_timeline.dates.edtf import iso
from oai_timeline.model.date import EventDate
from oai_timeline.model.event import Account, Event
from oai_timeline.model.timeline import Source
from oai_timeline.model.visible import in_json

_encode = JSONEncoder(ensure_ascii=False, allow_nan=False, check_circular=False).encode
_ORDER = ', "order": null'
"""Where `order` is to go: no text has it, as a quote in a text is escaped."""


class EventEncoder:
    """Writes events of one timeline as JSON text, every key always there."""

    def __init__(self, names: Mapping[str, str], zone: tzinfo) -> None:
        """Write actors with their `names`, and bounds in `zone`."""
        self._zone = zone
        self._actor = {key: {"id": key, "name": name} for key, name in names.items()}

    def event(self, event: Event) -> tuple[str, str]:
        """Write an event up to its sources, in two parts; `order` goes into `when` between."""
        written = json(
            {
                "id": event.id,
                "when": self._when(event.when, event.words, event.stated) | {"order": None},
                "title": event.title,
                "summary": event.summary,
                "kind": event.kind,
                "place": event.place,
                "tags": event.tags,
                "certainty": event.certainty,
                "actors": self._actors(event.actors),
                "about": self._actors(event.about),
                "quotes": [
                    {
                        "by": quote.by,
                        "text": quote.text,
                        "language": quote.language,
                        "translation": quote.translation,
                        "source": quote.source,
                    }
                    for quote in event.quotes
                ],
                "because": event.because,
                "after": event.after,
                "accounts": [self._account(account) for account in event.accounts],
                "figures": event.figures,
            }
        )
        head, _, tail = written[:-1].partition(_ORDER)
        return head, tail

    def _when(self, date: EventDate, words: str | None, stated: str | None) -> dict[str, Any]:
        return {
            "date": date.text,
            "edtf": date.edtf,
            "words": words,
            "stated": stated,
            "earliest": None if date.earliest is None else iso(date.earliest, self._zone),
            "latest": None if date.latest is None else iso(date.latest, self._zone),
            "precision": date.precision,
            "approximate": date.approximate,
            "uncertain": date.uncertain,
        }

    def _actors(self, ids: tuple[str, ...]) -> list[dict[str, str]]:
        return [self._actor[key] for key in ids]

    def _account(self, account: Account) -> dict[str, Any]:
        return {
            "says": account.says,
            "when": account.when and self._when(account.when, None, None),
            "actors": None if account.actors is None else self._actors(account.actors),
            "about": None if account.about is None else self._actors(account.about),
            "figures": account.figures,
            "sources": account.sources,
        }


def source_json(source: Source) -> str:
    """Write a source as JSON."""
    return json(
        {
            "id": source.id,
            "publisher": source.publisher,
            "via": source.via,
            "title": source.title,
            "url": source.url,
            "published": source.published and source.published.text,
            "kind": source.kind,
            "language": source.language,
            "rests_on": source.rests_on,
            "archived": source.archived,
        }
    )


def json(value: object) -> str:
    """Write a value as JSON on one line."""
    return in_json(_encode(value))
