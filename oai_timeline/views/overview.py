"""The overview of a timeline, which `timeline` alone shows."""

from collections.abc import Iterator

from oai_timeline.query.overview import Overview
from oai_timeline.views.bars import Section, bars, day_bars
from oai_timeline.views.layout import Layout
from oai_timeline.views.text import Line, Span, StyledText, wrap

_EXAMPLE_CELLS = 34


def render_overview(one: Overview, layout: Layout, program: str) -> StyledText:
    """Lay out an overview: what it is, how much, when most happened, what to ask next.

    `program` is how a command to type begins.
    """
    return StyledText(_glance(one, layout, program))


def _glance(one: Overview, layout: Layout, program: str) -> Iterator[Line]:
    span = f"{one.first} {layout.symbols.dash} {one.last}" if one.first else "no dates"
    certainties = ", ".join(f"{count} {name}" for name, count in one.certainties.items())
    for text, style in (
        (layout.text(one.title), "title"),
        (layout.text(one.path), "quiet"),
        (f"{layout.text(span)}, times in {layout.zone}", "quiet"),
        (f"{one.events} events, {one.actors} actors, {one.sources} sources", ""),
        (certainties, ""),
    ):
        for line in wrap(text, layout.width):
            yield [Span(line, style)]
    yield []
    yield from bars([Section([], day_bars(one.bars, layout))], layout)
    yield []
    examples = [(layout.text(command), what) for command, what in _examples(one, program)]
    cells = max(_EXAMPLE_CELLS, *(len(command) + 4 for command, _ in examples))
    for command, what in examples:
        example = [Span("  "), Span(f"{command:<{cells}}", "command"), Span(what, "quiet")]
        fits = layout.width is None or sum(len(span.text) for span in example) <= layout.width
        yield example if fits else [Span("  "), Span(command, "command")]


def _examples(one: Overview, program: str) -> Iterator[tuple[str, str]]:
    if one.busiest_day:
        yield f"{program} show --day {one.busiest_day}", "the day on which most happened"
    else:
        yield f"{program} show", "all events"
    if one.busiest_actor:
        yield f"{program} who {one.busiest_actor}", "one person's part in it"
    else:
        yield f"{program} who", "who is in it"
    yield "timeline --help", "all commands"
