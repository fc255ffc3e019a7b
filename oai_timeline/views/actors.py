"""Actors: all of them with counts, or the card of one."""

from collections.abc import Iterator, Sequence

from oai_timeline.query.actors import ActorCount, ActorDetails, OfficeTerm
from oai_timeline.views.interval import Print, brief, in_full, printer
from oai_timeline.views.layout import Layout
from oai_timeline.views.text import Line, Span, StyledText, cells, pad, row, stack, wrap

_LEAST_OFFICE = 20
_LEAST_BAR, _MOST_BAR = 8, 48
_LEAST_NAME = 10
_MEASURE = 88


def everybody(actors: Sequence[ActorCount], layout: Layout) -> StyledText:
    """List actors with the number of events done by them and about them."""
    return StyledText(_everybody(actors, layout))


def card(one: ActorDetails, layout: Layout) -> Iterator[Line]:
    """Sum up an actor: the name, the note, the offices, whom it shares most events with."""
    actor = one.actor
    measure = min(layout.width, _MEASURE) if layout.width else None
    symbols = layout.symbols
    parts = ((symbols.by, actor.by, "done by"), (symbols.about, actor.about, "about"))
    counts = ", ".join(f"{sign} {count} {what}" for sign, count, what in parts if count)
    yield [Span(layout.text(actor.name), "title"), Span("  "), Span(actor.id, "quiet")]
    events = f"{actor.events} event{'' if actor.events == 1 else 's'}"
    what = f"{actor.type or 'actor'}, {events}" + (f" ({counts})" if counts else "")
    yield [Span(f"  {what}", "quiet")]
    if one.note:
        for line in (
            wrap(layout.text(one.note), measure - 2) if measure else [layout.text(one.note)]
        ):
            yield [Span("  "), Span(line)]
    yield from _offices(one, layout)
    if one.companions:
        names = [f"{layout.text(other.name)} ({other.events})" for other in one.companions]
        text = f"Most often with {', '.join(names)}"
        for line in wrap(text, measure - 2) if measure else [text]:
            yield [Span("  "), Span(line, "quiet")]


def _offices(one: ActorDetails, layout: Layout) -> Iterator[Line]:
    offices = one.offices
    write = in_full if layout.width is None else brief
    if layout.zone != one.zone:
        offices = [_in_zone(held, printer(one.zone, layout.zone)) for held in offices]
    ends = [
        (write(held.since, held.since_printed), write(held.until, held.until_printed))
        for held in offices
    ]
    spans = [layout.text(f"{since} → {until}") for since, until in ends]
    width = max(map(cells, spans), default=0)
    for held, span in zip(offices, spans, strict=True):
        what = f"{layout.text(held.office)}, {layout.text(held.of)}"
        room = (layout.width or 0) - width - 4
        if layout.width is None:
            yield [Span("  "), Span(pad(span, width), "time"), Span("  "), Span(what)]
        elif room >= _LEAST_OFFICE:
            body = [Span(line) for line in wrap(what, room)]
            yield from row(([Span("")], 2), ([Span(span, "time")], width + 2), (body, room))
        else:
            yield from ([Span("  "), Span(line, "time")] for line in wrap(span, layout.width - 2))
            yield from ([Span("    "), Span(line)] for line in wrap(what, layout.width - 4))


def _in_zone(held: OfficeTerm, printed: Print) -> OfficeTerm:
    return held._replace(
        since_printed=printed(held.since) if held.since else None,
        until_printed=printed(held.until) if held.until else None,
    )


def _everybody(actors: Sequence[ActorCount], layout: Layout) -> Iterator[Line]:
    most = max((actor.events for actor in actors), default=1) or 1
    digits = len(str(most))
    names = max((cells(layout.text(actor.name)) for actor in actors), default=0)
    counts = 2 * (digits + cells(layout.symbols.by)) + 4
    if layout.width is not None:
        room = layout.width - digits - 4 - counts
        if room < min(names, _LEAST_NAME):
            yield from _stack(actors, digits, layout, layout.width)
            return
        names = min(names, room)
    for actor in actors:
        columns = [
            ([Span(f"{actor.events:>{digits}}", "time")], digits + 2),
            ([Span(line, "who") for line in wrap(layout.text(actor.name), names)], names + 2),
            ([Span(_counts(actor, digits, layout), "quiet")], counts + 2),
        ]
        room = (layout.width or 0) - sum(width for _, width in columns)
        if layout.width is None:
            columns.append(([Span(actor.id, "quiet")], 0))
        elif room >= _LEAST_BAR:
            length = min(_MOST_BAR, room) * actor.events // most
            columns.append(([Span(layout.symbols.bar * length, "bar")], room))
        yield from row(*columns)


def _stack(actors: Sequence[ActorCount], digits: int, layout: Layout, width: int) -> Iterator[Line]:
    for actor in actors:
        heads = [Span(f"{actor.events:>{digits}}", "time"), Span(layout.text(actor.name), "who")]
        yield from stack(heads, [Span(_counts(actor, digits, layout), "quiet")], width)


def _counts(actor: ActorCount, digits: int, layout: Layout) -> str:
    symbols = layout.symbols
    return f"{symbols.by} {actor.by:>{digits}}  {symbols.about} {actor.about:>{digits}}"
