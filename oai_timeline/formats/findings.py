"""Findings of `timeline check` as JSON, or as annotations for GitHub."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from oai_timeline.formats.json_text import encode_json, write_array
from oai_timeline.model.diagnostic import Diagnostic
from oai_timeline.model.visible import visible


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
    "json": format_json,
    "github": format_github,
}


def _escape_message(value: str) -> str:
    return visible(value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _escape_property(value: str) -> str:
    return _escape_message(value).replace(":", "%3A").replace(",", "%2C")
