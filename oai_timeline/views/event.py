"""Everything about one event, on one page."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from oai_timeline.model.certainty import MEANINGS
from oai_timeline.model.listed import ListedEvent
from oai_timeline.model.plural import format_count
from oai_timeline.model.record import SourceRecord, WhenRecord
from oai_timeline.query.event_details import EventDetails, LinkedEvent
from oai_timeline.views.accounts import cite, format_figures, plain_accounts, side_by_side
from oai_timeline.views.blocks import (
    Column,
    align,
    columns,
    entitle,
    flow,
    join_sections,
    paragraph,
    stack,
)
from oai_timeline.views.dates import format_date, format_date_without_zone, format_full_date
from oai_timeline.views.layout import Layout
from oai_timeline.views.parts import (
    format_certainty,
    format_sign,
    plain_head,
    render_head,
    render_people,
)
from oai_timeline.views.text import (
    MEASURE,
    UNLIMITED,
    Line,
    Span,
    display_width,
    join,
    widest,
    wrap_span,
)

_LABEL = 9
_LEAST = 10
_LEAST_DATE, _LEAST_TITLE = 16, 20


class _Quote(NamedTuple):
    """A quote with its translation if it has one, and its speaker and source as far as known."""

    texts: list[Span]
    origin: list[Span]


def render_event(details: EventDetails, layout: Layout) -> Iterator[Line]:
    """Render an event: when, what, who; accounts and quotes; linked events; sources."""
    event, width = details.event, min(layout.width, MEASURE)
    date = format_date(event._replace(words=None), layout)
    return join_sections(
        _render_head(event, render_head(event, layout.width, layout), width, layout),
        _render_summary(details.record["summary"], width, layout),
        _render_facts(details, date, width, layout),
        entitle(_count_accounts(details), side_by_side(details.accounts, layout)),
        entitle("Quoted", _render_quotes(details, layout)),
        entitle("Followed from", _render_links(details.before, layout)),
        entitle("Followed by", _render_links(details.following, layout)),
        _render_sources(details, layout),
    )


def plain_event(details: EventDetails, layout: Layout) -> Iterator[Line]:
    """Write an event: when, what, who; accounts and quotes; linked events; sources."""
    event = details.event
    date = format_full_date(event._replace(words=None), layout)
    return join_sections(
        _render_head(event, plain_head(event, layout), UNLIMITED, layout),
        _render_summary(details.record["summary"], UNLIMITED, layout),
        _render_facts(details, date, UNLIMITED, layout),
        entitle(_count_accounts(details), plain_accounts(details.accounts, layout)),
        entitle("Quoted", _plain_quotes(details, layout)),
        entitle("Followed from", _plain_links(details.before, layout)),
        entitle("Followed by", _plain_links(details.following, layout)),
        _plain_sources(details, layout),
    )


def _render_head(
    event: ListedEvent, head: Iterable[Line], width: int, layout: Layout
) -> Iterator[Line]:
    yield from head
    yield from paragraph(Span(layout.text(event.title), "title"), width)
    yield from render_people(event, width, layout)


def _render_summary(summary: str | None, width: int, layout: Layout) -> Iterator[Line]:
    if summary:
        yield from paragraph(Span(layout.text(summary)), width, 2)


def _render_facts(details: EventDetails, date: str, width: int, layout: Layout) -> Iterator[Line]:
    room = width - _LABEL - 4
    for label, value in _list_facts(details, date, layout):
        name, text = Span(label, "quiet"), Span(value)
        if room < _LEAST:
            yield from stack([name], [text], width, 2)
        else:
            yield from columns(Column(name, _LABEL), Column(text, room), indent=2)


def _list_facts(details: EventDetails, date: str, layout: Layout) -> list[tuple[str, str]]:
    """Return labels and values of what is known about an event besides its title and people.

    `date` is when it was, not in the sources' words.
    """
    event, record = details.event, details.record
    elsewhere = f", the timeline's is {details.zone}" if layout.zone != details.zone else ""
    facts = {
        "Dated": date if event.words else "",
        "Precision": _describe_precision(record["when"]),
        "Stated": record["when"]["stated"],
        "Zone": layout.zone + elsewhere,
        "In UTC": details.utc if layout.zone != "UTC" else "",
        "Certainty": f"{event.certainty}: {MEANINGS[event.certainty]}" if event.certainty else "",
        "Kind": record["kind"],
        "Place": record["place"],
        "Tags": ", ".join(record["tags"]),
        "Figures": format_figures(record["figures"], layout),
    }
    return [(label, layout.text(value)) for label, value in facts.items() if value]


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


def _list_quotes(details: EventDetails, layout: Layout) -> Iterator[_Quote]:
    sources = {source["id"]: source for source in details.record["sources"]}
    for quote in details.record["quotes"]:
        language = f" ({quote['language']})" if quote["language"] and quote["translation"] else ""
        texts = [f"“{quote['text']}”{language}"]
        if quote["translation"]:
            texts.append(f"“{quote['translation']}” (translation)")
        by = layout.text(details.speakers.get(quote["by"] or ""))
        origin = [Span(by, "who")] if by else []
        source = sources.get(quote["source"] or "")
        if source:
            origin.append(Span(cite(source, layout), "source", source["url"] or ""))
        yield _Quote([Span(layout.text(text)) for text in texts], origin)


def _count_accounts(details: EventDetails) -> str:
    return format_count(len(details.accounts), "account")


def _count_sources(details: EventDetails, layout: Layout) -> tuple[Span, Span]:
    """Return how many sources an event has, and how many origins, named if they are others."""
    origins = format_count(len(details.origins), "independent origin")
    if len(details.origins) != len(details.record["sources"]):
        origins += f": {'; '.join(details.origins)}"
    return (
        Span(format_count(len(details.record["sources"]), "source"), "title"),
        Span(layout.text(origins), "quiet"),
    )


def _describe_source(source: SourceRecord, language: str | None) -> str:
    """Return a source's id, its kind, where it was found, and what it rests on."""
    parts = [
        source["kind"],
        f"via {source['via']}" if source["via"] else None,
        f"in {source['language']}"
        if source["language"] != language and source["language"]
        else None,
        f"rests on {' and '.join(source['rests_on'])}" if source["rests_on"] else None,
    ]
    return ": ".join(filter(None, (source["id"], ", ".join(filter(None, parts)))))


