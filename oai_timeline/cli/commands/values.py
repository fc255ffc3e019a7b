"""`timeline values`: all values of a field, one per line."""

from collections.abc import Iterator
from typing import Annotated

import typer

from oai_timeline.cli.completion import complete_choices
from oai_timeline.cli.options import FORMAT_TEXT_OR_JSON, share_options
from oai_timeline.cli.output_format import choose_text_or_json
from oai_timeline.cli.session import Session
from oai_timeline.cli.settings import Settings
from oai_timeline.query.values import NAMED, check_field
from oai_timeline.query.values import fetch_values as fetch
from oai_timeline.views.layout import Layout
from oai_timeline.views.text import Line, Span


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
    wanted = check_field(name)
    with Session(settings) as session:
        result = fetch(session.index, wanted)
        if chosen == "json":
            session.write_value(result)
        else:
            session.write_view(_list_values, _list_values, result)


def _list_values(values: list[str], layout: Layout) -> Iterator[Line]:
    return ([Span(layout.text(value))] for value in values)
