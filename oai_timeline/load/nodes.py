"""From bytes to plain values (text, lists, mappings), one entry at a time, with their places.

The parser's events are read one by one and never composed, so that no file can make this deep,
long or recursive: the limits are below. Every scalar is text.
"""

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from io import BytesIO
from itertools import islice
from typing import Any, BinaryIO, NoReturn

import yaml
from yaml.events import (
    CollectionEndEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from oai_timeline.load.syntax import explain
from oai_timeline.model.diagnostic import Place
from oai_timeline.model.visible import quoted

MOST_LEVELS = 32
MOST_CHARACTERS = 100_000
MOST_NODES = 20_000
_MOST_BAD_PLACES, _MOST_BAD_CHARACTERS = 20, 1_000
_LEVELS_ABOVE_AN_ENTRY = 2
_TO_THE_END = sys.maxsize
_NO_ANCHORS = "anchors ({}) are not read: take it away"
_TOO_DEEP = f"nested over {MOST_LEVELS} levels; not read further"

LINE_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
_NOT_YAML = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]+")
_CONTROLS = bytes({*range(0x20), 0x7F} - {*b"\t\n\r"})
_CHUNK_BYTES = 1 << 16
_HALF = re.compile("[\ud800-\udfff]")
_OTHER_ENCODINGS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")

Path = tuple[str | int, ...]
"""Keys and numbers that lead from an entry to a part of it."""
_NOWHERE: Path = (-1,)
"""Where nothing is looked for: what a key that is no text, or there twice, leads to."""
Report = Callable[[Place, str, str], None]
"""Takes a mistake: its place, its code, its message."""


class FatalError(Exception):
    """The rest of the file can't be read; why has been reported."""


class Entry:
    """One value of the file, made of str, list and dict, which knows where its parts stand."""

    __slots__ = ("_events", "_places", "value")

    def __init__(self, value: Any, events: list[Event]) -> None:
        """Keep the value beside the parser's events that it was read from."""
        self.value = value
        self._events = events
        self._places: dict[tuple[Path, bool], Event] = {}

    @property
    def start(self) -> Place:
        """Say where it begins."""
        return place_of(self._events[0])

    def place(self, path: Path = ()) -> Place:
        """Find the value that `path` leads to, or the nearest above it."""
        found = self._found()
        while (path, False) not in found:
            path = path[:-1]
        return place_of(found[path, False])

    def place_of_key(self, path: Path) -> Place:
        """Find the key that `path` ends with, or the nearest value above it."""
        key = self._found().get((path, True))
        return place_of(key) if key else self.place(path[:-1])

    def places_of_items(self, key: str) -> list[Place]:
        """Find the items of the list under `key`, at the top; quicker than `place` for each."""
        depth, places = 0, list[Place]()
        current: str | None = None  # the key whose value comes next
        for event in self._events:
            kind = event.__class__
            if kind is MappingEndEvent or kind is SequenceEndEvent:
                depth -= 1
                if depth == 1:
                    if current == key:
                        break
                    current = "" if current is None else None
                continue
            if depth == 2 and current == key:
                places.append(place_of(event))
            if kind is MappingStartEvent or kind is SequenceStartEvent:
                depth += 1
            elif depth == 1:
                current = getattr(event, "value", "") if current is None else None
        return places

    def _found(self) -> dict[tuple[Path, bool], Event]:
        """Note once where every value, and every key (True), begins."""
        if not self._places:
            events = iter(self._events)
            self._note(next(events), events, ())
        return self._places

    def _note(self, first: Event, events: Iterator[Event], path: Path) -> None:
        """Note the value that begins with `first`; of keys there twice the first counts."""
        self._places.setdefault((path, False), first)
        if isinstance(first, MappingStartEvent):
            while not isinstance(key := next(events), MappingEndEvent):
                member = (*path, getattr(key, "value", ""))
                known = (member, True) in self._places
                self._places.setdefault((member, True), key)
                if _is_opening(key):
                    self._note(key, events, _NOWHERE)
                self._note(next(events), events, _NOWHERE if known else member)
        elif isinstance(first, SequenceStartEvent):
            number = 0
            while not isinstance(item := next(events), SequenceEndEvent):
                self._note(item, events, (*path, number))
                number += 1


