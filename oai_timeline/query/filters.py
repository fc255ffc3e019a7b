"""The filters: what each is called, how its text is read, what it asks of an event.

A new filter is a new row of FILTERS; every command that lists events then has it.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from oai_timeline.index import Index
from oai_timeline.model.spelling import fold
from oai_timeline.query import moments, names

_NEVER = 1 << 62
_OVERLAPS = """e.number IN (
    SELECT number FROM event WHERE NOT is_long AND latest > {0} AND earliest < {1}
        AND earliest > {0} - (SELECT longest_short FROM header)
    UNION ALL
    SELECT number FROM event WHERE is_long
        AND ifnull(latest > {0}, 1) AND ifnull(earliest < {1}, 1))"""


class Value(NamedTuple):
    """A filter's text as it was read: what goes into its SQL, and how it was understood."""

    parameters: tuple[Any, ...]
    note: str = ""


class Filter(NamedTuple):
    """A filter of events.

    `sql` is a condition on the event `e`: {0} and {1} stand for its parameters, {all} for a list.
    `whole` is put around the conditions of one filter given several times.
    """

    name: str
    flags: tuple[str, ...]
    metavar: str
    help: str
    read: Callable[[Index, str], Value]
    sql: str
    whole: str = "({})"
    values: tuple[str, ...] = ()
    """What completes it: fields of `timeline values`."""
    joined: str = " OR "
    """What stands between the conditions of one filter given several times."""


def _one(find: Callable[[Index, str], str]) -> Callable[[Index, str], Value]:
    return lambda index, text: Value((find(index, text),))


def _day(index: Index, text: str) -> Value:
    period = moments.period(index, text)
    return Value((period.earliest, period.latest), period.note)


def _since(index: Index, text: str) -> Value:
    period = moments.period(index, text)
    return Value((period.earliest, _NEVER), period.note)


def _until(index: Index, text: str) -> Value:
    period = moments.period(index, text)
    return Value((-_NEVER, period.latest), period.note)


def _source(index: Index, text: str) -> Value:
    return Value(names.sources(index, text))


def _grep(_: Index, text: str) -> Value:
    return Value((fold(text),))


_MENTIONED = "e.number IN (SELECT event FROM mention WHERE actor IN ({all}))"
_TAGGED = "e.number IN (SELECT event FROM tag WHERE tag IN ({all}))"
_actor = _one(names.actor_with_events)
_tag = _one(names.tag)

_NAMES = ("actors", "aliases")
_DAYS = ("days",)
PERIODS = ("day", "since", "until")

FILTERS = (
    # Without a flag it is no option: `who A B` asks for what involves both.
    Filter("party", (), "", "", _one(names.actor), _MENTIONED, joined=" AND "),
    Filter("told_twice", (), "", "", lambda *_: Value(()), "e.accounts > 1"),  # for `disputes`
    # `disputes A B` asks for what both tell.
    Filter(
        "told_by", (), "", "", _source,
        "e.number IN (SELECT event FROM citation WHERE source IN ({all}))", joined=" AND ",
    ),
    # Nor is this: `search` asks for its words, in the language of FTS5.
    Filter(
        "words", (), "", "", lambda _, text: Value((text,)),
        "e.number IN (SELECT rowid FROM search WHERE search MATCH {0})",
    ),
    Filter(
        "day", ("--day",), "DATE", "On DATE (a day, month or year).", _day, _OVERLAPS,
        values=_DAYS,
    ),
    Filter(
        "since", ("--since",), "DATE", "From DATE on.", _since, _OVERLAPS, values=_DAYS,
    ),
    Filter(
        "until", ("--until",), "DATE", "Up to and including DATE.", _until, _OVERLAPS, values=_DAYS,
    ),
    Filter(
        "actor", ("--actor", "-a"), "NAME", "Done by NAME, or about NAME.", _actor, _MENTIONED,
        values=_NAMES,
    ),
    Filter(
        "by", ("--by",), "NAME", "Done or said by NAME.", _actor,
        "e.number IN (SELECT event FROM mention WHERE role = 'by' AND actor IN ({all}))",
        values=_NAMES,
    ),
    Filter(
        "about", ("--about",), "NAME", "Done or said to NAME, or about NAME.", _actor,
        "e.number IN (SELECT event FROM mention WHERE role = 'about' AND actor IN ({all}))",
        values=_NAMES,
    ),
    Filter(
        "not_actor", ("--not-actor",), "NAME", "Not with NAME.", _actor, _MENTIONED, "NOT ({})",
        values=_NAMES,
    ),
    Filter(
        "kind", ("--kind",), "KIND", "Of this kind.", _one(names.kind), "e.kind IN ({all})",
        values=("kinds",),
    ),
    Filter("tag", ("--tag",), "TAG", "With TAG.", _tag, _TAGGED, values=("tags",)),
    Filter(
        "not_tag", ("--not-tag",), "TAG", "Without TAG.", _tag, _TAGGED, "NOT ({})",
        values=("tags",),
    ),
    Filter(
        "certainty", ("--certainty",), "HOW", "confirmed, reported, disputed or rumoured.",
        _one(names.certainty), "e.certainty IN ({all})", values=("certainties",),
    ),
    Filter(
        "source", ("--source",), "SOURCE", "Citing SOURCE (an id or a publisher).", _source,
        "e.number IN (SELECT event FROM citation WHERE source IN ({all}))",
        values=("sources", "publishers"),
    ),
    Filter(
        "grep", ("--grep",), "TEXT", "Containing TEXT, ignoring case and accents.",
        _grep,
        "e.number IN (SELECT number FROM text WHERE instr(title || char(10) || body, {0}))",
    ),
)  # fmt: skip
