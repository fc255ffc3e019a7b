"""Quotations, each with its speaker and its source, under the events in which they were said."""

from collections.abc import Iterator, Sequence
from itertools import chain, groupby
from typing import NamedTuple

from oai_timeline.query.quotes import Quotation
from oai_timeline.views.accounts import cite
from oai_timeline.views.blocks import entitle, flow, join_sections, paragraph
from oai_timeline.views.cells import COARSE, format_iso_date
from oai_timeline.views.layout import Layout
from oai_timeline.views.linked_rows import (
    RowWidths,
    make_linked_row,
    render_linked_rows,
    share_width,
)
from oai_timeline.views.parts import format_total, render_notes_and_signs
from oai_timeline.views.plain import align, plain_cell
from oai_timeline.views.rows import Piece
from oai_timeline.views.text import MEASURE, Line, Span

_INDENT = 4


class QuotesHead(NamedTuple):
    """How many quotes match, a phrase for each filter, and the point of view, perhaps empty."""

    total: int
    asked: Sequence[str]
    perspective: str = ""


def render_quotes(
    quotations: Sequence[Quotation], head: QuotesHead, layout: Layout
) -> Iterator[Line]:
    """Render quotes under their events; those dated only to a longer span come last."""
    events = [quotation.event for quotation in quotations]
    widths = share_width(events, layout)
    dated = [one for one in quotations if not one.is_coarse]
    coarse = [one for one in quotations if one.is_coarse]
    return join_sections(
        _render_head(quotations, head, layout),
        *_render_events(dated, widths, layout),
        entitle(COARSE, join_sections(*_render_events(coarse, widths, layout)), "quiet"),
    )


def plain_quotes(quotations: Sequence[Quotation], layout: Layout) -> Iterator[Line]:
    """Write a quote per line: when, speaker, text, event, language, translation, source, address.

    Cells are never empty.
    """
    return align(
        [
            plain_cell(format_iso_date(one.event, layout), "time"),
            plain_cell(layout.text(one.speaker["name"] if one.speaker else ""), "who"),
            plain_cell(layout.text(one.quote["text"]), "what"),
            plain_cell(one.event.id, "quiet"),
            plain_cell(layout.text(one.quote["language"])),
            plain_cell(layout.text(one.quote["translation"])),
            plain_cell(cite(one.source, layout) if one.source else "", "source"),
            plain_cell(layout.text(one.source["url"] if one.source else "")),
        ]
        for one in quotations
    )


def _render_head(
    quotations: Sequence[Quotation], head: QuotesHead, layout: Layout
) -> Iterator[Line]:
    """Say how many quotes there are, what was asked for, the zone, and what the signs mean."""
    if not quotations:
        return iter(())
    count = format_total(len(quotations), head.total, "quote")
    events = [quotation.event for quotation in quotations]
    notes = [count, *map(layout.text, head.asked)]
    return render_notes_and_signs(notes, events, [], layout, head.perspective)


def _render_events(
    quotations: Sequence[Quotation], widths: RowWidths, layout: Layout
) -> Iterator[Iterator[Line]]:
    """Yield a block for each event, with its quotes."""
    for event, group in groupby(quotations, key=lambda one: one.event):
        title = Piece([Span(layout.text(event.title), "quiet")])
        row = make_linked_row(event, layout)._replace(text=[title])
        rows = render_linked_rows([row], widths)
        yield chain(rows, *(_render_quote(one, layout) for one in group))


def _render_quote(quotation: Quotation, layout: Layout) -> Iterator[Line]:
    width, quote = min(layout.width, MEASURE), quotation.quote
    has_language = quote["language"] and quote["translation"]
    language = f" ({quote['language']})" if has_language else ""
    yield from paragraph(Span(layout.text(f"“{quote['text']}”{language}")), width, _INDENT)
    if quote["translation"]:
        translation = layout.text(f"“{quote['translation']}” (translation)")
        yield from paragraph(Span(translation), width, _INDENT)
    origin = list[Span]()
    if quotation.speaker:
        origin.append(Span(layout.text(f"— {quotation.speaker['name']}"), "who"))
    if quotation.source:
        address = quotation.source["url"] or ""
        origin.append(Span(cite(quotation.source, layout), "source", address))
    if origin:
        yield from flow(origin, width, _INDENT)
