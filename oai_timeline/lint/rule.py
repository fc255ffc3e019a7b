"""The types of rules, of what they are given, and of what they find."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from oai_timeline.model.event import Event
from oai_timeline.model.origins import Origins
from oai_timeline.model.timeline import Actor, Header, Source

Path = tuple[str | int, ...]
"""Keys and numbers that lead from an event, actor or source to a part of it."""


class Finding(NamedTuple):
    """A problem of an event: the part it is in, and what to do about it."""

    path: Path
    message: str


class OpenFinding(NamedTuple):
    """What may be a problem of an event: `decide` returns its message when all events are known."""

    path: Path
    decide: Callable[[], str | None]


class SectionFinding(NamedTuple):
    """A problem of an actor or a source; an empty path stands for all of it."""

    section: str
    key: str
    path: Path
    message: str


@dataclass(frozen=True, slots=True)
class Context:
    """The header, the actors and sources by id, and the origins of sources."""

    header: Header
    actors: Mapping[str, Actor]
    sources: Mapping[str, Source]
    origins: Origins


EventRule = Callable[[Event, Context], Iterator[Finding]]
"""A rule that checks each event by itself."""


class FileRule:
    """A rule that needs the whole file. It keeps no more of each event than it needs."""

    def __init__(self, context: Context) -> None:
        """Start before the first event."""
        self.context = context

    def check_event(self, event: Event) -> Iterable[Finding | OpenFinding]:
        """Yield what is wrong with the next event of the file."""
        del event
        return ()

    def begin_file(self) -> None:
        """Note that the next event is the first one of another file of the timeline."""

    def note_unread(self, texts: Collection[str]) -> None:
        """Note the texts of what can't be checked because it has errors: they may be ids."""
        del texts

    def check_file(self) -> Iterable[SectionFinding]:
        """Yield what is wrong with actors and sources, after all events."""
        return ()
