"""Where sources come from: followed to those that rest on no other."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from oai_timeline.model.spelling import fold

_SUFFICES_ALONE = {"first-hand", "court"}


class Document(Protocol):
    """What counts of a source here; `rests_on` holds the ids of those that it repeats."""

    @property
    def publisher(self) -> str:
        """Who wrote it."""

    @property
    def kind(self) -> str | None:
        """What sort of document it is."""

    @property
    def rests_on(self) -> Sequence[str]:
        """What it repeats."""


def origins(known: Mapping[str, Document], sources: Iterable[str]) -> list[str]:
    """Give the ids of the independent origins that sources come to, in the order they are met.

    A source is followed through all that it rests on to those that rest on nothing; of one
    publisher's only the first one counts.
    """
    found: dict[str, str] = {}
    for source in _followed(known, sources):
        if not known[source].rests_on:
            found.setdefault(fold(known[source].publisher), source)
    return list(found.values())


def confirm(known: Mapping[str, Document], sources: Iterable[str]) -> bool:
    """Tell whether sources are enough for what is called confirmed.

    They are if one of them, or of those they rest on, is first-hand or of a court; or if they come
    to two independent origins.
    """
    reached = list(_followed(known, sources))
    if any(known[source].kind in _SUFFICES_ALONE for source in reached):
        return True
    return len(origins(known, reached)) > 1


def _followed(known: Mapping[str, Document], sources: Iterable[str]) -> Iterator[str]:
    """Go through sources and all that they rest on, each once."""
    waiting, seen = list(sources)[::-1], set[str]()
    while waiting:
        source = waiting.pop()
        if source in known and source not in seen:
            seen.add(source)
            waiting.extend(reversed(known[source].rests_on))
            yield source
