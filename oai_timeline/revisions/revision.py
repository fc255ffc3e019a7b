"""A revision of a timeline: everything that could be read of it, in memory."""

from collections.abc import Mapping, Sequence
from datetime import UTC, tzinfo
from typing import NamedTuple

from oai_timeline.load import Loading
from oai_timeline.model.diagnostic import Diagnostic
from oai_timeline.model.event import Event
from oai_timeline.model.timeline import Actor, Header, Source
from oai_timeline.model.timeline_file import TimelineFile


class Revision(NamedTuple):
    """What the files of a timeline say, by id, and what is wrong with them.

    `header` is None if it can't be read. `is_complete` is False if a file can't be read to its
    end; `unread` has the ids that entries with mistakes may have.
    """

    name: str
    paths: Sequence[str]
    header: Header | None
    zone: tzinfo
    actors: Mapping[str, Actor]
    sources: Mapping[str, Source]
    events: Mapping[str, Event]
    errors: tuple[Diagnostic, ...]
    is_complete: bool
    unread: frozenset[str]

    def may_have(self, entry_id: str) -> bool:
        """Return whether a file may have an entry that could not be read."""
        return not self.is_complete or entry_id in self.unread


def read_revision(files: Sequence[TimelineFile], name: str) -> Revision:
    """Read a timeline's files as far as possible; `name` is what to call them. Raises OSError."""
    loading = Loading(files)
    events = {event.id: event for event in loading.events()}
    errors = tuple(one for one in loading.diagnostics() if one.severity == "error")
    has_content = bool(loading.header or events or loading.actors or loading.sources)
    return Revision(
        name,
        [file.path for file in files],
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
    return Revision(name, [name], None, UTC, {}, {}, {}, (), is_complete=True, unread=frozenset())
