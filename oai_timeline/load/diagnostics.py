"""Collect what is wrong with a file, and where."""

import re
from collections.abc import Iterable, Sequence
from typing import Any, BinaryIO, NoReturn

from yaml.events import Event
from yaml.nodes import Node

from oai_timeline.load.explanations import read_explanations
from oai_timeline.model.diagnostic import Diagnostic, Location, Place
from oai_timeline.model.spelling import did_you_mean
from oai_timeline.model.timeline_file import TimelineFile

LINE_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
REJECTED = "rejected"
"""The tag of a node that has been reported, and replaces what can't be read."""
_TO_THE_END = 1 << 62
_MOST_HINTS = 100


class FatalError(Exception):
    """The rest of the file can't be read; why has been reported."""


class Diagnostics:
    """The findings about a timeline, each kept once; `failed` if one of them is an error."""

    def __init__(self) -> None:
        """Start without findings."""
        self.failed = False
        self._findings: set[tuple[Place, str, str]] = set()
        self._hints = 0

    def report(self, place: Place, code: str, message: str) -> None:
        """Add a finding; its code makes it an error or a warning."""
        self._findings.add((place, code, message))
        self.failed |= code in read_explanations().errors

    def report_node(self, node: Node, code: str, message: str) -> None:
        """Add a finding about a node, unless that was rejected: then it isn't what was written."""
        if node.tag != REJECTED:
            self.report(place_of(node), code, message)

    def suggest(self, word: str, known: Iterable[str]) -> str:
        """Return ` (did you mean X?)`; only for the first hundred words, as it is slow."""
        self._hints += 1
        return did_you_mean(word, known) if self._hints <= _MOST_HINTS else ""

    def in_order(self, files: Sequence[TimelineFile]) -> list[Diagnostic]:
        """Return all findings in the order of the files, each with the line it is about."""
        by_file: dict[int, list[tuple[Place, str, str]]] = {}
        for finding in sorted(self._findings):
            by_file.setdefault(finding[0].file, []).append(finding)
        return [
            _with_line(place, code, message, files[number].path, lines)
            for number, findings in sorted(by_file.items())
            for lines in (read_lines(files[number].stream),)
            for place, code, message in findings
        ]


class FileDiagnostics:
    """The findings about one file of a timeline, which are added to those of all its files."""

    def __init__(self, diagnostics: Diagnostics, file: int) -> None:
        """Report to `diagnostics` what is found in the file with this number."""
        self.file = file
        self.report_node = diagnostics.report_node
        self._report = diagnostics.report

    def report(self, place: Place, code: str, message: str) -> None:
        """Add a finding about this file."""
        self._report(place._replace(file=self.file), code, message)

    def stop(self, place: Place, code: str, message: str) -> NoReturn:
        """Report an error that leaves the rest of the file unread. Raises FatalError."""
        self.report(place, code, message)
        raise FatalError


def place_of(node: Node | Event) -> Place:
    """Return where a node or a parser's event begins, and how much of that line it takes."""
    start: Any = node.start_mark
    end: Any = node.end_mark
    length = end.column - start.column if end.line == start.line else _TO_THE_END
    return Place(start.line + 1, start.column + 1, max(length, 1), start.name)


def read_lines(stream: BinaryIO) -> list[str]:
    """Return the lines of a file, without their ends."""
    stream.seek(0)
    text = stream.read().decode("utf-8-sig", "surrogateescape")
    return LINE_BREAK.split(text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))


def _with_line(place: Place, code: str, message: str, path: str, lines: list[str]) -> Diagnostic:
    """Return a finding with its line; one past the last line is placed at the end of that."""
    line, column, length, _ = place
    if line > len(lines):
        line, column = len(lines), len(lines[-1]) + 1
    excerpt = lines[line - 1]
    return Diagnostic(
        Location(path, line, column),
        code,
        "error" if code in read_explanations().errors else "warning",
        message,
        excerpt,
        max(min(length, len(excerpt) - column + 1), 1),
    )