class EventReader:
    """The parser's events of a file, and entries made of them; what can't be there is reported."""

    def __init__(self, stream: BinaryIO, report: Report, spoiled: set[Place]) -> None:
        """Read from `stream`, a seekable one, by libyaml where PyYAML has it. Raises Unreadable.

        The places of values that are refused go into `spoiled`: there is no more to say of them.
        """
        self._report = report
        # The base loaders resolve no types; libyaml's does what the other does, ten times faster.
        loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
        self._stream = _readable(stream, report)
        self._parser = loader(self._stream)
        self._take = _parse(self._parser, self._stream).__next__
        self._lenient = loader is yaml.BaseLoader
        self._spoiled = spoiled
        self._events: list[Event] = []
        self._nodes = 0

    def next(self) -> Event:
        """Give the parser's next event. Raises Unreadable."""
        try:
            event: Event = self._take()
        except (yaml.MarkedYAMLError, ValueError) as error:
            self._stop_at(error)
        self._events = [event]
        return event

    def entry(self, first: Event) -> Entry:
        """Read the value that begins with `first`. Raises Unreadable."""
        self._events = events = [first]
        self._nodes = 0
        try:
            return Entry(self._value(first, _LEVELS_ABOVE_AN_ENTRY), events)
        except (yaml.MarkedYAMLError, ValueError) as error:
            self._stop_at(error)

    def members(self) -> Iterator[tuple[str, Place, Event]]:
        """Go through a mapping that has begun: key, its place, and the value's first event.

        Reading that value is the caller's. A key that is no text, or there twice, is reported and
        its value passed over.
        """
        seen: set[str] = set()
        while not isinstance(event := self.next(), MappingEndEvent):
            key = self.entry(event).value
            self._check_key(key, seen, event)
            first = self.next()
            if isinstance(key, str) and key not in seen:
                seen.add(key)
                yield key, place_of(event), first
            else:
                self.entry(first)

    def items(self) -> Iterator[Event]:
        """Go through a list that has begun: each item's first event, for the caller to read on."""
        while not isinstance(event := self.next(), SequenceEndEvent):
            yield event

    def begins(self, first: Event, kind: type[Event]) -> bool:
        """Tell whether `first` opens a mapping, or a list; report its anchor and its tag."""
        if isinstance(first, kind) and (first.anchor or first.tag):  # type: ignore[attr-defined]
            self._refused(first, "")
        return isinstance(first, kind)

    def skip(self, first: Event) -> None:
        """Pass over the value that begins with `first`, however long. Raises Unreadable."""
        depth = 0
        while True:
            depth += _is_opening(first)
            depth -= isinstance(first, CollectionEndEvent)
            if depth == 0:
                return
            if depth >= MOST_LEVELS:
                self.stop(place_of(first), "too-deep", _TOO_DEEP)
            first = self.next()

    def stop(self, place: Place, code: str, message: str) -> NoReturn:
        """Report a mistake that leaves the rest of the file unread. Raises Unreadable."""
        self._report(place, code, message)
        raise FatalError

    def _value(self, event: Event, level: int) -> Any:
        self._nodes += 1
        if self._nodes > MOST_NODES:
            place = place_of(self._events[0])
            self.stop(place, "too-long", f"this has over {MOST_NODES:,} parts; not read further")
        kind = event.__class__
        if kind is ScalarEvent:
            value: str = event.value  # type: ignore[attr-defined]
            if event.tag or event.anchor or len(value) > MOST_CHARACTERS:  # type: ignore[attr-defined]
                return self._refused(event, value)
            if self._lenient and _HALF.search(value):
                self.stop(place_of(event), "syntax", "an escape stands for half a character")
            return value
        if kind is MappingStartEvent or kind is SequenceStartEvent:
            if level >= MOST_LEVELS:
                self.stop(place_of(event), "too-deep", _TOO_DEEP)
            if event.tag or event.anchor:  # type: ignore[attr-defined]
                self._refused(event, "")
            return self._mapping(level) if kind is MappingStartEvent else self._list(level)
        return self._refused(event, "")

    def _mapping(self, level: int) -> dict[str, Any]:
        value: dict[str, Any] = {}
        take, keep = self._take, self._events.append
        while (event := take()).__class__ is not MappingEndEvent:
            keep(event)
            key = self._value(event, level + 1)
            if key.__class__ is not str or key in value or key == "<<":
                key = self._check_key(key, value, event)
            event = take()
            keep(event)
            value.setdefault(key, self._value(event, level + 1))
        keep(event)
        return value

    def _list(self, level: int) -> list[Any]:
        value: list[Any] = []
        take, keep = self._take, self._events.append
        while (event := take()).__class__ is not SequenceEndEvent:
            keep(event)
            value.append(self._value(event, level + 1))
        keep(event)
        return value

    def _check_key(self, key: object, seen: set[str] | dict[str, Any], event: Event) -> str:
        place = place_of(event)
        if not isinstance(key, str):
            self._spoiled.add(place)
            self._report(place, "wrong-type", "a key must be text")
            return ""
        if key == "<<":
            self._spoiled.add(place)
            self._report(place, "merge-key", "merge keys (<<) are not read: write the keys out")
        elif key in seen:
            self._report(place, "duplicate-key", f"{quoted(key)} stands here a second time")
        return key

    def _refused(self, event: Event, value: str) -> str:
        """Report a node that a timeline file can't have; the value is what stands for it."""
        place = place_of(event)
        if not isinstance(event, NodeEvent):
            return value
        if event.__class__.__name__ == "AliasEvent":
            self._spoiled.add(place)
            message = f"aliases ({quoted(f'*{event.anchor}')}) are not read: write the value out"
            self._report(place, "alias", message)
            return value
        if event.anchor:
            self._report(place, "anchor", _NO_ANCHORS.format(quoted(f"&{event.anchor}")))
        if event.tag:  # type: ignore[attr-defined]
            message = f"tags ({quoted(event.tag)}) are not read: every value is text"  # type: ignore[attr-defined]
            self._report(place, "tag", message)
        if len(value) > MOST_CHARACTERS:
            self._spoiled.add(place)
            message = f"this has {len(value):,} characters, more than {MOST_CHARACTERS:,}"
            self._report(place, "too-long", message)
            return value[:1]
        return value

    def _stop_at(self, error: yaml.MarkedYAMLError | ValueError) -> NoReturn:
        mark = _find_mark(error, self._parser)
        assert mark is not None  # every error of a scanner or a parser has one
        place, message = explain(read_lines(self._stream), error, mark, self._events[-1])
        self.stop(place, "syntax", message)


