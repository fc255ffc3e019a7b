"""The text of a row in a list: a title with the names in it, the words of a date, other names."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from oai_timeline.model.listed import ListedEvent
from oai_timeline.views.layout import Layout
from oai_timeline.views.text import Line, Span, line_width, wrap_span

_MOST_NAMES = 2
_WORD = re.compile(r"\w")


class Piece(NamedTuple):
    """Spans that stay on one line if they fit, and the gap before them unless they begin it."""

    spans: Sequence[Span]
    gap: int = 1


def flow_pieces(pieces: Iterable[Piece], width: int) -> Iterator[Line]:
    """Yield lines of at most `width` cells with as many pieces as fit."""
    line, used = list[Span](), 0
    for spans, gap in pieces:
        size = line_width(spans)
        if line and used + gap + size <= width:
            line += [Span(" " * gap), *spans]
            used += gap + size
            continue
        if line:
            yield line
        line, used = list(spans), size
        if size > width:
            *full, line = _break(spans, width)
            yield from full
            used = line_width(line)
    if line:
        yield line


def measure_pieces(pieces: Iterable[Piece]) -> int:
    """Return the width at which pieces are on one line, or one more."""
    return sum(line_width(spans) + gap for spans, gap in pieces)


def _break(spans: Sequence[Span], width: int) -> list[Line]:
    return [[part] for span in spans for part in wrap_span(span, width)]


def list_pieces(event: ListedEvent, layout: Layout) -> Iterator[Piece]:
    """Yield the pieces of a row: the title, the words of the date, names that the title lacks."""
    title, missing = highlight_names(event, layout)
    yield from _split(title)
    yield from _begin_with_gap(_split([Span(layout.text(event.words), "quiet")]))
    yield from _begin_with_gap(_list_names([layout.text(name) for name in missing], layout))


def highlight_names(event: ListedEvent, layout: Layout) -> tuple[list[Span], list[str]]:
    """Return a title, in which the names of those who acted are coloured, and the other names.

    A title has a name if it has the full or the last name, as whole words.
    """
    title = event.title
    missing, places = list[str](), list[tuple[int, int]]()
    for name, (last, short) in zip(event.actors, event.short_names, strict=True):
        place = _find_word(name, title) or _find_word(last, title)
        if place:
            places.append(place)
        else:
            missing.append(short)
    spans, end = list[Span](), 0
    for start, stop in sorted(places):
        if start >= end:
            spans += [Span(layout.text(title[end:start]), "what")]
            spans += [Span(layout.text(title[start:stop]), "who")]
            end = stop
    return [*spans, Span(layout.text(title[end:]), "what")], missing


def _find_word(name: str, title: str) -> tuple[int, int] | None:
    """Return where a title first has a name that is no part of a longer word.

    A pattern for each name would take most of the time of a short list to compile.
    """
    start = title.find(name)
    while start >= 0:
        stop = start + len(name)
        if not _WORD.match(title[start - 1 : start]) and not _WORD.match(title[stop : stop + 1]):
            return start, stop
        start = title.find(name, start + 1)
    return None


def _list_names(names: Sequence[str], layout: Layout) -> Iterator[Piece]:
    """Yield names after a dash: two of them, and how many more there are."""
    shown = [f"{name}," for name in names[:_MOST_NAMES]]
    if not shown:
        return
    more = len(names) - _MOST_NAMES
    shown[-1] = shown[-1][:-1] + (f" +{more}" if more > 0 else "")
    yield Piece([Span(layout.text("— "), "quiet"), Span(shown[0], "who")])
    yield from (Piece([Span(name, "who")]) for name in shown[1:])


def _begin_with_gap(pieces: Iterable[Piece]) -> Iterator[Piece]:
    gap = 2
    for piece in pieces:
        yield Piece(piece.spans, gap)
        gap = piece.gap


def _split(spans: Iterable[Span]) -> Iterator[Piece]:
    """Yield the words of some spans, each with the styles of its parts."""
    word: list[Span] = []
    for span in spans:
        first, *others = span.text.split(" ")
        word += [Span(first, span.style)] if first else []
        for text in others:
            if word:
                yield Piece(word)
            word = [Span(text, span.style)] if text else []
    if word:
        yield Piece(word)
