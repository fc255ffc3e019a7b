"""Names as people type them: of actors, events, sources, and of what events have."""

from collections.abc import Iterable

from oai_timeline.index import Index
from oai_timeline.model.spelling import did_you_mean, find_similar, fold
from oai_timeline.model.visible import quoted
from oai_timeline.query.errors import QueryError

_MOST_CANDIDATES = 12


def actor(index: Index, text: str) -> str:
    """Find the actor that `text` means: its id.

    An exact id, name, alias or @handle, else an unambiguous part of one, else a known misspelling;
    case and accents are ignored. Raises QueryError, with the candidates or with what was meant.
    """
    folded = fold(text.strip()).removeprefix("@")
    for sql in (
        "SELECT id FROM actor WHERE id = ?",
        "SELECT DISTINCT actor FROM name WHERE folded = ? AND rank = 0",
        "SELECT DISTINCT actor FROM name WHERE instr(folded, ?) AND rank = 0",
        "SELECT DISTINCT actor FROM name WHERE folded = ?",
    ):
        found = [key for (key,) in index.rows(sql, (folded,))] if folded else []
        if len(found) == 1:
            return str(found[0])
        if found:
            raise QueryError(f"{quoted(text)} is ambiguous: {_some(sorted(found))}")
    ids = dict(index.rows("SELECT folded, actor FROM name WHERE rank = 0"))
    meant = " or ".join(dict.fromkeys(ids[name] for name in find_similar(text, ids)))
    hint = f" (did you mean {meant}?)" if meant else ""
    raise QueryError(f"no actor is called {quoted(text)}{hint}")


def actor_with_events(index: Index, text: str) -> str:
    """Find the actor that `text` means, who must have a part in some event. Raises QueryError."""
    key = actor(index, text)
    if not index.rows("SELECT 1 FROM mention WHERE actor = ? LIMIT 1", (key,)):
        raise QueryError(f"no event involves {key}")
    return key


def event(index: Index, text: str) -> str:
    """Find the event whose id is `text`, or alone begins with it. Raises QueryError."""
    if index.rows("SELECT 1 FROM event WHERE id = ?", (text,)):
        return text
    found = _beginning(index, "event", text)
    if len(found) == 1:
        return found[0]
    if found:
        raise QueryError(f"{quoted(text)} is ambiguous: {_some(found)}")
    left_out = _beginning(index, "main.event", text)
    if text in left_out or len(left_out) == 1:
        key = text if text in left_out else left_out[0]
        raise QueryError(f"no source of {key} counts here ({index.perspective_description})")
    known = [key for (key,) in index.rows("SELECT id FROM event")]
    raise QueryError(f"no event has the id {quoted(text)}{did_you_mean(text, known)}")


def sources(index: Index, text: str) -> tuple[str, ...]:
    """Find the sources that `text` means: an id, all of a publisher's, or what begins an id.

    They must be cited by some event. Raises QueryError.
    """
    found = documents(index, text)
    cited = "SELECT 1 FROM citation WHERE source = ? LIMIT 1"
    if not any(index.rows(cited, (source,)) for source in found):
        raise QueryError(f"no event cites {_some(list(found))}")
    return found


def documents(index: Index, text: str) -> tuple[str, ...]:
    """Find sources likewise, cited or not. Raises QueryError."""
    found = _documents(index, "source", text)
    if found:
        return tuple(found)
    left_out = _documents(index, "main.source", text)
    if left_out:
        dates = dict(index.rows("SELECT id, published FROM main.source"))
        told = [f"{key} is of {dates[key] or 'no known date'}" for key in left_out]
        raise QueryError(
            f"{quoted(text)} does not count here ({index.perspective_description}): {_some(told)}"
        )
    known = [name for row in index.rows("SELECT id, publisher FROM source") for name in row]
    hint = did_you_mean(text, known)
    raise QueryError(f"no source or publisher is called {quoted(text)}{hint}")


def _documents(index: Index, table: str, text: str) -> list[str]:
    """Find the sources that `text` means in a table of them; raises QueryError if that is open."""
    rows = index.rows(f"SELECT id, publisher FROM {table} ORDER BY place")
    if any(key == text for key, _ in rows):
        return [text]
    folded = fold(text.strip())
    found = [key for key, publisher in rows if fold(publisher) == folded]
    if found:
        return found
    found = _beginning(index, table, text)
    if len(found) > 1:
        raise QueryError(f"{quoted(text)} is ambiguous: {_some(found)}")
    return found


def kind(index: Index, text: str) -> str:
    """Find a kind that some event has. Raises QueryError."""
    return _find_used(
        text, "kind", index.rows("SELECT DISTINCT kind FROM event WHERE kind NOT NULL")
    )


def tag(index: Index, text: str) -> str:
    """Find a tag that some event has. Raises QueryError."""
    return _find_used(text, "tag", index.rows("SELECT DISTINCT tag FROM tag"))


def certainty(index: Index, text: str) -> str:
    """Find a certainty that some event has. Raises QueryError."""
    sql = "SELECT DISTINCT certainty FROM event WHERE certainty NOT NULL"
    return _find_used(text, "certainty", index.rows(sql))


def _find_used(text: str, what: str, rows: Iterable[tuple[str]]) -> str:
    used = sorted(value for (value,) in rows)
    if text in used:
        return text
    folded = fold(text.strip())
    for value in used:
        if fold(value) == folded:
            return value
    hint = did_you_mean(text, used) or (f" (in use: {_some(used)})" if used else "")
    raise QueryError(f"no event has the {what} {quoted(text)}{hint}")


def _beginning(index: Index, table: str, text: str) -> list[str]:
    sql = f"SELECT id FROM {table} WHERE substr(id, 1, length(?1)) = ?1 ORDER BY id"
    return [key for (key,) in index.rows(sql, (text,))] if text else []


def _some(names: list[str]) -> str:
    more = len(names) - _MOST_CANDIDATES
    return ", ".join(names[:_MOST_CANDIDATES]) + (f" and {more} more" if more > 0 else "")
