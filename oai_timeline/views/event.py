"""Everything about one event, on one page."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

import oai_timeline
from oai_timeline.model.certainty import MEANINGS
from oai_timeline.model.listed import ListedEvent
from oai_timeline.model.plural import format_count
from oai_timeline.model.record import SourceRecord, WhenRecord
from oai_timeline.query.event_details import EventDetails, LinkedEvent
from oai_timeline.views.accounts import (
    cite,
    format_figures,
    plain_accounts,
    plain_cite,
    side_by_side,
)
from oai_timeline.views.blocks import (
    Column,
    align,
    columns,
    entitle,
    flow,
    join_sections,
    paragraph,
    plain_cell,
    render_hints,
    stack,
)
from oai_timeline.views.dates import format_date, format_full_date, format_iso_date
from oai_timeline.views.event_sources import plain_event_sources, render_event_sources
from oai_timeline.views.layout import Layout, print_stored_date
from oai_timeline.views.linked_rows import (
    RowWidths,
    make_linked_row,
    render_linked_rows,
    share_width,
)
from oai_timeline.views.parts import plain_head, render_head
from oai_timeline.views.text import (
    MEASURE,
    UNLIMITED,
    Line,
    Span,
    join,
)

_BY, _LABEL = "By", 9
_LEAST = 10
_ORDER_ONLY = "(order only)"
"""Marks a link that implies no cause."""


class _Fact(NamedTuple):
    """What is known about an event in one respect."""

    label: str
    values: Sequence[str]


class Unordered(NamedTuple):
    """Events of a list whose order with an event is not established, and how many there are."""

    events: Sequence[ListedEvent] = ()
    total: int = 0


class _Quote(NamedTuple):
    """A quote, its translation, its speaker and its source, empty where there is none."""

    text: Span
    translation: Span
    by: Span
    source: Span


def render_event(
    details: EventDetails,
    command: str,
    layout: Layout,
    labels: Iterable[str] = (),
    unordered: Unordered = Unordered(),  # noqa: B008
) -> Iterator[Line]:
    """Render an event: when and what, its facts, accounts, quotes, sources, and linked events.

    `command` shows all events that followed. `labels` are for the `unordered` and the linked
    events, one after another.
    """
    event, width = details.event, min(layout.width, MEASURE)
    linked = [link.event for link in (*details.before, *details.following)]
    linked += unordered.events
    widths = share_width(linked, layout, 2)
    label = iter(labels)
    others = list(_render_unordered(unordered, widths, layout, label))
    before = list(_render_links(details.before, widths, layout, label))
    following = _render_links(details.following, widths, layout, label)
    return join_sections(
        _render_title(event, render_head(event, layout.width, layout), width, layout),
        _render_summary(details.record["summary"], width, layout),
        _render_facts(_list_facts(details, format_date, layout), width),
        entitle("Order not established with", others),
        entitle(_count_accounts(details), side_by_side(details.accounts, layout)),
        entitle("Quoted", _render_quotes(details, layout)),
        render_event_sources(details, layout),
        entitle("Followed from", before),
        entitle("Followed by", chain(following, _render_more(details, command, layout))),
        entitle("Cite as", paragraph(_cite_event(details, layout), width, 2)),
    )


def plain_event(details: EventDetails, command: str, layout: Layout) -> Iterator[Line]:
    """Write an event: when and what, its facts, accounts, quotes, sources, and linked events."""
    event = details.event
    more = _describe_more(details)
    return join_sections(
        _render_title(event, plain_head(event, layout), UNLIMITED, layout),
        _render_summary(details.record["summary"], UNLIMITED, layout),
        _plain_facts(_list_facts(details, format_full_date, layout)),
        entitle(_count_accounts(details), plain_accounts(details.accounts, layout)),
        entitle("Quoted", _plain_quotes(details, layout)),
        plain_event_sources(details, layout),
        entitle("Followed from", _plain_links(details.before, layout)),
        entitle(
            "Followed by",
            chain(
                _plain_links(details.following, layout),
                [[Span(f"  {more}  {layout.text(command)}", "quiet")]] if more else [],
            ),
        ),
    )


def _cite_event(details: EventDetails, layout: Layout) -> Span:
    """Return how to cite an event: title, date, timeline, point of view, revision, address."""
    event, header = details.event, details.header
    date = format_date(event._replace(words=None), layout)
    revised = f"revised {header['updated']}" if header["updated"] else ""
    parts = (header["title"], details.perspective, revised, f"{header['id']}#{event.id}")
    within = ", ".join(filter(None, parts))
    citation = f"“{event.title}”, {date}. In: {within} (timeline {oai_timeline.__version__})."
    return Span(layout.text(citation), "quiet")


def _render_title(
    event: ListedEvent, head: Iterable[Line], width: int, layout: Layout
) -> Iterator[Line]:
    yield from head
    yield from paragraph(Span(layout.text(event.title), "title"), width)


def _render_summary(summary: str | None, width: int, layout: Layout) -> Iterator[Line]:
    if summary:
        yield from paragraph(Span(layout.text(summary)), width, 2)


def _render_facts(facts: Iterable[_Fact], width: int) -> Iterator[Line]:
    room = width - _LABEL - 4
    for label, values in facts:
        style = "who" if label == _BY else ""
        name, texts = Span(label, "quiet"), [Span(value, style) for value in values]
        if room < _LEAST:
            yield from stack([name], texts, width, 2)
        else:
            yield from columns(Column(name, _LABEL), Column(texts, room), indent=2)


def _plain_facts(facts: Iterable[_Fact]) -> Iterator[Line]:
    """Write a fact on a line, with its label."""
    rows = ([plain_cell(label), plain_cell(value)] for label, values in facts for value in values)
    return align(rows, 2)


def _list_facts(
    details: EventDetails, print_date: Callable[[ListedEvent, Layout], str], layout: Layout
) -> list[_Fact]:
    """Return what is known about an event besides its title, its summary and its sources."""
    event, record = details.event, details.record
    meaning = f"{event.certainty}: {MEANINGS[event.certainty]}" if event.certainty else ""
    home = details.header["zone"]
    elsewhere = f", the timeline's is {home}" if layout.zone != home else ""
    facts: dict[str, Iterable[str | None]] = {
        _BY: [", ".join(event.actors)],
        "About": [", ".join(event.about)],
        "Place": [record["place"]],
        "Kind": [record["kind"]],
        "Tags": [", ".join(record["tags"])],
        "Figures": [format_figures(record["figures"], layout)],
        "View": [details.perspective],
        "Dated": _describe_date(details, print_date, layout),
        "Zone": [layout.zone + elsewhere],
        "Certainty": [meaning],
    }
    texts = {
        label: [layout.text(value) for value in values if value] for label, values in facts.items()
    }
    return [_Fact(label, values) for label, values in texts.items() if values]


def _describe_date(
    details: EventDetails, print_date: Callable[[ListedEvent, Layout], str], layout: Layout
) -> Iterator[str]:
    """Yield what is known about a date: how precise it is, the source's form of it, UTC.

    Where the head has the sources' words, the date itself comes first; and where it is said to
    have bounds, which are named beside that.
    """
    event, when = details.event, details.record["when"]
    has_bounds = when["precision"] == "interval" and when["earliest"] and when["latest"]
    if event.words or has_bounds:
        yield print_date(event._replace(words=None), layout)
    yield _describe_precision(when)
    if when["stated"]:
        yield f"as the source puts it: {when['stated']}"
    if details.utc and layout.zone != "UTC":
        in_utc = layout._replace(zone="UTC", print_date=print_stored_date)
        yield print_date(event._replace(words=None, printed=details.utc), in_utc)


def _describe_precision(when: WhenRecord) -> str:
    """Return in words how precise a date is."""
    words = [f"to the {when['precision']}"]
    if when["precision"] == "interval":
        if when["earliest"] is None:
            words = ["at some time up to then"]
        elif when["latest"] is None:
            words = ["at some time from then on"]
        else:
            words = ["at some time within these bounds"]
    if when["approximate"]:
        words.append("approximate")
    if when["uncertain"]:
        words.append("uncertain")
    return ", ".join(words)


def _list_quotes(
    details: EventDetails, cite: Callable[[SourceRecord, Layout], str], layout: Layout
) -> Iterator[_Quote]:
    sources = {source["id"]: source for source in details.record["sources"]}
    for quote in details.record["quotes"]:
        language = f" ({quote['language']})" if quote["language"] and quote["translation"] else ""
        translation = f"“{quote['translation']}” (translation)" if quote["translation"] else ""
        source = sources.get(quote["source"] or "")
        yield _Quote(
            Span(layout.text(f"“{quote['text']}”{language}")),
            Span(layout.text(translation)),
            Span(layout.text(details.speakers.get(quote["by"] or "")), "who"),
            Span(cite(source, layout), "source", source["url"] or "") if source else Span(""),
        )


def _count_accounts(details: EventDetails) -> str:
    return format_count(len(details.accounts), "account")


def _render_quotes(details: EventDetails, layout: Layout) -> Iterator[Line]:
    for quote in _list_quotes(details, cite, layout):
        yield from paragraph(quote.text, min(layout.width, MEASURE), 2)
        if quote.translation.text:
            yield from paragraph(quote.translation, min(layout.width, MEASURE), 2)
        origin = [span for span in (quote.by, quote.source) if span.text]
        if origin:
            yield from flow(origin, layout.width, 4)


def _plain_quotes(details: EventDetails, layout: Layout) -> Iterator[Line]:
    """Write a quote on a line: its text, its translation, its speaker, its source."""
    for quote in _list_quotes(details, plain_cite, layout):
        yield [Span("  "), *join(plain_cell(span.text, span.style) for span in quote)]


def _render_links(
    links: Sequence[LinkedEvent], widths: RowWidths, layout: Layout, labels: Iterator[str]
) -> Iterator[Line]:
    """Render linked events; those that only came before or after are marked."""
    rows = [
        make_linked_row(
            link.event, layout, [] if link.key == "because" else [_ORDER_ONLY]
        )._replace(label=next(labels, ""))
        for link in links
    ]
    return render_linked_rows(rows, widths)


def _render_unordered(
    unordered: Unordered, widths: RowWidths, layout: Layout, labels: Iterator[str]
) -> Iterator[Line]:
    """Render events whose order is not established, and say how many more there are in the list."""
    rows = [
        make_linked_row(event, layout)._replace(label=next(labels, ""))
        for event in unordered.events
    ]
    yield from render_linked_rows(rows, widths)
    more = unordered.total - len(rows)
    if more:
        yield [Span(f"  and {more:,} more in this list", "quiet")]


def _render_more(details: EventDetails, command: str, layout: Layout) -> Iterator[Line]:
    more = _describe_more(details)
    if more:
        yield from render_hints([(f"  {more}", layout.text(command))], layout.width)


def _describe_more(details: EventDetails) -> str:
    """Return how many more events followed, empty if none."""
    more = details.all_following - len(details.following)
    return f"and {more:,} more:" if more else ""


def _plain_links(links: Sequence[LinkedEvent], layout: Layout) -> Iterator[Line]:
    """Write a linked event on a line: when, certainty, title, id, how it is linked."""
    rows = (
        [
            plain_cell(format_iso_date(link.event, layout), "time"),
            plain_cell(link.event.certainty or "", link.event.certainty or ""),
            plain_cell(layout.text(link.event.title), "what"),
            plain_cell(link.event.id, "quiet"),
            plain_cell(link.key, "quiet"),
        ]
        for link in links
    )
    return align(rows, 2)
