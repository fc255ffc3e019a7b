"""Finds sources by what people type: an id, or the name of a publisher. All raise QueryError."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from oai_timeline.index import Index
from oai_timeline.model.spelling import fold, word_pattern
from oai_timeline.model.visible import quoted
from oai_timeline.query.errors import QueryError
from oai_timeline.query.names import ambiguous, list_names, suggest_names

_SMALL_WORDS = frozenset({"a", "an", "and", "at", "by", "for", "in", "of", "on", "the", "to"})


class NamedSources(NamedTuple):
    """The source with an id, or all sources of a publisher; `name` is that id or publisher."""

    name: str
    ids: tuple[str, ...]

    @property
    def note(self) -> str:
        """What a reader should know if one account stands for several sources; else empty."""
        several = f"{len(self.ids)} sources are of {self.name}: the latest account counts"
        return several if len(self.ids) > 1 else ""


def find_cited_sources(index: Index, text: str) -> NamedSources:
    """Return the sources that `text` names, which some event must cite."""
    found = find_sources(index, text)
    cited = "SELECT 1 FROM citation WHERE source = ? LIMIT 1"
    if not any(index.fetch(cited, (source,)) for source in found.ids):
        raise QueryError(f"no event cites {list_names(found.ids)}")
    return found


def find_sources(index: Index, text: str) -> NamedSources:
    """Return the sources that `text` names.

    It is an id; or else the name of a publisher, with or without "The"; or else its initials; or
    else a unique prefix of an id, or an unambiguous part of a publisher's name. Case and accents of
    publishers are ignored.
    """
    found = _find_sources(index, "source", text)
    if found:
        return found
    hidden = _find_sources(index, "main.source", text)
    if hidden:
        dates = dict(index.fetch("SELECT id, published FROM main.source"))
        reasons = list_names([f"{one} is of {dates[one] or 'no known date'}" for one in hidden.ids])
        description = index.perspective_description
        raise QueryError(f"{quoted(text)} does not count here ({description}): {reasons}")
    known = [(name, name) for row in _fetch_sources(index, "source") for name in row]
    hint = suggest_names(text, known)
    message = f"no source or publisher is called {quoted(text)}{hint}"
    raise QueryError(message, listed_by="" if hint else "sources")


def _find_sources(index: Index, table: str, text: str) -> NamedSources | None:
    rows = _fetch_sources(index, table)
    if any(source == text for source, _ in rows):
        return NamedSources(text, (text,))
    for names in _list_candidates(rows, text):
        if len(names) == 1:
            ids = [source for source, publisher in rows if names[0] in {source, publisher}]
            return NamedSources(names[0], tuple(ids))
        if names:
            raise ambiguous(text, names)
    return None


def _list_candidates(rows: Sequence[tuple[str, str]], text: str) -> Iterator[list[str]]:
    """Yield the publishers or ids that a text may name, from the closest kind of match on."""
    folded = fold(text.strip())
    if not folded:
        return
    publishers = {publisher: fold(publisher) for _, publisher in rows}
    without_article = folded.removeprefix("the ")
    letters = folded.replace(".", "")
    parts = {name for name, known in publishers.items() if without_article in known}
    yield [name for name, known in publishers.items() if known == folded]
    yield [
        name for name, known in publishers.items() if known.removeprefix("the ") == without_article
    ]
    yield [name for name, known in publishers.items() if letters in _initials(known)]
    yield sorted(
        parts | {source for source, name in rows if name not in parts and source.startswith(text)}
    )


def _initials(name: str) -> set[str]:
    """Return the initials of a folded name of several words, with and without small words."""
    words = word_pattern().findall(name)
    if len(words) < 2:
        return set()
    large = [word for word in words if word not in _SMALL_WORDS]
    without_article = words[1:] if words[0] == "the" else words
    return {"".join(word[0] for word in some) for some in (words, without_article, large)}


def _fetch_sources(index: Index, table: str) -> list[tuple[str, str]]:
    return index.fetch(f"SELECT id, publisher FROM {table} ORDER BY place")
