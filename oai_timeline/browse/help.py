"""The help of the browser: its keys, what its signs mean, and how to ask without a browser."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from oai_timeline.browse.keys import BINDINGS
from oai_timeline.model.certainty import MEANINGS
from oai_timeline.views.blocks import Column, columns, entitle, join_sections, paragraph
from oai_timeline.views.event import BEFORE, FOLLOWING
from oai_timeline.views.layout import Layout
from oai_timeline.views.parts import explain_role
from oai_timeline.views.text import MEASURE, Line, Span, line_width, widest

_LEAST_HALF = 54
"""The narrowest of two columns side by side."""
_GAP = 3
_KEYS = {"escape": "esc", "pagedown": "PgDn", "pageup": "PgUp"}

_BEFORE_MEANS = {
    "because": "what the timeline gives as causes of the event",
    "after": "what came earlier; no cause is implied",
}
_FOLLOWING_MEANS = {
    "because": "what the event was a cause of: the nearest ten",
    "after": "what came later; no cause is implied",
}


class _Sign(NamedTuple):
    """A sign or words on the screen, its style, and what it means."""

    sign: str
    style: str
    meaning: str


def render_help(command: str, layout: Layout) -> Iterator[Line]:
    """Render the help, in two columns if there is room; `command` lists the same rows."""
    half = (layout.width - _GAP) // 2
    if half < _LEAST_HALF:
        width = min(layout.width, MEASURE)
        yield [Span("Keys, then signs, then words", "quiet")]
        yield from join_sections(_render_bindings(width), _render_rest(command, layout, width))
        return
    half = min(half, MEASURE)
    left, right = _render_bindings(half), _render_rest(command, layout, half)
    for one, other in zip_longest(left, right, fillvalue=list[Span]()):
        yield [*one, Span(" " * (half - line_width(one) + _GAP)), *other]


def _render_bindings(width: int) -> Iterator[Line]:
    rows = [
        _Sign(" ".join(_KEYS.get(key, key) for key in binding.keys), "command", binding.help)
        for binding in BINDINGS
    ]
    return entitle("Keys", _explain(rows, width))


def _render_rest(command: str, layout: Layout, width: int) -> Iterator[Line]:
    where = paragraph(Span(layout.text(command), "command"), width, 2)
    return join_sections(
        entitle("Signs", _explain(_list_signs(layout), width)),
        entitle("Words", _explain(_list_words(layout), width)),
        entitle("The same list without a browser (Y copies this page)", where),
    )


def _list_signs(layout: Layout) -> list[_Sign]:
    symbols, is_ascii = layout.symbols, layout.ascii
    cursor, match = (">", "*") if is_ascii else ("▌", "•")
    may, certain = (".:-=", "+*#@") if is_ascii else ("·▁▂▃", "▅▆▇█")
    roles = [explain_role(role, layout).split(" ", 1) for role in ("by", "about")]
    return [
        *(_Sign(symbols.certainty(one), one, f"{one}: {MEANINGS[one]}") for one in MEANINGS),
        _Sign(
            symbols.rail,
            "quiet",
            "order not established with some later row; the page names such events, and has a link"
            " to all of them",
        ),
        *(_Sign(sign, "who", meaning) for sign, meaning in roles),
        _Sign("+1", "quiet", "one more name; among causes: one more event beyond this one"),
        _Sign(cursor, "command", "the cursor"),
        _Sign(match, "command", "a row that the filters match while they are off"),
        _Sign(f"{may} {certain}", "bar", "events in a stretch of time: possible, certain"),
        _Sign("^", "title", "the time of the event under the cursor"),
        _Sign("< >", "title", "there are events before, or after, the line of time"),
        _Sign("~ ?", "quiet", "in a date: about, perhaps"),
    ]


def _list_words(layout: Layout) -> list[_Sign]:
    rows = (
        *((BEFORE[key], meaning) for key, meaning in _BEFORE_MEANS.items()),
        *((FOLLOWING[key], meaning) for key, meaning in _FOLLOWING_MEANS.items()),
        ("12:00–14:00", "at some time between the two, not all of the time"),
        ("(2 possible)", "beside a gap: two events may lie in it, none certainly does"),
        ("rests on", "a source that has it from another one, so no origin of its own"),
        ("accounts", "what some sources say where others differ from it"),
    )
    return [_Sign(layout.text(words), "quiet", meaning) for words, meaning in rows]


def _explain(rows: Sequence[_Sign], width: int) -> Iterator[Line]:
    """Yield signs with what they mean beside them."""
    room = widest(row.sign for row in rows)
    for sign, style, meaning in rows:
        name, text = Column(Span(sign, style), room), Span(meaning)
        yield from columns(name, Column(text, max(width - room - 4, 10)), indent=2)
