"""`timeline values`: all values of a field, one per line, or the fields."""

from collections.abc import Iterator, Mapping
from typing import Annotated

import typer

from oai_timeline.cli import messages
from oai_timeline.cli.completion import complete_choices
from oai_timeline.cli.options import FORMAT_TEXT_OR_JSON, share_options
from oai_timeline.cli.output_format import choose_text_or_json
from oai_timeline.cli.session import Session
from oai_timeline.cli.settings import Settings
from oai_timeline.query.values import NAMED, check_field, count_values, fetch_values
from oai_timeline.views.blocks import Column, columns
from oai_timeline.views.layout import Layout
from oai_timeline.views.plain import align
from oai_timeline.views.text import Line, Span, pad_left, widest


@share_options("file", "ascii", "no_pager")
def values(
    settings: Settings,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[FIELD]",
            help=f"{', '.join(NAMED)}. Omit to list these.",
            autocompletion=complete_choices(*NAMED),
        ),
    ] = None,
    output_format: Annotated[str | None, FORMAT_TEXT_OR_JSON] = None,
) -> None:
    """List all values of a field, one per line, or the fields.

    Example: timeline values tags
    """
    chosen = choose_text_or_json(settings, output_format)
    field = None if name is None else check_field(name)
    with Session(settings) as session:
        if field is None:
            _write_fields(session, chosen)
        else:
            _write_values(session, field, chosen)


def _write_values(session: Session, field: str, output_format: str) -> None:
    found = fetch_values(session.index, field)
    if not found:
        messages.warn_once(f"the timeline has no {field}; try timeline values")
    if output_format == "json":
        session.write_value(found)
    else:
        session.write_view(_list_values, _list_values, found)


def _write_fields(session: Session, output_format: str) -> None:
    counts = count_values(session.index)
    if output_format == "json":
        session.write_value(
            [
                {"field": field, "count": count, "holds": NAMED[field]}
                for field, count in counts.items()
            ]
        )
    else:
        session.write_view(_render_fields, _plain_fields, counts)


def _list_values(values: list[str], layout: Layout) -> Iterator[Line]:
    return ([Span(layout.text(value))] for value in values)


def _render_fields(counts: Mapping[str, int], layout: Layout) -> Iterator[Line]:
    rows = [(name, f"{count:,}") for name, count in counts.items()]
    name_width, digits = (widest(column) for column in zip(*rows, strict=True))
    room = max(layout.width - name_width - digits - 4, 1)
    for name, count in rows:
        yield from columns(
            Column(Span(name, "command"), name_width),
            Column(Span(pad_left(count, digits), "quiet"), digits),
            Column(Span(NAMED[name], "quiet"), room),
        )


def _plain_fields(counts: Mapping[str, int], _: Layout) -> Iterator[Line]:
    return align(
        [Span(name), Span(str(count)), Span(NAMED[name])] for name, count in counts.items()
    )
