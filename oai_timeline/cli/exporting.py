"""Write events in formats for programs, as `show --format` and `export` do."""

from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from typing import NamedTuple

from oai_timeline.cli import messages
from oai_timeline.cli.output_format import refuse_text_options
from oai_timeline.cli.session import Session
from oai_timeline.cli.settings import Selection, Settings
from oai_timeline.query.select import iterate_entries


class Export(NamedTuple):
    """Which events to export, and in which format; `raw` keeps formulas in CSV and TSV."""

    selection: Selection
    format: str
    raw: bool = False


class Format(NamedTuple):
    """A format: the function that makes its texts, and the extra that has to be installed."""

    texts: Callable[[Session, Export], Iterable[str]]
    extra: str = ""


def check_export(settings: Settings, export: Export) -> None:
    """Raise UsageError if the settings don't apply to the format of an export."""
    refuse_text_options(settings, export.format)
    if export.raw and export.format not in {"csv", "tsv"}:
        raise messages.UsageError("--raw is for csv and tsv")
    if settings.ascii and export.format not in {"json", "jsonl"}:
        raise messages.UsageError(f"--ascii applies to text and JSON, not to {export.format}")


def write_events(session: Session, export: Export) -> None:
    """Write events in a format other than text. Raises OSError, QueryError."""
    session.write_json(FORMATS[export.format].texts(session, export))


def _json(session: Session, export: Export) -> Iterable[str]:
    from oai_timeline.formats import json_text

    write = json_text.array if export.format == "json" else json_text.lines
    return write(session.fetch_json(session.run_query(export.selection)))


def _spreadsheet(session: Session, export: Export) -> Iterable[str]:
    from oai_timeline.formats import spreadsheet
    from oai_timeline.formats.exported import omitted_from_rows
    from oai_timeline.query.record import Records

    cell = spreadsheet.keep_cell if export.raw else spreadsheet.escape_cell
    delimiter = "," if export.format == "csv" else "\t"
    listing = session.run_query(export.selection)
    omitted = omitted_from_rows(export.format, Records(session.index, listing.result))
    listing.report_omitted()
    _report_losses(omitted)
    return spreadsheet.spreadsheet(iterate_entries(session.index, listing.result), delimiter, cell)


def _document(session: Session, export: Export) -> Iterable[str]:
    """Return what a module of `formats` makes of the timeline's header and its events."""
    from oai_timeline.query import record

    listing = session.run_query(export.selection)
    header, events = record.header(session.index), record.Records(session.index, listing.result)
    try:
        module = import_module(f"oai_timeline.formats.{export.format}")
        exported = module.export(header, events)
    except ModuleNotFoundError as error:
        extra = FORMATS[export.format].extra
        if not extra or (error.name or "").startswith("oai_timeline"):
            raise
        install = f'pip install "oai-timeline[{extra}]"'
        raise messages.MissingExtra(f"{export.format} needs {error.name}: {install}") from None
    listing.report_omitted()
    _report_losses(exported.lost)
    texts: Iterable[str] = exported.texts
    return texts


def _report_losses(lines: Sequence[str]) -> None:
    """Write to stderr what a format can't hold."""
    for line in lines:
        messages.warn_once(line)


FORMATS = {
    "json": Format(_json),
    "jsonl": Format(_json),
    "csv": Format(_spreadsheet),
    "tsv": Format(_spreadsheet),
    "markdown": Format(_document),
    "ics": Format(_document, "ics"),
    "timelinejs": Format(_document),
    "timesketch": Format(_document),
    "html": Format(_document, "html"),
}
