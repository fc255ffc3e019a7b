"""Events as they are read from an index, and as JSON has them.

Dates are as written, bounds ISO 8601 in the timeline's zone, half open, None where open or unknown.
"""

from typing import Literal, TypedDict

from oai_timeline.model.certainty import Certainty


class DateRecord(TypedDict):
    """A date. `edtf` is None where the text departs from EDTF in a way it has no form for."""

    date: str
    edtf: str | None
    words: str | None
    stated: str | None
    earliest: str | None
    latest: str | None
    precision: str
    approximate: bool
    uncertain: bool


class WhenRecord(DateRecord):
    """An event's date. `order` is `known` where it is before all that the list has after it."""

    order: Literal["known", "unknown"]


class ActorRecord(TypedDict):
    """An actor, by id and by name."""

    id: str
    name: str


class QuoteRecord(TypedDict):
    """Words that a source gives, verbatim. `by` is an actor's id, `source` a source's."""

    by: str | None
    text: str
    language: str | None
    translation: str | None
    source: str | None


class AccountRecord(TypedDict):
    """What some sources say where others differ. What is None is as in the event."""

    says: str
    when: DateRecord | None
    actors: list[ActorRecord] | None
    about: list[ActorRecord] | None
    figures: dict[str, float] | None
    sources: list[str]


class SourceRecord(TypedDict):
    """A document. `rests_on` holds ids of sources that it repeats."""

    id: str
    publisher: str
    via: str | None
    title: str | None
    url: str | None
    published: str | None
    kind: str | None
    language: str | None
    rests_on: list[str]
    archived: str | None


class EventFacts(TypedDict):
    """An event but for its sources. `because` and `after` hold ids of events, perhaps of others."""

    id: str
    when: WhenRecord
    title: str
    summary: str | None
    kind: str | None
    place: str | None
    tags: list[str]
    certainty: Certainty | None
    actors: list[ActorRecord]
    about: list[ActorRecord]
    quotes: list[QuoteRecord]
    because: list[str]
    after: list[str]
    accounts: list[AccountRecord]
    figures: dict[str, float]


class StoredEvent(EventFacts):
    """An event as an index stores it: with the ids of its sources, and `order` unknown."""

    sources: list[str]


class EventRecord(EventFacts):
    """An event, with its sources."""

    sources: list[SourceRecord]


class HeaderRecord(TypedDict):
    """The timeline itself. `updated` and `focus` are as written in the file."""

    id: str
    title: str
    zone: str
    language: str | None
    updated: str | None
    focus: str | None
