"""Findings about a timeline file, and their places."""

from collections.abc import Iterable
from typing import Literal, NamedTuple

Severity = Literal["error", "warning"]


class Place(NamedTuple):
    """The place of a token: line and column, from 1, and its length on that line in code points.

    `file` is the number of its file, from 0, among those of one timeline.
    """

    line: int
    column: int
    length: int = 1
    file: int = 0


class Location(NamedTuple):
    """A place in a file; `line` and `column` count from 1, `column` in code points."""

    path: str
    line: int
    column: int

    def __str__(self) -> str:
        """Return `events.yaml:41:11`, the form that editors and terminals recognise."""
        return f"{self.path}:{self.line}:{self.column}"


class Diagnostic(NamedTuple):
    """One finding: `events.yaml:41:11: error[bad-date]: there is no 31 November`.

    `excerpt` is the line of the file, without its line break; the finding is about `length` code
    points of it, from the column on.
    """

    location: Location
    code: str
    severity: Severity
    message: str
    excerpt: str = ""
    length: int = 1

    def __str__(self) -> str:
        """Return the finding on one line."""
        return f"{self.location}: {self.severity}[{self.code}]: {self.message}"


class TimelineFileError(Exception):
    """A timeline file has errors, so it can't be used."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Keep the findings in the order of their places."""
        self.diagnostics = tuple(sorted(diagnostics))
        super().__init__("\n".join(map(str, self.diagnostics)))
