"""Quotations: who said what, on which occasion, and where that can be read."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from oai_timeline.index import Index
from oai_timeline.model.listed import ListedEvent
from oai_timeline.model.record import ActorRecord, QuoteRecord, SourceRecord, WhenRecord
from oai_timeline.query.events import fetch_with_records
from oai_timeline.query.filters import Condition
from oai_timeline.query.names import find_actor
from oai_timeline.query.select import Query, Result, select

_HAS_QUOTES = Condition("e.quotes > 0")
_QUOTES_SPEAKER = """EXISTS (
    SELECT 1 FROM json_each(e.json, '$.quotes') WHERE json_extract(value, '$.by') IN ({all}))"""


class Quotation(NamedTuple):
    """A quote with its event, the date of that, its speaker and its source, if these are known.

    `is_coarse`: the event is dated only to a longer span than what is asked for.
    """

    event: ListedEvent
    when: WhenRecord
    quote: QuoteRecord
    speaker: ActorRecord | None
    source: SourceRecord | None
    is_coarse: bool


class Speakers(NamedTuple):
    """The actors whose quotes are wanted, by id with their names; nobody means everybody.

    `together` asks for the events in which all of them are quoted.
    """

    names: dict[str, str]
    together: bool = False

    @property
    def conditions(self) -> list[Condition]:
        """The conditions on an event in which they are quoted."""
        ids = list(self.names)
        groups = [[one] for one in ids] if self.together else [ids] if ids else []
        return [_HAS_QUOTES, *(Condition(_QUOTES_SPEAKER, group) for group in groups)]


def find_speakers(index: Index, texts: Sequence[str], *, together: bool) -> Speakers:
    """Return the actors that texts name. Raises QueryError."""
    names = dict(index.fetch("SELECT id, name FROM actor"))
    ids = dict.fromkeys(find_actor(index, text) for text in texts)
    return Speakers({one: names[one] for one in ids}, together)


def fetch_quotes(index: Index, result: Result, speakers: Speakers) -> Iterator[Quotation]:
    """Yield the quotes of the speakers in the events of a result, in its order."""
    names = dict(index.fetch("SELECT id, name FROM actor"))
    found = fetch_with_records(index, result)
    for match, (event, record) in zip(result.matches, found, strict=True):
        sources = {source["id"]: source for source in record["sources"]}
        for quote in record["quotes"]:
            by = quote["by"]
            if speakers.names and by not in speakers.names:
                continue
            speaker: ActorRecord | None = {"id": by, "name": names[by]} if by else None
            source = sources.get(quote["source"] or "")
            yield Quotation(event, record["when"], quote, speaker, source, match.coarse)


def count_events_without_quotes(index: Index, query: Query) -> int:
    """Return how many events match a query, except that they need no quotes."""
    return select(index, query._replace(conditions=[], limit=None)).total
