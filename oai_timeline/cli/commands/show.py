"""`timeline show`: events, filtered."""

from typing import Annotated

import typer

from oai_timeline.cli import messages, output
from oai_timeline.cli.completion import choices
from oai_timeline.cli.exporting import Export, write_events
from oai_timeline.cli.listing import as_entries, layout_for
from oai_timeline.cli.options import FORMAT, OUTPUT, RAW, shared_options
from oai_timeline.cli.output_format import SHOW_FORMATS, format_of
from oai_timeline.cli.session import Opening, opened, timeline_file
from oai_timeline.cli.settings import Perspective, Selection, Settings

_VIEWS = ("table", "tree", "list")


@shared_options
def show(
    settings: Settings,
    selection: Selection,
    perspective: Perspective,
    view: Annotated[
        str | None,
        typer.Option(
            "--view", metavar="VIEW", help="table, tree or list.", autocompletion=choices(*_VIEWS)
        ),
    ] = None,
    form: Annotated[str | None, FORMAT] = None,
    path: Annotated[str | None, OUTPUT] = None,
    raw: Annotated[bool, RAW] = False,
) -> None:
    """Show events in time order, filtered.

    Example: timeline show --day 2023-11-17 --by sutskever
    """
    if view is not None and view not in _VIEWS:
        raise messages.UsageError(f'no view is called "{view}": {", ".join(_VIEWS)}')
    chosen = format_of(form, path, SHOW_FORMATS)
    opening = opened(settings, perspective)
    if chosen == "text":
        if raw:
            raise messages.UsageError("--raw is for csv and tsv")
        to = output.target(settings, path, timeline_file(settings))
        _show_text(settings, opening, selection, view or "table", to)
    elif view is None:
        write_events(settings, Export(opening, selection, chosen, raw), path)
    else:
        raise messages.UsageError(f"--view is for text: {chosen} can't honour it")


def _show_text(
    settings: Settings, opening: Opening, selection: Selection, view: str, to: output.Target
) -> None:
    listed = as_entries(opening, selection, loose_last=True)
    layout = layout_for(settings, to.width, listed.zone)
    if not listed.found:
        output.write((), to)
    elif view == "table":
        from oai_timeline.views.table import table

        output.write_screen(table(listed.found, listed.answer.loose, layout), to)
    elif view == "tree":
        from oai_timeline.views.tree import tree

        output.write_screen(tree(listed.found, listed.answer.loose, layout), to)
    else:
        from oai_timeline.views.event_list import render_event_list

        output.write_screen(render_event_list(listed.found, listed.answer.loose, layout), to)
