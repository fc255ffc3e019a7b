"""Convert a table to a timeline file: read it, validate the result, and write that."""

import os
from bisect import bisect_right
from io import BytesIO
from itertools import accumulate
from typing import NamedTuple
from zoneinfo import ZoneInfo

import typer

from oai_timeline.cli import messages, output
from oai_timeline.cli.files import name_errors, read_standard_input
from oai_timeline.cli.output_format import check_extension
from oai_timeline.cli.settings import Settings
from oai_timeline.importing import READERS, open_table
from oai_timeline.importing.importer import import_table
from oai_timeline.importing.reader import TableReader
from oai_timeline.importing.yaml_writer import render_timeline
from oai_timeline.load import load
from oai_timeline.load.limited import read_limited
from oai_timeline.model.plural import plural
from oai_timeline.model.visible import quoted
from oai_timeline.model.zones import find_zone, suggest_zone


class ImportOptions(NamedTuple):
    """The table to convert, its format, the title and the zone of the timeline, and its file."""

    path: str
    form: str | None
    title: str | None
    zone: str | None
    target: str | None


def write_timeline(settings: Settings, options: ImportOptions) -> None:
    """Write a table as a timeline file; if there is a mistake in it, exit. Raises OSError."""
    _check_format(options.form)
    check_extension(options.target, "a timeline", "yaml", "yml")
    target = output.choose_target(settings, options.target, [options.path])
    zone = _parse_zone(options.zone or "UTC")
    table = open_table(*_read(options.path), options.form)
    imported = import_table(table, _choose_title(options.title, options.path), zone)
    pieces = list(render_timeline(imported.timeline))
    if not table.file.mistakes:
        _validate_output(pieces, imported.starts, table)
    if table.file.mistakes:
        _report(table)
        raise typer.Exit(1)
    if options.zone is None:
        messages.warn("times without an offset are read as UTC; choose another zone with --zone")
    for note in imported.notes:
        messages.warn(note)
    output.write(pieces, target)


def _check_format(form: str | None) -> None:
    if form is not None and form not in READERS:
        names = ", ".join(sorted(READERS))
        raise messages.UsageError(f'unknown format "{form}" (choose from: {names})')


def _parse_zone(name: str) -> ZoneInfo:
    zone = find_zone(name)
    if not isinstance(zone, ZoneInfo):
        raise messages.UsageError(f"unknown time zone {quoted(name)}{suggest_zone(name)}")
    return zone


def _read(path: str) -> tuple[bytes, str]:
    """Return the content of a file, and its name in messages. Raises OSError."""
    if path == "-":
        return read_standard_input(), "<stdin>"
    with name_errors(path), open(path, "rb") as file:
        return read_limited(file, path), path


def _choose_title(given: str | None, path: str) -> str:
    """Return the timeline's title; bytes of a file's name that are not UTF-8 are escaped."""
    name = os.path.splitext(os.path.basename(path))[0] if path != "-" else "Imported timeline"
    return (given or name).encode("utf-8", "backslashreplace").decode()


def _validate_output(pieces: list[str], rows: list[int], table: TableReader) -> None:
    """Load what is to be written, and report what is wrong by the lines of the table."""
    loading = load(BytesIO("".join(pieces).encode()), "")
    for _ in loading.events():
        pass
    starts = list(accumulate(piece.count("\n") for piece in pieces))
    for diagnostic in loading.diagnostics():
        if diagnostic.severity == "error":
            number = bisect_right(starts, diagnostic.location.line - 1) - 1
            row = rows[number] if number >= 0 else 0
            table.report(row, diagnostic.code, diagnostic.message)


def _report(table: TableReader) -> None:
    messages.report_findings(sorted(table.file.mistakes))
    count = len(table.file.mistakes)
    messages.warn(f"{count:,} {plural('error', count)}: nothing was written")
