"""What sources say where they differ: side by side, so that they can be compared."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from oai_timeline.query.page import Source, Told
from oai_timeline.views.look import Look
from oai_timeline.views.screen import Line, Span, cells, row, wrap
from oai_timeline.views.table import moment

_LEAST, _MOST, _ALONE = 30, 60, 86
_GAP = 2
_INDENT = 2


def side_by_side(accounts: Sequence[Told], look: Look, width: int) -> Iterator[Line]:
    """Set as many accounts side by side as there is room for; what each tells stands level."""
    rule = look.glyphs.trunk.strip()
    margin = cells(rule) + 1 + _GAP
    across = max((width - _INDENT + _GAP) // (_LEAST + margin), 1)
    across = -(-len(accounts) // -(-len(accounts) // across))  # rows equally long
    room = min((width - _INDENT + _GAP) // across - margin, _MOST if across > 1 else _ALONE)
    for start in range(0, len(accounts), across):
        if start:
            yield []
        together = accounts[start : start + across]
        told = [_fields(one, accounts, look, max(room, 10)) for one in together]
        columns: list[tuple[list[Span], int]] = [([Span("")], _INDENT)]
        for lines in _levelled(told):
            columns += [
                ([Span(rule, "quiet")] * len(lines), cells(rule) + 1),
                (lines, max(room, 10) + _GAP),
            ]
        yield from row(*columns)


def one_line(account: Told, look: Look) -> Line:
    """Write an account on one line, as a pipe has it."""
    sources = "; ".join(cited(source, look) for source in account.sources)
    told = [_date, _words, _actors, _about, _figures]
    parts = [
        _Part("", look.text(account.teller), "title"),
        *(part(account, look) for part in told),
        _Part("", sources, "source"),
    ]
    line: Line = []
    for mark, text, style in parts:
        if text:
            line += [Span("  "), Span(f"{mark}{text}", style)]
    return line


def cited(source: Source, look: Look) -> str:
    """Name a source in short: its publisher and its date."""
    return look.text(f"{source.publisher} {source.published or ''}".rstrip())


def figures(values: Mapping[str, float], look: Look) -> str:
    """Write figures with what they count."""
    return look.text(", ".join(f"{name.replace('_', ' ')} {n}" for name, n in values.items()))


class _Part(NamedTuple):
    """What an account tells of one thing; the mark says that others tell it differently."""

    mark: str
    text: str
    style: str


def _fields(one: Told, accounts: Sequence[Told], look: Look, room: int) -> list[list[Span]]:
    """Give what an account tells, field by field; in place of what it leaves out, that it does."""
    date = _date(one, look)
    if not date.text and any(other.dated for other in accounts):
        date = _Part("", "time as above", "quiet")
    return [
        _wrapped(_Part("", look.text(one.teller), "title"), room),
        _wrapped(date, room),
        _wrapped(_words(one, look), room),
        [*_wrapped(_actors(one, look), room), *_wrapped(_about(one, look), room)],
        _wrapped(_figures(one, look), room),
        [
            Span(line, "source", source.url or "")
            for source in one.sources
            for line in wrap(cited(source, look), room)
        ],
    ]


def _date(one: Told, look: Look) -> _Part:
    return _Part(_mark("when", one, look), moment(one.dated, look) if one.dated else "", "time")


def _words(one: Told, look: Look) -> _Part:
    return _Part(_mark("summary", one, look), look.text(one.says), "what")


def _actors(one: Told, look: Look) -> _Part:
    named = _named(look.glyphs.by, one.actors, look)
    return _Part(_mark("actors", one, look), named, "who")


def _about(one: Told, look: Look) -> _Part:
    named = _named(look.glyphs.about, one.about, look)
    return _Part(_mark("about", one, look), named, "quiet")


def _named(sign: str, names: str | None, look: Look) -> str:
    return "" if names is None else f"{sign} {look.names(names) or 'nobody'}"


def _figures(one: Told, look: Look) -> _Part:
    mark = _mark("figures", one, look)
    return _Part(mark, figures(one.figures or {}, look) or ("no figures" if mark else ""), "")


def _mark(key: str, one: Told, look: Look) -> str:
    """Mark what those who were asked tell differently."""
    return f"{look.glyphs.disputed} " if key in one.differs else ""


def _wrapped(part: _Part, room: int) -> list[Span]:
    """Wrap what is told, behind its mark."""
    indent = cells(part.mark)
    lines = wrap(part.text, room - indent) if part.text else []
    starts = [part.mark, *[" " * indent] * len(lines)]
    return [Span(f"{start}{line}", part.style) for start, line in zip(starts, lines, strict=False)]


def _levelled(columns: Sequence[list[list[Span]]]) -> list[list[Span]]:
    """Fill up each field to the longest beside it, so that equal ones stand on one level."""
    heights = [max(map(len, field)) for field in zip(*columns, strict=True)]
    return [
        [
            span
            for field, height in zip(column, heights, strict=True)
            for span in [*field, *[Span("")] * (height - len(field))]
        ]
        for column in columns
    ]
