"""The parts of a timeline besides its events: header, actors, sources."""

import re
from typing import Literal, NamedTuple

from oai_timeline.model.date import EventDate

ActorType = Literal["person", "organisation", "group"]
SourceKind = Literal["first-hand", "news", "analysis", "court", "book", "reference"]


class Header(NamedTuple):
    """The timeline itself. `zone` is the IANA name of the zone of times without an offset.

    `synonyms` has groups of words and phrases that a search treats as one.
    """

    id: str
    title: str
    zone: str
    language: str | None
    focus: EventDate | None
    updated: EventDate | None
    kinds: tuple[str, ...]
    synonyms: tuple[tuple[str, ...], ...]

    @property
    def is_english(self) -> bool:
        """Whether the timeline's language is English, as by `en`, `en-GB` or `eng`."""
        return re.split("[-_]", (self.language or "").lower())[0] in {"en", "eng"}


class Office(NamedTuple):
    """A role held for an interval.

    `since` is None where the start is not known. `until` is None where the end is not known,
    and an open date (`..`) where sources say that the office is still held.
    """

    office: str
    of: str
    since: EventDate | None
    until: EventDate | None
    sources: tuple[str, ...]


class Actor(NamedTuple):
    """A person, an organisation or a group. `aliases` are other names that people type."""

    id: str
    name: str
    type: ActorType | None
    aliases: tuple[str, ...]
    misspellings: tuple[str, ...]
    note: str | None
    offices: tuple[Office, ...]


class Source(NamedTuple):
    """A document. `rests_on` holds the ids of sources that it repeats."""

    id: str
    publisher: str
    via: str | None
    title: str | None
    url: str | None
    published: EventDate | None
    language: str | None
    kind: SourceKind | None
    rests_on: tuple[str, ...]
    archived: str | None
