"""Convert tables to a timeline file: read them, validate the result, and write that."""

import os
import re
from bisect import bisect_right
from collections.abc import Sequence
from io import BytesIO, TextIOWrapper
from typing import NamedTuple
from zoneinfo import ZoneInfo

import typer

from oai_timeline.cli import messages, output
from oai_timeline.cli.files import drop_repeated, name_errors, read_standard_input
from oai_timeline.cli.output_format import check_extension
from oai_timeline.cli.settings import Settings
from oai_timeline.importing import READERS, open_table
from oai_timeline.importing.choices import Choices
from oai_timeline.importing.columns import NAMES, find_key
from oai_timeline.importing.importer import ImportedTimeline, Row, import_tables
from oai_timeline.importing.reader import TableReader
from oai_timeline.importing.yaml_writer import render_timeline
from oai_timeline.load import load
from oai_timeline.load.limited import read_limited
from oai_timeline.model.plural import format_count, plural
from oai_timeline.model.quoting import quote_word
from oai_timeline.model.spelling import did_you_mean
from oai_timeline.model.visible import quoted
from oai_timeline.model.zones import find_zone, suggest_zone

DATE_ORDERS = ("mdy", "dmy")
_COMMA = re.compile(r",(?=[\w ]+=)")
"""Between two columns of an option: a heading may have commas, too."""
_USUAL_KEYS = ("date", "time", "end", "title", "summary", "actors", "place", "source", "url")


class ImportOptions(NamedTuple):
    """The options of `import`, as they are typed."""

    paths: Sequence[str]
    form: str | None
    title: str | None
    zone: str | None
    target: str | None
    columns: Sequence[str] = ()
    no_header: bool = False
    names: str | None = None
    dates: str | None = None
    century: int | None = None
    encoding: str | None = None


def write_timeline(settings: Settings, options: ImportOptions) -> None:
    """Write tables as a timeline file; if there is a mistake in one, exit. Raises OSError."""
    _check_format(options.form)
    check_extension(options.target, "a timeline", "yaml", "yml")
    target = output.choose_target(settings, options.target, options.paths)
    choices = _parse_choices(options)
    paths = drop_repeated(options.paths)
    tables = [open_table(*_read(path), options.form, choices) for path in paths]
    imported = import_tables(tables, _choose_title(paths[0]))
    made = BytesIO()
    if not any(table.file.mistakes for table in tables):
        _write_output(made, imported)
    if any(table.file.mistakes for table in tables):
        _report(tables)
        raise typer.Exit(1)
    if imported.unused:
        raise messages.UsageError(imported.unused[0])
    if options.zone is None:
        zone = imported.timeline["timeline"]["zone"]
        messages.warn(
            f"days, and times without an offset, are in {zone}; choose another with --zone"
        )
    for note in imported.notes:
        messages.warn(note)
    made.seek(0)
    contents = format_count(len(imported.timeline["events"]), "event")
    view = f"view it with: timeline --file {quote_word(options.target or '')}"
    output.write(TextIOWrapper(made, "utf-8", newline="\n"), target, f"{contents}; {view}")


def _check_format(form: str | None) -> None:
    if form is not None and form not in READERS:
        names = ", ".join(sorted(READERS))
        raise messages.UsageError(f'unknown format "{form}" (choose from: {names})')


def _parse_choices(options: ImportOptions) -> Choices:
    if options.no_header and options.names is None:
        raise messages.UsageError("--no-header needs --columns, for example --columns date,title")
    if options.dates is not None and options.dates not in DATE_ORDERS:
        names = ", ".join(DATE_ORDERS)
        raise messages.UsageError(f"unknown order {quoted(options.dates)} (choose from: {names})")
    if options.century is not None and options.century % 100:
        raise messages.UsageError(f"{options.century} is not a century: write it like 1900")
    columns = dict(_parse_column(one) for text in options.columns for one in _COMMA.split(text))
    return Choices(
        columns,
        [name.strip() for name in options.names.split(",")] if options.names else (),
        not options.no_header,
        options.dates or "",
        options.century,
        _parse_encoding(options.encoding),
        (options.title or "").encode("utf-8", "backslashreplace").decode(),
        _parse_zone(options.zone) if options.zone is not None else None,
    )


def _parse_column(text: str) -> tuple[str, str]:
    """Return the key and the heading of a column. Raises UsageError."""
    name, sign, heading = text.partition("=")
    if not sign or not heading:
        message = f"can't read {quoted(text)} as a column: write it like date=NAME"
        raise messages.UsageError(message)
    key = find_key(name)
    if key is None:
        known = [one for names in NAMES.values() for one in names]
        near = did_you_mean(name, known) or f" (choose from: {', '.join(_USUAL_KEYS)}, ...)"
        raise messages.UsageError(f"can't import a column as {quoted(name)}{near}")
    return key, heading


def _parse_encoding(name: str | None) -> str:
    if name is None:
        return ""
    try:
        "".encode(name)  # codecs that are not for text, like base64, raise LookupError, too
    except (LookupError, ValueError):
        message = f"unknown encoding {quoted(name)} (usual ones are cp1252, utf-16 and cp1251)"
        raise messages.UsageError(message) from None
    return name


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


def _choose_title(path: str) -> str:
    """Return a title made of a file's name; bytes of it that are not UTF-8 are escaped."""
    name = os.path.splitext(os.path.basename(path))[0] if path != "-" else "Imported timeline"
    return name.encode("utf-8", "backslashreplace").decode()


def _write_output(made: BytesIO, imported: ImportedTimeline) -> None:
    """Write a timeline, load that, and report what is wrong by the lines of the tables."""
    starts = [0]
    for piece in render_timeline(imported.timeline):
        made.write(piece.encode())
        starts.append(starts[-1] + piece.count("\n"))
    loading = load(made, "")
    for _ in loading.events():
        pass
    for diagnostic in loading.diagnostics():
        if diagnostic.severity == "error":
            number = bisect_right(starts, diagnostic.location.line - 1) - 2
            row = imported.rows[number] if number >= 0 else Row(imported.rows[0].table, 0)
            row.table.report(row.start, diagnostic.code, diagnostic.message)


def _report(tables: Sequence[TableReader]) -> None:
    for table in tables:
        messages.report_findings(sorted(table.file.mistakes))
        for hint in table.file.hints:
            messages.warn(hint)
    count = sum(len(table.file.mistakes) for table in tables)
    messages.warn(f"{count:,} {plural('error', count)}: nothing was written")
