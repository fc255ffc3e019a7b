"""What sources say where they differ: side by side, so that they can be compared."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from oai_timeline.model.record import SourceRecord
from oai_timeline.query.event_details import AccountView
from oai_timeline.views.layout import Layout
from oai_timeline.views.table import moment
from oai_timeline.views.text import Line, Span, cells, row, wrap

_LEAST, _MOST, _ALONE = 30, 60, 86
_GAP = 2
_INDENT = 2


def side_by_side(accounts: Sequence[AccountView], layout: Layout, width: int) -> Iterator[Line]:
    """Set as many accounts side by side as there is room for; what each tells stands level."""
    rule = layout.symbols.trunk.strip()
    margin = cells(rule) + 1 + _GAP
    across = max((width - _INDENT + _GAP) // (_LEAST + margin), 1)
    across = -(-len(accounts) // -(-len(accounts) // across))  # rows equally long
    room = min((width - _INDENT + _GAP) // across - margin, _MOST if across > 1 else _ALONE)
    for start in range(0, len(accounts), across):
        if start:
            yield []
        together = accounts[start : start + across]
        told = [_fields(one, accounts, layout, max(room, 10)) for one in together]
        columns: list[tuple[list[Span], int]] = [([Span("")], _INDENT)]
        for lines in _level(told):
            columns += [
                ([Span(rule, "quiet")] * len(lines), cells(rule) + 1),
                (lines, max(room, 10) + _GAP),
            ]
        yield from row(*columns)


def one_line(account: AccountView, layout: Layout) -> Line:
    """Write an account on one line, as a pipe has it."""
    sources = "; ".join(cited(source, layout) for source in account.sources)
    told = [_date, _words, _actors, _about, _figures]
    parts = [
        _Part("", layout.text(account.source_name), "title"),
        *(part(account, layout) for part in told),
        _Part("", sources, "source"),
    ]
    line: Line = []
    for mark, text, style in parts:
        if text:
            line += [Span("  "), Span(f"{mark}{text}", style)]
    return line


def cited(source: SourceRecord, layout: Layout) -> str:
    """Name a source in short: its publisher and its date."""
    return layout.text(f"{source['publisher']} {source['published'] or ''}".rstrip())


def figures(values: Mapping[str, float], layout: Layout) -> str:
    """Write figures with what they count."""
    return layout.text(", ".join(f"{name.replace('_', ' ')} {n}" for name, n in values.items()))


class _Part(NamedTuple):
    """What an account tells of one thing; the mark says that others tell it differently."""

    mark: str
    text: str
    style: str


def _fields(
    one: AccountView, accounts: Sequence[AccountView], layout: Layout, room: int
) -> list[list[Span]]:
    """Give what an account tells, field by field; in place of what it leaves out, that it does."""
    date = _date(one, layout)
    if not date.text and any(other.dated for other in accounts):
        date = _Part("", "time as above", "quiet")
    return [
        _wrap_part(_Part("", layout.text(one.source_name), "title"), room),
        _wrap_part(date, room),
        _wrap_part(_words(one, layout), room),
        [*_wrap_part(_actors(one, layout), room), *_wrap_part(_about(one, layout), room)],
        _wrap_part(_figures(one, layout), room),
        [
            Span(line, "source", source["url"] or "")
            for source in one.sources
            for line in wrap(cited(source, layout), room)
        ],
    ]


def _date(one: AccountView, layout: Layout) -> _Part:
    return _Part(
        _mark("when", one, layout),
        moment(one.dated, layout) if one.dated else "",
        "time",
    )


def _words(one: AccountView, layout: Layout) -> _Part:
    return _Part(_mark("summary", one, layout), layout.text(one.says), "what")


def _actors(one: AccountView, layout: Layout) -> _Part:
    named = _name_actors(layout.symbols.by, one.actors, layout)
    return _Part(_mark("actors", one, layout), named, "who")


def _about(one: AccountView, layout: Layout) -> _Part:
    named = _name_actors(layout.symbols.about, one.about, layout)
    return _Part(_mark("about", one, layout), named, "quiet")


def _name_actors(sign: str, names: Sequence[str] | None, layout: Layout) -> str:
    return "" if names is None else f"{sign} {layout.names(names) or 'nobody'}"


def _figures(one: AccountView, layout: Layout) -> _Part:
    mark = _mark("figures", one, layout)
    return _Part(mark, figures(one.figures or {}, layout) or ("no figures" if mark else ""), "")


def _mark(key: str, one: AccountView, layout: Layout) -> str:
    """Mark what those who were asked tell differently."""
    return f"{layout.symbols.disputed} " if key in one.differs else ""


def _wrap_part(part: _Part, room: int) -> list[Span]:
    """Wrap what is told, behind its mark."""
    indent = cells(part.mark)
    lines = wrap(part.text, room - indent) if part.text else []
    starts = [part.mark, *[" " * indent] * len(lines)]
    return [Span(f"{start}{line}", part.style) for start, line in zip(starts, lines, strict=False)]


def _level(columns: Sequence[list[list[Span]]]) -> list[list[Span]]:
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
