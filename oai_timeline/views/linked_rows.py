"""Rows of linked events, each with its day: in a list, or beside a tree."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from oai_timeline.model.listed import ListedEvent
from oai_timeline.views.layout import Layout
from oai_timeline.views.parts import format_sign
from oai_timeline.views.rows import Piece, flow_pieces, highlight_names, measure_pieces
from oai_timeline.views.text import Line, Span, display_width, pad, strip_end, widest, wrap_span
from oai_timeline.views.time_column import format_dated_time

_MOST_DATE = len("2023-11-17 12:28–16:09")
_LEAST_TEXT = 24
_GAP = 2


class LinkedRow(NamedTuple):
    """A row: a date, a sign, a text, and an id with notes after it; or a text without an event.

    `first` are the lines of a tree before the sign, `others` those before further lines of text.
    `label` is in the indentation. `id` is the event's.
    """

    date: Span
    sign: Span
    text: Sequence[Piece]
    tail: Piece | None
    first: str = ""
    others: str = ""
    label: str = ""
    id: str = ""


class RowWidths(NamedTuple):
    """The widths of the columns of linked rows; a date without a column is part of the text.

    `text` is the width of the tree, the sign and the text, `sign` that of the sign and its gap.
    """

    indent: int
    date: int
    sign: int
    text: int

    @property
    def start(self) -> int:
        """The cells before the tree."""
        return self.indent + (self.date and self.date + _GAP)


def share_width(
    events: Sequence[ListedEvent], layout: Layout, indent: int = 0, tree: int = 0
) -> RowWidths:
    """Share the width among the columns of the rows of some events; a tree takes so much of it."""
    dates = widest(format_dated_time(event, layout).text for event in events)
    date = min(dates, _MOST_DATE)
    sign = widest(format_sign(event, layout).text for event in events)
    sign += 1 if sign else 0
    widths = RowWidths(indent, date, sign, layout.width - indent - date - _GAP)
    if widths.text - sign - tree >= _LEAST_TEXT:
        return widths
    return RowWidths(indent, 0, sign, layout.width - indent)


def make_linked_row(
    event: ListedEvent, layout: Layout, notes: Sequence[str] = (), *, is_main: bool = False
) -> LinkedRow:
    """Return the row of an event, which has its id and some notes after its title.

    The date is dim, as the title leads. The main event stands out.
    """
    date = format_dated_time(event, layout)
    title, _ = highlight_names(event, layout)
    if is_main:
        date = date._replace(style="time")
        title = [span._replace(style="title") for span in title]
    marks = "  ".join(filter(None, (event.id, *notes)))
    tail = Piece([Span(marks, "quiet")], _GAP, is_whole=True)
    return LinkedRow(date, format_sign(event, layout), [Piece(title)], tail, id=event.id)


def make_note_row(note: str) -> LinkedRow:
    """Return a row with a note in place of an event."""
    return LinkedRow(Span(""), Span(""), [Piece([Span(note, "quiet")])], None)


def render_linked_rows(rows: Sequence[LinkedRow], widths: RowWidths) -> Iterator[Line]:
    """Render rows; ids have a column if each row is on one line with it."""
    ids = _find_id_column(rows, widths)
    for row in rows:
        yield from _render_row(row, widths, ids)


def _find_id_column(rows: Sequence[LinkedRow], widths: RowWidths) -> int:
    """Return where in the text column ids begin, 0 if they are part of the texts."""
    named = [(row, row.tail) for row in rows if row.tail]
    texts = [_measure_hang(row, widths) + measure_pieces(row.text) for row, _ in named]
    start = max(texts, default=0) + 1  # a text is measured with a gap
    tails = max((measure_pieces([tail]) for _, tail in named), default=0) - _GAP
    return start if widths.date and start + tails <= widths.text else 0


def _measure_hang(row: LinkedRow, widths: RowWidths) -> int:
    """Return the cells between the date and the text."""
    return display_width(row.first) + (widths.sign if row.tail else 0)


def _render_row(row: LinkedRow, widths: RowWidths, ids: int) -> Iterator[Line]:
    hang = _measure_hang(row, widths)
    first = [Span(row.first, "quiet"), row.sign]
    first.append(Span(" " * (hang - display_width(row.first) - display_width(row.sign.text))))
    others = [Span(pad(row.others[:hang], hang), "quiet")]
    dates = wrap_span(row.date, widths.date) if widths.date else []
    texts = list(_flow_text(row, widths, hang, ids)) or [[]]
    for number, (date, text) in enumerate(zip_longest(dates, texts, fillvalue=None)):
        label = "" if number else row.label
        line = [Span(pad(label, widths.indent), "command" if label else "")]
        if widths.date:
            shown = date or Span("")
            line.append(shown._replace(text=pad(shown.text, widths.date + _GAP)))
        yield strip_end([*line, *(others if number else first), *(text or [])])


def _flow_text(row: LinkedRow, widths: RowWidths, hang: int, ids: int) -> Iterator[Line]:
    """Yield the lines of text of a row."""
    pieces = list(row.text)
    if not widths.date and row.date.text:
        pieces.append(Piece([row.date], _GAP))
    if row.tail:
        gap = ids - hang - measure_pieces(row.text) + 1 if ids else _GAP
        pieces.append(row.tail._replace(gap=gap))
    return flow_pieces(pieces, widths.text - hang)
