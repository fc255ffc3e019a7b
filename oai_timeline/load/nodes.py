"""From bytes to plain values (text, lists, mappings), one entry at a time, with their places.

The parser's events are read one by one and never composed, so that no file can make this deep,
long or recursive: the limits are below. Every scalar is text.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
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

MOST_LEVELS = 32
MOST_CHARACTERS = 100_000
MOST_NODES = 20_000
_MOST_BAD_CHARACTERS = 20
_LEVELS_ABOVE_AN_ENTRY = 2
_TOO_DEEP = f"nested over {MOST_LEVELS} levels; not read further"

LINE_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
_NOT_YAML = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]+")
_OTHER_ENCODINGS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")

Path = tuple[str | int, ...]
"""Keys and numbers that lead from an entry to a part of it."""
Place = tuple[int, int]
"""Line and column, both from 1, the column in code points."""
Report = Callable[[Place, str, str], None]
"""Takes a mistake: its place, its code, its message."""


class Unreadable(Exception):
    """The rest of the file can't be read; why has been reported."""


class Entry:
    """One value of the file: `value` is made of str, list and dict; the rest says where it stands."""

    __slots__ = ("_events", "value")

    def __init__(self, value: Any, events: list[Event]) -> None:
        """Keep the value beside the parser's events that it was read from."""
        self.value = value
        self._events = events

    def place(self, path: Path = ()) -> Place:
        """Find the value that `path` leads to, or the nearest above it."""
        return place_of(self._events[self._follow(path)])

    def place_of_key(self, path: Path) -> Place:
        """Find the key that `path` ends with, or the nearest value above it."""
        above = self._follow(path[:-1])
        keys = (key for step, key, _ in self._members(above) if step == path[-1])
        return place_of(self._events[next(keys, above)])

    def _follow(self, path: Path) -> int:
        at = 0
        for wanted in path:
            found = (value for step, _, value in self._members(at) if step == wanted)
            member = next(found, None)
            if member is None:
                break
            at = member
        return at

    def _members(self, at: int) -> Iterator[tuple[str | int, int, int]]:
        """List what a mapping or a list holds: its key or number, and where key and value begin."""
        opening = self._events[at]
        if not isinstance(opening, MappingStartEvent | SequenceStartEvent):
            return
        keyed, number, at = isinstance(opening, MappingStartEvent), 0, at + 1
        while not isinstance(self._events[at], CollectionEndEvent):
            value = self._after(at) if keyed else at
            yield getattr(self._events[at], "value", "") if keyed else number, at, value
            at, number = self._after(value), number + 1

    def _after(self, at: int) -> int:
        depth = 0
        while True:
            event = self._events[at]
            depth += isinstance(event, MappingStartEvent | SequenceStartEvent)
            depth -= isinstance(event, CollectionEndEvent)
            at += 1
            if depth == 0:
                return at


