"""Sources: when and by whom published, what rests on each, what it rests on."""

from collections.abc import Iterator, Sequence

from oai_timeline.query.bibliography import Part, Used
from oai_timeline.views.look import Look
from oai_timeline.views.screen import Line, Screen, Span, cells, pad, row, stack, wrap
from oai_timeline.views.table import table

_MEASURE = 120
_LEAST = 10


def bibliography(sources: Sequence[Used], look: Look) -> Screen:
    """List sources in the order given."""
    return Screen(_listed(sources, look))


def part(one: Part, look: Look) -> Screen:
    """Lay out some sources, what rests on them, and the events that cite them."""
    return Screen(_part(one, look))


def _part(one: Part, look: Look) -> Iterator[Line]:
    yield from _listed(one.sources, look)
    if one.resting:
        yield []
        yield [Span("What rests on that", "title")]
        yield from _listed(one.resting, look)
    if one.events:
        yield []
        count = len(one.events)
        yield [Span(f"Cited by {count} event{'' if count == 1 else 's'}", "title")]
        yield from table(one.events, 0, look).lines


def _listed(sources: Sequence[Used], look: Look) -> Iterator[Line]:
    dates = [look.text(used.source.published) or "undated" for used in sources]
    dated = max(map(cells, dates), default=0)
    digits = max((len(str(used.uses)) for used in sources), default=0)
    ids = max((cells(used.source.id) for used in sources), default=0)
    publishers = max((cells(look.text(used.source.publisher)) for used in sources), default=0)
    for used, date in zip(sources, dates, strict=True):
        source, count = used.source, f"{used.uses:>{digits}}"
        if look.width is None:
            named = pad(look.text(source.publisher), publishers)
            parts = [pad(source.id, ids), named, source.title, source.url, _provenance(used)]
            text = "  ".join(look.text(part) for part in parts if part)
            yield [Span(pad(date, dated), "time"), Span(f"  {count}  "), Span(text)]
            continue
        room = min(look.width, _MEASURE) - dated - digits - 4
        heads = Span(date, "time"), Span(count, "quiet")
        if room < _LEAST:
            yield from stack(heads, _described(used, look, look.width - 2), look.width)
            continue
        yield from row(
            ([heads[0]], dated + 2),
            ([heads[1]], digits + 2),
            (list(_described(used, look, room)), room),
        )


def _described(used: Used, look: Look, room: int) -> Iterator[Span]:
    source = used.source
    for text, style, link in (
        (source.publisher, "source", source.url),
        (source.title, "what", ""),
        (": ".join(filter(None, (source.id, _provenance(used)))), "quiet", ""),
    ):
        if text:
            for line in wrap(look.text(text), room):
                yield Span(line, style, link or "")


def _provenance(used: Used) -> str:
    """Say of what kind a source is, and what it rests on, in the end too where that is another."""
    source = used.source
    parts = [source.kind, f"via {source.via}" if source.via else None]
    if source.rests_on:
        parts.append(f"rests on {' and '.join(source.rests_on)}")
        if sorted(used.origins) != sorted(source.rests_on):
            parts.append(f"in the end on {' and '.join(used.origins)}")
    return ", ".join(filter(None, parts))
