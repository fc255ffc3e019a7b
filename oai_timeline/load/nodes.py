"""PyYAML's nodes, composed from the parser's events one entry at a time, with limits.

No file can make them deep, large or recursive: the limits are below. Every scalar is text. Unlike
in PyYAML, the `end_mark` of a list or a mapping is that of its opening.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from io import BytesIO
from itertools import islice
from typing import Any, BinaryIO, NoReturn, Protocol

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
)
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from oai_timeline.load.diagnostics import REJECTED, FileDiagnostics, place_of, read_lines
from oai_timeline.load.encoding import check_encoding
from oai_timeline.load.syntax import explain
from oai_timeline.model.visible import quoted

MOST_LEVELS = 32
MOST_CHARACTERS = 100_000
MOST_NODES = 20_000
_LEVELS_ABOVE_AN_ENTRY = 2
_TOO_DEEP = f"nested over {MOST_LEVELS} levels; the rest is not read"
_HALF = re.compile("[\ud800-\udfff]")
_ANY_TAG = ""

Path = tuple[str | int, ...]
"""Keys and numbers that lead from a node to one inside it."""


class _Parser(Protocol):
    def get_event(self) -> Event | None: ...

    def get_mark(self) -> yaml.Mark: ...


class _NumberedStream:
    """A stream whose `name` is the number of its file: the parser puts it into all marks."""

    def __init__(self, stream: BinaryIO, number: int) -> None:
        self.read = stream.read
        self.name = number


class EventReader:
    """The parser's events of a file, and nodes composed of them; what is forbidden is reported."""

    def __init__(self, stream: BinaryIO, diagnostics: FileDiagnostics) -> None:
        """Read a seekable stream, with libyaml where PyYAML has it. Raises FatalError."""
        self._diagnostics = diagnostics
        # The base loaders resolve no types; libyaml's does what the other does, ten times faster.
        loader: Callable[[_NumberedStream], _Parser] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
        self._allows_halves = loader is yaml.BaseLoader
        self._stream = check_encoding(stream, diagnostics)
        self._loader = loader
        self._parser = self._open_parser(self._stream)
        self._last: Event = yaml.StreamStartEvent()
        self._take = self._parse().__next__
        self._entry: Event = self._last
        self._count = 0

    def next(self) -> Event:
        """Return the parser's next event. Raises FatalError."""
        try:
            return self._take()
        except (yaml.MarkedYAMLError, ValueError) as error:
            self._stop_at(error)

    def compose(self, first: Event) -> Node:
        """Return the node that begins with `first`. Raises FatalError."""
        self._entry = first
        self._count = 0
        try:
            return self._compose(first, _LEVELS_ABOVE_AN_ENTRY)
        except (yaml.MarkedYAMLError, ValueError) as error:
            self._stop_at(error)

    def members(self) -> Iterator[tuple[ScalarNode, Event]]:
        """Yield each key of a mapping that has begun, and the first event of its value.

        The caller reads that value. Keys that aren't text, or are repeated, are left out.
        """
        keys = set[str]()
        while not isinstance(event := self.next(), MappingEndEvent):
            key = self.compose(event)
            is_text = isinstance(key, ScalarNode)
            checked = self._check_key(key, keys)
            first = self.next()
            if checked and is_text:
                yield checked, first
            else:
                self.compose(first)

    def items(self) -> Iterator[Event]:
        """Yield the first event of each item of a list that has begun; the caller reads it."""
        while not isinstance(event := self.next(), SequenceEndEvent):
            yield event

    def check_opening(self, first: CollectionStartEvent) -> None:
        """Report the anchor and the tag of a list or mapping whose parts the caller reads."""
        if first.anchor or first.tag:
            self._report_properties(first)

    def skip(self, first: Event) -> None:
        """Pass over the value that begins with `first`, however long. Raises FatalError."""
        depth = 0
        while True:
            depth += isinstance(first, CollectionStartEvent)
            depth -= isinstance(first, CollectionEndEvent)
            if depth == 0:
                return
            if depth >= MOST_LEVELS:
                self._diagnostics.stop(place_of(first), "too-deep", _TOO_DEEP)
            first = self.next()

    def _compose(self, event: Any, level: int) -> Node:
        self._count += 1
        if self._count > MOST_NODES:
            message = f"this has over {MOST_NODES:,} parts; the rest is not read"
            self._diagnostics.stop(place_of(self._entry), "too-long", message)
        kind = event.__class__
        if kind is AliasEvent:
            return self._reject_alias(event)
        if event.anchor or event.tag:
            self._report_properties(event)
        if kind is ScalarEvent:
            tag, text = _ANY_TAG, event.value
            if len(text) > MOST_CHARACTERS or self._allows_halves:
                tag, text = self._check_text(event)
            return ScalarNode(tag, text, event.start_mark, event.end_mark)
        if level >= MOST_LEVELS:
            self._diagnostics.stop(place_of(event), "too-deep", _TOO_DEEP)
        if kind is MappingStartEvent:
            members = self._compose_members(level + 1)
            return MappingNode(_ANY_TAG, members, event.start_mark, event.end_mark)
        items = self._compose_items(level + 1)
        return SequenceNode(_ANY_TAG, items, event.start_mark, event.end_mark)

    def _reject_alias(self, event: Any) -> ScalarNode:
        message = f"aliases ({quoted(f'*{event.anchor}')}) are not allowed: write the value itself"
        self._diagnostics.report(place_of(event), "alias", message)
        return ScalarNode(REJECTED, "", event.start_mark, event.end_mark)

    def _check_text(self, event: ScalarEvent) -> tuple[str, str]:
        """Return the tag and the text of a node that may be too long."""
        text = event.value
        if len(text) > MOST_CHARACTERS:
            message = f"this has {len(text):,} characters, more than {MOST_CHARACTERS:,}"
            self._diagnostics.report(place_of(event), "too-long", message)
            return REJECTED, text[:1]
        if _HALF.search(text):
            message = "this escape is only half of a character"
            self._diagnostics.stop(place_of(event), "syntax", message)
        return _ANY_TAG, text

    def _compose_members(self, level: int) -> list[tuple[ScalarNode, Node]]:
        members = []
        keys = set[str]()
        take, compose = self._take, self._compose
        while (event := take()).__class__ is not MappingEndEvent:
            key = self._check_key(compose(event, level), keys)
            value = compose(take(), level)
            if key:
                members.append((key, value))
        return members

    def _compose_items(self, level: int) -> list[Node]:
        items = []
        take, compose = self._take, self._compose
        while (event := take()).__class__ is not SequenceEndEvent:
            items.append(compose(event, level))
        return items

    def _check_key(self, key: Node, keys: set[str]) -> ScalarNode | None:
        """Return a key, as rejected if it isn't text; None if it is repeated. Add it to `keys`."""
        if not isinstance(key, ScalarNode):
            self._diagnostics.report_node(key, "wrong-type", "a key must be text")
            return ScalarNode(REJECTED, "", key.start_mark, key.end_mark)
        name: str = key.value
        if name == "<<":
            message = "merge keys (<<) are not allowed: write the keys themselves"
            self._diagnostics.report_node(key, "merge-key", message)
            key.tag = REJECTED
        elif name in keys:
            message = f"the key {quoted(name)} occurs twice"
            self._diagnostics.report(place_of(key), "duplicate-key", message)
            return None
        keys.add(name)
        return key

    def _report_properties(self, event: ScalarEvent | CollectionStartEvent) -> None:
        place = place_of(event)
        if event.anchor:
            message = f"anchors ({quoted(f'&{event.anchor}')}) are not allowed: remove it"
            self._diagnostics.report(place, "anchor", message)
        if event.tag:
            message = f"tags ({quoted(event.tag)}) are not allowed: every value is text"
            self._diagnostics.report(place, "tag", message)

    def _stop_at(self, error: yaml.MarkedYAMLError | ValueError) -> NoReturn:
        mark = _find_mark(error, self._parser)
        assert mark is not None  # every error of a scanner or a parser has one
        place, message = explain(read_lines(self._stream), error, mark, self._last)
        self._diagnostics.stop(place, "syntax", message)

    def _parse(self) -> Iterator[Event]:
        """Yield the parser's events.

        A parser scans ahead. If it fails there (libyaml from 0.2.6 on fails at a thousand levels),
        it has not returned all events before that place. If these are too deep for us, they are
        yielded, so that our limit is reported in the same place whatever the parser's own is.
        """
        count = 0
        try:
            for event in iter(self._parser.get_event, None):
                count += 1
                yield event
        except (yaml.MarkedYAMLError, ValueError) as error:
            self._last = event
            mark = _find_mark(error, self._parser)
            if not mark:
                raise
            self._stream.seek(0)
            text = self._stream.read(4 * mark.index + 3).decode(errors="ignore")
            before = text.removeprefix("\ufeff")[: mark.index].encode()
            if not _is_too_deep(self._open_parser(BytesIO(before))):
                raise
            parser = self._open_parser(BytesIO(before))
            yield from islice(iter(parser.get_event, None), count, None)

    def _open_parser(self, stream: BinaryIO) -> _Parser:
        return self._loader(_NumberedStream(stream, self._diagnostics.file))


