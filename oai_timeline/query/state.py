"""Who held which office at a moment, and the last event before it."""

from collections.abc import Sequence
from typing import NamedTuple

from oai_timeline.index import Index
from oai_timeline.model.listed import ListedEvent
from oai_timeline.model.record import EventRecord
from oai_timeline.model.time import FAR_FUTURE, FAR_PAST
from oai_timeline.query import moments, names
from oai_timeline.query.errors import QueryError
from oai_timeline.query.events import as_result, fetch_with_records
from oai_timeline.query.moments import Period


class HeldOffice(NamedTuple):
    """An office that somebody held. Dates are as written, None where unknown.

    `until` is `..` if it is still held. `is_certain`: it was held at the moment asked for; else
    that moment is within the bounds of its start or of its end, and it possibly was.
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
    """Who held which office. `moment` is EDTF, `..` for any time, None for the last event's end.

    `earliest` and `latest` are its bounds in ISO 8601. `last_event` is the last event before that
    moment, and `last_event_record` its record.
    """

    moment: str | None
    earliest: str | None
    latest: str | None
    note: str
    zone: str
    offices: list[HeldOffice]
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
"""Organisations and offices in the order of the file, the holders of each in time order."""


def fetch_state(index: Index, at: str | None, organisation: str | None) -> State:
    """Return who held which office at a moment, or at any time within it.

    Without `at`, that is the end of the last event. Raises QueryError.
    """
    of = None if organisation is None else _find_organisation(index, organisation)
    last: int | None
    if at is None:
        period, last = _fetch_end(index)
    else:
        period = moments.parse_period(index, at)
        last = _fetch_last_before(index, period)
    zone = index.zone
    numbers = [] if last is None else [last]
    event, record = next(fetch_with_records(index, as_result(numbers)), (None, None))
    return State(
        at and moments.complete_date(index, at),
        _format_iso(period.earliest, zone),
        _format_iso(period.latest, zone),
        period.note,
        zone,
        [office for office in _fetch_offices(index, period) if of in {None, office.organisation}],
        event,
        record,
    )


def _find_organisation(index: Index, text: str) -> str:
    actor = names.find_actor(index, text)
    rows = index.fetch("SELECT DISTINCT organisation FROM office ORDER BY 1")
    organisations = [organisation for (organisation,) in rows]
    if actor not in organisations:
        known = f" (there are offices of: {', '.join(organisations)})" if organisations else ""
        raise QueryError(f"no office of {actor} is known{known}")
    return actor


def _fetch_end(index: Index) -> tuple[Period, int]:
    """Return the moment when the last event ends, or begins if it has no end, and the event."""
    rows = index.fetch(
        "SELECT ifnull(latest, earliest), number FROM event"
        " WHERE latest NOT NULL OR earliest NOT NULL ORDER BY position DESC LIMIT 1"
    )
    if not rows:
        raise QueryError("no event has a date to take for the moment: name one with --at")
    ((end, number),) = rows
    return Period(end, end + 1), number


def _fetch_last_before(index: Index, period: Period) -> int | None:
    rows = index.fetch(
        "SELECT number FROM event WHERE latest <= ? ORDER BY position DESC LIMIT 1",
        (period.earliest,),
    )
    return rows[0][0] if rows else None


def _fetch_offices(index: Index, period: Period) -> list[HeldOffice]:
    """Return the offices that somebody held, or possibly held, at any time within a period."""
    offices = []
    for *bounds, office, of, name, holder, holder_name, since, until in index.fetch(_HELD):
        certain, possible = _bounds_of_term(since, until, bounds)
        if _overlap(possible, period):
            known = _overlap(certain, period)
            offices.append(HeldOffice(office, of, name, holder, holder_name, since, until, known))
    return offices


def _bounds_of_term(
    since: str | None, until: str | None, bounds: Sequence[int | None]
) -> tuple[Period, Period]:
    """Return when an office was certainly held, which may be never, and when it possibly was.

    The bounds of an unknown start or end include all of time.
    """
    since_earliest, since_latest, until_earliest, until_latest = bounds
    begins = Period(
        FAR_PAST if since_earliest is None else since_earliest,
        FAR_FUTURE if since is None or since_latest is None else since_latest,
    )
    if until == "..":
        ends = Period(FAR_FUTURE, FAR_FUTURE)
    else:
        ends = Period(
            FAR_PAST if until_earliest is None else until_earliest,
            FAR_FUTURE if until_latest is None else until_latest,
        )
    return Period(begins.latest, ends.earliest), Period(begins.earliest, ends.latest)


def _overlap(one: Period, other: Period) -> bool:
    return max(one.earliest, other.earliest) < min(one.latest, other.latest)


def _format_iso(bound: int, zone: str) -> str | None:
    """Return a bound as ISO 8601 in the timeline's zone, None if it is open."""
    from zoneinfo import ZoneInfo

    from oai_timeline.dates.display import format_iso

    return None if bound in {FAR_PAST, FAR_FUTURE} else format_iso(bound, ZoneInfo(zone))
