"""Who held which office at a moment, and the last event before it."""

from collections.abc import Sequence
from typing import NamedTuple

from oai_timeline.index import Index
from oai_timeline.model.record import EventRecord, ListedEvent
from oai_timeline.query import moments, names
from oai_timeline.query.errors import QueryError
from oai_timeline.query.events import fetch_with_records, unordered
from oai_timeline.query.moments import Period

_NEVER = 1 << 62


class Office(NamedTuple):
    """An office that somebody held: dates as written, None where not known.

    `until` is `..` where it is still held. `is_certain` tells that it was held at the moment asked
    for; else that moment lies within the bounds of its start or of its end, and it possibly was.
    """

    office: str
    organisation: str
    organisation_name: str
    holder: str
    holder_name: str
    since: str | None
    until: str | None
    is_certain: bool


class State(NamedTuple):
    """Who held what. `moment` is EDTF, or `..` for all of time; None: the end of the last event.

    `earliest` and `latest` are its bounds in ISO 8601. `last_event` is the last event before that
    moment, and `last_event_record` all of it.
    """

    moment: str | None
    earliest: str | None
    latest: str | None
    note: str
    zone: str
    offices: list[Office]
    last_event: ListedEvent | None
    last_event_record: EventRecord | None


_HELD = """
SELECT since_earliest, since_latest, until_earliest, until_latest, office, organisation,
    ifnull(o.name, organisation), holder.id, holder.name, since, until
FROM office JOIN actor holder ON holder.id = office.actor
LEFT JOIN actor o ON o.id = organisation
ORDER BY o.place, organisation,
    min(holder.place * 1000000 + office.place) OVER (PARTITION BY organisation, office), office,
    since_earliest, holder.place, office.place
"""
"""Organisations and the offices of each as the file has them, then who held one first."""


def state(index: Index, at: str | None, organisation: str | None) -> State:
    """Tell who held which office at a moment, or on any part of it; without one, at the end.

    Raises QueryError.
    """
    of = None if organisation is None else _organisation(index, organisation)
    last: int | None
    if at is None:
        period, last = _end(index)
    else:
        period = moments.period(index, at)
        last = _last_before(index, period)
    zone = index.zone
    numbers = [] if last is None else [last]
    event, record = next(fetch_with_records(index, unordered(numbers)), (None, None))
    return State(
        at and moments.as_edtf(index, at),
        _iso(period.earliest, zone),
        _iso(period.latest, zone),
        period.note,
        zone,
        [office for office in _offices(index, period) if of in {None, office.organisation}],
        event,
        record,
    )


def _organisation(index: Index, text: str) -> str:
    key = names.actor(index, text)
    found = [key for (key,) in index.rows("SELECT DISTINCT organisation FROM office ORDER BY 1")]
    if key not in found:
        known = f" (there are offices of: {', '.join(found)})" if found else ""
        raise QueryError(f"no office of {key} is known{known}")
    return key


def _end(index: Index) -> tuple[Period, int]:
    """Give the moment at which the last event ends, and that event.

    Of one whose end is open or not known, the moment at which it begins.
    """
    rows = index.rows(
        "SELECT ifnull(latest, earliest), number FROM event"
        " WHERE latest NOT NULL OR earliest NOT NULL ORDER BY position DESC LIMIT 1"
    )
    if not rows:
        raise QueryError("no event has a date to take for the moment: name one with --at")
    ((end, number),) = rows
    return Period(end, end + 1), number


def _last_before(index: Index, period: Period) -> int | None:
    rows = index.rows(
        "SELECT number FROM event WHERE latest <= ? ORDER BY position DESC LIMIT 1",
        (period.earliest,),
    )
    return rows[0][0] if rows else None


def _offices(index: Index, period: Period) -> list[Office]:
    """List the offices that somebody held, or possibly held, on any part of a period."""
    found = []
    for *bounds, office, of, name, holder, holder_name, since, until in index.rows(_HELD):
        certain, possible = _bounds_of_term(since, until, bounds)
        if _overlap(possible, period):
            known = _overlap(certain, period)
            found.append(Office(office, of, name, holder, holder_name, since, until, known))
    return found


def _bounds_of_term(
    since: str | None, until: str | None, bounds: Sequence[int | None]
) -> tuple[Period, Period]:
    """Give when an office was certainly held, which may be never, and when it possibly was.

    Of a start that is not known, all moments are within its bounds; of an end likewise.
    """
    since_earliest, since_latest, until_earliest, until_latest = bounds
    begins = Period(
        -_NEVER if since_earliest is None else since_earliest,
        _NEVER if since is None or since_latest is None else since_latest,
    )
    if until == "..":
        ends = Period(_NEVER, _NEVER)
    else:
        ends = Period(
            -_NEVER if until_earliest is None else until_earliest,
            _NEVER if until_latest is None else until_latest,
        )
    return Period(begins.latest, ends.earliest), Period(begins.earliest, ends.latest)


def _overlap(one: Period, other: Period) -> bool:
    return max(one.earliest, other.earliest) < min(one.latest, other.latest)


def _iso(bound: int, zone: str) -> str | None:
    """Write a bound in the timeline's zone; None where it is open."""
    from zoneinfo import ZoneInfo

    from oai_timeline.dates.display import format_iso

    return None if abs(bound) == _NEVER else format_iso(bound, ZoneInfo(zone))
