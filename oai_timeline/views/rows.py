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
    """A part of a text, and the gap before it unless it begins a line.

    `is_whole`: it is broken only if it is wider than a line; others are broken between words.
    """

    spans: Sequence[Span]
    gap: int = 1
    is_whole: bool = False


def flow_pieces(pieces: Sequence[Piece], width: int) -> Iterator[Line]:
    """Yield lines of at most `width` cells with as much of the pieces as fits."""
    if measure_pieces(pieces) <= width:
        yield _join(pieces)
        return
    line, used = list[Piece](), 0
    for word in _split(pieces):
        size = line_width(word.spans)
        if line and used + word.gap + size > width:
            yield _join(line)
            line, used = [], 0
        used += size + word.gap * bool(line)
        line.append(word)
        if size > width:
            *full, rest = (part for span in word.spans for part in wrap_span(span, width))
            yield from ([part] for part in full)
            line, used = [Piece([rest])], line_width([rest])
    if line:
        yield _join(line)


def measure_pieces(pieces: Iterable[Piece]) -> int:
    """Return the width at which pieces are on one line, or a little more."""
    return sum(line_width(spans) + gap for spans, gap, _ in pieces)


def _join(pieces: Iterable[Piece]) -> Line:
    """Return pieces as a line; what follows in the same style becomes one span."""
    line: Line = []
    for spans, gap, _ in pieces:
        if line and gap:
            line.append(Span(" " * gap, line[-1].style if line[-1].style == spans[0].style else ""))
        for span in spans:
            if line and line[-1][1:] == span[1:]:
                line[-1] = span._replace(text=line[-1].text + span.text)
            else:
                line.append(span)
    return line


def _split(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield the words of pieces, each with the styles of its parts."""
    for piece in pieces:
        if piece.is_whole:
            yield piece
            continue
        gap, word = piece.gap, list[Span]()
        for span in piece.spans:
            first, *others = span.text.split(" ")
            word += [span._replace(text=first)] if first else []
            for text in others:
                if word:
                    yield Piece(word, gap)
                    gap = 1
                word = [span._replace(text=text)] if text else []
        if word:
            yield Piece(word, gap)


def list_pieces(event: ListedEvent, layout: Layout) -> list[Piece]:
    """Return the pieces of a row: the title, the words of the date, names that the title lacks."""
    title, missing = highlight_names(event, layout)
    names = list_names([layout.text(name) for name in missing], layout)
    return [Piece(title), *list_words(event, layout), *names]


def list_title(event: ListedEvent, layout: Layout) -> list[Piece]:
    """Return the title and the words of an event, for a list that names people below them."""
    return [Piece([Span(layout.text(event.title), "title")]), *list_words(event, layout)]


def list_words(event: ListedEvent, layout: Layout) -> list[Piece]:
    """Return the words of an event's date as a piece, if it has any."""
    return [Piece([Span(layout.text(event.words), "quiet")], 2)] if event.words else []


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
            spans += [Span(layout.text(title[end:start]), "what")] if start > end else []
            spans += [Span(layout.text(title[start:stop]), "who")]
            end = stop
    if end < len(title) or not spans:
        spans.append(Span(layout.text(title[end:]), "what"))
    return spans, missing


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


def split_names(span: Span) -> list[Piece]:
    """Return names, with commas between them, as pieces that are not broken."""
    names = span.text.split(", ")
    shown = [*(f"{name}," for name in names[:-1]), names[-1]]
    return [Piece([span._replace(text=name)], is_whole=True) for name in shown]


def list_names(names: Sequence[str], layout: Layout) -> list[Piece]:
    """Return names after a dash: two of them, and how many more there are."""
    if not names:
        return []
    shown = [f"{name}," for name in names[:_MOST_NAMES]]
    more = len(names) - _MOST_NAMES
    shown[-1] = shown[-1][:-1] + (f" +{more}" if more > 0 else "")
    first = Piece([Span(layout.text("— "), "quiet"), Span(shown[0], "who")], 2, is_whole=True)
    return [first, *(Piece([Span(name, "who")], is_whole=True) for name in shown[1:])]
