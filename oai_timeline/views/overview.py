"""The overview of a timeline, which `timeline` alone shows."""

from collections.abc import Iterator, Sequence
from itertools import chain

from oai_timeline.dates.prose import WriteDay, format_short
from oai_timeline.model.plural import format_count
from oai_timeline.query.calendar import Tally
from oai_timeline.query.overview import Overview
from oai_timeline.views.bars import explain_bars, format_days, plain_bars, render_bars
from oai_timeline.views.blocks import join_sections, paragraph, render_notes
from oai_timeline.views.layout import Layout
from oai_timeline.views.text import UNLIMITED, Line, Span, display_width, line_width, pad

_EXAMPLE_WIDTH = 34


def render_overview(overview: Overview, program: str, layout: Layout) -> Iterator[Line]:
    """Render title, span, numbers, the busiest days, and example commands.

    `program` is how a command to type begins.
    """
    bars = [(value, Tally(*numbers)) for value, *numbers in overview.bars]
    legend = explain_bars((tally for _, tally in bars), overview.unit, layout)
    return join_sections(
        _render_facts(overview, layout.width, layout, format_short),
        chain(
            render_bars([format_days(bars, layout)], layout),
            _render_notes([*legend, *_list_omitted(overview)], layout),
        ),
        _render_examples(overview, program, layout.width, layout),
    )


def plain_overview(overview: Overview, program: str, layout: Layout) -> Iterator[Line]:
    """Write title, span, numbers, the busiest days, and example commands."""
    bars = [(layout.text(value), Tally(*numbers), "") for value, *numbers in overview.bars]
    omitted = _list_omitted(overview)
    return join_sections(
        _render_facts(overview, UNLIMITED, layout, str),
        chain(plain_bars(bars, layout), ([Span(note, "quiet")] for note in omitted)),
        _render_examples(overview, program, UNLIMITED, layout),
    )


def _render_notes(notes: Sequence[str], layout: Layout) -> Iterator[Line]:
    return render_notes(notes, layout.width) if notes else iter(())


def _list_omitted(overview: Overview) -> list[str]:
    """Return how many events are in none of the bars."""
    omitted = (
        (overview.outside, "before or after"),
        (overview.less_precise, "dated less precisely"),
    )
    parts = [f"{number} {why}" for number, why in omitted if number]
    total = format_count(overview.outside + overview.less_precise, "event")
    if overview.less_precise and not overview.bars and not overview.outside:
        return [f"{total} dated less precisely"]
    return [f"{total} outside of the bars: {', '.join(parts)}"] if parts else []


def _render_facts(
    overview: Overview, width: int, layout: Layout, write_day: WriteDay
) -> Iterator[Line]:
    span = "no dates"
    if overview.first:
        first, last = write_day(overview.first), write_day(overview.last or "")
        span = first if first == last else f"{first} {layout.symbols.dash} {last}"
    numbers = (overview.events, "event"), (overview.actors, "actor"), (overview.sources, "source")
    counts = ", ".join(format_count(number, noun) for number, noun in numbers)
    certainties = ", ".join(f"{count} {name}" for name, count in overview.certainties.items())
    for fact in (
        Span(layout.text(overview.title), "title"),
        Span(layout.text(overview.path), "quiet"),
        Span(f"{layout.text(span)}, times in {layout.zone}", "quiet"),
        Span(counts),
        Span(certainties),
    ):
        if fact.text:
            yield from paragraph(fact, width)


def _render_examples(
    overview: Overview, program: str, width: int, layout: Layout
) -> Iterator[Line]:
    """Render commands to try next; the explanations of those that are too long are left out."""
    examples = [(layout.text(command), what) for command, what in _list_examples(overview, program)]
    command_width = max(_EXAMPLE_WIDTH, *(display_width(command) + 4 for command, _ in examples))
    for command, what in examples:
        line = [Span("  "), Span(pad(command, command_width), "command"), Span(what, "quiet")]
        fits = line_width(line) <= width
        yield line if fits else [Span("  "), Span(command, "command")]


def _list_examples(overview: Overview, program: str) -> Iterator[tuple[str, str]]:
    if overview.busiest_day:
        numbers = sorted((bar[1:] for bar in overview.bars), reverse=True)
        has_most = len(numbers) > 1 and numbers[0] > numbers[1]
        what = "the day on which most happened" if has_most else "the events of that day"
        yield f"{program} show --day {overview.busiest_day}", what
    else:
        yield f"{program} show", "all events"
    if overview.busiest_actor:
        yield f"{program} who {overview.busiest_actor}", "one person's part in it"
    elif overview.actors:
        yield f"{program} who", "who is in it"
    else:
        yield f"{program} days", "events per day"
    yield "timeline --help", "all commands"
