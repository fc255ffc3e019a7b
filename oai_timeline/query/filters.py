"""The filters: what each is called, how its text is read, and its condition on an event.

A new filter is a new row of FILTERS; every command that lists events then has it.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from oai_timeline.index import Index
from oai_timeline.model.spelling import fold
from oai_timeline.model.time import FAR_FUTURE, FAR_PAST
from oai_timeline.query import moments, names

Parameter = str | int

_OVERLAPS = """e.number IN (
    SELECT number FROM event WHERE NOT is_long AND latest > {0} AND earliest < {1}
        AND earliest > {0} - (SELECT longest_short FROM header)
    UNION ALL
    SELECT number FROM event WHERE is_long
        AND ifnull(latest > {0}, 1) AND ifnull(earliest < {1}, 1))"""
_MENTIONED = "e.number IN (SELECT event FROM mention WHERE actor IN ({all}))"
_TAGGED = "e.number IN (SELECT event FROM tag WHERE tag IN ({all}))"
_CITED = "e.number IN (SELECT event FROM citation WHERE source IN ({all}))"
_MATCHED = "e.number IN (SELECT rowid FROM search WHERE search MATCH {0})"


class Condition(NamedTuple):
    """A condition on the event `e` in SQL: {0} and {1} stand for parameters, {all} for a list."""

    sql: str
    parameters: Sequence[Parameter] = ()


HAS_SEVERAL_ACCOUNTS = Condition("e.accounts > 1")


def involves(*actor_ids: str) -> Condition:
    """Return the condition that an event is by or about one of some actors."""
    return Condition(_MENTIONED, actor_ids)


def cites(source_ids: Sequence[str]) -> Condition:
    """Return the condition that an event cites one of some sources."""
    return Condition(_CITED, source_ids)


def matches(expression: str) -> Condition:
    """Return the condition that the full-text search finds an event; see `search.expression`."""
    return Condition(_MATCHED, (expression,))


class Value(NamedTuple):
    """A filter's text as it was read: the parameters of its SQL, and how it was understood.

    `label` names the value for readers; of a period, it is a date as in a timeline file.
    """

    parameters: tuple[Parameter, ...]
    label: str
    note: str = ""


class Filter(NamedTuple):
    """A filter of events.

    `phrase` describes it in the head of a list. `sql` is that of a Condition: with {0} it is
    repeated for each value, with {all} it has a list of them. `whole` is put around the result, for
    example to negate it. `values` names the fields of `timeline values` that complete it.
    """

    name: str
    flags: tuple[str, ...]
    metavar: str
    help: str
    read: Callable[[Index, str], Value]
    sql: str
    whole: str = "({})"
    values: tuple[str, ...] = ()
    phrase: str = "{}"


def _one(find: Callable[[Index, str], str]) -> Callable[[Index, str], Value]:
    def read(index: Index, text: str) -> Value:
        found = find(index, text)
        return Value((found,), found)

    return read


def _actor(index: Index, text: str) -> Value:
    actor_id = names.find_active_actor(index, text)
    ((name,),) = index.fetch("SELECT name FROM actor WHERE id = ?", (actor_id,))
    return Value((actor_id,), name)


def _day(index: Index, text: str) -> Value:
    date, period = moments.read_date(index, text)
    return Value((period.earliest, period.latest), date, period.note)


def _since(index: Index, text: str) -> Value:
    date, period = moments.read_date(index, text)
    label = date.partition("/")[0] or date
    return Value((period.earliest, FAR_FUTURE), label, period.note)


def _until(index: Index, text: str) -> Value:
    date, period = moments.read_date(index, text)
    label = date.rpartition("/")[2] or date
    return Value((FAR_PAST, period.latest), label, period.note)


def _source(index: Index, text: str) -> Value:
    from oai_timeline.query.source_names import find_cited_sources

    found = find_cited_sources(index, text)
    return Value(found.ids, found.name)


def _grep(_: Index, text: str) -> Value:
    return Value((fold(text),), f"“{text}”")


_tag = _one(names.find_tag)

_NAMES = ("actors", "aliases")
_DAYS = ("days",)
BOUNDS = ("since", "until")
PERIODS = ("day", *BOUNDS)

FILTERS = (
    Filter(
        "day", ("--day",), "DATE", "On DATE (a day, month or year).", _day, _OVERLAPS,
        values=_DAYS,
    ),
    Filter(
        "since", ("--since",), "DATE", "From DATE on.", _since, _OVERLAPS, values=_DAYS,
        phrase="from {}",
    ),
    Filter(
        "until", ("--until",), "DATE", "Up to and including DATE.", _until, _OVERLAPS, values=_DAYS,
        phrase="until {}",
    ),
    Filter(
        "actor", ("--actor", "-a"), "NAME", "Done by NAME, or about NAME.", _actor, _MENTIONED,
        values=_NAMES,
        phrase="with {}",
    ),
    Filter(
        "by", ("--by",), "NAME", "Done or said by NAME.", _actor,
        "e.number IN (SELECT event FROM mention WHERE role = 'by' AND actor IN ({all}))",
        values=_NAMES,
        phrase="by {}",
    ),
    Filter(
        "about", ("--about",), "NAME", "Done or said to NAME, or about NAME.", _actor,
        "e.number IN (SELECT event FROM mention WHERE role = 'about' AND actor IN ({all}))",
        values=_NAMES,
        phrase="about {}",
    ),
    Filter(
        "not_actor", ("--not-actor",), "NAME", "Not with NAME.", _actor, _MENTIONED, "NOT ({})",
        values=_NAMES,
        phrase="without {}",
    ),
    Filter(
        "kind", ("--kind",), "KIND", "Of this kind.", _one(names.find_kind), "e.kind IN ({all})",
        values=("kinds",),
    ),
    Filter(
        "tag", ("--tag",), "TAG", "With TAG.", _tag, _TAGGED, values=("tags",), phrase="tagged {}",
    ),
    Filter(
        "not_tag", ("--not-tag",), "TAG", "Without TAG.", _tag, _TAGGED, "NOT ({})",
        values=("tags",),
        phrase="not tagged {}",
    ),
    Filter(
        "certainty", ("--certainty",), "HOW", "confirmed, reported, disputed or rumoured.",
        _one(names.find_certainty), "e.certainty IN ({all})", values=("certainties",),
    ),
    Filter(
        "source", ("--source",), "SOURCE", "Citing SOURCE (an id or a publisher).", _source,
        _CITED, values=("sources", "publishers"),
        phrase="citing {}",
    ),
    Filter(
        "grep", ("--grep",), "TEXT", "Containing TEXT, ignoring case and accents.",
        _grep,
        "e.number IN (SELECT number FROM text WHERE instr(title || char(10) || body, {0}))",
        phrase="containing {}",
    ),
)  # fmt: skip