def _render_quotes(details: EventDetails, layout: Layout) -> Iterator[Line]:
    for quote in _list_quotes(details, layout):
        for text in quote.texts:
            yield from paragraph(text, min(layout.width, MEASURE), 2)
        if quote.origin:
            yield from flow(quote.origin, layout.width, 4)


def _plain_quotes(details: EventDetails, layout: Layout) -> Iterator[Line]:
    for quote in _list_quotes(details, layout):
        yield [Span("  "), *join([*quote.texts, *quote.origin])]


def _render_links(links: Sequence[LinkedEvent], layout: Layout) -> Iterator[Line]:
    """Render linked events: when, how each is linked, and what it was."""
    dates = [Span(format_date_without_zone(link.event, layout), "time") for link in links]
    titles = [Span(layout.text(link.event.title), "what") for link in links]
    date_width = min(widest(date.text for date in dates), max(layout.width // 4, _LEAST_DATE))
    key_width = widest(link.key for link in links)
    sign_width = display_width(layout.symbols.confirmed)
    id_width = widest(link.event.id for link in links) if layout.is_wide else 0
    title_width = widest(title.text for title in titles)
    room = min(title_width, layout.width - 10 - date_width - key_width - sign_width - id_width)
    for link, date, title in zip(links, dates, titles, strict=True):
        key = Span(link.key, "quiet")
        if room < min(title_width, _LEAST_TITLE):
            yield from stack([date, key], [title], layout.width, 2)
            continue
        yield from columns(
            Column(date, date_width),
            Column(key, key_width),
            Column(format_sign(link.event, layout), sign_width),
            Column(title, room),
            Column(Span(link.event.id if id_width else "", "quiet"), id_width),
            indent=2,
        )


def _plain_links(links: Sequence[LinkedEvent], layout: Layout) -> Iterator[Line]:
    rows = (
        [
            Span(format_full_date(link.event, layout), "time"),
            Span(link.key, "quiet"),
            format_certainty(link.event),
            Span(link.event.id, "quiet"),
            Span(layout.text(link.event.title), "what"),
        ]
        for link in links
    )
    return align(rows, 2)


def _render_sources(details: EventDetails, layout: Layout) -> Iterator[Line]:
    if not details.record["sources"]:
        return
    sources, origins = _count_sources(details, layout)
    width = min(layout.width, MEASURE) - display_width(sources.text) - 2
    first, *others = wrap_span(origins, max(width, _LEAST))
    yield [sources, Span(", "), first]
    yield from ([Span("  "), line] for line in others)
    dates = [Span(layout.text(source["published"]), "time") for source in details.record["sources"]]
    date_width = widest(date.text for date in dates)
    date_width += 2 if date_width else 0
    room = min(layout.width - 2 - date_width, MEASURE)
    for source, date in zip(details.record["sources"], dates, strict=True):
        texts = _list_texts(source, details.language, layout)
        if room < _LEAST:
            yield from stack([date], texts, layout.width, 2)
        else:
            yield from columns(Column(date, date_width, 0), Column(texts, room), indent=2)


def _plain_sources(details: EventDetails, layout: Layout) -> Iterator[Line]:
    if not details.record["sources"]:
        return
    yield join(_count_sources(details, layout), ", ")
    rows = [_plain_source(source, details.language, layout) for source in details.record["sources"]]
    yield from align(rows, 2)


def _plain_source(source: SourceRecord, language: str | None, layout: Layout) -> list[Line | Span]:
    archived = f"archived at {source['archived']}" if source["archived"] else None
    provenance = _describe_source(source, language)
    parts = (source["publisher"], source["title"], source["url"], archived, provenance)
    texts = join(Span(layout.text(part)) for part in parts)
    return [Span(layout.text(source["published"]), "time"), texts]


def _list_texts(source: SourceRecord, language: str | None, layout: Layout) -> list[Span]:
    """Return the texts of a source: publisher, title, address, and where that comes from."""
    parts = (
        (source["publisher"], "source", source["url"]),
        (source["title"], "", ""),
        (source["url"], "quiet", source["url"]),
        (source["archived"], "quiet", source["archived"]),
        (_describe_source(source, language), "quiet", ""),
    )
    return [Span(layout.text(text), style, link or "") for text, style, link in parts if text]
