"""Helpers for small timelines: a header, synthetic files, and loading."""

import re
from io import BytesIO
from pathlib import Path

from oai_timeline.index import Index, open_bytes
from oai_timeline.load import Loading, load
from oai_timeline.model.event import Event
from tests.synthetic import write_timeline

PATH = "t.yaml"
FULL = Path(__file__).with_name("full.yaml").read_text(encoding="utf-8")
HEADER = "timeline: {format: 1, title: T, zone: America/Los_Angeles}\n"

Finding = tuple[int, int, str, str]
"""Line, column, code and message of a diagnostic."""

_LINE_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")  # of YAML 1.1


def synthetic(folder: Path, events: int) -> Path:
    """Write a synthetic timeline of `events` events into a folder, and return its path."""
    path = folder / f"{events}.yaml"
    with path.open("w", encoding="utf-8") as file:
        write_timeline(file, events)
    return path


def repeated(events: int, fields: str = "title: T") -> str:
    """Return a timeline of events on one day; `{n}` in their fields is the number of each."""
    rows = (f"- {{id: e{n}, when: 2023-11-17, {fields.format(n=n)}}}\n" for n in range(events))
    return "".join((HEADER, "events:\n", *rows))


def opened(text: str) -> Index:
    """Return the index of a timeline, of which the header is not given."""
    return open_bytes((HEADER + text).encode(), PATH)


def loaded(text: str | bytes) -> tuple[Loading, list[Event]]:
    """Return the loader of a timeline that has been read to its end, and the events."""
    loading = load(BytesIO(text.encode() if isinstance(text, str) else text), PATH)
    return loading, list(loading.events())


def findings(text: str | bytes) -> list[Finding]:
    """Return the findings in a timeline, and check that each excerpt is the named line."""
    data = text.encode() if isinstance(text, str) else text
    lines = _LINE_BREAK.split(data.decode("utf-8-sig", "replace"))
    found = []
    for diagnostic in loaded(data)[0].diagnostics():
        place = diagnostic.location
        assert place.path == PATH
        assert diagnostic.excerpt == lines[place.line - 1]
        found.append((place.line, place.column, diagnostic.code, diagnostic.message))
    return found


def expected(marked: str, *mistakes: tuple[str, str]) -> tuple[str, list[Finding]]:
    """Return a text without the ▶ that marks each mistake, and the expected findings.

    `mistakes` has the code and message of each, in the order of the marks.
    """
    places = []
    parts = marked.split("▶")
    for number in range(1, len(parts)):
        lines = _LINE_BREAK.split("".join(parts[:number]))
        places.append((len(lines), len(lines[-1]) + 1))
    assert len(places) == len(mistakes), "a mark for each mistake"
    return "".join(parts), [
        (*place, *mistake) for place, mistake in zip(places, mistakes, strict=True)
    ]
