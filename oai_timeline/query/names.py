"""Finds actors and values by what people type. All raise QueryError."""

from collections.abc import Iterable, Iterator, Sequence

from oai_timeline.index import Index
from oai_timeline.model.spelling import did_you_mean, find_similar, fold
from oai_timeline.model.visible import quoted
from oai_timeline.query.errors import QueryError

_MOST_CANDIDATES = 12
_MOST_SUGGESTED = 3
_SHORT_WORD = 3
_LEAST_INSIDE = 5


def find_actor(index: Index, text: str) -> str:
    """Return the id of the actor that `text` names.

    It is an id, name, alias or @handle, or else the unambiguous beginning of a word in one, or else
    a known misspelling, or else a longer part of a name. Case and accents are ignored.
    """
    folded = fold(text.strip()).removeprefix("@")
    for ids in _list_actors(index, folded) if folded else ():
        if len(ids) == 1:
            return ids.pop()
        if ids:
            raise ambiguous(text, sorted(ids))
    hint = suggest_names(text, index.fetch("SELECT folded, actor FROM name WHERE rank = 0"))
    message = f"no actor is called {quoted(text)}{hint}"
    raise QueryError(message, listed_by="" if hint else "who")


def _list_actors(index: Index, folded: str) -> Iterator[set[str]]:
    """Yield the ids of the actors that a folded text may name, from the closest kind of match on.

    A part inside a word is only looked for if it is long: any name has some short text in it.
    """
    yield set(_column(index, "SELECT id FROM actor WHERE id = ?", (folded,)))
    equal = "SELECT actor FROM name WHERE folded = ?"
    yield set(_column(index, f"{equal} AND rank = 0", (folded,)))
    parts = index.fetch(
        "SELECT folded, actor FROM name WHERE instr(folded, ?) AND rank = 0", (folded,)
    )
    yield {actor for name, actor in parts if _begins_word(name, folded)}
    yield set(_column(index, equal, (folded,)))
    yield {actor for _, actor in parts} if len(folded) >= _LEAST_INSIDE else set()


def _begins_word(name: str, part: str) -> bool:
    """Return whether a name has a part at the beginning of a word."""
    return any(
        name.startswith(part, place) and not name[place - 1 : place].isalnum()
        for place in range(len(name))
    )


def find_active_actor(index: Index, text: str) -> str:
    """Return the id of the actor that `text` names, which must have a part in some event."""
    actor = find_actor(index, text)
    if not index.fetch("SELECT 1 FROM mention WHERE actor = ? LIMIT 1", (actor,)):
        raise QueryError(f"no event involves {actor}")
    return actor


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
    hint = did_you_mean(text, used) or (f" (in use: {list_names(used)})" if used else "")
    raise QueryError(f"no event has the {noun} {quoted(text)}{hint}")


def _column(index: Index, sql: str, parameters: Sequence[str] = ()) -> list[str]:
    return [value for (value,) in index.fetch(sql, parameters)]


def ambiguous(text: str, candidates: Sequence[str]) -> QueryError:
    """Return the error for a text that names several things."""
    return QueryError(f"{quoted(text)} is ambiguous: {list_names(candidates)}")


def list_names(names: Sequence[str]) -> str:
    """Return names with commas between them: the first ones, and how many more there are."""
    more = len(names) - _MOST_CANDIDATES
    return ", ".join(names[:_MOST_CANDIDATES]) + (f" and {more} more" if more > 0 else "")


def suggest_names(text: str, labels: Iterable[tuple[str, str]]) -> str:
    """Return ` (did you mean X or Y?)`, or an empty text if no name is similar to `text`.

    `labels` has names, each with what to suggest for it.
    """
    meant = _find_meant(text, labels)
    return f" (did you mean {' or '.join(meant)}?)" if meant else ""


def find_similar_actors(index: Index, text: str) -> list[str]:
    """Return the ids of actors that `text` was probably meant to name, the likeliest first."""
    return _find_meant(text, index.fetch("SELECT folded, actor FROM name WHERE rank = 0"))


def _find_meant(text: str, labels: Iterable[tuple[str, str]]) -> list[str]:
    """Return labels of similar names; a long word counts as a name, and so does one in `text`."""
    by_name = {fold(name): label for name, label in labels}
    for name, label in list(by_name.items()):
        for word in name.split():
            if len(word) > _SHORT_WORD:
                by_name.setdefault(word, label)
    padded = f" {fold(text)} "
    parts = [name for name in by_name if len(name) > _SHORT_WORD and f" {name} " in padded]
    similar = map(fold, find_similar(text, by_name))
    return list(dict.fromkeys(by_name[name] for name in (*similar, *parts)))[:_MOST_SUGGESTED]
