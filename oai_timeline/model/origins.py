"""Where sources come from: followed to those that rest on no other."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import NamedTuple, Protocol

from oai_timeline.model.spelling import fold

ENOUGH = 2
"""So many independent origins confirm an event."""
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


class _Ends(NamedTuple):
    """Where a source leads: its origins, and whether it or what it rests on suffices alone."""

    origins: Sequence[str]
    suffice_alone: bool


_NOTHING = _Ends((), suffice_alone=False)


class Origins:
    """The independent origins of sources. Each source is followed once, however often it is asked.

    An origin is a source that rests on nothing; of one publisher's only the first one counts. In a
    circle of sources, which is an error of the file, some may be missed.
    """

    def __init__(self, known: Mapping[str, Document], most: int | None = None) -> None:
        """Take all sources by id; find at most so many origins of each, if that is given."""
        self._known = known
        self._most = most
        self._ends: dict[str, _Ends] = {}
        self._publishers: dict[str, str] = {}

    def of(self, sources: Iterable[str]) -> Sequence[str]:
        """Return the ids of the origins that sources lead to, in the order they are met."""
        return self._join_origins([self._follow(source) for source in sources])

    def confirm(self, sources: Iterable[str]) -> bool:
        """Tell whether sources are enough for what is called confirmed.

        They are if one of them, or of those they rest on, is first-hand or of a court; or if they
        lead to two independent origins.
        """
        ends = [self._follow(source) for source in sources]
        return any(end.suffice_alone for end in ends) or len(self._join_origins(ends)) >= ENOUGH

    def _follow(self, source: str) -> _Ends:
        """Find where a source leads, after all that it rests on (without recursion)."""
        begun = set[str]()
        waiting = [source]
        while waiting:
            key = waiting.pop()
            if key in self._ends or key not in self._known:
                continue
            if key in begun:
                self._ends[key] = self._join_ends(key)
            else:
                begun.add(key)
                waiting.append(key)
                waiting += [one for one in self._known[key].rests_on if one not in begun]
        return self._ends.get(source, _NOTHING)

    def _join_ends(self, key: str) -> _Ends:
        """Join where the sources lead that one rests on."""
        one = self._known[key]
        is_enough = one.kind in _SUFFICES_ALONE
        if not one.rests_on:
            self._publishers[key] = fold(one.publisher)
            return _Ends((key,), is_enough)
        further = [self._ends.get(other, _NOTHING) for other in one.rests_on]
        return _Ends(
            self._join_origins(further), is_enough or any(end.suffice_alone for end in further)
        )

    def _join_origins(self, ends: Sequence[_Ends]) -> Sequence[str]:
        if len(ends) == 1:
            return ends[0].origins
        first: dict[str, str] = {}
        for end in ends:
            for origin in end.origins:
                first.setdefault(self._publishers[origin], origin)
        return tuple(islice(first.values(), self._most))
