"""Actors: all of them with counts, or the card of one."""

from collections.abc import Iterator, Sequence

from oai_timeline.query.actors import Card, Counted, Held
from oai_timeline.views.look import Look
from oai_timeline.views.screen import Line, Screen, Span, cells, pad, wrap

_MOST_BAR = 30
_MEASURE = 88


def everybody(actors: Sequence[Counted], look: Look) -> Screen:
    """List actors with the number of events done by them and about them."""
    return Screen(_everybody(actors, look))


def card(one: Card, look: Look) -> Iterator[Line]:
    """Sum up an actor: the name, the note, the offices, whom it shares most events with."""
    actor = one.actor
    measure = min(look.width, _MEASURE) if look.width else None
    glyphs = look.glyphs
    counts = f"{glyphs.by} {actor.by} done by, {glyphs.about} {actor.about} about"
    yield [Span(look.text(actor.name), "title"), Span("  "), Span(actor.id, "quiet")]
    yield [Span(f"  {actor.type or 'actor'}, {actor.events} events ({counts})", "quiet")]
    if one.note:
        for line in wrap(look.text(one.note), measure - 2) if measure else [look.text(one.note)]:
            yield [Span("  "), Span(line)]
    yield from _offices(one.offices, look)
    if one.companions:
        names = [f"{look.text(other.name)} ({other.events})" for other in one.companions]
        text = f"Most often with {', '.join(names)}"
        for line in wrap(text, measure - 2) if measure else [text]:
            yield [Span("  "), Span(line, "quiet")]


def _offices(offices: Sequence[Held], look: Look) -> Iterator[Line]:
    spans = [look.text(_interval(held)) for held in offices]
    width = max(map(cells, spans), default=0)
    for held, span in zip(offices, spans, strict=True):
        what = f"{look.text(held.office)}, {look.text(held.of)}"
        yield [Span("  "), Span(pad(span, width), "time"), Span("  "), Span(what)]


def _interval(held: Held) -> str:
    """Write from when until when; an end known only within bounds with an ellipsis between."""
    return f"{_end(held.since)} → {'now' if held.until == '..' else _end(held.until)}"


def _end(date: str | None) -> str:
    if date is None:
        return "?"
    first, slash, last = date.replace("T", " ").partition("/")
    if not slash:
        return first
    return f"{first.removeprefix('..')}…{last.removeprefix('..')}"


def _everybody(actors: Sequence[Counted], look: Look) -> Iterator[Line]:
    names = max((cells(look.text(actor.name)) for actor in actors), default=0)
    most = max((actor.events for actor in actors), default=1) or 1
    digits = len(str(most))
    for actor in actors:
        name = look.text(actor.name)
        line: Line = [
            Span(f"{actor.events:>{digits}}", "time"),
            Span("  "),
            Span(pad(name, names), "who"),
            Span("  "),
        ]
        if look.width:
            room = look.width - digits - names - 5
            length = min(_MOST_BAR, max(room, 0)) * actor.events // most
            line.append(Span(look.glyphs.bar * length, "bar"))
        else:
            line.append(Span(f"{actor.by:>{digits}} by  {actor.about:>{digits}} about  {actor.id}"))
        yield line