def read_lines(stream: BinaryIO) -> list[str]:
    """Read the lines of a file, without their ends."""
    stream.seek(0)
    text = stream.read().decode("utf-8-sig", "surrogateescape")
    return LINE_BREAK.split(text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))


def _parse(parser: Any, stream: BinaryIO) -> Iterator[Event]:
    """Yield the events of a parser that reads `stream`.

    A parser scans ahead. What it can't read there (for libyaml from 0.2.6 on, a thousand levels)
    it reports before it has given the events that stand before. Where those are too deep for us,
    they are given, so that our limit is found in the same place whatever the parser's own is.
    """
    count = 0
    take = parser.get_event
    try:
        while True:
            yield take()
            count += 1
    except (yaml.MarkedYAMLError, ValueError) as error:
        mark = _find_mark(error, parser)
        if not mark:
            raise
        stream.seek(0)
        text = stream.read(4 * mark.index + 3).decode(errors="ignore")
        before = text.removeprefix("\ufeff")[: mark.index]
        if not _is_too_deep(parser.__class__(before)):
            raise
        yield from islice(iter(parser.__class__(before).get_event, None), count, None)


def _is_too_deep(parser: Any) -> bool:
    """Tell whether a parser gives events of more than our levels, before it fails or ends."""
    depth = 0
    with suppress(yaml.MarkedYAMLError, ValueError):
        for event in iter(parser.get_event, None):
            depth += _is_opening(event)
            depth -= isinstance(event, CollectionEndEvent)
            if depth > MOST_LEVELS:
                return True
    return False


def _find_mark(error: yaml.MarkedYAMLError | ValueError, parser: Any) -> yaml.Mark | None:
    """Return where a parser failed: it says so in its error, or else stands there."""
    if isinstance(error, ValueError):
        mark: yaml.Mark = parser.get_mark()
        return mark
    return error.problem_mark or error.context_mark


def _is_opening(event: Event) -> bool:
    return isinstance(event, MappingStartEvent | SequenceStartEvent)


def place_of(event: Event) -> Place:
    """Return where a parser's event begins, and how much of that line it has."""
    start: Any = event.start_mark
    end: Any = event.end_mark
    length = end.column - start.column if end.line == start.line else _TO_THE_END
    return Place(start.line + 1, start.column + 1, max(length, 1))


def _readable(stream: BinaryIO, report: Report) -> BinaryIO:
    """Give `stream` itself, or its text with what YAML can't have reported and replaced.

    The parser tells such places by their byte alone, and stops there.
    """
    if stream.read(4).startswith(_OTHER_ENCODINGS):
        message = "the file is not UTF-8, but UTF-16 or UTF-32: save it as UTF-8"
        report(Place(1, 1), "encoding", message)
        raise FatalError
    stream.seek(0)
    if _all_readable(stream):
        stream.seek(0)
        return stream
    stream.seek(0)
    text = stream.read().decode("utf-8", "surrogateescape").removeprefix("\ufeff")
    found = list(islice(_NOT_YAML.finditer(text), _MOST_BAD_PLACES))
    for match in found:
        before = LINE_BREAK.split(text[: match.start()])
        code, message = _unreadable(match[0][0])
        report(Place(len(before), len(before[-1]) + 1, len(match[0])), code, message)
    if len(found) == _MOST_BAD_PLACES or any(len(bad[0]) > _MOST_BAD_CHARACTERS for bad in found):
        raise FatalError  # it is no text at all
    return BytesIO(_NOT_YAML.sub(lambda bad: "\ufffd" * len(bad[0]), text).encode())


def _all_readable(stream: BinaryIO) -> bool:
    from codecs import getincrementaldecoder

    decoder = getincrementaldecoder("utf-8")()
    try:
        while chunk := stream.read(_CHUNK_BYTES):
            text = decoder.decode(chunk)
            if text.isascii():
                if chunk.translate(None, _CONTROLS) != chunk:
                    return False
            elif _NOT_YAML.search(text):
                return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _unreadable(character: str) -> tuple[str, str]:
    number = ord(character)
    if 0xDC80 <= number <= 0xDCFF:
        return "encoding", f"byte 0x{number - 0xDC00:02x} is not UTF-8"
    return "control-character", f"YAML can't have the character U+{number:04X} as it is"
