"""Findings of `timeline check` as text, JSON, or annotations for GitHub."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from unicodedata import category, east_asian_width

from oai_timeline.formats.json_text import encode_json, write_array
from oai_timeline.model.diagnostic import Diagnostic
from oai_timeline.model.visible import visible

_MOST_OF_A_KIND = 10
_LINE_WIDTH, _TOKEN_WIDTH = 76, 40
_MOST_CHARACTERS = 4 * _LINE_WIDTH
"""The longest part of a line that is read: some characters take no width."""
_CUT = "..."


def format_text(findings: Iterable[Diagnostic]) -> Iterator[str]:
    """Yield each finding, with its line and carets under what is wrong with it.

    Of each kind, which is a code in a file, only the first ten are shown, then how many follow.
    """
    findings = list(findings)
    counts = Counter(map(_kind, findings))
    last_lines = {_kind(finding): finding.location.line for finding in findings}
    written = Counter[tuple[str, str, str]]()
    for finding in findings:
        kind = _kind(finding)
        written[kind] += 1
        if written[kind] <= _MOST_OF_A_KIND:
            yield f"{visible(str(finding))}\n{_excerpt(finding)}"
        if written[kind] == _MOST_OF_A_KIND < counts[kind]:
            more = counts[kind] - _MOST_OF_A_KIND
            yield f"    and {more:,} more of this kind, up to line {last_lines[kind]:,}\n"


def _kind(finding: Diagnostic) -> tuple[str, str, str]:
    return finding.location.path, finding.severity, finding.code


def _excerpt(finding: Diagnostic) -> str:
    """Return a finding's line, truncated on both sides to fit, and carets under its token."""
    start = finding.location.column - 1
    end = start + finding.length
    token = _truncate(_printable(finding.excerpt[start:end][:_MOST_CHARACTERS]), _TOKEN_WIDTH)
    before = _printable(finding.excerpt[max(start - _MOST_CHARACTERS, 0) : start])
    after = _printable(finding.excerpt[end : end + _MOST_CHARACTERS])
    if not f"{before}{token}{after}".strip():
        return ""
    room = _LINE_WIDTH - text_width(token)
    before = _truncate(before[::-1], max(room - text_width(after), room // 2))[::-1]
    after = _truncate(after, room - text_width(before))
    carets = " " * text_width(before) + "^" * max(text_width(token), 1)
    return f"    {before}{token}{after}\n    {carets}\n"


def _printable(text: str) -> str:
    return visible(text.replace("\t", " "))


def _truncate(text: str, width: int) -> str:
    """Return a text, or its beginning and three dots if it is wider than `width`."""
    if text_width(text) <= width:
        return text
    shown, room = "", width - len(_CUT)
    for character in text:
        room -= text_width(character)
        if room < 0:
            break
        shown += character
    return shown + _CUT


def text_width(text: str) -> int:
    """Return the number of terminal cells that a text takes."""
    if text.isascii():
        return len(text)
    return sum(
        1 + (east_asian_width(character) in "WF")
        for character in text
        if category(character) not in {"Mn", "Me", "Cf"}
    )


def format_json(findings: Iterable[Diagnostic]) -> Iterator[str]:
    """Yield a JSON array of objects, one per line."""
    return write_array(
        encode_json(
            {
                "file": finding.location.path,
                "line": finding.location.line,
                "column": finding.location.column,
                "severity": finding.severity,
                "code": finding.code,
                "message": finding.message,
            }
        )
        for finding in findings
    )


def format_github(findings: Iterable[Diagnostic]) -> Iterator[str]:
    """Yield workflow commands, which GitHub shows beside the lines that they are about."""
    for finding in findings:
        place = finding.location
        properties = {
            "file": place.path,
            "line": str(place.line),
            "col": str(place.column),
            "title": finding.code,
        }
        pairs = ",".join(f"{name}={_escape_property(value)}" for name, value in properties.items())
        yield f"::{finding.severity} {pairs}::{_escape_message(finding.message)}\n"


FORMATS: Mapping[str, Callable[[Iterable[Diagnostic]], Iterator[str]]] = {
    "text": format_text,
    "json": format_json,
    "github": format_github,
}


def _escape_message(value: str) -> str:
    return visible(value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _escape_property(value: str) -> str:
    return _escape_message(value).replace(":", "%3A").replace(",", "%2C")
