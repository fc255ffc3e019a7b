"""The overview of a timeline, which `timeline` alone shows."""

from collections.abc import Iterator

from oai_timeline.query.overview import Overview
from oai_timeline.views.bars import Section, bars, day_bars
from oai_timeline.views.look import Look
from oai_timeline.views.screen import Line, Screen, Span, wrap


def glance(one: Overview, look: Look) -> Screen:
    """Lay out an overview: what it is, how much, when most happened, what to ask next."""
    return Screen(_glance(one, look))


def _glance(one: Overview, look: Look) -> Iterator[Line]:
    span = f"{one.first} {look.glyphs.dash} {one.last}" if one.first else "no dates"
    certainties = ", ".join(f"{count} {name}" for name, count in one.certainties.items())
    for text, style in (
        (look.text(one.title), "title"),
        (look.text(one.path), "quiet"),
        (f"{look.text(span)}, times in {look.zone}", "quiet"),
        (f"{one.events} events, {one.actors} actors, {one.sources} sources", ""),
        (certainties, ""),
    ):
        for line in wrap(text, look.width):
            yield [Span(line, style)]
    yield []
    yield from bars([Section([], day_bars(one.bars, look))], look)
    yield []
    for command, what in _examples(one):
        example = [Span("  "), Span(f"{command:<34}", "command"), Span(what, "quiet")]
        fits = look.width is None or sum(len(span.text) for span in example) <= look.width
        yield example if fits else [Span("  "), Span(command, "command")]


def _examples(one: Overview) -> Iterator[tuple[str, str]]:
    if one.busiest_day:
        yield f"timeline show --day {one.busiest_day}", "the day on which most happened"
    else:
        yield "timeline show", "all events"
    if one.busiest_actor:
        yield f"timeline who {one.busiest_actor}", "one person's part in it"
    else:
        yield "timeline who", "who is in it"
    yield "timeline --help", "all commands"
