"""Everything that a timeline has about one event."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from oai_timeline.index import Index
from oai_timeline.model.entry import Entry, Printed
from oai_timeline.model.origins import Origins
from oai_timeline.query.origins import documents
from oai_timeline.query.select import Result, Row, entries, json


class Source(NamedTuple):
    """A document, as the timeline cites it. `rests_on` holds ids of other sources."""

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


class Quote(NamedTuple):
    """Words that a source gives, verbatim, and whose they are."""

    by: str | None
    text: str
    language: str | None
    translation: str | None
    source: Source | None


class AccountView(NamedTuple):
    """What some sources say where others differ.

    `dated` is the event as this account dates it. What is None is as in the event. `teller` is the
    name of one whom the account is asked of, and `differs` the keys in which those asked differ.
    """

    says: str
    dated: Entry | None
    actors: str | None
    about: str | None
    figures: Mapping[str, float] | None
    sources: list[Source]
    teller: str = ""
    differs: tuple[str, ...] = ()

    @property
    def is_alike(self) -> bool:
        """Tell whether all who were asked tell the same."""
        return bool(self.teller) and not self.differs


class LinkedEvent(NamedTuple):
    """An event that this one follows or that follows it; `key` is `because` or `after`."""

    key: str
    entry: Entry


class Page(NamedTuple):
    """What there is to know of an event.

    `zone` and `language` are the timeline's; `utc` is the date as printed in UTC, None where it has
    no clock.
    `sources` are all that are cited, for the event, its accounts or its quotes; `origins` are the
    publishers of those that they come to in the end.
    """

    entry: Entry
    zone: str
    language: str | None
    utc: str | None
    stated: str | None
    approximate: bool
    uncertain: bool
    figures: Mapping[str, float]
    quotes: list[Quote]
    accounts: list[AccountView]
    sources: list[Source]
    origins: list[str]
    before: list[LinkedEvent]
    following: list[LinkedEvent]


def as_json(index: Index, event: str) -> str:
    """Give an event as JSON, by its id."""
    ((number,),) = index.rows("SELECT number FROM event WHERE id = ?", (event,))
    (text,) = json(index, Result([Row(number, order_known=True, coarse=False)], 1))
    return text


def page(index: Index, event: str) -> Page:
    """Tell all there is to know of an event, by its id."""
    from json import loads

    record = loads(as_json(index, event))
    ((number,),) = index.rows("SELECT number FROM event WHERE id = ?", (event,))
    ((home, language),) = index.rows("SELECT zone, language FROM header")
    known = documents(index)
    (entry,) = _entries(index, [number])
    sources = {found["id"]: Source(**found) for found in record["sources"]}
    return Page(
        entry,
        home,
        language,
        _format_date(entry.date, home, "UTC").in_full() if "T" in entry.date else None,
        record["when"]["stated"],
        record["when"]["approximate"],
        record["when"]["uncertain"],
        record["figures"],
        _quotes(index, record["quotes"], sources),
        accounts(entry, record, home),
        list(sources.values()),
        [known[source].publisher for source in Origins(known).of(sources)],
        _steps(index, "target", "link.event", number),
        _steps(index, "link.event", "target", number),
    )


def accounts(entry: Entry, record: Mapping[str, Any], home: str) -> list[AccountView]:
    """Give the accounts of an event; `record` is its JSON, `home` the timeline's zone."""
    sources = {found["id"]: Source(**found) for found in record["sources"]}
    return [
        AccountView(
            account["says"],
            account["when"] and _with_date(entry, account["when"]["date"], home),
            _names(account["actors"]),
            _names(account["about"]),
            account["figures"],
            [sources[source] for source in account["sources"]],
        )
        for account in record["accounts"]
    ]


def _with_date(entry: Entry, date: str, home: str) -> Entry:
    """Give an event as it is printed when it has another date."""
    return entry._replace(date=date, words=None, **_format_date(date, home, home)._asdict())


def _format_date(date: str, home: str, zone: str) -> Printed:
    from zoneinfo import ZoneInfo

    from oai_timeline.dates import edtf

    return edtf.printed(date, ZoneInfo(home), ZoneInfo(zone))


def _names(actors: Sequence[Mapping[str, str]] | None) -> str | None:
    """List the names of actors, one a line, as an entry has them."""
    return None if actors is None else "\n".join(actor["name"] for actor in actors)


def _quotes(
    index: Index, quotes: Sequence[Mapping[str, Any]], sources: Mapping[str, Source]
) -> list[Quote]:
    names = dict(index.rows("SELECT id, name FROM actor")) if quotes else {}
    return [
        Quote(
            names.get(quote["by"]),
            quote["text"],
            quote["language"],
            quote["translation"],
            sources.get(quote["source"]),
        )
        for quote in quotes
    ]


def _steps(index: Index, end: str, start: str, number: int) -> list[LinkedEvent]:
    """Give the events at one end of the links that have `number` at the other, in time order."""
    links = index.rows(
        f"SELECT {end}, key FROM link JOIN event ON number = {end}"
        f" WHERE {start} = ? ORDER BY event.position, key",
        (number,),
    )
    keys: dict[int, str] = {}
    for other, key in links:
        if key == "because" or other not in keys:
            keys[other] = key  # `because` says more
    return [LinkedEvent(keys[entry.number], entry) for entry in _entries(index, keys)]


def _entries(index: Index, numbers: Iterable[int]) -> list[Entry]:
    rows = [Row(number, order_known=True, coarse=False) for number in numbers]
    return entries(index, Result(rows, len(rows)))
