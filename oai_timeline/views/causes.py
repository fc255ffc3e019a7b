"""Why an event happened: its causes as a tree that grows upwards, its consequences downwards."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from oai_timeline.model.record import ListedEvent
from oai_timeline.query.causes import Node, Why
from oai_timeline.views.layout import Layout
from oai_timeline.views.table import legend, when
from oai_timeline.views.text import Line, Span, StyledText, cells, flow, row, wrap

_MOST_WHEN = 16
_ROOMY = 120
_LEAST_TITLE = 24
_STEP = 3
_MEASURE = 116
"""The longest line of text that reads well, in cells."""
_DEEPEST = 32
"""How many links are indented in a pipe: a chain of thousands would be megabytes of spaces."""


class _Widths(NamedTuple):
    """The widths of the columns; `when` and `sign` are 0 where there is no room for these."""

    when: int
    sign: int
    rest: int
    """What is left for the tree and its text."""

    @property
    def indent(self) -> int:
        """Return the cells before the tree."""
        return self.when and self.when + self.sign + 4


def why(one: Why, layout: Layout) -> StyledText:
    """Lay out an event between its causes, oldest on top, and its consequences."""
    if layout.width is None:
        return StyledText(_plain_lines(one, layout))
    return StyledText(_drawn(one, layout, layout.width))


def _drawn(one: Why, layout: Layout, width: int) -> Iterator[Line]:
    nodes = [*one.causes, *one.consequences]
    shown = [one.event, *(node.event for node in nodes if not node.is_again)]
    widths = _share_width(shown, layout, width)
    above = [
        list(_row(*hung, layout, widths))
        for hung in _hang_nodes(one.causes, layout, widths, up=True)
    ]
    for lines in reversed(above):
        yield from lines
    root = Node(one.event, 0, is_last=True, is_again=False, beyond=0)
    yield from _row(root, "", "", layout, widths)
    for hung in _hang_nodes(one.consequences, layout, widths, up=False):
        yield from _row(*hung, layout, widths)
    yield []
    yield from legend([entry._replace(order_known=True) for entry in shown], layout, width)


def _share_width(shown: Sequence[ListedEvent], layout: Layout, width: int) -> _Widths:
    """Share the width among the columns."""
    longest = max(cells(_when(entry, layout)) for entry in shown)
    most = _MOST_WHEN if width < _ROOMY else 2 * _MOST_WHEN
    widths = _Widths(min(longest, most), cells(layout.symbols.confirmed), width)
    rest = width - widths.indent
    return widths._replace(rest=rest) if rest >= _LEAST_TITLE else _Widths(0, 0, width)


def _hang_nodes(
    nodes: Iterable[Node], layout: Layout, widths: _Widths, *, up: bool
) -> Iterator[tuple[Node, str, str]]:
    """Give each node with its part of the tree: before its first line, and before the others."""
    symbols = layout.symbols
    end = symbols.last
    if up:
        end = ",- " if layout.ascii else "┌─ "
    most = max((widths.rest - _LEAST_TITLE) // _STEP, 1) * _STEP
    trunks: list[str] = []
    for node in nodes:
        del trunks[node.depth - 1 :]
        before = "".join(trunks[-most // _STEP :])
        trunk = " " * _STEP if node.is_last else symbols.trunk
        # What hangs upwards has the trunk below its first line, whether or not it is the last one.
        below = symbols.trunk if up else trunk
        first = f"{before}{end if node.is_last else symbols.branch}"
        yield node, first[-most:], f"{before}{below}"[-most:]
        trunks.append(trunk)


def _row(node: Node, first: str, others: str, layout: Layout, widths: _Widths) -> Iterator[Line]:
    entry = node.event
    room = min(widths.rest - len(first), _MEASURE)
    time = Span(_when(entry, layout), "time")
    sign = Span(layout.symbols.certainty(entry.certainty), entry.certainty or "")
    if node.is_again:
        time = sign = Span("")
    lines = _body(node, layout, room)
    columns: list[Line] = []
    if widths.indent:
        columns += row(
            ([Span(line, "time") for line in wrap(time.text, widths.when)], widths.when + 2),
            ([sign], widths.sign + 2),
        )
    elif time.text:
        lines = chain(flow([time, sign], room), lines)
    body = [[Span(first if at == 0 else others, "quiet"), *line] for at, line in enumerate(lines)]
    for at in range(max(len(columns), len(body))):
        line = columns[at] if at < len(columns) else []
        used = sum(cells(span.text) for span in line)
        tail = body[at] if at < len(body) else [Span(others, "quiet")]
        yield _strip([*line, Span(" " * (widths.indent - used)), *tail])


def _strip(line: Line) -> Line:
    """Leave out the spaces at the end of a line."""
    while line and not line[-1].text.strip():
        line.pop()
    if line:
        line[-1] = line[-1]._replace(text=line[-1].text.rstrip(" "))
    return line


def _body(node: Node, layout: Layout, room: int) -> Iterator[Line]:
    """Give a node's lines: the title and, where there is room beside it, the id."""
    entry = node.event
    if node.is_again:
        yield from ([Span(line, "quiet")] for line in wrap(_again(entry), room))
        return
    style = "title" if node.depth == 0 else "what"
    lines = wrap(layout.text(entry.title), room)
    yield from ([Span(line, style)] for line in lines[:-1])
    rest = [entry.id, *([_beyond(node)] if node.beyond else [])]
    line: Line = [Span(lines[-1], style)]
    for text in rest:
        if sum(cells(span.text) for span in line) + 2 + cells(text) <= room:
            line += [Span("  "), Span(text, "quiet")]
            continue
        yield line
        *firsts, last = wrap(text, room)
        yield from ([Span(part, "quiet")] for part in firsts)
        line = [Span(last, "quiet")]
    yield line


