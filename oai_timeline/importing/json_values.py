"""Parse JSON, with the offset of each value.

Numbers stay as they are written, however long; a key that occurs twice in an object is refused.
"""

import json
import re
from collections.abc import Iterator
from typing import NamedTuple, NoReturn

_SPACE = re.compile(r"[ \t\r\n]*")
_HALF = re.compile("[\ud800-\udfff]")
EVENT_LISTS = ("events", "entries")
"""The keys under which an object has its events."""


class JsonError(Exception):
    """A text is not JSON that can be read; `offset` is where."""

    def __init__(self, code: str, message: str, offset: int) -> None:
        """Keep the code and the offset beside the message."""
        super().__init__(message)
        self.code = code
        self.offset = offset


class LocatedValue(NamedTuple):
    """A value and the offset in its text at which it begins."""

    offset: int
    value: object


def is_document(text: str) -> bool:
    """Return whether JSON is one document, not one object a line."""
    text = text.lstrip()
    return re.match(r"\[|\{\s*\n", text) is not None or re.search(r"[\r\n]\{", text) is None


def read_value(text: str, offset: int = 0) -> tuple[object, int]:
    """Parse the value that begins at an offset; return it with its end. Raises JsonError."""
    try:
        return _DECODER.raw_decode(text, offset)
    except json.JSONDecodeError as error:
        raise JsonError("syntax", f"this is not JSON: {error.msg}", error.pos) from None
    except RecursionError:
        raise JsonError("too-deep", "this is nested too deep", offset) from None
    except _NoJson as error:
        raise JsonError("syntax", f"this is not JSON: {error}", offset) from None


def read_line(text: str) -> object:
    """Parse a line that is one value. Raises JsonError."""
    start = _skip_space(text, 0)
    value, end = read_value(text, start)
    rest = _skip_space(text, end)
    if rest < len(text):
        raise JsonError("syntax", "this is not JSON: Extra data", rest)
    _refuse_halves(text, value, start)
    return value


def read_documents(text: str) -> Iterator[LocatedValue]:
    """Parse documents that follow one another. Raises JsonError."""
    at = _skip_space(text, 0)
    while at < len(text):
        value, end = read_value(text, at)
        _refuse_halves(text[at:end], value, at)
        yield LocatedValue(at, value)
        at = _skip_space(text, end)


def locate_items(text: str, offset: int) -> Iterator[LocatedValue]:
    """Yield the items of the array that begins at an offset, known to be valid."""
    at = _skip_space(text, offset + 1)
    while text[at] != "]":
        value, end = read_value(text, at)
        yield LocatedValue(at, value)
        at = _skip_comma(text, end)


def locate_member(text: str, offset: int, key: str) -> int:
    """Return the offset of the value of a key in the object at an offset, known to be valid."""
    at = _skip_space(text, offset + 1)
    while True:
        name, end = read_value(text, at)
        at = _skip_space(text, _skip_space(text, end) + 1)
        if name == key:
            return at
        at = _skip_comma(text, read_value(text, at)[1])


class _NoJson(Exception):
    """A text has what Python's parser accepts, but JSON doesn't allow."""


def _refuse_halves(text: str, value: object, offset: int) -> None:
    try:
        has_half = "\\u" in text and _HALF.search(json.dumps(value, ensure_ascii=False))
    except RecursionError:
        raise JsonError("too-deep", "this is nested too deep", offset) from None
    if has_half:
        raise JsonError("syntax", "this escape is only half of a character", offset)


def _refuse_constant(name: str) -> NoReturn:
    raise _NoJson(f"{name} is not a JSON number")


def _read_members(pairs: list[tuple[str, object]]) -> dict[str, object]:
    members = dict(pairs)
    if len(members) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _NoJson(f"the key {json.dumps(twice)} occurs twice in an object")
    return members


_DECODER = json.JSONDecoder(
    object_pairs_hook=_read_members,
    parse_int=str,
    parse_float=str,
    parse_constant=_refuse_constant,
)


def _skip_space(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at


def _skip_comma(text: str, at: int) -> int:
    at = _skip_space(text, at)
    return _skip_space(text, at + 1) if text[at] == "," else at
