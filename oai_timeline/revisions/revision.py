"""A revision of a timeline file: everything that could be read of it, in memory."""

from collections.abc import Mapping
from datetime import UTC, tzinfo
from typing import BinaryIO, NamedTuple

from oai_timeline.load import load
from oai_timeline.model.diagnostic import Diagnostic
from oai_timeline.model.event import Event
from oai_timeline.model.timeline import Actor, Header, Source


class Revision(NamedTuple):
    """What a file says, by id, and what is wrong with it.

    `header` is None if it can't be read. `is_complete` is False if the file can't be read to its
    end; `unread` has the ids that entries with mistakes may have.
    """

    name: str
    header: Header | None
    zone: tzinfo
    actors: Mapping[str, Actor]
    sources: Mapping[str, Source]
    events: Mapping[str, Event]
    errors: tuple[Diagnostic, ...]
    is_complete: bool
    unread: frozenset[str]

    def may_have(self, entry_id: str) -> bool:
        """Return whether the file may have an entry that could not be read."""
        return not self.is_complete or entry_id in self.unread


def read_revision(stream: BinaryIO, name: str) -> Revision:
    """Read a seekable stream as far as possible; `name` is what to call it. Raises OSError."""
    loading = load(stream, name)
    events = {event.id: event for event in loading.events()}
    errors = tuple(one for one in loading.diagnostics() if one.severity == "error")
    has_content = bool(loading.header or events or loading.actors or loading.sources)
    return Revision(
        name,
        loading.header,
        loading.zone,
        loading.actors,
        loading.sources,
        events,
        errors,
        loading.complete and has_content,
        frozenset(loading.unread),
    )


def empty_revision(name: str) -> Revision:
    """Return the revision of a file that doesn't exist."""
    return Revision(name, None, UTC, {}, {}, {}, (), is_complete=True, unread=frozenset())
