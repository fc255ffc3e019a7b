"""Findings of `timeline check`: as text, as JSON, as annotations for GitHub."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from oai_timeline.formats.json_text import array, encoded
from oai_timeline.model.diagnostic import Diagnostic
from oai_timeline.model.visible import visible

_MOST_BEFORE, _MOST_AFTER = 60, 60


def text(findings: Iterable[Diagnostic]) -> Iterator[str]:
    """Write each finding, with the line it is about and a caret under its place."""
    for finding in findings:
        yield f"{visible(str(finding))}\n"
        if finding.excerpt.strip():
            at = finding.location.column - 1
            before = finding.excerpt[max(at - _MOST_BEFORE, 0) : at].replace("\t", " ")
            before = visible(before)[-_MOST_BEFORE:]
            after = visible(finding.excerpt[at : at + _MOST_AFTER])[:_MOST_AFTER]
            yield f"    {before}{after}\n    {' ' * len(before)}^\n"


def json(findings: Iterable[Diagnostic]) -> Iterator[str]:
    """Write a JSON array of objects, one a line."""
    return array(
        encoded(
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
