"""`timeline event`: everything about one event."""

from typing import Annotated

import typer

from oai_timeline.cli import output
from oai_timeline.cli.completion import completion
from oai_timeline.cli.listing import layout_for
from oai_timeline.cli.options import FORMAT_TEXT_OR_JSON, shared_options
from oai_timeline.cli.output_format import text_or_json
from oai_timeline.cli.session import Opening, ask, opened
from oai_timeline.cli.settings import Perspective, Settings
from oai_timeline.cli.suggestions import find_event
from oai_timeline.query import page


@shared_options
def event(
    settings: Settings,
    perspective: Perspective,
    key: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="The event's id, or how it alone begins.",
            autocompletion=completion("ids"),
            show_default=False,
        ),
    ],
    form: Annotated[str | None, FORMAT_TEXT_OR_JSON] = None,
) -> None:
    """Show everything about one event.

    Example: timeline event brockman-gets-text
    """
    if text_or_json(settings, form) == "json":
        _write_json(settings, opened(settings, perspective), key)
    else:
        _show_text(settings, opened(settings, perspective), key)


def _write_json(settings: Settings, opening: Opening, key: str) -> None:
    from oai_timeline.formats import json_text

    found = ask(opening, lambda index: page.as_json(index, find_event(settings, index, key)))
    texts = json_text.lines([found])
    output.write_json(texts, settings, output.target(settings))


def _show_text(settings: Settings, opening: Opening, key: str) -> None:
    from oai_timeline.views.event import page as laid_out

    found = ask(opening, lambda index: page.page(index, find_event(settings, index, key)))
    to = output.target(settings)
    output.write_screen(laid_out(found, layout_for(settings, to.width, found.zone)), to)