class Reader:
    """The parser's events of a file, and entries made of them. Reports what no timeline may have."""

    def __init__(self, stream: BinaryIO, report: Report) -> None:
        """Read from `stream`, a seekable one, by libyaml where PyYAML has it. Raises Unreadable."""
        self._report = report
        # The base loaders resolve no types; libyaml's does what the other does, ten times faster.
        loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
        self._parser = loader(_readable(stream, report))
        self._events: list[Event] = []
        self._nodes = 0

    def next(self) -> Event:
        """Give the parser's next event. Raises Unreadable."""
        with self._syntax_reported():
            event: Event = self._parser.get_event()
            return event

    def entry(self, first: Event) -> Entry:
        """Read the value that begins with `first`. Raises Unreadable."""
        self._events = events = [first]
        self._nodes = 0
        with self._syntax_reported():
            return Entry(self._value(first, _LEVELS_ABOVE_AN_ENTRY), events)

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
        """Go through a list that has begun: the first event of each item, for the caller to read."""
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
            depth += isinstance(first, MappingStartEvent | SequenceStartEvent)
            depth -= isinstance(first, CollectionEndEvent)
            if depth == 0:
                return
            if depth > MOST_LEVELS:
                self.stop(place_of(first), "too-deep", _TOO_DEEP)
            first = self.next()

    def stop(self, place: Place, code: str, message: str) -> NoReturn:
        """Report a mistake that leaves the rest of the file unread. Raises Unreadable."""
        self._report(place, code, message)
        raise Unreadable

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
        take, keep = self._parser.get_event, self._events.append
        while (event := take()).__class__ is not MappingEndEvent:
            keep(event)
            key = self._value(event, level + 1)
            if key.__class__ is not str or key in value or key == "<<":
                key = self._check_key(key, value, event)
            event = take()
            keep(event)
            value[key] = self._value(event, level + 1)
        keep(event)
        return value

    def _list(self, level: int) -> list[Any]:
        value: list[Any] = []
        take, keep = self._parser.get_event, self._events.append
        while (event := take()).__class__ is not SequenceEndEvent:
            keep(event)
            value.append(self._value(event, level + 1))
        keep(event)
        return value

    def _check_key(self, key: object, seen: set[str] | dict[str, Any], event: Event) -> str:
        place = place_of(event)
        if not isinstance(key, str):
            self._report(place, "wrong-type", "a key must be text")
            return ""
        if key == "<<":
            self._report(place, "merge-key", "merge keys (<<) are not read: write the keys out")
        elif key in seen:
            self._report(place, "duplicate-key", f'"{key}" stands here a second time')
        return key

    def _refused(self, event: Event, value: str) -> str:
        """Report a node that a timeline file can't have; the value is what stands for it."""
        place = place_of(event)
        if not isinstance(event, NodeEvent):
            return value
        if event.__class__.__name__ == "AliasEvent":
            message = f"aliases (*{event.anchor}) are not read: write the value out"
            self._report(place, "alias", message)
            return value
        if event.anchor:
            self._report(place, "anchor", f"anchors (&{event.anchor}) are not read: take it away")
        if event.tag:  # type: ignore[attr-defined]
            message = f"tags ({event.tag}) are not read: every value is text"  # type: ignore[attr-defined]
            self._report(place, "tag", message)
        if len(value) > MOST_CHARACTERS:
            message = f"this has {len(value):,} characters, more than {MOST_CHARACTERS:,}"
            self._report(place, "too-long", message)
            return value[:1]
        return value

    @contextmanager
    def _syntax_reported(self) -> Iterator[None]:
        try:
            yield
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
            self.stop(place, "syntax", " ".join(filter(None, (error.context, error.problem))))


def place_of(event: Event) -> Place:
    """Say where a parser's event begins."""
    mark: Any = event.start_mark
    return mark.line + 1, mark.column + 1


def _readable(stream: BinaryIO, report: Report) -> BinaryIO:
    """Give `stream` itself, or what is left of it when what YAML can't have is reported and replaced.

    The parser tells such places by their byte alone, and stops there.
    """
    if stream.read(4).startswith(_OTHER_ENCODINGS):
        report((1, 1), "encoding", "the file is not UTF-8, but UTF-16 or UTF-32: save it as UTF-8")
        raise Unreadable
    stream.seek(0)
    if _all_readable(stream):
        stream.seek(0)
        return stream
    stream.seek(0)
    text = stream.read().decode("utf-8", "surrogateescape")
    for number, match in enumerate(_NOT_YAML.finditer(text.removeprefix("\ufeff"))):
        if number == _MOST_BAD_CHARACTERS:
            break
        before = LINE_BREAK.split(text[: match.start()])
        code, message = _unreadable(match[0][0])
        report((len(before), len(before[-1]) + 1), code, message)
    return BytesIO(_NOT_YAML.sub("\ufffd", text).encode())


def _all_readable(stream: BinaryIO) -> bool:
    from codecs import getincrementaldecoder

    decoder = getincrementaldecoder("utf-8-sig")()
    try:
        while chunk := stream.read(1 << 20):
            if _NOT_YAML.search(decoder.decode(chunk)):
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
