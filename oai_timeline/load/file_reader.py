"""Read the nodes of a timeline file: its sections, then one event after another."""

from collections.abc import Iterator
from typing import BinaryIO

from yaml.events import Event, MappingStartEvent, SequenceStartEvent, StreamEndEvent
from yaml.nodes import MappingNode, Node, ScalarNode

from oai_timeline.load.diagnostics import FatalError, FileDiagnostics, place_of
from oai_timeline.load.file_schema import FORMAT
from oai_timeline.load.nodes import EventReader, as_dict
from oai_timeline.model.diagnostic import Place
from oai_timeline.model.spelling import did_you_mean
from oai_timeline.model.visible import quoted

Member = tuple[ScalarNode, Event]
_SECTIONS = ("timeline", "actors", "sources")


class _OtherFormatError(FatalError):
    """The file is in a format that this program doesn't know."""


class FileReader:
    """The nodes of a file: `sections` by key, read at once, and the events, one by one.

    `keys` are those of the file. `is_complete` is False once something could not be read.
    """

    def __init__(self, stream: BinaryIO, diagnostics: FileDiagnostics) -> None:
        """Read the sections of a seekable stream."""
        self.sections: dict[str, Node] = {}
        self.is_complete = True
        self._stream = stream
        self._diagnostics = diagnostics
        self._at_events: tuple[EventReader, Iterator[Member], Event] | None = None
        self.keys = set[str]()
        try:
            self._read_sections()
        except _OtherFormatError:
            self.sections, self.keys = {}, set()
            self.is_complete = False
        except FatalError:
            self.is_complete = False
        if "events" in self.keys and self._at_events is None:
            self._return_to_events()

    def read_events(self) -> Iterator[Node]:
        """Yield the node of each event, then read the sections after them."""
        if self._at_events is None:
            return
        reader, members, first = self._at_events
        try:
            if self._check_type(reader, first, SequenceStartEvent):
                yield from map(reader.compose, reader.items())
            for key, value in members:
                if key.value in self.sections:
                    reader.skip(value)
                else:
                    self._read_section(reader, key, value)
            self._check_end(reader)
        except FatalError:
            self.is_complete = False

    def _read_sections(self) -> None:
        """Read up to the events, or the whole file where a section may stand after them."""
        reader, members = self._open()
        for key, first in members:
            self.keys.add(key.value)
            if key.value == "events" and self.sections.keys() >= set(_SECTIONS):
                self._at_events = reader, members, first
                return
            self._read_section(reader, key, first)
        self._check_end(reader)

    def _return_to_events(self) -> None:
        reader, members = self._open()
        for key, first in members:
            if key.value == "events":
                self._at_events = reader, members, first
                return
            reader.skip(first)

    def _open(self) -> tuple[EventReader, Iterator[Member]]:
        """Read as far as the first key of the file."""
        reader = EventReader(self._stream, self._diagnostics)
        reader.next()
        if isinstance(reader.next(), StreamEndEvent):
            message = "the file is empty"
            self._diagnostics.stop(Place(1, 1), "empty-file", message)
        root = reader.next()
        if not isinstance(root, MappingStartEvent):
            message = "a timeline file is a mapping with a key `timeline`"
            self._diagnostics.stop(Place(1, 1), "wrong-type", message)
        reader.check_opening(root)
        return reader, reader.members()

    def _check_end(self, reader: EventReader) -> None:
        reader.next()
        following = reader.next()
        if not isinstance(following, StreamEndEvent):
            message = (
                "a timeline file is one YAML document: the second one, from here on, is not read"
            )
            self._diagnostics.stop(place_of(following), "several-documents", message)

    def _read_section(self, reader: EventReader, key: ScalarNode, first: Event) -> None:
        name = key.value
        if name == "events":
            reader.skip(first)  # a second pass reads them
        elif name == "timeline":
            self.sections[name] = reader.compose(first)
            self._check_format(self.sections[name])
        elif name in _SECTIONS:
            self.sections[name] = section = MappingNode("", [])
            if self._check_type(reader, first, MappingStartEvent):
                for entry_key, value in reader.members():
                    section.value.append((entry_key, reader.compose(value)))
        else:
            message = f"unknown key {quoted(name)}"
            hint = did_you_mean(name, [*_SECTIONS, "events"])
            self._diagnostics.report_node(key, "unknown-key", message + hint)
            reader.skip(first)

    def _check_type(
        self,
        reader: EventReader,
        first: Event,
        expected: type[MappingStartEvent] | type[SequenceStartEvent],
    ) -> bool:
        """Return whether a section has its type; if it hasn't, read and report it."""
        if isinstance(first, expected):
            reader.check_opening(first)
            return True
        node = reader.compose(first)
        what = "a mapping" if expected is MappingStartEvent else "a list"
        if node.value == "":
            message = f"this has no value: give {what}"
            self._diagnostics.report_node(node, "empty-value", message)
        else:
            self._diagnostics.report_node(node, "wrong-type", f"this must be {what}")
        return False

    def _check_format(self, header: Node) -> None:
        """Stop at a file in another format, before its keys are reported as mistakes."""
        node = as_dict(header).get("format")
        if not isinstance(node, ScalarNode) or node.value in {"", FORMAT}:
            return
        given = node.value
        message = f"this program reads format {FORMAT}, not {quoted(given)}; the rest is not read"
        code = "bad-value"
        if given.isdecimal() and int(given[:9]) > int(FORMAT):
            code = "newer-format"
            message += ": a newer version of timeline may read it"
        self._diagnostics.report(place_of(node), code, message)
        raise _OtherFormatError
