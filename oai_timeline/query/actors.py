"""The actors of a timeline: all with counts, or the details of one."""

from typing import NamedTuple

from oai_timeline.index import Index
from oai_timeline.model.printed import Printed
from oai_timeline.query.select import Query, where


class ActorCount(NamedTuple):
    """An actor, with the number of events by it, about it, and in total."""

    id: str
    name: str
    type: str | None
    by: int
    about: int
    events: int


class OfficeTerm(NamedTuple):
    """An office that an actor held. Dates are None where they are unknown.

    `since` and `until` are as written in the file, `since_printed` and `until_printed` as printed
    in the timeline's zone.
    """

    office: str
    of: str
    since: str | None
    until: str | None
    since_printed: Printed | None
    until_printed: Printed | None

    def as_dict(self) -> dict[str, str | None]:
        """Return the office for JSON."""
        return dict(zip(self._fields[:4], self[:4], strict=True))


class ActorDetails(NamedTuple):
    """Everything about an actor. `companions` are those that it shares most events with.

    `zone` is the timeline's.
    """

    actor: ActorCount
    note: str | None
    offices: list[OfficeTerm]
    companions: list[ActorCount]
    zone: str


_COUNTS = """
SELECT a.id, a.name, a.type, count(DISTINCT CASE role WHEN 'by' THEN event END),
    count(DISTINCT CASE role WHEN 'about' THEN event END), count(DISTINCT event) AS events
FROM actor a LEFT JOIN mention ON actor = a.id {on} {where}
GROUP BY a.id ORDER BY events DESC, a.place
"""
_MOST_COMPANIONS = 5


def fetch_actors(index: Index, query: Query) -> list[ActorCount]:
    """Return the actors, those with the most events first.

    With filters, or from a perspective, actors without events are left out.
    """
    condition, parameters = where(query)
    among = f"AND event IN (SELECT number FROM event e WHERE {condition})"
    rows = index.fetch(_COUNTS.format(on=among, where=""), parameters)
    return [
        ActorCount(*row)
        for row in rows
        if row[-1] or not (query.wanted or index.perspective_description)
    ]


def fetch_actor_details(index: Index, actor: str) -> ActorDetails:
    """Return everything about an actor, given its id."""
    (counts,) = index.fetch(_COUNTS.format(on="", where="WHERE a.id = ?"), (actor,))
    ((note,),) = index.fetch("SELECT note FROM actor WHERE id = ?", (actor,))
    offices = index.fetch(
        "SELECT office, ifnull(name, organisation), since, until, since_printed, until_printed"
        " FROM office"
        " LEFT JOIN actor ON id = organisation WHERE office.actor = ?"
        " ORDER BY since_earliest, office.place",
        (actor,),
    )
    shared = "WHERE a.id <> ?1 AND event IN (SELECT event FROM mention WHERE actor = ?1)"
    companions = index.fetch(_COUNTS.format(on="", where=shared), (actor,))[:_MOST_COMPANIONS]
    return ActorDetails(
        ActorCount(*counts),
        note,
        [OfficeTerm(*row[:4], *map(_split_date, row[4:])) for row in offices],
        [ActorCount(*row) for row in companions],
        index.zone,
    )


def _split_date(stored: str | None) -> Printed | None:
    return None if stored is None else Printed(*stored.split("\t"))


def fetch_roles(index: Index, actor: str) -> dict[str, set[str]]:
    """Return the roles of an actor (`by`, `about` or both) by the ids of events."""
    roles: dict[str, set[str]] = {}
    sql = "SELECT id, role FROM mention JOIN event ON number = event WHERE actor = ?"
    for event, role in index.fetch(sql, (actor,)):
        roles.setdefault(event, set()).add(role)
    return roles
