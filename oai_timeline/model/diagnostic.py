"""What is wrong with a timeline file, and where."""

from collections.abc import Iterable
from typing import Literal, NamedTuple

Severity = Literal["error", "warning"]


class Place(NamedTuple):
    """Where a token begins, and how many code points of its line it has; all count from 1."""

    line: int
    column: int
    length: int = 1


class Location(NamedTuple):
    """A place in a file; `line` and `column` count from 1, `column` in code points."""

    path: str
    line: int
    column: int

    def __str__(self) -> str:
        """Give `events.yaml:41:11`, the form that editors and terminals follow."""
        return f"{self.path}:{self.line}:{self.column}"


class Diagnostic(NamedTuple):
    """One finding: `events.yaml:41:11: error[bad-date]: there is no 31 November`.

    `excerpt` is the line of the file, without its end; the finding is about `length` code points of
    it, from the column on.
    """

    location: Location
    code: str
    severity: Severity
    message: str
    excerpt: str = ""
    length: int = 1

    def __str__(self) -> str:
        """Give the finding on one line."""
        return f"{self.location}: {self.severity}[{self.code}]: {self.message}"


class TimelineFileError(Exception):
    """A timeline file has errors, so that nothing can be answered from it."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Keep the findings in the order of their places."""
        self.diagnostics = tuple(sorted(diagnostics))
        super().__init__("\n".join(map(str, self.diagnostics)))
