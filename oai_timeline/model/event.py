"""Events, quotes and accounts."""

from collections.abc import Mapping
from typing import NamedTuple

from oai_timeline.model.certainty import Certainty
from oai_timeline.model.date import EventDate

Figures = Mapping[str, int | float]


class Quote(NamedTuple):
    """A verbatim quote from a source. `by` and `source` are ids."""

    by: str | None
    text: str
    language: str | None
    translation: str | None
    source: str | None


class Account(NamedTuple):
    """The version of some sources where others differ.

    `when`, `actors`, `about` and `figures` are None where they are as in the event.
    """

    says: str
    when: EventDate | None
    actors: tuple[str, ...] | None
    about: tuple[str, ...] | None
    figures: Figures | None
    sources: tuple[str, ...]


class Event(NamedTuple):
    """One thing that happened, as curated.

    `actors` holds the ids of those who did or said it, `about` of those it was done or said to,
    `sources` of the documents it rests on; each in the order of the file. `because` and `after`
    hold ids of events. `words` is how sources describe a vague time, `stated` the time of day as
    they give it.
    """

    id: str
    when: EventDate
    words: str | None
    stated: str | None
    title: str
    summary: str | None
    actors: tuple[str, ...]
    about: tuple[str, ...]
    kind: str | None
    place: str | None
    tags: tuple[str, ...]
    certainty: Certainty | None
    quotes: tuple[Quote, ...]
    because: tuple[str, ...]
    after: tuple[str, ...]
    accounts: tuple[Account, ...]
    figures: Figures
    sources: tuple[str, ...]
