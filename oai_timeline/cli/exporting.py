"""Events in the formats of programs: what `show --format` and `export` write."""

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import NamedTuple

from oai_timeline.cli import messages, output
from oai_timeline.cli.forms import refuse_text_options
from oai_timeline.cli.listing import Listed, as_entries, as_json, listed, told
from oai_timeline.cli.session import opened
from oai_timeline.cli.settings import Selection, Settings
from oai_timeline.index import Index
from oai_timeline.model.record import EventRecord, HeaderRecord
from oai_timeline.query import record
from oai_timeline.query.select import Answer, Query, json


class Format(NamedTuple):
    """A format: how it is written, and the extra that has to be installed for it."""

    write: Callable[[Settings, Selection, str, bool, output.Target], None]
    extra: str = ""


def write_events(
    settings: Settings, selection: Selection, form: str, raw: bool, path: str | None
) -> None:
    """Write events in a format other than text, to a file or to stdout. Raises OSError."""
    refuse_text_options(settings, form)
    if raw and form not in {"csv", "tsv"}:
        raise messages.UsageError("--raw is for csv and tsv")
    if settings.ascii and form not in {"json", "jsonl"}:
        raise messages.UsageError(f"--ascii is for text and JSON: {form} can't honour it")
    FORMATS[form].write(settings, selection, form, raw, output.target(settings, path))


def _write_json(
    settings: Settings, selection: Selection, form: str, _: bool, to: output.Target
) -> None:
    from oai_timeline.formats import json_text

    objects = as_json(opened(settings), selection).found
    texts = json_text.array(objects) if form == "json" else json_text.lines(objects)
    output.write_json(texts, settings, to)


def _write_spreadsheet(
    settings: Settings, selection: Selection, form: str, raw: bool, to: output.Target
) -> None:
    from oai_timeline.formats import spreadsheet

    found = as_entries(opened(settings), selection, loose_last=False).found
    cell = spreadsheet.as_is if raw else spreadsheet.defused
    delimiter = "," if form == "csv" else "\t"
    output.write(spreadsheet.spreadsheet(found, delimiter, cell), to)


def _write_document(
    settings: Settings, selection: Selection, form: str, _: bool, to: output.Target
) -> None:
    """Write what a module of `formats` makes of the timeline's header and its events."""

    def fetch(index: Index, _: Query, answer: Answer) -> tuple[HeaderRecord, list[EventRecord]]:
        return record.header(index), record.records(json(index, answer))

    found: Listed[tuple[HeaderRecord, Sequence[EventRecord]]]
    found = told(listed(opened(settings), selection, fetch))
    try:
        made = import_module(f"oai_timeline.formats.{form}").export(*found.found)
    except ModuleNotFoundError as error:
        extra = FORMATS[form].extra
        if not extra or (error.name or "").startswith("oai_timeline"):
            raise
        install = f'pip install "oai-timeline[{extra}]"'
        raise messages.MissingExtra(f"{form} needs {error.name}: {install}") from None
    for line in made.lost:
        messages.say(line)
    output.write(made.texts, to)


FORMATS = {
    "json": Format(_write_json),
    "jsonl": Format(_write_json),
    "csv": Format(_write_spreadsheet),
    "tsv": Format(_write_spreadsheet),
}
