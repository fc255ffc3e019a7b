"""The order of each two of some events: before, after, same or not known, with the evidence."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from math import inf
from typing import NamedTuple, TypedDict

from oai_timeline.index import Index
from oai_timeline.model.listed import ListedEvent
from oai_timeline.model.record import AccountRecord, DateRecord, EventRecord, SourceRecord
from oai_timeline.query.event_details import view_account
from oai_timeline.query.events import as_result, fetch_by_number, fetch_events, fetch_with_records
from oai_timeline.query.order import OrderedEvent
from oai_timeline.query.precedence import Ground, Order, OrderJudge, Verdict, compare_dates
from oai_timeline.query.reading import fetch_order, list_by_day, list_canonically
from oai_timeline.query.select import Result


class Link(NamedTuple):
    """An event of a chain; `key` says how it is known to be later than the one before it."""

    key: str
    event: ListedEvent


class OtherOrder(NamedTuple):
    """The order that the accounts of some sources give: the events as these date them."""

    order: Order
    dated: Sequence[tuple[ListedEvent, DateRecord]]
    sources: Sequence[SourceRecord]


class Pair(NamedTuple):
    """The order of two events, in the order in which they were asked for.

    `gap`: more than so many seconds lie between them; None if their dates don't tell.
    `overlap` has the bounds that both have in common, None if they have none. `chain` leads from
    the earlier event to the later one. `others` is where accounts give another order.
    """

    first: ListedEvent
    second: ListedEvent
    order: Order
    by: Sequence[Ground]
    gap: int | None
    overlap: tuple[str | None, str | None] | None
    chain: Sequence[Link]
    others: Sequence[OtherOrder]


class Pairs(NamedTuple):
    """Some events as lists have them, their sources by id, and the order of each pair of them.

    `zone` is the timeline's. `perspective` describes the point of view, empty if there is none.
    """

    events: Sequence[ListedEvent]
    sources: Mapping[str, Sequence[SourceRecord]]
    pairs: Sequence[Pair]
    zone: str
    perspective: str


class LinkRecord(TypedDict):
    """An event of a chain, by its id."""

    event: str
    key: str | None


class DatedRecord(TypedDict):
    """An event's date in an account."""

    event: str
    when: DateRecord


class OtherOrderRecord(TypedDict):
    """The order that the accounts of some sources give."""

    order: Order
    dates: list[DatedRecord]
    sources: list[str]


class OverlapRecord(TypedDict):
    """The bounds that two dates have in common."""

    earliest: str | None
    latest: str | None


class PairRecord(TypedDict):
    """The order of two events."""

    first: str
    second: str
    order: Order
    by: list[Ground]
    gap_seconds: int | None
    overlap: OverlapRecord | None
    chain: list[LinkRecord]
    accounts: list[OtherOrderRecord]


class PairsRecord(TypedDict):
    """Some events in time order, and the order of each pair of them."""

    events: list[EventRecord]
    pairs: list[PairRecord]


def fetch_pairs(index: Index, ids: Sequence[str]) -> Pairs:
    """Return the order of each two of some events, which are different."""
    numbers = _fetch_numbers(index, ids)
    listed = list_by_day(index, fetch_order(index, numbers), reverse=False)
    found = dict(zip(numbers, fetch_with_records(index, as_result(numbers)), strict=True))
    return Pairs(
        fetch_events(index, Result(listed, len(listed))),
        {event.id: record["sources"] for event, record in found.values()},
        list(_judge_pairs(index, found)),
        index.zone,
        index.perspective_description,
    )


def fetch_pairs_record(index: Index, ids: Sequence[str]) -> PairsRecord:
    """Return the same for programs."""
    numbers = _fetch_numbers(index, ids)
    matches = list_canonically(index, fetch_order(index, numbers), reverse=False)
    found = dict(zip(numbers, fetch_with_records(index, as_result(numbers)), strict=True))
    listed = fetch_with_records(index, Result(matches, len(matches)))
    return {
        "events": [record for _, record in listed],
        "pairs": [_as_record(pair) for pair in _judge_pairs(index, found)],
    }


def _fetch_numbers(index: Index, ids: Sequence[str]) -> list[int]:
    sql = "SELECT number FROM event WHERE id = ?"
    return [int(number) for one in ids for (number,) in index.fetch(sql, (one,))]


