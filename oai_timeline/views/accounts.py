"""What sources say where they differ: side by side, so that they can be compared."""

from collections.abc import Iterator, Mapping, Sequence

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
    date = moment(account.dated, look) if account.dated else ""
    parts = [
        (look.text(account.teller), "title"),
        (_marked(date, "when", account, look), "time"),
        (_marked(look.text(account.says), "summary", account, look), "what"),
        *_people(account, look),
        (_counted(account, look), ""),
        ("; ".join(cited(source, look) for source in account.sources), "source"),
    ]
    line: Line = []
    for text, style in parts:
        if text:
            line += [Span("  "), Span(text, style)]
    return line


def cited(source: Source, look: Look) -> str:
    """Name a source in short: its publisher and its date."""
    return look.text(f"{source.publisher} {source.published or ''}".rstrip())


def figures(values: Mapping[str, float], look: Look) -> str:
    """Write figures with what they count."""
    return look.text(", ".join(f"{name.replace('_', ' ')} {n}" for name, n in values.items()))


def _fields(one: Told, accounts: Sequence[Told], look: Look, room: int) -> list[list[Span]]:
    """Give what an account tells, field by field; in place of what it leaves out, that it does."""
    date = moment(one.dated, look) if one.dated else ""
    fields = [_wrapped(look.text(one.teller), "title", room)]
    if not date and any(other.dated for other in accounts):
        fields.append([Span("time as above", "quiet")])
    else:
        fields.append(_wrapped(_marked(date, "when", one, look), "time", room))
    says = look.text(one.says)
    fields.append(_wrapped(_marked(says, "summary", one, look), "what", room))
    people = [span for text, style in _people(one, look) for span in _wrapped(text, style, room)]
    fields.append(people)
    fields.append(_wrapped(_counted(one, look), "", room))
    fields.append(
        [
            Span(line, "source", source.url or "")
            for source in one.sources
            for line in wrap(cited(source, look), room)
        ]
    )
    return fields


def _people(one: Told, look: Look) -> Iterator[tuple[str, str]]:
    for key, sign, names, style in (
        ("actors", look.glyphs.by, one.actors, "who"),
        ("about", look.glyphs.about, one.about, "quiet"),
    ):
        if names is not None:
            yield _marked(f"{sign} {look.names(names) or 'nobody'}", key, one, look), style


def _counted(one: Told, look: Look) -> str:
    if "figures" in one.differs and not one.figures:
        return _marked("no figures", "figures", one, look)
    return _marked(figures(one.figures or {}, look), "figures", one, look)


def _marked(text: str, key: str, one: Told, look: Look) -> str:
    """Mark what those who were asked tell differently."""
    return f"{look.glyphs.disputed} {text}" if key in one.differs else text


def _wrapped(text: str, style: str, room: int) -> list[Span]:
    return [Span(line, style) for line in wrap(text, room)] if text else []


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
