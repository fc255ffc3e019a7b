"""Why an event happened: its causes as a tree that grows upwards, its consequences downwards."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from types import MappingProxyType

from oai_timeline.model.listed import ListedEvent
from oai_timeline.model.plural import format_count, plural
from oai_timeline.query.causes import Node, Rest, Tree, Why
from oai_timeline.views.blocks import join_sections, render_hints
from oai_timeline.views.cells import format_iso_date
from oai_timeline.views.layout import Layout
from oai_timeline.views.linked_rows import (
    LinkedRow,
    RowWidths,
    make_linked_row,
    make_note_row,
    render_linked_rows,
    share_width,
)
from oai_timeline.views.parts import render_notes_and_signs
from oai_timeline.views.plain import align, plain_cell
from oai_timeline.views.text import Line, Span

_LEAST_TITLE = 20
_STEP = 3
_STEPS = 3
"""The steps that a tree with labels, which is on a narrow page, has room for beside dates."""
_ELSEWHERE = "see also"
_DEEPEST = 32
"""How many steps plain text indents: a chain of thousands would be megabytes of spaces."""

Hints = Sequence[tuple[str, str]]
"""What can be shown besides, each with the command that shows it."""


def render_causes(
    why: Why, hints: Hints, layout: Layout, labels: Mapping[str, str] = MappingProxyType({})
) -> Iterator[Line]:
    """Render an event between its causes, oldest on top, and its consequences.

    `labels` has labels of events, by their ids.
    """
    events = [why.event, *(node.event for tree in why.trees for node in tree.nodes)]
    deepest = max((node.depth for tree in why.trees for node in tree.nodes), default=1)
    steps = min(deepest, _STEPS) * _STEP
    widths = share_width(events, layout, 2, steps) if labels else share_width(events, layout)
    above = list(_attach(why.causes, layout, widths, up=True))[::-1]
    below = list(_attach(why.consequences, layout, widths, up=False))
    trunk = layout.symbols.trunk
    root = make_linked_row(why.event, layout, is_main=True)
    root = root._replace(others=trunk if below else "")
    space = make_note_row("")._replace(first=trunk)
    rows = [*above, *([space] if above else []), root, *([space] if below else []), *below]
    rows = [row._replace(label=labels.get(row.id, "")) for row in rows]
    return join_sections(
        _render_head(why, events, layout),
        render_linked_rows(rows, widths),
        render_hints(hints, layout.width),
    )


def plain_causes(why: Why, _: Hints, layout: Layout) -> Iterator[Line]:
    """Write one event per line: when, certainty, title, id, how many lie beyond.

    Titles are indented by two spaces a step; an arrow shows the direction. Steps beyond those that
    are indented are numbered before the arrow. Cells are never empty.
    """
    because, led_to = ("<- ", "-> ") if layout.ascii else ("← ", "→ ")
    above, below = (tree.rows if tree else [] for tree in (why.causes, why.consequences))
    root = Node(why.event, 0, is_last=True, beyond=0)
    return align(
        [
            *(cells for row in reversed(above) for cells in _plain_row(row, because, layout)),
            *_plain_row(root, "", layout),
            *(cells for row in below for cells in _plain_row(row, led_to, layout)),
        ]
    )


def _render_head(why: Why, events: Sequence[ListedEvent], layout: Layout) -> Iterator[Line]:
    """Say how many causes and consequences are shown, and explain the signs that are used."""
    counts = [
        _count(tree, noun)
        for tree, noun in ((why.causes, "cause"), (why.consequences, "consequence"))
        if tree
    ]
    steps = format_count(why.depth, "step")
    beyond = any(node.beyond for tree in why.trees for node in tree.nodes)
    signs = [f"+N beyond {steps}"] if beyond else []
    notes = [f"{', '.join(counts)} within {steps}"]
    if why.perspective:
        notes.append(layout.text(why.perspective))
    return render_notes_and_signs(notes, events, signs, layout, why.perspective)


def _count(tree: Tree, noun: str) -> str:
    shown = len(tree.nodes)
    if not tree.total:
        return f"no {noun}s"
    count = f"{shown:,} of " if shown < tree.total else ""
    return f"{count}{tree.total:,} {plural(noun, tree.total)}"


def _attach(
    tree: Tree | None, layout: Layout, widths: RowWidths, *, up: bool
) -> Iterator[LinkedRow]:
    """Yield the rows of a tree, with its lines before them."""
    symbols = layout.symbols
    end = symbols.last
    if up:
        end = ",- " if layout.ascii else "┌─ "
    most = max((widths.text - widths.sign - _LEAST_TITLE) // _STEP, 1) * _STEP
    trunks: list[str] = []
    rows = tree.rows if tree else []
    for row, following in zip_longest(rows, rows[1:]):
        is_last = isinstance(row, Rest) or row.is_last
        del trunks[row.depth - 1 :]
        trunk = " " * _STEP if is_last else symbols.trunk
        before = "".join(trunks[-most:])
        first = f"{before}{end if is_last else symbols.branch}"
        # Upwards, the trunk continues below the first line, whether or not the row is the last.
        others = f"{before}{symbols.trunk if up else trunk}"
        below = symbols.trunk if not up and following and following.depth > row.depth else ""
        yield _make_row(row, layout)._replace(
            first=first[-most:], others=f"{others[-most:]}{below}"
        )
        trunks.append(trunk)


def _make_row(row: Node | Rest, layout: Layout) -> LinkedRow:
    if isinstance(row, Node):
        return make_linked_row(row.event, layout, [_count_beyond(row)])
    return make_note_row(_describe_rest(row))


def _describe_rest(rest: Rest) -> str:
    """Return which children are elsewhere in the tree, and how many more there are."""
    elsewhere = f"{_ELSEWHERE} {', '.join(rest.elsewhere)}" if rest.elsewhere else ""
    more = _count_more(rest) if rest.more else ""
    return ", ".join(filter(None, (elsewhere, more)))


def _count_more(rest: Rest) -> str:
    return f"and {rest.more:,} more"


def _count_beyond(node: Node) -> str:
    """Return how many events lie beyond a node, empty if none."""
    return f"+{node.beyond}" if node.beyond else ""


def _plain_row(row: Node | Rest, arrow: str, layout: Layout) -> Iterator[list[Span | Line]]:
    """Yield the cells of an event, or of each that is elsewhere, and of how many more there are."""
    step = f"{row.depth} " if row.depth > _DEEPEST else ""
    start = Span(f"{'  ' * min(row.depth, _DEEPEST)}{step}{arrow}")
    if isinstance(row, Rest):
        notes = [*((_ELSEWHERE, event_id) for event_id in row.elsewhere)]
        notes += [(_count_more(row), "")] if row.more else []
        for note, event_id in notes:
            text = [start, plain_cell(note, "quiet")]
            yield [
                plain_cell(""),
                plain_cell(""),
                text,
                plain_cell(event_id, "quiet"),
                plain_cell(""),
            ]
        return
    event = row.event
    yield [
        plain_cell(format_iso_date(event, layout), "time"),
        plain_cell(event.certainty or "", event.certainty or ""),
        [start, plain_cell(layout.text(event.title), "title" if row.depth == 0 else "what")],
        plain_cell(event.id, "quiet"),
        plain_cell(_count_beyond(row), "quiet"),
    ]
