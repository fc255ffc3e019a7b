"""Finds texts whose end is read as a comment: to YAML, `title: Bill #5` is the text `Bill`."""

import re
from collections.abc import Iterator
from typing import Any, BinaryIO, NamedTuple

from yaml.events import (
    CollectionEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from oai_timeline.load.diagnostics import Diagnostics, FatalError, FileDiagnostics, read_lines
from oai_timeline.load.nodes import EventReader
from oai_timeline.model.diagnostic import Place
from oai_timeline.model.visible import quoted

FREE_TEXTS = frozenset(
    {
        *("title", "words", "stated", "summary", "place", "text", "translation", "says"),
        *("name", "note", "office", "publisher", "via"),
        *("aliases", "misspellings", "tags", "kinds"),
    }
)
"""The keys whose values are free texts, or lists of free texts."""

_LOST = re.compile(r"(?<![ \t])[ \t]+(#(?:[^\s#]| ?\d).*)")
"""A lost end of a text: real comments have a space after the #, and rarely a number."""


class _Collection(NamedTuple):
    """A list or mapping being read, and the key of its next value.

    In a mapping whose key is None, the next node is a key.
    """

    is_mapping: bool
    key: str | None


def find_lost_texts(stream: BinaryIO) -> Iterator[tuple[Place, str]]:
    """Yield what was probably meant as text and is read as a comment: its place, and a message."""
    lines = read_lines(stream)
    if not any(map(_LOST.search, lines)):
        return
    for event in _free_texts(stream):
        end: Any = event.end_mark
        lost = _LOST.match(lines[end.line], end.column) if end.line < len(lines) else None
        if lost and not event.style:
            text = lost[1].rstrip()
            place = Place(end.line + 1, lost.start(1) + 1, len(text))
            message = "is read as a comment: put the whole text in quotes, or a space after the #"
            yield place, f"{quoted(text)} {message}"


def _free_texts(stream: BinaryIO) -> Iterator[ScalarEvent]:
    """Yield the free texts of a file, as far as it can be read."""
    collections: list[_Collection] = []
    stream.seek(0)
    try:
        reader = EventReader(stream, FileDiagnostics(Diagnostics(), 0))
        while not isinstance(event := reader.next(), StreamEndEvent):
            if isinstance(event, CollectionEndEvent):
                collections.pop()
            if not isinstance(event, NodeEvent):
                continue
            parent = collections[-1] if collections else _Collection(is_mapping=False, key=None)
            is_key = parent.is_mapping and parent.key is None
            if parent.is_mapping:
                following = getattr(event, "value", "") if is_key else None
                collections[-1] = parent._replace(key=following)
            if isinstance(event, ScalarEvent) and parent.key in FREE_TEXTS:
                yield event
            elif isinstance(event, MappingStartEvent):
                collections.append(_Collection(is_mapping=True, key=None))
            elif isinstance(event, SequenceStartEvent):
                collections.append(_Collection(is_mapping=False, key=parent.key))
    except FatalError:
        pass
