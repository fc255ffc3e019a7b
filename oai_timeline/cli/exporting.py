"""Events in the formats of programs: what `show --format` and `export` write."""

from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from typing import NamedTuple

from oai_timeline.cli import messages, output
from oai_timeline.cli.listing import Listed, as_json, as_texts
from oai_timeline.cli.output_format import refuse_text_options
from oai_timeline.cli.session import Opening, timeline_file
from oai_timeline.cli.settings import Selection, Settings
from oai_timeline.formats import FORMATS
from oai_timeline.index import Index
from oai_timeline.query.select import Query, Result


class Export(NamedTuple):
    """Which events are wanted of which timeline, and in what form."""

    opening: Opening
    selection: Selection
    form: str
    raw: bool


def write_events(settings: Settings, export: Export, path: str | None) -> None:
    """Write events in a format other than text, to a file or to stdout. Raises OSError."""
    form = export.form
    refuse_text_options(settings, form)
    if export.raw and not FORMATS[form].delimiter:
        raise messages.UsageError("--raw is for csv and tsv")
    if settings.ascii and form not in {"json", "jsonl"}:
        raise messages.UsageError(f"--ascii is for text and JSON: {form} can't honour it")
    to = output.target(settings, path, timeline_file(settings))
    write = _json if FORMATS[form].module == "json_text" else _document
    output.write_json(write(export), settings, to)


def _json(export: Export) -> Iterable[str]:
    from oai_timeline.formats import json_text

    write = json_text.array if export.form == "json" else json_text.lines
    return write(as_json(export.opening, export.selection).found)


def _document(export: Export) -> Iterable[str]:
    """Give what a module of `formats` makes of the timeline's header and its events."""
    from oai_timeline.query import record

    def fetch(index: Index, _: Query, answer: Result) -> tuple[Sequence[str], Iterator[str]]:
        form = FORMATS[export.form]
        module = import_module(f"oai_timeline.formats.{form.module}")
        cells = {"delimiter": form.delimiter, "raw": export.raw} if form.delimiter else {}
        made = module.export(record.header(index), record.Records(index, answer), **cells)
        return made.omitted, iter(made.texts)

    try:
        return _told(as_texts(export.opening, export.selection, fetch))
    except ModuleNotFoundError as error:
        extra = FORMATS[export.form].extra
        if not extra or (error.name or "").startswith("oai_timeline"):
            raise
        install = f'pip install "oai-timeline[{extra}]"'
        raise messages.MissingExtra(f"{export.form} needs {error.name}: {install}") from None


def _told(listed: Listed[tuple[Sequence[str], Iterator[str]]]) -> Iterator[str]:
    """Say on stderr what a format can't carry, and give its texts."""
    omitted, texts = listed.found
    for line in omitted:
        messages.say(line)
    return texts
