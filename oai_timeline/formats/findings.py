"""Findings of `timeline check` as text, as JSON, or as annotations for GitHub."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from unicodedata import category, east_asian_width

from oai_timeline.formats.json_text import encode_json, write_array
from oai_timeline.model.diagnostic import Diagnostic
from oai_timeline.model.visible import visible

_MOST_OF_A_KIND = 10
_LINE_WIDTH, _TOKEN_WIDTH = 76, 40
_MOST_CHARACTERS = 4 * _LINE_WIDTH  # of what is written: some take no width
_CUT = "..."


def text(findings: Iterable[Diagnostic]) -> Iterator[str]:
    """Write each finding, with the line it is about and carets under what is wrong with it.

    Of a kind, which is one code in one file, the first ten are written, then how many follow.
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
    """Write a finding's line, cut on both sides to what fits, and carets under its token."""
    start = finding.location.column - 1
    end = start + finding.length
    token = _head(_printable(finding.excerpt[start:end][:_MOST_CHARACTERS]), _TOKEN_WIDTH)
    before = _printable(finding.excerpt[max(start - _MOST_CHARACTERS, 0) : start])
    after = _printable(finding.excerpt[end : end + _MOST_CHARACTERS])
    if not f"{before}{token}{after}".strip():
        return ""
    room = _LINE_WIDTH - text_width(token)
    before = _head(before[::-1], max(room - text_width(after), room // 2))[::-1]
    after = _head(after, room - text_width(before))
    carets = " " * text_width(before) + "^" * max(text_width(token), 1)
    return f"    {before}{token}{after}\n    {carets}\n"


def _printable(text: str) -> str:
    return visible(text.replace("\t", " "))


def _head(text: str, width: int) -> str:
    """Return a text, or its beginning and three dots where it is wider than `width`."""
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
    """Count the terminal's cells that a text takes."""
    if text.isascii():
        return len(text)
    return sum(
        1 + (east_asian_width(character) in "WF")
        for character in text
        if category(character) not in {"Mn", "Me", "Cf"}
    )


def json(findings: Iterable[Diagnostic]) -> Iterator[str]:
    """Write a JSON array of objects, one a line."""
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


def github(findings: Iterable[Diagnostic]) -> Iterator[str]:
    """Write workflow commands, which GitHub shows beside the lines that they are about."""
    for finding in findings:
        place = finding.location
        properties = {
            "file": place.path,
            "line": str(place.line),
            "col": str(place.column),
            "title": finding.code,
        }
        written = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
        yield f"::{finding.severity} {written}::{_message(finding.message)}\n"


FORMATS: Mapping[str, Callable[[Iterable[Diagnostic]], Iterator[str]]] = {
    "text": text,
    "json": json,
    "github": github,
}


def _message(value: str) -> str:
    return visible(value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(value: str) -> str:
    return _message(value).replace(":", "%3A").replace(",", "%2C")
