"""What a search has found: each hit with its date, its title, and where the words are."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from oai_timeline.query.search import Excerpt, Hit, TextPart
from oai_timeline.views.layout import Layout
from oai_timeline.views.table import legend, when
from oai_timeline.views.text import Line, Span, StyledText, cells, flow, wrap_spans

_MEASURE = 88
"""The longest line that reads well, in cells."""


class Signs(NamedTuple):
    """What stands before and after a hit."""

    before: str
    after: str


PLAIN = Signs("[", "]")
STYLED = Signs("", "")
"""Where a style marks hits already."""


def render_hits(found: Sequence[Hit], layout: Layout, signs: Signs) -> StyledText:
    """Lay out hits in the order given; `signs` stand around the words."""
    if layout.width is None:
        return StyledText(_plain_lines(found, layout, signs))
    return StyledText(_blocks(found, layout, layout.width, signs))


def _blocks(found: Sequence[Hit], layout: Layout, width: int, signs: Signs) -> Iterator[Line]:
    measure = min(width, _MEASURE)
    for hit in found:
        yield from _head(hit, layout, measure)
        yield from _wrap(_spans(hit.title, "title", layout, signs), measure)
        for excerpt in hit.excerpts:
            yield from _wrap(_excerpt(excerpt, layout, signs), measure)
        yield []
    if found:
        yield from legend([hit.event for hit in found], layout, width)


def _head(hit: Hit, layout: Layout, measure: int) -> Iterator[Line]:
    """Give date, certainty and id, on two lines where one is too narrow."""
    entry = hit.event
    sign = layout.symbols.certainty(entry.certainty)
    first = [Span(when(entry, layout), "time")]
    if sign:
        first.append(Span(sign, entry.certainty or ""))
    rest = Span(entry.id, "quiet")
    lines = list(flow([*first, rest], measure))
    if len(lines) == 1:
        yield from lines
        return
    yield from flow(first, measure)
    yield from flow([rest], measure, "  ")


def _excerpt(excerpt: Excerpt, layout: Layout, signs: Signs) -> list[Span]:
    label = [Span(f"{excerpt.label}: ", "quiet")] if excerpt.label else []
    return [*label, *_spans(excerpt.parts, "", layout, signs)]


def _spans(parts: Iterable[TextPart], style: str, layout: Layout, signs: Signs) -> list[Span]:
    return [
        Span(f"{signs.before}{layout.text(text)}{signs.after}", "hit")
        if is_hit
        else Span(layout.text(text), style)
        for text, is_hit in parts
    ]


def _wrap(spans: Sequence[Span], measure: int) -> Iterator[Line]:
    """Break spans into lines between words, each line indented."""
    for line in wrap_spans(spans, measure - 2):
        yield [Span("  "), *line]


def _plain_lines(found: Sequence[Hit], layout: Layout, signs: Signs) -> Iterator[Line]:
    rows = []
    for hit in found:
        entry = hit.event
        title = _spans(hit.title, "title", layout, signs)
        head = (when(entry, layout), entry.certainty or "", entry.id)
        rows.append((*head, "".join(span.text for span in title)))
    widths = [max(map(cells, column)) for column in zip(*rows, strict=True)]
    for hit, texts in zip(found, rows, strict=True):
        line: Line = []
        styles = ("time", texts[1], "quiet")
        for text, style, width in zip(texts, styles, widths, strict=False):
            if width:
                line += [Span(text, style), Span(" " * (width - cells(text) + 2))]
        line += _spans(hit.title, "title", layout, signs)
        gap = widths[-1] - cells(texts[-1]) + 2
        for excerpt in hit.excerpts:
            line += [Span(" " * gap), *_excerpt(excerpt, layout, signs)]
            gap = 2
        yield line
