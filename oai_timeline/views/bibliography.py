"""Sources: when and by whom published, how often cited, what they rest on."""

from collections.abc import Iterator, Sequence

from oai_timeline.model.plural import format_count
from oai_timeline.query.bibliography import SourceDetails, SourceUse
from oai_timeline.views.blocks import Column, align, columns, entitle, join_sections, stack
from oai_timeline.views.layout import Layout
from oai_timeline.views.parts import render_legend
from oai_timeline.views.table import plain_rows, render_rows
from oai_timeline.views.text import Line, Span, join, widest

_MEASURE = 120
_LEAST = 10
_RESTING = "What rests on that"


def render_sources(sources: Sequence[SourceUse], layout: Layout) -> Iterator[Line]:
    """Render sources in the given order."""
    dates = [Span(_format_published(used, layout), "time") for used in sources]
    date_width = widest(date.text for date in dates)
    digits = widest(str(used.uses) for used in sources)
    room = min(layout.width, _MEASURE) - date_width - digits - 4
    for used, date in zip(sources, dates, strict=True):
        count = Span(f"{used.uses:>{digits}}", "quiet")
        if room < _LEAST:
            yield from stack([date, count], _list_texts(used, layout), layout.width)
        else:
            texts = Column(_list_texts(used, layout), room)
            yield from columns(Column(date, date_width), Column(count, digits), texts)


def render_source_details(details: SourceDetails, layout: Layout) -> Iterator[Line]:
    """Render some sources, those that rest on them, and the events that cite them."""
    return join_sections(
        render_sources(details.sources, layout),
        entitle(_RESTING, render_sources(details.dependents, layout)),
        entitle(_count_citing(details), render_rows(details.events, 0, layout)),
        render_legend(details.events, layout),
    )


def plain_sources(sources: Sequence[SourceUse], layout: Layout) -> Iterator[Line]:
    """Write one source per line."""
    digits = widest(str(used.uses) for used in sources)
    return align(
        [
            Span(_format_published(used, layout), "time"),
            Span(f"{used.uses:>{digits}}"),
            Span(used.source["id"]),
            Span(layout.text(used.source["publisher"])),
            join(
                Span(layout.text(text))
                for text in (used.source["title"], used.source["url"], _describe_provenance(used))
            ),
        ]
        for used in sources
    )


def plain_source_details(details: SourceDetails, layout: Layout) -> Iterator[Line]:
    """Write some sources, those that rest on them, and the events that cite them."""
    return join_sections(
        plain_sources(details.sources, layout),
        entitle(_RESTING, plain_sources(details.dependents, layout)),
        entitle(_count_citing(details), plain_rows(details.events, 0, layout)),
    )


def _count_citing(details: SourceDetails) -> str:
    return f"Cited by {format_count(len(details.events), 'event')}"


def _format_published(used: SourceUse, layout: Layout) -> str:
    """Return when a source was published, as far as that is known."""
    return layout.text(used.source["published"]) or "undated"


def _describe_provenance(used: SourceUse) -> str:
    """Return the kind of a source, where it was found, and what it rests on."""
    source = used.source
    parts = [source["kind"], f"via {source['via']}" if source["via"] else None]
    if source["rests_on"]:
        parts.append(f"rests on {' and '.join(source['rests_on'])}")
        if sorted(used.origins) != sorted(source["rests_on"]):
            parts.append(f"in the end on {' and '.join(used.origins)}")
    return ", ".join(filter(None, parts))


def _list_texts(used: SourceUse, layout: Layout) -> list[Span]:
    source = used.source
    parts = (
        (source["publisher"], "source", source["url"]),
        (source["title"], "what", ""),
        (": ".join(filter(None, (source["id"], _describe_provenance(used)))), "quiet", ""),
    )
    return [Span(layout.text(text), style, link or "") for text, style, link in parts if text]
