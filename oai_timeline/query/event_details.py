"""Everything that a timeline has about one event."""

from collections.abc import Mapping
from typing import NamedTuple

from oai_timeline.index import Index
from oai_timeline.model.listed import ListedEvent
from oai_timeline.model.origins import Origins
from oai_timeline.model.printed import Printed
from oai_timeline.model.record import AccountRecord, EventRecord, HeaderRecord, SourceRecord
from oai_timeline.query.events import (
    as_result,
    fetch_by_number,
    fetch_header,
    fetch_json,
    fetch_with_records,
    list_names,
)
from oai_timeline.query.origins import fetch_dependencies_of
from oai_timeline.query.reading import fetch_order, list_by_day


class AccountView(NamedTuple):
    """What some sources say where others differ.

    `dated` is the event as this account dates it. What is None is as in the event. Where sources
    are compared, `source_name` is the name of the one whose account this is, and `differs` holds
    the keys in which they differ.
    """

    says: str
    dated: ListedEvent | None
    actors: list[str] | None
    about: list[str] | None
    figures: Mapping[str, float] | None
    sources: list[SourceRecord]
    source_name: str = ""
    differs: tuple[str, ...] = ()

    @property
    def is_alike(self) -> bool:
        """Whether all sources that are compared say the same."""
        return bool(self.source_name) and not self.differs


class LinkedEvent(NamedTuple):
    """An event that another one follows or that follows it; `key` is `because` or `after`.

    `after` says that the order is known, but implies no cause.
    """

    key: str
    event: ListedEvent


class EventDetails(NamedTuple):
    """Everything about an event.

    `header` is the timeline's. `perspective` describes the point of view, empty if there is none.
    `utc` is the date as printed in UTC, None if it has no time. `speakers` has the names of those
    who are quoted, by id. `origins` are the publishers of the sources that the cited ones rely on
    in the end. `before` are all events that it follows directly, `following` the nearest of the
    `all_following` events that follow it directly.
    """

    event: ListedEvent
    record: EventRecord
    header: HeaderRecord
    perspective: str
    utc: Printed | None
    speakers: Mapping[str, str]
    accounts: list[AccountView]
    origins: list[str]
    before: list[LinkedEvent]
    following: list[LinkedEvent]
    all_following: int


def fetch_event_json(index: Index, event_id: str) -> str:
    """Return an event as JSON."""
    (text,) = fetch_json(index, as_result([_fetch_number(index, event_id)]))
    return text


def fetch_event_details(index: Index, event_id: str, limit: int) -> EventDetails:
    """Return everything about an event, but at most `limit` of the events that followed.

    These are the nearest: the events that are linked to it directly, those that the timeline gives
    it as a reason for first (`because`), each in the order of lists by day.
    """
    number = _fetch_number(index, event_id)
    before = _fetch_keys(index, "target", "event", number)
    following = _fetch_keys(index, "event", "target", number)
    ((event, record),) = fetch_with_records(index, as_result([number]))
    header = fetch_header(index)
    zone = header["zone"]
    sources = {source["id"]: source for source in record["sources"]}
    known = fetch_dependencies_of(index, sources)
    return EventDetails(
        event,
        record,
        header,
        index.perspective_description,
        _print_date(event.date, zone, "UTC") if "T" in event.date else None,
        dict(index.fetch("SELECT id, name FROM actor")) if record["quotes"] else {},
        [view_account(event, account, sources, zone) for account in record["accounts"]],
        [known[source].publisher for source in Origins(known).of(sources)],
        _fetch_linked(index, before),
        _fetch_linked(index, following, limit),
        len(following),
    )


def view_account(
    event: ListedEvent, account: AccountRecord, sources: Mapping[str, SourceRecord], zone: str
) -> AccountView:
    """Return an account of an event as views show it; `zone` is the timeline's."""
    date, actors, about = account["when"], account["actors"], account["about"]
    return AccountView(
        account["says"],
        None if date is None else _change_date(event, date["date"], zone),
        None if actors is None else list_names(actors),
        None if about is None else list_names(about),
        account["figures"],
        [sources[source] for source in account["sources"]],
    )


def _change_date(event: ListedEvent, date: str, zone: str) -> ListedEvent:
    return event._replace(date=date, words=None, printed=_print_date(date, zone, zone))


def _print_date(date: str, home: str, zone: str) -> Printed:
    from zoneinfo import ZoneInfo

    from oai_timeline.dates.display import format_date

    return format_date(date, ZoneInfo(home), ZoneInfo(zone))


def _fetch_number(index: Index, event_id: str) -> int:
    ((number,),) = index.fetch("SELECT number FROM event WHERE id = ?", (event_id,))
    return int(number)


def _fetch_keys(index: Index, end: str, start: str, number: int) -> dict[int, str]:
    """Return the events at one end of the links that have `number` at the other, and the keys.

    Of two keys, the last is kept: `because`, which says more than `after`.
    """
    sql = f"SELECT {end}, key FROM link WHERE {start} = ? ORDER BY key"
    return dict(index.fetch(sql, (number,)))


def _fetch_linked(
    index: Index, keys: Mapping[int, str], limit: int | None = None
) -> list[LinkedEvent]:
    """Return the nearest linked events."""
    listed = list_by_day(index, fetch_order(index, list(keys)), reverse=False)
    numbers = sorted((match.number for match in listed), key=lambda one: keys[one] != "because")
    events = fetch_by_number(index, numbers[:limit])
    return [LinkedEvent(keys[number], event) for number, event in events.items()]
