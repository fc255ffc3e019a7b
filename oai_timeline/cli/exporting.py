"""Write events in formats for programs, for `show --format` and `export`."""

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from oai_timeline.cli import messages
from oai_timeline.cli.output_format import refuse_text_options
from oai_timeline.cli.session import Session
from oai_timeline.cli.settings import Perspective, Selection, Settings
from oai_timeline.formats import FORMATS
from oai_timeline.model.plural import format_count
from oai_timeline.query.events import Records, fetch_all_sources, fetch_header

if TYPE_CHECKING:
    from oai_timeline.formats.exported import Exported


class Export(NamedTuple):
    """Which events to export, and in which format; `raw` keeps formulas in CSV and TSV."""

    selection: Selection
    format: str
    raw: bool = False


def export_events(
    settings: Settings, perspective: Perspective, path: str | None, export: Export
) -> None:
    """Write events in a format other than text to the file `path`, None for stdout.

    Raises as Session and `run_query` do, and UsageError if an option doesn't apply to the format.
    """
    _check_options(settings, export)
    render = _render_json if FORMATS[export.format].module == "json_text" else _render_document
    with Session(settings, perspective, path) as session:
        exported = render(session, export)
        notes = [partial(messages.warn_once, note) for note in exported.omitted]
        write = partial(session.write_json, exported.texts)
        # what a file lacks is of interest when it is there; a pipe may be closed before its end
        for step in (write, *notes) if session.target.path else (*notes, write):
            step()


def _check_options(settings: Settings, export: Export) -> None:
    """Raise UsageError if the settings or --raw don't apply to the format of an export."""
    refuse_text_options(settings, export.format)
    if export.raw and not FORMATS[export.format].delimiter:
        raise messages.UsageError("--raw is for csv and tsv")
    if settings.ascii and export.format not in {"json", "jsonl"}:
        raise messages.UsageError(f"--ascii applies to text and JSON, not to {export.format}")


def _render_json(session: Session, export: Export) -> "Exported":
    from oai_timeline.formats import json_text
    from oai_timeline.formats.exported import Exported

    render = json_text.write_array if export.format == "json" else json_text.write_lines
    return Exported(render(session.fetch_json(session.run_query(export.selection))))


def _render_document(session: Session, export: Export) -> "Exported":
    """Render events by a module of `formats`."""
    output_format = FORMATS[export.format]
    listing = session.run_query(
        export.selection, order="coarse_last" if output_format.is_page else "canonical"
    )
    header, events = fetch_header(session.index), Records(session.index, listing.result)
    options: dict[str, object] = {}
    if output_format.delimiter:
        options = {"delimiter": output_format.delimiter, "raw": export.raw}
    elif output_format.is_page:
        from oai_timeline.cli.page import describe_page

        options = {"subject": describe_page(session, listing)}
    elif output_format.holds_sources and listing.is_everything:
        options = {"others": fetch_all_sources(session.index)}
    try:
        module = import_module(f"oai_timeline.formats.{output_format.module}")
        exported: Exported = module.export(header, events, **options)
    except ModuleNotFoundError as error:
        if not output_format.extra or (error.name or "").startswith("oai_timeline"):
            raise
        from oai_timeline.model.extras import suggest_install

        message = f"{export.format} needs {error.name}: {suggest_install(output_format.extra)}"
        raise messages.MissingExtra(message) from None
    listing.report_omitted()
    held = format_count(len(listing.result.matches) - exported.dropped, "event")
    session.contents = f"sources of {held}" if output_format.holds_sources else held
    return exported
