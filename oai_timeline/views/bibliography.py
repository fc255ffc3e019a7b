"""Sources: when and by whom published, what rests on each, what it rests on."""

from collections.abc import Iterator, Sequence

from oai_timeline.query.bibliography import SourceDetails, SourceUse
from oai_timeline.views.layout import Layout
from oai_timeline.views.table import table
from oai_timeline.views.text import Line, Span, StyledText, cells, pad, row, stack, wrap

_MEASURE = 120
_LEAST = 10


def bibliography(sources: Sequence[SourceUse], layout: Layout) -> StyledText:
    """List sources in the order given."""
    return StyledText(_list_sources(sources, layout))


def part(one: SourceDetails, layout: Layout) -> StyledText:
    """Lay out some sources, what rests on them, and the events that cite them."""
    return StyledText(_part(one, layout))


def _part(one: SourceDetails, layout: Layout) -> Iterator[Line]:
    yield from _list_sources(one.sources, layout)
    if one.dependents:
        yield []
        yield [Span("What rests on that", "title")]
        yield from _list_sources(one.dependents, layout)
    if one.events:
        yield []
        count = len(one.events)
        yield [Span(f"Cited by {count} event{'' if count == 1 else 's'}", "title")]
        yield from table(one.events, 0, layout).lines


def _list_sources(sources: Sequence[SourceUse], layout: Layout) -> Iterator[Line]:
    dates = [layout.text(used.source["published"]) or "undated" for used in sources]
    dated = max(map(cells, dates), default=0)
    digits = max((len(str(used.uses)) for used in sources), default=0)
    ids = max((cells(used.source["id"]) for used in sources), default=0)
    publishers = max((cells(layout.text(used.source["publisher"])) for used in sources), default=0)
    for used, date in zip(sources, dates, strict=True):
        source, count = used.source, f"{used.uses:>{digits}}"
        if layout.width is None:
            named = pad(layout.text(source["publisher"]), publishers)
            parts = [
                pad(source["id"], ids),
                named,
                source["title"],
                source["url"],
                _provenance(used),
            ]
            text = "  ".join(layout.text(part) for part in parts if part)
            yield [Span(pad(date, dated), "time"), Span(f"  {count}  "), Span(text)]
            continue
        room = min(layout.width, _MEASURE) - dated - digits - 4
        heads = Span(date, "time"), Span(count, "quiet")
        if room < _LEAST:
            yield from stack(heads, _format_source(used, layout, layout.width - 2), layout.width)
            continue
        yield from row(
            ([heads[0]], dated + 2),
            ([heads[1]], digits + 2),
            (list(_format_source(used, layout, room)), room),
        )


def _format_source(used: SourceUse, layout: Layout, room: int) -> Iterator[Span]:
    source = used.source
    for text, style, link in (
        (source["publisher"], "source", source["url"]),
        (source["title"], "what", ""),
        (": ".join(filter(None, (source["id"], _provenance(used)))), "quiet", ""),
    ):
        if text:
            for line in wrap(layout.text(text), room):
                yield Span(line, style, link or "")


def _provenance(used: SourceUse) -> str:
    """Say of what kind a source is, and what it rests on, in the end too where that is another."""
    source = used.source
    parts = [source["kind"], f"via {source['via']}" if source["via"] else None]
    if source["rests_on"]:
        parts.append(f"rests on {' and '.join(source['rests_on'])}")
        if sorted(used.origins) != sorted(source["rests_on"]):
            parts.append(f"in the end on {' and '.join(used.origins)}")
    return ", ".join(filter(None, parts))
