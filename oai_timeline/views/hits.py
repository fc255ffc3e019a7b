"""What a search has found: each hit with its date, its title, and where the words are."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from oai_timeline.query.search import Excerpt, Hit, Part
from oai_timeline.views.look import Look
from oai_timeline.views.screen import Line, Screen, Span, cells, in_a_row, wrap_spans
from oai_timeline.views.table import legend, when

_MEASURE = 88
"""The longest line that reads well, in cells."""


class Signs(NamedTuple):
    """What stands before and after a hit."""

    before: str
    after: str


PLAIN = Signs("[", "]")
STYLED = Signs("", "")
"""Where a style marks hits already."""


def hits(found: Sequence[Hit], look: Look, signs: Signs) -> Screen:
    """Lay out hits in the order given; `signs` stand around the words."""
    if look.width is None:
        return Screen(_piped(found, look, signs))
    return Screen(_blocks(found, look, look.width, signs))


def _blocks(found: Sequence[Hit], look: Look, width: int, signs: Signs) -> Iterator[Line]:
    measure = min(width, _MEASURE)
    for hit in found:
        yield from _head(hit, look, measure)
        yield from _wrapped(_spans(hit.title, "title", look, signs), measure)
        for excerpt in hit.excerpts:
            yield from _wrapped(_excerpt(excerpt, look, signs), measure)
        yield []
    if found:
        yield from legend([hit.entry for hit in found], look, width)


def _head(hit: Hit, look: Look, measure: int) -> Iterator[Line]:
    """Give date, certainty and id, on two lines where one is too narrow."""
    entry = hit.entry
    sign = look.glyphs.certainty(entry.certainty)
    first = [Span(when(entry, look), "time")]
    if sign:
        first.append(Span(sign, entry.certainty or ""))
    rest = Span(entry.id, "quiet")
    lines = list(in_a_row([*first, rest], measure))
    if len(lines) == 1:
        yield from lines
        return
    yield from in_a_row(first, measure)
    yield from in_a_row([rest], measure, "  ")


def _excerpt(excerpt: Excerpt, look: Look, signs: Signs) -> list[Span]:
    label = [Span(f"{excerpt.label}: ", "quiet")] if excerpt.label else []
    return [*label, *_spans(excerpt.parts, "", look, signs)]


def _spans(parts: Iterable[Part], style: str, look: Look, signs: Signs) -> list[Span]:
    return [
        Span(f"{signs.before}{look.text(text)}{signs.after}", "hit")
        if is_hit
        else Span(look.text(text), style)
        for text, is_hit in parts
    ]


def _wrapped(spans: Sequence[Span], measure: int) -> Iterator[Line]:
    """Break spans into lines between words, each line indented."""
    for line in wrap_spans(spans, measure - 2):
        yield [Span("  "), *line]


def _piped(found: Sequence[Hit], look: Look, signs: Signs) -> Iterator[Line]:
    rows = []
    for hit in found:
        entry = hit.entry
        title = _spans(hit.title, "title", look, signs)
        head = (when(entry, look), entry.certainty or "", entry.id)
        rows.append((*head, "".join(span.text for span in title)))
    widths = [max(map(cells, column)) for column in zip(*rows, strict=True)]
    for hit, texts in zip(found, rows, strict=True):
        line: Line = []
        styles = ("time", texts[1], "quiet")
        for text, style, width in zip(texts, styles, widths, strict=False):
            if width:
                line += [Span(text, style), Span(" " * (width - cells(text) + 2))]
        line += _spans(hit.title, "title", look, signs)
        gap = widths[-1] - cells(texts[-1]) + 2
        for excerpt in hit.excerpts:
            line += [Span(" " * gap), *_excerpt(excerpt, look, signs)]
            gap = 2
        yield line
