"""`timeline export`: events in the format of another program."""

from typing import Annotated

import typer

from oai_timeline.cli import messages
from oai_timeline.cli.completion import choices
from oai_timeline.cli.exporting import Export, write_events
from oai_timeline.cli.options import OUTPUT, RAW, share_options
from oai_timeline.cli.output_format import format_of
from oai_timeline.cli.session import opened
from oai_timeline.cli.settings import Perspective, Selection, Settings
from oai_timeline.formats import FORMATS


@share_options("file", "ascii")
def export(
    settings: Settings,
    selection: Selection,
    perspective: Perspective,
    form: Annotated[
        str | None,
        typer.Argument(
            metavar="FORMAT",
            help=f"{', '.join(FORMATS)}; where --output has an extension, it chooses.",
            autocompletion=choices(*FORMATS),
            show_default=False,
        ),
    ] = None,
    path: Annotated[str | None, OUTPUT] = None,
    raw: Annotated[bool, RAW] = False,
) -> None:
    """Write events in the format of another program, filtered.

    Example: timeline export ics --day 2023-11-17 --output friday.ics
    """
    chosen = format_of(form, path, FORMATS)
    if chosen == "text":
        raise messages.UsageError(f"name a format: {', '.join(FORMATS)}")
    write_events(settings, Export(opened(settings, perspective), selection, chosen, raw), path)
