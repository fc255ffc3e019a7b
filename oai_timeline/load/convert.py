"""From documents, which are text, to values of the model: dates read, what is left out made plain.

Each function raises `edtf.DateError` where a date is none.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import tzinfo
from typing import TypeVar

from msgspec import UNSET, UnsetType

from oai_timeline.dates.bounds import parse_date
from oai_timeline.load.document import (
    AccountDocument,
    ActorDocument,
    EventDocument,
    HeaderDocument,
    OfficeDocument,
    QuoteDocument,
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
    earliest_margin=None,
    latest_margin=None,
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
    accounts = tuple([_account(account, zone) for account in document.accounts or ()])
    quotes = tuple([_quote(quote) for quote in document.quotes or ()])
    return Event(
        id=document.id,
        when=parse_date(document.when, zone),
        words=document.words or None,
        stated=document.stated or None,
        title=document.title,
        summary=document.summary or None,
        actors=_each(document.actors),
        about=_each(document.about),
        kind=document.kind or None,
        place=document.place or None,
        tags=_each(document.tags),
        certainty=document.certainty or None,
        quotes=quotes,
        because=_each(document.because),
        after=_each(document.after),
        accounts=accounts,
        figures=_figures(document.figures) or {},
        sources=_all_sources(_each(document.sources), accounts, quotes),
    )


def dates_of(value: Header | Actor | Source | Event) -> list[EventDate | None]:
    """List the dates that a value states."""
    match value:
        case Event():
            return [value.when, *[account.when for account in value.accounts]]
        case Actor():
            return [date for office in value.offices for date in (office.since, office.until)]
        case Source():
            return [value.published]
        case Header():
            return [value.focus, value.updated]


def references_of(value: Header | Actor | Source | Event) -> Iterator[tuple[str, Iterable[str]]]:
    """List what a value refers to, other events apart: `actor`, `source` or `kind`, and ids."""
    match value:
        case Event():
            yield "source", value.sources
            yield "actor", value.actors
            yield "actor", value.about
            for account in value.accounts:
                yield "actor", (*(account.actors or ()), *(account.about or ()))
            if value.quotes:
                yield "actor", [quote.by for quote in value.quotes if quote.by]
            if value.kind:
                yield "kind", (value.kind,)
        case Actor():
            for office in value.offices:
                yield "actor", (office.of,)
                yield "source", office.sources
        case Source():
            yield "source", value.rests_on


def _office(document: OfficeDocument, zone: tzinfo) -> Office:
    return Office(
        office=document.office,
        of=document.of,
        since=_date(document.since, zone),
        until=STILL_HELD if document.until == ".." else _date(document.until, zone),
        sources=_each(document.sources),
    )


def _quote(document: QuoteDocument) -> Quote:
    return Quote(
        by=_given(document.by),
        text=document.text,
        language=_given(document.language),
        translation=_given(document.translation),
        source=_given(document.source),
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
    return None if text is UNSET else parse_date(text, zone)


def _given(value: T | UnsetType) -> T | None:
    return None if value is UNSET else value


def _each(values: Collection[str] | UnsetType) -> tuple[str, ...]:
    """Give the values in their order, each once."""
    if not values:
        return ()
    return tuple(values if len(values) == 1 else dict.fromkeys(values))


def _figures(figures: dict[str, str] | UnsetType) -> Figures | None:
    if figures is UNSET:
        return None
    return {name: float(text) if "." in text else int(text) for name, text in figures.items()}


def _all_sources(
    listed: tuple[str, ...], accounts: Sequence[Account], quotes: Sequence[Quote]
) -> tuple[str, ...]:
    """List an event's sources, then those that only its accounts and quotes name."""
    if not accounts and not quotes:
        return listed
    told = (source for account in accounts for source in account.sources)
    quoted = (quote.source for quote in quotes if quote.source)
    return _each((*listed, *told, *quoted))


def _slug(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold(title).replace("'", "")).strip("-") or "timeline"
