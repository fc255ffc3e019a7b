"""What a rule is: what it is given, and what it finds."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from oai_timeline.model.event import Event
from oai_timeline.model.origins import Origins
from oai_timeline.model.timeline import Actor, Header, Source

Path = tuple[str | int, ...]
"""Keys and numbers that lead from an entry of the file to a part of it."""


class Finding(NamedTuple):
    """What is wrong with an event: the part to blame, and what to do about it."""

    path: Path
    message: str


class SectionFinding(NamedTuple):
    """What is wrong with an actor or a source; the empty path is the whole of it."""

    section: str
    key: str
    path: Path
    message: str


@dataclass(frozen=True, slots=True)
class Context:
    """What stands around the events; actors and sources by id, and the origins of sources."""

    header: Header
    actors: Mapping[str, Actor]
    sources: Mapping[str, Source]
    origins: Origins


EventRule = Callable[[Event, Context], Iterator[Finding]]
"""A rule that judges each event by itself."""


class FileRule:
    """A rule that needs the whole file. It keeps of each event no more than it must."""

    def __init__(self, context: Context) -> None:
        """Begin with what stands around the events."""
        self.context = context

    def see(self, event: Event) -> Iterable[Finding]:
        """Look at the next event, in the order of the file."""
        del event
        return ()

    def miss(self, texts: Collection[str]) -> None:
        """Note the texts of what can't be judged, as it has errors: they may be ids."""
        del texts

    def finish(self) -> Iterable[SectionFinding]:
        """Tell what is wrong with actors and sources, once all events are seen."""
        return ()
