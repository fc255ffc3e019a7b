"""Import a table that is written in a test."""

from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

from oai_timeline.importing import open_table
from oai_timeline.importing.importer import ImportedTimeline, import_tables
from oai_timeline.importing.yaml_writer import render_timeline
from oai_timeline.load import load

UTC = ZoneInfo("UTC")


def read(text: str | bytes, zone: ZoneInfo = UTC) -> tuple[ImportedTimeline, list[str]]:
    """Import a table; return what it comes to, and its mistakes."""
    table = open_table(text if isinstance(text, bytes) else text.encode(), "t")
    made = import_tables([table], "Drawn", zone)
    return made, [str(one).removeprefix("t:") for one in table.file.mistakes]


def read_events(text: str | bytes, zone: ZoneInfo = UTC) -> list[dict[str, Any]]:
    """Return the events of a table without mistakes, which a timeline file can have."""
    made, mistakes = read(text, zone)
    assert mistakes == []
    loading = load(BytesIO("".join(render_timeline(made.timeline)).encode()), "t.yaml")
    assert len(list(loading.events())) == len(made.timeline["events"])
    assert [one for one in loading.diagnostics() if one.severity == "error"] == []
    events: list[dict[str, Any]] = made.timeline["events"]
    return events
