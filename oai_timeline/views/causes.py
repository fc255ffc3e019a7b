"""Why an event happened: its causes as a tree that grows upwards, its consequences downwards."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, zip_longest
from typing import NamedTuple

from oai_timeline.model.listed import ListedEvent
from oai_timeline.query.causes import Node, Why
from oai_timeline.views.blocks import Column, align, columns, flow, join_sections, paragraph
from oai_timeline.views.dates import format_date_without_zone, format_full_date
from oai_timeline.views.layout import Layout
from oai_timeline.views.parts import format_certainty, format_sign, render_legend
from oai_timeline.views.text import Line, Span, display_width, join, line_width, strip_end, widest

_MOST_DATE = 16
_LEAST_TITLE = 24
_STEP = 3
_MEASURE = 116
_DEEPEST = 32
"""How many steps plain text indents: a chain of thousands would be megabytes of spaces."""


class _TreeWidths(NamedTuple):
    """The widths of the columns; `date` and `sign` are 0 where these have no room."""

    date: int
    sign: int
    tree: int

    @property
    def indent(self) -> int:
        """The cells before the tree."""
        return self.date and self.date + self.sign + 4


class _Branch(NamedTuple):
    """A node, and the lines of the tree before its first line and before the others."""

    node: Node
    first: str
    others: str


def render_causes(why: Why, layout: Layout) -> Iterator[Line]:
    """Render an event between its causes, oldest on top, and its consequences."""
    nodes = [*why.causes, *why.consequences]
    shown = [why.event, *(node.event for node in nodes if not node.is_again)]
    widths = _share_width(shown, layout)
    branches = [
        *reversed(list(_attach(why.causes, layout, widths, up=True))),
        _Branch(_root(why), "", ""),
        *_attach(why.consequences, layout, widths, up=False),
    ]
    legend = [event._replace(order_known=True) for event in shown]
    return join_sections(
        (line for branch in branches for line in _render_branch(branch, layout, widths)),
        render_legend(legend, layout),
    )


def plain_causes(why: Why, layout: Layout) -> Iterator[Line]:
    """Write one event per line, indented by two spaces a step; an arrow shows the direction.

    Steps beyond those that are indented are numbered before the arrow.
    """
    because, led_to = ("<- ", "-> ") if layout.ascii else ("← ", "→ ")
    nodes = [
        *((because, node) for node in reversed(why.causes)),
        ("", _root(why)),
        *((led_to, node) for node in why.consequences),
    ]
    return align(
        [
            Span(format_full_date(node.event, layout), "time"),
            format_certainty(node.event),
            _plain_node(node, arrow, layout),
        ]
        for arrow, node in nodes
    )


def _root(why: Why) -> Node:
    """Return the node of the event itself."""
    return Node(why.event, 0, is_last=True, is_again=False, beyond=0)


def _refer_to(node: Node) -> str:
    """Return the text for an event that is shown elsewhere."""
    return f"see {node.event.id}"


def _count_beyond(node: Node) -> str:
    """Return how many events lie beyond a node, empty if none."""
    return f"(+{node.beyond})" if node.beyond else ""


def _plain_node(node: Node, arrow: str, layout: Layout) -> Line:
    step = f"{node.depth} " if node.depth > _DEEPEST else ""
    start = Span(f"{'  ' * min(node.depth, _DEEPEST)}{step}{arrow}")
    if node.is_again:
        return [start, Span(_refer_to(node), "quiet")]
    title = Span(layout.text(node.event.title), "title" if node.depth == 0 else "what")
    details = [Span(node.event.id, "quiet"), Span(_count_beyond(node), "quiet")]
    return [start, *join([title, *details])]


def _share_width(shown: Sequence[ListedEvent], layout: Layout) -> _TreeWidths:
    date = widest(format_date_without_zone(event, layout) for event in shown)
    date = min(date, _MOST_DATE * 2 if layout.is_wide else _MOST_DATE)
    widths = _TreeWidths(date, display_width(layout.symbols.confirmed), layout.width)
    room = layout.width - widths.indent
    return widths._replace(tree=room) if room >= _LEAST_TITLE else _TreeWidths(0, 0, layout.width)


def _attach(
    nodes: Iterable[Node], layout: Layout, widths: _TreeWidths, *, up: bool
) -> Iterator[_Branch]:
    """Yield each node with its part of the tree."""
    symbols = layout.symbols
    end = symbols.last
    if up:
        end = ",- " if layout.ascii else "┌─ "
    most = max((widths.tree - _LEAST_TITLE) // _STEP, 1) * _STEP
    trunks: list[str] = []
    for node in nodes:
        del trunks[node.depth - 1 :]
        before = "".join(trunks[-most // _STEP :])
        trunk = " " * _STEP if node.is_last else symbols.trunk
        # Upwards, the trunk continues below the first line, whether or not the node is the last.
        below = symbols.trunk if up else trunk
        first = f"{before}{end if node.is_last else symbols.branch}"
        yield _Branch(node, first[-most:], f"{before}{below}"[-most:])
        trunks.append(trunk)


def _render_branch(branch: _Branch, layout: Layout, widths: _TreeWidths) -> Iterator[Line]:
    node, first, others = branch
    room = min(widths.tree - len(first), _MEASURE)
    date, sign = Span(""), Span("")
    if not node.is_again:
        date = Span(format_date_without_zone(node.event, layout), "time")
        sign = format_sign(node.event, layout)
    lines = _render_node(node, layout, room)
    head: list[Line] = []
    if widths.indent:
        head += columns(Column(date, widths.date), Column(sign, widths.sign))
    elif date.text:
        lines = chain(flow([date, sign], room), lines)
    body = [[Span(first if at == 0 else others, "quiet"), *line] for at, line in enumerate(lines)]
    for left, right in zip_longest(head, body, fillvalue=list[Span]()):
        gap = Span(" " * (widths.indent - line_width(left)))
        yield strip_end([*left, gap, *(right or [Span(others, "quiet")])])


def _render_node(node: Node, layout: Layout, room: int) -> Iterator[Line]:
    """Render the title, with the id beside it if that fits."""
    if node.is_again:
        yield from paragraph(Span(_refer_to(node), "quiet"), room)
        return
    title = Span(layout.text(node.event.title), "title" if node.depth == 0 else "what")
    details = [Span(text, "quiet") for text in (node.event.id, _count_beyond(node)) if text]
    yield from flow([title, *details], room)
