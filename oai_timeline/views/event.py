"""Everything about one event, on one page."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
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
    columns,
    entitle,
    flow,
    join_sections,
    paragraph,
    render_hints,
    stack,
)
from oai_timeline.views.cells import format_iso_date
from oai_timeline.views.dates import format_date, format_full_date
from oai_timeline.views.event_sources import plain_event_sources, render_event_sources
from oai_timeline.views.layout import Layout, print_stored_date
from oai_timeline.views.linked_rows import (
    make_linked_row,
    render_linked_rows,
    share_width,
)
from oai_timeline.views.parts import explain_judgement, plain_head, render_head
from oai_timeline.views.plain import align, plain_cell
from oai_timeline.views.text import (
    MEASURE,
    UNLIMITED,
    Line,
    Span,
    join,
)

_BY, _LABEL = "By", 9
_LEAST = 10
BEFORE = {"because": "Because of", "after": "After (order only)"}
FOLLOWING = {"because": "Led to", "after": "Before (order only)"}
"""The headings of linked events, by how these are linked; order alone implies no cause."""
_UNORDERED = "Order not established with"
_NOT_GIVEN = "not given"
_REPORTED = "for what the title says"
"""Origins are counted over all sources, also those of other details."""


class _Fact(NamedTuple):
    """What is known about an event in one respect."""

    label: str
    values: Sequence[str]


class Unordered(NamedTuple):
    """Events of a list whose order with an event is not established, and how many there are."""

    events: Sequence[ListedEvent] = ()
    total: int = 0

    @property
    def rest(self) -> int:
        """How many more there are."""
        return self.total - len(self.events)


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

    `command` shows all events that followed. `labels` are for the `unordered` events, for the rest
    of these if there is one, and for the linked events, one after another.
    """
    event, width = details.event, min(layout.width, MEASURE)
    linked = [link.event for link in (*details.before, *details.following)]
    linked += unordered.events
    widths = share_width(linked, layout, 2)
    label = iter(labels)

    def render(events: Iterable[ListedEvent]) -> list[Line]:
        rows = [make_linked_row(one, layout)._replace(label=next(label, "")) for one in events]
        return list(render_linked_rows(rows, widths))

    def render_links(links: Iterable[LinkedEvent]) -> list[Line]:
        return render(link.event for link in links)

    others = render(unordered.events)
    if unordered.rest:
        rest = f"show all {unordered.total:,} ({unordered.rest:,} more)"
        others.append([Span(next(label, "  "), "command"), Span(rest, "quiet")])
    before = list(_list_links(details.before, BEFORE, render_links))
    following = list(_list_links(details.following, FOLLOWING, render_links))
    return join_sections(
        _render_title(event, render_head(event, layout.width, layout), width, layout),
        _render_summary(details.record["summary"], width, layout),
        _render_facts(_list_facts(details, format_date, layout), width),
        entitle(_UNORDERED, others),
        entitle(_count_accounts(details), side_by_side(details.accounts, layout)),
        entitle("Quoted", _render_quotes(details, layout)),
        render_event_sources(details, layout),
        *before,
        *following,
        _render_more(details, command, layout),
        entitle("Cite as", paragraph(_cite_event(details, layout), width, 2)),
    )


def render_unordered(
    details: EventDetails, unordered: Unordered, labels: Iterable[str], layout: Layout
) -> Iterator[Line]:
    """Render an event's title, and the events whose order with it is not established."""
    event, width = details.event, min(layout.width, MEASURE)
    widths = share_width(unordered.events, layout, 2)
    rows = [
        make_linked_row(one, layout)._replace(label=label)
        for one, label in zip(unordered.events, labels, strict=True)
    ]
    nothing: list[Line] = [[Span("  no event of the list", "quiet")]]
    return join_sections(
        _render_title(event, render_head(event, layout.width, layout), width, layout),
        entitle(_UNORDERED, list(render_linked_rows(rows, widths)) or nothing),
    )


def plain_event(details: EventDetails, command: str, layout: Layout) -> Iterator[Line]:
    """Write an event: when and what, its facts, accounts, quotes, sources, and linked events."""
    event = details.event
    more = _describe_more(details)

    def write(links: Sequence[LinkedEvent]) -> list[Line]:
        return list(_plain_links(links, layout))

    return join_sections(
        _render_title(event, plain_head(event, layout), UNLIMITED, layout),
        _render_summary(details.record["summary"], UNLIMITED, layout),
        _plain_facts(_list_facts(details, format_full_date, layout)),
        entitle(_count_accounts(details), plain_accounts(details.accounts, layout)),
        entitle("Quoted", _plain_quotes(details, layout)),
        plain_event_sources(details, layout),
        *_list_links(details.before, BEFORE, write),
        *_list_links(details.following, FOLLOWING, write),
        [[Span(f"{more}  {layout.text(command)}", "quiet")]] if more else [],
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
        "Certainty": _describe_certainty(details),
    }
    texts = {
        label: [layout.text(value) for value in values if value] for label, values in facts.items()
    }
    return [_Fact(label, values) for label, values in texts.items() if values]


def _describe_certainty(details: EventDetails) -> Iterator[str]:
    """Yield how certain an event is, what that means, and how it is judged."""
    certainty = details.event.certainty
    if certainty is None:
        yield _NOT_GIVEN
        return
    scope = f", {_REPORTED}" if certainty == "reported" else ""
    yield f"{certainty}: {MEANINGS[certainty]}{scope}"
    yield explain_judgement(details.perspective)


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


def _list_links(
    links: Iterable[LinkedEvent],
    headings: Mapping[str, str],
    write: Callable[[Sequence[LinkedEvent]], Iterable[Line]],
) -> Iterator[Iterable[Line]]:
    """Yield the linked events that `write` writes, under a heading for each way of linking."""
    for key, group in groupby(links, key=lambda link: link.key):
        yield entitle(headings[key], write(list(group)))


def _render_more(details: EventDetails, command: str, layout: Layout) -> Iterator[Line]:
    more = _describe_more(details)
    if more:
        yield from render_hints([(more, layout.text(command))], layout.width)


def _describe_more(details: EventDetails) -> str:
    """Return how many more events followed, empty if none."""
    more = details.all_following - len(details.following)
    return f"and {more:,} more that followed:" if more else ""


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