def _again(entry: ListedEvent) -> str:
    return f"see {entry.id}"


def _beyond(node: Node) -> str:
    return f"(+{node.beyond})"


def _when(entry: ListedEvent, layout: Layout) -> str:
    """Write a date without its zone, which the legend names."""
    if entry.words:
        return f"{entry.printed.day} {layout.text(entry.words)}".strip()
    return layout.text(layout.printed(entry)._replace(zone="").in_full())


def _plain_lines(one: Why, layout: Layout) -> Iterator[Line]:
    """Give an event a line, indented by two spaces a link; an arrow says in which direction.

    Where there are more links than are indented, their number is before the arrow.
    """
    because, led_to = ("<- ", "-> ") if layout.ascii else ("← ", "→ ")
    root = Node(one.event, 0, is_last=True, is_again=False, beyond=0)
    nodes = [
        *((because, node) for node in reversed(one.causes)),
        ("", root),
        *((led_to, node) for node in one.consequences),
    ]
    firsts = [(when(node.event, layout), node.event.certainty or "") for _, node in nodes]
    widths = [max(map(cells, column)) for column in zip(*firsts, strict=True)]
    for (arrow, node), texts in zip(nodes, firsts, strict=True):
        line: Line = []
        for text, style, width in zip(texts, ("time", texts[1]), widths, strict=True):
            if width:
                line += [Span(text, style), Span(" " * (width - cells(text) + 2))]
        links = f"{node.depth} " if node.depth > _DEEPEST else ""
        indent = "  " * min(node.depth, _DEEPEST)
        yield [*line, Span(f"{indent}{links}{arrow}"), *_describe_node(node, layout)]


def _describe_node(node: Node, layout: Layout) -> Sequence[Span]:
    if node.is_again:
        return [Span(_again(node.event), "quiet")]
    spans = [
        Span(layout.text(node.event.title), "title" if node.depth == 0 else "what"),
        Span("  "),
        Span(node.event.id, "quiet"),
    ]
    return [*spans, Span("  "), Span(_beyond(node), "quiet")] if node.beyond else spans
