"""`timeline values`: every value in use, one a line."""

from typing import Annotated

import typer

from oai_timeline.cli import output
from oai_timeline.cli.completion import choices
from oai_timeline.cli.options import FORMAT_TEXT_OR_JSON, share_options
from oai_timeline.cli.output_format import text_or_json
from oai_timeline.cli.session import ask, opened
from oai_timeline.cli.settings import Settings
from oai_timeline.query.values import NAMED, field
from oai_timeline.query.values import values as asked
from oai_timeline.views.layout import Layout
from oai_timeline.views.text import Span, StyledText


@share_options("file", "ascii", "no_pager")
def values(
    settings: Settings,
    name: Annotated[
        str,
        typer.Argument(
            metavar="FIELD", help=f"{', '.join(NAMED)}.", autocompletion=choices(*NAMED)
        ),
    ],
    form: Annotated[str | None, FORMAT_TEXT_OR_JSON] = None,
) -> None:
    """List every value of a field, one a line.

    Example: timeline values tags
    """
    chosen = text_or_json(settings, form)
    wanted = field(name)
    found = ask(opened(settings), lambda index: asked(index, wanted))
    to = output.target(settings)
    if chosen == "json":
        output.write_value(found, settings, to)
        return
    layout = Layout(to.width, "", settings.ascii)  # no clock is printed: no zone is needed
    output.write_screen(StyledText([Span(layout.text(value))] for value in found), to)
