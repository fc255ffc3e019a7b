"""Events as a tree: days, the events of each, and who had which part in them."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from oai_timeline.model.record import ListedEvent
from oai_timeline.views.layout import Layout
from oai_timeline.views.table import COARSE, clock, heading, legend
from oai_timeline.views.text import Line, Span, StyledText, cells, row, stack, wrap

_MOST_CLOCK = 14
_LEAST_TITLE = 20

Marks = Callable[[ListedEvent], str]
"""Says what part somebody had in an event: `●`, `○` or both."""


class Branch(NamedTuple):
    """A day of the tree, or the longer spans: its heading, and each event with its time."""

    title: Line
    events: list[tuple[str, ListedEvent]]


def tree(
    entries: Sequence[ListedEvent], coarse: int, layout: Layout, marks: Marks | None = None
) -> StyledText:
    """Lay out events by day; the last `coarse` ones are dated only to a longer span.

    With `marks`, the part that somebody had stands before each event, else who had a part below it.
    """
    branches = _branches(entries, coarse, layout)
    if layout.width is None:
        return StyledText(_plain_lines(branches, layout, marks))
    return StyledText(_drawn(branches, layout, layout.width, marks))


def _branches(entries: Sequence[ListedEvent], coarse: int, layout: Layout) -> list[Branch]:
    last_dated = len(entries) - coarse
    branches = [
        Branch(heading(layout.text(day)), [(clock(entry, layout), entry) for entry in group])
        for day, group in groupby(entries[:last_dated], key=lambda entry: entry.printed.day)
    ]
    if coarse:
        late = [
            (_coarse_when(entry, layout), entry._replace(order_known=True))
            for entry in entries[last_dated:]
        ]
        branches.append(Branch([Span(COARSE, "quiet")], late))
    return branches


def _coarse_when(entry: ListedEvent, layout: Layout) -> str:
    if entry.words:
        return layout.text(f"{entry.printed.day} {entry.words}".strip())
    return layout.text(layout.printed(entry)._replace(zone="").in_full())


def _drawn(
    branches: Sequence[Branch], layout: Layout, width: int, marks: Marks | None
) -> Iterator[Line]:
    times = [cells(when) for branch in branches for when, _ in branch.events]
    clock_width = min(max(times, default=0), _MOST_CLOCK)
    for number, branch in enumerate(branches):
        if number:
            yield []
        yield branch.title
        for at, (when, entry) in enumerate(branch.events):
            last = at == len(branch.events) - 1
            lines = _columns(when, entry, layout, (clock_width, width), marks)
            yield from _hang(lines, layout, last=last)
    if branches:
        yield []
        yield from legend(
            [entry for branch in branches for _, entry in branch.events], layout, width
        )


def _hang(lines: Iterator[Line], layout: Layout, *, last: bool) -> Iterator[Line]:
    """Hang the lines of an event on the tree's trunk."""
    symbols = layout.symbols
    guide = symbols.last if last else symbols.branch
    for line in lines:
        yield [Span(guide, "quiet"), *line]
        guide = "   " if last else symbols.trunk


def _columns(
    when: str, entry: ListedEvent, layout: Layout, widths: tuple[int, int], marks: Marks | None
) -> Iterator[Line]:
    clock_width, width = widths
    symbols, sign = layout.symbols, cells(layout.symbols.confirmed)
    part = marks(entry) if marks else ""
    part_width = 2 * cells(symbols.by) + 1 if marks else 0
    used = len(symbols.branch) + clock_width + 1 + 2 * (sign + 1) + part_width
    room = width - used
    texts = [Span(layout.text(entry.title), "what")]
    if not marks:
        texts += [Span(names, style) for names, style in _people(entry, layout)]
    time = Span(when, "time" if when[:1].isdecimal() else "soft")
    order = Span("" if entry.order_known else symbols.unordered, "unordered")
    certainty = Span(symbols.certainty(entry.certainty), entry.certainty or "")
    if room < _LEAST_TITLE:
        heads = [time, order, certainty, Span(part, "who")]
        yield from stack(heads, texts, width - len(symbols.branch))
        return
    yield from row(
        ([Span(line, time.style) for line in wrap(when, clock_width)], clock_width + 1),
        ([order], sign + 1),
        ([certainty], sign + 1),
        ([Span(part, "who")], part_width),
        ([Span(line, style) for text, style, _ in texts for line in wrap(text, room)], room),
    )


def _plain_lines(branches: Sequence[Branch], layout: Layout, marks: Marks | None) -> Iterator[Line]:
    """Indent by two spaces: a day, its events, who had a part in each."""
    symbols = layout.symbols
    for title, events in branches:
        yield [title[0]]
        for when, entry in events:
            printed = layout.printed(entry)
            zone = printed.zone if printed.has_clock and not entry.words else ""
            order = "" if entry.order_known else symbols.unordered
            sign = symbols.certainty(entry.certainty)
            parts = (
                when,
                zone,
                order,
                sign,
                marks(entry) if marks else "",
                layout.text(entry.title),
            )
            yield [Span("  "), Span(" ".join(filter(None, parts)))]
            if not marks:
                yield from (
                    [Span("    "), Span(names, style)] for names, style in _people(entry, layout)
                )


def _people(entry: ListedEvent, layout: Layout) -> Iterator[tuple[str, str]]:
    if entry.actors:
        yield f"{layout.symbols.by} {layout.names(entry.actors)}", "who"
    if entry.about:
        yield f"{layout.symbols.about} {layout.names(entry.about)}", "quiet"
