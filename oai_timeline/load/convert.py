"""From documents, which are text, to values of the model: dates read, what is left out made plain.

Each function raises `edtf.DateError` where a date is none.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import tzinfo
from typing import TypeVar

from msgspec import UnsetType

from oai_timeline import edtf
from oai_timeline.load.document import (
    AccountDocument,
    ActorDocument,
    EventDocument,
    HeaderDocument,
    OfficeDocument,
    SourceDocument,
)
from oai_timeline.model.date import EventDate
from oai_timeline.model.event import Account, Event, Figures, Quote
from oai_timeline.model.spelling import fold
from oai_timeline.model.timeline import Actor, Header, Office, Source

T = TypeVar("T")

STILL_HELD = EventDate(
    text="..",
    edtf=None,
    earliest=None,
    latest=None,
    reach_from=None,
    reach_to=None,
    precision="interval",
)
"""What `until: ..` says of an office."""


def header(document: HeaderDocument, zone: tzinfo) -> Header:
    """Make the header."""
    return Header(
        id=_given(document.id) or _slug(document.title),
        title=document.title,
        zone=document.zone,
        language=_given(document.language),
        focus=_date(document.focus, zone),
        updated=_date(document.updated, zone),
        kinds=_each(document.kinds),
    )


def actor(key: str, document: ActorDocument, zone: tzinfo) -> Actor:
    """Make an actor, whose id is `key`."""
    return Actor(
        id=key,
        name=document.name,
        type=_given(document.type),
        aliases=_each(document.aliases),
        misspellings=_each(document.misspellings),
        note=_given(document.note),
        offices=tuple(_office(office, zone) for office in _given(document.offices) or ()),
    )


def source(key: str, document: SourceDocument, zone: tzinfo) -> Source:
    """Make a source, whose id is `key`."""
    return Source(
        id=key,
        publisher=document.publisher,
        via=_given(document.via),
        title=_given(document.title),
        url=_given(document.url),
        published=_date(document.published, zone),
        language=_given(document.language),
        kind=_given(document.kind),
        rests_on=_each(document.rests_on),
        archived=_given(document.archived),
    )


def event(document: EventDocument, zone: tzinfo) -> Event:
    """Make an event."""
    accounts = tuple(_account(account, zone) for account in _given(document.accounts) or ())
    quotes = tuple(
        Quote(
            by=_given(quote.by),
            text=quote.text,
            language=_given(quote.language),
            translation=_given(quote.translation),
            source=_given(quote.source),
        )
        for quote in _given(document.quotes) or ()
    )
    return Event(
        id=document.id,
        when=edtf.parse(document.when, zone),
        words=_given(document.words),
        stated=_given(document.stated),
        title=document.title,
        summary=_given(document.summary),
        actors=_each(document.actors),
        about=_each(document.about),
        kind=_given(document.kind),
        place=_given(document.place),
        tags=_each(document.tags),
        certainty=_given(document.certainty),
        quotes=quotes,
        because=_each(document.because),
        after=_each(document.after),
        accounts=accounts,
        figures=_figures(document.figures) or {},
        sources=_all_sources(_each(document.sources), accounts, quotes),
    )


def dates_of(value: Header | Actor | Source | Event) -> Iterable[EventDate | None]:
    """List the dates that a value states."""
    match value:
        case Header():
            return value.focus, value.updated
        case Actor():
            return (date for office in value.offices for date in (office.since, office.until))
        case Source():
            return (value.published,)
        case Event():
            return value.when, *(account.when for account in value.accounts)


def references_of(value: Header | Actor | Source | Event) -> Iterator[tuple[str, str]]:
    """List what a value refers to, other events apart: `actor`, `source` or `kind`, and the id."""
    match value:
        case Actor():
            for office in value.offices:
                yield "actor", office.of
                yield from (("source", source) for source in office.sources)
        case Source():
            yield from (("source", source) for source in value.rests_on)
        case Event():
            yield from (("source", source) for source in value.sources)
            yield from (("actor", actor) for actor in (*value.actors, *value.about))
            for account in value.accounts:
                told = (*(account.actors or ()), *(account.about or ()))
                yield from (("actor", actor) for actor in told)
            yield from (("actor", quote.by) for quote in value.quotes if quote.by)
            if value.kind:
                yield "kind", value.kind


def _office(document: OfficeDocument, zone: tzinfo) -> Office:
    return Office(
        office=document.office,
        of=document.of,
        since=_date(document.since, zone),
        until=STILL_HELD if document.until == ".." else _date(document.until, zone),
        sources=_each(document.sources),
    )


def _account(document: AccountDocument, zone: tzinfo) -> Account:
    actors, about = _given(document.actors), _given(document.about)
    return Account(
        says=document.says,
        when=_date(document.when, zone),
        actors=None if actors is None else _each(actors),
        about=None if about is None else _each(about),
        figures=_figures(document.figures),
        sources=_each(document.sources),
    )


def _date(text: str | UnsetType, zone: tzinfo) -> EventDate | None:
    return None if isinstance(text, UnsetType) else edtf.parse(text, zone)


def _given(value: T | UnsetType) -> T | None:
    return None if isinstance(value, UnsetType) else value


def _each(values: Iterable[str] | UnsetType) -> tuple[str, ...]:
    """Give the values in their order, each once."""
    return () if isinstance(values, UnsetType) else tuple(dict.fromkeys(values))


def _figures(figures: dict[str, str] | UnsetType) -> Figures | None:
    if isinstance(figures, UnsetType):
        return None
    return {name: float(text) if "." in text else int(text) for name, text in figures.items()}


def _all_sources(
    listed: tuple[str, ...], accounts: Iterable[Account], quotes: Iterable[Quote]
) -> tuple[str, ...]:
    """List an event's sources, then those that only its accounts and quotes name."""
    told = (source for account in accounts for source in account.sources)
    quoted = (quote.source for quote in quotes if quote.source)
    return _each((*listed, *told, *quoted))


def _slug(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold(title).replace("'", "")).strip("-") or "timeline"
