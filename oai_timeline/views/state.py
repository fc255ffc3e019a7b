"""Offices and who held them at a moment."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from oai_timeline.query.state import HeldOffice, State
from oai_timeline.views.blocks import (
    Column,
    align,
    columns,
    entitle,
    join_sections,
    paragraph,
    stack,
)
from oai_timeline.views.dates import (
    FormatEnd,
    PrintDate,
    date_printer,
    format_day,
    format_end,
    format_full_end,
    in_words,
)
from oai_timeline.views.layout import Layout
from oai_timeline.views.parts import render_legend
from oai_timeline.views.table import plain_rows, render_rows
from oai_timeline.views.text import Line, Span, join, widest

_INDENT = 2
_LEAST = 10
_POSSIBLY = "~"
_LEGEND = f"{_POSSIBLY} possibly: not known closely enough when it began or ended"


class _Term(NamedTuple):
    """A term as its cells."""

    since: Span
    sign: Span
    office: Span
    holder: Span
    until: Span


def render_state(state: State, layout: Layout) -> Iterator[Line]:
    """Render who held which office, by organisation, and the last event before that moment."""
    print_date = date_printer(state.zone, layout.zone)
    terms = [_format_term(office, format_end, print_date, layout) for office in state.offices]
    if not layout.is_wide:
        terms = [term._replace(until=Span("")) for term in terms]
    widths = _share_width(terms, layout)
    organisations = groupby(
        zip(state.offices, terms, strict=True), key=lambda pair: pair[0].organisation
    )
    return join_sections(
        [_format_moment(state, print_date, layout)],
        *(_render_organisation(list(pairs), widths, layout) for _, pairs in organisations),
        _render_legend(state, layout),
        _render_last_event(state, layout),
    )


def plain_state(state: State, layout: Layout) -> Iterator[Line]:
    """Write one office per line, and the last event; each line begins with the moment."""
    print_date = date_printer(state.zone, layout.zone)
    text = print_date(state.moment).in_full() if state.moment else "end of the last event"
    moment = Span(layout.text(text), "time")
    rows = []
    for office in state.offices:
        since, sign, title, holder, until = _format_term(
            office, format_full_end, print_date, layout
        )
        organisation = Span(layout.text(office.organisation_name), "what")
        rows.append([moment, sign, title, organisation, holder, since, until])
    yield from align(rows)
    if state.last_event:
        for line in plain_rows([state.last_event], 0, layout):
            yield [*join([moment, Span("last event", "quiet")]), Span("  "), *line]


def _format_moment(state: State, print_date: PrintDate, layout: Layout) -> Line:
    if state.moment is None:
        return [Span("At the end of the last event", "day")]
    moment = print_date(state.moment)._replace(zone="")
    if moment.day[9:]:  # a day: with its weekday
        return [
            *format_day(moment.day),
            Span(layout.text(f" {moment.clock}".rstrip()), "day"),
        ]
    return [Span(layout.text(in_words(state.moment) or moment.in_full()), "day")]


def _format_term(
    office: HeldOffice, write: FormatEnd, print_date: PrintDate, layout: Layout
) -> _Term:
    since, until = (
        layout.text(write(date, print_date(date) if date else None))
        for date in (office.since, office.until)
    )
    return _Term(
        Span(f"since {since}", "time"),
        Span("" if office.is_certain else _POSSIBLY, "quiet"),
        Span(layout.text(office.office), "what"),
        Span(layout.text(office.holder_name), "who"),
        Span(f"until {until}", "quiet"),
    )


def _share_width(terms: Sequence[_Term], layout: Layout) -> list[int]:
    """Share the width among the cells of terms; nothing where columns have no room."""
    if not terms:
        return []
    since, sign, office, holder, until = (
        widest(cell.text for cell in column) for column in zip(*terms, strict=True)
    )
    since = min(since, layout.width if layout.is_wide else layout.width // 3)
    holder = min(holder, layout.width // 4)
    gaps = sum(size + 2 for size in (since, sign, holder, until) if size)  # the last has none
    room = layout.width - _INDENT - gaps
    return [since, sign, min(office, room), holder, until] if room >= min(office, _LEAST) else []


def _render_organisation(
    terms: Sequence[tuple[HeldOffice, _Term]], widths: Sequence[int], layout: Layout
) -> Iterator[Line]:
    yield [Span(layout.text(terms[0][0].organisation_name), "title")]
    for _, term in terms:
        if widths:
            row = [Column(text, width) for text, width in zip(term, widths, strict=True) if width]
            yield from columns(*row, indent=_INDENT)
        else:
            since, sign, office, holder, until = term
            yield from stack([office, sign], [holder, since, until], layout.width, _INDENT)


def _render_legend(state: State, layout: Layout) -> Iterator[Line]:
    if not all(office.is_certain for office in state.offices):
        yield from paragraph(Span(_LEGEND, "quiet"), layout.width)


def _render_last_event(state: State, layout: Layout) -> Iterator[Line]:
    """Render the last event, whose legend names the zone, or else the zone."""
    if state.last_event is None:
        return iter([[Span(layout.zone, "quiet")]])
    title = "the last event before" if state.moment else "the last event"
    events = [state.last_event]
    lines = join_sections(render_rows(events, 0, layout), render_legend(events, layout))
    return entitle(title, lines, "quiet")
