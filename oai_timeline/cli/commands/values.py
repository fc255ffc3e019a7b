"""`timeline values`: all values of a field, one per line."""

from typing import Annotated

import typer

from oai_timeline.cli.completion import complete_choices
from oai_timeline.cli.options import FORMAT_TEXT_OR_JSON, share_options
from oai_timeline.cli.output_format import choose_text_or_json
from oai_timeline.cli.session import Session
from oai_timeline.cli.settings import Settings
from oai_timeline.query.values import NAMED, field
from oai_timeline.query.values import values as fetch
from oai_timeline.views.text import Span, StyledText


@share_options("file", "ascii", "no_pager")
def values(
    settings: Settings,
    name: Annotated[
        str,
        typer.Argument(
            metavar="FIELD", help=f"{', '.join(NAMED)}.", autocompletion=complete_choices(*NAMED)
        ),
    ],
    output_format: Annotated[str | None, FORMAT_TEXT_OR_JSON] = None,
) -> None:
    """List all values of a field, one per line.

    Example: timeline values tags
    """
    chosen = choose_text_or_json(settings, output_format)
    wanted = field(name)
    with Session(settings) as session:
        result = fetch(session.index, wanted)
        if chosen == "json":
            session.write_value(result)
        else:
            text = session.layout.text
            session.write_view(StyledText([Span(text(value))] for value in result))