def _judge_pairs(
    index: Index, found: Mapping[int, tuple[ListedEvent, EventRecord]]
) -> Iterator[Pair]:
    judge = OrderJudge(index, list(found))
    verdicts = {(a, b): judge.judge(a, b) for a, b in combinations(found, 2)}
    steps = {step.number for verdict in verdicts.values() for step in verdict.chain}
    chained = fetch_by_number(index, sorted(steps))
    for (a, b), verdict in verdicts.items():
        events = judge.events[a], judge.events[b]
        yield Pair(
            found[a][0],
            found[b][0],
            verdict.order,
            verdict.by,
            _measure_gap(*events) if "dates" in verdict.by else None,
            _find_overlap(*events, index.zone),
            [Link(step.key, chained[step.number]) for step in verdict.chain],
            _list_other_orders(verdict, events, (found[a], found[b]), index.zone),
        )


def _measure_gap(first: OrderedEvent, second: OrderedEvent) -> int | None:
    gaps = (
        second.earliest_margin - first.latest_margin,
        first.earliest_margin - second.latest_margin,
    )
    return int(max(gaps)) if max(gaps) >= 0 else None


def _find_overlap(
    first: OrderedEvent, second: OrderedEvent, zone: str
) -> tuple[str | None, str | None] | None:
    earliest = max(first.earliest_margin, second.earliest_margin)
    latest = min(first.latest_margin, second.latest_margin)
    if earliest >= latest:
        return None
    from zoneinfo import ZoneInfo

    from oai_timeline.dates.display import format_iso

    start, end = (
        None if abs(moment) == inf else format_iso(int(moment), ZoneInfo(zone))
        for moment in (earliest, latest)
    )
    return start, end


_Found = tuple[ListedEvent, EventRecord]


def _list_other_orders(
    verdict: Verdict,
    events: tuple[OrderedEvent, OrderedEvent],
    found: tuple[_Found, _Found],
    zone: str,
) -> list[OtherOrder]:
    """Return the orders by the dates of each source's accounts, where these are others.

    A source that dates only one of the events is compared with the timeline's date of the other.
    """
    dated = [_list_dated_accounts(record) for _, record in found]
    sources = {source["id"]: source for _, record in found for source in record["sources"]}
    groups: dict[tuple[Order, str, str], OtherOrder] = {}
    for source in dict.fromkeys(source for accounts in dated for source in accounts):
        accounts = [one.get(source) for one in dated]
        order = compare_dates(
            *(_apply_date(event, one, zone) for event, one in zip(events, accounts, strict=True))
        )
        if not _is_other(order, verdict):
            continue
        dates = [
            (_redate(event, one, sources, zone), one["when"])
            for (event, _), one in zip(found, accounts, strict=True)
            if one and one["when"]
        ]
        first, second = (one["when"]["date"] if one and one["when"] else "" for one in accounts)
        group = groups.setdefault((order, first, second), OtherOrder(order, dates, ()))
        group = group._replace(sources=[*group.sources, sources[source]])
        groups[order, first, second] = group
    return list(groups.values())


def _is_other(order: Order, verdict: Verdict) -> bool:
    """Return whether an order by dates differs from a verdict: links stand if dates are open."""
    if order == "unknown":
        return verdict.order == "same" or tuple(verdict.by) == ("dates",)
    return order != verdict.order


def _list_dated_accounts(record: EventRecord) -> dict[str, AccountRecord]:
    """Return for each source the first of its accounts that dates an event."""
    dated: dict[str, AccountRecord] = {}
    for account in record["accounts"]:
        if account["when"]:
            for source in account["sources"]:
                dated.setdefault(source, account)
    return dated


def _apply_date(event: OrderedEvent, account: AccountRecord | None, zone: str) -> OrderedEvent:
    """Return an event with the bounds that an account gives it, if it does."""
    if account is None or account["when"] is None:
        return event
    from zoneinfo import ZoneInfo

    from oai_timeline.dates.bounds import parse_date

    date = parse_date(account["when"]["date"], ZoneInfo(zone))
    return event._replace(
        earliest_margin=-inf if date.earliest_margin is None else date.earliest_margin,
        latest_margin=inf if date.latest_margin is None else date.latest_margin,
        earliest=-inf if date.earliest is None else date.earliest,
        latest=inf if date.latest is None else date.latest,
    )


def _redate(
    event: ListedEvent, account: AccountRecord, sources: Mapping[str, SourceRecord], zone: str
) -> ListedEvent:
    return view_account(event, account, sources, zone).dated or event


def _as_record(pair: Pair) -> PairRecord:
    overlap = pair.overlap
    return {
        "first": pair.first.id,
        "second": pair.second.id,
        "order": pair.order,
        "by": list(pair.by),
        "gap_seconds": pair.gap,
        "overlap": overlap and {"earliest": overlap[0], "latest": overlap[1]},
        "chain": [{"event": link.event.id, "key": link.key or None} for link in pair.chain],
        "accounts": [
            {
                "order": other.order,
                "dates": [{"event": event.id, "when": when} for event, when in other.dated],
                "sources": [source["id"] for source in other.sources],
            }
            for other in pair.others
        ],
    }
