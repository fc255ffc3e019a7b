"""What `timeline import` does: a table is read, proved as a timeline, and written."""

import os
from bisect import bisect_right
from io import BytesIO
from itertools import accumulate
from typing import NamedTuple
from zoneinfo import ZoneInfo

import typer

from oai_timeline.cli import messages, output
from oai_timeline.cli.files import name_errors
from oai_timeline.cli.output_format import check_extension
from oai_timeline.cli.session import read_standard_input
from oai_timeline.cli.settings import Settings
from oai_timeline.formats import findings
from oai_timeline.importing.importer import import_table
from oai_timeline.importing.reader import Table
from oai_timeline.importing.yaml_writer import render_timeline
from oai_timeline.index.whole import read_limited
from oai_timeline.load import load
from oai_timeline.load.decode import zone_of
from oai_timeline.model.visible import quoted
from oai_timeline.model.zones import suggest_zone

_FORMS = ("csv", "json", "jsonl")


class Asked(NamedTuple):
    """What was asked for: which table, of what format, title and zone, and where it is to go."""

    path: str
    form: str | None
    title: str | None
    zone: str | None
    to: str | None


def write_timeline(settings: Settings, asked: Asked) -> None:
    """Write a table as a timeline file; with a mistake in it nothing is written. Raises OSError."""
    _refuse(asked.form)
    check_extension(asked.to, "a timeline", "yaml", "yml")
    to = output.target(settings, asked.to, asked.path)
    home = zone_of(asked.zone or "UTC")
    if not isinstance(home, ZoneInfo):
        zone = asked.zone or ""
        hint = suggest_zone(zone)
        raise messages.UsageError(f"unknown time zone {quoted(zone)}{hint}")
    table = Table(*_content(asked.path), asked.form)
    made = import_table(table, _title(asked.title, asked.path), home)
    pieces = list(render_timeline(made.timeline))
    if not table.mistakes:
        _prove(pieces, made.starts, table)
    if table.mistakes:
        _report(table)
        raise typer.Exit(1)
    if asked.zone is None:
        messages.warn("times without an offset are read as UTC; choose another zone with --zone")
    for note in made.notes:
        messages.warn(note)
    output.write(pieces, to)


def _report(table: Table) -> None:
    for finding in findings.text(sorted(table.mistakes)):
        for line in finding.splitlines():
            messages.warn(line)
    count = len(table.mistakes)
    messages.warn(f"{count:,} {'error' if count == 1 else 'errors'}: nothing was written")


def _refuse(form: str | None) -> None:
    """Refuse what an import can't honour."""
    if form is not None and form not in _FORMS:
        raise messages.UsageError(f'unknown format "{form}" (choose from: {", ".join(_FORMS)})')


def _content(path: str) -> tuple[bytes, str]:
    """Read a file, and say what messages call it. Raises OSError."""
    if path == "-":
        return read_standard_input(), "<stdin>"
    with name_errors(path), open(path, "rb") as file:
        return read_limited(file, path), path


def _title(given: str | None, path: str) -> str:
    """Choose the timeline's title; bytes of a file's name that are no text are seen in it."""
    name = os.path.splitext(os.path.basename(path))[0] if path != "-" else "Imported timeline"
    return (given or name).encode("utf-8", "backslashreplace").decode()


def _prove(pieces: list[str], rows: list[int], table: Table) -> None:
    """Read what is to be written as a timeline, and report what is wrong by the table's lines."""
    loading = load(BytesIO("".join(pieces).encode()), "")
    for _ in loading.events():
        pass
    starts = list(accumulate(piece.count("\n") for piece in pieces))
    for found in loading.diagnostics():
        if found.severity == "error":
            number = bisect_right(starts, found.location.line - 1) - 1
            table.report(rows[number] if number >= 0 else 0, found.code, found.message)
