"""The sources of an event: what each is, where it can be read, and on what it rests."""

from collections.abc import Iterator

from oai_timeline.dates.prose import format_asked
from oai_timeline.model.plural import format_count
from oai_timeline.model.record import SourceRecord
from oai_timeline.query.event_details import EventDetails
from oai_timeline.views.blocks import Column, columns, stack
from oai_timeline.views.layout import Layout
from oai_timeline.views.plain import plain_cell
from oai_timeline.views.text import MEASURE, Line, Span, display_width, join, widest, wrap_span

_LEAST = 10


def render_event_sources(details: EventDetails, layout: Layout) -> Iterator[Line]:
    """Render how many sources and independent origins an event has, and each source."""
    if not details.record["sources"]:
        return
    sources, origins = _count_sources(details, layout)
    width = min(layout.width, MEASURE) - display_width(sources.text) - 2
    first, *others = wrap_span(origins, max(width, _LEAST))
    yield [sources, Span(", "), first]
    yield from ([Span("  "), line] for line in others)
    published = [source["published"] for source in details.record["sources"]]
    dates = [Span(layout.text(format_asked(date or "")), "quiet") for date in published]
    date_width = widest(date.text for date in dates)
    date_width += 2 if date_width else 0
    room = min(layout.width - 2 - date_width, MEASURE)
    for source, date in zip(details.record["sources"], dates, strict=True):
        texts = _list_texts(source, details.header["language"], layout)
        if room < _LEAST:
            yield from stack([date], texts, layout.width, 2)
        else:
            yield from columns(Column(date, date_width, 0), Column(texts, room), indent=2)


def plain_event_sources(details: EventDetails, layout: Layout) -> Iterator[Line]:
    """Write a source on a line: when published, publisher, title, address, archived copy, id, kind.

    With its kind is where it was found, and what it rests on.
    """
    if not details.record["sources"]:
        return
    yield join(_count_sources(details, layout), ", ")
    for source in details.record["sources"]:
        parts = (
            source["published"],
            source["publisher"],
            source["title"],
            source["url"],
            source["archived"],
            source["id"],
            _describe_source(source, details.header["language"]),
        )
        yield [Span("  "), *join(plain_cell(layout.text(part)) for part in parts)]


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
    """Return the kind of a source, where it was found, and what it rests on."""
    parts = [
        source["kind"],
        f"via {source['via']}" if source["via"] else None,
        f"in {source['language']}"
        if source["language"] != language and source["language"]
        else None,
        f"rests on {' and '.join(source['rests_on'])}" if source["rests_on"] else None,
    ]
    return ", ".join(filter(None, parts))


def _list_texts(source: SourceRecord, language: str | None, layout: Layout) -> list[Span]:
    """Return the texts of a source: publisher, title, address, and where that comes from."""
    provenance = ": ".join(filter(None, (source["id"], _describe_source(source, language))))
    parts = (
        (source["publisher"], "source", source["url"]),
        (source["title"], "", ""),
        (source["url"], "quiet", source["url"]),
        (source["archived"], "quiet", source["archived"]),
        (provenance, "quiet", ""),
    )
    return [Span(layout.text(text), style, link or "") for text, style, link in parts if text]
