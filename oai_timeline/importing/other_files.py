"""Recognise files that can't be imported, and explain how to make a table of each."""

import re
import shlex
from typing import NamedTuple

_AS_CSV = 'save it as "CSV UTF-8", and import that file'


class _FileType(NamedTuple):
    """How the bytes of a file begin, what it is called, and what to do with it."""

    start: bytes
    name: str
    advice: str


_ZIP = rb"PK\x03\x04"
_TEXT = rb"(?:\xef\xbb\xbf)?\s*"

_FILE_TYPES = (  # the first one that matches counts
    _FileType(
        _ZIP + rb".*\bword/", "a Word document", "save its table as CSV, and import that file"
    ),
    _FileType(_ZIP + rb".*opendocument\.spreadsheet", "an OpenDocument spreadsheet", _AS_CSV),
    _FileType(_ZIP + rb"(?:\x14\x00\x06\x00|.*\bxl/)", "an Excel workbook", _AS_CSV),
    _FileType(_ZIP, "a zip archive", "unpack it, and import the table in it"),
    _FileType(rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an Excel workbook (.xls)", _AS_CSV),
    _FileType(rb"\x1f\x8b", "a file compressed by gzip", "unpack it: gunzip -c {file}"),
    _FileType(rb"%PDF-", "a PDF document", "import the table that it was made from, saved as CSV"),
    _FileType(
        rb"SQLite format 3\x00",
        "an SQLite database",
        "write a table of it as CSV: sqlite3 -csv -header {file} 'SELECT ...'",
    ),
    _FileType(
        _TEXT + rb"<(?:\?xml[^<]*)?(?:<!--.*?-->\s*)?<?data\b[^<]*<event\b",
        "a timeline of SIMILE in XML",
        "copy its events to a CSV file with the columns start, end, title, description and link",
    ),
    _FileType(
        _TEXT + rb"<(?:!doctype html|html)\b", "an HTML page", "copy its table to a CSV file"
    ),
    _FileType(_TEXT + rb"<[?!a-z]", "XML", "convert it to CSV or JSON, and import that file"),
)
_MARKS_OF_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_MARKWHEN = re.compile(
    rb"""(?:\xef\xbb\xbf)? (?:[^\r\n,;\t|]*(?>\r\n|\r|\n)){0,50}?
    (?:\d{4}(?:-\d\d){0,2}|\d\d?/\d{4}|\d\d?/\d\d?/\d{4})
    (?:\ ?[/-]\ ?[\w/-]{3,10})? :[ ]\S""",
    re.VERBOSE,
)
"""A date with a colon and a text behind it; no line before it can be the first of a table."""


_PAIRS = 8
"""The characters at the beginning that show whether a text is UTF-16; headings are ASCII."""
_SECTIONS = (b"timeline:", b"actors:", b"sources:", b"events:")


def describe_other_file(content: bytes, path: str) -> str | None:
    """Return what a file is that is not a table, and what to do; None if it may be a table."""
    if guess_utf_16(content):
        return None
    for kind in _FILE_TYPES:
        if re.match(kind.start, content, re.DOTALL | re.IGNORECASE):
            return f"this is {kind.name}: {kind.advice.format(file=_quote_path(path))}"
    if _is_timeline(content):
        return describe_timeline(path)
    if _MARKWHEN.match(content):
        return (
            "this is a timeline of markwhen: copy its events to a CSV file with the columns "
            "start, end and title"
        )
    if b"\0" in content and not guess_utf_16(content):
        return f"this is not text, as it has null bytes: if it is a table, {_AS_CSV}"
    return None


def guess_utf_16(content: bytes) -> str:
    """Return the encoding of a text in UTF-16; empty if it is another one.

    Without the mark, every second byte of its beginning is null.
    """
    if content.startswith(_MARKS_OF_UTF_16):
        return "utf-16"
    for encoding, rest in (("utf-16-le", 0), ("utf-16-be", 1)):
        head = content[: 2 * _PAIRS]
        letters, nulls = head[rest::2], head[1 - rest :: 2]
        if len(nulls) > 1 and not nulls.strip(b"\0") and b"\0" not in letters:
            return encoding
    return ""


def describe_timeline(path: str) -> str:
    """Explain how to read a file that is a timeline already."""
    return f"this is a timeline already; to read it: timeline -f {_quote_path(path)} show"


def _quote_path(path: str) -> str:
    """Return a path as a shell takes it."""
    return "-" if path == "<stdin>" else shlex.quote(path)


def _is_timeline(content: bytes) -> bool:
    """Return whether the first line of YAML opens a section of a timeline file."""
    for line in re.finditer(rb"[^\r\n]+", content.removeprefix(b"\xef\xbb\xbf")):
        if line[0].strip() and not line[0].startswith((b"#", b"---", b"%")):
            return (
                line[0].startswith(_SECTIONS) and re.search(rb"(?m)^timeline:", content) is not None
            )
    return False
