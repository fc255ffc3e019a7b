"""Events as a tree: days, the events of each, and who had which part in them."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from oai_timeline.model.entry import Entry
from oai_timeline.views.look import Look
from oai_timeline.views.screen import Line, Screen, Span, cells, wrap
from oai_timeline.views.table import LOOSE, clock, heading, legend

Marks = Callable[[Entry], str]
"""Says what part somebody had in an event: `●`, `○` or both."""


def tree(entries: Sequence[Entry], loose: int, look: Look, marks: Marks | None = None) -> Screen:
    """Lay out events by day; the last `loose` ones are dated only to a longer span.

    With `marks`, the part that somebody had stands before each event, else who had a part below it.
    """
    return Screen(_tree(entries, loose, look, marks))


def _tree(
    entries: Sequence[Entry], loose: int, look: Look, marks: Marks | None
) -> Iterator[Line]:
    last_dated = len(entries) - loose
    groups = [
        (heading(look.text(day)) if look.width else [Span(day)], list(group))
        for day, group in groupby(entries[:last_dated], key=lambda entry: entry.day)
    ]
    if loose:
        late = [entry._replace(in_order=True) for entry in entries[last_dated:]]
        groups.append(([Span(LOOSE, "quiet")], late))
    for number, (title, group) in enumerate(groups):
        if number and look.width:
            yield []
        yield title
        for at, entry in enumerate(group):
            yield from _event(entry, look, marks, at == len(group) - 1, number >= len(groups) - bool(loose))
    if look.width and entries:
        yield []
        yield from legend(entries, look, look.width)


def _event(
    entry: Entry, look: Look, marks: Marks | None, last: bool, loose: bool  # noqa: FBT001
) -> Iterator[Line]:
    glyphs = look.glyphs
    branch, trunk = (glyphs.last, "   ") if last else (glyphs.branch, glyphs.trunk)
    when = f"{entry.day} {look.text(entry.clock)}".strip() if loose else clock(entry, look)
    zone = look.printed(entry).zone
    if look.width is None:
        branch = trunk = "  "
        when = f"{when} {zone}" if zone and not entry.words else when
    signs: Line = [Span(when, "time"), Span(" ")]
    if not entry.in_order:
        signs += [Span(glyphs.unordered, "unordered"), Span(" ")]
    if entry.certainty:
        signs += [Span(glyphs.certainty(entry.certainty), entry.certainty), Span(" ")]
    if marks:
        signs += [Span(marks(entry), "who"), Span(" ")]
    used = sum(cells(span.text) for span in signs)
    room = max((look.width or 0) - cells(branch) - used, 20)
    title = look.text(entry.title)
    lines = wrap(title, room) if look.width else [title]
    yield [Span(branch, "quiet"), *signs, Span(lines[0], "what")]
    for line in lines[1:]:
        yield [Span(trunk, "quiet"), Span(" " * used), Span(line, "what")]
    if not marks:
        for name, sign, style in _people(entry, look):
            yield [Span(trunk, "quiet"), Span("  "), Span(sign, style), Span(" "), Span(name, style)]


def _people(entry: Entry, look: Look) -> Iterator[tuple[str, str, str]]:
    for names, sign, style in (
        (entry.actors, look.glyphs.by, "who"),
        (entry.about, look.glyphs.about, "quiet"),
    ):
        for name in names.split("\n") if names else ():
            yield look.text(name), sign, style
