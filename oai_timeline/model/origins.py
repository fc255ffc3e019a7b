"""The origins of sources: those that they rest on, directly or indirectly."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from oai_timeline.model.spelling import fold

if TYPE_CHECKING:
    from typing import Protocol

    class SourceLike(Protocol):
        """The attributes of a source that matter here."""

        @property
        def publisher(self) -> str:
            """Who published it."""

        @property
        def kind(self) -> str | None:
            """What sort of document it is, for example `court`."""

        @property
        def rests_on(self) -> Sequence[str]:
            """The ids of the sources that it repeats."""


ENOUGH = 2
"""The number of independent origins that confirm an event."""
_SUFFICES_ALONE = {"first-hand", "court"}


class _Ends(NamedTuple):
    """The origins of a source, and whether it or a source it rests on confirms an event alone."""

    origins: Sequence[str]
    suffice_alone: bool


_NOTHING = _Ends((), suffice_alone=False)


class Origins:
    """The independent origins of sources. Each source is followed only once.

    An origin is a source that doesn't rest on another; of one publisher's, only the first counts.
    In a circle of sources, which is an error of the file, some may be missed.
    """

    def __init__(self, known: "Mapping[str, SourceLike]", most: int | None = None) -> None:
        """Start with all sources by id; find at most `most` origins of each."""
        self._known = known
        self._most = most
        self._ends: dict[str, _Ends] = {}
        self._publishers: dict[str, str] = {}

    def of(self, sources: Iterable[str]) -> Sequence[str]:
        """Return the ids of the origins of sources, in the order in which they are found."""
        return self._join_origins([self._follow(source) for source in sources])

    def confirm(self, sources: Iterable[str]) -> bool:
        """Return whether sources confirm an event.

        They do if one of them, or of those they rest on, is first-hand or from a court, or if they
        have two independent origins.
        """
        ends = [self._follow(source) for source in sources]
        return any(end.suffice_alone for end in ends) or len(self._join_origins(ends)) >= ENOUGH

    def _follow(self, source: str) -> _Ends:
        """Return the ends of a source, after those of the sources it rests on (no recursion)."""
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
                waiting += [other for other in self._known[key].rests_on if other not in begun]
        return self._ends.get(source, _NOTHING)

    def _join_ends(self, key: str) -> _Ends:
        """Return the ends of a source, from the ends of those it rests on."""
        source = self._known[key]
        suffices = source.kind in _SUFFICES_ALONE
        if not source.rests_on:
            self._publishers[key] = fold(source.publisher)
            return _Ends((key,), suffices)
        ends = [self._ends.get(other, _NOTHING) for other in source.rests_on]
        return _Ends(self._join_origins(ends), suffices or any(end.suffice_alone for end in ends))

    def _join_origins(self, ends: Sequence[_Ends]) -> Sequence[str]:
        if len(ends) == 1:
            return ends[0].origins
        first: dict[str, str] = {}
        for end in ends:
            for origin in end.origins:
                first.setdefault(self._publishers[origin], origin)
        return tuple(islice(first.values(), self._most))