def members_of(node: Node | None) -> list[tuple[ScalarNode, Node]]:
    """Return the keys and values of a mapping; nothing where the node is none."""
    return node.value if isinstance(node, MappingNode) else []


def as_dict(node: Node | None) -> dict[str, Node]:
    """Return the values of a mapping by key; nothing where the node is none."""
    return {key.value: value for key, value in members_of(node)}


def items_of(node: Node | None) -> list[Node]:
    """Return the items of a list; nothing where the node is none."""
    return node.value if isinstance(node, SequenceNode) else []


def texts_of(node: Node | None) -> list[ScalarNode]:
    """Return those items of a list that are text; nothing where the node is no list."""
    return [item for item in items_of(node) if isinstance(item, ScalarNode)]


def find(node: Node, path: Path) -> Node:
    """Return the node that a path leads to, or the nearest above it."""
    for step in path:
        inner: Node | None = None
        if isinstance(step, str):
            inner = as_dict(node).get(step)
        elif 0 <= step < len(items := items_of(node)):
            inner = items[step]
        if inner is None:
            break
        node = inner
    return node


def all_texts(node: Node) -> Iterator[str]:
    """Yield all texts in a node, except keys."""
    if isinstance(node, ScalarNode):
        yield node.value
    for inner in (*items_of(node), *as_dict(node).values()):
        yield from all_texts(inner)


def _is_too_deep(parser: _Parser) -> bool:
    """Return whether a parser gives events of more than our levels, before it fails or ends."""
    depth = 0
    with suppress(yaml.MarkedYAMLError, ValueError):
        for event in iter(parser.get_event, None):
            depth += isinstance(event, CollectionStartEvent)
            depth -= isinstance(event, CollectionEndEvent)
            if depth > MOST_LEVELS:
                return True
    return False


def _find_mark(error: yaml.MarkedYAMLError | ValueError, parser: _Parser) -> yaml.Mark | None:
    """Return where a parser failed: the place in its error, or else its current one."""
    if isinstance(error, ValueError):
        return parser.get_mark()
    return error.problem_mark or error.context_mark
