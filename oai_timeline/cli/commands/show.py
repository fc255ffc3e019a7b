"""`timeline show`: events, filtered."""

from typing import Annotated

import typer

from oai_timeline.cli import messages, output
from oai_timeline.cli.listing import (
    as_entries,
    as_json,
    format_of,
    look_of,
    refuse_text_options,
)
from oai_timeline.cli.options import FORMAT, OUTPUT, expanded
from oai_timeline.cli.session import opened
from oai_timeline.cli.settings import Selection, Settings

_VIEWS = ("table", "tree", "list")


@expanded
def show(
    settings: Settings,
    selection: Selection,
    view: Annotated[
        str | None, typer.Option("--view", metavar="VIEW", help="table, tree or list.")
    ] = None,
    form: Annotated[str | None, FORMAT] = None,
    path: Annotated[str | None, OUTPUT] = None,
    raw: Annotated[
        bool, typer.Option("--raw", help="CSV, TSV: leave formulas as they are.")
    ] = False,
) -> None:
    """Show events in time order, filtered.

    Example: timeline show --day 2023-11-17 --by sutskever
    """
    chosen = format_of(form, path)
    _refuse_contradictions(settings, chosen, view, raw)
    to = output.target(settings, path)
    if chosen == "text":
        _show_text(settings, selection, view or "table", to)
    elif chosen in {"json", "jsonl"}:
        _write_json(settings, selection, chosen, to)
    else:
        _write_spreadsheet(settings, selection, "," if chosen == "csv" else "\t", raw, to)


def _refuse_contradictions(settings: Settings, form: str, view: str | None, raw: bool) -> None:
    if view is not None and view not in _VIEWS:
        raise messages.UsageError(f'no view is called "{view}": {", ".join(_VIEWS)}')
    if form == "text":
        if raw:
            raise messages.UsageError("--raw is for csv and tsv")
        return
    refuse_text_options(settings, form)
    if view is not None:
        raise messages.UsageError(f"--view is for text: {form} can't honour it")
    if raw and form not in {"csv", "tsv"}:
        raise messages.UsageError("--raw is for csv and tsv")
    if settings.ascii and form in {"csv", "tsv"}:
        raise messages.UsageError(f"--ascii is for text and JSON: {form} can't honour it")


def _show_text(settings: Settings, selection: Selection, view: str, to: output.Target) -> None:
    listed = as_entries(opened(settings), selection, loose_last=True)
    look = look_of(settings, to.width, listed.zone)
    if not listed.found:
        output.write((), to)
    elif view == "table":
        from oai_timeline.views.table import table

        output.write_screen(table(listed.found, listed.answer.loose, look), to)
    elif view == "tree":
        from oai_timeline.views.tree import tree

        output.write_screen(tree(listed.found, listed.answer.loose, look), to)
    else:
        from oai_timeline.views.blocks import blocks

        output.write_screen(blocks(listed.found, listed.answer.loose, look), to)


def _write_json(settings: Settings, selection: Selection, form: str, to: output.Target) -> None:
    from oai_timeline.formats import json_text

    objects = as_json(opened(settings), selection).found
    texts = json_text.array(objects) if form == "json" else json_text.lines(objects)
    output.write_json(texts, settings, to)


def _write_spreadsheet(
    settings: Settings,
    selection: Selection,
    delimiter: str,
    raw: bool,
    to: output.Target,
) -> None:
    from oai_timeline.formats import spreadsheet

    listed = as_entries(opened(settings), selection, loose_last=False)
    cell = spreadsheet.as_is if raw else spreadsheet.defused
    output.write(spreadsheet.spreadsheet(listed.found, delimiter, cell), to)
