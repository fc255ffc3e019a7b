"""`timeline export`: events in the format of another program."""

from typing import Annotated

import typer

from oai_timeline.cli import messages
from oai_timeline.cli.completion import complete_choices
from oai_timeline.cli.exporting import Export, export_events
from oai_timeline.cli.options import OUTPUT, RAW, share_options
from oai_timeline.cli.output_format import choose_format
from oai_timeline.cli.settings import Perspective, Selection, Settings
from oai_timeline.formats import FORMATS


@share_options("file", "ascii")
def export(
    settings: Settings,
    selection: Selection,
    perspective: Perspective,
    output_format: Annotated[
        str | None,
        typer.Argument(
            metavar="FORMAT",
            help=f"{', '.join(FORMATS)}. Default: by the extension of --output.",
            autocompletion=complete_choices(*FORMATS),
            show_default=False,
        ),
    ] = None,
    path: Annotated[str | None, OUTPUT] = None,
    raw: Annotated[bool, RAW] = False,
) -> None:
    """Export events to the format of another program.

    Example: timeline export ics --day 2023-11-17 --output friday.ics
    """
    chosen = choose_format(output_format, path, FORMATS)
    if chosen == "text":
        raise messages.UsageError(f"name a format: {', '.join(FORMATS)}")
    export_events(settings, perspective, path, Export(selection, chosen, raw))
