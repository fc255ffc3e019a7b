"""Finds actors, events, sources and values by what people type. All raise QueryError."""

from collections.abc import Iterable, Sequence

from oai_timeline.index import Index
from oai_timeline.model.spelling import did_you_mean, find_similar, fold
from oai_timeline.model.visible import quoted
from oai_timeline.query.errors import QueryError

_MOST_CANDIDATES = 12


def find_actor(index: Index, text: str) -> str:
    """Return the id of the actor that `text` names.

    It is an id, name, alias or @handle, or else an unambiguous part of one, or else a known
    misspelling. Case and accents are ignored.
    """
    folded = fold(text.strip()).removeprefix("@")
    for sql in (
        "SELECT id FROM actor WHERE id = ?",
        "SELECT DISTINCT actor FROM name WHERE folded = ? AND rank = 0",
        "SELECT DISTINCT actor FROM name WHERE instr(folded, ?) AND rank = 0",
        "SELECT DISTINCT actor FROM name WHERE folded = ?",
    ):
        ids = _column(index, sql, (folded,)) if folded else []
        if len(ids) == 1:
            return ids[0]
        if ids:
            raise _ambiguous(text, sorted(ids))
    ids_by_name = dict(index.fetch("SELECT folded, actor FROM name WHERE rank = 0"))
    meant = " or ".join(
        dict.fromkeys(ids_by_name[name] for name in find_similar(text, ids_by_name))
    )
    hint = f" (did you mean {meant}?)" if meant else ""
    raise QueryError(f"no actor is called {quoted(text)}{hint}")


def find_active_actor(index: Index, text: str) -> str:
    """Return the id of the actor that `text` names, which must have a part in some event."""
    actor = find_actor(index, text)
    if not index.fetch("SELECT 1 FROM mention WHERE actor = ? LIMIT 1", (actor,)):
        raise QueryError(f"no event involves {actor}")
    return actor


def find_event(index: Index, text: str) -> str:
    """Return the id of the event that `text` names: an id, or a unique prefix of one."""
    if index.fetch("SELECT 1 FROM event WHERE id = ?", (text,)):
        return text
    ids = _find_by_prefix(index, "event", text)
    if len(ids) == 1:
        return ids[0]
    if ids:
        raise _ambiguous(text, ids)
    hidden = _find_by_prefix(index, "main.event", text)
    if text in hidden or len(hidden) == 1:
        event = text if text in hidden else hidden[0]
        raise QueryError(f"no source of {event} counts here ({index.perspective_description})")
    hint = did_you_mean(text, _column(index, "SELECT id FROM event"))
    raise QueryError(f"no event has the id {quoted(text)}{hint}")


def find_cited_sources(index: Index, text: str) -> tuple[str, ...]:
    """Return the ids of the sources that `text` names, which some event must cite."""
    sources = find_sources(index, text)
    cited = "SELECT 1 FROM citation WHERE source = ? LIMIT 1"
    if not any(index.fetch(cited, (source,)) for source in sources):
        raise QueryError(f"no event cites {_list(sources)}")
    return sources


def find_sources(index: Index, text: str) -> tuple[str, ...]:
    """Return the ids of the sources that `text` names: an id, a publisher, or a unique prefix."""
    sources = _find_sources(index, "source", text)
    if sources:
        return tuple(sources)
    hidden = _find_sources(index, "main.source", text)
    if hidden:
        dates = dict(index.fetch("SELECT id, published FROM main.source"))
        reasons = _list([f"{source} is of {dates[source] or 'no known date'}" for source in hidden])
        description = index.perspective_description
        raise QueryError(f"{quoted(text)} does not count here ({description}): {reasons}")
    known = [name for row in index.fetch("SELECT id, publisher FROM source") for name in row]
    hint = did_you_mean(text, known)
    raise QueryError(f"no source or publisher is called {quoted(text)}{hint}")


def _find_sources(index: Index, table: str, text: str) -> list[str]:
    rows = index.fetch(f"SELECT id, publisher FROM {table} ORDER BY place")
    if any(source == text for source, _ in rows):
        return [text]
    folded = fold(text.strip())
    of_publisher = [source for source, publisher in rows if fold(publisher) == folded]
    if of_publisher:
        return of_publisher
    sources = _find_by_prefix(index, table, text)
    if len(sources) > 1:
        raise _ambiguous(text, sources)
    return sources


def find_kind(index: Index, text: str) -> str:
    """Return the kind that `text` names, which some event must have."""
    return _find_value(
        text, "kind", _column(index, "SELECT DISTINCT kind FROM event WHERE kind NOT NULL")
    )


def find_tag(index: Index, text: str) -> str:
    """Return the tag that `text` names, which some event must have."""
    return _find_value(text, "tag", _column(index, "SELECT DISTINCT tag FROM tag"))


def find_certainty(index: Index, text: str) -> str:
    """Return the certainty that `text` names, which some event must have."""
    sql = "SELECT DISTINCT certainty FROM event WHERE certainty NOT NULL"
    return _find_value(text, "certainty", _column(index, sql))


def _find_value(text: str, noun: str, used: Iterable[str]) -> str:
    used = sorted(used)
    if text in used:
        return text
    folded = fold(text.strip())
    for value in used:
        if fold(value) == folded:
            return value
    hint = did_you_mean(text, used) or (f" (in use: {_list(used)})" if used else "")
    raise QueryError(f"no event has the {noun} {quoted(text)}{hint}")


def _find_by_prefix(index: Index, table: str, prefix: str) -> list[str]:
    sql = f"SELECT id FROM {table} WHERE substr(id, 1, length(?1)) = ?1 ORDER BY id"
    return _column(index, sql, (prefix,)) if prefix else []


def _column(index: Index, sql: str, parameters: Sequence[str] = ()) -> list[str]:
    return [value for (value,) in index.fetch(sql, parameters)]


def _ambiguous(text: str, candidates: Sequence[str]) -> QueryError:
    return QueryError(f"{quoted(text)} is ambiguous: {_list(candidates)}")


def _list(names: Sequence[str]) -> str:
    more = len(names) - _MOST_CANDIDATES
    return ", ".join(names[:_MOST_CANDIDATES]) + (f" and {more} more" if more > 0 else "")
