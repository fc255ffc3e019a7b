"""The events that some sources have in common, as each of them tells them."""

from collections.abc import Iterable, Mapping, Sequence
from json import loads
from typing import NamedTuple
from zoneinfo import ZoneInfo

from oai_timeline.index import Index
from oai_timeline.index.decode import load_events
from oai_timeline.index.record import EventEncoder
from oai_timeline.model.entry import Entry
from oai_timeline.model.event import Event
from oai_timeline.model.record import EventRecord
from oai_timeline.model.spelling import fold
from oai_timeline.query import names
from oai_timeline.query.disputes import Dispute
from oai_timeline.query.page import AccountView, accounts
from oai_timeline.query.select import Result, Sources, assembled, entries
from oai_timeline.query.versions import according_to, publication_dates

_COMPARED = ("when", "summary", "actors", "about", "figures")


class Comparison(NamedTuple):
    """An event, how each of some sources tells it, and the keys in which they differ."""

    entry: Entry
    tellings: list[EventRecord]
    differ: list[str]


def tellers(index: Index, texts: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Find what some texts mean: by name, the ids of one source or of a publisher's.

    Raises QueryError.
    """
    publishers = dict(index.rows("SELECT id, publisher FROM source"))
    by = {}
    for text in texts:
        ids = names.sources(index, text)
        publisher = publishers[ids[0]]
        by[publisher if fold(text.strip()) == fold(publisher) else ids[0]] = ids
    return by


def compare(index: Index, answer: Result, by: Mapping[str, Sequence[str]]) -> list[Comparison]:
    """Give the events of an answer, all of which cite all tellers, as each of these tells them."""
    recorder = EventEncoder(dict(index.rows("SELECT id, name FROM actor")), ZoneInfo(index.zone))
    sources = Sources(index, "json")
    parties = [publication_dates(index, ids) for ids in by.values()]
    events = dict(load_events(index, [row.number for row in answer.rows]))
    compared = []
    for entry in entries(index, answer):
        told = [according_to(events[entry.number], dates) for dates in parties]
        texts = [
            assembled(*recorder.event(one), sources.of("\n".join(one.sources)), entry.order_known)
            for one in told
        ]
        compared.append(Comparison(entry, [loads(text) for text in texts], _differing(told)))
    return compared


def side_by_side(
    index: Index, compared: Iterable[Comparison], names: Iterable[str]
) -> list[Dispute]:
    """Give what was compared as accounts of the events; `names` are those of the tellers."""
    names, home = list(names), index.zone
    return [Dispute(one.entry, _as_accounts(one, names, home)) for one in compared]


def _differing(told: Sequence[Event]) -> list[str]:
    first, *others = told
    return [
        key
        for key in _COMPARED
        if any(getattr(other, key) != getattr(first, key) for other in others)
    ]


def _as_accounts(one: Comparison, names: Sequence[str], home: str) -> list[AccountView]:
    records = [
        {
            **telling,
            "says": telling["summary"] or "",
            "actors": telling["actors"] if "actors" in one.differ else telling["actors"] or None,
            "about": telling["about"] if "about" in one.differ else telling["about"] or None,
            "sources": [source["id"] for source in telling["sources"]],
        }
        for telling in one.tellings
    ]
    cited = [source for telling in one.tellings for source in telling["sources"]]
    told = accounts(one.entry, {"accounts": records, "sources": cited}, home)
    return [
        account._replace(teller=name, differs=tuple(one.differ))
        for account, name in zip(told, names, strict=True)
    ]
