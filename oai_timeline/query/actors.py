"""Who is in a timeline: everybody with counts, and what there is to know of one."""

from typing import NamedTuple

from oai_timeline.index import Index
from oai_timeline.model.date import Printed
from oai_timeline.query.select import Query, where


class ActorCount(NamedTuple):
    """An actor, with the number of events done by it, about it, and in all."""

    id: str
    name: str
    type: str | None
    by: int
    about: int
    events: int


class OfficeTerm(NamedTuple):
    """An office that an actor held: dates as written, None where not known.

    `since_printed` and `until_printed` are day, clock and zone, as printed in the timeline's zone.
    """

    office: str
    of: str
    since: str | None
    until: str | None
    since_printed: Printed | None
    until_printed: Printed | None

    def in_full(self) -> dict[str, str | None]:
        """Give it by name, dates as written."""
        return dict(zip(self._fields[:4], self[:4], strict=True))


class ActorDetails(NamedTuple):
    """What there is to know of an actor. `companions` are those it shares most events with.

    `zone` is the timeline's.
    """

    actor: ActorCount
    note: str | None
    offices: list[OfficeTerm]
    companions: list[ActorCount]
    zone: str


_COUNTED = """
SELECT a.id, a.name, a.type, count(DISTINCT CASE role WHEN 'by' THEN event END),
    count(DISTINCT CASE role WHEN 'about' THEN event END), count(DISTINCT event) AS events
FROM actor a LEFT JOIN mention ON actor = a.id {on} {where}
GROUP BY a.id ORDER BY events DESC, a.place
"""
_MOST_COMPANIONS = 5


def fetch_actors(index: Index, query: Query) -> list[ActorCount]:
    """List the actors, those with the most events first.

    Of filtered events, and through a lens, those with any.
    """
    condition, values = where(query)
    among = f"AND event IN (SELECT number FROM event e WHERE {condition})"
    rows = index.rows(_COUNTED.format(on=among, where=""), values)
    return [
        ActorCount(*row)
        for row in rows
        if row[-1] or not (query.wanted or index.perspective_description)
    ]


def fetch_actor_details(index: Index, actor: str) -> ActorDetails:
    """Tell what there is to know of an actor, by its id."""
    (counted,) = index.rows(_COUNTED.format(on="", where="WHERE a.id = ?"), (actor,))
    ((note,),) = index.rows("SELECT note FROM actor WHERE id = ?", (actor,))
    offices = index.rows(
        "SELECT office, ifnull(name, organisation), since, until, since_printed, until_printed"
        " FROM office"
        " LEFT JOIN actor ON id = organisation WHERE office.actor = ?"
        " ORDER BY since_earliest, office.place",
        (actor,),
    )
    shared = "WHERE a.id <> ?1 AND event IN (SELECT event FROM mention WHERE actor = ?1)"
    companions = index.rows(_COUNTED.format(on="", where=shared), (actor,))[:_MOST_COMPANIONS]
    return ActorDetails(
        ActorCount(*counted),
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
    for event, role in index.rows(sql, (actor,)):
        roles.setdefault(event, set()).add(role)
    return roles
