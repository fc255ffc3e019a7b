"""Recognise files that are no tables, and say how to make a table of each."""

import re
import shlex
from typing import NamedTuple

_AS_CSV = 'save it as "CSV UTF-8", and import that file'


class _Kind(NamedTuple):
    """A kind of file: how its bytes begin, its name, and what to do with it."""

    start: re.Pattern[bytes]
    name: str
    advice: str


def _kind(start: bytes, name: str, advice: str) -> _Kind:
    return _Kind(re.compile(start, re.DOTALL | re.IGNORECASE), name, advice)


_ZIP = rb"PK\x03\x04"
_TEXT = rb"(?:\xef\xbb\xbf)?\s*"

_KINDS = (  # the first one that fits counts
    _kind(_ZIP + rb".*\bword/", "a Word document", "save its table as CSV, and import that file"),
    _kind(_ZIP + rb".*opendocument\.spreadsheet", "an OpenDocument spreadsheet", _AS_CSV),
    _kind(_ZIP + rb"(?:\x14\x00\x06\x00|.*\bxl/)", "an Excel workbook", _AS_CSV),
    _kind(_ZIP, "a zip archive", "unpack it, and import the table in it"),
    _kind(rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an Excel workbook (.xls)", _AS_CSV),
    _kind(rb"\x1f\x8b", "a file compressed by gzip", "unpack it: gunzip -c {file}"),
    _kind(rb"%PDF-", "a PDF document", "import the table that it was made from, saved as CSV"),
    _kind(
        rb"SQLite format 3\x00",
        "an SQLite database",
        "write a table of it as CSV: sqlite3 -csv -header {file} 'SELECT ...'",
    ),
    _kind(
        _TEXT + rb"BEGIN:VCALENDAR",
        "an iCalendar file",
        "export the calendar as CSV, and import that file",
    ),
    _kind(_TEXT + rb"<(?:!doctype html|html)\b", "an HTML page", "copy its table to a CSV file"),
    _kind(_TEXT + rb"<[?!a-z]", "XML", "convert it to CSV or JSON, and import that file"),
)
_MARKS_OF_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


_SECTIONS = (b"timeline:", b"actors:", b"sources:", b"events:")


def describe_other_kind(content: bytes, path: str) -> str | None:
    """Return what a file is that is no table, and what to do; None where it may be a table."""
    if content.startswith(_MARKS_OF_UTF_16):
        return None
    for kind in _KINDS:
        if kind.start.match(content):
            return f"this is {kind.name}: {kind.advice.format(file=_name_file(path))}"
    if _is_timeline(content):
        return describe_timeline(path)
    if b"\0" in content:
        return f"this is no text, as it has bytes of value 0: if it is a table, {_AS_CSV}"
    return None


def describe_timeline(path: str) -> str:
    """Say how to read a file that is a timeline already."""
    return f"this is a timeline already; to read it: timeline -f {_name_file(path)} show"


def _name_file(path: str) -> str:
    """Write a path as a shell takes it."""
    return "-" if path == "<stdin>" else shlex.quote(path)


def _is_timeline(content: bytes) -> bool:
    """Tell whether the first line of YAML opens a section of a timeline file."""
    for line in re.finditer(rb"[^\r\n]+", content.removeprefix(b"\xef\xbb\xbf")):
        if line[0].strip() and not line[0].startswith((b"#", b"---", b"%")):
            return (
                line[0].startswith(_SECTIONS) and re.search(rb"(?m)^timeline:", content) is not None
            )
    return False
