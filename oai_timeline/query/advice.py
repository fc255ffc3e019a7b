"""What to ask instead of a query that matches nothing."""

from collections.abc import Iterable, Iterator
from itertools import islice

from oai_timeline.index import Index
from oai_timeline.model.plural import plural
from oai_timeline.query.filters import FILTERS, PERIODS
from oai_timeline.query.select import Query, where

_FLAGS = {one.name: one.flags[0] for one in FILTERS if one.flags}
_ROLES = ("by", "about")
_MOST = 3


def suggest_queries(index: Index, query: Query) -> str:
    """Return which filters to leave out of a query that matches nothing, and what that matches.

    Empty if leaving out one, or all but one, doesn't help.
    """
    wanted = {name: values for name, values in query.wanted.items() if values}
    query = query._replace(wanted=wanted)
    found = _try(index, _list_wider(query)) or _try(index, _list_single(query))
    return f"try {' or '.join(found)}" if found else ""


def explain_emptiness(index: Index) -> str:
    """Return why there are no events at all, from the point of view of an index; else empty."""
    if _count(index, Query()):
        return ""
    description = index.perspective_description
    if not description:
        return "the timeline has none"
    first = index.fetch(
        "SELECT published FROM main.source WHERE published_to IS NOT NULL ORDER BY published_to"
    )
    known = f"; the earliest source is of {first[0][0]}" if first else ""
    return f"there are none {description}{known}"


def _try(index: Index, others: Iterable[tuple[str, Query]]) -> list[str]:
    """Return the first queries that match events, with how many."""
    counts = ((text, _count(index, other)) for text, other in others)
    found = (f"{text} ({count:,} {plural('event', count)})" for text, count in counts if count)
    return list(islice(found, _MOST))


def _list_wider(query: Query) -> Iterator[tuple[str, Query]]:
    """Yield queries that ask for a little less than this one, in words."""
    wanted = query.wanted
    for name in _ROLES:
        if name in wanted and "actor" not in wanted:
            others = {other: values for other, values in wanted.items() if other != name}
            replaced = query._replace(wanted={**others, "actor": wanted[name]})
            yield f"--actor instead of {_FLAGS[name]}", replaced
    if query.together and any(len(values) > 1 for values in wanted.values()):
        yield "without --together", query._replace(together=False)
    for names in _group(wanted):
        others = {name: values for name, values in wanted.items() if name not in names}
        if others or query.conditions:
            yield f"without {_list_flags(names)}", query._replace(wanted=others)


def _list_single(query: Query) -> Iterator[tuple[str, Query]]:
    """Yield queries that have one filter of several, in words."""
    groups = _group(query.wanted)
    for names in groups if len(groups) > 1 else ():
        alone = {name: query.wanted[name] for name in names}
        yield f"only {_list_flags(names)}", query._replace(wanted=alone)


def _group(names: Iterable[str]) -> list[tuple[str, ...]]:
    """Group the names of filters that are left out together: those of the period."""
    names = list(names)
    periods = tuple(name for name in names if name in PERIODS)
    return [*filter(None, [periods]), *((name,) for name in names if name not in PERIODS)]


def _list_flags(names: Iterable[str]) -> str:
    return " and ".join(_FLAGS[name] for name in names)


def _count(index: Index, query: Query) -> int:
    condition, parameters = where(query)
    ((count,),) = index.fetch(f"SELECT count(*) FROM event e WHERE {condition}", parameters)
    return int(count)
