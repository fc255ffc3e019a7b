"""The overview of a timeline, which `timeline` alone shows."""

from collections.abc import Iterator

from oai_timeline.query.overview import Overview
from oai_timeline.views.bars import Section, format_days, plain_bars, render_bars
from oai_timeline.views.layout import Layout
from oai_timeline.views.text import (
    Line,
    Span,
    display_width,
    join_sections,
    line_width,
    pad,
    paragraph,
)

_EXAMPLE_WIDTH = 34


def render_overview(overview: Overview, program: str, layout: Layout) -> Iterator[Line]:
    """Render title, span, numbers, the busiest days, and example commands.

    `program` is how a command to type begins.
    """
    return join_sections(
        _render_facts(overview, layout),
        render_bars([Section([], format_days(overview.bars, layout))], layout),
        (_shorten(line, layout.width) for line in _list_examples(overview, program, layout)),
    )


def plain_overview(overview: Overview, program: str, layout: Layout) -> Iterator[Line]:
    """Write title, span, numbers, the busiest days, and example commands."""
    bars = [(Span(layout.text(day)), events, "") for day, events in overview.bars]
    return join_sections(
        ([fact] for fact in _list_facts(overview, layout)),
        plain_bars(bars, layout),
        _list_examples(overview, program, layout),
    )


def _list_facts(overview: Overview, layout: Layout) -> list[Span]:
    """Return the title and the numbers of a timeline."""
    dash = layout.symbols.dash
    span = f"{overview.first} {dash} {overview.last}" if overview.first else "no dates"
    counts = overview.certainties.items()
    return [
        Span(layout.text(overview.title), "title"),
        Span(layout.text(overview.path), "quiet"),
        Span(f"{layout.text(span)}, times in {layout.zone}", "quiet"),
        Span(f"{overview.events} events, {overview.actors} actors, {overview.sources} sources"),
        Span(", ".join(f"{count} {certainty}" for certainty, count in counts)),
    ]


def _list_examples(overview: Overview, program: str, layout: Layout) -> list[Line]:
    """Return commands to try next, each with what it shows."""
    examples = [(layout.text(command), what) for command, what in _examples(overview, program)]
    width = max(_EXAMPLE_WIDTH, *(display_width(command) + 4 for command, _ in examples))
    return [
        [Span("  "), Span(pad(command, width), "command"), Span(what, "quiet")]
        for command, what in examples
    ]


def _examples(overview: Overview, program: str) -> Iterator[tuple[str, str]]:
    if overview.busiest_day:
        yield f"{program} show --day {overview.busiest_day}", "the day on which most happened"
    else:
        yield f"{program} show", "all events"
    if overview.busiest_actor:
        yield f"{program} who {overview.busiest_actor}", "one person's part in it"
    else:
        yield f"{program} who", "who is in it"
    yield "timeline --help", "all commands"


def _render_facts(overview: Overview, layout: Layout) -> Iterator[Line]:
    for fact in _list_facts(overview, layout):
        yield from paragraph(fact, layout.width)


def _shorten(example: Line, width: int) -> Line:
    """Return an example without its explanation if the line is too long."""
    if line_width(example) <= width:
        return example
    indent, command, _ = example
    return [indent, command._replace(text=command.text.rstrip())]
