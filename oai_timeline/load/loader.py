"""Load a timeline file: header, actors and sources at once, then one event after another."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain
from typing import BinaryIO

from yaml.nodes import MappingNode, Node, ScalarNode

from oai_timeline.load.comments import find_lost_texts
from oai_timeline.load.diagnostics import Diagnostics, FileDiagnostics, place_of
from oai_timeline.load.file_reader import FileReader
from oai_timeline.load.file_schema import ACTOR, EVENT, HEADER, SOURCE
from oai_timeline.load.links import EventLog, check_links
from oai_timeline.load.nodes import Path, as_dict, find, items_of, members_of, texts_of
from oai_timeline.load.sections import (
    check_later_headers,
    check_sections,
    create_validator,
    list_headers,
    merge_sections,
    read_date,
    read_entries,
)
from oai_timeline.model.diagnostic import Diagnostic, Place, TimelineFileError
from oai_timeline.model.event import Event
from oai_timeline.model.timeline_file import TimelineFile
from oai_timeline.model.visible import quoted


class Loading:
    """A timeline being read from its files: its header is the first, and all add to the rest.

    `header`, `actors` and `sources` are read at once; `header` is None if it can't be used. Events
    come one by one from `events()`. After the last one, `order` and `links` are complete, and
    `diagnostics()` has every mistake.

    If a file `failed`, values may refer to unknown ids, `order` includes events that were
    left out, and `unread` has all texts of what was left out that may be ids.
    """

    def __init__(self, files: Sequence[TimelineFile], *, are_all: bool = True) -> None:
        """Read the files as far as their events; `are_all` says whether the timeline has no more.

        If there are more, ids that these files don't define are not reported as unknown.
        """
        self.order: list[int] = []
        self._are_all = are_all
        self._files = files
        self._diagnostics = diagnostics = Diagnostics()
        self._readers = [
            FileReader(file.stream, FileDiagnostics(diagnostics, number))
            for number, file in enumerate(files)
        ]
        self._log = EventLog()
        self._event_node = Node("", "", None, None)
        paths = [file.path for file in files]
        self._sections = sections = merge_sections(self._readers, paths, diagnostics)
        self._validator = validator = create_validator(
            sections, diagnostics, self.complete, is_alone=are_all and len(files) == 1
        )
        self._check_required()
        self.zone = validator.zone
        self.unread = validator.unread
        header = sections.get("timeline")
        self.header = validator.read_entry(header, HEADER) if header else None
        self.actors = read_entries(sections.get("actors"), ACTOR, validator)
        self.sources = read_entries(sections.get("sources"), SOURCE, validator)
        check_sections(sections, self.zone, diagnostics)
        check_later_headers(list_headers(self._readers), paths, validator, diagnostics)

    @property
    def failed(self) -> bool:
        """Whether an error was found; warnings don't count."""
        return self._diagnostics.failed

    @property
    def complete(self) -> bool:
        """Whether all files could be read to their ends."""
        return self._are_all and all(reader.is_complete for reader in self._readers)

    @property
    def links(self) -> Iterator[tuple[str, str, str]]:
        """Each event's links, once all are read: its id, the other's id, and the key."""
        for number, links in self._log.links.items():
            for link in links:
                yield self._log.ids[number], link.target, link.key

    def events(self) -> Iterator[Event]:
        """Yield the events in the order of the files, then check their links."""
        for node in chain.from_iterable(reader.read_events() for reader in self._readers):
            self._event_node = node
            event = self._read_event(node)
            if event:
                yield event
        self.order = check_links(self._log, self._diagnostics, is_complete=self.complete)

    def place(self, section: str, key: str, path: Path) -> Place:
        """Return where an actor or a source is, by section and id, or a part of it, by its path."""
        key_node, entry = self._entries[section, key]
        return place_of(find(entry, path) if path else key_node)

    def place_in_event(self, path: Path) -> Place:
        """Return where the latest event is, or a part of it, by its path."""
        return place_of(find(self._event_node, path))

    def warn(self, place: Place, code: str, message: str) -> None:
        """Add a warning from elsewhere to the diagnostics."""
        self._diagnostics.report(place, code, message)

    def find_lost_texts(self) -> None:
        """Warn of each text whose end is read as a comment."""
        for number, file in enumerate(self._files):
            for place, message in find_lost_texts(file.stream):
                self._diagnostics.report(place._replace(file=number), "comment-in-text", message)

    def diagnostics(self) -> list[Diagnostic]:
        """Return everything that was found, in the order of the files."""
        return self._diagnostics.in_order(self._files)

    def refuse_errors(self) -> None:
        """Raise TimelineFileError if the file has errors; warnings don't count."""
        if self.failed:
            raise TimelineFileError(d for d in self.diagnostics() if d.severity == "error")

    def _check_required(self) -> None:
        """Report that no file has a header, or events."""
        missing = [
            key
            for key in ("timeline", "events")
            if self.complete and not any(key in reader.keys for reader in self._readers)
        ]
        for key in missing:
            self._diagnostics.report(Place(1, 1), "missing-key", f'the key "{key}" is missing')

    @cached_property
    def _entries(self) -> dict[tuple[str, str], tuple[ScalarNode, Node]]:
        """The actors and sources, by section and id."""
        return {
            (section, key.value): (key, node)
            for section in ("actors", "sources")
            for key, node in members_of(self._sections.get(section))
        }

    def _read_event(self, node: Node) -> Event | None:
        event = self._validator.read_entry(node, EVENT)
        if not isinstance(node, MappingNode):
            return None
        members = as_dict(node)
        id_node = members.get("id")
        event_id: str = id_node.value if isinstance(id_node, ScalarNode) else ""
        first = self._log.first.get(event_id)
        when = event.when if event else read_date(members.get("when"), self.zone)
        self._log.remember(event_id, place_of(node), when, members)
        self._check_accounts(members)
        if id_node is None or first is None:
            return event
        file, line = first
        where = f"on line {line}"
        if file != place_of(node).file:
            where = f"in {self._files[file].path}:{line}"
        message = f"the event {where} already has the id {quoted(event_id)}"
        self._diagnostics.report_node(id_node, "duplicate-id", message)
        self._validator.leave_out(node)
        return None

    def _check_accounts(self, members: dict[str, Node]) -> None:
        """Report each source that has several accounts of one event."""
        used: set[str] = set()
        for account in items_of(members.get("accounts")):
            sources = texts_of(as_dict(account).get("sources"))
            for source in sources:
                if source.value in used:
                    message = (
                        f"{quoted(source.value)} already has an account of this event: "
                        "a source can have only one"
                    )
                    self._diagnostics.report_node(source, "repeated-source", message)
            used.update(source.value for source in sources if source.value)


def load(stream: BinaryIO, path: str) -> Loading:
    """Return a timeline being read from one seekable stream; `path` names it in diagnostics."""
    return Loading([TimelineFile(stream, path)])
