"""The events that several sources report, as each of them reports them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from oai_timeline.index import Index
from oai_timeline.index.decode import EventDecoder
from oai_timeline.index.encode import as_stored
from oai_timeline.model.listed import ListedEvent
from oai_timeline.model.record import AccountRecord, EventRecord
from oai_timeline.query.disputes import Dispute
from oai_timeline.query.event_details import AccountView, view_account
from oai_timeline.query.events import fetch_with_records
from oai_timeline.query.select import Result
from oai_timeline.query.versions import according_to, fetch_publication_dates


class Comparison(NamedTuple):
    """An event, the version of each source, and the keys in which these differ."""

    event: ListedEvent
    versions: list[EventRecord]
    differ: list[str]


def compare(index: Index, result: Result, sources: Iterable[Sequence[str]]) -> list[Comparison]:
    """Return the events of a result with the versions of some sources, which all of them cite."""
    dates = [fetch_publication_dates(index, ids) for ids in sources]
    decoder = EventDecoder(index)
    comparisons = []
    for event, record in fetch_with_records(index, result):
        stored = as_stored(record)
        versions = [
            decoder.complete_record(according_to(stored, published), order_known=event.order_known)
            for published in dates
        ]
        comparisons.append(Comparison(event, versions, _find_differences(versions)))
    return comparisons


def as_disputes(
    index: Index, comparisons: Iterable[Comparison], names: Iterable[str]
) -> list[Dispute]:
    """Return comparisons as accounts of the events; `names` are those of the sources."""
    names, zone = list(names), index.zone
    return [
        Dispute(comparison.event, _view_versions(comparison, names, zone))
        for comparison in comparisons
    ]


def _find_differences(versions: Sequence[EventRecord]) -> list[str]:
    first, *others = map(_comparable, versions)
    return [key for key in first if any(other[key] != first[key] for other in others)]


def _comparable(version: EventRecord) -> Mapping[str, object]:
    return {
        "when": version["when"]["date"],
        "summary": version["summary"],
        "actors": version["actors"],
        "about": version["about"],
        "figures": version["figures"],
    }


def _view_versions(comparison: Comparison, names: Sequence[str], zone: str) -> list[AccountView]:
    event, versions, differ = comparison
    sources = {source["id"]: source for version in versions for source in version["sources"]}
    return [
        view_account(event, _as_account(version, differ), sources, zone)._replace(
            source_name=name, differs=tuple(differ)
        )
        for version, name in zip(versions, names, strict=True)
    ]


def _as_account(version: EventRecord, differ: Sequence[str]) -> AccountRecord:
    """Return a version as an account; it names nobody only where others name somebody."""
    return {
        "says": version["summary"] or "",
        "when": version["when"],
        "actors": version["actors"] if "actors" in differ else version["actors"] or None,
        "about": version["about"] if "about" in differ else version["about"] or None,
        "figures": version["figures"],
        "sources": [source["id"] for source in version["sources"]],
    }
